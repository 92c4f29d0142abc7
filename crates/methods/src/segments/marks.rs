//! The marks that begin a provision: `Article 3`, `II.`, `(b)`, `第三条`, `المادة ٣`, `Статья 4`.

use super::numerals::{digit, digits, han_number, letter, roman};
use super::ordinals::{self, Words};

/// Marks that count together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Family {
    Annex,
    Part,
    Chapter,
    Section,
    Article,
    Heading,
    /// I. II. III.
    UpperRoman,
    /// A. B. C.
    UpperLetter,
    /// 1. 2. 3.
    Number,
    /// 1.1 1.2; the value is the number of parts.
    Decimal(u8),
    /// 1) 2)
    NumberBracket,
    /// (1) (2)
    NumberBrackets,
    /// (a) (b), a) b), a. b.
    Letter,
    /// (i) (ii)
    Roman,
    /// (A) (B)
    CapitalBrackets,
    /// 一、 二、
    HanNumber,
    /// （一）
    HanBrackets,
    /// أولا ثانيا, Primero. Segundo.
    Ordinal,
    /// - •
    Bullet,
}

impl Family {
    /// Whether what stands behind the mark on its line is a title.
    pub(super) fn is_titled(self) -> bool {
        matches!(self, Family::Annex | Family::Part | Family::Chapter | Family::Section | Family::Article | Family::Heading | Family::UpperRoman | Family::UpperLetter | Family::HanNumber | Family::Ordinal)
    }

    /// Families with a word have their place; the others nest as they come.
    pub(super) fn fixed_depth(self) -> Option<u16> {
        match self {
            Family::Annex => Some(0),
            Family::Part => Some(10),
            Family::Chapter => Some(20),
            Family::Section => Some(30),
            Family::Article => Some(60),
            _ => None,
        }
    }

    /// Whether it mostly marks the items of a list that a paragraph opens.
    pub(super) fn is_of_items(self) -> bool {
        matches!(self, Family::NumberBracket | Family::NumberBrackets | Family::Letter | Family::Roman | Family::CapitalBrackets | Family::HanBrackets | Family::Bullet)
    }
}

/// A mark at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub family: Family,
    /// Its number, from 1; 0 where it has none.
    pub number: u32,
    /// The number before its last point, as 2 in 2.3; 0 where it has none.
    pub within: u32,
    /// Bytes of the line that it takes.
    pub end: usize,
    /// The other thing it may be, by the sequence.
    pub otherwise: Option<(Family, u32)>,
    /// Only good as part of a sequence, since sentences begin like it too.
    pub needs_sequence: bool,
}

fn mark(family: Family, number: u32, end: usize) -> Mark {
    Mark { family, number, within: 0, end, otherwise: None, needs_sequence: false }
}

/// The words that name a level, in six languages, lower case.
const WORDS: [(Family, &[&str]); 5] = [
    (Family::Annex, &["annex", "appendix", "protocol", "schedule", "attachment", "annexe", "appendice", "protocole", "anexo", "apéndice", "protocolo", "приложение", "протокол", "الملحق", "ملحق", "المرفق", "البروتوكول", "附件", "附录"]),
    (Family::Part, &["part", "title", "book", "partie", "titre", "parte", "título", "часть", "الباب", "الجزء"]),
    (Family::Chapter, &["chapter", "chapitre", "capítulo", "capitulo", "глава", "الفصل"]),
    (Family::Section, &["section", "sección", "раздел", "القسم", "الفرع"]),
    (Family::Article, &["article", "art.", "artículo", "articulo", "статья", "المادة", "مادة", "البند"]),
];

/// The mark with which a line begins, if any.
pub(super) fn at_start(line: &str) -> Option<Mark> {
    han(line).or_else(|| word(line)).or_else(|| ordinal(line)).or_else(|| bullet(line)).or_else(|| bracketed(line)).or_else(|| plain(line))
}

/// The mark that a label of a file spells; a label that we do not know counts as a bullet.
pub(super) fn of_label(label: &str) -> Option<Mark> {
    let spaced = format!("{label} x");
    let known = at_start(&spaced).map(|m| Mark { end: 0, needs_sequence: false, ..m });
    Some(known.unwrap_or_else(|| mark(Family::Bullet, 0, 0)))
}

fn word(line: &str) -> Option<Mark> {
    let lower = line.to_lowercase();
    // Lower case may change lengths in rare scripts; then positions would not fit.
    if lower.len() != line.len() {
        return None;
    }
    for (family, words) in WORDS {
        for name in words {
            let Some(rest) = lower.strip_prefix(name) else { continue };
            // Han words stand close to their number.
            let close = name.starts_with('附') && han_number(rest).is_some();
            if !close && !rest.is_empty() && !rest.starts_with([' ', '\u{a0}', '(', ':', '.', '：', '\t']) {
                continue;
            }
            let gap = rest.len() - rest.trim_start().len();
            let at = name.len() + gap;
            if let Some((number, length)) = numeral(&line[at..]) {
                let end = closed(line, at + length);
                return (!goes_on(&line[at + length..], end == at + length)).then(|| mark(family, number, end));
            }
            // “Annex” or “Protocol” alone on its line.
            if family == Family::Annex && rest.trim_matches([' ', ':', '.', '：']).is_empty() {
                return Some(mark(family, 1, line.len()));
            }
        }
    }
    None
}

/// Whether a sentence goes on behind what looks like a mark: “Article 5 of the Charter”.
fn goes_on(rest: &str, open: bool) -> bool {
    rest.starts_with([',', ';', '،', '，']) || (open && rest.trim_start().starts_with(char::is_lowercase))
}

/// A number in digits of any script, in roman numerals, in words, or one capital letter.
fn numeral(text: &str) -> Option<(u32, usize)> {
    if let Some((number, length)) = digits(text) {
        return ends_word(&text[length..]).then_some((number, length));
    }
    let token: &str = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    if token.is_empty() {
        return None;
    }
    if let Some(number) = roman(token).filter(|_| token.chars().all(char::is_uppercase)) {
        return Some((number, token.len()));
    }
    if let Some(found) = ordinals::read(text, Words::AlsoCardinals) {
        return Some(found);
    }
    let mut letters = token.chars();
    match (letters.next(), letters.next()) {
        (Some(c), None) if c.is_uppercase() => Some((letter(c)?.0, token.len())),
        _ => han_number(token).filter(|(_, length)| *length == token.len()),
    }
}

fn ends_word(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| !c.is_alphanumeric())
}

/// Past the signs that close a mark, as in `Primero.-`.
fn closed(line: &str, at: usize) -> usize {
    let rest = &line[at..];
    let trimmed = rest.trim_start();
    let gap = rest.len() - trimmed.len();
    match trimmed.chars().next() {
        Some(c) if ".:：)-–—、".contains(c) => {
            let after = at + gap + c.len_utf8();
            let second = line[after..].chars().next().filter(|d| *d != c && "-–—".contains(*d));
            after + second.map_or(0, char::len_utf8)
        }
        _ => at,
    }
}

/// 第三条 第一章 第二部分 一、 （一）
fn han(line: &str) -> Option<Mark> {
    if let Some(rest) = line.strip_prefix('第') {
        let rest_trimmed = rest.trim_start();
        let (number, length) = han_number(rest_trimmed)?;
        let at = line.len() - rest_trimmed.len() + length;
        let unit = line[at..].trim_start();
        let gap = line[at..].len() - unit.len();
        for (word, family) in [("部分", Family::Part), ("编", Family::Part), ("章", Family::Chapter), ("节", Family::Section), ("条", Family::Article), ("款", Family::NumberBrackets)] {
            if unit.starts_with(word) {
                return Some(mark(family, number, closed(line, at + gap + word.len())));
            }
        }
        return None;
    }
    if let Some(rest) = line.strip_prefix(['（', '(']) {
        let open = line.len() - rest.len();
        let (number, length) = han_number(rest).filter(|_| rest.chars().next().is_some_and(|c| digit(c).is_none()))?;
        let close = rest[length..].chars().next().filter(|c| ['）', ')'].contains(c))?;
        return Some(mark(Family::HanBrackets, number, open + length + close.len_utf8()));
    }
    let (number, length) = han_number(line).filter(|_| line.chars().next().is_some_and(|c| digit(c).is_none()))?;
    let close = line[length..].chars().next().filter(|c| ['、', '.', '．'].contains(c))?;
    Some(mark(Family::HanNumber, number, length + close.len_utf8()))
}

/// أولاً: Primero. Second.
fn ordinal(line: &str) -> Option<Mark> {
    let (number, length) = ordinals::read(line, Words::Ordinals)?;
    let rest = line[length..].trim_start_matches(' ');
    let sign = rest.chars().next().filter(|c| ".:：)-–—،".contains(*c))?;
    // A hyphen or a point inside a word is no end of a mark; a comma is one in Arabic only.
    let spaced = rest[sign.len_utf8()..].chars().next().is_none_or(|c| c.is_whitespace() || "-–—".contains(c));
    let end = closed(line, length);
    (spaced || ":：".contains(sign)).then(|| Mark { needs_sequence: true, ..mark(Family::Ordinal, number, end) })
}

fn bullet(line: &str) -> Option<Mark> {
    let first = line.chars().next()?;
    let end = first.len_utf8();
    // Old fonts of symbols left their bullets among the private characters.
    let is_bullet = ("•·▪●◦‣*–—-−\u{2011}\u{ad}".contains(first) || ('\u{E000}'..='\u{F8FF}').contains(&first)) && line[end..].starts_with([' ', '\t']);
    is_bullet.then(|| mark(Family::Bullet, 0, end))
}

/// (a) (1) (ii) (A)
fn bracketed(line: &str) -> Option<Mark> {
    let rest = line.strip_prefix(['(', '（'])?;
    let open = line.len() - rest.len();
    let close = rest.find([')', '）'])?;
    let inside = rest[..close].trim();
    let end = open + close + rest[close..].chars().next()?.len_utf8();
    if let Some((number, length)) = digits(inside)
        && length == inside.len()
        && number < 100
    {
        return Some(mark(Family::NumberBrackets, number, end));
    }
    lettered(inside, end, Family::CapitalBrackets)
}

/// What a letter or a roman number inside a mark counts as. Arabic ه is written هـ.
fn lettered(inside: &str, end: usize, capital: Family) -> Option<Mark> {
    let mut chars = inside.chars().filter(|c| *c != '\u{0640}');
    let single = chars.next().filter(|_| chars.next().is_none()).and_then(letter);
    let is_lower = inside.chars().all(|c| !c.is_uppercase());
    let roman = roman(inside).filter(|_| is_lower);
    match (single, roman) {
        // i alone begins the roman numbers; v, x and l are letters first.
        (Some((l, _)), Some(1)) => Some(Mark { otherwise: Some((Family::Letter, l)), ..mark(Family::Roman, 1, end) }),
        (Some((l, _)), Some(r)) => Some(Mark { otherwise: Some((Family::Roman, r)), ..mark(Family::Letter, l, end) }),
        (Some((l, other)), None) => {
            let family = if is_lower { Family::Letter } else { capital };
            Some(Mark { otherwise: other.map(|n| (family, n)), ..mark(family, l, end) })
        }
        (None, Some(r)) => Some(mark(Family::Roman, r, end)),
        _ => None,
    }
}

/// 1. 1.2 1) a) a. A. II. II.3(b)
fn plain(line: &str) -> Option<Mark> {
    if let Some((number, length)) = digits(line) {
        return decimal(line, number, length);
    }
    let token: String = line.chars().take_while(|c| c.is_alphabetic()).collect();
    if token.is_empty() || token.chars().count() > 6 {
        return None;
    }
    let (sign, at) = sign_after(line, token.len())?;
    let spaced = line[at..].chars().next().is_none_or(char::is_whitespace);
    if !spaced || !".)-–".contains(sign) {
        return None;
    }
    let end = at;
    let is_upper = token.chars().all(char::is_uppercase);
    if let Some(number) = roman(&token).filter(|_| is_upper) {
        let single = token.chars().count() == 1;
        let letter = token.chars().next().and_then(letter).filter(|_| single);
        let otherwise = letter.map(|(l, _)| (Family::UpperLetter, l));
        return Some(Mark { otherwise, needs_sequence: true, ..mark(Family::UpperRoman, number, end) });
    }
    let found = lettered(&token, end, Family::UpperLetter)?;
    Some(Mark { needs_sequence: true, ..found })
}

fn decimal(line: &str, first: u32, length: usize) -> Option<Mark> {
    let mut at = length;
    let (mut last, mut within) = (first, 0);
    let mut parts = 1;
    while let Some(rest) = line[at..].strip_prefix('.') {
        let Some((number, length)) = digits(rest) else { break };
        (within, last) = (last, number);
        at += 1 + length;
        parts += 1;
    }
    let rest = &line[at..];
    let sign = rest.chars().next();
    if parts > 1 {
        // 1.1 Text, 1.1. Text; but 3.5 kilometres is a measure.
        let spaced = sign.is_none_or(|c| c.is_whitespace() || ".):".contains(c));
        let text = rest.trim_start_matches(['.', ')', ':', ' ', '\t']);
        let upper = text.chars().next().is_none_or(|c| !c.is_lowercase());
        let small = first < 100 && last < 100;
        return (spaced && upper && small).then(|| Mark { within, ..mark(Family::Decimal(parts), last, closed(line, at)) });
    }
    let (sign, end) = sign_after(line, at)?;
    let after = line[end..].chars().next();
    let spaced = after.is_none_or(char::is_whitespace);
    match sign {
        _ if first >= 400 => None,
        '.' | '、' | '．' if after.is_none_or(|c| !c.is_ascii_digit()) => Some(Mark { needs_sequence: true, ..mark(Family::Number, first, end) }),
        ')' | '）' => Some(mark(Family::NumberBracket, first, end)),
        '-' | '–' | '—' if spaced => Some(Mark { needs_sequence: true, ..mark(Family::Number, first, end) }),
        _ => None,
    }
}

/// The sign behind a number or letter and where it ends; a dash may stand off, as in `1 - يقرر`.
fn sign_after(line: &str, at: usize) -> Option<(char, usize)> {
    let rest = &line[at..];
    let dash = rest.trim_start_matches([' ', '\u{a0}']);
    let rest = if dash.starts_with(['-', '–', '—']) { dash } else { rest };
    let sign = rest.chars().next()?;
    Some((sign, line.len() - rest.len() + sign.len_utf8()))
}
