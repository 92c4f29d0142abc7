//! The demo: an invented region, its documents in six languages, and accounts to try.

use access::account::{self, Account};
use library::document::DocumentKind;
use library::import::{self, Order, OrderKind, Source};
use platform::actor::{Actor, Role, Via};
use platform::clearance::marking::{Caveat, Level, Wanted};
use platform::clearance::vault::Vault;
use platform::clearance::{self, CompartmentKind, Person};
use platform::cli::Console;
use platform::{Error, Result, clock};
use std::path::Path;

/// The demo's accounts. They open nothing but invented texts on this machine.
const ACCOUNTS: [(&str, &str, Role); 7] = [
    ("reader", "Nadia Ferrane", Role::Reader),
    ("curator", "Ilse Maren", Role::Curator),
    ("desk-officer", "Jorin Vael", Role::DeskOfficer),
    ("mediator", "Mirela Sande", Role::Mediator),
    ("auditor", "Otis Carrow", Role::Auditor),
    ("administrator", "Tomas Okell", Role::Administrator),
    ("administrator-2", "Selma Hadrin", Role::Administrator),
];
/// Their password, printed at every start.
const PASSWORD: &str = "talking ends wars";

/// What is set for the demo, unless the operator sets it otherwise. The key that seals what is
/// strictly confidential stands beside the data folder, since it must not stand in it.
pub(crate) fn settings(data: &Path) -> Result<Vec<(String, String)>> {
    let mut all = vec![("visitors_may_read".to_owned(), "true".to_owned())];
    if std::env::var_os("GOODOFFICES_COMPARTMENT_KEY").is_none() {
        let data = std::path::absolute(data)?;
        let name = format!("{}.key", data.file_name().unwrap_or_default().to_string_lossy());
        let key = data.with_file_name(name);
        if !key.exists() {
            std::fs::create_dir_all(key.parent().unwrap_or(Path::new("/")))?;
            Vault::make(&key)?;
        }
        all.push(("compartment_key".to_owned(), key.display().to_string()));
    }
    Ok(all)
}

pub(crate) fn run(console: &mut Console, fill_only: bool) -> Result<()> {
    let (app, actor) = (console.app.clone(), console.actor.clone());
    if account::list(&app, &actor)?.is_empty() {
        console.line(&format!("Filling {} with the demo world …", app.config().data().display()))?;
        console.run_job(import::JOB.name, &serde_json::to_value(order(OrderKind::Demo))?)?;
        warning::demo::fill(console)?;
        let mut people = Vec::new();
        for (login, name, role) in ACCOUNTS {
            people.push(account::open(&app, &actor, login, name, role, PASSWORD)?);
        }
        fill_compartment(console, &people)?;
    }
    for (login, name, role) in ACCOUNTS {
        console.line(&format!("  sign in as {login:<16} {name:<14} {:<14} password: {PASSWORD}", role.word()))?;
    }
    if fill_only { Ok(()) } else { crate::commands::serve(console) }
}

fn order(kind: OrderKind) -> Order {
    Order { kind, files: Vec::new(), codings: None, document_kind: None, ids_pax: false, source: None, marking: None }
}

/// What is confidential in the demo world: text, level and why.
const CONFIDENTIAL: [(&str, Level, &str); 2] = [
    (
        include_str!("../../../data/demo/confidential/note-on-a-call.md"),
        Level::Confidential,
        "The negotiator asked that the Government not be told yet.",
    ),
    (
        include_str!("../../../data/demo/confidential/what-a-source-said.md"),
        Level::StrictlyConfidential,
        "The source would be in danger if it were known that he speaks.",
    ),
];

/// A compartment that the mediator keeps, with the desk officer in it. The curator was in it
/// for as long as it took to bring the texts in.
fn fill_compartment(console: &mut Console, people: &[Account]) -> Result<()> {
    let app = console.app.clone();
    let who = |role: Role| -> Result<(Actor, Person)> {
        let found = people.iter().find(|account| account.role == role).ok_or_else(|| Error::missing("account", role.word()))?;
        let person = Person { id: found.id.clone(), name: found.name.clone() };
        Ok((Actor::new(&found.id, &found.name, role, Via::Command), person))
    };
    let ((mediator, _), (_, officer)) = (who(Role::Mediator)?, who(Role::DeskOfficer)?);
    let (curator, importing) = who(Role::Curator)?;
    let id = app.work(&mediator, |work| clearance::open(work, CompartmentKind::Process, "The canal: talks behind the talks"))?;
    clearance::take_in(&app, &mediator, &id, &officer, false)?;
    clearance::take_in(&app, &mediator, &id, &importing, false)?;
    let operator = std::mem::replace(&mut console.actor, curator);
    let outcome = CONFIDENTIAL.iter().try_for_each(|(text, level, reason)| bring_in(console, &id, text, *level, reason));
    console.actor = operator;
    outcome?;
    drafting::demo::fill(&app, &mediator, &id)?;
    app.work(&mediator, |work| clearance::let_go(work, &id, &importing.id))
}

fn bring_in(console: &mut Console, compartment: &str, text: &str, level: Level, reason: &str) -> Result<()> {
    let held = console.app.files().keep(&mut text.as_bytes())?;
    // Without a key, as on a server whose operator named none, nothing can be strictly confidential.
    let has_key = !console.app.config().text("compartment_key").is_empty();
    let wanted = Wanted {
        level: if has_key { level } else { Level::Confidential },
        compartment: Some(compartment.to_owned()),
        caveats: if level == Level::StrictlyConfidential { Caveat::ALL.to_vec() } else { Vec::new() },
        review_on: clock::in_seconds(365 * 86_400).get(..10).map(str::to_owned),
        reason: reason.to_owned(),
    };
    let order = Order {
        files: vec![Source::Kept { name: "note.md".into(), key: held.key().as_str().to_owned() }],
        document_kind: Some(DocumentKind::Report),
        source: Some("demo".into()),
        marking: Some(wanted),
        ..order(OrderKind::Texts)
    };
    console.run_job(import::JOB.name, &serde_json::to_value(&order)?).map(drop)
}
