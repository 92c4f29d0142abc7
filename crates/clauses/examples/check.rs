//! Checks plain text files and prints the answers as JSON: `check [--scheme pax] FILE…`,
//! `check --pairs A B [A B]…`.
use clauses::{Scheme, Text, check, concordance};
use methods::segments::{Block, BlockKind};

fn blocks(file: &str) -> Vec<Block> {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{file} cannot be read: {error}"));
    text.lines().map(|line| Block { kind: BlockKind::Paragraph, text: line.to_owned(), label: None }).collect()
}

fn main() {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let pairs = files.first().is_some_and(|first| first == "--pairs");
    let pax = files.iter().position(|word| word == "--scheme").map(|at| files.drain(at..at + 2).count()).is_some();
    let scheme = if pax { Scheme::Pax } else { Scheme::Building };
    let mut out = Vec::new();
    if pairs {
        for pair in files[1..].chunks(2) {
            let (a, b) = (blocks(&pair[0]), blocks(&pair[1]));
            let text = |blocks| Text { blocks, kind: None, language: None, scheme };
            let mut value = serde_json::to_value(concordance(&text(&a), &text(&b))).expect("an answer");
            value["a"] = pair[0].clone().into();
            value["b"] = pair[1].clone().into();
            out.push(value);
        }
    } else {
        for file in files {
            let blocks = blocks(&file);
            let mut value = serde_json::to_value(check(&Text { blocks: &blocks, kind: None, language: None, scheme })).expect("an answer");
            value["file"] = file.into();
            out.push(value);
        }
    }
    println!("{}", serde_json::to_string_pretty(&out).expect("an answer"));
}
