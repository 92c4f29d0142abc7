//! Baskets and saved searches in the database.

use crate::basket::{Basket, SavedSearch};
use platform::db::Connection;
use platform::kit::Record;
use platform::{Error, Result, Work, statements};

/// The baskets of an owner, each with what they see of it. One that was thrown away is there again
/// as soon as they see something of it.
macro_rules! baskets {
    ($rest:literal) => {
        concat!(
            "SELECT b.id, b.title, b.created_at, ",
            "(SELECT COUNT(*) FROM library_basket_item_seen i WHERE i.basket_id = b.id) AS items FROM library_basket b ",
            "WHERE b.owner_id = $1 AND (b.removed_at IS NULL OR EXISTS (SELECT 1 FROM library_basket_item_seen i WHERE i.basket_id = b.id))",
            $rest
        )
    };
}

statements! {
    ADD_BASKET = "INSERT INTO library_basket (id, owner_id, title, created_at) VALUES ($1, $2, $3, $4)";
    BASKET = baskets!(" AND b.id = $2");
    BASKETS = baskets!("");
    BASKETS_TO_CHOOSE = baskets!(" ORDER BY b.created_at DESC, b.id DESC");
    RENAME_BASKET = "UPDATE library_basket SET title = $2 WHERE id = $1";
    REMOVE_BASKET = "DELETE FROM library_basket WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM library_basket_item i WHERE i.basket_id = $1)";
    THROW_AWAY = "UPDATE library_basket SET removed_at = $2 WHERE id = $1";
    EMPTY_BASKET = "DELETE FROM library_basket_item WHERE basket_id = $1 AND provision_id IN (SELECT i.provision_id FROM library_basket_item_seen i WHERE i.basket_id = $1)";
    ITEMS = "SELECT provision_id, position, note FROM library_basket_item_seen WHERE basket_id = $1 ORDER BY position, provision_id";
    ADD_ITEM = "INSERT INTO library_basket_item (basket_id, position, provision_id, note) SELECT CAST($1 AS TEXT), COALESCE(MAX(i.position), -1) + 1, CAST($2 AS TEXT), '' FROM library_basket_item i WHERE i.basket_id = $1 ON CONFLICT DO NOTHING";
    TAKE_ITEM_OUT = "DELETE FROM library_basket_item WHERE basket_id = $1 AND provision_id = $2";
    MOVE_ITEM = "UPDATE library_basket_item SET position = $3 WHERE basket_id = $1 AND provision_id = $2";
    ANNOTATE_ITEM = "UPDATE library_basket_item SET note = $3 WHERE basket_id = $1 AND provision_id = $2";
    SEARCH = "SELECT * FROM library_saved_search WHERE owner_id = $1 AND id = $2";
    SEARCHES = "SELECT * FROM library_saved_search WHERE owner_id = $1";
    REMOVE_SEARCH = "DELETE FROM library_saved_search WHERE id = $1 AND owner_id = $2";
}

/// Opens an empty basket.
pub fn add(work: &mut Work<'_>, id: &str, title: &str) -> Result<()> {
    let (owner, now) = (work.actor().id.clone(), work.now().to_owned());
    work.execute(ADD_BASKET, &[id.into(), owner.into(), title.into(), now.into()]).map(drop)
}

/// A basket of this owner.
pub fn get(c: &mut Connection, id: &str, owner: &str) -> Result<Basket> {
    c.first(BASKET, &[owner.into(), id.into()], Basket::of_row)?.ok_or_else(|| Error::missing("basket", id))
}

/// All baskets of an owner, newest first.
pub fn all(c: &mut Connection, owner: &str) -> Result<Vec<Basket>> {
    c.all(BASKETS_TO_CHOOSE, &[owner.into()], Basket::of_row)
}

/// Gives a basket another title.
pub fn rename(work: &mut Work<'_>, id: &str, title: &str) -> Result<()> {
    work.execute(RENAME_BASKET, &[id.into(), title.into()]).map(drop)
}

/// Removes a basket with what its owner sees in it. What is hidden from them stays, and the
/// basket with it: it is there again as soon as they see something of it.
pub fn remove(work: &mut Work<'_>, id: &str) -> Result<()> {
    let now = work.now().to_owned();
    work.execute(EMPTY_BASKET, &[id.into()])?;
    if work.execute(REMOVE_BASKET, &[id.into()])? == 0 {
        work.execute(THROW_AWAY, &[id.into(), now.into()])?;
    }
    Ok(())
}

/// An item of a basket, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The provision.
    pub provision: String,
    /// Its place; places are not without gaps, since hidden items keep theirs.
    pub position: i64,
    /// What stands beside it.
    pub note: String,
}

/// What is in a basket, in its order.
pub fn items(c: &mut Connection, basket: &str) -> Result<Vec<Item>> {
    c.all(ITEMS, &[basket.into()], |row| {
        Ok(Item { provision: row.get("provision_id")?, position: row.get("position")?, note: row.get("note")? })
    })
}

/// Puts a provision at the end of a basket; twice is once.
pub fn put_in(work: &mut Work<'_>, basket: &str, provision: &str) -> Result<()> {
    work.execute(ADD_ITEM, &[basket.into(), provision.into()]).map(drop)
}

/// Takes a provision out of a basket.
pub fn take_out(work: &mut Work<'_>, basket: &str, provision: &str) -> Result<()> {
    work.execute(TAKE_ITEM_OUT, &[basket.into(), provision.into()]).map(drop)
}

/// Gives a provision another place in its basket.
pub fn place(work: &mut Work<'_>, basket: &str, provision: &str, position: i64) -> Result<()> {
    work.execute(MOVE_ITEM, &[basket.into(), provision.into(), position.into()]).map(drop)
}

/// Writes a note beside a provision.
pub fn annotate(work: &mut Work<'_>, basket: &str, provision: &str, note: &str) -> Result<()> {
    work.execute(ANNOTATE_ITEM, &[basket.into(), provision.into(), note.into()]).map(drop)
}

/// A saved search of this owner.
pub fn search(c: &mut Connection, id: &str, owner: &str) -> Result<SavedSearch> {
    c.first(SEARCH, &[owner.into(), id.into()], SavedSearch::of_row)?.ok_or_else(|| Error::missing("saved-search", id))
}

/// Forgets a saved search; false where this owner has none such.
pub fn remove_search(work: &mut Work<'_>, id: &str) -> Result<bool> {
    let owner = work.actor().id.clone();
    Ok(work.execute(REMOVE_SEARCH, &[id.into(), owner.into()])? == 1)
}
