//! References of a text to its own provisions and annexes.

use crate::draft::{Draft, Provision};
use crate::grammar::{Form, Grammar, pattern};
use crate::labels::{Family, Style, family_of, label_number, stem};
use methods::language::Language;
use regex::Regex;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

/// A provision that a text names.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reference {
    pub family: Family,
    /// Stem of its word.
    pub word: String,
    pub style: Style,
    /// Its numbers, as 7, 2 of 7.2.
    pub numbers: Vec<u32>,
    /// Where it stands in the folded text, its word included.
    pub at: Range<usize>,
    /// Whether it belongs to another text.
    pub is_foreign: bool,
}

struct Patterns {
    /// A word and the first number behind it.
    first: Regex,
    /// A further number behind the last one.
    more: Regex,
}

fn patterns(grammar: &'static Grammar) -> &'static Patterns {
    static ALL: [OnceLock<Patterns>; 6] = [const { OnceLock::new() }; 6];
    let slot = Language::ALL.iter().position(|language| *language == grammar.language).unwrap_or(0);
    ALL[slot].get_or_init(|| {
        let language = grammar.language;
        let words = [Form::Provision, Form::Paragraph, Form::AnnexWord].map(|form| grammar.re(form).as_str().to_owned()).join("|");
        if language == Language::Chinese {
            let number = "[零〇一二三四五六七八九十百\\d]{1,4}";
            return Patterns {
                first: pattern(language, &format!("第({number})({})|(附件|附录|附表)({number}|[a-z]\\b)", grammar.re(Form::Provision).as_str().to_owned() + "|款")),
                more: pattern(language, &format!("^(?:、|和|至|及|与|,)第?({number})(?:条|项|款)")),
            };
        }
        let ordinals: Vec<String> = grammar.ordinals.keys().map(|word| regex::escape(word)).collect();
        let ordinals = ordinals.join("|");
        let article = if language == Language::Arabic { "(?:ال)?" } else { "" };
        let letters = if language == Language::Arabic { r"|الف\b|باء\b|جيم\b|دال\b|هاء\b|واو\b" } else { "" };
        let number = format!(r#"(?:n[o°º]\.? ?)?\(?"?(?:\d{{1,3}}(?:\.\d{{1,2}})*(?:\([a-z0-9]\))?|[ivx]{{1,5}}\b|\p{{Cyrillic}}\b|[a-z]\b|{article}(?:{ordinals})\b{letters})"?\)?"#);
        Patterns {
            first: pattern(language, &format!(r"(?:\b|[وبلف]|^|\s|\()({words}) ?({number})")),
            more: pattern(language, &format!(r"^ ?(?:,|-|and|or|to|et|ou|a|y|o|al|и|или|по|و|او|الي) ?(?:ال)?({number})")),
        }
    })
}

/// All references of a provision.
pub(crate) fn references(grammar: &'static Grammar, provision: &Provision) -> Vec<Reference> {
    let patterns = patterns(grammar);
    let text = provision.text();
    let mut out = Vec::new();
    for found in patterns.first.captures_iter(text) {
        let whole = found.get(0).expect("whole");
        let is_han = grammar.language == Language::Chinese;
        let (word, number) = match (found.get(1), found.get(2), found.name("3"), is_han) {
            (Some(number), Some(word), _, true) => (word.as_str(), number.as_str()),
            (_, _, _, true) => (found.get(3).map_or("", |m| m.as_str()), found.get(4).map_or("", |m| m.as_str())),
            (Some(word), Some(number), ..) => (word.as_str(), number.as_str()),
            _ => continue,
        };
        // Party is no part y.
        let gap = if is_han { " " } else { &whole.as_str()[..whole.len() - number.len()] };
        if !gap.ends_with([' ', '.', '§', '(']) {
            continue;
        }
        let Some((style, first)) = label_number(grammar, number) else { continue };
        let Some(family) = family_of(grammar, word.trim()) else { continue };
        let mut at = whole.range();
        // A number with a unit counts something.
        let counts = |end: usize| provision.numbers.iter().any(|n| n.at.end == end && n.unit.is_some() && !is_han);
        if counts(at.end) {
            continue;
        }
        let make = |numbers: Vec<u32>, style: Style, at: Range<usize>| Reference {
            family,
            word: stem(grammar.language, word.trim()),
            style,
            numbers,
            at,
            is_foreign: false,
        };
        let from = out.len();
        out.push(make(first, style, at.clone()));
        while let Some(more) = patterns.more.captures(&text[at.end..]) {
            let (whole, number) = (more.get(0).expect("whole"), more.get(1).expect("number"));
            let end = at.end + whole.end();
            match label_number(grammar, number.as_str()) {
                Some((next, numbers)) if next == style && !counts(end) => out.push(make(numbers, style, at.end + number.start()..end)),
                _ => break,
            }
            at.end = end;
        }
        let foreign = is_foreign(grammar, text, &at);
        out[from..].iter_mut().for_each(|reference| reference.is_foreign = foreign);
    }
    out
}

/// Whether a reference is followed by another instrument, or stands behind one.
fn is_foreign(grammar: &Grammar, text: &str, at: &Range<usize>) -> bool {
    let window =
        |from: usize, count: usize| &text[from..from + text[from..].char_indices().nth(count).map_or(text.len() - from, |(end, _)| end)];
    let behind = window(at.end, 80);
    // Paragraph 2 of Article 7 of the Charter: look behind what it stands in.
    let inner = patterns_behind(grammar, behind);
    let rest = &behind[inner..];
    let before = &text[..at.start];
    let last: String = before.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
    let is_common = ["common ", "commun ", "commune ", "comun ", "общей ", "общая ", "共同"].iter().any(|word| last.ends_with(word));
    let is_named = last.trim_end().ends_with(['》']) || last.ends_with("charter, ") || last.ends_with("charter ");
    let is_own = grammar.has(Form::OwnText, rest) || grammar.has(Form::OwnText, behind);
    is_common || is_named || (!is_own && grammar.has(Form::OtherText, rest))
}

/// How much of what follows is the provision that a reference stands in.
fn patterns_behind(grammar: &Grammar, behind: &str) -> usize {
    static LINK: OnceLock<Regex> = OnceLock::new();
    let link = LINK.get_or_init(|| Regex::new(r"^,? ?(?:\([a-z0-9]{1,3}\))?,? ?(?:of|de l'|de la|del|de|من)? ?(?:the )?(?:article|art\.?|articulo|стать\w+|الماده|section|chapter|chapitre|capitulo) ?(?:\d+|[ivx]+\b)").expect("a pattern"));
    if grammar.language == Language::Chinese {
        let signs = behind.find(|c: char| !"第零〇一二三四五六七八九十百()条款项0123456789".contains(c)).unwrap_or(behind.len());
        return signs;
    }
    link.find(behind).map_or(0, |found| found.end())
}

/// The numbers that a text has, by the stem of their word; the empty stem is numbers alone.
pub(crate) struct Known {
    worded: HashSet<(String, u32)>,
    words: HashSet<String>,
    bare: HashSet<u32>,
    annexes: HashSet<u32>,
    has_annexes: bool,
    lists_annexes: bool,
}

impl Known {
    pub(crate) fn of(draft: &Draft) -> Known {
        let mut known = Known {
            worded: HashSet::new(),
            words: HashSet::new(),
            bare: HashSet::new(),
            annexes: HashSet::new(),
            has_annexes: false,
            lists_annexes: draft
                .sentences()
                .any(|sentence| draft.grammar.has(Form::Attached, sentence.text()) && draft.grammar.has(Form::AnnexWord, sentence.text())),
        };
        // An annex without a number is the first.
        if draft.provisions.iter().any(|provision| provision.label.is_none() && draft.is_annex(provision)) {
            known.has_annexes = true;
            known.annexes.insert(1);
        }
        for label in draft.provisions.iter().filter_map(|provision| provision.label.as_ref()) {
            match label.family {
                Family::Annex => {
                    known.annexes.insert(label.last());
                    known.has_annexes = true;
                }
                Family::Bare => known.bare.extend(label.numbers.first()),
                _ => {
                    known.words.insert(label.word.clone());
                    known.worded.extend(label.numbers.first().map(|number| (label.word.clone(), *number)));
                }
            }
        }
        known
    }

    /// Whether a reference leads nowhere. What cannot be told is none.
    pub(crate) fn is_dangling(&self, draft: &Draft, index: usize, reference: &Reference, all: &[Reference]) -> bool {
        const HIGHER: [&str; 20] = [
            "part", "chap", "titl", "titr", "rule", "regl", "capi", "titu", "глав", "част", "разд", "فصل", "باب", "قسم", "جزء", "章",
            "部分", "节", "款", "абза",
        ];
        let Some(number) = reference.numbers.first().copied() else { return false };
        if reference.is_foreign {
            return false;
        }
        if reference.family == Family::Annex {
            return if self.has_annexes { !self.annexes.contains(&number) } else { !self.lists_annexes };
        }
        if self.words.contains(&reference.word) {
            return !self.worded.contains(&(reference.word.clone(), number));
        }
        if reference.style != Style::Number || HIGHER.contains(&reference.word.as_str()) {
            return false;
        }
        if self.words.is_empty() {
            return self.bare.len() > 1 && !self.bare.contains(&number);
        }
        reference.family == Family::Paragraph && self.lacks_paragraph(draft, index, reference, all)
    }

    /// Whether an article has no such paragraph: the one named beside it, else its own.
    fn lacks_paragraph(&self, draft: &Draft, index: usize, reference: &Reference, all: &[Reference]) -> bool {
        let near = |other: &&Reference| {
            other.family == Family::Worded
                && (reference.at.start.saturating_sub(other.at.end) <= 3 && other.at.end <= reference.at.start
                    || other.at.start.saturating_sub(reference.at.end) <= 12 && other.at.start >= reference.at.end)
        };
        let named = all.iter().find(near);
        let article = match named {
            Some(other) if other.is_foreign => return false,
            Some(other) => draft.provisions.iter().position(|provision| {
                provision.label.as_ref().is_some_and(|label| {
                    label.family == Family::Worded && label.word == other.word && label.numbers.first() == other.numbers.first()
                })
            }),
            None => Some(draft.provisions[index].article),
        };
        let Some(article) = article else { return false };
        let inside = || draft.provisions.iter().filter(|provision| provision.article == article);
        let numbered: Vec<u32> = inside()
            .filter_map(|provision| provision.label.as_ref())
            .filter(|label| label.family == Family::Bare)
            .map(|label| label.last())
            .collect();
        let plain = inside().filter(|provision| provision.label.is_none()).count() as u32 + 1;
        let number = reference.numbers[0];
        let is_there = numbered.contains(&number) || (numbered.is_empty() && number <= plain);
        !is_there && (named.is_some() || !numbered.is_empty())
    }
}
