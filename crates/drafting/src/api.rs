//! The programs' interface: the same answers as the commands. What is sent to be checked is not kept.

use crate::build::{self, Format, Order};
use crate::check::{self, Checked, WORD};
use crate::compare::{self, Compared};
use crate::concordance::{self, Concordance};
use crate::draft::{self, Whole};
use crate::pair::{self, OfLanguages, OfVersions};
use crate::precedent;
use crate::rule::{self, Rule};
use crate::text::{self, Known, Wording};
use crate::today;
use axum::extract::Path;
use axum::http::header::CACHE_CONTROL;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use extract::Reading;
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Problem, Reply, Route, Sent, Visit};
use platform::{Error, Result, say};
use serde::{Deserialize, Serialize};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::api::<__path_check_drafts, _, _>(Needs::SignedIn, check_drafts),
        Route::api::<__path_lay_side_by_side, _, _>(Needs::SignedIn, lay_side_by_side),
        Route::api::<__path_compare_versions, _, _>(Needs::SignedIn, compare_versions),
        Route::api::<__path_build_skeleton, _, _>(Needs::SignedIn, build_skeleton),
        Route::api::<__path_drafting_rules, _, _>(Needs::Reading, drafting_rules),
        Route::api::<__path_one_draft, _, _>(Needs::SignedIn, one_draft),
        Route::api::<__path_draft_text, _, _>(Needs::SignedIn, draft_text),
        Route::api::<__path_draft_versions, _, _>(Needs::SignedIn, draft_versions),
        Route::api::<__path_draft_languages, _, _>(Needs::SignedIn, draft_languages),
    ]
}

/// A text that is sent: as text, or as the content of a file.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = DraftingSent)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SentText {
    /// The name under which it is answered; of a file its name with its ending.
    file: String,
    /// The text.
    text: String,
    /// In place of the text: the content of a file (TXT, HTML, Markdown, DOCX, PDF) in Base64.
    content: String,
}

/// Drafts to check.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = DraftingCheck)]
#[serde(default, deny_unknown_fields)]
struct ToCheck {
    /// The drafts.
    texts: Vec<SentText>,
    /// Their kind; recognised unless told.
    kind: String,
    /// Their language; recognised unless told.
    language: String,
    /// `pax` for the 30 blocks of whole agreements; else the 27 building blocks.
    scheme: String,
    /// `before` reads Word files as they were before their tracked changes; else as proposed.
    reading: String,
}

/// Two texts.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = DraftingPair)]
#[serde(default, deny_unknown_fields)]
struct Pair {
    /// One version.
    a: SentText,
    /// The other version.
    b: SentText,
    /// `docx` for a Word file with tracked changes, where versions are compared; else data.
    format: String,
    /// `before` reads the first file as it was before its tracked changes, where versions are
    /// compared; else as proposed.
    from: String,
}

/// A skeleton to build.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = DraftingBuild)]
#[serde(default, deny_unknown_fields)]
struct ToBuild {
    /// The kind of agreement.
    kind: String,
    /// Its language.
    language: String,
    /// Its blocks; those that the kind begins with unless told.
    blocks: Vec<String>,
    /// `docx`, `markdown` or `akn`.
    format: String,
}

fn read(visit: &Visit, sent: &SentText, reading: Reading) -> Result<Wording> {
    let reader = text::reader(&visit.app)?;
    if sent.content.is_empty() {
        return text::pasted(&reader, &sent.file, &sent.text);
    }
    let bytes = STANDARD
        .decode(sent.content.trim())
        .map_err(|error| Error::invalid("content", say!("drafting-error-base64", why = error.to_string())))?;
    text::file(&reader, &sent.file, &bytes, reading)
}

/// How a file with tracked changes is to be read.
fn reading(field: &str, word: &str) -> Result<Reading> {
    match word {
        "" | "proposed" => Ok(Reading::Proposed),
        "before" => Ok(Reading::Before),
        other => Err(Error::invalid(field, say!("drafting-error-reading", text = other))),
    }
}

/// An answer that no cache keeps.
fn told_once(reply: Reply) -> Outcome {
    Ok(reply.with_header(CACHE_CONTROL, "no-store"))
}

/// Checks drafts: the same answer as `goodoffices drafting check --json`.
#[utoipa::path(post, path = "/api/v1/drafting/check", tag = "drafting", security(("token" = [])), request_body = ToCheck,
    responses((status = 200, description = "What was found", body = Vec<Checked>),
        (status = 422, description = "Something sent does not fit", body = Problem, content_type = "application/problem+json")))]
fn check_drafts(visit: Visit, Sent(order): Sent<ToCheck>) -> Outcome {
    let known = Known::of_words(&order.kind, &order.language, &order.scheme)?;
    let reading = reading("reading", &order.reading)?;
    if order.texts.is_empty() {
        return Err(Error::invalid("texts", say!("drafting-error-nothing-sent")));
    }
    let say = |said: &platform::Said| visit.say(said);
    let checked = order.texts.iter().map(|sent| {
        let mut checked = check::check(&read(&visit, sent, reading)?, &known, &say);
        if known.scheme == clauses::Scheme::Building {
            precedent::add(&visit.app, &visit.actor, &mut checked)?;
        }
        Ok(checked)
    });
    told_once(Reply::json(&checked.collect::<Result<Vec<Checked>>>()?)?)
}

/// Lays two language versions side by side: the same answer as `goodoffices drafting concordance --json`.
#[utoipa::path(post, path = "/api/v1/drafting/concordance", tag = "drafting", security(("token" = [])), request_body = Pair,
    responses((status = 200, description = "Where they part", body = Concordance),
        (status = 422, description = "Something sent does not fit", body = Problem, content_type = "application/problem+json")))]
fn lay_side_by_side(visit: Visit, Sent(pair): Sent<Pair>) -> Outcome {
    let (a, b) = (read(&visit, &pair.a, Reading::Proposed)?, read(&visit, &pair.b, Reading::Proposed)?);
    told_once(Reply::json(&concordance::lay(&a, &b, &|said| visit.say(said)))?)
}

/// Compares two versions: the same answer as `goodoffices drafting compare --json`, or a Word file
/// with tracked changes.
#[utoipa::path(post, path = "/api/v1/drafting/compare", tag = "drafting", security(("token" = [])), request_body = Pair,
    responses((status = 200, description = "What changed", content((Compared = "application/json"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"))),
        (status = 422, description = "Something sent does not fit", body = Problem, content_type = "application/problem+json")))]
fn compare_versions(visit: Visit, Sent(pair): Sent<Pair>) -> Outcome {
    let (a, b) = (read(&visit, &pair.a, reading("from", &pair.from)?)?, read(&visit, &pair.b, Reading::Proposed)?);
    match pair.format.as_str() {
        "" | "json" => told_once(Reply::json(&compare::compare(&a, &b))?),
        "docx" => told_once(Reply::download(WORD, "changes.docx", compare::tracked(&a, &b, &today())?)),
        other => Err(Error::invalid("format", say!("drafting-error-format", text = other))),
    }
}

/// Begins a draft from building blocks: the same file as `goodoffices drafting build`.
#[utoipa::path(post, path = "/api/v1/drafting/build", tag = "drafting", security(("token" = [])), request_body = ToBuild,
    responses((status = 200, description = "The file", content((String = "text/markdown"), (String = "application/akn+xml"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"))),
        (status = 422, description = "Something sent does not fit", body = Problem, content_type = "application/problem+json")))]
fn build_skeleton(_: Visit, Sent(order): Sent<ToBuild>) -> Outcome {
    let format = Format::of_word(&order.format)?;
    let skeleton = build::build(&Order::of_words(&order.kind, &order.language, &order.blocks)?);
    let (content_type, name) = format.of_file();
    told_once(Reply::download(content_type, name, skeleton.file(format, &today())?))
}

/// The rules with their definitions, severity and sources.
#[utoipa::path(get, path = "/api/v1/drafting/rules", tag = "drafting",
    responses((status = 200, description = "All rules, in their order", body = Vec<Rule>)))]
fn drafting_rules(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    Reply::json(&rule::all(&|said| visit.say(said)))
}

/// Which version is asked for.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct VersionAsked {
    /// Its number; the newest unless told.
    version: Option<i64>,
}

/// A draft with its versions, what is found in one of them, and what is meant so.
#[utoipa::path(get, path = "/api/v1/drafts/{id}", tag = "drafting", security(("token" = [])),
    params(("id" = String, Path, description = "The draft's id"), VersionAsked),
    responses((status = 200, description = "The draft", body = Whole),
        (status = 404, description = "No such draft", body = Problem, content_type = "application/problem+json")))]
fn one_draft(visit: Visit, asked: (Path<String>, Asked<VersionAsked>)) -> Outcome {
    let (Path(id), Asked(asked)) = asked;
    told_once(Reply::json(&draft::read(&visit.app, &visit.actor, &id, asked.version, &|said| visit.say(said))?)?)
}

/// The text of a version.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = DraftingText)]
struct TextOf {
    /// The version's number.
    version: i64,
    /// Its lines, numbers with their text.
    text: String,
}

/// Gives the text of a version of a draft.
#[utoipa::path(get, path = "/api/v1/drafts/{id}/text", tag = "drafting", security(("token" = [])),
    params(("id" = String, Path, description = "The draft's id"), VersionAsked),
    responses((status = 200, description = "The text", body = TextOf),
        (status = 404, description = "No such draft or version", body = Problem, content_type = "application/problem+json")))]
fn draft_text(visit: Visit, asked: (Path<String>, Asked<VersionAsked>)) -> Outcome {
    let (Path(id), Asked(asked)) = asked;
    let (_, versions) = draft::with_versions(&visit.app, &visit.actor, &id)?;
    let version = asked.version.or(versions.first().map(|newest| newest.number)).unwrap_or(1);
    let wording = draft::wording(&visit.app, &visit.actor, &id, version)?;
    told_once(Reply::json(&TextOf { version, text: wording.plain() })?)
}

/// Compares two versions of a draft by provision.
#[utoipa::path(get, path = "/api/v1/drafts/{id}/compare", tag = "drafting", security(("token" = [])),
    params(("id" = String, Path, description = "The draft's id"), OfVersions),
    responses((status = 200, description = "What changed", body = Compared),
        (status = 404, description = "No such draft or version", body = Problem, content_type = "application/problem+json")))]
fn draft_versions(visit: Visit, asked: (Path<String>, Asked<OfVersions>)) -> Outcome {
    let (Path(id), Asked(asked)) = asked;
    let (_, versions) = draft::with_versions(&visit.app, &visit.actor, &id)?;
    let (old, new) = asked.chosen(&versions);
    let [a, b] = pair::wordings(&visit.app, &visit.actor, &id, [old, new])?;
    told_once(Reply::json(&compare::compare(&a, &b))?)
}

/// Lays two versions of a draft side by side that are in two languages.
#[utoipa::path(get, path = "/api/v1/drafts/{id}/concordance", tag = "drafting", security(("token" = [])),
    params(("id" = String, Path, description = "The draft's id"), OfLanguages),
    responses((status = 200, description = "Where they part", body = Concordance),
        (status = 404, description = "No such draft or version", body = Problem, content_type = "application/problem+json")))]
fn draft_languages(visit: Visit, asked: (Path<String>, Asked<OfLanguages>)) -> Outcome {
    let (Path(id), Asked(asked)) = asked;
    let (_, versions) = draft::with_versions(&visit.app, &visit.actor, &id)?;
    let (a, b) = asked.chosen(&versions);
    told_once(Reply::json(&pair::lay(&visit.app, &visit.actor, &id, [a, b], &|said| visit.say(said))?)?)
}
