//! Bodies that a text sets up: what they are called, and which sentences speak of them.

use crate::draft::{Draft, Sentence};
use crate::fold::folded;
use crate::grammar::Form;
use crate::names::{mentions, tokens};
use methods::language::Language;

/// A body.
#[derive(Debug, Clone)]
pub(crate) struct Body {
    pub provision: usize,
    /// As written: its head word and what names it.
    pub words: String,
    /// Where the sentence begins that sets it up.
    pub sentence: usize,
    /// Short names and the full one, folded.
    pub names: Vec<String>,
    /// Its head word: committee, team.
    pub head: String,
    /// Whether the text sets it up, or only says who sits on it.
    pub is_created: bool,
}

/// The bodies that a text sets up or composes.
pub(crate) fn bodies(draft: &Draft) -> Vec<Body> {
    let mut out: Vec<Body> = Vec::new();
    for sentence in draft.operative() {
        let text = sentence.text();
        let created = draft.grammar.re(Form::Creates).find(text);
        let composed = draft.grammar.re(Form::Composed).find(text);
        // A wish sets nothing up.
        let created = created.filter(|verb| !draft.grammar.has(Form::Endeavour, text) && !is_only_possible(draft, text, verb.start()));
        let Some(verb) = created.or(composed) else { continue };
        let Some(body) = body_in(draft, &sentence, verb.start(), verb.end(), created.is_some()) else { continue };
        let known = out.iter().any(|known| known.names.iter().any(|name| body.names.iter().any(|other| other == name)));
        if !known {
            out.push(body);
        }
    }
    out
}

/// *May establish*, *power to set up*: nobody has set it up yet.
fn is_only_possible(draft: &Draft, text: &str, verb: usize) -> bool {
    let near = text[..verb].char_indices().rev().nth(24).map_or(0, |(at, _)| at);
    draft.grammar.has(Form::Possible, &text[near..verb])
}

/// Words for bodies that are bodies of a text only as part of a name.
const COMMON: [&str; 11] = ["office", "body", "unit", "group", "mission", "centre", "center", "desk", "hub", "room", "chamber"];

/// The body nearest to the verb that sets it up.
fn body_in(draft: &Draft, sentence: &Sentence, verb_start: usize, verb_end: usize, is_created: bool) -> Option<Body> {
    let grammar = draft.grammar;
    let text = sentence.text();
    // *Is set up* stands behind its body, *shall set up* before it; other languages turn it round.
    let is_active = grammar.language == Language::English
        && !["is", "are", "shall be", "will be", "be "].iter().any(|be| text[verb_start..].starts_with(be));
    let passive_first = matches!(grammar.language, Language::English | Language::Russian | Language::French);
    // 组 is a group, but not in 组成, to compose.
    let is_verb = |end: usize| grammar.language == Language::Chinese && text[end..].starts_with(['成', '织', '建']);
    let all: Vec<_> = grammar.re(Form::Body).find_iter(text).filter(|found| !is_verb(found.end())).collect();
    let behind = || all.iter().find(|found| found.start() >= verb_end && found.start() - verb_end < 80);
    let before = || {
        all.iter().find(|found| {
            found.end() <= verb_start && verb_start - found.end() < 120 && !text[found.end()..verb_start].contains([';', '。'])
        })
    };
    let head = if !is_created {
        before()
    } else if is_active {
        behind()
    } else if passive_first {
        before().or_else(behind)
    } else {
        behind().or_else(before)
    }?;
    let (from, to) = name_around(draft, sentence, head.start(), head.end());
    let base = sentence.at.start;
    let words = sentence.provision.words(base + from..base + to);
    if COMMON.contains(&head.as_str().trim()) && !words.contains(char::is_uppercase) {
        return None;
    }
    let mut names = vec![folded(&words)];
    // “CVT” in brackets behind the name.
    let rest = &text[to..text[to..].char_indices().nth(70).map_or(text.len(), |(end, _)| to + end)];
    if let Some(open) = rest.find('(').filter(|open| *open < 30)
        && let Some(close) = rest[open..].find(')')
    {
        let inner = &rest[open + 1..open + close];
        let quoted = inner.split('"').nth(1).unwrap_or(inner).trim();
        let quoted = grammar.re(Form::Article).replace(quoted, "").trim().to_owned();
        if quoted.chars().any(char::is_alphabetic) {
            names.push(quoted);
        }
    }
    let head_word = head.as_str().trim().to_owned();
    Some(Body { provision: sentence.index, words, sentence: base, names, head: head_word, is_created })
}

/// The name around a head word: capitals before it in languages that set names in capitals.
fn name_around(draft: &Draft, sentence: &Sentence, start: usize, end: usize) -> (usize, usize) {
    let text = sentence.text();
    let base = sentence.at.start;
    match draft.grammar.language {
        Language::Chinese => {
            let from = text[..start]
                .rfind(|c: char| " ,。;:、一个立建设组成".contains(c))
                .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
            (from, end)
        }
        Language::English => {
            let mut from = start;
            let before = text[..start].strip_suffix(' ').unwrap_or_default();
            for word in before.rsplit(' ').take(4).filter(|_| !before.is_empty()) {
                let at = from - 1 - word.len();
                let written = sentence.provision.words(base + at..base + from);
                let is_name = written.starts_with(char::is_uppercase) && !matches!(word, "a" | "an" | "the")
                    || matches!(word, "joint" | "monitoring" | "verification" | "liaison" | "military");
                if !is_name || word.is_empty() {
                    break;
                }
                from = at;
            }
            (from, end)
        }
        _ => (start, end),
    }
}

/// Whether a sentence speaks of a body, by a name or by its head word.
pub(crate) fn speaks_of(draft: &Draft, all: &[Body], body: &Body, text: &str) -> bool {
    let grammar = draft.grammar;
    if body.names.iter().any(|name| mentions(grammar, text, name)) {
        return true;
    }
    if grammar.language == Language::Chinese {
        return text.contains(&body.head);
    }
    let Some(head) = tokens(grammar, &body.head).into_iter().next() else { return false };
    let is_only = all.iter().filter(|other| tokens(grammar, &other.head).first() == Some(&head)).count() <= 1;
    is_only && mentions(grammar, text, &body.head)
}

/// The sentences that speak of a body: those that name it, and those right behind that begin
/// with a pronoun, or with the verb where a language needs no subject.
pub(crate) fn about<'a>(draft: &'a Draft, all: &[Body], body: &Body) -> Vec<Sentence<'a>> {
    let mut out = Vec::new();
    let mut last: Option<usize> = None;
    for (at, sentence) in draft.operative().enumerate() {
        let text = sentence.text();
        let named = speaks_of(draft, all, body, text);
        let has_no_subject = || draft.grammar.re(Form::Decides).find(text).is_some_and(|found| found.start() == 0);
        let goes_on = last.is_some_and(|last| last + 1 == at) && (draft.grammar.has(Form::Pronoun, text) || has_no_subject());
        if named || goes_on {
            last = Some(at);
            out.push(sentence);
        }
    }
    out
}
