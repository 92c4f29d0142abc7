//! Searching: one question, one answer, the same for pages, programs and commands.

mod wire;

pub use wire::{WireAnswer, WireAside, WireConcept, WireCount, WireFamily, WireFound, WireHit};

use crate::aside::{self, Aside};
use crate::document::Texts;
use crate::index::{self, shelf};
use crate::provision::Provision;
use crate::said;
use crate::store::{documents, provisions};
use methods::language::Language;
use platform::actor::{Actor, Needs};
use platform::db::Connection;
use platform::{App, Error, Result, derived, limits, say};
use search::{Answer, Budget, Filters, Hit, Lay, Request};
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};

/// What one question may take; the answer with its page then stands within two seconds.
const TIME: Duration = Duration::from_millis(1_500);

/// Most wordings that are laid side by side.
const WORDINGS_MAX: usize = 60;

/// What is asked, as an address or a command says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Question {
    /// Words, "phrases", -not, field:value, prefix*, a NEAR/5 b. Up to 2,000 characters.
    pub q: String,
    /// Topics: ids of the thesaurus or PA-X codes. A broader topic covers its narrower ones.
    pub topic: Vec<String>,
    /// Countries: ISO 3166-1 alpha-3.
    pub country: Vec<String>,
    /// Regions: UN M49 codes.
    pub region: Vec<String>,
    /// PA-X stages: Pre, Cea, SubPar, SubComp, Imp, Ren, Oth.
    pub stage: Vec<String>,
    /// Kinds of document: agreement, ceasefire, resolution, guidance, report, statement.
    pub kind: Vec<String>,
    /// Parties, as written.
    pub party: Vec<String>,
    /// Languages of the text: ar, zh, en, fr, ru, es.
    pub language: Vec<String>,
    /// Processes.
    pub process: Vec<String>,
    /// Source cards.
    pub source: Vec<String>,
    /// Documents, to search within.
    pub document: Vec<String>,
    /// Earliest date: a year, a month or a day.
    pub from: String,
    /// Latest date: a year, a month or a day.
    pub to: String,
    /// Concepts that were understood and are switched off.
    pub off: Vec<String>,
    /// Hits in an answer: 1 to 1,000, 20 unless told.
    pub limit: Option<usize>,
    /// Hits to pass over.
    pub offset: Option<usize>,
    /// False gives each provision by itself; else those that read alike, and language versions of one, are one hit.
    pub families: Option<bool>,
}

impl Question {
    fn request(&self, language: Language) -> Result<Request> {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let given = |list: &[String]| -> Vec<String> { list.iter().flat_map(|text| some(text)).collect() };
        let limit = self.limit.unwrap_or(20);
        if limit == 0 || limit > search::HITS_MAX {
            return Err(Error::invalid("limit", say!("library-error-hits-many", asked = limit.to_string(), n = search::HITS_MAX)));
        }
        let date = |field: &str, text: &str| -> Result<Option<String>> {
            let Some(text) = some(text) else { return Ok(None) };
            methods::dates::parse(&text).map(|date| Some(date.to_string())).map_err(|error| Error::invalid(field, said::date(&error)))
        };
        let filters = Filters {
            topic: given(&self.topic),
            country: given(&self.country),
            region: given(&self.region),
            stage: given(&self.stage),
            kind: given(&self.kind),
            party: given(&self.party),
            language: given(&self.language),
            process: given(&self.process),
            source: given(&self.source),
            document: given(&self.document),
            from: date("from", &self.from)?,
            to: date("to", &self.to)?,
            ..Filters::default()
        };
        Ok(Request {
            query: self.q.trim().to_owned(),
            filters,
            limit,
            offset: self.offset.unwrap_or(0),
            concepts_off: given(&self.off),
            language: Some(language),
            lay: if self.families == Some(false) { Lay::Apart } else { Lay::Together },
            of: None,
        })
    }

    /// Whether nothing is asked at all.
    pub fn is_empty(&self) -> bool {
        *self == Question { limit: self.limit, offset: self.offset, families: self.families, ..Question::default() }
    }
}

/// What a question gives.
#[derive(Debug, Clone)]
pub struct Found {
    /// Provisions, facets, and how the question was understood.
    pub answer: Answer,
    /// Documents whose title or description fits; only with words, on the first page.
    pub documents: Vec<Hit>,
    /// What the compartments of the reader hold besides; only with words, on the first page.
    pub asides: Vec<Aside>,
    /// How many documents of the library have their text here: only in texts is anything found.
    pub texts: Texts,
}

/// Answers a question. Each hit is looked at once more as the reader sees it, in one picture with
/// the trail that says whether the index may answer at all.
pub fn search(app: &App, reader: &Actor, question: &Question, language: Language) -> Result<Found> {
    app.require(reader, Needs::Reading)?;
    let request = question.request(language)?;
    let shelf = shelf(app)?;
    let words = !request.query.is_empty() && request.offset == 0;
    let ask = || {
        let budget = budget();
        let answer = shelf.provisions.search_within(&request, &budget).map_err(index::failed)?;
        let mut shown = answer.shown;
        let mut documents = Vec::new();
        if words {
            let titles = Request { limit: 4, lay: Lay::Apart, ..request.clone() };
            let found = shelf.documents.search_within(&titles, &budget).map_err(index::failed)?;
            shown = shown.min(found.shown);
            documents = found.hits;
        }
        Ok(derived::Found { value: (answer, documents), shown })
    };
    let seen = |c: &mut Connection, (answer, found): &(Answer, Vec<Hit>)| {
        Ok(provisions::all_seen(c, &ids(&answer.hits))? && documents::all_seen(c, &ids(found))?)
    };
    let (answer, documents) = index::SHELF.ask(app, reader, ask, seen)?;
    let asides = if words { aside::search(app, reader, &request)? } else { Vec::new() };
    let texts = app.read(reader, |c| documents::texts(c, &documents::Narrow::default()))?;
    Ok(Found { answer, documents, asides, texts })
}

/// What one question may use: no more time than is left to its request.
pub(crate) fn budget() -> Budget {
    let soon = Instant::now() + TIME;
    Budget::until(limits::until().map_or(soon, |until| until.min(soon)))
}

/// The hits and all that is told of beside them.
pub(crate) fn ids(hits: &[Hit]) -> Vec<&str> {
    hits.iter().flat_map(|hit| &hit.family.members).map(|member| member.id.as_str()).collect()
}

/// Provisions like a given text; where it is that of a provision, others than this one.
pub fn similar(app: &App, reader: &Actor, text: &str, of: Option<&str>, limit: usize, language: Language) -> Result<Vec<Hit>> {
    like(app, reader, text, &Request { limit, of: of.map(str::to_owned), language: Some(language), ..Request::default() })
}

/// The provisions that read like a given one, itself first.
pub fn wordings(app: &App, reader: &Actor, provision: &Provision, language: Language) -> Result<Vec<Hit>> {
    let of = Some(provision.id.clone());
    let request = Request { limit: WORDINGS_MAX, of, language: Some(language), lay: Lay::OneFamily, ..Request::default() };
    let hits = like(app, reader, &provision.text, &request)?;
    // What is in no index leads no family: then nothing is told of others.
    Ok(if hits.first().is_some_and(|hit| hit.id == provision.id) { hits } else { Vec::new() })
}

fn like(app: &App, reader: &Actor, text: &str, request: &Request) -> Result<Vec<Hit>> {
    app.require(reader, Needs::Reading)?;
    let text: String = text.chars().take(20_000).collect();
    let shelf = shelf(app)?;
    let ask = || {
        let answer = shelf.provisions.similar(&text, None, request, &budget()).map_err(index::failed)?;
        Ok(derived::Found { shown: answer.shown, value: answer.hits })
    };
    index::SHELF.ask(app, reader, ask, |c, hits: &Vec<Hit>| provisions::all_seen(c, &ids(hits)))
}

#[cfg(test)]
mod tests {
    use super::wire::characters;

    #[test]
    fn highlights_are_counted_in_characters() {
        let text = "zone tampon à créer";
        let at = text.find("créer").unwrap();
        assert_eq!(characters(text, &[0..4, at..text.len()]), [[0, 4], [14, 19]]);
    }
}
