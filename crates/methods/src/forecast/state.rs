//! What a series looks like at a moment: the few numbers that decide which past moments are
//! like it and how much each part of the method counts.

/// Length of [`Shape`].
pub const SHAPE_LEN: usize = 8;

/// A moment's place among all moments of all countries; near ones have a like past.
pub type Shape = [f32; SHAPE_LEN];

/// Length of [`Lean`].
pub const LEAN_LEN: usize = 10;

/// What the weights of the parts depend on.
pub type Lean = [f64; LEAN_LEN];

/// Means of a series over its last months, and how long it has been quiet. Means are over
/// the observed months only, in deaths a month.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct State {
    /// Deaths in the last observed month.
    pub last: f64,
    /// Mean of the last 3 months.
    pub mean_3: f64,
    /// Mean of the last 12 months.
    pub mean_12: f64,
    /// Mean of the last 60 months.
    pub mean_60: f64,
    /// Mean of all months.
    pub mean_all: f64,
    /// Median of the last 12 months: a usual month, which two without precedent do not move.
    pub median_12: f64,
    /// Deaths in the deadliest of the last 3 months.
    pub most_3: f64,
    /// Share of the last 12 months with deaths, 0..1.
    pub active_12_share: f64,
    /// Share of the last 36 months with deaths, 0..1.
    pub active_36_share: f64,
    /// Months since somebody died, at most 240; 240 where nobody ever did.
    pub quiet_months: f64,
}

impl State {
    /// The states at the end of every month of a series; `None` before its first observed
    /// month and in months that were not observed.
    pub fn along(row: &[Option<f64>]) -> Vec<Option<State>> {
        let mut seen: Vec<f64> = Vec::with_capacity(row.len());
        let mut sums = vec![0.0];
        let mut active = vec![0.0];
        let mut quiet = 240.0f64;
        let mut out = Vec::with_capacity(row.len());
        for cell in row {
            let Some(deaths) = *cell else {
                out.push(None);
                continue;
            };
            seen.push(deaths);
            sums.push(sums[seen.len() - 1] + deaths);
            active.push(active[seen.len() - 1] + f64::from(u8::from(deaths > 0.0)));
            quiet = if deaths > 0.0 { 0.0 } else { (quiet + 1.0).min(240.0) };
            let n = seen.len();
            let mean = |sums: &[f64], months: usize| (sums[n] - sums[n.saturating_sub(months)]) / months.min(n) as f64;
            out.push(Some(State {
                last: deaths,
                mean_3: mean(&sums, 3),
                mean_12: mean(&sums, 12),
                mean_60: mean(&sums, 60),
                mean_all: mean(&sums, usize::MAX),
                median_12: median(&seen[n.saturating_sub(12)..]),
                most_3: seen[n.saturating_sub(3)..].iter().copied().fold(0.0, f64::max),
                active_12_share: mean(&active, 12),
                active_36_share: mean(&active, 36),
                quiet_months: quiet,
            }));
        }
        out
    }

    /// Its place among other states. The logarithm makes 10 to 20 as far as 100 to 200; the
    /// factors say how much a difference in each number counts.
    pub fn shape(&self) -> Shape {
        let parts = [
            1.0 * self.last.ln_1p(),
            1.2 * self.mean_3.ln_1p(),
            1.5 * self.mean_12.ln_1p(),
            0.7 * self.mean_60.ln_1p(),
            0.4 * self.mean_all.ln_1p(),
            1.0 * self.active_12_share,
            0.7 * self.active_36_share,
            0.35 * self.quiet_months.ln_1p(),
        ];
        parts.map(|x| x as f32)
    }

    /// What the weights of the parts depend on, `step` months ahead: the level (and its
    /// square), the trend within a year and within five, how far ahead, and whether it is
    /// quiet, and how far the last quarter stands above a usual month, on a scale that is the
    /// same for all levels, so that what follows a spike is learned from all of them. All are
    /// about −2..2.
    pub fn lean(&self, step: usize) -> Lean {
        let level = (self.mean_12.ln_1p() - 1.0) / 2.0;
        let long_trend = ((self.mean_12 + 1.0) / (self.mean_60 + 1.0)).ln();
        [
            1.0,
            level,
            level * level - 1.0,
            ((self.mean_3 + 1.0) / (self.mean_12 + 1.0)).ln(),
            long_trend,
            (step as f64 - 8.5) / 4.0,
            f64::from(u8::from(self.mean_12 == 0.0)),
            f64::from(u8::from(self.mean_60 == 0.0)),
            long_trend.abs(),
            (((self.most_3 + 5.0) / (self.median_12 + 5.0)).ln() - 1.0).max(0.0) / 2.0,
        ]
    }
}

/// The median of some values; zero where there are none.
pub(super) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len();
    if n == 0 { 0.0 } else { f64::midpoint(sorted[(n - 1) / 2], sorted[n / 2]) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_state_counts_only_what_was_observed() {
        let states = State::along(&[None, Some(4.0), None, Some(0.0), Some(0.0)]);
        assert!(states[0].is_none() && states[2].is_none());
        let last = states[4].unwrap();
        assert_eq!((last.last, last.quiet_months, last.active_12_share), (0.0, 2.0, 1.0 / 3.0));
        assert!((last.mean_12 - 4.0 / 3.0).abs() < 1e-12 && (last.mean_3 - 4.0 / 3.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn a_state_does_not_know_what_comes_after(row in prop::collection::vec(prop::option::of(0.0..900.0f64), 1..60), more in prop::collection::vec(prop::option::of(0.0..900.0f64), 0..20)) {
            let longer: Vec<Option<f64>> = row.iter().chain(&more).copied().collect();
            prop_assert_eq!(&State::along(&longer)[..row.len()], &State::along(&row)[..]);
        }
    }
}
