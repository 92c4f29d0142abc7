//! Commands on backups, and the canonical dump.

use clap::{Arg, ArgAction, ArgMatches, Command};
use platform::backup::{self, Manifest, Opener, Sealer, dump};
use platform::cli::Console;
use platform::{Domain, Result};
use serde_json::json;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

pub(crate) fn command() -> Command {
    let file = || Arg::new("file").required(true).value_parser(clap::value_parser!(PathBuf)).help("The backup");
    let passphrase = || {
        Arg::new("passphrase")
            .long("passphrase")
            .value_name("FILE")
            .value_parser(clap::value_parser!(PathBuf))
            .help("File whose first line is the passphrase")
    };
    let key = || {
        Arg::new("key")
            .long("key")
            .value_name("FILE")
            .action(ArgAction::Append)
            .value_parser(clap::value_parser!(PathBuf))
            .conflicts_with("passphrase")
            .help("File with the secret key")
    };
    Command::new("backup")
        .about("Encrypted backups of everything")
        .subcommand_required(true)
        .subcommand(
            Command::new("create")
                .about("Makes a backup of everything, encrypted, as it is at this moment; others go on working")
                .arg(file())
                .arg(
                    Arg::new("recipient")
                        .long("recipient")
                        .value_name("KEY")
                        .action(ArgAction::Append)
                        .conflicts_with("passphrase")
                        .help("Public key (age1…) of who may restore, or a file of such keys; without it, the setting backup_recipient"),
                )
                .arg(passphrase()),
        )
        .subcommand(
            Command::new("verify").about("Checks that a backup is whole and can be opened").arg(file()).arg(key()).arg(passphrase()),
        )
        .subcommand(
            Command::new("restore")
                .about("Restores a backup into the new data folder that --data names, and into an empty database")
                .arg(file())
                .arg(key())
                .arg(passphrase()),
        )
        .subcommand(
            Command::new("key")
                .about("Makes a key for backups: keep the file away from this machine")
                .arg(Arg::new("file").required(true).value_parser(clap::value_parser!(PathBuf)).help("Where the secret key goes")),
        )
}

fn path<'a>(matches: &'a ArgMatches, name: &str) -> Option<&'a Path> {
    matches.get_one::<PathBuf>(name).map(PathBuf::as_path)
}

fn file(matches: &ArgMatches) -> &Path {
    path(matches, "file").expect("clap checked it")
}

fn opener(matches: &ArgMatches) -> Result<Opener> {
    match path(matches, "passphrase") {
        Some(file) => Opener::of_passphrase_file(file),
        None => Opener::of_key_files(&matches.get_many::<PathBuf>("key").into_iter().flatten().collect::<Vec<_>>()),
    }
}

/// What needs no data folder, or one that is not there yet; whether it was such a command.
pub(crate) fn run_without_data(
    domains: &'static [&'static Domain],
    matches: &ArgMatches,
    data: &Path,
    overrides: &[(&str, &str)],
    json: bool,
) -> Result<bool> {
    let Some((name, matches)) = matches.subcommand() else { return Ok(false) };
    let told = match name {
        "verify" => {
            let manifest = backup::verify(file(matches), &opener(matches)?)?;
            told(&manifest, json, "The backup is whole")
        }
        "restore" => {
            let manifest = backup::restore(file(matches), &opener(matches)?, data, domains, overrides)?;
            told(
                &manifest,
                json,
                &format!(
                    "Restored into {}. Check it with “goodoffices audit verify --checkpoints DIR”, where DIR is what the witness holds",
                    data.display()
                ),
            )
        }
        "key" => {
            let public = backup::new_key(file(matches))?;
            let told = format!(
                "Public key, for --recipient or the setting backup_recipient:\n{public}\nThe secret key is in {}. Take it away from this machine: who has it can read every backup, and without it nobody can.",
                file(matches).display()
            );
            if json { json!({ "public_key": public }).to_string() } else { told }
        }
        _ => return Ok(false),
    };
    writeln!(std::io::stdout(), "{told}")?;
    Ok(true)
}

fn told(manifest: &Manifest, json: bool, what: &str) -> String {
    if json {
        return serde_json::to_string(manifest).expect("a manifest is texts and numbers");
    }
    let bytes: u64 = manifest.files.iter().map(|f| f.bytes).sum();
    format!(
        "{what}: made {} on {}, {} files, {bytes} bytes, trail up to record {}.",
        manifest.made_at,
        manifest.engine,
        manifest.files.len(),
        manifest.position
    )
}

pub(crate) fn run(console: &mut Console, matches: &ArgMatches) -> Result<()> {
    let (_, matches) = matches.subcommand().expect("a subcommand is required");
    let sealer = match path(matches, "passphrase") {
        Some(file) => Sealer::of_passphrase_file(file)?,
        None => {
            let mut given: Vec<String> = matches.get_many::<String>("recipient").into_iter().flatten().cloned().collect();
            let set = console.app.config().text("backup_recipient");
            if given.is_empty() && !set.is_empty() {
                given.push(set.to_owned());
            }
            Sealer::of_recipients(&given)?
        }
    };
    let (app, actor) = (console.app.clone(), console.actor.clone());
    let manifest = backup::create(&app, &actor, file(matches), &sealer)?;
    let json = console.terminal.json;
    console.line(&told(&manifest, json, &format!("Backup {}", file(matches).display())))
}

/// Prints the canonical dump.
pub(crate) fn dump(console: &mut Console) -> Result<()> {
    let app = console.app.clone();
    let mut out = BufWriter::new(console.out());
    app.db().read(|c| dump::write(c, &mut out))?;
    Ok(out.flush()?)
}
