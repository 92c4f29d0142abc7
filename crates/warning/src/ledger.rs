//! How good the forecasts have been: means by year, by months ahead and by region, how often
//! what was said came true, and the ledger of false alarms and misses.

use crate::backtest::{self, ChanceScore, SEED, chance_score};
use crate::first;
use crate::forecast;
use crate::opinion::{self, OpinionScores};
use crate::store;
use crate::store::score::Kept;
use methods::forecast::backtest::{Actual, METHOD_ROW};
use methods::forecast::model::METHOD;
use methods::forecast::month::Month;
use methods::forecast::scores::{self, CalibrationGroup, calibration_groups};
use platform::actor::{Actor, Needs};
use platform::jobs::{Job, JobKind, Progress};
use platform::{App, Error, Result, say};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// The background job that keeps score.
pub const JOB: JobKind = JobKind { name: "warning.backtest", limit: Duration::from_secs(240 * 60), run };

/// Years scored where none are named.
const YEARS: i64 = 4;
/// Lines of the ledger that are shown.
const SURPRISES: usize = 60;

/// How a model's forecast of one country and month did.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Who forecast: `method` or a baseline.
    pub model: String,
    /// The country.
    pub country: String,
    /// The month.
    pub month: Month,
    /// Months ahead.
    pub step: i64,
    /// Deaths that came.
    pub deaths: f64,
    /// CRPS, in deaths.
    pub crps: f64,
    /// Ignorance, in bits.
    pub ign: f64,
    /// Interval score of the 90 % interval, in deaths.
    pub mis: f64,
    /// Chance given to at least 25 deaths.
    pub chance_25: f64,
    /// Width of the 90 % interval, in deaths.
    pub width_90: f64,
}

/// Means over a group of country-months.
#[derive(Debug, Clone, Default, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = MeanScores)]
pub struct Means {
    /// Mean CRPS, in deaths.
    pub crps: f64,
    /// Mean ignorance, in bits.
    pub ign: f64,
    /// Mean interval score of the 90 % interval, in deaths.
    pub mis: f64,
    /// Mean Brier score of the chance of at least 25 deaths, 0..1.
    pub brier: f64,
    /// Mean logarithmic score of that chance, in bits.
    pub log_score: f64,
    /// Mean width of the 90 % interval, in deaths: how sharp the forecast is.
    pub width_90: f64,
    /// Share of outcomes within the 90 % interval, 0..1.
    pub held_90_share: f64,
    /// Country-months.
    pub n: i64,
}

/// Means of a model over a year, or over months equally far ahead.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct GroupScore {
    /// Who forecast: `method` or a baseline.
    pub model: String,
    /// The year, or the months ahead.
    pub group: i64,
    /// The means.
    #[serde(flatten)]
    pub means: Means,
}

/// Means of a model over a region.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct RegionScore {
    /// Who forecast.
    pub model: String,
    /// UN M49 code of the region; empty where the country has none.
    pub region: String,
    /// The means.
    #[serde(flatten)]
    pub means: Means,
}

/// Which part of the scores is asked for; all where nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[schema(as = ScoresPart)]
pub struct Part {
    /// One year.
    pub year: Option<i64>,
    /// One number of months ahead, 3 to 14.
    pub step: Option<i64>,
    /// One region, by its UN M49 code.
    pub region: Option<String>,
}

impl Part {
    fn holds(&self, u: &Unit) -> bool {
        self.year.is_none_or(|year| u.month.year() == year)
            && self.step.is_none_or(|step| u.step == step)
            && self.region.as_ref().is_none_or(|region| region_of(&u.country) == region)
    }
}

/// UN M49 code of a country's region; empty where it has none.
fn region_of(country: &str) -> &'static str {
    methods::countries::by_iso3(country).map_or("", |c| c.region)
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

/// A point of the calibration and sharpness plots: chances of about the same height.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Calibration {
    /// Who forecast.
    pub model: String,
    /// Mean chance said.
    pub chance_mean: f64,
    /// Share that happened.
    pub happened_share: f64,
    /// Country-months: how often such a chance was said.
    pub n: usize,
}

/// Everything the page of scores shows.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Ledger {
    /// The backtest it comes from.
    pub backtest: Kept,
    /// The part of it that was asked for.
    pub part: Part,
    /// Regions there are scores of, by their UN M49 codes.
    pub regions: Vec<String>,
    /// Months ahead there are scores of.
    pub steps: Vec<i64>,
    /// By year.
    pub by_year: Vec<GroupScore>,
    /// By months ahead.
    pub by_step: Vec<GroupScore>,
    /// By region.
    pub by_region: Vec<RegionScore>,
    /// How the chances of at least 25 deaths did.
    pub chances: Vec<ChanceScore>,
    /// What each model said against what happened, in ten groups of chances.
    pub calibration: Vec<Calibration>,
    /// Said to be likely (50 % or more), did not come.
    pub false_alarms: Vec<Surprise>,
    /// Came, and was said to be unlikely (below 20 %).
    pub misses: Vec<Surprise>,
    /// The second opinion beside our own stored forecasts; none where none was imported.
    pub second_opinion: Option<OpinionScores>,
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
        return Err(Error::invalid("windows", say!("warning-error-year", year = year.to_string())));
    }
    platform::jobs::queue(app, actor, JOB.name, &serde_json::to_value(Order { windows: windows.to_vec() })?)
}

/// Backtests the method and the baselines on the data at hand and keeps the scores.
pub fn make(app: &App, actor: &Actor, windows: &[i64], watch: &dyn Fn(usize, usize, &str) -> Result<()>) -> Result<Kept> {
    app.require(actor, Needs::Curating)?;
    let nothing = || Error::NotFound(say!("warning-error-nothing-to-score"));
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
    let codes: Vec<&str> = known.panel.countries().iter().map(|id| known.code(*id)).collect();
    let kept = Kept {
        id: platform::clock::new_id(),
        windows,
        made_at: platform::clock::now(),
        method: METHOD.into(),
        release,
        first_months: first::scores(&known.panel, &codes),
    };
    app.work(actor, |work| {
        store::score::add(work, &kept, &found.units, |id| known.code(id).to_owned())?;
        work.record("warning.backtest.made", &kept.id, &format!("seed {SEED} windows {:?}", kept.windows)).map(drop)
    })?;
    Ok(kept)
}

/// All scores of the newest backtest; none where none was made.
pub fn read(app: &App, reader: &Actor) -> Result<Option<Ledger>> {
    read_part(app, reader, &Part::default())
}

/// A part of the scores of the newest backtest; none where none was made.
pub fn read_part(app: &App, reader: &Actor, part: &Part) -> Result<Option<Ledger>> {
    let found = app.read(reader, |c| {
        let Some(backtest) = store::score::newest(c)? else { return Ok(None) };
        let units = store::score::all(c, &backtest.id)?;
        Ok(Some((backtest, units, opinion::score(c)?)))
    })?;
    Ok(found.map(|(backtest, units, second_opinion)| Ledger { second_opinion, ..sum_up(backtest, &units, part) }))
}

fn sum_up(backtest: Kept, units: &[Unit], part: &Part) -> Ledger {
    let mut regions: BTreeSet<&str> = BTreeSet::new();
    let mut steps: BTreeSet<i64> = BTreeSet::new();
    let (mut by_year, mut by_step, mut by_region) = (Sums::new(), Sums::new(), BTreeMap::new());
    let mut said: BTreeMap<&str, Vec<(f64, bool)>> = BTreeMap::new();
    for u in units {
        let region = region_of(&u.country);
        regions.insert(region);
        steps.insert(u.step);
        if !part.holds(u) {
            continue;
        }
        by_year.entry((u.month.year(), &*u.model)).or_default().take(u);
        by_step.entry((u.step, &*u.model)).or_default().take(u);
        by_region.entry((region, &*u.model)).or_insert_with(Sum::default).take(u);
        said.entry(&u.model).or_default().push((u.chance_25, u.deaths >= 25.0));
    }
    let mut chances: Vec<ChanceScore> = said.iter().map(|(model, all)| chance_score(model, 25, all)).collect();
    chances.sort_by(|a, b| b.average_precision.unwrap_or(0.0).total_cmp(&a.average_precision.unwrap_or(0.0)));
    let mut regional: Vec<RegionScore> = by_region
        .into_iter()
        .map(|((region, model), sum)| RegionScore { model: model.to_owned(), region: region.to_owned(), means: sum.means() })
        .collect();
    regional.sort_by(|a, b| a.region.cmp(&b.region).then(a.means.crps.total_cmp(&b.means.crps)));
    Ledger {
        part: part.clone(),
        regions: regions.into_iter().map(str::to_owned).collect(),
        steps: steps.into_iter().collect(),
        by_year: groups(by_year),
        by_step: groups(by_step),
        by_region: regional,
        chances,
        calibration: said.iter().flat_map(|(model, all)| calibration(model, all)).collect(),
        false_alarms: surprises(units, part, |u| u.deaths < 25.0 && u.chance_25 >= 0.5, |u| u.chance_25),
        misses: surprises(units, part, |u| u.deaths >= 25.0 && u.chance_25 < 0.2, |u| u.deaths),
        second_opinion: None,
        backtest,
    }
}

/// Sums by group and model.
type Sums<'a> = BTreeMap<(i64, &'a str), Sum>;

/// Sums on the way to means.
#[derive(Default)]
struct Sum(Means);

impl Sum {
    fn take(&mut self, u: &Unit) {
        let (m, happened) = (&mut self.0, u.deaths >= 25.0);
        m.crps += u.crps;
        m.ign += u.ign;
        m.mis += u.mis;
        m.brier += scores::brier(u.chance_25, happened);
        m.log_score += scores::log_score(u.chance_25, happened);
        m.width_90 += u.width_90;
        // Outside, the interval score is more than the width by a penalty.
        m.held_90_share += f64::from(u8::from(u.mis <= u.width_90 + 1e-9));
        m.n += 1;
    }

    fn means(self) -> Means {
        let Means { crps, ign, mis, brier, log_score, width_90, held_90_share, n } = self.0;
        let mean = |sum: f64| sum / n as f64;
        Means {
            crps: mean(crps),
            ign: mean(ign),
            mis: mean(mis),
            brier: mean(brier),
            log_score: mean(log_score),
            width_90: mean(width_90),
            held_90_share: mean(held_90_share),
            n,
        }
    }
}

/// By group, in each the best first.
fn groups(sums: Sums<'_>) -> Vec<GroupScore> {
    let mut out: Vec<GroupScore> =
        sums.into_iter().map(|((group, model), sum)| GroupScore { model: model.to_owned(), group, means: sum.means() }).collect();
    out.sort_by(|a, b| a.group.cmp(&b.group).then(a.means.crps.total_cmp(&b.means.crps)));
    out
}

fn calibration(model: &str, said: &[(f64, bool)]) -> Vec<Calibration> {
    let one =
        |g: CalibrationGroup| Calibration { model: model.to_owned(), chance_mean: g.chance_mean, happened_share: g.happened_share, n: g.n };
    calibration_groups(said).into_iter().map(one).collect()
}

/// The months of the method that went otherwise than said, the worst first.
fn surprises(units: &[Unit], part: &Part, is_one: fn(&Unit) -> bool, weight: fn(&Unit) -> f64) -> Vec<Surprise> {
    let mut found: Vec<&Unit> = units.iter().filter(|u| u.model == METHOD_ROW && part.holds(u) && is_one(u)).collect();
    found.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then_with(|| a.country.cmp(&b.country)).then(a.month.cmp(&b.month)));
    let one = |u: &Unit| Surprise {
        country: u.country.clone(),
        month: u.month.to_string(),
        step: u.step,
        deaths: u.deaths,
        chance_25: u.chance_25,
    };
    found.into_iter().take(SURPRISES).map(one).collect()
}
