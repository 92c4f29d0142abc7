//! Terms without definition, definitions without use.

use crate::draft::Zone;
use crate::grammar::Form;
use crate::names::mentions;
use crate::reading::Reading;
use crate::report::Finding;
use crate::rules::Rule;
use crate::terms::{is_used, unexplained};

pub(super) fn check(reading: &Reading, out: &mut Vec<Finding>) {
    let draft = &reading.draft;
    for (index, term) in unexplained(draft) {
        let is_defined = reading.terms.iter().any(|known| known.words.contains(&term));
        // A party may be known by its short name alone.
        let plain = crate::fold::folded(&term);
        let names = || reading.signers.iter().flat_map(|signer| &signer.names).chain(reading.parties.iter().flat_map(|party| &party.names));
        let is_signer =
            draft.provisions[index].zone == Zone::Signing || names().any(|name| name.split_whitespace().any(|word| word == plain));
        if !is_defined && !is_signer {
            out.push(reading.finding(Rule::UndefinedTerm, "undefined-term-abbreviation", Some(index), term.clone(), &[term]));
        }
    }
    claimed(reading, out);
    for term in &reading.terms {
        let is_day = draft.grammar.has(Form::DayZero, &term.plain);
        if !is_day && !is_used(draft, term) {
            out.push(reading.finding(
                Rule::UnusedDefinition,
                "unused-definition",
                Some(term.provision),
                term.words.clone(),
                std::slice::from_ref(&term.words),
            ));
        }
    }
}

/// Terms of which the text says that it defines them.
fn claimed(reading: &Reading, out: &mut Vec<Finding>) {
    let draft = &reading.draft;
    for (index, provision) in draft.provisions.iter().enumerate().filter(|(_, provision)| provision.is_operative()) {
        for found in draft.grammar.re(Form::DefinedElsewhere).captures_iter(provision.text()) {
            let Some(term) = found.iter().skip(1).flatten().next() else { continue };
            let whole = found.get(0).expect("whole");
            // Defined in another instrument, or in a provision that is not there: other rules say so.
            let near = reading.references[index]
                .iter()
                .find(|reference| reference.at.start >= whole.start() && reference.at.start <= whole.end() + 12);
            let behind = &provision.text()[whole.end()..];
            let is_foreign = near.is_some_and(|reference| reference.is_foreign) || (near.is_none() && is_other(reading, behind));
            let is_dangling = near.is_some_and(|reference| super::references::is_dangling(reading, index, reference));
            let plain = last_words(term.as_str());
            let is_defined = reading.terms.iter().any(|known| {
                known.at.start != term.start()
                    && (mentions(draft.grammar, &plain, &known.plain) || mentions(draft.grammar, &known.plain, &plain))
            });
            let is_body = reading.bodies.iter().any(|body| body.names.iter().any(|name| mentions(draft.grammar, &plain, name)));
            if !is_foreign && !is_dangling && !is_defined && !is_body {
                let words = provision.words(term.range());
                out.push(reading.finding(Rule::UndefinedTerm, "undefined-term-claimed", Some(index), words.clone(), &[words]));
            }
        }
    }
}

fn is_other(reading: &Reading, behind: &str) -> bool {
    let window: String = behind.chars().take(60).collect();
    let with_of = format!(" of the {}", window.trim_start());
    reading.draft.grammar.has(Form::OtherText, &window) || reading.draft.grammar.has(Form::OtherText, &with_of)
}

/// Without quotation marks the term is what stands right before: its last two words at most.
fn last_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words[words.len().saturating_sub(2)..].join(" ")
}
