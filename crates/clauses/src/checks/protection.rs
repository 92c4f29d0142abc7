//! Amnesties, sexual violence, relief.

use crate::draft::Sentence;
use crate::grammar::Form;
use crate::reading::Reading;
use crate::report::{Finding, Kind};
use crate::rules::Rule;

pub(super) fn check(reading: &Reading, out: &mut Vec<Finding>) {
    amnesty(reading, out);
    sexual_violence(reading, out);
    relief(reading, out);
}

fn amnesty(reading: &Reading, out: &mut Vec<Finding>) {
    let grammar = reading.draft.grammar;
    // An exclusion anywhere counts, and so does whoever says that such crimes are tried.
    if reading.draft.has_operative(Form::InternationalCrimes) {
        return;
    }
    let grants = |sentence: &Sentence| grammar.has(Form::Amnesty, sentence.text()) && !grammar.has(Form::LimitedPardon, sentence.text());
    let near_limit = |sentence: &Sentence| {
        reading
            .draft
            .operative()
            .any(|other| reading.draft.same_article(other.index, sentence.index) && grammar.has(Form::LimitedPardon, other.text()))
    };
    if let Some(sentence) = reading.draft.operative().find(|sentence| grants(sentence) && !near_limit(sentence)) {
        let found = grammar.re(Form::Amnesty).find(sentence.text()).expect("found above");
        let base = sentence.at.start;
        let words = sentence.provision.words(base + found.start()..base + found.end());
        out.push(reading.finding(
            Rule::AmnestyForInternationalCrimes,
            "amnesty-for-international-crimes",
            Some(sentence.index),
            words.clone(),
            &[words],
        ));
    }
}

fn is_ceasefire(reading: &Reading) -> bool {
    matches!(reading.kind, Some(Kind::Cessation | Kind::Preliminary | Kind::Definitive))
}

fn sexual_violence(reading: &Reading, out: &mut Vec<Finding>) {
    let grammar = reading.draft.grammar;
    if !is_ceasefire(reading) {
        return;
    }
    let prohibits = |sentence: &Sentence| grammar.has(Form::Prohibition, sentence.text());
    let Some(first) = prohibited_acts(reading, &prohibits) else { return };
    let names = |sentence: &Sentence| {
        let text = sentence.text();
        let only_care = grammar.has(Form::Care, text)
            && !grammar.has(Form::Prohibition, text)
            && !reading
                .lists
                .iter()
                .any(|list| list.opens.0 == sentence.index || list.items.iter().any(|item| item.provision == sentence.index));
        grammar.has(Form::SexualViolence, text) && !only_care
    };
    if !reading.draft.operative().any(|sentence| names(&sentence)) {
        out.push(reading.finding(Rule::CrsvNotProhibited, "crsv-not-prohibited", Some(first), String::new(), &[]));
    }
}

/// The provision that prohibits most: the longest enumeration, else the first prohibition.
fn prohibited_acts(reading: &Reading, prohibits: &dyn Fn(&Sentence) -> bool) -> Option<usize> {
    let opens = |index: usize| reading.draft.operative().any(|sentence| sentence.index == index && prohibits(&sentence));
    let listed = reading.lists.iter().filter(|list| opens(list.opens.0)).max_by_key(|list| list.items.len());
    listed
        .map(|list| list.opens.0)
        .or_else(|| reading.draft.operative().find(|sentence| prohibits(sentence)).map(|sentence| sentence.index))
}

fn relief(reading: &Reading, out: &mut Vec<Finding>) {
    let applies = is_ceasefire(reading) || reading.kind == Some(Kind::Pause);
    if applies && !reading.draft.has_operative(Form::Relief) {
        out.push(reading.finding(Rule::HumanitarianAccessMissing, "humanitarian-access-missing", None, String::new(), &[]));
    }
}
