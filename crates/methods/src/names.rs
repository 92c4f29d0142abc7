//! Names of parties and organisations: folding, scoring, matching, and reading them out of
//! the cells in which signatories are written.

use icu_normalizer::DecomposingNormalizerBorrowed;
use std::collections::{HashMap, HashSet};

/// Words that do not tell one actor from another.
const FILLERS: [&str; 24] = [
    "the",
    "of",
    "and",
    "for",
    "in",
    "a",
    "de",
    "la",
    "le",
    "les",
    "des",
    "du",
    "del",
    "el",
    "los",
    "las",
    "y",
    "et",
    "و",
    "и",
    "republic",
    "government",
    "governement",
    "on",
];

/// A name without differences that carry no meaning: case, accents, punctuation, forms of
/// Arabic letters.
pub fn fold(name: &str) -> String {
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(name);
    let mut out = String::with_capacity(name.len());
    for c in decomposed.chars().flat_map(char::to_lowercase) {
        match c {
            '\u{0300}'..='\u{036F}' | '\u{064B}'..='\u{065F}' | '\u{0640}' | '\'' | '’' | '`' | 'ʼ' => {}
            'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
            'ى' => out.push('ي'),
            'ة' => out.push('ه'),
            'ё' => out.push('е'),
            c if c.is_alphanumeric() => out.push(c),
            _ => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
        }
    }
    out.trim().to_owned()
}

/// A name made ready for comparing.
struct Ready {
    folded: String,
    words: Vec<String>,
    initials: String,
    trigrams: HashSet<[char; 3]>,
}

fn ready(name: &str) -> Ready {
    let folded = fold(name);
    let words: Vec<String> = folded.split(' ').filter(|w| !w.is_empty() && !FILLERS.contains(w)).map(str::to_owned).collect();
    let initials = words.iter().filter_map(|w| w.chars().next()).collect();
    let padded: Vec<char> = format!("  {} ", words.join(" ")).chars().collect();
    let trigrams = padded.windows(3).map(|w| [w[0], w[1], w[2]]).collect();
    Ready { folded, words, initials, trigrams }
}

/// How well two names fit, 0 to 1: the same name 1, an abbreviation 0.9, else how many
/// three-letter pieces they share (Dice 1945), whatever the order of their words.
pub fn score(a: &str, b: &str) -> f64 {
    score_ready(&ready(a), &ready(b))
}

fn score_ready(a: &Ready, b: &Ready) -> f64 {
    if a.folded.is_empty() || b.folded.is_empty() {
        return 0.0;
    }
    if a.folded == b.folded {
        return 1.0;
    }
    if is_abbreviation(a, b) || is_abbreviation(b, a) {
        return 0.9;
    }
    let (mut first, mut second) = (a.words.clone(), b.words.clone());
    first.sort();
    second.sort();
    if !first.is_empty() && first == second {
        return 0.97;
    }
    let common = a.trigrams.intersection(&b.trigrams).count();
    let total = a.trigrams.len() + b.trigrams.len();
    let dice = 2.0 * common as f64 / total.max(1) as f64;
    // A name that is whole inside a longer one (with a person's name beside it) still tells.
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    let inside = short.words.len() >= 2 && short.words.iter().all(|w| long.words.contains(w));
    if inside { dice.max(0.8) } else { dice }
}

/// Whether `short` is the initials of `long`, three letters at least.
fn is_abbreviation(short: &Ready, long: &Ready) -> bool {
    let letters: String = short.folded.chars().filter(|c| *c != ' ').collect();
    letters.chars().count() >= 3 && long.words.len() >= 3 && letters == long.initials
}

/// Many names, ready to be asked which fits another best.
pub struct Matcher {
    names: Vec<Ready>,
    exact: HashMap<String, usize>,
    initials: HashMap<String, usize>,
    by_word: HashMap<String, Vec<usize>>,
}

impl Matcher {
    /// Makes the names ready.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Matcher {
        let names: Vec<Ready> = names.into_iter().map(ready).collect();
        let (mut exact, mut initials, mut by_word) = (HashMap::new(), HashMap::new(), HashMap::<String, Vec<usize>>::new());
        for (at, name) in names.iter().enumerate() {
            exact.entry(name.folded.clone()).or_insert(at);
            if name.words.len() >= 3 {
                initials.entry(name.initials.clone()).or_insert(at);
            }
            for word in &name.words {
                by_word.entry(word.clone()).or_default().push(at);
            }
        }
        Matcher { names, exact, initials, by_word }
    }

    /// The name that fits best and how well; none where nothing is alike.
    pub fn best(&self, name: &str) -> Option<(usize, f64)> {
        let asked = ready(name);
        if let Some(at) = self.exact.get(&asked.folded) {
            return Some((*at, 1.0));
        }
        let letters: String = asked.folded.chars().filter(|c| *c != ' ').collect();
        if letters.chars().count() >= 3
            && let Some(at) = self.initials.get(&letters)
        {
            return Some((*at, 0.9));
        }
        // Names that share a word that few share; near linear over many names.
        let mut near: Vec<&Vec<usize>> = asked.words.iter().filter_map(|w| self.by_word.get(w)).collect();
        near.sort_by_key(|places| places.len());
        let candidates: HashSet<usize> = near.iter().take(3).flat_map(|places| places.iter().take(60).copied()).collect();
        let scored = candidates.into_iter().map(|at| (at, score_ready(&asked, &self.names[at])));
        scored.filter(|(_, score)| *score > 0.3).max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    }
}

/// Lines that say how something was signed, not who.
const BOILERPLATE: [&str; 20] = [
    "signed",
    "parties",
    "signatories",
    "signature",
    "signatures",
    "witnesses",
    "witness",
    "witnessed",
    "notes",
    "page",
    "seal",
    "date",
    "place",
    "illegible",
    "names",
    "stamp",
    "in the presence",
    "done at",
    "see",
    "unclear",
];

/// The single names in a cell such as “For the Government of X: (Signed) A. B.; for the Y: …”.
pub fn split_signatories(cell: &str) -> Vec<String> {
    let without_remarks = remove_remarks(cell);
    let mut out: Vec<String> = Vec::new();
    for piece in without_remarks.split(['\n', '\r', ';', '|', '\t']) {
        for part in piece.split("  ") {
            let name = tidy(part);
            if is_name(&name) && !out.iter().any(|known| fold(known) == fold(&name)) {
                out.push(name);
            }
        }
    }
    out.truncate(200);
    out
}

/// Takes out remarks in square brackets, which coders add.
fn remove_remarks(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut depth = 0usize;
    for c in cell.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

fn tidy(part: &str) -> String {
    let mut name = part.trim();
    const STARTS: [&str; 14] = [
        "(signed)",
        "signed by",
        "signed:",
        "signed",
        "for and on behalf of",
        "on behalf of",
        "for the",
        "for",
        "the",
        "by",
        "and",
        "-",
        "–",
        "•",
    ];
    loop {
        let lower = name.to_lowercase();
        let cut = STARTS
            .iter()
            .find(|s| lower.starts_with(**s) && lower[s.len()..].starts_with([' ', ':', '\u{a0}', ',']) && lower.len() == name.len());
        match cut {
            Some(start) => name = name[start.len()..].trim_start_matches([' ', ':', ',', '\u{a0}']),
            None => break,
        }
    }
    let name = name.trim_matches([' ', ':', ',', '.', '-', '–', '_', '*', '\u{a0}', '"', '“', '”']);
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let lower = name.to_lowercase();
    let boilerplate = BOILERPLATE
        .iter()
        .any(|b| lower == *b || lower.starts_with(&format!("{b} ")) && lower.len() < b.len() + 14 || lower == format!("({b})"));
    letters >= 2 && name.chars().count() <= 160 && !boilerplate
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_accents_and_order() {
        let cases = [
            ("Front for the Rivers", "FRONT FOR THE RIVERS", 1.0, 1.0),
            ("Mouvement des Éleveurs", "Mouvement des eleveurs", 1.0, 1.0),
            ("Rivers People's Front", "People's Front Rivers", 0.95, 0.99),
            ("NFL", "Northern Freedom League", 0.9, 0.9),
            ("Government of Tellan", "Government of the Republic of Tellan", 0.95, 1.0),
            ("Hill Council", "Coastal Trade Union", 0.0, 0.35),
        ];
        for (a, b, low, high) in cases {
            let got = score(a, b);
            assert!((low..=high).contains(&got), "{a} / {b}: {got}");
        }
    }

    #[test]
    fn the_best_of_many_names_is_found() {
        let matcher = Matcher::new(["Hill Council", "Northern Freedom League", "جبهة الأنهار"]);
        assert_eq!(matcher.best("NFL"), Some((1, 0.9)));
        assert_eq!(matcher.best("جبهه الانهار"), Some((2, 1.0)));
        assert_eq!(matcher.best("Somebody Else"), None);
    }

    #[test]
    fn signatories_are_read_out_of_a_cell() {
        let cell = "Parties:\n\nFor the Government of Tellan:\n(Signed) Ilse Maren\nMinister of Water; Hill Council\n[Page 4, not legible]\nSigned";
        assert_eq!(split_signatories(cell), ["Government of Tellan", "Ilse Maren", "Minister of Water", "Hill Council"]);
    }
}
