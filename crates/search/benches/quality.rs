//! Search quality: mean average precision of topic questions over passages with human topic codes.
//!
//! `cargo bench -p search --bench quality [-- NAME=VALUE … [--topics] [--thesaurus DIR] [--language en]]`
//!
//! The engine sees the passages' text only. The questions are ours, in files beside this one; the
//! passages stay outside the project, in `../shared/data`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use search::{Change, Index, Passage, Request, Thesaurus, Tuning};

const QUESTIONS: &[(&str, &str)] = &[
    ("en", include_str!("questions/en.tsv")),
    ("fr", include_str!("questions/fr.tsv")),
    ("es", include_str!("questions/es.tsv")),
    ("ru", include_str!("questions/ru.tsv")),
    ("ar", include_str!("questions/ar.tsv")),
    ("zh", include_str!("questions/zh.tsv")),
];

struct Coded {
    passage: Passage,
    agreement: u64,
    topics: BTreeSet<String>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let mut tuning = Tuning::default();
    let mut folder = None;
    let mut by_topic = false;
    let mut only = None;
    let mut awaited: Option<&mut Option<String>> = None;
    for argument in &arguments {
        if let Some(value) = awaited.take() {
            *value = Some(argument.clone());
        } else if argument == "--topics" {
            by_topic = true;
        } else if argument == "--thesaurus" {
            awaited = Some(&mut folder);
        } else if argument == "--language" {
            awaited = Some(&mut only);
        } else if let Some((name, value)) = argument.split_once('=') {
            let known = value.parse().is_ok_and(|value| tuning.set(name, value));
            assert!(known, "no such figure: {argument}");
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/passages/gender_passages.jsonl");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: ../shared/data is not here");
        return;
    };
    let thesaurus = match folder {
        Some(folder) => Thesaurus::from_folder(Path::new(&folder)),
        None => Thesaurus::built_in(),
    };
    let thesaurus = match thesaurus {
        Ok(thesaurus) => thesaurus,
        Err(error) => {
            println!("{error}");
            std::process::exit(1);
        }
    };
    let passages = read(&text);
    let began = std::time::Instant::now();
    let index = index(&passages, thesaurus, tuning);
    let took = began.elapsed();
    println!("indexed {} passages in {took:.2?}", passages.len());
    report(&index, &passages, by_topic, only.as_deref());
}

fn read(text: &str) -> Vec<Coded> {
    text.lines()
        .enumerate()
        .filter_map(|(number, line)| {
            let row: serde_json::Value = serde_json::from_str(line).ok()?;
            let agreement = row["agreement_id"].as_u64()?;
            let topics = row["topics"].as_array()?;
            Some(Coded {
                passage: Passage {
                    id: format!("pax:{agreement}#{number}"),
                    document: format!("pax:{agreement}"),
                    text: row["text"].as_str()?.to_owned(),
                    ..Passage::default()
                },
                agreement,
                topics: topics.iter().filter_map(|t| t.as_str().map(str::to_owned)).collect(),
            })
        })
        .collect()
}

fn index(passages: &[Coded], thesaurus: Arc<Thesaurus>, tuning: Tuning) -> Index {
    let index = Index::in_memory(thesaurus).expect("an index").with_tuning(tuning);
    let changes: Vec<Change> = passages.iter().map(|p| Change::Put(Box::new(p.passage.clone()))).collect();
    index.apply(&changes, 1).expect("passages are indexed");
    index
}

/// Average precision of one question over the passages that `counts` lets through.
fn average_precision(order: &[usize], passages: &[Coded], topic: &str, counts: impl Fn(&Coded) -> bool) -> Option<f64> {
    let relevant = passages.iter().filter(|p| counts(p) && p.topics.contains(topic)).count();
    if relevant == 0 {
        return None;
    }
    let (mut seen, mut hits, mut sum) = (0.0, 0.0, 0.0);
    for passage in order.iter().map(|at| &passages[*at]).filter(|p| counts(p)) {
        seen += 1.0;
        if passage.topics.contains(topic) {
            hits += 1.0;
            sum += hits / seen;
        }
    }
    Some(sum / relevant as f64)
}

fn report(index: &Index, passages: &[Coded], by_topic: bool, only: Option<&str>) {
    let places: BTreeMap<&str, usize> = passages.iter().enumerate().map(|(at, p)| (p.passage.id.as_str(), at)).collect();
    // “Named” leaves out the code book's residual topics (“other …”), which say what a text is not about.
    println!("| questions | all | named | topics A | topics B | agreements A | agreements B | FTS5 all | FTS5 named |");
    println!("|---|---|---|---|---|---|---|---|---|");
    let base = fts5_base(passages);
    for (language, table) in QUESTIONS.iter().filter(|(l, _)| only.is_none_or(|o| o == *l)) {
        let mut lines = table.lines();
        let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
        let rows: Vec<Vec<&str>> = lines.map(|l| l.split('\t').collect()).collect();
        for (column, set) in header.iter().enumerate().skip(1) {
            let mut sums = [(0.0, 0.0); 8];
            for (number, row) in rows.iter().enumerate() {
                let request = Request { limit: 1_000, lay: search::Lay::Apart, ..Request::new(row[column]) };
                let answer = index.search(&request).expect("an answer");
                let order: Vec<usize> = answer.hits.iter().map(|h| places[h.id.as_str()]).collect();
                let theirs = fts5(&base, row[column]);
                let fts = average_precision(&theirs, passages, row[0], |_| true);
                let is_named = !row[0].ends_with("Oth");
                let ap = |counts: &dyn Fn(&Coded) -> bool| average_precision(&order, passages, row[0], counts);
                let all = ap(&|_| true);
                let halves = [ap(&|p| p.agreement % 2 == 0), ap(&|p| p.agreement % 2 == 1)];
                let mut add = |place: usize, value: Option<f64>| {
                    if let Some(value) = value {
                        sums[place].0 += value;
                        sums[place].1 += 1.0;
                    }
                };
                add(0, all);
                add(1, all.filter(|_| is_named));
                add(2 + number % 2, all);
                add(4, halves[0]);
                add(5, halves[1]);
                add(6, fts);
                add(7, fts.filter(|_| is_named));
                if by_topic {
                    let concepts: Vec<String> = answer.concepts.iter().map(|c| format!("{} {:.2}", c.id, c.confidence)).collect();
                    println!("    {:.3} {} “{}” → {}", all.unwrap_or(0.0), row[0], row[column], concepts.join(", "));
                }
            }
            let means: Vec<String> = sums.iter().map(|(sum, n)| format!("{:.3}", sum / n)).collect();
            println!("| {language} {set} | {} |", means.join(" | "));
        }
    }
}

fn fts5_base(passages: &[Coded]) -> rusqlite::Connection {
    let base = rusqlite::Connection::open_in_memory().expect("a database");
    base.execute_batch("CREATE VIRTUAL TABLE p USING fts5(text, tokenize = 'porter')").expect("a table");
    for (at, passage) in passages.iter().enumerate() {
        base.execute("INSERT INTO p (rowid, text) VALUES (?1, ?2)", rusqlite::params![at as i64, passage.passage.text]).expect("a row");
    }
    base
}

/// The same question put to SQLite FTS5: any of its words, best first by bm25.
fn fts5(base: &rusqlite::Connection, question: &str) -> Vec<usize> {
    let words: Vec<String> = question.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(|w| format!("\"{w}\"")).collect();
    let mut statement =
        base.prepare_cached("SELECT rowid FROM p WHERE p MATCH ?1 ORDER BY bm25(p), rowid LIMIT 1000").expect("a statement");
    let rows = statement.query_map([words.join(" OR ")], |row| row.get::<_, i64>(0));
    rows.expect("an answer").flatten().map(|at| at as usize).collect()
}
