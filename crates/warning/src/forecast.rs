//! Forecasts: stored with their cut-off, the release they rest on and the method's version,
//! and never overwritten.

mod country_draws;

pub use country_draws::{CountryDraws, chance_among, read_draws, write_draws};

use crate::backtest::SEED;
use crate::country;
use crate::first::{self, FirstMonths, Spike};
use crate::store;
use methods::forecast::model::{self, METHOD, Model, PartShare};
use methods::forecast::month::Month;
use methods::forecast::panel::Panel;
use platform::actor::{Actor, Needs};
use platform::db::Connection;
use platform::jobs::{Job, JobKind, Progress};
use platform::kit::{By, Cell, Column, List, Lists, Thing};
use platform::{App, Error, Result, say};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

/// The background job that forecasts.
pub const JOB: JobKind = JobKind { name: "warning.forecast", limit: Duration::from_secs(60 * 60), run };

/// Similar moments kept with a forecast.
const SIMILAR: usize = 5;

/// A forecast that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = MadeForecast)]
pub struct Made {
    /// Its id.
    pub id: String,
    /// Last month of data it used, `YYYY-MM`.
    pub cut_off: String,
    /// The release it rests on.
    pub release: String,
    /// Version of the method.
    pub method: String,
    /// Countries forecast.
    pub countries: i64,
    /// When it was made.
    pub made_at: String,
}

/// A country's forecast for one month.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct MonthForecast {
    /// The country.
    pub country: String,
    /// Months after the cut-off.
    pub step: i64,
    /// The month, `YYYY-MM`.
    pub month: String,
    /// Mean of the distribution, in deaths.
    pub deaths_mean: f64,
    /// Its median.
    pub deaths_median: f64,
    /// Chance of at least 1 death, 0..1.
    pub chance_1: f64,
    /// Chance of at least 25.
    pub chance_25: f64,
    /// Chance of at least 100.
    pub chance_100: f64,
    /// Chance of at least 1,000.
    pub chance_1000: f64,
    /// Chance of at least 25 deaths and at least twice the mean of the last 12 months.
    pub chance_escalation: f64,
    /// Chance of at most half the mean of the last 12 months; none where that mean is below
    /// one death, since then there is nothing to lull.
    pub chance_lull: Option<f64>,
    /// Bounds that hold the central 50, 80 and 95 % of the distribution: low, high.
    pub interval_50: [f64; 2],
    /// The central 80 %.
    pub interval_80: [f64; 2],
    /// The central 95 %.
    pub interval_95: [f64; 2],
}

/// What a part of the method contributed to the change since the month before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Reason {
    /// `own_past`, `similar`, `nothing` or `anywhere`.
    pub part: String,
    /// How much of the change in the chance of at least 25 deaths it explains, −1..1.
    pub chance_25_change: f64,
}

/// What moved, on the nearest month that both forecasts speak of.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Reasons {
    /// The month that both speak of, `YYYY-MM`; none where there is no earlier forecast.
    pub month: Option<String>,
    /// The chance of at least 25 deaths that the forecast a month ago gave.
    pub chance_25_before: f64,
    /// The chance now.
    pub chance_25_now: f64,
    /// What contributed, the largest first.
    pub parts: Vec<Reason>,
}

/// A past moment like the present one, as it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Similar {
    /// Its country.
    pub country: String,
    /// Its last month, `YYYY-MM`.
    pub month: String,
    /// How unlike it is; 0 is alike.
    pub distance: f64,
    /// Deaths in the 12 months up to it; none where not observed.
    pub before: Vec<Option<f64>>,
    /// Deaths in the 12 months after it.
    pub after: Vec<Option<f64>>,
}

/// Everything a forecast says of a country.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct CountryForecast {
    /// The forecast.
    pub made: Made,
    /// Months of data it rests on.
    pub observed_months: i64,
    /// Mean deaths a month over the last 12 observed months.
    pub deaths_12_mean: f64,
    /// Month by month.
    pub months: Vec<MonthForecast>,
    /// What moved since the month before.
    pub reasons: Reasons,
    /// Past moments like now.
    pub similar: Vec<Similar>,
    /// A month without precedent in the last quarter; none where there is none.
    pub spike: Option<Spike>,
    /// The chances of a first month; none where one lies within the last 24 months, or where
    /// these were not all observed.
    pub first_months: Option<FirstMonths>,
}

/// A panel with the codes of its countries.
pub struct Known {
    /// The panel; its ids are places in `codes`.
    pub panel: Panel,
    /// Codes of the countries.
    pub codes: Vec<String>,
}

impl Known {
    /// The code of a country of the panel.
    pub fn code(&self, id: i64) -> &str {
        usize::try_from(id).ok().and_then(|at| self.codes.get(at)).map_or("", String::as_str)
    }
}

/// State-based deaths by country and month as they were known with `release`. Where a
/// published series and events both speak, the series holds.
pub fn known_with(c: &mut Connection, release: &str) -> Result<Known> {
    let number = store::release::number(c, release)?;
    let cells = store::event::cells_as_of(c, number)?;
    let mut codes: Vec<String> = cells.iter().map(|cell| cell.1.clone()).collect();
    codes.dedup(); // They come by country.
    let place = |code: &str| codes.iter().position(|known| known == code).expect("it was just listed") as i64;
    let mut merged: Vec<(i64, Month, f64)> = Vec::with_capacity(cells.len());
    for of_country in cells.chunk_by(|a, b| a.1 == b.1) {
        let id = place(&of_country[0].1);
        // Of a month's sources "series" sorts before "ucdp_ged": the first one holds.
        merged.extend(of_country.chunk_by(|a, b| a.2 == b.2).map(|same| (id, same[0].2, same[0].3)));
    }
    Ok(Known { panel: Panel::from_cells(merged), codes })
}

/// The last month that most countries have: later months are only half there.
pub fn last_whole_month(panel: &Panel) -> Option<Month> {
    let observed = |at: usize| (0..panel.countries().len()).filter(|place| panel.row(*place)[at].is_some()).count();
    let counts: Vec<usize> = (0..panel.months()).map(observed).collect();
    let most = counts.iter().copied().max()?;
    let at = counts.iter().rposition(|n| *n * 2 >= most)?;
    Some(panel.first().plus(at as i64))
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Order {
    cut_off: Option<Month>,
}

fn run(app: &App, job: &Job, progress: &Progress<'_>) -> Result<serde_json::Value> {
    let order: Order = serde_json::from_value(job.arguments.clone())?;
    let made = make(app, &job.actor(), order.cut_off, &|done, total, doing| progress.at(done, Some(total), doing))?;
    Ok(serde_json::json!({"forecast": made.id, "href": "/warning", "made": made}))
}

/// Queues a forecast for the server's worker; the job's id.
pub fn queue(app: &App, actor: &Actor, cut_off: Option<Month>) -> Result<String> {
    app.require(actor, Needs::Curating)?;
    platform::jobs::queue(app, actor, JOB.name, &serde_json::to_value(Order { cut_off })?)
}

/// Forecasts every country from the newest release. The same cut-off, release and method give
/// the forecast that is there already.
pub fn make(app: &App, actor: &Actor, cut_off: Option<Month>, watch: &dyn Fn(usize, usize, &str) -> Result<()>) -> Result<Made> {
    app.require(actor, Needs::Curating)?;
    let nothing = || Error::NotFound(say!("warning-error-nothing-to-forecast"));
    let (release, known) = app.read(actor, |c| {
        let release = store::release::latest(c)?.ok_or_else(nothing)?;
        let known = known_with(c, &release)?;
        Ok((release, known))
    })?;
    let last = last_whole_month(&known.panel).ok_or_else(nothing)?;
    let cut_off = cut_off.unwrap_or(last);
    if cut_off > last || cut_off < known.panel.first() {
        let said = say!("warning-error-cut-off", from = known.panel.first().to_string(), until = last.to_string());
        return Err(Error::invalid("cut_off", said));
    }
    // What moved since the month before is told against that month's forecast.
    if cut_off > known.panel.first() {
        store_one(app, actor, &release, &known, cut_off.plus(-1), watch)?;
    }
    store_one(app, actor, &release, &known, cut_off, watch)
}

fn store_one(
    app: &App,
    actor: &Actor,
    release: &str,
    known: &Known,
    cut_off: Month,
    watch: &dyn Fn(usize, usize, &str) -> Result<()>,
) -> Result<Made> {
    if let Some(made) = app.read(actor, |c| store::forecast::find(c, cut_off, release, METHOD))? {
        return Ok(made);
    }
    let doing = cut_off.to_string();
    watch(0, known.codes.len(), &doing)?;
    let panel = known.panel.known_until(cut_off);
    let model = Model::train(&panel, SEED);
    let codes: Vec<&str> = panel.countries().iter().map(|id| known.code(*id)).collect();
    let (mut first, mut spikes) = (first::chances(&panel, &codes), first::spikes(&panel));
    let mut countries = Vec::new();
    for place in 0..panel.countries().len() {
        watch(place, panel.countries().len(), &doing)?;
        let months = model.forecast(place, model::STEPS);
        if months.is_empty() {
            continue; // Not observed for half a year: no forecast, which is not a calm one.
        }
        let mut country = CountryDraws::new(known, &panel, place, months, model.similar(place, SIMILAR));
        (country.first_months, country.spike) = (first[place].take(), spikes[place].take());
        countries.push(country);
    }
    let made = Made {
        id: platform::clock::new_id(),
        cut_off: cut_off.to_string(),
        release: release.to_owned(),
        method: METHOD.into(),
        countries: countries.len() as i64,
        made_at: platform::clock::now(),
    };
    app.work(actor, |work| {
        let before = store::forecast::parts_of(work.connection(), cut_off.plus(-1), release, METHOD)?;
        store::forecast::add(work, &made, cut_off, SEED)?;
        for country in &countries {
            let reasons = reasons(country, before.get(&country.code));
            store::forecast::add_country(work, &made.id, country, &reasons)?;
        }
        work.record("warning.forecast.made", &made.id, &format!("cut-off {cut_off} release {release} countries {}", countries.len()))
    })?;
    Ok(made)
}

/// The family of a part, for telling people.
fn family(part: &str) -> &'static str {
    match part {
        "nothing" => "nothing",
        "anywhere" => "anywhere",
        other if other.starts_with("similar") => "similar",
        _ => "own_past",
    }
}

/// A part's share and opinion, as a forecast keeps them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptPart {
    /// Its word.
    pub part: String,
    /// How much it counts, 0..1.
    pub weight_share: f64,
    /// The deaths it expects.
    pub deaths_mean: f64,
    /// Its chance of at least 25 deaths.
    pub chance_25: f64,
}

impl From<&PartShare> for KeptPart {
    fn from(p: &PartShare) -> KeptPart {
        KeptPart { part: p.part.to_owned(), weight_share: p.weight_share, deaths_mean: p.deaths_mean, chance_25: p.chance_25 }
    }
}

/// What moved: the pool's chance is Σ weight × opinion, so its change is the sum over the
/// parts of what they contribute now less what they contributed then, for the same month.
fn reasons(country: &CountryDraws, before: Option<&Vec<KeptPart>>) -> Reasons {
    // The forecast of a month ago spoke of this month two steps ahead.
    let (Some(before), Some(now)) = (before, country.months.first()) else { return Reasons::default() };
    let mut moved: BTreeMap<&'static str, f64> = BTreeMap::new();
    for part in &now.parts {
        *moved.entry(family(part.part)).or_default() += part.weight_share * part.chance_25;
    }
    for part in before {
        *moved.entry(family(&part.part)).or_default() -= part.weight_share * part.chance_25;
    }
    let mut parts: Vec<Reason> =
        moved.into_iter().map(|(part, change)| Reason { part: part.to_owned(), chance_25_change: change }).collect();
    parts.sort_by(|a, b| b.chance_25_change.abs().total_cmp(&a.chance_25_change.abs()));
    let sum = |parts: &mut dyn Iterator<Item = f64>| parts.sum::<f64>();
    Reasons {
        month: Some(now.month.to_string()),
        chance_25_before: sum(&mut before.iter().map(|p| p.weight_share * p.chance_25)),
        chance_25_now: sum(&mut now.parts.iter().map(|p| p.weight_share * p.chance_25)),
        parts,
    }
}

/// The newest forecast; none where none was made.
pub fn newest(app: &App, reader: &Actor) -> Result<Option<Made>> {
    app.read(reader, store::forecast::newest)
}

static FORECAST: Thing = Thing { name: "warning.forecast", path: "/warning/forecasts", page: "/warning" };

/// The forecasts that were made.
static FORECASTS: List<Made> = List::of(
    &FORECAST,
    Needs::Reading,
    "warning-forecasts",
    store::forecast::FORECASTS,
    store::forecast::made,
    &[
        Column::new("made_at", |m: &Made| Cell::Instant(m.made_at.clone())).label("warning-when").by(By::Text("r.made_at")),
        Column::new("cut_off", |m: &Made| Cell::Day(m.cut_off.clone())).by(By::Number("r.cut_off")),
        Column::new("release", |m: &Made| Cell::Link(m.release.clone(), format!("/warning/releases/{}", m.release))),
        Column::new("method", |m: &Made| Cell::Text(m.method.clone())),
        Column::new("countries", |m: &Made| Cell::Whole(m.countries)),
    ],
    "-cut_off",
);

/// What can be listed.
pub(crate) const LISTS: &[&dyn Lists] = &[&FORECASTS];

/// Every country's forecast `step` months ahead.
pub fn of_step(app: &App, reader: &Actor, forecast: &str, step: i64) -> Result<Vec<MonthForecast>> {
    app.read(reader, |c| store::forecast::of_step(c, forecast, step))
}

/// What a forecast says of a country; none where it says nothing.
pub fn of_country(app: &App, reader: &Actor, made: &Made, country: &str) -> Result<Option<CountryForecast>> {
    app.read(reader, |c| store::forecast::of_country(c, made, country))
}

/// A country's name in a language.
pub fn country_name(c: &mut Connection, id: &str, language: methods::language::Language) -> Result<String> {
    Ok(country::name(id, &store::release::country(c, id)?, language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_the_same_after_they_were_kept() {
        let draws = vec![0.0, 0.0, 3.0, 17.0, 17.0, 17.0];
        assert_eq!(write_draws(&draws), "0*2 3*1 17*3");
        assert_eq!(read_draws(&write_draws(&draws)), draws);
        assert_eq!(chance_among("0*2 3*1 17*3", 17.0), 0.5);
    }
}
