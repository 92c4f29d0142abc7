//! Whether the compartment key is at hand and kept well, for `goodoffices doctor`.

use super::vault::{self, Key, Sealed, Vault};
use super::{ALL_RECOVERY, ANY_RECOVERY, RECOVERY_HOLDER, SEALED_ROWS};
use crate::Result;
use crate::app::App;
use crate::backup::dump::each_beginning;
use crate::doctor::Finding;
use std::collections::BTreeMap;

const WHAT: &str = "compartment key";

/// What there is to say of the compartment key.
pub(crate) fn look(app: &App) -> Result<Vec<Finding>> {
    let (sealed, newest) = app.db().read(|c| {
        let sealed = c.first(SEALED_ROWS, &[], |row| row.get::<i64>("n"))?.unwrap_or(0);
        let newest = c.first(ANY_RECOVERY, &[], |row| Ok((row.get::<String>("id")?, row.get::<String>("recovery")?)))?;
        Ok((sealed, newest))
    })?;
    let path = app.config().text("compartment_key");
    let Some(vault) = app.db().vault() else { return Ok(vec![judge_missing(sealed)]) };
    let mut all = vec![modes(path).unwrap_or_else(|| opens(vault, newest.as_ref()))];
    if sealed > 0 {
        all.push(closed(app, vault)?);
    }
    Ok(all)
}

fn judge_missing(sealed: i64) -> Finding {
    if sealed == 0 {
        return Finding::warn(
            WHAT,
            "none is named, so nothing can be strictly confidential",
            "Make one with “goodoffices compartment-key FILE”, on another medium than the data, and name it with the setting compartment_key.",
        );
    }
    Finding::fail(
        WHAT,
        "none is named, and what is sealed with one cannot be read",
        "Name the key file with the setting compartment_key. Without it those texts are lost; look for its copy.",
    )
}

/// Whether the key is the one that sealed what is here.
fn opens(vault: &Vault, newest: Option<&(String, String)>) -> Finding {
    match newest {
        Some((id, recovery)) if vault.unwrap(id, RECOVERY_HOLDER, recovery).is_err() => Finding::fail(
            WHAT,
            format!("it does not open the compartment {id}: another key sealed it"),
            "Name the key file that was in use when the compartments were opened.",
        ),
        Some(_) => Finding::ok(WHAT, "it opens what was sealed; keep a copy of it apart from the data"),
        None => Finding::ok(WHAT, "named; no compartment was opened with it yet"),
    }
}

/// Things that are named at most; the rest is counted.
const NAMED_MAX: usize = 5;

/// Whether every sealed text opens with the key of its compartment.
fn closed(app: &App, vault: &Vault) -> Result<Finding> {
    const WHAT: &str = "sealed texts";
    let (sound, spoiled) = app.db().read(|c| {
        let wrapped = c.all(ALL_RECOVERY, &[], |row| Ok((row.get::<String>("id")?, row.get::<String>("recovery")?)))?;
        let keys: BTreeMap<String, Key> = wrapped
            .into_iter()
            .filter_map(|(id, wrapped)| Some((id.clone(), vault.unwrap(&id, RECOVERY_HOLDER, &wrapped).ok()?)))
            .collect();
        let (mut sound, mut spoiled) = (0u64, BTreeMap::<String, u64>::new());
        each_beginning(c, vault::START, |text| {
            let sealed = Sealed::parse(text);
            let opens = sealed.as_ref().is_some_and(|sealed| keys.get(&sealed.compartment).is_some_and(|key| key.open(sealed).is_ok()));
            match sealed {
                _ if opens => sound += 1,
                Some(sealed) => *spoiled.entry(sealed.thing).or_default() += 1,
                None => *spoiled.entry("something that cannot be told".into()).or_default() += 1,
            }
        })?;
        Ok((sound, spoiled))
    })?;
    if spoiled.is_empty() {
        return Ok(Finding::ok(WHAT, format!("all {sound} open")));
    }
    let texts: u64 = spoiled.values().sum();
    let named: Vec<&str> = spoiled.keys().take(NAMED_MAX).map(String::as_str).collect();
    let more = spoiled.len().saturating_sub(NAMED_MAX);
    let more = if more > 0 { format!(" and {more} more things") } else { String::new() };
    Ok(Finding::fail(
        WHAT,
        format!("{texts} of {} cannot be opened, of {}{more}; readers see words in their place", sound + texts, named.join(", ")),
        "They were changed outside the product, or sealed with another key: name that key, or restore a backup from before.",
    ))
}

#[cfg(unix)]
fn modes(path: &str) -> Option<Finding> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).ok()?.permissions().mode() & 0o777;
    (mode & 0o077 != 0)
        .then(|| Finding::fail(WHAT, format!("others on this machine may read {path} ({mode:o})"), format!("chmod 600 {path}")))
}

#[cfg(not(unix))]
fn modes(_: &str) -> Option<Finding> {
    None
}
