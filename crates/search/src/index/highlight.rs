//! Shows where a passage matched.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::passage::Passage;
use crate::query::plan::{AskedWord, Planned};
use crate::request::Why;
use crate::text::{Stems, terms_of, tokenize, topic_terms};
use crate::thesaurus::{Chosen, Thesaurus};
use methods::language::Language;

/// Finds what to highlight.
pub(crate) struct Marker<'a> {
    thesaurus: &'a Thesaurus,
    planned: &'a Planned,
    /// Wording of the topics in use; none where no topic is.
    chosen: Option<Chosen>,
    /// Which words of the question a term stands for.
    words: HashMap<&'a str, Vec<usize>>,
    /// Of the screen.
    language: Language,
}

/// Characters of a snippet.
const SNIPPET_CHARS: usize = 280;

/// What matched in a passage.
#[derive(Debug, Default)]
pub(crate) struct Marked {
    /// Byte ranges, sorted, not overlapping.
    pub(crate) ranges: Vec<Range<usize>>,
    /// For each word of the question where it first stands.
    words: Vec<Option<Range<usize>>>,
}

/// Most topics, and words, that are named as reasons.
const TOPICS_NAMED: usize = 2;
const WORDS_NAMED: usize = 5;

impl<'a> Marker<'a> {
    pub(crate) fn new(thesaurus: &'a Thesaurus, planned: &'a Planned, language: Language) -> Self {
        let concepts: HashSet<u32> = planned.concepts.iter().copied().collect();
        let chosen = (!concepts.is_empty()).then(|| thesaurus.chosen(&concepts));
        let mut words: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, word) in planned.words.iter().enumerate() {
            word.terms.iter().for_each(|term| words.entry(term).or_default().push(at));
        }
        Self { thesaurus, planned, chosen, words, language }
    }

    /// What to highlight.
    pub(crate) fn mark(&self, text: &str, language: Language, stems: &mut Stems) -> Marked {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut words: Vec<Option<Range<usize>>> = vec![None; self.planned.words.len()];
        let tokens = tokenize(text);
        for term in terms_of(&tokens, language, stems) {
            let place = term.from as usize..term.to as usize;
            for at in self.words.get(term.text.as_str()).into_iter().flatten() {
                words[*at].get_or_insert_with(|| place.clone());
            }
            if self.planned.shown.contains(&term.text) {
                ranges.push(place);
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
            let places = self.thesaurus.evidence(&terms, chosen).into_iter().map(|(from, to)| from as usize..to as usize);
            // Evidence of a topic may hold words between: where those of the question stand in it,
            // they are what matched.
            let asked = ranges.clone();
            ranges.extend(places.filter(|place| asked.iter().all(|word| word.end <= place.start || place.end <= word.start)));
        }
        Marked { ranges: merge(ranges), words }
    }

    /// How much of the question a passage answers by its words, its title's words and its topics,
    /// where each word counts by its share.
    pub(crate) fn covers(&self, marked: &Marked, why: &[Why], shares: &[f32]) -> f32 {
        let titled = |word: &AskedWord| why.iter().any(|why| matches!(why, Why::Title(words) if words.contains(&word.text)));
        let asked = self.planned.words.iter().zip(&marked.words).zip(shares);
        let words = asked.filter(|((word, place), _)| place.is_some() || titled(word)).map(|(_, share)| share).sum();
        let topic = if why.iter().any(|why| matches!(why, Why::Topic(_))) { self.planned.explained } else { 0.0 };
        topic.max(words)
    }

    /// Why a passage was found; `topics` are those that it clearly deals with.
    pub(crate) fn why(&self, marked: &Marked, (passage, language, topics): (&Passage, Language, &[String]), stems: &mut Stems) -> Vec<Why> {
        let mut why = Vec::new();
        for number in &self.planned.concepts {
            let concept = self.thesaurus.at(*number);
            let topic = Why::Topic(concept.name(self.language).to_owned());
            if why.len() < TOPICS_NAMED && topics.contains(&concept.id) && !why.contains(&topic) {
                why.push(topic);
            }
        }
        let words = beside(&passage.text, marked.words.iter().flatten().cloned().collect());
        if !words.is_empty() {
            why.push(Why::Words(words));
        }
        let missing: Vec<&AskedWord> =
            self.planned.words.iter().zip(&marked.words).filter(|(_, place)| place.is_none()).map(|(word, _)| word).collect();
        if !missing.is_empty() {
            let heads = tokenize(&format!("{}\n{}", passage.heading, passage.title));
            let heads: HashSet<String> = terms_of(&heads, language, stems).into_iter().map(|term| term.text).collect();
            let titled = missing.into_iter().filter(|word| word.terms.iter().any(|term| heads.contains(term)));
            let titled: Vec<String> = titled.map(|word| word.text.clone()).take(WORDS_NAMED).collect();
            if !titled.is_empty() {
                why.push(Why::Title(titled));
            }
        }
        if why.is_empty() && !self.planned.words.is_empty() {
            why.push(Why::Meaning);
        }
        why
    }
}

/// The words at these places as the text writes them; those beside each other as one.
fn beside(text: &str, mut places: Vec<Range<usize>>) -> Vec<String> {
    places.sort_by_key(|place| (place.start, place.end));
    places.dedup();
    let mut runs: Vec<Range<usize>> = Vec::new();
    for place in places {
        match runs.last_mut() {
            Some(run) if place.start <= run.end || text[run.end..place.start].chars().all(|c| c == ' ' || c == '-') => {
                run.end = run.end.max(place.end);
            }
            _ => runs.push(place),
        }
    }
    runs.truncate(WORDS_NAMED);
    runs.into_iter().map(|run| text[run].to_owned()).collect()
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
    // The sentence that holds it comes first; of a long one, a little of what stands before.
    let lead = best.1.saturating_sub(size / 8);
    let sentence = sentence_start(text, best.1).filter(|start| best.1 - start <= size / 3);
    let from = sentence.unwrap_or_else(|| if lead == 0 { 0 } else { word_start(text, lead, best.1) });
    let to = (from + size).min(text.len());
    let to = if to == text.len() { to } else { word_end(text, to, from) };
    from..to
}

/// Where the sentence begins that holds this place.
fn sentence_start(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let ends = before.char_indices().rev().find_map(|(place, c)| {
        let after = place + c.len_utf8();
        let spaced = text[after..].starts_with(char::is_whitespace);
        let ends = matches!(c, '。' | '；' | '！' | '？' | '؟' | '؛' | '\n') || matches!(c, '.' | ';' | '!' | '?' | ':') && spaced;
        ends.then_some(after)
    });
    match ends {
        Some(after) => Some(after + text[after..at].len() - text[after..at].trim_start().len()),
        None => Some(0),
    }
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

#[cfg(test)]
mod tests {
    use super::snippet;

    #[test]
    fn the_sentence_that_matched_comes_first() {
        let before = "The elders meet at the ferry in spring. ".repeat(12);
        let text = format!("{before}The wardens count the boats each morning. {before}");
        let at = text.find("boats").expect("the word");
        let marked: Vec<_> = std::iter::once(at..at + 5).collect();
        let shown = &text[snippet(&text, &marked)];
        assert!(shown.starts_with("The wardens count the boats"), "{shown}");
        let short = "The wardens count the boats.";
        assert_eq!(snippet(short, &[]), 0..short.len());
    }
}
