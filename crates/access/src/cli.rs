//! Commands: accounts.

use crate::account;
use clap::{Arg, ArgMatches, Command};
use platform::actor::Role;
use platform::cli::{Console, table};
use platform::{Commands, Error, Result};
use std::io::BufRead;

pub(crate) const COMMANDS: Commands = Commands { command, run };

fn command() -> Command {
    let login = || Arg::new("login").required(true).help("The name to sign in with");
    let role = || Arg::new("role").long("role").value_parser(["reader", "curator", "administrator"]).help("What the person may do");
    Command::new("access")
        .about("People who may sign in")
        .subcommand_required(true)
        .subcommand(Command::new("list").about("Lists the accounts"))
        .subcommand(
            Command::new("add").about("Opens an account; the password is read from standard input")
                .arg(login()).arg(role().default_value("reader")).arg(Arg::new("name").long("name").help("The person's name")),
        )
        .subcommand(Command::new("role").about("Gives an account another role").arg(login()).arg(role().required(true)))
        .subcommand(Command::new("password").about("Gives an account another password, read from standard input").arg(login()))
        .subcommand(Command::new("end").about("Ends an account").arg(login()))
}

fn run(console: &mut Console, matches: &ArgMatches) -> Result<()> {
    let (name, matches) = matches.subcommand().expect("a subcommand is required");
    let login = || matches.get_one::<String>("login").map_or("", String::as_str);
    let role = || matches.get_one::<String>("role").and_then(|word| Role::from_word(word)).unwrap_or(Role::Reader);
    let (app, actor) = (console.app.clone(), console.actor.clone());
    match name {
        "list" => {
            let accounts = account::list(&app, &actor)?;
            console.print(&accounts, |all| {
                let rows: Vec<Vec<String>> = all.iter().map(|a| vec![a.login.clone(), a.name.clone(), a.role.word().into(), a.state.clone()]).collect();
                table(&["login", "name", "role", "state"], &rows)
            })
        }
        "add" => {
            let name = matches.get_one::<String>("name").map_or("", String::as_str);
            let made = account::open(&app, &actor, login(), name, role(), &read_password()?)?;
            console.print(&made, |a| format!("{} may sign in as {}.", a.login, a.role.word()))
        }
        "role" => account::give_role(&app, &actor, login(), role()).and_then(|()| console.line("Done; the person signs in anew.")),
        "password" => account::set_password(&app, &actor, login(), &read_password()?).and_then(|()| console.line("Done; the person signs in anew.")),
        _ => account::end(&app, &actor, login()).and_then(|()| console.line("The account has ended.")),
    }
}

fn read_password() -> Result<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let password = line.trim_end_matches(['\n', '\r']).to_owned();
    if password.is_empty() {
        return Err(Error::invalid("password", "No password came on standard input. Give one, as in: goodoffices access add ilse < password.txt"));
    }
    Ok(password)
}
