//! Commands: import, forecast, backtest, score.

use crate::backtest::{self, Backtest};
use crate::files;
use crate::import::{self, Note, Order, OrderKind, Source};
use crate::{first, forecast, ledger, sync, watch};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use methods::forecast::backtest::Actual;
use methods::forecast::month::Month;
use methods::forecast::panel::Panel;
use platform::cli::{Console, table};
use platform::import::{print_made, print_whole};
use platform::{Commands, Error, Result};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;

pub(crate) const COMMANDS: Commands = Commands { command, alone: None, run };

fn command() -> Command {
    let cut_off = Arg::new("cut-off")
        .long("cut-off")
        .value_name("YYYY-MM")
        .value_parser(value_parser!(Month))
        .help("Last month of data to use; the last whole one unless told");
    let windows = Arg::new("windows")
        .long("windows")
        .value_name("YEARS")
        .value_delimiter(',')
        .value_parser(value_parser!(i64))
        .help("Years to forecast, as in 2018,2019; all that the actuals hold unless told");
    Command::new("warning")
        .about("Early warning: forecasts of deaths by country and month, and how good they were")
        .subcommand_required(true)
        .subcommand(import_command())
        .subcommand(
            Command::new("sync").about("Reads a source over the network, with the address and key of the settings")
                .arg(Arg::new("source").required(true).value_parser(["ucdp", "acled", "views"]).help("The source"))
                .arg(Arg::new("version").long("version").value_name("VERSION").help("UCDP: the version to read, as in 25.1, or 25.0.10 for candidate events; VIEWS: the run, the newest unless told")),
        )
        .subcommand(Command::new("forecast").about("Forecasts every country 1 to 14 months ahead from the newest release, and keeps the forecast").arg(cut_off))
        .subcommand(
            Command::new("backtest").about("Forecasts years that are over by the rules of the VIEWS challenge, and scores the method and four baselines; nothing is kept")
                .arg(Arg::new("history").long("history").required(true).value_name("FILE").value_parser(value_parser!(PathBuf)).help("Deaths by country and month: month_id, country_id, ged_sb"))
                .arg(Arg::new("actuals").long("actuals").required(true).num_args(1..).action(ArgAction::Append).value_name("FILE").value_parser(value_parser!(PathBuf)).help("What happened: month_id, country_id, outcome"))
                .arg(windows.clone()),
        )
        .subcommand(
            Command::new("score").about("Scores anybody's forecast: CRPS, IGN and MIS as the VIEWS challenge defines them")
                .arg(file("samples", "SAMPLES.csv", "The draws: month_id, country_id, draw, outcome"))
                .arg(file("actuals", "ACTUALS.csv", "What happened: month_id, country_id, outcome")),
        )
        .subcommand(Command::new("check").about("Looks at every watch list: raises alerts, escalates what nobody acknowledged, sends the mail; run it daily"))
        .subcommand(Command::new("keep-score").about("Backtests the method on the imported data and keeps the scores for the page of scores").arg(windows.help("Years to forecast; the last four whole ones unless told")))
}

fn file(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).required(true).value_name(value).value_parser(value_parser!(PathBuf)).help(help)
}

fn import_command() -> Command {
    let files = |help: &'static str| {
        Arg::new("files").required(true).num_args(1..).value_name("FILE").value_parser(value_parser!(PathBuf)).help(help)
    };
    let covers = || {
        Arg::new("covers").long("covers").value_name("FROM..UNTIL").help("Months for which the files are whole, as in 2020-01..2020-12: no event then means no deaths, and events they no longer hold are withdrawn")
    };
    Command::new("import")
        .about("Brings events and series in; the same file twice changes nothing")
        .subcommand_required(true)
        .subcommand(
            Command::new("ged")
                .about("UCDP georeferenced events, yearly or candidate, CSV as published")
                .arg(files("GED.csv"))
                .arg(covers()),
        )
        .subcommand(
            Command::new("series")
                .about("Deaths by country and month: month_id, country_id, iso3, ged_sb")
                .arg(files("SERIES.csv"))
                .arg(covers()),
        )
        .subcommand(
            Command::new("acled")
                .about("A saved answer of ACLED's interface, JSON")
                .arg(Arg::new("files").required(true).value_name("FILE.json").value_parser(value_parser!(PathBuf)).help("The file")),
        )
        .subcommand(
            Command::new("views")
                .about("A run of VIEWS' forecasts by country and month, CSV or a saved answer of its interface (JSON): a second opinion, never mixed into our own")
                .arg(Arg::new("files").required(true).value_name("RUN.csv").value_parser(value_parser!(PathBuf)).help("The file; its name may be the run's, as in fatalities003_2026_08_t01_cm.csv")),
        )
        .subcommand(
            Command::new("show")
                .about("Shows what a release held and what of it was not understood")
                .arg(Arg::new("id").required(true).help("Id of the release")),
        )
}

fn run(console: &mut Console, matches: &ArgMatches) -> Result<()> {
    let (name, matches) = matches.subcommand().expect("a subcommand is required");
    match name {
        "import" => run_import(console, matches),
        "sync" => {
            let source: sync::Source = matches.get_one::<String>("source").map_or("", String::as_str).parse()?;
            let version = matches.get_one::<String>("version").map_or("", String::as_str);
            let result = console.run_job(sync::JOB.name, &json!({"source": source, "version": version}))?;
            show_made(console, text(&result["release"]))
        }
        "forecast" => {
            let result = console.run_job(forecast::JOB.name, &json!({"cut_off": matches.get_one::<Month>("cut-off")}))?;
            let made = result["made"].clone();
            console.print(&made, |m| {
                format!(
                    "Forecast {} of {} countries from data until {}, method {}.",
                    text(&m["id"]),
                    m["countries"],
                    text(&m["cut_off"]),
                    text(&m["method"])
                )
            })
        }
        "check" => {
            let checked = watch::check(&console.app, &console.actor, &platform::clock::now())?;
            console.print(&checked, |c| {
                format!("Raised {}, escalated {}, mailed {}, not mailed {}.", c.raised, c.escalated, c.mailed, c.not_mailed)
            })
        }
        "backtest" => run_backtest(console, matches),
        "score" => run_score(console, matches),
        _ => {
            console.run_job(ledger::JOB.name, &json!({"windows": windows(matches)}))?;
            let found = ledger::read(&console.app, &console.actor)?.ok_or_else(|| Error::internal("the scores were just kept"))?;
            console.print(&found, |l| {
                let rows: Vec<Vec<String>> = l
                    .by_year
                    .iter()
                    .map(|s| {
                        vec![
                            s.group.to_string(),
                            s.model.clone(),
                            format!("{:.3}", s.means.crps),
                            format!("{:.3}", s.means.ign),
                            format!("{:.3}", s.means.mis),
                            s.means.n.to_string(),
                        ]
                    })
                    .collect();
                table(&["window", "model", "crps", "ign", "mis", "n"], &rows)
            })
        }
    }
}

fn text(value: &serde_json::Value) -> &str {
    value.as_str().unwrap_or("")
}

fn windows(matches: &ArgMatches) -> Vec<i64> {
    matches.get_many::<i64>("windows").map(|all| all.copied().collect()).unwrap_or_default()
}

fn covers(matches: &ArgMatches) -> Result<Option<(Month, Month)>> {
    let Ok(Some(text)) = matches.try_get_one::<String>("covers") else { return Ok(None) };
    import::covers(text)
}

fn run_import(console: &mut Console, matches: &ArgMatches) -> Result<()> {
    let (name, matches) = matches.subcommand().expect("a subcommand is required");
    let id = || matches.get_one::<String>("id").map_or("", String::as_str);
    let kind = match name {
        "show" => {
            let (app, actor) = (console.app.clone(), console.actor.clone());
            return print_whole(console, SHOW, |limit| import::report(&app, &actor, id(), 0, limit));
        }
        "ged" => OrderKind::Ged,
        "acled" => OrderKind::Acled,
        "views" => OrderKind::Views,
        _ => OrderKind::Series,
    };
    let files = matches.get_many::<PathBuf>("files").map(|all| all.map(|path| Source::on_disk(path)).collect()).unwrap_or_default();
    let order = Order { kind, files, covers: covers(matches)? };
    let result = console.run_job(import::JOB.name, &serde_json::to_value(&order)?)?;
    show_made(console, text(&result["release"]))
}

/// The command that shows a release's report.
const SHOW: &str = "goodoffices warning import show";

fn show_made(console: &mut Console, id: &str) -> Result<()> {
    let (app, actor) = (console.app.clone(), console.actor.clone());
    print_made(console, SHOW, |limit| import::report(&app, &actor, id, 0, limit))
}

/// Notes go to standard error, so that standard output stays data.
fn tell(notes: &[Note]) {
    for note in notes.iter().take(20) {
        eprintln!("{}", note.line());
    }
    if notes.len() > 20 {
        eprintln!("… and {} more rows that were not understood", notes.len() - 20);
    }
}

fn run_backtest(console: &mut Console, matches: &ArgMatches) -> Result<()> {
    let history = files::series(matches.get_one::<PathBuf>("history").expect("clap asks for it"))?;
    tell(&history.notes);
    let mut actuals: Vec<Actual> = Vec::new();
    for path in matches.get_many::<PathBuf>("actuals").into_iter().flatten() {
        let read = files::actuals(path)?;
        tell(&read.notes);
        actuals.extend(read.rows);
    }
    let panel = Panel::from_cells(history.rows.iter().map(|c| (c.country_id, c.month, c.deaths)));
    let show_progress = console.progress;
    let watch = |done: usize, total: usize, doing: &str| {
        if show_progress {
            eprintln!("{doing} ({} of {total})", done + 1);
        }
        Ok(())
    };
    let mut found = backtest::run(&panel, &actuals, &windows(matches), &watch)?;
    let codes: BTreeMap<i64, &str> = history.rows.iter().filter_map(|c| Some((c.country_id, c.iso3.as_deref()?))).collect();
    let codes: Vec<&str> = panel.countries().iter().map(|id| codes.get(id).copied().unwrap_or("")).collect();
    found.first_months = first::scores(&panel, &codes);
    console.print(&found, backtest_text)
}

fn backtest_text(found: &Backtest) -> String {
    let rows: Vec<Vec<String>> = found
        .scores
        .iter()
        .map(|s| {
            vec![
                s.window.to_string(),
                s.model.to_owned(),
                format!("{:.3}", s.crps),
                format!("{:.3}", s.ign),
                format!("{:.3}", s.mis),
                s.n.to_string(),
            ]
        })
        .collect();
    let chances: Vec<Vec<String>> = found
        .chances
        .iter()
        .map(|c| {
            vec![
                c.model.clone(),
                format!("{:.4}", c.brier),
                format!("{:.4}", c.log_score),
                format!("{:.4}", c.calibration_error),
                c.average_precision.map_or("–".into(), |p| format!("{p:.4}")),
                c.n.to_string(),
            ]
        })
        .collect();
    format!(
        "{}\n\nChance of at least 25 deaths in a month:\n{}\n\n{}",
        table(&["window", "model", "crps", "ign", "mis", "n"], &rows),
        table(&["model", "brier", "log score", "calibration error", "average precision", "n"], &chances),
        first_months_text(found)
    )
}

fn first_months_text(found: &Backtest) -> String {
    let Some(first) = found.first_months.first() else {
        return "First months: not scored, since that takes more than ten years of data.".to_owned();
    };
    let rows: Vec<Vec<String>> = found
        .first_months
        .iter()
        .map(|s| {
            vec![
                s.within_months.to_string(),
                s.model.clone(),
                s.average_precision.map_or("–".into(), |p| format!("{p:.4}")),
                format!("{:.5}", s.brier),
                format!("{:.4}", s.calibration_error),
                s.came.to_string(),
                s.n.to_string(),
            ]
        })
        .collect();
    format!(
        "Chance of a first month of at least 25 deaths after 24 quiet ones, from {} on:\n{}",
        first.from,
        table(&["within", "model", "average precision", "brier", "calibration error", "came", "n"], &rows)
    )
}

fn run_score(console: &mut Console, matches: &ArgMatches) -> Result<()> {
    let path = |name: &str| matches.get_one::<PathBuf>(name).expect("clap asks for it");
    let (samples, notes) = files::samples(path("samples"))?;
    tell(&notes);
    let actuals = files::actuals(path("actuals"))?;
    tell(&actuals.notes);
    let found = backtest::score(&samples, &actuals.rows)?;
    console.print(&found, |s| {
        let precision = s.chance_25.average_precision.map_or("–".into(), |p| format!("{p:.4}"));
        format!(
            "crps {:.4}\nign  {:.4}\nmis  {:.4}\nn    {}\nnot forecast {} · not among the actuals {}\nchance of at least 25: brier {:.4}, calibration error {:.4}, average precision {precision}",
            s.crps, s.ign, s.mis, s.n, s.missing, s.unused, s.chance_25.brier, s.chance_25.calibration_error
        )
    })
}
