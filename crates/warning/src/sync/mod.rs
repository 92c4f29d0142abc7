//! Reading sources over the network, with the operator's own keys, and only where a setting
//! gives the address: a whole release is fetched first and then written, or nothing is.

mod acled;
mod http;
#[cfg(test)]
mod tests;
mod ucdp;
mod views;

pub(crate) use acled::read_file as read_acled_file;
pub(crate) use views::read_file as read_views_file;

use crate::feed::Feed;
use crate::import::{Release, write};
use crate::store;
use platform::actor::{Actor, Needs};
use platform::config::{Setting, Shown};
use platform::jobs::{Job, JobKind, Progress};
use platform::{App, Error, Result, say};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Hears how far a source has been read, and stops the reading where it fails.
pub(crate) type Watch<'a> = dyn Fn(usize, Option<usize>, &str) -> Result<()> + 'a;

/// The background job that reads a source.
pub const JOB: JobKind = JobKind { name: "warning.sync", limit: Duration::from_secs(120 * 60), run };

/// Addresses and keys. Nothing is read from the network while the address is empty.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "ucdp_url",
        env: "GOODOFFICES_UCDP_URL",
        default: "",
        help: "Address of UCDP's interface, as in https://ucdpapi.pcr.uu.se/api. Empty: never read.",
        shown: Shown::Whole,
    },
    Setting {
        key: "ucdp_token",
        env: "GOODOFFICES_UCDP_TOKEN",
        default: "",
        help: "Your access token for UCDP's interface.",
        shown: Shown::Never,
    },
    Setting {
        key: "acled_url",
        env: "GOODOFFICES_ACLED_URL",
        default: "",
        help: "Address of ACLED's interface, as in https://acleddata.com. Empty: never read.",
        shown: Shown::Whole,
    },
    Setting {
        key: "acled_user",
        env: "GOODOFFICES_ACLED_USER",
        default: "",
        help: "Your ACLED account (e-mail address).",
        shown: Shown::Whole,
    },
    Setting { key: "acled_password", env: "GOODOFFICES_ACLED_PASSWORD", default: "", help: "Your ACLED password.", shown: Shown::Never },
    Setting {
        key: "views_url",
        env: "GOODOFFICES_VIEWS_URL",
        default: "",
        help: "Address of VIEWS' interface, as in https://api.viewsforecasting.org. Empty: never read.",
        shown: Shown::Whole,
    },
];

/// A source that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = SyncSource)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// UCDP georeferenced events.
    UcdpGed,
    /// ACLED events.
    Acled,
    /// VIEWS' forecasts, as a second opinion.
    Views,
}

impl std::str::FromStr for Source {
    type Err = Error;

    fn from_str(word: &str) -> Result<Source> {
        match word {
            "ucdp" | "ucdp_ged" => Ok(Source::UcdpGed),
            "acled" => Ok(Source::Acled),
            "views" => Ok(Source::Views),
            _ => Err(Error::invalid("source", say!("warning-error-source", word = word))),
        }
    }
}

impl Source {
    /// Its card's id.
    pub fn word(self) -> &'static str {
        match self {
            Source::UcdpGed => "ucdp_ged",
            Source::Acled => "acled",
            Source::Views => "views",
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct Order {
    source: Source,
    #[serde(default)]
    version: String,
}

fn run(app: &App, job: &Job, progress: &Progress<'_>) -> Result<serde_json::Value> {
    let order: Order = serde_json::from_value(job.arguments.clone())?;
    let release = sync(app, &job.actor(), order.source, &order.version, &|done, total, doing| progress.at(done, total, doing))?;
    Ok(serde_json::json!({"release": release.id, "href": format!("/warning/releases/{}", release.id), "counts": release.counts}))
}

/// Queues the reading of a source for the server's worker; the job's id. Where no address is
/// set, nothing is queued.
pub fn queue(app: &App, actor: &Actor, source: Source, version: &str) -> Result<String> {
    app.require(actor, Needs::Curating)?;
    match source {
        Source::UcdpGed => ucdp::check_version(version).and_then(|()| address(app.config(), "ucdp_url", "UCDP"))?,
        Source::Acled => address(app.config(), "acled_url", "ACLED")?,
        Source::Views => views::check_run(version).and_then(|()| address(app.config(), "views_url", "VIEWS"))?,
    };
    platform::jobs::queue(app, actor, JOB.name, &serde_json::to_value(Order { source, version: version.to_owned() })?)
}

/// Reads `version` of a source (UCDP: `25.1` or `25.0.10`; VIEWS: a run, the
/// newest where empty; ACLED has no versions) and keeps
/// it as a release. A failure is noted on the feed and changes nothing else.
pub fn sync(app: &App, actor: &Actor, source: Source, version: &str, watch: &Watch<'_>) -> Result<Release> {
    app.require(actor, Needs::Curating)?;
    let fetched = match source {
        Source::UcdpGed => ucdp::fetch(app.config(), version, watch),
        Source::Acled => acled::fetch(app.config(), watch),
        Source::Views => views::fetch(app.config(), version, watch),
    };
    match fetched {
        // Inside the change the database cannot hear how far it is.
        Ok(batch) => write::write(app, actor, batch, &|_, _, _| {}),
        Err(error) => {
            let feed = Feed {
                source: source.word().into(),
                tried_at: platform::clock::now(),
                succeeded_at: None,
                error: Some(error.said().to_keep()),
                rows_read: 0,
                data_until: None,
            };
            app.db().housekeep(|c| store::release::put_feed(c, &feed))?;
            Err(error)
        }
    }
}

/// The address that a setting gives, or what to set.
fn address<'a>(config: &'a platform::config::Config, key: &str, what: &str) -> Result<&'a str> {
    let address = config.text(key).trim_end_matches('/');
    if address.is_empty() {
        return Err(Error::invalid(key, say!("warning-error-no-address", source = what, key = key)));
    }
    Ok(address)
}
