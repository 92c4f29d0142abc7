//! The command that looks whether everything is in order.

use platform::cli::table;
use platform::doctor::{Finding, State, look, look_at_machine};
use platform::{App, Domain, Error, Result};
use std::io::Write;
use std::path::Path;

/// Looks at everything; a failure is this command's failure too.
pub(crate) fn run(domains: &'static [&'static Domain], data: &Path, overrides: &[(&str, &str)], json: bool) -> Result<()> {
    if !data.is_dir() {
        return Err(Error::NotFound(format!("There is no data folder {}. Name it with --data.", data.display())));
    }
    let mut all = look_at_machine(data);
    match App::open(data, domains, overrides).and_then(|app| look(&app)) {
        Ok(more) => all.extend(more),
        Err(error) => all.push(Finding::fail("opening", error.to_string(), "Mend this first; nothing else could be looked at.")),
    }
    let text = if json { serde_json::to_string(&all)? } else { told(&all) };
    writeln!(std::io::stdout(), "{text}")?;
    let worst = all.iter().map(|finding| finding.state).max();
    if worst == Some(State::Fail) { Err(Error::Unavailable("Not everything is in order; see above.".into())) } else { Ok(()) }
}

fn told(all: &[Finding]) -> String {
    let rows: Vec<Vec<String>> = all.iter().map(|f| vec![f.state.word().to_owned(), f.what.clone(), f.found.clone()]).collect();
    let mut out = vec![table(&["state", "what", "found"], &rows)];
    for finding in all.iter().filter(|f| f.state != State::Ok) {
        out.push(format!("\n{} ({}): {}", finding.what, finding.state.word(), finding.remedy));
    }
    out.join("\n")
}
