//! Processes: the list, and the timeline of one with its gaps.

use super::names;
use crate::document::{Listed, TextState, Texts};
use crate::read::{self, Step};
use crate::stats;
use crate::store::figures::Process;
use askama::Template;
use axum::extract::Path;
use platform::Sample;
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Route, ShowPage, Visit};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::page("/library/processes", Needs::Reading, list_page), Route::page("/library/processes/{name}", Needs::Reading, page)]
}

/// A step of a timeline, ready to show.
pub(super) struct StepView {
    pub document: Option<Listed>,
    /// Whether this is the document whose page shows the timeline.
    pub here: bool,
    /// What is said of a time without documents.
    pub gap: String,
}

pub(super) fn steps(v: &Visit, steps: Vec<Step>, here: &str) -> Vec<StepView> {
    let view = |step| match step {
        Step::Document(d) => StepView { here: d.id == here, document: Some(d), gap: String::new() },
        Step::Unknown { from, to } => StepView { document: None, here: false, gap: v.txy("library-gap", v.date(&from), v.date(&to)) },
    };
    steps.into_iter().map(view).collect()
}

/// Steps of a timeline before and after one document.
const AROUND: usize = 5;

/// The part of a timeline around a document.
pub(super) fn around(v: &Visit, all: Vec<Step>, here: &str) -> Vec<StepView> {
    let mut all = steps(v, all, here);
    let at = all.iter().position(|step| step.here).unwrap_or(0);
    all.truncate(at + AROUND + 1);
    all.split_off(at.saturating_sub(AROUND))
}

impl Process {
    /// Where its timeline stands.
    pub(crate) fn href(&self) -> String {
        names::process_href(&self.process)
    }
}

#[derive(Template)]
#[template(path = "processes.html")]
struct ListPage<'a> {
    v: &'a Visit,
    processes: &'a [Process],
}

impl ListPage<'_> {
    fn states(&self) -> [TextState; 3] {
        TextState::ALL
    }
}

fn list_page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let processes = stats::processes(&visit.app, &visit.actor)?;
    visit.show(&ListPage { v: &visit, processes: &processes }, &processes)
}

#[derive(Template)]
#[template(path = "process.html")]
struct ProcessPage<'a> {
    v: &'a Visit,
    name: &'a str,
    documents: i64,
    texts: String,
    steps: Vec<StepView>,
    search: String,
}

fn page(visit: Visit, Path(name): Path<String>) -> Outcome {
    let timeline = read::process(&visit.app, &visit.actor, &name)?;
    visit.show(&filled(&visit, &name, timeline.clone()), &timeline)
}

fn filled<'a>(v: &'a Visit, name: &'a str, timeline: Vec<Step>) -> ProcessPage<'a> {
    let mut texts = Texts::default();
    for step in &timeline {
        if let Step::Document(listed) = step {
            texts.add(listed.text_state, 1);
        }
    }
    ProcessPage {
        v,
        name,
        documents: texts.all(),
        texts: v.say(&texts.said(|n| v.number(n))),
        steps: steps(v, timeline, ""),
        search: format!("/library/search?process={}", platform::web::escape(name)),
    }
}

pub(super) fn samples() -> Vec<Sample> {
    fn process() -> Process {
        Process {
            process: "Talvir peace process".into(),
            documents: 31,
            texts: Texts { full: 20, passages: 1, none: 10 },
            first_on: Some("2013-08".into()),
            last_on: None,
        }
    }
    vec![
        Sample { name: "processes.html", render: |v| Ok(ListPage { v, processes: &[process()] }.render()?) },
        Sample { name: "processes.html", render: |v| Ok(ListPage { v, processes: &[] }.render()?) },
        Sample {
            name: "process.html",
            render: |v| {
                let gap = Step::Unknown { from: "2014-09".into(), to: "2016".into() };
                let document = Step::Document(super::documents::sample_listed());
                Ok(filled(v, "Talvir peace process", vec![document.clone(), gap, document]).render()?)
            },
        },
    ]
}
