//! The first signs of a line as marks are read from them: without what nobody sees, in lower
//! case, without accents, digits and brackets in one form. Every place leads back to the line.

use super::numerals::digit;

/// Longer than any mark with its numbers in words.
const LONGEST: usize = 96;

pub(super) struct Head {
    /// The signs as they are compared.
    pub text: String,
    /// Whether it is the whole line.
    pub is_whole: bool,
    signs: Vec<Sign>,
}

struct Sign {
    /// Where it ends in the text as compared, and in the line.
    end: usize,
    line_end: usize,
    is_upper: bool,
}

impl Head {
    pub(super) fn of(line: &str) -> Head {
        let is_whole = line.chars().nth(LONGEST).is_none();
        let mut head = Head { text: String::new(), is_whole, signs: Vec::new() };
        for (at, c) in line.char_indices().take(LONGEST) {
            head.take(c, at + c.len_utf8());
        }
        head.turn();
        head
    }

    fn take(&mut self, c: char, line_end: usize) {
        if is_unseen(c) || is_of_a_letter(c) {
            // A sign that nobody sees belongs to what stands before it.
            if let Some(last) = self.signs.last_mut() {
                last.line_end = line_end;
            }
            return;
        }
        // The Arabic stretch is a dash where it stretches no letter, but not in هـ.
        if c == '\u{0640}' {
            if self.text.ends_with(|c: char| c.is_ascii_digit() || c == ' ' || c == ')') {
                self.push('-', line_end, false);
            } else if let Some(last) = self.signs.last_mut() {
                last.line_end = line_end;
            }
            return;
        }
        if let Some(spelt) = spelt_out(c) {
            let is_upper = ('\u{2160}'..='\u{216F}').contains(&c);
            spelt.chars().for_each(|c| self.push(c, line_end, is_upper));
            return;
        }
        let is_upper = c.is_uppercase();
        c.to_lowercase().filter(|c| !is_of_a_letter(*c)).for_each(|c| self.push(plain(c), line_end, is_upper));
    }

    /// `)أ(` is `(أ)`: printed pages hold the brackets of Arabic as they are drawn, not as they are read.
    fn turn(&mut self) {
        let inside = self.text.strip_prefix(')').and_then(|rest| rest.split_once('(')).map(|(inside, _)| inside.to_owned());
        if let Some(inside) = inside.filter(|inside| is_turned(inside)) {
            self.text.replace_range(..inside.len() + 2, &format!("({inside})"));
        }
    }

    fn push(&mut self, c: char, line_end: usize, is_upper: bool) {
        self.text.push(c);
        self.signs.push(Sign { end: self.text.len(), line_end, is_upper });
    }

    /// The place in the line that a place in the text as compared stands for.
    pub(super) fn in_line(&self, at: usize) -> usize {
        self.signs.iter().take_while(|sign| sign.end <= at).last().map_or(0, |sign| sign.line_end)
    }

    /// Whether the letters of a stretch are all capitals; there must be one.
    pub(super) fn is_upper(&self, from: usize, to: usize) -> bool {
        let mut start = 0;
        let mut any = false;
        for sign in &self.signs {
            let c = self.text[start..].chars().next().unwrap_or(' ');
            if start >= from && sign.end <= to && c.is_alphabetic() {
                any = true;
                if !sign.is_upper {
                    return false;
                }
            }
            start = sign.end;
        }
        any
    }

    /// Whether the small letters of the first word are all l.
    pub(super) fn is_small_l(&self, word: &str) -> bool {
        let letters = word.chars().zip(&self.signs);
        letters.clone().count() == word.chars().count() && letters.into_iter().all(|(c, sign)| sign.is_upper || c == 'l')
    }

    /// Whether a small letter begins there, in a script that has capitals.
    pub(super) fn is_lower(&self, at: usize) -> bool {
        let c = self.text[at..].chars().next();
        c.is_some_and(|c| c.is_lowercase() && c != 'º' && c != 'ª') && !self.is_upper(at, at + c.map_or(0, char::len_utf8))
    }
}

/// An Arabic letter or two, or a number, as stands between the brackets of a mark.
fn is_turned(inside: &str) -> bool {
    let inside = inside.trim_matches(' ');
    let short = (1..=2).contains(&inside.chars().count());
    short && inside.chars().all(|c| c.is_ascii_digit() || ('\u{0620}'..='\u{064A}').contains(&c))
}

/// Signs of direction and of no width, which copied texts carry.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Vowel signs and accents that stand apart from their letter.
fn is_of_a_letter(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{064B}'..='\u{065F}' | '\u{0670}')
}

/// One sign for the forms that marks do not tell apart.
fn plain(c: char) -> char {
    if let Some(d) = digit(c) {
        return char::from(b'0' + d as u8);
    }
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'î' | 'ï' | 'ì' => 'i',
        'ó' | 'ô' | 'ö' | 'ò' => 'o',
        'ú' | 'û' | 'ü' | 'ù' => 'u',
        'ç' => 'c',
        'ё' => 'е',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ک' => 'ك',
        'ی' => 'ي',
        '條' => '条',
        '節' => '节',
        '編' => '编',
        '項' => '项',
        '錄' | '録' => '录',
        '則' => '则',
        '’' => '\'',
        '–' | '—' | '−' | '‑' | '‒' | '―' | '－' | '﹣' => '-',
        '°' | '˚' => 'º',
        '．' => '.',
        '〔' | '［' | '【' => '[',
        '〕' | '］' | '】' => ']',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// Signs that hold a whole mark: `⑴`, `⒈`, `⒜`, `㈠`, `Ⅳ`.
fn spelt_out(c: char) -> Option<String> {
    const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let from = |first: u32| c as u32 - first;
    Some(match c {
        '\u{2474}'..='\u{2487}' => format!("({})", from(0x2474) + 1),
        '\u{2488}'..='\u{249B}' => format!("{}.", from(0x2488) + 1),
        '\u{249C}'..='\u{24B5}' => format!("({})", char::from(b'a' + from(0x249C) as u8)),
        '\u{3220}'..='\u{3229}' => format!("({})", "一二三四五六七八九十".chars().nth(from(0x3220) as usize)?),
        '\u{2160}'..='\u{216B}' => ROMAN[from(0x2160) as usize].to_owned(),
        '\u{2170}'..='\u{217B}' => ROMAN[from(0x2170) as usize].to_owned(),
        _ => return None,
    })
}
