//! Stories of the library, through its front door.

mod clearance;
mod reading;
mod stale;
mod working;

use crate::DOMAIN;
use crate::document::{Document, DocumentKind};
use crate::import::{Batch, Facts, Incoming, NewProvision, Text, write_in_tests};
use platform::Domain;
use platform::actor::Role;
use platform::jobs::{Job, JobKind, Progress};
use platform::testing::{PEOPLE, TestApp, actor};
use serde::{Deserialize, Serialize};

/// Cookies of people with a role.
pub(crate) const CURATOR: &str = "test_role=curator";
/// Somebody who only reads, and collects.
pub(crate) const READER: &str = "test_role=reader";

static FILLING: Domain =
    Domain { jobs: &[JobKind { name: "test.fill", limit: std::time::Duration::from_secs(60), run: fill }], ..Domain::named("filling") };
static DOMAINS: &[&Domain] = &[&DOMAIN, &PEOPLE, &FILLING];

/// A document with its text, as a test writes it down.
#[derive(Serialize, Deserialize)]
pub(crate) struct Told {
    pub document: Document,
    /// Level, label and text of each provision; items stand below the provision before them.
    pub provisions: Vec<(String, String, String)>,
}

/// An empty library that visitors may read.
pub(crate) fn empty() -> TestApp {
    TestApp::open(DOMAINS)
}

/// A library with these documents in it.
pub(crate) fn with(told: &[Told]) -> TestApp {
    let t = empty();
    put(&t, told);
    t
}

/// Brings documents in, as an import does.
pub(crate) fn put(t: &TestApp, told: &[Told]) {
    let arguments = serde_json::to_value(told).expect("documents are data");
    platform::jobs::run_now(&t.app, &actor(Role::Curator), "test.fill", &arguments, &|_, _, _| {}).expect("the documents are written");
}

fn fill(app: &platform::App, job: &Job, progress: &Progress<'_>) -> platform::Result<serde_json::Value> {
    let told: Vec<Told> = serde_json::from_value(job.arguments.clone())?;
    let mut batch = Batch { sources: crate::source::cards()?, ..Batch::default() };
    batch.documents = told.into_iter().map(incoming).collect();
    write_in_tests(app, &job.actor(), batch, progress).map(|import| serde_json::json!({"import": import.id}))
}

fn incoming(told: Told) -> Incoming {
    let mut out: Vec<NewProvision> = Vec::new();
    let mut above = None;
    let mut article = String::new();
    for (at, (level, label, text)) in told.provisions.into_iter().enumerate() {
        let leads = level == "article";
        if leads {
            (above, article) = (Some(at), label.clone());
        }
        let path = if leads || article.is_empty() { label.clone() } else { format!("{article}{label}") };
        out.push(NewProvision { number: None, level, label: Some(label), path, heading: None, text, parent: above.filter(|_| !leads) });
    }
    Incoming { document: told.document, facts: Facts::Replace, text: Text::Full(out) }
}

/// The ceasefire of the invented world in which most stories play.
pub(crate) fn ceasefire() -> Told {
    let mut document = Document::named("demo:orrin", DocumentKind::Ceasefire, "Orrin Bridge Ceasefire", "demo");
    document.date = "2021-06-09".parse().ok();
    document.stage = Some("Cea".into());
    document.substage = Some("Ceas".into());
    document.process = Some("Talvir peace process".into());
    document.parties = vec!["Government of the Republic of Orvane".into(), "Talvir Autonomy Front".into()];
    document.language = methods::language::Language::from_code("en");
    let provisions = [
        ("article", "Article 1", "A buffer zone six kilometres deep lies along the Quellin Line."),
        ("paragraph", "(1)", "No forces and no weapons shall be in the buffer zone."),
        ("article", "Article 2", "A Joint Ceasefire Commission monitors the ceasefire; a third of its members are women."),
    ];
    Told { document, provisions: provisions.map(|(level, label, text)| (level.to_owned(), label.to_owned(), text.to_owned())).into() }
}
