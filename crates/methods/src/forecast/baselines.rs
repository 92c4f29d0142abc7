//! The four forecasts that any method must beat: the benchmarks of the VIEWS challenge.

use super::draws::quantile_set;
use super::month::Month;
use super::panel::Panel;
use super::scores::DRAWS;

/// A baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Baseline {
    /// Nobody dies.
    Zero,
    /// As many deaths as in the last month, with the spread of a Poisson distribution.
    LastMonth,
    /// Any value of any country in the last 240 months.
    Pool240,
    /// The country's last 12 months (*conflictology*).
    Conflictology,
}

impl Baseline {
    /// All of them.
    pub const ALL: [Baseline; 4] = [Baseline::Zero, Baseline::LastMonth, Baseline::Pool240, Baseline::Conflictology];

    /// The word in tables, files and output.
    pub fn word(self) -> &'static str {
        match self {
            Baseline::Zero => "zero",
            Baseline::LastMonth => "last_month",
            Baseline::Pool240 => "pool_240",
            Baseline::Conflictology => "conflictology",
        }
    }
}

/// The draws of a baseline for a country (its place in `known`), which are the same for
/// every month ahead. 12 draws for conflictology, as the challenge has it; else 1,000.
/// Empty where the country was never observed.
pub fn draws(known: &Panel, place: usize, baseline: Baseline) -> Vec<f64> {
    match baseline {
        Baseline::Zero => vec![0.0; DRAWS],
        Baseline::LastMonth => known.last_observed(place, 1).first().map_or_else(Vec::new, |mean| poisson_quantiles(*mean)),
        Baseline::Pool240 => pool_240(known),
        Baseline::Conflictology => known.last_observed(place, 12),
    }
}

/// 1,000 quantiles of all countries' values in the last 240 months.
pub fn pool_240(known: &Panel) -> Vec<f64> {
    let from = known.months().saturating_sub(240);
    let pool: Vec<f64> = (0..known.countries().len()).flat_map(|place| known.row(place)[from..].iter().flatten().copied()).collect();
    quantile_set(&pool, DRAWS)
}

/// The (i + ½)/1,000 quantiles of a Poisson distribution. From its mode outwards the
/// probabilities follow from one another, so that no mean is too large.
fn poisson_quantiles(mean: f64) -> Vec<f64> {
    if mean <= 0.0 {
        return vec![0.0; DRAWS];
    }
    let reach = 10.0 * mean.sqrt() + 20.0;
    let from = (mean - reach).max(0.0).floor();
    let mode = mean.floor();
    let mut weights = vec![(mode, 1.0)];
    let mut weight = 1.0;
    for k in (0..).map(|i| mode + 1.0 + f64::from(i)).take_while(|k| *k <= mean + reach) {
        weight *= mean / k;
        weights.push((k, weight));
    }
    weight = 1.0;
    for k in (0..).map(|i| mode - f64::from(i)).take_while(|k| *k > from) {
        weight *= k / mean;
        weights.push((k - 1.0, weight));
    }
    super::draws::weighted_quantile_set(weights, DRAWS)
}

/// The last month that the challenge lets a forecast of the year `window` see: October of
/// the year before, so that the year's months lie 3 to 14 months ahead.
pub fn challenge_cut_off(window: i64) -> Month {
    Month::of(window - 1, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn poisson_quantiles_have_the_mean_and_the_spread_of_the_distribution() {
        for mean in [0.5, 3.0, 40.0, 5_000.0] {
            let set = poisson_quantiles(mean);
            let average = set.iter().sum::<f64>() / 1_000.0;
            let variance = set.iter().map(|x| (x - average).powi(2)).sum::<f64>() / 1_000.0;
            assert!((average - mean).abs() < 0.01 * mean + 0.01, "{mean}: {average}");
            assert!((variance / mean - 1.0).abs() < 0.03, "{mean}: {variance}");
        }
    }

    #[test]
    fn conflictology_repeats_the_last_twelve_observed_months() {
        let panel = Panel::from_cells((0..20).map(|m| (1, Month(m), m as f64)));
        let expected: Vec<f64> = (8..20).map(f64::from).collect();
        assert_eq!(draws(&panel, 0, Baseline::Conflictology), expected);
        assert_eq!(challenge_cut_off(2018), Month(454));
    }
}
