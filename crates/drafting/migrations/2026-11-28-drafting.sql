-- Drafts that are kept, each marked for a compartment.
CREATE TABLE drafting_draft (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    kind TEXT,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL
);
-- A version is never changed; its content is its wording as it was read, as JSON.
CREATE TABLE drafting_version (
    id TEXT PRIMARY KEY,
    draft_id TEXT NOT NULL REFERENCES drafting_draft (id),
    number BIGINT NOT NULL,
    language TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('paste', 'upload', 'builder')),
    note TEXT,
    content TEXT NOT NULL,
    author_id TEXT NOT NULL,
    author_name TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    UNIQUE (draft_id, number)
);
-- A finding that is meant so, by its words and its provision in the version that it was seen in.
-- What was taken back is kept.
CREATE TABLE drafting_intended (
    id TEXT PRIMARY KEY,
    draft_id TEXT NOT NULL REFERENCES drafting_draft (id),
    version BIGINT NOT NULL,
    language TEXT,
    rule TEXT NOT NULL,
    provision TEXT,
    words TEXT NOT NULL,
    reason TEXT NOT NULL,
    author_id TEXT NOT NULL,
    author_name TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    withdrawn_at TEXT
);
CREATE INDEX drafting_intended_of ON drafting_intended (draft_id);

-- What whom a connection reads for may see; reading statements name these views only.
CREATE VIEW drafting_draft_seen AS
SELECT d.*, COALESCE((SELECT m.level || ' ' || m.caveats FROM platform_marking m WHERE m.thing = 'draft:' || d.id), 'unclassified') AS marking
FROM drafting_draft d WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'draft:' || d.id);

CREATE VIEW drafting_version_seen AS
SELECT v.* FROM drafting_version v WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'draft:' || v.draft_id);

CREATE VIEW drafting_intended_seen AS
SELECT i.* FROM drafting_intended i WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'draft:' || i.draft_id);
