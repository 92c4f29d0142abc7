//! Baskets: provisions that a person collects, orders and annotates; and saved searches.

use crate::marking;
use crate::provision::Provision;
use crate::store::{baskets as store, documents, provisions};
use platform::actor::{Actor, Needs};
use platform::clearance::marking::Level;
use platform::db::Connection;
use platform::{App, Error, Result, Work, clock, say};
use serde::Serialize;

/// The most provisions in one basket.
// 500: a compilation of that size prints on some 250 pages.
const ITEMS_MAX: usize = 500;
/// Characters that a note holds at most.
const NOTE_MAX: usize = 10_000;

/// A basket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Basket {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it was opened.
    pub created_at: String,
    /// How many provisions are in it.
    pub items: i64,
}

/// A provision in a basket.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Item {
    /// The provision.
    pub provision: Provision,
    /// Its document.
    pub document: crate::document::Document,
    /// What the collector wrote beside it.
    pub note: String,
    /// How it is marked, by itself or with its document.
    pub marking: Level,
    /// Whether its marking keeps it out of files that are taken away.
    pub stays: bool,
}

/// A search kept under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct SavedSearch {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The question, as an address holds it.
    pub query: String,
    /// When it was kept.
    pub created_at: String,
}

fn own(c: &mut Connection, actor: &Actor, id: &str) -> Result<Basket> {
    store::get(c, id, &actor.id)?.ok_or_else(|| Error::missing("basket", id))
}

fn title(text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 200 {
        return Err(Error::invalid("title", say!("library-error-title-length")));
    }
    Ok(text.to_owned())
}

/// All baskets of a person, newest first.
pub fn all(app: &App, actor: &Actor) -> Result<Vec<Basket>> {
    app.require(actor, Needs::SignedIn)?;
    app.read(actor, |c| store::all(c, &actor.id))
}

/// Opens an empty basket; its id.
pub fn open(app: &App, actor: &Actor, name: &str) -> Result<String> {
    app.require(actor, Needs::SignedIn)?;
    let (id, name) = (clock::new_id(), title(name)?);
    app.work(actor, |work| {
        store::add(work, &id, &name)?;
        work.record("library.basket.opened", &id, "").map(drop)
    })?;
    Ok(id)
}

/// A basket with what is in it.
pub fn read(app: &App, actor: &Actor, id: &str) -> Result<(Basket, Vec<Item>)> {
    app.require(actor, Needs::SignedIn)?;
    app.read(actor, |c| {
        let basket = own(c, actor, id)?;
        let mut items = Vec::new();
        for store::Item { provision, note, .. } in store::items(c, id)? {
            let provision = provisions::get(c, &provision)?;
            let document = documents::get(c, &provision.document)?.document;
            let marking = marking::of_thing(c, &provision.id)?;
            items.push(Item { provision, document, note, marking: marking.level, stays: marking.bars_export() });
        }
        Ok((basket, items))
    })
}

/// Changes what is in a basket, item by item: what is hidden from its owner stays as it is.
fn change(app: &App, actor: &Actor, id: &str, verb: &str, change: impl Fn(&mut Work<'_>, Vec<store::Item>) -> Result<()>) -> Result<()> {
    app.require(actor, Needs::SignedIn)?;
    app.work(actor, |work| {
        own(work.connection(), actor, id)?;
        let items = store::items(work.connection(), id)?;
        change(work, items)?;
        let now = store::items(work.connection(), id)?.len();
        work.record(&format!("library.basket.{verb}"), id, &format!("items={now}")).map(drop)
    })
}

/// Puts a provision into a basket, at its end; twice is once.
pub fn put(app: &App, actor: &Actor, id: &str, provision: &str) -> Result<()> {
    change(app, actor, id, "filled", |work, items| {
        let provision = provisions::get(work.connection(), provision)?.id;
        if items.len() >= ITEMS_MAX {
            return Err(Error::TooLarge(say!("library-error-basket-full", n = ITEMS_MAX)));
        }
        store::put_in(work, id, &provision)
    })
}

/// Puts a provision into `basket`; where none is named, into the newest one, which is opened
/// as `title` where there is none yet. The basket's id.
pub fn collect(app: &App, actor: &Actor, basket: Option<&str>, provision: &str, title: &str) -> Result<String> {
    app.require(actor, Needs::SignedIn)?;
    let newest = all(app, actor)?.into_iter().next().map(|b| b.id);
    let id = match basket.map(str::to_owned).or(newest) {
        Some(id) => id,
        None => {
            // No basket is opened for a provision that is not there.
            app.read(actor, |c| provisions::get(c, provision))?;
            open(app, actor, title)?
        }
    };
    put(app, actor, &id, provision)?;
    Ok(id)
}

/// Takes a provision out.
pub fn take_out(app: &App, actor: &Actor, id: &str, provision: &str) -> Result<()> {
    change(app, actor, id, "emptied", |work, items| {
        // What is hidden from the basket's owner stays in it; to them it is not there.
        if items.iter().any(|item| item.provision == provision) {
            store::take_out(work, id, provision)?;
        }
        Ok(())
    })
}

/// Moves a provision up (negative) or down by so many places.
pub fn shift(app: &App, actor: &Actor, id: &str, provision: &str, by: i64) -> Result<()> {
    change(app, actor, id, "ordered", |work, mut items| {
        let places: Vec<i64> = items.iter().map(|item| item.position).collect();
        let Some(at) = items.iter().position(|item| item.provision == provision) else {
            return Err(Error::missing("basket-provision", provision));
        };
        let to = (at as i64 + by).clamp(0, items.len() as i64 - 1) as usize;
        let item = items.remove(at);
        items.insert(to, item);
        // They share out the places that they had, so that hidden ones between them stay there.
        for (item, place) in items.iter().zip(places).filter(|(item, place)| item.position != *place) {
            store::place(work, id, &item.provision, place)?;
        }
        Ok(())
    })
}

/// Writes a note beside a provision.
pub fn annotate(app: &App, actor: &Actor, id: &str, provision: &str, note: &str) -> Result<()> {
    if note.chars().count() > NOTE_MAX {
        return Err(Error::TooLarge(say!("library-error-note-length", n = NOTE_MAX)));
    }
    change(app, actor, id, "annotated", |work, items| {
        if !items.iter().any(|item| item.provision == provision) {
            return Err(Error::missing("basket-provision", provision));
        }
        store::annotate(work, id, provision, note.trim())
    })
}

/// Gives a basket another title.
pub fn rename(app: &App, actor: &Actor, id: &str, name: &str) -> Result<()> {
    app.require(actor, Needs::SignedIn)?;
    let name = title(name)?;
    app.work(actor, |work| {
        own(work.connection(), actor, id)?;
        store::rename(work, id, &name)?;
        work.record("library.basket.renamed", id, "").map(drop)
    })
}

/// Throws a basket away.
pub fn remove(app: &App, actor: &Actor, id: &str) -> Result<()> {
    app.require(actor, Needs::SignedIn)?;
    app.work(actor, |work| {
        own(work.connection(), actor, id)?;
        store::remove(work, id)?;
        work.record("library.basket.removed", id, "").map(drop)
    })
}

/// The saved searches of a person, newest first.
pub fn searches(app: &App, actor: &Actor) -> Result<Vec<SavedSearch>> {
    app.require(actor, Needs::SignedIn)?;
    app.read(actor, |c| store::searches(c, &actor.id))
}

/// Keeps a search under a name.
pub fn save_search(app: &App, actor: &Actor, name: &str, query: &str) -> Result<String> {
    app.require(actor, Needs::SignedIn)?;
    let (id, name) = (clock::new_id(), title(name)?);
    let query: String = query.trim_start_matches('?').chars().take(4_000).collect();
    app.work(actor, |work| {
        store::add_search(work, &id, &name, &query)?;
        work.record("library.search.saved", &id, "").map(drop)
    })?;
    Ok(id)
}

/// Forgets a saved search.
pub fn forget_search(app: &App, actor: &Actor, id: &str) -> Result<()> {
    app.require(actor, Needs::SignedIn)?;
    app.work(actor, |work| {
        if !store::remove_search(work, id)? {
            return Err(Error::missing("saved-search", id));
        }
        work.record("library.search.forgotten", id, "").map(drop)
    })
}
