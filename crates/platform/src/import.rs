//! The report of an import: what was not understood, where it stands, and why.
//!
//! Every domain that takes files in reports in these words, on the command line, to programs
//! and in tables. The tables themselves stay with each domain; a table of notes has the
//! columns `position, severity, file, row_number, column_name, reason` behind its import's id.

use crate::app::App;
use crate::clearance::marking::Sealer;
use crate::cli::Console;
use crate::db::{Row, Value};
use crate::files::FileKey;
use crate::kit::harmless;
use crate::said::Said;
use crate::web::{Download, Outcome, Uploaded, Visit};
use crate::{Error, Result, say};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::fs::File;
use std::path::PathBuf;

/// Notes that the command line shows right after an import; the rest is asked for.
const SHOWN_AT_ONCE: usize = 20;

/// Notes that one answer to a program holds at most.
// 1,000 notes of some 200 characters are 200 kB, what a slow line brings in seconds.
pub const NOTES_MAX: usize = 1_000;

/// Something that an import did not understand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = ImportNote)]
pub struct Note {
    /// How much was lost by it.
    pub severity: Severity,
    /// The file; empty where it concerns no single one.
    pub file: String,
    /// The row, from 1; the header is row 1. None where it concerns no single one.
    pub row: Option<i64>,
    /// The column or field.
    pub column: Option<String>,
    /// What is wrong, and what to do.
    #[serde(serialize_with = "as_text")]
    #[schema(value_type = String)]
    pub reason: Said,
}

/// What is said, as text: in English, or as [`Note::told`] put it.
fn as_text<S: serde::Serializer>(said: &Said, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.collect_str(said)
}

/// How much was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The row or file was left out.
    Refused,
    /// It was taken, without the part that was not understood.
    Doubtful,
}

impl Severity {
    /// The word in tables.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Refused => "refused",
            Severity::Doubtful => "doubtful",
        }
    }

    /// The severity that a word names.
    pub fn from_word(word: &str) -> Severity {
        if word == "refused" { Severity::Refused } else { Severity::Doubtful }
    }
}

impl Note {
    /// The note as one line of text: `refused [ged.csv, row 7, date_end] Event 7 ends …`.
    pub fn line(&self) -> String {
        let file = Some(self.file.clone()).filter(|f| !f.is_empty());
        let place: Vec<String> =
            [file, self.row.map(|r| format!("row {r}")), self.column.clone().filter(|c| !c.is_empty())].into_iter().flatten().collect();
        let place = if place.is_empty() { String::new() } else { format!(" [{}]", place.join(", ")) };
        format!("{}{place} {}", self.severity.word(), self.reason)
    }

    /// The same in the language of whoever reads.
    pub fn told(self, visit: &Visit) -> Note {
        Note { reason: Said::from(visit.say(&self.reason)), ..self }
    }

    /// The note as it stands in a domain's table, behind its import's id; what it says is
    /// sealed like the import.
    pub fn values(&self, import: &str, position: usize, sealer: &Sealer) -> Result<[Value; 7]> {
        Ok([
            import.into(),
            position.into(),
            self.severity.word().into(),
            sealer.text(&self.file)?,
            self.row.into(),
            self.column.as_ref().into(),
            sealer.text(&self.reason.to_keep())?,
        ])
    }

    /// The note that a row of such a table holds.
    pub fn from_row(row: &Row) -> Result<Note> {
        Ok(Note {
            severity: Severity::from_word(&row.get::<String>("severity")?),
            file: row.get("file")?,
            row: row.get("row_number")?,
            column: row.get("column_name")?,
            reason: Said::kept(&row.get::<String>("reason")?),
        })
    }
}

/// How many notes refuse, and how many only doubt.
pub fn tally(notes: &[Note]) -> (i64, i64) {
    let refused = notes.iter().filter(|note| note.severity == Severity::Refused).count();
    (refused as i64, (notes.len() - refused) as i64)
}

/// An import as a domain keeps it, so far as every report tells it.
pub trait Imported: Serialize {
    /// Its id.
    fn id(&self) -> &str;
    /// The line above its report.
    fn headline(&self) -> String;
    /// What it counted, in the words of the command line; what is zero is not shown.
    fn counts(&self) -> Vec<(&'static str, i64)>;
    /// Notes in all, refused and doubtful.
    fn notes_all(&self) -> i64;
    /// What follows the counts; empty where nothing does.
    fn remark(&self) -> String {
        String::new()
    }
}

/// An import with what of it was not understood, as programs read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Report<T: utoipa::ToSchema> {
    /// The import.
    pub import: T,
    /// What was not understood, in the order of the files.
    pub notes: Vec<Note>,
    /// Give this as `from` to read further notes; none at their end.
    pub next: Option<usize>,
}

/// Which notes of a report are asked for.
#[derive(Debug, Clone, Copy, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct NotesAsked {
    /// Notes to pass over: the `next` of the answer before.
    pub from: usize,
}

impl<T: Imported + utoipa::ToSchema> Report<T> {
    /// A report of `notes`, which are those after the first `from`.
    pub fn new(import: T, notes: Vec<Note>, from: usize) -> Report<T> {
        let end = from + notes.len();
        let next = (!notes.is_empty() && (end as i64) < import.notes_all()).then_some(end);
        Report { import, notes, next }
    }

    /// The same with its notes in the language of whoever reads.
    pub fn told(self, visit: &Visit) -> Report<T> {
        Report { notes: self.notes.into_iter().map(|note| note.told(visit)).collect(), ..self }
    }

    /// The report in words; `show` is the command that shows the rest.
    pub fn text(&self, show: &str) -> String {
        let import = &self.import;
        let counts: Vec<String> = import.counts().iter().filter(|(_, n)| *n > 0).map(|(name, n)| format!("  {n:>8}  {name}")).collect();
        let mut lines = vec![import.headline()];
        lines.extend(counts);
        lines.extend(Some(import.remark()).filter(|remark| !remark.is_empty()));
        lines.extend(self.notes.iter().map(Note::line));
        if self.next.is_some() {
            lines.push(format!("… all of them: {show} {}", import.id()));
        }
        lines.join("\n")
    }
}

/// Prints the report of an import that was just made: `read` gives it with some notes.
pub fn print_made<T: Imported + utoipa::ToSchema>(
    console: &mut Console,
    show: &str,
    read: impl Fn(usize) -> Result<Report<T>>,
) -> Result<()> {
    let report = read(SHOWN_AT_ONCE)?;
    console.print(&report, |report| report.text(show))
}

/// Prints the whole report of an import, up to [`NOTES_MAX`] notes.
pub fn print_whole<T: Imported + utoipa::ToSchema>(
    console: &mut Console,
    show: &str,
    read: impl Fn(usize) -> Result<Report<T>>,
) -> Result<()> {
    let report = read(NOTES_MAX)?;
    console.print(&report, |report| report.text(&format!("{show} --json")))
}

/// Sends all notes of an import as a table, page by page, so that their number does not
/// matter. `read` gives up to so many notes without the first so many.
pub fn notes_table(visit: &Visit, id: &str, read: impl Fn(usize, usize) -> Result<Vec<Note>> + Send + 'static) -> Outcome {
    let download = Download { content_type: "text/csv; charset=utf-8", name: format!("import-{id}-notes.csv") };
    let reader = visit.clone();
    download.send(visit, move |out| {
        let mut table = csv::Writer::from_writer(out);
        let failed = |error: csv::Error| Error::internal(format!("the table could not be written: {error}"));
        table.write_record(["severity", "file", "row", "column", "reason"]).map_err(failed)?;
        let mut from = 0;
        loop {
            let notes = read(from, NOTES_MAX)?;
            if notes.is_empty() {
                return Ok(table.flush()?);
            }
            from += notes.len();
            for note in notes {
                let row = note.row.map(|n| n.to_string()).unwrap_or_default();
                let reason = note.clone().told(&reader).reason.to_string();
                let cells = [note.severity.word(), &note.file, &row, note.column.as_deref().unwrap_or(""), &reason];
                table.write_record(cells.map(harmless)).map_err(failed)?;
            }
        }
    })
}

/// A file to import: on the operator's disk, or kept from an upload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A file or folder that the command line named.
    Path(PathBuf),
    /// An upload: its name on the sender's disk and the key under which we keep it.
    Kept {
        /// The name.
        name: String,
        /// The key.
        key: String,
    },
}

impl From<&Uploaded> for Source {
    fn from(file: &Uploaded) -> Source {
        Source::Kept { name: file.name.clone(), key: file.held.key().as_str().to_owned() }
    }
}

impl Source {
    /// A file that the command line named, wherever the server's worker runs.
    pub fn on_disk(path: &std::path::Path) -> Source {
        Source::Path(std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
    }

    /// The name in reports.
    pub fn name(&self) -> String {
        match self {
            Source::Path(path) => path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned()),
            Source::Kept { name, .. } => name.clone(),
        }
    }

    /// Opens it, or says why not.
    pub fn open(&self, app: &App) -> Result<File> {
        match self {
            Source::Path(path) => File::open(path).map_err(|error| {
                Error::NotFound(say!("platform-error-cannot-open", path = path.display().to_string(), why = error.to_string()))
            }),
            Source::Kept { key, .. } => {
                let key = FileKey::parse(key).ok_or_else(|| Error::missing("file", key))?;
                app.files().read(&key)
            }
        }
    }
}

/// The kept files that an order of whatever domain names, wherever in it they stand.
pub(crate) fn kept_files(order: &Json) -> Vec<FileKey> {
    match order {
        Json::Array(all) => all.iter().flat_map(kept_files).collect(),
        Json::Object(map) => {
            let own = map.get("kept").and_then(|kept| FileKey::parse(kept["key"].as_str()?));
            own.into_iter().chain(map.values().flat_map(kept_files)).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize, utoipa::ToSchema)]
    struct Made {
        notes: i64,
    }

    impl Imported for Made {
        fn id(&self) -> &str {
            "7"
        }
        fn headline(&self) -> String {
            "Import 7".into()
        }
        fn counts(&self) -> Vec<(&'static str, i64)> {
            vec![("rows read", 12), ("rows new", 0)]
        }
        fn notes_all(&self) -> i64 {
            self.notes
        }
    }

    fn note(severity: Severity, row: Option<i64>) -> Note {
        Note { severity, file: "a.csv".into(), row, column: row.map(|_| "day".into()), reason: "It is no day.".into() }
    }

    #[test]
    fn a_report_names_file_row_and_column_and_says_where_the_rest_is() {
        let notes = vec![note(Severity::Refused, Some(3)), note(Severity::Doubtful, None)];
        assert_eq!(tally(&notes), (1, 1));
        let report = Report::new(Made { notes: 5 }, notes, 2);
        assert_eq!(report.next, Some(4));
        assert_eq!(
            report.text("goodoffices x import show"),
            "Import 7\n        12  rows read\nrefused [a.csv, row 3, day] It is no day.\ndoubtful [a.csv] It is no day.\n… all of them: goodoffices x import show 7"
        );
        assert_eq!(Report::new(Made { notes: 4 }, vec![note(Severity::Refused, None); 2], 2).next, None);
    }
}
