//! Feeds and releases: how old what we know is, what each release held, what was not understood.

use crate::feed::{self, Feed};
use crate::import::{self, Counts, Note, Release, Severity};
use askama::Template;
use axum::extract::Path;
use platform::actor::Needs;
use platform::import::{NotesAsked, notes_table};
use platform::web::{Asked, Outcome, Route, ShowPage, Visit, Wanted};
use platform::{Sample, say};

/// Notes shown on a page; all of them are in its table (`.csv`).
const NOTES: usize = 500;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::page("/warning/feeds", Needs::Reading, feeds_page), Route::page("/warning/releases/{id}", Needs::Reading, release_page)]
}

#[derive(Template)]
#[template(path = "warning-feeds.html")]
struct FeedsPage<'a> {
    v: &'a Visit,
    feeds: &'a [Feed],
    today: String,
}

#[derive(Template)]
#[template(path = "warning-release.html")]
struct ReleasePage<'a> {
    v: &'a Visit,
    release: &'a Release,
    notes: &'a [Note],
}

impl ReleasePage<'_> {
    /// What leads to taking it back, while it holds.
    fn undo(&self) -> String {
        if self.release.state == "done" { self.v.step(&import::UNDO, &self.release.id) } else { String::new() }
    }
}

fn feeds_page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let feeds = feed::told(&visit)?;
    visit.show(&FeedsPage { v: &visit, feeds: &feeds, today: platform::clock::today().to_string() }, &serde_json::json!({"feeds": feeds}))
}

fn release_page(visit: Visit, asked: (Path<String>, Asked<NotesAsked>)) -> Outcome {
    let (Path(id), Asked(NotesAsked { from })) = asked;
    let found = import::report(&visit.app, &visit.actor, &id, from, NOTES)?.told(&visit);
    if visit.wanted == Wanted::Data("csv".into()) {
        let name = id.clone();
        return notes_table(
            &visit.clone(),
            &name,
            move |from, limit| Ok(import::report(&visit.app, &visit.actor, &id, from, limit)?.notes),
        );
    }
    visit.show(&ReleasePage { v: &visit, release: &found.import, notes: &found.notes }, &found)
}

pub(super) fn samples() -> Vec<Sample> {
    fn release() -> Release {
        Release {
            id: "r1".into(),
            source: "ucdp_ged".into(),
            label: "GEDEvent_v26.csv".into(),
            files: vec!["GEDEvent_v26.csv".into()],
            state: "done".into(),
            covers_from: Some("2025-01".into()),
            covers_until: Some("2025-12".into()),
            actor_name: "Ilse Maren".into(),
            imported_at: "2026-11-23T10:00:00.000Z".into(),
            undone_at: None,
            counts: Counts { read: 900, events_new: 890, events_revised: 4, events_withdrawn: 1, refused: 5, ..Counts::default() },
        }
    }
    fn feed() -> Feed {
        Feed {
            source: "ucdp_ged".into(),
            tried_at: "2026-11-23T10:00:00.000Z".into(),
            succeeded_at: Some("2026-11-20T10:00:00.000Z".into()),
            error: Some("401".into()),
            rows_read: 900,
            data_until: Some("2026-09".into()),
        }
    }
    vec![
        Sample { name: "warning-feeds.html", render: |v| Ok(FeedsPage { v, feeds: &[feed()], today: "2026-11-24".into() }.render()?) },
        Sample { name: "warning-feeds.html, empty", render: |v| Ok(FeedsPage { v, feeds: &[], today: "2026-11-24".into() }.render()?) },
        Sample {
            name: "warning-release.html",
            render: |v| {
                let note = Note {
                    severity: Severity::Refused,
                    file: "GEDEvent_v26.csv".into(),
                    row: Some(17),
                    column: Some("date_end".into()),
                    reason: say!("warning-report-event-order", id = "7", from = "2021-03-01", until = "2021-02-01"),
                };
                Ok(ReleasePage { v, release: &release(), notes: &[note] }.render()?)
            },
        },
    ]
}
