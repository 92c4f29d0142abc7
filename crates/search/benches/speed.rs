//! Speed against SQLite FTS5: the same passages, the same questions, in the same process; top 20
//! with snippets, total and facets, from files on disk.
//!
//! `cargo bench -p search --bench speed [-- 1 10 100]`
//!
//! Larger corpora are made from the real passages by mixing their sentences (a fixed pattern, no
//! chance), so that words and lengths stay as they are. Writes the growth as a picture into the
//! folder named by `SPEED_PLOT`, when it is set.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use search::{Change, Index, Passage, Request, Thesaurus};

const QUESTIONS: &str = include_str!("questions/en.tsv");
const KINDS: [&str; 4] = ["agreement", "ceasefire", "resolution", "report"];
const STAGES: [&str; 7] = ["Pre", "Cea", "SubPar", "SubComp", "Imp", "Ren", "Oth"];
/// Rounds over all questions that are measured, after one that warms up.
const ROUNDS: usize = 5;

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![1, 10, 100] } else { asked };
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/passages");
    if !data.is_dir() {
        println!("skipped: ../shared/data is not here");
        return;
    }
    let mut base = Vec::new();
    for name in ["agreement_provisions.jsonl", "gender_passages.jsonl"] {
        read(&data.join(name), &mut base);
    }
    let thesaurus = Thesaurus::built_in().expect("the thesaurus that ships with the product");
    let questions: Vec<&str> = QUESTIONS.lines().skip(1).flat_map(|l| l.split('\t').skip(1)).collect();
    println!("{} passages, {} questions, {ROUNDS} rounds", base.len(), questions.len());
    println!("| corpus | passages | ours p50 ms | ours p99 ms | FTS5 p50 ms | FTS5 p99 ms | p99 ours / FTS5 |");
    println!("|---|---|---|---|---|---|---|");
    let mut rows = Vec::new();
    for size in sizes {
        let passages = grown(&base, size);
        let ours = measure_ours(&passages, thesaurus.clone(), &questions);
        let theirs = measure_fts5(&passages, &questions);
        println!(
            "| {size}× | {} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} |",
            passages.len(),
            ours.0,
            ours.1,
            theirs.0,
            theirs.1,
            ours.1 / theirs.1
        );
        rows.push((passages.len(), ours.1, theirs.1));
    }
    if let Ok(folder) = std::env::var("SPEED_PLOT") {
        let path = Path::new(&folder).join("search-speed.svg");
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        std::fs::write(&path, plot(&rows)).expect("the picture can be written");
    }
}

fn read(path: &Path, out: &mut Vec<Passage>) {
    let text = std::fs::read_to_string(path).expect("the passages can be read");
    for line in text.lines() {
        let Ok(row) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        let Some(words) = row["text"].as_str() else { continue };
        let n = out.len();
        out.push(Passage {
            id: format!("p:{n}"),
            document: format!("d:{}", row["agreement_id"]),
            title: format!("Agreement {}", row["agreement_id"]),
            text: words.to_owned(),
            date: Some(format!("{}-01-01", 1990 + n % 35)),
            kind: KINDS[n % KINDS.len()].to_owned(),
            countries: vec![format!("C{:02}", n % 60)],
            stage: Some(STAGES[n % STAGES.len()].to_owned()),
            language: Some(methods::language::Language::English),
            ..Passage::default()
        });
    }
}

/// `size` times as many passages; every copy after the first mixes sentences of others.
fn grown(base: &[Passage], size: usize) -> Vec<Passage> {
    let sentences: Vec<Vec<&str>> = base.iter().map(|p| p.text.split_inclusive(['.', ';', '\n']).collect()).collect();
    let mut out = base.to_vec();
    for copy in 1..size {
        for (at, passage) in base.iter().enumerate() {
            let mixed: String = (0..sentences[at].len())
                .map(|nth| {
                    let other = &sentences[(at * 7_919 + copy * 104_729 + nth * 1_299_709) % base.len()];
                    other[(nth + copy) % other.len()]
                })
                .collect();
            out.push(Passage { id: format!("p:{copy}-{at}"), text: mixed, ..passage.clone() });
        }
    }
    out
}

/// The middle and the 99th of a hundred, milliseconds.
fn quantiles(mut times: Vec<f64>) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    (at(0.5), at(0.99))
}

fn timed(questions: &[&str], mut ask: impl FnMut(&str)) -> (f64, f64) {
    questions.iter().for_each(|q| ask(q));
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        for question in questions {
            let began = Instant::now();
            ask(question);
            times.push(began.elapsed().as_secs_f64() * 1_000.0);
        }
    }
    quantiles(times)
}

fn measure_ours(passages: &[Passage], thesaurus: std::sync::Arc<Thesaurus>, questions: &[&str]) -> (f64, f64) {
    let folder = std::env::temp_dir().join(format!("goodoffices-speed-{}", std::process::id()));
    let index = Index::open(&folder, thesaurus).expect("an index");
    for (n, part) in passages.chunks(4_000).enumerate() {
        let changes: Vec<Change> = part.iter().map(|p| Change::Put(Box::new(p.clone()))).collect();
        index.apply(&changes, n as u64 + 1).expect("passages are indexed");
    }
    let result = timed(questions, |question| {
        let answer = index.search(&Request::new(question)).expect("an answer");
        let shown: usize = answer.hits.iter().map(|h| h.text[h.snippet.clone()].len()).sum();
        std::hint::black_box((shown, answer.total, answer.facets));
    });
    drop(index);
    let _ = std::fs::remove_dir_all(&folder);
    result
}

fn measure_fts5(passages: &[Passage], questions: &[&str]) -> (f64, f64) {
    let path = std::env::temp_dir().join(format!("goodoffices-speed-{}.db", std::process::id()));
    let mut base = rusqlite::Connection::open(&path).expect("a database");
    base.execute_batch(
        "PRAGMA journal_mode = WAL;
         CREATE TABLE m (id INTEGER PRIMARY KEY, provision TEXT, document TEXT, title TEXT, kind TEXT, country TEXT, stage TEXT, language TEXT, year TEXT);
         CREATE VIRTUAL TABLE p USING fts5(text, tokenize = 'porter');",
    )
    .expect("tables");
    let work = base.transaction().expect("a transaction");
    for (at, p) in passages.iter().enumerate() {
        let at = at as i64;
        work.prepare_cached("INSERT INTO p (rowid, text) VALUES (?1, ?2)").expect("a statement").execute((at, &p.text)).expect("a row");
        let row = (at, &p.id, &p.document, &p.title, &p.kind, &p.countries[0], p.stage.as_deref(), "en", &p.date.as_deref().unwrap_or("")[..4]);
        work.prepare_cached("INSERT INTO m VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)").expect("a statement").execute(row).expect("a row");
    }
    work.commit().expect("it is kept");
    base.execute_batch("INSERT INTO p(p) VALUES ('optimize'); ANALYZE;").expect("it is put in order");
    let result = timed(questions, |question| ask_fts5(&base, question));
    drop(base);
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", path.display()));
    }
    result
}

/// Top 20 with snippets, then one pass over all matches for total and facets.
fn ask_fts5(base: &rusqlite::Connection, question: &str) {
    let words: Vec<String> =
        question.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(|w| format!("\"{w}\"")).collect();
    let any = words.join(" OR ");
    let mut best = base
        .prepare_cached(
            "SELECT m.provision, m.document, m.title, snippet(p, 0, '[', ']', '…', 40), bm25(p) FROM p JOIN m ON m.id = p.rowid
             WHERE p MATCH ?1 ORDER BY bm25(p) LIMIT 20",
        )
        .expect("a statement");
    let hits: Vec<String> = best.query_map([&any], |row| row.get(3)).expect("an answer").flatten().collect();
    let mut rest = base
        .prepare_cached("SELECT m.kind, m.country, m.stage, m.language, m.year FROM p JOIN m ON m.id = p.rowid WHERE p MATCH ?1")
        .expect("a statement");
    let mut facets: [BTreeMap<String, u64>; 5] = Default::default();
    let mut total = 0u64;
    let mut rows = rest.query([&any]).expect("an answer");
    while let Some(row) = rows.next().expect("a row") {
        total += 1;
        for (at, counts) in facets.iter_mut().enumerate() {
            let value = row.get_ref(at).expect("a value").as_str().unwrap_or("");
            match counts.get_mut(value) {
                Some(count) => *count += 1,
                None => drop(counts.insert(value.to_owned(), 1)),
            }
        }
    }
    std::hint::black_box((hits, total, facets));
}

/// Growth of the 99th percentile on two logarithmic axes.
fn plot(rows: &[(usize, f64, f64)]) -> String {
    let x = |n: usize| 60.0 + ((n as f64).log10() - 3.0) / 3.0 * 520.0;
    let y = |ms: f64| 300.0 - (ms.max(0.1).log10() + 1.0) / 4.0 * 270.0;
    let mut out = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 360\" font-family=\"sans-serif\" font-size=\"12\"><rect width=\"640\" height=\"360\" fill=\"#fff\"/>");
    for (label, ms) in [("0.1", 0.1), ("1", 1.0), ("10", 10.0), ("100", 100.0), ("1,000", 1_000.0)] {
        let _ = write!(out, "<path d=\"M60 {0:.1}H580\" stroke=\"#d5dde2\"/><text x=\"54\" y=\"{1:.1}\" text-anchor=\"end\">{label}</text>", y(ms), y(ms) + 4.0);
    }
    for (label, n) in [("1,000", 1_000), ("10,000", 10_000), ("100,000", 100_000), ("1,000,000", 1_000_000)] {
        let _ = write!(out, "<text x=\"{:.1}\" y=\"320\" text-anchor=\"middle\">{label}</text>", x(n));
    }
    for (name, colour, value) in [("Good Offices", "#1d4e6b", 0), ("SQLite FTS5", "#b4632a", 1)] {
        let at = |row: &(usize, f64, f64)| (x(row.0), y(if value == 0 { row.1 } else { row.2 }));
        let points: Vec<String> = rows.iter().map(|r| format!("{:.1},{:.1}", at(r).0, at(r).1)).collect();
        let _ = write!(out, "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>", points.join(" "));
        for row in rows {
            let _ = write!(out, "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"4\" fill=\"{colour}\"/>", at(row).0, at(row).1);
        }
        if let Some(last) = rows.last() {
            let _ = write!(out, "<text x=\"{:.1}\" y=\"{:.1}\" fill=\"{colour}\" text-anchor=\"end\">{name}</text>", at(last).0 - 10.0, at(last).1 - 10.0);
        }
    }
    out.push_str("<text x=\"320\" y=\"345\" text-anchor=\"middle\">passages</text><text x=\"16\" y=\"20\">p99, milliseconds: top 20 with snippets, total and facets</text></svg>\n");
    out
}
