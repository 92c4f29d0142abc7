//! The texts and the graded answers.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use methods::language::Language;
use methods::segments::{Block, BlockKind, segment};
use search::Passage;

/// A question in some languages, with graded answers.
pub struct Question {
    pub id: String,
    pub corpus: String,
    pub kind: String,
    /// By code of the language.
    pub texts: BTreeMap<String, String>,
    /// Document, checksum of the wording, grade.
    judged: Vec<(String, u64, u8)>,
}

/// What is searched.
pub struct Corpus {
    pub name: &'static str,
    pub passages: Vec<Passage>,
    pub places: HashMap<String, usize>,
    by_wording: HashMap<(String, u64), Vec<usize>>,
}

impl Corpus {
    pub fn read(data: &Path, name: &'static str) -> Self {
        let mut passages = if name == "agreements" { agreements(data) } else { resolutions(data) };
        passages.retain(|p| !p.text.trim().is_empty());
        let places = passages.iter().enumerate().map(|(at, p)| (p.id.clone(), at)).collect();
        let mut by_wording: HashMap<(String, u64), Vec<usize>> = HashMap::new();
        for (at, passage) in passages.iter().enumerate() {
            by_wording.entry((passage.document.clone(), wording(&passage.text))).or_default().push(at);
        }
        Self { name, passages, places, by_wording }
    }

    /// Grades of the passages that were judged for a question.
    pub fn judged(&self, question: &Question) -> HashMap<usize, u8> {
        let mut judged = HashMap::new();
        for (document, wording, grade) in &question.judged {
            match self.by_wording.get(&(document.clone(), *wording)) {
                Some(places) => judged.extend(places.iter().map(|at| (*at, *grade))),
                None => println!("    {}: {document} holds no such wording", question.id),
            }
        }
        judged
    }
}

/// A checksum of the letters and digits of a text.
pub fn wording(text: &str) -> u64 {
    let letters = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    let mut bytes = [0; 4];
    letters.fold(0xcbf2_9ce4_8422_2325, |hash, c| {
        let part = c.encode_utf8(&mut bytes).bytes();
        part.fold(hash, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    })
}

/// The questions beside the data, or those of one file of the same form; `in` holds a question in
/// further languages, by their codes.
pub fn questions(data: &Path, file: Option<&str>) -> Vec<Question> {
    let read = |path: &Path| std::fs::read_to_string(path).unwrap_or_default();
    let text = match file {
        Some(file) => read(Path::new(file)),
        None => read(&data.join("relevance/dev_questions.jsonl")),
    };
    text.lines().filter_map(question).collect()
}

fn question(line: &str) -> Option<Question> {
    let row: serde_json::Value = serde_json::from_str(line).ok()?;
    let mut texts = BTreeMap::from([("en".to_owned(), row["question"].as_str()?.to_owned())]);
    for (code, text) in row["in"].as_object().into_iter().flatten() {
        texts.insert(code.clone(), text.as_str()?.to_owned());
    }
    let judged = row["judged"].as_array()?.iter().filter_map(|j| {
        let sum = match j["text"].as_str() {
            Some(text) => wording(text),
            None => u64::from_str_radix(j["wording"].as_str()?, 16).ok()?,
        };
        Some((j["document"].as_str()?.to_owned(), sum, j["grade"].as_u64()? as u8))
    });
    let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
    Some(Question { id: text("id"), corpus: text("corpus"), kind: text("type"), texts, judged: judged.collect() })
}

fn agreements(data: &Path) -> Vec<Passage> {
    let text = std::fs::read_to_string(data.join("passages/agreement_provisions.jsonl")).expect("the provisions can be read");
    let mut out = Vec::new();
    for row in text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()) {
        let number = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let document = format!("pax:{}", number(&row["agreement_id"]).trim_end_matches(".0"));
        out.push(Passage {
            id: format!("{document}#{}", out.len()),
            text: row["text"].as_str().unwrap_or_default().to_owned(),
            title: format!("Agreement {}", document.trim_start_matches("pax:")),
            kind: "agreement".into(),
            language: Some(Language::English),
            document,
            ..Passage::default()
        });
    }
    out
}

fn resolutions(data: &Path) -> Vec<Passage> {
    let mut files: Vec<_> = std::fs::read_dir(data.join("texts/resolutions")).expect("a folder").flatten().map(|e| e.path()).collect();
    files.sort();
    let mut out = Vec::new();
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some((number, year)) = name.trim_start_matches("S-RES-").split_once('(') else { continue };
        if number.ends_with(['2', '3', '7', '8']) {
            let text = String::from_utf8_lossy(&std::fs::read(&path).expect("a text")).into_owned();
            resolution(number, year.trim_end_matches(").txt"), &text, &mut out);
        }
    }
    out
}

fn resolution(number: &str, year: &str, text: &str, out: &mut Vec<Passage>) {
    let begin = text.find("The Security Council").unwrap_or(0);
    let named = text[..begin].split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(title, _)| title.trim());
    let title = named.map_or_else(|| format!("Resolution {number} ({year})"), |t| format!("Resolution {number} ({year}): {t}"));
    let paragraphs = text[begin..].split("\n\n").filter(|p| !p.trim().is_empty());
    let blocks: Vec<Block> = paragraphs.map(|p| Block { kind: BlockKind::Paragraph, text: p.to_owned(), label: None }).collect();
    let cut = segment(&blocks, Some(Language::English));
    for (at, one) in cut.iter().enumerate() {
        let mut headings = Vec::new();
        let mut above = Some(one);
        while let Some(of) = above {
            headings.extend(of.heading.clone());
            above = of.parent.and_then(|parent| cut.get(parent));
        }
        headings.reverse();
        out.push(Passage {
            id: format!("unsc:{number}#{}", at + 1),
            document: format!("unsc:{number}"),
            title: title.clone(),
            heading: headings.join(" › "),
            text: one.text.clone(),
            kind: "resolution".into(),
            language: Some(Language::English),
            date: Some(year.to_owned()),
            ..Passage::default()
        });
    }
}
