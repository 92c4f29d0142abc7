//! Enumerations: items set out below a provision, and items that run on inside a sentence.

use crate::draft::{Draft, Provision};
use crate::grammar::{Form, Grammar};
use crate::labels::{ABJAD, Family, HIJAI, RUSSIAN, Style, label_number, letter_value, roman_value};
use crate::numbers::Written;
use methods::language::Language;
use regex::Regex;
use std::ops::Range;
use std::sync::OnceLock;

/// One item of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub style: Style,
    pub value: u32,
    /// Its letter, where it has one.
    pub letter: Option<char>,
    /// The provision it stands in.
    pub provision: usize,
    /// Its label in that provision's folded text; empty where the label is the provision's own.
    pub label: Range<usize>,
    /// Its text.
    pub text: Range<usize>,
}

/// An enumeration.
#[derive(Debug, Clone)]
pub(crate) struct List {
    /// The provision that opens it, and where the items begin there.
    pub opens: (usize, usize),
    pub items: Vec<Item>,
}

fn marker() -> &'static Regex {
    static RE: OnceLock<Regex> = OnceLock::new();
    RE.get_or_init(|| {
        Regex::new(r#"\(?"?([ivxl]{1,5}|[a-z]|\p{Cyrillic}|\p{Arabic}|\d{1,2}|[一二三四五六七八九十]{1,3})"?\)"#).expect("a pattern")
    })
}

/// All enumerations of a draft.
pub(crate) fn lists(draft: &Draft) -> Vec<List> {
    let mut out = Vec::new();
    for (index, provision) in draft.provisions.iter().enumerate().filter(|(_, provision)| provision.is_operative()) {
        inline(draft.grammar, index, provision, &mut out);
        let items: Vec<Item> = draft
            .provisions
            .iter()
            .enumerate()
            .skip(index + 1)
            .take_while(|(_, below)| below.parent.is_some_and(|parent| parent >= index))
            .filter(|(_, below)| below.parent == Some(index))
            .filter_map(|(at, below)| {
                let label = below.label.as_ref().filter(|label| label.family == Family::Bare && label.numbers.len() == 1)?;
                let letter = (label.style == Style::Letter).then(|| label.raw.chars().find(|c| c.is_alphabetic())).flatten();
                Some(Item { style: label.style, value: label.last(), letter, provision: at, label: 0..0, text: 0..below.text().len() })
            })
            .collect();
        if items.len() > 1 {
            out.push(List { opens: (index, provision.text().len()), items });
        }
    }
    out
}

/// The enumerations inside a provision. The first item stands behind a colon.
fn inline(grammar: &Grammar, index: usize, provision: &Provision, out: &mut Vec<List>) {
    let text = provision.text();
    let mut open: Option<List> = None;
    let mut close = |list: Option<List>, end: usize| {
        if let Some(mut list) = list.filter(|list| list.items.len() > 1) {
            if let Some(last) = list.items.last_mut() {
                last.text.end = end;
            }
            out.push(list);
        }
    };
    for found in marker().captures_iter(text) {
        let (whole, inner) = (found.get(0).expect("whole"), found.get(1).expect("inner").as_str());
        let before = text[..whole.start()].trim_end();
        let follows_number = provision.numbers.iter().any(|number| number.written == Written::Words && number.at.end == before.len());
        let next_is_letter = text[..whole.start()].chars().next_back().is_some_and(char::is_alphanumeric);
        if follows_number || next_is_letter {
            continue;
        }
        let (style, value) = kind(grammar, inner, open.as_ref());
        let letter = inner.chars().next().filter(|c| style == Style::Letter && c.is_alphabetic());
        let begins = value == 1 && (before.ends_with(':') || before.is_empty() || text[before.len()..whole.start()].contains('\n'));
        let goes_on = open.as_ref().is_some_and(|list| list.items[0].style == style) && is_parted(grammar, before);
        if begins {
            close(open.take(), whole.start());
            open = Some(List { opens: (index, before.len()), items: Vec::new() });
        } else if !goes_on {
            continue;
        }
        let list = open.as_mut().expect("opened");
        if let Some(last) = list.items.last_mut() {
            last.text.end = whole.start();
        }
        list.items.push(Item { style, value, letter, provision: index, label: whole.range(), text: whole.end()..text.len() });
    }
    close(open, text.len());
}

/// Items are parted by a sign or by *and* and *or*.
fn is_parted(grammar: &Grammar, before: &str) -> bool {
    before.ends_with([';', ',', '.', '。', '、', ':'])
        || before.rsplit(' ').next().is_some_and(|word| {
            let ands = match grammar.language {
                Language::English => ["and", "or"],
                Language::French => ["et", "ou"],
                Language::Spanish => ["y", "o"],
                Language::Russian => ["и", "или"],
                Language::Arabic => ["و", "او"],
                Language::Chinese => ["和", "或"],
            };
            ands.contains(&word)
        })
}

/// (i) may be the letter behind (h) or the first Roman number.
fn kind(grammar: &Grammar, inner: &str, open: Option<&List>) -> (Style, u32) {
    let style = open.and_then(|list| list.items.first()).map(|item| item.style);
    let letter = inner.chars().next().filter(|_| inner.chars().count() == 1).and_then(letter_value);
    match (roman_value(inner), letter) {
        (Some(roman), letter) if style != Some(Style::Letter) || letter.is_none() => (Style::Roman, roman),
        (_, Some(letter)) => (Style::Letter, letter),
        _ => label_number(grammar, inner).map_or((Style::Number, 0), |(style, numbers)| (style, numbers[0])),
    }
}

/// What comes wrong behind an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Follows,
    Doubled,
    Skipped,
    /// A new list, or something that no rule orders.
    Other,
}

/// Whether one label follows another.
pub(crate) fn order(language: Language, before: &Item, after: &Item) -> Order {
    if let (Some(a), Some(b)) = (before.letter, after.letter)
        && !a.is_ascii()
    {
        return letters(a, b);
    }
    match i64::from(after.value) - i64::from(before.value) {
        1 => Order::Follows,
        // The letter ñ stands behind n.
        0 if language == Language::Spanish && before.letter == Some('n') => Order::Follows,
        0 => Order::Doubled,
        2 if language == Language::Spanish && before.letter == Some('n') => Order::Follows,
        2 | 3 => Order::Skipped,
        _ => Order::Other,
    }
}

/// Letters that Russian lists may leave out.
const LEFT_OUT: [char; 8] = ['ё', 'з', 'й', 'о', 'ч', 'ъ', 'ы', 'ь'];

fn letters(a: char, b: char) -> Order {
    let gap = |all: &str| {
        let place = |letter: char| all.chars().position(|c| c == letter);
        let (from, to) = (place(a)?, place(b)?);
        Some((from, to))
    };
    if a == b {
        return Order::Doubled;
    }
    for all in [ABJAD, HIJAI] {
        if gap(all).is_some_and(|(from, to)| to == from + 1) {
            return Order::Follows;
        }
    }
    if let Some((from, to)) = gap(RUSSIAN) {
        let between = RUSSIAN.chars().skip(from + 1).take(to.saturating_sub(from + 1)).filter(|c| !LEFT_OUT.contains(c)).count();
        return if to <= from {
            Order::Other
        } else if between == 0 {
            Order::Follows
        } else if between <= 2 {
            Order::Skipped
        } else {
            Order::Other
        };
    }
    match gap(ABJAD) {
        Some((from, to)) if to > from && to - from <= 3 => Order::Skipped,
        _ => Order::Other,
    }
}

/// How many things a list claims to hold: the last number before it that counts no measure.
pub(crate) fn claimed(draft: &Draft, list: &List) -> Option<crate::numbers::Number> {
    let (index, at) = list.opens;
    let provision = &draft.provisions[index];
    let sentence = provision.sentences.iter().rev().find(|sentence| sentence.start <= at)?;
    let before = &provision.text()[sentence.start..at.min(sentence.end)];
    // The number stands near the colon: *three topics:*, *the following four duties:*.
    let near = before.char_indices().rev().nth(39).map_or(0, |(from, _)| from) + sentence.start;
    let is_claim = |number: &&crate::numbers::Number| {
        let is_near = number.at.start >= near && number.at.end <= at;
        let counts =
            !number.is_weak() && !number.is_measure() && number.written != Written::Ordinal && (2.0..=40.0).contains(&number.value);
        is_near && counts && !draft.grammar.re(Form::Limit).is_match(provision.text()[sentence.start..number.at.start].trim_end())
    };
    let found: Vec<_> = provision.numbers.iter().filter(is_claim).collect();
    let tail = &provision.text()[found.last()?.at.end..at.min(provision.text().len())];
    let is_near = tail.split_whitespace().count() <= 5 && !tail.contains([',', ';', ')', '。', '.']);
    // A reference, a date or a share is no claim.
    let before_number = &provision.text()[..found.last()?.at.start];
    let word = before_number.trim_end().rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let is_reference = crate::labels::family_of(draft.grammar, word).is_some();
    let is_date = provision.days.iter().any(|day| day.at.contains(&found[found.len() - 1].at.start));
    // Both of two parties: they are no things to be listed.
    let is_actor = draft.grammar.has(Form::Actor, tail);
    (is_near && !is_reference && !is_date && !is_actor).then(|| found[found.len() - 1].clone())
}
