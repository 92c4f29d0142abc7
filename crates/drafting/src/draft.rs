//! A draft that is kept for a compartment: its versions in their languages, what is found in each,
//! and which findings are meant so.

use crate::check::{self, Checked};
use crate::intended::{self, Mark, Marks};
use crate::precedent;
use crate::said::Say;
use crate::store as kept;
use crate::text::{Known, Wording};
use crate::version::{self, Version};
use crate::word::Kind;
use platform::actor::{Actor, Needs};
use platform::clearance::marking::{self, Band, Caveat, Level, Markable, Wanted};
use platform::db::Connection;
use platform::kit::{Action, Acts, By, Cell, Column, Compartment, Form, Line, List, Lists, Record, Thing, Words};
use platform::languages::Language;
use platform::{App, Error, Result, Said, Work, clock, say};
use serde::Serialize;

/// Days until the marking of a draft is looked at again.
const REVIEW_DAYS: i64 = 365;

/// A draft to begin.
#[derive(Debug, Form)]
#[form(label = "drafting-")]
pub struct Opening {
    /// What it is called among those who work on it.
    pub title: Line<200>,
    /// Its kind; recognised in each version unless told.
    pub kind: Option<Kind>,
    /// The compartment whose members see it, confidential.
    #[form(hint = "drafting-compartment-hint")]
    pub compartment: Compartment,
}

/// A draft as it is kept.
#[derive(Debug, Record)]
#[record(table = "drafting_draft")]
pub struct Begun {
    /// Its id.
    pub id: String,
    /// What it is called.
    #[record(sealed)]
    pub title: Line<200>,
    /// Its kind, where somebody said it.
    #[record(sealed)]
    pub kind: Option<Kind>,
    /// Who began it.
    pub created_by: String,
    /// When.
    pub created_at: String,
}

/// A draft, with how many versions it has.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema, Record)]
#[schema(as = DraftingDraft)]
pub struct Draft {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its kind, where somebody said it; else it is recognised in each version.
    pub kind: Option<Kind>,
    /// How it is marked.
    pub marking: Level,
    /// Id of the person who began it.
    pub created_by: String,
    /// When.
    pub created_at: String,
    /// How many versions it has.
    pub versions: i64,
    /// When the last version came; when it was begun where there is none.
    pub changed_at: String,
}

/// A draft with its versions, and what is found in one of them.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = DraftingWhole)]
pub struct Whole {
    /// The draft.
    pub draft: Draft,
    /// Its versions, newest first.
    pub versions: Vec<Version>,
    /// The number of the version that was checked; none where there is none.
    pub shown: Option<i64>,
    /// What is found in it; a finding is named by the version's number and its place, as in 4.3.
    pub checked: Option<Checked>,
    /// What is meant so, in this version's language.
    pub intended: Vec<Mark>,
}

pub(crate) static DRAFT: Thing = Thing { name: "drafting.draft", path: "/drafts", page: "/drafts/{id}" };

/// Begins a draft, confidential for a compartment.
pub static OPEN: Action<Opening> = Action::new(&DRAFT, "open", Needs::Following, open);
/// Removes a draft with its versions and marks.
pub static REMOVE: Action = Action::on(&DRAFT, "remove", Needs::Following, remove).asks(what_goes).leads("/drafts");

/// What can be done with drafts.
pub(crate) const ACTIONS: &[&dyn Acts] = &[&OPEN, &version::ADD_VERSION, &version::BUILD, &intended::INTEND, &intended::TAKE_BACK, &REMOVE];

/// The drafts that a reader may see, what changed last first.
static DRAFTS: List<Draft> =
    List::of(&DRAFT, Needs::SignedIn, "drafting-drafts", kept::DRAFTS, Draft::of_row, COLUMNS, "-changed_at").begins(&[&OPEN]);

const COLUMNS: &[Column<Draft>] = &[
    Column::new("title", |d: &Draft| Cell::All(vec![Cell::Level(d.marking), Cell::Link(d.title.clone(), format!("/drafts/{}", d.id))]))
        .label("drafting-draft"),
    Column::new("kind", |d: &Draft| Cell::some(d.kind, |kind| kind.cell())),
    Column::new("versions", |d: &Draft| Cell::Whole(d.versions)).by(By::Number("r.versions")),
    Column::new("changed_at", |d: &Draft| Cell::Instant(d.changed_at.clone())).by(By::Text("r.changed_at")),
];

/// What can be listed.
pub(crate) const LISTS: &[&dyn Lists] = &[&DRAFTS];

/// Drafts as things that can be marked.
pub(crate) const MARKABLE: &[Markable] = &[Markable {
    kind: "draft",
    needs: Needs::Following,
    caveats: &[Caveat::NoExport],
    look,
    rewrite: kept::rewrite,
    begun_by: Some(begun_by),
}];

/// Who began a draft looks after it.
fn begun_by(c: &mut Connection, id: &str) -> Result<String> {
    Ok(kept::get(c, id)?.created_by)
}

fn look(c: &mut Connection, id: &str) -> Result<marking::Thing> {
    let found = kept::get(c, id)?;
    Ok(marking::Thing { title: found.title, href: format!("/drafts/{id}"), part_of: None })
}

/// The band above a draft's page.
pub fn band(app: &App, reader: &Actor, id: &str) -> Result<Band> {
    let thing = kept::thing(id);
    let found = app.read(reader, |c| marking::of(c, &thing))?;
    marking::band(app, reader, &thing, found)
}

/// A draft with its versions, and what is found in one of them: the newest unless told.
pub(crate) fn read(app: &App, reader: &Actor, id: &str, number: Option<i64>, say: &Say<'_>) -> Result<Whole> {
    app.require(reader, Needs::SignedIn)?;
    let (draft, versions, read) = app.read(reader, |c| {
        let (draft, versions) = (kept::get(c, id)?, kept::versions(c, id)?);
        let Some(number) = number.or(versions.first().map(|version| version.number)) else { return Ok((draft, versions, None)) };
        let (version, wording) = of_number(c, &versions, id, number)?;
        let marks = Marks::of(c, id, &version)?;
        Ok((draft, versions, Some((version, wording, marks))))
    })?;
    let Some((version, wording, marks)) = read else {
        return Ok(Whole { draft, versions, shown: None, checked: None, intended: Vec::new() });
    };
    let mut checked = check::check(&wording, &known(&draft, &version), say);
    precedent::add(app, reader, &mut checked)?;
    let intended = marks.in_version(&version, &wording, &checked.findings);
    Ok(Whole { draft, versions, shown: Some(version.number), checked: Some(checked), intended })
}

/// What is known of a version before it is checked.
pub(crate) fn known(draft: &Draft, version: &Version) -> Known {
    Known { kind: draft.kind.map(|kind| kind.0), language: version.language.map(|tongue| tongue.0), ..Known::default() }
}

/// A version of a draft, and what it says.
pub(crate) fn of_number(c: &mut Connection, versions: &[Version], id: &str, number: i64) -> Result<(Version, Wording)> {
    let found = versions.iter().find(|version| version.number == number);
    let version = found.ok_or_else(|| Error::missing("draft-version", &number.to_string()))?.clone();
    Ok((version, kept::content(c, id, number)?.0))
}

/// A draft with its versions.
pub fn with_versions(app: &App, reader: &Actor, id: &str) -> Result<(Draft, Vec<Version>)> {
    app.require(reader, Needs::SignedIn)?;
    app.read(reader, |c| Ok((kept::get(c, id)?, kept::versions(c, id)?)))
}

/// What a version says.
pub fn wording(app: &App, reader: &Actor, id: &str, number: i64) -> Result<Wording> {
    app.require(reader, Needs::SignedIn)?;
    app.read(reader, |c| {
        kept::get(c, id)?;
        Ok(Wording { name: number.to_string(), ..kept::content(c, id, number)?.0 })
    })
}

fn open(work: &mut Work<'_>, opening: &Opening) -> Result<String> {
    let (id, created_by, created_at) = (clock::new_id(), work.actor().id.clone(), work.now().to_owned());
    let review = clock::in_seconds(REVIEW_DAYS * 24 * 60 * 60);
    let wanted = Wanted {
        level: Level::Confidential,
        compartment: Some(opening.compartment.to_string()),
        review_on: review.get(..10).map(str::to_owned),
        ..Wanted::default()
    };
    // One that its reader does not see is no compartment of theirs, wherever it is named.
    marking::mark_new(work, &kept::thing(&id), &wanted).map_err(|error| match error {
        Error::NotFound(said) => Error::invalid("compartment", said),
        other => other,
    })?;
    kept::add(work, &Begun { id: id.clone(), title: opening.title.clone(), kind: opening.kind, created_by, created_at })?;
    Ok(id)
}

fn what_goes(app: &App, actor: &Actor, _: Language, id: &str) -> Result<Vec<Said>> {
    let (draft, marks) = app.read(actor, |c| Ok((kept::get(c, id)?, kept::marks(c, id)?)))?;
    let goes = say!("drafting-remove-sure", title = draft.title, n = draft.versions);
    let marked = (!marks.is_empty()).then(|| say!("drafting-remove-marks", n = marks.len()));
    Ok([goes].into_iter().chain(marked).chain([say!("drafting-remove-gone")]).collect())
}

fn remove(work: &mut Work<'_>, id: &str, (): &()) -> Result<()> {
    kept::get(work.connection(), id)?;
    kept::remove(work, id)
}
