//! The labels of all concepts as patterns of terms.

use std::collections::{HashMap, HashSet};

use super::{Concept, Lexicon};
use methods::language::Language;
use crate::text::{Stems, tag, tokenize, topic_terms};

/// What sort of label a pattern comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Preferred,
    Alternative,
    Hidden,
}

/// One label: the terms that must stand near each other.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    pub(crate) concept: u32,
    pub(crate) kind: Kind,
    /// Distinct term numbers, in the label's order.
    pub(crate) terms: Vec<u32>,
    /// Sum of the terms' weights: how much the label says.
    pub(crate) mass: f32,
}

/// All patterns, found by any of their terms.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    numbers: HashMap<String, u32>,
    /// Weight of a term: high when few concepts of its language use it. 0..1.
    pub(crate) weights: Vec<f32>,
    pub(crate) patterns: Vec<Pattern>,
    by_term: Vec<Vec<u32>>,
    by_rarest: Vec<Vec<u32>>,
    /// For every term the terms of labels that mean the same in its language.
    kin: Vec<Vec<u32>>,
}

impl Patterns {
    pub(super) fn new(concepts: &[Concept], lexicon: &Lexicon, stems: &mut Stems) -> Self {
        let mut patterns = Self::default();
        for (number, concept) in concepts.iter().enumerate() {
            for (language, labels) in Language::ALL.into_iter().zip(&concept.labels) {
                let mut add = |kind, label: &str| {
                    patterns.add(number as u32, kind, label, language, stems);
                };
                add(Kind::Preferred, unqualified(&labels.preferred));
                labels.alternative.iter().for_each(|l| add(Kind::Alternative, l));
                labels.hidden.iter().for_each(|l| add(Kind::Hidden, l));
            }
        }
        patterns.relate(lexicon);
        patterns.weigh(concepts.len());
        patterns
    }

    /// Finds the words that mean the same as a term of a label, so that a label with "women" also
    /// finds "female".
    fn relate(&mut self, lexicon: &Lexicon) {
        let mut known: Vec<(String, u32)> =
            self.numbers.iter().map(|(term, number)| (term.clone(), *number)).collect();
        known.sort_unstable_by_key(|(_, number)| *number);
        self.kin = vec![Vec::new(); known.len()];
        for (term, number) in known {
            for other in lexicon.synonyms(&term) {
                let next = self.numbers.len() as u32;
                let kin = *self.numbers.entry(other.to_owned()).or_insert(next);
                if kin == next {
                    self.kin.push(Vec::new());
                }
                let of = &mut self.kin[kin as usize];
                if kin != number && !of.contains(&number) {
                    of.push(number);
                }
            }
        }
    }

    fn add(&mut self, concept: u32, kind: Kind, label: &str, of: Language, stems: &mut Stems) {
        let mut terms: Vec<u32> = Vec::new();
        let tokens = tokenize(label);
        for term in topic_terms(&tokens, of, stems) {
            // A hyphenated word counts by its joined form in labels, by its parts in texts too.
            let next = self.numbers.len() as u32;
            let number = *self.numbers.entry(term.text).or_insert(next);
            if !terms.contains(&number) {
                terms.push(number);
            }
        }
        let same = |p: &Pattern| p.concept == concept && p.terms == terms;
        if terms.is_empty() || self.patterns.iter().rev().take(64).any(same) {
            return;
        }
        self.patterns.push(Pattern {
            concept,
            kind,
            terms,
            mass: 0.0,
        });
    }

    /// Weighs every term by the share of concepts that use it, then every pattern.
    fn weigh(&mut self, concepts: usize) {
        let mut users: Vec<Vec<u32>> = vec![Vec::new(); self.numbers.len()];
        self.by_term = vec![Vec::new(); self.numbers.len()];
        self.by_rarest = vec![Vec::new(); self.numbers.len()];
        for (number, pattern) in self.patterns.iter().enumerate() {
            for term in &pattern.terms {
                self.by_term[*term as usize].push(number as u32);
                let users = &mut users[*term as usize];
                if users.last() != Some(&pattern.concept) {
                    users.push(pattern.concept);
                }
            }
        }
        let all = (concepts.max(2) as f32).ln();
        self.weights = users
            .iter()
            .map(|users| (1.0 - (users.len().max(1) as f32).ln() / all).clamp(0.05, 1.0))
            .collect();
        // A word in no label says as much as the most telling one that means the same.
        for (number, _) in users.iter().enumerate().filter(|(_, users)| users.is_empty()) {
            let kin = self.kin[number].iter().map(|n| self.weights[*n as usize]);
            self.weights[number] = kin.fold(0.05, f32::max);
        }
        for pattern in &mut self.patterns {
            pattern.mass = pattern.terms.iter().map(|t| self.weights[*t as usize]).sum();
        }
        for (number, pattern) in self.patterns.iter().enumerate() {
            if let Some(rarest) = self.rarest(pattern) {
                self.by_rarest[rarest as usize].push(number as u32);
            }
        }
    }

    /// Number of a term that occurs in some label.
    pub(crate) fn number(&self, term: &str) -> Option<u32> {
        self.numbers.get(term).copied()
    }

    /// Terms of labels that mean the same as the term.
    pub(crate) fn kin(&self, term: u32) -> &[u32] {
        &self.kin[term as usize]
    }

    /// The term that fewest concepts use: a text without it cannot match.
    fn rarest(&self, pattern: &Pattern) -> Option<u32> {
        let weight = |t: u32| self.weights[t as usize];
        pattern.terms.iter().copied().max_by(|a, b| weight(*a).total_cmp(&weight(*b)).then(b.cmp(a)))
    }

    /// Patterns that hold the term.
    pub(crate) fn with(&self, term: u32) -> impl Iterator<Item = (u32, &Pattern)> {
        let numbers = self.by_term[term as usize].iter();
        numbers.map(|n| (*n, &self.patterns[*n as usize]))
    }

    /// Patterns whose rarest term this is.
    pub(crate) fn anchored(&self, term: u32) -> impl Iterator<Item = (u32, &Pattern)> {
        let numbers = self.by_rarest[term as usize].iter();
        numbers.map(|n| (*n, &self.patterns[*n as usize]))
    }

    /// Languages whose labels know the term, by its letter.
    pub(crate) fn knows(&self, language: Language, stem: &str) -> bool {
        self.numbers.contains_key(&format!("{}{stem}", tag(language)))
    }
}

/// The labels of a few concepts, ready to be looked for.
#[derive(Debug, Default)]
pub(crate) struct Chosen {
    terms: HashSet<u32>,
    by_rarest: HashMap<u32, Vec<u32>>,
}

impl Chosen {
    pub(crate) fn new(patterns: &Patterns, concepts: &HashSet<u32>) -> Self {
        let mut chosen = Self::default();
        for concept in concepts {
            // Patterns stand in the order of their concepts.
            let from = patterns.patterns.partition_point(|p| p.concept < *concept);
            let own = patterns.patterns[from..].iter().take_while(|p| p.concept == *concept);
            for (at, pattern) in own.enumerate() {
                chosen.terms.extend(&pattern.terms);
                if let Some(rarest) = patterns.rarest(pattern) {
                    chosen.by_rarest.entry(rarest).or_default().push((from + at) as u32);
                }
            }
        }
        chosen
    }

    pub(crate) fn has(&self, term: u32) -> bool {
        self.terms.contains(&term)
    }

    /// Chosen patterns whose rarest term this is.
    pub(crate) fn anchored<'a>(&'a self, patterns: &'a Patterns, term: u32) -> impl Iterator<Item = &'a Pattern> {
        let numbers = self.by_rarest.get(&term).map_or(&[][..], Vec::as_slice);
        numbers.iter().map(|n| &patterns.patterns[*n as usize])
    }
}

/// The label without the bracket that tells it from its namesakes.
fn unqualified(label: &str) -> &str {
    let end = label.find([' ', '（']).and_then(|_| label.find(['(', '（']));
    match end {
        Some(end) if end > 0 => label[..end].trim(),
        _ => label,
    }
}
