//! People, sign-in and roles, and the pages of the trail.
//!
//! Words: an *account* is somebody who may sign in; a *session* proves who a request comes
//! from; a *role* gives what one may do.

pub mod account;
mod api;
mod cli;
mod password;
pub mod session;
mod store;
mod trail;
mod web;
#[cfg(test)]
mod tests;

use platform::actor::Needs;
use platform::{Domain, MenuEntry};

/// This domain.
pub static DOMAIN: Domain = Domain {
    routes: || {
        let mut all = web::routes();
        all.extend(api::routes());
        all.extend(trail::routes());
        all
    },
    statements: &[store::STATEMENTS],
    migrations: &[platform::migration!("2026-11-23-access")],
    pages: || {
        let mut all = web::samples();
        all.extend(trail::samples());
        all
    },
    commands: Some(cli::COMMANDS),
    words: &[
        ("ar", include_str!("../locales/ar.ftl")),
        ("en", include_str!("../locales/en.ftl")),
        ("es", include_str!("../locales/es.ftl")),
        ("fr", include_str!("../locales/fr.ftl")),
        ("ru", include_str!("../locales/ru.ftl")),
        ("zh", include_str!("../locales/zh.ftl")),
    ],
    menu: &[
        MenuEntry { label: "access-people", href: "/people", needs: Needs::Administering },
        MenuEntry { label: "access-trail", href: "/trail", needs: Needs::Administering },
    ],
    identify: Some(session::identify),
    ..Domain::named("access")
};
