//! Every text column of what can be marked is sealed, or declared open by hand.

use super::worlds::{Text, World, keeper, mark};
use platform::backup::dump;
use platform::clearance::marking::Level;
use platform::kit::{Acts, Given};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// How a sealed text begins.
const SEALED: &str = "\u{1}sealed:";

/// What columns.tsv says: whether a column of a table is sealed.
fn declared() -> BTreeMap<(String, String), bool> {
    let lines = include_str!("../columns.tsv").lines().filter(|line| !line.starts_with('#'));
    let parts = lines.map(|line| line.split('\t').collect::<Vec<_>>());
    parts.map(|part| ((part[0].to_owned(), part[1].to_owned()), part[2] == "sealed")).collect()
}

/// The text columns of a table, as its migration makes them.
fn text_columns(sql: &str, table: &str) -> Vec<String> {
    let text = sql.split(&format!("CREATE TABLE {table} (")).nth(1).unwrap_or_default().split("\n);").next().unwrap_or_default();
    let columns = text.lines().filter_map(|line| line.trim().split_once(' ').filter(|(_, kind)| kind.starts_with("TEXT")));
    columns.map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn every_text_column_of_what_can_be_marked_is_declared_sealed_or_open() {
    let (declared, mut seen) = (declared(), BTreeSet::new());
    for domain in goodoffices::DOMAINS {
        let sql: String = domain.migrations.iter().map(|migration| migration.sql).collect();
        for guarded in domain.guarded {
            let columns = text_columns(&sql, guarded.table);
            assert!(!columns.is_empty(), "{} has no text", guarded.table);
            for column in columns {
                let key = (guarded.table.to_owned(), column.clone());
                assert!(declared.contains_key(&key), "say in columns.tsv whether {}.{column} is sealed or open", guarded.table);
                seen.insert(key);
            }
        }
    }
    let gone: Vec<_> = declared.keys().filter(|(table, _)| !table.starts_with("platform_")).filter(|key| !seen.contains(*key)).collect();
    assert!(gone.is_empty(), "columns.tsv names what is not there: {gone:?}");
}

/// Writes into a situation that is strictly confidential already.
fn write_about(world: &World, situation: &str) {
    let act = |action: &dyn Acts, given: &[(&str, &str)]| {
        action.act(&world.t.app, &keeper(), situation, &Given::of(given)).unwrap_or_else(|error| panic!("{}: {error}", action.name()));
    };
    let note = [("month", "2026-01"), ("direction", "improved"), ("confidence", "low"), ("rationale", "zqcanary in a note")];
    act(&warning::situation::NOTE, &note);
    act(&warning::situation::ADD_FACTOR, &[("kind", "driver"), ("name", "zqcanary"), ("detail", "zqcanary in detail")]);
    act(&warning::situation::SET_SCENARIOS, &[("scenarios", "100 % zqcanary happens")]);
}

#[test]
fn what_is_strictly_confidential_stands_sealed_in_every_column_that_is_declared_so_and_in_no_other() {
    let world = World::new(false);
    write_about(&world, &world.situations[1]);
    let told = Text::new("zqcanary.md", "zqcanary record", "# Article 1. Zqcanary\n\n1. The zqcanary envoys meet.\n\n2. They part.")
        .with("process", "zqcanary process")
        .with("symbol", "zqcanary/1")
        .with("description", "What zqcanary said.")
        .with("url", "https://zqcanary.example/record")
        .with("parties", "zqcanary front");
    let told = world.bring(&told, Some(world.wanted(Level::StrictlyConfidential)));
    let strict =
        [told.document, told.import, world.hidden[1].document.clone(), world.hidden[1].import.clone(), world.situations[1].clone()];
    let draft = world.draft("zqcanary draft", "zqcanary");
    mark(&world, &format!("draft:{draft}"), Level::StrictlyConfidential);
    let later = [("text", "Article 1. The zqcanary guns fall silent at 19:00."), ("language", "en"), ("note", "zqcanary again")];
    drafting::version::ADD_VERSION.act(&world.t.app, &keeper(), &draft, &Given::of(&later)).expect("it is added");
    let meant = [("finding", "3.1"), ("reason", "zqcanary knows")];
    drafting::intended::INTEND.act(&world.t.app, &keeper(), &draft, &Given::of(&meant)).expect("it is marked");
    let strict: Vec<String> = strict.into_iter().chain([draft]).collect();
    let mut out = Vec::new();
    world.t.app.db().read(|c| dump::write(c, &mut out)).expect("the rows can be read");
    let text = String::from_utf8(out).expect("a dump is text");
    assert!(!text.to_lowercase().contains("zqcanary"), "{:?}", text.lines().find(|line| line.contains("zqcanary")));
    let (declared, mut seen) = (declared(), BTreeSet::new());
    for line in text.lines() {
        let line: Value = serde_json::from_str(line).expect("a line is data");
        let (table, row) = (line["table"].as_str().unwrap_or_default(), line["row"].as_object().expect("a row"));
        let belongs = |value: &Value| {
            let text = value.as_str().unwrap_or_default();
            strict.iter().any(|id| text == id || text.strip_prefix(id.as_str()).is_some_and(|rest| rest.starts_with('#')))
        };
        if !row.values().any(belongs) {
            continue;
        }
        for (column, value) in row.iter().filter_map(|(column, value)| Some((column, value.as_str()?))) {
            let Some(sealed) = declared.get(&(table.to_owned(), column.clone())) else { continue };
            // An empty text tells nothing; what is there is sealed where it is said to be.
            if !value.is_empty() {
                assert_eq!(value.starts_with(SEALED), *sealed, "{table}.{column} of what is strictly confidential");
            }
            if *sealed {
                seen.insert(format!("{table}.{column}"));
            }
        }
    }
    assert!(seen.len() >= 12, "only these sealed columns were filled: {seen:?}");
}
