//! Figures against words, parts against their total, numbers against lists, one width twice.

use crate::draft::{Provision, Sentence};
use crate::grammar::{Form, Unit};
use crate::lists::{Order, claimed, order};
use crate::numbers::{Number, Written};
use crate::reading::Reading;
use crate::report::Finding;
use crate::rules::Rule;

pub(super) fn check(reading: &Reading, out: &mut Vec<Finding>) {
    for (index, provision) in reading.draft.provisions.iter().enumerate().filter(|(_, provision)| provision.is_operative()) {
        figures(reading, index, provision, out);
    }
    for sentence in reading.draft.operative() {
        totals(reading, &sentence, out);
    }
    counted(reading, out);
    widths(reading, out);
}

/// Words and a figure in brackets behind them, or the other way round.
fn figures(reading: &Reading, index: usize, provision: &Provision, out: &mut Vec<Finding>) {
    let text = provision.text();
    for pair in provision.numbers.windows(2) {
        let [first, second] = pair else { continue };
        let between = &text[first.at.end..second.at.start];
        let in_brackets = between.trim() == "(" && closes(text, second);
        let kinds = (first.written, second.written);
        let is_pair = matches!(kinds, (Written::Words, Written::Figures) | (Written::Figures, Written::Words));
        // One (1) may be the first item of a list.
        let is_list = second.value <= 1.0 && text[second.at.end..].contains("(2)");
        if is_pair && in_brackets && (first.value - second.value).abs() > 1e-9 && !is_list {
            let words = provision.words(first.at.start..text[second.at.end..].find(')').map_or(second.at.end, |at| second.at.end + at + 1));
            let said = [provision.words(first.at.clone()), provision.words(second.at.clone())];
            out.push(reading.finding(Rule::QuantityConflict, "quantity-conflict-figure", Some(index), words, &said));
        }
    }
}

/// Whether nothing but a unit stands between a number and the bracket that closes behind it.
fn closes(text: &str, number: &Number) -> bool {
    let from = number.unit.map_or(number.at.end, |(_, end)| end);
    text[number.at.end..].trim_start().starts_with(')') || text[from.min(text.len())..].trim_start().starts_with(')')
}

/// Parts that do not add up to the total of a sentence or the next one.
fn totals(reading: &Reading, sentence: &Sentence, out: &mut Vec<Finding>) {
    let provision = sentence.provision;
    let grammar = reading.draft.grammar;
    let countable: Vec<&Number> = provision.numbers.iter().filter(|number| is_count(reading, provision, number)).collect();
    let own: Vec<&&Number> = countable.iter().filter(|number| sentence.at.contains(&number.at.start)).collect();
    let text = provision.text();
    // Of the thirteen, at least four: the total stands behind its parts.
    for total in &own {
        let lead = &text[sentence.at.start..total.at.start];
        if !of_the_total(reading, lead, &text[total.at.end..], total) {
            continue;
        }
        let before: Vec<&&Number> = countable
            .iter()
            .filter(|number| number.at.end <= sentence.at.start)
            .filter(|number| provision.sentence_at(number.at.start).end + 2 >= sentence.at.start)
            .collect();
        if before.len() >= 2 && composes(reading, provision, before[0].at.start) {
            compare(reading, sentence.index, provision, total, &before, out);
            return;
        }
    }
    // Thirteen members: five …, five … and three …
    let Some(total) = own.first().filter(|total| total.value >= 3.0 && total.unit.is_some_and(|(unit, _)| unit == Unit::Person)) else {
        return;
    };
    let tail = &text[total.at.end..sentence.at.end];
    let Some(parts) = grammar.re(Form::Parts).find(tail).filter(|found| found.start() <= 60) else { return };
    let from = total.at.end + parts.end();
    let rest: Vec<&&Number> = own.iter().copied().filter(|number| number.at.start >= from).collect();
    if rest.len() >= 2 && rest.len() <= 8 && !reading.lists.iter().any(|list| list.opens.0 == sentence.index) {
        compare(reading, sentence.index, provision, total, &rest, out);
    }
}

/// Whether a sentence says who sits on a body.
fn composes(reading: &Reading, provision: &Provision, at: usize) -> bool {
    let sentence = provision.sentence_at(at);
    reading.draft.grammar.has(Form::Composed, &provision.text()[sentence])
}

/// *Of the thirteen*: words for the whole stand right before the number or, in Chinese and
/// Arabic, beside it.
fn of_the_total(reading: &Reading, lead: &str, behind: &str, total: &Number) -> bool {
    use methods::language::Language;
    let grammar = reading.draft.grammar;
    let is_han = grammar.language == Language::Chinese;
    let behind_says = is_han && behind.trim_start_matches(['名', '人', '位', '成', '员']).starts_with('中');
    total.value >= 3.0 && (behind_says || grammar.re(Form::OfTheTotal).is_match(lead))
}

/// Whether a number counts persons or things, and no measure, reference, minimum or date.
fn is_count(reading: &Reading, provision: &Provision, number: &Number) -> bool {
    let text = provision.text();
    let lead = &text[..number.at.start];
    let from = lead.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    let limited = reading.draft.grammar.re(Form::Limit).is_match(&lead[from..]);
    let is_reference = reading
        .references
        .get(provision_index(reading, provision))
        .is_some_and(|all| all.iter().any(|reference| reference.at.start <= number.at.start && number.at.end <= reference.at.end));
    let is_date = provision.days.iter().any(|day| day.at.start <= number.at.start && number.at.end <= day.at.end);
    !number.is_measure()
        && number.written != Written::Ordinal
        && !limited
        && !is_reference
        && !is_date
        && number.value < 100_000.0
        && (!number.is_weak() || number.unit.is_some())
}

fn provision_index(reading: &Reading, provision: &Provision) -> usize {
    reading.draft.provisions.iter().position(|other| std::ptr::eq(other, provision)).unwrap_or(usize::MAX)
}

fn compare(reading: &Reading, index: usize, provision: &Provision, total: &Number, parts: &[&&Number], out: &mut Vec<Finding>) {
    let grammar = reading.draft.grammar;
    let text = provision.text();
    let mut sum = 0.0;
    for part in parts {
        // Five from each side: as often as there are sides, which must be known.
        let end = text[part.at.end..].char_indices().nth(40).map_or(text.len(), |(at, _)| part.at.end + at);
        let next = parts.iter().map(|other| other.at.start).find(|start| *start > part.at.start).unwrap_or(end).min(end);
        let clause = &text[part.at.end..next.max(part.at.end)];
        let each =
            grammar.language != methods::language::Language::Russian && grammar.re(Form::Each).is_match(clause) || clause.contains("кажд");
        let times = if each { reading.parties.len() as f64 } else { 1.0 };
        if each && reading.parties.len() < 2 {
            return;
        }
        sum += part.value * times;
    }
    // A single one may be a part, or an article: if some of them fill the gap, all is well.
    let from = parts.iter().map(|part| part.at.start).min().unwrap_or(0);
    let end = provision.sentence_at(parts[parts.len() - 1].at.start).end;
    let ones = provision.numbers.iter().filter(|number| {
        number.is_weak()
            && number.value > 0.0
            && number.at.start >= from
            && number.at.end <= end
            && !parts.iter().any(|part| part.at == number.at)
    });
    let gap = total.value - sum;
    // … and a chairwoman: one more who is not counted in a number.
    let tail = &text[parts[parts.len() - 1].at.end..end];
    if gap == 1.0 && grammar.re(Form::And).find_iter(tail).any(|found| found.as_str().contains(char::is_alphabetic)) {
        return;
    }
    if !(0.0..=ones.count() as f64).contains(&gap) {
        let words = provision.words(total.at.clone());
        out.push(reading.finding(
            Rule::QuantityConflict,
            "quantity-conflict-total",
            Some(index),
            words.clone(),
            &[words, format!("{sum}")],
        ));
    }
}

/// A number of things and the list of them.
fn counted(reading: &Reading, out: &mut Vec<Finding>) {
    let language = reading.draft.grammar.language;
    for list in &reading.lists {
        let Some(number) = claimed(&reading.draft, list) else { continue };
        // A list out of order is a fault of its numbering.
        let in_order = list.items.first().is_some_and(|item| item.value == 1)
            && list.items.windows(2).all(|pair| order(language, &pair[0], &pair[1]) == Order::Follows);
        if in_order && list.items.len() as f64 != number.value {
            let provision = &reading.draft.provisions[list.opens.0];
            let end = provision.text()[number.at.end..list.opens.1.max(number.at.end)].trim_end_matches([':', ' ']).len() + number.at.end;
            let words = provision.words(number.at.start..end);
            out.push(reading.finding(
                Rule::QuantityConflict,
                "quantity-conflict-list",
                Some(list.opens.0),
                words,
                &[provision.words(number.at.clone()), list.items.len().to_string()],
            ));
        }
    }
}

/// One zone, two widths; said twice with the same name.
fn widths(reading: &Reading, out: &mut Vec<Finding>) {
    let draft = &reading.draft;
    let mut known: Vec<(usize, String, f64, String)> = Vec::new();
    for sentence in draft.operative() {
        let text = sentence.text();
        for found in draft.grammar.re(Form::ZoneWide).captures_iter(text) {
            let Some(said) = found.iter().skip(1).flatten().next() else { continue };
            let at = sentence.at.start + said.start();
            let Some(number) = sentence.provision.numbers.iter().find(|number| number.at.start == at) else { continue };
            let terms =
                reading.terms.iter().filter(|term| crate::names::mentions(draft.grammar, text, &term.plain)).map(|term| term.plain.clone());
            let Some(name) = terms.into_iter().next().or_else(|| zone_name(text, found.get(0).expect("whole").start())) else { continue };
            let words = sentence.provision.words(number.at.clone());
            match known.iter().find(|(_, other, value, _)| *other == name && (value - number.value).abs() > 1e-9) {
                Some((first, ..)) if draft.same_article(*first, sentence.index) => {}
                Some((first, _, _, other)) => {
                    let mut finding = reading.finding(
                        Rule::QuantityConflict,
                        "quantity-conflict-distance",
                        Some(sentence.index),
                        words.clone(),
                        &[other.clone(), words],
                    );
                    finding.also.push(reading.place(*first, other.clone()));
                    out.push(finding);
                    return;
                }
                None => known.push((sentence.index, name, number.value, words)),
            }
        }
    }
}

/// What kind of zone it is: the word before it, as in buffer zone.
fn zone_name(text: &str, start: usize) -> Option<String> {
    let before = text[..start].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric() && c != '-').next()?;
    (word.chars().count() > 3).then(|| word.to_owned())
}
