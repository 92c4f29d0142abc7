//! Weapons that still reach over the line from where they are put.

use crate::draft::Sentence;
use crate::grammar::{Form, Grammar, Unit, pattern};
use crate::numbers::Number;
use crate::reading::Reading;
use crate::report::{Finding, Note};
use crate::rules::Rule;
use methods::language::Language;
use regex::Regex;
use std::sync::OnceLock;

/// A row of the table of ranges.
struct Row {
    pattern: Regex,
    weapon: &'static str,
    km: f64,
    source: &'static str,
}

fn table() -> &'static [Row] {
    static ALL: OnceLock<Vec<Row>> = OnceLock::new();
    ALL.get_or_init(|| {
        let rows = include_str!("../../../../data/building-blocks/ranges.tsv").lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let [source_pattern, weapon, km, _, source] = cells[..] else { return None };
            Some(Row { pattern: pattern(Language::English, source_pattern), weapon, km: km.parse().ok()?, source })
        })
        .collect()
    })
}

pub(super) fn check(reading: &Reading, out: &mut Vec<Finding>, notes: &mut Vec<Note>) {
    let grammar = reading.draft.grammar;
    for sentence in reading.draft.operative() {
        let text = sentence.text();
        let withdraws = grammar.has(Form::Withdraw, text) || grammar.has(Form::RangeWord, text);
        if !withdraws {
            continue;
        }
        let all: Vec<&Number> = sentence
            .provision
            .numbers_in(&sentence.at)
            .filter(|number| number.unit.is_some_and(|(unit, _)| unit == Unit::Kilometre))
            .collect();
        if all.is_empty() {
            continue;
        }
        let (ranges, distances): (Vec<&Number>, Vec<&Number>) = all.into_iter().partition(|number| is_range(grammar, &sentence, number));
        clauses(reading, &sentence, &ranges, &distances, out, notes);
    }
}

/// Whether a distance is what a weapon reaches: the word stands right before it, or right
/// behind it.
fn is_range(grammar: &Grammar, sentence: &Sentence, number: &Number) -> bool {
    let text = sentence.provision.text();
    let lead = &text[sentence.at.start..number.at.start];
    let from = lead.char_indices().rev().nth(34).map_or(0, |(at, _)| at);
    let lead = lead[from..].rsplit([',', ';']).next().unwrap_or_default();
    // A distance between the word and the number takes the word for itself.
    // 17 km de alcance: the word belongs to the number before it.
    let taken = |start: usize| {
        let near = lead[..start].char_indices().rev().nth(12).map_or(0, |(at, _)| at);
        matches!(grammar.language, Language::French | Language::Spanish)
            && lead[..start].trim_end().ends_with(" de")
            && lead[near..start].contains(['k', 'm'])
            && lead[near..start].contains(|c: char| c.is_ascii_digit())
    };
    let named = grammar.re(Form::RangeWord).find_iter(lead).last().is_some_and(|found| {
        !taken(found.start())
            && !lead[found.end()..].contains(|c: char| c.is_ascii_digit())
            && !grammar.has(Form::Withdraw, &lead[found.end()..])
    });
    let end = number.unit.map_or(number.at.end, |(_, end)| end);
    let behind = &text[end..sentence.at.end.max(end)];
    let behind: String = behind.chars().take(13).collect();
    let is_before = matches!(grammar.language, Language::English | Language::French | Language::Spanish)
        && grammar.re(Form::RangeWord).find(&behind).is_some_and(|found| found.start() <= 4);
    named || is_before
}

/// Each clause says where one kind of weapon goes.
fn clauses(
    reading: &Reading,
    sentence: &Sentence,
    ranges: &[&Number],
    distances: &[&Number],
    out: &mut Vec<Finding>,
    notes: &mut Vec<Note>,
) {
    let text = sentence.provision.text();
    for distance in distances {
        let clause = clause_around(text, sentence, distance, distances);
        let own = &text[clause.clone()];
        if !reading.draft.grammar.has(Form::Withdraw, own) && !reading.draft.grammar.has(Form::Withdraw, sentence.text()) {
            continue;
        }
        let place = sentence.provision.words(distance.at.start..distance.unit.map_or(distance.at.end, |(_, end)| end));
        let half = if is_width(reading, text, distance) { 0.5 } else { 1.0 };
        let away = distance.value * half;
        let said = ranges
            .iter()
            .filter(|range| clause.contains(&range.at.start))
            .map(|range| range.value)
            .fold(None, |most: Option<f64>, value| Some(most.map_or(value, |most| most.max(value))));
        if let Some(range) = said {
            if range > away {
                out.push(reading.finding(
                    Rule::RangeOverWithdrawal,
                    "range-over-withdrawal-text",
                    Some(sentence.index),
                    place,
                    &[format!("{range}"), format!("{away}")],
                ));
                return;
            }
            continue;
        }
        // Where the clause orders withdrawal by what a weapon reaches, it says the range itself.
        for row in table().iter().filter(|row| row.pattern.is_match(own)) {
            let values = [row.weapon.to_owned(), format!("{}", row.km), format!("{away}"), row.source.to_owned()];
            if row.km > away {
                out.push(reading.finding(Rule::RangeOverWithdrawal, "range-over-withdrawal-table", Some(sentence.index), place, &values));
                return;
            }
            notes.extend(reading.note("range-depends", Some(sentence.index), place.clone(), &values));
        }
    }
}

/// The clause of a distance: between the signs that part clauses, or the distances beside it.
fn clause_around(text: &str, sentence: &Sentence, distance: &Number, all: &[&Number]) -> std::ops::Range<usize> {
    let is_sign = |c: char| matches!(c, ';' | '\n');
    let from = text[sentence.at.start..distance.at.start].rfind(is_sign).map_or(sentence.at.start, |at| sentence.at.start + at);
    let before = all.iter().map(|other| other.at.end).filter(|end| *end <= distance.at.start).max().unwrap_or(from);
    let to = text[distance.at.end..sentence.at.end].find(is_sign).map_or(sentence.at.end, |at| distance.at.end + at);
    from.max(before)..to.min(all.iter().map(|other| other.at.start).filter(|start| *start > distance.at.start).min().unwrap_or(to))
}

/// Whether a distance is the width of a zone, of which each side goes back half.
fn is_width(reading: &Reading, text: &str, distance: &Number) -> bool {
    reading
        .draft
        .grammar
        .re(Form::ZoneWide)
        .captures_iter(text)
        .any(|found| found.iter().skip(1).flatten().any(|said| said.start() == distance.at.start))
}
