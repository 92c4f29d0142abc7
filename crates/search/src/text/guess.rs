//! The language of a text, by its script and its most frequent function words.

use methods::language::Language;

use super::tokens::{Script, Token};

// Words that are frequent in one of the three languages and absent from the other two.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "in", "shall", "be", "for", "with", "by", "is", "are", "their", "this", "that", "which", "will", "has",
    "have", "from", "or", "it", "its", "how", "what", "not", "was", "were", "been", "women", "rights",
];
const FRENCH: &[&str] = &[
    "et", "du", "dans", "par", "pour", "au", "aux", "sont", "est", "ce", "cette", "leur", "leurs", "qui", "avec", "ou", "sur", "être",
    "une", "comment", "quelles", "quels", "femmes", "des", "sera", "seront", "ces", "plus",
];
const SPANISH: &[&str] = &[
    "y", "el", "los", "del", "las", "para", "por", "con", "al", "una", "su", "sus", "se", "será", "que", "como", "ser", "son", "cómo",
    "qué", "mujeres", "o", "más", "este", "esta", "lo",
];

/// The most likely language; `None` when nothing speaks for any.
pub(super) fn guess(tokens: &[Token]) -> Option<Language> {
    let mut scripts = [0usize; 3];
    let mut latin = [0usize; 3];
    let mut letters = 0;
    for token in tokens.iter().take(400) {
        match token.script {
            Script::Arabic => scripts[0] += 1,
            Script::Han => scripts[1] += 1,
            Script::Cyrillic => scripts[2] += 1,
            Script::Latin => {
                letters += 1;
                for (count, words) in latin.iter_mut().zip([ENGLISH, FRENCH, SPANISH]) {
                    *count += usize::from(words.contains(&token.text.as_str()));
                }
            }
            Script::Number | Script::Other => {}
        }
    }
    let most = scripts.iter().copied().max().unwrap_or(0);
    if most > letters {
        let languages = [Language::Arabic, Language::Chinese, Language::Russian];
        let place = scripts.iter().position(|n| *n == most);
        return place.map(|p| languages[p]);
    }
    let most = latin.iter().copied().max().filter(|most| *most > 0)?;
    let languages = [Language::English, Language::French, Language::Spanish];
    latin.iter().position(|n| *n == most).map(|p| languages[p])
}
