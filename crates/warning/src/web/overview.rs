//! The first page: the world by risk and by change, for one month ahead.

use super::geography;
use super::shared::{self, chance, change};
use crate::first::{self, FirstMonths};
use crate::forecast::{self, Made, MonthForecast, Reasons};
use crate::{feed, store};
use askama::Template;
use platform::actor::Needs;
use platform::chart::{self, Shade, WorldMap};
use platform::web::{Asked, Outcome, Reply, Route, ShowPage, Visit, Wanted};
use platform::{Result, Sample};
use serde::{Deserialize, Serialize};

/// Quiet countries listed.
const FIRST_MONTHS: usize = 15;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::page("/warning", Needs::Reading, page)]
}

#[derive(Debug, Default, Deserialize)]
struct Asking {
    step: Option<i64>,
    map: Option<String>,
}

/// A line of the table.
#[derive(Debug, Serialize)]
struct Line {
    country: String,
    name: String,
    forecast: MonthForecast,
    /// Change of the chance of at least 25 deaths since the forecast a month before; none
    /// where there is none to compare with.
    chance_25_change: Option<f64>,
}

#[derive(Debug, Serialize)]
struct Shown {
    made: Option<Made>,
    step: i64,
    lines: Vec<Line>,
    first_months: Vec<FirstLine>,
}

/// A quiet country and its chances of a first month.
#[derive(Debug, Serialize)]
struct FirstLine {
    country: String,
    name: String,
    chances: FirstMonths,
}

#[derive(Template)]
#[template(path = "warning-overview.html")]
struct OverviewPage<'a> {
    v: &'a Visit,
    shown: &'a Shown,
    by_change: bool,
    map: String,
    stale: bool,
    steps: Vec<i64>,
}

impl OverviewPage<'_> {
    fn chance(&self, c: &f64) -> String {
        chance(self.v, *c)
    }

    fn change(&self, c: &Option<f64>) -> String {
        c.map_or_else(|| "–".to_owned(), |c| change(self.v, c))
    }

    fn deaths(&self, d: &f64) -> String {
        shared::deaths(self.v, *d)
    }

    fn range(&self, r: &[f64; 2]) -> String {
        format!("{}–{}", shared::deaths(self.v, r[0]), shared::deaths(self.v, r[1]))
    }
}

fn page(visit: Visit, Asked(asked): Asked<Asking>) -> Outcome {
    let step = asked.step.unwrap_or(1).clamp(1, 14);
    let shown = read(&visit, step)?;
    if visit.wanted == Wanted::Data("csv".into()) {
        return table(&shown);
    }
    let today = platform::clock::today().to_string();
    let stale = feed::all(&visit.app, &visit.actor)?.iter().any(|f| f.is_stale(&today));
    let by_change = asked.map.as_deref() == Some("change");
    visit.show(&draw(&visit, &shown, by_change, stale), &shown)
}

fn read(v: &Visit, step: i64) -> Result<Shown> {
    let Some(made) = forecast::newest(&v.app, &v.actor)? else {
        return Ok(Shown { made: None, step, lines: Vec::new(), first_months: Vec::new() });
    };
    let names = shared::names(v)?;
    let moved = v.app.read(&v.actor, |c| store::forecast::moved(c, &made.id))?;
    let told = |r: &Reasons| r.month.as_ref().map(|_| r.chance_25_now - r.chance_25_before);
    let line = |forecast: MonthForecast| Line {
        name: shared::name_of(&names, &forecast.country),
        chance_25_change: moved.get(&forecast.country).and_then(told),
        country: forecast.country.clone(),
        forecast,
    };
    let lines = forecast::of_step(&v.app, &v.actor, &made.id, step)?.into_iter().map(line).collect();
    let first = first::of_forecast(&v.app, &v.actor, &made.id)?.into_iter().take(FIRST_MONTHS);
    let first_months =
        first.map(|f| FirstLine { name: shared::name_of(&names, &f.country), country: f.country, chances: f.chances }).collect();
    Ok(Shown { made: Some(made), step, lines, first_months })
}

fn draw<'a>(v: &'a Visit, shown: &'a Shown, by_change: bool, stale: bool) -> OverviewPage<'a> {
    let map = if by_change { map_of_change(v, shown) } else { map_of_risk(v, shown) };
    OverviewPage { v, shown, by_change, map, stale, steps: (1..=14).collect() }
}

fn map_of_risk(v: &Visit, shown: &Shown) -> String {
    let class = |c: f64| match c {
        c if c < 0.05 => 1,
        c if c < 0.2 => 2,
        c if c < 0.5 => 3,
        c if c < 0.8 => 4,
        _ => 5,
    };
    let shade = |l: &Line| {
        (l.country.clone(), Shade { class: class(l.forecast.chance_25), label: format!("{}: {}", l.name, chance(v, l.forecast.chance_25)) })
    };
    let span = |from: f64, to: f64| format!("{}–{}", chart::percent(v.language, from), chart::percent(v.language, to));
    let below = format!("<{}", chart::percent(v.language, 0.05));
    let above = format!("≥{}", chart::percent(v.language, 0.8));
    let legend =
        vec![(1, below), (2, span(0.05, 0.2)), (3, span(0.2, 0.5)), (4, span(0.5, 0.8)), (5, above), (0, v.t("warning-no-forecast"))];
    drawn(v, &WorldMap { title: v.t("warning-map-risk"), shades: shown.lines.iter().map(shade).collect(), legend })
}

fn map_of_change(v: &Visit, shown: &Shown) -> String {
    let class = |c: f64| match c {
        c if c < -0.05 => 1,
        c if c < -0.01 => 2,
        c if c <= 0.01 => 3,
        c if c <= 0.05 => 4,
        _ => 5,
    };
    let shade = |l: &Line| {
        let moved = l.chance_25_change?;
        Some((l.country.clone(), Shade { class: class(moved), label: format!("{}: {}", l.name, change(v, moved)) }))
    };
    let words = ["warning-much-lower", "warning-lower", "warning-about-same", "warning-higher", "warning-much-higher"];
    let mut legend: Vec<(u8, String)> = (1u8..).zip(words).map(|(class, word)| (class, v.t(word))).collect();
    legend.push((0, v.t("warning-no-comparison")));
    drawn(v, &WorldMap { title: v.t("warning-map-change"), shades: shown.lines.iter().filter_map(shade).collect(), legend })
}

fn drawn(v: &Visit, map: &WorldMap) -> String {
    geography::region_map(v, map).unwrap_or_else(|| chart::world_map(v, map))
}

fn table(shown: &Shown) -> Outcome {
    let head = [
        "country",
        "month",
        "step",
        "deaths_mean",
        "deaths_median",
        "chance_1",
        "chance_25",
        "chance_100",
        "chance_1000",
        "chance_escalation",
        "chance_lull",
        "chance_25_change",
        "low_80",
        "high_80",
    ];
    let optional = |x: Option<f64>| x.map(|x| x.to_string()).unwrap_or_default();
    let rows = shown.lines.iter().map(|l| {
        let f = &l.forecast;
        vec![
            f.country.clone(),
            f.month.clone(),
            f.step.to_string(),
            f.deaths_mean.to_string(),
            f.deaths_median.to_string(),
            f.chance_1.to_string(),
            f.chance_25.to_string(),
            f.chance_100.to_string(),
            f.chance_1000.to_string(),
            f.chance_escalation.to_string(),
            optional(f.chance_lull),
            optional(l.chance_25_change),
            f.interval_80[0].to_string(),
            f.interval_80[1].to_string(),
        ]
    });
    Reply::csv("forecast.csv", &head, rows)
}

/// A forecast for samples: an invented country.
pub(super) fn sample_month(step: i64) -> MonthForecast {
    MonthForecast {
        country: "XQA".into(),
        step,
        month: "2026-11".into(),
        deaths_mean: 31.4,
        deaths_median: 22.0,
        chance_1: 0.93,
        chance_25: 0.46,
        chance_100: 0.05,
        chance_1000: 0.0005,
        chance_escalation: 0.12,
        chance_lull: Some(0.2),
        interval_50: [9.0, 41.0],
        interval_80: [2.0, 74.0],
        interval_95: [0.0, 160.0],
    }
}

pub(super) fn sample_made() -> Made {
    Made {
        id: "1".into(),
        cut_off: "2026-10".into(),
        release: "r1".into(),
        method: "pool-2".into(),
        countries: 1,
        made_at: "2026-11-23T10:00:00.000Z".into(),
    }
}

pub(super) fn samples() -> Vec<Sample> {
    fn shown() -> Shown {
        Shown {
            made: Some(sample_made()),
            step: 1,
            lines: vec![Line { country: "XQA".into(), name: "Karsava".into(), forecast: sample_month(1), chance_25_change: Some(-0.03) }],
            first_months: vec![FirstLine { country: "XQB".into(), name: "Velmora".into(), chances: super::country::sample_first() }],
        }
    }
    vec![
        Sample { name: "warning-overview.html", render: |v| Ok(draw(v, &shown(), false, true).render()?) },
        Sample { name: "warning-overview.html by change", render: |v| Ok(draw(v, &shown(), true, false).render()?) },
        Sample {
            name: "warning-overview.html, empty",
            render: |v| Ok(draw(v, &Shown { made: None, step: 1, lines: Vec::new(), first_months: Vec::new() }, false, false).render()?),
        },
    ]
}
