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
pub mod demo;
pub mod event;
pub mod feed;
pub mod files;
pub mod first;
pub mod forecast;
pub mod import;
pub mod ledger;
pub mod level;
pub mod opinion;
pub mod place;
pub mod scenario;
pub mod situation;
mod store;
pub mod sync;
#[cfg(test)]
mod tests;
pub mod watch;
mod web;

use platform::actor::Needs;
use platform::web::Asset;
use platform::{Domain, MenuEntry};

/// What an operator can set: the sources.
const SETTINGS: &[platform::config::Setting] =
    &[sync::SETTINGS[0], sync::SETTINGS[1], sync::SETTINGS[2], sync::SETTINGS[3], sync::SETTINGS[4], sync::SETTINGS[5]];

/// This domain.
pub static DOMAIN: Domain = Domain {
    routes: || {
        let mut all = web::routes();
        all.extend(api::routes());
        all
    },
    pages: web::samples,
    words: &[
        ("ar", include_str!("../locales/ar.ftl")),
        ("en", include_str!("../locales/en.ftl")),
        ("es", include_str!("../locales/es.ftl")),
        ("fr", include_str!("../locales/fr.ftl")),
        ("ru", include_str!("../locales/ru.ftl")),
        ("zh", include_str!("../locales/zh.ftl")),
    ],
    menu: &[MenuEntry { label: "warning-menu", href: "/warning", needs: Needs::Reading }],
    assets: &[Asset { name: "warning.css", content_type: "text/css; charset=utf-8", bytes: include_bytes!("../assets/warning.css") }],
    statements: store::STATEMENTS,
    migrations: &[
        platform::migration!("2026-11-24-warning"),
        platform::migration!("2026-11-26-warning-opinion"),
        platform::migration!("2026-11-28-warning-first-months"),
    ],
    commands: Some(cli::COMMANDS),
    actions: &[watch::ACTIONS, situation::ACTIONS, import::ACTIONS],
    lists: &[watch::LISTS, situation::LISTS, import::LISTS, forecast::LISTS],
    around: web::AROUND,
    offers: country::OFFERS,
    markable: situation::MARKABLE,
    guarded: store::situation::GUARDED,
    jobs: &[import::JOB, forecast::JOB, ledger::JOB, sync::JOB],
    settings: SETTINGS,
    ..Domain::named("warning")
};
