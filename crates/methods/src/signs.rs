//! Signs that no text of ours holds: they cannot be seen, change how what stands around them is
//! seen, or mean something to a machine.
//!
//! Barred are the control signs of ASCII and Latin-1 (but tab and the ends of lines), the marks
//! that embed, override and isolate a direction of writing, and what Unicode keeps for no sign
//! at all. The marks of direction that Arabic, Hebrew and Persian texts need stand: U+200E,
//! U+200F, U+061C, and the joiners U+200C and U+200D.

use std::borrow::Cow;

/// Whether a sign is barred.
pub fn is_barred(sign: char) -> bool {
    match sign {
        '\t' | '\n' | '\r' => false,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => true,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        '\u{fdd0}'..='\u{fdef}' => true,
        other => (other as u32) & 0xfffe == 0xfffe,
    }
}

/// The first barred sign of a text, with its place from 1.
pub fn first_barred(text: &str) -> Option<(usize, char)> {
    if is_plain(text) {
        return None;
    }
    text.chars().zip(1..).find(|(sign, _)| is_barred(*sign)).map(|(sign, at)| (at, sign))
}

/// Most texts are ASCII without any control sign, which is quickly told.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| (0x20..0x7f).contains(&byte))
}

/// The text without barred signs: marks of direction are left out, breaks of page and line
/// become an end of line, and any other shows as a sign that can be seen.
pub fn shown(text: &str) -> Cow<'_, str> {
    if first_barred(text).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(in_place_of).collect())
}

fn in_place_of(sign: char) -> Option<char> {
    match sign {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        '\u{b}' | '\u{c}' | '\u{85}' => Some('\n'),
        '\u{7f}' => Some('\u{2421}'),
        // The pictures of the control signs stand in their order: U+2401 for U+0001.
        '\0'..='\u{1f}' if is_barred(sign) => char::from_u32(0x2400 + sign as u32),
        other if is_barred(other) => Some(char::REPLACEMENT_CHARACTER),
        other => Some(other),
    }
}

/// How a sign that cannot be seen is named, as in `U+202E`.
pub fn name(sign: char) -> String {
    format!("U+{:04X}", sign as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_barred_and_what_scripts_need_is_not() {
        for barred in
            "\0\u{1}\u{8}\u{b}\u{1b}\u{1f}\u{7f}\u{80}\u{85}\u{9f}\u{202a}\u{202e}\u{2066}\u{2069}\u{fdd0}\u{fffe}\u{ffff}\u{10ffff}"
                .chars()
        {
            assert!(is_barred(barred), "{}", name(barred));
        }
        for kept in "\t\n\r aé\u{a0}\u{200c}\u{200d}\u{200e}\u{200f}\u{61c}\u{2028}ع中\u{fffd}\u{1f54a}".chars() {
            assert!(!is_barred(kept), "{}", name(kept));
        }
    }

    #[test]
    fn barred_signs_show_or_go_and_the_rest_stays() {
        for (text, expected) in [
            ("The line", "The line"),
            ("\u{1}sealed:c:x", "\u{2401}sealed:c:x"),
            ("a\u{202e}b\u{2066}c", "abc"),
            ("one\u{c}two\u{85}three", "one\ntwo\nthree"),
            ("nul\0 del\u{7f} none\u{fffe}", "nul\u{2400} del\u{2421} none\u{fffd}"),
            ("سلام\u{200f} باشد", "سلام\u{200f} باشد"),
        ] {
            assert_eq!(shown(text), expected);
            assert_eq!(first_barred(&shown(text)), None);
        }
        assert_eq!(first_barred("é\u{202e}"), Some((2, '\u{202e}')));
    }
}
