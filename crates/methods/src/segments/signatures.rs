//! The names of those who sign, which look like lists but are no provisions.

use super::lines::{Line, LineKind};
use super::marks::Family;

/// With these words lines above names begin, in six languages.
const OPENINGS: [&str; 52] = [
    "for the ",
    "for and on behalf",
    "on behalf of",
    "signed",
    "signatures",
    "signatories",
    "signature of",
    "signatures of",
    "done at",
    "witness",
    "witnessed",
    "in witness whereof",
    "guarantor",
    "participants",
    "mediator",
    "facilitator",
    "pour le ",
    "pour la ",
    "pour les ",
    "pour l’",
    "pour l'",
    "au nom d",
    "fait à",
    "signé",
    "signataires",
    "en foi de quoi",
    "témoin",
    "por el ",
    "por la ",
    "por los ",
    "por las ",
    "en nombre d",
    "firmado",
    "firmas",
    "firmantes",
    "hecho en",
    "dado en",
    "testigo",
    "за ",
    "от имени",
    "подписи",
    "подписано",
    "совершено",
    "свидетел",
    "عن ",
    "نيابة عن",
    "باسم",
    "التوقيع",
    "الموقعون",
    "代表",
    "签字",
    "签署人",
];
/// What stands behind a name that was signed.
const SIGNED: [&str; 10] = ["(signed", "(signé", "(firmado", "(firma)", "(подпис", "(توقيع", "（签字", "(签字", "（签署", "(签署"];
/// A name with its office is no longer than this.
const NAME_MAX: usize = 120;

/// Takes the marks from the names of those who sign, at the end of a text and before each of
/// its annexes, and sets the lines of one block together.
pub(super) fn settle(lines: Vec<Line>) -> Vec<Line> {
    let ends = |at: &usize| *at == lines.len() || lines[*at].mark.is_some_and(|mark| mark.family == Family::Annex);
    let mut ranges: Vec<(usize, usize)> = (0..=lines.len()).filter(ends).filter_map(|end| Some((start(&lines, end)?, end))).collect();
    ranges.extend(runs(&lines));
    if ranges.is_empty() {
        return lines;
    }
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut before = None;
    for (at, mut line) in lines.into_iter().enumerate() {
        let is_name = ranges.iter().any(|(from, to)| (*from..*to).contains(&at));
        if is_name && line.label.is_none() && line.kind != LineKind::Row {
            line.mark = None;
            line.kind = LineKind::Name;
            let block = line.block;
            if let Some(last) = out.last_mut().filter(|last| before == Some(block) && last.kind == LineKind::Name) {
                last.text.push('\n');
                last.text.push_str(&line.text);
                continue;
            }
            before = Some(block);
        }
        out.push(line);
    }
    out
}

/// Where the names that end before `end` begin.
fn start(lines: &[Line], end: usize) -> Option<usize> {
    let names = lines[..end].iter().rev().take_while(|line| may_be_name(line)).count();
    (end - names..end).find(|at| opens(&lines[*at].text)).filter(|at| end - at > 1)
}

/// Runs of names with something behind them, as notes. Capitals tell names from sentences.
fn runs(lines: &[Line]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if opens(&lines[at].text) && may_be_name(&lines[at]) {
            let names =
                lines[at + 1..].iter().take_while(|line| may_be_name(line) && (is_capital(&line.text) || opens(&line.text))).count();
            if names > 1 {
                out.push((at, at + 1 + names));
                at += names;
            }
        }
        at += 1;
    }
    out
}

/// Whether most of the longer words begin with a capital, as in names and offices.
fn is_capital(text: &str) -> bool {
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    let capitals = words().filter(|word| word.starts_with(char::is_uppercase)).count();
    capitals * 10 >= words().count() * 6 && text.chars().any(char::is_uppercase)
}

fn opens(text: &str) -> bool {
    let lower = text.to_lowercase();
    let text = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    OPENINGS.iter().any(|opening| text.starts_with(opening)) || lower.contains("____") || SIGNED.iter().any(|signed| lower.contains(signed))
}

fn may_be_name(line: &Line) -> bool {
    let text = line.text.trim_end();
    let is_headed = matches!(line.kind, LineKind::Heading(_)) || line.mark.is_some_and(|mark| mark.family.is_of_word());
    // A sentence ends in a small letter and a point; a name may end in an abbreviation.
    let mut last = text.chars().rev();
    let ends = match last.next() {
        Some('.') => last.next().is_some_and(|c| c.is_lowercase() || !c.is_alphabetic()) && text.split(' ').count() > 4,
        Some(c) => ";。；؛؟?!".contains(c),
        None => false,
    };
    !is_headed
        && line.kind != LineKind::Row
        && (!ends || opens(text))
        && text.chars().count() <= if opens(text) || is_capital(text) { 4 * NAME_MAX } else { NAME_MAX }
}
