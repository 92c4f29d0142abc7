//! What is derived from the database, and when it may be shown.
//!
//! An index, a list in memory, a drawing: each stands at a position of the trail. It may answer
//! only where nothing has been hidden or taken away since the position that it *shows*, which is
//! not the one that somebody has written to the disk meanwhile. Whether that is so is read in the
//! same picture of the database in which what was found is looked at once more, through the views
//! that end in `_seen`.

use crate::actor::Actor;
use crate::app::App;
use crate::db::Connection;
use crate::{Error, Result, audit, limits, say};
use std::time::{Duration, Instant};

/// How long a request waits for what is derived to come up to date.
const PATIENCE: Duration = Duration::from_millis(1_000);
/// How long a command or a job waits.
const PATIENCE_OF_COMMANDS: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(25);
/// Records looked at; whoever is further behind is behind.
const RECORDS_MAX: usize = 1_000;

/// Something derived from the database.
pub struct Derived {
    /// Its name, for people.
    pub name: &'static str,
    /// How actions begin after which it shows nothing that it must not. Every other action may
    /// have hidden or taken away something: one that nobody thought of makes it wait, not tell.
    pub harmless: &'static [&'static str],
    /// The position that it shows.
    pub shown: fn(&App) -> Result<u64>,
    /// Brings it up to date, or lets whoever is at it already go on; does not wait.
    pub nudge: fn(&App) -> Result<()>,
}

/// What was found in something derived.
#[derive(Debug)]
pub struct Found<T> {
    /// What was found.
    pub value: T,
    /// The position that was shown when it was found.
    pub shown: u64,
}

impl Derived {
    /// Whether nothing was hidden or taken away after `shown`, in this picture of the database.
    pub fn is_fresh(&self, c: &mut Connection, shown: u64) -> Result<bool> {
        let shown = i64::try_from(shown).unwrap_or(i64::MAX);
        let since = audit::after(c, shown, RECORDS_MAX)?;
        let harmless = |action: &str| self.harmless.iter().any(|begin| action.starts_with(begin));
        Ok(since.len() < RECORDS_MAX && since.iter().all(|record| harmless(&record.action)))
    }

    /// Asks until what is found may be shown to `reader`: `seen` says whether all of it is in the
    /// views that hold what they may see. Where it does not come up to date soon, nothing is shown.
    pub fn ask<T>(
        &self,
        app: &App,
        reader: &Actor,
        ask: impl Fn() -> Result<Found<T>>,
        seen: impl Fn(&mut Connection, &T) -> Result<bool>,
    ) -> Result<T> {
        let patience = if limits::until().is_some() { PATIENCE } else { PATIENCE_OF_COMMANDS };
        let began = Instant::now();
        loop {
            let found = ask()?;
            let (fresh, all) = app.read(reader, |c| Ok((self.is_fresh(c, found.shown)?, seen(c, &found.value)?)))?;
            if fresh && all {
                return Ok(found.value);
            }
            loop {
                if began.elapsed() >= patience {
                    tracing::warn!(
                        derived = self.name,
                        shown = found.shown,
                        fresh,
                        all,
                        "it does not answer: it is behind what was hidden"
                    );
                    return Err(Derived::behind());
                }
                (self.nudge)(app)?;
                std::thread::sleep(PAUSE);
                let shown = (self.shown)(app)?;
                if app.db().read(|c| self.is_fresh(c, shown))? {
                    break;
                }
            }
        }
    }

    fn behind() -> Error {
        Error::Unavailable(say!("platform-error-behind"))
    }
}
