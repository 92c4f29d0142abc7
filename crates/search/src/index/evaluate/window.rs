//! A window of documents with their scores, and what takes the best of them.

use super::super::segments::SegmentData;
use super::{EXCLUDED, Must, OpenGroup, Outcome, Plan, REQUIRED_MASK, Scored, TOUCHED, WINDOW, Want};
use crate::Result;
use crate::budget::Budget;
use tantivy::{DocId, SegmentReader};

/// Scores of the passages of one window.
pub(super) struct Window {
    totals: Vec<f32>,
    group: Vec<f32>,
    flags: Vec<u16>,
    touched: Vec<u16>,
    required: u16,
    /// True when nothing positive is asked: then every passage matches.
    pub(super) all: bool,
}

impl Window {
    pub(super) fn new(plan: &Plan) -> Self {
        let required = plan.groups.iter().filter(|g| g.must == Must::Required).count();
        let size = WINDOW as usize;
        Self {
            totals: vec![0.0; size],
            group: vec![0.0; size],
            flags: vec![0; size],
            touched: Vec::with_capacity(size),
            required: required as u16 & REQUIRED_MASK,
            all: plan.groups.iter().all(|g| g.must == Must::Excluded),
        }
    }

    pub(super) fn run(&mut self, groups: &mut [OpenGroup], base: DocId, end: DocId, budget: &Budget) -> Result<()> {
        let (totals, flags) = (&mut self.totals, &mut self.flags);
        for OpenGroup { lists, weight, must } in groups {
            let weight = *weight;
            // A list visits at most a window's passages.
            budget.spend(1_024 * lists.len() as u64)?;
            if *must == Must::Excluded {
                let exclude = |flags: &mut Vec<u16>, at: usize| flags[at] |= EXCLUDED;
                lists.iter_mut().for_each(|l| l.run(base, end, |at, _| exclude(flags, at)));
                continue;
            }
            let count = u16::from(*must == Must::Required);
            if let [list] = lists.as_mut_slice() {
                list.run(base, end, |at, score| {
                    totals[at] += weight * score;
                    flags[at] = (flags[at] | TOUCHED) + count;
                });
                continue;
            }
            let (group, touched) = (&mut self.group, &mut self.touched);
            for list in lists.iter_mut() {
                list.run(base, end, |at, score| {
                    if group[at] == 0.0 {
                        touched.push(at as u16);
                        group[at] = score.max(f32::MIN_POSITIVE);
                    } else if score > group[at] {
                        group[at] = score;
                    }
                });
            }
            for at in touched.drain(..) {
                let at = usize::from(at);
                totals[at] += weight * group[at];
                group[at] = 0.0;
                flags[at] = (flags[at] | TOUCHED) + count;
            }
        }
        Ok(())
    }

    pub(super) fn hand_over(&mut self, base: DocId, end: DocId, sink: &mut Sink<'_>) {
        for at in 0..(end - base) as usize {
            let flags = self.flags[at];
            let touched = self.all || flags & TOUCHED != 0;
            let complete = flags & REQUIRED_MASK == self.required;
            if touched && complete && flags & EXCLUDED == 0 {
                sink.take(base + at as u32, self.totals[at]);
            }
            self.flags[at] = 0;
            self.totals[at] = 0.0;
        }
    }
}

/// Takes the matching passages of a segment.
pub(super) struct Sink<'a> {
    data: &'a SegmentData,
    segment: &'a SegmentReader,
    ordinal: u32,
    want: &'a Want<'a>,
    outcome: Outcome,
    /// Scores below it cannot be among the best any more.
    least: f32,
    deletes: bool,
}

impl<'a> Sink<'a> {
    pub(super) fn new(segment: &'a SegmentReader, data: &'a SegmentData, ordinal: u32, want: &'a Want<'a>) -> Self {
        Self {
            data,
            segment,
            ordinal,
            want,
            outcome: Outcome { profiles: vec![0; data.profiles.len()], topics: vec![0; want.concepts], ..Outcome::default() },
            least: f32::NEG_INFINITY,
            deletes: segment.has_deletes(),
        }
    }

    #[inline]
    fn take(&mut self, doc: DocId, score: f32) {
        if self.deletes && self.segment.is_deleted(doc) {
            return;
        }
        let profile = self.data.profile(doc);
        if let Some(allowed) = self.want.allowed
            && !allowed.get(profile).copied().unwrap_or(false)
        {
            return;
        }
        self.outcome.total += 1;
        if self.want.facets {
            if let Some(count) = self.outcome.profiles.get_mut(profile) {
                *count += 1;
            }
            for topic in self.data.topics(doc) {
                if let Some(count) = self.outcome.topics.get_mut(*topic as usize) {
                    *count += 1;
                }
            }
        }
        if score >= self.least && self.want.best > 0 {
            self.outcome.best.push(Scored { score, segment: self.ordinal, doc });
            if self.outcome.best.len() >= self.want.best.saturating_mul(2).saturating_add(512) {
                self.cut();
            }
        }
    }

    /// Keeps the best ones; equal scores are told apart by the id's place in the alphabet.
    fn cut(&mut self) {
        let keep = self.want.best;
        let best = &mut self.outcome.best;
        if best.len() > keep {
            let data = self.data;
            best.select_nth_unstable_by(keep - 1, |a, b| {
                let by_score = b.score.total_cmp(&a.score);
                by_score.then_with(|| data.id(a.doc).cmp(&data.id(b.doc)))
            });
            best.truncate(keep);
            self.least = best[keep - 1].score;
        }
    }

    pub(super) fn finish(mut self) -> Outcome {
        self.cut();
        self.outcome
    }
}
