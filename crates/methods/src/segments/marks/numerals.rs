//! Numbers as marks write them: digits of any script, roman and Han numerals, letters.

pub(crate) fn digit(c: char) -> Option<u32> {
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
        // Alone it is the letter.
        'c' if text.len() > 1 => Some(100),
        _ => None,
    };
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    let values: Vec<u32> = text.chars().map(value).collect::<Option<_>>()?;
    let mut total = 0;
    for (at, v) in values.iter().enumerate() {
        if values.get(at + 1).is_some_and(|next| next > v) { total -= *v as i32 } else { total += *v as i32 }
    }
    let total = u32::try_from(total).ok().filter(|n| (1..400).contains(n))?;
    // Only the proper spelling: iiii or vx are words or slips.
    (spell_roman(total) == text.to_ascii_lowercase()).then_some(total)
}

fn spell_roman(mut number: u32) -> String {
    const PARTS: [(u32, &str); 9] = [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
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

/// The ten stems that count in Chinese as letters do.
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";

/// The number of a sign in a circle.
pub(super) fn circled(c: char) -> Option<u32> {
    const FIRSTS: [(u32, u32, u32); 9] = [
        (0x2460, 0x2473, 1),
        (0x24F5, 0x24FE, 1),
        (0x2776, 0x277F, 1),
        (0x2780, 0x2789, 1),
        (0x278A, 0x2793, 1),
        (0x3280, 0x3289, 1),
        (0x24EB, 0x24F4, 11),
        (0x3251, 0x325F, 21),
        (0x24D0, 0x24E9, 1),
    ];
    let code = c as u32;
    FIRSTS.iter().find(|(first, last, _)| (*first..=*last).contains(&code)).map(|(first, _, from)| code - first + from)
}

/// `aa`, `bb` and `za`, `zb`, which go on behind `z`.
pub(super) fn repeated_letter(text: &str) -> Option<u32> {
    let mut chars = text.chars();
    let (first, second) = (chars.next()?, chars.next()?);
    let (a, b) = (letter(first)?.0, letter(second)?.0);
    let last = if first.is_ascii() { 26 } else { 28 };
    (chars.next().is_none() && (first == second || first == 'z' || first == 'a') && a > 0).then_some(last + b)
}

/// Place of a letter in its alphabet, from 1, and its place in another order in use.
pub(super) fn letter(c: char) -> Option<(u32, Option<u32>)> {
    let lower = c.to_lowercase().next()?;
    match lower {
        'a'..='z' => Some((lower as u32 - 'a' as u32 + 1, None)),
        'а'..='я' => Some((lower as u32 - 'а' as u32 + 1, None)),
        _ => {
            // Spanish lists have ñ behind n or leave it out.
            if c == 'ñ' {
                return Some((15, Some(14)));
            }
            if let Some(at) = STEMS.chars().position(|stem| stem == c) {
                return Some((at as u32 + 1, None));
            }
            let c = match c {
                'ا' => 'أ',
                'ی' => 'ي',
                'ک' => 'ك',
                other => other,
            };
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
    // The second row is for money and for the numbers of solemn texts.
    const DIGITS: [&str; 3] = ["零一二三四五六七八九", "〇壹贰叁肆伍陆柒捌玖", "〇壹貳參肆伍陸柒捌玖"];
    let (mut total, mut current, mut length) = (0_u32, 0_u32, 0);
    for c in text.chars().take(8) {
        if let Some(d) = DIGITS.iter().find_map(|row| row.chars().position(|x| x == c)) {
            // Digits in a row stand for a number as in 一二.
            current = current * 10 + d as u32;
        } else if c == '十' || c == '拾' {
            total += current.max(1) * 10;
            current = 0;
        } else if c == '百' || c == '佰' {
            total += current.max(1) * 100;
            current = 0;
        } else {
            break;
        }
        length += c.len_utf8();
    }
    (length > 0).then_some((total + current, length))
}
