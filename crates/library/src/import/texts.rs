//! Texts in any format: cut into provisions, with what can be read off them.

use super::{Batch, Facts, Incoming, NewProvision, Order, Source, Text};
use crate::document::{Document, DocumentKind, RELATIONS, Relation};
use crate::said;
use crate::source;
use extract::Extracted;
use methods::language::{self, Language};
use methods::segments::{self, Block, BlockKind};
use platform::jobs::Progress;
use platform::{App, Error, Result, say};

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
    let paths = files_of(order, &mut batch, |_| false)?;
    if paths.is_empty() && batch.notes.is_empty() {
        return Err(Error::invalid("path", say!("library-error-no-texts")));
    }
    read(app, paths, order, &mut batch, progress)?;
    // One import may hold texts of several sources.
    for id in batch.documents.iter().map(|incoming| incoming.document.source.clone()).collect::<std::collections::BTreeSet<_>>() {
        if !batch.sources.iter().any(|card| card.id == id) {
            batch.sources.extend(source::card(&id));
        }
    }
    Ok(batch)
}

/// The files of an order, those of its folders too. What no text is read from is refused, but
/// for those that `others` reads.
pub(super) fn files_of(order: &Order, batch: &mut Batch, others: impl Fn(&str) -> bool) -> Result<Vec<(String, Source)>> {
    let mut paths = Vec::new();
    for file in &order.files {
        match file {
            Source::Path(path) => {
                let cannot = |error: extract::ReadError| match std::fs::metadata(path) {
                    Err(gone) if gone.kind() == std::io::ErrorKind::NotFound => Error::NotFound(said::read(error.told())),
                    _ => super::pax::read_error(error),
                };
                for found in extract::walk(path).map_err(cannot)? {
                    match found.refused.filter(|_| !others(&found.name)) {
                        Some(told) => batch.refuse(&found.name, None, None, said::read(&told)),
                        None => paths.push((found.name.clone(), Source::Path(found.path))),
                    }
                }
            }
            kept => paths.push((kept.name(), kept.clone())),
        }
    }
    Ok(paths)
}

/// Reads the texts in these files.
pub(super) fn read(app: &App, paths: Vec<(String, Source)>, order: &Order, batch: &mut Batch, progress: &Progress<'_>) -> Result<()> {
    let reader = super::reader(app)?;
    let total = paths.len();
    for (at, (name, path)) in paths.into_iter().enumerate() {
        // How far a job is stands readable in the database; a marked file's name does not.
        progress.at(at, Some(total), if order.marking.is_some() { "" } else { &name })?;
        batch.counts.read += 1;
        let mut file = path.open(app)?;
        let size = file.metadata()?.len();
        if size > extract::LIMITS.input_bytes {
            batch.refuse(
                &name,
                None,
                None,
                say!("library-report-file-large", file = &name, size = (size >> 20).to_string(), n = extract::LIMITS.input_bytes >> 20),
            );
            continue;
        }
        let mut item = Item { name, bytes: Vec::with_capacity(size as usize) };
        std::io::Read::read_to_end(&mut file, &mut item.bytes)?;
        if item.name.to_lowercase().ends_with(".zip") {
            take_zip(&reader, &item, order, batch);
        } else {
            match reader.document(&item.name, &item.bytes, None) {
                Ok(extracted) => take(&item.name, extracted, order, batch),
                Err(error) => batch.refuse(&item.name, None, None, said::read(error.told())),
            }
        }
    }
    Ok(())
}

fn take_zip(reader: &extract::Reader, item: &Item, order: &Order, batch: &mut Batch) {
    let outcome = reader.archive(&item.name, &item.bytes, &mut |member, read| match read {
        Ok(extracted) => take(&member, extracted, order, batch),
        Err(error) => batch.refuse(&format!("{}/{member}", item.name), None, None, said::read(error.told())),
    });
    if let Err(error) = outcome {
        batch.refuse(&item.name, None, None, said::read(error.told()));
    }
}

/// One text, as the child process read it.
pub(super) fn take(name: &str, extracted: Extracted, order: &Order, batch: &mut Batch) {
    for warning in &extracted.warnings {
        batch.doubt(name, None, None, said::read(warning));
    }
    let front = Front(&extracted.metadata);
    let kind = front.get("kind").and_then(|word| DocumentKind::from_word(&word)).or(order.document_kind).unwrap_or(DocumentKind::Agreement);
    let sample: String = extracted.blocks.iter().map(|b| b.text.as_str()).take(60).collect::<Vec<_>>().join("\n");
    let language = front.get("language").and_then(|code| Language::from_code(&code)).or_else(|| language::guess(&sample));
    let incoming = if order.ids_pax {
        pax_text(name, &extracted, language, batch)
    } else if kind == DocumentKind::Resolution && front.get("id").is_none() && order.marking.is_none() {
        super::resolution::take(name, extracted.blocks, language, batch)
    } else {
        Some(own_text(name, &extracted, kind, language, &front, batch))
    };
    let incoming = incoming.map(|incoming| with_telling_id_hidden(incoming, order, &front));
    if let Some(mut incoming) = incoming {
        if let Some(source) = &order.source {
            incoming.document.source.clone_from(source);
        }
        push_once(name, incoming, batch);
    }
}

/// Ids stand in the trail and in addresses, so a marked text is not named after its file.
fn with_telling_id_hidden(mut incoming: Incoming, order: &super::Order, front: &Front<'_>) -> Incoming {
    if order.marking.is_some() && front.get("id").is_none_or(|id| !can_be_id(&id)) {
        incoming.document.id = format!("own:{}", platform::clock::new_id());
    }
    incoming
}

/// A `#` stands between a document and the number of its provision.
fn can_be_id(id: &str) -> bool {
    !id.chars().any(|c| c.is_whitespace() || c == '#') && id.len() <= 100
}

/// Adds a text, unless another file of this import is the same document already.
fn push_once(name: &str, incoming: Incoming, batch: &mut Batch) {
    let id = incoming.document.id.clone();
    let Some((first, place)) = batch.origins.get(&id).cloned() else {
        batch.origins.insert(id, (name.to_owned(), batch.documents.len()));
        return batch.documents.push(incoming);
    };
    if batch.documents[place].text != incoming.text {
        batch.refuse(name, None, Some("id"), say!("library-report-id-differs", file = name, id = &id, first = &first));
    }
}

/// A text whose file name is the agreement's AgtId.
fn pax_text(name: &str, extracted: &Extracted, language: Option<Language>, batch: &mut Batch) -> Option<Incoming> {
    let Some(id) = super::corpus::agtid_of(name) else {
        batch.refuse(name, None, None, say!("library-report-name-no-agtid", file = name));
        return None;
    };
    let title = extracted.title.clone().or_else(|| first_line(&extracted.blocks)).unwrap_or_else(|| format!("PA-X agreement {id}"));
    let mut document = Document::named(&format!("pax:{id}"), DocumentKind::Agreement, &title, "pax");
    document.language = language;
    document.url = Some(format!("https://www.peaceagreements.org/agreements/{id}/"));
    Some(Incoming { document, facts: Facts::FillGaps, text: full(&extracted.blocks, language) })
}

/// Words that name what a text is, folded to small letters: its title has one of them.
const NAMING: [&str; 43] = [
    "agreement",
    "accord",
    "protocol",
    "treaty",
    "declaration",
    "memorandum",
    "communiqué",
    "communique",
    "ceasefire",
    "cease-fire",
    "truce",
    "cessation",
    "pact",
    "charter",
    "resolution",
    "statement",
    "framework",
    "roadmap",
    "protocole",
    "traité",
    "déclaration",
    "mémorandum",
    "cessez-le-feu",
    "trêve",
    "convention",
    "acuerdo",
    "protocolo",
    "tratado",
    "declaración",
    "convenio",
    "соглашение",
    "протокол",
    "договор",
    "декларация",
    "меморандум",
    "перемирие",
    "اتفاق",
    "بروتوكول",
    "إعلان",
    "معاهدة",
    "协定",
    "协议",
    "宣言",
];
/// The title stands among so many lines.
const HEAD_LINES: usize = 12;

/// What names a text: of the lines before its first provision, the first that says what it is;
/// else the first line. Lines in capitals go on with the next.
fn first_line(blocks: &[Block]) -> Option<String> {
    let settled = segments::settled(blocks);
    let lines: Vec<(usize, &str)> = settled
        .iter()
        .enumerate()
        .flat_map(|(at, block)| block.text.lines().map(move |line| (at, line.trim())))
        .filter(|(_, line)| !line.is_empty())
        .take(HEAD_LINES)
        .collect();
    let (_, first) = *lines.first()?;
    let is_short = |line: &str| line.chars().count() <= 200 && !line.ends_with(['.', ';', ',', ':', '，', '；', '،']);
    let names = |line: &str| {
        let lower = line.to_lowercase();
        let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
        NAMING.iter().any(|name| words.contains(name) || !name.is_ascii() && lower.contains(name))
    };
    // A sentence of the preamble that speaks of the agreement is no title.
    let head = lines.iter().take_while(|(_, line)| is_short(line)).count();
    let at = lines[..head].iter().position(|(_, line)| names(line)).unwrap_or(0);
    let (block, line) = lines[at];
    let mut title = line.to_owned();
    let is_capital = |line: &str| line.chars().any(char::is_uppercase) && !line.chars().any(char::is_lowercase);
    for (_, next) in lines[at + 1..].iter().take_while(|(of, next)| *of == block && is_capital(next) && is_capital(line)) {
        if !next.chars().any(char::is_numeric) {
            title.push(' ');
            title.push_str(next);
        }
    }
    let title = if title.is_empty() { first.to_owned() } else { title };
    Some(title.chars().take(200).collect::<String>().trim().to_owned())
}

/// Cuts a plain text, as tables of whole corpora hold it.
pub(super) fn cut(text: &str, language: Option<Language>) -> Text {
    let blocks: Vec<Block> = text
        .split("\n\n")
        .filter(|t| !t.trim().is_empty())
        .map(|t| Block { kind: BlockKind::Paragraph, text: t.to_owned(), label: None })
        .collect();
    full(&blocks, language.or_else(|| language::guess(text)))
}

pub(super) fn full(blocks: &[Block], language: Option<Language>) -> Text {
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
fn own_text(
    name: &str,
    extracted: &Extracted,
    kind: DocumentKind,
    language: Option<Language>,
    front: &Front<'_>,
    batch: &mut Batch,
) -> Incoming {
    if let Some(id) = front.get("id").filter(|id| !can_be_id(id)) {
        batch.doubt(name, None, Some("id"), say!("library-report-id-replaced", id = &id));
    }
    let id = front.get("id").filter(|id| can_be_id(id)).unwrap_or_else(|| format!("own:{}", slug(name)));
    let title =
        front.get("title").or_else(|| extracted.title.clone()).or_else(|| first_line(&extracted.blocks)).unwrap_or_else(|| name.to_owned());
    let mut d = Document::named(&id, kind, &title, &front.get("source").unwrap_or_else(|| "own".into()));
    d.language = language;
    if let Some(text) = front.get("date") {
        match methods::dates::parse(&text) {
            Ok(date) => d.date = Some(date),
            Err(error) => batch.doubt(name, None, Some("date"), say!("library-report-undated", why = said::date(&error))),
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
        batch.doubt(
            name,
            None,
            Some("relations"),
            say!("library-report-relations-unreadable", form = "{ kind = \"amends\", of = \"id\" }"),
        );
        return Vec::new();
    };
    let (known, unknown): (Vec<Relation>, Vec<Relation>) = list.into_iter().partition(|r| RELATIONS.contains(&r.kind.as_str()));
    for relation in unknown {
        batch.doubt(
            name,
            None,
            Some("relations"),
            say!("library-report-relation-unknown", kind = &relation.kind, kinds = RELATIONS.join(", ")),
        );
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

#[cfg(test)]
mod tests;
