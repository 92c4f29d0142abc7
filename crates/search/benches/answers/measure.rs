//! nDCG@10 and P@3 over condensed lists (Sakai 2007).

use std::collections::HashMap;

/// What one question got.
#[derive(Debug, Clone, Copy)]
pub struct Scores {
    pub ndcg: f64,
    pub precision: f64,
    pub unjudged: f64,
}

/// Means over questions.
pub struct Figures {
    pub ndcg: f64,
    pub precision: f64,
    pub unjudged: f64,
}

impl Figures {
    pub fn of(all: &[Scores]) -> Self {
        let mean = |part: fn(&Scores) -> f64| all.iter().map(part).fold(0.0, |sum, x| sum + x) / all.len().max(1) as f64;
        Self { ndcg: mean(|s| s.ndcg), precision: mean(|s| s.precision), unjudged: mean(|s| s.unjudged) }
    }
}

/// A gain of 2^grade − 1, discounted by log2(rank + 1) (Järvelin, Kekäläinen 2002; Burges 2005).
/// P@3 counts grades of 2 and 3.
pub fn scores(list: &[usize], judged: &HashMap<usize, u8>) -> Scores {
    let graded: Vec<u8> = list.iter().filter_map(|at| judged.get(at).copied()).take(10).collect();
    let mut ideal: Vec<u8> = judged.values().copied().collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let gain = |grades: &[u8]| -> f64 {
        let part = |(rank, grade): (usize, &u8)| (f64::from(*grade).exp2() - 1.0) / (rank as f64 + 2.0).log2();
        grades.iter().take(10).enumerate().map(part).sum()
    };
    let top = list.len().clamp(1, 10);
    let unjudged = list.iter().take(10).filter(|at| !judged.contains_key(at)).count();
    Scores {
        ndcg: gain(&graded) / gain(&ideal).max(f64::MIN_POSITIVE),
        precision: graded.iter().take(3).filter(|grade| **grade >= 2).count() as f64 / 3.0,
        unjudged: unjudged as f64 / top as f64,
    }
}

/// The middle 95 % of the means of 2,000 draws with replacement; always the same draws.
pub fn interval(all: &[Scores]) -> (f64, f64) {
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut draw = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % all.len().max(1)
    };
    let mut means: Vec<f64> = (0..2_000).map(|_| (0..all.len()).fold(0.0, |sum, _| sum + all[draw()].ndcg) / all.len() as f64).collect();
    means.sort_by(f64::total_cmp);
    (means[50], means[1_949])
}
