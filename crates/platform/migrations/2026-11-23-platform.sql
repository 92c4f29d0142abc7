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

-- Whose the files in the folder files are: a job's that will read them, or what keeps them.
CREATE TABLE platform_file (
    key TEXT PRIMARY KEY,
    owner TEXT NOT NULL
);
CREATE INDEX platform_file_owner ON platform_file (owner);

-- People, as far as what one may see hangs on it: the role that each has at this moment, empty
-- where their account has ended. Who keeps the accounts writes it in the change itself.
CREATE TABLE platform_person (
    id TEXT PRIMARY KEY,
    role TEXT NOT NULL
);

-- Ways to act as somebody that somebody else made: an account opened, a link, a password, a
-- second factor taken away, a role given. Until it is vouched for, whoever made one may be the
-- same person.
CREATE TABLE platform_way_in (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('opened', 'role', 'link', 'link_used', 'password', 'factors', 'identity')),
    made_by TEXT NOT NULL,
    made_name TEXT NOT NULL,
    made_at TEXT NOT NULL,
    vouched_by TEXT,
    vouched_at TEXT
);
CREATE INDEX platform_way_in_person ON platform_way_in (person_id, made_at);

-- Compartments: a case, a process or a ceasefire that only its members see into.
CREATE TABLE platform_compartment (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('case', 'process', 'ceasefire')),
    -- Sealed with the compartment's key where it has one.
    title TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    -- The compartment's key, wrapped for an opening by two people; none where the operator
    -- named no compartment key.
    recovery TEXT
);

-- Who is in a compartment, from when until when; an ended membership stays as history.
CREATE TABLE platform_membership (
    id TEXT PRIMARY KEY,
    compartment_id TEXT NOT NULL REFERENCES platform_compartment (id),
    person_id TEXT NOT NULL,
    person_name TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('keeper', 'member')),
    begun_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    given_by TEXT NOT NULL,
    -- Since when it rests because somebody else made a way to sign in as this person, and who
    -- and what that was; none where it holds.
    suspended_at TEXT,
    suspended_by TEXT,
    suspended_name TEXT,
    suspended_why TEXT,
    -- Who said last that it is still this person, and, from outside, why.
    confirmed_at TEXT,
    confirmed_name TEXT,
    confirmed_reason TEXT
);
CREATE INDEX platform_membership_person ON platform_membership (person_id, compartment_id);
CREATE INDEX platform_membership_compartment ON platform_membership (compartment_id, ends_at);

-- Invitations: a keeper's word for whoever signs in under a name, and the hash of the code that
-- the person gives back. Whether anybody has the name is not looked at.
CREATE TABLE platform_invitation (
    id TEXT PRIMARY KEY,
    compartment_id TEXT NOT NULL REFERENCES platform_compartment (id),
    name TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('keeper', 'member')),
    code_hash TEXT NOT NULL UNIQUE,
    made_by TEXT NOT NULL,
    made_name TEXT NOT NULL,
    made_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'withdrawn'))
);
CREATE INDEX platform_invitation_compartment ON platform_invitation (compartment_id, state);

-- What takes two administrators, asked by one and granted by another: a look into a compartment
-- for some hours, or a keeper for a compartment that has none.
CREATE TABLE platform_opening (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('look', 'keeper')),
    -- Who is to keep it, where that is asked for; empty where the name is nobody's.
    person_id TEXT,
    compartment_id TEXT NOT NULL REFERENCES platform_compartment (id),
    asked_by TEXT NOT NULL,
    asked_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    hours BIGINT NOT NULL,
    asked_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'granted', 'refused', 'ended')),
    decided_by TEXT,
    decided_name TEXT,
    decided_at TEXT,
    ends_at TEXT
);
CREATE INDEX platform_opening_compartment ON platform_opening (compartment_id, asked_at);
CREATE INDEX platform_opening_person ON platform_opening (asked_by, compartment_id);

CREATE TABLE platform_wrapped_key (
    compartment_id TEXT NOT NULL REFERENCES platform_compartment (id),
    person_id TEXT NOT NULL,
    wrapped TEXT NOT NULL,
    PRIMARY KEY (compartment_id, person_id)
);
CREATE INDEX platform_wrapped_key_person ON platform_wrapped_key (person_id);

-- Markings as in ST/SGB/2007/6. A thing without a row is unclassified. `thing` is a kind and
-- an id, as in document:demo:1.
CREATE TABLE platform_marking (
    thing TEXT PRIMARY KEY,
    -- What it is part of, whose marking holds for it too.
    whole TEXT,
    level TEXT NOT NULL CHECK (level IN ('unclassified', 'confidential', 'strictly_confidential')),
    compartment_id TEXT REFERENCES platform_compartment (id),
    caveats TEXT NOT NULL,
    review_on TEXT,
    reason TEXT NOT NULL,
    marked_by TEXT NOT NULL,
    marked_name TEXT NOT NULL,
    marked_at TEXT NOT NULL,
    -- By which word of two people it left everybody's sight; none where it came in marked.
    withheld TEXT,
    CHECK ((level = 'unclassified') = (compartment_id IS NULL))
);
CREATE INDEX platform_marking_whole ON platform_marking (whole);
CREATE INDEX platform_marking_compartment ON platform_marking (compartment_id);

-- What is to leave everybody's sight, or to come back: asked by one person, confirmed by another.
-- The reason stands here only while it waits.
CREATE TABLE platform_withholding (
    id TEXT PRIMARY KEY,
    what TEXT NOT NULL CHECK (what IN ('hide', 'return')),
    thing TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('unclassified', 'confidential', 'strictly_confidential')),
    compartment_id TEXT REFERENCES platform_compartment (id),
    caveats TEXT NOT NULL,
    review_on TEXT,
    reason TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_name TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    lapses_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'confirmed', 'refused', 'withdrawn')),
    decided_by TEXT,
    decided_name TEXT,
    decided_at TEXT
);
CREATE INDEX platform_withholding_thing ON platform_withholding (thing, state);
CREATE INDEX platform_withholding_compartment ON platform_withholding (compartment_id);

-- What a compartment keeps to itself on a thing; each note is marked for its compartment.
CREATE TABLE platform_annotation (
    id TEXT PRIMARY KEY,
    thing TEXT NOT NULL,
    compartment_id TEXT NOT NULL REFERENCES platform_compartment (id),
    text TEXT NOT NULL,
    author_id TEXT NOT NULL,
    author_name TEXT NOT NULL,
    written_at TEXT NOT NULL
);
CREATE INDEX platform_annotation_thing ON platform_annotation (thing, written_at);
CREATE INDEX platform_annotation_compartment ON platform_annotation (compartment_id, written_at);

-- For whom a connection reads, and when.
-- postgres:
CREATE FUNCTION platform_reader() RETURNS TEXT LANGUAGE sql STABLE AS $$ SELECT current_setting('goodoffices.reader', true) $$;
CREATE FUNCTION platform_now() RETURNS TEXT LANGUAGE sql STABLE AS $$ SELECT current_setting('goodoffices.now', true) $$;
CREATE FUNCTION platform_authority() RETURNS TEXT LANGUAGE sql STABLE AS $$ SELECT COALESCE(current_setting('goodoffices.authority', true), '') $$;
CREATE FUNCTION platform_purpose() RETURNS TEXT LANGUAGE sql STABLE AS $$ SELECT COALESCE(current_setting('goodoffices.purpose', true), '') $$;
-- both:

-- The memberships that hold at this moment: neither ended nor suspended.
CREATE VIEW platform_member AS
SELECT compartment_id, person_id, person_name, part, begun_at, ends_at FROM platform_membership
WHERE suspended_at IS NULL AND ends_at > platform_now();

-- Who sees into which compartment, until when. A look holds while who asked for it runs the system.
CREATE VIEW platform_clearance AS
SELECT compartment_id, person_id, ends_at FROM platform_member
UNION ALL
SELECT o.compartment_id, o.asked_by AS person_id, o.ends_at FROM platform_opening o
JOIN platform_person p ON p.id = o.asked_by AND p.role = 'administrator'
WHERE o.kind = 'look' AND o.state = 'granted';

-- Both views below ask for the authority only where a row is marked: that way neither database calls
-- a function for each of the many rows that are not.

-- What is hidden from whom this connection reads for. Every view that ends in _seen leaves it out.
-- What must not be taken away is hidden from everybody where it would be: the caveat no_export.
CREATE VIEW platform_hidden AS
SELECT m.thing FROM platform_marking m
WHERE CASE WHEN m.compartment_id IS NOT NULL THEN platform_authority() ELSE 'system' END <> 'system'
AND (CASE WHEN m.caveats LIKE '%no_export%' THEN platform_purpose() ELSE '' END = 'taken'
OR NOT EXISTS (SELECT 1 FROM platform_clearance k WHERE k.compartment_id = m.compartment_id AND k.person_id = platform_reader() AND k.ends_at > platform_now()));

-- Whose source is named to nobody but who marked it and who keeps its compartment: the caveat
-- source_protected. Views leave out or blank what would name it; a change sees it all the same,
-- so that nothing is written over.
CREATE VIEW platform_source_barred AS
SELECT m.thing FROM platform_marking m
WHERE m.compartment_id IS NOT NULL AND platform_purpose() <> '' AND m.caveats LIKE '%source_protected%'
AND m.marked_by <> COALESCE(platform_reader(), '')
AND NOT EXISTS (SELECT 1 FROM platform_member k WHERE k.compartment_id = m.compartment_id AND k.person_id = platform_reader() AND k.part = 'keeper' AND k.ends_at > platform_now());

CREATE VIEW platform_marking_seen AS
SELECT m.thing, m.level, m.compartment_id, m.caveats, m.review_on, m.reason, m.marked_at,
CASE WHEN EXISTS (SELECT 1 FROM platform_source_barred b WHERE b.thing = m.thing) THEN '' ELSE m.marked_by END AS marked_by,
CASE WHEN EXISTS (SELECT 1 FROM platform_source_barred b WHERE b.thing = m.thing) THEN '' ELSE m.marked_name END AS marked_name
FROM platform_marking m;

-- What whom this connection works for may not change: whatever is marked for a compartment that
-- they are no member of, also where they look in from outside. The guards of all tables ask it.
CREATE VIEW platform_closed AS
SELECT m.thing, m.whole FROM platform_marking m
WHERE CASE WHEN m.compartment_id IS NOT NULL THEN platform_authority() ELSE 'system' END <> 'system'
AND NOT EXISTS (SELECT 1 FROM platform_member k WHERE k.compartment_id = m.compartment_id AND k.person_id = platform_reader() AND k.ends_at > platform_now());

-- The same, and what left everybody's sight by two people: it stays as it was, also for those who
-- see it, so that it can come back so.
CREATE VIEW platform_fixed AS
SELECT m.thing, m.whole FROM platform_marking m
WHERE CASE WHEN m.compartment_id IS NOT NULL THEN platform_authority() ELSE 'system' END <> 'system'
AND (CASE WHEN m.withheld IS NOT NULL THEN platform_authority() ELSE 'putting back' END <> 'putting back' OR NOT EXISTS (SELECT 1 FROM platform_member k WHERE k.compartment_id = m.compartment_id AND k.person_id = platform_reader() AND k.ends_at > platform_now()));

CREATE VIEW platform_annotation_seen AS
SELECT a.*, m.level AS marking FROM platform_annotation a JOIN platform_marking m ON m.thing = 'annotation:' || a.id
WHERE m.compartment_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'annotation:' || a.id);

CREATE VIEW platform_compartment_seen AS
SELECT c.* FROM platform_compartment c
WHERE EXISTS (SELECT 1 FROM platform_clearance k WHERE k.compartment_id = c.id AND k.person_id = platform_reader() AND k.ends_at > platform_now());

CREATE VIEW platform_job_seen AS
SELECT j.* FROM platform_job j WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'job:' || j.id)
AND NOT EXISTS (SELECT 1 FROM platform_source_barred b WHERE b.thing = 'job:' || j.id);
