//! Styles and scripts: written by us, served from the binary under their content's hash.

use crate::domain::Domain;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// A style, script or picture.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// Its name below `/assets/`.
    pub name: &'static str,
    /// Its media type.
    pub content_type: &'static str,
    /// Its bytes.
    pub bytes: &'static [u8],
}

const OWN: &[Asset] = &[
    Asset { name: "style.css", content_type: "text/css; charset=utf-8", bytes: include_bytes!("../../assets/style.css") },
    Asset { name: "page.js", content_type: "text/javascript; charset=utf-8", bytes: include_bytes!("../../assets/page.js") },
    Asset { name: "mark.svg", content_type: "image/svg+xml", bytes: include_bytes!("../../assets/mark.svg") },
];

fn find(domains: &[&Domain], name: &str) -> Option<&'static Asset> {
    OWN.iter().chain(domains.iter().flat_map(|d| d.assets)).find(|asset| asset.name == name)
}

fn hash(asset: &Asset) -> String {
    hex::encode(&Sha256::digest(asset.bytes)[..6])
}

/// The address of an asset, which changes with its content.
pub(super) fn address(domains: &[&Domain], name: &str) -> String {
    match find(domains, name) {
        Some(asset) => format!("/assets/{name}?v={}", hash(asset)),
        None => format!("/assets/{name}"),
    }
}

/// Answers for an asset.
pub(super) fn answer(domains: &[&Domain], name: &str) -> Response {
    let Some(asset) = find(domains, name) else {
        return (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/plain")], "There is no such file.").into_response();
    };
    let headers = [(header::CONTENT_TYPE, asset.content_type), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    (headers, asset.bytes).into_response()
}
