//! Whether the compartment key is at hand and kept well, for `goodoffices doctor`.

use super::vault::Vault;
use super::{ANY_RECOVERY, RECOVERY_HOLDER, SEALED_ROWS};
use crate::Result;
use crate::app::App;
use crate::doctor::Finding;

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
    Ok(vec![modes(path).unwrap_or_else(|| opens(vault, newest.as_ref()))])
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
