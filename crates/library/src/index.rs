//! The search index of the library: derived from the database, kept up to date by following
//! the trail. It can be deleted at any time.

use crate::document::{Kept, TRANSLATION, TextState};
use crate::provision::Provision;
use crate::source::Redistribution;
use crate::store::{documents, imports, provisions};
use methods::countries;
use platform::clearance::marking;
use platform::db::Connection;
use platform::derived::Derived;
use platform::doctor::Finding;
use platform::{App, Error, Result, audit, say};
use search::{Change, Index, Passage, Thesaurus};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Passages in one commit of the index.
// 4,000: with the longest texts together under 8 MiB, and a commit every second or so.
const BATCH: usize = 4_000;

/// The topics, and the two indexes: provisions for every question, documents for their titles.
pub struct Shelf {
    /// The topics.
    pub thesaurus: Arc<Thesaurus>,
    /// All provisions.
    pub(crate) provisions: Index,
    /// All documents by title, description and parties.
    pub(crate) documents: Index,
    /// Held by who brings both up to date.
    following: Mutex<()>,
}

/// Read once in a process: the topics come with the binary and never change while it runs.
static TOPICS: Mutex<Option<Arc<Thesaurus>>> = Mutex::new(None);

/// The topics that come with the product.
pub fn thesaurus(_: &App) -> Result<Arc<Thesaurus>> {
    let mut kept = TOPICS.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(known) = kept.as_ref() {
        return Ok(known.clone());
    }
    let built = Thesaurus::built_in().map_err(|error| Error::internal(error.to_string()))?;
    *kept = Some(built.clone());
    Ok(built)
}

/// The shelf of this data folder.
pub fn shelf(app: &App) -> Result<Arc<Shelf>> {
    let thesaurus = thesaurus(app)?;
    app.kept(|| {
        let folder = app.config().data().join("index");
        Ok(Shelf {
            provisions: Index::open(&folder.join("provisions"), thesaurus.clone()).map_err(failed)?,
            documents: Index::open(&folder.join("documents"), thesaurus.clone()).map_err(failed)?,
            thesaurus,
            following: Mutex::new(()),
        })
    })
}

/// A fault of the index, or of what was asked of it.
pub(crate) fn failed(error: search::Error) -> Error {
    match error {
        search::Error::QueryTooLong { chars, max } => {
            Error::invalid("q", say!("library-error-query-long", given = chars.to_string(), n = max))
        }
        search::Error::TooManyHits { limit, max } => {
            Error::invalid("limit", say!("library-error-hits-many", asked = limit.to_string(), n = max))
        }
        search::Error::TooFar { from, max } => Error::invalid("offset", say!("library-error-hits-far", from = from.to_string(), n = max)),
        search::Error::TooMuch => Error::invalid("q", say!("library-error-question-large")),
        search::Error::Filter { filter, reason } => Error::invalid(filter, say!("library-error-filter", filter = filter, why = reason)),
        search::Error::TookTooLong => Error::Unavailable(say!("library-error-search-slow")),
        search::Error::Busy { .. } => Error::Unavailable(say!("library-error-index-busy")),
        other => Error::of(other),
    }
}

/// The index, as what is derived: it waits for all that may hide or take away something. An
/// import that was made shows its new texts a little later; what it withdrew is kept back by
/// the look at each hit.
pub(crate) static SHELF: Derived = Derived {
    name: "search index",
    harmless: &[
        "access.",
        "warning.",
        "library.import.made",
        "library.topic.",
        "library.match.",
        "library.basket.",
        "platform.invitation.",
        "library.saved-search.",
        "library.original.",
        "platform.marked.read",
        "platform.membership.",
        "platform.person.",
        "platform.compartment.",
        "platform.opening.",
        "platform.trail_key.",
        "platform.backup.",
    ],
    shown: |app| Ok(shelf(app)?.shown()),
    nudge,
};

impl Shelf {
    /// The position that both indexes show.
    pub fn shown(&self) -> u64 {
        self.provisions.shown().unwrap_or(0).min(self.documents.shown().unwrap_or(0))
    }

    fn refresh(&self) -> Result<()> {
        for index in [&self.documents, &self.provisions] {
            // What a command beside this process wrote is shown, too.
            index.refresh().map_err(failed)?;
        }
        Ok(())
    }
}

/// Brings the index up to date with the trail. Where another process is writing it, that
/// process does so.
pub fn follow(app: &App) -> Result<()> {
    let shelf = shelf(app)?;
    let _alone = shelf.following.lock().unwrap_or_else(PoisonError::into_inner);
    follow_alone(app, &shelf)
}

fn follow_alone(app: &App, shelf: &Shelf) -> Result<()> {
    let head = app.db().read(audit::position)?;
    shelf.refresh()?;
    for (index, part) in [(&shelf.documents, Part::Documents), (&shelf.provisions, Part::Provisions)] {
        if index.position().unwrap_or(0) < head.unsigned_abs() {
            match catch_up(app, index, part, head) {
                Err(Error::Unavailable(text)) => tracing::debug!(%text, "the index is written elsewhere"),
                other => other?,
            }
            // Another process may have something to write, too.
            index.rest().map_err(failed)?;
        }
    }
    Ok(())
}

/// Begins to bring the index up to date, where nobody in this process is at it: a request does
/// not wait for what a long import left to do.
fn nudge(app: &App) -> Result<()> {
    let shelf = shelf(app)?;
    shelf.refresh()?;
    if shelf.following.try_lock().is_err() {
        return Ok(());
    }
    let app = app.clone();
    std::thread::spawn(move || {
        if let Ok(_alone) = shelf.following.try_lock()
            && let Err(error) = follow_alone(&app, &shelf)
        {
            tracing::error!(%error, "the index cannot be brought up to date");
        }
    });
    Ok(())
}

/// Waits until the index shows everything that was written before this call, thirty seconds
/// at most; says so where it does not.
pub fn wait(app: &App) -> Result<()> {
    let head = app.db().read(audit::position)?.unsigned_abs();
    let shelf = shelf(app)?;
    let began = Instant::now();
    loop {
        follow(app)?;
        if shelf.shown() >= head {
            return Ok(());
        }
        if began.elapsed() > Duration::from_secs(30) {
            return Err(Error::Unavailable(say!("library-error-index-busy")));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Documents,
    Provisions,
}

/// What the trail says since a position.
struct Touched {
    /// Documents that changed.
    ids: BTreeSet<String>,
    /// The position reached.
    reached: i64,
    /// Whether something was hidden or taken away that may stand in the index.
    marked: bool,
}

fn touched(c: &mut Connection, from: i64) -> Result<Touched> {
    let mut ids = BTreeSet::new();
    let mut reached = from;
    let mut marked = false;
    loop {
        let entries = audit::after(c, reached, 1_000)?;
        let Some(last) = entries.last() else { break };
        reached = last.position;
        for entry in &entries {
            match entry.action.as_str() {
                "library.import.made" => ids.extend(imports::changed_ids(c, &entry.subject)?),
                "library.import.undone" => {
                    marked = true;
                    ids.extend(imports::changed_ids(c, &entry.subject)?);
                }
                "library.topic.decided" => ids.extend(crate::provision::document_of(&entry.subject).map(str::to_owned)),
                "library.match.decided" => {
                    ids.insert(entry.subject.clone());
                }
                action if action.starts_with("platform.marking.") => {
                    let document = crate::marking::document_named(&entry.subject);
                    marked = marked || document.is_some();
                    ids.extend(document);
                }
                _ => {}
            }
        }
    }
    Ok(Touched { ids, reached, marked })
}

fn catch_up(app: &App, index: &Index, part: Part, head: i64) -> Result<()> {
    let from = index.position().unwrap_or(0);
    let touched = app.db().read(|c| touched(c, from as i64))?;
    let reached = touched.reached.max(head).unsigned_abs();
    let mut changes: Vec<Change> = Vec::new();
    for id in touched.ids {
        // Nobody in particular reads here, so what is marked does not get in.
        app.db().read(|c| changes_of(c, &id, part, &|_, _| Ok(true), &mut changes))?;
        if changes.len() >= BATCH {
            // The position moves only with the last batch: a crash in between begins again.
            index.apply(&changes, from).map_err(failed)?;
            changes.clear();
        }
    }
    if touched.marked {
        // What was hidden also leaves the dictionary and the counts, before the index says that
        // it has reached this position.
        index.apply(&changes, from).map_err(failed)?;
        index.purge().map_err(failed)?;
        changes.clear();
    }
    index.apply(&changes, reached).map_err(failed)
}

/// Whether a provision belongs into an index.
type Belongs<'a> = &'a dyn Fn(&mut Connection, &Provision) -> Result<bool>;

fn changes_of(c: &mut Connection, id: &str, part: Part, belongs: Belongs<'_>, changes: &mut Vec<Change>) -> Result<()> {
    changes.push(Change::RemoveDocument(id.to_owned()));
    let Some(stored) = documents::stored(c, id)? else { return Ok(()) };
    let source = imports::source(c, &stored.kept.document.source)?;
    let mut blank = passage(&stored.kept, source.redistribution);
    // An index serves everybody who sees the text, whoever's request built it.
    if marking::of(c, &documents::thing(id))?.caveats.contains(&marking::Caveat::SourceProtected) {
        blank.source = crate::source::WITHHELD.to_owned();
    }
    if part == Part::Documents {
        let d = &stored.kept.document;
        let text = [d.description.clone(), d.process.clone(), d.symbol.clone()]
            .into_iter()
            .flatten()
            .chain(d.parties.iter().cloned())
            .collect::<Vec<_>>()
            .join("\n");
        changes.push(Change::Put(Box::new(Passage {
            id: id.to_owned(),
            heading: d.title.clone(),
            text: format!("{}\n{text}", d.title),
            ..blank
        })));
        return Ok(());
    }
    if stored.kept.text_state == TextState::None {
        return Ok(());
    }
    let decisions = provisions::decisions_of_document(c, id)?;
    let all = provisions::of_document(c, id)?;
    for p in all.iter().filter(|p| !p.withdrawn) {
        if !belongs(c, p)? {
            continue;
        }
        let decided =
            |state: &str| decisions.iter().filter(|(on, _, s)| *on == p.id && s == state).map(|(_, topic, _)| topic.clone()).collect();
        changes.push(Change::Put(Box::new(Passage {
            id: p.id.clone(),
            heading: headings(&all, p),
            text: p.text.clone(),
            topics_accepted: decided("accepted"),
            topics_rejected: decided("rejected"),
            ..blank.clone()
        })));
    }
    Ok(())
}

/// The provisions of a document as changes of an index in memory; `belongs` says which.
pub(crate) fn passages_of(c: &mut Connection, id: &str, belongs: Belongs<'_>) -> Result<Vec<Change>> {
    let mut changes = Vec::new();
    changes_of(c, id, Part::Provisions, belongs, &mut changes)?;
    Ok(changes)
}

/// The headings above a provision, from the outermost inwards, and its own.
fn headings(all: &[Provision], of: &Provision) -> String {
    let mut out: Vec<&str> = Vec::new();
    let mut at = Some(of);
    // Texts nest a few levels deep; a ring cannot come out of our own cutting.
    for _ in 0..8 {
        let Some(p) = at else { break };
        out.extend(p.heading.as_deref());
        at = p.parent.and_then(|number| all.iter().find(|other| other.number == number));
    }
    out.reverse();
    out.join(" › ")
}

fn passage(kept: &Kept, redistribution: Redistribution) -> Passage {
    let d = &kept.document;
    let mut regions: Vec<String> = d.countries.iter().flat_map(|iso3| countries::regions_of(iso3)).collect();
    regions.sort();
    regions.dedup();
    Passage {
        document: d.id.clone(),
        title: d.title.clone(),
        language: d.language,
        date: d.date.map(|v| v.to_string()),
        kind: d.kind.word().to_owned(),
        countries: d.countries.clone(),
        regions,
        stage: d.stage.clone(),
        parties: d.parties.clone(),
        process: d.process.clone(),
        source: d.source.clone(),
        redistribution: match redistribution {
            Redistribution::Allowed => search::Redistribution::Allowed,
            Redistribution::NonCommercial => search::Redistribution::NonCommercial,
            Redistribution::NotAllowed => search::Redistribution::NotAllowed,
            Redistribution::Unknown => search::Redistribution::Unknown,
        },
        original: d.relations.iter().find(|relation| relation.kind == TRANSLATION).map(|relation| relation.of.clone()),
        document_topics: d.topics.iter().filter(|t| t.value > 0).map(|t| t.code.clone()).collect(),
        ..Passage::default()
    }
}

/// Throws the index away and builds it anew from the database.
pub fn rebuild(app: &App) -> Result<()> {
    let shelf = shelf(app)?;
    for index in [&shelf.documents, &shelf.provisions] {
        index.clear().map_err(failed)?;
    }
    wait(app)
}

/// Whether the index holds what the database holds.
pub(crate) fn doctor(app: &App) -> Result<Vec<Finding>> {
    let head = app.db().read(audit::position)?.unsigned_abs();
    let shelf = shelf(app)?;
    let reached = shelf.shown();
    let found = format!("at record {reached} of {head}");
    // A server catches up within a second; commands do so at their end.
    Ok(vec![if reached >= head {
        Finding::ok("search index", found)
    } else {
        Finding::warn("search index", found, "It catches up while the server runs; to make it anew, run “goodoffices library reindex”.")
    }])
}
