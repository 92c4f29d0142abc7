//! Imports: sending files in, what was understood of them and what was not, and undoing.

use crate::document::DocumentKind;
use crate::import::{self, Counts, Import, Note, Order, OrderKind, Severity, State};
use crate::original::{self, Original};
use crate::source;
use askama::Template;
use axum::extract::Path;
use platform::actor::Needs;
use platform::clearance::marking::{Caveat, Level};
use platform::clearance::{self, Compartment};
use platform::import::{NotesAsked, notes_table};
use platform::web::{Asked, Download, Outcome, Posted, Reply, Route, ShowPage, Upload, Visit, Wanted};
use platform::{Error, Result, Sample, say};
use serde::Deserialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/library/imports/send", Needs::Curating, send_page),
        Route::form("/library/imports", Needs::Curating, send).on("/library/imports/send"),
        Route::page("/library/imports/{id}", Needs::Curating, page),
        Route::page("/library/imports/{id}/originals/{number}", Needs::SignedIn, original),
        Route::form("/library/imports/{id}/undo", Needs::Curating, undo).on("/library/imports/{id}"),
    ]
}

#[derive(Template)]
#[template(path = "imports-about.html")]
struct About<'a> {
    v: &'a Visit,
}

pub(super) fn about_imports(v: &Visit) -> Result<String> {
    Ok(About { v }.render()?)
}

#[derive(Template)]
#[template(path = "import-send.html")]
struct SendPage<'a> {
    v: &'a Visit,
    kinds: [DocumentKind; 6],
    /// Id and title of the source cards.
    cards: Vec<(String, String)>,
    /// The compartments that texts can be sent into, with the names of those who will see them.
    circles: Vec<(Compartment, String)>,
    levels: [Level; 2],
    caveats: [Caveat; 2],
    /// A year ahead: the day of review, unless told.
    review_on: String,
}

impl<'a> SendPage<'a> {
    fn new(v: &'a Visit, cards: Vec<(String, String)>, circles: Vec<(Compartment, String)>) -> SendPage<'a> {
        let review_on = platform::clock::in_seconds(365 * 86_400).get(..10).unwrap_or("").to_owned();
        let levels = [Level::Confidential, Level::StrictlyConfidential];
        SendPage { v, kinds: DocumentKind::ALL, cards, circles, levels, caveats: Caveat::ALL, review_on }
    }
}

/// The compartments that this visitor is in, each with the names of those who are in it.
fn circles(visit: &Visit) -> Result<Vec<(Compartment, String)>> {
    let own = clearance::list(&visit.app, &visit.actor)?.into_iter().filter(|compartment| compartment.member);
    own.map(|compartment| {
        let (_, members) = clearance::get(&visit.app, &visit.actor, &compartment.id)?;
        let names: Vec<String> = members.into_iter().filter(|member| member.ended_at.is_none()).map(|member| member.name).collect();
        Ok((compartment, names.join(" · ")))
    })
    .collect()
}

fn send_page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let cards = source::cards()?.into_iter().map(|card| (card.id, card.title)).collect();
    visit.show(&SendPage::new(&visit, cards, circles(&visit)?), &())
}

/// Queues an import of the files sent. They are on disk already, so their size does not matter.
fn send(visit: Visit, upload: Upload) -> Outcome {
    let job = import::queue(&visit.app, &visit.actor, &Order::of_upload(&upload)?)?;
    Ok(Reply::see(&format!("/jobs/{job}")))
}

/// Notes on one page.
const NOTES: usize = 100;

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage<'a> {
    v: &'a Visit,
    i: &'a Import,
    counts: Vec<(&'static str, i64)>,
    notes: &'a [Note],
    all_notes: i64,
    first: usize,
    next: Option<usize>,
    before: Option<usize>,
    originals: &'a [Original],
}

fn page(visit: Visit, asked: (Path<String>, Asked<NotesAsked>)) -> Outcome {
    let (Path(id), Asked(NotesAsked { from })) = asked;
    if visit.wanted == Wanted::Data("csv".into()) {
        return notes_file(visit, id);
    }
    let found = import::report(&visit.app, &visit.actor, &id, from, NOTES)?.told(&visit);
    let originals = original::of(&visit.app, &visit.actor, &id)?;
    let page = ImportPage { originals: &originals, ..report(&visit, &found.import, &found.notes, from) };
    visit.show(&page, &found)
}

fn report<'a>(v: &'a Visit, i: &'a Import, notes: &'a [Note], from: usize) -> ImportPage<'a> {
    let all_notes = i.counts.refused + i.counts.doubtful;
    let end = from + notes.len();
    ImportPage {
        v,
        i,
        counts: counted(&i.counts),
        notes,
        all_notes,
        first: from,
        next: (!notes.is_empty() && (end as i64) < all_notes).then_some(end),
        before: (from > 0).then(|| from.saturating_sub(NOTES)),
        originals: &[],
    }
}

/// The file that a marked import came from, opened for a member while it is sent.
fn original(visit: Visit, Path((id, number)): Path<(String, i64)>) -> Outcome {
    let (name, original) = original::open(&visit.app, &visit.actor, &id, number)?;
    let download = Download { content_type: "application/octet-stream", name };
    download.send(&visit, move |out| original.write(out))
}

/// What was counted, by the words for it.
fn counted(c: &Counts) -> Vec<(&'static str, i64)> {
    let all = [
        ("read", c.read),
        ("documents-new", c.documents_new),
        ("documents-changed", c.documents_changed),
        ("documents-same", c.documents_same),
        ("text-full", c.texts.full),
        ("text-passages", c.texts.passages),
        ("text-none", c.texts.none),
        ("provisions-new", c.provisions_new),
        ("provisions-changed", c.provisions_changed),
        ("provisions-withdrawn", c.provisions_withdrawn),
        ("actors", c.actors),
        ("matches", c.matches_suggested),
        ("refused", c.refused),
        ("doubtful", c.doubtful),
    ];
    let always = ["read", "refused", "doubtful"];
    all.into_iter().filter(|(name, n)| *n > 0 || always.contains(name)).collect()
}

fn notes_file(visit: Visit, id: String) -> Outcome {
    import::report(&visit.app, &visit.actor, &id, 0, 0)?;
    let name = id.clone();
    notes_table(&visit.clone(), &name, move |from, limit| Ok(import::report(&visit.app, &visit.actor, &id, from, limit)?.notes))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Undo {
    sure: String,
}

fn undo(visit: Visit, asked: (Path<String>, Posted<Undo>)) -> Outcome {
    let (Path(id), Posted(form)) = asked;
    if form.sure != "yes" {
        return Err(Error::invalid("sure", say!("library-error-not-sure-to-undo")));
    }
    import::undo(&visit.app, &visit.actor, &id)?;
    Ok(Reply::see(&format!("/library/imports/{id}")))
}

pub(super) fn samples() -> Vec<Sample> {
    fn sample(kind: OrderKind, state: State) -> Import {
        let counts = Counts {
            read: 12,
            documents_new: 3,
            documents_changed: 2,
            documents_same: 1,
            texts: crate::document::Texts { full: 4, passages: 1, none: 1 },
            provisions_new: 40,
            provisions_changed: 2,
            provisions_withdrawn: 1,
            actors: 5,
            matches_suggested: 4,
            refused: 1,
            doubtful: 1,
            understood: [("Agt".to_owned(), 12)].into(),
            unused: vec!["Lgt".into()],
        };
        Import {
            id: "0190".into(),
            kind,
            files: vec!["table.csv".into()],
            state,
            actor_id: "1".into(),
            actor_name: "Ilse Maren".into(),
            imported_at: "2026-11-23T10:00:00.000Z".into(),
            undone_at: (state == State::Undone).then(|| "2026-11-23T11:00:00.000Z".into()),
            counts,
            stays: if state == State::Undone { 2 } else { 0 },
        }
    }
    fn send_sample(v: &Visit) -> Result<String> {
        let circle = Compartment {
            id: "1".into(),
            kind: clearance::CompartmentKind::Process,
            title: "Talks at Orrin Bridge".into(),
            opened_at: "2026-11-23T10:00:00.000Z".into(),
            has_key: true,
            members: 1,
            kept: true,
            member: true,
        };
        let full = SendPage::new(v, vec![("own".into(), "Texts added here".into())], vec![(circle, "Ilse Maren".into())]);
        Ok(full.render()? + &SendPage::new(v, Vec::new(), Vec::new()).render()?)
    }
    fn one(v: &Visit) -> Result<String> {
        let note = |severity| Note {
            severity,
            file: "table.csv".into(),
            row: Some(3),
            column: Some("Dat".into()),
            reason: say!("library-report-undated", why = say!("library-error-date-impossible", text = "31/02/2001")),
        };
        let (done, undone) = (sample(OrderKind::Pax, State::Done), sample(OrderKind::Texts, State::Undone));
        let notes = [note(Severity::Refused), note(Severity::Doubtful)];
        let kept = Original { number: 1, name: "note.md".into(), bytes: 2_048, file: String::new() };
        let full = ImportPage { originals: &[kept], next: Some(200), before: Some(0), ..report(v, &done, &notes, 100) };
        Ok(full.render()? + &ImportPage { all_notes: 0, ..report(v, &undone, &[], 0) }.render()?)
    }
    vec![Sample { name: "import-send.html", render: send_sample }, Sample { name: "import.html", render: one }]
}
