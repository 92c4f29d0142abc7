//! Cuts text into words and folds them so that forms of one word meet.
//!
//! A word becomes a *term*: one letter for the language whose stemmer made it, then the stem.
//! Latin script alone does not tell English, French and Spanish apart, so a query word becomes one
//! term for each of the three, while a word of a passage becomes one term in its own language.
//! Arabic, Cyrillic and Chinese letters always mean Arabic, Russian and Chinese here.

mod arabic;
mod chinese;
mod fold;
mod guess;
mod stem;
mod stopwords;
mod tokens;

pub use stem::Stems;
pub use stopwords::{is_question_word, is_stop_word};
pub(crate) use tokens::script_of;
pub use tokens::{JOINED_MAX, Script, Token, is_elided, tokenize};

use methods::language::Language;

/// Changes whenever the terms made from a text may change; part of the index folder's version.
pub const ANALYSIS_VERSION: &str = "3";

/// One term at its place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Language letter and stem, such as `ewoman`.
    pub text: String,
    /// Where the word stands: its place among neighbours, or for topics its position (see
    /// [`Token`]); several terms may share it.
    pub position: u32,
    /// Byte range of the word in the text.
    pub from: u32,
    /// End of the byte range.
    pub to: u32,
}

/// Letter that marks terms of a language.
pub fn tag(language: Language) -> char {
    match language {
        Language::Arabic => 'a',
        Language::Chinese => 'z',
        Language::English => 'e',
        Language::French => 'f',
        Language::Russian => 'r',
        Language::Spanish => 's',
    }
}

/// The language of a text for stemming: as given, else by guess, else English.
pub fn language_or_guess(text: &str, language: Option<Language>) -> Language {
    let guessed = || guess::guess(&tokenize(head(text, 1_500)));
    language.or_else(guessed).unwrap_or(Language::English)
}

/// Languages in which a word may be meant, given the script and the language of the text.
pub fn languages_of(script: Script, latin: &[Language]) -> Vec<Language> {
    match script {
        Script::Arabic => vec![Language::Arabic],
        Script::Cyrillic => vec![Language::Russian],
        Script::Han => vec![Language::Chinese],
        Script::Latin | Script::Number | Script::Other => latin.to_vec(),
    }
}

/// The Latin-script language in which to stem Latin words of a text in `language`: an Arabic text
/// quotes English rather than French.
pub fn latin_language(language: Language) -> Language {
    match language {
        Language::French | Language::Spanish => language,
        _ => Language::English,
    }
}

/// Terms of a passage, in order.
pub fn terms(text: &str, language: Language, stems: &mut Stems) -> Vec<Term> {
    terms_of(&tokenize(text), language, stems)
}

/// Terms of a passage that is cut into words already, in order.
pub fn terms_of(tokens: &[Token], language: Language, stems: &mut Stems) -> Vec<Term> {
    let latin = latin_language(language);
    let mut terms = Vec::with_capacity(tokens.len());
    for token in tokens {
        let language = match token.script {
            Script::Arabic => Language::Arabic,
            Script::Cyrillic => Language::Russian,
            Script::Han => Language::Chinese,
            _ => latin,
        };
        let at = |text: String| Term { text, position: token.place, from: token.from as u32, to: token.to as u32 };
        terms.push(at(stems.term(token, language)));
        if token.script == Script::Han {
            terms.extend(chinese::parts(&token.text).map(|part| at(format!("z{part}"))));
        }
    }
    terms
}

/// What phrases need besides the terms: each Chinese character by itself, so that it does not
/// matter how words are cut, and joined forms with the number of their parts, so that what comes
/// after them is their neighbour.
pub fn spans_of(tokens: &[Token], language: Language, stems: &mut Stems) -> Vec<Term> {
    let mut spans = Vec::new();
    for token in tokens {
        let (from, to) = (token.from as u32, token.to as u32);
        if token.script == Script::Han {
            let at = |(n, c): (usize, char)| Term { text: character(c), position: token.place + n as u32, from, to };
            spans.extend(token.text.chars().enumerate().map(at));
        } else if token.is_joined() {
            let language = if token.script == Script::Cyrillic { Language::Russian } else { latin_language(language) };
            spans.push(Term { text: joined(&stems.term(token, language), token.places), position: token.place, from, to });
        }
    }
    spans
}

/// The term of a single Chinese character.
pub fn character(c: char) -> String {
    format!("z{c}")
}

/// The term of a joined form that takes so many places.
pub fn joined(term: &str, places: u32) -> String {
    format!("{places}{term}")
}

/// Terms by which topics are recognised, in order: stems without function words, and for Chinese
/// every pair of neighbouring characters, so that it does not matter how words are cut.
pub fn topic_terms(tokens: &[Token], language: Language, stems: &mut Stems) -> Vec<Term> {
    let latin = latin_language(language);
    let mut terms = Vec::with_capacity(tokens.len());
    let mut run = chinese::Run::default();
    for token in tokens {
        let language = match token.script {
            Script::Arabic => Language::Arabic,
            Script::Cyrillic => Language::Russian,
            Script::Han => {
                run.add(token, &mut terms);
                continue;
            }
            _ => latin,
        };
        if is_stop_word(&token.text, token.script) {
            continue;
        }
        terms.push(Term { text: stems.term(token, language), position: token.position, from: token.from as u32, to: token.to as u32 });
    }
    run.finish(&mut terms);
    terms
}

/// The first `bytes` of a text, cut at a character border.
pub fn head(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes.min(text.len()))]
}
