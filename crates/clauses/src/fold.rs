//! Text as compared: small letters, plain digits, one form of each sign, and the way back to the
//! text as written.

use std::ops::Range;

/// A text as compared.
#[derive(Debug, Clone, Default)]
pub(crate) struct Folded {
    /// The text.
    pub text: String,
    /// Where each of its bytes stands in the text as written, and where that ends.
    at: Vec<u32>,
}

impl Folded {
    pub(crate) fn of(raw: &str) -> Folded {
        let mut text = String::with_capacity(raw.len());
        let mut at = Vec::with_capacity(raw.len() + 1);
        for (offset, sign) in raw.char_indices() {
            if let Some(plain) = fold(sign) {
                text.push(plain);
                at.resize(text.len(), offset as u32);
            }
        }
        at.push(raw.len() as u32);
        Folded { text, at }
    }

    /// The range of the text as written that a range of the folded text came from.
    pub(crate) fn back(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() {
            let at = self.at[range.start.min(self.at.len() - 1)] as usize;
            return at..at;
        }
        self.at[range.start] as usize..self.at[range.end] as usize
    }
}

/// A text as compared, where nobody needs the way back.
pub(crate) fn folded(raw: &str) -> String {
    raw.chars().filter_map(fold).collect()
}

/// A pattern as compared: what stands behind a backslash is no text.
pub(crate) fn folded_pattern(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut signs = pattern.chars();
    while let Some(sign) = signs.next() {
        if sign == '\\' {
            out.push(sign);
            out.extend(signs.next());
        } else {
            out.extend(fold(sign));
        }
    }
    out
}

/// The sign as compared; none for what cannot be seen or only carries a vowel.
fn fold(sign: char) -> Option<char> {
    if sign.is_ascii() {
        return Some(sign.to_ascii_lowercase());
    }
    Some(match sign {
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{61c}' | '\u{ad}' => return None,
        '\u{300}'..='\u{36f}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' => return None,
        '\u{660}'..='\u{669}' => (b'0' + (sign as u32 - 0x660) as u8) as char,
        '\u{6f0}'..='\u{6f9}' => (b'0' + (sign as u32 - 0x6f0) as u8) as char,
        '\u{ff01}'..='\u{ff5e}' => return fold(char::from_u32(sign as u32 - 0xfee0)?),
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        '؛' => ';',
        '،' => ',',
        '؟' => '?',
        '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』' | '‟' | '″' => '"',
        '‘' | '’' | 'ʼ' | '′' => '\'',
        '–' | '—' | '−' | '‑' | '‐' => '-',
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{3000}' | '\t' => ' ',
        '【' | '〔' => '[',
        '】' | '〕' => ']',
        'ё' | 'Ё' => 'е',
        'œ' | 'Œ' => 'o',
        _ => latin(sign.to_lowercase().next().unwrap_or(sign)),
    })
}

/// A Latin letter without its accent.
fn latin(sign: char) -> char {
    match sign {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compared_leads_back_to_what_was_written() {
        let raw = "À ١٨:٠٠ — «الحركة»";
        let folded = Folded::of(raw);
        assert_eq!(folded.text, "a 18:00 - \"الحركه\"");
        let at = folded.text.find("18:00").unwrap();
        assert_eq!(&raw[folded.back(at..at + 5)], "١٨:٠٠");
        assert_eq!(folded_pattern(r"\bÉTAT\W"), r"\betat\W");
    }
}
