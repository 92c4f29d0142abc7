//! The first month: the chance that a country without 25 deaths in any of the last 24 months
//! sees one within 3, 6 or 12 months, where *the same as last year* says nothing.
//!
//! A logistic regression for each horizon (Cox 1958) with a ridge (le Cessie & van
//! Houwelingen 1992), learned anew from everything known at the cut-off: the outcomes of all
//! such countries and months until then. Its numbers describe the country's own past and the
//! deaths in the countries that it borders on (Buhaug & Gleditsch 2008). Being linear in the
//! log-odds, it is its own explanation.

use super::logit::Logit;
use super::panel::Panel;
use super::state::State;
use serde::{Deserialize, Serialize};

/// Months ahead within which the first month may come.
pub const HORIZONS: [usize; 3] = [3, 6, 12];
/// Months without a month of [`DEATHS`] that make a country quiet.
pub const QUIET_MONTHS: usize = 24;
/// Deaths that make a month the first one.
pub const DEATHS: f64 = 25.0;
/// Every third month teaches: those between say nearly the same.
const LESSON_EVERY_MONTHS: usize = 3;
/// Draws the numbers' weights towards zero. Chosen on the years 2000 to 2010.
const RIDGE: f64 = 10.0;
/// Months since an event that never was.
const NEVER_MONTHS: f64 = 600.0;

/// Places of the countries that each country borders on.
pub type Borders = Vec<Vec<usize>>;

/// What the chance follows from: the numbers about a country at a moment.
pub type Signs = [f64; SIGNS];
/// Number of [`Signs`]: those of the own past, then those of the neighbours and the world.
pub const SIGNS: usize = OWN + AROUND;
const OWN: usize = 12;
const AROUND: usize = 6;
/// Place of the months since the last death among the signs.
pub(super) const SINCE_DEATH: usize = 10;
/// Places of the mean and most deaths of the neighbours' last year.
pub(super) const NEIGHBOURS: [usize; 2] = [12, 13];

/// The chances of a first month in a country, and what speaks for and against them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FirstMonths {
    /// The chances within 3, 6 and 12 months, 0..1, never falling.
    pub chances: [f64; 3],
    /// The share of such countries, so far, that saw one within 12 months, 0..1.
    pub usual_12: f64,
    /// What the country's own past adds to the log-odds of the usual chance within 12 months.
    pub own_past: f64,
    /// What the neighbours and the world add.
    pub neighbours: f64,
}

/// The signs of all countries in all months.
pub struct Signals<'a> {
    panel: &'a Panel,
    borders: &'a [Vec<usize>],
    states: Vec<Vec<Option<State>>>,
    own: Vec<Vec<Option<[f64; OWN]>>>,
}

/// What was learned at a cut-off.
pub struct First {
    models: [Logit; 3],
}

impl<'a> Signals<'a> {
    /// Reads a panel. Signs of a month rest on it and the months before, never on later ones.
    pub fn of(panel: &'a Panel, borders: &'a [Vec<usize>]) -> Signals<'a> {
        let states: Vec<_> = (0..panel.countries().len()).map(|place| State::along(panel.row(place))).collect();
        let own = states.iter().enumerate().map(|(place, along)| own_past(panel.row(place), along)).collect();
        Signals { panel, borders, states, own }
    }

    /// Whether a country was observed in each of the 24 months until `at`, and quiet.
    pub fn is_quiet(&self, place: usize, at: usize) -> bool {
        let Some(from) = (at + 1).checked_sub(QUIET_MONTHS) else { return false };
        self.panel.row(place)[from..=at].iter().all(|x| x.is_some_and(|deaths| deaths < DEATHS))
    }

    /// Whether a first month came within `horizon` months after `at`; none where not known.
    pub fn came(&self, place: usize, at: usize, horizon: usize) -> Option<bool> {
        let months = self.panel.row(place).get(at + 1..=at + horizon)?;
        let came = months.iter().flatten().any(|deaths| *deaths >= DEATHS);
        (came || months.iter().all(Option::is_some)).then_some(came)
    }

    /// The signs of a country that was observed at `at`.
    pub fn signs(&self, place: usize, at: usize) -> Option<Signs> {
        let own = self.own[place][at]?;
        let around: Vec<&State> = self.borders[place].iter().filter_map(|next| self.states[*next][at].as_ref()).collect();
        let most = |value: &dyn Fn(&State) -> f64| around.iter().map(|s| value(s)).fold(0.0, f64::max);
        let year = |s: &State| s.mean_12.ln_1p();
        let world: f64 = self.states.iter().filter_map(|along| along[at].as_ref()).map(|s| s.mean_12).sum();
        let around = [
            around.iter().map(|s| year(s)).sum::<f64>() / around.len().max(1) as f64,
            most(&year),
            most(&|s| s.mean_3.ln_1p()),
            most(&|s| s.mean_3.ln_1p() - year(s)),
            (around.iter().filter(|s| s.mean_12 >= DEATHS).count() as f64).ln_1p(),
            world.ln_1p(),
        ];
        let mut out = [0.0; SIGNS];
        out[..OWN].copy_from_slice(&own);
        out[OWN..].copy_from_slice(&around);
        Some(out)
    }

    /// Signs and outcomes of the quiet countries whose `horizon` months are over by `now`.
    pub(super) fn lessons(&self, now: usize, horizon: usize) -> (Vec<Signs>, Vec<bool>) {
        let last = now.checked_sub(horizon);
        let moments = last.into_iter().flat_map(|last| (QUIET_MONTHS - 1..=last).rev().step_by(LESSON_EVERY_MONTHS));
        let quiet =
            moments.flat_map(|at| (0..self.states.len()).map(move |place| (place, at))).filter(|(place, at)| self.is_quiet(*place, *at));
        quiet.filter_map(|(place, at)| Some((self.signs(place, at)?, self.came(place, at, horizon)?))).unzip()
    }
}

impl First {
    /// Learns from what was known at the end of month `now`.
    pub fn learn(signals: &Signals<'_>, now: usize) -> First {
        let one = |horizon| {
            let (signs, came) = signals.lessons(now, horizon);
            Logit::learn(&signs.iter().map(|s| s.to_vec()).collect::<Vec<_>>(), &came, RIDGE)
        };
        First { models: HORIZONS.map(one) }
    }

    /// The chances of a country with these signs.
    pub fn chances(&self, signs: &Signs) -> FirstMonths {
        let mut chances = [0.0; 3];
        for (at, model) in self.models.iter().enumerate() {
            // Within six months cannot be rarer than within three.
            chances[at] = model.chance(signs).max(chances[at.saturating_sub(1)]);
        }
        let year = &self.models[2];
        FirstMonths { chances, usual_12: year.usual(), own_past: year.adds(signs, 0..OWN), neighbours: year.adds(signs, OWN..SIGNS) }
    }
}

/// The numbers about a country's own past, month by month.
fn own_past(row: &[Option<f64>], along: &[Option<State>]) -> Vec<Option<[f64; OWN]>> {
    let mut seen: Vec<f64> = Vec::with_capacity(row.len());
    let (mut since_25, mut since_death, mut bad_months) = (NEVER_MONTHS, NEVER_MONTHS, 0.0f64);
    let one = |(cell, state): (&Option<f64>, &Option<State>)| {
        let (deaths, state) = ((*cell)?, state.as_ref()?);
        seen.push(deaths);
        since_25 = if deaths >= DEATHS { 0.0 } else { (since_25 + 1.0f64).min(NEVER_MONTHS) };
        since_death = if deaths >= 1.0 { 0.0 } else { (since_death + 1.0f64).min(NEVER_MONTHS) };
        bad_months += f64::from(u8::from(deaths >= DEATHS));
        let last = |n: usize| &seen[seen.len().saturating_sub(n)..];
        let decade = last(120);
        Some([
            state.last.ln_1p(),
            state.mean_3.ln_1p(),
            state.mean_12.ln_1p(),
            state.mean_60.ln_1p(),
            state.mean_all.ln_1p(),
            last(QUIET_MONTHS).iter().copied().fold(0.0, f64::max).ln_1p(),
            state.active_12_share,
            state.active_36_share,
            decade.iter().filter(|x| **x > 0.0).count() as f64 / decade.len() as f64,
            since_25.ln_1p(),
            since_death.ln_1p(),
            (bad_months / 12.0).ln_1p(),
        ])
    };
    row.iter().zip(along).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::month::Month;

    /// Countries in pairs that border on each other: of each pair the second is drawn in six
    /// months after the first, and odd pairs stay quiet.
    fn world(months: i64) -> Panel {
        let deaths = |c: i64, m: i64| {
            let start = 40 + (c / 4) * 17;
            match c % 4 {
                0 if m >= start && m < start + 12 => 60.0,
                1 if m >= start + 6 && m < start + 12 => 60.0,
                _ => 0.0,
            }
        };
        Panel::from_cells((0..24).flat_map(move |c| (0..months).map(move |m| (c, Month(m), deaths(c, m)))))
    }

    fn borders() -> Borders {
        (0..24).map(|c| vec![c ^ 1]).collect()
    }

    #[test]
    fn a_war_next_door_raises_the_chance_and_is_named_as_what_raised_it() {
        let (panel, borders) = (world(130), borders());
        let signals = Signals::of(&panel, &borders);
        // The pair of countries 20 and 21: the war of 20 began in month 125.
        let first = First::learn(&signals, 127);
        let (near, far) = (first.chances(&signals.signs(21, 127).unwrap()), first.chances(&signals.signs(23, 127).unwrap()));
        assert!(near.chances[2] > 3.0 * far.chances[2], "{near:?} {far:?}");
        assert!(near.neighbours > near.own_past.abs(), "{near:?}");
        assert!(near.chances.is_sorted());
    }

    #[test]
    fn what_comes_later_changes_no_chance() {
        let borders = borders();
        let told = |panel: &Panel| {
            let signals = Signals::of(panel, &borders);
            First::learn(&signals, 99).chances(&signals.signs(17, 99).unwrap())
        };
        let changed = Panel::from_cells((0..24).flat_map(|c| {
            let panel = world(130);
            (0..130).map(move |m| (c, Month(m), if m > 99 { 777.0 } else { panel.get(c, Month(m)).unwrap() })).collect::<Vec<_>>()
        }));
        assert_eq!(told(&world(130)), told(&changed));
        assert_eq!(told(&world(130)), told(&world(100)));
    }

    #[test]
    fn a_country_is_quiet_only_where_all_24_months_were_observed() {
        let mut cells: Vec<(i64, Month, f64)> = (0..30).map(|m| (1, Month(m), 3.0)).collect();
        cells.extend((0..30).filter(|m| *m != 20).map(|m| (2, Month(m), 3.0)));
        cells.extend((0..30).map(|m| (3, Month(m), if m == 10 { 25.0 } else { 0.0 })));
        let panel = Panel::from_cells(cells);
        let borders = vec![Vec::new(); 3];
        let signals = Signals::of(&panel, &borders);
        assert_eq!([0, 1, 2].map(|place| signals.is_quiet(place, 29)), [true, false, false]);
        assert_eq!(signals.came(0, 25, 3), Some(false));
        assert_eq!(signals.came(0, 28, 3), None);
    }
}
