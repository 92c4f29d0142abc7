//! Months without precedent, named as such, and what followed those of all countries.

use super::month::Month;
use super::panel::Panel;
use super::state::median;
use serde::{Deserialize, Serialize};

/// Months in which a spike is looked for: the last quarter.
const RECENT: usize = 3;
/// Observed months that must lie before it: without a past nothing is without precedent.
const BEFORE: usize = 24;
/// A spike is this many times a usual month, and one more …
const TIMES_USUAL: f64 = 10.0;
/// … and this many times the deadliest month before.
const TIMES_MOST: f64 = 2.0;
/// Months over which is told what followed.
const AFTER: usize = 6;

/// A spike in a country's last three months, and what followed such spikes in all countries.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spike {
    /// Its deadliest month.
    pub month: Month,
    /// Deaths in that month.
    pub deaths: f64,
    /// Median of the twelve observed months before the spike, in deaths a month.
    pub usual: f64,
    /// What followed the spikes of all countries that are at least half a year old.
    pub after: After,
}

/// What the half year after spikes without precedent brought, by its mean month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct After {
    /// Spikes of all countries whose half year is known.
    pub n: usize,
    /// Of these: a mean month of at most a tenth of the spike.
    pub fell: usize,
    /// Of these: a mean month of at least half of the spike.
    pub stayed: usize,
}

/// Where a row's last observed months stand out: the place of the deadliest, and the usual.
fn found(row: &[Option<f64>]) -> Option<(usize, f64, f64)> {
    // The quarter must reach the row's end, or it is not recent.
    row.last()?.as_ref()?;
    let seen: Vec<(usize, f64)> = row.iter().enumerate().filter_map(|(at, x)| x.map(|x| (at, x))).collect();
    let split = seen.len().checked_sub(RECENT).filter(|before| *before >= BEFORE)?;
    let before: Vec<f64> = seen[..split].iter().map(|s| s.1).collect();
    let (at, deaths) = seen[split..].iter().copied().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let usual = median(&before[split - 12..]);
    let most = before.iter().copied().fold(0.0, f64::max);
    (deaths >= 25.0 && deaths >= TIMES_USUAL * (usual + 1.0) && deaths > TIMES_MOST * most).then_some((at, deaths, usual))
}

/// What followed the spikes of all countries, as it is known at the panel's end. Of a country
/// one spike a year counts.
pub fn after(panel: &Panel) -> After {
    let mut out = After::default();
    for place in 0..panel.countries().len() {
        let row = panel.row(place);
        let mut next = 0;
        for end in BEFORE + RECENT..=row.len().saturating_sub(AFTER) {
            if end < next || row[end - 1].is_none_or(|x| x < 25.0) {
                continue;
            }
            let Some((_, deaths, _)) = found(&row[..end]) else { continue };
            let months: Vec<f64> = row[end..end + AFTER].iter().flatten().copied().collect();
            if months.is_empty() {
                continue;
            }
            let mean = months.iter().sum::<f64>() / months.len() as f64;
            out.n += 1;
            out.fell += usize::from(mean <= deaths / 10.0);
            out.stayed += usize::from(mean >= deaths / 2.0);
            next = end + 12;
        }
    }
    out
}

/// The spike in the last three months of the country at `place`; none where there is none.
pub fn of(panel: &Panel, place: usize, after: After) -> Option<Spike> {
    let (at, deaths, usual) = found(panel.row(place))?;
    Some(Spike { month: panel.first().plus(at as i64), deaths, usual, after })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panel(rows: &[Vec<f64>]) -> Panel {
        let cell = |(place, row): (usize, &Vec<f64>)| {
            row.iter().enumerate().map(move |(at, x)| (place as i64, Month(at as i64 + 1), *x)).collect::<Vec<_>>()
        };
        Panel::from_cells(rows.iter().enumerate().flat_map(cell))
    }

    fn quiet_then(rest: &[f64]) -> Vec<f64> {
        (0..40).map(|m| f64::from(m % 4)).chain(rest.iter().copied()).collect()
    }

    #[test]
    fn two_months_of_hundred_times_the_usual_are_a_spike() {
        let panel = panel(&[quiet_then(&[150.0, 310.0])]);
        let spike = of(&panel, 0, After::default()).unwrap();
        assert_eq!((spike.month, spike.deaths, spike.usual), (Month(42), 310.0, 1.5));
    }

    #[test]
    fn what_came_before_or_has_no_past_is_no_spike() {
        for row in [quiet_then(&[20.0, 20.0]), vec![900.0; 5], quiet_then(&[400.0; 12]), vec![0.0; 60]] {
            assert_eq!(of(&panel(std::slice::from_ref(&row)), 0, After::default()), None, "{row:?}");
        }
    }

    #[test]
    fn what_followed_is_counted_over_all_countries_and_only_once_known() {
        let fell = quiet_then(&[500.0, 0.0, 1.0, 2.0, 0.0, 1.0, 0.0]);
        let stayed = quiet_then(&[500.0, 300.0, 400.0, 300.0, 300.0, 400.0, 300.0]);
        let young = quiet_then(&[0.0, 0.0, 0.0, 0.0, 0.0, 500.0, 0.0]);
        assert_eq!(after(&panel(&[fell, stayed, young])), After { n: 2, fell: 1, stayed: 1 });
    }
}
