//! Pages of documents, drawn from samples.

use super::super::names::Link;
use super::{DocumentPage, ListPage, choices, filled, said};
use crate::document::{Document, DocumentKind, Listed, TextState, Texts};
use crate::export::Narrow;
use crate::index;
use crate::party::{MatchState, Party, Side};
use crate::provision::Provision;
use crate::read::DocumentView;
use askama::Template;
use platform::Sample;
use platform::clearance::marking::{Band, Caveat, Level, Marking};

/// A document of the invented world, for drawing samples.
pub(in crate::web) fn sample_listed() -> Listed {
    Listed {
        id: "demo:cf-1".into(),
        kind: "ceasefire".into(),
        title: "Orrin Bridge Ceasefire".into(),
        date: Some("2021-06".into()),
        stage: Some("Cea".into()),
        process: Some("Talvir peace process".into()),
        language: Some("en".into()),
        text_state: TextState::None,
        marking: Level::Confidential,
    }
}

/// A provision of the invented world, for drawing samples.
pub(in crate::web) fn sample_provision(number: i64, withdrawn: bool) -> Provision {
    Provision {
        id: format!("demo:cf-1#{number}"),
        document: "demo:cf-1".into(),
        number,
        position: number,
        parent: (number > 1).then_some(1),
        level: if number == 1 { "article" } else { "paragraph" }.into(),
        label: Some(format!("({number})")),
        path: format!("Article 1({number})"),
        heading: (number == 1).then(|| "Monitoring".into()),
        text: "The line is monitored by day and night.".into(),
        withdrawn,
        marking: Level::Unclassified,
    }
}

/// The band of something marked, for drawing samples.
fn sample_band() -> Band {
    let marking = Marking {
        level: Level::StrictlyConfidential,
        compartment: Some("0190".into()),
        caveats: Caveat::ALL.into(),
        review_on: Some("2020-01-01".into()),
        ..Marking::default()
    };
    Band {
        thing: "document:demo:cf-1".into(),
        marking,
        compartment: Some(crate::web::search::sample_compartment()),
        may_mark: true,
        ..Band::none()
    }
}

/// What is kept about the sample document.
pub(in crate::web) fn sample_kept() -> crate::document::Kept {
    let mut document = Document::named("demo:cf-1", DocumentKind::Ceasefire, "Orrin Bridge Ceasefire", "demo");
    document.stage = Some("Cea".into());
    document.substage = Some("Ceas".into());
    document.status = Some("Multiparty signed/agreed".into());
    document.description = Some("The definitive ceasefire.".into());
    document.topics_coded = true;
    document.process = Some("Talvir peace process".into());
    crate::document::Kept {
        document,
        text_state: TextState::Passages,
        import_id: "1".into(),
        created_at: "2026-11-23T10:00:00.000Z".into(),
        updated_at: "2026-11-23T10:00:00.000Z".into(),
    }
}

/// The source card of the samples.
pub(in crate::web) fn sample_card() -> crate::source::SourceCard {
    crate::source::SourceCard {
        id: "demo".into(),
        title: "The demo world".into(),
        publisher: "Good Offices project".into(),
        licence: "CC0 1.0".into(),
        url: "about:demo".into(),
        coverage: "Invented".into(),
        redistribution: crate::source::Redistribution::Unknown,
        assertion: Vec::new(),
    }
}

pub(in crate::web) fn samples() -> Vec<Sample> {
    fn view() -> DocumentView {
        let relations: Vec<(String, Listed)> =
            crate::document::RELATIONS.iter().map(|kind| ((*kind).to_owned(), sample_listed())).collect();
        let matched = Party {
            actor: Some("demo:taf".into()),
            score: Some(0.81),
            state: MatchState::Suggested,
            ..Party::written(Side::Party, 0, "Talvir Autonomy Front")
        };
        DocumentView {
            kept: sample_kept(),
            provisions: vec![sample_provision(1, false), sample_provision(2, false), sample_provision(3, true)],
            matches: vec![matched],
            relates_to: relations.clone(),
            related_by: relations,
            card: sample_card(),
            process_documents: vec![sample_listed()],
            marking: Marking::default(),
        }
    }
    vec![
        Sample {
            name: "documents.html",
            render: |v| {
                Ok(ListPage {
                    v,
                    choices: choices(v, &Narrow::default())?,
                    documents: &[sample_listed()],
                    texts: said(v, Texts { full: 1_204, passages: 3, none: 40 }),
                    narrowed: true,
                    next: Some("/library/documents?after=x".into()),
                }
                .render()?)
            },
        },
        Sample {
            name: "documents.html",
            render: |v| {
                Ok(ListPage {
                    v,
                    choices: choices(v, &Narrow::default())?,
                    documents: &[],
                    texts: String::new(),
                    narrowed: false,
                    next: None,
                }
                .render()?)
            },
        },
        Sample {
            name: "document.html",
            render: |v| {
                let (view, thesaurus) = (view(), index::thesaurus(&v.app)?);
                let topics = vec![(Link::new("/", "Buffer zone"), 2)];
                let page = filled(v, &view, &[sample_listed()], &thesaurus, topics, "Orrin Bridge Ceasefire.".into());
                Ok(DocumentPage { band: sample_band(), ..page }.render()?)
            },
        },
    ]
}
