//! Steps that wait for each other, for none, or have two days.

use crate::draft::Zone;
use crate::names::tokens;
use crate::reading::Reading;
use crate::report::Finding;
use crate::rules::Rule;
use crate::steps::{Bound, Step, StepDay, days_of};

pub(super) fn check(reading: &Reading, out: &mut Vec<Finding>) {
    cycle(reading, out);
    gaps(reading, out);
    two_days(reading, out);
    annex_days(reading, out);
}

fn same<'a>(reading: &'a Reading, step: &Step, number: u32) -> Option<&'a Step> {
    reading.steps.iter().find(|other| other.word == step.word && other.number == number)
}

/// The first circle, reported where it closes.
fn cycle(reading: &Reading, out: &mut Vec<Finding>) {
    for step in &reading.steps {
        let mut path = vec![step.number];
        if let Some(path) = closes(reading, step, step, &mut path) {
            let first = step.waits.iter().find(|wait| path.contains(&wait.number)).unwrap_or(&step.waits[0]);
            let words = reading.draft.provisions[first.provision].words(first.at.clone());
            let numbers: Vec<String> = path.iter().map(u32::to_string).collect();
            out.push(reading.finding(Rule::TimetableCycle, "timetable-cycle", Some(first.provision), words, &[numbers.join(", ")]));
            return;
        }
    }
}

/// Follows what a step waits for until it comes back to it.
fn closes(reading: &Reading, start: &Step, here: &Step, path: &mut Vec<u32>) -> Option<Vec<u32>> {
    for wait in &here.waits {
        if wait.number == start.number {
            return Some(path.clone());
        }
        if path.contains(&wait.number) {
            continue;
        }
        let Some(next) = same(reading, here, wait.number) else { continue };
        path.push(wait.number);
        if let Some(found) = closes(reading, start, next, path) {
            return Some(found);
        }
    }
    None
}

fn gaps(reading: &Reading, out: &mut Vec<Finding>) {
    for step in &reading.steps {
        let known = reading.steps.iter().filter(|other| other.word == step.word).count();
        for wait in step.waits.iter().filter(|wait| known > 1 && same(reading, step, wait.number).is_none()) {
            let words = reading.draft.provisions[wait.provision].words(wait.at.clone());
            out.push(reading.finding(
                Rule::TimetableGap,
                "timetable-gap",
                Some(wait.provision),
                words.clone(),
                &[step.number.to_string(), words],
            ));
        }
    }
}

/// Two days for one step that bind in the same way.
fn differ(first: &StepDay, second: &StepDay) -> bool {
    let ends = |day: &StepDay| day.bound != Bound::From;
    first.day != second.day && ends(first) == ends(second) && (ends(first) || first.bound == second.bound)
}

fn two_days(reading: &Reading, out: &mut Vec<Finding>) {
    for step in &reading.steps {
        let Some(first) = step.days.first() else { continue };
        // A range inside one sentence, from D+3 to D+7, is one time.
        let others = step.days.iter().filter(|day| day.provision != first.provision || far(first, day));
        if let Some(second) = others.into_iter().find(|day| differ(first, day)) {
            let words = |day: &StepDay| reading.draft.provisions[day.provision].words(day.at.clone());
            let said = [step.number.to_string(), words(first), words(second)];
            let mut finding = reading.finding(Rule::TimetableTwoDates, "timetable-two-dates", Some(second.provision), words(second), &said);
            finding.also.push(reading.place(first.provision, words(first)));
            out.push(finding);
        }
    }
}

fn far(first: &StepDay, second: &StepDay) -> bool {
    second.at.start.saturating_sub(first.at.end) > 60
}

/// A line of an annex that names an article, or says the same in most of its words, with
/// another day.
fn annex_days(reading: &Reading, out: &mut Vec<Finding>) {
    let draft = &reading.draft;
    let one_day = |index: usize| {
        let provision = &draft.provisions[index];
        let days = days_of(draft.grammar, index, provision.text(), &(0..provision.text().len()));
        (days.len() == 1).then(|| days.into_iter().next()).flatten()
    };
    let body: Vec<(usize, StepDay)> = (0..draft.provisions.len())
        .filter(|at| draft.provisions[*at].zone == Zone::Body)
        .filter_map(|at| Some((at, one_day(at)?)))
        .collect();
    if body.is_empty() || out.iter().any(|finding| finding.rule == Rule::TimetableTwoDates) {
        return;
    }
    for (index, line) in draft.provisions.iter().enumerate().filter(|(_, provision)| provision.zone == Zone::Annex) {
        let Some(second) = one_day(index) else { continue };
        let is_same = |at: usize| {
            let named = reading.references[index].iter().any(|reference| {
                draft.provisions[draft.provisions[at].article].label.as_ref().is_some_and(|label| {
                    label.is_article() && label.word == reference.word && label.numbers.first() == reference.numbers.first()
                })
            });
            named || overlap(reading, at, line.text()) > 0.66
        };
        if let Some((at, first)) = body.iter().find(|(at, first)| differ(first, &second) && is_same(*at)) {
            let words = [draft.provisions[*at].words(first.at.clone()), line.words(second.at.clone())];
            let said = [draft.provisions[*at].path.clone(), words[0].clone(), words[1].clone()];
            let mut finding = reading.finding(Rule::TimetableTwoDates, "timetable-two-dates", Some(index), words[1].clone(), &said);
            finding.also.push(reading.place(*at, words[0].clone()));
            out.push(finding);
        }
    }
}

/// The share of a line's words that a provision has too.
fn overlap(reading: &Reading, index: usize, line: &str) -> f64 {
    let grammar = reading.draft.grammar;
    let long = |text: &str| tokens(grammar, text).into_iter().filter(|word| word.chars().count() > 3).collect::<Vec<_>>();
    let (own, words) = (long(reading.draft.provisions[index].text()), long(line));
    if words.len() < 2 {
        return 0.0;
    }
    let common = words.iter().filter(|word| own.iter().any(|other| crate::names::same_word(grammar.language, word, other))).count();
    common as f64 / words.len() as f64
}
