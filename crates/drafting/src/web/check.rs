//! The page *Check a draft*: paste or upload, read what was found, mend, check again. What is sent
//! is held in memory until the page is drawn, and nowhere after that but on the page itself.

use super::report::{self, Report};
use crate::check::{self, Checked};
use crate::precedent;
use crate::text::{self, Known};
use askama::Template;
use axum::http::header::CACHE_CONTROL;
use clauses::Kind;
use extract::Reading;
use methods::language::Language;
use platform::actor::Needs;
use platform::web::{Asked, HandedIn, Outcome, Reply, Route, ShowPage, Visit, Wanted};
use platform::{Result, Sample};

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::page("/drafting/check", Needs::SignedIn, page), Route::form("/drafting/check", Needs::SignedIn, send).on("/drafting/check")]
}

#[derive(Template)]
#[template(path = "drafting-check.html")]
struct CheckPage<'a> {
    v: &'a Visit,
    /// What the form holds.
    text: String,
    kind: &'a str,
    language: &'a str,
    kinds: [&'static str; 8],
    found: Option<&'a Checked>,
}

impl<'a> CheckPage<'a> {
    fn new(v: &'a Visit) -> CheckPage<'a> {
        CheckPage { v, text: String::new(), kind: "", language: "", kinds: Kind::ALL.map(Kind::word), found: None }
    }

    /// What was found.
    fn report(&self) -> platform::Result<String> {
        self.found.map_or(Ok(String::new()), |found| Report::new(self.v, found).drawn())
    }

    fn names(&self, language: &Language) -> &'static str {
        language.own_name()
    }
}

fn page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    visit.show(&CheckPage::new(&visit), &())
}

fn send(visit: Visit, form: HandedIn) -> Outcome {
    let known = Known::of_words(form.field("kind"), form.field("language"), "")?;
    let reading = if form.field("reading") == "before" { Reading::Before } else { Reading::Proposed };
    let reader = text::reader(&visit.app)?;
    let draft = match form.files.first() {
        Some((_, name, bytes)) => text::file(&reader, name, bytes, reading)?,
        None => text::pasted(&reader, "", form.field("text"))?,
    };
    let mut checked = check::check(&draft, &known, &|said| visit.say(said));
    precedent::add(&visit.app, &visit.actor, &mut checked)?;
    let reply = match &visit.wanted {
        Wanted::Page => {
            let page = CheckPage {
                text: draft.plain(),
                kind: form.field("kind"),
                language: form.field("language"),
                found: Some(&checked),
                ..CheckPage::new(&visit)
            };
            Reply::html(page.render()?)
        }
        Wanted::Data(form) if form == "json" => Reply::json(&checked)?,
        Wanted::Data(form) => report::obligations(form, &checked)?,
    };
    Ok(reply.with_header(CACHE_CONTROL, "no-store"))
}

pub(crate) fn samples() -> Vec<Sample> {
    fn full(v: &Visit) -> Result<String> {
        let found = report::sample(v);
        Ok(CheckPage { text: "Article 1".into(), kind: "truce", language: "en", found: Some(&found), ..CheckPage::new(v) }.render()?)
    }
    fn nothing(v: &Visit) -> Result<String> {
        let found = Checked {
            language: None,
            kind: None,
            blocks: Vec::new(),
            findings: Vec::new(),
            notes: Vec::new(),
            obligations: Vec::new(),
            ..report::sample(v)
        };
        Ok(CheckPage { found: Some(&found), ..CheckPage::new(v) }.render()?)
    }
    vec![
        Sample { name: "drafting-check.html", render: full },
        Sample { name: "drafting-check.html", render: nothing },
        Sample { name: "drafting-check.html", render: |v| Ok(CheckPage::new(v).render()?) },
    ]
}
