//! How good the forecasts have been: means by year, by months ahead and by region, how often
//! what was said came true, and the ledger of false alarms and misses.

use crate::backtest::{self, ChanceScore, SEED, chance_score};
use crate::forecast::{self};
use crate::store;
use crate::store::score::Kept;
use methods::forecast::backtest::Actual;
use methods::forecast::model::METHOD;
use methods::forecast::scores::{CalibrationGroup, calibration_groups};
use platform::actor::{Actor, Needs};
use platform::jobs::{Job, JobKind, Progress};
use platform::{App, Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The background job that keeps score.
pub const JOB: JobKind = JobKind { name: "warning.backtest", run };

/// Years scored where none are named.
const YEARS: i64 = 4;
/// Lines of the ledger that are shown.
const SURPRISES: usize = 60;

/// Means over a group of country-months.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct GroupScore {
    /// Who forecast: `method` or a baseline.
    pub model: String,
    /// The year, or the months ahead.
    pub group: i64,
    /// Mean CRPS, in deaths.
    pub crps: f64,
    /// Mean ignorance, in bits.
    pub ign: f64,
    /// Mean interval score, in deaths.
    pub mis: f64,
    /// Country-months.
    pub n: i64,
}

/// Means over a region.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct RegionScore {
    /// Who forecast.
    pub model: String,
    /// UN M49 code of the region; empty where the country has none.
    pub region: String,
    /// Mean CRPS, in deaths.
    pub crps: f64,
    /// Mean ignorance, in bits.
    pub ign: f64,
    /// Country-months.
    pub n: i64,
}

/// A month that went otherwise than said.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Surprise {
    /// The country.
    pub country: String,
    /// The month, `YYYY-MM`.
    pub month: String,
    /// Months ahead.
    pub step: i64,
    /// Deaths that came.
    pub deaths: f64,
    /// The chance of at least 25 that was given.
    pub chance_25: f64,
}

/// A point of the calibration plot.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Calibration {
    /// Mean chance said.
    pub chance_mean: f64,
    /// Share that happened.
    pub happened_share: f64,
    /// Country-months.
    pub n: usize,
}

/// Everything the page of scores shows.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Ledger {
    /// The backtest it comes from.
    pub backtest: Kept,
    /// By year.
    pub by_year: Vec<GroupScore>,
    /// By months ahead.
    pub by_step: Vec<GroupScore>,
    /// By region.
    pub by_region: Vec<RegionScore>,
    /// How the chances of at least 25 deaths did.
    pub chances: Vec<ChanceScore>,
    /// What the method said against what happened.
    pub calibration: Vec<Calibration>,
    /// Said to be likely (50 % or more), did not come.
    pub false_alarms: Vec<Surprise>,
    /// Came, and was said to be unlikely (below 20 %).
    pub misses: Vec<Surprise>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Order {
    #[serde(default)]
    windows: Vec<i64>,
}

fn run(app: &App, job: &Job, progress: &Progress<'_>) -> Result<serde_json::Value> {
    let order: Order = serde_json::from_value(job.arguments.clone())?;
    let kept = make(app, &job.actor(), &order.windows, &|done, total, doing| progress.at(done, Some(total), doing))?;
    Ok(serde_json::json!({"backtest": kept.id, "href": "/warning/scores"}))
}

/// Queues a backtest for the server's worker; the job's id.
pub fn queue(app: &App, actor: &Actor, windows: &[i64]) -> Result<String> {
    app.require(actor, Needs::Curating)?;
    if let Some(year) = windows.iter().find(|year| !(1990..=2100).contains(*year)) {
        return Err(Error::invalid("windows", format!("{year} is no year to forecast. Give years such as 2018.")));
    }
    platform::jobs::queue(app, actor, JOB.name, &serde_json::to_value(Order { windows: windows.to_vec() })?)
}

/// Backtests the method and the baselines on the data at hand and keeps the scores.
pub fn make(app: &App, actor: &Actor, windows: &[i64], watch: &dyn Fn(usize, usize, &str)) -> Result<Kept> {
    app.require(actor, Needs::Curating)?;
    let nothing =
        || Error::NotFound("There is nothing to score yet. Import a series first: goodoffices warning import series FILE.".into());
    let (release, known) = app.read(actor, |c| {
        let release = store::release::latest(c)?.ok_or_else(nothing)?;
        let known = forecast::known_with(c, &release)?;
        Ok((release, known))
    })?;
    let last = forecast::last_whole_month(&known.panel).ok_or_else(nothing)?;
    let until = if last.of_year() == 12 { last.year() } else { last.year() - 1 };
    // A window needs eight years of data before it, else there is nothing to learn from.
    let first = (until - YEARS + 1).max(known.panel.first().year() + 8);
    let windows: Vec<i64> = if windows.is_empty() { (first..=until).collect() } else { windows.to_vec() };
    let mut actuals = Vec::new();
    for (place, country) in known.panel.countries().iter().enumerate() {
        let row = known.panel.row(place).iter().enumerate();
        actuals.extend(row.filter_map(|(at, deaths)| {
            deaths.map(|deaths| Actual { country: *country, month: known.panel.first().plus(at as i64), deaths })
        }));
    }
    let found = backtest::run(&known.panel, &actuals, &windows, watch)?;
    let kept = Kept { id: platform::clock::new_id(), windows, made_at: platform::clock::now(), method: METHOD.into(), release };
    app.work(actor, |work| {
        store::score::add(work, &kept, &found.units, |id| known.code(id).to_owned())?;
        work.record("warning.backtest.made", &kept.id, &format!("seed {SEED} windows {:?}", kept.windows)).map(drop)
    })?;
    Ok(kept)
}

/// The scores of the newest backtest; none where none was made.
pub fn read(app: &App, reader: &Actor) -> Result<Option<Ledger>> {
    app.read(reader, |c| {
        let Some(backtest) = store::score::newest(c)? else { return Ok(None) };
        let id = backtest.id.clone();
        let mut by_model: BTreeMap<String, Vec<(f64, bool)>> = BTreeMap::new();
        for (model, chance, deaths) in store::score::chances(c, &id)? {
            by_model.entry(model).or_default().push((chance, deaths >= 25.0));
        }
        let method = by_model.get("method").map(|chances| calibration_groups(chances)).unwrap_or_default();
        let mut chances: Vec<ChanceScore> = by_model.iter().map(|(model, all)| chance_score(model, 25, all)).collect();
        chances.sort_by(|a, b| b.average_precision.unwrap_or(0.0).total_cmp(&a.average_precision.unwrap_or(0.0)));
        Ok(Some(Ledger {
            by_year: store::score::by_year(c, &id)?,
            by_step: store::score::by_step(c, &id)?,
            by_region: by_region(store::score::all(c, &id)?),
            chances,
            calibration: method
                .into_iter()
                .map(|g: CalibrationGroup| Calibration { chance_mean: g.chance_mean, happened_share: g.happened_share, n: g.n })
                .collect(),
            false_alarms: store::score::false_alarms(c, &id, SURPRISES)?,
            misses: store::score::misses(c, &id, SURPRISES)?,
            backtest,
        }))
    })
}

fn by_region(all: Vec<(String, String, [f64; 3])>) -> Vec<RegionScore> {
    let mut sums: BTreeMap<(String, String), (f64, f64, i64)> = BTreeMap::new();
    for (model, country, [crps, ign, _]) in all {
        let region = methods::countries::by_iso3(&country).map_or("", |c| c.region).to_owned();
        let sum = sums.entry((region, model)).or_default();
        *sum = (sum.0 + crps, sum.1 + ign, sum.2 + 1);
    }
    let mut out: Vec<RegionScore> = sums
        .into_iter()
        .map(|((region, model), (crps, ign, n))| RegionScore { model, region, crps: crps / n as f64, ign: ign / n as f64, n })
        .collect();
    out.sort_by(|a, b| a.region.cmp(&b.region).then(a.crps.total_cmp(&b.crps)));
    out
}
