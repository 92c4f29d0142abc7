//! Pages: read the request, call an action or a query, fill a page. One file a thing.

mod actors;
mod baskets;
mod compare;
mod documents;
mod exports;
mod figures;
mod home;
mod imports;
mod provisions;
mod search;
mod shared;
mod skos;
mod topics;

use platform::Sample;
use platform::web::Route;

pub(crate) fn routes() -> Vec<Route> {
    [
        home::routes(),
        search::routes(),
        documents::routes(),
        provisions::routes(),
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
        provisions::samples(),
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
