//! Actions with a deadline that nobody is told to do.

use crate::bodies::speaks_of;
use crate::draft::Sentence;
use crate::grammar::Form;
use crate::names::mentions;
use crate::reading::Reading;
use crate::report::{Finding, Note};
use crate::rules::Rule;
use methods::language::Language;

pub(super) fn check(reading: &Reading, out: &mut Vec<Finding>, notes: &mut Vec<Note>) {
    let grammar = reading.draft.grammar;
    for sentence in reading.draft.operative() {
        let text = sentence.text();
        let Some(passive) = grammar.re(Form::Passive).find(text) else { continue };
        let has_deadline = grammar.has(Form::DeadlineWords, text) || grammar.has(Form::DayPlus, text);
        let is_exempt = grammar.re(Form::PassiveExempt).find_iter(text).any(|found| found.start() < passive.end() + 30);
        if !has_deadline || is_exempt || grammar.has(Form::Prohibition, text) || names_actor(reading, &sentence) {
            continue;
        }
        let base = sentence.at.start;
        let words = sentence.provision.words(base + passive.start()..base + passive.end());
        out.push(reading.finding(
            Rule::ActorMissingInObligation,
            "actor-missing-in-obligation",
            Some(sentence.index),
            words.clone(),
            &[words],
        ));
    }
    will_beside_shall(reading, notes);
}

/// Whether the sentence, its neighbours, what opens its list, or its article says who.
fn names_actor(reading: &Reading, sentence: &Sentence) -> bool {
    let draft = &reading.draft;
    let says = |text: &str| says_who(reading, text);
    let article = draft.provisions[sentence.index].article;
    let inside = draft.provisions.iter().filter(|provision| provision.article == article && provision.is_operative());
    let heading = draft.provisions[article].heading;
    says(sentence.text())
        || inside.into_iter().any(|provision| says(provision.text()))
        || (heading > 0 && says(&draft.provisions[article].text()[..heading]))
}

fn says_who(reading: &Reading, text: &str) -> bool {
    let draft = &reading.draft;
    let grammar = draft.grammar;
    let by_name = |names: &[String]| names.iter().any(|name| mentions(grammar, text, name));
    let agent = grammar.language != Language::Chinese && grammar.has(Form::Agent, text)
        || grammar.language == Language::Chinese && text.contains('由');
    agent
        || grammar.has(Form::Actor, text)
        || grammar.has(Form::ActorHead, text)
        || grammar.has(Form::Observer, text)
        || grammar.has(Form::Body, text)
        || reading.parties.iter().any(|party| by_name(&party.names))
        || reading.signers.iter().any(|signer| by_name(&signer.names))
        || reading.bodies.iter().any(|body| speaks_of(draft, &reading.bodies, body, text))
}

/// *Will* beside *shall*: memoranda of understanding use it on purpose.
fn will_beside_shall(reading: &Reading, notes: &mut Vec<Note>) {
    if reading.draft.grammar.language != Language::English {
        return;
    }
    let has = |text: &str, word: &str| text.split(|c: char| !c.is_alphabetic()).any(|other| other == word);
    let shall = reading.draft.operative().any(|sentence| has(sentence.text(), "shall"));
    let will = reading.draft.operative().find(|sentence| has(sentence.text(), "will") && !has(sentence.text(), "shall"));
    if let (true, Some(sentence)) = (shall, will) {
        notes.extend(reading.note("will-beside-shall", Some(sentence.index), sentence.words(), &[sentence.words()]));
    }
}
