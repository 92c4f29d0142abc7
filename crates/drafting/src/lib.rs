//! The draft on the table: a ceasefire or peace agreement is checked before it is signed, laid
//! beside its other language, compared with the version before, and begun from building blocks.
//!
//! Words: a *finding* names its rule, its words and its source; a *block* is one of 27 building
//! blocks that can be adapted, of which none is required; an *obligation* says who does what; a *draft*
//! is kept for a compartment, with its *versions*; a *mark* says that one finding is meant so. The
//! domain advises and never decides. What is only checked is answered and forgotten: never stored,
//! logged, indexed or cached.

mod akn;
mod api;
pub mod block;
pub mod build;
pub mod check;
mod cli;
pub mod compare;
pub mod concordance;
pub mod demo;
pub mod draft;
pub mod intended;
mod pair;
mod precedent;
mod redline;
pub mod rule;
mod said;
mod store;
pub mod text;
pub mod version;
mod web;
pub mod word;

use platform::actor::Needs;
use platform::{Domain, MenuEntry};

/// The words of a language.
macro_rules! words {
    ($code:literal) => {
        concat!(
            include_str!(concat!("../locales/", $code, "/drafts.ftl")),
            include_str!(concat!("../locales/", $code, "/pages.ftl")),
            include_str!(concat!("../locales/", $code, "/rules.ftl"))
        )
    };
}

/// This domain.
pub static DOMAIN: Domain = Domain {
    routes,
    words: &[
        ("ar", words!("ar")),
        ("en", words!("en")),
        ("es", words!("es")),
        ("fr", words!("fr")),
        ("ru", words!("ru")),
        ("zh", words!("zh")),
    ],
    pages: web::samples,
    commands: Some(cli::COMMANDS),
    menu: &[
        MenuEntry { label: "drafting-drafts", href: "/drafts", needs: Needs::SignedIn },
        MenuEntry { label: "drafting-check", href: "/drafting/check", needs: Needs::SignedIn },
    ],
    statements: &[store::STATEMENTS],
    migrations: &[platform::migration!("2026-11-28-drafting")],
    actions: &[draft::ACTIONS],
    lists: &[draft::LISTS],
    markable: draft::MARKABLE,
    guarded: store::GUARDED,
    ..Domain::named("drafting")
};

/// Pages, forms and the programs' interface.
fn routes() -> Vec<platform::web::Route> {
    let mut all = web::routes();
    all.extend(api::routes());
    all
}

/// The day, as in `2026-11-28`.
pub(crate) fn today() -> String {
    platform::clock::today().to_string()
}
