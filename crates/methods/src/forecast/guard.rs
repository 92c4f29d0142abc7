//! Bounded regret: whatever comes, a forecast loses little more than the country's own last
//! year repeated (*conflictology*) would.
//!
//! CRPS(F, y) = ∫ (F(x) − 1{y ≤ x})² dx (Gneiting & Raftery 2007, eq. 20). Where F ≤ r C and
//! 1 − F ≤ r (1 − C), its integrand is at most r² that of C for *every* outcome y, so that no
//! proof about the future is needed. C is the last twelve months. Below a country's usual
//! scale the pool is free, for there is little to lose; above it a slack that shrinks with
//! the distance lets the forecast speak of more deaths than the last year had.

use super::state::State;

/// How much further than the last year a forecast may lean. Chosen, as the numbers below, on
/// the windows 1995 to 2010.
const RATIO: f64 = 1.1;
/// Chance that is free at the scale itself.
const SLACK: f64 = 0.05;
/// Of a year with a spike at least this share lies at the scale or below.
const SPIKE_SHARE: f64 = 0.5;
/// The scale: this many deaths and this many usual months, at most the third number. Never
/// below 25, so that the chance of 25 deaths stays the sum of the parts unless a pool has
/// forgotten a spike.
const SCALE_FLOOR: f64 = 25.0;
const SCALE_MONTHS: f64 = 10.0;
const SCALE_MAX: f64 = 150.0;

/// The deaths above which a forecast is held to the country's last year.
pub fn scale(state: &State) -> f64 {
    (SCALE_FLOOR + SCALE_MONTHS * state.median_12).min(SCALE_MAX).round()
}

/// Holds the weighted points of a pool to the last year, from `scale` deaths on. Where fewer
/// than twelve months are known there is no year to hold to, and nothing changes.
pub fn hold(mut pool: Vec<(f64, f64)>, year: &[f64], scale: f64) -> Vec<(f64, f64)> {
    if year.len() < 12 {
        return pool;
    }
    pool.sort_by(|a, b| a.0.total_cmp(&b.0));
    let total: f64 = pool.iter().map(|p| p.1).sum();
    let mut own = year.to_vec();
    own.sort_by(f64::total_cmp);
    // Only what lies at the scale and above moves: the points there, and the year's own.
    let from = pool.partition_point(|p| p.0 < scale);
    let mut at: Vec<f64> = pool[from..].iter().map(|p| p.0).chain(own.iter().copied().filter(|x| *x > scale)).chain([scale]).collect();
    at.sort_by(f64::total_cmp);
    at.dedup();
    let share = |x: f64| own.partition_point(|v| *v <= x) as f64 / own.len() as f64;
    // Where most of the year lies at the scale or below, what lies above is a spike; elsewhere
    // there is a war, which may end.
    let is_spike = share(scale) >= SPIKE_SHARE;
    let mut ceilings: Vec<f64> = at.windows(2).map(|pair| (RATIO * share(pair[0]) + SLACK * scale / pair[1]).min(1.0)).collect();
    // What a distribution function has reached it keeps: with a spike the lowest bound ahead holds.
    for index in (1..ceilings.len()).rev().filter(|_| is_spike) {
        ceilings[index - 1] = ceilings[index - 1].min(ceilings[index]);
    }
    // A pool that has forgotten a spike gives up a share of everything below the scale.
    let ceiling = ceilings.first().copied().filter(|_| is_spike).unwrap_or(1.0);
    let mut reached = pool[..from].iter().map(|p| p.1).sum::<f64>() / total;
    let mut given = reached.min(ceiling);
    let kept = if reached > given { given / reached } else { 1.0 };
    let mut out: Vec<(f64, f64)> = pool[..from].iter().map(|(x, weight)| (*x, weight * kept)).collect();
    let mut next = from;
    for (index, x) in at.iter().enumerate() {
        while pool.get(next).is_some_and(|p| p.0 <= *x) {
            reached += pool[next].1 / total;
            next += 1;
        }
        let goal = match at.get(index + 1) {
            // The value holds until the next one, so the next one's slack is the one to keep.
            Some(until) => {
                let slack = SLACK * scale / until;
                reached.max(1.0 - RATIO * (1.0 - share(*x)) - slack).min(ceilings[index])
            }
            None => 1.0,
        };
        if goal > given {
            out.push((*x, (goal - given) * total));
            given = goal;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::draws::weighted_quantile_set;
    use crate::forecast::scores::crps;
    use proptest::prelude::*;

    fn guarded(pool: &[(f64, f64)], year: &[f64]) -> (Vec<f64>, f64) {
        let row: Vec<Option<f64>> = year.iter().copied().map(Some).collect();
        let scale = scale(&State::along(&row)[11].unwrap());
        (weighted_quantile_set(hold(pool.to_vec(), year, scale), 1_000), scale)
    }

    #[test]
    fn a_pool_that_carries_a_spike_on_is_held_to_the_share_it_had() {
        let year = [3.0, 0.0, 2.0, 5.0, 1.0, 0.0, 4.0, 2.0, 3.0, 1.0, 900.0, 1_000.0];
        let (draws, _) = guarded(&[(2.0, 0.5), (900.0, 0.25), (1_000.0, 0.25)], &year);
        let share = draws.iter().filter(|x| **x >= 500.0).count() as f64 / 1_000.0;
        assert!(share < 0.2, "{share}");
    }

    #[test]
    fn a_pool_that_forgets_a_spike_is_held_to_the_share_it_had() {
        let year = [3.0, 0.0, 2.0, 5.0, 1.0, 0.0, 4.0, 2.0, 3.0, 1.0, 900.0, 1_000.0];
        let (draws, scale) = guarded(&[(2.0, 1.0)], &year);
        let share = draws.iter().filter(|x| **x >= 500.0).count() as f64 / 1_000.0;
        // Two months of twelve: at most 1.1 times ten twelfths may lie below them, and the slack.
        let least = 1.0 - RATIO * 10.0 / 12.0 - SLACK * scale / 900.0;
        assert!((least - 0.002..0.1).contains(&share), "{share} of at least {least}");
    }

    #[test]
    fn below_the_scale_nothing_moves_and_a_short_series_is_left_alone() {
        let pool = [(0.0, 0.25), (7.0, 0.5), (24.0, 0.25)];
        assert_eq!(hold(pool.to_vec(), &[0.0; 12], 25.0), pool);
        assert_eq!(hold(vec![(900.0, 1.0)], &[0.0; 3], 25.0), [(900.0, 1.0)]);
    }

    proptest! {
        #[test]
        fn whatever_comes_little_more_is_lost_than_by_the_last_year(
            pool in prop::collection::vec((0.0..20_000.0f64, 0.01..1.0f64), 1..40),
            usual in prop::collection::vec(0.0..30.0f64, 9),
            spike in prop::collection::vec(0.0..20_000.0f64, 3),
            outcome in 0.0..20_000.0f64,
        ) {
            let year: Vec<f64> = usual.iter().chain(&spike).map(|x| x.floor()).collect();
            let pool: Vec<(f64, f64)> = pool.iter().map(|(x, w)| (x.floor(), *w)).collect();
            let (draws, scale) = guarded(&pool, &year);
            // (a + b)² ≤ 1.1 a² + 11 b², and the slack's square adds up to less than the scale.
            let most = 1.1 * RATIO * RATIO * crps(&year, outcome) + 2.0 * scale + 20.0;
            prop_assert!(crps(&draws, outcome) <= most, "{} > {most}", crps(&draws, outcome));
        }
    }
}
