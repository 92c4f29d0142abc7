//! Originals: the files that marked texts came from, kept sealed for the members of their
//! compartment. What is for everybody is read and erased: nobody needs a second copy of it.

use crate::import::{Order, Source};
use crate::store::imports as store;
use platform::actor::{Actor, Needs};
use platform::clearance::{marking, original};
use platform::files;
use platform::{App, Error, Result, say};
use serde::Serialize;

/// The original of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Original {
    /// Its number in the import, from 1.
    pub number: i64,
    /// Its name on the sender's disk.
    pub name: String,
    /// Its size in bytes.
    pub bytes: i64,
    /// Where it is kept.
    #[serde(skip)]
    pub file: String,
}

/// Keeps what was sent in to be marked. Where its compartment has no key, nothing is kept: a
/// file in the clear would stay readable beside what was made of it.
pub(crate) fn keep(app: &App, actor: &Actor, order: &Order, import: &str) -> Result<()> {
    if order.marking.is_none() {
        return Ok(());
    }
    let thing = store::thing(import);
    let mut kept = Vec::new();
    for source in order.files.iter().chain(&order.codings).filter(|source| matches!(source, Source::Kept { .. })) {
        let file = source.open(app)?;
        let bytes = file.metadata()?.len() as i64;
        if let Some(held) = original::keep(app, actor, &thing, file)? {
            kept.push((held, source.name(), bytes));
        }
    }
    if kept.is_empty() {
        return Ok(());
    }
    app.work(actor, |work| {
        for ((held, name, bytes), number) in kept.iter().zip(1i64..) {
            let original = Original { number, name: name.clone(), bytes: *bytes, file: held.key().as_str().to_owned() };
            store::add_original(work, import, &original)?;
            files::own(work.connection(), held.key(), &thing)?;
        }
        work.record("library.original.kept", import, &kept.len().to_string()).map(drop)
    })
}

/// The originals of an import that `reader` sees.
pub fn of(app: &App, reader: &Actor, import: &str) -> Result<Vec<Original>> {
    app.require(reader, Needs::Reading)?;
    app.read(reader, |c| store::originals(c, import))
}

/// An original to be taken away, with its name.
pub fn open(app: &App, reader: &Actor, import: &str, number: i64) -> Result<(String, original::Original)> {
    app.require(reader, Needs::Reading)?;
    let thing = store::thing(import);
    let (marking, found) = app.read(reader, |c| {
        store::get(c, import)?;
        Ok((marking::of(c, &thing)?, store::originals(c, import)?))
    })?;
    let found = found.into_iter().find(|original| original.number == number);
    let found = found.ok_or_else(|| Error::missing("original", &number.to_string()))?;
    if marking.bars_export() {
        return Err(Error::Forbidden(say!("library-error-not-to-take-away")));
    }
    app.work(reader, |work| work.record("library.original.taken", import, &number.to_string()).map(drop))?;
    Ok((found.name, original::open(app, reader, &thing, &found.file)?))
}

/// Erases the originals of an import that was undone.
pub(crate) fn forget(app: &App, import: &str) -> Result<()> {
    app.files().release(&store::thing(import))
}
