//! Shows where a passage matched.

use std::collections::HashSet;
use std::ops::Range;

use crate::query::plan::Planned;
use crate::text::{Stems, terms_of, tokenize, topic_terms};
use crate::thesaurus::{Chosen, Thesaurus};
use methods::language::Language;

/// Finds what to highlight.
pub(crate) struct Marker<'a> {
    thesaurus: &'a Thesaurus,
    planned: &'a Planned,
    /// Wording of the topics in use; none where no topic is.
    chosen: Option<Chosen>,
}

/// Characters of a snippet.
const SNIPPET_CHARS: usize = 280;

impl<'a> Marker<'a> {
    pub(crate) fn new(thesaurus: &'a Thesaurus, planned: &'a Planned) -> Self {
        let concepts: HashSet<u32> = planned.concepts.iter().copied().collect();
        let chosen = (!concepts.is_empty()).then(|| thesaurus.chosen(&concepts));
        Self { thesaurus, planned, chosen }
    }

    /// Byte ranges to highlight, sorted, not overlapping.
    pub(crate) fn mark(&self, text: &str, language: Language, stems: &mut Stems) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let tokens = tokenize(text);
        for term in terms_of(&tokens, language, stems) {
            if self.planned.shown.contains(&term.text) {
                ranges.push(term.from as usize..term.to as usize);
            }
        }
        for run in &self.planned.shown_runs {
            ranges.extend(text.match_indices(run.as_str()).map(|(at, found)| at..at + found.len()));
        }
        if !self.planned.shown_words.is_empty() {
            let shown = tokens.iter().filter(|token| self.planned.shown_words.contains(&token.text));
            ranges.extend(shown.map(|token| token.from..token.to));
        }
        if let Some(chosen) = &self.chosen {
            let terms = topic_terms(&tokens, language, stems);
            let places = self.thesaurus.evidence(&terms, chosen);
            ranges.extend(places.into_iter().map(|(from, to)| from as usize..to as usize));
        }
        merge(ranges)
    }
}

fn merge(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|r| (r.start, r.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// The stretch of the text with most highlights, begun and ended between words where there are any.
pub(crate) fn snippet(text: &str, highlights: &[Range<usize>]) -> Range<usize> {
    // Characters are up to four bytes; the borders are set in bytes first.
    let wide = if text.is_ascii() { 1 } else { text.len().div_ceil(text.chars().count().max(1)) };
    let size = SNIPPET_CHARS * wide;
    if text.len() <= size {
        return 0..text.len();
    }
    let mut best = (0, 0);
    let mut last = 0;
    for (at, range) in highlights.iter().enumerate() {
        while highlights.get(last).is_some_and(|h| h.end <= range.start + size * 4 / 5) {
            last += 1;
        }
        if last - at.min(last) > best.0 {
            best = (last - at, range.start);
        }
    }
    // A little of what stands before the first highlight makes it readable.
    let lead = best.1.saturating_sub(size / 8);
    let from = if lead == 0 { 0 } else { word_start(text, lead, best.1) };
    let to = (from + size).min(text.len());
    let to = if to == text.len() { to } else { word_end(text, to, from) };
    from..to
}

fn word_start(text: &str, from: usize, until: usize) -> usize {
    let from = text.floor_char_boundary(from);
    match text[from..until].find(char::is_whitespace) {
        Some(space) => {
            let space = from + space;
            space + text[space..].chars().next().map_or(0, char::len_utf8)
        }
        None => from,
    }
}

fn word_end(text: &str, to: usize, from: usize) -> usize {
    let to = text.floor_char_boundary(to);
    let half = text.floor_char_boundary((from + to) / 2);
    text[half..to].rfind(char::is_whitespace).map_or(to, |space| half + space)
}
