//! The marks that begin a provision: `Article 3`, `II.`, `(b)`, `第三条`, `المادة ٣`, `Статья 4`.

use super::Level;

/// Marks that count together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// أولا ثانيا
    ArabicOrdinal,
    /// - •
    Bullet,
}

impl Family {
    /// Whether what stands behind the mark on its line is a title.
    pub(super) fn is_titled(self) -> bool {
        matches!(self, Family::Annex | Family::Part | Family::Chapter | Family::Section | Family::Article | Family::Heading | Family::UpperRoman | Family::UpperLetter | Family::HanNumber | Family::ArabicOrdinal)
    }

    /// Families with a word have their place; the others nest as they come.
    pub(super) fn fixed_depth(self) -> Option<u8> {
        match self {
            Family::Annex => Some(0),
            Family::Part => Some(1),
            Family::Chapter => Some(2),
            Family::Section => Some(3),
            Family::Article => Some(8),
            _ => None,
        }
    }

    pub(super) fn level(self, depth: u8) -> Level {
        match self {
            Family::Annex | Family::Part | Family::Chapter | Family::Section | Family::Heading => Level::Part,
            Family::Article => Level::Article,
            Family::Bullet => Level::Item,
            _ if depth <= 10 => Level::Paragraph,
            _ => Level::Item,
        }
    }
}

/// A mark at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub family: Family,
    /// Its number, from 1; 0 where it has none.
    pub number: u32,
    /// Bytes of the line that it takes.
    pub end: usize,
    /// The other thing it may be, by the sequence.
    pub otherwise: Option<(Family, u32)>,
    /// Only good as part of a sequence, since sentences begin like it too.
    pub needs_sequence: bool,
}

fn mark(family: Family, number: u32, end: usize) -> Mark {
    Mark { family, number, end, otherwise: None, needs_sequence: false }
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
    han(line).or_else(|| word(line)).or_else(|| arabic_ordinal(line)).or_else(|| bullet(line)).or_else(|| bracketed(line)).or_else(|| plain(line))
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
            if !rest.is_empty() && !rest.starts_with([' ', '\u{a0}', '(', ':', '.', '：', '\t']) {
                continue;
            }
            let gap = rest.len() - rest.trim_start().len();
            let at = name.len() + gap;
            if let Some((number, length)) = numeral(&line[at..]) {
                return Some(mark(family, number, closed(line, at + length)));
            }
            // “Annex” or “Protocol” alone on its line.
            if family == Family::Annex && rest.trim_matches([' ', ':', '.', '：']).is_empty() {
                return Some(mark(family, 1, line.len()));
            }
        }
    }
    None
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
    let lower = token.to_lowercase();
    const ORDINALS: [&[&str]; 12] = [
        &["one", "first", "premier", "première", "primero", "primera", "первая", "первый", "الأول", "الأولى", "i"],
        &["two", "second", "deuxième", "segundo", "segunda", "вторая", "второй", "الثاني", "الثانية"],
        &["three", "third", "troisième", "tercero", "tercera", "третья", "третий", "الثالث", "الثالثة"],
        &["four", "fourth", "quatrième", "cuarto", "cuarta", "четвертая", "четвёртая", "الرابع", "الرابعة"],
        &["five", "fifth", "cinquième", "quinto", "quinta", "пятая", "الخامس", "الخامسة"],
        &["six", "sixth", "sixième", "sexto", "sexta", "шестая", "السادس", "السادسة"],
        &["seven", "seventh", "septième", "séptimo", "седьмая", "السابع", "السابعة"],
        &["eight", "eighth", "huitième", "octavo", "восьмая", "الثامن", "الثامنة"],
        &["nine", "ninth", "neuvième", "noveno", "девятая", "التاسع", "التاسعة"],
        &["ten", "tenth", "dixième", "décimo", "десятая", "العاشر", "العاشرة"],
        &["eleven", "eleventh", "onzième"],
        &["twelve", "twelfth", "douzième"],
    ];
    if let Some(at) = ORDINALS.iter().position(|names| names.contains(&lower.as_str())) {
        return Some((at as u32 + 1, token.len()));
    }
    let mut letters = token.chars();
    match (letters.next(), letters.next()) {
        (Some(c), None) if c.is_uppercase() => Some((letter(c)?, token.len())),
        _ => None,
    }
}

fn ends_word(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| !c.is_alphanumeric())
}

/// Past the sign that closes a mark.
fn closed(line: &str, at: usize) -> usize {
    let rest = &line[at..];
    let trimmed = rest.trim_start();
    let gap = rest.len() - trimmed.len();
    match trimmed.chars().next() {
        Some(c) if ".:：)-–—、".contains(c) => at + gap + c.len_utf8(),
        _ => at,
    }
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '\u{0660}'..='\u{0669}' => Some(c as u32 - 0x0660),
        '\u{06F0}'..='\u{06F9}' => Some(c as u32 - 0x06F0),
        '\u{FF10}'..='\u{FF19}' => Some(c as u32 - 0xFF10),
        _ => None,
    }
}

/// A whole number of at most four digits and its length in bytes.
fn digits(text: &str) -> Option<(u32, usize)> {
    let (mut number, mut length, mut count) = (0, 0, 0);
    for c in text.chars() {
        let Some(d) = digit(c) else { break };
        number = number * 10 + d;
        length += c.len_utf8();
        count += 1;
        if count > 4 {
            return None;
        }
    }
    (count > 0).then_some((number, length))
}

fn roman(text: &str) -> Option<u32> {
    let value = |c: char| match c.to_ascii_lowercase() {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        _ => None,
    };
    if text.is_empty() || text.len() > 7 {
        return None;
    }
    let values: Vec<u32> = text.chars().map(value).collect::<Option<_>>()?;
    let mut total = 0;
    for (at, v) in values.iter().enumerate() {
        if values.get(at + 1).is_some_and(|next| next > v) { total -= *v as i32 } else { total += *v as i32 }
    }
    let total = u32::try_from(total).ok().filter(|n| (1..90).contains(n))?;
    // Only the proper spelling: iiii or vx are words or slips.
    (spell_roman(total) == text.to_ascii_lowercase()).then_some(total)
}

fn spell_roman(mut number: u32) -> String {
    const PARTS: [(u32, &str); 7] = [(50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    let mut out = String::new();
    for (value, text) in PARTS {
        while number >= value {
            out.push_str(text);
            number -= value;
        }
    }
    out
}

/// Place of a letter in its alphabet, from 1.
fn letter(c: char) -> Option<u32> {
    let lower = c.to_lowercase().next()?;
    match lower {
        'a'..='z' => Some(lower as u32 - 'a' as u32 + 1),
        'а'..='я' => Some(lower as u32 - 'а' as u32 + 1),
        _ => {
            const ARABIC: [char; 10] = ['أ', 'ب', 'ج', 'د', 'ه', 'و', 'ز', 'ح', 'ط', 'ي'];
            let c = if c == 'ا' { 'أ' } else { c };
            ARABIC.iter().position(|l| *l == c).map(|at| at as u32 + 1)
        }
    }
}

fn han_number(text: &str) -> Option<(u32, usize)> {
    if let Some(found) = digits(text) {
        return Some(found);
    }
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let (mut total, mut current, mut length) = (0, 0, 0);
    for c in text.chars() {
        if let Some(d) = DIGITS.iter().position(|x| *x == c) {
            current = d as u32;
        } else if c == '十' {
            total += current.max(1) * 10;
            current = 0;
        } else if c == '百' {
            total += current.max(1) * 100;
            current = 0;
        } else {
            break;
        }
        length += c.len_utf8();
    }
    (length > 0).then_some((total + current, length))
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

fn arabic_ordinal(line: &str) -> Option<Mark> {
    const NAMES: [&[&str]; 10] = [
        &["أولاً", "أولا", "اولا"], &["ثانياً", "ثانيا"], &["ثالثاً", "ثالثا"], &["رابعاً", "رابعا"], &["خامساً", "خامسا"],
        &["سادساً", "سادسا"], &["سابعاً", "سابعا"], &["ثامناً", "ثامنا"], &["تاسعاً", "تاسعا"], &["عاشراً", "عاشرا"],
    ];
    for (at, names) in NAMES.iter().enumerate() {
        for name in *names {
            if let Some(rest) = line.strip_prefix(name)
                && rest.trim_start().starts_with([':', '-', '–', '.', '،'])
            {
                return Some(mark(Family::ArabicOrdinal, at as u32 + 1, closed(line, name.len())));
            }
        }
    }
    None
}

fn bullet(line: &str) -> Option<Mark> {
    let first = line.chars().next()?;
    let end = first.len_utf8();
    let is_bullet = "•·▪●◦‣*–—-".contains(first) && line[end..].starts_with([' ', '\t']);
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

/// What a letter or a roman number inside a mark counts as.
fn lettered(inside: &str, end: usize, capital: Family) -> Option<Mark> {
    let mut chars = inside.chars();
    let single = chars.next().filter(|_| chars.next().is_none());
    let is_lower = inside.chars().all(|c| !c.is_uppercase());
    let roman = roman(inside).filter(|_| is_lower);
    match (single.and_then(letter), roman) {
        (Some(l), Some(r)) => {
            // i alone begins the roman numbers; v, x and l are letters first.
            let (first, other) = if r == 1 { ((Family::Roman, r), (Family::Letter, l)) } else { ((Family::Letter, l), (Family::Roman, r)) };
            Some(Mark { family: first.0, number: first.1, end, otherwise: Some(other), needs_sequence: false })
        }
        (Some(l), None) => Some(mark(if is_lower { Family::Letter } else { capital }, l, end)),
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
    let rest = &line[token.len()..];
    let sign = rest.chars().next()?;
    let spaced = rest[sign.len_utf8()..].chars().next().is_none_or(|c| c.is_whitespace());
    if !spaced || !".)-".contains(sign) {
        return None;
    }
    let end = token.len() + sign.len_utf8();
    let is_upper = token.chars().all(char::is_uppercase);
    if let Some(number) = roman(&token).filter(|_| is_upper) {
        let single = token.chars().count() == 1;
        let letter = token.chars().next().and_then(letter).filter(|_| single);
        let otherwise = letter.map(|l| (Family::UpperLetter, l));
        return Some(Mark { otherwise, needs_sequence: true, ..mark(Family::UpperRoman, number, end) });
    }
    let found = lettered(&token, end, Family::UpperLetter)?;
    Some(Mark { needs_sequence: true, ..found })
}

fn decimal(line: &str, first: u32, length: usize) -> Option<Mark> {
    let mut at = length;
    let mut last = first;
    let mut parts = 1;
    while let Some(rest) = line[at..].strip_prefix('.') {
        let Some((number, length)) = digits(rest) else { break };
        last = number;
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
        return (spaced && upper && small).then(|| Mark { needs_sequence: false, ..mark(Family::Decimal(parts), last, closed(line, at)) });
    }
    let sign = sign?;
    let after = rest[sign.len_utf8()..].chars().next();
    match sign {
        '.' | '、' | '．' if first < 400 && after.is_none_or(|c| !c.is_ascii_digit()) => Some(Mark { needs_sequence: true, ..mark(Family::Number, first, at + sign.len_utf8()) }),
        ')' | '）' if first < 400 => Some(mark(Family::NumberBracket, first, at + sign.len_utf8())),
        '-' | '–' if first < 400 && after.is_some_and(char::is_whitespace) => Some(Mark { needs_sequence: true, ..mark(Family::Number, first, at + sign.len_utf8()) }),
        _ => None,
    }
}
