//! The library: agreements, resolutions, guidance and reports, read and searched by
//! provision, with the source of every line.
//!
//! Words: a *document* is one text; a *provision* its permanent unit; a *topic* a concept of
//! the thesaurus; an *actor* an entry of the authority file; an *import* brings documents in
//! and can be undone; a *basket* collects provisions. Dates keep the precision they have;
//! *unknown* is never shown as zero.

pub mod actor;
mod api;
pub mod aside;
pub mod basket;
mod cli;
pub mod document;
pub mod export;
pub mod figure;
pub mod import;
pub mod index;
pub mod marking;
pub mod original;
mod party;
pub mod provision;
pub mod query;
pub mod read;
mod said;
mod source;
pub mod stats;
mod store;
#[cfg(test)]
mod tests;
mod web;
mod whole;

use platform::actor::Needs;
use platform::{Domain, MenuEntry};

/// This domain.
pub static DOMAIN: Domain = Domain {
    routes,
    statements: store::STATEMENTS,
    migrations: &[platform::migration!("2026-11-23-library")],
    words: &[
        (
            "ar",
            concat!(
                include_str!("../locales/ar/reading.ftl"),
                include_str!("../locales/ar/working.ftl"),
                include_str!("../locales/ar/told.ftl")
            ),
        ),
        (
            "en",
            concat!(
                include_str!("../locales/en/reading.ftl"),
                include_str!("../locales/en/working.ftl"),
                include_str!("../locales/en/told.ftl")
            ),
        ),
        (
            "es",
            concat!(
                include_str!("../locales/es/reading.ftl"),
                include_str!("../locales/es/working.ftl"),
                include_str!("../locales/es/told.ftl")
            ),
        ),
        (
            "fr",
            concat!(
                include_str!("../locales/fr/reading.ftl"),
                include_str!("../locales/fr/working.ftl"),
                include_str!("../locales/fr/told.ftl")
            ),
        ),
        (
            "ru",
            concat!(
                include_str!("../locales/ru/reading.ftl"),
                include_str!("../locales/ru/working.ftl"),
                include_str!("../locales/ru/told.ftl")
            ),
        ),
        (
            "zh",
            concat!(
                include_str!("../locales/zh/reading.ftl"),
                include_str!("../locales/zh/working.ftl"),
                include_str!("../locales/zh/told.ftl")
            ),
        ),
    ],
    pages: web::samples,
    actions: &[basket::ACTIONS],
    lists: &[actor::LISTS, &[basket::BASKETS, basket::SEARCHES, import::IMPORTS]],
    around: web::AROUND,
    agreements: Some(whole::WHOLE),
    commands: Some(cli::COMMANDS),
    jobs: &[import::JOB],
    markable: marking::MARKABLE,
    guarded: store::GUARDED,
    follow: Some(index::follow),
    menu: &[
        MenuEntry { label: "library-search", href: "/library/search", needs: Needs::Reading },
        MenuEntry { label: "library-documents", href: "/library/documents", needs: Needs::Reading },
        MenuEntry { label: "library-processes", href: "/library/processes", needs: Needs::Reading },
        MenuEntry { label: "library-topics", href: "/library/topics", needs: Needs::Reading },
        MenuEntry { label: "library-actors", href: "/library/actors", needs: Needs::Reading },
        MenuEntry { label: "library-figures", href: "/library/figures", needs: Needs::Reading },
        MenuEntry { label: "library-sources", href: "/library/sources", needs: Needs::Reading },
        MenuEntry { label: "library-baskets", href: "/library/baskets", needs: Needs::SignedIn },
        MenuEntry { label: "library-imports", href: "/library/imports", needs: Needs::Curating },
    ],
    doctor: Some(index::doctor),
    ..Domain::named("library")
};

/// Pages, forms and the programs' interface.
fn routes() -> Vec<platform::web::Route> {
    let mut all = web::routes();
    all.extend(api::routes());
    all
}
