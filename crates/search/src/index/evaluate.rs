//! Scores all passages that match and counts their facets, in one pass.
//!
//! A segment is worked through in windows of passages small enough for the processor's cache. Within
//! a window each group of leaves adds its scores for all its passages before the next group begins;
//! this is quicker than merging many posting lists passage by passage, and total and facets need
//! every match anyway.

use window::{Sink, Window};
mod window;

use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Searcher, SegmentReader, Term};

use super::cursor::{Spots, collect};
use super::segments::SegmentData;
use super::write::LEVELS;
use crate::Result;
use crate::budget::{Budget, LEAVES_MAX};

/// How the occurrences of a leaf become a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Scoring {
    /// BM25 with the field's length norm.
    Words(Field),
    /// The focus of a topic, 0..1.
    Level,
    /// 1 when it is there.
    Presence,
}

/// One thing to look for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Leaf {
    pub(crate) what: What,
    pub(crate) scoring: Scoring,
    pub(crate) weight: f32,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum What {
    Term(Term),
    Spots(Spots),
}

/// Whether a group must match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Must {
    Optional,
    Required,
    Excluded,
}

/// Leaves that mean the same: the best of them counts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    pub(crate) leaves: Vec<Leaf>,
    pub(crate) weight: f32,
    pub(crate) must: Must,
}

/// Everything to look for.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Plan {
    pub(crate) groups: Vec<Group>,
}

impl Plan {
    /// Whether anything is asked that makes one passage better than another.
    pub(crate) fn asks(&self) -> bool {
        self.groups.iter().any(|group| group.weight > 0.0 && group.must != Must::Excluded)
    }
}

/// How words are scored.
#[derive(Debug, Clone)]
pub(crate) struct Bm25 {
    pub(crate) k1: f32,
    pub(crate) b: f32,
}

/// A passage found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scored {
    pub(crate) score: f32,
    pub(crate) segment: u32,
    pub(crate) doc: DocId,
}

/// Sums over one segment.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) total: u64,
    /// By profile.
    pub(crate) profiles: Vec<u64>,
    /// By concept.
    pub(crate) topics: Vec<u64>,
    pub(crate) best: Vec<Scored>,
}

/// What to collect besides the scores.
pub(crate) struct Want<'a> {
    pub(crate) bm25: &'a Bm25,
    pub(crate) best: usize,
    pub(crate) facets: bool,
    pub(crate) concepts: usize,
    /// For each profile of the segment whether it may be shown.
    pub(crate) allowed: Option<&'a [bool]>,
}

const WINDOW: u32 = 4096;
const TOUCHED: u16 = 1 << 15;
const EXCLUDED: u16 = 1 << 14;
// Required groups are counted in the lower bits.
const REQUIRED_MASK: u16 = EXCLUDED - 1;

/// Evaluates the plan on one segment.
pub(crate) fn evaluate(
    plan: &Plan,
    searcher: &Searcher,
    data: &SegmentData,
    ordinal: u32,
    want: &Want<'_>,
    budget: &Budget,
) -> Result<Outcome> {
    let segment = searcher.segment_reader(ordinal);
    if plan.groups.iter().map(|group| group.leaves.len()).sum::<usize>() > LEAVES_MAX {
        return Err(crate::Error::TooMuch);
    }
    let mut groups = Vec::new();
    for group in &plan.groups {
        groups.push(open(group, searcher, segment, want, budget)?);
    }
    let mut sink = Sink::new(segment, data, ordinal, want);
    let mut window = Window::new(plan);
    let mut base = 0;
    while base < segment.max_doc() {
        // Nothing matches before the first passage of any group.
        if !window.all {
            let next = groups.iter().filter_map(OpenGroup::next).min();
            let Some(next) = next else { break };
            base = base.max(next / WINDOW * WINDOW);
        }
        let end = (base + WINDOW).min(segment.max_doc());
        window.run(&mut groups, base, end, budget)?;
        window.hand_over(base, end, &mut sink);
        base = end;
    }
    for list in groups.iter().flat_map(|group| &group.lists) {
        budget.release(list.held());
    }
    Ok(sink.finish())
}

/// A group's posting lists in one segment.
struct OpenGroup {
    lists: Vec<List>,
    weight: f32,
    must: Must,
}

impl OpenGroup {
    fn next(&self) -> Option<DocId> {
        self.lists.iter().filter_map(List::next).min()
    }
}

#[allow(clippy::large_enum_variant)] // A few dozen at a time; a box would cost a jump for each posting.
enum List {
    Postings { postings: BlockSegmentPostings, at: usize, score: Score },
    Found { docs: Vec<(DocId, u32)>, at: usize, score: Score },
}

enum Score {
    Words {
        norms: tantivy::fieldnorm::FieldNormReader,
        /// k1 · (1 − b + b · length / average) for every length code.
        lengths: Box<[f32; 256]>,
        weight: f32,
        k1: f32,
    },
    Level(f32),
    Presence(f32),
}

impl Score {
    #[inline]
    fn of(&self, doc: DocId, frequency: u32) -> f32 {
        match self {
            Score::Words { norms, lengths, weight, k1 } => {
                let frequency = frequency as f32;
                let length = lengths[norms.fieldnorm_id(doc) as usize];
                weight * frequency * (k1 + 1.0) / (frequency + length)
            }
            Score::Level(weight) => weight * (frequency * frequency) as f32,
            Score::Presence(weight) => *weight,
        }
    }
}

impl List {
    /// Bytes that were counted when it was collected.
    fn held(&self) -> usize {
        match self {
            List::Postings { .. } => 0,
            List::Found { docs, .. } => docs.len() * size_of::<(DocId, u32)>(),
        }
    }

    fn next(&self) -> Option<DocId> {
        match self {
            List::Postings { postings, at, .. } => postings.docs().get(*at).copied(),
            List::Found { docs, at, .. } => docs.get(*at).map(|(doc, _)| *doc),
        }
    }

    /// Calls `each` with place in the window and score for every passage before `end`.
    #[inline]
    fn run(&mut self, base: DocId, end: DocId, mut each: impl FnMut(usize, f32)) {
        match self {
            List::Postings { postings, at, score } => loop {
                let docs = postings.docs();
                let frequencies = postings.freqs();
                let presence = matches!(score, Score::Presence(_));
                while let Some(doc) = docs.get(*at).copied() {
                    if doc >= end {
                        return;
                    }
                    let frequency = if presence { 1 } else { frequencies[*at] };
                    each((doc - base) as usize, score.of(doc, frequency));
                    *at += 1;
                }
                if docs.is_empty() {
                    return;
                }
                postings.advance();
                *at = 0;
            },
            List::Found { docs, at, score } => {
                while let Some((doc, frequency)) = docs.get(*at).copied() {
                    if doc >= end {
                        return;
                    }
                    each((doc - base) as usize, score.of(doc, frequency));
                    *at += 1;
                }
            }
        }
    }
}

fn open(group: &Group, searcher: &Searcher, segment: &SegmentReader, want: &Want<'_>, budget: &Budget) -> Result<OpenGroup> {
    let rarity = rarity(group, searcher)?;
    let mut lists = Vec::new();
    for leaf in &group.leaves {
        budget.spend(1_024)?;
        let score = match leaf.scoring {
            Scoring::Words(field) => words(leaf.weight * rarity, field, searcher, segment, want.bm25)?,
            Scoring::Level => Score::Level(leaf.weight / (LEVELS * LEVELS) as f32),
            Scoring::Presence => Score::Presence(leaf.weight),
        };
        match &leaf.what {
            What::Term(term) => {
                let option = match leaf.scoring {
                    Scoring::Presence => IndexRecordOption::Basic,
                    _ => IndexRecordOption::WithFreqs,
                };
                let index = segment.inverted_index(term.field())?;
                let postings = index.read_block_postings(term, option).map_err(tantivy::TantivyError::from)?;
                lists.extend(postings.map(|postings| List::Postings { postings, at: 0, score }));
            }
            What::Spots(spots) => lists.push(List::Found { docs: collect(spots, segment, budget)?, at: 0, score }),
        }
    }
    Ok(OpenGroup { lists, weight: group.weight, must: group.must })
}

/// How rare the group is, as in BM25. Its words count together: else a translation that occurs
/// twice would beat the word itself.
fn rarity(group: &Group, searcher: &Searcher) -> tantivy::Result<f32> {
    let all = searcher.num_docs().max(1) as f32;
    let mut with = 0.0;
    for leaf in &group.leaves {
        with += match &leaf.what {
            What::Term(term) => searcher.doc_freq(term)? as f32,
            What::Spots(spots) => rarest(spots, searcher)?,
        };
    }
    let with = with.min(all);
    Ok((1.0 + (all - with + 0.5) / (with + 0.5)).ln())
}

fn rarest(spots: &Spots, searcher: &Searcher) -> tantivy::Result<f32> {
    Ok(match spots {
        // The joined forms are counted with the word.
        Spots::Word { term, .. } => searcher.doc_freq(term)? as f32,
        Spots::Terms(parts) => {
            let mut least = f32::MAX;
            for terms in parts {
                let mut sum = 0.0;
                for term in terms {
                    sum += searcher.doc_freq(term)? as f32;
                }
                least = least.min(sum);
            }
            least
        }
        Spots::Either(parts) => {
            let mut sum = 0.0;
            for part in parts {
                sum += rarest(part, searcher)?;
            }
            sum
        }
        Spots::Row(parts) | Spots::Near(parts, _) => {
            let mut least = f32::MAX;
            for part in parts {
                least = least.min(rarest(part, searcher)?);
            }
            // Words standing together are rarer than each alone.
            least / 3.0
        }
    })
}

fn words(weight: f32, field: Field, searcher: &Searcher, segment: &SegmentReader, bm25: &Bm25) -> tantivy::Result<Score> {
    let mut tokens = 0;
    for reader in searcher.segment_readers() {
        tokens += reader.inverted_index(field)?.total_num_tokens();
    }
    let docs: u64 = searcher.segment_readers().iter().map(|s| u64::from(s.max_doc())).sum();
    let average = (tokens as f32 / docs.max(1) as f32).max(1.0);
    let mut lengths = Box::new([0.0; 256]);
    for (code, length) in lengths.iter_mut().enumerate() {
        let words = tantivy::fieldnorm::FieldNormReader::id_to_fieldnorm(code as u8) as f32;
        *length = bm25.k1 * (1.0 - bm25.b + bm25.b * words / average);
    }
    Ok(Score::Words { norms: segment.get_fieldnorms_reader(field)?, lengths, weight, k1: bm25.k1 })
}
