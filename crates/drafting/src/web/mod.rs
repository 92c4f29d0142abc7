//! Pages: *Check a draft*, where nothing is kept, and the drafts that are.

mod check;
mod drafts;
mod pairs;
mod report;

use platform::Sample;
use platform::web::Route;

pub(crate) fn routes() -> Vec<Route> {
    [check::routes(), drafts::routes(), pairs::routes()].into_iter().flatten().collect()
}

pub(crate) fn samples() -> Vec<Sample> {
    [check::samples(), drafts::samples(), pairs::samples()].into_iter().flatten().collect()
}
