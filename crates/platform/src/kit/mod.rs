//! The kit: a thing is declared once. Its fields know how they are read, drawn, described, stored
//! and shown ([`Field`]); a form is a struct of fields ([`Form`]); what can be done is declared
//! once for page, program, command and trail ([`Action`]), and so is what can be listed ([`List`]).
//!
//! A domain says what only it can say: its fields and rules, its SQL, its words. What follows from
//! the declaration stands here.

mod action;
mod cell;
mod command;
mod field;
mod fields;
mod file;
mod form;
mod list;
mod page;
mod program;
mod record;
mod share;
mod table;
mod time;

pub use action::{Action, Acts, Done, Once, Thing};
pub use cell::{Cell, csv, harmless};
pub use command::{add_commands, run_command};
pub use derive::{Form, Record, Words};
pub use field::{
    Carried, Compartment, Country, Field, Flag, Id, Input, Line, Mail, Prose, Stored, Whole, Words, one, plain_digits, read_word,
    schema_name, typed_in_short,
};
pub use file::File;
pub use form::{FieldOf, Form, Given};
pub use list::{By, Column, Found, Head, Line as ListLine, List, Lists};
pub use record::Record;
pub use share::Share;
pub use time::{Day, Month};

/// The routes of all actions and lists of all domains.
pub(crate) fn routes(app: &App) -> Vec<Route> {
    page::routes(app).into_iter().chain(table::routes(app)).collect()
}

use crate::Result;
use crate::actor::Actor;
use crate::app::App;
use crate::languages::Language;
use crate::web::{Route, Visit};

/// What stands around the table of a list on its page. HTML.
pub struct Around {
    /// The name of the list's thing, as `warning.alert`.
    pub list: &'static str,
    /// What stands under its title.
    pub above: Option<fn(&Visit) -> Result<String>>,
    /// What stands under its table.
    pub below: Option<fn(&Visit) -> Result<String>>,
}

/// What there is to choose from: how each is stored, and its name in a language.
pub type Choices = Vec<(String, String)>;

/// What a domain offers to choose from, as the countries that something is known of.
pub struct Offer {
    /// What is offered: `country`.
    pub what: &'static str,
    /// Everything that a person may choose.
    pub choices: fn(&App, &Actor, Language) -> Result<Choices>,
}

/// What there is to choose from, of all domains.
pub(crate) fn choices(app: &App, actor: &Actor, language: Language, what: &str) -> Result<Choices> {
    let mut all = Vec::new();
    for offer in app.domains().iter().flat_map(|domain| domain.offers).filter(|offer| offer.what == what) {
        all.extend((offer.choices)(app, actor, language)?);
    }
    all.dedup();
    Ok(all)
}
