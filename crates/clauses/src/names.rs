//! Names of parties, bodies and places as compared: a short form matches the full one.

use crate::grammar::{Form, Grammar};
use methods::language::Language;

/// The words of a name that tell it from others.
pub(crate) fn tokens(grammar: &Grammar, name: &str) -> Vec<String> {
    let is_small = |word: &str| {
        let connector = grammar.re(Form::Connector).is_match(word) && !matches!(word, "upper" | "lower");
        connector || matches!(word, "a" | "an" | "the" | "un" | "une" | "una" | "uno" | "los" | "las" | "его" | "l" | "d" | "s")
    };
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !is_small(word))
        .map(|word| bare(grammar.language, word).to_owned())
        .collect()
}

/// An Arabic word without its prefixes.
fn bare(language: Language, word: &str) -> &str {
    if language != Language::Arabic {
        return word;
    }
    let long = |rest: &&str| rest.chars().count() >= 3;
    let word = word.strip_prefix('و').filter(long).unwrap_or(word);
    let word = word.strip_prefix("لل").or_else(|| word.strip_prefix("بال")).filter(long).unwrap_or(word);
    let word = word.strip_prefix("ال").filter(long).unwrap_or(word);
    word.strip_prefix(['ل', 'ب']).filter(|rest| rest.chars().count() >= 4).unwrap_or(word)
}

/// Whether two words are the same but for their endings.
pub(crate) fn same_word(language: Language, a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let (short, long) = (a.chars().count().min(b.chars().count()), a.chars().count().max(b.chars().count()));
    let ending = match language {
        Language::Russian => 3,
        Language::Arabic => 2,
        Language::Chinese => 0,
        _ => 2,
    };
    common >= 3
        && short >= 3
        && common + ending >= short
        && common + ending + 1 >= long
        // In English only a plural differs: party and parties, post and posts.
        && (language != Language::English || common == short || (common + 1 == short && (a.ends_with('y') || b.ends_with('y'))))
}

/// Whether one name is the other, or a short form of it.
pub(crate) fn same_name(grammar: &Grammar, a: &str, b: &str) -> bool {
    if grammar.language == Language::Chinese {
        let clean = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let (a, b) = (clean(a), clean(b));
        return !a.is_empty() && !b.is_empty() && (a.contains(&b) || b.contains(&a));
    }
    let (a, b) = (tokens(grammar, a), tokens(grammar, b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    !short.is_empty() && short.iter().all(|word| long.iter().any(|other| same_word(grammar.language, word, other)))
}

/// Whether a text speaks of a name: all its words near each other.
pub(crate) fn mentions(grammar: &Grammar, text: &str, name: &str) -> bool {
    if grammar.language == Language::Chinese {
        let name: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
        return !name.is_empty() && text.contains(&name);
    }
    let wanted = tokens(grammar, name);
    let words = tokens(grammar, text);
    !wanted.is_empty()
        && words
            .windows(wanted.len())
            .any(|window| window.iter().zip(&wanted).all(|(word, other)| same_word(grammar.language, word, other)))
}
