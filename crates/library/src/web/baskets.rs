//! Baskets: a basket's own page with what is printed and taken away; and putting a provision into one.

use super::{names, shared};
use crate::basket::{self, ANNOTATE, Basket, Item, MOVE, REMOVE, RENAME, TAKE_OUT};
use crate::export;
use crate::provision::Provision;
use askama::Template;
use axum::extract::Path;
use platform::actor::Needs;
use platform::kit::Acts;
use platform::web::{Outcome, Posted, Reply, Route, ShowPage, Visit, Wanted};
use platform::{Result, Sample, audit};
use serde::Deserialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        // No action: the button beside a hit names no basket where there is none yet or one only, opens
        // the first one, and leads back to where it stood.
        Route::form("/library/baskets/put", Needs::SignedIn, put).on("{next}"),
        Route::page("/library/baskets/{id}", Needs::SignedIn, page),
    ]
}

/// What stands under the title of a list: what it is for, and where to go from there.
#[derive(Template)]
#[template(path = "kept-about.html")]
struct About<'a> {
    v: &'a Visit,
    about: &'static str,
    other: (&'static str, &'static str),
}

pub(super) fn about_baskets(v: &Visit) -> Result<String> {
    Ok(About { v, about: "library-baskets-about", other: ("/library/searches", "library-searches") }.render()?)
}

pub(super) fn about_searches(v: &Visit) -> Result<String> {
    Ok(About { v, about: "library-searches-about", other: ("/library/baskets", "library-baskets") }.render()?)
}

#[derive(Deserialize)]
struct Put {
    provision: String,
    #[serde(default)]
    basket: String,
    #[serde(default)]
    next: String,
}

fn put(visit: Visit, Posted(form): Posted<Put>) -> Outcome {
    let named = Some(form.basket.as_str()).filter(|id| !id.is_empty());
    let id = basket::collect(&visit.app, &visit.actor, named, &form.provision, &visit.t("library-basket-first"))?;
    Ok(Reply::see(&match shared::local(&form.next, "").as_str() {
        "" => format!("/library/baskets/{id}"),
        next => names::after_collecting(next, &id),
    }))
}

/// A provision in a basket, as the page shows it.
struct Line<'a> {
    item: &'a Item,
    href: String,
    document: String,
    language: &'static str,
    date: String,
    source: String,
    licence: String,
    /// What can be done with it. HTML.
    steps: String,
}

#[derive(Template)]
#[template(path = "basket.html")]
struct BasketPage<'a> {
    v: &'a Visit,
    b: &'a Basket,
    lines: Vec<Line<'a>>,
    /// What can be done with the basket. HTML.
    steps: String,
}

impl<'a> BasketPage<'a> {
    fn new(v: &'a Visit, b: &'a Basket, items: &'a [Item], sources: Vec<(String, String)>) -> BasketPage<'a> {
        BasketPage { v, b, lines: lines(v, b, items, sources), steps: v.step(&RENAME, &b.id) + " " + &v.step(&REMOVE, &b.id) }
    }
}

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

fn page(visit: Visit, Path(id): Path<String>) -> Outcome {
    // Each of the forms below leaves out what must not be taken away, and says how much it was.
    let (b, items) = audit::as_on_a_page(|| basket::read(&visit.app, &visit.actor, &id))?;
    match &visit.wanted {
        Wanted::Data(form) if form == "docx" => {
            return Ok(Reply::download(WORD, "basket.docx", export::basket_docx(&visit, &b, &items)?));
        }
        Wanted::Data(form) if form == "md" => {
            return Ok(Reply::download(
                "text/markdown; charset=utf-8",
                "basket.md",
                export::basket_markdown(&visit, &b, &items)?.into_bytes(),
            ));
        }
        Wanted::Data(form) if form == "json" => {
            return Ok(Reply::download("application/json", "basket.json", export::basket_json(&visit.app, &visit.actor, &b, &items)?));
        }
        _ => {}
    }
    let sources = export::sources(&visit.app, &visit.actor, &items)?;
    visit.show(&BasketPage::new(&visit, &b, &items, sources), &())
}

fn lines<'a>(v: &Visit, b: &Basket, items: &'a [Item], sources: Vec<(String, String)>) -> Vec<Line<'a>> {
    let line = |(at, (item, (source, licence))): (usize, (&'a Item, (String, String)))| Line {
        href: names::provision_href(&item.provision.id),
        document: names::document_href(&item.document.id),
        language: item.document.language.map_or("", |l| l.code()),
        date: names::date(v, item.document.date.map(|d| d.to_string()).as_deref()),
        steps: steps(v, b, &item.provision, at > 0, at + 1 < items.len()),
        item,
        source,
        licence,
    };
    items.iter().zip(sources).enumerate().map(line).collect()
}

fn steps(v: &Visit, b: &Basket, provision: &Provision, can_rise: bool, can_sink: bool) -> String {
    let part = ("provision", provision.id.as_str());
    let step = |action: &dyn Acts, given: &[(&str, &str)], label: &str| v.step_of(action, &b.id, given, label, &provision.path);
    let to = |word: &str, sign: &str| step(&MOVE, &[part, ("to", word)], &format!("{sign} {}", v.tk("library-basket-to-", word)));
    let up = if can_rise { to("up", "↑") } else { String::new() };
    let down = if can_sink { to("down", "↓") } else { String::new() };
    let own = |action: &dyn Acts| step(action, &[part], &v.t(&action.label()));
    [own(&ANNOTATE), up, down, own(&TAKE_OUT)].concat()
}

pub(super) fn samples() -> Vec<Sample> {
    fn sample(items: i64) -> Basket {
        Basket { id: "0190".into(), title: "Ceasefire lines".into(), created_at: "2026-11-23T10:00:00.000Z".into(), items }
    }
    fn one(v: &Visit) -> Result<String> {
        let document =
            crate::document::Document::named("demo:1", crate::document::DocumentKind::Ceasefire, "Asha Valley Ceasefire", "demo");
        let provision = |number, withdrawn| crate::provision::Provision {
            id: crate::provision::id("demo:1", number),
            document: "demo:1".into(),
            number,
            position: number,
            parent: None,
            level: "article".into(),
            label: Some("Article 3".into()),
            path: "Article 3".into(),
            heading: None,
            text: "A line of separation is established.".into(),
            withdrawn,
            marking: Default::default(),
        };
        let items = [
            Item {
                provision: provision(7, false),
                document: document.clone(),
                note: "Compare the width.".into(),
                marking: Default::default(),
                stays: false,
            },
            Item {
                provision: provision(8, true),
                document,
                note: String::new(),
                marking: platform::clearance::marking::Level::Confidential,
                stays: true,
            },
        ];
        let sources = vec![("Asha Valley Ceasefire, Article 3.".into(), "CC0 1.0".into()); 2];
        Ok(BasketPage::new(v, &sample(2), &items, sources).render()? + &BasketPage::new(v, &sample(0), &[], Vec::new()).render()?)
    }
    vec![Sample { name: "basket.html", render: one }]
}
