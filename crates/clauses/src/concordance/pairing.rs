//! Pairing the provisions of two language versions: both say the same things in the same order,
//! so an alignment of two sequences (Needleman and Wunsch, 1970) over label, level and part of
//! the text finds what was left out.

use crate::draft::{Draft, Provision, Zone};

/// A gap costs this much.
const GAP: f64 = -0.4;
/// Above this many cells of the table only a band around its diagonal is filled.
const BAND: usize = 60;

/// The pairs of provisions, by index.
pub(crate) fn pairs(a: &Draft, b: &Draft) -> Vec<(usize, usize)> {
    let (n, m) = (a.provisions.len(), b.provisions.len());
    let width = m + 1;
    let slope = m as f64 / n.max(1) as f64;
    let band = BAND + n.abs_diff(m);
    let mut score = vec![f64::NEG_INFINITY; (n + 1) * width];
    let mut from = vec![0u8; (n + 1) * width];
    score[0] = 0.0;
    for i in 0..=n {
        let middle = (i as f64 * slope) as usize;
        for j in middle.saturating_sub(band)..=(middle + band).min(m) {
            if i == 0 && j == 0 {
                continue;
            }
            let at = i * width + j;
            let pair = if i > 0 && j > 0 {
                score[at - width - 1] + likeness(&a.provisions[i - 1], &b.provisions[j - 1])
            } else {
                f64::NEG_INFINITY
            };
            let up = if i > 0 { score[at - width] + GAP } else { f64::NEG_INFINITY };
            let left = if j > 0 { score[at - 1] + GAP } else { f64::NEG_INFINITY };
            (score[at], from[at]) = if pair >= up && pair >= left {
                (pair, 1)
            } else if up >= left {
                (up, 2)
            } else {
                (left, 3)
            };
        }
    }
    let mut out = Vec::new();
    let (mut i, mut j) = (n, m);
    while i > 0 || j > 0 {
        match from[i * width + j] {
            1 => {
                (i, j) = (i - 1, j - 1);
                out.push((i, j));
            }
            2 => i -= 1,
            3 => j -= 1,
            // Outside the band: what is left is paired with nothing.
            _ => break,
        }
    }
    out.reverse();
    out
}

/// How well two provisions go together.
fn likeness(a: &Provision, b: &Provision) -> f64 {
    let part = |zone: Zone| match zone {
        Zone::Title => 0,
        Zone::Preamble => 1,
        Zone::Body => 2,
        Zone::Signing => 3,
        Zone::Annex => 4,
    };
    if part(a.zone) != part(b.zone) {
        return -2.0;
    }
    let label = match (&a.label, &b.label) {
        (Some(one), Some(other)) if one.numbers == other.numbers => 1.0,
        (Some(one), Some(other)) if one.last() == other.last() => 0.7,
        (Some(_), Some(_)) => -0.6,
        (None, None) => 0.5,
        _ => -1.2,
    };
    let shared = |values: Vec<i64>, others: Vec<i64>| values.iter().filter(|value| others.contains(value)).count().min(3) as f64;
    let values = |provision: &Provision| {
        provision.numbers.iter().filter(|number| !number.is_weak()).map(|number| number.value as i64).collect::<Vec<_>>()
    };
    label + 0.15 * shared(values(a), values(b))
}
