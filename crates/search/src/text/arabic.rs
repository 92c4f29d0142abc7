//! Arabic letter forms.

use icu_normalizer::ComposingNormalizerBorrowed;

use super::fold;

/// Without vowel signs and stretching, with one form of alif and of final ya. Ta marbuta and the
/// article are left to the stemmer, which needs them.
pub(super) fn normal(word: &str) -> String {
    let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(word);
    composed.chars().filter_map(letter).collect()
}

fn letter(c: char) -> Option<char> {
    match c {
        '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' | '\u{0640}' => None,
        '\u{200C}' | '\u{200D}' | '\u{00AD}' => None,
        'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
        'ى' | 'ی' => Some('ي'),
        'ک' => Some('ك'),
        other => Some(fold::digit(other)),
    }
}
