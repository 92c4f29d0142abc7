//! The product: one binary, and the list of its domains.

mod audit;
mod backup;
mod commands;
mod demo;
mod doctor;

pub use commands::{command, run};
use platform::Domain;

/// Every domain; adding one here adds it everywhere.
pub static DOMAINS: &[&Domain] = &[&library::DOMAIN, &warning::DOMAIN, &drafting::DOMAIN, &access::DOMAIN];
