//! Provisions that were found, as search and similarity show them.

use super::names::{self, Link};
use crate::basket::{self, Basket};
use crate::said;
use platform::web::{Visit, escape};
use search::{Family, Hit, Member, Thesaurus, Why};
use std::collections::BTreeSet;

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
    /// In how many documents its wording stands, and since when; none where in one alone.
    pub family: Option<Link>,
    /// The same in other languages.
    pub versions: Vec<Link>,
    /// What of the question it meets.
    pub why: Vec<String>,
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
        family: family(v, hit),
        versions: versions(v, hit),
        why: hit.why.iter().map(|why| v.say(&said::why(why))).collect(),
        id: hit.id.clone(),
        facts,
    }
}

/// Where else the wording of a hit stands, in its own language.
fn family(v: &Visit, hit: &Hit) -> Option<Link> {
    let own = hit.language.map_or("", |language| language.code());
    let documents: BTreeSet<&str> = hit.family.members.iter().filter(|m| m.language == own).map(|m| m.document.as_str()).collect();
    if documents.len() < 2 {
        return None;
    }
    let mut label = v.tn("library-used-in", documents.len());
    let year = |date: &Option<String>| date.as_deref().and_then(|date| date.get(..4)).map(str::to_owned);
    if let Some((first, last)) = year(&hit.family.first).zip(year(&hit.family.last)) {
        let years = if first == last { first } else { format!("{first}–{last}") };
        label = names::joined(v, &[label, years]);
    }
    Some(Link::new(names::wordings_href(&hit.id), label))
}

/// The first of each other language.
fn versions(v: &Visit, hit: &Hit) -> Vec<Link> {
    let own = hit.language.map_or("", |language| language.code());
    let mut seen = BTreeSet::from([own]);
    let others = hit.family.members.iter().filter(|member| seen.insert(&member.language));
    others.map(|member| Link::new(names::provision_href(&member.id), v.tk("library-language-", &member.language))).collect()
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
    let member =
        |document: &str, language: &str| Member { id: format!("{document}#7"), document: document.into(), language: language.into() };
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
        family: Family {
            n: 3,
            documents: 3,
            first: Some("2016-01".into()),
            last: Some("2021-06-09".into()),
            members: vec![member("demo:cf-1", "en"), member("demo:cf-2", "en"), member("demo:cf-3", "ar")],
        },
        why: vec![Why::Topic("Buffer zone".into()), Why::Words(vec!["zone".into()]), Why::Title(vec!["orrin".into()]), Why::Meaning],
        ..Hit::default()
    }
}
