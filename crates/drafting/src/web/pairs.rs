//! Two versions of a draft: compared by provision, or laid side by side in two languages.

use super::drafts::{sample_draft, sample_versions};
use crate::check::WORD;
use crate::compare::{self, Change, Compared, Words};
use crate::concordance::{Both, Concordance, Difference};
use crate::draft::{self, Draft};
use crate::pair::{self, OfLanguages, OfVersions};
use crate::today;
use crate::version::Version;
use askama::Template;
use axum::extract::Path;
use platform::actor::Needs;
use platform::clearance::marking::Band;
use platform::web::{Asked, Outcome, Reply, Route, ShowPage, Visit, Wanted};
use platform::{Result, Sample};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::page("/drafts/{id}/compare", Needs::SignedIn, compared), Route::page("/drafts/{id}/concordance", Needs::SignedIn, laid)]
}

#[derive(Template)]
#[template(path = "drafting-compare.html")]
struct ComparePage<'a> {
    v: &'a Visit,
    draft: &'a Draft,
    versions: &'a [Version],
    old: i64,
    new: i64,
    found: &'a Compared,
    band: Band,
}

#[derive(Template)]
#[template(path = "drafting-concordance.html")]
struct ConcordancePage<'a> {
    v: &'a Visit,
    draft: &'a Draft,
    versions: &'a [Version],
    a: i64,
    b: i64,
    found: &'a Concordance,
    band: Band,
}

/// How a version is called where one is chosen.
fn label(v: &Visit, version: &Version) -> String {
    let language = version.language.map(|tongue| v.tk("drafting-language-", tongue.word())).unwrap_or_default();
    format!("{} {language}", v.tx("drafting-version-n", version.number)).trim_end().to_owned()
}

impl ComparePage<'_> {
    /// What is chosen, by field.
    fn picks(&self) -> [(&'static str, i64); 2] {
        [("old", self.old), ("new", self.new)]
    }

    fn label(&self, version: &Version) -> String {
        label(self.v, version)
    }
}

impl ConcordancePage<'_> {
    /// What is chosen, by field.
    fn picks(&self) -> [(&'static str, i64); 2] {
        [("a", self.a), ("b", self.b)]
    }

    /// What only one of them has, under its heading.
    fn only(&self) -> [(&'static str, &[String]); 2] {
        [("drafting-only-a", &self.found.only_a), ("drafting-only-b", &self.found.only_b)]
    }

    fn label(&self, version: &Version) -> String {
        label(self.v, version)
    }
}

fn compared(visit: Visit, (Path(id), Asked(asked)): (Path<String>, Asked<OfVersions>)) -> Outcome {
    let (draft, versions) = draft::with_versions(&visit.app, &visit.actor, &id)?;
    let (old, new) = asked.chosen(&versions);
    let [a, b] = pair::wordings(&visit.app, &visit.actor, &id, [old, new])?;
    if visit.wanted == Wanted::Data("docx".into()) {
        return Ok(Reply::download(WORD, "changes.docx", compare::tracked(&a, &b, &today())?));
    }
    let (found, band) = (compare::compare(&a, &b), draft::band(&visit.app, &visit.actor, &id)?);
    visit.show(&ComparePage { v: &visit, draft: &draft, versions: &versions, old, new, found: &found, band }, &found)
}

fn laid(visit: Visit, (Path(id), Asked(asked)): (Path<String>, Asked<OfLanguages>)) -> Outcome {
    let (draft, versions) = draft::with_versions(&visit.app, &visit.actor, &id)?;
    let (a, b) = asked.chosen(&versions);
    let found = pair::lay(&visit.app, &visit.actor, &id, [a, b], &|said| visit.say(said))?;
    let band = draft::band(&visit.app, &visit.actor, &id)?;
    visit.show(&ConcordancePage { v: &visit, draft: &draft, versions: &versions, a, b, found: &found, band }, &found)
}

pub(super) fn samples() -> Vec<Sample> {
    fn place(path: &str) -> Option<String> {
        Some(path.to_owned())
    }
    fn compare(v: &Visit) -> Result<String> {
        let words = || Words { old: "ten days".into(), new: "twelve days".into() };
        let change = |change, a, b| Change { change, a, b, words: words() };
        let changes = vec![
            change("changed", place("Article 1"), place("Article 1")),
            change("moved", place("Article 2"), place("Article 3")),
            change("added", None, place("Article 2")),
            change("removed", place("Article 4"), None),
        ];
        let found = Compared { a: "1".into(), b: "2".into(), changes };
        let (draft, versions) = (sample_draft(), sample_versions());
        Ok(ComparePage { v, draft: &draft, versions: &versions, old: 1, new: 2, found: &found, band: Band::none() }.render()?)
    }
    fn lay(v: &Visit) -> Result<String> {
        let found = Concordance {
            a: "1".into(),
            b: "2".into(),
            languages: vec![Some("en"), Some("fr")],
            prevails: Some("en"),
            aligned: Vec::new(),
            only_a: vec!["Article 9".into()],
            only_b: vec!["Article 10".into()],
            findings: vec![Difference {
                rule: "languages-differ-number",
                severity: "fault",
                provision: place("Article 1"),
                other: place("Article premier"),
                words: Both { a: "20 km".into(), b: "30 km".into() },
                message: v.t("drafting-rule-languages-differ-number"),
            }],
        };
        let (draft, versions) = (sample_draft(), sample_versions());
        Ok(ConcordancePage { v, draft: &draft, versions: &versions, a: 1, b: 2, found: &found, band: Band::none() }.render()?)
    }
    vec![Sample { name: "drafting-compare.html", render: compare }, Sample { name: "drafting-concordance.html", render: lay }]
}
