//! Bodies: who sits on them, how they decide, where they may go.

use crate::bodies::{about, speaks_of};
use crate::draft::Sentence;
use crate::grammar::Form;
use crate::reading::Reading;
use crate::report::Finding;
use crate::rules::Rule;

pub(super) fn check(reading: &Reading, out: &mut Vec<Finding>) {
    let draft = &reading.draft;
    for body in &reading.bodies {
        let sentences = about(draft, &reading.bodies, body);
        let inside: Vec<Sentence> = draft.operative().filter(|sentence| is_below(reading, sentence.index, body.provision)).collect();
        if body.is_created && !sentences.iter().chain(&inside).any(|sentence| composes(reading, sentence.text())) {
            out.push(reading.finding(
                Rule::BodyWithoutComposition,
                "body-without-composition",
                Some(body.provision),
                body.words.clone(),
                std::slice::from_ref(&body.words),
            ));
        }
        let decides = sentences.iter().find_map(|sentence| {
            draft
                .grammar
                .re(Form::Decides)
                .find(sentence.text())
                .filter(|found| is_its(reading, body, sentence, found.start()))
                .map(|found| (sentence, found.range()))
        });
        let Some((sentence, verb)) = decides else { continue };
        let how = |other: &Sentence| draft.grammar.has(Form::DecisionRule, other.text());
        let same = draft
            .operative()
            .filter(|other| draft.same_article(other.index, sentence.index) || draft.same_article(other.index, body.provision));
        if !sentences.iter().any(&how) && !same.into_iter().any(|other| how(&other)) {
            let base = sentence.at.start;
            let words = sentence.provision.words(base + verb.start..base + verb.end);
            out.push(reading.finding(
                Rule::BodyWithoutDecisionRule,
                "body-without-decision-rule",
                Some(sentence.index),
                words,
                std::slice::from_ref(&body.words),
            ));
        }
    }
    access(reading, out);
}

/// Whether a sentence says who sits on a body. Whom a majority must include is not who sits.
fn composes(reading: &Reading, text: &str) -> bool {
    let rule = reading.draft.grammar.re(Form::DecisionRule).find(text).map_or(text.len(), |found| found.start());
    reading.draft.grammar.has(Form::Composed, &text[..rule])
}

/// Whether a provision is another one or stands below it.
fn is_below(reading: &Reading, index: usize, above: usize) -> bool {
    let mut here = Some(index);
    while let Some(at) = here {
        if at == above {
            return true;
        }
        here = reading.draft.provisions[at].parent;
    }
    false
}

/// Whether the body is who decides: its name, or a pronoun, stands before the verb and no party does.
fn is_its(reading: &Reading, body: &crate::bodies::Body, sentence: &Sentence, verb: usize) -> bool {
    let grammar = reading.draft.grammar;
    let text = sentence.text();
    let verb_first = grammar.language == methods::language::Language::Arabic;
    let scope = if verb_first { text } else { &text[..verb] };
    let clause = scope.rsplit([';', '。']).next().unwrap_or(scope);
    let named = speaks_of(&reading.draft, &reading.bodies, body, clause)
        || grammar.has(Form::Pronoun, text)
        || grammar.has(Form::Pronoun, clause.trim_start())
        || (verb == 0 && !verb_first);
    let later_created = sentence.at.start == body.sentence && sentence.index == body.provision && body.is_created && verb == 0;
    let near = clause.char_indices().rev().nth(30).map_or(0, |(at, _)| at);
    let party = !verb_first
        && grammar.re(Form::Actor).find(&clause[near..]).is_some()
        && !speaks_of(&reading.draft, &reading.bodies, body, &clause[near..]);
    named && !later_created && !party
}

/// Who verifies must be let in.
fn access(reading: &Reading, out: &mut Vec<Finding>) {
    let draft = &reading.draft;
    let grammar = draft.grammar;
    let speaks_of_body = |text: &str| reading.bodies.iter().any(|body| speaks_of(draft, &reading.bodies, body, text));
    // What a body is set up for says less than what it does.
    let (sets_up, does): (Vec<Sentence>, Vec<Sentence>) =
        draft.operative().partition(|sentence| grammar.has(Form::Creates, sentence.text()));
    let verifying = does.into_iter().chain(sets_up).find_map(|sentence| {
        let text = sentence.text();
        let verb = grammar.re(Form::Verifies).find(text)?;
        let by =
            grammar.has(Form::Observer, text) || speaks_of_body(text) || (grammar.has(Form::Pronoun, text) && !reading.bodies.is_empty());
        let is_wish = grammar.has(Form::Endeavour, text);
        by.then_some(())?;
        (!is_wish)
            .then(|| (sentence.index, sentence.provision.words(sentence.at.start + verb.start()..sentence.at.start + verb.end()), text))
    });
    let Some((index, words, text)) = verifying else { return };
    let is_let_in = |sentence: &Sentence| {
        let text = sentence.text();
        let for_aid = grammar.has(Form::Aid, text);
        let near = draft.same_article(sentence.index, index) || grammar.has(Form::Observer, text) || speaks_of_body(text);
        (grammar.has(Form::AccessStrong, text) && (near || !for_aid)) || (grammar.has(Form::AccessWeak, text) && near && !for_aid)
    };
    if !draft.operative().any(|sentence| is_let_in(&sentence)) {
        let who = grammar
            .re(Form::Observer)
            .find(text)
            .map(|found| found.as_str().to_owned())
            .unwrap_or_else(|| reading.bodies.first().map_or_else(|| words.clone(), |body| body.words.clone()));
        out.push(reading.finding(Rule::MonitorsWithoutAccess, "monitors-without-access", Some(index), words, &[who]));
    }
}
