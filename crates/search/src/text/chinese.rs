//! Chinese has no spaces: words come from a dictionary.

use std::sync::OnceLock;

use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed, options::WordBreakInvariantOptions};

use super::Term;
use super::tokens::{Script, Token};

/// Adds the words of `text[from..to]`, a run of Chinese characters.
pub(super) fn words(text: &str, from: usize, to: usize, (position, place): (&mut u32, &mut u32), tokens: &mut Vec<Token>) {
    static SEGMENTER: OnceLock<WordSegmenterBorrowed<'static>> = OnceLock::new();
    let segmenter = SEGMENTER.get_or_init(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
    let run = &text[from..to];
    let mut begin = 0;
    for end in segmenter.segment_str(run).filter(|end| *end > 0) {
        let text = run[begin..end].to_owned();
        let places = text.chars().count() as u32;
        tokens.push(Token { text, from: from + begin, to: from + end, position: *position, place: *place, places, script: Script::Han });
        *position += 1;
        *place += places;
        begin = end;
    }
}

/// The pairs of characters inside a longer word: whoever asks for 停火 also means 停火线.
pub(super) fn parts(word: &str) -> impl Iterator<Item = &str> {
    let ends: Vec<usize> = word.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    let pairs = if ends.len() > 2 { ends.len() - 1 } else { 0 };
    (0..pairs).map(move |i| {
        let begin = if i == 0 { 0 } else { ends[i - 1] };
        &word[begin..ends[i + 1]]
    })
}

/// Makes pairs of neighbouring characters from words that follow each other without a gap.
/// Function characters part what they join: 妇女的权利 gives 妇女 and 权利 as 妇女权利 does, less 女权.
#[derive(Default)]
pub(super) struct Run {
    last: Option<(char, u32, u32, u32)>,
    alone: bool,
}

impl Run {
    pub(super) fn add(&mut self, token: &Token, terms: &mut Vec<Term>) {
        if super::is_stop_word(&token.text, Script::Han) {
            self.finish(terms);
            return;
        }
        if self.last.is_some_and(|(_, _, to, _)| to != token.from as u32) {
            self.finish(terms);
        }
        for (at, c) in token.text.char_indices() {
            let from = (token.from + at) as u32;
            let to = from + c.len_utf8() as u32;
            if let Some((before, start, _, position)) = self.last {
                terms.push(pair(&[before, c], position, start, to));
                self.alone = false;
            } else {
                self.alone = true;
            }
            self.last = Some((c, from, to, token.position));
        }
    }

    /// Ends the run; a single character stands for itself.
    pub(super) fn finish(&mut self, terms: &mut Vec<Term>) {
        if let (Some((c, from, to, position)), true) = (self.last, self.alone) {
            terms.push(pair(&[c], position, from, to));
        }
        *self = Self::default();
    }
}

fn pair(chars: &[char], position: u32, from: u32, to: u32) -> Term {
    let mut text = String::from("z");
    text.extend(chars);
    Term { text, position, from, to }
}
