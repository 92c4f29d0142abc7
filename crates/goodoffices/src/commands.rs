//! The command line: what all domains share, and their own commands.

use clap::{Arg, ArgAction, ArgMatches, Command};
use platform::audit::{Circumstances, checkpoint, within};
use platform::clearance::vault::Vault;
use platform::cli::{Console, EXIT_CODES, Terminal, exit_code};
use platform::config::SETTINGS;
use platform::languages::Languages;
use platform::{App, Domain, Error, Fault, Result, say};
use serde_json::json;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// The whole command line.
pub fn command(domains: &[&Domain]) -> Command {
    Languages::new(domains).speak();
    let settings = SETTINGS.iter().chain(domains.iter().flat_map(|d| d.settings));
    let table: Vec<String> = settings.map(|s| format!("  {:<20} {:<34} {}", s.key, s.env, s.help)).collect();
    let mut all = with_own_commands(with_global_flags(
        Command::new("goodoffices")
            .version(env!("CARGO_PKG_VERSION"))
            .about("Good Offices: software for people who prevent and end wars by talking")
            .subcommand_required(true)
            .arg_required_else_help(true)
            .after_help(format!(
                "Settings, in goodoffices.toml of the data folder, in the environment, or with --set:\n{}\n\n{EXIT_CODES}",
                table.join("\n")
            )),
    ));
    for domain in domains {
        if let Some(commands) = &domain.commands {
            all = all.subcommand(platform::kit::add_commands(domain, (commands.command)()));
        }
    }
    all
}

/// The flags that every command takes.
fn with_global_flags(command: Command) -> Command {
    command
        .arg(
            Arg::new("data")
                .long("data")
                .env("GOODOFFICES_DATA")
                .global(true)
                .value_name("DIR")
                .default_value("goodoffices-data")
                .value_parser(clap::value_parser!(PathBuf))
                .help("The data folder"),
        )
        .arg(
            Arg::new("set")
                .long("set")
                .global(true)
                .value_name("KEY=VALUE")
                .action(ArgAction::Append)
                .help("Sets one of the settings below"),
        )
        .arg(Arg::new("json").long("json").global(true).action(ArgAction::SetTrue).help("Prints JSON"))
        .arg(Arg::new("progress").long("progress").global(true).action(ArgAction::SetTrue).help("Shows progress bars"))
        .arg(
            Arg::new("on-behalf-of")
                .long("on-behalf-of")
                .global(true)
                .value_name("ID")
                .default_value("")
                .hide_default_value(true)
                .help("Id of the person for whom you act; it stands in the audit log"),
        )
}

/// The commands that belong to no domain.
fn with_own_commands(command: Command) -> Command {
    command
        .subcommand(Command::new("serve").about("Serves the pages and the programs' interface").arg(listen()))
        .subcommand(
            Command::new("init")
                .about("Makes the first administrator and prints the one-time link to sign in with")
                .arg(Arg::new("login").long("login").default_value("administrator").help("The username"))
                .arg(Arg::new("name").long("name").default_value("").help("The person's name")),
        )
        .subcommand(
            Command::new("demo")
                .about("Fills the data folder with the demo world and serves it")
                .arg(listen())
                .arg(Arg::new("fill-only").long("fill-only").action(ArgAction::SetTrue).help("Fills the folder and stops")),
        )
        .subcommand(Command::new("settings").about("Shows the settings in force"))
        .subcommand(crate::audit::command())
        .subcommand(crate::backup::command())
        .subcommand(
            Command::new("compartment-key")
                .about("Makes the key that seals what is strictly confidential; keep it apart from the data, with a copy elsewhere")
                .arg(
                    Arg::new("file")
                        .required(true)
                        .value_name("FILE")
                        .value_parser(clap::value_parser!(PathBuf))
                        .help("A file that is not there yet; then name it with the setting compartment_key"),
                ),
        )
        .subcommand(Command::new("dump").about("Prints every row of the database in one order, a line of JSON each, to be compared"))
        .subcommand(Command::new("doctor").about("Looks whether everything is in order, and says what to do"))
        .subcommand(Command::new("openapi").about("Prints the OpenAPI document"))
        .subcommand(
            Command::new("completions")
                .about("Prints completions for a shell")
                .arg(Arg::new("shell").required(true).value_parser(clap::value_parser!(clap_complete::Shell))),
        )
        .subcommand(Command::new("man").about("Prints the manual page"))
        .subcommand(Command::new(extract::COMMAND).hide(true))
}

fn listen() -> Arg {
    Arg::new("listen").long("listen").value_name("ADDRESS").help("Address and port, as in 127.0.0.1:7341")
}

/// Runs what the command line asks for; its exit code tells how it went.
pub fn run(domains: &'static [&'static Domain]) -> ExitCode {
    // The reader of untrusted files comes first: it needs nothing of the rest.
    if std::env::args_os().nth(1).is_some_and(|first| first == extract::COMMAND) {
        return if extract::child_main().is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let matches = command(domains).get_matches();
    match check_words().and_then(|()| dispatch(domains, &matches)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report(&error, matches.get_flag("json"));
            ExitCode::from(exit_code(&error))
        }
    }
}

/// The words of a command pass the same gate as a form's.
fn check_words() -> Result<()> {
    std::env::args_os().skip(1).try_for_each(|word| platform::web::entry::check_signs("command", &word.to_string_lossy()))
}

/// An operator reads the whole cause on standard error.
fn report(error: &Error, json: bool) {
    if json {
        let fault = |fault: &Fault| json!({"field": fault.field, "code": fault.said.key(), "detail": fault.said.to_string()});
        let errors: Vec<_> = error.faults().iter().map(fault).collect();
        eprintln!("{}", json!({"title": error.code(), "status": error.status(), "detail": error.to_string(), "errors": errors}));
        return;
    }
    match error.faults() {
        [] => eprintln!("{error}"),
        faults => faults.iter().for_each(|fault| eprintln!("{}", told(fault))),
    }
}

/// A fault with the flag it is about.
fn told(fault: &Fault) -> String {
    if fault.field.starts_with("--") { format!("{}: {}", fault.field, fault.said) } else { fault.said.to_string() }
}

fn dispatch(domains: &'static [&'static Domain], matches: &ArgMatches) -> Result<()> {
    let (name, sub) = matches.subcommand().expect("a subcommand is required");
    match name {
        "completions" => {
            let shell = *sub.get_one::<clap_complete::Shell>("shell").expect("clap checked it");
            clap_complete::generate(shell, &mut command(domains), "goodoffices", &mut std::io::stdout());
            return Ok(());
        }
        "compartment-key" => return make_compartment_key(sub),
        "man" => return Ok(clap_mangen::Man::new(command(domains)).render(&mut std::io::stdout())?),
        _ => {}
    }
    let data = sub.get_one::<PathBuf>("data").expect("it has a default").clone();
    let mut overrides: Vec<(String, String)> = Vec::new();
    if name == "demo" {
        overrides.extend(crate::demo::settings(&data)?);
    }
    for pair in sub.get_many::<String>("set").into_iter().flatten() {
        let (key, value) = pair.split_once('=').ok_or_else(|| Error::invalid("set", say!("platform-error-set-pair", text = pair)))?;
        overrides.push((key.to_owned(), value.to_owned()));
    }
    if let Ok(Some(listen)) = sub.try_get_one::<String>("listen") {
        overrides.push(("listen".into(), listen.clone()));
    }
    let borrowed: Vec<(&str, &str)> = overrides.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    if name == "backup" && crate::backup::run_without_data(domains, sub, &data, &borrowed, sub.get_flag("json"))? {
        return Ok(());
    }
    if name == "doctor" {
        return crate::doctor::run(domains, &data, &borrowed, sub.get_flag("json"));
    }
    let alone = domains.iter().find(|domain| domain.name == name).and_then(|domain| domain.commands.as_ref()?.alone);
    if let Some(alone) = alone
        && alone(&mut Terminal::new(sub.get_flag("json")), sub)?
    {
        return Ok(());
    }
    let app = App::open(&data, domains, &borrowed)?;
    start_log(&app);
    let mut console = Console::new(app.clone(), sub.get_flag("json"), sub.get_flag("progress"));
    let on_behalf_of = sub.get_one::<String>("on-behalf-of").cloned().unwrap_or_default();
    let around = Circumstances { request_id: platform::clock::new_id(), on_behalf_of, ..Circumstances::default() };
    within(around, || run_on(&mut console, domains, name, sub))?;
    if CHANGING.contains(&name) || domains.iter().any(|d| d.name == name) {
        // What was done is done, and the next command or server tries again.
        if let Err(error) = checkpoint::write_if_due(&app) {
            tracing::error!(%error, "the trail's checkpoint could not be handed over");
        }
    }
    Ok(())
}

/// Makes a key file; no data folder is opened for it.
fn make_compartment_key(sub: &ArgMatches) -> Result<()> {
    let file = sub.get_one::<PathBuf>("file").expect("clap checked it");
    Vault::make(file)?;
    let path = std::path::absolute(file)?.display().to_string();
    let text = if sub.get_flag("json") {
        serde_json::json!({"compartment_key": path}).to_string()
    } else {
        format!(
            "Made {path}. Name it in goodoffices.toml:\n\n  compartment_key = \"{path}\"\n\nWithout this file nobody can read what is strictly confidential: keep a copy where neither the data nor its backups are."
        )
    };
    writeln!(std::io::stdout(), "{text}")?;
    Ok(())
}

/// Commands of the product itself that change data, besides those of the domains.
const CHANGING: [&str; 2] = ["demo", "init"];

fn run_on(console: &mut Console, domains: &'static [&'static Domain], name: &str, sub: &ArgMatches) -> Result<()> {
    let app = console.app.clone();
    match name {
        "serve" => serve(console),
        "init" => {
            let text = |name: &str| sub.get_one::<String>(name).map_or("", String::as_str);
            let made = access::link::first_administrator(&app, &console.actor, text("login"), text("name"))?;
            access::print_link(console, &made)
        }
        "demo" => crate::demo::run(console, sub.get_flag("fill-only")),
        "settings" => show_settings(console),
        "audit" => crate::audit::run(console, sub),
        "backup" => crate::backup::run(console, sub),
        "dump" => crate::backup::dump(console),
        "openapi" => {
            let document = platform::api::document(&app)?;
            console.line(&serde_json::to_string_pretty(&document)?)
        }
        _ => {
            let domain = domains.iter().find(|d| d.name == name).expect("clap knows only these");
            let commands = domain.commands.as_ref().expect("clap knows only these");
            if platform::kit::run_command(domain, console, sub)? {
                return Ok(());
            }
            (commands.run)(console, sub)
        }
    }
}

fn start_log(app: &App) {
    let level = tracing_subscriber::EnvFilter::try_new(app.config().text("log")).unwrap_or_default();
    let _ = tracing_subscriber::fmt().with_env_filter(level).with_writer(std::io::stderr).with_target(false).try_init();
}

pub(crate) fn serve(console: &mut Console) -> Result<()> {
    let app = console.app.clone();
    platform::web::serve(&app, |address| {
        let _ = console.line(&format!("Good Offices is at http://{address} ({}). Stop it with Ctrl-C.", app.db().engine()));
    })
}

fn show_settings(console: &mut Console) -> Result<()> {
    let app = console.app.clone();
    let all = SETTINGS.iter().chain(app.domains().iter().flat_map(|d| d.settings));
    let rows: Vec<Vec<String>> = all.map(|s| vec![s.key.to_owned(), app.config().shown(s), s.env.to_owned(), s.help.to_owned()]).collect();
    console.print(&rows, |rows| platform::cli::table(&["setting", "value", "environment", "what it is for"], rows))
}
