-- Where a text comes from and under which terms.
CREATE TABLE library_source (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    licence TEXT NOT NULL,
    url TEXT NOT NULL,
    coverage TEXT NOT NULL,
    redistribution TEXT NOT NULL CHECK (redistribution IN ('allowed', 'non_commercial', 'not_allowed', 'unknown'))
);

CREATE TABLE library_import (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    files TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'undone')),
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    undone_at TEXT,
    counts TEXT NOT NULL
);
CREATE INDEX library_import_time ON library_import (imported_at);

-- What an import did not understand: named by file, row and column.
CREATE TABLE library_import_note (
    import_id TEXT NOT NULL REFERENCES library_import (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('refused', 'doubtful')),
    file TEXT NOT NULL,
    row_number BIGINT,
    column_name TEXT,
    reason TEXT NOT NULL,
    PRIMARY KEY (import_id, position)
);

CREATE TABLE library_document (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    happened_on TEXT,
    language TEXT,
    status TEXT,
    agreement_type TEXT,
    conflict_type TEXT,
    stage TEXT,
    substage TEXT,
    process TEXT,
    symbol TEXT,
    description TEXT,
    interim TEXT,
    url TEXT,
    source_id TEXT NOT NULL REFERENCES library_source (id),
    text_state TEXT NOT NULL CHECK (text_state IN ('none', 'passages', 'full')),
    topics_coded BIGINT NOT NULL,
    content_hash TEXT NOT NULL,
    text_hash TEXT,
    import_id TEXT NOT NULL REFERENCES library_import (id),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
);
CREATE INDEX library_document_process ON library_document (process, happened_on);
CREATE INDEX library_document_date ON library_document (happened_on, id);

CREATE TABLE library_document_country (
    document_id TEXT NOT NULL REFERENCES library_document (id) ON DELETE CASCADE,
    iso3 TEXT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (document_id, iso3)
);
CREATE INDEX library_document_country_iso3 ON library_document_country (iso3);

-- Ids that others gave to the same document.
CREATE TABLE library_document_external (
    document_id TEXT NOT NULL REFERENCES library_document (id) ON DELETE CASCADE,
    scheme TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (document_id, scheme, value)
);

CREATE TABLE library_actor (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    from_date TEXT,
    to_date TEXT,
    external TEXT NOT NULL,
    -- Other names, a list in JSON; all names without case, accents and punctuation, a line each.
    aliases TEXT NOT NULL,
    folded TEXT NOT NULL,
    source_id TEXT NOT NULL REFERENCES library_source (id),
    import_id TEXT NOT NULL REFERENCES library_import (id)
);

-- Who signed or witnessed, as written; matched to the authority file with a score that a
-- person reviews.
CREATE TABLE library_document_party (
    document_id TEXT NOT NULL REFERENCES library_document (id) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('party', 'third_party')),
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    actor_id TEXT REFERENCES library_actor (id),
    score DOUBLE PRECISION,
    state TEXT NOT NULL CHECK (state IN ('unmatched', 'suggested', 'accepted', 'rejected')),
    decided_by TEXT,
    decided_at TEXT,
    PRIMARY KEY (document_id, side, position)
);
CREATE INDEX library_document_party_actor ON library_document_party (actor_id);

-- Topics that the source's own coders gave to the whole document.
CREATE TABLE library_document_topic (
    document_id TEXT NOT NULL REFERENCES library_document (id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (document_id, code)
);
CREATE INDEX library_document_topic_code ON library_document_topic (code);

-- A relation to something that is marked stays when its document goes, and is there again with it.
CREATE TABLE library_relation (
    document_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    other_id TEXT NOT NULL,
    PRIMARY KEY (document_id, kind, other_id)
);
CREATE INDEX library_relation_other ON library_relation (other_id);

-- The permanent unit. A provision that a corrected text no longer holds is withdrawn, and
-- its address still answers.
CREATE TABLE library_provision (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES library_document (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    position BIGINT NOT NULL,
    parent_number BIGINT,
    level TEXT NOT NULL,
    label TEXT,
    path TEXT NOT NULL,
    heading TEXT,
    text TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('current', 'withdrawn')),
    UNIQUE (document_id, number)
);
CREATE INDEX library_provision_place ON library_provision (document_id, position);

-- How a provision read before a corrected text was imported.
CREATE TABLE library_provision_past (
    provision_id TEXT NOT NULL REFERENCES library_provision (id) ON DELETE CASCADE,
    import_id TEXT NOT NULL,
    text TEXT NOT NULL,
    replaced_at TEXT NOT NULL,
    PRIMARY KEY (provision_id, import_id)
);

-- What a person decided on a suggested topic.
CREATE TABLE library_provision_topic (
    provision_id TEXT NOT NULL REFERENCES library_provision (id) ON DELETE CASCADE,
    topic TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('accepted', 'rejected')),
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    PRIMARY KEY (provision_id, topic)
);

-- The files that a marked import came from, each sealed in the folder files.
CREATE TABLE library_import_original (
    import_id TEXT NOT NULL REFERENCES library_import (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    file TEXT NOT NULL,
    PRIMARY KEY (import_id, number)
);

-- What each import changed, with the state before, so that it can be undone: each document by
-- itself, since who undoes an import may not see all that it changed.
CREATE TABLE library_import_change (
    import_id TEXT NOT NULL REFERENCES library_import (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    document_id TEXT NOT NULL,
    change TEXT NOT NULL CHECK (change IN ('created', 'changed')),
    before TEXT,
    undone_at TEXT,
    PRIMARY KEY (import_id, document_id)
);
CREATE INDEX library_import_change_document ON library_import_change (document_id);

-- How each provision of a changed text stood before: apart, so that it is sealed as it is marked.
CREATE TABLE library_import_part (
    import_id TEXT NOT NULL REFERENCES library_import (id) ON DELETE CASCADE,
    provision_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    before TEXT NOT NULL,
    PRIMARY KEY (import_id, provision_id)
);
CREATE INDEX library_import_part_document ON library_import_part (document_id);

CREATE TABLE library_basket (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    title TEXT NOT NULL,
    created_at TEXT NOT NULL,
    -- Thrown away; what in it was hidden from its owner at that moment stays, and shows it again.
    removed_at TEXT
);
CREATE INDEX library_basket_owner ON library_basket (owner_id, created_at);

CREATE TABLE library_basket_item (
    basket_id TEXT NOT NULL REFERENCES library_basket (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    provision_id TEXT NOT NULL REFERENCES library_provision (id) ON DELETE CASCADE,
    note TEXT NOT NULL,
    PRIMARY KEY (basket_id, provision_id)
);

CREATE TABLE library_saved_search (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    title TEXT NOT NULL,
    query TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE INDEX library_saved_search_owner ON library_saved_search (owner_id, created_at);

-- What whom a connection reads for may see; reading statements name these views only.
-- Where a document's source is protected, what would name it is blank.
CREATE VIEW library_document_seen AS
SELECT d.id, d.kind, d.title, d.happened_on, d.language, d.status, d.agreement_type, d.conflict_type, d.stage, d.substage, d.process,
d.symbol, d.description, d.interim, d.text_state, d.topics_coded, d.content_hash, d.text_hash, d.created_at, d.updated_at,
CASE WHEN EXISTS (SELECT 1 FROM platform_source_barred b WHERE b.thing = 'document:' || d.id) THEN NULL ELSE d.url END AS url,
CASE WHEN EXISTS (SELECT 1 FROM platform_source_barred b WHERE b.thing = 'document:' || d.id) THEN 'withheld' ELSE d.source_id END AS source_id,
CASE WHEN EXISTS (SELECT 1 FROM platform_source_barred b WHERE b.thing = 'document:' || d.id) THEN '' ELSE d.import_id END AS import_id,
COALESCE((SELECT m.level || ' ' || m.caveats FROM platform_marking m WHERE m.thing = 'document:' || d.id), 'unclassified') AS marking
FROM library_document d WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'document:' || d.id);

CREATE VIEW library_provision_seen AS
SELECT p.*, COALESCE((SELECT m.level || ' ' || m.caveats FROM platform_marking m WHERE m.thing = 'provision:' || p.id), 'unclassified') AS marking
FROM library_provision p
WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'document:' || p.document_id)
AND NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'provision:' || p.id);

CREATE VIEW library_document_country_seen AS
SELECT c.* FROM library_document_country c WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'document:' || c.document_id);

CREATE VIEW library_document_external_seen AS
SELECT e.* FROM library_document_external e WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'document:' || e.document_id)
AND NOT EXISTS (SELECT 1 FROM platform_source_barred b WHERE b.thing = 'document:' || e.document_id);

CREATE VIEW library_document_party_seen AS
SELECT p.* FROM library_document_party p WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'document:' || p.document_id);

CREATE VIEW library_document_topic_seen AS
SELECT t.* FROM library_document_topic t WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'document:' || t.document_id);

CREATE VIEW library_relation_seen AS
SELECT r.* FROM library_relation r
WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'document:' || r.document_id)
AND NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'document:' || r.other_id);

-- Imports whose files would name a protected source, or something that is hidden: the import
-- itself is marked so, or it brought something that is.
CREATE VIEW library_import_barred AS
SELECT i.id FROM library_import i WHERE EXISTS (SELECT 1 FROM platform_source_barred b WHERE b.thing = 'import:' || i.id)
OR EXISTS (SELECT 1 FROM library_import_change c JOIN platform_source_barred b ON b.thing = 'document:' || c.document_id WHERE c.import_id = i.id)
OR EXISTS (SELECT 1 FROM library_import_change c JOIN platform_hidden h ON h.thing = 'document:' || c.document_id WHERE c.import_id = i.id);

CREATE VIEW library_import_seen AS
SELECT i.id, i.kind, i.state, i.imported_at, i.undone_at, i.counts,
CASE WHEN EXISTS (SELECT 1 FROM library_import_barred b WHERE b.id = i.id) THEN '[]' ELSE i.files END AS files,
CASE WHEN EXISTS (SELECT 1 FROM library_import_barred b WHERE b.id = i.id) THEN '' ELSE i.actor_id END AS actor_id,
CASE WHEN EXISTS (SELECT 1 FROM library_import_barred b WHERE b.id = i.id) THEN '' ELSE i.actor_name END AS actor_name
FROM library_import i WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'import:' || i.id);

CREATE VIEW library_import_original_seen AS
SELECT o.* FROM library_import_original o WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'import:' || o.import_id)
AND NOT EXISTS (SELECT 1 FROM library_import_barred b WHERE b.id = o.import_id);

CREATE VIEW library_import_note_seen AS
SELECT n.* FROM library_import_note n WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'import:' || n.import_id)
AND NOT EXISTS (SELECT 1 FROM library_import_barred b WHERE b.id = n.import_id);

CREATE VIEW library_import_change_seen AS
SELECT c.* FROM library_import_change c WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'document:' || c.document_id)
AND NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'import:' || c.import_id);

CREATE VIEW library_import_part_seen AS
SELECT p.* FROM library_import_part p WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'document:' || p.document_id)
AND NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'provision:' || p.provision_id)
AND NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'import:' || p.import_id);

CREATE VIEW library_basket_item_seen AS
SELECT i.* FROM library_basket_item i WHERE EXISTS (SELECT 1 FROM library_provision_seen p WHERE p.id = i.provision_id);
