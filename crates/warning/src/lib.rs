//! Early warning that keeps score of itself: what was reported, what may come, and how good
//! past forecasts were.
//!
//! Words: a *release* is what a source said at one time, kept whole; an *event* something
//! reported, in the words of each release; a *series* deaths by country and month; a *forecast*
//! a distribution of deaths for each country and month, with the *cut-off* (last month of
//! data) and release it rests on; a *window* a calendar year forecast as the VIEWS challenge
//! does. Deaths are state-based deaths, best estimate, in persons; chances are 0..1.
//! A country-month without a row was *not observed*; with a zero, nobody was reported dead.

mod api;
pub mod backtest;
mod cli;
pub mod country;
pub mod event;
pub mod feed;
pub mod files;
pub mod forecast;
pub mod import;
pub mod ledger;
mod store;
#[cfg(test)]
mod tests;

use platform::Domain;

/// This domain.
pub static DOMAIN: Domain = Domain {
    routes: || api::routes(),
    statements: store::STATEMENTS,
    migrations: &[platform::migration!("2026-11-24-warning")],
    commands: Some(cli::COMMANDS),
    jobs: &[import::JOB, forecast::JOB, ledger::JOB],
    ..Domain::named("warning")
};
