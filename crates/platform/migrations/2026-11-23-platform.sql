-- Where the trail stands, and under which name this installation signs it.
CREATE TABLE platform_audit_head (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    position BIGINT NOT NULL,
    hash TEXT NOT NULL,
    origin TEXT NOT NULL
);
INSERT INTO platform_audit_head (id, position, hash, origin) VALUES (1, 0, '', '');

CREATE TABLE platform_audit (
    position BIGINT PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    on_behalf_of TEXT NOT NULL,
    via TEXT NOT NULL,
    request_id TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX platform_audit_subject ON platform_audit (subject, position);
CREATE INDEX platform_audit_actor ON platform_audit (actor_id, position);
CREATE INDEX platform_audit_behalf ON platform_audit (on_behalf_of, position);
CREATE INDEX platform_audit_action ON platform_audit (action, position);

-- Signed statements of what the trail was, as they were also written for the witness.
CREATE TABLE platform_checkpoint (
    size BIGINT PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    note TEXT NOT NULL
);

-- The trail and its checkpoints only grow. A row that is replaced would come with a position
-- that is not the next one.
-- sqlite:
CREATE TRIGGER platform_audit_grows BEFORE INSERT ON platform_audit
WHEN NEW.position <> (SELECT COALESCE(MAX(position), 0) + 1 FROM platform_audit)
BEGIN SELECT RAISE(ABORT, 'the trail only grows, one record after the other'); END;
CREATE TRIGGER platform_audit_not_changed BEFORE UPDATE ON platform_audit
BEGIN SELECT RAISE(ABORT, 'a record of the trail is never changed'); END;
CREATE TRIGGER platform_audit_not_removed BEFORE DELETE ON platform_audit
BEGIN SELECT RAISE(ABORT, 'a record of the trail is never removed'); END;
CREATE TRIGGER platform_checkpoint_grows BEFORE INSERT ON platform_checkpoint
WHEN NEW.size <= (SELECT COALESCE(MAX(size), 0) FROM platform_checkpoint)
BEGIN SELECT RAISE(ABORT, 'checkpoints only grow'); END;
CREATE TRIGGER platform_checkpoint_not_changed BEFORE UPDATE ON platform_checkpoint
BEGIN SELECT RAISE(ABORT, 'a checkpoint is never changed'); END;
CREATE TRIGGER platform_checkpoint_not_removed BEFORE DELETE ON platform_checkpoint
BEGIN SELECT RAISE(ABORT, 'a checkpoint is never removed'); END;
-- postgres:
CREATE FUNCTION platform_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the trail only grows: % on % is refused', TG_OP, TG_TABLE_NAME; END $$;
CREATE FUNCTION platform_audit_next() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    IF NEW.position <> (SELECT COALESCE(MAX(position), 0) + 1 FROM platform_audit) THEN
        RAISE EXCEPTION 'the trail only grows, one record after the other';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION platform_checkpoint_next() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    IF NEW.size <= (SELECT COALESCE(MAX(size), 0) FROM platform_checkpoint) THEN
        RAISE EXCEPTION 'checkpoints only grow';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER platform_audit_grows BEFORE INSERT ON platform_audit
FOR EACH ROW EXECUTE FUNCTION platform_audit_next();
CREATE TRIGGER platform_audit_kept BEFORE UPDATE OR DELETE ON platform_audit
FOR EACH ROW EXECUTE FUNCTION platform_refuse();
CREATE TRIGGER platform_audit_not_emptied BEFORE TRUNCATE ON platform_audit
FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse();
CREATE TRIGGER platform_checkpoint_grows BEFORE INSERT ON platform_checkpoint
FOR EACH ROW EXECUTE FUNCTION platform_checkpoint_next();
CREATE TRIGGER platform_checkpoint_kept BEFORE UPDATE OR DELETE ON platform_checkpoint
FOR EACH ROW EXECUTE FUNCTION platform_refuse();
CREATE TRIGGER platform_checkpoint_not_emptied BEFORE TRUNCATE ON platform_checkpoint
FOR EACH STATEMENT EXECUTE FUNCTION platform_refuse();
-- both:

CREATE TABLE platform_job (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    arguments TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    actor_role TEXT NOT NULL,
    request_id TEXT NOT NULL,
    on_behalf_of TEXT NOT NULL,
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
