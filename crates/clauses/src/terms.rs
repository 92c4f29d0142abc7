//! Terms that a text defines, and abbreviations that it uses.

use crate::draft::{Draft, Zone};
use crate::grammar::Form;
use crate::names::same_word;
use methods::language::Language;
use regex::Regex;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

/// A defined term.
#[derive(Debug, Clone)]
pub(crate) struct Term {
    pub provision: usize,
    /// The term in the folded text.
    pub at: Range<usize>,
    /// As written.
    pub words: String,
    /// Folded.
    pub plain: String,
}

/// The terms that a text defines.
pub(crate) fn terms(draft: &Draft) -> Vec<Term> {
    let mut out = Vec::new();
    for (index, provision) in draft.provisions.iter().enumerate() {
        for found in draft.grammar.re(Form::Defines).captures_iter(provision.text()) {
            let Some(term) = found.iter().skip(1).flatten().next() else { continue };
            let plain = term.as_str().trim();
            // “Tochka” (“Tochka U”): a name beside a quoted one is another name, no definition.
            let before = provision.text()[..found.get(0).map_or(0, |whole| whole.start())].trim_end();
            if plain.is_empty() || plain.contains(['.', ';']) || before.ends_with('"') {
                continue;
            }
            out.push(Term { provision: index, at: term.range(), words: provision.words(term.range()), plain: plain.to_owned() });
        }
    }
    out
}

/// Whether a term is used outside its definition. Inflected forms count.
pub(crate) fn is_used(draft: &Draft, term: &Term) -> bool {
    let language = draft.grammar.language;
    let wanted: Vec<&str> = words(&term.plain).collect();
    draft.provisions.iter().enumerate().any(|(index, provision)| {
        let own = index == term.provision;
        let text = provision.text();
        // The sentence that defines it is no use of it.
        let own_sentence = provision.sentence_at(term.at.start);
        let parts: [&str; 2] = if own { [&text[..own_sentence.start], &text[own_sentence.end..]] } else { [text, ""] };
        parts.iter().any(|part| uses(language, part, &term.plain, &wanted))
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn uses(language: Language, text: &str, plain: &str, wanted: &[&str]) -> bool {
    if language == Language::Chinese {
        return text.contains(plain);
    }
    let text: Vec<&str> = words(text).collect();
    let same = |word: &str, other: &str| {
        let bare = |word: &str| {
            if language != Language::Arabic {
                return word.to_owned();
            }
            word.trim_start_matches(['و', 'ف', 'ب', 'ك', 'ل']).trim_start_matches("ال").trim_start_matches('ل').to_owned()
        };
        let (a, b) = (bare(word), bare(other));
        same_word(language, &a, &b) || (language == Language::Arabic && !a.is_empty() && a == b)
    };
    text.windows(wanted.len().max(1)).any(|window| window.iter().zip(wanted).all(|(word, other)| same(word, other)))
}

/// Abbreviations that need no explanation.
fn common() -> &'static HashSet<&'static str> {
    static ALL: OnceLock<HashSet<&str>> = OnceLock::new();
    ALL.get_or_init(|| {
        include_str!("../../../data/building-blocks/abbreviations.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(str::split_whitespace)
            .collect()
    })
}

fn abbreviation() -> &'static Regex {
    static RE: OnceLock<Regex> = OnceLock::new();
    RE.get_or_init(|| Regex::new(r"(?:^|[^\p{L}\p{N}_/&.-])(\p{Lu}{2,6})(?:s\b)?(?:$|[^\p{L}\p{N}_&-]|-[^\p{N}\p{L}])").expect("a pattern"))
}

/// Abbreviations that are nowhere explained, each with the first place it stands in.
pub(crate) fn unexplained(draft: &Draft) -> Vec<(usize, String)> {
    let mut seen: HashSet<String> = HashSet::new();
    let mut out = Vec::new();
    for (index, provision) in
        draft.provisions.iter().enumerate().filter(|(_, p)| matches!(p.zone, Zone::Preamble | Zone::Body | Zone::Annex))
    {
        for line in provision.raw.lines().filter(|line| !is_capitals(line)) {
            let mut at = 0;
            while let Some(found) = abbreviation().captures_at(line, at) {
                let short = found.get(1).expect("the abbreviation");
                at = short.end();
                let word = short.as_str();
                let is_roman = word.chars().all(|c| "IVXLCМІ".contains(c));
                if is_roman
                    || common().contains(word)
                    || is_filler(word)
                    || is_beside_capitals(line, short.start(), short.end())
                    || !seen.insert(word.to_owned())
                {
                    continue;
                }
                if !is_explained(draft, word) {
                    out.push((index, word.to_owned()));
                }
            }
        }
    }
    out
}

fn is_filler(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'X' | 'N' | 'Х' | 'Y')) || matches!(word, "TBD" | "TBC" | "TBA" | "D" | "AND" | "OR" | "THE" | "OF")
}

/// Most of a heading in capitals is no abbreviation.
fn is_capitals(line: &str) -> bool {
    let words: Vec<&str> = line.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 2).collect();
    let upper = words.iter().filter(|word| word.chars().all(char::is_uppercase)).count();
    !words.is_empty() && upper * 2 > words.len() && (words.len() > 1 || line.trim().chars().count() < 12)
}

/// A word in capitals beside another one, or a long one that opens a line, is shouted or a
/// heading, not an abbreviation.
fn is_beside_capitals(line: &str, start: usize, end: usize) -> bool {
    let is_shouted = |word: Option<&str>| {
        word.map(|word| word.trim_end_matches([':', ',']))
            .is_some_and(|word| word.chars().count() > 1 && word.chars().all(char::is_uppercase) && !common().contains(word))
    };
    // Ahmad Tejan KABBAH: a family name in capitals.
    let is_title = |word: Option<&str>| {
        word.is_some_and(|word| {
            word.chars().next().is_some_and(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase) && word.chars().count() > 3
        })
    };
    if line[start..end].chars().count() > 4 && is_title(line[..start].split_whitespace().next_back()) {
        return true;
    }
    let opens = line[..start].trim().is_empty() && line[start..end].chars().count() > 4;
    opens || is_shouted(line[..start].split_whitespace().next_back()) || is_shouted(line[end..].split_whitespace().next())
}

/// Whether an abbreviation stands in brackets or quotation marks behind or before its words, or
/// its letters begin the words of a name.
fn is_explained(draft: &Draft, word: &str) -> bool {
    let pattern = format!(
        r#"\(\s*(?:[^()]{{0,40}}[\s"“«„'‘-])?{word}s?[\s"”»“’'.,;)]|["“«„]\s*(?:\p{{L}}{{1,3}}['’ ]\s?)?{word}\s*["”»“]|\b{word}\s?[(（—–=:]\s*\p{{L}}|{word}\s?(?:means|stands for|désigne|significa|означает|تعني)|[（(][^（()）]*{word}[”"」）)]"#
    );
    let explained = Regex::new(&pattern).is_ok_and(|re| draft.provisions.iter().any(|provision| re.is_match(&provision.raw)));
    let in_glossary = |line: &str| {
        let mut words = line.split_whitespace();
        let first = words.next().unwrap_or_default();
        let is_entry = first.chars().count() > 1 && first.chars().filter(|c| c.is_uppercase()).count() * 2 > first.chars().count();
        is_entry
            && line.split_whitespace().take(3).any(|other| other == word)
            && words.filter(|other| other.chars().any(char::is_lowercase)).count() > 1
            && !line.ends_with('.')
    };
    explained || draft.provisions.iter().any(|provision| initials(&provision.raw, word) || provision.raw.lines().any(in_glossary))
}

/// Whether words in a row begin with these letters, small words left out.
fn initials(text: &str, word: &str) -> bool {
    let wanted: Vec<char> = word.chars().collect();
    if wanted.len() < 3 {
        return false;
    }
    let firsts: Vec<char> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| w.chars().next().is_some_and(char::is_uppercase) && w.chars().any(char::is_lowercase))
        .filter_map(|w| w.chars().next())
        .collect();
    firsts.windows(wanted.len()).any(|window| window == wanted)
}
