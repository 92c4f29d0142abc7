//! The parts of the method: eleven simple forecasts of the same month, each a weighted set
//! of deaths, which [`super::gate`] learns to mix.
//!
//! Four repeat the country's own past (its last 6 and 12 months; all of it, fading), two
//! spread it out, three ask what followed in the most similar moments of all countries, two
//! stand for *nothing happens* and *anything may happen*.

use super::panel::Panel;
use super::state::{Shape, State};

/// Number of parts.
pub const PARTS: usize = 11;

/// Words of the parts, in their order.
pub const PART_WORDS: [&str; PARTS] = [
    "last_6",
    "last_12",
    "similar",
    "similar_to_year",
    "similar_to_quarter",
    "nothing",
    "anywhere",
    "fading_3",
    "fading_12",
    "spread_12",
    "spread_24",
];

/// Deaths with their weight.
pub type Points = Vec<(f64, f64)>;

/// Similar moments that a forecast listens to.
const SIMILAR: usize = 250;
/// Candidates kept for all steps: those too young for a step fall away.
const CANDIDATES: usize = 3 * SIMILAR;
/// A moment this many months ago counts half: reporting and wars change.
const SIMILAR_HALF_LIFE_MONTHS: f64 = 180.0;
/// Months that a moment needs behind it to be compared with.
const MEMORY_MONTHS: usize = 12;
/// Spread of the spread-out parts: standard deviation of the logarithm.
const SPREAD: f64 = 0.6;
/// (j + ½)/21 quantiles of the standard normal distribution.
const NORMAL: [f64; 21] = [
    -1.980752, -1.465234, -1.179761, -0.967422, -0.791639, -0.637484, -0.497201, -0.366106, -0.24104, -0.119648, 0.0, 0.119648, 0.24104,
    0.366106, 0.497201, 0.637484, 0.791639, 0.967422, 1.179761, 1.465234, 1.980752,
];

/// A moment of a country in the past: its place in the panel, its month, how it looked.
#[derive(Debug, Clone, Copy)]
struct Moment {
    place: u32,
    at: u32,
    shape: Shape,
}

/// All moments of a panel, ready to be compared with.
pub struct Memory<'a> {
    panel: &'a Panel,
    states: Vec<Vec<Option<State>>>,
    moments: Vec<Moment>,
    seed: u64,
}

/// A moment like the present one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// Its country's place in the panel.
    pub place: usize,
    /// Its month, counted from the panel's first.
    pub at: usize,
    /// Its distance, squared; 0 is alike.
    pub distance: f64,
}

impl<'a> Memory<'a> {
    /// Remembers `panel`. `seed` decides among moments that are equally near.
    pub fn of(panel: &'a Panel, seed: u64) -> Memory<'a> {
        let states: Vec<Vec<Option<State>>> = (0..panel.countries().len()).map(|place| State::along(panel.row(place))).collect();
        let mut moments = Vec::new();
        for (place, along) in states.iter().enumerate() {
            for (at, state) in along.iter().enumerate().skip(MEMORY_MONTHS) {
                if let Some(state) = state {
                    moments.push(Moment { place: place as u32, at: at as u32, shape: state.shape() });
                }
            }
        }
        Memory { panel, states, moments, seed }
    }

    /// How the country at `place` looked at the end of month `at`, or at its last observed
    /// month in the half year before; none where it was not observed for longer.
    pub fn state(&self, place: usize, at: usize) -> Option<State> {
        let from = at.saturating_sub(6);
        self.states[place][from..=at].iter().rev().find_map(|s| *s)
    }

    /// The moments most like the end of month `at` in the country at `place`, nearest first,
    /// out of those whose next `step_min` months lie before `at`'s end.
    pub fn nearest(&self, place: usize, at: usize, step_min: usize) -> Vec<Near> {
        let Some(state) = self.state(place, at) else { return Vec::new() };
        let shape = state.shape();
        let mut all: Vec<(f32, u32)> = self
            .moments
            .iter()
            .enumerate()
            .filter(|(_, m)| m.at as usize + step_min <= at)
            .map(|(index, m)| (distance(&shape, &m.shape) + self.chance(index), index as u32))
            .collect();
        if all.len() > CANDIDATES {
            all.select_nth_unstable_by(CANDIDATES, |a, b| a.0.total_cmp(&b.0));
            all.truncate(CANDIDATES);
        }
        all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let near = |(distance, index): (f32, u32)| {
            let moment = self.moments[index as usize];
            Near { place: moment.place as usize, at: moment.at as usize, distance: f64::from(distance) }
        };
        all.into_iter().map(near).collect()
    }

    /// A tiny number that the seed gives each moment (SplitMix64), so that of the many
    /// moments in which nothing ever happened no country is always chosen.
    fn chance(&self, index: usize) -> f32 {
        let mut z = self.seed.wrapping_add((index as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 40) as f32 / (1u64 << 24) as f32 * 1e-4
    }

    /// The values of all countries in the 240 months up to `at`, thinned to a thousand.
    pub fn anywhere(&self, at: usize) -> Points {
        let from = (at + 1).saturating_sub(240);
        let rows = (0..self.panel.countries().len()).map(|place| &self.panel.row(place)[from..=at]);
        let pool: Vec<f64> = rows.flat_map(|row| row.iter().flatten().copied()).collect();
        let set = super::draws::quantile_set(&pool, super::scores::DRAWS);
        set.into_iter().map(|x| (x, 1.0)).collect()
    }

    /// The parts that rest on the country's own past alone, the same for all steps.
    pub fn own(&self, place: usize, at: usize) -> OwnParts {
        let own: Vec<f64> = self.panel.row(place)[..=at].iter().flatten().copied().collect();
        let last = |n: usize| &own[own.len().saturating_sub(n)..];
        OwnParts {
            last_6: even(last(6)),
            last_12: even(last(12)),
            fading_3: fading(last(120), 3.0),
            fading_12: fading(last(120), 12.0),
            spread_12: spread(last(12)),
            spread_24: spread(last(24)),
        }
    }

    /// What followed `step` months after the moments `near`, as it was and scaled to the
    /// country's last year and to its last quarter.
    pub fn followed(&self, near: &[Near], state: &State, at: usize, step: usize) -> [Points; 3] {
        let old_enough = near.iter().filter(|n| n.at + step <= at);
        let followed = old_enough.filter_map(|n| self.panel.row(n.place)[n.at + step].map(|deaths| (n, deaths)));
        let chosen: Vec<(&Near, f64)> = followed.take(SIMILAR).collect();
        let typical = chosen.get(chosen.len() / 2).map_or(0.0, |(n, _)| n.distance);
        let mut out = [Vec::new(), Vec::new(), Vec::new()];
        for (n, deaths) in chosen {
            let then = self.states[n.place][n.at].expect("a moment has a state");
            let weight = 0.5f64.powf((at - n.at) as f64 / SIMILAR_HALF_LIFE_MONTHS) / (1.0 + n.distance / (typical + 0.01));
            let scaled = |now: f64, then: f64| (deaths * (now + 1.0) / (then + 1.0) + 0.5).floor();
            out[0].push((deaths, weight));
            out[1].push((scaled(state.mean_12, then.mean_12), weight));
            out[2].push((scaled(state.mean_3, then.mean_3), weight));
        }
        out
    }
}

/// Parts out of the country's own past.
pub struct OwnParts {
    last_6: Points,
    last_12: Points,
    fading_3: Points,
    fading_12: Points,
    spread_12: Points,
    spread_24: Points,
}

/// All parts of one forecast, in the order of [`PART_WORDS`]; each part's weights sum to one.
pub fn all(own: &OwnParts, followed: [Points; 3], anywhere: &Points) -> [Points; PARTS] {
    let [similar, to_year, to_quarter] = followed;
    let parts = [
        own.last_6.clone(),
        own.last_12.clone(),
        similar,
        to_year,
        to_quarter,
        vec![(0.0, 1.0)],
        anywhere.clone(),
        own.fading_3.clone(),
        own.fading_12.clone(),
        own.spread_12.clone(),
        own.spread_24.clone(),
    ];
    parts.map(|points| sum_to_one(if points.is_empty() { own.last_12.clone() } else { points }))
}

fn sum_to_one(mut points: Points) -> Points {
    let total: f64 = points.iter().map(|p| p.1).sum();
    points.iter_mut().for_each(|p| p.1 /= total);
    points
}

fn distance(a: &Shape, b: &Shape) -> f32 {
    a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum()
}

fn even(values: &[f64]) -> Points {
    values.iter().map(|v| (*v, 1.0)).collect()
}

fn fading(values: &[f64], half_life_months: f64) -> Points {
    let age = |at: usize| (values.len() - 1 - at) as f64;
    values.iter().enumerate().map(|(at, v)| (*v, 0.5f64.powf(age(at) / half_life_months))).collect()
}

fn spread(values: &[f64]) -> Points {
    let around = |v: &f64| NORMAL.map(|z| (((v + 0.5) * (SPREAD * z).exp()).floor(), 1.0));
    values.iter().flat_map(around).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::month::Month;

    fn panel() -> Panel {
        Panel::from_cells((0..4).flat_map(|c| (0..60).map(move |m| (c, Month(m), ((m * (c + 1)) % 7) as f64 * c as f64))))
    }

    #[test]
    fn similar_moments_lie_in_the_past_by_at_least_the_steps() {
        let panel = panel();
        let memory = Memory::of(&panel, 1);
        let near = memory.nearest(2, 59, 3);
        assert!(!near.is_empty() && near.iter().all(|n| n.at + 3 <= 59));
        assert!(near.is_sorted_by(|a, b| a.distance <= b.distance));
    }

    #[test]
    fn every_part_is_a_distribution() {
        let panel = panel();
        let memory = Memory::of(&panel, 1);
        let near = memory.nearest(2, 59, 3);
        let state = memory.state(2, 59).unwrap();
        let parts = all(&memory.own(2, 59), memory.followed(&near, &state, 59, 3), &memory.anywhere(59));
        for (word, points) in PART_WORDS.iter().zip(&parts) {
            let total: f64 = points.iter().map(|p| p.1).sum();
            assert!((total - 1.0).abs() < 1e-9 && points.iter().all(|p| p.0 >= 0.0 && p.1 >= 0.0), "{word}");
        }
    }

    #[test]
    fn the_normal_quantiles_are_symmetric() {
        assert!((0..21).all(|i| (NORMAL[i] + NORMAL[20 - i]).abs() < 1e-12));
    }
}
