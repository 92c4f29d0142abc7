//! The command that looks whether everything is in order.

use platform::cli::table;
use platform::doctor::{Finding, State, look, look_at_machine};
use platform::{App, Domain, Error, Result, Said, say};
use std::io::Write;
use std::path::Path;

/// Looks at everything; a failure is this command's failure too.
pub(crate) fn run(domains: &'static [&'static Domain], data: &Path, overrides: &[(&str, &str)], json: bool) -> Result<()> {
    if !data.is_dir() {
        return Err(Error::NotFound(say!("platform-error-no-data-folder", path = data.display().to_string())));
    }
    let mut all = look_at_machine(data);
    match App::open(data, domains, overrides).and_then(|app| look(&app)) {
        Ok(more) => all.extend(more),
        Err(error) => all.push(Finding::fail(say!("platform-doctor-opening"), error.to_string(), say!("platform-doctor-opening-remedy"))),
    }
    let text = if json { serde_json::to_string(&all)? } else { told(&all) };
    writeln!(std::io::stdout(), "{text}")?;
    let worst = all.iter().map(|finding| finding.state).max();
    if worst == Some(State::Fail) { Err(Error::Unavailable(say!("platform-error-not-in-order"))) } else { Ok(()) }
}

fn told(all: &[Finding]) -> String {
    let state = |finding: &Finding| Said::new(format!("platform-doctor-{}", finding.state.word())).to_string();
    let rows: Vec<Vec<String>> = all.iter().map(|f| vec![state(f), f.what.to_string(), f.found.to_string()]).collect();
    let head = ["state", "what", "found"].map(|part| Said::new(format!("platform-doctor-{part}")).to_string());
    let mut out = vec![table(&head.each_ref().map(String::as_str), &rows)];
    for finding in all.iter().filter(|f| f.state != State::Ok) {
        out.push(format!("\n{} ({}): {}", finding.what, state(finding), finding.remedy));
    }
    out.join("\n")
}
