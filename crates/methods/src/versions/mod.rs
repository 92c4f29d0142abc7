//! What changed between two versions of a text: moved text is followed, and what only got
//! another number did not change.
//!
//! Longest common subsequences alone never find what was moved (a moved provision is one that
//! went and one that came), and with moves allowed the general problem is NP-hard (Shapira and
//! Storer 2002). So provisions are paired first, near each other before far apart; then those
//! that stayed are the heaviest sequence of pairs in order (Knuth's longest increasing
//! subsequence, weighed by words), and the others moved.

mod renumbered;

use crate::alignment::{Pairing, align};
use crate::difference::{self, Change as Words};
use crate::segments::Segment;
use renumbered::Renumbered;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;

/// What became of a provision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It was reworded.
    Changed,
    /// It stands elsewhere among the others.
    Moved,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

impl Kind {
    /// The word in tables and programs.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Changed => "changed",
            Kind::Moved => "moved",
            Kind::Added => "added",
            Kind::Removed => "removed",
        }
    }
}

/// A change; what was both moved and reworded is two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// What became of it.
    pub kind: Kind,
    /// Index in the old text.
    pub old: Option<usize>,
    /// Index in the new text.
    pub new: Option<usize>,
}

/// A text that is in both versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// Index in the old text.
    pub old: usize,
    /// Index in the new text.
    pub new: usize,
    /// Whether it stands elsewhere among the others.
    pub moved: bool,
}

/// Two texts between the same neighbours are one, reworded, where this share of their letters stays
/// in words in order.
// 0.4: two unlike provisions of one agreement share a fifth to a third, their articles and prepositions.
const SAME_PLACE_FROM: f64 = 0.4;

/// Two texts anywhere are one, reworded, where this share stays in words in order …
// 0.55: agreements say the same things in the same words, so that what only shares them is no pair.
const SAME_FROM: f64 = 0.55;

/// … or where they share so many words in any order, as where sentences changed places.
const SAME_WORDS_FROM: f64 = 0.85;

/// The changes between two versions that were cut into provisions, in the order of the new text.
pub fn compare(old: &[Segment], new: &[Segment]) -> Vec<Change> {
    let bodies = |all: &[Segment]| all.iter().map(body).collect::<Vec<String>>();
    let (old_bodies, new_bodies) = (bodies(old), bodies(new));
    let matches = weighed(&old_bodies, &new_bodies, &with_below(old, &old_bodies));
    let to_new: HashMap<usize, usize> = matches.iter().map(|m| (m.old, m.new)).collect();
    let to_old: HashMap<usize, usize> = matches.iter().map(|m| (m.new, m.old)).collect();
    let renumbered = Renumbered::of(old, new, &matches);
    let mut moved: HashMap<usize, usize> = HashMap::new();
    let mut out = Vec::new();
    for m in &matches {
        if m.moved || changed_hands(old, new, m, &to_new) {
            moved.insert(m.old, m.new);
            // What stands below a moved provision went with it.
            let went_along = old[m.old].parent.zip(new[m.new].parent).is_some_and(|(from, to)| moved.get(&from) == Some(&to));
            if !went_along {
                out.push(Change { kind: Kind::Moved, old: Some(m.old), new: Some(m.new) });
            }
        }
        if old_bodies[m.old] != new_bodies[m.new] && !renumbered.explains(&old_bodies[m.old], &new_bodies[m.new]) {
            out.push(Change { kind: Kind::Changed, old: Some(m.old), new: Some(m.new) });
        }
    }
    // Of a provision that came or went whole, only the outermost is told.
    let outermost = |all: &[Segment], at: usize, kept: &HashMap<usize, usize>| all[at].parent.is_none_or(|above| kept.contains_key(&above));
    for at in (0..new.len()).filter(|at| !to_old.contains_key(at) && outermost(new, *at, &to_old)) {
        out.push(Change { kind: Kind::Added, old: None, new: Some(at) });
    }
    for at in (0..old.len()).filter(|at| !to_new.contains_key(at) && outermost(old, *at, &to_new)) {
        out.push(Change { kind: Kind::Removed, old: Some(at), new: None });
    }
    // What went stands where it would stand now: behind what it stood behind.
    let place = |change: &Change| {
        change.new.unwrap_or_else(|| (0..change.old.unwrap_or(0)).rev().find_map(|at| to_new.get(&at)).map_or(0, |at| *at))
    };
    out.sort_by_key(|change| (place(change), change.new.is_none(), change.old, change.kind));
    out
}

/// What a provision says, without its number.
pub fn body(segment: &Segment) -> String {
    let all = segment.heading.iter().map(String::as_str).chain([segment.text.as_str()]);
    all.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

/// A numbered provision that now stands below another one than before, though both are in both
/// versions. A new heading above it, or one that went, moves nothing; nor does what hangs below
/// the last article by chance, as place and date do.
fn changed_hands(old: &[Segment], new: &[Segment], m: &Match, to_new: &HashMap<usize, usize>) -> bool {
    let (Some(from), Some(to)) = (old[m.old].parent, new[m.new].parent) else { return false };
    let is_numbered = old[m.old].label.is_some() && new[m.new].label.is_some();
    is_numbered && to_new.get(&from).is_some_and(|now| *now != to) && to_new.values().any(|now| *now == to)
}

/// Which texts are in both versions, in the order of the new one, and which of them moved.
pub fn matched(old: &[String], new: &[String]) -> Vec<Match> {
    weighed(old, new, &old.iter().map(|text| words_of(text)).collect::<Vec<_>>())
}

fn words_of(text: &str) -> u64 {
    text.split_whitespace().count() as u64
}

/// The words of each provision and of all that stands below it: the heading of an article stays
/// rather than an item that went into it.
fn with_below(segments: &[Segment], bodies: &[String]) -> Vec<u64> {
    let mut words: Vec<u64> = bodies.iter().map(|text| words_of(text)).collect();
    for at in (0..segments.len()).rev() {
        if let Some(above) = segments[at].parent {
            words[above] += words[at];
        }
    }
    words
}

/// Chooses which of some old texts go with which of some new ones.
type Choose = fn(&[String], &[String]) -> Vec<(usize, usize)>;

fn weighed(old: &[String], new: &[String], words: &[u64]) -> Vec<Match> {
    let weight = |old: usize| weight_of(words[old]);
    let mut pairing = Pairs { old, new, to_new: vec![None; old.len()], to_old: vec![None; new.len()] };
    pairing.take_in_order();
    pairing.take_same();
    pairing.take_near(weight, alike);
    pairing.take_anywhere();
    pairing.take_near(weight, by_place);
    let pairs: Vec<(usize, usize)> = pairing.to_old.iter().enumerate().filter_map(|(new, old)| old.map(|old| (old, new))).collect();
    let stays = heaviest_in_order(&pairs, weight);
    pairs.into_iter().zip(stays).map(|((old, new), stays)| Match { old, new, moved: !stays }).collect()
}

/// A longer text stays rather than a shorter one; one without words moves for nobody.
fn weight_of(words: u64) -> u64 {
    // 1,000: one text more in its place counts for more than any number of words.
    if words == 0 { 0 } else { 1_000 + words.min(900) }
}

struct Pairs<'a> {
    old: &'a [String],
    new: &'a [String],
    to_new: Vec<Option<usize>>,
    to_old: Vec<Option<usize>>,
}

impl Pairs<'_> {
    fn pair(&mut self, old: usize, new: usize) {
        if self.to_new[old].is_none() && self.to_old[new].is_none() {
            self.to_new[old] = Some(new);
            self.to_old[new] = Some(old);
        }
    }

    /// The same texts in the same order, as many as there are (Myers 1986).
    fn take_in_order(&mut self) {
        for op in capture_diff_slices(Algorithm::Myers, self.old, self.new) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                (0..len).for_each(|n| self.pair(old_index + n, new_index + n));
            }
        }
    }

    /// The same texts elsewhere: what moved as it was.
    fn take_same(&mut self) {
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        for at in (0..self.old.len()).rev().filter(|at| self.to_new[*at].is_none()) {
            places.entry(&self.old[at]).or_default().push(at);
        }
        let found: Vec<(usize, usize)> = (0..self.new.len())
            .filter(|at| self.to_old[*at].is_none())
            .filter_map(|at| Some((places.get_mut(self.new[at].as_str())?.pop()?, at)))
            .collect();
        found.into_iter().for_each(|(old, new)| self.pair(old, new));
    }

    /// Open texts between the same neighbours.
    fn take_near(&mut self, weight: impl Fn(usize) -> u64, choose: Choose) {
        for (olds, news) in self.gaps(weight) {
            let texts = |all: &[String], at: &[usize]| at.iter().map(|at| all[*at].clone()).collect::<Vec<_>>();
            for (old, new) in choose(&texts(self.old, &olds), &texts(self.new, &news)) {
                self.pair(olds[old], news[new]);
            }
        }
    }

    /// Open texts anywhere: what moved and was reworded.
    fn take_anywhere(&mut self) {
        let olds: Vec<usize> = (0..self.old.len()).filter(|at| self.to_new[*at].is_none()).collect();
        let news: Vec<usize> = (0..self.new.len()).filter(|at| self.to_old[*at].is_none()).collect();
        let texts = |all: &[String], at: &[usize]| at.iter().map(|at| all[*at].clone()).collect::<Vec<_>>();
        for (old, new) in alike(&texts(self.old, &olds), &texts(self.new, &news)) {
            self.pair(olds[old], news[new]);
        }
    }

    /// Runs of open texts, old and new, behind the same paired one that stays.
    fn gaps(&self, weight: impl Fn(usize) -> u64) -> Vec<(Vec<usize>, Vec<usize>)> {
        let pairs: Vec<(usize, usize)> = self.to_old.iter().enumerate().filter_map(|(new, old)| old.map(|old| (old, new))).collect();
        let stays = heaviest_in_order(&pairs, weight);
        let anchors: Vec<(usize, usize)> = pairs.iter().zip(&stays).filter(|(_, stays)| **stays).map(|(pair, _)| *pair).collect();
        let mut out = Vec::new();
        let mut from = (0, 0);
        for to in anchors.into_iter().chain([(self.old.len(), self.new.len())]) {
            let olds: Vec<usize> = (from.0..to.0).filter(|at| self.to_new[*at].is_none()).collect();
            let news: Vec<usize> = (from.1..to.1).filter(|at| self.to_old[*at].is_none()).collect();
            if !olds.is_empty() && !news.is_empty() {
                out.push((olds, news));
            }
            from = (to.0 + 1, to.1 + 1);
        }
        out
    }
}

fn alike(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    let taken = align(old, new).into_iter().filter_map(|pairing| match pairing {
        Pairing::Unchanged { old, new } => Some((old, new, 1.0)),
        Pairing::Changed { old, new, similarity } => Some((old, new, similarity)),
        _ => None,
    });
    let is_one = |(o, n, words): &(usize, usize, f64)| *words >= SAME_WORDS_FROM || in_order(&old[*o], &new[*n]) >= SAME_FROM;
    taken.filter(is_one).map(|(old, new, _)| (old, new)).collect()
}

/// The share of letters that two texts have in words in the same order, 0 to 1.
fn in_order(old: &str, new: &str) -> f64 {
    let (mut stayed, mut all) = (0, 0);
    for change in difference::words(old, new) {
        match change {
            Words::Equal(text) => {
                let letters = text.chars().filter(|c| !c.is_whitespace()).count();
                stayed += letters;
                all += 2 * letters;
            }
            Words::Delete(text) | Words::Insert(text) => all += text.chars().filter(|c| !c.is_whitespace()).count(),
        }
    }
    if all == 0 { 1.0 } else { 2.0 * stayed as f64 / all as f64 }
}

/// Texts that are less alike, but stand in the same place: the most alike first.
fn by_place(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    // 40 × 40 comparisons at most; where more changed at one place, nobody follows it by likeness.
    if old.len() > 40 || new.len() > 40 {
        return Vec::new();
    }
    let mut all: Vec<(f64, usize, usize)> = Vec::new();
    for (o, before) in old.iter().enumerate() {
        all.extend(new.iter().enumerate().map(|(n, after)| (in_order(before, after), o, n)));
    }
    all.retain(|(score, ..)| *score >= SAME_PLACE_FROM);
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    all.into_iter().map(|(_, o, n)| (o, n)).collect()
}

/// Which of some pairs, given in the order of the new text, are also in the order of the old one:
/// the sequence of most weight.
fn heaviest_in_order(pairs: &[(usize, usize)], weight: impl Fn(usize) -> u64) -> Vec<bool> {
    let most = pairs.iter().map(|(old, _)| old + 2).max().unwrap_or(0);
    // A tree of the best sums by their last old index (Fenwick 1994), each with the pair it ends at.
    let mut best: Vec<(u64, usize)> = vec![(0, usize::MAX); most + 1];
    let mut before = vec![usize::MAX; pairs.len()];
    for (at, (old, _)) in pairs.iter().enumerate() {
        let mut here = (0, usize::MAX);
        let mut node = *old;
        while node > 0 {
            if best[node].0 > here.0 {
                here = best[node];
            }
            node &= node - 1;
        }
        before[at] = here.1;
        let sum = (here.0 + weight(*old), at);
        let mut node = old + 1;
        while node <= most {
            if sum.0 > best[node].0 {
                best[node] = sum;
            }
            node += node & node.wrapping_neg();
        }
    }
    let mut stays = vec![false; pairs.len()];
    let mut top = (0, usize::MAX);
    let mut node = most;
    while node > 0 {
        if best[node].0 > top.0 {
            top = best[node];
        }
        node &= node - 1;
    }
    let mut at = top.1;
    while at != usize::MAX {
        stays[at] = true;
        at = before[at];
    }
    // What has no words stands wherever it stands.
    pairs.iter().zip(&mut stays).for_each(|((old, _), stays)| *stays |= weight(*old) == 0);
    stays
}
