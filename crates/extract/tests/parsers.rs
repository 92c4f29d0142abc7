//! Every parser of what others send, against a stored corpus and mutations of it: no panic in
//! our own code, no answer that takes longer than a second. PDF is not among them: its parser
//! can ask for more memory than there is, which ends the whole process, so it is tried through
//! the limited child, in crates/goodoffices/tests/hostile.rs.
//!
//! In the ordinary run each parser gets a share of a few seconds. For a long run:
//! `GOODOFFICES_FUZZ_SECONDS=600 cargo test -p extract --release --test parsers -- --nocapture`.
//! What fails is written to the temporary folder; put it into the corpus with the mending.

mod mutate;

use extract::{Format, Reader};
use methods::segments::{Block, BlockKind, segment};
use mutate::{Dice, corpus, mutated};
use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

/// Places where something panicked: file and line, with how often.
static PANICS: Mutex<BTreeMap<String, u64>> = Mutex::new(BTreeMap::new());

fn listen_for_panics() {
    static LISTENING: OnceLock<()> = OnceLock::new();
    LISTENING.get_or_init(|| {
        let told = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let place = info.location().map(|l| format!("{}:{}", l.file(), l.line())).unwrap_or_default();
            // A test's own assertion is told as ever.
            if place.contains("tests/parsers.rs") {
                told(info);
            } else {
                *PANICS.lock().unwrap_or_else(|e| e.into_inner()).entry(place).or_default() += 1;
            }
        }));
    });
}

/// Panics so far in code that is ours.
fn own_panics() -> u64 {
    let panics = PANICS.lock().unwrap_or_else(|e| e.into_inner());
    panics.iter().filter(|(place, _)| is_own(place)).map(|(_, n)| n).sum()
}

fn is_own(place: &str) -> bool {
    !place.contains("/registry/") && !place.starts_with("/rustc/") && !place.contains("/library/")
}

fn seconds() -> u64 {
    std::env::var("GOODOFFICES_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(3)
}

/// What is slower than this on a whole machine hangs on a poor one.
const SLOW: Duration = Duration::from_secs(1);

/// What a run of one parser saw.
#[derive(Debug, Default)]
struct Run {
    executions: u64,
    own_panics: u64,
    slow: u64,
}

fn run(target: &str, parser: &dyn Fn(&[u8]), time: Duration) -> Run {
    // One run at a time: panics are counted for the whole process.
    static RUNNING: Mutex<()> = Mutex::new(());
    let _running = RUNNING.lock().unwrap_or_else(|e| e.into_inner());
    listen_for_panics();
    let corpus = corpus(target);
    let mut dice = Dice::for_target(target);
    let before = own_panics();
    let mut seen = Run::default();
    let began = Instant::now();
    let mut stored = corpus.iter();
    while began.elapsed() < time {
        let input = stored.next().cloned().unwrap_or_else(|| mutated(&mut dice, &corpus));
        let (panics, started) = (own_panics(), Instant::now());
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| parser(&input)));
        drop(outcome);
        seen.executions += 1;
        let slow = started.elapsed() > SLOW;
        seen.slow += u64::from(slow);
        if slow || own_panics() > panics {
            let path = std::env::temp_dir().join(format!("goodoffices-{target}-{}", seen.executions));
            std::fs::write(&path, &input).unwrap();
            println!("{target}: see {}", path.display());
            // One is enough to mend; the rest of the time finds the same again.
            break;
        }
    }
    seen.own_panics = own_panics() - before;
    let foreign: u64 = PANICS.lock().unwrap_or_else(|e| e.into_inner()).iter().filter(|(place, _)| !is_own(place)).map(|(_, n)| n).sum();
    println!(
        "{target}: {} executions, {} panics of ours, {} slow; {foreign} panics so far in crates of others, held by the reader",
        seen.executions, seen.own_panics, seen.slow
    );
    seen
}

/// A parser by its name.
type Target = (&'static str, Parser);

/// What reads bytes.
type Parser = Box<dyn Fn(&[u8])>;

fn targets() -> Vec<Target> {
    fn document(name: &'static str, format: Format) -> Parser {
        let reader = Reader::in_process();
        Box::new(move |bytes| {
            if let Ok(found) = reader.document(name, bytes, Some(format)) {
                segment(&found.blocks, None);
            }
        })
    }
    fn text(bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).into_owned()
    }
    let (archives, tables, lines) = (Reader::in_process(), Reader::in_process(), Reader::in_process());
    vec![
        ("text", document("a.txt", Format::Text)),
        ("html", document("a.html", Format::Html)),
        ("markdown", document("a.md", Format::Markdown)),
        ("docx", document("a.docx", Format::Docx)),
        ("rtf", document("a.rtf", Format::Rtf)),
        ("zip", Box::new(move |bytes| drop(archives.archive("a.zip", bytes, &mut |_, _| {})))),
        ("rows", Box::new(move |bytes| drop(tables.rows::<()>("a.csv", bytes, &mut |_| Ok(()))))),
        ("lines", Box::new(move |bytes| drop(lines.json_lines::<()>("a.jsonl", bytes, &mut |_| Ok(()))))),
        (
            "dates",
            Box::new(|bytes| {
                let text = text(bytes);
                text.lines().for_each(|line| drop(methods::dates::parse(line)));
                methods::dates::find_first(&text);
            }),
        ),
        (
            "names",
            Box::new(|bytes| {
                let text = text(bytes);
                let names = methods::names::split_signatories(&text);
                if let [a, b, ..] = names.as_slice() {
                    methods::names::score(a, b);
                }
                methods::language::guess(&text);
                segment(&[Block { kind: BlockKind::Paragraph, text, label: None }], None);
            }),
        ),
    ]
}

#[test]
fn no_parser_panics_or_hangs_on_what_others_send() {
    let time = Duration::from_secs(seconds());
    for (target, parser) in targets() {
        let seen = run(target, &*parser, time);
        assert_eq!((seen.own_panics, seen.slow), (0, 0), "{target}: {seen:?}; {:?}", PANICS.lock());
        assert!(seen.executions > 20, "{target}: {seen:?}");
    }
}

#[test]
fn a_parser_that_slices_blindly_is_found_out() {
    // The kind of slip that is looked for: a cut in the middle of a letter.
    #[inline(never)]
    fn careless(bytes: &[u8]) -> usize {
        let text = String::from_utf8_lossy(bytes);
        let at = text.find("Article").map_or(0, |at| at + 9);
        careless_slips::cut(&text, at)
    }
    let run_careless = |bytes: &[u8]| {
        careless(bytes);
    };
    let seen = run("text", &run_careless, Duration::from_secs(2));
    assert!(seen.own_panics > 0, "{seen:?}");
}

/// Stands in a module of its own path, as a parser of ours would.
#[path = "careless/slips.rs"]
mod careless_slips;
