//! Words with `*`, and words that are probably misspelt.

use std::collections::{HashMap, HashSet};

use tantivy::Searcher;
use tantivy::schema::Field;

use crate::Result;
use crate::budget::Budget;
use crate::text::{Script, Token, is_stop_word, script_of, tokenize};

/// Most words that one word with `*` may stand for; the most frequent ones are taken.
pub(crate) const EXPANSIONS_MAX: usize = 128;
/// Fewest letters around `*`: one letter would stand for half the dictionary. One Chinese
/// character says as much as a word.
const LETTERS_MIN: usize = 2;
/// Words read from one segment's dictionary before giving up on counting.
const SCAN_MAX: usize = 50_000;
/// Most words of a question for which another spelling is looked for.
const SUGGESTED_MAX: usize = 8;

/// What a word with `*` stands for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Expanded {
    /// Words of the index, most frequent first.
    pub(crate) words: Vec<String>,
    /// Whether there may be more, which were left out.
    pub(crate) cut: bool,
    /// Whether there are too few letters to begin with.
    pub(crate) too_short: bool,
}

/// The words of the index that a word with `*` stands for.
pub(crate) fn expand(searcher: &Searcher, surface: Field, pattern: &str, budget: &Budget) -> Result<Expanded> {
    let whole = |part: &str| tokenize(part).into_iter().filter(|t| !t.is_joined()).map(|t| t.text).collect::<String>();
    let folded: Vec<String> = pattern.split('*').map(whole).collect();
    let (Some((prefix, rest)), mut cut) = (folded.split_first(), false) else {
        return Ok(Expanded::default());
    };
    let letters = folded.iter().flat_map(|part| part.chars());
    let letters: usize = letters.map(|c| if script_of(c) == Some(Script::Han) { LETTERS_MIN } else { 1 }).sum();
    if letters < LETTERS_MIN {
        return Ok(Expanded { too_short: true, ..Expanded::default() });
    }
    let mut words: HashMap<String, u64> = HashMap::new();
    for segment in searcher.segment_readers() {
        let Ok(index) = segment.inverted_index(surface) else {
            continue;
        };
        let Ok(mut stream) = index.terms().range().ge(prefix.as_bytes()).into_stream() else {
            continue;
        };
        let mut read = 0;
        while stream.advance() {
            read += 1;
            budget.spend(4)?;
            if read > SCAN_MAX || !budget.may_read_word() {
                cut = true;
                break;
            }
            let Ok(word) = std::str::from_utf8(stream.key()) else {
                continue;
            };
            if !word.starts_with(prefix.as_str()) {
                break;
            }
            if !fits(&word[prefix.len()..], rest) {
                continue;
            }
            let count = u64::from(stream.value().doc_freq);
            *words.entry(word.to_owned()).or_default() += count;
        }
    }
    let mut words: Vec<(u64, String)> = words.into_iter().map(|(w, n)| (n, w)).collect();
    words.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let most = budget.expansions(words.len().min(EXPANSIONS_MAX));
    cut = cut || most < words.len();
    words.truncate(most);
    Ok(Expanded { words: words.into_iter().map(|(_, word)| word).collect(), cut, too_short: false })
}

/// Whether `text` holds the parts in their order, the last one at its end.
fn fits(text: &str, parts: &[String]) -> bool {
    let Some((last, middle)) = parts.split_last() else {
        return text.is_empty();
    };
    let mut text = text;
    for part in middle {
        match text.find(part.as_str()) {
            Some(at) => text = &text[at + part.len()..],
            None => return false,
        }
    }
    text.ends_with(last.as_str())
}

/// How often a word occurs that is written almost like this one, and how it is written.
struct Better {
    word: String,
    passages: u64,
    changes: usize,
}

/// The query with words that the index does not know replaced by the nearest that it does; `None`
/// when nothing is to be improved. Letter case and everything between the words is kept.
pub(crate) fn suggest(
    searcher: &Searcher,
    surface: Field,
    query: &str,
    budget: &Budget,
    known: impl Fn(&Token) -> bool,
) -> Result<Option<String>> {
    let mut looked_for = HashSet::new();
    let mut better = String::new();
    let mut done = 0;
    let mut last = None;
    for token in tokenize(query) {
        let joined = last.replace(token.position) == Some(token.position);
        let letters = token.text.chars().count();
        let speaks = matches!(token.script, Script::Latin | Script::Cyrillic | Script::Arabic);
        let before = query[..token.from].chars().next_back();
        let after = query[token.to..].chars().next();
        let special = |c: Option<char>| matches!(c, Some(':' | '*'));
        // A word with hyphens is also there whole, over its parts: what was replaced is not replaced again.
        let replaced = token.from < done;
        if replaced || joined || !speaks || letters < 4 || special(before) || special(after) {
            continue;
        }
        if is_stop_word(&token.text, token.script) || known(&token) {
            continue;
        }
        budget.spend(256)?;
        // A pasted text, or one in a language that is not here, is no question full of slips.
        looked_for.insert(token.text.clone());
        if looked_for.len() > SUGGESTED_MAX {
            break;
        }
        let Some(found) = nearest(searcher, surface, &token.text, budget)? else {
            continue;
        };
        better.push_str(&query[done..token.from]);
        better.push_str(&found);
        done = token.to;
    }
    Ok((done > 0).then(|| better + &query[done..]))
}

/// The most frequent among the words nearest to an unknown one.
fn nearest(searcher: &Searcher, surface: Field, word: &str, budget: &Budget) -> Result<Option<String>> {
    let letters: Vec<char> = word.chars().collect();
    let most = if letters.len() < 6 { 1 } else { 2 };
    let first = letters[0].to_string();
    let mut best: Option<Better> = None;
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(surface)?;
        // People get the first letter right; one part of the dictionary is enough.
        let stream = index.terms().range().ge(first.as_bytes()).into_stream();
        let mut stream = stream.map_err(tantivy::TantivyError::from)?;
        while stream.advance() && budget.may_read_word() {
            budget.spend(16)?;
            let Ok(other) = std::str::from_utf8(stream.key()) else {
                continue;
            };
            if !other.starts_with(first.as_str()) {
                break;
            }
            let Some(changes) = distance(&letters, other, most) else {
                continue;
            };
            if changes == 0 {
                return Ok(None);
            }
            let passages = u64::from(stream.value().doc_freq);
            let better = best.as_ref().is_none_or(|b| {
                let key = |changes, passages| (changes, std::cmp::Reverse(passages));
                key(changes, passages) < key(b.changes, b.passages)
            });
            if better {
                best = Some(Better { word: other.to_owned(), passages, changes });
            }
        }
    }
    Ok(best.map(|b| b.word))
}

/// Letters to add, remove, replace or swap with their neighbour; `None` beyond `most`.
fn distance(word: &[char], other: &str, most: usize) -> Option<usize> {
    let other: Vec<char> = other.chars().collect();
    if word.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in word.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let replaced = row[j] + usize::from(a != b);
            let mut least = replaced.min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && word[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            next.push(least);
        }
        if next.iter().min().is_none_or(|least| *least > most) {
            return None;
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().filter(|changes| *changes <= most)
}
