//! How text on its way in joins text that is here: provisions that stay keep their ids.

use super::{NewProvision, Text};
use crate::document::TextState;
use crate::provision::{self, Provision};
use methods::alignment::{Pairing, align};
use platform::clearance::marking::Level;
use std::collections::{HashMap, HashSet};

/// What a merge makes of a document's provisions.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Merged {
    /// Provisions to write, new ones and changed ones.
    pub put: Vec<Provision>,
    /// Earlier wordings to keep: provision and text.
    pub pasts: Vec<(String, String)>,
    /// How many are new.
    pub new: i64,
    /// How many read differently now.
    pub changed: i64,
    /// How many the new text no longer holds.
    pub withdrawn: i64,
    /// Numbers that the source gives to two different texts.
    pub clashes: Vec<i64>,
}

/// Joins `text` to the provisions `old` of `document`, whose text was `state` before.
pub(crate) fn merge(document: &str, old: &[Provision], state: TextState, text: &Text) -> Merged {
    match text {
        Text::None => Merged::default(),
        Text::Full(new) => whole(document, old, state, new),
        Text::Passages(new) => passages(document, old, new),
    }
}

fn next_number(old: &[Provision]) -> i64 {
    old.iter().map(|p| p.number).max().unwrap_or(0) + 1
}

fn made(document: &str, number: i64, position: i64, parent: Option<i64>, new: &NewProvision) -> Provision {
    Provision {
        id: provision::id(document, number),
        document: document.to_owned(),
        number,
        position,
        parent,
        level: new.level.clone(),
        label: new.label.clone(),
        path: new.path.clone(),
        heading: new.heading.clone(),
        text: new.text.clone(),
        withdrawn: false,
        marking: Level::Unclassified,
    }
}

/// A whole text: what it holds again keeps its id, what it no longer holds is withdrawn.
/// Passages that were here before the whole text stay where they cannot be found in it.
fn whole(document: &str, old: &[Provision], state: TextState, new: &[NewProvision]) -> Merged {
    let mut out = Merged::default();
    // A heading may come to stand in the text, or the other way round; the words are the same.
    let words =
        |heading: &Option<String>, text: &str| heading.as_ref().map_or_else(|| text.to_owned(), |heading| format!("{heading}\n{text}"));
    let old_texts: Vec<String> = old.iter().map(|p| words(&p.heading, &p.text)).collect();
    let new_texts: Vec<String> = new.iter().map(|p| words(&p.heading, &p.text)).collect();
    let mut continued: HashMap<usize, usize> = HashMap::new();
    if !old.is_empty() {
        for pairing in align(&old_texts, &new_texts) {
            if let Pairing::Unchanged { old, new } | Pairing::Changed { old, new, .. } = pairing {
                continued.insert(new, old);
            }
        }
    }
    let mut numbers = Vec::with_capacity(new.len());
    let mut next = next_number(old).max(new.iter().filter_map(|p| p.number).max().unwrap_or(0) + 1);
    let mut taken: HashSet<i64> = old.iter().map(|p| p.number).collect();
    for (at, provision) in new.iter().enumerate() {
        let own = provision.number.filter(|number| !taken.contains(number));
        let number = continued.get(&at).map(|known| old[*known].number).or(own).unwrap_or_else(|| {
            next += 1;
            next - 1
        });
        taken.insert(number);
        numbers.push(number);
    }
    for (at, provision) in new.iter().enumerate() {
        let parent = provision.parent.map(|p| numbers[p]);
        let mut now = made(document, numbers[at], at as i64 + 1, parent, provision);
        // A marking is no part of a text.
        now.marking = continued.get(&at).map_or(now.marking, |known| old[*known].marking);
        match continued.get(&at).map(|known| &old[*known]) {
            None => out.new += 1,
            Some(before) if before.text != now.text => {
                out.changed += 1;
                out.pasts.push((before.id.clone(), before.text.clone()));
            }
            Some(before) if *before == now => continue,
            Some(_) => {}
        }
        out.put.push(now);
    }
    if state == TextState::Full {
        let kept: HashSet<usize> = continued.values().copied().collect();
        for (at, before) in old.iter().enumerate().filter(|(at, p)| !kept.contains(at) && !p.withdrawn) {
            let _ = at;
            out.withdrawn += 1;
            out.put.push(Provision { withdrawn: true, ..before.clone() });
        }
    }
    out
}

/// Passages join what is here. A passage with a number of its source keeps it; one without
/// gets the next free one. The same text twice is one provision.
fn passages(document: &str, old: &[Provision], new: &[NewProvision]) -> Merged {
    let mut out = Merged::default();
    let mut by_text: HashMap<String, i64> = old.iter().map(|p| (fold(&p.text), p.number)).collect();
    let mut by_number: HashMap<i64, Provision> = old.iter().map(|p| (p.number, p.clone())).collect();
    let numbered_max = new.iter().filter_map(|p| p.number).max().unwrap_or(0);
    let mut next = next_number(old).max(numbered_max + 1);
    let mut place = old.iter().map(|p| p.position).max().unwrap_or(0);
    for provision in new {
        let folded = fold(&provision.text);
        let known = by_text.get(&folded).copied();
        if known.is_some() && provision.number.is_none_or(|number| known == Some(number) || by_number.contains_key(&number)) {
            continue;
        }
        let number = match provision.number {
            None => {
                next += 1;
                next - 1
            }
            Some(number) => match by_number.get(&number) {
                None => number,
                Some(before) if methods::alignment::similarity(&before.text, &provision.text) >= 0.6 => {
                    out.changed += 1;
                    out.pasts.push((before.id.clone(), before.text.clone()));
                    let now = Provision { text: provision.text.clone(), withdrawn: false, ..before.clone() };
                    by_number.insert(number, now.clone());
                    by_text.insert(folded, number);
                    out.put.push(now);
                    continue;
                }
                Some(_) => {
                    out.clashes.push(number);
                    next += 1;
                    next - 1
                }
            },
        };
        place = if provision.number == Some(number) { number } else { place.max(next) };
        let now = made(document, number, place, None, provision);
        by_text.insert(folded, number);
        by_number.insert(number, now.clone());
        out.new += 1;
        out.put.push(now);
    }
    out
}

/// A text without differences that carry no meaning.
fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(number: Option<i64>, text: &str) -> NewProvision {
        NewProvision { number, level: "paragraph".into(), label: None, path: String::new(), heading: None, text: text.into(), parent: None }
    }

    fn numbers(merged: &Merged) -> Vec<i64> {
        merged.put.iter().map(|p| p.number).collect()
    }

    #[test]
    fn a_corrected_text_keeps_the_ids_of_what_did_not_change() {
        let first = merge(
            "doc:1",
            &[],
            TextState::None,
            &Text::Full(vec![
                passage(None, "The line is marked."),
                passage(None, "Patrols go out daily."),
                passage(None, "The Commission meets weekly in the town hall."),
            ]),
        );
        assert_eq!(numbers(&first), [1, 2, 3]);
        let corrected = vec![
            passage(None, "A new opening paragraph about the purpose of this text."),
            passage(None, "The line is marked."),
            passage(None, "The Commission meets twice weekly in the town hall."),
        ];
        let second = merge("doc:1", &first.put, TextState::Full, &Text::Full(corrected));
        assert_eq!((second.new, second.changed, second.withdrawn), (1, 1, 1));
        let find = |text: &str| second.put.iter().find(|p| p.text.starts_with(text)).unwrap().number;
        assert_eq!((find("A new"), find("The line"), find("The Commission")), (4, 1, 3));
        assert!(second.put.iter().any(|p| p.number == 2 && p.withdrawn));
    }

    #[test]
    fn a_title_that_moves_from_the_text_to_the_heading_keeps_its_id() {
        let first = merge(
            "doc:1",
            &[],
            TextState::None,
            &Text::Full(vec![passage(None, "Scope"), passage(None, "Wells and water"), passage(None, "Roads")]),
        );
        let titled = |heading: &str| NewProvision { heading: Some(heading.into()), ..passage(None, "") };
        let second =
            merge("doc:1", &first.put, TextState::Full, &Text::Full(vec![titled("Wells and water"), titled("Roads"), titled("Scope")]));
        assert_eq!((numbers(&second), second.new, second.withdrawn), (vec![2, 3, 1], 0, 0));
    }

    #[test]
    fn passages_keep_the_numbers_of_their_source_and_come_in_once() {
        let rows = vec![passage(Some(7), "The buffer zone is ten kilometres wide."), passage(Some(2), "Both sides release detainees.")];
        let first = merge("pax:1", &[], TextState::None, &Text::Passages(rows.clone()));
        assert_eq!(numbers(&first), [7, 2]);
        let again = merge("pax:1", &first.put, TextState::Passages, &Text::Passages(rows));
        assert_eq!(again, Merged::default());
    }

    #[test]
    fn a_number_with_a_quite_different_text_is_a_clash_and_nothing_is_lost() {
        let first =
            merge("pax:1", &[], TextState::None, &Text::Passages(vec![passage(Some(1), "The buffer zone is ten kilometres wide.")]));
        let second =
            merge("pax:1", &first.put, TextState::Passages, &Text::Passages(vec![passage(Some(1), "Revenue from water is shared.")]));
        assert_eq!((second.clashes.clone(), numbers(&second)), (vec![1], vec![2]));
    }

    #[test]
    fn a_passage_without_a_number_gets_the_next_one() {
        let rows = vec![passage(None, "One."), passage(None, "Two."), passage(None, "One.")];
        assert_eq!(numbers(&merge("pax:1", &[], TextState::None, &Text::Passages(rows))), [1, 2]);
    }
}
