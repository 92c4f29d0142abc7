//! The draws of a country, written, read and counted.

use super::{Known, MonthForecast, Similar};
use crate::first::{FirstMonths, Spike};
use methods::forecast::model::SimilarMoment;
use methods::forecast::panel::Panel;
use methods::forecast::scores::quantile_sorted;
use methods::forecast::{draws, model};

/// A country's forecast on its way into the database.
pub struct CountryDraws {
    /// Its code.
    pub code: String,
    /// Months observed until the cut-off.
    pub observed_months: usize,
    /// Mean deaths of the last 12 observed months.
    pub deaths_12_mean: f64,
    /// The forecasts.
    pub months: Vec<model::Forecast>,
    /// Moments like now.
    pub similar: Vec<Similar>,
    /// A month without precedent.
    pub spike: Option<Spike>,
    /// The chances of a first month.
    pub first_months: Option<FirstMonths>,
}

impl CountryDraws {
    pub(super) fn new(
        known: &Known,
        panel: &Panel,
        place: usize,
        months: Vec<model::Forecast>,
        similar: Vec<SimilarMoment>,
    ) -> CountryDraws {
        let last = panel.last_observed(place, 12);
        let one = |s: SimilarMoment| Similar {
            country: known.code(s.country).to_owned(),
            month: s.month.to_string(),
            distance: s.distance,
            before: s.before,
            after: s.after,
        };
        CountryDraws {
            code: known.code(panel.countries()[place]).to_owned(),
            observed_months: panel.row(place).iter().flatten().count(),
            deaths_12_mean: last.iter().sum::<f64>() / last.len().max(1) as f64,
            months,
            similar: similar.into_iter().map(one).collect(),
            spike: None,
            first_months: None,
        }
    }

    /// What the draws of a month say.
    pub fn summary(&self, forecast: &model::Forecast) -> MonthForecast {
        let at = |share: f64| quantile_sorted(&forecast.draws, share);
        let least = (2.0 * self.deaths_12_mean).max(25.0);
        let lull = self.deaths_12_mean >= 1.0;
        let at_most_half = forecast.draws.iter().filter(|d| **d <= self.deaths_12_mean / 2.0).count() as f64;
        MonthForecast {
            country: self.code.clone(),
            step: forecast.step as i64,
            month: forecast.month.to_string(),
            deaths_mean: forecast.mean(),
            deaths_median: at(0.5),
            chance_1: forecast.chance_of(1.0),
            chance_25: forecast.chance_of(25.0),
            chance_100: forecast.chance_of(100.0),
            chance_1000: forecast.chance_of(1_000.0),
            chance_escalation: forecast.chance_of(least),
            chance_lull: lull.then(|| at_most_half / forecast.draws.len() as f64),
            interval_50: [at(0.25), at(0.75)],
            interval_80: [at(0.1), at(0.9)],
            interval_95: [at(0.025), at(0.975)],
        }
    }
}

/// The draws as `value*times`, from low to high.
pub fn write_draws(draws: &[f64]) -> String {
    let groups = draws.chunk_by(|a, b| a == b).map(|same| format!("{}*{}", same[0], same.len()));
    groups.collect::<Vec<_>>().join(" ")
}

/// The draws that [`write_draws`] wrote.
pub fn read_draws(text: &str) -> Vec<f64> {
    let groups = text
        .split(' ')
        .filter_map(|group| group.split_once('*'))
        .filter_map(|(value, times)| Some((value.parse().ok()?, times.parse().ok()?)));
    groups.flat_map(|(value, times): (f64, usize)| std::iter::repeat_n(value, times)).collect()
}

/// The chance of at least `deaths` among stored draws.
pub fn chance_among(draws_text: &str, deaths: f64) -> f64 {
    draws::chance_of(&read_draws(draws_text), deaths)
}
