//! Reading: a document with its outline, a provision with its surroundings, a process with
//! its gaps, several documents side by side.

use crate::document::{Kept, Listed, Texts};
use crate::party::Party;
use crate::provision::{Past, Provision, TopicDecision, document_of};
use crate::source::SourceCard;
use crate::store::{documents, imports, provisions};
use crate::{index, marking};
use methods::citations::Work as Cited;
use platform::actor::{Actor, Needs};
use platform::clearance::marking::Marking;
use platform::db::Connection;
use platform::{App, Error, Result, say};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A document with everything around it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DocumentView {
    /// The document.
    #[serde(flatten)]
    pub kept: Kept,
    /// Its provisions, withdrawn ones included.
    pub provisions: Vec<Provision>,
    /// Its parties with what they were matched to.
    pub matches: Vec<Party>,
    /// Documents that this one relates to, with the relation.
    pub relates_to: Vec<(String, Listed)>,
    /// Documents that relate to this one, with the relation.
    pub related_by: Vec<(String, Listed)>,
    /// Its source card.
    pub card: SourceCard,
    /// Other documents of its process.
    pub process_documents: Vec<Listed>,
    /// How it is marked.
    pub marking: Marking,
}

/// A document, or a clear word that it is not here.
pub fn document(app: &App, reader: &Actor, id: &str) -> Result<DocumentView> {
    app.read(reader, |c| {
        let kept = documents::get(c, id)?;
        let (relates_to, related_by) = documents::related(c, id)?;
        let process_documents = match &kept.document.process {
            Some(process) => documents::of_process(c, process)?,
            None => Vec::new(),
        };
        Ok(DocumentView {
            provisions: provisions::of_document(c, id)?,
            matches: documents::parties(c, id)?,
            card: imports::source(c, &kept.document.source)?,
            marking: marking::of_thing(c, id)?,
            relates_to,
            related_by,
            process_documents,
            kept,
        })
    })
}

/// The same text in other languages: what this document translates, what translates it, and
/// its sisters.
pub fn versions(app: &App, reader: &Actor, view: &DocumentView) -> Result<Vec<Listed>> {
    let of = |relations: &[(String, Listed)]| -> Vec<Listed> {
        relations.iter().filter(|(kind, _)| kind == crate::document::TRANSLATION).map(|(_, other)| other.clone()).collect()
    };
    let originals = of(&view.relates_to);
    let mut all = originals.clone();
    all.extend(of(&view.related_by));
    let sisters =
        app.read(reader, |c| originals.iter().map(|original| Ok(of(&documents::related(c, &original.id)?.1))).collect::<Result<Vec<_>>>())?;
    all.extend(sisters.into_iter().flatten());
    all.retain(|other| other.id != view.kept.document.id);
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all.dedup_by(|a, b| a.id == b.id);
    Ok(all)
}

/// A list of documents, newest first.
pub fn list(app: &App, reader: &Actor, narrow: &crate::export::Narrow, after: Option<&str>, limit: usize) -> Result<Vec<Listed>> {
    app.read(reader, |c| {
        let after = match after {
            None => None,
            Some(id) => Some((documents::get(c, id)?.document.date.map(|d| d.to_string()).unwrap_or_default(), id.to_owned())),
        };
        documents::page(c, &narrow.as_store(), after.as_ref().map(|(date, id)| (date.as_str(), id.as_str())), limit)
    })
}

/// How many of the documents of a list have their text here.
pub fn texts(app: &App, reader: &Actor, narrow: &crate::export::Narrow) -> Result<Texts> {
    app.read(reader, |c| documents::texts(c, &narrow.as_store()))
}

/// A topic of a provision: suggested by the system, or decided by a person.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct ProvisionTopic {
    /// Concept id.
    pub topic: String,
    /// `suggested`, `accepted` or `rejected`.
    pub state: String,
    /// How sure the suggestion is, 0 to 1; none where a person brought the topic.
    pub score: Option<f32>,
    /// The words that led to it.
    pub evidence: Vec<String>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<String>,
}

/// A provision with its surroundings.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProvisionView {
    /// The provision.
    pub provision: Provision,
    /// Its document.
    pub document: Kept,
    /// The provisions before and after it, and itself, in order.
    pub surroundings: Vec<Provision>,
    /// Its topics.
    pub topics: Vec<ProvisionTopic>,
    /// How it read before.
    pub pasts: Vec<Past>,
    /// Its source card.
    pub card: SourceCard,
    /// How it is marked, by itself or with its document.
    pub marking: Marking,
}

/// Provisions shown before and after the one asked for.
const AROUND: usize = 3;

/// A provision, or a clear word that it is not here.
pub fn provision(app: &App, reader: &Actor, id: &str) -> Result<ProvisionView> {
    let thesaurus = index::thesaurus(app)?;
    app.read(reader, |c| {
        let provision = provisions::get(c, id)?;
        let document = documents::get(c, &provision.document)?;
        let all: Vec<Provision> =
            provisions::of_document(c, &provision.document)?.into_iter().filter(|p| !p.withdrawn || p.id == id).collect();
        let at = all.iter().position(|p| p.id == id).unwrap_or(0);
        let surroundings = all[at.saturating_sub(AROUND)..(at + AROUND + 1).min(all.len())].to_vec();
        let decisions = provisions::decisions(c, id)?;
        Ok(ProvisionView {
            topics: topics(&thesaurus, &provision, document.document.language, &decisions),
            marking: marking::of_thing(c, id)?,
            pasts: provisions::pasts(c, id)?,
            card: imports::source(c, &document.document.source)?,
            surroundings,
            provision,
            document,
        })
    })
}

fn topics(
    thesaurus: &search::Thesaurus,
    p: &Provision,
    language: Option<methods::language::Language>,
    decisions: &[TopicDecision],
) -> Vec<ProvisionTopic> {
    let decided: HashMap<&str, &TopicDecision> = decisions.iter().map(|d| (d.topic.as_str(), d)).collect();
    let mut out: Vec<ProvisionTopic> = Vec::new();
    for suggestion in thesaurus.suggest(&p.text, language).into_iter().take(12) {
        let decision = decided.get(suggestion.concept.as_str());
        out.push(ProvisionTopic {
            state: decision.map_or("suggested", |d| d.state.as_str()).to_owned(),
            score: Some(suggestion.score),
            evidence: suggestion.evidence,
            decided_by: decision.map(|d| d.decided_by.clone()),
            decided_at: decision.map(|d| d.decided_at.clone()),
            topic: suggestion.concept,
        });
    }
    let known: HashSet<String> = out.iter().map(|t| t.topic.clone()).collect();
    for d in decisions.iter().filter(|d| !known.contains(&d.topic)) {
        out.push(ProvisionTopic {
            topic: d.topic.clone(),
            state: d.state.clone(),
            score: None,
            evidence: Vec::new(),
            decided_by: Some(d.decided_by.clone()),
            decided_at: Some(d.decided_at.clone()),
        });
    }
    out
}

/// Accepts or rejects a topic of a provision; `None` takes the decision back.
pub fn decide_topic(app: &App, actor: &Actor, id: &str, topic: &str, state: Option<&str>) -> Result<()> {
    app.require(actor, Needs::Curating)?;
    if index::thesaurus(app)?.by_id(topic).is_none() {
        return Err(Error::missing("topic", topic));
    }
    if !matches!(state, None | Some("accepted" | "rejected")) {
        return Err(Error::invalid("state", say!("library-error-topic-state")));
    }
    app.work(actor, |work| {
        provisions::get(work.connection(), id)?;
        provisions::decide_topic(work, id, topic, state)?;
        work.record("library.topic.decided", id, &format!("{topic} {}", state.unwrap_or("taken back"))).map(drop)
    })?;
    app.follow()
}

/// A step of a process's timeline.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A document.
    Document(Listed),
    /// A time of which no document is known: whether it was quiet is not known either.
    Unknown {
        /// Date of the document before.
        from: String,
        /// Date of the document after.
        to: String,
    },
}

/// From this many days without a document on, a timeline shows a gap.
const GAP_DAYS: i32 = 366;

/// The timeline of some documents, with gaps shown as unknown.
pub fn timeline(mut documents: Vec<Listed>) -> Vec<Step> {
    documents.sort_by(|a, b| a.date.cmp(&b.date).then(a.id.cmp(&b.id)));
    let mut out: Vec<Step> = Vec::new();
    let mut before: Option<methods::dates::PartialDate> = None;
    for document in documents {
        let date: Option<methods::dates::PartialDate> = document.date.as_ref().and_then(|d| d.parse().ok());
        if let (Some(from), Some(to)) = (before, date)
            && to.earliest().since(from.latest()).is_ok_and(|span| span.get_days() > GAP_DAYS)
        {
            out.push(Step::Unknown { from: from.to_string(), to: to.to_string() });
        }
        before = date.or(before);
        out.push(Step::Document(document));
    }
    out
}

/// The documents of a process with their timeline.
pub fn process(app: &App, reader: &Actor, name: &str) -> Result<Vec<Step>> {
    let documents = app.read(reader, |c| documents::of_process(c, name))?;
    if documents.is_empty() {
        return Err(Error::missing("process", name));
    }
    Ok(timeline(documents))
}

/// Documents side by side: for each topic, the provisions of each document.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Comparison {
    /// The documents, in the order asked for.
    pub documents: Vec<Kept>,
    /// For each topic, the provisions of each document in the same order; an empty list
    /// means that none was found, which is not proof that there is none.
    pub topics: Vec<ComparedTopic>,
}

/// A topic of a comparison.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ComparedTopic {
    /// Concept id.
    pub topic: String,
    /// Provisions, one list a document.
    pub provisions: Vec<Vec<Provision>>,
}

/// Compares two to six documents by topic, all topics or the chosen ones.
pub fn compare(app: &App, reader: &Actor, ids: &[String], chosen: &[String]) -> Result<Comparison> {
    if !(2..=6).contains(&ids.len()) {
        return Err(Error::invalid("document", say!("library-error-compare-number")));
    }
    let thesaurus = index::thesaurus(app)?;
    let wanted: HashSet<String> = chosen.iter().flat_map(|id| thesaurus.with_narrower(id).into_iter().map(|(c, _)| c.id.clone())).collect();
    app.read(reader, |c| {
        let mut documents = Vec::new();
        let mut by_topic: BTreeMap<String, Vec<Vec<Provision>>> = BTreeMap::new();
        for (at, id) in ids.iter().enumerate() {
            let kept = documents::get(c, id)?;
            for (topic, provision) in clear_topics(c, &thesaurus, &kept, id)? {
                if wanted.is_empty() || wanted.contains(&topic) {
                    by_topic.entry(topic).or_insert_with(|| vec![Vec::new(); ids.len()])[at].push(provision);
                }
            }
            documents.push(kept);
        }
        let mut topics: Vec<ComparedTopic> = by_topic.into_iter().map(|(topic, provisions)| ComparedTopic { topic, provisions }).collect();
        let shared = |t: &ComparedTopic| t.provisions.iter().filter(|p| !p.is_empty()).count();
        topics.sort_by_key(|t| {
            (std::cmp::Reverse(shared(t)), std::cmp::Reverse(t.provisions.iter().map(Vec::len).sum::<usize>()), t.topic.clone())
        });
        Ok(Comparison { documents, topics })
    })
}

fn clear_topics(c: &mut Connection, thesaurus: &search::Thesaurus, kept: &Kept, id: &str) -> Result<Vec<(String, Provision)>> {
    let decisions = provisions::decisions_of_document(c, id)?;
    let decided = |p: &str, topic: &str, state: &str| decisions.iter().any(|(on, t, s)| on == p && t == topic && s == state);
    let mut out = Vec::new();
    for p in provisions::of_document(c, id)?.into_iter().filter(|p| !p.withdrawn) {
        let suggested = thesaurus.suggest(&p.text, kept.document.language);
        let clear = suggested.into_iter().filter(|s| s.score >= search::thesaurus::SUGGESTION_CLEAR).map(|s| s.concept);
        let accepted = decisions.iter().filter(|(on, _, s)| *on == p.id && s == "accepted").map(|(_, t, _)| t.clone());
        let topics: HashSet<String> = clear.chain(accepted).filter(|t| !decided(&p.id, t, "rejected")).collect();
        out.extend(topics.into_iter().map(|topic| (topic, p.clone())));
    }
    Ok(out)
}

/// What is cited of a document or of one of its provisions.
pub fn cited(app: &App, kept: &Kept, card: &SourceCard, provision: Option<&Provision>) -> Cited {
    let d = &kept.document;
    let own = match provision {
        None => format!("{}/library/documents/{}", app.base_url(), platform::web::escape(&d.id)),
        Some(p) => format!("{}/library/provisions/{}", app.base_url(), platform::web::escape(&p.id)),
    };
    Cited {
        id: provision.map_or_else(|| d.id.clone(), |p| p.id.clone()),
        kind: d.kind.word().to_owned(),
        title: d.title.clone(),
        date: d.date,
        parties: d.parties.clone(),
        publisher: Some(card.publisher.clone()),
        number: d.symbol.clone(),
        url: Some(d.url.clone().unwrap_or(own)),
        accessed: Some(platform::clock::today()),
        language: d.language,
        locator: provision.map(|p| p.path.clone()),
    }
}

/// The document that an id of a document or provision means.
pub fn document_id(id: &str) -> &str {
    document_of(id).unwrap_or(id)
}
