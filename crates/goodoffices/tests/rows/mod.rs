//! What stands in the database, row by row, and what of it belongs to something.

#![allow(dead_code)]

use platform::App;
use platform::backup::dump;
use std::collections::BTreeMap;

/// What tells of visits and not of things: the trail, jobs, sessions and their counters, the looks
/// that were asked for, and what an import says to its importer of the ids that they gave.
const ASIDE: [&str; 5] = ["platform_audit", "platform_checkpoint", "platform_job", "platform_opening", "library_import_note"];

/// Every row of every table as a line, without what tells of visits; each with how often it
/// stands there.
pub fn all(app: &App) -> BTreeMap<String, usize> {
    let mut out = Vec::new();
    app.db().read(|c| dump::write(c, &mut out)).expect("the rows can be read");
    let text = String::from_utf8(out).expect("a dump is text");
    let mut rows = BTreeMap::new();
    for line in text.lines() {
        let table = line.strip_prefix("{\"table\":\"").and_then(|rest| rest.split('"').next()).unwrap_or_default();
        if !ASIDE.iter().any(|aside| table.starts_with(aside)) && !table.starts_with("access_") {
            *rows.entry(line.to_owned()).or_insert(0) += 1;
        }
    }
    rows
}

/// The rows in which one of these words stands.
pub fn naming(rows: &BTreeMap<String, usize>, words: &[String]) -> BTreeMap<String, usize> {
    rows.iter().filter(|(line, _)| words.iter().any(|word| line.contains(word.as_str()))).map(|(line, n)| (line.clone(), *n)).collect()
}

/// The first rows that stand on one side only.
pub fn difference(before: &BTreeMap<String, usize>, after: &BTreeMap<String, usize>) -> Vec<String> {
    let gone = before.iter().filter(|(line, n)| after.get(*line) != Some(n)).map(|(line, _)| format!("- {line}"));
    let new = after.iter().filter(|(line, n)| before.get(*line) != Some(n)).map(|(line, _)| format!("+ {line}"));
    gone.chain(new).take(6).collect()
}

/// A small generator of numbers, so that a failing sequence can be run again.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.roll(all.len())]
    }
}
