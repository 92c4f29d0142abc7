//! The library: agreements, resolutions, guidance and reports, read and searched by
//! provision, with the source of every line.
//!
//! Words: a *document* is one text; a *provision* its permanent unit; a *topic* a concept of
//! the thesaurus; an *actor* an entry of the authority file; an *import* brings documents in
//! and can be undone; a *basket* collects provisions. Dates keep the precision they have;
//! *unknown* is never shown as zero.

pub mod actor;
pub mod basket;
mod cli;
pub mod document;
pub mod export;
pub mod import;
pub mod index;
mod party;
pub mod provision;
pub mod query;
pub mod read;
mod source;
pub mod stats;
mod store;

use platform::Domain;

/// This domain.
pub static DOMAIN: Domain = Domain {
    statements: store::STATEMENTS,
    migrations: &[platform::migration!("2026-11-23-library")],
    commands: Some(cli::COMMANDS),
    jobs: &[import::JOB],
    follow: Some(index::follow),
    ..Domain::named("library")
};
