//! The trail as somebody reads it: of what is marked for others it says that something was done,
//! when and by whom, and not to what.

use super::Entry;
use crate::audit::keys::Keys;
use crate::db::Connection;
use crate::{Result, statements};
use std::collections::HashSet;

statements! {
    WITHHELD_THINGS = "SELECT thing FROM platform_hidden UNION SELECT thing FROM platform_source_barred";
}

/// What a record's subject begins with where it is withheld.
pub const WITHHELD: &str = "marked:";

/// Digits of a reference: enough that no two things of an installation share one.
const REFERENCE: usize = 16;

/// The records as whom this connection reads for may read them. The same thing has the same
/// reference everywhere, which tells nothing of it to who does not hold this installation's key.
/// A question for a thing by its name finds nothing of one that is withheld.
pub fn as_seen(c: &mut Connection, keys: &Keys, entries: Vec<Entry>, asked_for: &str) -> Result<Vec<Entry>> {
    let things: Vec<String> = c.all(WITHHELD_THINGS, &[], |row| row.get("thing"))?;
    // Records name a thing with its kind or without.
    let names: HashSet<&str> = things.iter().flat_map(|thing| [thing.as_str(), thing.split_once(':').map_or("", |(_, id)| id)]).collect();
    let withheld = |word: &str| {
        let whole = word.split('#').next().unwrap_or_default();
        !word.is_empty() && (names.contains(word) || names.contains(whole))
    };
    let masked = |mut entry: Entry| {
        let of_subject = withheld(&entry.subject);
        if of_subject {
            entry.subject = format!("{WITHHELD}{}", &keys.commitment(entry.subject.as_bytes())[..REFERENCE]);
        }
        if of_subject || entry.detail.split([' ', '=', ',']).any(withheld) {
            entry.detail = String::new();
        }
        entry
    };
    let entries = entries.into_iter().map(masked);
    Ok(entries.filter(|entry| asked_for.is_empty() || entry.subject == asked_for || !entry.subject.starts_with(WITHHELD)).collect())
}
