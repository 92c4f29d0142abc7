//! The six languages, and telling in which of them a text is written.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A language of the product and of its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Arabic
    #[serde(rename = "ar")]
    Arabic,
    /// Chinese
    #[serde(rename = "zh")]
    Chinese,
    /// English
    #[serde(rename = "en")]
    English,
    /// French
    #[serde(rename = "fr")]
    French,
    /// Russian
    #[serde(rename = "ru")]
    Russian,
    /// Spanish
    #[serde(rename = "es")]
    Spanish,
}

impl Language {
    /// All six, in the order of the United Nations.
    pub const ALL: [Language; 6] =
        [Language::Arabic, Language::Chinese, Language::English, Language::French, Language::Russian, Language::Spanish];

    /// ISO 639-1 code.
    pub const fn code(self) -> &'static str {
        match self {
            Language::Arabic => "ar",
            Language::Chinese => "zh",
            Language::English => "en",
            Language::French => "fr",
            Language::Russian => "ru",
            Language::Spanish => "es",
        }
    }

    /// The language of a code; none for any other.
    pub fn from_code(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Whether it is written from right to left.
    pub fn is_rtl(self) -> bool {
        self == Language::Arabic
    }

    /// Its name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Language::Arabic => "العربية",
            Language::Chinese => "中文",
            Language::English => "English",
            Language::French => "Français",
            Language::Russian => "Русский",
            Language::Spanish => "Español",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The language of a text: its script first, then, for Latin script, its words. None where
/// the text is too short or too mixed to be sure.
pub fn guess(text: &str) -> Option<Language> {
    let mut counts = [0usize; 4]; // Arabic, Han, Cyrillic, Latin
    for c in text.chars().take(4_000) {
        match c {
            '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' => counts[0] += 1,
            // One Han character carries about as much as two letters.
            '\u{3400}'..='\u{9FFF}' => counts[1] += 2,
            '\u{0400}'..='\u{04FF}' => counts[2] += 1,
            c if c.is_alphabetic() => counts[3] += 1,
            _ => {}
        }
    }
    let most = (0..4).max_by_key(|at| counts[*at]).filter(|at| counts[*at] >= 6)?;
    match most {
        0 => Some(Language::Arabic),
        1 => Some(Language::Chinese),
        2 => Some(Language::Russian),
        _ => guess_latin(text),
    }
}

fn guess_latin(text: &str) -> Option<Language> {
    let sample: String = text.chars().take(4_000).collect();
    let allowed = vec![whatlang::Lang::Eng, whatlang::Lang::Fra, whatlang::Lang::Spa];
    let info = whatlang::Detector::with_allowlist(allowed).detect(&sample)?;
    if sample.chars().count() < 25 && info.confidence() < 0.5 {
        return None;
    }
    match info.lang() {
        whatlang::Lang::Eng => Some(Language::English),
        whatlang::Lang::Fra => Some(Language::French),
        whatlang::Lang::Spa => Some(Language::Spanish),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_a_text_is_told() {
        let cases = [
            ("The Parties shall withdraw their forces behind the line.", Some(Language::English)),
            ("Les Parties retirent leurs forces derrière la ligne.", Some(Language::French)),
            ("Las Partes retirarán sus fuerzas detrás de la línea.", Some(Language::Spanish)),
            ("Стороны отводят свои силы за линию.", Some(Language::Russian)),
            ("تسحب الأطراف قواتها خلف الخط.", Some(Language::Arabic)),
            ("各方应将部队撤至该线以后。", Some(Language::Chinese)),
            ("12.5", None),
        ];
        for (text, expected) in cases {
            assert_eq!(guess(text), expected, "{text}");
        }
    }
}
