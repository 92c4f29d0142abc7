//! Logistic regression with a ridge.

use std::ops::Range;

/// Rounds of Newton's method at most; eight are enough in practice.
const ROUNDS: usize = 25;

/// Chances out of numbers: log-odds = bias + Σ weight × (number − mean)/deviation.
#[derive(Debug, Clone, PartialEq)]
pub struct Logit {
    bias: f64,
    weights: Vec<f64>,
    means: Vec<f64>,
    deviations: Vec<f64>,
    usual: f64,
}

impl Logit {
    /// Learns by Newton's method with halved steps where a whole one goes too far, minimising
    /// Σ log-loss + ½ · `ridge` · Σ weight². Without rows every chance is a half.
    pub fn learn(rows: &[Vec<f64>], came: &[bool], ridge: f64) -> Logit {
        let (n, width) = (rows.len(), rows.first().map_or(0, Vec::len));
        let mean = |k: usize| rows.iter().map(|r| r[k]).sum::<f64>() / n as f64;
        let means: Vec<f64> = (0..width).map(mean).collect();
        let deviation = |k: usize| (rows.iter().map(|r| (r[k] - means[k]).powi(2)).sum::<f64>() / n as f64).sqrt() + 1e-9;
        let deviations: Vec<f64> = (0..width).map(deviation).collect();
        // A half of a case on each side keeps the share off certainty.
        let usual = (came.iter().filter(|c| **c).count() as f64 + 0.5) / (n as f64 + 1.0);
        let standard = |r: &Vec<f64>| std::iter::once(1.0).chain((0..width).map(|k| (r[k] - means[k]) / deviations[k])).collect();
        let rows: Vec<Vec<f64>> = rows.iter().map(standard).collect();
        let mut beta = vec![0.0; width + 1];
        beta[0] = (usual / (1.0 - usual)).ln();
        descend(&rows, came, ridge, &mut beta);
        Logit { bias: beta[0], weights: beta[1..].to_vec(), means, deviations, usual }
    }

    /// The chance for these numbers, 0..1.
    pub fn chance(&self, numbers: &[f64]) -> f64 {
        sigmoid(self.bias + self.sum(numbers, 0..self.weights.len()))
    }

    /// The share of the rows that came true, 0..1.
    pub fn usual(&self) -> f64 {
        self.usual
    }

    /// What some of the numbers add to the log-odds of an average row.
    pub fn adds(&self, numbers: &[f64], which: Range<usize>) -> f64 {
        self.sum(numbers, which)
    }

    fn sum(&self, numbers: &[f64], which: Range<usize>) -> f64 {
        // Without rows there is nothing to weigh.
        which.take_while(|k| *k < self.weights.len()).map(|k| self.weights[k] * (numbers[k] - self.means[k]) / self.deviations[k]).sum()
    }
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x.clamp(-30.0, 30.0)).exp())
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// The ridge of a weight; the bias has next to none.
fn ridge_of(k: usize, ridge: f64) -> f64 {
    if k == 0 { 1e-6 } else { ridge }
}

fn loss(rows: &[Vec<f64>], came: &[bool], ridge: f64, beta: &[f64]) -> f64 {
    let one = |(row, came): (&Vec<f64>, &bool)| {
        let x = dot(row, beta).clamp(-30.0, 30.0);
        x.exp().ln_1p() - if *came { x } else { 0.0 }
    };
    let penalty: f64 = beta.iter().enumerate().map(|(k, b)| ridge_of(k, ridge) * b * b).sum();
    rows.iter().zip(came).map(one).sum::<f64>() + penalty / 2.0
}

fn descend(rows: &[Vec<f64>], came: &[bool], ridge: f64, beta: &mut Vec<f64>) {
    let mut reached = loss(rows, came, ridge, beta);
    for _ in 0..ROUNDS {
        let Some(step) = newton_step(rows, came, ridge, beta) else { return };
        let mut part = 1.0;
        let (mut next, mut found) = (beta.clone(), reached);
        while part > 1e-3 {
            next = beta.iter().zip(&step).map(|(b, s)| b - part * s).collect();
            found = loss(rows, came, ridge, &next);
            if found <= reached {
                break;
            }
            part /= 2.0;
        }
        if found > reached {
            return;
        }
        let gained = reached - found;
        (*beta, reached) = (next, found);
        if gained < 1e-7 * reached.abs() {
            return;
        }
    }
}

/// Hessian⁻¹ · gradient.
fn newton_step(rows: &[Vec<f64>], came: &[bool], ridge: f64, beta: &[f64]) -> Option<Vec<f64>> {
    let width = beta.len();
    let mut gradient: Vec<f64> = beta.iter().enumerate().map(|(k, b)| ridge_of(k, ridge) * b).collect();
    let mut hessian = vec![vec![0.0; width]; width];
    for (row, came) in rows.iter().zip(came) {
        let chance = sigmoid(dot(row, beta));
        let (miss, curve) = (chance - f64::from(u8::from(*came)), chance * (1.0 - chance));
        for k in 0..width {
            gradient[k] += miss * row[k];
            let scaled = curve * row[k];
            for (cell, x) in hessian[k][..=k].iter_mut().zip(row) {
                *cell += scaled * x;
            }
        }
    }
    for (k, line) in hessian.iter_mut().enumerate() {
        line[k] += ridge_of(k, ridge);
    }
    solve(hessian, gradient)
}

/// Solves a symmetric positive definite system, of which the lower half is given, by
/// Cholesky's decomposition; none where it is not positive definite.
fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Option<Vec<f64>> {
    let n = b.len();
    for i in 0..n {
        for j in 0..=i {
            let rest = a[i][j] - (0..j).map(|k| a[i][k] * a[j][k]).sum::<f64>();
            if i == j {
                if rest <= 0.0 {
                    return None;
                }
                a[i][i] = rest.sqrt();
            } else {
                a[i][j] = rest / a[j][j];
            }
        }
    }
    for i in 0..n {
        b[i] = (b[i] - (0..i).map(|k| a[i][k] * b[k]).sum::<f64>()) / a[i][i];
    }
    for i in (0..n).rev() {
        b[i] = (b[i] - (i + 1..n).map(|k| a[k][i] * b[k]).sum::<f64>()) / a[i][i];
    }
    Some(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved() {
        let x = solve(vec![vec![4.0, 0.0], vec![2.0, 3.0]], vec![10.0, 8.0]).unwrap();
        assert!((x[0] - 1.75).abs() < 1e-12 && (x[1] - 1.5).abs() < 1e-12, "{x:?}");
        assert_eq!(solve(vec![vec![0.0]], vec![1.0]), None);
    }

    #[test]
    fn the_mean_chance_is_the_share_that_came_and_the_sign_counts() {
        let rows: Vec<Vec<f64>> = (0..400).map(|i| vec![f64::from(i % 20), f64::from(i % 7)]).collect();
        let came: Vec<bool> = (0..400).map(|i| i % 20 > 12 && i % 3 > 0).collect();
        let model = Logit::learn(&rows, &came, 1.0);
        let mean = rows.iter().map(|r| model.chance(r)).sum::<f64>() / 400.0;
        let share = came.iter().filter(|c| **c).count() as f64 / 400.0;
        assert!((mean - share).abs() < 1e-3, "{mean} {share}");
        assert!(model.chance(&[19.0, 3.0]) > 0.5 && model.chance(&[0.0, 3.0]) < 0.05);
        assert!(model.adds(&[19.0, 3.0], 0..1) > model.adds(&[19.0, 3.0], 1..2).abs());
    }

    #[test]
    fn without_rows_every_chance_is_a_half() {
        assert_eq!(Logit::learn(&[], &[], 1.0).chance(&[1.0, 2.0]), 0.5);
    }
}
