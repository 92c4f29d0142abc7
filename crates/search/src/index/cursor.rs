//! Walks through the passages that hold a word, a phrase, or words near each other.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

/// What to look for, with places.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Spots {
    /// Any of these terms.
    Any(Vec<Term>),
    /// One after the other.
    Row(Vec<Spots>),
    /// All within so many words.
    Near(Vec<Spots>, u32),
    /// Any of these.
    Either(Vec<Spots>),
}

/// Passages of one segment that hold the spots, with the number of places.
pub(crate) fn collect(spots: &Spots, segment: &SegmentReader) -> tantivy::Result<Vec<(DocId, u32)>> {
    let mut found = Vec::new();
    let mut cursor = open(spots, segment)?;
    let mut places = Vec::new();
    let mut doc = cursor.seek(0);
    while doc != TERMINATED {
        places.clear();
        cursor.places(&mut places);
        if !places.is_empty() {
            found.push((doc, places.len() as u32));
        }
        doc = cursor.seek(doc + 1);
    }
    Ok(found)
}

fn open(spots: &Spots, segment: &SegmentReader) -> tantivy::Result<Cursor> {
    Ok(match spots {
        Spots::Any(terms) => {
            let mut postings = Vec::new();
            for term in terms {
                let index = segment.inverted_index(term.field())?;
                let option = IndexRecordOption::WithFreqsAndPositions;
                postings.extend(index.read_postings(term, option)?);
            }
            Cursor::Any(postings)
        }
        Spots::Row(parts) => Cursor::Row(open_all(parts, segment)?),
        Spots::Near(parts, words) => Cursor::Near(open_all(parts, segment)?, *words),
        Spots::Either(parts) => Cursor::Either(open_all(parts, segment)?),
    })
}

fn open_all(parts: &[Spots], segment: &SegmentReader) -> tantivy::Result<Vec<Cursor>> {
    parts.iter().map(|part| open(part, segment)).collect()
}

enum Cursor {
    Any(Vec<SegmentPostings>),
    Row(Vec<Cursor>),
    Near(Vec<Cursor>, u32),
    Either(Vec<Cursor>),
}

impl Cursor {
    /// The first passage from `target` on that holds all that is needed; the places are not
    /// compared yet.
    fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Cursor::Any(postings) => {
                let seek = |p: &mut SegmentPostings| if p.doc() < target { p.seek(target) } else { p.doc() };
                postings.iter_mut().map(seek).min().unwrap_or(TERMINATED)
            }
            Cursor::Either(parts) => {
                let seek = |p: &mut Cursor| p.seek(target);
                parts.iter_mut().map(seek).min().unwrap_or(TERMINATED)
            }
            Cursor::Row(parts) | Cursor::Near(parts, _) => all(parts, target),
        }
    }

    fn doc(&self) -> DocId {
        match self {
            Cursor::Any(postings) => postings.iter().map(DocSet::doc).min(),
            Cursor::Either(parts) => parts.iter().map(Cursor::doc).min(),
            Cursor::Row(parts) | Cursor::Near(parts, _) => parts.first().map(Cursor::doc),
        }
        .unwrap_or(TERMINATED)
    }

    /// Adds the places in the passage where [`Cursor::seek`] stopped, as (begin, end), sorted.
    fn places(&mut self, places: &mut Vec<(u32, u32)>) {
        let doc = self.doc();
        match self {
            Cursor::Any(postings) => {
                let mut own = Vec::new();
                for postings in postings.iter_mut().filter(|p| p.doc() == doc) {
                    postings.append_positions_with_offset(0, &mut own);
                }
                places.extend(own.into_iter().map(|p| (p, p)));
                places.sort_unstable();
                places.dedup();
            }
            Cursor::Either(parts) => {
                for part in parts.iter_mut().filter(|p| p.doc() == doc) {
                    part.places(places);
                }
                places.sort_unstable();
                places.dedup();
            }
            Cursor::Row(parts) => row(parts, places),
            Cursor::Near(parts, words) => near(parts, *words, places),
        }
    }
}

fn all(parts: &mut [Cursor], target: DocId) -> DocId {
    let mut target = target;
    if parts.is_empty() {
        return TERMINATED;
    }
    loop {
        let mut same = true;
        for part in parts.iter_mut() {
            let doc = part.seek(target);
            if doc > target {
                target = doc;
                same = false;
            }
            if target == TERMINATED {
                return TERMINATED;
            }
        }
        if same {
            return target;
        }
    }
}

fn row(parts: &mut [Cursor], places: &mut Vec<(u32, u32)>) {
    let mut rows: Vec<(u32, u32)> = Vec::new();
    let mut next = Vec::new();
    for (number, part) in parts.iter_mut().enumerate() {
        next.clear();
        part.places(&mut next);
        if number == 0 {
            rows.clone_from(&next);
            continue;
        }
        let begins = |end: u32| {
            let at = next.partition_point(|(begin, _)| *begin <= end);
            next.get(at).filter(|(begin, _)| *begin == end + 1)
        };
        rows = rows.iter().filter_map(|(from, to)| Some((*from, begins(*to)?.1))).collect();
    }
    places.extend(rows);
}

/// Places where all parts lie within `words` of the first; each first part counts once.
fn near(parts: &mut [Cursor], words: u32, places: &mut Vec<(u32, u32)>) {
    let mut lists: Vec<Vec<(u32, u32)>> = Vec::new();
    for part in parts.iter_mut() {
        let mut list = Vec::new();
        part.places(&mut list);
        lists.push(list);
    }
    let Some((first, others)) = lists.split_first() else {
        return;
    };
    for (from, to) in first {
        let (mut low, mut high) = (*from, *to);
        let close = others.iter().all(|list| {
            let gap = |(begin, end): &(u32, u32)| {
                if begin > to { begin - to } else { from.saturating_sub(*end) }
            };
            // A word is not near itself: "women NEAR women" asks for two.
            let other = list.iter().filter(|p| p.0 > *to || p.1 < *from);
            let Some(nearest) = other.min_by_key(|p| gap(p)) else {
                return false;
            };
            low = low.min(nearest.0);
            high = high.max(nearest.1);
            gap(nearest) <= words
        });
        if close {
            places.push((low, high));
        }
    }
}
