//! Which topics a text is about.

use std::collections::{BTreeMap, HashMap};

use super::patterns::{Chosen, Kind, Pattern, Patterns};
use crate::text::Term;

/// A topic found in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) concept: u32,
    /// 0..1: how much in the text speaks for it.
    pub(crate) strength: f32,
    /// 0..1: the strength in view of what else the text is about. By it texts are ranked: one that
    /// is only about the topic comes before one that also names it among many.
    pub(crate) focus: f32,
    /// Byte ranges of the strongest evidence.
    pub(crate) evidence: Vec<(u32, u32)>,
}

impl Found {
    /// 0..1: how sure it is that the text is about the topic; one half from [`FOCUS_CLEAR`] on.
    pub(crate) fn score(&self) -> f32 {
        1.0 - 0.5_f32.powf(self.focus / FOCUS_CLEAR)
    }
}

/// The focus from which a topic counts as clearly recognised. At this figure a passage gets one or
/// two clear topics on average, about as many as human coders gave.
const FOCUS_CLEAR: f32 = 0.1;

/// How evidence becomes a strength. The figures were set on half of the agreements and checked on
/// the other half (`cargo bench -p search --bench quality`); around them the quality is flat. What
/// matters most: words of a label may stand far apart, words that mean the same stand in for each
/// other, and a text about much else comes later.
#[derive(Debug, Clone)]
pub(crate) struct Weights {
    /// What a label of each kind is worth.
    pub(crate) preferred: f32,
    pub(crate) alternative: f32,
    pub(crate) hidden: f32,
    /// What a word is worth that only means the same as the label's word.
    pub(crate) kin: f32,
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
    /// Strength of one preferred label whose words stand together.
    pub(crate) piece: f32,
    /// Sum of word weights from which a label counts fully.
    pub(crate) telling: f32,
    /// How much a text loses that is about much else: the exponent on the sum of strengths.
    pub(crate) focus: f32,
    /// How much it helps that a label is found again: per natural logarithm of the times.
    pub(crate) often: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            preferred: 1.0,
            alternative: 0.95,
            hidden: 0.85,
            kin: 0.6,
            free_words: 2.0,
            decay_words: 45.0,
            span_max: 80,
            long_words: 60.0,
            long_loss: 0.2,
            piece: 0.2,
            telling: 1.2,
            often: 0.15,
            focus: 0.9,
        }
    }
}

/// Longest stretch of words to show as evidence.
const SHOWN_SPAN_MAX: u32 = 24;

/// Topics of a text given by its topic terms, by concept number.
pub(crate) fn recognise(patterns: &Patterns, terms: &[Term], weights: &Weights) -> Vec<Found> {
    let places = places(patterns, terms, weights, |_| true);
    let mut best: HashMap<u32, Evidence> = HashMap::new();
    for number in in_order(&places) {
        for (_, pattern) in patterns.anchored(number) {
            if let Some(hits) = matches(pattern, number, &places, terms, weights) {
                best.entry(pattern.concept).or_default().add(pattern, hits, weights);
            }
        }
    }
    let words = terms.last().map_or(1.0, |t| t.position as f32 + 1.0);
    let long = (weights.long_words / words.max(weights.long_words)).powf(weights.long_loss);
    let mut found: Vec<Found> = best
        .into_iter()
        .map(|(concept, evidence)| evidence.finish(concept, long))
        .collect();
    found.sort_by_key(|f| f.concept);
    let all: f32 = found.iter().map(|f| f.strength).sum();
    for topic in &mut found {
        topic.focus = topic.strength / (1.0 + all).powf(weights.focus);
    }
    found
}

/// The strongest places in a text that show one of the chosen concepts, as byte ranges. Labels of
/// other concepts are not looked at, so this is quick enough for every hit of an answer.
pub(crate) fn evidence(patterns: &Patterns, chosen: &Chosen, terms: &[Term]) -> Vec<(u32, u32)> {
    let weights = Weights::default();
    let places = places(patterns, terms, &weights, |number| chosen.has(number));
    let mut best: BTreeMap<u32, Evidence> = BTreeMap::new();
    for number in in_order(&places) {
        for pattern in chosen.anchored(patterns, number) {
            if let Some(hits) = matches(pattern, number, &places, terms, &weights) {
                best.entry(pattern.concept).or_default().add(pattern, hits, &weights);
            }
        }
    }
    best.into_iter().flat_map(|(concept, evidence)| evidence.finish(concept, 1.0).evidence).collect()
}

/// Term numbers in a fixed order: sums of floating-point numbers depend on it.
fn in_order(places: &Places) -> Vec<u32> {
    let mut numbers: Vec<u32> = places.keys().copied().collect();
    numbers.sort_unstable();
    numbers
}

/// Where a label's term, or a word that means the same, stands, and what it is worth there.
type Places = HashMap<u32, Vec<(usize, f32)>>;

fn places(patterns: &Patterns, terms: &[Term], weights: &Weights, wanted: impl Fn(u32) -> bool) -> Places {
    let mut places: Places = HashMap::new();
    for (index, term) in terms.iter().enumerate() {
        let Some(number) = patterns.number(&term.text) else {
            continue;
        };
        if wanted(number) {
            places.entry(number).or_default().push((index, 1.0));
        }
        for kin in patterns.kin(number).iter().filter(|kin| wanted(**kin)) {
            places.entry(*kin).or_default().push((index, weights.kin));
        }
    }
    places
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
    places: &Places,
    terms: &[Term],
    weights: &Weights,
) -> Option<Hits> {
    let mut others: Vec<&[(usize, f32)]> = Vec::with_capacity(pattern.terms.len());
    for term in pattern.terms.iter().filter(|t| **t != rarest) {
        others.push(places.get(term)?);
    }
    let mut hits: Option<Hits> = None;
    for (anchor, worth) in &places[&rarest] {
        let (mut low, mut high, mut worth) = (*anchor, *anchor, *worth);
        for other in &others {
            let (nearest, its_worth) = nearest(other, *anchor, terms);
            low = low.min(nearest);
            high = high.max(nearest);
            worth *= its_worth;
        }
        let span = terms[high].position - terms[low].position;
        if span > weights.span_max {
            continue;
        }
        let extra = span as f32 - (pattern.terms.len() as f32 - 1.0) - weights.free_words;
        let closeness = worth * (-extra.max(0.0) / weights.decay_words).exp();
        let hit = hits.get_or_insert(Hits {
            closeness: 0.0,
            times: 0.0,
            from: 0,
            to: 0,
        });
        hit.times += closeness;
        if closeness > hit.closeness {
            hit.closeness = closeness;
            // Of words that stand far apart only the most telling one is shown as evidence.
            let (first, last) = if span > SHOWN_SPAN_MAX { (*anchor, *anchor) } else { (low, high) };
            (hit.from, hit.to) = (terms[first].from, terms[last].to.max(terms[first].to));
        }
    }
    hits
}

/// The place in `list` whose word stands nearest to that of `anchor`.
fn nearest(list: &[(usize, f32)], anchor: usize, terms: &[Term]) -> (usize, f32) {
    let after = list.partition_point(|(i, _)| *i < anchor);
    let distance = |i: usize| terms[i].position.abs_diff(terms[anchor].position);
    match (after.checked_sub(1).map(|i| list[i]), list.get(after)) {
        (Some(before), Some(next)) if distance(before.0) <= distance(next.0) => before,
        (_, Some(next)) => *next,
        (Some(before), None) => before,
        (None, None) => (anchor, 1.0),
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
            strength: (1.0 - self.open.unwrap_or(1.0)) * long,
            focus: 0.0,
            evidence,
        }
    }
}
