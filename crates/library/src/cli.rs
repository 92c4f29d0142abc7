//! Commands: import, search, read, collect, export.

use crate::document::{DocumentKind, Listed, TextState, Texts};
use crate::import::{self, Order, OrderKind, Source};
use crate::query::{self, Question, WireAnswer};
use crate::{export, index, read, stats};
use clap::{Arg, ArgAction, ArgMatches, Command};
use methods::language::{self, Language};
use platform::cli::{Console, table};
use platform::import::{print_made, print_whole};
use platform::{Commands, Error, Result, say};
use std::path::PathBuf;

pub(crate) const COMMANDS: Commands = Commands { command, alone: None, run };

fn command() -> Command {
    Command::new("library")
        .about("Agreements, resolutions and guidance, read by provision")
        .subcommand_required(true)
        .subcommand(import_command())
        .subcommand(search_command())
        .subcommand(Command::new("stats").about("Tells what the library holds"))
        .subcommand(
            Command::new("list")
                .about("Lists documents, newest first, and how much of the text of each is here")
                .arg(one("kind", "Only documents of this kind"))
                .arg(one("country", "Only this country, ISO 3166-1 alpha-3"))
                .arg(one("source", "Only this source card"))
                .arg(one("process", "Only this process"))
                .arg(one("text", "Only with this much text").value_parser(TextState::ALL.map(TextState::word)))
                .arg(Arg::new("limit").long("limit").value_parser(clap::value_parser!(usize)).default_value("50").help("Documents"))
                .arg(one("after", "Read on behind this document")),
        )
        .subcommand(
            Command::new("show")
                .about("Shows a document or a provision")
                .arg(Arg::new("id").required(true).help("As in pax:1364 or pax:1364#7")),
        )
        .subcommand(
            Command::new("export")
                .about("Writes provisions with their documents to a file or to standard output")
                .arg(Arg::new("format").long("format").value_parser(["csv", "jsonl", "parquet"]).default_value("jsonl").help("The format"))
                .arg(
                    Arg::new("out")
                        .long("out")
                        .value_name("FILE")
                        .value_parser(clap::value_parser!(PathBuf))
                        .help("The file; standard output unless told"),
                )
                .arg(many("kind", "Only documents of this kind"))
                .arg(many("country", "Only this country, ISO 3166-1 alpha-3"))
                .arg(many("source", "Only this source card")),
        )
        .subcommand(Command::new("reindex").about("Throws the search index away and builds it anew from the database"))
}

fn import_command() -> Command {
    let files = |help: &'static str| {
        Arg::new("files").required(true).num_args(1..).value_name("PATH").value_parser(clap::value_parser!(PathBuf)).help(help)
    };
    Command::new("import")
        .about("Brings documents in; the same file twice changes nothing")
        .subcommand_required(true)
        .subcommand(
            Command::new("pax")
                .about("The PA-X table of agreements, and their texts: the corpus export, or a folder or ZIP of the site's files")
                .arg(files("METADATA.csv as published; a corpus as CSV or JSON lines; PDF and other files with the AgtId in their names, in folders or ZIP files"))
                .arg(
                    Arg::new("codings")
                        .long("codings")
                        .value_name("CODINGS.csv")
                        .value_parser(clap::value_parser!(PathBuf))
                        .help("The table with the topic columns"),
                ),
        )
        .subcommand(
            Command::new("texts")
                .about("Texts: TXT, HTML, Markdown, DOCX, PDF, folders and ZIP files of these")
                .arg(files("Files and folders"))
                .arg(
                    Arg::new("kind")
                        .long("kind")
                        .value_parser(DocumentKind::ALL.map(DocumentKind::word))
                        .default_value("agreement")
                        .help("What the texts are"),
                )
                .arg(Arg::new("ids").long("ids").value_parser(["pax"]).help("File names are ids: pax for PA-X AgtIds"))
                .arg(Arg::new("source").long("source").help("Source card of the texts")),
        )
        .subcommand(
            Command::new("provisions")
                .about("Provisions, one JSON object a line: agreement_id, text, and optionally segment, title, date, language")
                .arg(files("FILE.jsonl")),
        )
        .subcommand(Command::new("actors").about("An authority file of actors, CSV").arg(files("FILE.csv")))
        .subcommand(Command::new("show").about("Shows what an import understood and what not").arg(Arg::new("id").required(true)))
        .subcommand(Command::new("undo").about("Undoes a whole import").arg(Arg::new("id").required(true)))
}

fn one(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).help(help)
}

fn many(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::Append).help(help)
}

fn search_command() -> Command {
    Command::new("search")
        .about("Finds provisions")
        .after_help("Words, \"phrases\", -not, field:value, prefix*, a NEAR/5 b. A question in any of the six languages finds texts in the others through the thesaurus.")
        .arg(Arg::new("query").required(true).allow_hyphen_values(true).help("What to find"))
        .arg(many("topic", "Topic: id of the thesaurus or PA-X code")).arg(many("country", "Country, ISO 3166-1 alpha-3")).arg(many("region", "Region, UN M49"))
        .arg(many("stage", "PA-X stage: Pre, Cea, SubPar, SubComp, Imp, Ren, Oth")).arg(many("kind", "Kind of document")).arg(many("party", "Party, as written"))
        .arg(many("language", "Language of the text: ar, zh, en, fr, ru, es")).arg(many("source", "Source card")).arg(many("document", "Only within this document"))
        .arg(many("off", "A concept that was understood and shall not count"))
        .arg(Arg::new("from").long("from").help("Earliest date")).arg(Arg::new("to").long("to").help("Latest date"))
        .arg(Arg::new("limit").long("limit").value_parser(clap::value_parser!(usize)).help("Hits, up to 1,000; 20 unless told"))
        .arg(Arg::new("offset").long("offset").value_parser(clap::value_parser!(usize)).help("Hits to pass over"))
        .arg(
            Arg::new("no-families").long("no-families").action(ArgAction::SetTrue).help("Each provision by itself, though others read alike or are language versions of it"),
        )
}

fn run(console: &mut Console, matches: &ArgMatches) -> Result<()> {
    let (name, matches) = matches.subcommand().expect("a subcommand is required");
    match name {
        "import" => run_import(console, matches),
        "search" => search(console, matches),
        "stats" => {
            let stats = stats::stats(&console.app, &console.actor)?;
            console.print(&stats, stats_text)
        }
        "list" => list(console, matches),
        "show" => show(console, matches.get_one::<String>("id").map_or("", String::as_str)),
        "export" => run_export(console, matches),
        _ => {
            index::rebuild(&console.app)?;
            console.line("The index is built anew.")
        }
    }
}

/// What `list` prints: a part of the list, and how much text its whole has.
#[derive(serde::Serialize)]
struct ListedTexts {
    documents: Vec<Listed>,
    texts: Texts,
}

fn list(console: &mut Console, matches: &ArgMatches) -> Result<()> {
    let given = |name: &str| matches.get_one::<String>(name).cloned();
    let narrow = export::Narrow {
        kind: given("kind"),
        country: given("country"),
        source: given("source"),
        process: given("process"),
        text: given("text"),
    };
    let limit = matches.get_one::<usize>("limit").copied().unwrap_or_default();
    let documents = read::list(&console.app, &console.actor, &narrow, given("after").as_deref(), limit)?;
    let texts = read::texts(&console.app, &console.actor, &narrow)?;
    console.print(&ListedTexts { documents, texts }, |found| {
        let state = |d: &Listed| say!(format!("library-text-state-{}", d.text_state.word())).to_string();
        let row = |d: &Listed| vec![d.id.clone(), d.date.clone().unwrap_or_default(), state(d), d.title.clone()];
        let rows: Vec<Vec<String>> = found.documents.iter().map(row).collect();
        format!("{}\n{}", table(&["id", "date", "text", "title"], &rows), held(found.texts))
    })
}

fn texts(matches: &ArgMatches, name: &str) -> Vec<String> {
    matches.get_many::<String>(name).map(|all| all.cloned().collect()).unwrap_or_default()
}

/// The command that shows an import's report.
const SHOW: &str = "goodoffices library import show";

fn run_import(console: &mut Console, matches: &ArgMatches) -> Result<()> {
    let (name, matches) = matches.subcommand().expect("a subcommand is required");
    let id = || matches.get_one::<String>("id").map_or("", String::as_str);
    let kind = match name {
        "show" => {
            let (app, actor) = (console.app.clone(), console.actor.clone());
            return print_whole(console, SHOW, |limit| import::report(&app, &actor, id(), 0, limit));
        }
        "undo" => {
            import::undo(&console.app, &console.actor, id())?;
            return console.line("The import is undone.");
        }
        "pax" => OrderKind::Pax,
        "texts" => OrderKind::Texts,
        "provisions" => OrderKind::Provisions,
        _ => OrderKind::Actors,
    };
    let absolute = |path: &PathBuf| Source::on_disk(path);
    let has = |name: &str| matches.ids().any(|known| known.as_str() == name);
    let order = Order {
        kind,
        files: matches.get_many::<PathBuf>("files").map(|all| all.map(absolute).collect()).unwrap_or_default(),
        codings: has("codings").then(|| matches.get_one::<PathBuf>("codings").map(absolute)).flatten(),
        document_kind: has("kind").then(|| matches.get_one::<String>("kind").and_then(|word| DocumentKind::from_word(word))).flatten(),
        ids_pax: has("ids") && matches.get_one::<String>("ids").is_some(),
        source: has("source").then(|| matches.get_one::<String>("source").cloned()).flatten(),
        marking: None,
    };
    let result = console.run_job(import::JOB.name, &serde_json::to_value(&order)?)?;
    let id = result["import"].as_str().unwrap_or("").to_owned();
    let (app, actor) = (console.app.clone(), console.actor.clone());
    print_made(console, SHOW, |limit| import::report(&app, &actor, &id, 0, limit))
}

fn search(console: &mut Console, matches: &ArgMatches) -> Result<()> {
    let text = |name: &str| matches.get_one::<String>(name).cloned().unwrap_or_default();
    let question = Question {
        q: text("query"),
        topic: texts(matches, "topic"),
        country: texts(matches, "country"),
        region: texts(matches, "region"),
        stage: texts(matches, "stage"),
        kind: texts(matches, "kind"),
        party: texts(matches, "party"),
        language: texts(matches, "language"),
        source: texts(matches, "source"),
        document: texts(matches, "document"),
        off: texts(matches, "off"),
        from: text("from"),
        to: text("to"),
        limit: matches.get_one::<usize>("limit").copied(),
        offset: matches.get_one::<usize>("offset").copied(),
        families: matches.get_flag("no-families").then_some(false),
        ..Question::default()
    };
    index::wait(&console.app)?;
    let language = language::guess(&question.q).unwrap_or(Language::English);
    let found = query::search(&console.app, &console.actor, &question, language)?;
    console.print(&WireAnswer::of(&found.answer, found.texts, ToString::to_string), |answer| {
        let mut out = format!("{} provisions in {:.1} ms", answer.total, answer.took_ms);
        let on: Vec<&str> = answer.concepts.iter().filter(|c| c.on).map(|c| c.label.as_str()).collect();
        if !on.is_empty() {
            out.push_str(&format!(" · understood: {}", on.join(", ")));
        }
        out.push_str(&format!("\n{}", held(answer.texts)));
        if let Some(other) = &answer.suggestion {
            out.push_str(&format!("\nDid you mean: {other}"));
        }
        for problem in &answer.problems {
            out.push_str(&format!("\n{problem}"));
        }
        if !answer.answered && !answer.hits.is_empty() {
            out.push_str(&format!("\n{}", say!("library-no-answer")));
        }
        for (hit, full) in answer.hits.iter().zip(&found.answer.hits) {
            let snippet = full.text[full.snippet.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
            out.push_str(&format!(
                "\n\n{:>3}. {}  {}  {}\n     {snippet}",
                hit.rank,
                hit.provision,
                hit.date.as_deref().unwrap_or("date unknown"),
                hit.title
            ));
            if hit.family.documents > 1 {
                let years = [&hit.family.first, &hit.family.last].map(|date| date.as_deref().and_then(|date| date.get(..4)).unwrap_or("?"));
                out.push_str(&format!("\n     in {} documents, {}–{}", hit.family.documents, years[0], years[1]));
            }
            if !hit.why.is_empty() {
                out.push_str(&format!("\n     {}", hit.why.join(" · ")));
            }
        }
        out
    })
}

/// What part of the documents has text.
fn held(texts: Texts) -> String {
    texts.said(|n| n.to_string()).to_string()
}

fn stats_text(stats: &stats::Stats) -> String {
    let mut rows: Vec<Vec<String>> = stats.documents.iter().map(|(kind, n)| vec![kind.clone(), n.to_string()]).collect();
    rows.push(vec!["provisions".into(), stats.provisions.to_string()]);
    rows.push(vec!["topics".into(), stats.topics.to_string()]);
    let sources: Vec<String> = stats
        .sources
        .iter()
        .map(|s| format!("  {} — {} ({}): {} documents", s.card.title, s.card.publisher, s.card.licence, s.documents))
        .collect();
    format!("{}\n{}\nSources:\n{}", table(&["what", "n"], &rows), held(stats.texts), sources.join("\n"))
}

fn show(console: &mut Console, id: &str) -> Result<()> {
    if crate::provision::document_of(id).is_some() {
        let view = read::provision(&console.app, &console.actor, id)?;
        return console
            .print(&view, |v| format!("{}\n{} · {}\n\n{}", v.document.document.title, v.provision.id, v.provision.path, v.provision.text));
    }
    let view = read::document(&console.app, &console.actor, id)?;
    console.print(&view, |v| {
        let d = &v.kept.document;
        let mut out =
            format!("{}\n{} · {} · {}\n", d.title, d.id, d.kind.word(), d.date.map_or("date unknown".to_owned(), |x| x.to_string()));
        for p in v.provisions.iter().filter(|p| !p.withdrawn) {
            out.push_str(&format!("\n[{}] {} {}", p.number, p.label.as_deref().unwrap_or(""), p.heading.as_deref().unwrap_or("")));
            out.push_str(&format!(" {}", p.text));
        }
        out
    })
}

fn run_export(console: &mut Console, matches: &ArgMatches) -> Result<()> {
    let first = |name: &str| texts(matches, name).into_iter().next();
    let narrow = export::Narrow { kind: first("kind"), country: first("country"), source: first("source"), ..export::Narrow::default() };
    let format = export::Format::from_word(matches.get_one::<String>("format").map_or("jsonl", String::as_str)).expect("clap checked it");
    let (app, actor) = (console.app.clone(), console.actor.clone());
    match matches.get_one::<PathBuf>("out") {
        None => export::write(&app, &actor, &narrow, format, console.out()),
        Some(path) => {
            let file = std::fs::File::create(path).map_err(|error| {
                Error::invalid("out", say!("library-error-out", path = path.display().to_string(), why = error.to_string()))
            })?;
            let mut out = std::io::BufWriter::new(file);
            export::write(&app, &actor, &narrow, format, &mut out)?;
            std::io::Write::flush(&mut out)?;
            console.line(&format!("Written to {}.", path.display()))
        }
    }
}
