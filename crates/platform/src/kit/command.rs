//! The commands that follow from actions and lists: `goodoffices domain thing verb`, with a flag for
//! each field. The parser of the command line only splits flags; what they hold is read as a form is, so
//! that all three speak with one voice.

use super::action::{Acts, Once, Thing};
use super::cell::Cell;
use super::form::Given;
use super::list::{HOW, Line, Lists};
use super::program::told;
use super::{FieldOf, File, Input};
use crate::app::App;
use crate::cli::{Console, table};
use crate::domain::Domain;
use crate::languages::{Language, Languages};
use crate::{Error, Fault, Result, say};
use clap::{Arg, ArgAction, ArgMatches, Command};

/// Adds the commands of a domain's lists and actions to the domain's own.
pub fn add_commands(domain: &Domain, mut command: Command) -> Command {
    let lists = domain.all_lists().map(|list| (thing_of(list.thing()), list_command(list)));
    let actions = domain.all_actions().filter(|action| action.has_command()).map(|action| (thing_of(action.thing()), command_of(action)));
    for (thing, inner) in lists.chain(actions) {
        // Where the domain has no command of its own for the thing, one is made.
        let has = command.get_subcommands().any(|known| known.get_name() == thing);
        if !has {
            let about = format!("Lists what there is of this kind ({thing}), and does what can be done with one");
            command = command.subcommand(Command::new(thing).about(about).subcommand_required(true));
        }
        command = command.mut_subcommand(thing, |parent| parent.subcommand(inner));
    }
    command
}

/// `watch` of `warning.watch`.
fn thing_of(thing: &Thing) -> &'static str {
    thing.name.rsplit('.').next().unwrap_or_default()
}

fn list_command(list: &'static dyn Lists) -> Command {
    let title = Languages::spoken().text(Language::English, list.title(), &Default::default());
    let how = [
        Arg::new("sort").long("sort").value_name("COLUMN").help(format!("Sorts by a column: {}", list.sorts().join(", "))),
        Arg::new("after").long("after").value_name("PLACE").help("Goes on from where the list before ended"),
        Arg::new("limit").long("limit").value_name("N").help("How many, 1 to 200; 50 unless told"),
    ];
    // A sort may begin with a hyphen.
    let how = how.map(|arg| arg.allow_hyphen_values(true));
    Command::new("list").about(format!("Lists: {title}")).args(list.fields().iter().map(flag)).args(how)
}

fn run_list(list: &'static dyn Lists, console: &mut Console, matches: &ArgMatches) -> Result<()> {
    let mut given = given_of(list.fields(), matches)?;
    for name in HOW {
        if let Some(text) = matches.get_one::<String>(name) {
            given.set(name, vec![text.clone()]);
        }
    }
    let names: Vec<&str> = list.fields().iter().map(|field| field.name).chain(HOW).collect();
    let found = list.find(&console.app, &console.actor, &given).map_err(|error| by_flag(&names, error))?;
    if console.terminal.json {
        return console.print(&found.json(), |_| String::new());
    }
    let heads: Vec<&str> = ["id"].into_iter().chain(list.heads().iter().map(|head| head.name)).collect();
    let row = |line: &Line| [line.id.clone()].into_iter().chain(line.cells.iter().map(Cell::plain)).collect();
    let rows: Vec<Vec<String>> = found.lines.iter().map(row).collect();
    console.line(&table(&heads, &rows))?;
    let total = if found.more { format!("more than {}", found.total) } else { found.total.to_string() };
    let on = found.next.map(|next| format!("; go on with --after {next}")).unwrap_or_default();
    console.line(&format!("{} of {total}{on}", rows.len()))
}

/// What the flags of some fields hold; of a file that one names, its content.
fn given_of(fields: &'static [FieldOf], matches: &ArgMatches) -> Result<Given> {
    let (mut given, mut faults) = (Given::default(), Vec::new());
    for field in fields {
        let Some(texts) = matches.get_many::<String>(field.name) else { continue };
        let read = |text: &String| if field.input == Input::File { File::on_disk(text) } else { Ok(text.clone()) };
        match texts.map(read).collect::<std::result::Result<Vec<String>, _>>() {
            Ok(texts) => given.set(field.name, texts),
            Err(said) => faults.push(Fault::new(&format!("--{}", field.name.replace('_', "-")), said)),
        }
    }
    if faults.is_empty() { Ok(given) } else { Err(Error::Invalid(faults)) }
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
        arg.action(ArgAction::Append).value_name(if field.input == Input::File { "FILE" } else { "VALUE" })
    }
}

/// Runs an action where one was asked for; whether it was.
pub fn run_command(domain: &Domain, console: &mut Console, matches: &ArgMatches) -> Result<bool> {
    let Some((thing, inner)) = matches.subcommand() else { return Ok(false) };
    let Some((verb, inner)) = inner.subcommand() else { return Ok(false) };
    if let Some(list) = domain.all_lists().find(|list| verb == "list" && thing_of(list.thing()) == thing) {
        return run_list(list, console, inner).map(|()| true);
    }
    let found = domain
        .all_actions()
        .filter(|action| action.has_command())
        .find(|action| thing_of(action.thing()) == thing && action.verb() == verb);
    let Some(action) = found else { return Ok(false) };
    let id = if action.is_on_thing() { inner.get_one::<String>("id").map_or("", String::as_str) } else { "" };
    let given = given_of(action.fields(), inner)?;
    let names: Vec<&str> = action.fields().iter().map(|field| field.name).collect();
    if action.does_ask() && !inner.get_flag("yes") {
        console.app.require(&console.actor, action.needs())?;
        let asked = action.question(&console.app, &console.actor, Language::English, id, &given).map_err(|error| by_flag(&names, error))?;
        let asked: Vec<String> = asked.iter().map(|said| said.text(console.app.languages(), Language::English)).collect();
        return Err(Error::Conflict(say!("platform-sure-first", question = asked.join(" "))));
    }
    let app = console.app.clone();
    let done = action.run_with(&console.app, &console.actor, id, &given).map_err(|error| by_flag(&names, error))?;
    console.print(&told(&done), |_| match &done.once {
        None => done.id.clone(),
        Some(once) => format!("{}\n\n  {}", said_of(&app, once), once.secret),
    })?;
    Ok(true)
}

/// What to do with what is shown once.
fn said_of(app: &App, once: &Once) -> String {
    let until = format!("{} UTC", once.ends_at.get(..16).unwrap_or_default().replace('T', " "));
    say!(once.about, x = until).text(app.languages(), Language::English)
}

/// The same error with flags in place of fields.
fn by_flag(names: &[&str], error: Error) -> Error {
    let Error::Invalid(mut faults) = error else { return error };
    for fault in &mut faults {
        if names.contains(&fault.field.as_str()) {
            fault.field = format!("--{}", fault.field.replace('_', "-"));
        }
    }
    Error::Invalid(faults)
}
