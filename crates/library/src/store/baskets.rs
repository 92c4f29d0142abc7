//! Baskets and saved searches in the database.

use crate::basket::{Basket, SavedSearch};
use platform::db::{Connection, Row, Value};
use platform::{Result, Work, statements};

statements! {
    ADD_BASKET = "INSERT INTO library_basket (id, owner_id, title, created_at) VALUES ($1, $2, $3, $4)";
    BASKET = "SELECT id, title, created_at, (SELECT COUNT(*) FROM library_basket_item_seen i WHERE i.basket_id = b.id) AS n FROM library_basket b WHERE id = $1 AND owner_id = $2";
    BASKETS = "SELECT id, title, created_at, (SELECT COUNT(*) FROM library_basket_item_seen i WHERE i.basket_id = b.id) AS n FROM library_basket b WHERE owner_id = $1 ORDER BY created_at DESC, id DESC";
    RENAME_BASKET = "UPDATE library_basket SET title = $2 WHERE id = $1";
    REMOVE_BASKET = "DELETE FROM library_basket WHERE id = $1";
    ITEMS = "SELECT provision_id, note FROM library_basket_item_seen WHERE basket_id = $1 ORDER BY position, provision_id";
    CLEAR_ITEMS = "DELETE FROM library_basket_item WHERE basket_id = $1";
    ADD_ITEM = "INSERT INTO library_basket_item (basket_id, position, provision_id, note) VALUES ($1, $2, $3, $4)";
    ADD_SEARCH = "INSERT INTO library_saved_search (id, owner_id, title, query, created_at) VALUES ($1, $2, $3, $4, $5)";
    SEARCHES = "SELECT id, title, query, created_at FROM library_saved_search WHERE owner_id = $1 ORDER BY created_at DESC, id DESC";
    REMOVE_SEARCH = "DELETE FROM library_saved_search WHERE id = $1 AND owner_id = $2";
}

fn basket(row: &Row) -> Result<Basket> {
    Ok(Basket { id: row.get("id")?, title: row.get("title")?, created_at: row.get("created_at")?, items: row.get("n")? })
}

/// Opens an empty basket.
pub fn add(work: &mut Work<'_>, id: &str, title: &str) -> Result<()> {
    let (owner, now) = (work.actor().id.clone(), work.now().to_owned());
    work.execute(ADD_BASKET, &[id.into(), owner.into(), title.into(), now.into()]).map(drop)
}

/// A basket of this owner.
pub fn get(c: &mut Connection, id: &str, owner: &str) -> Result<Option<Basket>> {
    c.first(BASKET, &[id.into(), owner.into()], basket)
}

/// All baskets of an owner, newest first.
pub fn all(c: &mut Connection, owner: &str) -> Result<Vec<Basket>> {
    c.all(BASKETS, &[owner.into()], basket)
}

/// Gives a basket another title.
pub fn rename(work: &mut Work<'_>, id: &str, title: &str) -> Result<()> {
    work.execute(RENAME_BASKET, &[id.into(), title.into()]).map(drop)
}

/// Removes a basket with what is in it.
pub fn remove(work: &mut Work<'_>, id: &str) -> Result<()> {
    work.execute(REMOVE_BASKET, &[id.into()]).map(drop)
}

/// What is in a basket, in its order: provision and note.
pub fn items(c: &mut Connection, basket: &str) -> Result<Vec<(String, String)>> {
    c.all(ITEMS, &[basket.into()], |row| Ok((row.get("provision_id")?, row.get("note")?)))
}

/// Writes what is in a basket anew.
pub fn put_items(work: &mut Work<'_>, basket: &str, items: &[(String, String)]) -> Result<()> {
    work.execute(CLEAR_ITEMS, &[basket.into()])?;
    for (at, (provision, note)) in items.iter().enumerate() {
        let values: [Value; 4] = [basket.into(), at.into(), provision.into(), note.into()];
        work.execute(ADD_ITEM, &values)?;
    }
    Ok(())
}

/// Keeps a search.
pub fn add_search(work: &mut Work<'_>, id: &str, title: &str, query: &str) -> Result<()> {
    let (owner, now) = (work.actor().id.clone(), work.now().to_owned());
    work.execute(ADD_SEARCH, &[id.into(), owner.into(), title.into(), query.into(), now.into()]).map(drop)
}

/// The saved searches of an owner, newest first.
pub fn searches(c: &mut Connection, owner: &str) -> Result<Vec<SavedSearch>> {
    c.all(SEARCHES, &[owner.into()], |row| {
        Ok(SavedSearch { id: row.get("id")?, title: row.get("title")?, query: row.get("query")?, created_at: row.get("created_at")? })
    })
}

/// Forgets a saved search; false where this owner has none such.
pub fn remove_search(work: &mut Work<'_>, id: &str) -> Result<bool> {
    let owner = work.actor().id.clone();
    Ok(work.execute(REMOVE_SEARCH, &[id.into(), owner.into()])? == 1)
}
