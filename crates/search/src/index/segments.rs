//! What is kept in memory of each segment, made when a segment is first searched.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader};

use super::profile::{Profile, Profiles};
use crate::wording::Wording;

/// Columns of a segment in the form in which they are quickest to read.
pub(crate) struct SegmentData {
    profile: Column<u64>,
    pub(crate) profiles: Profiles,
    ids: StrColumn,
    /// Clear topics of passage n: `topics[starts[n]..starts[n + 1]]`.
    starts: Vec<u32>,
    topics: Vec<u16>,
    meanings: Option<Column<u64>>,
    wording: Option<Column<u64>>,
}

impl SegmentData {
    fn read(segment: &SegmentReader) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        let missing = |name: &str| tantivy::TantivyError::SchemaError(format!("the index has no column {name}"));
        let profile = columns.str("profile")?.ok_or_else(|| missing("profile"))?;
        let ids = columns.str("id")?.ok_or_else(|| missing("id"))?;
        let mut all: Vec<Profile> = Vec::new();
        let mut stream = profile.dictionary().stream()?;
        while stream.advance() {
            // The dictionary is read in the order of its numbers.
            all.push(Profile::from_text(&String::from_utf8_lossy(stream.key())));
        }
        let meanings = columns.column_opt::<u64>("meanings")?;
        let wording = columns.column_opt::<u64>("wording")?;
        let clear = columns.column_opt::<u64>("clear")?;
        let mut starts = Vec::new();
        let mut topics = Vec::new();
        for doc in 0..segment.max_doc() {
            starts.push(topics.len() as u32);
            if let Some(clear) = &clear {
                topics.extend(clear.values_for_doc(doc).map(|c| c as u16));
            }
        }
        starts.push(topics.len() as u32);
        Ok(Self { profile: profile.ords().clone(), profiles: Profiles::new(all), ids, starts, topics, meanings, wording })
    }

    #[inline]
    pub(crate) fn profile(&self, doc: DocId) -> usize {
        self.profile.first(doc).unwrap_or(0) as usize
    }

    #[inline]
    pub(crate) fn topics(&self, doc: DocId) -> &[u16] {
        let doc = doc as usize;
        &self.topics[self.starts[doc] as usize..self.starts[doc + 1] as usize]
    }

    /// Numbers of the passage's words in the table of meanings; gives the length of their sum.
    pub(crate) fn meanings(&self, doc: DocId, words: &mut Vec<u16>) -> f32 {
        let kept = self.meanings.iter().flat_map(|column| column.values_for_doc(doc));
        crate::meaning::unpacked(kept, words)
    }

    /// The passage's wording, to be compared with others.
    pub(crate) fn wording(&self, doc: DocId) -> Wording {
        Wording::unpacked(self.wording.iter().flat_map(|column| column.values_for_doc(doc)))
    }

    /// Place of the passage's id in the alphabet of the segment's ids.
    pub(crate) fn id(&self, doc: DocId) -> u64 {
        self.ids.ords().first(doc).unwrap_or(u64::MAX)
    }

    /// The passage's id.
    pub(crate) fn id_text(&self, doc: DocId) -> tantivy::Result<String> {
        let mut text = String::new();
        self.ids.ord_to_str(self.id(doc), &mut text)?;
        Ok(text)
    }
}

/// Data of all segments seen, for as long as they are part of the index.
#[derive(Default)]
pub(crate) struct Segments(Mutex<HashMap<SegmentId, Arc<SegmentData>>>);

impl Segments {
    /// Data of the searcher's segments, in its order; forgets segments that are gone.
    pub(crate) fn of(&self, searcher: &Searcher) -> tantivy::Result<Vec<Arc<SegmentData>>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = Vec::new();
        for segment in searcher.segment_readers() {
            let id = segment.segment_id();
            let data = match known.get(&id) {
                Some(data) => Arc::clone(data),
                None => {
                    let data = Arc::new(SegmentData::read(segment)?);
                    known.insert(id, Arc::clone(&data));
                    data
                }
            };
            all.push(data);
        }
        if known.len() > all.len() {
            let current: Vec<SegmentId> = searcher.segment_readers().iter().map(SegmentReader::segment_id).collect();
            known.retain(|id, _| current.contains(id));
        }
        Ok(all)
    }
}
