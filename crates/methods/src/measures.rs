//! Measures of how good a ranking is, and plain statistics.

/// Average precision of a ranking: the mean, over all relevant things, of the precision at
/// the rank of each (0 for those not found). Manning, Raghavan and Schütze, *Introduction to
/// Information Retrieval* (2008), §8.4. None where nothing is relevant.
pub fn average_precision(ranked: impl IntoIterator<Item = bool>, relevant_total: usize) -> Option<f64> {
    if relevant_total == 0 {
        return None;
    }
    let (mut found, mut sum) = (0usize, 0.0);
    for (at, relevant) in ranked.into_iter().enumerate() {
        if relevant {
            found += 1;
            sum += found as f64 / (at + 1) as f64;
        }
    }
    Some(sum / relevant_total as f64)
}

/// Arithmetic mean; none of nothing.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The value below which a `share` (0 to 1) of the sorted values lie, linear between two
/// values (Hyndman and Fan 1996, type 7). None of nothing.
pub fn percentile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = share.clamp(0.0, 1.0) * last as f64;
    let (low, high) = (place.floor() as usize, place.ceil() as usize);
    Some(sorted[low] + (sorted[high] - sorted[low]) * (place - low as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn average_precision_counts_what_was_not_found_as_zero() {
        let ap = average_precision([true, false, true], 4).unwrap();
        assert!((ap - (1.0 + 2.0 / 3.0) / 4.0).abs() < 1e-12);
        assert_eq!(average_precision([false], 0), None);
    }

    #[test]
    fn percentiles_lie_between_values() {
        assert_eq!(percentile(&[1.0, 2.0, 3.0, 4.0], 0.5), Some(2.5));
        assert_eq!((percentile(&[], 0.5), mean(&[1.0, 3.0])), (None, Some(2.0)));
    }
}
