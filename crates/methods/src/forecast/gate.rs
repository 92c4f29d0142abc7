//! How much each part counts, learned on the past by minimising the scores themselves.
//!
//! The forecast is a linear pool F = Σ wₖ Fₖ (Stone 1961; Hall & Mitchell 2007) whose weights
//! depend on the state of the series through a softmax: w = softmax(Θᵀz), z =
//! [`State::lean`](super::state::State::lean) (a mixture of experts with fixed experts, Jacobs
//! et al. 1991). On a grid g of deaths the CRPS of a pool is a quadratic form in its weights,
//! Σ_g Δ_g (Σ wₖFₖ(g) − 1{y ≤ g})² = wᵀQw − 2bᵀw + c, and the ignorance is −log₂ of a linear
//! one, so that both scores of a past forecast follow from one small matrix.
//!
//! Minimised is the weighted mean over past forecasts of CRPS/(level + 10), brought to a mean
//! scale of 1/5, plus ten times the ignorance, plus a ridge on Θ, which draws the weights
//! towards equal ones: Adam (Kingma & Ba 2015), 150 steps, from Θ = 0.

use super::parts::{PARTS, Points};
use super::scores::{BIN_EDGES, DRAWS, bin_of};
use super::state::{LEAN_LEN, Lean};
use std::sync::LazyLock;

/// What a bit of ignorance counts against a fifth of the level in CRPS. Chosen, as the ridge
/// and the half-life, on the windows 2005 to 2017.
const IGNORANCE_WEIGHT: f64 = 10.0;
const RIDGE: f64 = 3e-3;
/// A forecast of this many years ago counts half.
const HALF_LIFE_MONTHS: f64 = 240.0;
/// Deaths added to a series' level before its CRPS is divided by it.
const LEVEL_FLOOR: f64 = 10.0;
const STEPS: i32 = 150;
const RATE: f64 = 0.1;

/// Whole numbers of deaths at which distributions are compared: each to 30, then growing by
/// 18 %, to about 37,000.
static GRID: LazyLock<Vec<f64>> = LazyLock::new(|| {
    let mut grid: Vec<f64> = (0..31).map(f64::from).collect();
    grid.extend((0..44).map(|i| (31.0 * 1.18f64.powi(i)).round()));
    grid
});

/// Widths of the grid's steps.
static WIDTHS: LazyLock<Vec<f64>> = LazyLock::new(|| {
    let next = GRID.iter().skip(1).copied().chain([GRID[GRID.len() - 1] * 1.18]);
    GRID.iter().zip(next).map(|(a, b)| b - a).collect()
});

/// The distribution function of weighted points on the grid; weights sum to one.
fn on_grid(points: &Points) -> Vec<f64> {
    let mut steps = vec![0.0; GRID.len()];
    for (deaths, weight) in points {
        let at = GRID.partition_point(|g| g < deaths);
        if let Some(step) = steps.get_mut(at) {
            *step += weight;
        }
    }
    let mut reached = 0.0;
    steps
        .iter()
        .map(|s| {
            reached += s;
            reached
        })
        .collect()
}

/// A past forecast whose outcome is known, reduced to what its scores depend on.
pub struct Lesson {
    lean: Lean,
    quadratic: [[f32; PARTS]; PARTS],
    linear: [f32; PARTS],
    in_bin: [f32; PARTS],
    level: f64,
    weight: f64,
}

impl Lesson {
    /// What `outcome` teaches about `parts`. `level` is the series' mean of 12 months,
    /// `age_months` how long ago the forecast was made, `stands_for` how many forecasts it
    /// stands for.
    pub fn new(lean: Lean, parts: &[Points; PARTS], outcome: f64, level: f64, age_months: f64, stands_for: f64) -> Lesson {
        let functions: Vec<Vec<f64>> = parts.iter().map(on_grid).collect();
        let mut quadratic = [[0.0; PARTS]; PARTS];
        let mut linear = [0.0; PARTS];
        for k in 0..PARTS {
            for l in 0..=k {
                let sum: f64 = WIDTHS.iter().zip(&functions[k]).zip(&functions[l]).map(|((w, a), b)| w * a * b).sum();
                quadratic[k][l] = sum as f32;
                quadratic[l][k] = sum as f32;
            }
            let reached = GRID.iter().zip(WIDTHS.iter()).zip(&functions[k]).filter(|((g, _), _)| outcome <= **g);
            linear[k] = reached.map(|((_, w), f)| w * f).sum::<f64>() as f32;
        }
        let bin = bin_of(outcome);
        let in_bin =
            std::array::from_fn(|k| parts[k].iter().filter(|(deaths, _)| bin_of(*deaths) == bin).map(|(_, w)| *w).sum::<f64>() as f32);
        let weight = stands_for * 0.5f64.powf(age_months / HALF_LIFE_MONTHS);
        Lesson { lean, quadratic, linear, in_bin, level, weight }
    }
}

/// The learned weights.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Gate {
    theta: [[f64; PARTS]; LEAN_LEN],
}

impl Gate {
    /// Equal weights, before anything is learned.
    pub fn even() -> Gate {
        Gate { theta: [[0.0; PARTS]; LEAN_LEN] }
    }

    /// The weights of the parts, which sum to one.
    pub fn weights(&self, lean: &Lean) -> [f64; PARTS] {
        let mut scores = [0.0; PARTS];
        for (row, z) in self.theta.iter().zip(lean) {
            for (score, theta) in scores.iter_mut().zip(row) {
                *score += theta * z;
            }
        }
        let highest = scores.iter().copied().fold(f64::MIN, f64::max);
        let raised = scores.map(|s| (s - highest).exp());
        let total: f64 = raised.iter().sum();
        raised.map(|r| r / total)
    }

    /// Learns from past forecasts; equal weights where there are none.
    pub fn learn(lessons: &[Lesson]) -> Gate {
        let mut gate = Gate::even();
        let total: f64 = lessons.iter().map(|l| l.weight).sum();
        let scaled: f64 = lessons.iter().map(|l| l.weight / (l.level + LEVEL_FLOOR)).sum();
        if total == 0.0 {
            return gate;
        }
        // Brings the mean of the CRPS's factors to 1/5.
        let crps_scale = total / scaled / 5.0;
        let (mut mean, mut square) = ([[0.0; PARTS]; LEAN_LEN], [[0.0; PARTS]; LEAN_LEN]);
        for step in 0..STEPS {
            let gradient = gate.gradient(lessons, total, crps_scale);
            let rate = RATE * (1.0 - f64::from(step) / f64::from(STEPS));
            for j in 0..LEAN_LEN {
                for k in 0..PARTS {
                    let g = gradient[j][k] + RIDGE * gate.theta[j][k];
                    mean[j][k] = 0.9 * mean[j][k] + 0.1 * g;
                    square[j][k] = 0.99 * square[j][k] + 0.01 * g * g;
                    let mean_hat = mean[j][k] / (1.0 - 0.9f64.powi(step + 1));
                    let square_hat: f64 = square[j][k] / (1.0 - 0.99f64.powi(step + 1));
                    gate.theta[j][k] -= rate * mean_hat / (square_hat.sqrt() + 1e-8);
                }
            }
        }
        gate
    }

    fn gradient(&self, lessons: &[Lesson], total: f64, crps_scale: f64) -> [[f64; PARTS]; LEAN_LEN] {
        let draws = DRAWS as f64;
        let smoothed = draws + BIN_EDGES.len() as f64;
        let mut out = [[0.0; PARTS]; LEAN_LEN];
        for lesson in lessons {
            let weights = self.weights(&lesson.lean);
            let share = lesson.weight / total;
            let crps_share = 2.0 * share * crps_scale / (lesson.level + LEVEL_FLOOR);
            let mass: f64 = lesson.in_bin.iter().zip(&weights).map(|(b, w)| f64::from(*b) * w).sum();
            let chance = (draws * mass + 1.0) / smoothed;
            let ignorance_share = IGNORANCE_WEIGHT * share * (draws / smoothed) / (chance * std::f64::consts::LN_2);
            let mut slope = [0.0; PARTS];
            for (k, slope) in slope.iter_mut().enumerate() {
                let pooled: f64 = lesson.quadratic[k].iter().zip(&weights).map(|(q, w)| f64::from(*q) * w).sum();
                *slope = crps_share * (pooled - f64::from(lesson.linear[k])) - ignorance_share * f64::from(lesson.in_bin[k]);
            }
            let average: f64 = slope.iter().zip(&weights).map(|(s, w)| s * w).sum();
            for (row, z) in out.iter_mut().zip(&lesson.lean) {
                for k in 0..PARTS {
                    row[k] += z * weights[k] * (slope[k] - average);
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lesson(outcome: f64) -> Lesson {
        let parts: [Points; PARTS] = std::array::from_fn(|k| vec![(k as f64 * 10.0, 1.0)]);
        Lesson::new([1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], &parts, outcome, 10.0, 0.0, 1.0)
    }

    #[test]
    fn the_part_that_was_right_gains_weight() {
        let gate = Gate::learn(&(0..50).map(|_| lesson(30.0)).collect::<Vec<_>>());
        let weights = gate.weights(&lesson(30.0).lean);
        assert!(weights[3] > 0.5, "{weights:?}");
    }

    #[test]
    fn without_lessons_all_parts_count_alike() {
        assert_eq!(Gate::learn(&[]), Gate::even());
    }

    proptest! {
        #[test]
        fn weights_sum_to_one(lean in prop::array::uniform10(-5.0..5.0f64)) {
            let gate = Gate::learn(&[lesson(0.0), lesson(40.0)]);
            let weights = gate.weights(&lean);
            prop_assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-9 && weights.iter().all(|w| *w >= 0.0));
        }

        #[test]
        fn the_quadratic_form_is_the_crps_of_the_pool(outcome in 0u32..30) {
            let (outcome, even) = (f64::from(outcome), 1.0 / PARTS as f64);
            let l = lesson(outcome);
            let pooled: f64 = l.quadratic.iter().flatten().map(|q| f64::from(*q) * even * even).sum();
            let linear: f64 = l.linear.iter().map(|b| f64::from(*b) * even).sum();
            let constant: f64 = GRID.iter().zip(WIDTHS.iter()).filter(|(g, _)| outcome <= **g).map(|(_, w)| w).sum();
            let draws: Vec<f64> = (0..PARTS).map(|k| k as f64 * 10.0).collect();
            // The grid widens above 30 deaths, so the two agree up to its coarseness.
            prop_assert!((pooled - 2.0 * linear + constant - crate::forecast::scores::crps(&draws, outcome)).abs() < 6.0);
        }
    }
}
