//! Which topics a text is about.

use std::collections::HashMap;

use super::patterns::{Kind, Pattern, Patterns};
use crate::text::Term;

/// A topic found in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) concept: u32,
    /// 0..1: how clearly the text is about it.
    pub(crate) score: f32,
    /// Byte ranges of the strongest evidence.
    pub(crate) evidence: Vec<(u32, u32)>,
}

/// How evidence becomes a score. All figures were set by hand on half of the questions and checked
/// on the other half; none is sensitive.
#[derive(Debug, Clone)]
pub(crate) struct Weights {
    /// What a label of each kind is worth.
    pub(crate) preferred: f32,
    pub(crate) alternative: f32,
    pub(crate) hidden: f32,
    /// Words that may stand between those of a label at no cost.
    pub(crate) free_words: f32,
    /// Further words after which the evidence is worth 1/e.
    pub(crate) decay_words: f32,
    /// Words beyond which two terms have nothing to do with each other.
    pub(crate) span_max: u32,
    /// Words from which a text counts as long.
    pub(crate) long_words: f32,
    /// How much a long text loses: the exponent on long_words / words.
    pub(crate) long_loss: f32,
    pub(crate) focus: f32,
    pub(crate) piece: f32,
    pub(crate) telling: f32,
    pub(crate) often: f32,
}
fn env(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            preferred: 1.0,
            alternative: env("alternative", 0.95),
            hidden: env("hidden", 0.85),
            free_words: env("free_words", 2.0),
            decay_words: env("decay_words", 6.0),
            span_max: env("span_max", 24.0) as u32,
            long_words: env("long_words", 60.0),
            long_loss: env("long_loss", 0.35),
            focus: env("focus", 0.0),
            piece: env("piece", 0.8),
            telling: env("telling", 1.2),
            often: env("often", 0.15),
        }
    }
}

/// Topics of a text given by its topic terms, by concept number.
pub(crate) fn recognise(patterns: &Patterns, terms: &[Term], weights: &Weights) -> Vec<Found> {
    recognise_some(patterns, terms, weights, &|_| true)
}

/// The same for some concepts only.
pub(crate) fn recognise_some(
    patterns: &Patterns,
    terms: &[Term],
    weights: &Weights,
    wanted: &dyn Fn(u32) -> bool,
) -> Vec<Found> {
    let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
    for (index, term) in terms.iter().enumerate() {
        if let Some(number) = patterns.number(&term.text) {
            places.entry(number).or_default().push(index);
        }
    }
    let mut best: HashMap<u32, Evidence> = HashMap::new();
    let mut numbers: Vec<u32> = places.keys().copied().collect();
    numbers.sort_unstable();
    for number in numbers {
        for (_, pattern) in patterns.anchored(number) {
            if !wanted(pattern.concept) {
                continue;
            }
            let Some(hits) = matches(pattern, number, &places, terms, weights) else {
                continue;
            };
            best.entry(pattern.concept).or_default().add(pattern, hits, weights);
        }
    }
    let words = terms.last().map_or(1.0, |t| t.position as f32 + 1.0);
    let long = (weights.long_words / words.max(weights.long_words)).powf(weights.long_loss);
    let mut found: Vec<Found> = best
        .into_iter()
        .map(|(concept, evidence)| evidence.finish(concept, long))
        .collect();
    found.sort_by_key(|f| f.concept);
    let all: f32 = found.iter().map(|f| f.score).sum();
    for f in &mut found {
        f.score *= (f.score / all.max(0.01)).powf(weights.focus);
    }
    found
}

/// Where a pattern matched: summed closeness of all places and the best one.
struct Hits {
    closeness: f32,
    times: f32,
    from: u32,
    to: u32,
}

fn matches(
    pattern: &Pattern,
    rarest: u32,
    places: &HashMap<u32, Vec<usize>>,
    terms: &[Term],
    weights: &Weights,
) -> Option<Hits> {
    let mut others: Vec<&[usize]> = Vec::with_capacity(pattern.terms.len());
    for term in pattern.terms.iter().filter(|t| **t != rarest) {
        others.push(places.get(term)?);
    }
    let mut hits: Option<Hits> = None;
    for anchor in &places[&rarest] {
        let (mut low, mut high) = (*anchor, *anchor);
        for other in &others {
            let nearest = nearest(other, *anchor, terms);
            low = low.min(nearest);
            high = high.max(nearest);
        }
        let span = terms[high].position - terms[low].position;
        if span > weights.span_max {
            continue;
        }
        let extra = span as f32 - (pattern.terms.len() as f32 - 1.0) - weights.free_words;
        let closeness = (-extra.max(0.0) / weights.decay_words).exp();
        let hit = hits.get_or_insert(Hits {
            closeness: 0.0,
            times: 0.0,
            from: 0,
            to: 0,
        });
        hit.times += closeness;
        if closeness > hit.closeness {
            hit.closeness = closeness;
            (hit.from, hit.to) = (terms[low].from, terms[high].to.max(terms[low].to));
        }
    }
    hits
}

/// The index in `list` whose word stands nearest to that of `anchor`.
fn nearest(list: &[usize], anchor: usize, terms: &[Term]) -> usize {
    let after = list.partition_point(|i| *i < anchor);
    let distance = |i: usize| terms[i].position.abs_diff(terms[anchor].position);
    match (after.checked_sub(1).map(|i| list[i]), list.get(after)) {
        (Some(before), Some(next)) if distance(before) <= distance(*next) => before,
        (_, Some(next)) => *next,
        (Some(before), None) => before,
        (None, None) => anchor,
    }
}

#[derive(Default)]
struct Evidence {
    /// Product of what every piece of evidence leaves open.
    open: Option<f32>,
    pieces: Vec<(f32, u32, u32)>,
}

impl Evidence {
    fn add(&mut self, pattern: &Pattern, hits: Hits, weights: &Weights) {
        let kind = match pattern.kind {
            Kind::Preferred => weights.preferred,
            Kind::Alternative => weights.alternative,
            Kind::Hidden => weights.hidden,
        };
        // A label that says little by itself, such as one common word, proves little.
        let telling = (pattern.mass / weights.telling).min(1.0);
        let often = 1.0 + weights.often * hits.times.max(1.0).ln();
        let piece = (kind * telling * hits.closeness * often * weights.piece).min(0.95);
        *self.open.get_or_insert(1.0) *= 1.0 - piece;
        self.pieces.push((piece, hits.from, hits.to));
    }

    fn finish(mut self, concept: u32, long: f32) -> Found {
        self.pieces.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let evidence = self.pieces.iter().take(4).map(|p| (p.1, p.2)).collect();
        Found {
            concept,
            score: (1.0 - self.open.unwrap_or(1.0)) * long,
            evidence,
        }
    }
}
