//! Letter case, width and accents.

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// Lower case in composed form: full-width letters become ordinary, ё becomes е.
pub(super) fn normal(word: &str) -> String {
    let lower = word.to_lowercase();
    let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(&lower);
    let mut folded = String::new();
    for c in composed.chars() {
        match c {
            '\u{200C}' | '\u{200D}' | '\u{00AD}' => {}
            'ё' => folded.push('е'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            other => folded.push(digit(other)),
        }
    }
    folded
}

/// Digits of other scripts as ASCII digits.
pub(super) fn digit(c: char) -> char {
    let value = match c {
        '٠'..='٩' => c as u32 - '٠' as u32,
        '۰'..='۹' => c as u32 - '۰' as u32,
        '０'..='９' => c as u32 - '０' as u32,
        _ => return c,
    };
    char::from_digit(value, 10).unwrap_or(c)
}

/// Latin letters without accents; all else, й among it, unchanged.
pub(crate) fn without_accents(word: &str) -> String {
    if word.is_ascii() || !word.chars().any(|c| matches!(c, '\u{00C0}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}')) {
        return word.to_owned();
    }
    DecomposingNormalizerBorrowed::new_nfd().normalize(word).chars().filter(|c| !matches!(c, '\u{0300}'..='\u{036F}')).collect()
}
