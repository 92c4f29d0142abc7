-- A passkey's public half; the private half never leaves the person's device.
CREATE TABLE access_passkey (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES access_account (id) ON DELETE CASCADE,
    credential_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    passkey TEXT NOT NULL,
    created_at TEXT NOT NULL,
    used_at TEXT
);
CREATE INDEX access_passkey_account ON access_passkey (account_id);

-- The shared secret of a code app (RFC 6238), sealed with a key that stands apart, and the
-- last step that was used: a code is good once.
CREATE TABLE access_code_app (
    account_id TEXT PRIMARY KEY REFERENCES access_account (id) ON DELETE CASCADE,
    secret TEXT NOT NULL,
    last_step BIGINT NOT NULL,
    created_at TEXT NOT NULL
);

CREATE TABLE access_recovery_code (
    code_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES access_account (id) ON DELETE CASCADE
);
CREATE INDEX access_recovery_code_account ON access_recovery_code (account_id);

-- A program's proof, with less than or all of its owner's role.
CREATE TABLE access_token (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES access_account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('read', 'write', 'administer')),
    created_at TEXT NOT NULL,
    used_at TEXT,
    ends_at TEXT NOT NULL
);
CREATE INDEX access_token_account ON access_token (account_id);

-- One-time links: the first administrator, a new account, a password that was forgotten.
CREATE TABLE access_link (
    token_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES access_account (id) ON DELETE CASCADE,
    ends_at TEXT NOT NULL,
    -- Who made it, and may use it.
    made_by TEXT NOT NULL,
    made_name TEXT NOT NULL
);
CREATE INDEX access_link_account ON access_link (account_id);

-- Sign-ins half done: the password was right and the second factor is missing, a passkey was
-- asked for, or the person is at the identity provider.
CREATE TABLE access_pending (
    token_hash TEXT PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('second', 'enrol', 'passkey', 'new_passkey', 'provider')),
    account_id TEXT REFERENCES access_account (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    ends_at TEXT NOT NULL
);

-- Tries that failed, by account, by device and by source; keys are hashed, since people
-- type passwords into the wrong field.
CREATE TABLE access_throttle (
    throttle_key TEXT PRIMARY KEY,
    tries BIGINT NOT NULL,
    tried_at TEXT NOT NULL,
    paused_until TEXT NOT NULL
);

-- Browsers that signed in before: tries from elsewhere do not shut these out.
CREATE TABLE access_device (
    token_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES access_account (id) ON DELETE CASCADE,
    used_at TEXT NOT NULL
);
CREATE INDEX access_device_account ON access_device (account_id);

-- Who an identity provider says somebody is.
CREATE TABLE access_identity (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES access_account (id) ON DELETE CASCADE,
    PRIMARY KEY (issuer, subject)
);
