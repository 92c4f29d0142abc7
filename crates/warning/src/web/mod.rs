//! Pages: read the request, call an action, fill a page.

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
mod watches;

use platform::Sample;
use platform::web::Route;

pub(crate) fn routes() -> Vec<Route> {
    let mut all = overview::routes();
    all.extend(country::routes());
    all.extend(places::routes());
    all.extend(scores::routes());
    all.extend(releases::routes());
    all.extend(situations::routes());
    all.extend(watches::routes());
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
    all.extend(watches::samples());
    all.extend(bring::samples());
    all
}
