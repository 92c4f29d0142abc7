//! Sets of equally likely values that stand for a distribution.

/// `n` equally likely values that stand for `values`: their (i + ½)/n quantiles, by the
/// inverse of the empirical distribution, so that each is one of the values. Empty where
/// `values` is.
pub fn quantile_set(values: &[f64], n: usize) -> Vec<f64> {
    let weighted: Vec<(f64, f64)> = values.iter().map(|v| (*v, 1.0)).collect();
    weighted_quantile_set(weighted, n)
}

/// [`quantile_set`] of values with weights (any positive scale).
pub fn weighted_quantile_set(mut values: Vec<(f64, f64)>, n: usize) -> Vec<f64> {
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let total: f64 = values.iter().map(|(_, w)| w).sum();
    let mut out = Vec::with_capacity(n);
    let (mut at, mut reached) = (0, values.first().map_or(0.0, |(_, w)| *w));
    for i in 0..n {
        let goal = (i as f64 + 0.5) / n as f64 * total;
        // A hair of tolerance: sums of weights must not miss their own total.
        while reached < goal * (1.0 - 1e-12) && at + 1 < values.len() {
            at += 1;
            reached += values[at].1;
        }
        if let Some((value, _)) = values.get(at) {
            out.push(*value);
        }
    }
    out
}

/// The share of draws that reach `threshold`, 0..1.
pub fn chance_of(draws: &[f64], threshold: f64) -> f64 {
    draws.iter().filter(|x| **x >= threshold).count() as f64 / draws.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_quantile_set_repeats_values_by_their_weight() {
        assert_eq!(quantile_set(&[3.0, 1.0], 4), [1.0, 1.0, 3.0, 3.0]);
        assert_eq!(weighted_quantile_set(vec![(0.0, 3.0), (9.0, 1.0)], 4), [0.0, 0.0, 0.0, 9.0]);
        assert!(quantile_set(&[], 4).is_empty());
    }

    proptest! {
        #[test]
        fn a_quantile_set_is_sorted_and_made_of_the_values(values in prop::collection::vec(0.0..100.0f64, 1..40)) {
            let set = quantile_set(&values, 100);
            prop_assert_eq!(set.len(), 100);
            prop_assert!(set.is_sorted());
            prop_assert!(set.iter().all(|x| values.contains(x)));
        }
    }
}
