//! First months and spikes: what the method says where the last year is no guide.

use crate::{country, store};
use methods::borders::borders;
use methods::forecast::first::{self, First, Signals};
use methods::forecast::first_scores::{self, FirstScore};
use methods::forecast::panel::Panel;
use methods::forecast::spike;
use platform::actor::Actor;
use platform::{App, Result};
use serde::{Deserialize, Serialize};

/// The first year whose first months are scored, where the data reach that far back.
const SCORED_FROM: i64 = 2000;

/// The chances that a country without 25 deaths in any of the last 24 months sees such a
/// month again, and what speaks for and against it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FirstMonths {
    /// Chance of a month of at least 25 deaths within 3 months, 0..1.
    pub within_3: f64,
    /// Within 6 months.
    pub within_6: f64,
    /// Within 12 months.
    pub within_12: f64,
    /// The share of such countries, so far, that saw one within 12 months.
    pub usual_12: f64,
    /// What the country's own past adds to the log-odds within 12 months of an average one.
    pub own_past: f64,
    /// What the deaths in neighbouring countries and in the world add.
    pub neighbours: f64,
}

impl From<first::FirstMonths> for FirstMonths {
    fn from(f: first::FirstMonths) -> FirstMonths {
        let [within_3, within_6, within_12] = f.chances;
        FirstMonths { within_3, within_6, within_12, usual_12: f.usual_12, own_past: f.own_past, neighbours: f.neighbours }
    }
}

/// A month without precedent in a country's last quarter, and what the half year after such
/// months brought in all countries.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Spike {
    /// The month, `YYYY-MM`.
    pub month: String,
    /// Its deaths.
    pub deaths: f64,
    /// Median of the twelve observed months before, in deaths.
    pub usual: f64,
    /// Such months of all countries whose half year is known.
    pub n: usize,
    /// Of these: a half year whose mean month had at most a tenth of the deaths.
    pub fell: usize,
    /// Of these: a half year whose mean month had at least half of the deaths.
    pub stayed: usize,
}

impl From<spike::Spike> for Spike {
    fn from(s: spike::Spike) -> Spike {
        let after = s.after;
        Spike { month: s.month.to_string(), deaths: s.deaths, usual: s.usual, n: after.n, fell: after.fell, stayed: after.stayed }
    }
}

/// How one forecaster's chances of a first month did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FirstMonthsScore {
    /// Months within which it may come: 3, 6 or 12.
    pub within_months: usize,
    /// Who forecast: `method`, `share_so_far`, `months_since` or `neighbours`.
    pub model: String,
    /// Area under the precision–recall curve, 0..1; none where it never came.
    pub average_precision: Option<f64>,
    /// Mean squared distance to what happened, 0..1.
    pub brier: f64,
    /// Expected calibration error, 0..1.
    pub calibration_error: f64,
    /// Quiet countries and months.
    pub n: usize,
    /// Of these: a first month came.
    pub came: usize,
    /// First month from which it was forecast, `YYYY-MM`.
    pub from: String,
    /// The last.
    pub until: String,
}

impl From<FirstScore> for FirstMonthsScore {
    fn from(s: FirstScore) -> FirstMonthsScore {
        FirstMonthsScore {
            within_months: s.within_months,
            model: s.model,
            average_precision: s.average_precision,
            brier: s.brier,
            calibration_error: s.calibration_error,
            n: s.n,
            came: s.came,
            from: s.span[0].to_string(),
            until: s.span[1].to_string(),
        }
    }
}

/// A country with its chances of a first month.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct CountryFirst {
    /// The country.
    pub country: String,
    /// Its chances.
    pub chances: FirstMonths,
}

/// Which of the countries with these codes border on one another.
fn borders_of(codes: &[&str]) -> Vec<Vec<usize>> {
    borders(codes, &country::OUTLINES.concat())
}

/// The chances of all quiet countries of a panel at its end, by place; none elsewhere.
pub fn chances(panel: &Panel, codes: &[&str]) -> Vec<Option<FirstMonths>> {
    let Some(now) = panel.months().checked_sub(1) else { return Vec::new() };
    let borders = borders_of(codes);
    let signals = Signals::of(panel, &borders);
    let learned = First::learn(&signals, now);
    let one = |place| {
        let signs = signals.is_quiet(place, now).then(|| signals.signs(place, now))??;
        Some(learned.chances(&signs).into())
    };
    (0..codes.len()).map(one).collect()
}

/// The spikes in the last quarter of a panel, by place.
pub fn spikes(panel: &Panel) -> Vec<Option<Spike>> {
    let after = spike::after(panel);
    (0..panel.countries().len()).map(|place| spike::of(panel, place, after).map(Spike::from)).collect()
}

/// How first months were foreseen, from 2000 on or from ten years after the data's beginning.
pub fn scores(panel: &Panel, codes: &[&str]) -> Vec<FirstMonthsScore> {
    let found = first_scores::scores(panel, &borders_of(codes), SCORED_FROM, panel.last().year());
    found.into_iter().map(FirstMonthsScore::from).collect()
}

/// The quiet countries of a forecast, those most likely to see a first month within a year
/// first.
pub fn of_forecast(app: &App, reader: &Actor, forecast: &str) -> Result<Vec<CountryFirst>> {
    let mut all = app.read(reader, |c| store::forecast::first_months(c, forecast))?;
    all.sort_by(|a, b| b.chances.within_12.total_cmp(&a.chances.within_12).then_with(|| a.country.cmp(&b.country)));
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_those_of_the_map() {
        let codes = ["MLI", "NER", "CHL", "ISL", "DZA"];
        assert_eq!(borders_of(&codes), [vec![1, 4], vec![0, 4], vec![], vec![], vec![0, 1]]);
    }

    #[test]
    fn first_months_are_foreseen_better_than_by_what_is_simple() {
        let Some(shared) = platform::testing::shared_data() else { return };
        let rows = crate::files::series(&shared.join("forecast/cm_ged_sb_history_to_2021-12.csv")).unwrap().rows;
        // Six years are enough to see that it holds, and a fraction of the time.
        let until = methods::forecast::month::Month::of(2005, 12);
        let panel = Panel::from_cells(rows.iter().map(|c| (c.country_id, c.month, c.deaths))).known_until(until);
        let code = |id: &i64| rows.iter().find(|c| c.country_id == *id).and_then(|c| c.iso3.as_deref()).unwrap_or("");
        let codes: Vec<&str> = panel.countries().iter().map(code).collect();
        for rows in scores(&panel, &codes).chunks(4) {
            let (method, others) = rows.split_first().unwrap();
            let best = others.iter().filter_map(|o| o.average_precision).fold(0.0, f64::max);
            assert!(method.average_precision.unwrap() > best && method.calibration_error < 0.02, "{rows:?}");
        }
    }
}
