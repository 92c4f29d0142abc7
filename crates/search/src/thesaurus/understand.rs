//! Which topics a question is about.

use std::collections::HashMap;

use super::patterns::{Kind, Pattern, Patterns};
use crate::text::{Stems, Token, topic_terms};
use methods::language::Language;

/// A topic that a question is about.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Meaning {
    pub(crate) concept: u32,
    /// 0..1: how much of the question it explains and how well its label fits.
    pub(crate) confidence: f32,
    /// Byte ranges of the words in the question.
    pub(crate) words: Vec<(u32, u32)>,
}

/// A language the question may be in, and the weight of reading it so.
pub(crate) type Reading = (Language, f32);

const MEANINGS_MAX: usize = 8;
const CONFIDENCE_MIN: f32 = 0.12;
// What stays of a word's weight for further topics once a topic has explained it.
const EXPLAINED: f32 = 0.3;

// A word that no label knows is still part of the question.
const UNKNOWN_WEIGHT: f32 = 0.5;
// What a word is worth that only means the same as the label's word.
const KIN: f32 = 0.8;

/// Topics of a question, the surest first. `weigh` tells how much a word counts, 0..1.
pub(crate) fn understand(
    patterns: &Patterns,
    tokens: &[Token],
    readings: &[Reading],
    stems: &mut Stems,
    weigh: impl Fn(&Token) -> f32,
) -> Vec<Meaning> {
    let mut meanings: Vec<Meaning> = Vec::new();
    for (language, weight) in readings {
        let words = words(patterns, tokens, *language, stems, &weigh);
        for mut meaning in cover(patterns, &words) {
            meaning.confidence *= weight;
            match meanings.iter_mut().find(|m| m.concept == meaning.concept) {
                Some(known) if known.confidence >= meaning.confidence => {}
                Some(known) => *known = meaning,
                None => meanings.push(meaning),
            }
        }
    }
    meanings.retain(|m| m.confidence >= CONFIDENCE_MIN);
    meanings.sort_by(|a, b| {
        let by_confidence = b.confidence.total_cmp(&a.confidence);
        by_confidence.then(a.concept.cmp(&b.concept))
    });
    meanings.truncate(MEANINGS_MAX);
    meanings
}

/// A word of the question that counts.
struct Word {
    number: Option<u32>,
    /// How much it says.
    weight: f32,
    /// How much of it is not explained yet, 0..1.
    open: f32,
    place: (u32, u32),
}

fn words(patterns: &Patterns, tokens: &[Token], language: Language, stems: &mut Stems, weigh: impl Fn(&Token) -> f32) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let by_place: HashMap<u32, &Token> = tokens.iter().map(|t| (t.from as u32, t)).collect();
    for term in topic_terms(tokens, language, stems) {
        let number = patterns.number(&term.text);
        let share = by_place.get(&term.from).map_or(1.0, |t| weigh(t));
        let known = number.map(|n| patterns.weights[n as usize]);
        let word = Word { number, weight: share * known.unwrap_or(UNKNOWN_WEIGHT), open: 1.0, place: (term.from, term.to) };
        let repeated = |w: &Word| w.number == number && number.is_some();
        if !words.iter().any(repeated) {
            words.push(word);
        }
    }
    words
}

/// Picks the topic that explains most, then the one that explains most of the rest, and so on.
fn cover(patterns: &Patterns, words: &[Word]) -> Vec<Meaning> {
    let mut words: Vec<Word> = words.iter().map(|w| Word { open: 1.0, ..*w }).collect();
    let all: f32 = words.iter().map(|w| w.weight).sum();
    let mut meanings: Vec<Meaning> = Vec::new();
    while meanings.len() < MEANINGS_MAX && all > 0.0 {
        let Some((pattern, gain)) = best(patterns, &words, &meanings) else {
            break;
        };
        let confidence = (gain / all.max(0.6)).sqrt().min(1.0);
        if confidence < CONFIDENCE_MIN {
            break;
        }
        let mut places = Vec::new();
        for word in &mut words {
            let part = |n: &u32| pattern.terms.contains(n);
            let explains = |n: u32| part(&n) || patterns.kin(n).iter().any(part);
            if word.number.is_some_and(explains) {
                places.push(word.place);
                word.open *= EXPLAINED;
            }
        }
        meanings.push(Meaning { concept: pattern.concept, confidence, words: places });
    }
    meanings
}

fn best<'a>(patterns: &'a Patterns, words: &[Word], taken: &[Meaning]) -> Option<(&'a Pattern, f32)> {
    // Pattern number → (weight of its words in the question, the part still open).
    let mut sums: HashMap<u32, (f32, f32)> = HashMap::new();
    for word in words.iter().filter(|w| w.weight > 0.0) {
        let Some(number) = word.number else { continue };
        let kin = patterns.kin(number).iter().map(|n| (*n, KIN));
        let mut best: HashMap<u32, f32> = HashMap::new();
        for (term, worth) in std::iter::once((number, 1.0)).chain(kin) {
            for (at, _) in patterns.with(term) {
                best.entry(at).or_insert(worth * patterns.weights[term as usize]);
            }
        }
        for (at, matched) in best {
            let worth = matched / patterns.weights[number as usize];
            let sum = sums.entry(at).or_default();
            sum.0 += matched;
            sum.1 += word.weight * word.open * worth.min(1.0);
        }
    }
    let mut best: Option<(&Pattern, f32, u32)> = None;
    for (at, (matched, open)) in sums {
        let pattern = &patterns.patterns[at as usize];
        if taken.iter().any(|m| m.concept == pattern.concept) {
            continue;
        }
        let kind = match pattern.kind {
            Kind::Preferred => 1.0,
            Kind::Alternative => 0.97,
            Kind::Hidden => 0.85,
        };
        let covered = (matched / pattern.mass.max(0.01)).min(1.0);
        let gain = open * kind * covered * covered;
        let better = best.is_none_or(|(_, most, number)| gain > most || (gain == most && at < number));
        if better {
            best = Some((pattern, gain, at));
        }
    }
    best.map(|(pattern, gain, _)| (pattern, gain))
}
