//! The forecasting method: parts, mixed by weights learned on the past.

use super::draws::{chance_of, weighted_quantile_set};
use super::gate::{Gate, Lesson};
use super::guard;
use super::month::Month;
use super::panel::Panel;
use super::parts::{self, Memory, Near, PART_WORDS, PARTS, Points};
use super::scores::DRAWS;
use super::state::State;
use serde::{Deserialize, Serialize};

/// Version of the method: every change that can change a draw gives it a new one.
pub const METHOD: &str = "pool-2";

/// Months ahead that are forecast.
pub const STEPS: std::ops::RangeInclusive<usize> = 1..=14;

/// Months ahead from which the weights are learned; those between lie between.
const LESSON_STEPS: [usize; 6] = [1, 3, 6, 9, 12, 14];
/// Months between the moments from which the weights are learned.
const LESSON_EVERY_MONTHS: usize = 6;
/// Months of data that a moment needs behind it to teach.
const LESSON_MEMORY_MONTHS: usize = 24;
/// Of countries quiet for five years one in four teaches, and stands for four.
const QUIET_THINNING: usize = 4;

/// A method that has learned from everything known at its cut-off, and nothing later.
pub struct Model<'a> {
    memory: Memory<'a>,
    panel: &'a Panel,
    gate: Gate,
    anywhere: Points,
}

/// The forecast for one country and month.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Forecast {
    /// The country.
    pub country: i64,
    /// The month forecast.
    pub month: Month,
    /// How many months after the cut-off it lies.
    pub step: usize,
    /// 1,000 equally likely numbers of deaths, sorted.
    pub draws: Vec<f64>,
    /// How much each part counts, and what it expects.
    pub parts: Vec<PartShare>,
}

/// What one part says.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PartShare {
    /// Its word, as in [`PART_WORDS`].
    pub part: &'static str,
    /// How much it counts, 0..1; all sum to one.
    pub weight_share: f64,
    /// The deaths it expects (the mean of its distribution).
    pub deaths_mean: f64,
    /// Its chance of at least 25 deaths, 0..1.
    pub chance_25: f64,
}

/// A moment of the past that looked like now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SimilarMoment {
    /// Its country.
    pub country: i64,
    /// Its last month.
    pub month: Month,
    /// How unlike it is: 0 is alike, 1 is a difference of e-fold in one number.
    pub distance: f64,
    /// Deaths in the 12 months up to it; none where not observed.
    pub before: Vec<Option<f64>>,
    /// Deaths in the 12 months after it; none where not observed.
    pub after: Vec<Option<f64>>,
}

impl Forecast {
    /// The chance of at least `deaths`, 0..1, off certainty by at least half a draw.
    pub fn chance_of(&self, deaths: f64) -> f64 {
        let half_a_draw = 0.5 / DRAWS as f64;
        chance_of(&self.draws, deaths).clamp(half_a_draw, 1.0 - half_a_draw)
    }

    /// The mean of the draws, in deaths.
    pub fn mean(&self) -> f64 {
        self.draws.iter().sum::<f64>() / self.draws.len() as f64
    }
}

impl<'a> Model<'a> {
    /// Learns from all of `known`, whose last month is the cut-off. The same `known` and
    /// `seed` give the same forecasts, draw by draw.
    pub fn train(known: &'a Panel, seed: u64) -> Model<'a> {
        let memory = Memory::of(known, seed);
        let now = known.months().saturating_sub(1);
        let lessons = lessons(known, &memory, now);
        let anywhere = if known.months() == 0 { Vec::new() } else { memory.anywhere(now) };
        Model { gate: Gate::learn(&lessons), memory, panel: known, anywhere }
    }

    /// Forecasts the country at `place`, for each of `steps` months after the cut-off; empty
    /// where it was not observed in the last half year.
    pub fn forecast(&self, place: usize, steps: impl IntoIterator<Item = usize>) -> Vec<Forecast> {
        let now = self.panel.months() - 1;
        let Some(state) = self.memory.state(place, now) else { return Vec::new() };
        let own = self.memory.own(place, now);
        let near = self.memory.nearest(place, now, *STEPS.start());
        let one = |step: usize| {
            let parts = parts::all(&own, self.memory.followed(&near, &state, now, step), &self.anywhere);
            self.pool(place, step, &state, &parts)
        };
        steps.into_iter().map(one).collect()
    }

    /// The moments of all countries most like the present one of the country at `place`, at
    /// most one a country and year, and what followed. Nearest first.
    pub fn similar(&self, place: usize, n: usize) -> Vec<SimilarMoment> {
        let now = self.panel.months() - 1;
        let mut seen = std::collections::HashSet::new();
        // At least a year must have followed, so that there is something to learn from.
        let near = self.memory.nearest(place, now, 12);
        let one = |near: &Near| {
            let row = self.panel.row(near.place);
            SimilarMoment {
                country: self.panel.countries()[near.place],
                month: self.panel.first().plus(near.at as i64),
                distance: near.distance.sqrt(),
                before: row[near.at.saturating_sub(11)..=near.at].to_vec(),
                after: row[near.at + 1..=near.at + 12].to_vec(),
            }
        };
        near.iter().filter(|near| near.place != place && seen.insert((near.place, near.at / 12))).take(n).map(one).collect()
    }

    fn pool(&self, place: usize, step: usize, state: &State, parts: &[Points; PARTS]) -> Forecast {
        let weights = self.gate.weights(&state.lean(step));
        let share = |k: usize| PartShare {
            part: PART_WORDS[k],
            weight_share: weights[k],
            deaths_mean: parts[k].iter().map(|(deaths, w)| deaths * w).sum(),
            chance_25: parts[k].iter().filter(|(deaths, _)| *deaths >= 25.0).map(|(_, w)| w).sum(),
        };
        let pooled = parts.iter().zip(&weights).flat_map(|(points, weight)| points.iter().map(move |(deaths, w)| (*deaths, w * weight)));
        let held = guard::hold(pooled.collect(), &self.panel.last_observed(place, 12), guard::scale(state));
        Forecast {
            country: self.panel.countries()[place],
            month: self.panel.last().plus(step as i64),
            step,
            draws: weighted_quantile_set(held, DRAWS),
            parts: (0..PARTS).map(share).collect(),
        }
    }
}

/// Every past forecast from which the weights are learned: made twice a year with what was
/// known then, its outcome known by `now`.
fn lessons(panel: &Panel, memory: &Memory<'_>, now: usize) -> Vec<Lesson> {
    let mut out = Vec::new();
    let moments = (1..).map(|back| now.checked_sub(back * LESSON_EVERY_MONTHS)).map_while(|at| at.filter(|at| *at >= LESSON_MEMORY_MONTHS));
    for (turn, at) in moments.enumerate() {
        let anywhere = memory.anywhere(at);
        for place in 0..panel.countries().len() {
            let Some(state) = memory.state(place, at) else { continue };
            let is_quiet = state.mean_60 == 0.0;
            if is_quiet && (place + turn) % QUIET_THINNING != 0 {
                continue;
            }
            let stands_for = if is_quiet { QUIET_THINNING as f64 } else { 1.0 };
            let own = memory.own(place, at);
            let near = memory.nearest(place, at, LESSON_STEPS[0]);
            for step in LESSON_STEPS.into_iter().filter(|step| at + step <= now) {
                let Some(outcome) = panel.row(place)[at + step] else { continue };
                let parts = parts::all(&own, memory.followed(&near, &state, at, step), &anywhere);
                out.push(Lesson::new(state.lean(step), &parts, outcome, state.mean_12, (now - at) as f64, stands_for));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panel(months: i64, later: f64) -> Panel {
        let deaths = move |c: i64, m: i64| if m >= 100 { later } else { ((m * 7 + c * 13) % 11 * c) as f64 };
        Panel::from_cells((0..6).flat_map(move |c| (0..months).map(move |m| (c, Month(m), deaths(c, m)))))
    }

    #[test]
    fn changing_later_data_changes_no_byte_of_a_forecast() {
        let forecast = |panel: &Panel| {
            let known = panel.known_until(Month(99));
            let model = Model::train(&known, 7);
            serde_json::to_string(&(0..6).map(|place| model.forecast(place, STEPS)).collect::<Vec<_>>()).unwrap()
        };
        assert_eq!(forecast(&panel(120, 0.0)), forecast(&panel(120, 9_999.0)));
        assert_eq!(forecast(&panel(120, 0.0)), forecast(&panel(100, 0.0)));
    }

    #[test]
    fn a_forecast_has_a_thousand_draws_and_parts_that_sum_to_one() {
        let panel = panel(100, 0.0);
        let model = Model::train(&panel, 7);
        for forecast in model.forecast(3, STEPS) {
            assert_eq!(forecast.draws.len(), DRAWS);
            assert!(forecast.draws.is_sorted() && forecast.draws[0] >= 0.0);
            assert!((forecast.parts.iter().map(|p| p.weight_share).sum::<f64>() - 1.0).abs() < 1e-9);
            assert_eq!(forecast.month, Month(99).plus(forecast.step as i64));
        }
    }

    #[test]
    fn similar_moments_are_of_other_countries_and_have_a_year_behind_them() {
        let panel = panel(100, 0.0);
        let similar = Model::train(&panel, 7).similar(3, 5);
        assert_eq!(similar.len(), 5);
        assert!(similar.iter().all(|s| s.country != 3 && s.month.0 + 12 <= 99 && s.after.len() == 12));
    }

    #[test]
    fn a_country_that_is_no_longer_observed_gets_no_forecast() {
        let mut cells: Vec<(i64, Month, f64)> = (0..100).map(|m| (1, Month(m), 1.0)).collect();
        cells.extend((0..50).map(|m| (2, Month(m), 1.0)));
        let panel = Panel::from_cells(cells);
        let model = Model::train(&panel, 7);
        assert_eq!(model.forecast(0, STEPS).len(), 14);
        assert!(model.forecast(1, STEPS).is_empty());
    }
}
