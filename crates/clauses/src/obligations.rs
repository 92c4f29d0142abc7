//! Who has to do what, by when, under which condition, and who verifies it.

use crate::bodies::speaks_of;
use crate::draft::Sentence;
use crate::grammar::{Form, Grammar};
use crate::names::mentions;
use crate::reading::Reading;
use crate::report::{Deadline, Obligation, Strength};
use methods::language::Language;
use std::ops::Range;

/// The duties, permissions and endeavours of the operative part, in the order of the text. A
/// recital has none, nor has a definition.
pub(crate) fn obligations(reading: &Reading) -> Vec<Obligation> {
    reading.draft.operative().filter_map(|sentence| obligation(reading, &sentence)).collect()
}

fn obligation(reading: &Reading, sentence: &Sentence) -> Option<Obligation> {
    let grammar = reading.draft.grammar;
    let text = sentence.text();
    if grammar.has(Form::Defines, text) || grammar.has(Form::Force, text) || text.chars().count() < 6 {
        return None;
    }
    let opening = opening(reading, sentence);
    let actor = actor(reading, sentence).or_else(|| opening.as_ref().and_then(|opening| actor(reading, opening)));
    let strength = strength(grammar, sentence)
        .or_else(|| opening.as_ref().and_then(|opening| strength(grammar, opening)))
        .or_else(|| actor.as_ref().map(|_| Strength::Duty))?;
    let part = |range: Range<usize>| sentence.provision.words(sentence.at.start + range.start..sentence.at.start + range.end);
    let first = |form: Form| grammar.re(form).find(text).map(|found| part(found.range()));
    Some(Obligation {
        provision: Some(sentence.provision.path.clone()),
        act: sentence.words(),
        object: object(grammar, text).map(part),
        place: first(Form::PlaceWords),
        deadline: deadline(reading, sentence),
        condition: first(Form::Condition),
        verification: verification(reading, sentence),
        actor,
        strength,
    })
}

/// What opens the list that an item stands in.
fn opening<'a>(reading: &'a Reading, sentence: &Sentence<'a>) -> Option<Sentence<'a>> {
    let parent = sentence.provision.parent?;
    let above = &reading.draft.provisions[parent];
    let at = above.sentences.last().filter(|_| above.text().trim_end().ends_with([':', ',']))?.clone();
    Some(Sentence { index: parent, provision: above, at })
}

fn strength(grammar: &Grammar, sentence: &Sentence) -> Option<Strength> {
    let text = sentence.text();
    if grammar.has(Form::Prohibition, text) {
        return Some(Strength::Duty);
    }
    if grammar.has(Form::Endeavour, text) {
        return Some(Strength::Endeavour);
    }
    // The third of May is no permission.
    let is_day = |at: usize| sentence.provision.days.iter().any(|day| day.at.contains(&(sentence.at.start + at)));
    let permission = grammar.re(Form::Permission).find_iter(text).map(|found| found.start()).find(|at| !is_day(*at));
    let duty = grammar.re(Form::Duty).find(text).map(|found| found.start());
    let says_duty = matches!(grammar.language, Language::English | Language::Chinese);
    match (permission, duty) {
        // Patterns of duty are wide where a language says it by the verb alone.
        (Some(_), _) if !says_duty => Some(Strength::Permission),
        (Some(may), Some(shall)) if may < shall => Some(Strength::Permission),
        (_, Some(_)) => Some(Strength::Duty),
        (Some(_), None) => Some(Strength::Permission),
        _ => None,
    }
}

/// Who acts: what stands before the verb where that names somebody, else the first who is named.
fn actor(reading: &Reading, sentence: &Sentence) -> Option<String> {
    let grammar = reading.draft.grammar;
    let text = sentence.text();
    let verb = [Form::Prohibition, Form::Duty, Form::Permission, Form::Endeavour]
        .into_iter()
        .filter_map(|form| grammar.re(form).find(text))
        .map(|found| found.start())
        .min();
    let subject = verb
        .map(|verb| &text[..verb])
        .map(|before| before.rsplit([',', ';']).next().unwrap_or(before))
        .filter(|before| before.split_whitespace().count() <= 12 && names_somebody(reading, before));
    if let Some(subject) = subject.filter(|_| grammar.language != Language::Arabic) {
        let start = subject.as_ptr() as usize - text.as_ptr() as usize;
        let words = sentence.provision.words(sentence.at.start + start..sentence.at.start + start + subject.len());
        return (!words.is_empty()).then_some(words);
    }
    let named: Vec<String> = reading
        .parties
        .iter()
        .filter(|party| party.names.iter().any(|name| mentions(grammar, text, name)))
        .map(|party| party.words.clone())
        .collect();
    if !named.is_empty() {
        return Some(named.join(" · "));
    }
    let found = grammar.re(Form::Actor).find(text).or_else(|| grammar.re(Form::Observer).find(text));
    found.map(|found| sentence.provision.words(sentence.at.start + found.start()..sentence.at.start + found.end())).or_else(|| {
        reading.bodies.iter().find(|body| speaks_of(&reading.draft, &reading.bodies, body, text)).map(|body| body.words.clone())
    })
}

fn names_somebody(reading: &Reading, text: &str) -> bool {
    let grammar = reading.draft.grammar;
    grammar.has(Form::Actor, text)
        || grammar.has(Form::ActorHead, text)
        || grammar.has(Form::Observer, text)
        || grammar.has(Form::Body, text)
        || reading.parties.iter().any(|party| party.names.iter().any(|name| mentions(grammar, text, name)))
        || reading.bodies.iter().any(|body| speaks_of(&reading.draft, &reading.bodies, body, text))
}

/// What is acted upon: from the verb to the first sign or deadline behind it.
fn object(grammar: &Grammar, text: &str) -> Option<Range<usize>> {
    let verb =
        [Form::Prohibition, Form::Duty].into_iter().filter_map(|form| grammar.re(form).find(text)).min_by_key(|found| found.start())?;
    let from = verb.end();
    let sign = text[from..].find([',', ';', ':', '.', '。']).map_or(text.len(), |at| from + at);
    let deadline = grammar.re(Form::DeadlineWords).find_at(text, from).map_or(text.len(), |found| found.start());
    let end = sign.min(deadline);
    (text[from..end].trim().chars().count() > 2).then_some(from..end)
}

fn deadline(reading: &Reading, sentence: &Sentence) -> Option<Deadline> {
    let grammar = reading.draft.grammar;
    let text = sentence.text();
    let by_words = grammar.re(Form::DeadlineWords).find(text).map(|found| found.range());
    let plus = grammar.re(Form::DayPlus).captures(text);
    let day = plus.as_ref().and_then(|found| found.iter().skip(1).flatten().next()?.as_str().parse().ok());
    let range = by_words.or_else(|| plus.as_ref().and_then(|found| found.get(0)).map(|found| found.range()))?;
    let within = sentence.at.start + range.start..sentence.at.start + range.end + 4;
    let on = sentence.provision.days_in(&within).find_map(|day| day.date()).map(|date| date.to_string());
    Some(Deadline { words: sentence.provision.words(sentence.at.start + range.start..sentence.at.start + range.end), on, day })
}

/// Who verifies it: whoever does so in the same article.
fn verification(reading: &Reading, sentence: &Sentence) -> Option<String> {
    let draft = &reading.draft;
    let article = draft.provisions[sentence.index].article;
    let end = draft.provisions[article..].iter().take_while(|provision| provision.article == article).count() + article;
    let inside = draft.provisions[article..end].iter().flat_map(|provision| provision.sentences.iter().map(move |at| (provision, at)));
    let mut verifying = inside
        .filter(|(_, at)| **at != sentence.at)
        .filter(|(provision, at)| draft.grammar.has(Form::Verifies, &provision.text()[(*at).clone()]));
    verifying.find_map(|(provision, at)| {
        let text = &provision.text()[at.clone()];
        let body = reading.bodies.iter().find(|body| speaks_of(draft, &reading.bodies, body, text)).map(|body| body.words.clone());
        body.or_else(|| {
            draft.grammar.re(Form::Observer).find(text).map(|found| provision.words(at.start + found.start()..at.start + found.end()))
        })
    })
}
