//! What several of the working pages need.

use super::names;
use platform::web::Visit;
use platform::{Error, Result};

/// Only addresses of our own are led to; where `next` is none, to `instead`.
pub(super) fn local(next: &str, instead: &str) -> String {
    let own = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\');
    if own { next.to_owned() } else { instead.to_owned() }
}

/// A table that could not be written.
pub(super) fn csv_failed(error: impl std::fmt::Display) -> Error {
    Error::internal(format!("the table could not be written: {error}"))
}

/// The countries that documents name, by their names: code and name.
pub(super) fn country_choices(v: &Visit) -> Result<Vec<(String, String)>> {
    let named = crate::figure::countries(&v.app, &v.actor)?;
    let mut all: Vec<(String, String)> = named.into_iter().map(|iso3| (names::country(v, &iso3), iso3)).collect();
    all.sort();
    Ok(all.into_iter().map(|(name, iso3)| (iso3, name)).collect())
}
