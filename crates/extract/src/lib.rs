//! Reading untrusted files in a limited child process.
//!
//! A 2 KB PDF can ask for 2 GB of memory. The child — this same binary under a hidden
//! command — has limits of memory, processor time and wall time, gets bytes and never a
//! path, and answers with text. What kills it never harms the server.

mod child;
mod error;
mod formats;
mod frames;
mod reader;
mod signs;
mod tables;
mod walk;

pub use child::{COMMAND, child_main};
pub use error::{ReadError, RowError, Told};
pub use reader::Reader;
pub use tables::{Decoded, TableText};
pub use walk::{Found, walk};

use methods::segments::Block;
use serde::{Deserialize, Serialize};

/// What a file may cost.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of one text file.
    pub input_bytes: u64,
    /// Bytes that an archive or a packed document may hold unpacked.
    pub unpacked_bytes: u64,
    /// How many times larger than packed a member may be.
    pub ratio_max: u64,
    /// Members of an archive.
    pub members: usize,
    /// Nesting of XML and JSON.
    pub depth: usize,
    /// Bytes of one field of a table, or one line of JSON.
    pub field_bytes: usize,
    /// Bytes of the text that comes out.
    pub output_bytes: u64,
    /// Address space of the child.
    pub memory_bytes: u64,
    /// Processor time for one file, seconds.
    pub cpu_seconds: u64,
    /// Wall time for one file, seconds.
    pub wall_seconds: u64,
    /// Wall and processor time for a table, seconds.
    pub table_seconds: u64,
}

/// The limits in force.
pub const LIMITS: Limits = Limits {
    input_bytes: 64 << 20,
    unpacked_bytes: 256 << 20,
    // 200: prose packs to a tenth at best; a thousand times is an attack.
    ratio_max: 200,
    members: 20_000,
    depth: 256,
    // 4 MiB: the longest cell of the 2026 tables, a whole list of signatories, has 60 KiB.
    field_bytes: 4 << 20,
    output_bytes: 64 << 20,
    memory_bytes: 512 << 20,
    cpu_seconds: 10,
    wall_seconds: 20,
    table_seconds: 600,
};

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Plain text in any encoding.
    Text,
    /// HTML.
    Html,
    /// Markdown, with facts in front between `+++` or `---`.
    Markdown,
    /// Word.
    Docx,
    /// PDF.
    Pdf,
    /// Rich Text Format.
    Rtf,
    /// An archive of the others.
    Zip,
}

/// Which text of a file with tracked changes is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// As proposed: as if every change were accepted.
    #[default]
    Proposed,
    /// As before: as if every change were refused.
    Before,
}

/// What was read from a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extracted {
    /// The format found.
    pub format: Format,
    /// The encoding found, for texts.
    pub encoding: Option<String>,
    /// The title that the file itself names.
    pub title: Option<String>,
    /// Facts that stand in front of the text; lists and tables as JSON.
    pub metadata: Vec<(String, String)>,
    /// The text.
    pub blocks: Vec<Block>,
    /// What was left out or doubtful.
    pub warnings: Vec<Told>,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct TableRow {
    /// Its number in the file; the header is row 1.
    pub number: usize,
    /// The header.
    pub head: std::sync::Arc<[String]>,
    /// The cells, as many as the header has.
    pub cells: Vec<String>,
}

/// A line of a JSON-lines file.
#[derive(Debug, Clone)]
pub struct JsonLine {
    /// Its number in the file, from 1.
    pub number: usize,
    /// The value.
    pub value: serde_json::Value,
}
