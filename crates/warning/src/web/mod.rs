//! Pages: read the request, call an action, fill a page.

mod alerts;
mod bring;
mod country;
mod geography;
mod overview;
mod places;
mod plots;
mod releases;
mod scores;
mod shared;
mod situations;

pub(crate) use situations::{above as above_situations, officers as officers_record};

use askama::Template;
use platform::web::{Route, Visit};
use platform::{Result, Sample};

#[derive(Template)]
#[template(path = "warning-menu.html")]
struct Menu<'a> {
    v: &'a Visit,
}

/// The menu of early warning, as lists have it above them.
pub(crate) fn menu(v: &Visit) -> Result<String> {
    Ok(Menu { v }.render()?)
}

/// Where the alerts can be followed from elsewhere.
pub(crate) fn feed_of_alerts(_: &Visit) -> Result<String> {
    Ok("<p class=\"meta noprint\"><a href=\"/warning/alerts/atom\">Atom</a></p>".to_owned())
}

pub(crate) fn routes() -> Vec<Route> {
    let mut all = overview::routes();
    all.extend(country::routes());
    all.extend(places::routes());
    all.extend(scores::routes());
    all.extend(releases::routes());
    all.extend(situations::routes());
    all.extend(alerts::routes());
    all.extend(bring::routes());
    all
}

/// Every page, drawn from samples.
pub(crate) fn samples() -> Vec<Sample> {
    let mut all = overview::samples();
    all.extend(country::samples());
    all.extend(places::samples());
    all.extend(scores::samples());
    all.extend(releases::samples());
    all.extend(situations::samples());
    all.extend(bring::samples());
    all
}
