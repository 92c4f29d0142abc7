//! What one question may use: memory always, and time where the caller says until when.

use std::cell::Cell;
use std::time::{Duration, Instant};

use crate::{Error, Result};

/// Bytes one question may hold at a time for what it finds.
// 64 MiB: the hits of the longest page of long provisions are some 20 MiB.
const HELD_MAX: usize = 64 << 20;
/// Steps between two looks at the clock; some hundred microseconds.
const STEPS: u64 = 1 << 14;
/// Most words, phrases and their forms that are looked up for one question.
pub(crate) const LEAVES_MAX: usize = 4_096;
/// Most words that all words with `*` of one question may stand for together.
pub(crate) const EXPANSIONS_ALL_MAX: usize = 1_024;
/// Most words of the dictionary read for one question, for `*` and for spelling together.
pub(crate) const DICTIONARY_MAX: u64 = 400_000;

/// What one question may use. Made for each question; carried through its reading, its
/// expansion, its evaluation and its answer.
#[derive(Debug)]
pub struct Budget {
    until: Option<Instant>,
    steps: Cell<u64>,
    held: Cell<usize>,
    dictionary: Cell<u64>,
    expansions: Cell<usize>,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            until: None,
            steps: Cell::new(0),
            held: Cell::new(0),
            dictionary: Cell::new(DICTIONARY_MAX),
            expansions: Cell::new(EXPANSIONS_ALL_MAX),
        }
    }
}

impl Budget {
    /// A budget that ends at a moment.
    pub fn until(moment: Instant) -> Self {
        Self { until: Some(moment), ..Self::default() }
    }

    /// A budget of so much time from now on.
    pub fn within(time: Duration) -> Self {
        Self::until(Instant::now() + time)
    }

    /// Counts steps done; now and then looks at the clock.
    #[inline]
    pub(crate) fn spend(&self, steps: u64) -> Result<()> {
        let sum = self.steps.get() + steps;
        if sum < STEPS {
            self.steps.set(sum);
            return Ok(());
        }
        self.look()
    }

    /// Looks at the clock.
    pub(crate) fn look(&self) -> Result<()> {
        self.steps.set(0);
        match self.until {
            Some(until) if Instant::now() >= until => Err(Error::TookTooLong),
            _ => Ok(()),
        }
    }

    /// Counts bytes that stay until the answer is given.
    pub(crate) fn hold(&self, bytes: usize) -> Result<()> {
        let sum = self.held.get().saturating_add(bytes);
        self.held.set(sum);
        if sum > HELD_MAX { Err(Error::TooMuch) } else { Ok(()) }
    }

    /// Gives back bytes that were held.
    pub(crate) fn release(&self, bytes: usize) {
        self.held.set(self.held.get().saturating_sub(bytes));
    }

    /// Whether one more word of the dictionary may be read.
    pub(crate) fn may_read_word(&self) -> bool {
        let left = self.dictionary.get();
        self.dictionary.set(left.saturating_sub(1));
        left > 0
    }

    /// How many of so many expansions may be used; takes them.
    pub(crate) fn expansions(&self, wanted: usize) -> usize {
        let given = wanted.min(self.expansions.get());
        self.expansions.set(self.expansions.get() - given);
        given
    }
}
