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

use askama::Template;
use platform::kit::Around;
use platform::web::{Route, Visit};
use platform::{Result, Sample};

/// What stands around the lists.
pub(crate) const AROUND: &[Around] = &[
    Around { list: "warning.situation", above: Some(situations::above), below: Some(situations::officers) },
    Around { list: "warning.release", above: Some(menu), below: None },
    Around { list: "warning.watch", above: Some(menu), below: None },
    Around { list: "warning.alert", above: Some(menu), below: Some(feed_of_alerts) },
    Around { list: "warning.forecast", above: Some(menu), below: None },
];

#[derive(Template)]
#[template(path = "warning-menu.html")]
struct Menu<'a> {
    v: &'a Visit,
}

/// The menu of early warning, as lists have it above them.
fn menu(v: &Visit) -> Result<String> {
    Ok(Menu { v }.render()?)
}

/// Where the alerts can be followed from elsewhere.
fn feed_of_alerts(_: &Visit) -> Result<String> {
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
