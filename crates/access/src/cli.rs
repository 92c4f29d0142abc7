//! Commands: accounts.

use crate::{account, link};
use clap::{Arg, ArgMatches, Command};
use platform::actor::Role;
use platform::clearance::annotation::{self, Annotation};
use platform::clearance::marking::{self, Level};
use platform::clearance::withholding::{self, Withholding};
use platform::cli::{Console, table};
use platform::{Commands, Error, Result, say};
use std::io::BufRead;

pub(crate) const COMMANDS: Commands = Commands { command, alone: None, run };

fn command() -> Command {
    let thing = || Arg::new("thing").required(true).help("Kind and id of the thing");
    let login = || Arg::new("login").required(true).help("The username");
    let role = || {
        Arg::new("role")
            .long("role")
            .value_parser(Role::ALL.into_iter().filter(|r| *r != Role::Visitor).map(Role::word).collect::<Vec<_>>())
            .help("What the person may do")
    };
    Command::new("access")
        .about("People who may sign in, compartments, and what is withheld")
        .subcommand_required(true)
        .subcommand(
            Command::new("person")
                .about("Lists who may sign in, and does what can be done with an account; its id is the username")
                .subcommand_required(true)
                .subcommand(
                    Command::new("add")
                        .about("Opens an account; the password is read from standard input")
                        .arg(login())
                        .arg(role().default_value("reader"))
                        .arg(Arg::new("name").long("name").help("The person's name")),
                )
                .subcommand(Command::new("password").about("Gives an account another password, read from standard input").arg(login()))
                .subcommand(
                    Command::new("vouch")
                        .about("Says that an account is a person of its own, so that they count as a second person whoever let them in")
                        .arg(login()),
                ),
        )
        .subcommand(
            Command::new("notes")
                .about("Notes that compartments keep on things, as in document:demo:1")
                .subcommand_required(true)
                .subcommand(Command::new("list").about("Lists the notes on a thing").arg(thing()))
                .subcommand(
                    Command::new("add")
                        .about("Keeps a note, read from standard input, for a compartment that you are in")
                        .arg(thing())
                        .arg(Arg::new("compartment").required(true).help("The compartment's id"))
                        .arg(Arg::new("strict").long("strict").action(clap::ArgAction::SetTrue).help("Strictly confidential: sealed")),
                )
                .subcommand(Command::new("remove").about("Removes a note").arg(Arg::new("id").required(true).help("The note's id"))),
        )
        .subcommand(Command::new("withheld").about("Lists what left everybody's sight by two people, or is to leave it or come back"))
}

fn run(console: &mut Console, matches: &ArgMatches) -> Result<()> {
    let (name, matches) = matches.subcommand().expect("a subcommand is required");
    let (app, actor) = (console.app.clone(), console.actor.clone());
    match name {
        "person" => person(console, matches),
        "notes" => notes(console, matches),
        _ => {
            let all = withholding::list(&app, &actor)?;
            console.print(&all, |all| {
                let row = |one: &Withholding| {
                    vec![one.id.clone(), one.what.word().into(), one.thing.clone(), one.state.clone(), one.asked_by.clone()]
                };
                table(&["id", "what", "thing", "state", "asked by"], &all.iter().map(row).collect::<Vec<_>>())
            })
        }
    }
}

/// What only whoever is at the machine does with an account.
fn person(console: &mut Console, matches: &ArgMatches) -> Result<()> {
    let (name, matches) = matches.subcommand().expect("a subcommand is required");
    let given = |name: &str| matches.get_one::<String>(name).map_or("", String::as_str);
    let (app, actor) = (console.app.clone(), console.actor.clone());
    match name {
        "add" => {
            let role = Role::from_word(given("role")).unwrap_or(Role::Reader);
            let made = account::open(&app, &actor, given("login"), given("name"), role, &read_password()?)?;
            console.print(&made, |a| format!("{} may sign in as {}.", a.login, a.role.word()))
        }
        "password" => account::set_password(&app, &actor, given("login"), &read_password()?)
            .and_then(|()| console.line("Done; the person signs in anew.")),
        _ => account::vouch(&app, &actor, given("login")).and_then(|()| console.line("Done; they count as a second person.")),
    }
}

fn notes(console: &mut Console, matches: &ArgMatches) -> Result<()> {
    let (name, matches) = matches.subcommand().expect("a subcommand is required");
    let given = |name: &str| matches.get_one::<String>(name).map_or("", String::as_str);
    let (app, actor) = (console.app.clone(), console.actor.clone());
    match name {
        "list" => {
            marking::look(&app, &actor, given("thing"))?;
            let all = annotation::on_thing(&app, &actor, given("thing"))?;
            console.print(&all, |all| {
                let row = |one: &Annotation| vec![one.id.clone(), one.level.word().into(), one.author.clone(), one.text.clone()];
                table(&["id", "marking", "author", "note"], &all.iter().map(row).collect::<Vec<_>>())
            })
        }
        "add" => {
            let level = if matches.get_flag("strict") { Level::StrictlyConfidential } else { Level::Confidential };
            let text = std::io::read_to_string(std::io::stdin())?;
            let id = annotation::add(&app, &actor, given("thing"), given("compartment"), level, &text)?;
            console.print(&serde_json::json!({ "id": id }), |_| format!("Kept as {id}."))
        }
        _ => annotation::remove(&app, &actor, given("id")).and_then(|()| console.line("The note is removed.")),
    }
}

/// Prints a link, and what to do with it.
pub fn print_link(console: &mut Console, made: &link::Made) -> Result<()> {
    console.print(made, |made| format!("Open this address once to choose the password of {}, before {} UTC:\n\n  {}\n\nWhoever has it can sign in as {}: hand it over by a way that only this person reads.", made.login, made.ends_at.get(..16).unwrap_or("").replace('T', " "), made.address, made.login))
}

fn read_password() -> Result<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let password = line.trim_end_matches(['\n', '\r']).to_owned();
    if password.is_empty() {
        return Err(Error::invalid("password", say!("access-error-no-password-given")));
    }
    Ok(password)
}
