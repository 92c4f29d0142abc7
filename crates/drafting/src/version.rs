//! Versions of a draft: a text that is pasted, a file, or what is built from building blocks. A version
//! is never changed.

use crate::draft::DRAFT;
use crate::store as kept;
use crate::text::{self, Wording};
use crate::word::{Kind, Tongue};
use crate::{block, build};
use extract::Reading;
use platform::actor::Needs;
use platform::db::{FromValue, Value};
use platform::kit::{Action, File, Flag, Form, Line, Prose, Record, Stored, Words};
use platform::{App, Error, Fault, Result, Work, clock, say};
use serde::Serialize;

/// The most versions of one draft.
// 500: two years of talks with a version each working day.
const VERSIONS_MAX: i64 = 500;

/// Where a version comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Words)]
#[words(label = "drafting-origin-")]
pub enum Origin {
    /// Its text was pasted.
    Paste,
    /// A file was sent.
    Upload,
    /// It was built from building blocks.
    Builder,
}

/// A version to add.
#[derive(Debug, Form)]
#[form(label = "drafting-", check(one_of_both))]
pub struct Added {
    /// Its text.
    // 300,000: twice the longest agreement that is checked within a second.
    pub text: Option<Prose<300_000>>,
    /// In place of a text: TXT, HTML, Markdown, DOCX or PDF.
    #[form(hint = "drafting-file-hint")]
    pub file: Option<File>,
    /// Its language; recognised unless told.
    pub language: Option<Tongue>,
    /// Whether a Word file is read as it was before its tracked changes; else as proposed.
    #[form(label = "drafting-reading-before")]
    pub as_before: Flag,
    /// From whom it comes, or what is new in it.
    pub note: Option<Line<200>>,
    /// What the text or file says, once it was read.
    #[form(skip)]
    pub wording: Option<Wording>,
}

/// A first version to build.
#[derive(Debug, Form)]
#[form(label = "drafting-")]
pub struct Built {
    /// The kind of agreement, which says the blocks that it begins with.
    pub kind: Kind,
    /// Its language.
    pub language: Tongue,
}

/// A version of a draft, without what it says.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema, Record)]
#[schema(as = DraftingVersion)]
pub struct Version {
    /// Its id.
    #[serde(skip)]
    pub id: String,
    /// The draft.
    #[serde(skip)]
    pub draft_id: String,
    /// Its number in the draft, from 1.
    pub number: i64,
    /// Its language; none where it is none of the six.
    pub language: Option<Tongue>,
    /// Where it comes from.
    pub origin: Origin,
    /// From whom it comes, or what is new in it.
    #[record(sealed)]
    pub note: Option<Line<200>>,
    /// Id of who added it.
    pub author_id: String,
    /// Who added it.
    pub author_name: String,
    /// When.
    pub recorded_at: String,
}

/// What a version says, as it stands in its column.
#[derive(Debug, Clone, PartialEq)]
pub struct Content(pub Wording);

impl Stored for Content {
    fn stored(&self) -> Value {
        serde_json::to_string(&self.0).expect("texts are JSON").into()
    }
}

impl FromValue for Content {
    /// What cannot be opened stands in its place, as everywhere.
    fn from_value(value: &Value) -> Option<Content> {
        let text = String::from_value(value)?;
        Some(Content(serde_json::from_str(&text).unwrap_or_else(|_| Wording::of_paragraphs([text]))))
    }
}

/// A version as it is written.
#[derive(Debug, Record)]
#[record(table = "drafting_version")]
pub struct Written {
    /// What is known of it.
    #[record(flat)]
    pub version: Version,
    /// What it says.
    #[record(sealed)]
    pub content: Content,
}

/// Adds a version: a text that is pasted, or a file.
pub static ADD_VERSION: Action<Added> = Action::on(&DRAFT, "add-version", Needs::Following, add_version).prepared(read_added);
/// Adds a version that is built from building blocks.
pub static BUILD: Action<Built> = Action::on(&DRAFT, "build", Needs::Following, build_version);

fn one_of_both(added: &Added) -> Vec<Fault> {
    match (&added.text, &added.file) {
        (None, None) => vec![Fault::new("text", say!("drafting-error-nothing-sent"))],
        (Some(_), Some(_)) => vec![Fault::new("file", say!("drafting-error-text-and-file"))],
        _ => Vec::new(),
    }
}

/// Reads a text or file in the limited child process, before the change begins.
fn read_added(app: &App, added: &mut Added) -> Result<()> {
    let reader = text::reader(app)?;
    let reading = if added.as_before.0 { Reading::Before } else { Reading::Proposed };
    let read = match (&added.file, &added.text) {
        (Some(file), _) => text::file(&reader, &file.name, &file.bytes, reading)?,
        (None, Some(text)) => text::pasted(&reader, "", text.as_str())?,
        (None, None) => return Err(Error::invalid("text", say!("drafting-error-nothing-sent"))),
    };
    added.wording = Some(read);
    Ok(())
}

fn add_version(work: &mut Work<'_>, id: &str, added: &Added) -> Result<()> {
    let wording = added.wording.clone().ok_or_else(|| Error::internal("a version was not read before it was added"))?;
    let language = added.language.or_else(|| wording.language().map(Tongue));
    let origin = if added.file.is_some() { Origin::Upload } else { Origin::Paste };
    write(work, id, language, origin, added.note.clone(), wording)
}

fn build_version(work: &mut Work<'_>, id: &str, built: &Built) -> Result<()> {
    let order = build::Order { kind: built.kind.0, language: built.language.0, blocks: block::of_kind(built.kind.0).to_vec() };
    write(work, id, Some(built.language), Origin::Builder, None, build::build(&order).wording())
}

fn write(work: &mut Work<'_>, id: &str, language: Option<Tongue>, origin: Origin, note: Option<Line<200>>, wording: Wording) -> Result<()> {
    kept::get(work.connection(), id)?;
    let number = kept::versions(work.connection(), id)?.first().map_or(1, |newest| newest.number + 1);
    if number > VERSIONS_MAX {
        return Err(Error::TooLarge(say!("drafting-error-versions-full", n = VERSIONS_MAX)));
    }
    let (author, recorded_at) = (work.actor().clone(), work.now().to_owned());
    let version = Version {
        id: clock::new_id(),
        draft_id: id.to_owned(),
        number,
        language,
        origin,
        note,
        author_id: author.id,
        author_name: author.name,
        recorded_at,
    };
    kept::add_version(work, &Written { version, content: Content(wording) })
}
