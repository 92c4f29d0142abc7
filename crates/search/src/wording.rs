//! Whether two provisions are one wording: the same words but for dates, numbers and small edits.
//!
//! A passage keeps the numbers of all its words, each once; two passages are compared by the weight
//! of what they share against that of what either holds (Jaccard 1901, weighted: Ioffe 2010). A
//! word that says much weighs more, so that another name counts more than another turn of phrase.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::meaning::Table;
use crate::text::Token;

/// Most words of a passage that are kept, each once.
const WORDS_MAX: usize = 256;
/// The share of the weight in common from which on two passages are one wording.
// Chosen on one half of 122 pairs of resolutions that differ, read by us; see docs/benchmarks.md.
const ALIKE: f32 = 0.65;
/// No word weighs more than this: names that the table knows count like those that it does not.
const WEIGHT_MAX: f32 = 1.4;

/// Words that turn what is said into its contrary.
const DENYING: &[&str] = &[
    "not",
    "no",
    "never",
    "nor",
    "neither",
    "except",
    "ne",
    "n",
    "jamais",
    "ni",
    "sauf",
    "nunca",
    "tampoco",
    "salvo",
    "не",
    "ни",
    "никогда",
    "кроме",
    "لا",
    "لم",
    "لن",
    "ليس",
    "ليست",
    "غير",
    "عدا",
    "不",
    "不得",
    "不应",
    "不能",
    "不会",
    "未",
    "无",
    "没有",
    "禁止",
    "除非",
];

/// Numbers of the words of a text, sorted, each once; dates and numbers are none of them.
pub(crate) fn words(tokens: &[Token]) -> Vec<u16> {
    let known = known();
    let simple: Vec<&Token> = tokens.iter().filter(|token| !token.is_joined()).collect();
    let is_number = |token: &&Token| token.text.contains(|c: char| c.is_ascii_digit());
    let mut numbers: Vec<u16> = Vec::with_capacity(simple.len());
    for (at, token) in simple.iter().enumerate() {
        // A month stands beside a number; "may" alone is another word.
        let beside = &simple[at.saturating_sub(2)..(at + 3).min(simple.len())];
        let number = number(&token.text);
        let in_date = known.months.contains(&number) && beside.iter().any(is_number);
        if !is_number(token) && !in_date {
            numbers.push(number);
        }
    }
    let mut seen = HashSet::new();
    numbers.retain(|number| seen.insert(*number));
    numbers.truncate(WORDS_MAX);
    numbers.sort_unstable();
    numbers
}

/// What the index keeps: four numbers in one; zero stands for none.
pub(crate) fn packed(words: &[u16]) -> impl Iterator<Item = u64> {
    words.chunks(4).map(|four| four.iter().rev().fold(0, |sum, word| (sum << 16) | (u64::from(*word) + 1)))
}

/// The words of a passage, ready to be compared.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Wording {
    words: Vec<u16>,
    weight: f32,
    /// One bit for each word, by its number.
    bits: u128,
}

impl Wording {
    /// Out of what the index keeps.
    pub(crate) fn unpacked(kept: impl Iterator<Item = u64>) -> Self {
        let words: Vec<u16> =
            kept.flat_map(|four| (0..4).filter_map(move |place| ((four >> (16 * place)) as u16).checked_sub(1))).collect();
        let weight = words.iter().map(|word| known().weights[usize::from(*word)]).sum();
        let bits = words.iter().fold(0, |bits, word| bits | (1 << (word % 128)));
        Self { words, weight, bits }
    }

    /// Whether both are one wording. What denies is never one with what does not.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let (less, more) = (self.weight.min(other.weight), self.weight.max(other.weight));
        // No more can be shared than the lighter one holds.
        if more <= 0.0 || less < ALIKE * more {
            return false;
        }
        // Most pairs have so few words in common that there is no need to weigh them: of those that
        // were read as one wording, none has less than two fifths.
        if (self.bits & other.bits).count_ones() * 3 < (self.bits | other.bits).count_ones() {
            return false;
        }
        let known = known();
        let (mut a, mut b) = (self.words.iter().peekable(), other.words.iter().peekable());
        let mut shared = 0.0;
        while let (Some(one), Some(two)) = (a.peek().copied(), b.peek().copied()) {
            if one == two {
                shared += known.weights[usize::from(*one)];
                a.next();
                b.next();
                continue;
            }
            let alone = if one < two { a.next() } else { b.next() };
            if alone.is_some_and(|word| known.denying.contains(word)) {
                return false;
            }
        }
        let denies = a.chain(b).any(|word| known.denying.contains(word));
        !denies && shared >= ALIKE * (self.weight + other.weight - shared)
    }
}

/// The table's number of a word; one beyond them for a word that it does not know.
fn number(word: &str) -> u16 {
    let table = Table::built_in();
    table.number(word).unwrap_or_else(|| {
        let beyond = u64::from(u16::MAX) - table.len() as u64;
        (table.len() as u64 + crate::index::hash(word.as_bytes()) % beyond.max(1)) as u16
    })
}

struct Known {
    /// By number.
    weights: Vec<f32>,
    months: HashSet<u16>,
    denying: HashSet<u16>,
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let table = Table::built_in();
        let weight = |number: u16| if usize::from(number) < table.len() { table.weight(number).sqrt().min(WEIGHT_MAX) } else { 1.0 };
        Known {
            weights: (0..=u16::MAX).map(weight).collect(),
            months: methods::dates::months().map(number).collect(),
            denying: DENYING.iter().map(|word| number(word)).collect(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn check(one: &str, two: &str, expected: bool) {
        let of = |text: &str| Wording::unpacked(packed(&words(&tokenize(text))));
        assert_eq!((of(one).is_like(&of(two)), of(two).is_like(&of(one))), (expected, expected), "{one} | {two}");
    }

    #[test]
    fn dates_numbers_and_small_edits_make_no_other_wording() {
        for (one, two) in [
            ("The truce at Orrin ends on 3 March 2014.", "The truce at Orrin ends on 17 November 2019."),
            (
                "Calls on both sides to let the wardens of the mill pass without delay;",
                "Calls upon both sides to let all wardens of the mill pass without delay;",
            ),
            ("La trêve du moulin est prolongée de 30 jours.", "La trêve du moulin est prolongée de 60 jours."),
            ("Las Partes abren el puente de Quellin el 4 de mayo.", "Las Partes abren el puente de Quellin el 9 de junio."),
            ("Стороны открывают мост в Орине 4 мая.", "Стороны открывают мост в Орине 12 июля."),
            ("يفتح الطرفان جسر أورين في 4 أيار.", "يفتح الطرفان جسر أورين في 9 حزيران."),
            ("双方于5月开放河上的桥梁供商人通行。", "双方于6月开放河上的桥梁供商人通行。"),
        ] {
            check(one, two, true);
        }
    }

    #[test]
    fn another_name_a_denial_or_another_matter_is_another_wording() {
        for (one, two) in [
            ("Extends the mandate of the mission in Orrin;", "Extends the mandate of the bureau in Quellin;"),
            ("The amnesty shall apply to those who burnt the mill.", "The amnesty shall not apply to those who burnt the mill."),
            ("L’amnistie s’applique à ceux qui ont brûlé le moulin.", "L’amnistie ne s’applique pas à ceux qui ont brûlé le moulin."),
            ("Амнистия применяется к тем, кто сжёг мельницу.", "Амнистия не применяется к тем, кто сжёг мельницу."),
            ("双方应允许商人过桥。", "双方不得允许商人过桥。"),
            ("The wardens count the boats each morning.", "Women shall hold a third of the seats of the council."),
            ("", ""),
        ] {
            check(one, two, false);
        }
    }
}
