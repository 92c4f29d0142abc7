//! Numbers of running text, in figures and in words, and what they count.

use crate::grammar::{Grammar, Unit};
use methods::language::Language;
use std::ops::Range;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    Figures,
    Words,
    Ordinal,
}

/// A number and where it stands in the folded text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Number {
    pub value: f64,
    pub at: Range<usize>,
    pub written: Written,
    /// What it counts, where that follows, and where that ends.
    pub unit: Option<(Unit, usize)>,
}

impl Number {
    /// Whether it is an article or a pronoun as likely as a number.
    pub(crate) fn is_weak(&self) -> bool {
        self.value <= 1.0 && self.written == Written::Words
    }

    /// Whether it counts time or distance.
    pub(crate) fn is_measure(&self) -> bool {
        self.unit.is_some_and(|(unit, _)| unit != Unit::Person)
    }
}

/// All numbers of a folded text, in order.
pub(crate) fn numbers(grammar: &Grammar, text: &str) -> Vec<Number> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(sign) = text[at..].chars().next() {
        let before = text[..at].chars().next_back();
        let found = if sign.is_ascii_digit() {
            Some(figures(grammar, text, at))
        } else if grammar.language == Language::Chinese {
            han(text, at)
        } else if sign.is_alphabetic() && !before.is_some_and(char::is_alphanumeric) {
            worded(grammar, text, at)
        } else {
            None
        };
        match found {
            Some(mut number) => {
                at = number.at.end;
                let glued = before.is_some_and(|c| c.is_ascii_alphabetic() || c == '.' && sign.is_ascii_digit());
                if !(glued && number.written == Written::Figures) {
                    number.unit = unit_after(grammar, text, at);
                    out.push(number);
                }
            }
            None if sign.is_alphabetic() && grammar.language != Language::Chinese => {
                // In Arabic a figure may follow the letter for *and* at once.
                let is_part = |c: char| if grammar.language == Language::Arabic { c.is_alphabetic() } else { c.is_alphanumeric() };
                at += text[at..].find(|c: char| !is_part(c)).unwrap_or(text.len() - at);
            }
            None => at += sign.len_utf8(),
        }
    }
    out
}

/// The unit behind a number, past a figure in brackets that repeats it.
fn unit_after(grammar: &Grammar, text: &str, at: usize) -> Option<(Unit, usize)> {
    let rest = &text[at..];
    let bracket =
        rest.trim_start().strip_prefix('(').and_then(|inner| inner.find(')').filter(|end| *end < 24).map(|end| &inner[end + 1..]));
    let of = |rest: &str| {
        let from = text.len() - rest.len();
        // Units are near: a window keeps long texts linear.
        let window = &rest[..rest.char_indices().nth(48).map_or(rest.len(), |(end, _)| end)];
        let spaced = window.trim_start_matches(' ');
        let gap = window.len() - spaced.len();
        grammar.units().iter().find_map(|(unit, re)| re.find(spaced).map(|found| (*unit, from + gap + found.end())))
    };
    of(rest).or_else(|| bracket.and_then(of))
}

fn figures(grammar: &Grammar, text: &str, at: usize) -> Number {
    let bytes = text.as_bytes();
    let (thousands, decimal) = match grammar.language {
        Language::English | Language::Chinese | Language::Arabic => (b',', b'.'),
        _ => (b'.', b','),
    };
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = at + digits(at);
    let mut plain = text[at..end].to_owned();
    while end < bytes.len()
        && (bytes[end] == thousands || bytes[end] == b' ')
        && digits(end + 1) == 3
        && plain.len() <= 3 * (1 + plain.len() / 4)
        && end - at <= 11
    {
        plain.push_str(&text[end + 1..end + 4]);
        end += 4;
    }
    if end + 1 < bytes.len() && bytes[end] == decimal && (1..=2).contains(&digits(end + 1)) {
        let count = digits(end + 1);
        plain.push('.');
        plain.push_str(&text[end + 1..end + 1 + count]);
        end += 1 + count;
    }
    Number { value: plain.parse().unwrap_or(f64::MAX), at: at..end, written: Written::Figures, unit: None }
}

/// A number written with Chinese signs.
fn han(text: &str, at: usize) -> Option<Number> {
    const SIGNS: &str = "零〇一二三四五六七八九十百千两廿卅";
    let length: usize = text[at..].chars().take_while(|c| SIGNS.contains(*c)).map(char::len_utf8).sum();
    let run = &text[at..at + length];
    let value = han_value(run)?;
    let is_ordinal = text[..at].ends_with('第');
    let written = if is_ordinal { Written::Ordinal } else { Written::Words };
    Some(Number { value: value.into(), at: at..at + length, written, unit: None })
}

/// What Chinese signs of a number are worth.
pub(crate) fn han_value(run: &str) -> Option<u32> {
    let digit = |c: char| "零一二三四五六七八九".chars().position(|d| d == c || (c == '〇' && d == '零')).map(|d| d as u32);
    let of = |c: char| if c == '两' { Some(2) } else { digit(c) };
    if run.is_empty() {
        return None;
    }
    if !run.contains(['十', '百', '千', '廿', '卅']) {
        return run.chars().try_fold(0u32, |sum, c| Some(sum.checked_mul(10)? + of(c)?));
    }
    let (mut sum, mut last) = (0u32, None);
    for sign in run.chars() {
        let scale = match sign {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '廿' | '卅' => {
                sum += if sign == '廿' { 20 } else { 30 };
                continue;
            }
            other => {
                last = of(other);
                continue;
            }
        };
        sum += last.take().unwrap_or(1).max(1) * scale;
    }
    Some(sum + last.unwrap_or(0))
}

/// A word of a text and its value.
struct Word {
    value: u32,
    start: usize,
    end: usize,
    is_ordinal: bool,
}

/// The number word at a place; two words such as `أحد عشر` first.
fn word_at(grammar: &Grammar, text: &str, at: usize) -> Option<Word> {
    let length = |from: usize| text[from..].find(|c: char| !c.is_alphabetic()).unwrap_or(text.len() - from);
    let first = at + length(at);
    let second = text[first..].starts_with(' ').then(|| first + 1 + length(first + 1)).filter(|end| *end > first + 1);
    for start in starts(grammar.language, &text[at..first]).into_iter().map(|skipped| at + skipped) {
        for end in [second, Some(first)].into_iter().flatten() {
            let word = &text[start..end];
            let found = grammar.numbers.get(word).map(|value| (*value, false)).or_else(|| Some((*grammar.ordinals.get(word)?, true)));
            // The second word of an Arabic ordinal carries no article.
            if let Some((value, is_ordinal)) = found {
                return Some(Word { value, start, end, is_ordinal });
            }
        }
    }
    None
}

/// Where a word may begin behind its prefixes.
fn starts(language: Language, word: &str) -> Vec<usize> {
    let mut out = vec![0];
    if language == Language::Arabic {
        for prefix in ["و", "ف", "ب", "ل", "ال", "وال", "بال", "لل", "وب", "ول", "ولل", "وبال"] {
            if word.len() > prefix.len() + 2 && word.starts_with(prefix) {
                out.push(prefix.len());
            }
        }
    }
    out
}

fn worded(grammar: &Grammar, text: &str, at: usize) -> Option<Number> {
    let first = word_at(grammar, text, at)?;
    if first.is_ordinal {
        return Some(Number { value: first.value.into(), at: first.start..first.end, written: Written::Ordinal, unit: None });
    }
    let (mut total, mut current, mut end) = (0u32, 0u32, first.end);
    let start = first.start;
    let mut next = Some((first, false));
    while let Some((word, joined)) = next.take() {
        let Some((more, now)) = add(grammar.language, current, word.value, joined) else { break };
        total += more;
        current = now;
        end = word.end;
        let gap = gap_after(grammar.language, &text[end..]);
        next =
            gap.and_then(|(skipped, joined)| Some((word_at(grammar, text, end + skipped)?, joined))).filter(|(word, _)| !word.is_ordinal);
    }
    let value = f64::from(total + current);
    Some(Number { value, at: start..end, written: Written::Words, unit: None })
}

/// How far the next word of a number is, and whether an *and* stands between.
fn gap_after(language: Language, rest: &str) -> Option<(usize, bool)> {
    let ands: &[&str] = match language {
        Language::English => &[" and ", "-and-"],
        Language::French => &[" et ", "-et-"],
        Language::Spanish => &[" y "],
        _ => &[],
    };
    if let Some(and) = ands.iter().find(|and| rest.starts_with(**and)) {
        return Some((and.len(), true));
    }
    if language == Language::Arabic && rest.starts_with(" و") {
        return Some((1, true));
    }
    rest.starts_with([' ', '-']).then_some((1, false))
}

/// Adds a word to what was read: what goes to the thousands, and what is open. None where a
/// new number begins.
fn add(language: Language, current: u32, value: u32, joined: bool) -> Option<(u32, u32)> {
    let by_place = current == 0
        || (value < 10 && current.is_multiple_of(10) && current % 100 >= 20)
        || (value < 100 && current.is_multiple_of(100) && value > 0);
    let is_said = match language {
        // Five stands beside ten, and units before tens.
        Language::Arabic => {
            (value == 10 && (3..=9).contains(&current) && !joined)
                || (joined && current < 10 && (20..100).contains(&value))
                || (joined && current >= 100 && value < 100)
        }
        Language::French => {
            (value < 20 && matches!(current % 100, 60 | 80))
                || (value < 10 && current.is_multiple_of(10) && matches!(current % 100, 10 | 70 | 90))
        }
        _ => false,
    };
    match value {
        1000 => Some((current.max(1) * 1000, 0)),
        100 if current < 10 => Some((0, current.max(1) * 100)),
        20 if language == Language::French && current == 4 => Some((0, 80)),
        _ if joined && language == Language::English && !current.is_multiple_of(100) => None,
        _ if joined && language == Language::Spanish && !(30..100).contains(&(current % 100)) => None,
        _ if is_said || (by_place && (language != Language::Arabic || current == 0)) => Some((0, current + value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(language: Language, text: &str) -> Vec<f64> {
        numbers(Grammar::of(language), &crate::fold::folded(text)).iter().map(|number| number.value).collect()
    }

    #[test]
    fn numbers_are_read_in_words_and_figures() {
        for (language, text, expected) in [
            (Language::English, "twenty-one of one hundred and five, 1,200 and 2.5", vec![21.0, 105.0, 1200.0, 2.5]),
            (Language::English, "five by the Council, five and three", vec![5.0, 5.0, 3.0]),
            (Language::French, "quatre-vingt-dix-sept, soixante et onze, dix-huit, 2,5", vec![97.0, 71.0, 18.0, 2.5]),
            (Language::Spanish, "treinta y cinco, ciento veinte, seis y seis", vec![35.0, 120.0, 6.0, 6.0]),
            (Language::Russian, "двадцать пять, сорока, 1 200", vec![25.0, 40.0, 1200.0]),
            (Language::Arabic, "خمسة عشر يوما وخمسة وعشرون عضوا وثلاثة", vec![15.0, 25.0, 3.0]),
            (Language::Arabic, "أحد عشر عضوا و٤٨ ساعة", vec![11.0, 48.0]),
            (Language::Chinese, "十五日、一百二十人、二〇三一年、廿五", vec![15.0, 120.0, 2031.0, 25.0]),
        ] {
            assert_eq!(values(language, text), expected, "{text}");
        }
    }

    #[test]
    fn a_number_knows_what_it_counts() {
        let of = |language, text: &str| numbers(Grammar::of(language), &crate::fold::folded(text))[0].unit.map(|(unit, _)| unit);
        assert_eq!(of(Language::English, "sixty (60) days"), Some(Unit::Day));
        assert_eq!(of(Language::Chinese, "48小时"), Some(Unit::Hour));
        assert_eq!(of(Language::Arabic, "٨٤ ساعة"), Some(Unit::Hour));
        assert_eq!(of(Language::Russian, "15 км от линии"), Some(Unit::Kilometre));
        assert_eq!(of(Language::Spanish, "seis delegadas"), Some(Unit::Person));
        assert_eq!(of(Language::French, "six routes"), None);
    }
}
