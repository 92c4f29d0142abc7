//! Numbers as marks write them: digits of any script, roman and Han numerals, letters.

pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '\u{0660}'..='\u{0669}' => Some(c as u32 - 0x0660),
        '\u{06F0}'..='\u{06F9}' => Some(c as u32 - 0x06F0),
        '\u{FF10}'..='\u{FF19}' => Some(c as u32 - 0xFF10),
        _ => None,
    }
}

/// A whole number of at most four digits and its length in bytes.
pub(super) fn digits(text: &str) -> Option<(u32, usize)> {
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

pub(super) fn roman(text: &str) -> Option<u32> {
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

/// Arabic letters in the order of the old numerals, in which lists mostly go.
const ABJAD: &str = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ";
/// Arabic letters in the order of the dictionary, in which some lists go.
const HIJAI: &str = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي";

/// Place of a letter in its alphabet, from 1, and its place in another order in use.
pub(super) fn letter(c: char) -> Option<(u32, Option<u32>)> {
    let lower = c.to_lowercase().next()?;
    match lower {
        'a'..='z' => Some((lower as u32 - 'a' as u32 + 1, None)),
        'а'..='я' => Some((lower as u32 - 'а' as u32 + 1, None)),
        _ => {
            let c = if c == 'ا' { 'أ' } else { c };
            let place = |order: &str| order.chars().position(|l| l == c).map(|at| at as u32 + 1);
            let first = place(ABJAD)?;
            Some((first, place(HIJAI).filter(|second| *second != first)))
        }
    }
}

/// A number in digits or in Han numerals, and its length in bytes.
pub(super) fn han_number(text: &str) -> Option<(u32, usize)> {
    if let Some(found) = digits(text) {
        return Some(found);
    }
    const DIGITS: &str = "零一二三四五六七八九";
    let (mut total, mut current, mut length) = (0_u32, 0_u32, 0);
    for c in text.chars().take(8) {
        if let Some(d) = DIGITS.chars().position(|x| x == c) {
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
