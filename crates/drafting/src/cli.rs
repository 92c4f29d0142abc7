//! Commands: check, concordance, compare, build, rules. None of them opens a data folder; nothing
//! is stored. Those of drafts that are kept follow from their actions.

use crate::build::{self, Format, Order};
use crate::check::{Checked, check};
use crate::compare::Compared;
use crate::concordance::Concordance;
use crate::intended::Mark;
use crate::pair::{self, OfLanguages, OfVersions};
use crate::said::spoken;
use crate::text::{self, Known, Wording};
use crate::{compare, concordance, draft, rule, today};
use clap::{Arg, ArgMatches, Command};
use extract::{Reader, Reading};
use methods::language::Language;
use platform::cli::{Console, Terminal, table};
use platform::{Commands, Error, Result, say};
use std::path::{Path, PathBuf};

pub(crate) const COMMANDS: Commands = Commands { command, alone: Some(alone), run };

fn command() -> Command {
    let word = |name: &'static str, value: &'static str, help: &'static str| Arg::new(name).long(name).value_name(value).help(help);
    let path = |name: &'static str, help: &'static str| {
        Arg::new(name).required(true).value_name(name.to_uppercase()).value_parser(clap::value_parser!(PathBuf)).help(help)
    };
    let out = |help: &'static str| Arg::new("out").long("out").value_name("FILE").value_parser(clap::value_parser!(PathBuf)).help(help);
    let answer_in = || word("answer-in", "LANGUAGE", "Language of the messages: ar, zh, en, fr, ru, es; en unless told");
    let from = || {
        let help = "How the first file is read where changes are tracked in it; before, with the same file twice, shows what they change";
        Arg::new("from").long("from").value_parser(["proposed", "before"]).default_value("proposed").help(help)
    };
    let reading = || {
        Arg::new("reading")
            .long("reading")
            .value_parser(["proposed", "before"])
            .default_value("proposed")
            .help("How Word files with tracked changes are read")
    };
    Command::new("drafting")
        .about("Checks, compares and begins drafts of agreements; only draft stores anything and needs a data folder")
        .subcommand_required(true)
        .subcommand(
            Command::new("check")
                .about("Checks drafts: findings, building blocks, obligations")
                .arg(path("file", "TXT, HTML, Markdown, DOCX or PDF").num_args(1..))
                .arg(word(
                    "kind",
                    "KIND",
                    "cessation, preliminary, definitive, pause, truce, framework, comprehensive or implementation; recognised unless told",
                ))
                .arg(word("language", "LANGUAGE", "Language of the drafts; recognised unless told"))
                .arg(word("scheme", "SCHEME", "pax: the 30 blocks of whole agreements in place of the 27 building blocks"))
                .arg(reading())
                .arg(answer_in()),
        )
        .subcommand(
            Command::new("concordance")
                .about("Lays two language versions side by side: numbers, dates, lists, names, references")
                .arg(path("a", "One version"))
                .arg(path("b", "The other version"))
                .arg(answer_in()),
        )
        .subcommand(
            Command::new("compare")
                .about("Compares two versions by provision; moved text is followed, renumbering alone is no change")
                .arg(path("a", "The version before"))
                .arg(path("b", "The version after"))
                .arg(from())
                .arg(out("A Word file with tracked changes")),
        )
        .subcommand(
            Command::new("build")
                .about("Begins a draft from building blocks, with brackets where the parties decide")
                .arg(Arg::new("kind").required(true).value_name("KIND").help("The kind of agreement"))
                .arg(word("language", "LANGUAGE", "Its language: ar, zh, en, fr, ru, es").required(true))
                .arg(word("blocks", "B,…", "Its blocks; those that the kind begins with unless told").value_delimiter(','))
                .arg(out("The file: DOCX, Markdown (.md) or Akoma Ntoso 3.0 (.xml)").required(true)),
        )
        .subcommand(kept())
        .subcommand(Command::new("rules").about("Lists the rules with their definitions, severity and sources").arg(answer_in()))
}

/// What is read of drafts that are kept; what is done with them follows from their actions.
fn kept() -> Command {
    let id = || Arg::new("id").required(true).value_name("ID").help("The draft's id");
    let number = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name("N").value_parser(clap::value_parser!(i64)).help(help)
    };
    let version = || number("version", "Number of the version; the newest unless told");
    Command::new("draft")
        .about("Lists the drafts that are kept, reads one, and does what can be done with one")
        .subcommand_required(true)
        .subcommand(Command::new("show").about("Tells what is found in a version, and what is meant so").arg(id()).arg(version()))
        .subcommand(Command::new("text").about("Prints the text of a version").arg(id()).arg(version()))
        .subcommand(
            Command::new("compare")
                .about("Compares two versions by provision")
                .arg(id())
                .arg(number("old", "Number of the older version; the one before in its language unless told"))
                .arg(number("new", "Number of the newer version; the newest unless told")),
        )
        .subcommand(
            Command::new("concordance")
                .about("Lays two versions in two languages side by side")
                .arg(id())
                .arg(number("a", "Number of one version; the newest unless told"))
                .arg(number("b", "Number of the other; the newest in another language unless told")),
        )
}

/// What needs a data folder: drafts that are kept.
fn run(console: &mut Console, matches: &ArgMatches) -> Result<()> {
    let Some(("draft", matches)) = matches.subcommand() else { return alone(&mut console.terminal, matches).map(drop) };
    let (name, matches) = matches.subcommand().expect("a subcommand is required");
    let (app, actor, id) = (console.app.clone(), console.actor.clone(), given(matches, "id"));
    let number = |name: &str| matches.get_one::<i64>(name).copied();
    let (_, versions) = draft::with_versions(&app, &actor, id)?;
    let say = spoken(Language::English);
    match name {
        "show" => {
            let whole = draft::read(&app, &actor, id, number("version"), &say)?;
            console.print(&whole, |whole| {
                let found = whole.checked.as_ref().map_or_else(String::new, told);
                let mark = |mark: &Mark| format!("  intended {}: {}", mark.finding.as_deref().unwrap_or("-"), mark.reason);
                [format!("{}  {}", whole.draft.title, whole.shown.unwrap_or(0)), found]
                    .into_iter()
                    .chain(whole.intended.iter().map(mark))
                    .collect::<Vec<_>>()
                    .join("\n")
            })
        }
        "text" => {
            let number = number("version").or(versions.first().map(|newest| newest.number)).unwrap_or(1);
            let wording = draft::wording(&app, &actor, id, number)?;
            console.print(&wording.plain(), Clone::clone)
        }
        "compare" => {
            let (old, new) = OfVersions { old: number("old"), new: number("new") }.chosen(&versions);
            let [a, b] = pair::wordings(&app, &actor, id, [old, new])?;
            console.print(&compare::compare(&a, &b), compared)
        }
        _ => {
            let (a, b) = OfLanguages { a: number("a"), b: number("b") }.chosen(&versions);
            console.print(&pair::lay(&app, &actor, id, [a, b], &say)?, laid)
        }
    }
}

fn alone(terminal: &mut Terminal, matches: &ArgMatches) -> Result<bool> {
    let (name, matches) = matches.subcommand().expect("a subcommand is required");
    match name {
        "check" => run_check(terminal, matches),
        "concordance" => run_concordance(terminal, matches),
        "compare" => run_compare(terminal, matches),
        "build" => run_build(matches),
        "rules" => {
            let rules = rule::all(&spoken(answers_in(matches)?));
            terminal.print(&rules, |rules| {
                let rows: Vec<Vec<String>> = rules
                    .iter()
                    .map(|r| vec![r.rule.to_owned(), r.severity.to_owned(), r.definition.clone(), r.sources.join("; ")])
                    .collect();
                table(&["rule", "severity", "definition", "sources"], &rows)
            })
        }
        // Drafts that are kept.
        _ => return Ok(false),
    }?;
    Ok(true)
}

fn given<'a>(matches: &'a ArgMatches, name: &str) -> &'a str {
    matches.get_one::<String>(name).map_or("", String::as_str)
}

fn answers_in(matches: &ArgMatches) -> Result<Language> {
    let language = text::language_of(given(matches, "answer-in"))
        .map_err(|_| Error::invalid("--answer-in", say!("drafting-error-language", text = given(matches, "answer-in"))))?;
    Ok(language.unwrap_or(Language::English))
}

fn read(reader: &Reader, path: &Path, reading: Reading) -> Result<Wording> {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let bytes = std::fs::read(path).map_err(|error| {
        Error::invalid("file", say!("drafting-error-unreadable", file = path.display().to_string(), why = error.to_string()))
    })?;
    text::file(reader, &name, &bytes, reading)
}

fn paths(matches: &ArgMatches, name: &str) -> Vec<PathBuf> {
    matches.get_many::<PathBuf>(name).map(|all| all.cloned().collect()).unwrap_or_default()
}

/// Reads both versions of a pair, the first as told.
fn pair(matches: &ArgMatches, from: Reading) -> Result<(Wording, Wording)> {
    let reader = Reader::of_this_program()?;
    let one = |name: &str, reading| read(&reader, &paths(matches, name)[0], reading);
    Ok((one("a", from)?, one("b", Reading::Proposed)?))
}

/// How a file with tracked changes is to be read.
fn reading(matches: &ArgMatches, name: &str) -> Reading {
    if given(matches, name) == "before" { Reading::Before } else { Reading::Proposed }
}

/// Checks all that can be read; what cannot is told at the end, so that nobody takes it for sound.
fn run_check(terminal: &mut Terminal, matches: &ArgMatches) -> Result<()> {
    let known = Known::of_words(given(matches, "kind"), given(matches, "language"), given(matches, "scheme")).map_err(by_flag)?;
    let reading = reading(matches, "reading");
    let language = answers_in(matches)?;
    let (reader, say) = (Reader::of_this_program()?, spoken(language));
    let (mut checked, mut unread) = (Vec::new(), None);
    for path in paths(matches, "file") {
        match read(&reader, &path, reading) {
            Ok(draft) => checked.push(check(&draft, &known, &say)),
            Err(error) => unread = unread.or(Some(error)),
        }
    }
    terminal.print(&checked, |checked| checked.iter().map(told).collect::<Vec<_>>().join("\n\n"))?;
    unread.map_or(Ok(()), Err)
}

/// The same error with flags in place of fields.
fn by_flag(error: Error) -> Error {
    let Error::Invalid(mut faults) = error else { return error };
    faults.iter_mut().for_each(|fault| fault.field = format!("--{}", fault.field));
    Error::Invalid(faults)
}

/// A checked draft as lines.
fn told(checked: &Checked) -> String {
    let or_dash = |text: Option<&str>| text.unwrap_or("-").to_owned();
    let mut lines = vec![format!("{}  {}  {}", checked.file, or_dash(checked.language), or_dash(checked.kind))];
    let count =
        |state: &str| checked.blocks.iter().filter(|block| block.state == state).map(|block| block.block).collect::<Vec<_>>().join(", ");
    for state in ["present", "vague", "missing"] {
        lines.push(format!("  {state}: {}", count(state)));
    }
    for finding in &checked.findings {
        let place = finding.provision.as_deref().unwrap_or("-");
        lines.push(format!("  {place}: {} ({}, {}) {}", finding.message, finding.rule, finding.severity, finding.remedy));
    }
    lines.extend(checked.notes.iter().map(|note| format!("  {}: {}", note.provision.as_deref().unwrap_or("-"), note.message)));
    lines.push(format!("  {} findings, {} obligations", checked.findings.len(), checked.obligations.len()));
    lines.join("\n")
}

fn run_concordance(terminal: &mut Terminal, matches: &ArgMatches) -> Result<()> {
    let language = answers_in(matches)?;
    let (a, b) = pair(matches, Reading::Proposed)?;
    let laid = concordance::lay(&a, &b, &spoken(language));
    terminal.print(&laid, self::laid)
}

/// Two language versions side by side, as lines.
fn laid(laid: &Concordance) -> String {
    let difference = |found: &concordance::Difference| {
        let place = |path: &Option<String>| path.clone().unwrap_or_else(|| "-".into());
        format!("{} | {}: {} ({})", place(&found.provision), place(&found.other), found.message, found.rule)
    };
    let mut lines: Vec<String> = laid.findings.iter().map(difference).collect();
    let (aligned, only_a, only_b) = (laid.aligned.len(), laid.only_a.len(), laid.only_b.len());
    lines.push(format!("{aligned} aligned, {only_a} only in {}, {only_b} only in {}", laid.a, laid.b));
    lines.join("\n")
}

fn run_compare(terminal: &mut Terminal, matches: &ArgMatches) -> Result<()> {
    let (a, b) = pair(matches, reading(matches, "from"))?;
    if let Some(out) = matches.get_one::<PathBuf>("out") {
        if out.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("docx")) {
            return Err(Error::invalid("--out", say!("drafting-error-only-docx", file = out.display().to_string())));
        }
        std::fs::write(out, compare::tracked(&a, &b, &today())?)?;
    }
    terminal.print(&compare::compare(&a, &b), compared)
}

/// What changed, as a table.
fn compared(compared: &Compared) -> String {
    let row = |change: &compare::Change| {
        let path = |path: &Option<String>| path.clone().unwrap_or_else(|| "-".into());
        vec![change.change.to_owned(), path(&change.a), path(&change.b), short(&change.words.old), short(&change.words.new)]
    };
    table(&["change", "before", "after", "old words", "new words"], &compared.changes.iter().map(row).collect::<Vec<_>>())
}

/// As much of a text as fits into a line.
fn short(text: &str) -> String {
    if text.chars().count() <= 60 { text.to_owned() } else { text.chars().take(59).chain(['…']).collect() }
}

fn run_build(matches: &ArgMatches) -> Result<()> {
    let blocks: Vec<String> = matches.get_many::<String>("blocks").map(|all| all.cloned().collect()).unwrap_or_default();
    let order = Order::of_words(given(matches, "kind"), given(matches, "language"), &blocks).map_err(by_flag)?;
    let out = &paths(matches, "out")[0];
    let format = Format::of_name(&out.to_string_lossy()).map_err(by_flag)?;
    Ok(std::fs::write(out, build::build(&order).file(format, &today())?)?)
}
