//! How well whole questions are answered: nDCG@10 and P@3 over provisions that people graded.
//!
//! `cargo bench -p search --bench answers [-- NAME=VALUE … [--each] [--families] [--language en] [--questions FILE] [--runs FILE]]`
//!
//! The questions of `../shared/data/relevance` are judged on real texts; both stay outside the
//! project. A file of further ones may hold a checksum (`wording`) instead of each text. Lists are condensed: a hit that nobody judged is left out, and the share of such
//! hits among the first ten is given. SQLite FTS5 (porter, any word) answers beside, and so does the
//! fusion of both by rank (Cormack, Clarke, Büttcher 2009, k = 60). Intervals are 95 %, by 2,000
//! draws of the questions with replacement.

mod corpus;
mod measure;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use corpus::Corpus;
use measure::{Figures, Scores, interval, scores};
use search::{Change, Index, Lay, Request, Thesaurus, Tuning};

const LANGUAGES: [&str; 6] = ["en", "fr", "es", "ru", "ar", "zh"];
/// Hits of which the first ten that were judged count.
const DEPTH: usize = 200;

#[derive(Default)]
struct Options {
    tuning: Tuning,
    each: bool,
    /// Provisions that read alike as one hit.
    families: bool,
    language: Option<String>,
    questions: Option<String>,
    runs: Option<String>,
}

fn main() {
    let options = options();
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    if !data.is_dir() {
        println!("skipped: ../shared/data is not here");
        return;
    }
    let questions = corpus::questions(&data, options.questions.as_deref());
    let mut runs = String::new();
    let mut tables: BTreeMap<(&str, &str), Vec<Scores>> = BTreeMap::new();
    let mut kinds: BTreeMap<String, Vec<Scores>> = BTreeMap::new();
    for name in ["agreements", "resolutions"] {
        let corpus = Corpus::read(&data, name);
        let index = index(&corpus, &options.tuning);
        let base = fts5_base(&corpus);
        for question in questions.iter().filter(|q| q.corpus == name) {
            let judged = corpus.judged(question);
            for language in LANGUAGES {
                let Some(text) = question.texts.get(language) else { continue };
                if options.language.as_deref().is_some_and(|only| only != language) {
                    continue;
                }
                let ours = ask(&index, &corpus, (text, options.families), &mut runs, (&question.id, language));
                let theirs = fts5(&base, text);
                let fused = fusion(&ours, &theirs);
                for (system, list) in [("engine", &ours), ("FTS5", &theirs), ("fusion", &fused)] {
                    let scores = scores(list, &judged);
                    if system == "engine" && language == "en" {
                        kinds.entry(question.kind.clone()).or_default().push(scores);
                        kinds.entry(question.corpus.clone()).or_default().push(scores);
                    }
                    if options.each && system != "fusion" {
                        println!("    {} {language} {system} {:.3} “{text}”", question.id, scores.ndcg);
                    }
                    tables.entry((language, system)).or_default().push(scores);
                }
            }
        }
    }
    report(&tables, &kinds);
    if let Some(path) = options.runs {
        std::fs::write(path, runs).expect("the runs can be written");
    }
}

fn options() -> Options {
    let mut options = Options::default();
    let mut arguments = std::env::args().skip(1).filter(|a| a != "--bench");
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--families" => options.families = true,
            "--each" => options.each = true,
            "--language" => options.language = arguments.next(),
            "--questions" => options.questions = arguments.next(),
            "--runs" => options.runs = arguments.next(),
            other => {
                let known = other.split_once('=').is_some_and(|(name, value)| value.parse().is_ok_and(|v| options.tuning.set(name, v)));
                assert!(known, "no such figure: {other}");
            }
        }
    }
    options
}

fn index(corpus: &Corpus, tuning: &Tuning) -> Index {
    let thesaurus = Thesaurus::built_in().expect("the thesaurus that ships with the product");
    let index = Index::in_memory(thesaurus).expect("an index").with_tuning(tuning.clone());
    let changes: Vec<Change> = corpus.passages.iter().map(|p| Change::Put(Box::new(p.clone()))).collect();
    let began = std::time::Instant::now();
    index.apply(&changes, 1).expect("passages are indexed");
    println!("{}: {} passages indexed in {:.2?}", corpus.name, changes.len(), began.elapsed());
    index
}

fn ask(index: &Index, corpus: &Corpus, (text, families): (&str, bool), runs: &mut String, (id, language): (&str, &str)) -> Vec<usize> {
    let request = Request { limit: DEPTH, lay: if families { Lay::Together } else { Lay::Apart }, ..Request::new(text) };
    let answer = index.search(&request).expect("an answer");
    for hit in &answer.hits {
        let _ = writeln!(runs, "{id}\t{language}\t{}\t{}\t{}", hit.rank, hit.id, hit.score);
    }
    answer.hits.iter().map(|hit| corpus.places[&hit.id]).collect()
}

fn fusion(a: &[usize], b: &[usize]) -> Vec<usize> {
    let mut sums: HashMap<usize, f64> = HashMap::new();
    for list in [a, b] {
        for (rank, at) in list.iter().enumerate() {
            *sums.entry(*at).or_default() += 1.0 / (61.0 + rank as f64);
        }
    }
    let mut all: Vec<(usize, f64)> = sums.into_iter().collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    all.into_iter().map(|(at, _)| at).collect()
}

fn report(tables: &BTreeMap<(&str, &str), Vec<Scores>>, kinds: &BTreeMap<String, Vec<Scores>>) {
    println!("\n| language | system | questions | nDCG@10 | 95 % | P@3 | unjudged of ten |");
    println!("|---|---|---|---|---|---|---|");
    for language in LANGUAGES {
        for system in ["engine", "FTS5", "fusion"] {
            let Some(all) = tables.get(&(language, system)) else { continue };
            let Figures { ndcg, precision, unjudged } = Figures::of(all);
            let (low, high) = interval(all);
            println!(
                "| {language} | {system} | {} | {ndcg:.3} | {low:.3}–{high:.3} | {precision:.3} | {:.0} % |",
                all.len(),
                unjudged * 100.0
            );
        }
    }
    println!("\n| English, engine | questions | nDCG@10 | P@3 |");
    println!("|---|---|---|---|");
    for (kind, all) in kinds {
        let figures = Figures::of(all);
        println!("| {kind} | {} | {:.3} | {:.3} |", all.len(), figures.ndcg, figures.precision);
    }
}

fn fts5_base(corpus: &Corpus) -> rusqlite::Connection {
    let base = rusqlite::Connection::open_in_memory().expect("a database");
    base.execute_batch("CREATE VIRTUAL TABLE p USING fts5(text, tokenize = 'porter'); BEGIN").expect("a table");
    for (at, passage) in corpus.passages.iter().enumerate() {
        base.execute("INSERT INTO p (rowid, text) VALUES (?1, ?2)", rusqlite::params![at as i64, passage.text]).expect("a row");
    }
    base.execute_batch("COMMIT").expect("a table");
    base
}

/// The same question put to SQLite FTS5: any of its words, best first by bm25.
fn fts5(base: &rusqlite::Connection, question: &str) -> Vec<usize> {
    let words: Vec<String> = question.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(|w| format!("\"{w}\"")).collect();
    let mut statement = base.prepare_cached("SELECT rowid FROM p WHERE p MATCH ?1 ORDER BY bm25(p), rowid LIMIT 200").expect("a statement");
    let rows = statement.query_map([words.join(" OR ")], |row| row.get::<_, i64>(0));
    rows.expect("an answer").flatten().map(|at| at as usize).collect()
}
