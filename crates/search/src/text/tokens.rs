//! Where words begin and end.

use super::{arabic, chinese, fold};

/// The writing system of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Script {
    /// English, French, Spanish and all others in Latin letters.
    Latin,
    /// Arabic letters.
    Arabic,
    /// Cyrillic letters.
    Cyrillic,
    /// Chinese characters.
    Han,
    /// Digits of any script.
    Number,
    /// Anything else, kept as it is.
    Other,
}

/// A word as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Lower case, composed, without Arabic vowel signs; accents are kept for the stemmer.
    pub text: String,
    /// Byte offset of the word's begin.
    pub from: usize,
    /// Byte offset of the word's end.
    pub to: usize,
    /// Running number, with some left free between sentences and lines: tells how far words are
    /// from each other. The joined form of a hyphenated word shares the number of its first part.
    pub position: u32,
    /// Running number without gaps, in which each Chinese character counts as one: tells which
    /// words are neighbours. The joined form shares that of its first part.
    pub place: u32,
    /// How many places the word takes: more than one for Chinese words and joined forms.
    pub places: u32,
    /// Writing system.
    pub script: Script,
}

// Elided French articles and pronouns: "l'accord" is the word "accord".
const ELISIONS: &[&str] = &["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];

/// Cuts a text into words.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 6);
    let mut position = 0;
    let mut place = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((from, first)) = chars.next() {
        let Some(script) = script_of(first) else {
            position += gap(first, chars.peek().map(|(_, c)| *c), position);
            continue;
        };
        let mut to = from + first.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            if !continues(script, next) {
                break;
            }
            to = at + next.len_utf8();
            chars.next();
        }
        if script == Script::Han {
            chinese::words(text, from, to, (&mut position, &mut place), &mut tokens);
            continue;
        }
        let word = normal(&text[from..to], script);
        if word.is_empty() {
            continue;
        }
        let apostrophe = |at: usize| text[at..].starts_with(['\'', '\u{2019}', '\u{02BC}']);
        if script == Script::Latin && apostrophe(to) && ELISIONS.contains(&word.as_str()) {
            let after = text[to..].chars().nth(1);
            if after.is_some_and(|c| script_of(c) == Some(Script::Latin)) {
                continue;
            }
        }
        // The s of "women's" is no word.
        let possessive = word == "s" && from > 0 && {
            let before = text[..from].chars().next_back();
            matches!(before, Some('\'' | '\u{2019}' | '\u{02BC}'))
        };
        if possessive {
            continue;
        }
        tokens.push(Token { text: word, from, to, position, place, places: 1, script });
        position += 1;
        place += 1;
        join_hyphenated(text, &mut tokens);
    }
    tokens
}

/// Words left free between sentences and lines, so that words of one sentence are nearer to each
/// other than to those of the next. Phrases do not heed it: "Dr. John" is no end of a sentence.
fn gap(c: char, next: Option<char>, position: u32) -> u32 {
    let ends_sentence = match c {
        '.' | ';' | '!' | '?' | ':' => next.is_none_or(char::is_whitespace),
        '。' | '；' | '！' | '？' | '؟' | '؛' => true,
        '\n' => true,
        _ => false,
    };
    if ends_sentence && position > 0 { 3 } else { 0 }
}

/// Most parts of a word with hyphens that are joined. A row of many would grow with its square.
pub const JOINED_MAX: u32 = 4;

impl Token {
    /// Whether this is several parts of a word with hyphens, written as one word.
    pub fn is_joined(&self) -> bool {
        self.places > 1 && self.script != Script::Han
    }
}

/// Whether this may be an article or pronoun that lost its vowel, or the s of a possessive: where
/// an apostrophe parts it from its word, it is no word.
pub fn is_elided(word: &str) -> bool {
    ELISIONS.contains(&word)
}

/// After "cease", "fire" of "cease-fire" adds "ceasefire" at the place of "cease", so that all
/// ways of writing it meet.
fn join_hyphenated(text: &str, tokens: &mut Vec<Token>) {
    let [.., first, second] = tokens.as_slice() else {
        return;
    };
    let hyphen = &text[first.to.min(second.from)..second.from];
    let letters = |t: &Token| matches!(t.script, Script::Latin | Script::Cyrillic);
    if !matches!(hyphen, "-" | "\u{2010}" | "\u{2011}") || !letters(first) || !letters(second) {
        return;
    }
    // The second part of "hand-in-hand" has been joined already.
    if tokens.len() >= 3 && tokens[tokens.len() - 3].to > first.to {
        return;
    }
    let places = second.place + 1 - first.place;
    if places > JOINED_MAX {
        return;
    }
    let joined = Token {
        text: format!("{}{}", first.text, second.text),
        from: first.from,
        to: second.to,
        position: first.position,
        place: first.place,
        places,
        script: first.script,
    };
    tokens.push(joined);
}

/// The writing system of a character that may begin a word.
pub(crate) fn script_of(c: char) -> Option<Script> {
    Some(match c {
        'a'..='z' | 'A'..='Z' => Script::Latin,
        '0'..='9' | '٠'..='٩' | '۰'..='۹' | '０'..='９' => Script::Number,
        _ if c.is_ascii() => return None,
        '\u{0621}'..='\u{064A}' | '\u{066E}'..='\u{06D3}' | '\u{0750}'..='\u{077F}' => Script::Arabic,
        '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => Script::Arabic,
        '\u{0400}'..='\u{052F}' => Script::Cyrillic,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => Script::Han,
        '\u{20000}'..='\u{2FA1F}' => Script::Han,
        '\u{00AA}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}' | '\u{FF21}'..='\u{FF5A}' if c.is_alphabetic() => Script::Latin,
        _ if c.is_alphanumeric() => Script::Other,
        _ => return None,
    })
}

fn continues(script: Script, next: char) -> bool {
    let mark = matches!(next, '\u{0300}'..='\u{036F}' | '\u{0640}' | '\u{064B}'..='\u{065F}'
        | '\u{0670}' | '\u{06D6}'..='\u{06ED}' | '\u{200C}' | '\u{200D}' | '\u{00AD}');
    if mark {
        return script != Script::Han && script != Script::Number;
    }
    match script_of(next) {
        Some(Script::Number) => script != Script::Han && script != Script::Arabic,
        Some(other) => other == script || (script == Script::Number && other == Script::Latin),
        None => false,
    }
}

fn normal(word: &str, script: Script) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    match script {
        Script::Arabic => arabic::normal(word),
        Script::Number => word.chars().map(fold::digit).collect(),
        _ => fold::normal(word),
    }
}
