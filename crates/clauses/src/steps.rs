//! The steps of a timetable: their days, and what each waits for.

use crate::draft::Draft;
use crate::grammar::{Form, Grammar};
use crate::labels::{Family, label_number};
use methods::language::Language;
use regex::Regex;
use std::collections::BTreeMap;
use std::ops::Range;

/// A day of a step, as D+N.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StepDay {
    pub day: i32,
    /// From this day, by this day, or on it.
    pub bound: Bound,
    pub provision: usize,
    pub at: Range<usize>,
}

/// How a day binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    From,
    Until,
    On,
}

/// What a step waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wait {
    pub number: u32,
    pub provision: usize,
    pub at: Range<usize>,
}

/// A step.
#[derive(Debug, Clone, Default)]
pub(crate) struct Step {
    pub number: u32,
    /// Where it is set out.
    pub provision: usize,
    /// The word it is called by: step and phase may stand in one text.
    pub word: String,
    pub days: Vec<StepDay>,
    pub waits: Vec<Wait>,
}

/// A step as a sentence names it.
struct Mention {
    number: u32,
    word: String,
    at: Range<usize>,
    /// Another step waits for it here.
    is_awaited: bool,
}

/// The steps that a text sets out.
pub(crate) fn steps(draft: &Draft) -> Vec<Step> {
    let mut out: BTreeMap<(String, u32), Step> = BTreeMap::new();
    let mut waits: Vec<((String, u32), Wait)> = Vec::new();
    for (index, provision) in draft.provisions.iter().enumerate().filter(|(_, p)| p.is_operative()) {
        let text = provision.text();
        // A provision that is itself labelled as a step: all in it belongs to that step.
        let own = provision.label.as_ref().filter(|label| label.family == Family::Step).map(|label| (label.word.clone(), label.last()));
        if let Some(key) = &own {
            let step =
                out.entry(key.clone()).or_insert_with(|| Step { number: key.1, word: key.0.clone(), provision: index, ..Step::default() });
            step.provision = step.provision.min(index);
        }
        for range in &provision.sentences {
            let all = mentions(draft.grammar, text, range);
            let subject = all
                .iter()
                .find(|mention| !mention.is_awaited)
                .map(|mention| (mention.word.clone(), mention.number))
                .or_else(|| own.clone());
            if let Some(first) = all.iter().find(|mention| !mention.is_awaited)
                && opens(text, range, first)
            {
                let key = (first.word.clone(), first.number);
                out.entry(key).or_insert_with(|| Step {
                    number: first.number,
                    word: first.word.clone(),
                    provision: index,
                    ..Step::default()
                });
            }
            let Some(subject) = subject else { continue };
            for mention in all.iter().filter(|mention| mention.is_awaited && (mention.word.clone(), mention.number) != subject) {
                waits.push((subject.clone(), Wait { number: mention.number, provision: index, at: mention.at.clone() }));
            }
            let days = days_of(draft.grammar, index, text, range);
            if let Some(step) = out.get_mut(&subject) {
                step.days.extend(days);
            }
        }
    }
    for (subject, wait) in waits {
        if let Some(step) = out.get_mut(&subject) {
            step.waits.push(wait);
        }
    }
    out.into_values().collect()
}

/// Whether a sentence sets a step out: it begins with it.
fn opens(text: &str, range: &Range<usize>, mention: &Mention) -> bool {
    text[range.start..mention.at.start].chars().count() <= 12
}

/// The steps that a sentence names.
fn mentions(grammar: &Grammar, text: &str, range: &Range<usize>) -> Vec<Mention> {
    let sentence = &text[range.clone()];
    let mut out = Vec::new();
    for found in grammar.re(Form::Step).find_iter(sentence) {
        let (number, end) = match number_beside(grammar, sentence, &found.range()) {
            Some(found) => found,
            None => continue,
        };
        let word = crate::labels::stem(
            grammar.language,
            &found.as_str().chars().filter(|c| c.is_alphabetic() && !"第一二三四五六七八九十".contains(*c)).collect::<String>(),
        );
        let start = range.start + found.start();
        out.push(Mention { number, word, at: start..range.start + end, is_awaited: is_awaited(grammar, sentence, found.start(), end) });
    }
    out
}

/// The number of a step: behind its word, or before it as an ordinal.
fn number_beside(grammar: &Grammar, text: &str, at: &Range<usize>) -> Option<(u32, usize)> {
    if grammar.language == Language::Chinese {
        let digits: String = text[at.clone()].chars().filter(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c)).collect();
        return label_number(grammar, &digits).map(|(_, numbers)| (numbers[0], at.end));
    }
    let behind = text[at.end..].trim_start_matches([' ', '№']);
    let from = text.len() - behind.len();
    let length = behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len());
    let word = behind[..length].strip_prefix("ال").unwrap_or(&behind[..length]);
    let is_number = |word: &str| {
        let known = grammar.ordinals.contains_key(word)
            || grammar.numbers.contains_key(word)
            || word.chars().all(|c| c.is_ascii_digit() || "ivx".contains(c));
        !word.is_empty()
            && (known || (word.chars().count() == 1 && grammar.language != Language::Russian && !matches!(word, "a" | "y" | "o" | "e")))
    };
    if is_number(word) && from - at.end <= 3 {
        return label_number(grammar, word).map(|(_, numbers)| (numbers[0], from + length));
    }
    let before = text[..at.start].trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    grammar.ordinals.get(before).map(|value| (*value, at.end))
}

/// Whether another step waits for the one named here: *after*, *once* stand right before it,
/// or, in Chinese, behind it.
fn is_awaited(grammar: &Grammar, text: &str, start: usize, end: usize) -> bool {
    let near = |from: &str, count: usize| from.char_indices().rev().nth(count).map_or(0, |(at, _)| at);
    if grammar.language == Language::Chinese {
        let behind: String = text[end..].chars().take(6).collect();
        let before = &text[near(&text[..start], 3)..start];
        return grammar.re(Form::StepAfter).find(&behind).is_some_and(|found| found.start() <= 6) && start > 0
            || before.ends_with(['待', '在', '俟']);
    }
    let before = &text[near(&text[..start], 34)..start];
    let clause = before.rsplit([';', ':']).next().unwrap_or_default();
    grammar
        .re(Form::StepAfter)
        .find_iter(clause)
        .last()
        .is_some_and(|found| clause[found.end()..].split_whitespace().count() <= 4 && !clause[found.end()..].contains(','))
}

/// The days D+N of a sentence.
pub(crate) fn days_of(grammar: &Grammar, index: usize, text: &str, range: &Range<usize>) -> Vec<StepDay> {
    let sentence = &text[range.clone()];
    let re: &Regex = grammar.re(Form::DayPlus);
    re.captures_iter(sentence)
        .filter_map(|found| {
            let number = found.iter().skip(1).flatten().next()?;
            let day = number.as_str().parse().ok()?;
            let whole = found.get(0).expect("whole");
            let before = &sentence[..whole.start()];
            let from = before.char_indices().rev().nth(18).map_or(0, |(at, _)| at);
            let near = before[from..].trim_end();
            let ends_with = |form: Form| grammar.re(form).find_iter(near).last().is_some_and(|found| near.len() - found.end() <= 6);
            let bound = if ends_with(Form::ByDate) {
                Bound::Until
            } else if ends_with(Form::FromDate) {
                Bound::From
            } else {
                Bound::On
            };
            Some(StepDay { day, bound, provision: index, at: range.start + whole.start()..range.start + whole.end() })
        })
        .collect()
}
