//! The page of a list: a table with sortable heads and filters in the address; as data, what
//! programs read of it; as a file, all of it.

use super::cell::{Cell, Drawn, Pen};
use super::fields::{Field, Kinds, draw_filters};
use super::form::Given;
use super::list::{COUNTED, Found, HOW, Lists};

use crate::app::App;
use crate::web::{Asked, Kind, Outcome, Reply, Route, Visit, Wanted, escape, form_pairs};
use crate::{Error, Result, say};
use askama::Template;
use axum::http::Method;

/// The routes of all lists of all domains.
pub(crate) fn routes(app: &App) -> Vec<Route> {
    app.domains().iter().flat_map(|domain| domain.all_lists()).flat_map(routes_of).collect()
}

fn routes_of(list: &'static dyn Lists) -> [Route; 2] {
    let show = move |visit: Visit, _: Asked<serde_json::Value>| show(&visit, list);
    [Route::new(Method::GET, list.thing().path, Kind::Page, list.needs(), show), super::program::list_route(list)]
}

/// What the address asks for; a page passes over what it does not know, as the language.
pub(super) fn asked(query: &str, is_known: impl Fn(&str) -> bool) -> Given {
    let mut given = Given::default();
    for (name, text) in form_pairs(query).filter(|(name, text)| is_known(name) && !text.is_empty()) {
        given.add(&name, text);
    }
    given
}

fn show(visit: &Visit, list: &'static dyn Lists) -> Outcome {
    let is_known = |name: &str| HOW.contains(&name) || list.fields().iter().any(|field| field.name == name);
    let given = asked(&visit.query, is_known);
    match &visit.wanted {
        Wanted::Page => draw(visit, list, &given),
        Wanted::Data(form) if form == "json" => Reply::json(&list.find(&visit.app, &visit.actor, &given)?.json()),
        Wanted::Data(form) if form == "csv" => {
            let heads: Vec<&str> = list.heads().iter().map(|head| head.name).collect();
            let rows = list.everything(&visit.app, &visit.actor, &given)?;
            let name = format!("{}.csv", list.thing().name.replace('.', "-"));
            Reply::csv(&name, &heads, rows.iter().map(|cells| cells.iter().map(Cell::plain).collect()))
        }
        Wanted::Data(form) => Err(Error::NotFound(say!("platform-error-no-such-form", form = form))),
    }
}

/// The head of a column as it is drawn.
struct HeadCell {
    label: String,
    /// Where a click on it leads; empty where the list cannot be sorted by it.
    href: String,
    /// `ascending` or `descending` where the list is sorted by it.
    sorted: &'static str,
    is_number: bool,
}

/// A row as it is drawn.
struct RowDrawn {
    cells: Vec<(Vec<Drawn>, bool)>,
    steps: String,
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage<'a> {
    v: &'a Visit,
    title: String,
    above: String,
    below: String,
    begins: String,
    filters: Vec<Field>,
    /// What is asked besides the filters, as it goes on with them.
    sort: String,
    is_narrowed: bool,
    wrong: Vec<String>,
    /// Whether what was asked does not fit.
    is_refused: bool,
    heads: Vec<HeadCell>,
    rows: Vec<RowDrawn>,
    total: String,
    none: String,
    start: Option<String>,
    next: Option<String>,
}

impl ListPage<'_> {
    fn has_steps(&self) -> bool {
        self.rows.iter().any(|row| !row.steps.is_empty())
    }
}

fn draw(visit: &Visit, list: &'static dyn Lists, given: &Given) -> Outcome {
    let (found, refused) = match list.find(&visit.app, &visit.actor, given) {
        Ok(found) => (found, None),
        // Filters that do not fit are there again, with what is wrong with each.
        Err(error) if !error.faults().is_empty() => (Found::none(), Some(error)),
        Err(error) => return Err(error),
    };
    let faults = refused.as_ref().map_or(&[][..], Error::faults);
    let around = visit.app.domains().iter().flat_map(|domain| domain.around).find(|around| around.list == list.thing().name);
    let part = |part: Option<fn(&Visit) -> Result<String>>| part.map_or(Ok(String::new()), |part| part(visit));
    let (above, below) = (part(around.and_then(|a| a.above))?, part(around.and_then(|a| a.below))?);
    let elsewhere = faults.iter().filter(|fault| !list.fields().iter().any(|field| field.name == fault.field));
    let is_narrowed = list.fields().iter().any(|field| !given.texts(field.name).is_empty());
    let none = if is_narrowed { "platform-list-none-fits".to_owned() } else { format!("{}-none", list.title()) };
    let begins: Vec<String> = list.begins().iter().map(|action| visit.step(*action, "")).collect();
    let heads = heads(visit, list, &found);
    let page = ListPage {
        v: visit,
        title: visit.t(list.title()),
        above,
        below,
        begins: begins.join(" "),
        filters: draw_filters(visit, list.fields(), given, faults)?,
        sort: given.texts("sort").first().cloned().unwrap_or_default(),
        is_narrowed,
        wrong: elsewhere.map(|fault| visit.say(&fault.said)).collect(),
        is_refused: refused.is_some(),
        heads,
        total: total(visit, &found),
        none: visit.t(&none),
        start: (!given.texts("after").is_empty()).then(|| address(visit, &[("after", "")])),
        next: found.next.as_deref().map(|next| address(visit, &[("after", next)])),
        rows: rows(visit, found)?,
    };
    Ok(Reply::html(page.render()?).with_status(refused.as_ref().map_or(200, Error::status)))
}

fn heads(visit: &Visit, list: &'static dyn Lists, found: &Found) -> Vec<HeadCell> {
    let is_number = |at: usize| found.lines.iter().any(|line| line.cells[at].is_number());
    let head = |(at, head): (usize, super::list::Head)| {
        let (up, down) = (found.sort == head.name, found.sort.strip_prefix('-') == Some(head.name));
        let asks = if up { format!("-{}", head.name) } else { head.name.to_owned() };
        HeadCell {
            label: visit.t(&head.label),
            href: if head.sorts { address(visit, &[("sort", &asks), ("after", "")]) } else { String::new() },
            sorted: if up {
                "ascending"
            } else if down {
                "descending"
            } else {
                ""
            },
            is_number: is_number(at),
        }
    };
    list.heads().into_iter().enumerate().map(head).collect()
}

fn rows(visit: &Visit, found: Found) -> Result<Vec<RowDrawn>> {
    let mut pen = Pen::of(visit);
    let mut out = Vec::new();
    for line in found.lines {
        let cells = line.cells.iter().map(|cell| Ok((pen.draw(cell)?, cell.is_number()))).collect::<Result<_>>()?;
        let steps: Vec<String> = line.steps.iter().map(|action| visit.step(*action, &line.id)).filter(|step| !step.is_empty()).collect();
        out.push(RowDrawn { cells, steps: steps.join(" ") });
    }
    Ok(out)
}

fn total(visit: &Visit, found: &Found) -> String {
    if found.more { visit.tx("platform-list-more-than", visit.number(COUNTED)) } else { visit.tn("platform-list-total", found.total) }
}

/// The address of this page with some of what it asks set anew; empty is left out.
fn address(visit: &Visit, anew: &[(&str, &str)]) -> String {
    let kept = form_pairs(&visit.query).filter(|(name, _)| !anew.iter().any(|(other, _)| other == name));
    let anew = anew.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let pairs: Vec<String> = kept.chain(anew).map(|(name, value)| format!("{}={}", escape(&name), escape(&value))).collect();
    if pairs.is_empty() { visit.path.clone() } else { format!("{}?{}", visit.path, pairs.join("&")) }
}
