//! Damaged and hostile PDF files, read as the product reads them: in a child with limits.
//!
//! The parser of PDF can panic or ask for more memory than there is. That may end the child;
//! it never ends the reader, and the next file is read as ever. For a long run:
//! `GOODOFFICES_FUZZ_SECONDS=600 cargo test -p goodoffices --test hostile -- --nocapture`.

#[path = "../../extract/tests/mutate/mod.rs"]
mod mutate;

use extract::{Format, LIMITS, Reader};
use mutate::{Dice, corpus, mutated};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

const CODES: [&str; 8] = ["too_large", "memory_limit", "time_limit", "not_text", "no_text", "encrypted", "malformed", "stopped"];

#[test]
fn no_pdf_ends_the_reader_whatever_it_does_to_its_child() {
    let seconds = std::env::var("GOODOFFICES_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(5);
    let reader = Reader::new(PathBuf::from(env!("CARGO_BIN_EXE_goodoffices")));
    let (files, mut dice) = (corpus("pdf"), Dice::for_target("pdf"));
    let good = reader.document("good.pdf", &files[0], Some(Format::Pdf)).unwrap();
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    let (mut tried, began) = (0, Instant::now());
    while began.elapsed() < Duration::from_secs(seconds) {
        let (input, started) = (mutated(&mut dice, &files), Instant::now());
        let outcome = match reader.document("a.pdf", &input, Some(Format::Pdf)) {
            Ok(_) => "read".to_owned(),
            Err(error) => error.code().to_owned(),
        };
        assert!(outcome == "read" || outcome == "unsupported" || CODES.contains(&outcome.as_str()), "{outcome}");
        assert!(started.elapsed() < Duration::from_secs(LIMITS.wall_seconds + 5), "{outcome} after {:?}", started.elapsed());
        *seen.entry(outcome).or_default() += 1;
        tried += 1;
    }
    println!("pdf: {tried} executions, {seen:?}");
    assert!(tried > 20, "{tried}");
    assert_eq!(reader.document("good.pdf", &files[0], Some(Format::Pdf)).unwrap(), good, "the next file is read as ever");
}
