CREATE TABLE access_account (
    id TEXT PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'ended')),
    created_at TEXT NOT NULL
);

-- Only the hash of a session's token is kept: who steals the file cannot sign in with it.
CREATE TABLE access_session (
    token_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES access_account (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL,
    used_at TEXT NOT NULL,
    idle_until TEXT NOT NULL,
    ends_at TEXT NOT NULL
);
CREATE INDEX access_session_account ON access_session (account_id);
