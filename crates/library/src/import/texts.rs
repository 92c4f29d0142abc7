//! Texts in any format: cut into provisions, with what can be read off them.

use super::{Batch, Facts, Incoming, NewProvision, Order, Source, Text};
use crate::document::{Document, DocumentKind, RELATIONS, Relation};
use crate::source;
use extract::Extracted;
use methods::language::{self, Language};
use methods::segments::{self, Block, BlockKind};
use platform::jobs::Progress;
use platform::{App, Error, Result};

/// A file's bytes with its name.
struct Item {
    name: String,
    bytes: Vec<u8>,
}

pub(super) fn prepare(app: &App, order: &Order, progress: &Progress<'_>) -> Result<Batch> {
    let card = source::card(order.source.as_deref().unwrap_or(match order.document_kind {
        _ if order.ids_pax => "pax",
        Some(DocumentKind::Resolution) => "unsc",
        _ => "own",
    }))?;
    let mut batch = Batch { sources: vec![card], ..Batch::default() };
    let reader = super::reader(app)?;
    let mut paths = Vec::new();
    for file in &order.files {
        match file {
            Source::Path(path) => {
                for found in extract::walk(path).map_err(super::pax::read_error)? {
                    match found.refused {
                        Some(reason) => batch.refuse(&found.name, None, None, reason),
                        None => paths.push((found.name.clone(), Source::Path(found.path))),
                    }
                }
            }
            kept => paths.push((kept.name(), kept.clone())),
        }
    }
    if paths.is_empty() && batch.notes.is_empty() {
        return Err(Error::invalid("path", "There is no file to import there. Give files or folders with TXT, HTML, Markdown, DOCX, PDF or ZIP files."));
    }
    let total = paths.len();
    for (at, (name, path)) in paths.into_iter().enumerate() {
        progress.at(at, Some(total), &name);
        batch.counts.read += 1;
        let mut file = path.open(app)?;
        let size = file.metadata()?.len();
        if size > extract::LIMITS.input_bytes {
            batch.refuse(&name, None, None, format!("{name} has {} MiB; a text may have {} MiB. Split it, or take out its pictures.", size >> 20, extract::LIMITS.input_bytes >> 20));
            continue;
        }
        let mut item = Item { name, bytes: Vec::with_capacity(size as usize) };
        std::io::Read::read_to_end(&mut file, &mut item.bytes)?;
        if item.name.to_lowercase().ends_with(".zip") {
            take_zip(&reader.0, &item, order, &mut batch);
        } else {
            match reader.0.document(&item.name, &item.bytes, None) {
                Ok(extracted) => take(&item.name, extracted, order, &mut batch),
                Err(error) => batch.refuse(&item.name, None, None, error.to_string()),
            }
        }
    }
    Ok(batch)
}

fn take_zip(reader: &extract::Reader, item: &Item, order: &Order, batch: &mut Batch) {
    let outcome = reader.archive(&item.name, &item.bytes, &mut |member, read| match read {
        Ok(extracted) => take(&member, extracted, order, batch),
        Err(error) => batch.refuse(&format!("{}/{member}", item.name), None, None, error.to_string()),
    });
    if let Err(error) = outcome {
        batch.refuse(&item.name, None, None, error.to_string());
    }
}

/// One text, as the child process read it.
pub(super) fn take(name: &str, extracted: Extracted, order: &Order, batch: &mut Batch) {
    for warning in &extracted.warnings {
        batch.doubt(name, None, None, warning.clone());
    }
    let front = Front(&extracted.metadata);
    let kind = front.get("kind").and_then(|word| DocumentKind::from_word(&word)).or(order.document_kind).unwrap_or(DocumentKind::Agreement);
    let sample: String = extracted.blocks.iter().map(|b| b.text.as_str()).take(60).collect::<Vec<_>>().join("\n");
    let language = front.get("language").and_then(|code| Language::from_code(&code)).or_else(|| language::guess(&sample));
    let incoming = if order.ids_pax {
        pax_text(name, &extracted, language, batch)
    } else if kind == DocumentKind::Resolution && front.get("id").is_none() {
        resolution(name, extracted.blocks, language, batch)
    } else {
        Some(own_text(name, &extracted, kind, language, &front, batch))
    };
    if let Some(mut incoming) = incoming {
        if let Some(source) = &order.source {
            incoming.document.source.clone_from(source);
        }
        batch.documents.push(incoming);
    }
}

/// A text whose file name is the agreement's AgtId.
fn pax_text(name: &str, extracted: &Extracted, language: Option<Language>, batch: &mut Batch) -> Option<Incoming> {
    let stem = name.rsplit('/').next().unwrap_or(name).split('.').next().unwrap_or("");
    let digits = stem.trim_start_matches("ag").split('_').next().unwrap_or("");
    if digits.parse::<u32>().is_err() {
        batch.refuse(name, None, None, format!("The file is named {name}; with --ids pax a file's name is an AgtId, as in 1364.html. Rename it, or import it without --ids."));
        return None;
    }
    let title = extracted.title.clone().or_else(|| first_line(&extracted.blocks)).unwrap_or_else(|| format!("PA-X agreement {digits}"));
    let mut document = Document::named(&format!("pax:{digits}"), DocumentKind::Agreement, &title, "pax");
    document.language = language;
    document.url = Some(format!("https://www.peaceagreements.org/agreements/{digits}/"));
    Some(Incoming { document, facts: Facts::FillGaps, text: full(&extracted.blocks, language) })
}

fn first_line(blocks: &[Block]) -> Option<String> {
    let text = blocks.iter().map(|b| b.text.trim()).find(|text| !text.is_empty())?;
    let line = text.lines().next().unwrap_or(text);
    Some(line.chars().take(200).collect::<String>().trim().to_owned())
}

/// Cuts a plain text, as tables of whole corpora hold it.
pub(super) fn cut(text: &str, language: Option<Language>) -> Text {
    let blocks: Vec<Block> = text.split("\n\n").filter(|t| !t.trim().is_empty()).map(|t| Block { kind: BlockKind::Paragraph, text: t.to_owned(), label: None }).collect();
    full(&blocks, language.or_else(|| language::guess(text)))
}

fn full(blocks: &[Block], language: Option<Language>) -> Text {
    let cut = segments::segment(blocks, language);
    Text::Full(
        cut.into_iter()
            .map(|s| NewProvision {
                number: None,
                level: s.level.word().to_owned(),
                label: s.label,
                path: s.path,
                heading: s.heading,
                text: s.text,
                parent: s.parent,
            })
            .collect(),
    )
}

/// The facts that stand in front of a text.
struct Front<'a>(&'a [(String, String)]);

impl Front<'_> {
    fn get(&self, key: &str) -> Option<String> {
        self.0.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone()).filter(|v| !v.is_empty())
    }

    /// A list, written as TOML or parted by semicolons.
    fn list(&self, key: &str) -> Vec<String> {
        let Some(text) = self.get(key) else { return Vec::new() };
        if let Ok(serde_json::Value::Array(items)) = serde_json::from_str(&text) {
            return items.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect();
        }
        text.split(';').map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).collect()
    }
}

/// A text of the operator's own, with the facts that stand in front of it.
fn own_text(name: &str, extracted: &Extracted, kind: DocumentKind, language: Option<Language>, front: &Front<'_>, batch: &mut Batch) -> Incoming {
    let id = front.get("id").unwrap_or_else(|| format!("own:{}", slug(name)));
    let title = front.get("title").or_else(|| extracted.title.clone()).or_else(|| first_line(&extracted.blocks)).unwrap_or_else(|| name.to_owned());
    let mut d = Document::named(&id, kind, &title, &front.get("source").unwrap_or_else(|| "own".into()));
    d.language = language;
    if let Some(text) = front.get("date") {
        match methods::dates::parse(&text) {
            Ok(date) => d.date = Some(date),
            Err(error) => batch.doubt(name, None, Some("date"), format!("{error} The text was taken without a date.")),
        }
    }
    d.status = front.get("status");
    d.agreement_type = front.get("agreement_type");
    d.conflict_type = front.get("conflict_type");
    d.stage = front.get("stage");
    d.substage = front.get("substage");
    d.process = front.get("process");
    d.symbol = front.get("symbol");
    d.description = front.get("description");
    d.interim = front.get("interim");
    d.url = front.get("url");
    d.parties = front.list("parties");
    d.third_parties = front.list("third_parties");
    d.countries = front.list("countries");
    d.relations = relations(name, front, batch);
    Incoming { document: d, facts: Facts::Replace, text: full(&extracted.blocks, language) }
}

fn relations(name: &str, front: &Front<'_>, batch: &mut Batch) -> Vec<Relation> {
    let Some(text) = front.get("relations") else { return Vec::new() };
    let Ok(list) = serde_json::from_str::<Vec<Relation>>(&text) else {
        batch.doubt(name, None, Some("relations"), "The relations cannot be read. Write them as a list of { kind = \"amends\", of = \"id\" }.");
        return Vec::new();
    };
    let (known, unknown): (Vec<Relation>, Vec<Relation>) = list.into_iter().partition(|r| RELATIONS.contains(&r.kind.as_str()));
    for relation in unknown {
        batch.doubt(name, None, Some("relations"), format!("“{}” is not a relation. Use one of: {}.", relation.kind, RELATIONS.join(", ")));
    }
    known
}

/// A file's name as part of an id.
fn slug(name: &str) -> String {
    let base = name.rsplit('/').next().unwrap_or(name);
    let stem = base.rsplit_once('.').map_or(base, |(stem, _)| stem);
    let mut out = String::new();
    for c in stem.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// A resolution: symbol, date and title are read from the text, or from the file's name.
fn resolution(name: &str, blocks: Vec<Block>, language: Option<Language>, batch: &mut Batch) -> Option<Incoming> {
    let text: String = blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join("\n");
    let head: String = text.chars().take(3_000).collect();
    let Some((number, year)) = resolution_number(&head).or_else(|| resolution_number(name)) else {
        batch.refuse(name, None, None, format!("No symbol such as S/RES/1325 (2000) stands in {name} or in its name, so it is not known which resolution this is. Add the symbol to the text's first lines."));
        return None;
    };
    let symbol = format!("S/RES/{number} ({year})");
    let title_line = head.lines().map(str::trim).find(|line| line.starts_with("Resolution ") && line.contains(&number.to_string()));
    let mut d = Document::named(&format!("unsc:{number}"), DocumentKind::Resolution, "", "unsc");
    d.language = language;
    d.date = title_line.and_then(methods::dates::find_first).or_else(|| published(&head));
    if d.date.is_none() {
        d.date = methods::dates::parse(&year.to_string()).ok();
        batch.doubt(name, None, Some("date"), format!("No date stands in the first lines of {symbol}; only its year was taken."));
    }
    d.title = subject(&head, number).unwrap_or_else(|| title_line.map_or_else(|| format!("Resolution {number} ({year})"), str::to_owned));
    d.symbol = Some(symbol);
    let body = after_head(blocks);
    if body.iter().all(|b| b.text.trim().is_empty()) {
        batch.refuse(name, None, None, format!("{name} holds no text below its heading. It may be an empty or damaged file."));
        return None;
    }
    Some(Incoming { document: d, facts: Facts::Replace, text: full(&body, language) })
}

/// Number and year of the first symbol in a text.
fn resolution_number(text: &str) -> Option<(u32, u32)> {
    for mark in ["S/RES/", "S-RES-", "Resolution "] {
        for (at, _) in text.match_indices(mark) {
            let rest = &text[at + mark.len()..];
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            let year: String = rest[digits.len()..].trim_start().strip_prefix('(').map(|r| r.chars().take_while(char::is_ascii_digit).collect()).unwrap_or_default();
            if let (Ok(number), Ok(year)) = (digits.parse(), year.parse())
                && (1946..2200).contains(&year)
            {
                return Some((number, year));
            }
        }
    }
    None
}

fn published(head: &str) -> Option<methods::dates::PartialDate> {
    let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.find(|line| *line == "Publication Date")?;
    lines.next().and_then(|line| methods::dates::parse(line).ok())
}

/// What a heading such as “Resolution 1 (1946) [The situation]” names in brackets.
fn subject(head: &str, number: u32) -> Option<String> {
    let line = head.lines().map(str::trim).find(|line| line.contains(&number.to_string()) && line.contains('['))?;
    let inside = line.split_once('[')?.1.split_once(']')?.0.trim();
    (inside.chars().count() > 5 && !inside.contains("accessed")).then(|| format!("Resolution {number}: {inside}"))
}

/// The text from the body's own first words on, without what a publisher set before it.
fn after_head(blocks: Vec<Block>) -> Vec<Block> {
    const OPENINGS: [&str; 7] = ["The Security Council", "The General Assembly", "Le Conseil de sécurité", "El Consejo de Seguridad", "Совет Безопасности", "إن مجلس الأمن", "安全理事会"];
    let mut out = Vec::new();
    let mut begun = false;
    for block in &blocks {
        let opens = |line: &&str| OPENINGS.iter().any(|o| line.trim_start().starts_with(o));
        let lines = block.text.lines().skip_while(|line| !begun && !opens(line));
        let lines: Vec<&str> = lines.filter(|line| !is_furniture(line)).collect();
        if !lines.is_empty() {
            begun = true;
            out.push(Block { text: lines.join("\n"), ..block.clone() });
        }
    }
    if begun { out } else { blocks }
}

/// Whether a line is what a printed page has above and below its text: page number, symbol,
/// job number, as in `S/RES/1436 (2002)` or `2 15-04996`.
fn is_furniture(line: &str) -> bool {
    let digits = |text: &str, most: usize| !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    let paired = |word: &str, sign, first, second| word.split_once(sign).is_some_and(|(a, b)| digits(a, first) && digits(b, second));
    let bare = |word: &str| word.strip_prefix('*').and_then(|w| w.strip_suffix('*')).is_some_and(|w| digits(w, 8));
    let year = |word: &str| word.strip_prefix('(').and_then(|w| w.strip_suffix(')')).is_some_and(|w| w == "E" || digits(w, 4) && w.len() == 4);
    let is_part = |word: &str| word.starts_with("S/RES/") || matches!(word, "Page" | "/..." | "-----") || digits(word, 3) || paired(word, '/', 2, 2) || paired(word, '-', 2, 5) || bare(word) || year(word);
    let mut words = line.split_whitespace().peekable();
    words.peek().is_some() && words.all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resolution_is_known_by_its_symbol_or_its_file_name() {
        let cases = [
            ("Citation\nS/RES/314 (1972)\n", Some((314, 1972))),
            ("S-RES-1000(1995).txt", Some((1000, 1995))),
            ("Resolution 47 of the board", None),
            ("Resolution 2100 (2013) of 25 April 2013", Some((2100, 2013))),
        ];
        for (text, expected) in cases {
            assert_eq!(resolution_number(text), expected, "{text}");
        }
    }

    #[test]
    fn the_facts_in_front_of_a_text_reach_its_document() {
        let metadata: Vec<(String, String)> = [("interim", "Yes"), ("date", "2016-11-18")].map(|(k, v)| (k.to_owned(), v.to_owned())).to_vec();
        let extracted = Extracted { format: extract::Format::Markdown, encoding: None, title: None, metadata: metadata.clone(), blocks: Vec::new(), warnings: Vec::new() };
        let d = own_text("a.md", &extracted, DocumentKind::Agreement, None, &Front(&metadata), &mut Batch::default()).document;
        assert_eq!((d.interim.as_deref(), d.date.map(|date| date.to_string()).as_deref()), (Some("Yes"), Some("2016-11-18")));
    }

    #[test]
    fn what_a_printed_page_has_around_its_text_is_left_out() {
        for line in ["S/RES/1436 (2002)", "\u{c}S/RES/1003 (1995) Page 2", "02-60305 (E)", "*0260305*", "2 15-04996", "6/7 15-04996", "3", "/...", "-----"] {
            assert!(is_furniture(line), "{line}");
        }
        for line in ["1. Decides", "2.", "(a)", "", "Page by page", "S/RES/1436 (2002) is recalled", "1990."] {
            assert!(!is_furniture(line), "{line}");
        }
        let block = |text: &str| Block { kind: BlockKind::Paragraph, text: text.to_owned(), label: None };
        let body = after_head(vec![block("United Nations\nThe Council of old\nThe Security Council,\nNoting a report and\n02-60305 (E)\n\u{c}S/RES/1436 (2002)\nits annex,\n1. Decides.")]);
        assert_eq!(body, [block("The Security Council,\nNoting a report and\nits annex,\n1. Decides.")]);
    }

    #[test]
    fn a_name_becomes_part_of_an_id() {
        for (name, expected) in [("Draft v2 (final).docx", "draft-v2-final"), ("a/b/Приложение 1.txt", "приложение-1")] {
            assert_eq!(slug(name), expected);
        }
    }
}
