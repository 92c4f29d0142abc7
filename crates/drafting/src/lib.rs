//! The draft on the table: a ceasefire or peace agreement is checked before it is signed, laid
//! beside its other language, compared with the version before, and begun from building blocks.
//!
//! Words: a *finding* names its rule, its words and its source; a *block* is one of 27 building
//! blocks that can be adapted, of which none is required; an *obligation* says who does what. The
//! domain advises and never decides. What is sent is confidential: it is answered and forgotten,
//! never stored, logged, indexed or cached.

mod akn;
mod api;
pub mod block;
pub mod build;
pub mod check;
mod cli;
pub mod compare;
pub mod concordance;
mod redline;
pub mod rule;
mod said;
pub mod text;
mod web;

use platform::actor::Needs;
use platform::{Domain, MenuEntry};

/// This domain.
pub static DOMAIN: Domain = Domain {
    routes,
    words: &[
        ("ar", concat!(include_str!("../locales/ar/pages.ftl"), include_str!("../locales/ar/rules.ftl"))),
        ("en", concat!(include_str!("../locales/en/pages.ftl"), include_str!("../locales/en/rules.ftl"))),
        ("es", concat!(include_str!("../locales/es/pages.ftl"), include_str!("../locales/es/rules.ftl"))),
        ("fr", concat!(include_str!("../locales/fr/pages.ftl"), include_str!("../locales/fr/rules.ftl"))),
        ("ru", concat!(include_str!("../locales/ru/pages.ftl"), include_str!("../locales/ru/rules.ftl"))),
        ("zh", concat!(include_str!("../locales/zh/pages.ftl"), include_str!("../locales/zh/rules.ftl"))),
    ],
    pages: web::samples,
    commands: Some(cli::COMMANDS),
    menu: &[MenuEntry { label: "drafting-check", href: "/drafting/check", needs: Needs::SignedIn }],
    ..Domain::named("drafting")
};

/// Pages, forms and the programs' interface.
fn routes() -> Vec<platform::web::Route> {
    let mut all = web::routes();
    all.extend(api::routes());
    all
}
