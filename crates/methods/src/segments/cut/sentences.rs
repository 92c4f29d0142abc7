//! What a piece of text is by its ends: a title, a sentence, an item before the last.

/// A text without any numbering longer than this is cut at sentence ends.
// 1,400 characters are about a third of a printed page: still read at a glance.
const LONG: usize = 1_400;

/// A heading is not longer than this.
const HEADING_MAX: usize = 160;

/// A label as written. The stretch that Persian sets as a dash behind a number is written as one.
pub(super) fn label_of(text: &str) -> String {
    if let Some(inside) = text.strip_prefix(')').and_then(|rest| rest.strip_suffix('(')) {
        return format!("({inside})");
    }
    match text.strip_suffix('\u{0640}') {
        Some(rest) if rest.ends_with(|c: char| c.is_numeric() || c == ' ') => format!("{rest}-"),
        _ => text.to_owned(),
    }
}

/// Whether a text may be a title: short, and neither a sentence nor a clause.
pub(super) fn is_title(text: &str) -> bool {
    text.chars().count() <= HEADING_MAX && !ends_sentence(text) && !text.ends_with([',', '،', '，'])
}

/// Whether a text is an item of a list before its last one: `… of war; and`.
pub(super) fn announces_next(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches([',', '،']);
    let Some((before, word)) = text.rsplit_once(char::is_whitespace) else { return false };
    matches!(word, "and" | "or" | "et" | "ou" | "y" | "o" | "и" | "или") && before.trim_end().ends_with([';', ',', '؛', '،'])
}

pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', ';', ':', '。', '；', '：', '؟', '؛', '۔'])
}

/// A long text without structure, cut at sentence ends.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    if text.chars().count() <= LONG + LONG / 2 {
        return vec![text];
    }
    let mut out = Vec::new();
    let (mut start, mut length) = (0, 0);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        length += 1;
        let after_sentence = matches!(before, '.' | '!' | '?' | ';' | '؟' | '؛') && c.is_whitespace();
        if length >= LONG && (after_sentence || matches!(before, '。' | '；')) {
            out.push(text[start..at].trim());
            (start, length) = (at, 0);
        }
        before = c;
    }
    let rest = text[start..].trim();
    if !rest.is_empty() {
        out.push(rest);
    }
    out
}
