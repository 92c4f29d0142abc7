//! What is shown once: codes, links and tokens, which no cache keeps.

use super::{Outcome, Reply, Visit};
use askama::Template;
use axum::http::header::CACHE_CONTROL;

#[derive(Template)]
#[template(path = "shown.html")]
struct ShownPage<'a> {
    v: &'a Visit,
    title: String,
    about: String,
    secrets: Vec<String>,
    next: String,
}

impl Visit {
    /// A page that shows secrets this once, says what to do with them, and leads on.
    pub fn show_once(&self, title: String, about: String, secrets: Vec<String>, next: String) -> Outcome {
        let page = ShownPage { v: self, title, about, secrets, next };
        Ok(Reply::html(page.render()?).with_header(CACHE_CONTROL, "no-store"))
    }
}
