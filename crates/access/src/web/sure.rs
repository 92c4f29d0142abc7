//! What cannot be taken back is asked about first, on a page that says what happens to what.

use askama::Template;
use platform::web::{Outcome, Reply, Visit};
use platform::{Result, Sample};

/// The question before something that cannot be taken back.
#[derive(Default)]
pub(super) struct Question<'a> {
    /// What is asked.
    pub title: String,
    /// What happens to what, a sentence each.
    pub lines: Vec<String>,
    /// What the form held, sent again with the answer.
    pub fields: Vec<(&'a str, &'a str)>,
    /// Whether a reason is asked for.
    pub reason: bool,
    /// Where who does not want it goes back to.
    pub back: &'a str,
}

#[derive(Template)]
#[template(path = "sure.html")]
struct SurePage<'a> {
    v: &'a Visit,
    asked: &'a Question<'a>,
}

/// Whether somebody has said that they are sure.
pub(super) fn is_sure(said: &str) -> bool {
    said == "yes"
}

/// The page that asks; its form leads to the address that asks.
pub(super) fn ask(visit: &Visit, asked: &Question<'_>) -> Outcome {
    Ok(Reply::html(draw(visit, asked)?))
}

fn draw(v: &Visit, asked: &Question<'_>) -> Result<String> {
    Ok(SurePage { v, asked }.render()?)
}

/// This page, drawn from a sample.
pub(super) fn samples() -> Vec<Sample> {
    vec![Sample {
        name: "sure.html",
        render: |v| {
            let (title, lines) = (v.tx("access-sure-end", "Ilse Maren"), vec![v.t("access-sure-end-open"), v.t("access-sure-end-in")]);
            draw(v, &Question { title, lines, fields: vec![("login", "ilse")], reason: true, back: "/people" })
        },
    }]
}
