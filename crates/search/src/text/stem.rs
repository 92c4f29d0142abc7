//! From a word to its stem.

use std::collections::HashMap;

use frostem::{Algorithm, Stemmer};

use super::fold;
use super::tag;
use super::tokens::{Script, Token};
use methods::language::Language;

/// Stems words, remembering those it has seen: texts repeat their words.
pub struct Stems {
    stemmers: [(Language, Stemmer); 5],
    known: HashMap<(Language, String), String>,
}

// 20,000 words of some 40 bytes are under 2 MB; a corpus of peace agreements has about as many.
const KNOWN_MAX: usize = 20_000;

impl Default for Stems {
    fn default() -> Self {
        let with = |language, algorithm| (language, Stemmer::new(algorithm));
        Self {
            stemmers: [
                with(Language::Arabic, Algorithm::Arabic),
                with(Language::English, Algorithm::English),
                with(Language::French, Algorithm::French),
                with(Language::Russian, Algorithm::Russian),
                with(Language::Spanish, Algorithm::Spanish),
            ],
            known: HashMap::new(),
        }
    }
}

impl Stems {
    /// The term of a word read in a language: its letter and the stem.
    pub fn term(&mut self, token: &Token, language: Language) -> String {
        match token.script {
            Script::Number => return format!("n{}", token.text),
            Script::Other => return format!("o{}", token.text),
            Script::Han => return format!("z{}", token.text),
            _ => {}
        }
        let key = (language, token.text.clone());
        if let Some(term) = self.known.get(&key) {
            return term.clone();
        }
        let term = format!("{}{}", tag(language), self.stem(&token.text, language));
        if self.known.len() >= KNOWN_MAX {
            self.known.clear();
        }
        self.known.insert(key, term.clone());
        term
    }

    fn stem(&self, word: &str, language: Language) -> String {
        let word = match language {
            Language::English => english_before(word),
            Language::Spanish => spanish_before(word),
            Language::Arabic => arabic_before(word).to_owned(),
            _ => word.to_owned(),
        };
        let stemmer = self.stemmers.iter().find(|(of, _)| *of == language);
        let stem = stemmer.map_or_else(|| word.clone(), |(_, s)| s.stem(&word).into_owned());
        let stem = if language == Language::English { english_after(stem) } else { stem };
        match language {
            Language::Arabic | Language::Russian | Language::Chinese => stem,
            _ => fold::without_accents(&stem),
        }
    }
}

/// Irregular plurals, and British spelling as American, since texts mix them.
fn english_before(word: &str) -> String {
    let irregular = match word {
        "women" | "womens" => "woman",
        "men" => "man",
        "children" | "childrens" => "child",
        "wives" => "wife",
        "lives" => "life",
        "people" | "peoples" => "people",
        "widows" | "widowed" => "widow",
        _ => "",
    };
    if !irregular.is_empty() {
        return irregular.to_owned();
    }
    const ENDINGS: &[(&str, &str)] =
        &[("isations", "izations"), ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ises", "izes"), ("ise", "ize")];
    let ending = ENDINGS.iter().find(|(british, _)| word.len() > british.len() + 3 && word.ends_with(british));
    match ending {
        Some((british, american)) => format!("{}{american}", &word[..word.len() - british.len()]),
        None => fold::without_accents(word),
    }
}

fn english_after(stem: String) -> String {
    match stem.as_str() {
        "defenc" => "defens".to_owned(),
        "offenc" => "offens".to_owned(),
        "licenc" => "licens".to_owned(),
        "programm" => "program".to_owned(),
        "center" => "centr".to_owned(),
        "pregnanc" => "pregnant".to_owned(),
        "equit" => "equiti".to_owned(),
        _ if stem.len() > 5 && stem.ends_with("our") => format!("{}or", &stem[..stem.len() - 3]),
        _ => stem,
    }
}

/// People leave the accent out when typing: "mediacion" is "mediación".
fn spanish_before(word: &str) -> String {
    for (plain, accented) in [("cion", "ción"), ("sion", "sión")] {
        if let Some(head) = word.strip_suffix(plain) {
            return format!("{head}{accented}");
        }
    }
    word.to_owned()
}

/// "And" is written with its word, and the stemmer leaves it before the article and other words
/// that begin with alif: "والنساء" is "النساء". "والد", parent, begins like that by itself.
fn arabic_before(word: &str) -> &str {
    let letters = word.chars().count();
    match word.strip_prefix('و') {
        Some(rest) if rest.starts_with("الد") && letters < 7 => word,
        Some(rest) if rest.starts_with('ا') && letters >= 6 => rest,
        _ => word,
    }
}
