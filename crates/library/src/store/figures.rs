//! Counts and shares, each with its denominator.

use crate::document::Texts;
use crate::source::SourceCard;
use platform::db::{Connection, Row, Value};
use platform::{Result, statements};

statements! {
    COUNT_DOCUMENTS = "SELECT kind, COUNT(*) AS n FROM library_document_seen GROUP BY kind ORDER BY kind";
    COUNT_PROVISIONS = "SELECT COUNT(*) AS n FROM library_provision_seen WHERE state = 'current'";
    COUNT_BY_SOURCE = "SELECT s.id, s.title, s.publisher, s.licence, s.url, s.coverage, s.redistribution, (SELECT COUNT(*) FROM library_document_seen d WHERE d.source_id = s.id) AS n FROM library_source s WHERE EXISTS (SELECT 1 FROM library_document_seen d WHERE d.source_id = s.id) OR EXISTS (SELECT 1 FROM library_actor a WHERE a.source_id = s.id) ORDER BY s.id";
    PROCESSES = "SELECT process, COUNT(*) AS n, CAST(SUM(CASE WHEN text_state = 'full' THEN 1 ELSE 0 END) AS BIGINT) AS text_full, CAST(SUM(CASE WHEN text_state = 'passages' THEN 1 ELSE 0 END) AS BIGINT) AS text_passages, CAST(SUM(CASE WHEN text_state = 'none' THEN 1 ELSE 0 END) AS BIGINT) AS text_none, MIN(happened_on) AS first_on, MAX(happened_on) AS last_on, MIN(marking) AS marking FROM library_document_seen WHERE process IS NOT NULL AND SUBSTR(process, 1, 8) <> '\u{1}sealed:' GROUP BY process ORDER BY process";
    YEARS_WITH_TOPIC = "SELECT COALESCE(SUBSTR(d.happened_on, 1, 4), '') AS year, COUNT(*) AS n, CAST(SUM(CASE WHEN EXISTS (SELECT 1 FROM library_document_topic_seen t WHERE t.document_id = d.id AND t.value > 0 AND CAST($1 AS TEXT) LIKE '%,' || t.code || ',%') THEN 1 ELSE 0 END) AS BIGINT) AS with_topic FROM library_document_seen d WHERE d.topics_coded = 1 AND (CAST($2 AS TEXT) IS NULL OR d.stage = $2) AND (CAST($3 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM library_document_country_seen k WHERE k.document_id = d.id AND CAST($3 AS TEXT) LIKE '%,' || k.iso3 || ',%')) GROUP BY COALESCE(SUBSTR(d.happened_on, 1, 4), '') ORDER BY year";
    COUNTRIES_WITH_TOPIC = "SELECT k.iso3, COUNT(*) AS n, CAST(SUM(CASE WHEN CAST($1 AS TEXT) IS NOT NULL AND d.topics_coded = 1 AND EXISTS (SELECT 1 FROM library_document_topic_seen t WHERE t.document_id = d.id AND t.value > 0 AND CAST($1 AS TEXT) LIKE '%,' || t.code || ',%') THEN 1 ELSE 0 END) AS BIGINT) AS with_topic, CAST(SUM(d.topics_coded) AS BIGINT) AS coded FROM library_document_seen d JOIN library_document_country_seen k ON k.document_id = d.id WHERE (CAST($2 AS TEXT) IS NULL OR d.kind = $2) AND (CAST($3 AS TEXT) IS NULL OR d.stage = $3) GROUP BY k.iso3 ORDER BY k.iso3";
    CODES_IN_USE = "SELECT DISTINCT code FROM library_document_topic_seen ORDER BY code";
    RELEASE = "SELECT s.id, s.title, COUNT(d.id) AS n, CAST(SUM(CASE WHEN d.text_state = 'full' THEN 1 ELSE 0 END) AS BIGINT) AS text_full, CAST(SUM(CASE WHEN d.text_state = 'passages' THEN 1 ELSE 0 END) AS BIGINT) AS text_passages, CAST(SUM(CASE WHEN d.text_state = 'none' THEN 1 ELSE 0 END) AS BIGINT) AS text_none, MAX(d.updated_at) AS changed_at FROM library_source s JOIN library_document_seen d ON d.source_id = s.id GROUP BY s.id, s.title ORDER BY s.id";
    WITHOUT_COUNTRY = "SELECT COUNT(*) AS n FROM library_document_seen d WHERE NOT EXISTS (SELECT 1 FROM library_document_country_seen k WHERE k.document_id = d.id) AND (CAST($1 AS TEXT) IS NULL OR d.kind = $1) AND (CAST($2 AS TEXT) IS NULL OR d.stage = $2)";
}

/// Number of documents of each kind.
pub fn documents(c: &mut Connection) -> Result<Vec<(String, i64)>> {
    c.all(COUNT_DOCUMENTS, &[], |row| Ok((row.get("kind")?, row.get("n")?)))
}

/// Number of provisions of the newest texts.
pub fn provisions(c: &mut Connection) -> Result<i64> {
    Ok(c.first(COUNT_PROVISIONS, &[], |row| row.get("n"))?.unwrap_or(0))
}

/// The source cards, each with its number of documents.
pub fn sources(c: &mut Connection) -> Result<Vec<(SourceCard, i64)>> {
    c.all(COUNT_BY_SOURCE, &[], |row| Ok((SourceCard::from_row(row)?, row.get("n")?)))
}

/// A process in a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Process {
    /// Its name.
    pub process: String,
    /// Number of its documents.
    pub documents: i64,
    /// How many of them have their text here.
    pub texts: Texts,
    /// Date of the first, at the precision known.
    pub first_on: Option<String>,
    /// Date of the last, at the precision known.
    pub last_on: Option<String>,
}

/// All processes by name.
pub fn processes(c: &mut Connection) -> Result<Vec<Process>> {
    c.all(PROCESSES, &[], |row| {
        Ok(Process {
            process: row.get("process")?,
            documents: row.get("n")?,
            texts: texts_of(row)?,
            first_on: row.get("first_on")?,
            last_on: row.get("last_on")?,
        })
    })
}

fn texts_of(row: &Row) -> Result<Texts> {
    Ok(Texts { full: row.get("text_full")?, passages: row.get("text_passages")?, none: row.get("text_none")? })
}

/// How many of the documents that coders looked at have a topic.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Share {
    /// The year, or the country.
    pub of: String,
    /// Documents with the topic.
    pub with_topic: i64,
    /// Documents in all: those that coders looked at, where a topic is asked for.
    pub n: i64,
}

/// A list as the statements search it: every part stands between commas.
fn listed(parts: &[String]) -> String {
    format!(",{},", parts.join(","))
}

/// Share of documents with any of the codes for each year that has documents which coders
/// looked at; the year is empty for documents without a date. `places` narrows to countries.
pub fn by_year(c: &mut Connection, codes: &[String], stage: Option<&str>, places: Option<&[String]>) -> Result<Vec<Share>> {
    let values: [Value; 3] = [listed(codes).into(), stage.into(), places.map(listed).into()];
    c.all(YEARS_WITH_TOPIC, &values, |row| Ok(Share { of: row.get("year")?, with_topic: row.get("with_topic")?, n: row.get("n")? }))
}

/// Documents for each country; with codes, those that coders looked at and those that have
/// any of the codes.
pub fn by_country(c: &mut Connection, codes: Option<&[String]>, kind: Option<&str>, stage: Option<&str>) -> Result<Vec<Share>> {
    let with_code = codes.is_some();
    c.all(COUNTRIES_WITH_TOPIC, &[codes.map(listed).into(), kind.into(), stage.into()], |row| {
        let n: i64 = if with_code { row.get("coded")? } else { row.get("n")? };
        Ok(Share { of: row.get("iso3")?, with_topic: row.get("with_topic")?, n })
    })
}

/// Every code that coders gave to any document here.
pub fn codes_in_use(c: &mut Connection) -> Result<Vec<String>> {
    c.all(CODES_IN_USE, &[], |row| row.get("code"))
}

/// Documents of which no country is known.
pub fn without_country(c: &mut Connection, kind: Option<&str>, stage: Option<&str>) -> Result<i64> {
    Ok(c.first(WITHOUT_COUNTRY, &[kind.into(), stage.into()], |row| row.get("n"))?.unwrap_or(0))
}

/// A source as it stands: what figures were counted from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct ReleaseSource {
    /// Short id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its documents here.
    pub documents: i64,
    /// How many of them have their text here.
    pub texts: Texts,
    /// When one of them last changed; none where there is no document.
    pub changed_at: Option<String>,
}

/// The sources as they stand.
pub fn release(c: &mut Connection) -> Result<Vec<ReleaseSource>> {
    c.all(RELEASE, &[], |row| {
        Ok(ReleaseSource {
            id: row.get("id")?,
            title: row.get("title")?,
            documents: row.get("n")?,
            texts: texts_of(row)?,
            changed_at: row.get("changed_at")?,
        })
    })
}
