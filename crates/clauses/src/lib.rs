//! What a provision says. A draft becomes parties, bodies, definitions, steps, dates,
//! quantities, references and duties; from these follow what a drafter would mend
//! ([`check`]), which building blocks are there, and where two language versions part
//! ([`concordance`]). It advises and never decides: every finding names its rule and its words.
//!
//! Pure: no clock, disk or network. Nothing here is said in a language: a message is a word with
//! what fills its blanks ([`Said`]), which the caller says in six languages.

mod actors;
mod blocks;
mod bodies;
mod checks;
mod concordance;
mod dates;
mod draft;
mod fold;
mod grammar;
mod kinds;
mod labels;
mod lists;
mod names;
mod numbers;
mod obligations;
mod reading;
mod references;
mod report;
mod rules;
mod steps;
mod terms;

pub use report::*;
pub use rules::{Definition, Message, Rule, Severity, notes, rules};

use grammar::Grammar;
use methods::language::{Language, guess};
use reading::Reading;

/// The language of a text: declared, or that of its first blocks.
fn language_of(text: &Text) -> Option<Language> {
    let words = || text.blocks.iter().map(|block| block.text.as_str()).take(60).collect::<Vec<_>>().join("\n");
    text.language.or_else(|| guess(&words()))
}

/// Everything that is seen in a draft.
pub fn check(text: &Text) -> Report {
    let language = language_of(text);
    let grammar = Grammar::of(language.unwrap_or(Language::English));
    let reading = Reading::of(text.blocks, grammar, text.kind);
    let (findings, notes) = checks::run(&reading);
    Report {
        language,
        kind: reading.kind,
        blocks: blocks::blocks(&reading, text.scheme),
        findings,
        notes,
        obligations: obligations::obligations(&reading),
    }
}

/// Where two language versions of a text part.
pub fn concordance(a: &Text, b: &Text) -> Concordance {
    let read =
        |text: &Text, language: Option<Language>| Reading::of(text.blocks, Grammar::of(language.unwrap_or(Language::English)), text.kind);
    let languages = [language_of(a), language_of(b)];
    concordance::concordance(&read(a, languages[0]), &read(b, languages[1]), languages)
}
