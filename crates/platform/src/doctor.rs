//! Looks whether the installation is in order, and says what to do where it is not.

use crate::app::App;
use crate::audit::{self, checkpoint};
use crate::backup;
use crate::db::{self, Address};
use crate::{Result, clock};
use serde::Serialize;
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
    pub what: String,
    /// How it is.
    pub state: State,
    /// What was found.
    pub found: String,
    /// What to do; empty where nothing is to be done.
    pub remedy: String,
}

/// Looks at what is a domain's own.
pub type Look = fn(&App) -> Result<Vec<Finding>>;

impl Finding {
    /// It is in order.
    pub fn ok(what: &str, found: impl Into<String>) -> Finding {
        Finding { what: what.into(), state: State::Ok, found: found.into(), remedy: String::new() }
    }

    /// It is to be looked after.
    pub fn warn(what: &str, found: impl Into<String>, remedy: impl Into<String>) -> Finding {
        Finding { what: what.into(), state: State::Warn, found: found.into(), remedy: remedy.into() }
    }

    /// It is to be mended before anything else.
    pub fn fail(what: &str, found: impl Into<String>, remedy: impl Into<String>) -> Finding {
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
            "public address",
            "no base_url is set",
            "Fine on one's own machine. For others, set base_url to the https address people use, and put a proxy with TLS in front.",
        ),
        "" => Finding::fail(
            "public address",
            format!("listens on {listen} for other machines, and no base_url is set"),
            "Set base_url to the https address people use; without it, cookies are not bound to TLS.",
        ),
        set if set.starts_with("https://") => Finding::ok("public address", set),
        set => Finding::fail(
            "public address",
            format!("base_url is {set}: passwords and cookies travel unencrypted"),
            "Put a proxy with TLS in front and set base_url to its https address.",
        ),
    };
    let listening = if local {
        Finding::ok("listening", format!("{listen}: only this machine reaches the server past the proxy"))
    } else {
        Finding::warn(
            "listening",
            format!("{listen}: other machines reach the server without the proxy, and without TLS"),
            "Set listen to 127.0.0.1:7341 where the proxy runs on this machine; else let only the proxy through the firewall.",
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
        return vec![Finding::ok("file modes", "only the owner may read the data folder")];
    }
    let remedy = format!("chmod -R go-rwx {}", data.display());
    vec![Finding::fail("file modes", format!("others on this machine may look into {}", open.join(", ")), remedy)]
}

#[cfg(not(unix))]
fn modes(_: &Path) -> Vec<Finding> {
    vec![Finding::warn(
        "file modes",
        "this system's access lists are not looked at",
        "See to it that only the account of the server may read the data folder.",
    )]
}

const GIB: u64 = 1 << 30;

fn space(data: &Path) -> Finding {
    let (Ok(free), Ok(total)) = (fs4::available_space(data), fs4::total_space(data)) else {
        return Finding::warn("disk space", "the system does not tell", "Look yourself whether the disk has room.");
    };
    let found = format!("{:.1} GiB free of {:.1} GiB", free as f64 / GIB as f64, total as f64 / GIB as f64);
    // A backup needs the database's size again for a moment; 2 GiB is the database of 100,000 documents.
    match free {
        n if n < GIB / 4 => Finding::fail("disk space", found, "Free some space now: on a full disk nothing can be saved."),
        n if n < 2 * GIB => Finding::warn("disk space", found, "Free some space: a backup needs as much as the database for a moment."),
        _ => Finding::ok("disk space", found),
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
            "disk sync",
            format!("the data folder cannot be written: {error}"),
            "See to it that the server's account may write there.",
        ),
        Ok(micros) => judge_sync(micros),
    }
}

fn judge_sync(micros: f64) -> Finding {
    let found = format!("{:.2} ms, the median of {SYNCS}", micros / 1e3);
    if micros < SYNC_MICROS_MIN {
        return Finding::warn(
            "disk sync",
            format!("{found}: too fast to be true"),
            "This disk says “written” before it has: a power cut can lose what people saved. Use another disk, or switch its write cache off. In memory (tmpfs) nothing lasts.",
        );
    }
    if micros > SYNC_MILLIS_MAX * 1e3 {
        return Finding::warn("disk sync", format!("{found}: slow"), "Every change waits for it. Use a faster disk for the data folder.");
    }
    Finding::ok("disk sync", found)
}

/// The day this version was made: no clock is right that stands before it.
const MADE_ON: &str = "2026-11-01";

fn clock_of(app: &App) -> Result<Finding> {
    let now = clock::now();
    let newest = app.db().read(|c| audit::asked(c, &audit::Question::default(), 1))?.pop().map(|e| e.recorded_at);
    Ok(judge_clock(&now, newest.as_deref()))
}

fn judge_clock(now: &str, newest: Option<&str>) -> Finding {
    let remedy = "Set the clock and keep it with a time service; records of the trail carry its time.";
    match newest {
        _ if now < MADE_ON => Finding::fail("clock", format!("{now} is before this version was made"), remedy),
        Some(newest) if now < newest => Finding::fail("clock", format!("{now} is before the newest record of the trail, {newest}"), remedy),
        _ => Finding::ok("clock", now),
    }
}

fn database(app: &App) -> Result<Vec<Finding>> {
    let Address::Sqlite(path) = app.db().address() else {
        return Ok(vec![Finding::ok("database", format!("PostgreSQL {}", app.db().version()?))]);
    };
    // Opening refuses versions that can corrupt data, so this one is new enough.
    let mut all = vec![Finding::ok("database", format!("SQLite {}", app.db().version()?))];
    let size = |ending: &str| std::fs::metadata(format!("{}{ending}", path.display())).map_or(0, |m| m.len());
    let wal = size("-wal");
    let found = format!("{} MiB beside a database of {} MiB", wal >> 20, size("") >> 20);
    // 256 MiB: four times what the log is cut to after each checkpoint.
    all.push(if wal > 256 << 20 {
        Finding::warn(
            "write-ahead log",
            found,
            "Something reads without an end and keeps the log from being emptied. Restart the server; look for a command that hangs.",
        )
    } else {
        Finding::ok("write-ahead log", found)
    });
    let faults = app.db().quick_check()?;
    all.push(if faults == "ok" {
        Finding::ok("database file", "its pages hold together")
    } else {
        Finding::fail("database file", faults, "Stop the server, keep this folder as it is, and restore the newest backup into a new one.")
    });
    if let Some(network) = db::on_network_disk(path) {
        all.push(Finding::fail(
            "database place",
            format!("the data folder is on {network}"),
            "SQLite needs a local disk. Move the data folder, or use PostgreSQL.",
        ));
    }
    Ok(all)
}

fn trail(app: &App) -> Result<Vec<Finding>> {
    let (position, newest) = app.db().read(|c| Ok((audit::position(c)?, checkpoint::newest(c)?)))?;
    let (size, at) = newest.map_or((0, String::new()), |c| (c.size, c.recorded_at));
    let waiting = position - size;
    let found = format!("{size} of {position} records are covered");
    let late = waiting > 0 && at < clock::in_seconds(-2 * checkpoint::SECONDS_MAX);
    let mut all = vec![if waiting >= 2 * checkpoint::ENTRIES_MAX || late {
        Finding::warn("checkpoints", found, "The server writes them while it runs; without it, run “goodoffices audit checkpoint”.")
    } else {
        Finding::ok("checkpoints", found)
    }];
    let folder = checkpoint::folder(app);
    let own = app.config().text("witness_folder").is_empty();
    let held = checkpoint::in_folder(&folder).map_or(0, |all| all.len());
    let kept = app.db().read(checkpoint::all)?.len();
    let lacks = held < kept || held == 0 && position > 0;
    all.push(if own {
        Finding::warn(
            "witness",
            format!("checkpoints stand only in {}", folder.display()),
            "Set witness_folder to a folder on another machine or medium: who owns this machine could rewrite the past.",
        )
    } else if lacks {
        Finding::fail(
            "witness",
            format!("{} holds {held} of {kept} checkpoints", folder.display()),
            "See to it that the folder is there and can be written; then run “goodoffices audit checkpoint”.",
        )
    } else {
        Finding::ok("witness", format!("{held} checkpoints in {}", folder.display()))
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
    let remedy = "goodoffices backup create FILE, each night; keep the file on another machine.";
    Ok(match newest {
        None => Finding::fail("backup", "none was ever made", remedy),
        Some(at) if at < ago(BACKUP_DAYS_FAIL) => Finding::fail("backup", format!("the newest was made {at}"), remedy),
        Some(at) if at < ago(BACKUP_DAYS_WARN) => Finding::warn("backup", format!("the newest was made {at}"), remedy),
        Some(at) => Finding::ok("backup", format!("the newest was made {at}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_lies_and_one_that_is_slow_are_told_of() {
        for (micros, state, word) in [(2.0, State::Warn, "too fast"), (300.0, State::Ok, "0.30 ms"), (250_000.0, State::Warn, "slow")] {
            let found = judge_sync(micros);
            assert!(found.state == state && found.found.contains(word), "{micros}: {found:?}");
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
