//! Bulk export, the sources with their terms, and what the library holds.

use super::shared;
use crate::document::DocumentKind;
use crate::export::{self, Format, Narrow};
use crate::source::SourceCard;
use crate::stats::{self, SourceStats, Stats};
use askama::Template;
use methods::countries;
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Route, ShowPage, Visit, Wanted};
use platform::{Result, Sample};
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/library/export", Needs::Reading, export_page),
        Route::page("/library/sources", Needs::Reading, sources_page),
        Route::page("/library/stats", Needs::Reading, stats_page),
    ]
}

#[derive(Template)]
#[template(path = "export.html")]
struct ExportPage<'a> {
    v: &'a Visit,
    narrow: &'a Narrow,
    kinds: [DocumentKind; 6],
    /// Code and name.
    countries: Vec<(String, String)>,
    sources: &'a [SourceStats],
    processes: Vec<String>,
    left_out: Vec<&'a SourceCard>,
}

/// What an export would hold, as data.
#[derive(Serialize)]
struct ExportOffer<'a> {
    formats: [&'static str; 3],
    left_out: &'a [&'a SourceCard],
}

fn export_page(visit: Visit, Asked(narrow): Asked<Narrow>) -> Outcome {
    if let Wanted::Data(ending) = &visit.wanted
        && let Some(format) = Format::from_word(ending)
    {
        return export::send(&visit, narrow, format);
    }
    let held = stats::stats(&visit.app, &visit.actor)?;
    let left_out: Vec<&SourceCard> =
        held.sources.iter().filter(|s| s.documents > 0).map(|s| &s.card).filter(|card| !export::may_export(&visit.actor, card)).collect();
    let processes = stats::processes(&visit.app, &visit.actor)?.into_iter().map(|p| p.process).collect();
    let countries = shared::country_choices(&visit)?;
    let page = ExportPage {
        v: &visit,
        narrow: &narrow,
        kinds: DocumentKind::ALL,
        countries,
        sources: &held.sources,
        processes,
        left_out: left_out.clone(),
    };
    visit.show(&page, &ExportOffer { formats: ["csv", "jsonl", "parquet"], left_out: &left_out })
}

#[derive(Template)]
#[template(path = "sources.html")]
struct SourcesPage<'a> {
    v: &'a Visit,
    held: &'a Stats,
    documents: i64,
}

impl SourcesPage<'_> {
    fn is_web(&self, card: &SourceCard) -> bool {
        card.url.starts_with("https://") || card.url.starts_with("http://")
    }
}

fn sources(visit: &Visit, data: impl Fn(&Stats) -> serde_json::Result<serde_json::Value>) -> Outcome {
    let held = stats::stats(&visit.app, &visit.actor)?;
    let page = SourcesPage { v: visit, held: &held, documents: held.documents.values().sum() };
    visit.show(&page, &data(&held)?)
}

fn sources_page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    sources(&visit, |held| serde_json::to_value(&held.sources))
}

/// The same data as `goodoffices library stats --json`.
fn stats_page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    sources(&visit, |held| serde_json::to_value(held))
}

pub(super) fn samples() -> Vec<Sample> {
    fn card(redistribution: crate::source::Redistribution) -> SourceStats {
        let card = SourceCard {
            id: "demo".into(),
            title: "The demo world".into(),
            publisher: "Good Offices project".into(),
            licence: "CC0 1.0".into(),
            url: "https://demo.example/".into(),
            coverage: "An invented region".into(),
            redistribution,
            assertion: Vec::new(),
        };
        SourceStats { card, documents: 60 }
    }
    fn all() -> Vec<SourceStats> {
        use crate::source::Redistribution::{Allowed, NonCommercial, NotAllowed, Unknown};
        vec![card(Allowed), card(NotAllowed), card(Unknown), card(NonCommercial)]
    }
    fn export(v: &Visit) -> Result<String> {
        let (all, narrow) = (all(), Narrow::default());
        let countries = vec![("COL".into(), countries::by_iso3("COL").map_or("", |c| c.name(v.language)).to_owned())];
        let page = ExportPage {
            v,
            narrow: &narrow,
            kinds: DocumentKind::ALL,
            countries,
            sources: &all,
            processes: vec!["Asha talks".into()],
            left_out: vec![&all[1].card],
        };
        let open = ExportPage {
            v,
            narrow: &narrow,
            kinds: DocumentKind::ALL,
            countries: Vec::new(),
            sources: &[],
            processes: Vec::new(),
            left_out: Vec::new(),
        };
        Ok(page.render()? + &open.render()?)
    }
    fn sources(v: &Visit) -> Result<String> {
        let held = Stats {
            documents: [("agreement".to_owned(), 60)].into(),
            texts: crate::document::Texts { full: 60, ..Default::default() },
            provisions: 900,
            topics: 300,
            sources: all(),
        };
        let none = Stats { documents: [].into(), texts: Default::default(), provisions: 0, topics: 300, sources: Vec::new() };
        Ok(SourcesPage { v, held: &held, documents: 60 }.render()? + &SourcesPage { v, held: &none, documents: 0 }.render()?)
    }
    vec![Sample { name: "export.html", render: export }, Sample { name: "sources.html", render: sources }]
}
