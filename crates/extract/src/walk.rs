//! The files of a folder.

use crate::Told;
use crate::error::told;
use crate::{ReadError, formats};
use std::path::{Path, PathBuf};

/// A file that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its name, below the folder that was walked.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Why it is not read, where it is not.
    pub refused: Option<Told>,
}

/// The file at `path`, or all files of the folder, sorted. Links are not followed; files of
/// other formats are named, not passed over in silence.
pub fn walk(path: &Path) -> Result<Vec<Found>, ReadError> {
    let cannot = |error: std::io::Error| {
        ReadError::new(
            "malformed",
            told!("path", "{path} cannot be read: {why}. Check the name and the rights.", path = path.display(), why = error),
        )
    };
    let kind = std::fs::metadata(path).map_err(cannot)?;
    let mut out = Vec::new();
    if kind.is_dir() {
        visit(path, "", &mut out).map_err(cannot)?;
        out.sort_by(|a, b| a.name.cmp(&b.name));
    } else {
        let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        out.push(Found { name, path: path.to_owned(), refused: None });
    }
    Ok(out)
}

fn visit(folder: &Path, below: &str, out: &mut Vec<Found>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let full = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        let kind = entry.file_type()?;
        if kind.is_dir() {
            visit(&entry.path(), &full, out)?;
            continue;
        }
        let refused = if kind.is_symlink() {
            Some(told!("link", "{file} is a link; links are not followed. Give the file itself.", file = full))
        } else if formats::by_name(&name).is_none() {
            Some(told!(
                "format",
                "{file} is of a format that is not read. Texts are TXT, HTML, Markdown, DOCX, RTF, PDF, or ZIP files of these.",
                file = full
            ))
        } else {
            None
        };
        out.push(Found { name: full, path: entry.path(), refused });
    }
    Ok(())
}
