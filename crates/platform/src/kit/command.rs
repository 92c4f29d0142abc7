//! The commands that follow from actions: `goodoffices domain thing verb`, with a flag for each
//! field. The parser of the command line only splits flags; what they hold is read as a form is, so
//! that all three speak with one voice.

use super::action::Acts;
use super::form::Given;
use super::{FieldOf, Input};
use crate::cli::Console;
use crate::domain::Domain;
use crate::languages::{Language, Languages};
use crate::{Error, Result, say};
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::json;

/// Adds the commands of a domain's actions to the domain's own.
pub fn add_commands(domain: &Domain, command: Command) -> Command {
    let mut command = command;
    for action in domain.actions {
        let thing = thing_of(*action);
        // Where the domain has no command of its own for the thing, one is made.
        let has = command.get_subcommands().any(|known| known.get_name() == thing);
        if !has {
            command =
                command.subcommand(Command::new(thing).about(format!("What can be done with each {thing}")).subcommand_required(true));
        }
        command = command.mut_subcommand(thing, |parent| parent.subcommand(command_of(*action)));
    }
    command
}

/// `watch` of `warning.watch`.
fn thing_of(action: &dyn Acts) -> &'static str {
    action.thing().name.rsplit('.').next().unwrap_or_default()
}

fn command_of(action: &'static dyn Acts) -> Command {
    let about = Languages::spoken().text(Language::English, &action.label(), &Default::default());
    let mut command = Command::new(action.verb()).about(about);
    if action.is_on_thing() {
        command = command.arg(Arg::new("id").required(true).value_name("ID").help("The thing's id"));
    }
    if action.does_ask() {
        command = command.arg(Arg::new("yes").long("yes").action(ArgAction::SetTrue).help("Does it without asking"));
    }
    command.args(action.fields().iter().map(flag))
}

fn flag(field: &'static FieldOf) -> Arg {
    let name = field.name.replace('_', "-");
    let values = if let Input::Words(words, _) = field.input { format!(": {}", words.join(", ")) } else { String::new() };
    let unless = if field.default.is_empty() { String::new() } else { format!("; {} unless told", field.default) };
    let arg = Arg::new(field.name).long(name).help(format!("{}{values}{unless}", field.doc.trim_end_matches('.')));
    if field.input == Input::Tick {
        arg.num_args(0..=1).default_missing_value("yes")
    } else {
        arg.action(ArgAction::Append).value_name("VALUE")
    }
}

/// Runs an action where one was asked for; whether it was.
pub fn run_command(domain: &Domain, console: &mut Console, matches: &ArgMatches) -> Result<bool> {
    let Some((thing, inner)) = matches.subcommand() else { return Ok(false) };
    let Some((verb, inner)) = inner.subcommand() else { return Ok(false) };
    let found = domain.actions.iter().find(|action| thing_of(**action) == thing && action.verb() == verb);
    let Some(action) = found else { return Ok(false) };
    let id = if action.is_on_thing() { inner.get_one::<String>("id").map_or("", String::as_str) } else { "" };
    if action.does_ask() && !inner.get_flag("yes") {
        console.app.require(&console.actor, action.needs())?;
        let question = action.question(&console.app, &console.actor, Language::English, id)?.unwrap_or_else(|| say!(action.label()));
        return Err(Error::Conflict(say!("platform-sure-first", question = question)));
    }
    let mut given = Given::default();
    for field in action.fields() {
        if let Some(texts) = inner.get_many::<String>(field.name) {
            given.set(field.name, texts.cloned().collect());
        }
    }
    let id = action.act(&console.app, &console.actor, id, &given).map_err(|error| by_flag(*action, error))?;
    console.print(&json!({"id": id}), |_| id.clone())?;
    Ok(true)
}

/// The same error with flags in place of fields.
fn by_flag(action: &dyn Acts, error: Error) -> Error {
    let Error::Invalid(mut faults) = error else { return error };
    for fault in &mut faults {
        if action.fields().iter().any(|field| field.name == fault.field) {
            fault.field = format!("--{}", fault.field.replace('_', "-"));
        }
    }
    Error::Invalid(faults)
}
