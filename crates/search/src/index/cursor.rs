//! Walks through the passages that hold a word, a phrase, or words near each other.
//!
//! One rule holds for every cursor, single or made of others: [`Cursor::doc`] is the passage that
//! the last [`Cursor::seek`] gave, all parts that are needed stand there too, and one that came to
//! its end is at [`TERMINATED`] for good. Places are read only where a cursor stands on a passage:
//! beyond the end the lists underneath hold filling, and its numbers mean nothing.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, TantivyError, Term};

use crate::Result;
use crate::budget::Budget;

/// What to look for, with places.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Spots {
    /// A word that takes so many places, and its forms with hyphens, which take as many as they
    /// have parts.
    Word { term: Term, places: u32, joined: Vec<(Term, u32)> },
    /// One after the other.
    Row(Vec<Spots>),
    /// All within so many words.
    Near(Vec<Spots>, u32),
    /// Any of these.
    Either(Vec<Spots>),
    /// Of each list any term, wherever: for fields that keep no places.
    Terms(Vec<Vec<Term>>),
}

impl Spots {
    /// A term that takes one place.
    pub(crate) fn term(term: Term) -> Self {
        Spots::Word { term, places: 1, joined: Vec::new() }
    }
}

/// A stretch of places, its last one included.
type Stretch = (u32, u32);

/// Most places of one word in one passage; one with more is found by its words, not by phrases.
/// The index says how many there are, and must not say how much memory is asked for.
// Four million: a passage of 8 MB that is nothing but one letter.
const PLACES_MAX: u32 = 1 << 22;

/// Passages of one segment that hold the spots, with the number of places.
pub(crate) fn collect(spots: &Spots, segment: &SegmentReader, budget: &Budget) -> Result<Vec<(DocId, u32)>> {
    let mut found = Vec::new();
    let mut cursor = Cursor::open(spots, segment, budget)?;
    let mut places = Vec::new();
    let mut doc = cursor.seek(0);
    while doc != TERMINATED {
        places.clear();
        cursor.places(&mut places, budget)?;
        if !places.is_empty() {
            budget.hold(size_of::<(DocId, u32)>())?;
            found.push((doc, places.len() as u32));
        }
        budget.spend(16)?;
        doc = cursor.seek(doc + 1);
    }
    Ok(found)
}

struct Cursor {
    /// Where it stands; nowhere before the first [`Cursor::seek`].
    doc: Option<DocId>,
    kind: Kind,
}

enum Kind {
    Word(List, Vec<(List, u32)>, u32),
    Row(Vec<Cursor>),
    Near(Vec<Cursor>, u32),
    Either(Vec<Cursor>),
    Terms(Vec<Cursor>),
}

/// The passages with one term; none where no passage of the segment has it.
struct List(Option<Box<SegmentPostings>>);

impl List {
    fn open(term: &Term, segment: &SegmentReader) -> Result<Self> {
        let index = segment.inverted_index(term.field())?;
        let postings = index.read_postings(term, IndexRecordOption::WithFreqsAndPositions).map_err(TantivyError::from)?;
        Ok(Self(postings.map(Box::new)))
    }

    fn seek(&mut self, target: DocId) -> DocId {
        match &mut self.0 {
            Some(list) if list.doc() < target => list.seek(target),
            Some(list) => list.doc(),
            None => TERMINATED,
        }
    }

    /// Adds the places in `doc`, if the list stands there.
    fn places(&mut self, doc: DocId, places: &mut Vec<u32>, budget: &Budget) -> Result<()> {
        let Some(list) = self.0.as_mut().filter(|list| list.doc() == doc && doc != TERMINATED) else {
            return Ok(());
        };
        let times = list.term_freq();
        if times > PLACES_MAX {
            tracing::warn!(times, "a passage repeats one word too often to look for phrases in it");
            return Ok(());
        }
        budget.spend(u64::from(times))?;
        list.append_positions_with_offset(0, places);
        Ok(())
    }
}

impl Cursor {
    fn open(spots: &Spots, segment: &SegmentReader, budget: &Budget) -> Result<Self> {
        budget.spend(256)?;
        let all = |parts: &[Spots]| parts.iter().map(|part| Cursor::open(part, segment, budget)).collect::<Result<Vec<Cursor>>>();
        let kind = match spots {
            Spots::Word { term, places, joined } => {
                let forms = joined.iter().map(|(term, places)| Ok((List::open(term, segment)?, *places)));
                Kind::Word(List::open(term, segment)?, forms.collect::<Result<_>>()?, *places)
            }
            Spots::Row(parts) => Kind::Row(all(parts)?),
            Spots::Near(parts, words) => Kind::Near(all(parts)?, *words),
            Spots::Either(parts) => Kind::Either(all(parts)?),
            Spots::Terms(parts) => {
                let any = |terms: &Vec<Term>| all(&terms.iter().cloned().map(Spots::term).collect::<Vec<_>>());
                let parts = parts.iter().map(|terms| Ok(Cursor { doc: None, kind: Kind::Either(any(terms)?) }));
                Kind::Terms(parts.collect::<Result<_>>()?)
            }
        };
        Ok(Cursor { doc: None, kind })
    }

    /// The first passage from `target` on that holds all that is needed; the places are not
    /// compared yet.
    fn seek(&mut self, target: DocId) -> DocId {
        if let Some(doc) = self.doc.filter(|doc| *doc >= target) {
            return doc;
        }
        let doc = match &mut self.kind {
            // The joined form is a form of the word: it is nowhere where the word is not.
            Kind::Word(list, _, _) => list.seek(target),
            Kind::Either(parts) => parts.iter_mut().map(|part| part.seek(target)).min().unwrap_or(TERMINATED),
            Kind::Row(parts) | Kind::Near(parts, _) | Kind::Terms(parts) => together(parts, target),
        };
        self.doc = Some(doc);
        doc
    }

    /// Where the last [`Cursor::seek`] stopped.
    fn doc(&self) -> DocId {
        self.doc.unwrap_or(TERMINATED)
    }

    /// Adds the places in the passage where [`Cursor::seek`] stopped, sorted.
    fn places(&mut self, places: &mut Vec<Stretch>, budget: &Budget) -> Result<()> {
        let doc = self.doc();
        if doc == TERMINATED {
            return Ok(());
        }
        match &mut self.kind {
            Kind::Word(list, joined, width) => {
                let mut own = Vec::new();
                list.places(doc, &mut own, budget)?;
                places.extend(own.iter().map(|place| stretch(*place, *width)));
                for (list, width) in joined {
                    own.clear();
                    list.seek(doc);
                    list.places(doc, &mut own, budget)?;
                    places.extend(own.iter().map(|place| stretch(*place, *width)));
                }
            }
            Kind::Either(parts) => {
                for part in parts.iter_mut().filter(|part| part.doc() == doc) {
                    part.places(places, budget)?;
                }
            }
            Kind::Row(parts) => places.extend(row(parts, budget)?),
            Kind::Near(parts, words) => places.extend(near(parts, *words, budget)?),
            Kind::Terms(_) => places.push((0, 0)),
        }
        places.sort_unstable();
        places.dedup();
        Ok(())
    }
}

fn stretch(place: u32, width: u32) -> Stretch {
    (place, place.saturating_add(width - 1))
}

/// The first passage from `target` on where all parts stand.
fn together(parts: &mut [Cursor], target: DocId) -> DocId {
    if parts.is_empty() {
        return TERMINATED;
    }
    let mut target = target;
    loop {
        let mut farthest = target;
        for part in parts.iter_mut() {
            farthest = farthest.max(part.seek(farthest));
            if farthest == TERMINATED {
                return TERMINATED;
            }
        }
        if parts.iter().all(|part| part.doc() == farthest) {
            return farthest;
        }
        target = farthest;
    }
}

/// Stretches in which the parts follow each other without a gap.
fn row(parts: &mut [Cursor], budget: &Budget) -> Result<Vec<Stretch>> {
    let mut rows: Vec<Stretch> = Vec::new();
    let mut next = Vec::new();
    for (number, part) in parts.iter_mut().enumerate() {
        next.clear();
        part.places(&mut next, budget)?;
        if number == 0 {
            std::mem::swap(&mut rows, &mut next);
            continue;
        }
        let mut longer: Vec<Stretch> = Vec::new();
        for (from, to) in &rows {
            let begin = next.partition_point(|(begin, _)| begin <= to);
            // A word may end at several places: whole, and with its other parts.
            let ends = next[begin..].iter().take_while(|(begin, _)| *begin == to + 1).map(|(_, end)| (*from, *end));
            longer.extend(ends);
        }
        longer.sort_unstable();
        longer.dedup();
        rows = longer;
        budget.spend(rows.len() as u64)?;
        if rows.is_empty() {
            break;
        }
    }
    Ok(rows)
}

/// Stretches where all parts lie within `words` of the first; each first part counts once.
fn near(parts: &mut [Cursor], words: u32, budget: &Budget) -> Result<Vec<Stretch>> {
    let mut lists: Vec<Sides> = Vec::new();
    for part in parts.iter_mut() {
        let mut list = Vec::new();
        part.places(&mut list, budget)?;
        lists.push(Sides::new(list));
    }
    let mut found = Vec::new();
    let Some((first, others)) = lists.split_first() else {
        return Ok(found);
    };
    for (from, to) in &first.by_begin {
        budget.spend(others.len() as u64 * 8)?;
        let nearest: Option<Vec<Stretch>> = others.iter().map(|list| list.nearest((*from, *to), words)).collect();
        if let Some(nearest) = nearest {
            let low = nearest.iter().map(|stretch| stretch.0).fold(*from, u32::min);
            let high = nearest.iter().map(|stretch| stretch.1).fold(*to, u32::max);
            found.push((low, high));
        }
    }
    Ok(found)
}

/// Stretches sorted by where they begin, and by where they end.
struct Sides {
    by_begin: Vec<Stretch>,
    by_end: Vec<Stretch>,
}

impl Sides {
    fn new(by_begin: Vec<Stretch>) -> Self {
        let mut by_end = by_begin.clone();
        by_end.sort_unstable_by_key(|(begin, end)| (*end, *begin));
        Self { by_begin, by_end }
    }

    /// The stretch nearest to `of`, at most `words` away, that shares no place with it: a word is
    /// not near itself, and "women NEAR women" asks for two.
    fn nearest(&self, of: Stretch, words: u32) -> Option<Stretch> {
        let after = self.by_begin.get(self.by_begin.partition_point(|(begin, _)| *begin <= of.1));
        let before = self.by_end.partition_point(|(_, end)| *end < of.0).checked_sub(1).map(|at| &self.by_end[at]);
        let after = after.map(|stretch| (stretch.0 - of.1, *stretch));
        let before = before.map(|stretch| (of.0 - stretch.1, *stretch));
        let nearest = before.into_iter().chain(after).min_by_key(|(gap, _)| *gap);
        nearest.filter(|(gap, _)| *gap <= words).map(|(_, stretch)| stretch)
    }
}

#[cfg(test)]
#[path = "cursor_tests.rs"]
mod tests;
