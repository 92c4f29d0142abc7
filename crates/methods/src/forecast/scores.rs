//! How good a forecast was, by the measures of the field.
//!
//! All scores are negatively oriented (smaller is better) unless a line says otherwise. A
//! forecast is a set of draws: any number of equally likely values, in any order.

use std::f64::consts::PI;

/// Lower edges of the challenge's bins of deaths a month; the last bin has no upper edge.
pub const BIN_EDGES: [f64; 11] = [0.0, 0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5];

/// Draws that the challenge brings every forecast to before it counts bins.
pub const DRAWS: usize = 1_000;

/// The bin that a number of deaths falls into, from 0.
pub fn bin_of(deaths: f64) -> usize {
    BIN_EDGES.iter().rposition(|edge| deaths >= *edge).unwrap_or(0)
}

/// Continuous ranked probability score of a sample:
/// mean |x − y| − ½ · mean |x − x′| over all pairs of draws, each also with itself
/// (Gneiting & Raftery 2007, *JASA* 102, eq. 21, with the empirical distribution), in deaths.
/// O(m log m): Σ|xᵢ − xⱼ| = 2 Σ (2i − m − 1) x₍ᵢ₎ over the sorted draws, i from 1.
///
/// NaN where there are no draws.
pub fn crps(draws: &[f64], outcome: f64) -> f64 {
    let mut sorted = draws.to_vec();
    sorted.sort_by(f64::total_cmp);
    crps_sorted(&sorted, outcome)
}

/// [`crps`] of draws that are sorted already.
pub fn crps_sorted(sorted: &[f64], outcome: f64) -> f64 {
    let m = sorted.len() as f64;
    let distance: f64 = sorted.iter().map(|x| (x - outcome).abs()).sum();
    let spread: f64 = sorted.iter().zip(1..).map(|(x, i)| (2.0 * f64::from(i) - m - 1.0) * x).sum();
    distance / m - spread / (m * m)
}

/// Ignorance score in bits: −log₂ of the probability of the bin that came true, where one
/// pseudo-draw is added to each of the 11 bins: −log₂((c + 1) / (n + 11))
/// (Roulston & Smith 2002, *Monthly Weather Review* 130, with the additive smoothing of the
/// VIEWS challenge). Sets of other than 1,000 draws are first brought to 1,000, as the
/// challenge does: see [`to_challenge_size`].
pub fn ignorance(draws: &[f64], outcome: f64) -> f64 {
    let resized;
    let draws = if draws.len() == DRAWS {
        draws
    } else {
        resized = to_challenge_size(draws);
        &resized
    };
    let bin = bin_of(outcome);
    let hits = draws.iter().filter(|x| bin_of(**x) == bin).count();
    -(((hits + 1) as f64) / ((draws.len() + BIN_EDGES.len()) as f64)).log2()
}

/// Interval score of the central 90 % interval (α = 0.1):
/// (u − l) + (2/α)(l − y)[y < l] + (2/α)(y − u)[y > u], with linear quantiles
/// (Gneiting & Raftery 2007, eq. 43), in deaths.
pub fn interval_score(draws: &[f64], outcome: f64) -> f64 {
    let mut sorted = draws.to_vec();
    sorted.sort_by(f64::total_cmp);
    interval_score_sorted(&sorted, outcome)
}

/// [`interval_score`] of draws that are sorted already.
pub fn interval_score_sorted(sorted: &[f64], outcome: f64) -> f64 {
    const ALPHA: f64 = 0.1;
    let low = quantile_sorted(sorted, ALPHA / 2.0);
    let high = quantile_sorted(sorted, 1.0 - ALPHA / 2.0);
    let below = if outcome < low { 2.0 / ALPHA * (low - outcome) } else { 0.0 };
    let above = if outcome > high { 2.0 / ALPHA * (outcome - high) } else { 0.0 };
    high - low + below + above
}

/// The `share` quantile of sorted values, linear between order statistics (type 7 of Hyndman
/// & Fan 1996). NaN where there are no values.
pub fn quantile_sorted(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let at = share.clamp(0.0, 1.0) * last as f64;
    let below = at.floor() as usize;
    let above = (below + 1).min(last);
    sorted[below] + (at - below as f64) * (sorted[above] - sorted[below])
}

/// Brings a set of draws to 1,000 as the challenge's code does before it counts bins: the
/// draws are read as one period of a signal and resampled through its Fourier coefficients;
/// what falls below zero becomes zero. (For twelve draws the wave between the draws gives
/// some weight to the bins between them, so the order of the draws matters.)
pub fn to_challenge_size(draws: &[f64]) -> Vec<f64> {
    let n = draws.len();
    if n == 0 || n > DRAWS {
        return crate::forecast::draws::quantile_set(draws, DRAWS);
    }
    let half = n / 2;
    let coefficient = |k: usize| {
        let turn = |j: usize| -2.0 * PI * ((j * k) % n) as f64 / n as f64;
        let re: f64 = draws.iter().enumerate().map(|(j, x)| x * turn(j).cos()).sum();
        let im: f64 = draws.iter().enumerate().map(|(j, x)| x * turn(j).sin()).sum();
        (re / n as f64, im / n as f64)
    };
    let coefficients: Vec<(f64, f64)> = (0..=half).map(coefficient).collect();
    let value = |j: usize| {
        let mut sum = coefficients[0].0;
        for (k, (re, im)) in coefficients.iter().enumerate().skip(1) {
            let turn = 2.0 * PI * ((j * k) % DRAWS) as f64 / DRAWS as f64;
            // The highest coefficient of an even number of draws stands for itself alone.
            let twice = if n.is_multiple_of(2) && k == half { 1.0 } else { 2.0 };
            sum += twice * (re * turn.cos() - im * turn.sin());
        }
        // What rounding leaves of a zero is a zero.
        if sum.abs() < 1e-9 { 0.0 } else { sum.max(0.0) }
    };
    (0..DRAWS).map(value).collect()
}

/// Brier score of a chance: (p − o)² with o = 1 where it happened (Brier 1950).
pub fn brier(chance: f64, happened: bool) -> f64 {
    (chance - f64::from(u8::from(happened))).powi(2)
}

/// Logarithmic score of a chance in bits. Chances are held within 1/2,000 of certainty, half
/// of what 1,000 draws can tell, so that one surprise is not infinite.
pub fn log_score(chance: f64, happened: bool) -> f64 {
    let held = chance.clamp(0.0005, 0.9995);
    -(if happened { held } else { 1.0 - held }).log2()
}

/// One group of chances of nearly the same size.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct CalibrationGroup {
    /// Mean chance of the group, 0..1.
    pub chance_mean: f64,
    /// Share of the group that happened, 0..1.
    pub happened_share: f64,
    /// Chances in the group.
    pub n: usize,
}

/// Chances sorted into ten groups of equal width, [0, 0.1), [0.1, 0.2) …; empty ones are
/// left out. This is the table behind a calibration plot.
pub fn calibration_groups(chances: &[(f64, bool)]) -> Vec<CalibrationGroup> {
    let mut groups = [(0.0, 0usize, 0usize); 10];
    for (chance, happened) in chances {
        let group = &mut groups[((chance * 10.0) as usize).min(9)];
        group.0 += chance;
        group.1 += usize::from(*happened);
        group.2 += 1;
    }
    let full = groups.into_iter().filter(|(_, _, n)| *n > 0);
    full.map(|(sum, hits, n)| CalibrationGroup { chance_mean: sum / n as f64, happened_share: hits as f64 / n as f64, n }).collect()
}

/// Expected calibration error: the mean distance between what was said and what happened
/// over the ten groups, weighted by their sizes (Naeini, Cooper & Hauskrecht 2015), 0..1.
pub fn calibration_error(chances: &[(f64, bool)]) -> f64 {
    let total = chances.len() as f64;
    calibration_groups(chances).iter().map(|g| g.n as f64 / total * (g.chance_mean - g.happened_share).abs()).sum()
}

/// Area under the precision–recall curve as average precision, Σ (Rₙ − Rₙ₋₁) Pₙ over the
/// distinct chances from high to low (Davis & Goadrich 2006), 0..1, larger is better. Equal
/// chances count together. NaN where nothing happened.
pub fn average_precision(chances: &[(f64, bool)]) -> f64 {
    let mut sorted = chances.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let positives = sorted.iter().filter(|(_, happened)| *happened).count() as f64;
    if positives == 0.0 {
        return f64::NAN;
    }
    let (mut hits, mut seen, mut area) = (0.0, 0.0, 0.0);
    for group in sorted.chunk_by(|a, b| a.0 == b.0) {
        let more = group.iter().filter(|(_, happened)| *happened).count() as f64;
        seen += group.len() as f64;
        hits += more;
        area += more / positives * (hits / seen);
    }
    area
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_crps_of_one_draw_is_its_distance() {
        assert_eq!(crps(&[5.0], 8.0), 3.0);
        assert_eq!(crps(&[0.0, 10.0], 0.0), 5.0 - 2.5);
    }

    #[test]
    fn ignorance_adds_one_draw_to_each_bin() {
        let zeros = vec![0.0; 1000];
        assert!((ignorance(&zeros, 0.0) - -(1001.0f64 / 1011.0).log2()).abs() < 1e-12);
        assert!((ignorance(&zeros, 7.0) - 1011.0f64.log2()).abs() < 1e-12);
    }

    #[test]
    fn the_interval_score_punishes_what_lies_outside() {
        let draws: Vec<f64> = (0..=100).map(f64::from).collect();
        assert_eq!(interval_score(&draws, 50.0), 90.0);
        assert_eq!(interval_score(&draws, 100.0), 90.0 + 20.0 * 5.0);
    }

    #[test]
    fn resampling_keeps_constant_draws_and_passes_through_the_others() {
        assert!(to_challenge_size(&[4.0; 12]).iter().all(|x| (x - 4.0).abs() < 1e-9));
        let resampled = to_challenge_size(&[0.0, 10.0, 20.0, 10.0]);
        for (at, expected) in [(0, 0.0), (250, 10.0), (500, 20.0), (750, 10.0)] {
            assert!((resampled[at] - expected).abs() < 1e-6, "{at}: {}", resampled[at]);
        }
    }

    #[test]
    fn a_perfect_order_has_an_area_of_one() {
        assert_eq!(average_precision(&[(0.9, true), (0.8, true), (0.1, false)]), 1.0);
        assert!((average_precision(&[(0.5, true), (0.5, false)]) - 0.5).abs() < 1e-12);
        assert!(average_precision(&[(0.5, false)]).is_nan());
    }

    #[test]
    fn chances_that_come_true_as_often_as_said_have_no_calibration_error() {
        let chances: Vec<(f64, bool)> = (0..100).map(|i| (0.25, i % 4 == 0)).collect();
        assert!(calibration_error(&chances) < 1e-12);
    }

    proptest! {
        #[test]
        fn the_sorted_sum_is_the_sum_over_all_pairs(draws in prop::collection::vec(0.0..5_000.0f64, 1..60), y in 0.0..5_000.0f64) {
            let m = draws.len() as f64;
            let distance: f64 = draws.iter().map(|x| (x - y).abs()).sum::<f64>() / m;
            let pairs: f64 = draws.iter().flat_map(|a| draws.iter().map(move |b| (a - b).abs())).sum::<f64>() / (m * m);
            prop_assert!((crps(&draws, y) - (distance - 0.5 * pairs)).abs() < 1e-6);
        }

        #[test]
        fn no_score_is_negative(draws in prop::collection::vec(0.0..5_000.0f64, 1..60), y in 0.0..5_000.0f64) {
            prop_assert!(crps(&draws, y) >= -1e-9);
            prop_assert!(ignorance(&draws, y) > 0.0);
            prop_assert!(interval_score(&draws, y) >= -1e-9);
        }

        #[test]
        fn every_number_of_deaths_has_one_bin(y in 0.0..100_000.0f64) {
            let bin = bin_of(y);
            prop_assert!(y >= BIN_EDGES[bin] && (bin == 10 || y < BIN_EDGES[bin + 1]));
        }
    }
}
