//! Whether the compartment key is at hand and kept well, for `goodoffices doctor`.

use super::vault::{self, Key, Sealed, Vault};
use super::{ALL_RECOVERY, ANY_RECOVERY, RECOVERY_HOLDER, SEALED_ROWS};
use crate::app::App;
use crate::backup::dump::each_beginning;
use crate::doctor::Finding;
use crate::said::Said;
use crate::{Result, say};
use std::collections::BTreeMap;

const WHAT: &str = "platform-doctor-key";

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
        return Finding::warn(Said::new(WHAT), say!("platform-doctor-key-none"), say!("platform-doctor-key-none-remedy"));
    }
    Finding::fail(Said::new(WHAT), say!("platform-doctor-key-lost"), say!("platform-doctor-key-lost-remedy"))
}

/// Whether the key is the one that sealed what is here.
fn opens(vault: &Vault, newest: Option<&(String, String)>) -> Finding {
    match newest {
        Some((id, recovery)) if vault.unwrap(id, RECOVERY_HOLDER, recovery).is_err() => {
            Finding::fail(Said::new(WHAT), say!("platform-doctor-key-other", compartment = id), say!("platform-doctor-key-other-remedy"))
        }
        Some(_) => Finding::ok(Said::new(WHAT), say!("platform-doctor-key-fine")),
        None => Finding::ok(Said::new(WHAT), say!("platform-doctor-key-unused")),
    }
}

/// Things that are named at most; the rest is counted.
const NAMED_MAX: usize = 5;

/// Whether every sealed text opens with the key of its compartment.
fn closed(app: &App, vault: &Vault) -> Result<Finding> {
    const WHAT: &str = "platform-doctor-sealed";
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
                None => *spoiled.entry("?".into()).or_default() += 1,
            }
        })?;
        Ok((sound, spoiled))
    })?;
    if spoiled.is_empty() {
        return Ok(Finding::ok(Said::new(WHAT), say!("platform-doctor-sealed-fine", texts = sound.to_string())));
    }
    let texts: u64 = spoiled.values().sum();
    let named = spoiled.keys().take(NAMED_MAX).map(String::as_str).collect::<Vec<_>>().join(", ");
    let things = match spoiled.len().saturating_sub(NAMED_MAX) {
        0 => Said::from(named),
        more => say!("platform-doctor-sealed-more", things = named, n = more),
    };
    Ok(Finding::fail(
        Said::new(WHAT),
        say!("platform-doctor-sealed-closed", closed = texts.to_string(), texts = (sound + texts).to_string(), things = things),
        say!("platform-doctor-sealed-remedy"),
    ))
}

#[cfg(unix)]
fn modes(path: &str) -> Option<Finding> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).ok()?.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then(|| {
        Finding::fail(
            Said::new(WHAT),
            say!("platform-doctor-key-open", path = path, mode = format!("{mode:o}")),
            format!("chmod 600 {path}"),
        )
    })
}

#[cfg(not(unix))]
fn modes(_: &str) -> Option<Finding> {
    None
}
