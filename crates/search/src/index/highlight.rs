//! Shows where a passage matched.

use std::collections::HashSet;
use std::ops::Range;

use methods::language::Language;
use crate::query::plan::Planned;
use crate::text::{Stems, terms, tokenize};
use crate::thesaurus::Thesaurus;

/// Finds what to highlight.
pub(crate) struct Marker<'a> {
    thesaurus: &'a Thesaurus,
    planned: &'a Planned,
    /// Terms of the wording of the topics in use.
    concepts: HashSet<u32>,
}

/// Characters of a snippet.
const SNIPPET_CHARS: usize = 280;

impl<'a> Marker<'a> {
    pub(crate) fn new(thesaurus: &'a Thesaurus, planned: &'a Planned) -> Self {
        Self {
            thesaurus,
            planned,
            concepts: planned.concepts.iter().copied().collect(),
        }
    }

    /// Byte ranges to highlight, sorted, not overlapping.
    pub(crate) fn mark(
        &self,
        text: &str,
        language: Language,
        stems: &mut Stems,
    ) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for term in terms(text, language, stems) {
            if self.planned.shown.contains(&term.text) {
                ranges.push(term.from as usize..term.to as usize);
            }
        }
        if !self.planned.shown_words.is_empty() {
            for token in tokenize(text) {
                if self.planned.shown_words.contains(&token.text) {
                    ranges.push(token.from..token.to);
                }
            }
        }
        if !self.concepts.is_empty() {
            let tokens = tokenize(text);
            let terms = crate::text::topic_terms(&tokens, language, stems);
            for place in self.thesaurus.evidence(&terms, &self.concepts) {
                ranges.push(place.0 as usize..place.1 as usize);
            }
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
