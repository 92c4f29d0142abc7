//! Whole agreements are cut where their own paragraphs begin. The texts stand beside the
//! project; without them nothing is measured, and the test says so.

use extract::Reader;
use methods::segments::{Segment, segment};
use std::collections::BTreeSet;
use std::path::Path;

/// Of the starts that are found, at least this share is right.
const PRECISION: f64 = 0.95;
/// Of the right starts, at least this share is found.
const RECALL: f64 = 0.97;

#[derive(Default)]
struct Score {
    found: usize,
    right: usize,
    required: usize,
    recalled: usize,
}

impl Score {
    fn precision(&self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.recalled as f64 / self.required.max(1) as f64
    }
}

#[test]
fn provisions_begin_where_the_paragraphs_of_an_agreement_do() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/texts/agreements");
    let Ok(files) = std::fs::read_dir(&folder) else {
        println!("Skipped: there are no agreements in ../shared/data/texts/agreements.");
        return;
    };
    let mut paths: Vec<_> = files.flatten().map(|file| file.path()).collect();
    paths.sort();
    let mut total = Score::default();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let blocks = Reader::in_process().document(&name, &bytes, None).unwrap().blocks;
        let found = starts(&segment(&blocks, None));
        let (paragraphs, lines) = of_source(&String::from_utf8_lossy(&bytes));
        let score = Score {
            found: found.len(),
            right: found.iter().filter(|at| paragraphs.contains(at) || lines.contains(at)).count(),
            required: paragraphs.len(),
            recalled: paragraphs.intersection(&found).count(),
        };
        println!("{name}: {} starts, precision {:.3}, recall {:.3}", score.found, score.precision(), score.recall());
        total.found += score.found;
        total.right += score.right;
        total.required += score.required;
        total.recalled += score.recalled;
    }
    println!("all: precision {:.3}, recall {:.3}", total.precision(), total.recall());
    assert!(total.precision() >= PRECISION && total.recall() >= RECALL, "{:.3} {:.3}", total.precision(), total.recall());
}

/// Places count letters from the beginning of the text, whatever white space is between them.
fn length(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

fn starts(segments: &[Segment]) -> BTreeSet<usize> {
    let mut at = 0;
    let mut out = BTreeSet::new();
    for segment in segments {
        out.insert(at);
        at += [segment.label.as_deref(), segment.heading.as_deref(), Some(&segment.text)].into_iter().flatten().map(length).sum::<usize>();
    }
    out
}

/// Where the source's own paragraphs begin, which empty lines part, and its numbered lines. A
/// title alone in its paragraph, right below the number of its article, belongs to that.
fn of_source(page: &str) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let sentences = page.split("<p>").skip(1).map(|part| without_tags(part.split("</p>").next().unwrap_or("")));
    let text = sentences.collect::<Vec<_>>().join(" ").replace('\r', "");
    let (mut paragraphs, mut lines) = (BTreeSet::new(), BTreeSet::new());
    let (mut at, mut in_paragraph, mut before) = (0, false, "");
    for line in text.split('\n') {
        let line = line.trim();
        if line.is_empty() {
            in_paragraph = false;
            continue;
        }
        let is_title = before.starts_with("Article ") && before.split(' ').count() == 2 && !line.ends_with('.');
        if !in_paragraph && !is_title {
            paragraphs.insert(at);
        } else if is_numbered(line) {
            lines.insert(at);
        }
        in_paragraph = true;
        before = line;
        at += length(line);
    }
    (paragraphs, lines)
}

fn is_numbered(line: &str) -> bool {
    let first = line.split(' ').next().unwrap_or("");
    let is_short = first.len() <= 3 && first.ends_with(['.', ')']);
    matches!(first, "PART" | "Article" | "-" | "•") || is_short
}

fn without_tags(text: &str) -> String {
    let mut out = String::new();
    for part in text.split('<') {
        out.push_str(part.split_once('>').map_or(part, |(_, rest)| rest));
    }
    for (name, sign) in [("&nbsp;", "\u{a0}"), ("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] {
        out = out.replace(name, sign);
    }
    out
}
