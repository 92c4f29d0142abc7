//! A draft that is kept: its versions, what is found in one of them, and its text.

use super::report::{self, Report};
use crate::check::WORD;
use crate::draft::{self, Draft, Whole};
use crate::version::{self, Version};
use crate::{compare, text, today};
use askama::Template;
use axum::extract::Path;
use methods::segments::BlockKind;
use platform::actor::Needs;
use platform::clearance::marking::{Band, Level};
use platform::kit::Acts;
use platform::web::{Asked, Outcome, Reply, Route, ShowPage, Visit, Wanted};
use platform::{Result, Sample};
use serde::{Deserialize, Serialize};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::page("/drafts/{id}", Needs::SignedIn, page), Route::page("/drafts/{id}/text", Needs::SignedIn, read)]
}

/// Which version is asked for; the newest unless told.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct VersionAsked {
    version: Option<i64>,
}

#[derive(Template)]
#[template(path = "drafting-draft.html")]
struct DraftPage<'a> {
    v: &'a Visit,
    whole: &'a Whole,
    band: Band,
}

impl DraftPage<'_> {
    /// What leads to a form of this draft.
    fn step(&self, action: &dyn Acts) -> String {
        self.v.step(action, &self.whole.draft.id)
    }

    fn is_shown(&self, version: &Version) -> bool {
        self.whole.shown == Some(version.number)
    }

    /// What is found in the version that is shown.
    fn report(&self) -> Result<String> {
        let (Some(number), Some(checked)) = (self.whole.shown, &self.whole.checked) else { return Ok(String::new()) };
        Report::of_version(self.v, checked, &self.whole.draft.id, number, &self.whole.intended).drawn()
    }
}

fn page(visit: Visit, (Path(id), Asked(asked)): (Path<String>, Asked<VersionAsked>)) -> Outcome {
    let whole = draft::read(&visit.app, &visit.actor, &id, asked.version, &|said| visit.say(said))?;
    match (&visit.wanted, &whole.checked) {
        (Wanted::Data(form), Some(checked)) if form != "json" => report::obligations(form, checked),
        _ => {
            let band = draft::band(&visit.app, &visit.actor, &id)?;
            visit.show(&DraftPage { v: &visit, whole: &whole, band }, &whole)
        }
    }
}

#[derive(Template)]
#[template(path = "drafting-text.html")]
struct TextPage<'a> {
    v: &'a Visit,
    draft: &'a Draft,
    number: i64,
    lines: Vec<(BlockKind, String)>,
    band: Band,
}

impl TextPage<'_> {
    fn is_heading(&self, kind: &BlockKind) -> bool {
        matches!(kind, BlockKind::Heading(_))
    }
}

/// The text of a version, as data.
#[derive(Debug, Serialize)]
struct TextOf {
    version: i64,
    text: String,
}

fn read(visit: Visit, (Path(id), Asked(asked)): (Path<String>, Asked<VersionAsked>)) -> Outcome {
    let (draft, versions) = draft::with_versions(&visit.app, &visit.actor, &id)?;
    let number = asked.version.or(versions.first().map(|version| version.number)).unwrap_or(1);
    let wording = draft::wording(&visit.app, &visit.actor, &id, number)?;
    if visit.wanted == Wanted::Data("docx".into()) {
        // Nothing differs from itself, so that no change is tracked in it.
        return Ok(Reply::download(WORD, "draft.docx", compare::tracked(&wording, &wording, &today())?));
    }
    let band = draft::band(&visit.app, &visit.actor, &id)?;
    let data = TextOf { version: number, text: text::Wording::plain(&wording) };
    visit.show(&TextPage { v: &visit, draft: &draft, number, lines: wording.lines(), band }, &data)
}

/// A draft for the samples of pages.
pub(super) fn sample_draft() -> Draft {
    Draft {
        id: "d1".into(),
        title: "Truce at the weir".into(),
        kind: None,
        marking: Level::Confidential,
        created_by: "1".into(),
        created_at: "2026-11-23T10:00:00.000Z".into(),
        versions: 2,
        changed_at: "2026-11-24T10:00:00.000Z".into(),
    }
}

/// Versions for the samples of pages.
pub(super) fn sample_versions() -> Vec<Version> {
    let version = |number, origin, language: Option<&str>| Version {
        id: format!("v{number}"),
        draft_id: "d1".into(),
        number,
        language: language.and_then(platform::kit::Words::of_word),
        origin,
        note: Some(platform::kit::Line::trusted("From the Marsh Council")),
        author_id: "o1".into(),
        author_name: "Ilse Maren".into(),
        recorded_at: "2026-10-31T10:00:00.000Z".into(),
    };
    vec![version(2, version::Origin::Upload, Some("fr")), version(1, version::Origin::Paste, None)]
}

pub(super) fn samples() -> Vec<Sample> {
    fn mark(finding: Option<&str>) -> crate::intended::Mark {
        crate::intended::Mark {
            id: "m1".into(),
            draft_id: "d1".into(),
            version: 1,
            language: None,
            rule: "placeholder-left".into(),
            provision: Some("Article 1".into()),
            words: "[…]".into(),
            reason: platform::kit::Prose::trusted("Both sides want it open."),
            author_id: "o1".into(),
            author_name: "Ilse Maren".into(),
            recorded_at: "2026-10-31T10:00:00.000Z".into(),
            withdrawn_at: None,
            finding: finding.map(str::to_owned),
        }
    }
    fn full(v: &Visit) -> Result<String> {
        let whole = Whole {
            draft: sample_draft(),
            versions: sample_versions(),
            shown: Some(2),
            checked: Some(report::sample(v)),
            intended: vec![mark(Some("2.3")), mark(None)],
        };
        Ok(DraftPage { v, whole: &whole, band: Band::none() }.render()?)
    }
    fn empty(v: &Visit) -> Result<String> {
        let whole = Whole { draft: sample_draft(), versions: Vec::new(), shown: None, checked: None, intended: Vec::new() };
        Ok(DraftPage { v, whole: &whole, band: Band::none() }.render()?)
    }
    fn text(v: &Visit) -> Result<String> {
        let lines = vec![(BlockKind::Heading(1), "Article 1".to_owned()), (BlockKind::Paragraph, "The guns fall silent.".into())];
        Ok(TextPage { v, draft: &sample_draft(), number: 2, lines, band: Band::none() }.render()?)
    }
    vec![
        Sample { name: "drafting-draft.html", render: full },
        Sample { name: "drafting-draft.html", render: empty },
        Sample { name: "drafting-text.html", render: text },
    ]
}
