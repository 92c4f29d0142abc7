//! The pages of actions: a form on a page of its own, drawn again with everything that was typed
//! where something of it does not fit; and the buttons and links that lead there.

use super::action::{Acts, Done};
use super::fields::{Field, Kinds, draw_fields};
use super::form::{FieldOf, Given};
use super::{program, table};
use crate::app::App;
use crate::web::{Kind, Outcome, Reply, Route, Typed, Visit, can_be_mended, entry, escape, must_be_there};
use crate::{Error, Fault, Result, Said};
use askama::Template;
use axum::extract::Path;
use axum::http::Method;
use std::collections::HashMap;

/// The field by which somebody says that they are sure.
const SURE: &str = "sure";

/// The id in the address, where one is there.
type At = Path<HashMap<String, String>>;

/// The routes of all actions of all domains.
pub(crate) fn routes(app: &App) -> Vec<Route> {
    app.domains().iter().flat_map(|domain| domain.all_actions()).flat_map(routes_of).collect()
}

fn routes_of(action: &'static dyn Acts) -> Vec<Route> {
    let (path, needs) = (action.path(), action.needs());
    let id = |at: At| at.0.get("id").cloned().unwrap_or_default();
    let show = move |visit: Visit, at: At| {
        let id = id(at);
        if let Some(first) = proof_first(&visit, action, &id)? {
            return Ok(first);
        }
        // An address may fill fields in, as a link beside an item does.
        let asked = table::asked(&visit.query, |name| action.fields().iter().any(|field| field.name == name));
        let given = action.start(&visit.app, &visit.actor, &id, &asked)?.over(&asked);
        draw(&visit, action, &id, &given, None)
    };
    let send = move |visit: Visit, (at, typed): (At, Typed)| answer(&visit, action, &id(at), typed);
    let mut routes =
        vec![Route::new(Method::GET, &path, Kind::Page, needs, show), Route::new(Method::POST, &path, Kind::Form, needs, send).on(&path)];
    // Nobody stands behind a program.
    routes.extend((!action.takes_person()).then(|| program::route(action)));
    routes
}

/// What leads to the showing anew that it is them, where the action takes that. What was typed is
/// not kept: it may be a secret.
fn proof_first(visit: &Visit, action: &'static dyn Acts, id: &str) -> Result<Option<Reply>> {
    let here = || {
        let query = if visit.query.is_empty() { String::new() } else { format!("?{}", visit.query) };
        format!("{}{query}", action.path_of(&escaped(id)))
    };
    if action.takes_person() {
        return Ok(visit.present(&here())?.err());
    }
    if action.takes_proof() { visit.proved(&here()) } else { Ok(None) }
}

/// Does it, with who is there in person where that is taken.
fn run(visit: &Visit, action: &'static dyn Acts, id: &str, given: &Given) -> Result<Done> {
    if !action.takes_person() {
        return action.run_with(&visit.app, &visit.actor, id, given);
    }
    let there = visit.present(&action.path_of(&escaped(id)))?.map_err(|_| must_be_there())?;
    action.run_there(&visit.app, &there, id, given)
}

fn answer(visit: &Visit, action: &'static dyn Acts, id: &str, typed: Typed) -> Outcome {
    if let Some(first) = proof_first(visit, action, id)? {
        return Ok(first);
    }
    let mut given = Given::default();
    let mut faults = Vec::new();
    let mut is_sure = false;
    for (name, text) in typed.pairs {
        if name == SURE && action.does_confirm() {
            is_sure = text == "yes";
            continue;
        }
        if let Err(error) = entry::check_signs("form", &name).and_then(|()| entry::check(&visit.app, &name, &text)) {
            faults.extend(error.faults().iter().cloned());
        }
        given.add(&name, text);
    }
    let given = given.whole(action.fields());
    let outcome = match typed.fault {
        Some(fault) => Err(fault),
        None if !faults.is_empty() => Err(Error::Invalid(faults)),
        None if action.does_confirm() && !is_sure => match action.question(&visit.app, &visit.actor, visit.language, id, &given) {
            Ok(question) => return draw_question(visit, action, id, &given, &question),
            Err(error) => Err(error),
        },
        None => run(visit, action, id, &given),
    };
    match outcome {
        Ok(Done { id, once: None }) => Ok(Reply::see(&leads(action, &id, &given))),
        Ok(Done { id, once: Some(once) }) => {
            let about = visit.tx(once.about, visit.instant(&once.ends_at));
            visit.show_once(visit.say(&once.title), about, vec![once.secret], leads(action, &id, &given))
        }
        Err(error) if can_be_mended(&error) => draw(visit, action, id, &given, Some(&error)),
        Err(error) => Err(error),
    }
}

/// What was filled in goes along unseen while it is asked whether it is to be done.
fn draw_question(visit: &Visit, action: &'static dyn Acts, id: &str, given: &Given, question: &[Said]) -> Outcome {
    let mut page = page_of(visit, action, id, draw_fields(visit, action.fields(), given, &[])?);
    for field in &mut page.fields {
        field.kind = Kinds::Unseen;
        field.hint = None;
    }
    page.question = question.iter().map(|said| visit.say(said)).collect();
    page.sure = SURE;
    Ok(Reply::html(page.render()?))
}

/// The page that follows.
fn leads(action: &'static dyn Acts, id: &str, given: &Given) -> String {
    let page = action.leads().replace("{id}", &escaped(id));
    let fill = |page: String, field: &FieldOf| {
        let text = given.texts(field.name).first().map_or("", |text| text.trim());
        page.replace(&format!("{{{}}}", field.name), &escaped(text))
    };
    action.fields().iter().fold(page, fill)
}

/// An id as it stands in an address.
fn escaped(id: &str) -> String {
    escape(id).replace('+', "%20")
}

#[derive(Template)]
#[template(path = "form.html")]
struct FormPage<'a> {
    v: &'a Visit,
    title: String,
    question: Vec<String>,
    fields: Vec<Field>,
    /// What is wrong as a whole.
    wrong: Vec<String>,
    action: String,
    back: String,
    is_grave: bool,
    /// What is sent along where somebody says that they are sure; empty where they were not asked.
    sure: &'static str,
}

impl FormPage<'_> {
    fn has_files(&self) -> bool {
        self.fields.iter().any(|field| field.kind == Kinds::File)
    }

    fn is_refused(&self) -> bool {
        !self.wrong.is_empty() || self.fields.iter().any(|field| field.fault.is_some())
    }
}

fn draw(visit: &Visit, action: &'static dyn Acts, id: &str, given: &Given, refused: Option<&Error>) -> Outcome {
    let faults: &[Fault] = refused.map_or(&[], Error::faults);
    let fields = draw_fields(visit, action.fields(), given, faults)?;
    let elsewhere = faults.iter().filter(|fault| !action.fields().iter().any(|field| field.name == fault.field));
    let mut wrong: Vec<String> = elsewhere.map(|fault| named(visit, fault)).collect();
    wrong.extend(refused.filter(|error| error.faults().is_empty()).map(|error| visit.told(error)));
    // What it is about is named in what is asked.
    let mut fields = fields;
    for field in fields.iter_mut().filter(|field| field.kind == Kinds::Carried && action.does_ask() && !action.does_confirm()) {
        field.kind = Kinds::Unseen;
    }
    let question =
        if action.does_confirm() { Ok(Vec::new()) } else { action.question(&visit.app, &visit.actor, visit.language, id, given) };
    // What is asked may itself be what is missing; then the form says so.
    let question: Vec<String> = match (question, refused) {
        (Ok(question), _) => question.iter().map(|said| visit.say(said)).collect(),
        (Err(_), Some(_)) => Vec::new(),
        (Err(error), None) => return Err(error),
    };
    let told = action.told(&visit.app, &visit.actor, visit.language, id, given);
    let question = told.iter().map(|said| visit.say(said)).chain(question).collect();
    let is_grave = action.does_ask() && !action.does_confirm();
    let page = FormPage { question, wrong, is_grave, ..page_of(visit, action, id, fields) };
    Ok(Reply::html(page.render()?).with_status(refused.map_or(200, Error::status)))
}

fn page_of<'a>(visit: &'a Visit, action: &'static dyn Acts, id: &str, fields: Vec<Field>) -> FormPage<'a> {
    FormPage {
        v: visit,
        title: visit.t(&action.label()),
        question: Vec::new(),
        fields,
        wrong: Vec::new(),
        action: action.path_of(&escaped(id)),
        back: if action.is_on_thing() { action.thing().page.replace("{id}", &escaped(id)) } else { action.thing().path.to_owned() },
        is_grave: false,
        sure: "",
    }
}

/// A fault of something that is no field of the form.
fn named(visit: &Visit, fault: &Fault) -> String {
    let text = visit.say(&fault.said);
    if fault.field.is_empty() { text } else { format!("{}: {text}", fault.field) }
}

#[derive(Template)]
#[template(path = "step.html")]
struct Step<'a> {
    v: &'a Visit,
    label: String,
    /// What it is done to, for who does not see where it stands; empty for the page itself.
    of: &'a str,
    path: String,
    at_once: bool,
    /// Fields that are filled in already.
    given: &'a [(&'a str, &'a str)],
}

impl Visit {
    /// What leads to an action, where this visitor may: a button where nothing is filled in or
    /// asked, a link to its form elsewhere. HTML, to be put in as it is.
    pub fn step(&self, action: &dyn Acts, id: &str) -> String {
        self.step_with(action, id, &[])
    }

    /// The same with some fields filled in.
    pub fn step_with(&self, action: &dyn Acts, id: &str, given: &[(&str, &str)]) -> String {
        self.step_of(action, id, given, &self.t(&action.label()), "")
    }

    /// The same under another label, for one of several things on a page, which is named to those
    /// who do not see where it stands.
    pub fn step_of(&self, action: &dyn Acts, id: &str, given: &[(&str, &str)], label: &str, of: &str) -> String {
        if !self.may(action.needs()) {
            return String::new();
        }
        let at_once = !action.does_ask() && action.fields().iter().all(|field| given.iter().any(|(name, _)| *name == field.name));
        let query: Vec<String> = given.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect();
        let query = if at_once || query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
        let path = format!("{}{query}", action.path_of(&escaped(id)));
        let step = Step { v: self, label: label.to_owned(), of, path, at_once, given };
        step.render().unwrap_or_default()
    }
}
