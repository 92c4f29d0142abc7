CREATE TABLE access_account (
    id TEXT PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    -- Empty where the account has no password: it signs in with a passkey, through an
    -- identity provider, or not before its one-time link was used.
    password_hash TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'ended')),
    created_at TEXT NOT NULL
);

-- Only the hash of a session's token is kept: who steals the file cannot sign in with it.
CREATE TABLE access_session (
    token_hash TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES access_account (id) ON DELETE CASCADE,
    proof TEXT NOT NULL CHECK (proof IN ('password', 'second', 'passkey', 'provider')),
    source TEXT NOT NULL,
    program TEXT NOT NULL,
    created_at TEXT NOT NULL,
    used_at TEXT NOT NULL,
    idle_until TEXT NOT NULL,
    ends_at TEXT NOT NULL
);
CREATE INDEX access_session_account ON access_session (account_id);
