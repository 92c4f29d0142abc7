//! Marks with a word: `Article 3 bis`, `Приложение № 1`, `المادة (٣) مكرر`, `第三条之一`, `§ 3`.

use super::grammar::{GRAMMARS, Grammar};
use super::head::Head;
use super::numerals::{digits, han_number, letter, roman};
use super::ordinals::{self, Words};
use super::{Family, Mark, Numbers, closed, ends_word, mark};

pub(super) fn read(head: &Head) -> Option<Mark> {
    let text = head.text.as_str();
    if let Some(rest) = text.strip_prefix('第') {
        return unit(head, text.len() - rest.len());
    }
    if let Some(rest) = text.strip_prefix('§') {
        let at = text.len() - rest.trim_start_matches(['§', ' ']).len();
        let number = Number::read(head, at)?;
        return Some(number.mark(Family::Sign, closed(text, number.end)));
    }
    // The longest word that fits: Disposición transitoria before Disposición.
    GRAMMARS.iter().find_map(|grammar| word(head, grammar))
}

fn word(head: &Head, grammar: &Grammar) -> Option<Mark> {
    let text = head.text.as_str();
    let is_arabic = grammar.language == "ar";
    let bare = if is_arabic { text.strip_prefix("ال").unwrap_or(text) } else { text };
    for (family, words) in grammar.words {
        for name in *words {
            let Some(rest) = bare.strip_prefix(name) else { continue };
            let at = text.len() - rest.len();
            if rest.chars().next().is_some_and(|c| c.is_alphabetic() && !matches!(grammar.language, "zh")) {
                continue;
            }
            if let Some(found) = numbered(head, at, *family, grammar) {
                return Some(found);
            }
            // “Annex” or “Protocol” alone on its line.
            let is_alone = rest.trim_matches([' ', ':', '.', '-']).is_empty() && rest.len() == head.text.len() - at;
            if *family == Family::Annex && is_alone {
                return Some(mark(*family, 1, text.len()));
            }
            if *family == Family::Disposition && rest.starts_with(['.', ':']) {
                return Some(mark(*family, 1, closed(text, at)));
            }
        }
    }
    None
}

/// The number behind a word, in any of its forms.
fn numbered(head: &Head, at: usize, family: Family, grammar: &Grammar) -> Option<Mark> {
    let text = head.text.as_str();
    let at = skip(text, at, &[' ', ':', '-']);
    let at = past_number_sign(text, at, grammar);
    let open = text[at..].chars().next().filter(|c| matches!(c, '(' | '['));
    let inner = skip(text, at + open.map_or(0, char::len_utf8), &[' ']);
    let mut number = Number::read(head, inner).or_else(|| only(text, inner))?;
    if open.is_some() {
        let end = skip(text, number.end, &[' ']);
        let close = text[end..].chars().next().filter(|c| matches!(c, ')' | ']'))?;
        number.end = end + close.len_utf8();
        number.insertion(head);
    }
    let end = closed(text, number.end);
    let cites = goes_on(head, number.end, end == number.end) && !(family == Family::Annex && is_annexed_to(head, number.end));
    (!cites).then(|| number.mark(family, end))
}

/// “Annex 1 to the Agreement” alone on its line: what is annexed says to what, and is no sentence.
fn is_annexed_to(head: &Head, at: usize) -> bool {
    let rest = head.text[at..].trim_start_matches(' ');
    let mut words = GRAMMARS.iter().flat_map(|g| g.annexed_to);
    let says = words.any(|word| rest.strip_prefix(word).is_some_and(|after| ends_word(after) || word.ends_with('\'')));
    says && head.is_whole && !head.text.trim_end().ends_with(['.', ',', ';', ':'])
}

fn past_number_sign(text: &str, at: usize, grammar: &Grammar) -> usize {
    for sign in grammar.before_number {
        let Some(rest) = text[at..].strip_prefix(sign) else { continue };
        let is_whole = !sign.ends_with(char::is_alphabetic) || rest.starts_with([' ', '(', '.']) || rest.starts_with(char::is_numeric);
        let after = skip(text, text.len() - rest.len(), &[' ', '.']);
        if is_whole && text[after..].starts_with(|c: char| c.is_alphanumeric() || c == '(') {
            return after;
        }
    }
    at
}

fn skip(text: &str, at: usize, signs: &[char]) -> usize {
    text.len() - text[at..].trim_start_matches(signs).len()
}

/// The number of a mark with a word, with all that belongs to it.
pub(super) struct Number {
    value: u32,
    numbers: Numbers,
    is_inserted: bool,
    end: usize,
}

impl Number {
    fn mark(&self, family: Family, end: usize) -> Mark {
        Mark { numbers: self.numbers, is_inserted: self.is_inserted, ..mark(family, self.value, end) }
    }

    /// A number in digits of any script, in roman numerals, in words, or one capital letter.
    fn read(head: &Head, at: usize) -> Option<Number> {
        let text = head.text.as_str();
        let of = |value: u32, end: usize| Number { value, numbers: Numbers::default(), is_inserted: false, end };
        if let Some((value, length)) = digits(&text[at..]) {
            let mut number = of(value, at + length);
            number.numbers.push(value);
            number.further(text);
            number.ordinal(text);
            number.insertion(head);
            return ends_word(&text[number.end..]).then_some(number).or_else(|| {
                // Han words stand close to their number.
                text[at + length..].starts_with(is_han).then(|| of(value, at + length))
            });
        }
        let token: &str = text[at..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        if token.is_empty() {
            return None;
        }
        let end = at + token.len();
        let is_upper = head.is_upper(at, end);
        if let Some(value) = roman(token).filter(|_| is_upper) {
            let mut number = of(value, end);
            number.ordinal(text);
            number.insertion(head);
            return Some(number);
        }
        // Ier, IIe
        let stem = token.trim_end_matches(|c| "ermo".contains(c));
        if let Some(value) = roman(stem).filter(|_| head.is_upper(at, at + stem.len()) && stem.len() < token.len()) {
            return Some(of(value, end));
        }
        if let Some((value, length)) = ordinals::read(&text[at..], Words::AlsoCardinals) {
            let mut number = of(value, at + length);
            number.insertion(head);
            return Some(number);
        }
        if let Some((value, length)) = han_number(token) {
            let mut number = of(value, at + length);
            number.insertion(head);
            return Some(number);
        }
        let mut letters = token.chars();
        match (letters.next(), letters.next()) {
            (Some(c), None) if is_upper || ('ا'..='ي').contains(&c) => Some(of(letter(c)?.0, end)),
            _ => None,
        }
    }

    /// `.1` in `Статья 4.1`, `-1` in `Статья 4-1`.
    fn further(&mut self, text: &str) {
        while let Some(rest) = text[self.end..].strip_prefix(['.', '-', '/']) {
            let Some((value, length)) = digits(rest).filter(|(_, length)| ends_word(&rest[*length..])) else { break };
            self.numbers.push(value);
            self.value = value;
            self.end += 1 + length;
        }
    }

    /// `1er`, `1º`, `3.º`, `4th`, `1-я`.
    fn ordinal(&mut self, text: &str) {
        let endings = GRAMMARS.iter().flat_map(|g| g.ordinal_endings);
        let found = endings.filter(|ending| text[self.end..].strip_prefix(**ending).is_some_and(ends_word)).map(|e| e.len()).max();
        self.end += found.unwrap_or(0);
    }

    /// `bis`, `مكرر`, `之一`, `A`.
    fn insertion(&mut self, head: &Head) {
        if let Some(end) = insertion(head, self.end) {
            self.end = end;
            self.is_inserted = true;
        }
    }
}

/// Where what marks an insertion behind a number ends, if it stands there.
pub(super) fn insertion(head: &Head, at: usize) -> Option<usize> {
    let text = head.text.as_str();
    let near = skip(text, at, &[' ', '-']);
    for word in GRAMMARS.iter().flat_map(|g| g.inserted) {
        let Some(rest) = text[near..].strip_prefix(word) else { continue };
        let after = text.len() - rest.len();
        if *word == "之" {
            if let Some((_, length)) = han_number(rest) {
                return Some(after + length);
            }
        } else if ends_word(rest) {
            return Some(past_counted(text, after));
        }
    }
    // 5A, 5 A: one capital that no word follows.
    let letter = text[near..].chars().next().filter(|c| c.is_alphabetic() && !is_han(*c))?;
    let end = near + letter.len_utf8();
    let follows = text[end..].trim_start_matches(' ').chars().next();
    let stands_close = near == at || text[at..near].contains('-');
    let is_whole = ends_word(&text[end..]);
    let is_alone = follows.is_none_or(|c| !c.is_alphanumeric());
    (is_whole && (head.is_upper(near, end) || (stands_close && letter.is_ascii_lowercase())) && (stands_close || is_alone)).then_some(end)
}

/// `مكرر 1`, `مكررا (أ)`, `bis 2`.
fn past_counted(text: &str, at: usize) -> usize {
    let next = skip(text, at, &[' ']);
    if let Some(rest) = text[next..].strip_prefix('(') {
        let inside = rest.split(')').next().unwrap_or("");
        if inside.len() < rest.len() && inside.chars().count() <= 3 {
            return next + 1 + inside.len() + 1;
        }
    }
    match digits(&text[next..]) {
        Some((_, length)) if next + length == text.len() || text[next + length..].starts_with(['.', ':', ' ', '-']) => next + length,
        _ => at,
    }
}

fn only(text: &str, at: usize) -> Option<Number> {
    let words = GRAMMARS.iter().flat_map(|g| g.only);
    let found = words.filter(|word| text[at..].strip_prefix(**word).is_some_and(ends_word)).map(|word| word.len()).max()?;
    Some(Number { value: 1, numbers: Numbers::default(), is_inserted: false, end: at + found })
}

/// Whether a sentence goes on behind what looks like a mark: “Article 5 of the Charter”.
fn goes_on(head: &Head, at: usize, open: bool) -> bool {
    let rest = &head.text[at..];
    if rest.starts_with([',', ';', '،']) {
        return true;
    }
    let next = at + rest.len() - rest.trim_start_matches(' ').len();
    let words = || GRAMMARS.iter().flat_map(|g| g.goes_on.iter().map(move |word| (g.language, *word)));
    let cites = words().any(|(language, word)| match head.text[next..].strip_prefix(word) {
        Some(_) if language == "zh" => next == at,
        // A title may begin with و only as part of a word; alone it is a slip.
        Some(after) => ends_word(after),
        None => false,
    });
    open && (head.is_lower(next) || cites) || rest.starts_with("、第")
}

pub(super) fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&c)
}

/// 第三条之一 第一章 第二部分
fn unit(head: &Head, at: usize) -> Option<Mark> {
    let text = head.text.as_str();
    let at = skip(text, at, &[' ']);
    let (number, length) = han_number(&text[at..])?;
    let behind = skip(text, at + length, &[' ']);
    let units = GRAMMARS.iter().flat_map(|g| g.units).flat_map(|(family, names)| names.iter().map(move |name| (*family, *name)));
    let (family, name) = units.filter(|(_, name)| text[behind..].starts_with(name)).max_by_key(|(_, name)| name.len())?;
    let mut end = behind + name.len();
    let inserted = insertion(head, end).filter(|_| text[end..].starts_with('之'));
    end = inserted.unwrap_or(end);
    let close = closed(text, end);
    (!goes_on(head, end, close == end)).then(|| Mark { is_inserted: inserted.is_some(), ..mark(family, number, close) })
}
