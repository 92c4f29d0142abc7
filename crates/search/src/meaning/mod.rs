//! What words mean, as numbers: whether a passage says what a question asks in other words.
//!
//! The table (`data/meanings`) gives each word a direction and a weight. A passage keeps the numbers
//! of its words; a question is compared with it in two ways: as a whole, by the cosine of the sums
//! of their words (Arora, Liang, Ma 2017), and word by word, by the closest word of the passage to
//! each word of the question (Khattab, Zaharia 2020).

mod table;

pub(crate) use table::Table;

use crate::text::{Script, Token, is_stop_word};

/// Most words of a passage that are kept, each once.
pub(crate) const WORDS_MAX: usize = 256;
/// Most words of a question that are compared.
const ASKED_MAX: usize = 32;

/// Numbers of the words of a text, each once, in the order in which they come.
pub(crate) fn words(tokens: &[Token], most: usize) -> Vec<u16> {
    let table = Table::built_in();
    let mut numbers: Vec<u16> = Vec::new();
    let mut add = |number: Option<u16>| {
        if let Some(number) = number
            && numbers.len() < most
            && !numbers.contains(&number)
        {
            numbers.push(number);
        }
    };
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token.script {
            Script::Han => {
                // How it was cut does not matter: the longest words of the table count.
                let mut run = token.text.clone();
                let mut end = token.to;
                while let Some(next) = tokens.get(at).filter(|next| next.script == Script::Han && next.from == end) {
                    run.push_str(&next.text);
                    end = next.to;
                    at += 1;
                }
                table.longest(&run, &mut add);
            }
            Script::Latin | Script::Cyrillic | Script::Arabic if !token.is_joined() && !is_stop_word(&token.text, token.script) => {
                add(table.number(&token.text).or_else(|| table.kin(&token.text)));
            }
            _ => {}
        }
    }
    numbers
}

/// What the index keeps of the words: the length of their sum, then four numbers in one; zero
/// stands for none.
pub(crate) fn packed(words: &[u16]) -> impl Iterator<Item = u64> {
    let length = (!words.is_empty()).then(|| u64::from(Table::built_in().length(words).to_bits()));
    let four = |four: &[u16]| four.iter().rev().fold(0, |sum, word| (sum << 16) | (u64::from(*word) + 1));
    length.into_iter().chain(words.chunks(4).map(four))
}

/// The length of the sum and the numbers of words out of what the index keeps; the length is zero
/// where there are none.
pub(crate) fn unpacked(mut kept: impl Iterator<Item = u64>, words: &mut Vec<u16>) -> f32 {
    words.clear();
    let length = kept.next().map_or(0.0, |bits| f32::from_bits(bits as u32));
    words.extend(kept.flat_map(|four| (0..4).filter_map(move |place| ((four >> (16 * place)) as u16).checked_sub(1))));
    length
}

/// How close two texts with these words are as wholes, −1..1.
pub(crate) fn closeness(a: &[u16], b: &[u16]) -> f32 {
    let table = Table::built_in();
    let sum = |words: &[u16]| {
        let mut sum = vec![0.0; table.dimensions()];
        words.iter().for_each(|number| table.add(*number, &mut sum));
        sum
    };
    let (a, b) = (sum(a), sum(b));
    let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
    product(&a, &b) / (product(&a, &a) * product(&b, &b)).sqrt().max(f32::MIN_POSITIVE)
}

/// A question to be compared with passages.
#[derive(Debug)]
pub(crate) struct Asked {
    /// Direction of each of its words, then that of the whole, one after the other.
    directions: Vec<i16>,
    /// What each word counts; together one.
    shares: Vec<f32>,
    /// For each word of the table one more than the place of its closeness in `known`; zero before
    /// it was needed.
    places: Vec<u32>,
    /// The direction of the word at hand.
    row: Vec<i16>,
    /// Closeness to each word of the question, then to the whole, of one word after the other.
    known: Vec<f32>,
}

/// How close a passage is to the question.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Near {
    /// As a whole, −1..1.
    pub(crate) whole: f32,
    /// Word by word, −1..1.
    pub(crate) words: f32,
}

/// Steps of a direction of length one: products of two such numbers and one of the table's fit.
// 4,095 · 127 · 1,024 numbers is below 2^31.
const STEPS: f32 = 4_095.0;

impl Asked {
    /// `None` where no word of the question is in the table.
    pub(crate) fn new(tokens: &[Token]) -> Option<Self> {
        let table = Table::built_in();
        let numbers = words(tokens, ASKED_MAX);
        if numbers.is_empty() {
            return None;
        }
        let mut directions = Vec::new();
        let mut whole = vec![0.0; table.dimensions()];
        let mut shares = Vec::new();
        for number in &numbers {
            table.add(*number, &mut whole);
            shares.push(table.weight(*number).sqrt());
            directions.extend(table.direction(*number).map(step));
        }
        let all: f32 = shares.iter().sum();
        shares.iter_mut().for_each(|share| *share /= all.max(f32::MIN_POSITIVE));
        let length = table.length(&numbers).max(f32::MIN_POSITIVE);
        directions.extend(whole.iter().map(|part| step(part / length)));
        Some(Self { directions, shares, places: vec![0; table.len()], row: Vec::new(), known: Vec::new() })
    }

    /// How close a passage with these words, whose sum has this length, is.
    pub(crate) fn near(&mut self, passage: &[u16], length: f32) -> Near {
        if passage.is_empty() || length <= 0.0 {
            return Near { whole: -1.0, words: -1.0 };
        }
        let asked = self.shares.len();
        let mut best = [-1.0_f32; ASKED_MAX];
        let mut along = 0.0;
        for number in passage {
            let at = self.place(*number);
            let close = &self.known[at..=at + asked];
            along += close[asked];
            best.iter_mut().zip(&close[..asked]).for_each(|(best, each)| *best = best.max(*each));
        }
        let words = best.iter().zip(&self.shares).map(|(best, share)| best * share).sum();
        Near { whole: along / length, words }
    }

    /// Where the closeness of a word stands; worked out when it is first asked for.
    fn place(&mut self, number: u16) -> usize {
        let place = self.places.get(usize::from(number)).copied().unwrap_or(0);
        if place > 0 {
            return place as usize - 1;
        }
        let table = Table::built_in();
        let at = self.known.len();
        let (scale, row) = table.row(number);
        self.row.clear();
        self.row.extend(row.iter().map(|b| i16::from(*b as i8)));
        for direction in self.directions.chunks_exact(table.dimensions()) {
            // Products of sixteen bits, summed in pairs: one instruction does eight.
            let sum: i32 = direction.iter().zip(&self.row).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
            self.known.push(sum as f32 * scale / STEPS);
        }
        // Of the whole it is a part as large as its weight.
        if let Some(last) = self.known.last_mut() {
            *last *= table.weight(number);
        }
        if let Some(place) = self.places.get_mut(usize::from(number)) {
            *place = at as u32 + 1;
        }
        at
    }
}

fn step(part: f32) -> i16 {
    (part * STEPS).round() as i16
}

#[cfg(test)]
mod tests;
