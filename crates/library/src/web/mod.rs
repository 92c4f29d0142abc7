//! Pages: read the request, call an action or a query, fill a page. One file a thing.

mod actors;
mod baskets;
mod cite;
mod compare;
mod documents;
mod exports;
mod figures;
mod hits;
mod home;
mod imports;
mod names;
mod outline;
mod processes;
mod provisions;
mod search;
mod shared;
mod similar;
mod skos;
mod topics;
mod wordings;

use platform::Sample;
use platform::kit::Around;
use platform::web::Route;

/// What stands around the lists.
pub(crate) const AROUND: &[Around] = &[
    Around { list: "library.actor", above: Some(actors::above), below: None },
    Around { list: "library.basket", above: Some(baskets::about_baskets), below: None },
    Around { list: "library.saved-search", above: Some(baskets::about_searches), below: None },
    Around { list: "library.import", above: Some(imports::about_imports), below: None },
];

pub(crate) fn routes() -> Vec<Route> {
    [
        home::routes(),
        search::routes(),
        documents::routes(),
        processes::routes(),
        provisions::routes(),
        similar::routes(),
        wordings::routes(),
        compare::routes(),
        topics::routes(),
        actors::routes(),
        imports::routes(),
        baskets::routes(),
        figures::routes(),
        exports::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub(crate) fn samples() -> Vec<Sample> {
    [
        home::samples(),
        search::samples(),
        documents::samples(),
        processes::samples(),
        provisions::samples(),
        similar::samples(),
        wordings::samples(),
        compare::samples(),
        topics::samples(),
        actors::samples(),
        imports::samples(),
        baskets::samples(),
        figures::samples(),
        exports::samples(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
