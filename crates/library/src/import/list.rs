//! The imports that were made, as they are listed.

use super::{Import, OrderKind, State};
use crate::store::imports as store;
use platform::actor::Needs;
use platform::kit::{By, Cell, Column, Form, List, Lists, Record, Thing, Words};

static IMPORT: Thing = Thing { name: "library.import", path: "/library/imports", page: "/library/imports/{id}" };
/// Names of files that stand in a table; all of them stand on the import's page.
const NAMES_SHOWN: usize = 3;

/// What the imports are narrowed to.
#[derive(Debug, Form, Record)]
#[form(label = "library-import-")]
pub struct ImportsAsked {
    /// Only what was read so.
    #[form(label = "library-import-what")]
    pub kind: Option<OrderKind>,
    /// Only those that stand so.
    #[form(label = "jobs-state")]
    pub state: Option<State>,
}

static ALL: List<Import, ImportsAsked> =
    List::of(&IMPORT, Needs::Curating, "library-imports", store::IMPORTS, store::import, COLUMNS, "-imported_at")
        .narrowed(|_, asked: &ImportsAsked| asked.parameters());

const COLUMNS: &[Column<Import>] = &[
    Column::new("imported_at", |i: &Import| Cell::Instant(i.imported_at.clone())).label("jobs-when").by(By::Text("r.imported_at")),
    Column::new("kind", |i: &Import| i.kind.cell()).label("library-import-what").by(By::Text("r.kind")),
    Column::new("files", |i: &Import| Cell::Link(names(i), format!("/library/imports/{}", i.id))).label("library-import-files"),
    Column::new("actor_name", |i: &Import| Cell::text(&i.actor_name)).label("jobs-who").by(By::Text("r.actor_name")),
    Column::new("documents_new", |i: &Import| Cell::Whole(i.counts.documents_new)).label("library-count-documents-new"),
    Column::new("refused", |i: &Import| Cell::Whole(i.counts.refused)).label("library-count-refused"),
    Column::new("state", |i: &Import| i.state.cell()).label("jobs-state").by(By::Text("r.state")),
];

/// What can be listed.
pub(crate) const IMPORTS: &dyn Lists = &ALL;

/// The first names of its files, and how many there are where there are more.
fn names(import: &Import) -> String {
    let shown: Vec<&str> = import.files.iter().take(NAMES_SHOWN).map(String::as_str).collect();
    match import.files.len() {
        0 => import.id.clone(),
        all if all > NAMES_SHOWN => format!("{} … {all}", shown.join(", ")),
        _ => shown.join(", "),
    }
}
