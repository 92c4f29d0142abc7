//! The page *Check a draft*: paste or upload, read what was found, mend, check again. What is sent
//! is held in memory until the page is drawn, and nowhere after that but on the page itself.

use crate::block::{self, Block};
use crate::check::{self, COLUMNS, Checked, Covered, Finding};
use crate::said;
use crate::text::{self, Known};
use askama::Template;
use axum::http::header::CACHE_CONTROL;
use clauses::Kind;
use extract::Reading;
use methods::language::Language;
use platform::actor::Needs;
use platform::web::{Asked, HandedIn, Outcome, Reply, Route, ShowPage, Visit, Wanted};
use platform::{Error, Result, Sample, clock, say};

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

/// The findings of one provision.
struct Group<'a> {
    provision: Option<&'a str>,
    findings: Vec<&'a Finding>,
}

impl<'a> CheckPage<'a> {
    fn new(v: &'a Visit) -> CheckPage<'a> {
        CheckPage { v, text: String::new(), kind: "", language: "", kinds: Kind::ALL.map(Kind::word), found: None }
    }

    /// The findings as they follow each other, those of one provision together.
    fn groups(&self) -> Vec<Group<'a>> {
        let mut out: Vec<Group<'a>> = Vec::new();
        for finding in self.found.iter().flat_map(|found| &found.findings) {
            let provision = finding.provision.as_deref();
            match out.last_mut().filter(|group| group.provision == provision) {
                Some(group) => group.findings.push(finding),
                None => out.push(Group { provision, findings: vec![finding] }),
            }
        }
        out
    }

    /// The blocks in a state.
    fn in_state(&self, state: &str) -> Vec<&'a Covered> {
        self.found.iter().flat_map(|found| &found.blocks).filter(|block| block.state == state).collect()
    }

    /// What is known of a block, in the reader's language.
    fn block(&self, word: &str) -> Option<&'static Block> {
        block::block(self.v.language, word)
    }

    fn sources(&self, word: &str) -> &'static [String] {
        block::sources(word)
    }

    /// Where a rule comes from, in the reader's language as far as it has a name there.
    fn source(&self, source: &str) -> String {
        self.v.say(&said::source(source))
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
    let checked = check::check(&draft, &known, &|said| visit.say(said));
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
        Wanted::Data(form) if form == "csv" => Reply::csv("obligations.csv", &COLUMNS, check::rows(&checked.obligations))?,
        Wanted::Data(form) if form == "ics" => {
            let made_at: String = clock::now().chars().take(19).filter(|c| !"-:".contains(*c)).chain(['Z']).collect();
            let calendar = check::calendar(&checked.obligations, &made_at);
            Reply::download("text/calendar; charset=utf-8", "obligations.ics", calendar.into_bytes())
        }
        Wanted::Data(form) => return Err(Error::NotFound(say!("platform-error-no-such-form", form = form))),
    };
    Ok(reply.with_header(CACHE_CONTROL, "no-store"))
}

pub(crate) fn samples() -> Vec<Sample> {
    fn checked(v: &Visit) -> Checked {
        let place = |path: &str| Some(path.to_owned());
        let found = |provision: Option<String>, rule: &'static str| Finding {
            rule,
            severity: "gap",
            provision,
            words: "18:00".into(),
            also: vec![check::Place { provision: place("Article 2"), words: "6 p.m.".into() }],
            message: v.tk("drafting-rule-", rule),
            remedy: v.tk("drafting-mend-", rule),
            source: "drafting practice",
        };
        let block = |block, state| Covered { block, state, provisions: vec!["Article 1".into()], precedents: None };
        Checked {
            file: "draft.docx".into(),
            language: Some("en"),
            kind: Some("cessation"),
            blocks: vec![block("purpose", "present"), block("women", "vague"), block("sexual-violence", "missing")],
            findings: vec![
                found(None, "crsv-not-prohibited"),
                found(place("Article 1"), "time-without-zone"),
                found(place("Article 1"), "placeholder-left"),
            ],
            notes: vec![check::Note {
                note: "no-signatures".into(),
                provision: None,
                words: String::new(),
                message: v.t("drafting-note-no-signatures"),
            }],
            obligations: vec![check::Obligation {
                provision: place("Article 1"),
                actor: Some("Each side".into()),
                act: "withdraws its mortars".into(),
                object: Some("mortars".into()),
                place: None,
                deadline: Some(check::Deadline { words: "within ten days".into(), on: Some("2041-05-13".into()), day: Some(10) }),
                condition: None,
                verification: Some("the observers".into()),
                strength: "duty",
            }],
        }
    }
    fn full(v: &Visit) -> Result<String> {
        let found = checked(v);
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
            ..checked(v)
        };
        Ok(CheckPage { found: Some(&found), ..CheckPage::new(v) }.render()?)
    }
    vec![
        Sample { name: "drafting-check.html", render: full },
        Sample { name: "drafting-check.html", render: nothing },
        Sample { name: "drafting-check.html", render: |v| Ok(CheckPage::new(v).render()?) },
    ]
}
