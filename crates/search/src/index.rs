//! The index.
use std::path::Path;
use std::sync::Arc;

use crate::language::Language;

use crate::{Answer, Change, Request, Result, Thesaurus};

/// Passages made searchable. Cheap to share: all methods take `&self`, from any thread.
pub struct Index {
    thesaurus: Arc<Thesaurus>,
}

impl Index {
    /// Opens the index in `folder`, creating it when there is none. A folder made by another
    /// version of the analysis or thesaurus is emptied first: then [`Index::position`] is `None`.
    ///
    /// Reading works while another process writes; the lock for writing is taken by the first
    /// [`Index::apply`] and kept.
    pub fn open(_folder: &Path, _thesaurus: Arc<Thesaurus>) -> Result<Self> {
        unimplemented!()
    }

    /// An empty index in memory.
    pub fn in_memory(_thesaurus: Arc<Thesaurus>) -> Result<Self> {
        unimplemented!()
    }

    /// Applies the changes in order in one commit, and remembers `position` (of the audit trail)
    /// in the same commit. Applying the same changes again does no harm.
    pub fn apply(&self, _changes: &[Change], _position: u64) -> Result<()> {
        unimplemented!()
    }

    /// Empties the index and forgets the position, to build it anew.
    pub fn clear(&self) -> Result<()> {
        unimplemented!()
    }

    /// Position given with the last [`Index::apply`] that reached the disk; `None` when empty.
    pub fn position(&self) -> Option<u64> {
        unimplemented!()
    }

    /// Passages in the index.
    pub fn len(&self) -> u64 {
        unimplemented!()
    }

    /// True when there is no passage.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Answers a question.
    pub fn search(&self, _request: &Request) -> Result<Answer> {
        unimplemented!()
    }

    /// Passages about the same as `text`, in any language: by its topics and its rare words. The
    /// filters, limit and offset of `request` count, its query does not.
    pub fn similar(
        &self,
        _text: &str,
        _language: Option<Language>,
        _request: &Request,
    ) -> Result<Answer> {
        unimplemented!()
    }

    /// A checksum of everything in the index that does not depend on the order or number of
    /// commits: two indexes with the same passages have the same one.
    pub fn fingerprint(&self) -> Result<String> {
        unimplemented!()
    }

    /// The thesaurus in use.
    pub fn thesaurus(&self) -> &Arc<Thesaurus> {
        &self.thesaurus
    }
}
