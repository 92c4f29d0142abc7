//! Who agrees and who signs.

use crate::draft::{Draft, Provision, Zone};
use crate::fold::folded;
use crate::grammar::{Form, Grammar};
use crate::labels::Family;
use crate::names::{mentions, same_name};
use methods::language::Language;
use regex::Regex;
use std::ops::Range;
use std::sync::OnceLock;

/// Somebody who signs.
#[derive(Debug, Clone)]
pub(crate) struct Signer {
    pub provision: usize,
    /// The line as written.
    pub words: String,
    /// The names on it, short and full.
    pub names: Vec<String>,
    /// Signs as a witness, guarantor, host or facilitator.
    pub is_witness: bool,
}

/// A party as the text names it.
#[derive(Debug, Clone)]
pub(crate) struct Party {
    pub provision: usize,
    /// Its name as written.
    pub words: String,
    /// Its names, short and full.
    pub names: Vec<String>,
}

/// Those who sign, in the order of their lines.
pub(crate) fn signers(draft: &Draft) -> Vec<Signer> {
    let mut out = Vec::new();
    let mut below_witnesses = false;
    for (index, provision) in draft.provisions.iter().enumerate().filter(|(_, provision)| provision.zone == Zone::Signing) {
        for line in provision.raw.lines() {
            let plain = folded(line);
            let text = plain.trim();
            let is_heading = draft.grammar.has(Form::Witness, text);
            let Some(name) = signing_name(draft, text) else {
                below_witnesses = is_heading || (below_witnesses && !text.is_empty());
                continue;
            };
            if name.contains("____") && !name.contains(char::is_alphabetic) {
                continue;
            }
            let is_witness = is_heading || below_witnesses;
            out.push(Signer { provision: index, words: line.trim().to_owned(), names: names_of(draft.grammar, &name), is_witness });
        }
    }
    out
}

/// The name on a line of signatures.
fn signing_name(draft: &Draft, text: &str) -> Option<String> {
    if !draft.signs(text) {
        return None;
    }
    if draft.grammar.language == Language::Chinese {
        let name = text.replace("全权代表", "代表").replace("授权代表", "代表");
        let (before, behind) = name.split_once("代表")?;
        let behind = behind.trim_start_matches([':', ' ']);
        let name = if before.trim().is_empty() { behind.to_owned() } else { format!("{before} {behind}") };
        return Some(name.replace("签字", " "));
    }
    let rest = draft.grammar.re(Form::SignsFor).replace(text, "");
    // What follows a line to sign on is no part of the name.
    Some(rest.split(['_', ':']).next().unwrap_or_default().trim().to_owned())
}

/// A name and the names in its brackets.
fn names_of(grammar: &Grammar, name: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut outer = String::new();
    let mut depth = 0;
    let mut inner = String::new();
    for sign in name.chars() {
        match sign {
            '(' => depth += 1,
            ')' if depth > 0 => {
                depth -= 1;
                out.push(std::mem::take(&mut inner));
            }
            _ if depth > 0 => inner.push(sign),
            _ => outer.push(sign),
        }
    }
    out.insert(0, outer);
    let clean = |name: String| {
        let quoted: Vec<&str> = name.split('"').collect();
        // Hereinafter “the Movement”: the name stands in the quotation marks.
        let name = if quoted.len() >= 3 { quoted[1] } else { name.as_str() };
        let name = name.split([',', ';']).next().unwrap_or_default().trim();
        grammar.re(Form::Article).replace(name, "").trim().to_owned()
    };
    out.into_iter().map(clean).filter(|name| name.chars().filter(|c| c.is_alphabetic()).count() > 1).collect()
}

/// The parties that title, preamble and definitions name. Only what is surely said so counts:
/// who stands between *between* and *and*, and who stands beside a signer in one sentence.
pub(crate) fn parties(draft: &Draft, signers: &[Signer]) -> Vec<Party> {
    let mut out: Vec<Party> = Vec::new();
    for (index, provision) in draft.provisions.iter().enumerate().filter(|(_, p)| matches!(p.zone, Zone::Title | Zone::Preamble)) {
        for sentence in &provision.sentences {
            let chain = chain(draft, provision, sentence, signers);
            if chain.is_empty() && opens_list(draft, &provision.text()[sentence.clone()]) {
                listed(draft, index, &mut out);
            }
            for (range, names) in chain {
                let known = out.iter_mut().find(|party| party.names.iter().any(|a| names.iter().any(|b| same_name(draft.grammar, a, b))));
                match known {
                    Some(party) => party.names.extend(names),
                    None => out.push(Party { provision: index, words: provision.words(range), names }),
                }
            }
        }
    }
    out
}

/// Whether a sentence opens a list of those who agree: *is concluded between:*
fn opens_list(draft: &Draft, text: &str) -> bool {
    let between = draft.grammar.re(Form::Between).find_iter(text).filter(|found| !found.is_empty()).last();
    between.is_some_and(|found| text[found.end()..].trim().trim_end_matches(':').trim().is_empty())
}

/// The parties that stand below each other, each in a line with a number or letter.
fn listed(draft: &Draft, index: usize, out: &mut Vec<Party>) {
    let is_item =
        |provision: &&Provision| provision.label.as_ref().is_some_and(|label| label.family == Family::Bare && label.numbers.len() == 1);
    for (at, provision) in draft.provisions.iter().enumerate().skip(index + 1).take_while(|(_, provision)| is_item(provision)) {
        match name_in(draft, provision, 0..provision.text().len(), true) {
            Some((range, names)) => out.push(Party { provision: at, words: provision.words(range), names }),
            None => return,
        }
    }
}

/// The names of a sentence that are joined with each other.
fn chain(draft: &Draft, provision: &Provision, sentence: &Range<usize>, signers: &[Signer]) -> Vec<(Range<usize>, Vec<String>)> {
    let grammar = draft.grammar;
    let whole = &provision.text()[sentence.clone()];
    let cut = grammar.re(Form::Auspices).find(whole).map_or(whole.len(), |found| found.start());
    let (from, is_between) = match grammar.re(Form::Between).find(&whole[..cut]).filter(|found| !found.is_empty()) {
        Some(found) => (found.end(), true),
        None => (0, false),
    };
    let pieces = pieces(grammar, &whole[from..cut]);
    let mut named: Vec<Option<(Range<usize>, Vec<String>)>> = Vec::new();
    for piece in pieces {
        let at = sentence.start + from + piece.start..sentence.start + from + piece.end;
        // Hereinafter “the Front”: another name of the one before.
        if grammar.has(Form::Alias, whole[from + piece.start..from + piece.end].split('(').next().unwrap_or_default())
            && let Some(Some((_, names))) = named.last_mut()
        {
            names.extend(names_of(grammar, &whole[from + piece.start..from + piece.end]));
            continue;
        }
        named.push(name_in(draft, provision, at, is_between));
    }
    let signs = |names: &[String]| signers.iter().any(|signer| signer.names.iter().any(|a| names.iter().any(|b| same_name(grammar, a, b))));
    // The run of joined names that holds a signer, or that begins behind *between*.
    let mut best: Vec<(Range<usize>, Vec<String>)> = Vec::new();
    let mut run: Vec<(Range<usize>, Vec<String>)> = Vec::new();
    for (at, name) in named.into_iter().enumerate() {
        match name {
            Some(name) => run.push(name),
            None if is_between && at > 0 && !run.is_empty() => break,
            None => {
                keep(&mut best, std::mem::take(&mut run), is_between, &signs);
            }
        }
    }
    keep(&mut best, run, is_between, &signs);
    best
}

type Named = (Range<usize>, Vec<String>);

fn keep(best: &mut Vec<Named>, run: Vec<Named>, is_between: bool, signs: &dyn Fn(&[String]) -> bool) {
    let counts = run.iter().filter(|(_, names)| signs(names)).count();
    let is_better = run.len() > best.len() && run.len() > 1 && (is_between || counts > 0);
    if is_better {
        *best = run;
    }
}

/// Parts a sentence at its *and* and commas, not inside brackets.
fn pieces(grammar: &Grammar, text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let depth_at = |at: usize| text[..at].matches('(').count() > text[..at].matches(')').count();
    let re = grammar.re(Form::And);
    for found in re.find_iter(text).filter(|found| !found.is_empty() && !depth_at(found.start())) {
        // 和 is *and*, but not in a republic.
        if grammar.language == Language::Chinese && text[..found.start()].ends_with('共') && text[found.end()..].starts_with('国') {
            continue;
        }
        if grammar.language == Language::Arabic && found.as_str().ends_with('و') {
            // The letter is *and* only before a name.
            if grammar.re(Form::ActorHead).find(&text[found.end()..]).is_none_or(|next| next.start() != 0) && !found.as_str().contains(',')
            {
                continue;
            }
        }
        out.push(start..found.start());
        start = found.end();
    }
    out.push(start..text.len());
    out.retain(|piece| piece.end > piece.start && !text[piece.clone()].trim().is_empty());
    out
}

/// The name that a piece begins with.
fn name_in(draft: &Draft, provision: &Provision, at: Range<usize>, is_between: bool) -> Option<Named> {
    let grammar = draft.grammar;
    let piece = &provision.text()[at.clone()];
    let lead = piece.len() - piece.trim_start().len();
    let piece = piece.trim_start();
    let article = grammar.re(Form::Article).find(piece).map_or(0, |found| found.end());
    let first = || {
        // Between *between* and *and*, and before its short name, any name with a capital is a party.
        let from = at.start + lead + article;
        let end = piece[article..].find([' ', ',', '(']).unwrap_or(piece.len() - article);
        let has_short_name = piece.find('(').is_some_and(|open| piece[open..].contains('"'));
        let is_name = (is_between || has_short_name)
            && !matches!(grammar.language, Language::Chinese | Language::Arabic)
            && provision.words(from..from + end).starts_with(char::is_uppercase);
        is_name.then_some(0..end)
    };
    let head = grammar.re(Form::ActorHead).find(&piece[article..]).map(|found| found.range()).or_else(first)?;
    let bracket = piece.find('(').unwrap_or(piece.len());
    let near = match grammar.language {
        // The head ends a Chinese name, and opens an Arabic one, behind its verb.
        Language::Chinese => head.end + article <= bracket,
        Language::Arabic => head.start <= 40 && head.start + article < bracket,
        _ => {
            head.start <= 36
                && head.start + article < bracket
                && is_capital(grammar, &provision.words(at.start + lead + article..at.start + lead + article + head.end))
        }
    };
    if !near || grammar.has(Form::Witness, piece) {
        return None;
    }
    let (start, end) = match grammar.language {
        Language::Chinese => {
            let last = grammar.re(Form::ActorHead).find_iter(&piece[..bracket]).last()?;
            (0, last.end())
        }
        Language::Arabic => {
            let start = article + head.start;
            let end = if bracket < piece.len() { bracket } else { start + words_end(&piece[start..], 4) };
            (start, end.max(start))
        }
        _ => {
            let end = if bracket < piece.len() && is_name_to(grammar, &piece[article..bracket]) {
                bracket
            } else {
                name_end(piece, article, grammar)
            };
            (0, end)
        }
    };
    if piece[start..end].split_whitespace().count() > 12 || (is_between && end == 0) {
        return None;
    }
    let brackets = &piece[end..];
    let inner = brackets.trim_start().strip_prefix('(').and_then(|inner| inner.find(')').map(|to| &inner[..to]));
    let mut names = names_of(grammar, &format!("{} ({})", &piece[start..end], inner.unwrap_or_default()));
    names.dedup();
    let from = at.start + lead;
    (!names.is_empty()).then_some((from + start..from + end, names))
}

/// Whether all words of a name but its connectors begin with a capital, as names do.
fn is_capital(grammar: &Grammar, words: &str) -> bool {
    let is_small =
        |word: &str| grammar.has(Form::Connector, &folded(word)) || grammar.re(Form::Article).is_match(&format!("{} ", folded(word)));
    words
        .split([' ', '-', '’', '\''])
        .filter(|word| word.chars().count() > 1 && !is_small(word))
        .all(|word| word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic()))
}

/// Whether all between an article and a bracket is a name.
fn is_name_to(grammar: &Grammar, text: &str) -> bool {
    text.split_whitespace().count() <= 10 && !grammar.has(Form::Duty, text.trim()) || text.split_whitespace().count() <= 6
}

/// Where a run of words ends.
fn words_end(text: &str, count: usize) -> usize {
    static WORD: OnceLock<Regex> = OnceLock::new();
    let word = WORD.get_or_init(|| Regex::new(r"^\s*[\p{L}\d-]+").expect("a pattern"));
    let mut end = 0;
    for _ in 0..count {
        match word.find(&text[end..]) {
            Some(found) => end += found.end(),
            None => break,
        }
    }
    end
}

/// Where a name ends that no bracket ends: with the last word before a small one. The folded
/// text has no capitals, so a name is its head and what connectors join to it, six words at most.
fn name_end(piece: &str, article: usize, grammar: &Grammar) -> usize {
    let head = grammar
        .re(Form::ActorHead)
        .find(&piece[article..])
        .map_or_else(|| article + piece[article..].find([' ', ',', '(']).unwrap_or(piece.len() - article), |found| article + found.end());
    let mut end = head;
    let mut joined = false;
    for (at, word) in piece[head..].split_inclusive(' ').scan(head, |at, word| {
        let from = *at;
        *at += word.len();
        Some((from, word))
    }) {
        let plain = word.trim();
        if plain.is_empty() {
            continue;
        }
        if plain.split('\'').next().is_some_and(|first| grammar.has(Form::Connector, first)) {
            joined = true;
            if plain.contains('\'') {
                end = at + word.trim_end().len();
                joined = false;
            }
        } else if joined {
            end = at + word.trim_end().len();
            joined = plain.len() <= 4;
        } else {
            break;
        }
    }
    end
}

/// Whether the text names a signer anywhere but where he signs.
pub(crate) fn is_named(draft: &Draft, signer: &Signer) -> bool {
    let is_elsewhere = |provision: &&crate::draft::Provision| provision.zone != Zone::Signing;
    draft
        .provisions
        .iter()
        .filter(is_elsewhere)
        .any(|provision| signer.names.iter().any(|name| mentions(draft.grammar, provision.text(), name)))
}
