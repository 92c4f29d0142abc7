//! Provisions that were found, as search and similarity show them.

use super::names::{self, Link};
use crate::basket::{self, Basket};
use platform::web::{Visit, escape};
use search::{Hit, Thesaurus};

/// Topics shown beside one hit.
const TOPICS_SHOWN: usize = 3;

/// A hit, ready to show.
pub(super) struct Line {
    pub id: String,
    pub href: String,
    pub title: String,
    pub heading: String,
    pub facts: Vec<String>,
    pub language: Option<&'static str>,
    /// Runs of the snippet; true where it matched.
    pub pieces: Vec<(bool, String)>,
    pub topics: Vec<Link>,
    pub similar: String,
}

pub(super) fn lines(v: &Visit, thesaurus: &Thesaurus, hits: &[Hit]) -> Vec<Line> {
    hits.iter().map(|hit| line(v, thesaurus, hit)).collect()
}

fn line(v: &Visit, thesaurus: &Thesaurus, hit: &Hit) -> Line {
    let mut facts = vec![names::date(v, hit.date.as_deref())];
    if !hit.countries.is_empty() {
        let all: Vec<String> = hit.countries.iter().map(|iso3| names::country(v, iso3)).collect();
        facts.push(names::joined(v, &all));
    }
    facts.push(v.tk("library-kind-", &hit.kind));
    facts.push(names::language(v, hit.language));
    let topics = hit.topics.iter().take(TOPICS_SHOWN);
    Line {
        href: names::provision_href(&hit.id),
        similar: names::similar_href(&hit.id),
        topics: topics.map(|id| Link::new(format!("/library/search?topic={}", escape(id)), names::topic(v, thesaurus, id))).collect(),
        language: hit.language.map(|l| l.code()),
        pieces: pieces(hit),
        heading: hit.heading.clone(),
        title: hit.title.clone(),
        id: hit.id.clone(),
        facts,
    }
}

/// The snippet in runs, with … where the text goes on.
fn pieces(hit: &Hit) -> Vec<(bool, String)> {
    let (text, snippet) = (&hit.text, &hit.snippet);
    let mut out: Vec<(bool, String)> = Vec::new();
    let mut at = snippet.start;
    if at > 0 {
        out.push((false, "… ".into()));
    }
    for mark in hit.highlights.iter().filter(|m| m.start >= snippet.start && m.end <= snippet.end) {
        out.push((false, text[at..mark.start].to_owned()));
        out.push((true, text[mark.clone()].to_owned()));
        at = mark.end;
    }
    out.push((false, text[at..snippet.end].to_owned()));
    if snippet.end < text.len() {
        out.push((false, " …".into()));
    }
    out.retain(|(_, run)| !run.is_empty());
    out
}

/// The baskets of a person who is signed in; the newest comes first.
pub(super) fn baskets(v: &Visit) -> platform::Result<Vec<Basket>> {
    if v.actor.is_signed_in() { basket::all(&v.app, &v.actor) } else { Ok(Vec::new()) }
}

/// A hit of the invented world, for drawing samples.
pub(super) fn sample() -> Hit {
    let text = "The Joint Ceasefire Commission monitors the buffer zone along the Quellin Line.";
    let at = text.find("buffer zone").unwrap_or(0);
    Hit {
        rank: 1,
        id: "demo:cf-1#7".into(),
        document: "demo:cf-1".into(),
        title: "Orrin Bridge Ceasefire".into(),
        heading: "Part II › Monitoring".into(),
        date: Some("2021-06-09".into()),
        kind: "ceasefire".into(),
        language: Some(methods::language::Language::English),
        countries: vec!["XKX".into()],
        topics: vec!["buffer-zone".into()],
        source: "demo".into(),
        text: text.into(),
        highlights: std::iter::once(at..at + 11).collect(),
        snippet: 0..text.len(),
        ..Hit::default()
    }
}
