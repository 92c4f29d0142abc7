//! The pages of actions: a form on a page of its own, drawn again with everything that was typed
//! where something of it does not fit; and the buttons and links that lead there.

use super::action::Acts;
use super::form::{FieldOf, Given};
use super::{Input, choices, program};
use crate::app::App;
use crate::web::{Kind, Outcome, Reply, Route, Typed, Visit, entry};
use crate::{Error, Fault, Result};
use askama::Template;
use axum::extract::Path;
use axum::http::Method;
use std::collections::HashMap;

/// The id in the address, where one is there.
type At = Path<HashMap<String, String>>;

/// The routes of all actions of all domains.
pub(crate) fn routes(app: &App) -> Vec<Route> {
    app.domains().iter().flat_map(|domain| domain.actions).flat_map(|action| routes_of(*action)).collect()
}

fn routes_of(action: &'static dyn Acts) -> [Route; 3] {
    let (path, needs) = (action.path(), action.needs());
    let id = |at: At| at.0.get("id").cloned().unwrap_or_default();
    let show = move |visit: Visit, at: At| {
        let id = id(at);
        let given = action.start(&visit.app, &visit.actor, &id)?;
        draw(&visit, action, &id, &given, None)
    };
    let send = move |visit: Visit, (at, typed): (At, Typed)| answer(&visit, action, &id(at), typed);
    [
        Route::new(Method::GET, &path, Kind::Page, needs, show),
        Route::new(Method::POST, &path, Kind::Form, needs, send),
        program::route(action),
    ]
}

fn answer(visit: &Visit, action: &'static dyn Acts, id: &str, typed: Typed) -> Outcome {
    let mut given = Given::default();
    let mut faults = Vec::new();
    for (name, text) in typed.pairs {
        if let Err(error) = entry::check_signs("form", &name).and_then(|()| entry::check(&visit.app, &name, &text)) {
            faults.extend(error.faults().iter().cloned());
        }
        given.add(&name, text);
    }
    let given = given.whole(action.fields());
    let outcome = match typed.fault {
        Some(fault) => Err(fault),
        None if faults.is_empty() => action.act(&visit.app, &visit.actor, id, &given),
        None => Err(Error::Invalid(faults)),
    };
    match outcome {
        Ok(_) => Ok(Reply::see(action.thing().page)),
        Err(error) if can_be_mended(&error) => draw(visit, action, id, &given, Some(&error)),
        Err(error) => Err(error),
    }
}

/// Whether a person can do something about it with the form before them.
fn can_be_mended(error: &Error) -> bool {
    matches!(error.status(), 403 | 404 | 409 | 413 | 422 | 503)
}

/// A field as it is drawn.
struct Drawn {
    name: &'static str,
    label: String,
    hint: Option<String>,
    fault: Option<String>,
    optional: bool,
    value: String,
    kind: Kinds,
    mode: &'static str,
    choices: Vec<(String, String, bool)>,
}

impl Drawn {
    /// What ties the field to its fault and its hint, for who does not see them.
    fn described(&self) -> String {
        let by: Vec<String> = [("fault", self.fault.is_some()), ("hint", self.hint.is_some())]
            .iter()
            .filter(|(_, is_there)| *is_there)
            .map(|(what, _)| format!("{what}-{}", self.name))
            .collect();
        let invalid = if self.fault.is_some() { " aria-invalid=\"true\"" } else { "" };
        let by = if by.is_empty() { String::new() } else { format!(" aria-describedby=\"{}\"", by.join(" ")) };
        format!("{invalid}{by}")
    }

    fn is_chosen(&self) -> bool {
        self.choices.iter().any(|(_, _, chosen)| *chosen)
    }
}

#[derive(PartialEq)]
enum Kinds {
    Line,
    Prose,
    Choice,
    Tick,
}

#[derive(Template)]
#[template(path = "form.html")]
struct FormPage<'a> {
    v: &'a Visit,
    title: String,
    question: Option<String>,
    fields: Vec<Drawn>,
    /// What is wrong as a whole.
    wrong: Vec<String>,
    action: String,
    back: &'static str,
    is_grave: bool,
}

impl FormPage<'_> {
    fn is_refused(&self) -> bool {
        !self.wrong.is_empty() || self.fields.iter().any(|field| field.fault.is_some())
    }
}

fn draw(visit: &Visit, action: &'static dyn Acts, id: &str, given: &Given, refused: Option<&Error>) -> Outcome {
    let faults: &[Fault] = refused.map_or(&[], Error::faults);
    let drawn = |field: &&'static FieldOf| draw_field(visit, field, given, faults);
    let fields: Vec<Drawn> = action.fields().iter().map(|field| drawn(&field)).collect::<Result<_>>()?;
    let elsewhere = faults.iter().filter(|fault| !action.fields().iter().any(|field| field.name == fault.field));
    let mut wrong: Vec<String> = elsewhere.map(|fault| named(visit, fault)).collect();
    wrong.extend(refused.filter(|error| error.faults().is_empty()).map(|error| visit.told(error)));
    // What is asked may itself be what is missing; then the form says so.
    let question = match (action.question(&visit.app, &visit.actor, visit.language, id), refused) {
        (Ok(question), _) => question.map(|said| visit.say(&said)),
        (Err(_), Some(_)) => None,
        (Err(error), None) => return Err(error),
    };
    let page = FormPage {
        v: visit,
        title: visit.t(&action.label()),
        question,
        fields,
        wrong,
        action: action.path_of(id),
        back: action.thing().page,
        is_grave: action.does_ask(),
    };
    Ok(Reply::html(page.render()?).with_status(refused.map_or(200, Error::status)))
}

/// A fault of something that is no field of the form.
fn named(visit: &Visit, fault: &Fault) -> String {
    let text = visit.say(&fault.said);
    if fault.field.is_empty() { text } else { format!("{}: {text}", fault.field) }
}

fn draw_field(visit: &Visit, field: &'static FieldOf, given: &Given, faults: &[Fault]) -> Result<Drawn> {
    let texts = given.texts(field.name);
    let is_given = |word: &str| texts.iter().any(|text| text == word);
    let (kind, mode, choices) = match field.input {
        Input::Line(mode) => (Kinds::Line, mode, Vec::new()),
        Input::Prose => (Kinds::Prose, "text", Vec::new()),
        Input::Tick => (Kinds::Tick, "", Vec::new()),
        Input::Words(words, label) => {
            let all = words.iter().map(|word| ((*word).to_owned(), visit.tk(label, word), is_given(word)));
            (Kinds::Choice, "", all.collect())
        }
        Input::Offered(what) => {
            let all = choices(&visit.app, &visit.actor, visit.language, what)?;
            (Kinds::Choice, "", all.into_iter().map(|(id, name)| (id.clone(), name, is_given(&id))).collect())
        }
    };
    let told: Vec<String> = faults.iter().filter(|fault| fault.field == field.name).map(|fault| visit.say(&fault.said)).collect();
    Ok(Drawn {
        name: field.name,
        label: visit.t(field.label),
        hint: Some(field.hint).filter(|hint| !hint.is_empty()).map(|hint| visit.t(hint)),
        fault: Some(told.join(" ")).filter(|told| !told.is_empty()),
        optional: field.optional,
        value: texts.first().cloned().unwrap_or_default(),
        kind,
        mode,
        choices,
    })
}

#[derive(Template)]
#[template(path = "step.html")]
struct Step<'a> {
    v: &'a Visit,
    label: String,
    path: String,
    at_once: bool,
}

impl Visit {
    /// What leads to an action, where this visitor may: a button where nothing is filled in or
    /// asked, a link to its form elsewhere. HTML, to be put in as it is.
    pub fn step(&self, action: &dyn Acts, id: &str) -> String {
        if !self.may(action.needs()) {
            return String::new();
        }
        let at_once = action.fields().is_empty() && !action.does_ask();
        let step = Step { v: self, label: self.t(&action.label()), path: action.path_of(id), at_once };
        step.render().unwrap_or_default()
    }
}
