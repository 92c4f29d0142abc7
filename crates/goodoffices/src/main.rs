//! The product: one binary, and the list of its domains.

mod commands;
mod demo;

use platform::Domain;

/// Every domain; adding one here adds it everywhere.
static DOMAINS: &[&Domain] = &[&library::DOMAIN, &access::DOMAIN];

fn main() -> std::process::ExitCode {
    commands::run(DOMAINS)
}
