//! The index on disk or in memory.

mod answer;
pub(crate) mod cursor;
pub(crate) mod evaluate;
mod family;
#[cfg(test)]
mod family_tests;
mod highlight;
mod open;
mod profile;
mod rank;
pub(crate) mod schema;
mod segments;
mod similar;
mod write;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::schema::Value;
use tantivy::{IndexReader, IndexWriter, Searcher, TantivyDocument, Term};

use crate::passage::{Change, Passage};
use crate::text::Stems;
use crate::tuning::Tuning;
use crate::{Answer, Budget, Error, Request, Result, Thesaurus};
use methods::language::Language;
pub(crate) use open::hash;
use schema::Fields;
use segments::Segments;

/// Passages made searchable. Cheap to share: all methods take `&self`, from any thread.
pub struct Index {
    thesaurus: Arc<Thesaurus>,
    index: tantivy::Index,
    fields: Fields,
    reader: IndexReader,
    writer: Mutex<Option<IndexWriter>>,
    /// Folder of this version; `None` in memory.
    folder: Option<PathBuf>,
    segments: Segments,
    view: Mutex<Arc<View>>,
    reloading: Mutex<()>,
    /// For tests: what is shown stays as it is, whatever is written.
    stuck: AtomicBool,
    tuning: Tuning,
    stems: Mutex<Stems>,
}

/// What is shown at one moment, and the position of the commit that it shows. The position on the
/// disk may be another one: somebody else may have written since.
struct View {
    searcher: Searcher,
    position: Option<u64>,
}

// 48 MB: one import batch of 5,000 provisions fits, and the whole process stays under 200 MiB.
const WRITER_BYTES: usize = 48_000_000;

/// How often a view is read again where another process commits at the same moment.
const RELOADS_MAX: usize = 8;

impl Index {
    /// Opens the index in `folder`, creating it when there is none. What another version of the
    /// analysis or thesaurus left there is removed: then [`Index::position`] is `None`.
    ///
    /// Reading works while another process writes; the lock for writing is taken by the first
    /// [`Index::apply`] and kept until the index is dropped.
    pub fn open(folder: &Path, thesaurus: Arc<Thesaurus>) -> Result<Self> {
        let (index, fields, folder) = open::folder(folder, &thesaurus)?;
        Self::with(index, fields, Some(folder), thesaurus)
    }

    /// An empty index in memory.
    pub fn in_memory(thesaurus: Arc<Thesaurus>) -> Result<Self> {
        let (schema, fields) = schema::schema();
        let index = tantivy::Index::create_in_ram(schema);
        Self::with(index, fields, None, thesaurus)
    }

    fn with(index: tantivy::Index, fields: Fields, folder: Option<PathBuf>, thesaurus: Arc<Thesaurus>) -> Result<Self> {
        let reader = index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual).doc_store_cache_num_blocks(32).try_into()?;
        let view = Mutex::new(Arc::new(View { searcher: reader.searcher(), position: None }));
        let opened = Self {
            thesaurus,
            index,
            fields,
            reader,
            writer: Mutex::new(None),
            folder,
            segments: Segments::default(),
            view,
            reloading: Mutex::new(()),
            stuck: AtomicBool::new(false),
            tuning: Tuning::default(),
            stems: Mutex::new(Stems::default()),
        };
        opened.reload()?;
        Ok(opened)
    }

    /// For tests: from now on what is shown stays as it is, as where a reader hangs.
    #[doc(hidden)]
    pub fn stick(&self, stuck: bool) {
        self.stuck.store(stuck, Ordering::Release);
    }

    /// Uses other figures for the ranking; for measuring.
    #[doc(hidden)]
    pub fn with_tuning(mut self, tuning: Tuning) -> Self {
        self.tuning = tuning;
        self
    }

    /// Applies the changes in order in one commit, and remembers `position` (of the audit trail)
    /// in the same commit. Applying the same changes again does no harm.
    pub fn apply(&self, changes: &[Change], position: u64) -> Result<()> {
        let mut guard = lock(&self.writer);
        let writer = self.writer(&mut guard)?;
        let outcome = self.write(writer, changes, position);
        if outcome.is_err() {
            // What the broken writer had not committed is gone; the caller applies it again.
            *guard = None;
        }
        outcome?;
        self.reload()
    }

    fn write(&self, writer: &mut IndexWriter, changes: &[Change], position: u64) -> Result<()> {
        for part in changes.chunks(512) {
            for (change, entry) in part.iter().zip(self.entries(part)) {
                self.write_one(writer, change, entry)?;
            }
        }
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(&position.to_string());
        commit.commit()?;
        self.folder.as_deref().map_or(Ok(()), open::sync)
    }

    fn write_one(&self, writer: &IndexWriter, change: &Change, entry: Option<TantivyDocument>) -> Result<()> {
        let (field, value) = match change {
            Change::Put(passage) => (self.fields.id, &passage.id),
            Change::Remove(id) => (self.fields.id, id),
            Change::RemoveDocument(id) => (self.fields.document, id),
        };
        writer.delete_term(Term::from_field_text(field, value));
        if let Some(entry) = entry {
            writer.add_document(entry)?;
        }
        Ok(())
    }

    /// Entries of the passages among the changes, made on all processors.
    fn entries(&self, changes: &[Change]) -> Vec<Option<TantivyDocument>> {
        let make = |part: &[Change]| -> Vec<Option<TantivyDocument>> {
            let mut stems = Stems::default();
            let entry = |change: &Change| match change {
                Change::Put(p) => Some(write::entry(p, &self.thesaurus, &self.fields, &mut stems)),
                Change::Remove(_) | Change::RemoveDocument(_) => None,
            };
            part.iter().map(entry).collect()
        };
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8);
        let size = changes.len().div_ceil(threads).max(16);
        if changes.len() <= size {
            return make(changes);
        }
        let make = &make;
        std::thread::scope(|scope| {
            let started: Vec<_> = changes.chunks(size).map(|part| scope.spawn(move || make(part))).collect();
            started
                .into_iter()
                .flat_map(|thread| match thread.join() {
                    Ok(entries) => entries,
                    Err(panic) => std::panic::resume_unwind(panic),
                })
                .collect()
        })
    }

    /// Writes the index anew without what was removed from it: neither its words, nor its share in
    /// the counts behind the ranking, nor its bytes on the disk stay behind.
    pub fn purge(&self) -> Result<()> {
        let mut guard = lock(&self.writer);
        let writer = self.writer(&mut guard)?;
        let all = self.index.searchable_segment_ids()?;
        if !all.is_empty() {
            writer.merge(&all).wait()?;
        }
        writer.garbage_collect_files().wait()?;
        if let Some(folder) = &self.folder {
            open::sync(folder)?;
        }
        drop(guard);
        self.reload()
    }

    /// Empties the index and forgets the position, to build it anew.
    pub fn clear(&self) -> Result<()> {
        let mut guard = lock(&self.writer);
        let writer = self.writer(&mut guard)?;
        writer.delete_all_documents()?;
        let mut commit = writer.prepare_commit()?;
        commit.set_payload("");
        commit.commit()?;
        if let Some(folder) = &self.folder {
            open::sync(folder)?;
        }
        drop(guard);
        self.reload()
    }

    fn writer<'a>(&self, guard: &'a mut Option<IndexWriter>) -> Result<&'a mut IndexWriter> {
        if guard.is_none() {
            let opened = self.index.writer_with_num_threads(1, WRITER_BYTES);
            let writer = opened.map_err(|error| match error {
                tantivy::TantivyError::LockFailure(..) => Error::Busy { path: self.folder.clone().unwrap_or_default() },
                other => Error::Engine(other),
            })?;
            *guard = Some(writer);
        }
        guard.as_mut().ok_or_else(|| Error::Busy { path: self.folder.clone().unwrap_or_default() })
    }

    /// Lets go of the lock for writing and of the memory it needs; the next [`Index::apply`] takes
    /// it again. Waits for merging to end.
    pub fn rest(&self) -> Result<()> {
        let writer = lock(&self.writer).take();
        if let Some(writer) = writer {
            writer.wait_merging_threads()?;
        }
        self.reload()
    }

    /// Sees what another process has committed since.
    pub fn reload(&self) -> Result<()> {
        let _alone = lock(&self.reloading);
        if self.stuck.load(Ordering::Acquire) {
            return Ok(());
        }
        let mut view = self.read_view()?;
        // Another process may commit between the list of files and its position: what is shown is
        // then some commit of those two or between them, and counts as the older one.
        for _ in 0..RELOADS_MAX {
            if view.1 {
                break;
            }
            view = self.read_view()?;
        }
        *lock(&self.view) = Arc::new(view.0);
        Ok(())
    }

    /// The newest view, and whether its position is surely that of its commit.
    fn read_view(&self) -> Result<(View, bool)> {
        let before = self.index.load_metas()?;
        self.reader.reload()?;
        let searcher = self.reader.searcher();
        let after = self.index.load_metas()?;
        let sure = before.opstamp == after.opstamp && before.payload == after.payload;
        let position = |payload: Option<String>| payload.and_then(|text| text.parse::<u64>().ok());
        let position = position(before.payload).zip(position(after.payload)).map(|(before, after)| before.min(after));
        Ok((View { searcher, position }, sure))
    }

    /// Shows what another process has written since, if it has.
    pub fn refresh(&self) -> Result<()> {
        if self.position() == self.shown() {
            return Ok(());
        }
        self.reload()
    }

    /// What is shown at this moment.
    fn view(&self) -> Arc<View> {
        lock(&self.view).clone()
    }

    #[cfg(test)]
    pub(crate) fn searcher(&self) -> Searcher {
        self.view().searcher.clone()
    }

    /// The position of what is shown: everything up to it counts in answers. By it, and not by
    /// [`Index::position`], is judged whether an answer may be given. `None` when empty.
    pub fn shown(&self) -> Option<u64> {
        self.view().position
    }

    /// Position given with the last [`Index::apply`] that reached the disk; `None` when empty.
    pub fn position(&self) -> Option<u64> {
        self.index.load_metas().ok()?.payload?.parse().ok()
    }

    /// Passages in the index.
    pub fn len(&self) -> u64 {
        self.view().searcher.num_docs()
    }

    /// True when there is no passage.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Answers a question; it may take as long as it needs, but no more memory than any other.
    pub fn search(&self, request: &Request) -> Result<Answer> {
        self.search_within(request, &Budget::default())
    }

    /// Answers a question within what it may use.
    pub fn search_within(&self, request: &Request, budget: &Budget) -> Result<Answer> {
        let view = self.view();
        let answer = answer::search(self, &view.searcher, request, budget)?;
        Ok(Answer { shown: view.position.unwrap_or(0), ..answer })
    }

    /// Passages about the same as `text`, in any language: by its topics and its rare words. The
    /// filters, limit and offset of `request` count, its query does not. To leave out the provision
    /// one comes from, skip the hit with its id.
    pub fn similar(&self, text: &str, language: Option<Language>, request: &Request, budget: &Budget) -> Result<Answer> {
        let view = self.view();
        let answer = similar::similar(self, &view.searcher, (text, language), request, budget)?;
        Ok(Answer { shown: view.position.unwrap_or(0), ..answer })
    }

    /// A checksum of everything in the index that does not depend on the order or number of
    /// commits: two indexes with the same passages have the same one.
    pub fn fingerprint(&self) -> Result<String> {
        let searcher = &self.view().searcher;
        let mut sum: u64 = 0;
        let mut count: u64 = 0;
        for segment in searcher.segment_readers() {
            let store = segment.get_store_reader(2).map_err(tantivy::TantivyError::from)?;
            for doc in segment.doc_ids_alive() {
                let entry: TantivyDocument = store.get(doc)?;
                let bytes = entry.get_first(self.fields.stored).and_then(|v| v.as_bytes());
                sum = sum.wrapping_add(open::hash(bytes.unwrap_or_default()));
                count += 1;
            }
        }
        Ok(format!("{count}-{sum:016x}"))
    }

    /// All passages of the index, for checking it against the database.
    pub fn ids(&self) -> Result<Vec<String>> {
        let searcher = &self.view().searcher;
        let mut ids = Vec::new();
        for (segment, data) in searcher.segment_readers().iter().zip(self.segments.of(searcher)?) {
            for doc in segment.doc_ids_alive() {
                ids.push(data.id_text(doc)?);
            }
        }
        ids.sort_unstable();
        Ok(ids)
    }

    /// The passage with this id, as it was indexed.
    pub fn passage(&self, id: &str) -> Result<Option<Passage>> {
        answer::passage(self, &self.view().searcher, id)
    }

    /// The thesaurus in use.
    pub fn thesaurus(&self) -> &Arc<Thesaurus> {
        &self.thesaurus
    }
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("folder", &self.folder).field("passages", &self.len()).finish_non_exhaustive()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
