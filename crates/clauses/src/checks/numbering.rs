//! Numbers and letters at one level that are skipped or doubled.

use crate::draft::{Provision, Zone};
use crate::labels::{Family, Label, Style, label_of, letter_value};
use crate::lists::{Item, List, Order, order};
use crate::reading::Reading;
use crate::report::Finding;
use crate::rules::Rule;
use regex::Regex;
use std::collections::HashMap;
use std::sync::OnceLock;

pub(super) fn check(reading: &Reading, out: &mut Vec<Finding>) {
    levels(reading, out);
    for list in reading.lists.iter().filter(|list| list.items.iter().all(|item| !item.label.is_empty())) {
        inline(reading, list, out);
    }
}

/// What counts together: the parent, the word, how the number is written, and the numbers above the last.
type Level = (Option<usize>, String, Style, Vec<u32>);

/// The labels of provisions, level by level.
fn levels(reading: &Reading, out: &mut Vec<Finding>) {
    let draft = &reading.draft;
    let mut last: HashMap<Level, (usize, Label)> = HashMap::new();
    let mut said: Vec<Option<usize>> = Vec::new();
    for (index, provision) in draft.provisions.iter().enumerate().filter(|(_, provision)| provision.is_operative()) {
        let own = provision.label.clone().or_else(|| hidden_label(reading, index, provision));
        let Some(label) = own.filter(|label| !label.numbers.is_empty() && label.family != Family::Annex) else { continue };
        // Articles count on through the parts; all else begins anew below each provision.
        let runs_on = label.is_article() && provision.zone != Zone::Annex;
        let label = settled(label, |style| last.get(&(provision.parent, String::new(), style, Vec::new())).map(|(_, label)| label.last()));
        let key = (
            if runs_on { None } else { provision.parent },
            label.word.clone(),
            label.style,
            label.numbers[..label.numbers.len() - 1].to_vec(),
        );
        let Some((before, previous)) = last.insert(key, (index, label.clone())) else { continue };
        if label.is_inserted || previous.is_inserted || said.contains(&provision.parent) {
            continue;
        }
        let letter = |label: &Label| {
            (label.style == Style::Letter)
                .then(|| label.raw.chars().find(|c| c.is_alphabetic()))
                .flatten()
                .and_then(|c| c.to_lowercase().next())
        };
        let item = |label: &Label| Item {
            style: label.style,
            value: label.last(),
            letter: letter(label),
            provision: index,
            label: 0..0,
            text: 0..0,
        };
        let restarts = label.last() == 1 && (previous.last() != 1 || draft.provisions[before].parent != provision.parent);
        let found = if restarts { Order::Other } else { order(draft.grammar.language, &item(&previous), &item(&label)) };
        if let Some(finding) = tell(reading, found, index, &label.raw, &previous.raw) {
            said.push(provision.parent);
            out.push(finding);
        }
    }
}

/// (i) behind (h) is a letter.
fn settled(label: Label, last: impl Fn(Style) -> Option<u32>) -> Label {
    let letter = label.raw.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let value = letter.chars().next().filter(|_| letter.len() == 1).and_then(letter_value);
    match value {
        Some(value)
            if label.style == Style::Roman && label.family == Family::Bare && last(Style::Letter).is_some_and(|last| last + 1 == value) =>
        {
            Label { style: Style::Letter, numbers: vec![value], ..label }
        }
        _ => label,
    }
}

/// A number that the cutter took for text because it stands twice.
fn hidden_label(reading: &Reading, index: usize, provision: &Provision) -> Option<Label> {
    static RE: OnceLock<Regex> = OnceLock::new();
    let re = RE.get_or_init(|| Regex::new(r"^\s*(?:\(?[0-9٠-٩]{1,2}[.)]|[一二三四五六七八九十]{1,3}、)\s?").expect("a pattern"));
    let before = index.checked_sub(1).map(|at| &reading.draft.provisions[at])?;
    let found = re.find(&provision.raw)?;
    let label = label_of(reading.draft.grammar, found.as_str())?;
    let near = reading.draft.provisions[..index].iter().rev().find_map(|provision| provision.label.as_ref())?;
    (before.zone == provision.zone && near.family == Family::Bare && near.style == label.style && near.numbers == label.numbers)
        .then_some(label)
}

fn tell(reading: &Reading, found: Order, index: usize, label: &str, before: &str) -> Option<Finding> {
    let words = label.trim_end_matches([':', '：', ' ']).to_owned();
    match found {
        Order::Doubled => Some(reading.finding(Rule::NumberingFault, "numbering-fault-doubled", Some(index), words.clone(), &[words])),
        Order::Skipped => {
            Some(reading.finding(Rule::NumberingFault, "numbering-fault-skipped", Some(index), words.clone(), &[words, before.to_owned()]))
        }
        Order::Follows | Order::Other => None,
    }
}

/// The labels of an enumeration inside a sentence: the first out of order.
fn inline(reading: &Reading, list: &List, out: &mut Vec<Finding>) {
    let language = reading.draft.grammar.language;
    for pair in list.items.windows(2) {
        let found = order(language, &pair[0], &pair[1]);
        let provision = &reading.draft.provisions[pair[1].provision];
        let words = provision.words(pair[1].label.clone());
        if let Some(finding) = tell(reading, found, pair[1].provision, &words, &provision.words(pair[0].label.clone())) {
            out.push(finding);
            return;
        }
    }
}
