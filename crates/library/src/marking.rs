//! What of the library can be marked: documents, and single provisions of them.

use crate::provision::document_of;
use crate::store::{documents, imports, provisions};
use platform::actor::{Actor, Needs};
use platform::clearance::marking::{self, Caveat, Markable, Marking, Thing};
use platform::db::Connection;
use platform::kit;
use platform::{App, Result, Work};

/// Where the page of a document stands.
pub(crate) fn document_href(id: &str) -> String {
    DOCUMENT.page_of(id)
}

/// Where the page of a provision stands.
pub(crate) fn provision_href(id: &str) -> String {
    PROVISION.page_of(id)
}

static DOCUMENT: kit::Thing = kit::Thing { name: "library.document", path: "/library/documents", page: "/library/documents/{id}" };
static PROVISION: kit::Thing = kit::Thing { name: "library.provision", path: "/library/provisions", page: "/library/provisions/{id}" };

/// The kinds of things that can be marked.
pub const MARKABLE: &[Markable] = &[
    Markable {
        kind: "document",
        needs: Needs::Following,
        caveats: &Caveat::ALL,
        look: look_at_document,
        rewrite: rewrite_document,
        begun_by: None,
    },
    Markable {
        kind: "provision",
        needs: Needs::Following,
        caveats: &[Caveat::NoExport],
        look: look_at_provision,
        rewrite: rewrite_single,
        begun_by: None,
    },
];

fn look_at_document(c: &mut Connection, id: &str) -> Result<Thing> {
    let kept = documents::get(c, id)?;
    Ok(Thing { title: kept.document.title, href: document_href(id), part_of: None })
}

fn look_at_provision(c: &mut Connection, id: &str) -> Result<Thing> {
    let provision = provisions::get(c, id)?;
    let document = documents::get(c, &provision.document)?;
    Ok(Thing {
        title: format!("{}, {}", document.document.title, provision.path),
        href: provision_href(id),
        part_of: Some(documents::thing(&provision.document)),
    })
}

/// Writes a document and all that belongs to it again, sealed as it is marked now.
fn rewrite_document(work: &mut Work<'_>, id: &str) -> Result<()> {
    let Some(stored) = documents::stored(work.connection(), id)? else { return Ok(()) };
    let kept = &stored.kept;
    let parties = documents::parties(work.connection(), id)?;
    documents::put(work, &kept.document, kept.text_state, stored.text_hash.as_deref(), &kept.import_id, &kept.created_at)?;
    documents::put_parties(work, id, &parties)?;
    for provision in provisions::of_document(work.connection(), id)? {
        rewrite_provision(work, &provision.id)?;
    }
    imports::rewrite_states_before(work, id)
}

/// A provision's earlier states stand with its document's.
fn rewrite_single(work: &mut Work<'_>, id: &str) -> Result<()> {
    rewrite_provision(work, id)?;
    imports::rewrite_states_before(work, document_of(id).unwrap_or_default())
}

fn rewrite_provision(work: &mut Work<'_>, id: &str) -> Result<()> {
    let provision = provisions::get(work.connection(), id)?;
    provisions::put(work, &provision)?;
    for past in provisions::pasts(work.connection(), id)? {
        provisions::put_past(work, id, &past)?;
    }
    Ok(())
}

/// How a document, or a provision with its document, is marked: the higher of both.
pub fn of(app: &App, reader: &Actor, id: &str) -> Result<Marking> {
    app.read(reader, |c| of_thing(c, id))
}

/// The same, within a reading.
pub fn of_thing(c: &mut Connection, id: &str) -> Result<Marking> {
    let document = document_of(id).unwrap_or(id);
    let whole = marking::of(c, &documents::thing(document))?;
    if document == id {
        return Ok(whole);
    }
    let own = marking::of(c, &provisions::thing(id))?;
    let mut out = if own.level >= whole.level { own.clone() } else { whole.clone() };
    for caveat in own.caveats.iter().chain(&whole.caveats) {
        if !out.caveats.contains(caveat) {
            out.caveats.push(*caveat);
        }
    }
    Ok(out)
}

/// The name under which a document or provision is marked.
pub fn thing(id: &str) -> String {
    if document_of(id).is_some() { provisions::thing(id) } else { documents::thing(id) }
}

/// The document that a marked thing is, or is part of; none where it is none of the library.
pub(crate) fn document_named(thing: &str) -> Option<String> {
    match thing.split_once(':')? {
        ("document", id) => Some(id.to_owned()),
        ("provision", id) => document_of(id).map(str::to_owned),
        _ => None,
    }
}
