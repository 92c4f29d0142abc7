//! The command-line kit: tables and JSON, progress, exit codes.

use crate::actor::Actor;
use crate::app::App;
use crate::{Error, Result};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use std::io::{IsTerminal, Write};

/// Where a command writes; all that one needs that opens no data folder.
pub struct Terminal {
    /// Whether `--json` was given.
    pub json: bool,
    out: Box<dyn Write + Send>,
}

impl Terminal {
    /// Standard output.
    pub fn new(json: bool) -> Terminal {
        Terminal::writing_to(json, Box::new(std::io::BufWriter::new(std::io::stdout())))
    }

    /// Elsewhere, for tests.
    pub fn writing_to(json: bool, out: Box<dyn Write + Send>) -> Terminal {
        Terminal { json, out }
    }

    /// Prints `data` as JSON where `--json` was given, else what `text` makes of it.
    pub fn print<T: Serialize>(&mut self, data: &T, text: impl FnOnce(&T) -> String) -> Result<()> {
        if self.json {
            serde_json::to_writer(&mut self.out, data)?;
            self.line("")
        } else {
            let text = text(data);
            self.line(text.trim_end_matches('\n'))
        }
    }

    /// Prints one line.
    pub fn line(&mut self, text: &str) -> Result<()> {
        match writeln!(self.out, "{text}").and_then(|()| self.out.flush()) {
            // The reader of a pipe has seen enough.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
            other => Ok(other?),
        }
    }
}

/// What a command writes to and acts as.
pub struct Console {
    /// The product, opened on the data folder.
    pub app: App,
    /// Who acts: the local operator.
    pub actor: Actor,
    /// Whether `--progress` was given, or a person watches.
    pub progress: bool,
    /// Where it writes.
    pub terminal: Terminal,
}

impl Console {
    /// A console on standard output.
    pub fn new(app: App, json: bool, progress: bool) -> Console {
        let progress = progress || (std::io::stderr().is_terminal() && !json);
        Console { app, actor: Actor::local_operator(), progress, terminal: Terminal::new(json) }
    }

    /// A console that writes elsewhere, for tests.
    pub fn writing_to(app: App, json: bool, out: Box<dyn Write + Send>) -> Console {
        Console { app, actor: Actor::local_operator(), progress: false, terminal: Terminal::writing_to(json, out) }
    }

    /// Prints `data` as JSON where `--json` was given, else what `text` makes of it.
    pub fn print<T: Serialize>(&mut self, data: &T, text: impl FnOnce(&T) -> String) -> Result<()> {
        self.terminal.print(data, text)
    }

    /// Prints one line.
    pub fn line(&mut self, text: &str) -> Result<()> {
        self.terminal.line(text)
    }

    /// Where raw output (a file) goes.
    pub fn out(&mut self) -> &mut (dyn Write + Send) {
        &mut self.terminal.out
    }

    /// Runs a background job at once, with a bar where progress is shown.
    pub fn run_job(&mut self, kind: &str, arguments: &serde_json::Value) -> Result<serde_json::Value> {
        let bar = if self.progress { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        let style = ProgressStyle::with_template("{msg:40} [{bar:30}] {pos}/{len} {elapsed}").expect("the template is ours");
        bar.set_style(style.progress_chars("=> "));
        let watch = |done: i64, total: Option<i64>, doing: &str| {
            if let Some(total) = total {
                bar.set_length(total.unsigned_abs());
            }
            bar.set_position(done.unsigned_abs());
            bar.set_message(doing.to_owned());
        };
        let outcome = crate::jobs::run_now(&self.app, &self.actor, kind, arguments, &watch);
        bar.finish_and_clear();
        outcome
    }
}

/// The exit code that tells a script what went wrong.
pub fn exit_code(error: &Error) -> u8 {
    match error {
        Error::Invalid(_) | Error::TooLarge(_) | Error::Misdirected(_) => 2,
        Error::NotFound(_) => 3,
        Error::SignInNeeded | Error::Forbidden(_) => 4,
        Error::Conflict(_) => 5,
        Error::Unavailable(_) | Error::TooMany(_) | Error::Full(_) => 6,
        Error::Database { .. } | Error::Internal(_) => 1,
    }
}

/// What the exit codes mean, for `--help` and the man page.
pub const EXIT_CODES: &str = "Exit codes: 0 done · 1 a fault of ours · 2 wrong input · 3 not found · 4 not allowed · 5 clashes with what is there · 6 not possible now";

/// A table with columns as wide as their widest cell; numbers stand on the right.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let width = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count());
        cells.chain([head[at].chars().count()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let is_number = |at: usize| {
        rows.iter()
            .all(|row| row.get(at).is_some_and(|cell| !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || ",.-%".contains(c))))
    };
    let numeric: Vec<bool> = (0..head.len()).map(is_number).collect();
    let line = |cells: Vec<&str>| {
        let parts: Vec<String> = cells
            .iter()
            .enumerate()
            .map(|(at, cell)| {
                let pad = " ".repeat(widths[at].saturating_sub(cell.chars().count()));
                if numeric[at] { format!("{pad}{cell}") } else { format!("{cell}{pad}") }
            })
            .collect();
        parts.join("  ").trim_end().to_owned()
    };
    let mut out = vec![line(head.to_vec())];
    out.push(widths.iter().map(|w| "-".repeat(*w)).collect::<Vec<_>>().join("  "));
    out.extend(rows.iter().map(|row| line(row.iter().map(String::as_str).collect())));
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn numbers_of_a_table_stand_on_the_right() {
        let rows = vec![vec!["agreement".to_owned(), "7".to_owned()], vec!["ceasefire".to_owned(), "120".to_owned()]];
        assert_eq!(table(&["kind", "n"], &rows), "kind         n\n---------  ---\nagreement    7\nceasefire  120");
    }
}
