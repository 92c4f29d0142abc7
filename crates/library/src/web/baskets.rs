//! Baskets: provisions collected, ordered, annotated, printed and exported; and saved searches.

use super::{names, shared};
use crate::basket::{self, Basket, Item, SavedSearch};
use crate::export;
use askama::Template;
use axum::extract::Path;
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Posted, Reply, Route, ShowPage, Visit, Wanted};
use platform::{Error, Result, Sample, audit, say};
use serde::Deserialize;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/library/baskets", Needs::SignedIn, list_page),
        Route::form("/library/baskets", Needs::SignedIn, open),
        Route::form("/library/baskets/put", Needs::SignedIn, put),
        Route::page("/library/baskets/{id}", Needs::SignedIn, page),
        Route::form("/library/baskets/{id}", Needs::SignedIn, change),
        Route::form("/library/baskets/{id}/items", Needs::SignedIn, change_item),
        Route::page("/library/searches", Needs::SignedIn, searches_page),
        Route::form("/library/searches", Needs::SignedIn, save_search),
        Route::form("/library/searches/{id}/forget", Needs::SignedIn, forget_search),
    ]
}

#[derive(Template)]
#[template(path = "baskets.html")]
struct ListPage<'a> {
    v: &'a Visit,
    baskets: &'a [Basket],
}

fn list_page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let baskets = basket::all(&visit.app, &visit.actor)?;
    visit.show(&ListPage { v: &visit, baskets: &baskets }, &baskets)
}

#[derive(Deserialize)]
struct New {
    title: String,
}

fn open(visit: Visit, Posted(form): Posted<New>) -> Outcome {
    let id = basket::open(&visit.app, &visit.actor, &form.title)?;
    Ok(Reply::see(&format!("/library/baskets/{id}")))
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
}

#[derive(Template)]
#[template(path = "basket.html")]
struct BasketPage<'a> {
    v: &'a Visit,
    b: &'a Basket,
    lines: Vec<Line<'a>>,
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
    let lines = items.iter().zip(sources).map(|(item, source)| line(&visit, item, source)).collect();
    visit.show(&BasketPage { v: &visit, b: &b, lines }, &())
}

fn line<'a>(v: &Visit, item: &'a Item, (source, licence): (String, String)) -> Line<'a> {
    Line {
        href: names::provision_href(&item.provision.id),
        document: names::document_href(&item.document.id),
        language: item.document.language.map_or("", |l| l.code()),
        date: names::date(v, item.document.date.map(|d| d.to_string()).as_deref()),
        item,
        source,
        licence,
    }
}

#[derive(Deserialize)]
struct Change {
    what: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    sure: String,
}

fn change(visit: Visit, asked: (Path<String>, Posted<Change>)) -> Outcome {
    let (Path(id), Posted(form)) = asked;
    match form.what.as_str() {
        "rename" => basket::rename(&visit.app, &visit.actor, &id, &form.title)?,
        "remove" if form.sure == "yes" => {
            basket::remove(&visit.app, &visit.actor, &id)?;
            return Ok(Reply::see("/library/baskets"));
        }
        "remove" => return Err(Error::invalid("sure", say!("library-error-not-sure-to-remove"))),
        _ => return Err(Error::invalid("what", say!("library-error-basket-action"))),
    }
    Ok(Reply::see(&format!("/library/baskets/{id}")))
}

#[derive(Deserialize)]
struct ItemChange {
    provision: String,
    what: String,
    #[serde(default)]
    note: String,
}

fn change_item(visit: Visit, asked: (Path<String>, Posted<ItemChange>)) -> Outcome {
    let (Path(id), Posted(form)) = asked;
    let (app, actor, provision) = (&visit.app, &visit.actor, form.provision.as_str());
    match form.what.as_str() {
        "up" => basket::shift(app, actor, &id, provision, -1)?,
        "down" => basket::shift(app, actor, &id, provision, 1)?,
        "out" => basket::take_out(app, actor, &id, provision)?,
        "note" => basket::annotate(app, actor, &id, provision, &form.note)?,
        _ => return Err(Error::invalid("what", say!("library-error-basket-item-action"))),
    }
    // Back to the provision itself, so that moving several times needs no scrolling.
    let place = if form.what == "out" { String::new() } else { format!("#{}", anchor(provision)) };
    Ok(Reply::see(&format!("/library/baskets/{id}{place}")))
}

/// A provision's place on the page.
fn anchor(provision: &str) -> String {
    provision.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

impl Line<'_> {
    fn anchor(&self) -> String {
        anchor(&self.item.provision.id)
    }
}

#[derive(Template)]
#[template(path = "searches.html")]
struct SearchesPage<'a> {
    v: &'a Visit,
    searches: &'a [SavedSearch],
}

fn searches_page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let searches = basket::searches(&visit.app, &visit.actor)?;
    visit.show(&SearchesPage { v: &visit, searches: &searches }, &searches)
}

#[derive(Deserialize)]
struct Save {
    name: String,
    query: String,
    #[serde(default)]
    next: String,
}

fn save_search(visit: Visit, Posted(form): Posted<Save>) -> Outcome {
    basket::save_search(&visit.app, &visit.actor, &form.name, &form.query)?;
    Ok(Reply::see(&shared::local(&form.next, "/library/searches")))
}

fn forget_search(visit: Visit, asked: (Path<String>, Posted<serde_json::Value>)) -> Outcome {
    basket::forget_search(&visit.app, &visit.actor, &asked.0.0)?;
    Ok(Reply::see("/library/searches"))
}

pub(super) fn samples() -> Vec<Sample> {
    fn sample(items: i64) -> Basket {
        Basket { id: "0190".into(), title: "Ceasefire lines".into(), created_at: "2026-11-23T10:00:00.000Z".into(), items }
    }
    fn list(v: &Visit) -> Result<String> {
        Ok(ListPage { v, baskets: &[sample(3)] }.render()? + &ListPage { v, baskets: &[] }.render()?)
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
        let lines = items.iter().map(|item| line(v, item, ("Asha Valley Ceasefire, Article 3.".into(), "CC0 1.0".into()))).collect();
        Ok(BasketPage { v, b: &sample(2), lines }.render()? + &BasketPage { v, b: &sample(0), lines: Vec::new() }.render()?)
    }
    fn searches(v: &Visit) -> Result<String> {
        let kept = SavedSearch {
            id: "0190".into(),
            title: "Monitoring".into(),
            query: "q=monitoring".into(),
            created_at: "2026-11-23T10:00:00.000Z".into(),
        };
        Ok(SearchesPage { v, searches: &[kept] }.render()? + &SearchesPage { v, searches: &[] }.render()?)
    }
    vec![
        Sample { name: "baskets.html", render: list },
        Sample { name: "basket.html", render: one },
        Sample { name: "searches.html", render: searches },
    ]
}
