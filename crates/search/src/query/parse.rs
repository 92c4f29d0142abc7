//! The query language. Whatever is typed means something: what cannot be read as written is read
//! as plain words, and a sentence says so.
//!
//! ```text
//! ceasefire monitoring        words: each helps, none is required
//! "joint commission"          a phrase: required
//! +women  -quota              a word that must, or must not, be there
//! monitor*  organi*ation      any ending, any middle
//! women NEAR/5 negotiation    within five words of each other, in any order
//! "land reform" OR restitution   one of them is required
//! country:XYZ title:framework    a field; several of one field widen, different ones narrow
//! ```

use crate::request::Problem;
use std::collections::HashSet;

use crate::request::CLAUSES_MAX;

/// Something to look for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Item {
    /// A word as typed.
    Word(String),
    /// A word with `*` at one or more places.
    Pattern(String),
    /// Words next to each other.
    Phrase(String),
    /// Words or phrases near each other.
    Near(Vec<Item>, u32),
    /// A word or phrase in title or headings.
    Title(String),
}

/// Whether a part of the query must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    Helps,
    Required,
    Excluded,
}

/// One part of the query: any of its items.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Clause {
    pub(crate) role: Role,
    pub(crate) items: Vec<Item>,
}

/// A query taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Parsed {
    pub(crate) clauses: Vec<Clause>,
    /// Field names and values, to be added to the filters.
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) problems: Vec<Problem>,
}

/// Field names that narrow by metadata.
const FIELDS: &[&str] =
    &["topic", "country", "region", "stage", "kind", "party", "language", "process", "source", "document", "from", "to"];

/// Words beyond which "near" says nothing.
const NEAR_MAX: u32 = 100;
/// When NEAR is written without a number.
const NEAR_DEFAULT: u32 = 10;

/// A piece of the typed text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Word(String),
    Quoted(String),
    Field(String, String),
    Minus,
    Plus,
    Open,
    Close,
}

/// Takes a query apart; never fails.
pub(crate) fn parse(query: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let pieces = pieces(query, &mut parsed.problems);
    let mut at = 0;
    let mut count = 0;
    while at < pieces.len() {
        if count >= CLAUSES_MAX {
            parsed.problems.push(Problem::ManyWords(CLAUSES_MAX));
            break;
        }
        count += 1;
        clause(&pieces, &mut at, &mut parsed);
    }
    // What must or must not be there need not be said twice.
    let mut said = HashSet::new();
    parsed.clauses.retain(|clause| clause.role == Role::Helps || said.insert(clause.clone()));
    parsed
}

fn clause(pieces: &[Piece], at: &mut usize, parsed: &mut Parsed) {
    let mut role = Role::Helps;
    match pieces[*at] {
        Piece::Minus => role = Role::Excluded,
        Piece::Plus => role = Role::Required,
        _ => {}
    }
    if role != Role::Helps {
        // The first of several signs counts.
        while matches!(pieces.get(*at), Some(Piece::Minus | Piece::Plus)) {
            *at += 1;
        }
    } else if word_is(pieces, *at, "NOT") && *at + 1 < pieces.len() {
        role = Role::Excluded;
        *at += 1;
    } else if word_is(pieces, *at, "AND") && *at > 0 && *at + 1 < pieces.len() {
        *at += 1;
        role = Role::Required;
        if let Some(before) = parsed.clauses.last_mut()
            && before.role == Role::Helps
        {
            before.role = Role::Required;
        }
    }
    let Some(piece) = pieces.get(*at) else {
        return;
    };
    match piece {
        Piece::Field(name, value) if FIELDS.contains(&name.as_str()) => {
            if role == Role::Excluded {
                parsed.problems.push(Problem::ExcludedField(name.clone()));
            } else {
                parsed.fields.push((name.clone(), value.clone()));
            }
            *at += 1;
            return;
        }
        Piece::Close | Piece::Minus | Piece::Plus => {
            *at += 1;
            return;
        }
        _ => {}
    }
    if pieces[*at] == Piece::Open && role != Role::Helps && bracketed(pieces, at, role, parsed) {
        return;
    }
    let (items, written_or) = alternatives(pieces, at);
    if items.is_empty() {
        return;
    }
    let plain = items.iter().all(|i| matches!(i, Item::Word(_) | Item::Pattern(_)));
    if role == Role::Helps && (!plain || written_or) {
        role = Role::Required;
    }
    parsed.clauses.push(Clause { role, items });
}

/// A sign before a bracket without OR stands for one before each part: true where it was so.
fn bracketed(pieces: &[Piece], at: &mut usize, role: Role, parsed: &mut Parsed) -> bool {
    let from = *at + 1;
    let length = pieces[from..].iter().position(|p| *p == Piece::Close).unwrap_or(pieces.len() - from);
    let inside = &pieces[from..from + length];
    if inside.iter().any(|p| matches!(p, Piece::Word(w) if w == "OR")) {
        return false;
    }
    let mut next = 0;
    while next < inside.len() {
        match near(inside, &mut next) {
            Some(item) => parsed.clauses.push(Clause { role, items: vec![item] }),
            None => next += 1,
        }
    }
    *at = (from + length + 1).min(pieces.len());
    true
}

/// `a OR b OR c`, with or without brackets. Other things in brackets are read one by one.
fn alternatives(pieces: &[Piece], at: &mut usize) -> (Vec<Item>, bool) {
    let bracket = pieces[*at] == Piece::Open;
    if bracket {
        *at += 1;
        let end = pieces[*at..].iter().position(|p| *p == Piece::Close);
        let inside = &pieces[*at..end.map_or(pieces.len(), |e| *at + e)];
        if !inside.iter().any(|p| matches!(p, Piece::Word(w) if w == "OR")) {
            return (Vec::new(), false);
        }
    }
    let mut items = Vec::new();
    let mut written_or = false;
    while let Some(item) = near(pieces, at) {
        items.push(item);
        if word_is(pieces, *at, "OR") && *at + 1 < pieces.len() {
            written_or = true;
            *at += 1;
        } else {
            break;
        }
    }
    if items.is_empty() {
        *at += 1;
    }
    (items, written_or)
}

fn near(pieces: &[Piece], at: &mut usize) -> Option<Item> {
    let first = item(pieces, at)?;
    let mut items = vec![first];
    let mut distance = None;
    while let Some(words) = near_words(pieces.get(*at)) {
        let mut after = *at + 1;
        let Some(next) = item(pieces, &mut after) else {
            break;
        };
        *at = after;
        items.push(next);
        distance = Some(distance.map_or(words, |d: u32| d.max(words)));
    }
    match distance {
        Some(distance) => Some(Item::Near(items, distance)),
        None => items.pop(),
    }
}

fn near_words(piece: Option<&Piece>) -> Option<u32> {
    let Some(Piece::Word(word)) = piece else {
        return None;
    };
    let rest = word.strip_prefix("NEAR")?;
    if rest.is_empty() {
        return Some(NEAR_DEFAULT);
    }
    let number = rest.strip_prefix('/')?.parse::<u32>().ok()?;
    Some(number.clamp(1, NEAR_MAX))
}

fn item(pieces: &[Piece], at: &mut usize) -> Option<Item> {
    let item = match pieces.get(*at)? {
        Piece::Word(word) if word.contains('*') => Item::Pattern(word.clone()),
        Piece::Word(word) => Item::Word(word.clone()),
        Piece::Quoted(text) => Item::Phrase(text.clone()),
        Piece::Field(name, value) if name == "title" => Item::Title(value.clone()),
        Piece::Field(name, value) => Item::Word(format!("{name} {value}")),
        Piece::Open | Piece::Close | Piece::Minus | Piece::Plus => return None,
    };
    *at += 1;
    Some(item)
}

fn word_is(pieces: &[Piece], at: usize, word: &str) -> bool {
    matches!(pieces.get(at), Some(Piece::Word(w)) if w == word)
}

const QUOTES: &[(char, char)] = &[('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('「', '」'), ('『', '』')];

fn pieces(query: &str, problems: &mut Vec<Problem>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = query;

    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if let Some((_, close)) = QUOTES.iter().find(|(open, _)| *open == c) {
            rest = quoted(after, *close, &mut pieces, problems);
            continue;
        }
        let begins_word = after.chars().next().is_some_and(|n| !n.is_whitespace());
        match c {
            _ if c.is_whitespace() => {}
            '(' | '（' => pieces.push(Piece::Open),
            ')' | '）' => pieces.push(Piece::Close),
            '-' | '−' | '–' if begins_word => pieces.push(Piece::Minus),
            '+' if begins_word => pieces.push(Piece::Plus),
            _ => {
                rest = word(rest, &mut pieces, problems);
                continue;
            }
        }
        rest = after;
    }
    pieces
}

fn quoted<'a>(after: &'a str, close: char, pieces: &mut Vec<Piece>, problems: &mut Vec<Problem>) -> &'a str {
    match after.find(close) {
        Some(end) => {
            if !after[..end].trim().is_empty() {
                pieces.push(Piece::Quoted(after[..end].to_owned()));
            }
            &after[end + close.len_utf8()..]
        }
        None => {
            problems.push(Problem::OpenQuotation);
            after
        }
    }
}

/// Reads up to the next space, bracket or quotation mark, and takes `field:value` apart.
fn word<'a>(rest: &'a str, pieces: &mut Vec<Piece>, problems: &mut Vec<Problem>) -> &'a str {
    let ends =
        |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）') || QUOTES.iter().any(|(open, close)| *open == c || *close == c);
    let end = rest.find(ends).unwrap_or(rest.len());
    let (text, mut after) = rest.split_at(end);
    if text.is_empty() {
        // A closing quotation mark without its opening one.
        let width = after.chars().next().map_or(0, char::len_utf8);
        return &after[width..];
    }
    let Some((name, value)) = text.split_once([':', '：']) else {
        pieces.push(Piece::Word(text.to_owned()));
        return after;
    };
    let name = name.to_lowercase();
    let known = FIELDS.contains(&name.as_str()) || name == "title";
    if !known {
        let looks_like_field = name.chars().all(|c| c.is_ascii_lowercase()) && !value.is_empty();
        if looks_like_field && !name.is_empty() {
            problems.push(Problem::UnknownField(name, format!("{}, title", FIELDS.join(", "))));
        }
        let words = text.split([':', '：']).filter(|w| !w.is_empty());
        pieces.extend(words.map(|w| Piece::Word(w.to_owned())));
        return after;
    }
    let mut value = value.to_owned();
    if value.is_empty()
        && let Some(text) = after.strip_prefix('"')
        && let Some(close) = text.find('"')
    {
        value = text[..close].to_owned();
        after = &text[close + 1..];
    }
    if value.trim().is_empty() {
        problems.push(Problem::EmptyField(name));
        pieces.push(Piece::Word(text.trim_end_matches([':', '：']).to_owned()));
    } else {
        pieces.push(Piece::Field(name, value));
    }
    after
}
