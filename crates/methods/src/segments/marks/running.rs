//! Marks without a word: `1.`, `1.2A`, `(aa)`, `①`, `一、`, `أولاً:`, `IV.`, `-`.

use super::head::Head;
use super::numerals::{circled, digits, han_number, letter, repeated_letter, roman};
use super::ordinals::{self, Words};
use super::words::{insertion, is_han};
use super::{Family, Mark, Numbers, closed, ends_word, mark};

pub(super) fn read(head: &Head) -> Option<Mark> {
    han(head)
        .or_else(|| ordinal(head))
        .or_else(|| in_a_circle(head))
        .or_else(|| bullet(head))
        .or_else(|| bracketed(head))
        .or_else(|| numbered(head))
        .or_else(|| lettered_alone(head))
}

/// 一、 （一）
fn han(head: &Head) -> Option<Mark> {
    let text = head.text.as_str();
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Some(rest) = text.strip_prefix('(') {
        let rest_trimmed = rest.trim_start_matches(' ');
        let (number, length) = han_number(rest_trimmed).filter(|_| !rest_trimmed.starts_with(|c: char| c.is_ascii_digit()))?;
        let at = text.len() - rest_trimmed.len() + length;
        let close = text[at..].trim_start_matches(' ');
        let end = text.len() - close.len() + 1;
        return close.starts_with(')').then(|| mark(Family::HanBrackets, number, end));
    }
    let (number, length) = han_number(text)?;
    let rest = text[length..].trim_start_matches(' ');
    let close = rest.chars().next().filter(|c| "、.:".contains(*c))?;
    Some(mark(Family::HanNumber, number, text.len() - rest.len() + close.len_utf8()))
}

/// أولاً: Primero. Second.
fn ordinal(head: &Head) -> Option<Mark> {
    let text = head.text.as_str();
    if !text.starts_with(char::is_alphabetic) {
        return None;
    }
    let (number, length) = ordinals::read(text, Words::Ordinals)?;
    let rest = text[length..].trim_start_matches(' ');
    let sign = rest.chars().next().filter(|c| ".:)-،".contains(*c))?;
    // A hyphen or a point inside a word is no end of a mark; a comma is one in Arabic only.
    let spaced = rest[sign.len_utf8()..].chars().next().is_none_or(|c| c == ' ' || c == '-');
    let end = if sign == '،' { text.len() - rest.len() + sign.len_utf8() } else { closed(text, length) };
    (spaced || sign == ':').then(|| Mark { needs_sequence: true, ..mark(Family::Ordinal, number, end) })
}

fn in_a_circle(head: &Head) -> Option<Mark> {
    let first = head.text.chars().next()?;
    Some(mark(Family::Circled, circled(first)?, closed(&head.text, first.len_utf8())))
}

fn bullet(head: &Head) -> Option<Mark> {
    let first = head.text.chars().next()?;
    let end = first.len_utf8();
    // Old fonts of symbols left their bullets among the private characters.
    let is_bullet =
        ("•·▪■□●○◦‣*-\u{ad}►➢✓".contains(first) || ('\u{E000}'..='\u{F8FF}').contains(&first)) && head.text[end..].starts_with(' ');
    is_bullet.then(|| mark(Family::Bullet, 0, end))
}

/// (a) (1) (ii) (A) (1 bis) [a]
fn bracketed(head: &Head) -> Option<Mark> {
    let text = head.text.as_str();
    let rest = text.strip_prefix('(')?;
    let close = rest.find(')').filter(|at| *at <= 24)?;
    let end = 1 + close + 1;
    let start = 1 + rest.len() - rest.trim_start_matches(' ').len();
    let inside = rest[..close].trim_matches([' ', '.']);
    if let Some((number, length)) = digits(inside) {
        let whole = length == inside.len();
        let inserted = !whole && insertion(head, start + length) == Some(start + inside.len());
        return (number < 100 && (whole || inserted)).then(|| Mark { is_inserted: inserted, ..mark(Family::NumberBrackets, number, end) });
    }
    let core: String = inside.chars().take_while(|c| c.is_alphabetic()).collect();
    let inserted = core.len() < inside.len();
    if inserted && insertion(head, start + core.len()) != Some(start + inside.len()) {
        return None;
    }
    let found = lettered(head, &core, start, end, Family::CapitalBrackets)?;
    Some(Mark { is_inserted: inserted, ..found })
}

/// What a letter or a roman number inside a mark counts as. Arabic ه is written هـ.
fn lettered(head: &Head, inside: &str, start: usize, end: usize, capital: Family) -> Option<Mark> {
    let mut chars = inside.chars();
    let single = chars.next().filter(|_| chars.next().is_none()).and_then(letter);
    let is_upper = head.is_upper(start, start + inside.len()) && inside.chars().any(char::is_lowercase);
    let family = if is_upper { capital } else { Family::Letter };
    let roman_family = if is_upper { Family::RomanBrackets } else { Family::Roman };
    let of_roman = roman(inside);
    match (single, of_roman) {
        // i alone begins the roman numbers; v, x and l are letters first.
        (Some((l, _)), Some(1)) => Some(Mark { otherwise: Some((family, l)), ..mark(roman_family, 1, end) }),
        (Some((l, _)), Some(r)) => Some(Mark { otherwise: Some((roman_family, r)), ..mark(family, l, end) }),
        (Some((l, other)), None) => Some(Mark { otherwise: other.map(|n| (family, n)), ..mark(family, l, end) }),
        (None, roman) => {
            // aa, bb or za, zb go on behind z.
            let letters = repeated_letter(inside);
            match (roman, letters) {
                (Some(r), other) => Some(Mark { otherwise: other.map(|l| (family, l)), ..mark(roman_family, r, end) }),
                (None, Some(l)) => Some(Mark { needs_sequence: true, ..mark(family, l, end) }),
                _ => None,
            }
        }
    }
}

/// 1. 1.2 1.2A 1) 1º 4 bis.
fn numbered(head: &Head) -> Option<Mark> {
    let text = head.text.as_str();
    let (first, length) = digits(text)?;
    let mut at = length;
    let mut numbers = Numbers::default();
    numbers.push(first);
    while let Some(rest) = text[at..].strip_prefix('.') {
        let Some((number, length)) = digits(rest) else { break };
        numbers.push(number);
        at += 1 + length;
    }
    let parts = numbers.as_slice().len() as u8;
    let last = numbers.as_slice().last().copied().unwrap_or(first);
    let inserted = insertion(head, at);
    at = inserted.unwrap_or(at);
    let is_inserted = inserted.is_some();
    if parts > 1 {
        // 1.1 Text, 1.1. Text; but 3.5 kilometres is a measure.
        let spaced = text[at..].chars().next().is_none_or(|c| " .):-".contains(c) || is_han(c));
        let next = text.len() - text[at..].trim_start_matches(['.', ')', ':', ' ']).len();
        let small = numbers.as_slice().iter().all(|n| *n < 100);
        let found = Mark { numbers, is_inserted, ..mark(Family::Decimal(parts), last, closed(text, at)) };
        // A measure has two parts and no sign behind them.
        let is_mark = parts > 2 || text[at..].starts_with(['.', ')', ':']) || !head.is_lower(next);
        return (spaced && small && is_mark).then_some(found);
    }
    let found = counted(head, first, at)?;
    Some(Mark { is_inserted, numbers, ..found })
}

/// The sign behind a plain number says what it is.
fn counted(head: &Head, first: u32, at: usize) -> Option<Mark> {
    let text = head.text.as_str();
    if first >= 400 {
        return None;
    }
    let running = |end: usize| Some(Mark { needs_sequence: true, ..mark(Family::Number, first, end) });
    // 1º 2.º 3ª
    for ending in [".º", ".ª", "º", "ª"] {
        if let Some(rest) = text[at..].strip_prefix(ending) {
            let end = closed(text, at + ending.len());
            return (rest.is_empty() || rest.starts_with([' ', '.', ')', '-'])).then(|| running(end)).flatten();
        }
    }
    let (sign, end) = sign_after(text, at)?;
    let after = text[end..].chars().next();
    // No letter that a word could go on with: 2-day, 5-го.
    let spaced = after.is_none_or(|c| c == ' ' || is_han(c) || ('\u{0600}'..='\u{06FF}').contains(&c));
    match sign {
        '.' | '、' if after.is_none_or(|c| !c.is_ascii_digit()) => running(closed(text, end - sign.len_utf8())),
        ')' => Some(mark(Family::NumberBracket, first, end)),
        '-' | '/' if spaced => running(end),
        ':' if after == Some(' ') && first < 100 => running(end),
        _ => None,
    }
}

/// a) a. A. II. أ- 甲、
fn lettered_alone(head: &Head) -> Option<Mark> {
    let text = head.text.as_str();
    let token: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
    if token.is_empty() || token.chars().count() > 7 {
        return None;
    }
    let (sign, end) = sign_after(text, token.len())?;
    let after = text[end..].chars().next();
    let first = token.chars().next()?;
    let is_arabic = ('\u{0600}'..='\u{06FF}').contains(&first);
    let spaced = after.is_none_or(|c| c == ' ' || c == '-' || is_han(first) || is_arabic && sign != '.');
    if !spaced || !".)-/、".contains(sign) {
        return None;
    }
    let end = closed(text, end - sign.len_utf8()).max(end);
    // Text recognition reads a small l for the I of II and III.
    let is_misread = token.len() > 1 && token.starts_with(['i', 'v', 'x']) && head.is_upper(0, 1) && !head.is_upper(0, token.len());
    let misread = Some(token.replace('l', "i")).filter(|other| is_misread && *other != token && sign == '.' && head.is_small_l(&token));
    if let Some(number) = misread.as_deref().and_then(roman) {
        return Some(Mark { needs_sequence: true, ..mark(Family::UpperRoman, number, end) });
    }
    if let Some(number) = roman(&token).filter(|_| head.is_upper(0, token.len())) {
        let single = token.chars().count() == 1;
        let letter = Some(first).and_then(letter).filter(|_| single);
        let otherwise = letter.map(|(l, _)| (Family::UpperLetter, l));
        return Some(Mark { otherwise, needs_sequence: true, ..mark(Family::UpperRoman, number, end) });
    }
    let found = lettered(head, &token, 0, end, Family::UpperLetter)?;
    Some(Mark { needs_sequence: true, ..found })
}

/// The sign behind a number or letter and where it ends; it may stand off, as in `1 - يقرر`.
fn sign_after(text: &str, at: usize) -> Option<(char, usize)> {
    let rest = &text[at..];
    let off = rest.trim_start_matches(' ');
    let rest = if off.starts_with(['-', '.', ')', '/', '、']) { off } else { rest };
    let sign = rest.chars().next()?;
    let end = text.len() - rest.len() + sign.len_utf8();
    // A point that stands off is a slip only where the text stands off from it too.
    (rest.len() == text[at..].len() || sign == '-' || ends_word(&text[end..])).then_some((sign, end))
}
