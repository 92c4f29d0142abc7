//! People, sign-in and roles, and the pages of the trail.
//!
//! Words: an *account* is somebody who may sign in; a *session* proves who a request comes
//! from; a *token* does so for a program; a *role* gives what one may do; a *second factor* is
//! what is asked for besides a password; a *link* lets somebody in once. What one may see is
//! the ground's ([`platform::clearance`]); its pages are here, since people are known here.

pub mod account;
mod api;
mod cli;
pub mod compartment;
pub mod factor;
pub mod link;
mod passkey;
mod password;
mod pending;
mod provider;
mod sealed;
mod secret;
pub mod session;
pub mod sign_in;
mod store;
#[cfg(test)]
mod tests;
mod throttle;
pub mod token;
mod trail;
mod way_in;
mod web;

pub use cli::print_link;

use platform::actor::Needs;
use platform::config::{Setting, Shown};
use platform::web::Asset;
use platform::{App, Domain, MenuEntry};

const SETTINGS: &[Setting] = &[
    Setting {
        key: "second_factor_roles",
        env: "GOODOFFICES_SECOND_FACTOR_ROLES",
        default: "",
        help: "Roles that sign in only with a passkey or an authenticator app, separated by commas, as in administrator,auditor; or all.",
        shown: Shown::Whole,
    },
    Setting {
        key: "session_idle_minutes",
        env: "GOODOFFICES_SESSION_IDLE_MINUTES",
        default: "30",
        help: "A session ends after so many minutes without a request.",
        shown: Shown::Whole,
    },
    Setting {
        key: "session_hours",
        env: "GOODOFFICES_SESSION_HOURS",
        default: "12",
        help: "A session ends after so many hours in any case.",
        shown: Shown::Whole,
    },
    Setting {
        key: "link_hours",
        env: "GOODOFFICES_LINK_HOURS",
        default: "24",
        help: "A one-time link is good for so many hours.",
        shown: Shown::Whole,
    },
    Setting {
        key: "sign_in_tries_per_source",
        env: "GOODOFFICES_SIGN_IN_TRIES_PER_SOURCE",
        default: "100",
        help: "Wrong tries from one address before a pause. An organisation behind one address may need more.",
        shown: Shown::Whole,
    },
    Setting {
        key: "oidc_issuer",
        env: "GOODOFFICES_OIDC_ISSUER",
        default: "",
        help: "Address of an OpenID Connect provider, as in https://login.example.org. Empty: none, and no connection to one.",
        shown: Shown::Whole,
    },
    Setting {
        key: "oidc_name",
        env: "GOODOFFICES_OIDC_NAME",
        default: "",
        help: "What people see on the button that leads to the provider. Empty: the provider's host.",
        shown: Shown::Whole,
    },
    Setting {
        key: "oidc_client_id",
        env: "GOODOFFICES_OIDC_CLIENT_ID",
        default: "",
        help: "The client id that the provider gave.",
        shown: Shown::Whole,
    },
    Setting {
        key: "oidc_secret_file",
        env: "GOODOFFICES_OIDC_SECRET_FILE",
        default: "",
        help: "A file that holds the client secret and nothing else. Empty: a public client with PKCE alone.",
        shown: Shown::Whole,
    },
    Setting {
        key: "oidc_role_claim",
        env: "GOODOFFICES_OIDC_ROLE_CLAIM",
        default: "groups",
        help: "The claim that holds a person's groups.",
        shown: Shown::Whole,
    },
    Setting {
        key: "oidc_roles",
        env: "GOODOFFICES_OIDC_ROLES",
        default: "",
        help: "Which group has which role, the first that fits wins, as in mediation-it=administrator,mediation=mediator.",
        shown: Shown::Whole,
    },
];

/// This domain.
pub static DOMAIN: Domain = Domain {
    routes: || {
        let mut all = web::routes();
        all.extend(api::routes());
        all.extend(trail::routes());
        all
    },
    statements: &[store::STATEMENTS, store::proofs::STATEMENTS, store::waiting::STATEMENTS],
    migrations: &[platform::migration!("2026-11-23-access"), platform::migration!("2026-11-24-sign-in")],
    pages: || {
        let mut all = web::samples();
        all.extend(trail::samples());
        all
    },
    commands: Some(cli::COMMANDS),
    settings: SETTINGS,
    words: &[
        ("ar", include_str!("../locales/ar.ftl")),
        ("en", include_str!("../locales/en.ftl")),
        ("es", include_str!("../locales/es.ftl")),
        ("fr", include_str!("../locales/fr.ftl")),
        ("ru", include_str!("../locales/ru.ftl")),
        ("zh", include_str!("../locales/zh.ftl")),
    ],
    menu: &[
        MenuEntry { label: "access-compartments", href: "/compartments", needs: Needs::SignedIn },
        MenuEntry { label: "access-people", href: "/people", needs: Needs::Administering },
        MenuEntry { label: "access-trail", href: "/trail", needs: Needs::Auditing },
    ],
    assets: &[Asset { name: "passkey.js", content_type: "text/javascript; charset=utf-8", bytes: include_bytes!("../assets/passkey.js") }],
    offers: compartment::OFFERS,
    actions: &[account::ACTIONS, compartment::ACTIONS],
    lists: &[account::LISTS, compartment::LISTS],
    around: web::AROUND,
    identify: Some(session::identify),
    present: Some(web::presence),
    notices: Some(web::notices),
    doctor: Some(compartment::look),
    ..Domain::named("access")
};

/// A setting that is a whole number above zero; what holds unless told, where it is not.
fn number(app: &App, key: &str) -> i64 {
    let default = SETTINGS.iter().find(|s| s.key == key).map_or("", |s| s.default);
    let parse = |text: &str| text.trim().parse::<i64>().ok().filter(|n| (1..=100_000).contains(n));
    parse(app.config().text(key)).or_else(|| parse(default)).unwrap_or(1)
}
