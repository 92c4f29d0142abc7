//! The programs' interface: the same actions and queries as the pages.

mod topics;

use topics::{__path_decide_topic, __path_take_back_topic, __path_topic, __path_topics, decide_topic, take_back_topic, topic, topics};

use crate::actor;
use crate::actor::Authority;
use crate::basket::{self, Basket, Item};
use crate::document::Listed;
use crate::export::{self, Format, Narrow};
use crate::import::{self, Import};
use crate::query::{self, Question, WireFound, WireHit};
use crate::read::{self, Comparison, DocumentView, ProvisionView, Step};
use crate::stats::{self, Stats};
use axum::extract::Path;
use platform::actor::Needs;
use platform::api::{Page, Paging};
use platform::import::{NOTES_MAX, NotesAsked, Report};
use platform::jobs::Queued;
use platform::web::{Asked, Outcome, Problem, Reply, Route, Sent, Upload, Visit};
use platform::{Error, say};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::api::<__path_search, _, _>(Needs::Reading, search),
        Route::api::<__path_documents, _, _>(Needs::Reading, documents),
        Route::api::<__path_document, _, _>(Needs::Reading, document),
        Route::api::<__path_provision, _, _>(Needs::Reading, provision),
        Route::api::<__path_similar, _, _>(Needs::Reading, similar),
        Route::api::<__path_similar_text, _, _>(Needs::Reading, similar_text),
        Route::api::<__path_compare, _, _>(Needs::Reading, compare),
        Route::api::<__path_process, _, _>(Needs::Reading, process),
        Route::api::<__path_topics, _, _>(Needs::Reading, topics),
        Route::api::<__path_topic, _, _>(Needs::Reading, topic),
        Route::api::<__path_decide_topic, _, _>(Needs::Curating, decide_topic),
        Route::api::<__path_take_back_topic, _, _>(Needs::Curating, take_back_topic),
        Route::api::<__path_one_actor, _, _>(Needs::Reading, one_actor),
        Route::api::<__path_library_stats, _, _>(Needs::Reading, library_stats),
        Route::api::<__path_send_import, _, _>(Needs::Curating, send_import),
        Route::api::<__path_one_import, _, _>(Needs::Curating, one_import),
        Route::api::<__path_undo_import, _, _>(Needs::Curating, undo_import),
        Route::api::<__path_bulk_export, _, _>(Needs::Reading, bulk_export),
        Route::api::<__path_one_basket, _, _>(Needs::SignedIn, one_basket),
    ]
}

/// Finds provisions: the same answer as `goodoffices library search --json`.
#[utoipa::path(get, path = "/api/v1/library/search", tag = "library", params(Question),
    responses((status = 200, description = "What was found", body = WireFound),
        (status = 422, description = "The question does not fit", body = Problem, content_type = "application/problem+json")))]
fn search(visit: Visit, Asked(question): Asked<Question>) -> Outcome {
    let found = query::search(&visit.app, &visit.actor, &question, visit.language)?;
    Reply::json(&WireFound::of(&found, |said| visit.say(said)))
}

/// What a list of documents is narrowed to, and where it goes on.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct DocumentsAsked {
    /// Kind of document.
    kind: Option<String>,
    /// Country, ISO 3166-1 alpha-3.
    country: Option<String>,
    /// Source card.
    source: Option<String>,
    /// Process.
    process: Option<String>,
    /// How much of the text is here: `full`, `passages` or `none`.
    text: Option<String>,
    /// Read on from here: the `next` of the page before.
    after: Option<String>,
    /// Documents in a page: 1 to 200, 50 unless told.
    limit: Option<usize>,
}

/// Lists documents, newest first.
#[utoipa::path(get, path = "/api/v1/library/documents", tag = "library", params(DocumentsAsked),
    responses((status = 200, description = "A page of documents", body = Page<Listed>)))]
fn documents(visit: Visit, Asked(asked): Asked<DocumentsAsked>) -> Outcome {
    let paging = Paging { after: asked.after.filter(|id| !id.is_empty()), limit: asked.limit };
    let narrow = Narrow { kind: asked.kind, country: asked.country, source: asked.source, process: asked.process, text: asked.text };
    let found = after_known(read::list(&visit.app, &visit.actor, &narrow, paging.after.as_deref(), paging.limit() + 1))?;
    Reply::json(&Page::cut(found, paging.limit(), |d| d.id.clone()))
}

/// One document with its provisions, parties, relations and source.
#[utoipa::path(get, path = "/api/v1/library/documents/{id}", tag = "library", params(("id" = String, Path, description = "As in pax:1364")),
    responses((status = 200, description = "The document", body = DocumentView), (status = 404, description = "No such document", body = Problem, content_type = "application/problem+json")))]
fn document(visit: Visit, Path(id): Path<String>) -> Outcome {
    Reply::json(&read::document(&visit.app, &visit.actor, &id)?)
}

/// One provision with its surroundings, topics and source.
#[utoipa::path(get, path = "/api/v1/library/provisions/{id}", tag = "library", params(("id" = String, Path, description = "As in pax:1364#7, with # written as %23")),
    responses((status = 200, description = "The provision", body = ProvisionView), (status = 404, description = "No such provision", body = Problem, content_type = "application/problem+json")))]
fn provision(visit: Visit, Path(id): Path<String>) -> Outcome {
    Reply::json(&read::provision(&visit.app, &visit.actor, &id)?)
}

/// How many are asked for.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct HowMany {
    /// Provisions: 1 to 100, 20 unless told.
    limit: Option<usize>,
}

impl HowMany {
    fn limit(&self) -> usize {
        self.limit.unwrap_or(20).clamp(1, 100)
    }
}

/// Provisions like a given one, best first.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Alike {
    /// The provisions.
    hits: Vec<WireHit>,
}

fn alike(visit: &Visit, text: &str, without: Option<&str>, limit: usize) -> Outcome {
    let hits = query::similar(&visit.app, &visit.actor, text, without, limit, visit.language)?;
    Reply::json(&Alike { hits: hits.iter().map(|hit| WireHit::of(hit, |said| visit.say(said))).collect() })
}

/// Finds provisions like a given one.
#[utoipa::path(get, path = "/api/v1/library/provisions/{id}/similar", tag = "library",
    params(("id" = String, Path, description = "As in pax:1364#7, with # written as %23"), HowMany),
    responses((status = 200, description = "Provisions like it", body = Alike), (status = 404, description = "No such provision", body = Problem, content_type = "application/problem+json")))]
fn similar(visit: Visit, asked: (Path<String>, Asked<HowMany>)) -> Outcome {
    let (Path(id), Asked(many)) = asked;
    let view = read::provision(&visit.app, &visit.actor, &id)?;
    alike(&visit, &view.provision.text, Some(&id), many.limit())
}

/// A text to compare with.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct Pasted {
    /// The text, in any of the six languages; its first 20,000 characters count.
    text: String,
    /// Provisions: 1 to 100, 20 unless told.
    limit: Option<usize>,
}

/// Finds provisions like a given text. The text is neither kept nor logged.
#[utoipa::path(post, path = "/api/v1/library/similar", tag = "library", request_body = Pasted,
    responses((status = 200, description = "Provisions like it", body = Alike), (status = 422, description = "There is no text", body = Problem, content_type = "application/problem+json")))]
fn similar_text(visit: Visit, Sent(pasted): Sent<Pasted>) -> Outcome {
    if pasted.text.trim().is_empty() {
        return Err(Error::invalid("text", say!("library-error-similar-no-text")));
    }
    alike(&visit, &pasted.text, None, HowMany { limit: pasted.limit }.limit())
}

/// What is compared.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct CompareAsked {
    /// Two to six documents.
    document: Vec<String>,
    /// Only these topics, narrower ones included.
    topic: Vec<String>,
}

/// Compares documents by topic. An empty list means that none was found, not that there is none.
#[utoipa::path(get, path = "/api/v1/library/compare", tag = "library", params(CompareAsked),
    responses((status = 200, description = "The documents side by side", body = Comparison), (status = 422, description = "Not two to six documents", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such document", body = Problem, content_type = "application/problem+json")))]
fn compare(visit: Visit, Asked(asked): Asked<CompareAsked>) -> Outcome {
    Reply::json(&read::compare(&visit.app, &visit.actor, &asked.document, &asked.topic)?)
}

/// The timeline of a process, with gaps as unknown.
#[utoipa::path(get, path = "/api/v1/library/processes/{name}", tag = "library", params(("name" = String, Path, description = "Name of the process")),
    responses((status = 200, description = "Its documents and gaps, oldest first", body = Vec<Step>), (status = 404, description = "No such process", body = Problem, content_type = "application/problem+json")))]
fn process(visit: Visit, Path(name): Path<String>) -> Outcome {
    Reply::json(&read::process(&visit.app, &visit.actor, &name)?)
}

/// A list cannot be read on from something that is not there.
fn after_known<T>(found: platform::Result<T>) -> platform::Result<T> {
    found.map_err(|error| match error {
        Error::NotFound(_) => Error::invalid("after", say!("library-error-after")),
        other => other,
    })
}

/// An actor with its documents.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct ActorView {
    /// The actor.
    #[serde(flatten)]
    actor: Authority,
    /// Documents that it signed or witnessed; matches that nobody has confirmed are among them.
    documents: Vec<Listed>,
}

/// One actor with its documents.
#[utoipa::path(get, path = "/api/v1/library/actors/{id}", tag = "library", params(("id" = String, Path, description = "The actor's id")),
    responses((status = 200, description = "The actor", body = ActorView), (status = 404, description = "No such actor", body = Problem, content_type = "application/problem+json")))]
fn one_actor(visit: Visit, Path(id): Path<String>) -> Outcome {
    let (actor, documents) = actor::read(&visit.app, &visit.actor, &id)?;
    Reply::json(&ActorView { actor, documents })
}

/// Tells what the library holds.
#[utoipa::path(get, path = "/api/v1/library/stats", tag = "library", responses((status = 200, description = "What the library holds", body = Stats)))]
fn library_stats(visit: Visit, _: Asked<BTreeMap<String, String>>) -> Outcome {
    Reply::json(&stats::stats(&visit.app, &visit.actor)?)
}

/// Files to import.
#[derive(utoipa::ToSchema)]
#[allow(dead_code)] // It describes the form; the upload is read as a stream.
struct ImportForm {
    /// `pax`, `texts`, `provisions` or `actors`.
    kind: String,
    /// For texts: agreement, ceasefire, resolution, guidance, report or statement.
    document_kind: Option<String>,
    /// For texts: `pax` where file names are AgtIds.
    ids: Option<String>,
    /// For texts: their source card.
    source: Option<String>,
    /// The files.
    #[schema(value_type = Vec<String>, format = Binary)]
    files: Vec<u8>,
    /// For `pax`: the table with the topic columns.
    #[schema(value_type = Option<String>, format = Binary)]
    codings: Option<Vec<u8>>,
}

/// Sends files to import; a job takes them in.
#[utoipa::path(post, path = "/api/v1/library/imports", tag = "library", security(("token" = [])),
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    responses((status = 202, description = "Queued", body = Queued), (status = 422, description = "The form does not fit", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Over a limit, which is named", body = Problem, content_type = "application/problem+json")))]
fn send_import(visit: Visit, upload: Upload) -> Outcome {
    let job = import::queue(&visit.app, &visit.actor, &import::Order::of_upload(&upload)?)?;
    Ok(Reply::json(&Queued { job })?.with_status(202))
}

/// One import: what was understood and what not, up to 1,000 notes an answer.
#[utoipa::path(get, path = "/api/v1/library/imports/{id}", tag = "library", security(("token" = [])), params(("id" = String, Path, description = "The import's id"), NotesAsked),
    responses((status = 200, description = "The import", body = Report<Import>), (status = 404, description = "No such import", body = Problem, content_type = "application/problem+json")))]
fn one_import(visit: Visit, asked: (Path<String>, Asked<NotesAsked>)) -> Outcome {
    let (Path(id), Asked(notes)) = asked;
    Reply::json(&import::report(&visit.app, &visit.actor, &id, notes.from, NOTES_MAX)?.told(&visit))
}

/// Undoes a whole import.
#[utoipa::path(delete, path = "/api/v1/library/imports/{id}", tag = "library", security(("token" = [])), params(("id" = String, Path, description = "The import's id")),
    responses((status = 204, description = "Undone"), (status = 404, description = "No such import", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "A later import touched the same documents", body = Problem, content_type = "application/problem+json")))]
fn undo_import(visit: Visit, Path(id): Path<String>) -> Outcome {
    import::undo(&visit.app, &visit.actor, &id)?;
    Ok(Reply::done())
}

/// What is exported.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct ExportAsked {
    /// `csv`, `jsonl` or `parquet`; `jsonl` unless told.
    format: Option<String>,
    /// Kind of document.
    kind: Option<String>,
    /// Country, ISO 3166-1 alpha-3.
    country: Option<String>,
    /// Source card.
    source: Option<String>,
    /// Process.
    process: Option<String>,
}

/// Gives all provisions with their documents. Sources that may not be given on are left out for visitors.
#[utoipa::path(get, path = "/api/v1/library/export", tag = "library", params(ExportAsked),
    responses((status = 200, description = "The provisions", content((String = "application/x-ndjson"), (String = "text/csv"), (String = "application/vnd.apache.parquet"))),
        (status = 422, description = "No such format", body = Problem, content_type = "application/problem+json")))]
fn bulk_export(visit: Visit, Asked(asked): Asked<ExportAsked>) -> Outcome {
    let word = asked.format.as_deref().unwrap_or("jsonl");
    let format = Format::from_word(word).ok_or_else(|| Error::invalid("format", say!("library-error-format", word = word)))?;
    let narrow = Narrow { kind: asked.kind, country: asked.country, source: asked.source, process: asked.process, text: None };
    export::send(&visit, narrow, format)
}

/// A basket with what is in it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct BasketView {
    /// The basket.
    basket: Basket,
    /// Its provisions in their order.
    items: Vec<Item>,
}

/// One basket with what is in it.
#[utoipa::path(get, path = "/api/v1/library/baskets/{id}", tag = "library", security(("token" = [])), params(("id" = String, Path, description = "The basket's id")),
    responses((status = 200, description = "The basket", body = BasketView), (status = 404, description = "No such basket", body = Problem, content_type = "application/problem+json")))]
fn one_basket(visit: Visit, Path(id): Path<String>) -> Outcome {
    let (basket, items) = basket::read(&visit.app, &visit.actor, &id)?;
    Reply::json(&BasketView { basket, items })
}
