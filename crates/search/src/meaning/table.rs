//! The table of words, as `data/meanings/make.py` writes it.

use std::collections::HashMap;
use std::sync::OnceLock;

static FILE: &[u8] = include_bytes!("../../../../data/meanings/words.bin");
const NAME: &[u8] = b"GOMEAN1\n";
/// Longest Chinese word that is looked for, in characters.
const CHINESE_MAX: usize = 6;
/// Fewest letters that a word shares with another one whose meaning it takes.
const KIN_LETTERS_MIN: usize = 4;

/// Directions and weights of words.
pub(crate) struct Table {
    numbers: HashMap<&'static str, u16>,
    /// Sorted by bytes; the place is the number.
    words: Vec<&'static str>,
    weights: Vec<f32>,
    /// What makes each direction as long as one.
    scales: Vec<f32>,
    directions: &'static [u8],
    dimensions: usize,
}

impl Table {
    /// The one that ships with the product; read when it is first needed.
    pub(crate) fn built_in() -> &'static Self {
        static TABLE: OnceLock<Table> = OnceLock::new();
        TABLE.get_or_init(|| Table::read(FILE).unwrap_or_else(Table::empty))
    }

    /// Changes with the table; part of the name of the index's folder.
    pub(crate) fn version() -> u64 {
        FILE.get(NAME.len()..NAME.len() + 8).and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes)
    }

    fn empty() -> Self {
        Self { numbers: HashMap::new(), words: Vec::new(), weights: Vec::new(), scales: Vec::new(), directions: &[], dimensions: 1 }
    }

    fn read(file: &'static [u8]) -> Option<Self> {
        let rest = file.strip_prefix(NAME)?.get(8..)?;
        let number = |at: usize| Some(u32::from_le_bytes(rest.get(at..at + 4)?.try_into().ok()?) as usize);
        let (count, dimensions, listed) = (number(0)?, number(4)?, number(8)?);
        let rest = &rest[12..];
        let words: Vec<&'static str> = std::str::from_utf8(rest.get(..listed)?).ok()?.lines().collect();
        let weights = rest.get(listed..listed + count * 4)?;
        let weights: Vec<f32> = weights.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        let directions = rest.get(listed + count * 4..)?;
        if words.len() != count || count >= usize::from(u16::MAX) || directions.len() != count * dimensions || dimensions > 1_024 {
            return None;
        }
        let length = |row: &[u8]| row.iter().map(|b| i32::from(*b as i8).pow(2)).sum::<i32>() as f32;
        let scales = directions.chunks_exact(dimensions).map(|row| length(row).sqrt().max(1.0).recip()).collect();
        let numbers = words.iter().enumerate().map(|(at, word)| (*word, at as u16)).collect();
        Some(Self { numbers, words, weights, scales, directions, dimensions })
    }

    pub(crate) fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// The number of a folded word.
    pub(crate) fn number(&self, word: &str) -> Option<u16> {
        self.numbers.get(word).copied()
    }

    /// The number of a word that begins alike, for one that is not in the table: most differ in
    /// their endings only.
    pub(crate) fn kin(&self, word: &str) -> Option<u16> {
        let letters = word.chars().count();
        let least = (letters * 3 / 5).max(KIN_LETTERS_MIN);
        let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        for kept in (least..letters).rev() {
            let beginning = &word[..ends[kept]];
            let from = self.words.partition_point(|known| *known < beginning);
            let alike = self.words[from..].iter().take_while(|known| known.starts_with(beginning)).take(16);
            let near = alike.enumerate().find(|(_, known)| known.chars().count() <= letters + 3);
            if let Some((at, _)) = near {
                return Some((from + at) as u16);
            }
        }
        None
    }

    /// Cuts Chinese into the longest words of the table.
    pub(crate) fn longest(&self, run: &str, add: &mut impl FnMut(Option<u16>)) {
        let ends: Vec<usize> = run.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        let mut at = 0;
        while at < ends.len() {
            let begin = if at == 0 { 0 } else { ends[at - 1] };
            let most = CHINESE_MAX.min(ends.len() - at);
            let found = (1..=most).rev().find_map(|length| Some((length, self.number(&run[begin..ends[at + length - 1]])?)));
            match found {
                Some((length, number)) => {
                    let word = &run[begin..ends[at + length - 1]];
                    add((!crate::text::is_stop_word(word, crate::text::Script::Han)).then_some(number));
                    at += length;
                }
                None => at += 1,
            }
        }
    }

    pub(crate) fn weight(&self, number: u16) -> f32 {
        self.weights[usize::from(number)]
    }

    /// Words in it.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The direction of a word, of length one.
    pub(crate) fn direction(&self, number: u16) -> impl Iterator<Item = f32> + use<> {
        let (scale, row) = self.row(number);
        row.iter().map(move |b| f32::from(*b as i8) * scale)
    }

    /// The length of the sum of words, each as long as its weight.
    pub(crate) fn length(&self, words: &[u16]) -> f32 {
        let mut sum = vec![0.0; self.dimensions];
        words.iter().for_each(|number| self.add(*number, &mut sum));
        sum.iter().map(|part| part * part).sum::<f32>().sqrt()
    }

    /// Adds a word with its weight.
    pub(crate) fn add(&self, number: u16, sum: &mut [f32]) {
        let (scale, row) = self.row(number);
        let scale = scale * self.weight(number);
        sum.iter_mut().zip(row).for_each(|(sum, b)| *sum += f32::from(*b as i8) * scale);
    }

    /// What makes a direction as long as one, and the direction.
    pub(super) fn row(&self, number: u16) -> (f32, &'static [u8]) {
        let at = usize::from(number) * self.dimensions;
        (self.scales[usize::from(number)], &self.directions[at..at + self.dimensions])
    }
}
