CREATE TABLE platform_audit_head (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    position BIGINT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO platform_audit_head (id, position, hash) VALUES (1, 0, '');

CREATE TABLE platform_audit (
    position BIGINT PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    via TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX platform_audit_subject ON platform_audit (subject, position);

CREATE TABLE platform_job (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    arguments TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    actor_role TEXT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT,
    doing TEXT NOT NULL,
    result TEXT,
    error TEXT,
    queued_at TEXT NOT NULL,
    started_at TEXT,
    ended_at TEXT,
    lease_until TEXT
);
CREATE INDEX platform_job_state ON platform_job (state, queued_at);
