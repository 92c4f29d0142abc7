//! The demo: an invented region, its documents in six languages, and accounts to try.

use access::account;
use library::import::{self, Order, OrderKind};
use platform::Result;
use platform::actor::Role;
use platform::cli::Console;

/// The demo's accounts. They open nothing but invented texts on this machine.
const ACCOUNTS: [(&str, &str, Role); 3] = [
    ("reader", "Nadia Ferrane", Role::Reader),
    ("curator", "Ilse Maren", Role::Curator),
    ("administrator", "Tomas Okell", Role::Administrator),
];
/// Their password, printed at every start.
const PASSWORD: &str = "talking ends wars";

pub(crate) fn run(console: &mut Console, fill_only: bool) -> Result<()> {
    let (app, actor) = (console.app.clone(), console.actor.clone());
    if account::list(&app, &actor)?.is_empty() {
        console.line(&format!("Filling {} with the demo world …", app.config().data().display()))?;
        let order = Order {
            kind: OrderKind::Demo,
            files: Vec::new(),
            codings: None,
            document_kind: None,
            ids_pax: false,
            source: None,
            marking: None,
        };
        console.run_job(import::JOB.name, &serde_json::to_value(&order)?)?;
        warning::demo::fill(console)?;
        for (login, name, role) in ACCOUNTS {
            account::open(&app, &actor, login, name, role, PASSWORD)?;
        }
    }
    for (login, name, role) in ACCOUNTS {
        console.line(&format!("  sign in as {login:<14} {name:<14} {:<14} password: {PASSWORD}", role.word()))?;
    }
    if fill_only { Ok(()) } else { crate::commands::serve(console) }
}
