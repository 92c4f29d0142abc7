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

pub(crate) use baskets::{about_baskets, about_searches};
pub(crate) use imports::about_imports;
pub(crate) use names::{document_href, provision_href};
use platform::Sample;
use platform::web::Route;

pub(crate) fn routes() -> Vec<Route> {
    [
        home::routes(),
        search::routes(),
        documents::routes(),
        processes::routes(),
        provisions::routes(),
        similar::routes(),
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
