//! The demo world: fourteen invented states, their events in two releases, forecasts, a second
//! opinion,
//! scores, a situation and a line that is watched.

use crate::import::{self, Order, OrderKind, Source};
use crate::situation;
use crate::watch;
use crate::{forecast, ledger};
use methods::forecast::month::Month;
use platform::actor::Actor;
use platform::cli::Console;
use platform::kit::{Acts, Given};
use platform::{Error, Result};

#[derive(rust_embed::RustEmbed)]
#[folder = "../../data/demo/warning"]
#[include = "*.csv"]
struct World;

/// Fills an empty folder with the demo world's early warning.
pub fn fill(console: &mut Console) -> Result<()> {
    let (app, actor) = (console.app.clone(), console.actor.clone());
    bring(console, "series.csv", OrderKind::Series, None)?;
    // The later release revises and withdraws events of the earlier one, and its last month
    // is half a month.
    bring(console, "events-2026-07.csv", OrderKind::Ged, Some((Month::of(2025, 1), Month::of(2026, 7))))?;
    bring(console, "events-2026-10.csv", OrderKind::Ged, Some((Month::of(2026, 1), Month::of(2026, 10))))?;
    bring(console, "second-opinion_2026_03_t01.csv", OrderKind::Views, None)?;
    bring(console, "second-opinion_2026_09_t01.csv", OrderKind::Views, None)?;
    console.run_job(forecast::JOB.name, &serde_json::json!({"cut_off": Month::of(2026, 3)}))?;
    console.run_job(forecast::JOB.name, &serde_json::json!({}))?;
    console.run_job(ledger::JOB.name, &serde_json::json!({"windows": []}))?;
    follow_orvane(&app, &actor)
}

/// Imports a file of the demo world.
fn bring(console: &mut Console, name: &str, kind: OrderKind, covers: Option<(Month, Month)>) -> Result<()> {
    let file = World::get(name).ok_or_else(|| Error::missing("demo-file", name))?;
    let path = console.app.config().data().join(format!("demo-{name}"));
    std::fs::write(&path, &file.data)?;
    let order = Order { kind, files: vec![Source::on_disk(&path)], covers };
    let imported = console.run_job(import::JOB.name, &serde_json::to_value(&order)?);
    std::fs::remove_file(&path)?;
    imported.map(drop)
}

/// What an officer of the demo world wrote.
fn follow_orvane(app: &platform::App, actor: &Actor) -> Result<()> {
    let id = situation::OPEN.act(
        app,
        actor,
        "",
        &Given::of(&[("title", "Orvane: the canal and the postponed election"), ("country", "XOR")]),
    )?;
    let this_month: Month = platform::clock::today().to_string().parse().map_err(|_| Error::internal("today has no month"))?;
    let (last, next) = (this_month.plus(-1).to_string(), this_month.plus(1).to_string());
    let rationale = "Shots near the Pelvar sluices twice in a month, none in the highlands. The Joint Sector Committee for the Plain met and both sides named the same culprits, which is rare. The date of the regional election is still open.";
    let note = [
        ("month", last.as_str()),
        ("direction", "deteriorated"),
        ("risk_alert", "yes"),
        ("resolution_opportunity", "yes"),
        ("confidence", "moderate"),
        ("rationale", rationale),
        ("chance_month", next.as_str()),
        ("chance_25", "15 %"),
    ];
    situation::NOTE.act(app, actor, &id, &Given::of(&note))?;
    let factors = [
        ("party", "Government of the Republic of Orvane", "Wants the election before the gas share is settled."),
        ("party", "Sherrad Herders' Coalition", "Wants the wells and the White Track guaranteed before the dry season."),
        ("driver", "Water of the Pelvar Canal", "Sluices are run by one side alone since the spring."),
        ("trigger", "A date for the regional election", "Any date before the harvest shuts the herders out."),
        ("spoiler", "Dry Season Committee", "Gains from a closed track."),
    ];
    for (kind, name, detail) in factors {
        situation::ADD_FACTOR.act(app, actor, &id, &Given::of(&[("kind", kind), ("name", name), ("detail", detail)]))?;
    }
    let scenarios = [
        ("scenarios", "55 % The committee keeps the sluices open; the election is held after the harvest"),
        ("scenarios", "30 % Clashes along the canal, the ceasefire holds elsewhere"),
        ("scenarios", "15 % Anything else"),
    ];
    situation::SET_SCENARIOS.act(app, actor, &id, &Given::of(&scenarios))?;
    let line = [("country", "XSE"), ("indicator", "deaths"), ("threshold", "5"), ("officer_name", "Ilse Maren")];
    watch::SET.act(app, actor, "", &Given::of(&line))?;
    watch::check(app, actor, &platform::clock::now()).map(drop)
}
