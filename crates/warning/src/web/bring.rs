//! Bringing data in: sending files, reading sources over the network, making a forecast. Each
//! becomes a job, whose page leads to the report.

use crate::import::{self, Order};
use crate::sync::{self, Source};
use crate::{feed, forecast};
use askama::Template;
use methods::forecast::month::Month;
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Posted, Reply, Route, ShowPage, Upload, Visit};
use platform::{Error, Result, Sample, say};
use serde::{Deserialize, Serialize};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/warning/bring", Needs::Curating, page),
        Route::form("/warning/bring/files", Needs::Curating, send).on("/warning/bring"),
        Route::form("/warning/bring/sync", Needs::Curating, read_source).on("/warning/bring"),
        Route::form("/warning/bring/forecast", Needs::Curating, make_forecast).on("/warning/bring"),
    ]
}

/// How a kind of file is sent.
struct FileKind {
    /// The word of the form.
    word: &'static str,
    /// What the browser offers to choose.
    accept: &'static str,
    /// Whether several files make one release.
    is_many: bool,
    /// Whether the sender may say for which months the files are whole.
    has_span: bool,
}

const FILE_KINDS: [FileKind; 4] = [
    FileKind { word: "series", accept: ".csv,text/csv", is_many: true, has_span: false },
    FileKind { word: "ged", accept: ".csv,text/csv", is_many: true, has_span: true },
    FileKind { word: "acled", accept: ".json,application/json", is_many: false, has_span: false },
    FileKind { word: "views", accept: ".csv,.json,text/csv,application/json", is_many: false, has_span: false },
];

/// A source that can be read over the network, and whether an operator set its address.
#[derive(Debug, Serialize)]
struct Reachable {
    source: &'static str,
    /// The setting that holds its address.
    setting: &'static str,
    is_set: bool,
    /// What stands in the field of the version: none where there are no versions.
    version: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Shown {
    sources: Vec<Reachable>,
    /// Last month of the newest forecast, `YYYY-MM`.
    cut_off: Option<String>,
    /// Whether anything was brought in yet.
    has_data: bool,
}

#[derive(Template)]
#[template(path = "warning-bring.html")]
struct BringPage<'a> {
    v: &'a Visit,
    shown: &'a Shown,
    kinds: &'static [FileKind],
}

fn page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let of = |source: Source, setting: &'static str, version: Option<&'static str>| Reachable {
        source: source.word(),
        setting,
        is_set: !visit.app.config().text(setting).is_empty(),
        version,
    };
    let shown = Shown {
        sources: vec![
            of(Source::UcdpGed, "ucdp_url", Some("25.1")),
            of(Source::Acled, "acled_url", None),
            of(Source::Views, "views_url", Some("fatalities003_2026_08_t01")),
        ],
        cut_off: forecast::newest(&visit.app, &visit.actor)?.map(|made| made.cut_off),
        has_data: !feed::all(&visit.app, &visit.actor)?.is_empty(),
    };
    visit.show(&BringPage { v: &visit, shown: &shown, kinds: &FILE_KINDS }, &shown)
}

/// Queues an import of the files sent. They are on disk already, so their size does not matter.
fn send(visit: Visit, mut upload: Upload) -> Outcome {
    let (from, until) = (upload.field("covers_from").trim().to_owned(), upload.field("covers_until").trim().to_owned());
    match (from.is_empty(), until.is_empty()) {
        (true, true) => {}
        (false, false) => upload.fields.push(("covers".into(), format!("{from}..{until}"))),
        _ => return Err(Error::invalid("covers", say!("warning-error-covers-half"))),
    }
    let job = import::queue(&visit.app, &visit.actor, &Order::of_upload(&upload)?)?;
    Ok(Reply::see(&format!("/jobs/{job}")))
}

#[derive(Deserialize)]
struct SyncForm {
    source: String,
    #[serde(default)]
    version: String,
}

fn read_source(visit: Visit, Posted(form): Posted<SyncForm>) -> Outcome {
    let job = sync::queue(&visit.app, &visit.actor, form.source.parse()?, form.version.trim())?;
    Ok(Reply::see(&format!("/jobs/{job}")))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ForecastForm {
    cut_off: String,
}

fn make_forecast(visit: Visit, Posted(form): Posted<ForecastForm>) -> Outcome {
    let job = forecast::queue(&visit.app, &visit.actor, cut_off(&form.cut_off)?)?;
    Ok(Reply::see(&format!("/jobs/{job}")))
}

fn cut_off(text: &str) -> Result<Option<Month>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let month = text.parse().map_err(|_| Error::invalid("cut_off", say!("warning-error-month", text = text)))?;
    Ok(Some(month))
}

pub(super) fn samples() -> Vec<Sample> {
    fn shown(is_set: bool) -> Shown {
        let of = |source, setting, version| Reachable { source, setting, is_set, version };
        Shown {
            sources: vec![of("ucdp_ged", "ucdp_url", Some("25.1")), of("acled", "acled_url", None)],
            cut_off: is_set.then(|| "2026-10".into()),
            has_data: is_set,
        }
    }
    vec![
        Sample { name: "warning-bring.html", render: |v| Ok(BringPage { v, shown: &shown(true), kinds: &FILE_KINDS }.render()?) },
        Sample { name: "warning-bring.html, empty", render: |v| Ok(BringPage { v, shown: &shown(false), kinds: &FILE_KINDS }.render()?) },
    ]
}
