//! Documents in the database.

use crate::document::{CodedTopic, Document, DocumentKind, ExternalId, Kept, Listed, Relation, TextState, Texts};
use crate::party::{self, Party};
use methods::language::Language;
use platform::agreements::Agreement;
use platform::clearance::guard;
use platform::clearance::marking::{self, Level};
use platform::db::{Connection, Row, Value};
use platform::{Error, Result, Work, say, statements};

statements! {
    SEEN = concat!("SELECT marking FROM library_document_seen WHERE id IN (", platform::many!(), ")");
    PUT_DOCUMENT = "INSERT INTO library_document (id, kind, title, happened_on, language, status, agreement_type, conflict_type, stage, substage, process, symbol, description, interim, url, source_id, text_state, topics_coded, content_hash, text_hash, import_id, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title, happened_on = excluded.happened_on, language = excluded.language, status = excluded.status, agreement_type = excluded.agreement_type, conflict_type = excluded.conflict_type, stage = excluded.stage, substage = excluded.substage, process = excluded.process, symbol = excluded.symbol, description = excluded.description, interim = excluded.interim, url = excluded.url, source_id = excluded.source_id, text_state = excluded.text_state, topics_coded = excluded.topics_coded, content_hash = excluded.content_hash, text_hash = excluded.text_hash, import_id = excluded.import_id, updated_at = excluded.updated_at";
    DOCUMENT = "SELECT id, kind, title, happened_on, language, status, agreement_type, conflict_type, stage, substage, process, symbol, description, interim, url, source_id, text_state, topics_coded, content_hash, text_hash, import_id, created_at, updated_at, marking FROM library_document_seen WHERE id = $1";
    REMOVE_DOCUMENT = "DELETE FROM library_document WHERE id = $1";
    DOCUMENTS_PAGE = "SELECT d.id, d.kind, d.title, d.happened_on, d.stage, d.process, d.language, d.text_state, d.marking FROM library_document_seen d WHERE (CAST($1 AS TEXT) IS NULL OR d.kind = $1) AND (CAST($2 AS TEXT) IS NULL OR d.process = $2) AND (CAST($3 AS TEXT) IS NULL OR d.id IN (SELECT document_id FROM library_document_country_seen WHERE iso3 = $3)) AND (CAST($4 AS TEXT) IS NULL OR d.source_id = $4) AND (CAST($8 AS TEXT) IS NULL OR d.text_state = $8) AND (CAST($5 AS TEXT) IS NULL OR COALESCE(d.happened_on, '') < $5 OR (COALESCE(d.happened_on, '') = $5 AND d.id < $6)) ORDER BY COALESCE(d.happened_on, '') DESC, d.id DESC LIMIT $7";
    // Its state differs where its text does, and where a provision of it is marked by itself.
    WHOLE = "SELECT d.id, d.kind, d.language, COALESCE(d.text_hash, '') || ' ' || CAST((SELECT COUNT(*) FROM library_provision_seen p WHERE p.document_id = d.id AND p.state = 'current' AND TRIM(p.marking) = 'unclassified') AS TEXT) AS text_of FROM library_document_seen d WHERE d.text_state = 'full' AND d.kind IN ('agreement', 'ceasefire') AND TRIM(d.marking) = 'unclassified' AND NOT EXISTS (SELECT 1 FROM library_relation_seen r JOIN library_document_seen o ON o.id = r.other_id WHERE r.document_id = d.id AND r.kind = 'translation of' AND o.text_state = 'full') ORDER BY COALESCE(d.happened_on, '') DESC, d.id";
    TEXTS = "SELECT d.text_state, COUNT(*) AS n FROM library_document_seen d WHERE (CAST($1 AS TEXT) IS NULL OR d.kind = $1) AND (CAST($2 AS TEXT) IS NULL OR d.process = $2) AND (CAST($3 AS TEXT) IS NULL OR d.id IN (SELECT document_id FROM library_document_country_seen WHERE iso3 = $3)) AND (CAST($4 AS TEXT) IS NULL OR d.source_id = $4) GROUP BY d.text_state";
    DOCUMENTS_OF_PROCESS = "SELECT d.id, d.kind, d.title, d.happened_on, d.stage, d.process, d.language, d.text_state, d.marking FROM library_document_seen d WHERE d.process = $1 ORDER BY COALESCE(d.happened_on, ''), d.id";
    DOCUMENTS_OF_ACTOR = "SELECT d.id, d.kind, d.title, d.happened_on, d.stage, d.process, d.language, d.text_state, d.marking FROM library_document_seen d WHERE d.id IN (SELECT p.document_id FROM library_document_party_seen p WHERE p.actor_id = $1 AND p.state <> 'rejected') ORDER BY COALESCE(d.happened_on, ''), d.id";
    RELATED_FROM = "SELECT d.id, d.kind, d.title, d.happened_on, d.stage, d.process, d.language, d.text_state, d.marking, r.kind AS relation FROM library_relation_seen r JOIN library_document_seen d ON d.id = r.other_id WHERE r.document_id = $1 ORDER BY d.id";
    RELATED_TO = "SELECT d.id, d.kind, d.title, d.happened_on, d.stage, d.process, d.language, d.text_state, d.marking, r.kind AS relation FROM library_relation_seen r JOIN library_document_seen d ON d.id = r.document_id WHERE r.other_id = $1 ORDER BY d.id";
    CLEAR_COUNTRIES = "DELETE FROM library_document_country WHERE document_id = $1";
    ADD_COUNTRY = "INSERT INTO library_document_country (document_id, iso3, position) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    COUNTRIES = "SELECT iso3 FROM library_document_country_seen WHERE document_id = $1 ORDER BY position";
    CLEAR_EXTERNAL = "DELETE FROM library_document_external WHERE document_id = $1";
    ADD_EXTERNAL = "INSERT INTO library_document_external (document_id, scheme, value) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    EXTERNAL = "SELECT scheme, value FROM library_document_external_seen WHERE document_id = $1 ORDER BY scheme, value";
    CLEAR_TOPICS = "DELETE FROM library_document_topic WHERE document_id = $1";
    ADD_TOPIC = "INSERT INTO library_document_topic (document_id, code, value) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    TOPICS = "SELECT code, value FROM library_document_topic_seen WHERE document_id = $1 ORDER BY code";
    CLEAR_RELATIONS = "DELETE FROM library_relation WHERE document_id = $1 AND NOT EXISTS (SELECT 1 FROM platform_closed h WHERE h.thing = 'document:' || other_id)";
    ADD_RELATION = "INSERT INTO library_relation (document_id, kind, other_id) SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT) WHERE NOT EXISTS (SELECT 1 FROM platform_closed h WHERE h.thing = 'document:' || CAST($3 AS TEXT)) ON CONFLICT DO NOTHING";
    RELATIONS_OF = "SELECT kind, other_id FROM library_relation_seen WHERE document_id = $1 ORDER BY kind, other_id";
    CLEAR_PARTIES = "DELETE FROM library_document_party WHERE document_id = $1";
    ADD_PARTY = "INSERT INTO library_document_party (document_id, side, position, name, actor_id, score, state, decided_by, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    PARTIES = "SELECT side, position, name, actor_id, score, state, decided_by, decided_at FROM library_document_party_seen WHERE document_id = $1 ORDER BY side, position";
}

/// A stored document with the hashes that tell whether an import changes anything.
#[derive(Debug, Clone)]
pub struct Stored {
    /// The document.
    pub kept: Kept,
    /// Hash of what the source says about it.
    pub content_hash: String,
    /// Hash of its text as imported; none without a full text.
    pub text_hash: Option<String>,
}

/// Writes a document and everything said about it.
pub fn put(
    work: &mut Work<'_>,
    document: &Document,
    state: TextState,
    text_hash: Option<&str>,
    import_id: &str,
    created_at: &str,
) -> Result<()> {
    let d = document;
    refuse_hidden(work, &d.id)?;
    let sealer = marking::sealer(work, &[&thing(&d.id)])?;
    let (now, hash) = (work.now().to_owned(), hash_of_kept(work, d)?);
    let values: Vec<Value> = vec![
        (&d.id).into(),
        d.kind.word().into(),
        sealer.text(&d.title)?,
        d.date.map(|v| v.to_string()).into(),
        d.language.map(|v| v.code()).into(),
        d.status.as_ref().into(),
        d.agreement_type.as_ref().into(),
        d.conflict_type.as_ref().into(),
        d.stage.as_ref().into(),
        d.substage.as_ref().into(),
        sealer.optional(d.process.as_deref())?,
        sealer.optional(d.symbol.as_deref())?,
        sealer.optional(d.description.as_deref())?,
        d.interim.as_ref().into(),
        sealer.optional(d.url.as_deref())?,
        (&d.source).into(),
        state.word().into(),
        i64::from(d.topics_coded).into(),
        // A hash would let somebody with the file try out guesses of what it says.
        sealer.text(&hash)?,
        sealer.optional(text_hash)?,
        import_id.into(),
        created_at.into(),
        now.into(),
    ];
    work.execute(PUT_DOCUMENT, &values)?;
    put_lists(work, d)
}

/// Relations to what its writer may not change are left as they are, so they are no part of
/// what is written: whoever sees them finds the document changed by the same text.
fn hash_of_kept(work: &mut Work<'_>, d: &Document) -> Result<String> {
    let mut kept = d.clone();
    kept.relations.clear();
    for relation in &d.relations {
        if !guard::is_closed(work.connection(), &thing(&relation.of))? {
            kept.relations.push(relation.clone());
        }
    }
    Ok(kept.content_hash())
}

fn put_lists(work: &mut Work<'_>, d: &Document) -> Result<()> {
    let id = || Value::from(&d.id);
    for clear in [CLEAR_COUNTRIES, CLEAR_EXTERNAL, CLEAR_TOPICS, CLEAR_RELATIONS] {
        work.execute(clear, &[id()])?;
    }
    for (at, iso3) in d.countries.iter().enumerate() {
        work.execute(ADD_COUNTRY, &[id(), iso3.into(), at.into()])?;
    }
    for external in &d.external {
        work.execute(ADD_EXTERNAL, &[id(), (&external.scheme).into(), (&external.value).into()])?;
    }
    for topic in &d.topics {
        work.execute(ADD_TOPIC, &[id(), (&topic.code).into(), topic.value.into()])?;
    }
    for relation in &d.relations {
        work.execute(ADD_RELATION, &[id(), (&relation.kind).into(), (&relation.of).into()])?;
    }
    Ok(())
}

/// A document's name as a thing that can be marked.
pub fn thing(id: &str) -> String {
    format!("document:{id}")
}

/// Nobody writes over what they may not see, or only look at from outside.
fn refuse_hidden(work: &mut Work<'_>, id: &str) -> Result<()> {
    if guard::is_closed(work.connection(), &thing(id))? {
        return Err(Error::Conflict(say!("library-error-id-taken", id = id)));
    }
    Ok(())
}

/// Writes the parties of a document anew.
pub fn put_parties(work: &mut Work<'_>, document: &str, parties: &[Party]) -> Result<()> {
    let sealer = marking::sealer(work, &[&thing(document)])?;
    work.execute(CLEAR_PARTIES, &[document.into()])?;
    for (at, p) in parties.iter().enumerate() {
        let values: [Value; 9] = [
            document.into(),
            p.side.word().into(),
            at.into(),
            sealer.text(&p.name)?,
            p.actor.as_ref().into(),
            p.score.into(),
            p.state.word().into(),
            p.decided_by.as_ref().into(),
            p.decided_at.as_ref().into(),
        ];
        work.execute(ADD_PARTY, &values)?;
    }
    Ok(())
}

/// The parties of a document, with what they were matched to.
pub fn parties(c: &mut Connection, document: &str) -> Result<Vec<Party>> {
    c.all(PARTIES, &[document.into()], party_row)
}

fn party_row(row: &Row) -> Result<Party> {
    Ok(Party {
        side: party::Side::from_word(&row.get::<String>("side")?),
        position: row.get("position")?,
        name: row.get("name")?,
        actor: row.get("actor_id")?,
        score: row.get("score")?,
        state: party::MatchState::from_word(&row.get::<String>("state")?),
        decided_by: row.get("decided_by")?,
        decided_at: row.get("decided_at")?,
    })
}

/// A document with its hashes.
pub fn stored(c: &mut Connection, id: &str) -> Result<Option<Stored>> {
    let Some((mut document, rest)) = c.first(DOCUMENT, &[id.into()], document_row)? else { return Ok(None) };
    document.countries = c.all(COUNTRIES, &[id.into()], |row| row.get("iso3"))?;
    document.external = c.all(EXTERNAL, &[id.into()], |row| Ok(ExternalId { scheme: row.get("scheme")?, value: row.get("value")? }))?;
    document.topics = c.all(TOPICS, &[id.into()], |row| Ok(CodedTopic { code: row.get("code")?, value: row.get("value")? }))?;
    document.relations = c.all(RELATIONS_OF, &[id.into()], |row| Ok(Relation { kind: row.get("kind")?, of: row.get("other_id")? }))?;
    for party in parties(c, id)? {
        match party.side {
            party::Side::Party => document.parties.push(party.name),
            party::Side::ThirdParty => document.third_parties.push(party.name),
        }
    }
    let kept =
        Kept { document, text_state: rest.text_state, import_id: rest.import_id, created_at: rest.created_at, updated_at: rest.updated_at };
    Ok(Some(Stored { kept, content_hash: rest.content_hash, text_hash: rest.text_hash }))
}

/// A document, or a clear word that it is not here.
pub fn get(c: &mut Connection, id: &str) -> Result<Kept> {
    stored(c, id)?.map(|s| s.kept).ok_or_else(|| Error::missing("document", id))
}

struct Rest {
    text_state: TextState,
    content_hash: String,
    text_hash: Option<String>,
    import_id: String,
    created_at: String,
    updated_at: String,
}

fn document_row(row: &Row) -> Result<(Document, Rest)> {
    let kind: String = row.get("kind")?;
    let kind = DocumentKind::from_word(&kind).ok_or_else(|| Error::internal(format!("a document is of kind {kind}")))?;
    let mut d = Document::named(&row.get::<String>("id")?, kind, &row.get::<String>("title")?, &row.get::<String>("source_id")?);
    d.date = row.get::<Option<String>>("happened_on")?.and_then(|v| v.parse().ok());
    d.language = row.get::<Option<String>>("language")?.and_then(|v| methods::language::Language::from_code(&v));
    d.status = row.get("status")?;
    d.agreement_type = row.get("agreement_type")?;
    d.conflict_type = row.get("conflict_type")?;
    d.stage = row.get("stage")?;
    d.substage = row.get("substage")?;
    d.process = row.get("process")?;
    d.symbol = row.get("symbol")?;
    d.description = row.get("description")?;
    d.interim = row.get("interim")?;
    d.url = row.get("url")?;
    d.topics_coded = row.get::<i64>("topics_coded")? != 0;
    let rest = Rest {
        text_state: TextState::from_word(&row.get::<String>("text_state")?),
        content_hash: row.get("content_hash")?,
        text_hash: row.get("text_hash")?,
        import_id: row.get("import_id")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    };
    Ok((d, rest))
}

/// Removes a document with its provisions. What it says of its relation to something hidden
/// from its remover stays.
pub fn remove(work: &mut Work<'_>, id: &str) -> Result<()> {
    work.execute(CLEAR_RELATIONS, &[id.into()])?;
    work.execute(REMOVE_DOCUMENT, &[id.into()]).map(drop)
}

fn listed(row: &Row) -> Result<Listed> {
    let marking = Level::from_word(&row.get::<String>("marking")?).unwrap_or_default();
    Ok(Listed {
        marking,
        id: row.get("id")?,
        kind: row.get("kind")?,
        title: row.get("title")?,
        date: row.get("happened_on")?,
        stage: row.get("stage")?,
        process: row.get("process")?,
        language: row.get("language")?,
        text_state: TextState::from_word(&row.get::<String>("text_state")?),
    })
}

/// What a list of documents is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Narrow<'a> {
    /// Kind, as a word.
    pub kind: Option<&'a str>,
    /// Process.
    pub process: Option<&'a str>,
    /// Country, ISO 3166-1 alpha-3.
    pub country: Option<&'a str>,
    /// Source card.
    pub source: Option<&'a str>,
    /// How much of the text is here, as a word.
    pub text: Option<&'a str>,
}

/// Up to `limit` documents, newest first, after the one at `after` (its date and id).
pub fn page(c: &mut Connection, narrow: &Narrow<'_>, after: Option<(&str, &str)>, limit: usize) -> Result<Vec<Listed>> {
    let values: [Value; 8] = [
        narrow.kind.into(),
        narrow.process.into(),
        narrow.country.into(),
        narrow.source.into(),
        after.map(|a| a.0).into(),
        after.map(|a| a.1).into(),
        limit.into(),
        narrow.text.into(),
    ];
    c.all(DOCUMENTS_PAGE, &values, listed)
}

/// The agreements whose whole text is here and that everybody sees, newest first; a translation of one
/// is left out.
pub fn whole(c: &mut Connection) -> Result<Vec<Agreement>> {
    c.all(WHOLE, &[], |row| {
        Ok(Agreement {
            id: row.get("id")?,
            is_ceasefire: row.get::<String>("kind")? == DocumentKind::Ceasefire.word(),
            language: row.get::<Option<String>>("language")?.and_then(|code| Language::from_code(&code)),
            state: row.get("text_of")?,
        })
    })
}

/// How many of the documents that a list is narrowed to have their text here, whatever it says
/// of texts itself.
pub fn texts(c: &mut Connection, narrow: &Narrow<'_>) -> Result<Texts> {
    let values: [Value; 4] = [narrow.kind.into(), narrow.process.into(), narrow.country.into(), narrow.source.into()];
    let mut out = Texts::default();
    for (state, n) in c.all(TEXTS, &values, |row| Ok((row.get::<String>("text_state")?, row.get("n")?)))? {
        out.add(TextState::from_word(&state), n);
    }
    Ok(out)
}

/// The documents of a process, oldest first; undated ones first of all.
pub fn of_process(c: &mut Connection, process: &str) -> Result<Vec<Listed>> {
    c.all(DOCUMENTS_OF_PROCESS, &[process.into()], listed)
}

/// The documents that an actor signed or witnessed, rejected matches left out.
pub fn of_actor(c: &mut Connection, actor: &str) -> Result<Vec<Listed>> {
    c.all(DOCUMENTS_OF_ACTOR, &[actor.into()], listed)
}

/// Documents, each with how it relates.
pub type Related = Vec<(String, Listed)>;

/// Documents that this one relates to, and documents that relate to it, each with the relation.
pub fn related(c: &mut Connection, id: &str) -> Result<(Related, Related)> {
    let read = |row: &Row| Ok((row.get::<String>("relation")?, listed(row)?));
    Ok((c.all(RELATED_FROM, &[id.into()], read)?, c.all(RELATED_TO, &[id.into()], read)?))
}

/// Whether all these documents are here and seen by whom this connection reads for.
pub fn all_seen(c: &mut Connection, ids: &[&str]) -> Result<bool> {
    platform::db::all_of(c, SEEN, ids, |row| {
        platform::audit::shown(Level::from_word(&row.get::<String>("marking")?).unwrap_or_default());
        Ok(())
    })
}
