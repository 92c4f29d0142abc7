//! Commands on the trail: check it, list it, prove from it, sign it.

use clap::{Arg, ArgAction, ArgMatches, Command};
use platform::audit::note::PublicKey;
use platform::audit::verify::Verdict;
use platform::audit::witness::verify_against;
use platform::audit::{self, Entry, Question, checkpoint, keys, outside, proof};
use platform::cli::{Console, table};
use platform::{Error, Result, say};
use std::path::{Path, PathBuf};

pub(crate) fn command() -> Command {
    let text = |name: &'static str, help: &'static str| Arg::new(name).long(name).default_value("").hide_default_value(true).help(help);
    let whole = |name: &'static str| Arg::new(name).value_parser(clap::value_parser!(i64));
    Command::new("audit")
        .about("The audit log: what was done, by whom")
        .subcommand_required(true)
        .subcommand(
            Command::new("verify")
                .about("Checks the whole audit log offline: chain, tree, signatures, and every checkpoint against the database")
                .arg(
                    Arg::new("checkpoints")
                        .long("checkpoints")
                        .value_name("DIR")
                        .action(ArgAction::Append)
                        .value_parser(clap::value_parser!(PathBuf))
                        .help("Folder of checkpoints that a witness held; without it, the one of the settings"),
                )
                .arg(
                    Arg::new("key")
                        .long("key")
                        .value_name("KEY")
                        .action(ArgAction::Append)
                        .help("Public key to trust instead of those in the data folder, or a file of such keys"),
                ),
        )
        .subcommand(
            Command::new("list")
                .about("Lists the newest records of the audit log")
                .arg(text("person", "Who acted, or for whom: an id"))
                .arg(text("thing", "On what: an id"))
                .arg(text("action", "What: an action, or its beginning up to a dot"))
                .arg(text("from", "From this day or instant on, UTC"))
                .arg(text("to", "Up to this day or instant, UTC"))
                .arg(text("request", "From which request"))
                .arg(whole("before").long("before").help("Records before this one"))
                .arg(Arg::new("limit").long("limit").default_value("50").value_parser(clap::value_parser!(u32)).help("So many at most")),
        )
        .subcommand(Command::new("checkpoint").about("Signs the audit log as it stands and hands the checkpoint to the witness's folder"))
        .subcommand(Command::new("key").about("Prints the public key that checks this installation's checkpoints"))
        .subcommand(
            Command::new("prove")
                .about("Proves that a record is in the audit log that a checkpoint covers")
                .arg(whole("position").required(true).help("The record"))
                .arg(whole("size").long("size").help("Records that the checkpoint covers; without it, the newest checkpoint's")),
        )
        .subcommand(
            Command::new("prove-growth")
                .about("Proves that a later trail only added to an earlier one")
                .arg(whole("from").required(true).help("Records of the earlier trail"))
                .arg(whole("size").required(true).help("Records of the later trail")),
        )
        .subcommand(
            Command::new("commitment")
                .about("Prints this installation's keyed commitment to a file, to be compared with a record")
                .arg(Arg::new("file").required(true).value_parser(clap::value_parser!(PathBuf)).help("The file")),
        )
}

pub(crate) fn run(console: &mut Console, matches: &ArgMatches) -> Result<()> {
    let (name, matches) = matches.subcommand().expect("a subcommand is required");
    let app = console.app.clone();
    match name {
        "verify" => verify_all(console, matches),
        "list" => list(console, matches),
        "checkpoint" => {
            let made = checkpoint::write(&app)?;
            checkpoint::hand_over(&app, checkpoint::Back::ToTheFirst)?;
            console.print(&made, |made| match made {
                Some(c) => c.note.clone(),
                None => "Nothing has happened since the last checkpoint.".into(),
            })
        }
        "key" => console.line(&app.keys().signing().public().line()),
        "prove" => {
            let position = *matches.get_one::<i64>("position").expect("clap checked it");
            let newest = app.db().read(checkpoint::newest)?.map(|c| c.size);
            let size = matches.get_one::<i64>("size").copied().or(newest);
            let size = size.ok_or_else(|| Error::NotFound(say!("platform-error-no-checkpoint")))?;
            let made = app.db().read(|c| proof::inclusion(c, position, size))?;
            console.line(&serde_json::to_string_pretty(&made)?)
        }
        "prove-growth" => {
            let of = |name: &str| *matches.get_one::<i64>(name).expect("clap checked it");
            let made = app.db().read(|c| proof::consistency(c, of("from"), of("size")))?;
            console.line(&serde_json::to_string_pretty(&made)?)
        }
        _ => {
            let path = matches.get_one::<PathBuf>("file").expect("clap checked it");
            let content = std::fs::read(path).map_err(|error| {
                Error::NotFound(say!("platform-error-unreadable", path = path.display().to_string(), why = error.to_string()))
            })?;
            console.line(&app.keys().commitment(&content))
        }
    }
}

/// The keys that the command line names, each as a key or as a file of keys.
fn keys_given(matches: &ArgMatches) -> Result<Vec<PublicKey>> {
    let mut all = Vec::new();
    for given in matches.get_many::<String>("key").into_iter().flatten() {
        if Path::new(given).is_file() {
            all.extend(keys::public_keys(Path::new(given))?);
        } else {
            all.push(PublicKey::parse(given)?);
        }
    }
    Ok(all)
}

fn verify_all(console: &mut Console, matches: &ArgMatches) -> Result<()> {
    let app = console.app.clone();
    let given = keys_given(matches)?;
    let trusted = if given.is_empty() { app.keys().trusted()? } else { given };
    let folders: Vec<PathBuf> = matches.get_many::<PathBuf>("checkpoints").into_iter().flatten().cloned().collect();
    let verdict = verify_against(&app, &trusted, &folders)?;
    console.print(&verdict, told)?;
    if verdict.holds {
        return Ok(());
    }
    if verdict.faults.iter().all(|fault| fault.kind == "witness") {
        return Err(Error::Conflict(say!("platform-error-witness-first")));
    }
    Err(Error::Conflict(say!("platform-error-trail-broken")))
}

fn told(verdict: &Verdict) -> String {
    let mut lines = Vec::new();
    if verdict.holds {
        lines.push(format!(
            "The audit log holds: {} records, {} checkpoints; {} records are covered by a checkpoint.",
            verdict.entries, verdict.checkpoints, verdict.covered
        ));
    } else if let Some(at) = verdict.broken_at {
        lines.push(format!("The audit log does not hold from record {at} on:"));
    } else {
        lines.push(format!("The {} records fit each other, but nobody outside vouches that they are the ones that were:", verdict.entries));
    }
    lines.extend(verdict.faults.iter().map(|fault| format!("- {}: {}", fault.kind, fault.text)));
    for one in &verdict.compared {
        lines.push(format!("Compared with {}: {} checkpoints, up to record {}.", one.folder, one.checkpoints, one.covered));
    }
    lines.join("\n")
}

fn list(console: &mut Console, matches: &ArgMatches) -> Result<()> {
    let text = |name: &str| matches.get_one::<String>(name).cloned().unwrap_or_default();
    let question = Question {
        before: matches.get_one::<i64>("before").copied(),
        person: text("person"),
        thing: text("thing"),
        action: text("action"),
        from: text("from"),
        to: text("to"),
        request: text("request"),
    };
    let limit = *matches.get_one::<u32>("limit").expect("it has a default");
    let app = console.app.clone();
    let found = app.read(&console.actor, |c| {
        let found = audit::asked(c, &question, limit as usize)?;
        outside::as_seen(c, app.keys(), found, &question.thing)
    })?;
    console.print(&found, |found| {
        let row = |e: &Entry| {
            vec![
                e.position.to_string(),
                e.recorded_at.clone(),
                e.actor_id.clone(),
                e.on_behalf_of.clone(),
                e.via.clone(),
                e.action.clone(),
                e.subject.clone(),
                e.detail.clone(),
            ]
        };
        let rows: Vec<Vec<String>> = found.iter().map(row).collect();
        table(&["#", "when", "who", "for", "via", "what", "on", "detail"], &rows)
    })
}
