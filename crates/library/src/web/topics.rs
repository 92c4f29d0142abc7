//! Topics: the tree of the thesaurus, one topic with its words in six languages, and both as
//! SKOS.

use super::{names, skos};
use crate::query::{self, Question};
use crate::{figure, index};
use askama::Template;
use axum::extract::Path;
use methods::language::Language;
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Reply, Route, ShowPage, Visit, Wanted, escape};
use platform::{Error, Result, Sample};
use search::{Concept, Thesaurus};
use serde::Deserialize;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::page("/library/topics", Needs::Reading, list_page), Route::page("/library/topics/{id}", Needs::Reading, page)]
}

/// A topic in a list.
struct Entry {
    href: String,
    name: String,
    below: usize,
}

fn entry(v: &Visit, c: &Concept) -> Entry {
    Entry { href: format!("/library/topics/{}", names::part(&c.id)), name: c.name(v.language).to_owned(), below: c.narrower.len() }
}

/// A step of drawing the tree.
enum Step {
    Open(Entry),
    Leaf(Entry),
    Close,
}

fn tree(v: &Visit, thesaurus: &Thesaurus) -> Vec<Step> {
    let mut tops = thesaurus.tops();
    tops.sort_by_key(|c| c.name(v.language).to_lowercase());
    let mut out = Vec::new();
    for top in tops {
        branch(v, thesaurus, top, &mut out);
    }
    out
}

fn branch(v: &Visit, thesaurus: &Thesaurus, c: &Concept, out: &mut Vec<Step>) {
    if c.narrower.is_empty() {
        out.push(Step::Leaf(entry(v, c)));
        return;
    }
    out.push(Step::Open(entry(v, c)));
    for below in c.narrower.iter().filter_map(|id| thesaurus.by_id(id)) {
        branch(v, thesaurus, below, out);
    }
    out.push(Step::Close);
}

/// A topic that a search by label found: its broader ones from the outermost inwards, and its
/// names in the other languages.
struct Hit {
    entry: Entry,
    above: Vec<String>,
    others: Vec<(&'static str, String)>,
}

fn hit(v: &Visit, thesaurus: &Thesaurus, c: &Concept) -> Hit {
    let mut above: Vec<String> = thesaurus.ancestors(&c.id).into_iter().map(|a| a.name(v.language).to_owned()).collect();
    above.reverse();
    let others = Language::ALL.into_iter().filter(|l| *l != v.language).map(|l| (l.code(), c.name(l).to_owned())).collect();
    Hit { entry: entry(v, c), above, others }
}

#[derive(Template)]
#[template(path = "topics.html")]
struct ListPage<'a> {
    v: &'a Visit,
    q: &'a str,
    count: usize,
    hits: Vec<Hit>,
    tree: Vec<Step>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ListAsked {
    q: String,
}

fn list_page(visit: Visit, Asked(asked): Asked<ListAsked>) -> Outcome {
    let thesaurus = index::thesaurus(&visit.app)?;
    if visit.wanted == Wanted::Data("ttl".into()) {
        return Ok(Reply::text("text/turtle; charset=utf-8", skos::all_turtle()));
    }
    let q = asked.q.trim();
    let found = if q.is_empty() { Vec::new() } else { thesaurus.find(q, 50) };
    let data = if q.is_empty() { skos::json(thesaurus.concepts().iter()) } else { skos::json(found.iter().copied()) };
    let page = ListPage {
        v: &visit,
        q,
        count: thesaurus.concepts().len(),
        hits: found.iter().map(|c| hit(&visit, &thesaurus, c)).collect(),
        tree: if q.is_empty() { tree(&visit, &thesaurus) } else { Vec::new() },
    };
    visit.show(&page, &data)
}

/// The words for a topic in one language.
struct Row {
    language: Language,
    preferred: String,
    alternative: Vec<String>,
}

/// A provision on a topic.
struct Found {
    href: String,
    title: String,
    date: String,
    text: String,
    language: &'static str,
}

#[derive(Template)]
#[template(path = "topic.html")]
struct TopicPage<'a> {
    v: &'a Visit,
    c: &'a Concept,
    name: &'a str,
    labels: Vec<Row>,
    above: Vec<Entry>,
    narrower: Vec<Entry>,
    related: Vec<Entry>,
    /// Documents coded with it, and documents coded at all; none where the sources have no
    /// such topic.
    coded: Option<(i64, i64)>,
    total: u64,
    provisions: Vec<Found>,
    search: String,
    trend: String,
}

fn page(visit: Visit, Path(id): Path<String>) -> Outcome {
    let thesaurus = index::thesaurus(&visit.app)?;
    let c = thesaurus.by_id(&id).or_else(|| thesaurus.by_pax(&id)).ok_or_else(|| Error::missing("topic", &id))?;
    match &visit.wanted {
        Wanted::Data(form) if form == "ttl" => return Ok(Reply::text("text/turtle; charset=utf-8", skos::turtle(c))),
        Wanted::Data(form) if form == "json" => return Reply::json(&skos::json(std::iter::once(c))),
        _ => {}
    }
    let question = Question { topic: vec![c.id.clone()], limit: Some(5), ..Question::default() };
    let answer = query::search(&visit.app, &visit.actor, &question, visit.language)?.answer;
    let mut page = blank(&visit, &thesaurus, c);
    page.coded = if c.pax.is_empty() { None } else { Some(figure::of_topic(&visit.app, &visit.actor, &c.id)?) };
    page.total = answer.total;
    page.provisions = answer.hits.iter().map(|hit| found(&visit, hit)).collect();
    visit.show(&page, &())
}

fn blank<'a>(v: &'a Visit, thesaurus: &Thesaurus, c: &'a Concept) -> TopicPage<'a> {
    let entries = |ids: &[String]| ids.iter().filter_map(|id| thesaurus.by_id(id)).map(|c| entry(v, c)).collect();
    let row = |language: Language| {
        let labels = c.labels(language);
        Row { language, preferred: labels.preferred.clone(), alternative: labels.alternative.clone() }
    };
    let mut above: Vec<Entry> = thesaurus.ancestors(&c.id).into_iter().map(|a| entry(v, a)).collect();
    above.reverse();
    TopicPage {
        v,
        c,
        name: c.name(v.language),
        labels: Language::ALL.into_iter().map(row).collect(),
        above,
        narrower: entries(&c.narrower),
        related: entries(&c.related),
        coded: None,
        total: 0,
        provisions: Vec::new(),
        search: format!("/library/search?topic={}", escape(&c.id)),
        trend: format!("/library/figures/trends?topic={}", escape(&c.id)),
    }
}

fn found(v: &Visit, hit: &search::Hit) -> Found {
    Found {
        href: names::provision_href(&hit.id),
        title: hit.title.clone(),
        date: names::date(v, hit.date.as_deref()),
        text: hit.text[hit.snippet.clone()].split_whitespace().collect::<Vec<_>>().join(" "),
        language: hit.language.map_or("", |l| l.code()),
    }
}

pub(super) fn samples() -> Vec<Sample> {
    fn list(v: &Visit) -> Result<String> {
        let e = |below| Entry { href: "/library/topics/ceasefire".into(), name: "ceasefire".into(), below };
        let hit = Hit { entry: e(0), above: vec!["security".into()], others: vec![("fr", "cessez-le-feu".into())] };
        let with = |q, hits, tree| ListPage { v, q, count: 2, hits, tree };
        Ok(with("", Vec::new(), vec![Step::Open(e(1)), Step::Leaf(e(0)), Step::Close]).render()?
            + &with("cease", vec![hit], Vec::new()).render()?
            + &with("zzz", Vec::new(), Vec::new()).render()?
            + &ListPage { v, q: "", count: 0, hits: Vec::new(), tree: Vec::new() }.render()?)
    }
    fn one(v: &Visit) -> Result<String> {
        let c = Concept {
            id: "buffer-zone".into(),
            pax: vec!["CeProv".into()],
            scope_note: "Zones that keep forces apart.".into(),
            ..Concept::default()
        };
        let e = || Entry { href: "/library/topics/ceasefire".into(), name: "ceasefire".into(), below: 0 };
        let row = Row { language: Language::English, preferred: "buffer zones".into(), alternative: vec!["zones of separation".into()] };
        let found = Found {
            href: "/library/provisions/demo%3A1%237".into(),
            title: "Asha Valley Ceasefire".into(),
            date: "2021".into(),
            text: "A buffer zone …".into(),
            language: "en",
        };
        let full = TopicPage {
            v,
            c: &c,
            name: "buffer zones",
            labels: vec![row],
            above: vec![e()],
            narrower: vec![e()],
            related: vec![e()],
            coded: Some((3, 12)),
            total: 1,
            provisions: vec![found],
            search: "/library/search?topic=buffer-zone".into(),
            trend: "/library/figures/trends?topic=buffer-zone".into(),
        };
        let bare = TopicPage {
            v,
            c: &c,
            name: "buffer zones",
            labels: Vec::new(),
            above: Vec::new(),
            narrower: Vec::new(),
            related: Vec::new(),
            coded: Some((0, 0)),
            total: 0,
            provisions: Vec::new(),
            search: String::new(),
            trend: String::new(),
        };
        Ok(full.render()? + &bare.render()?)
    }
    vec![Sample { name: "topics.html", render: list }, Sample { name: "topic.html", render: one }]
}
