//! Which countries border on one another, out of their outlines.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// For each of `codes` (ISO 3166-1 alpha-3) the places among them of the countries that it
/// borders on. `outlines` has a line a country: its code, a tab, rings parted by `;`, each a
/// list of numbers parted by blanks: the first point, then ways from point to point, in
/// hundredths of a degree. Neighbours are those that share a point. A code that stands twice
/// (a state and its predecessor) has the same neighbours at both places.
pub fn borders(codes: &[&str], outlines: &str) -> Vec<Vec<usize>> {
    let mut at_point: HashMap<(i64, i64), BTreeSet<&str>> = HashMap::new();
    for (code, rings) in outlines.lines().filter_map(|line| line.split_once('\t')).filter(|(code, _)| !code.is_empty()) {
        for point in rings.split(';').flat_map(points) {
            at_point.entry(point).or_default().insert(code);
        }
    }
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for together in at_point.values().filter(|codes| codes.len() > 1) {
        for code in together {
            next.entry(code).or_default().extend(together.iter().filter(|other| *other != code));
        }
    }
    let places = |code: &&str| {
        let next = next.get(code);
        (0..codes.len()).filter(|at| next.is_some_and(|n| n.contains(codes[*at]))).collect()
    };
    codes.iter().map(places).collect()
}

fn points(ring: &str) -> Vec<(i64, i64)> {
    let numbers: Vec<i64> = ring.split(' ').filter_map(|n| n.parse().ok()).collect();
    let mut at = (0, 0);
    let step = |pair: &[i64]| {
        at = ((at.0 + pair[0]).rem_euclid(36_000), at.1 + pair[1]);
        at
    };
    numbers.chunks_exact(2).map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_share_a_point_even_across_the_180th_meridian() {
        let outlines = "AAA\t0 0 100 0 0 100\nBBB\t100 0 100 0 0 50\nCCC\t17900 500 100 0\nDDD\t-18000 500 10 0\n\t0 0 5 5\n";
        assert_eq!(borders(&["AAA", "BBB", "CCC", "DDD", "ZZZ"], outlines), [vec![1], vec![0], vec![3], vec![2], Vec::new()]);
    }

    #[test]
    fn a_code_that_stands_twice_is_a_neighbour_at_both_places() {
        assert_eq!(borders(&["AAA", "BBB", "AAA"], "AAA\t0 0 1 1\nBBB\t0 0 2 2\n"), [vec![1], vec![0, 2], vec![1]]);
    }
}
