//! Looks whether the installation is in order, and says what to do where it is not.

use crate::app::App;
use crate::audit::{self, checkpoint};
use crate::backup;
use crate::db::{self, Address};
use crate::said::Said;
use crate::{Result, clock, say};
use serde::{Serialize, Serializer};
use std::io::Write;
use std::path::Path;
use std::time::Instant;

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// In order.
    Ok,
    /// To be looked after.
    Warn,
    /// To be mended before anything else.
    Fail,
}

impl State {
    /// The word on the screen.
    pub fn word(self) -> &'static str {
        match self {
            State::Ok => "ok",
            State::Warn => "warn",
            State::Fail => "fail",
        }
    }
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was looked at.
    #[serde(serialize_with = "in_english")]
    pub what: Said,
    /// How it is.
    pub state: State,
    /// What was found.
    #[serde(serialize_with = "in_english")]
    pub found: Said,
    /// What to do; empty where nothing is to be done.
    #[serde(serialize_with = "in_english")]
    pub remedy: Said,
}

/// Programs read English.
fn in_english<S: Serializer>(said: &Said, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.collect_str(said)
}

/// Looks at what is a domain's own.
pub type Look = fn(&App) -> Result<Vec<Finding>>;

impl Finding {
    /// It is in order.
    pub fn ok(what: impl Into<Said>, found: impl Into<Said>) -> Finding {
        Finding { what: what.into(), state: State::Ok, found: found.into(), remedy: Said::from("") }
    }

    /// It is to be looked after.
    pub fn warn(what: impl Into<Said>, found: impl Into<Said>, remedy: impl Into<Said>) -> Finding {
        Finding { what: what.into(), state: State::Warn, found: found.into(), remedy: remedy.into() }
    }

    /// It is to be mended before anything else.
    pub fn fail(what: impl Into<Said>, found: impl Into<Said>, remedy: impl Into<Said>) -> Finding {
        Finding { what: what.into(), state: State::Fail, found: found.into(), remedy: remedy.into() }
    }
}

/// What does not need the database: modes, disk, clock.
pub fn look_at_machine(data: &Path) -> Vec<Finding> {
    let mut all = modes(data);
    all.push(space(data));
    all.push(sync_speed(data));
    all
}

/// Everything that a running installation should be.
pub fn look(app: &App) -> Result<Vec<Finding>> {
    let mut all = address(app);
    all.push(clock_of(app)?);
    all.extend(database(app)?);
    all.extend(trail(app)?);
    all.push(backup_age(app)?);
    all.extend(crate::clearance::health::look(app)?);
    for domain in app.domains() {
        if let Some(look) = domain.doctor {
            all.extend(look(app)?);
        }
    }
    Ok(all)
}

/// How people reach this installation.
fn address(app: &App) -> Vec<Finding> {
    let (base, listen) = (app.config().text("base_url"), app.config().text("listen"));
    let host = listen.rsplit_once(':').map_or(listen, |(host, _)| host);
    let local = ["127.0.0.1", "localhost", "[::1]"].contains(&host);
    let base = match base {
        "" if local => Finding::warn(
            say!("platform-doctor-address"),
            say!("platform-doctor-address-none"),
            say!("platform-doctor-address-none-remedy"),
        ),
        "" => Finding::fail(
            say!("platform-doctor-address"),
            say!("platform-doctor-address-open", address = listen),
            say!("platform-doctor-address-open-remedy"),
        ),
        set if set.starts_with("https://") => Finding::ok(say!("platform-doctor-address"), set),
        set => Finding::fail(
            say!("platform-doctor-address"),
            say!("platform-doctor-address-plain", address = set),
            say!("platform-doctor-address-plain-remedy"),
        ),
    };
    let listening = if local {
        Finding::ok(say!("platform-doctor-listening"), say!("platform-doctor-listening-local", address = listen))
    } else {
        Finding::warn(
            say!("platform-doctor-listening"),
            say!("platform-doctor-listening-open", address = listen),
            say!("platform-doctor-listening-remedy"),
        )
    };
    vec![base, listening]
}

#[cfg(unix)]
fn modes(data: &Path) -> Vec<Finding> {
    use std::os::unix::fs::PermissionsExt;
    let mut open = Vec::new();
    let mut look = |path: &Path| {
        if let Ok(meta) = std::fs::metadata(path)
            && meta.permissions().mode() & 0o077 != 0
        {
            open.push(format!("{} ({:o})", path.display(), meta.permissions().mode() & 0o777));
        }
    };
    look(data);
    for name in ["goodoffices.db", "goodoffices.toml", "keys", "keys/trail.key", "keys/commitment.key", "witness"] {
        look(&data.join(name));
    }
    if open.is_empty() {
        return vec![Finding::ok(say!("platform-doctor-modes"), say!("platform-doctor-modes-fine"))];
    }
    let remedy = format!("chmod -R go-rwx {}", data.display());
    vec![Finding::fail(say!("platform-doctor-modes"), say!("platform-doctor-modes-open", files = open.join(", ")), remedy)]
}

#[cfg(not(unix))]
fn modes(_: &Path) -> Vec<Finding> {
    vec![Finding::warn(say!("platform-doctor-modes"), say!("platform-doctor-modes-unknown"), say!("platform-doctor-modes-unknown-remedy"))]
}

const GIB: u64 = 1 << 30;

fn space(data: &Path) -> Finding {
    let (Ok(free), Ok(total)) = (fs4::available_space(data), fs4::total_space(data)) else {
        return Finding::warn(
            say!("platform-doctor-space"),
            say!("platform-doctor-space-unknown"),
            say!("platform-doctor-space-unknown-remedy"),
        );
    };
    let gib = |bytes: u64| format!("{:.1}", bytes as f64 / GIB as f64);
    let found = say!("platform-doctor-space-found", free = gib(free), total = gib(total));
    // A backup needs the database's size again for a moment; 2 GiB is the database of 100,000 documents.
    match free {
        n if n < GIB / 4 => Finding::fail(say!("platform-doctor-space"), found, say!("platform-doctor-space-now")),
        n if n < 2 * GIB => Finding::warn(say!("platform-doctor-space"), found, say!("platform-doctor-space-soon")),
        _ => Finding::ok(say!("platform-doctor-space"), found),
    }
}

/// Syncs that are measured.
const SYNCS: usize = 20;
/// Faster than this, in microseconds, no disk has put anything on a medium that outlives a
/// power cut; an NVMe disk with a capacitor needs about 20.
const SYNC_MICROS_MIN: f64 = 10.0;
/// Slower than this, in milliseconds, every change keeps its person waiting.
const SYNC_MILLIS_MAX: f64 = 100.0;

fn sync_speed(data: &Path) -> Finding {
    let path = data.join(format!(".doctor-{}", clock::new_id()));
    let measured = (|| -> std::io::Result<f64> {
        let mut file = std::fs::File::create_new(&path)?;
        let mut times = Vec::new();
        for n in 0..SYNCS {
            file.write_all(&[n as u8; 4096])?;
            let began = Instant::now();
            file.sync_all()?;
            times.push(began.elapsed().as_secs_f64() * 1e6);
        }
        times.sort_by(f64::total_cmp);
        Ok(times[SYNCS / 2])
    })();
    let _ = std::fs::remove_file(&path);
    match measured {
        Err(error) => Finding::fail(
            say!("platform-doctor-sync"),
            say!("platform-doctor-sync-failed", why = error.to_string()),
            say!("platform-doctor-sync-failed-remedy"),
        ),
        Ok(micros) => judge_sync(micros),
    }
}

fn judge_sync(micros: f64) -> Finding {
    let (millis, times) = (format!("{:.2}", micros / 1e3), SYNCS.to_string());
    if micros < SYNC_MICROS_MIN {
        return Finding::warn(
            say!("platform-doctor-sync"),
            say!("platform-doctor-sync-lies", millis = millis, times = times),
            say!("platform-doctor-sync-lies-remedy"),
        );
    }
    if micros > SYNC_MILLIS_MAX * 1e3 {
        return Finding::warn(
            say!("platform-doctor-sync"),
            say!("platform-doctor-sync-slow", millis = millis, times = times),
            say!("platform-doctor-sync-slow-remedy"),
        );
    }
    Finding::ok(say!("platform-doctor-sync"), say!("platform-doctor-sync-found", millis = millis, times = times))
}

/// The day this version was made: no clock is right that stands before it.
const MADE_ON: &str = "2026-11-01";

fn clock_of(app: &App) -> Result<Finding> {
    let now = clock::now();
    let newest = app.db().read(|c| audit::asked(c, &audit::Question::default(), 1))?.pop().map(|e| e.recorded_at);
    Ok(judge_clock(&now, newest.as_deref()))
}

fn judge_clock(now: &str, newest: Option<&str>) -> Finding {
    let remedy = say!("platform-doctor-clock-remedy");
    match newest {
        _ if now < MADE_ON => Finding::fail(say!("platform-doctor-clock"), say!("platform-doctor-clock-old", now = now), remedy),
        Some(newest) if now < newest => {
            Finding::fail(say!("platform-doctor-clock"), say!("platform-doctor-clock-behind", now = now, newest = newest), remedy)
        }
        _ => Finding::ok(say!("platform-doctor-clock"), now),
    }
}

fn database(app: &App) -> Result<Vec<Finding>> {
    let Address::Sqlite(path) = app.db().address() else {
        return Ok(vec![Finding::ok(say!("platform-doctor-database"), format!("PostgreSQL {}", app.db().version()?))]);
    };
    // Opening refuses versions that can corrupt data, so this one is new enough.
    let mut all = vec![Finding::ok(say!("platform-doctor-database"), format!("SQLite {}", app.db().version()?))];
    let size = |ending: &str| std::fs::metadata(format!("{}{ending}", path.display())).map_or(0, |m| m.len());
    let wal = size("-wal");
    let found = say!("platform-doctor-wal-found", log = (wal >> 20).to_string(), database = (size("") >> 20).to_string());
    // 256 MiB: four times what the log is cut to after each checkpoint.
    all.push(if wal > 256 << 20 {
        Finding::warn(say!("platform-doctor-wal"), found, say!("platform-doctor-wal-remedy"))
    } else {
        Finding::ok(say!("platform-doctor-wal"), found)
    });
    let faults = app.db().quick_check()?;
    all.push(if faults == "ok" {
        Finding::ok(say!("platform-doctor-file"), say!("platform-doctor-file-fine"))
    } else {
        Finding::fail(say!("platform-doctor-file"), faults, say!("platform-doctor-file-remedy"))
    });
    if let Some(network) = db::on_network_disk(path) {
        all.push(Finding::fail(
            say!("platform-doctor-place"),
            say!("platform-doctor-place-network", network = network),
            say!("platform-doctor-place-remedy"),
        ));
    }
    Ok(all)
}

fn trail(app: &App) -> Result<Vec<Finding>> {
    let (position, newest) = app.db().read(|c| Ok((audit::position(c)?, checkpoint::newest(c)?)))?;
    let (size, at) = newest.map_or((0, String::new()), |c| (c.size, c.recorded_at));
    let waiting = position - size;
    let found = say!("platform-doctor-covered", covered = size.to_string(), all = position.to_string());
    let late = waiting > 0 && at < clock::in_seconds(-2 * checkpoint::SECONDS_MAX);
    let mut all = vec![if waiting >= 2 * checkpoint::ENTRIES_MAX || late {
        Finding::warn(say!("platform-doctor-checkpoints"), found, say!("platform-doctor-covered-remedy"))
    } else {
        Finding::ok(say!("platform-doctor-checkpoints"), found)
    }];
    let folder = checkpoint::folder(app);
    let own = app.config().text("witness_folder").is_empty();
    let held = checkpoint::in_folder(&folder).map_or(0, |all| all.len());
    let kept = app.db().read(checkpoint::all)?.len();
    let lacks = held < kept || held == 0 && position > 0;
    all.push(if own {
        Finding::warn(
            say!("platform-doctor-witness"),
            say!("platform-doctor-witness-own", path = folder.display().to_string()),
            say!("platform-doctor-witness-own-remedy"),
        )
    } else if lacks {
        Finding::fail(
            say!("platform-doctor-witness"),
            say!("platform-doctor-witness-lacks", path = folder.display().to_string(), held = held.to_string(), kept = kept.to_string()),
            say!("platform-doctor-witness-lacks-remedy"),
        )
    } else {
        Finding::ok(
            say!("platform-doctor-witness"),
            say!("platform-doctor-witness-fine", held = held.to_string(), path = folder.display().to_string()),
        )
    });
    Ok(all)
}

/// A backup older than this many days is told of …
const BACKUP_DAYS_WARN: i64 = 2;
/// … and one older than this is a failure.
const BACKUP_DAYS_FAIL: i64 = 14;

fn backup_age(app: &App) -> Result<Finding> {
    let newest = app.db().read(|c| audit::newest_of_action(c, backup::MADE))?.map(|e| e.recorded_at);
    let ago = |days: i64| clock::in_seconds(-days * 86_400);
    let remedy = say!("platform-doctor-backup-remedy");
    Ok(match newest {
        None => Finding::fail(say!("platform-doctor-backup"), say!("platform-doctor-backup-none"), remedy),
        Some(at) if at < ago(BACKUP_DAYS_FAIL) => {
            Finding::fail(say!("platform-doctor-backup"), say!("platform-doctor-backup-made", at = at), remedy)
        }
        Some(at) if at < ago(BACKUP_DAYS_WARN) => {
            Finding::warn(say!("platform-doctor-backup"), say!("platform-doctor-backup-made", at = at), remedy)
        }
        Some(at) => Finding::ok(say!("platform-doctor-backup"), say!("platform-doctor-backup-made", at = at)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_lies_and_one_that_is_slow_are_told_of() {
        for (micros, state, word) in [(2.0, State::Warn, "too fast"), (300.0, State::Ok, "0.30 ms"), (250_000.0, State::Warn, "slow")] {
            let found = judge_sync(micros);
            assert!(found.state == state && found.found.to_string().contains(word), "{micros}: {found:?}");
        }
    }

    #[test]
    fn a_clock_that_runs_behind_the_trail_is_told_of() {
        for (now, newest, state) in [
            ("2026-11-24T10:00:00.000Z", None, State::Ok),
            ("2026-11-24T10:00:00.000Z", Some("2026-11-24T09:59:59.000Z"), State::Ok),
            ("2026-11-24T10:00:00.000Z", Some("2026-11-25T00:00:00.000Z"), State::Fail),
            ("1970-01-01T00:00:00.000Z", None, State::Fail),
        ] {
            assert_eq!(judge_clock(now, newest).state, state, "{now} {newest:?}");
        }
    }
}
