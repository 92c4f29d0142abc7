//! The index's folder.

use std::fs;
use std::path::{Path, PathBuf};

use tantivy::Directory;
use tantivy::directory::MmapDirectory;

use super::schema::{Fields, schema};
use crate::meaning::Table;
use crate::thesaurus::Thesaurus;
use crate::{Error, Result};

/// Changes when the fields change in a way that older folders do not have.
const LAYOUT: u32 = 4;

/// Opens or makes the folder for this version inside `folder` and removes those of other versions.
pub(super) fn folder(folder: &Path, thesaurus: &Thesaurus) -> Result<(tantivy::Index, Fields, PathBuf)> {
    let fault = |error: &dyn std::fmt::Display| Error::Folder { path: folder.to_owned(), reason: error.to_string() };
    let name = format!("v{LAYOUT}-{}-{:016x}", thesaurus.version(), Table::version());
    let own = folder.join(&name);
    fs::create_dir_all(&own).map_err(|e| fault(&e))?;
    for entry in fs::read_dir(folder).map_err(|e| fault(&e))?.flatten() {
        let other = entry.file_name().to_string_lossy().into_owned();
        if other != name && other.starts_with('v') && other.contains('-') {
            // Another program may still read it; whoever opens the folder next tries again.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
    let (schema, fields) = schema();
    let open = || -> tantivy::Result<tantivy::Index> {
        let directory = MmapDirectory::open(&own)?;
        let exists = directory.exists(Path::new("meta.json"))?;
        if exists {
            let index = tantivy::Index::open(directory)?;
            if index.schema() == schema {
                return Ok(index);
            }
            return Err(tantivy::TantivyError::SchemaError("other fields".to_owned()));
        }
        tantivy::Index::create(directory, schema.clone(), tantivy::IndexSettings::default())
    };
    let index = match open() {
        Ok(index) => index,
        // A damaged index is worth nothing: it is rebuilt from the database.
        Err(_) => {
            fs::remove_dir_all(&own).map_err(|e| fault(&e))?;
            fs::create_dir_all(&own).map_err(|e| fault(&e))?;
            open()?
        }
    };
    sync(&own)?;
    Ok((index, fields, own))
}

/// Makes a commit survive a power cut: tantivy renames its list of files last, and only syncing the
/// folder makes the new name permanent.
pub(super) fn sync(folder: &Path) -> Result<()> {
    let synced = fs::File::open(folder).and_then(|f| f.sync_all());
    synced.map_err(|error| Error::Folder { path: folder.to_owned(), reason: error.to_string() })
}

/// FNV-1a.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
