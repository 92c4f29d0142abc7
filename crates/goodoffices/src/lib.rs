//! The product: one binary, and the list of its domains.

mod commands;
mod demo;

pub use commands::{command, run};
use platform::Domain;

/// Every domain; adding one here adds it everywhere.
pub static DOMAINS: &[&Domain] = &[&library::DOMAIN, &warning::DOMAIN, &access::DOMAIN];
