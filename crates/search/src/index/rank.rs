//! Puts the first hits into a better order by what they mean.

use std::collections::HashSet;
use std::sync::Arc;

use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::cursor::collect;
use super::evaluate::{Group, Leaf, Must, Scored, Scoring, What};
use super::segments::SegmentData;
use crate::budget::Budget;
use crate::meaning::Near;
use crate::query::plan::Planned;
use crate::tuning::Tuning;
use crate::{Lay, Request, Result};

/// Hits by words and topics that are compared by meaning.
// 200: with 128 of them answers in other languages were lost (nDCG@10 −.02).
pub(super) const COMPARED: usize = 200;
/// Where less of meaning counts, the order stays: a topic says it all.
const MEANING_MIN: f32 = 0.05;

/// Most passages that hold a quotation.
// More hold the name of a topic: with ten, precision on coded passages was .309, with three .331,
// without quotations .332.
const QUOTED_MAX: usize = 3;
/// What a passage gets that holds what was quoted: more than any other parts of a score together.
const QUOTED: f32 = 10_000.0;

/// Puts the passages first that hold all words of a short question beside each other, where they
/// are few. Whoever types a wording that few texts hold looks for them, before any that only mean
/// the same; words that many texts hold beside each other are the name of a topic.
pub(super) fn quoted(planned: &mut Planned, searcher: &Searcher, budget: &Budget) -> Result<()> {
    let Some(spots) = planned.together.take() else { return Ok(()) };
    let mut with = 0;
    for segment in searcher.segment_readers() {
        let found = collect(&spots, segment, budget)?;
        with += found.iter().filter(|(doc, _)| !segment.is_deleted(*doc)).count();
        budget.release(found.len() * size_of::<(u32, u32)>());
    }
    if (1..=QUOTED_MAX).contains(&with) {
        let leaf = Leaf { what: What::Spots(spots), scoring: Scoring::Presence, weight: 1.0 };
        planned.plan.groups.push(Group { leaves: vec![leaf], weight: QUOTED, must: Must::Optional });
    }
    Ok(())
}

/// How many of the best by words and topics are needed.
pub(super) fn needed(request: &Request, planned: &Planned) -> usize {
    let wanted = request.offset + request.limit;
    match request.limit {
        0 => 0,
        _ if !planned.plan.asks() => wanted,
        _ if request.lay == Lay::Apart => wanted.max(COMPARED),
        // All that are compared may turn out to be one family.
        _ => wanted + COMPARED,
    }
}

/// Orders the first hits anew: their score by words and topics, their closeness to the question as
/// a whole and word by word, each in deviations from its mean over these hits. `keyed` is sorted.
/// Gives how close, word by word, the closest is.
pub(super) fn by_meaning(
    keyed: &mut [(Scored, Option<String>)],
    planned: &mut Planned,
    segments: &[Arc<SegmentData>],
    tuning: &Tuning,
) -> f32 {
    let compared = keyed.len().min(COMPARED);
    let (first, rest) = keyed.split_at_mut(compared);
    // A question that a topic explains is answered by the topic: the passages coded for it say so.
    let meaning = tuning.means(planned.explained);
    let Some(asked) = planned.asked.as_mut().filter(|_| compared > 1 && meaning >= MEANING_MIN) else {
        return 0.0;
    };
    let mut words = Vec::new();
    let near: Vec<Near> = first
        .iter()
        .map(|(hit, _)| {
            let length = segments[hit.segment as usize].meanings(hit.doc, &mut words);
            asked.near(&words, length)
        })
        .collect();
    // Passages that hold what was quoted stay in front.
    let in_front: HashSet<(u32, u32)> =
        first.iter().filter(|(hit, _)| hit.score >= QUOTED).map(|(hit, _)| (hit.segment, hit.doc)).collect();
    let is_in_front = |hit: &Scored| in_front.contains(&(hit.segment, hit.doc));
    first.iter_mut().filter(|(hit, _)| is_in_front(hit)).for_each(|(hit, _)| hit.score -= QUOTED);
    let by_words = Spread::of(first.iter().map(|(hit, _)| hit.score));
    let whole = Spread::of(near.iter().map(|n| n.whole));
    let nearest = Spread::of(near.iter().map(|n| n.words));
    let (mut least, mut most) = (f32::MAX, f32::MIN);
    for ((hit, _), near) in first.iter_mut().zip(&near) {
        hit.score = by_words.at(hit.score) + meaning * (tuning.whole * whole.at(near.whole) + tuning.nearest * nearest.at(near.words));
        (least, most) = (least.min(hit.score), most.max(hit.score));
    }
    let step = most - least + 1.0;
    first.iter_mut().filter(|(hit, _)| is_in_front(hit)).for_each(|(hit, _)| hit.score += step);
    // What follows keeps its score; nothing of the first may fall below it.
    let floor = rest.first().map_or(0.0, |(hit, _)| hit.score.max(0.0)) + 0.01;
    first.iter_mut().for_each(|(hit, _)| hit.score += floor - least);
    first.sort_by(|a, b| b.0.score.total_cmp(&a.0.score).then_with(|| a.1.cmp(&b.1)));
    near.iter().map(|near| near.words).fold(0.0, f32::max)
}

/// What each word of the question counts among them, by its rarity; together one.
pub(super) fn shares(planned: &Planned, searcher: &Searcher, words: Field) -> Result<Vec<f32>> {
    let all = searcher.num_docs() as f32;
    let mut shares = Vec::new();
    for word in &planned.words {
        let mut with = 0;
        for term in &word.terms {
            with += searcher.doc_freq(&Term::from_field_text(words, term))?;
        }
        shares.push((1.0 + all / (with as f32 + 1.0)).ln());
    }
    let sum: f32 = shares.iter().sum();
    shares.iter_mut().for_each(|share| *share /= sum.max(f32::MIN_POSITIVE));
    Ok(shares)
}

/// Mean and deviation of some figures.
struct Spread {
    mean: f32,
    deviation: f32,
}

impl Spread {
    fn of(all: impl Iterator<Item = f32> + Clone) -> Self {
        let count = all.clone().count().max(1) as f32;
        let mean = all.clone().sum::<f32>() / count;
        let square = all.map(|x| (x - mean).powi(2)).sum::<f32>() / count;
        Self { mean, deviation: square.sqrt().max(1e-6) }
    }

    fn at(&self, x: f32) -> f32 {
        (x - self.mean) / self.deviation
    }
}
