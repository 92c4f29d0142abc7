//! What two paired provisions say differently.

use crate::draft::{Provision, Zone};
use crate::grammar::{Form, Unit};
use crate::lists::List;
use crate::names::{mentions, same_name};
use crate::numbers::{Number, Written};
use crate::reading::Reading;
use crate::references::Reference;
use crate::report::{Argument, Both, Difference, Said};
use crate::rules::Rule;
use std::ops::Range;

/// All differences of a pair.
pub(super) fn compare(a: &Reading, at: usize, b: &Reading, other: usize) -> Vec<Difference> {
    let mut out = Vec::new();
    let pair = Pair { a, at, b, other };
    pair.lists(&mut out);
    let has_list = !out.is_empty();
    pair.dates(&mut out);
    // Where an item is missing, its numbers are too: that is told once.
    if !has_list {
        pair.numbers(&mut out);
    }
    pair.references(&mut out);
    pair.names(&mut out);
    out
}

struct Pair<'a> {
    a: &'a Reading,
    at: usize,
    b: &'a Reading,
    other: usize,
}

/// A number as compared: what it counts and how many, in the smallest unit of its kind.
#[derive(Debug, Clone, PartialEq)]
struct Amount {
    kind: u8,
    value: f64,
    /// As the text has it.
    said: f64,
    at: Range<usize>,
    written: Written,
}

impl Pair<'_> {
    fn sides(&self) -> (&Provision, &Provision) {
        (&self.a.draft.provisions[self.at], &self.b.draft.provisions[self.other])
    }

    fn tell(&self, rule: Rule, a: String, b: String, values: &[&str]) -> Difference {
        let (one, two) = self.sides();
        let definition = rule.definition();
        let arguments =
            definition.messages[0].arguments.iter().zip(values).map(|(name, value)| Argument { name, value: (*value).to_owned() });
        Difference {
            rule,
            severity: definition.severity,
            provision: Some(one.path.clone()),
            other: Some(two.path.clone()),
            message: Said { word: definition.messages[0].word, arguments: arguments.collect() },
            words: Both { a, b },
        }
    }

    fn dates(&self, out: &mut Vec<Difference>) {
        let (one, two) = self.sides();
        let days =
            |provision: &Provision| provision.days.iter().map(|day| ((day.year, day.month, day.day), day.at.clone())).collect::<Vec<_>>();
        let (mut left, mut right) = (days(one), days(two));
        unmatched(&mut left, &mut right, |x, y| x.0 == y.0);
        for ((_, x), (_, y)) in left.iter().zip(&right) {
            let (x, y) = (one.words(x.clone()), two.words(y.clone()));
            out.push(self.tell(Rule::LanguagesDifferDate, x.clone(), y.clone(), &[&x, &y]));
        }
    }

    fn numbers(&self, out: &mut Vec<Difference>) {
        let (one, two) = self.sides();
        let (mut left, mut right) = (amounts(self.a, self.at), amounts(self.b, self.other));
        unmatched(&mut left, &mut right, |x, y| (x.kind == y.kind || x.kind == 0 || y.kind == 0) && (x.value - y.value).abs() < 1e-9);
        // The same number of another unit is a way of counting that we do not know.
        unmatched(&mut left, &mut right, |x, y| (x.said - y.said).abs() < 1e-9);
        // An ordinal may stand for a number, *of their eighteenth year*, and only so.
        left.retain(|amount| amount.written != Written::Ordinal);
        right.retain(|amount| amount.written != Written::Ordinal);
        // What stands on one side only may be said without a number: both, half, the dual.
        let mut used = vec![false; right.len()];
        for amount in &left {
            let same = |candidate: &(usize, &Amount)| !used[candidate.0] && candidate.1.kind == amount.kind;
            let any = |candidate: &(usize, &Amount)| !used[candidate.0];
            let found = right.iter().enumerate().find(same).or_else(|| right.iter().enumerate().find(any)).map(|(at, _)| at);
            if let Some(found) = found {
                used[found] = true;
                let (x, y) = (one.words(amount.at.clone()), two.words(right[found].at.clone()));
                out.push(self.tell(Rule::LanguagesDifferNumber, x.clone(), y.clone(), &[&x, &y]));
            }
        }
    }

    fn references(&self, out: &mut Vec<Difference>) {
        let (one, two) = self.sides();
        let own = |reading: &Reading, at: usize| -> Vec<Reference> {
            let label = |reference: &Reference| !reference.is_foreign && reference.at.start >= reading.draft.provisions[at].heading;
            reading.references[at].iter().filter(|reference| label(reference)).cloned().collect()
        };
        let (mut left, mut right) = (own(self.a, self.at), own(self.b, self.other));
        unmatched(&mut left, &mut right, |x, y| x.numbers == y.numbers);
        if let (Some(x), Some(y)) = (left.first(), right.first()) {
            let (x, y) = (one.words(x.at.clone()), two.words(y.at.clone()));
            out.push(self.tell(Rule::LanguagesDifferReference, x.clone(), y.clone(), &[&x, &y]));
        }
    }

    /// Lists with different numbers of items.
    fn lists(&self, out: &mut Vec<Difference>) {
        let lists = |reading: &Reading, at: usize| reading.lists.iter().filter(|list| list.opens.0 == at).cloned().collect::<Vec<_>>();
        let (left, right) = (lists(self.a, self.at), lists(self.b, self.other));
        if left.len() != right.len() {
            return;
        }
        for (one, two) in left.iter().zip(&right).filter(|(one, two)| one.items.len() != two.items.len()) {
            let texts = |reading: &Reading, list: &List| -> Vec<String> {
                list.items
                    .iter()
                    .map(|item| {
                        reading.draft.provisions[item.provision]
                            .words(item.text.clone())
                            .trim_end_matches([';', '；', '؛', '.', '。', ',', ' ', ':'])
                            .to_owned()
                    })
                    .collect()
            };
            let (x, y) = (texts(self.a, one), texts(self.b, two));
            let is_longer = x.len() > y.len();
            let missing = if is_longer { left_out(&x, &y) } else { left_out(&y, &x) };
            let item = if is_longer { x[missing].clone() } else { y[missing].clone() };
            let (a, b) = if is_longer { (item.clone(), String::new()) } else { (String::new(), item.clone()) };
            out.push(self.tell(Rule::LanguagesDifferList, a, b, &[&item]));
        }
    }

    /// Parties: by their order in both preambles, each must stand where the other version has it.
    fn names(&self, out: &mut Vec<Difference>) {
        let (one, two) = self.sides();
        if self.a.parties.len() != self.b.parties.len() || self.a.parties.len() < 2 {
            return;
        }
        if one.zone == Zone::Signing {
            self.signing_names(out);
            return;
        }
        if !one.is_operative() || self.a.parties.len() > 6 {
            return;
        }
        let named = |reading: &Reading, text: &str| -> Vec<usize> {
            let of = |at: &usize| reading.parties[*at].names.iter().any(|name| mentions(reading.draft.grammar, text, name));
            (0..reading.parties.len()).filter(of).collect()
        };
        let (left, right) = (named(self.a, one.text()), named(self.b, two.text()));
        let only = |these: &[usize], those: &[usize]| these.iter().find(|at| !those.contains(at)).copied();
        if let (Some(x), Some(y)) = (only(&left, &right), only(&right, &left))
            && left.len() == right.len()
        {
            let (x, y) = (self.a.parties[x].words.clone(), self.b.parties[y].words.clone());
            out.push(self.tell(Rule::LanguagesDifferName, x.clone(), y.clone(), &[&x, &y]));
        }
    }

    /// A line of signatures: where one version repeats the full name of its preamble, so must
    /// the other.
    fn signing_names(&self, out: &mut Vec<Difference>) {
        let signer = |reading: &Reading, at: usize| reading.signers.iter().find(|signer| signer.provision == at).cloned();
        let (Some(x), Some(y)) = (signer(self.a, self.at), signer(self.b, self.other)) else { return };
        if x.is_witness || y.is_witness {
            return;
        }
        // The name on each line that is no name of its own version's parties.
        let strange = |reading: &Reading, names: &[String]| {
            let known = |name: &String| {
                reading.parties.iter().any(|party| {
                    party.names.iter().any(|other| same_name(reading.draft.grammar, name, other) && full(reading, name, other))
                })
            };
            names.iter().find(|name| !known(name)).cloned()
        };
        match (strange(self.a, &x.names), strange(self.b, &y.names)) {
            (None, Some(name)) => {
                out.push(self.tell(Rule::LanguagesDifferName, x.words.clone(), y.words.clone(), &[&x.words, &name]));
            }
            (Some(name), None) => {
                out.push(self.tell(Rule::LanguagesDifferName, x.words.clone(), y.words.clone(), &[&name, &y.words]));
            }
            (None, None) => self.other_party(&x.names, &y.names, out),
            _ => {}
        }
    }

    /// Both lines name a party, but not the same one.
    fn other_party(&self, x: &[String], y: &[String], out: &mut Vec<Difference>) {
        let which = |reading: &Reading, names: &[String]| {
            reading
                .parties
                .iter()
                .position(|party| names.iter().all(|name| party.names.iter().any(|other| same_name(reading.draft.grammar, name, other))))
        };
        if let (Some(first), Some(second)) = (which(self.a, x), which(self.b, y))
            && first != second
        {
            let (x, y) = (self.a.parties[first].words.clone(), self.b.parties[second].words.clone());
            out.push(self.tell(Rule::LanguagesDifferName, x.clone(), y.clone(), &[&x, &y]));
        }
    }
}

/// Whether a name is as long as the one it is compared with, or is its short form: a short form
/// is no other name, a name with another word is.
fn full(reading: &Reading, name: &str, other: &str) -> bool {
    let words = |text: &str| crate::names::tokens(reading.draft.grammar, text).len();
    words(name) <= words(other) || reading.draft.grammar.language == methods::language::Language::Chinese
}

/// Takes out what stands on both sides.
fn unmatched<T>(left: &mut Vec<T>, right: &mut Vec<T>, same: impl Fn(&T, &T) -> bool) {
    left.retain(|one| match right.iter().position(|other| same(one, other)) {
        Some(at) => {
            right.remove(at);
            false
        }
        None => true,
    });
}

/// The numbers of a provision without those of its days, references and labels.
fn amounts(reading: &Reading, at: usize) -> Vec<Amount> {
    let provision = &reading.draft.provisions[at];
    let inside = |number: &Number, range: &Range<usize>| range.start <= number.at.start && number.at.end <= range.end;
    let is_other = |number: &Number| {
        provision.days.iter().any(|day| inside(number, &day.at))
            || reading.references[at].iter().any(|reference| inside(number, &reference.at))
            || reading.lists.iter().flat_map(|list| &list.items).any(|item| item.provision == at && inside(number, &item.label))
            || is_minutes(provision, number)
    };
    let all = provision.numbers.iter().filter(|number| !is_other(number) && number.value >= 2.0);
    all.map(|number| {
        let (kind, factor) = match number.unit.map(|(unit, _)| unit) {
            Some(Unit::Hour) => (1, 1.0),
            Some(Unit::Day) => (1, 24.0),
            Some(Unit::Week) => (1, 168.0),
            Some(Unit::Month) => (2, 1.0),
            Some(Unit::Year) => (2, 12.0),
            Some(Unit::Kilometre) => (3, 1000.0),
            Some(Unit::Metre) => (3, 1.0),
            Some(Unit::Millimetre) => (4, 1.0),
            Some(Unit::Percent) => (5, 1.0),
            Some(Unit::Person) | None => (0, 1.0),
        };
        // An hour of the clock is no duration.
        let is_clock = kind == 1
            && factor == 1.0
            && reading
                .draft
                .grammar
                .re(Form::Clock)
                .find_iter(provision.text())
                .any(|clock| clock.start() <= number.at.start && number.at.end <= clock.end());
        let (kind, factor) = if is_clock { (0, 1.0) } else { (kind, factor) };
        let end = number.unit.map_or(number.at.end, |(_, end)| end.max(number.at.end));
        Amount { kind, value: number.value * factor, said: number.value, at: number.at.start..end, written: number.written }
    })
    .collect()
}

/// The minutes of 18:00.
fn is_minutes(provision: &Provision, number: &Number) -> bool {
    number.value == 0.0 && provision.text()[..number.at.start].ends_with([':', 'h', '.'])
}

/// Which item of the longer list has no partner: the one without which the lengths of the rest
/// go together best.
fn left_out(long: &[String], short: &[String]) -> usize {
    let length = |text: &String| (text.chars().count().max(1)) as f64;
    let total = |texts: &[String]| texts.iter().map(length).sum::<f64>().max(1.0);
    let scale = total(short) / total(long) * long.len() as f64 / short.len().max(1) as f64;
    let cost = |skipped: usize| {
        let rest = long.iter().enumerate().filter(|(at, _)| *at != skipped).map(|(_, text)| text);
        rest.zip(short).map(|(one, other)| (length(one) * scale / length(other)).ln().abs()).sum::<f64>()
    };
    (0..long.len()).min_by(|x, y| cost(*x).total_cmp(&cost(*y))).unwrap_or(0)
}
