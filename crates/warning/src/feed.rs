//! Feeds: how old what we know is, and what depends on it.

use crate::store;
use platform::actor::Actor;
use platform::web::Visit;
use platform::{App, Result};
use serde::Serialize;

/// A feed is stale when its newest month ended more than this many months ago: UCDP's
/// candidate events appear about 20 days after a month's end.
pub const STALE_MONTHS: i64 = 2;

/// The state of one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Feed {
    /// Source card.
    pub source: String,
    /// Last time that somebody tried to read it.
    pub tried_at: String,
    /// Last time that it went well; none where it never did.
    pub succeeded_at: Option<String>,
    /// What went wrong the last time; none where it went well.
    pub error: Option<String>,
    /// Rows read the last time that it went well.
    pub rows_read: i64,
    /// Newest month it speaks of, `YYYY-MM`.
    pub data_until: Option<String>,
}

impl Feed {
    /// Whole months between its newest month and the month of `today` (`YYYY-MM…`); none
    /// where it holds nothing.
    pub fn age_months(&self, today: &str) -> Option<i64> {
        let until = self.data_until.as_ref()?.parse::<methods::forecast::month::Month>().ok()?;
        let now = today.parse::<methods::forecast::month::Month>().ok()?;
        Some(now.0 - until.0)
    }

    /// Whether what depends on it should not be trusted as current.
    pub fn is_stale(&self, today: &str) -> bool {
        self.error.is_some() || self.age_months(today).is_none_or(|months| months > STALE_MONTHS)
    }
}

/// All feeds that were ever read.
pub fn all(app: &App, reader: &Actor) -> Result<Vec<Feed>> {
    app.read(reader, store::release::feeds)
}

/// All feeds as a visitor reads them, what went wrong in their language.
pub(crate) fn told(visit: &Visit) -> Result<Vec<Feed>> {
    let told = |feed: Feed| Feed { error: feed.error.map(|kept| visit.kept(&kept)), ..feed };
    Ok(all(&visit.app, &visit.actor)?.into_iter().map(told).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_whose_newest_month_is_long_over_is_stale() {
        let feed = |until: &str, error: Option<&str>| Feed {
            source: "x".into(),
            tried_at: String::new(),
            succeeded_at: None,
            error: error.map(str::to_owned),
            rows_read: 0,
            data_until: Some(until.into()),
        };
        for (until, error, stale) in [("2026-09", None, false), ("2026-08", None, true), ("2026-10", Some("401"), true)] {
            assert_eq!(feed(until, error).is_stale("2026-11-24"), stale, "{until}");
        }
    }
}
