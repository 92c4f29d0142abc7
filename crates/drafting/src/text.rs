//! A draft as somebody sent it, read in the limited child process and held in memory alone.

use clauses::{Kind, Scheme, Text};
use extract::{Format, Reader, Reading};
use methods::language::Language;
use methods::segments::{Block, BlockKind};
use platform::{App, Error, Result, Said, say};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The wording of a draft, as it was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Wording {
    /// Its name on the sender's disk.
    pub name: String,
    /// Its text.
    pub blocks: Vec<Block>,
    /// What was left out or doubtful, each with the word that names it.
    pub told: Vec<(String, Said)>,
}

/// What is known about a draft before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Known {
    /// Its kind, where somebody declared it.
    pub kind: Option<Kind>,
    /// Its language, where somebody declared it.
    pub language: Option<Language>,
    /// Which list of blocks is asked for.
    pub scheme: Scheme,
}

impl Known {
    /// What words say of a draft; an empty word says nothing.
    pub fn of_words(kind: &str, language: &str, scheme: &str) -> Result<Known> {
        let scheme = match scheme {
            "" => Scheme::Building,
            "pax" => Scheme::Pax,
            other => return Err(Error::invalid("scheme", say!("drafting-error-scheme", text = other))),
        };
        Ok(Known { kind: kind_of(kind)?, language: language_of(language)?, scheme })
    }
}

/// The kind of a word; none where it is empty.
pub fn kind_of(word: &str) -> Result<Option<Kind>> {
    match word {
        "" => Ok(None),
        word => Kind::from_word(word).map(Some).ok_or_else(|| {
            let kinds = Kind::ALL.map(Kind::word).join(", ");
            Error::invalid("kind", say!("drafting-error-kind", text = word, kinds = kinds))
        }),
    }
}

/// The language of a code; none where it is empty.
pub fn language_of(code: &str) -> Result<Option<Language>> {
    match code {
        "" => Ok(None),
        code => Language::from_code(code).map(Some).ok_or_else(|| Error::invalid("language", say!("drafting-error-language", text = code))),
    }
}

/// The reader of untrusted files, one for all domains.
pub fn reader(app: &App) -> Result<Arc<Reader>> {
    app.kept(|| Ok(Reader::of_this_program()?))
}

/// Reads a file.
pub fn file(reader: &Reader, name: &str, bytes: &[u8], reading: Reading) -> Result<Wording> {
    let read = reader.document_as(name, bytes, None, reading).map_err(|error| refused("file", error.told()))?;
    Ok(Wording { name: name.to_owned(), blocks: read.blocks, told: read.warnings.iter().map(told).collect() })
}

/// Reads a text that was pasted, as a file of plain text is read.
pub fn pasted(reader: &Reader, name: &str, text: &str) -> Result<Wording> {
    if text.trim().is_empty() {
        return Err(Error::invalid("text", say!("drafting-error-nothing-sent")));
    }
    let read = reader.document("text.txt", text.as_bytes(), Some(Format::Text)).map_err(|error| refused("text", error.told()))?;
    Ok(Wording { name: name.to_owned(), blocks: read.blocks, told: read.warnings.iter().map(told).collect() })
}

fn told(told: &extract::Told) -> (String, Said) {
    (format!("file-{}", told.word), Said::filled(format!("platform-read-{}", told.word), &told.blanks))
}

fn refused(field: &str, told: &extract::Told) -> Error {
    Error::invalid(field, Said::filled(format!("platform-read-{}", told.word), &told.blanks))
}

impl Wording {
    /// A wording of plain paragraphs.
    pub(crate) fn of_paragraphs(texts: impl IntoIterator<Item = String>) -> Wording {
        let block = |text| Block { kind: BlockKind::Paragraph, text, label: None };
        Wording { name: String::new(), blocks: texts.into_iter().map(block).collect(), told: Vec::new() }
    }

    /// The draft as the rules read it.
    pub fn with<'a>(&'a self, known: &Known) -> Text<'a> {
        Text { blocks: &self.blocks, kind: known.kind, language: known.language.or_else(|| self.language()), scheme: known.scheme }
    }

    /// The language that its words are in, where that can be told.
    pub fn language(&self) -> Option<Language> {
        let text: String = self.blocks.iter().flat_map(|block| [block.text.as_str(), "\n"]).collect();
        methods::language::guess(&text)
    }

    /// Its lines as a person reads them, numbers with their text; each with what it was taken for.
    pub fn lines(&self) -> Vec<(BlockKind, String)> {
        let mut out = Vec::new();
        for block in &self.blocks {
            for (at, line) in block.text.lines().filter(|line| !line.trim().is_empty()).enumerate() {
                let label = block.label.as_deref().filter(|_| at == 0);
                let line = label.map_or_else(|| line.trim().to_owned(), |label| format!("{label} {}", line.trim()));
                out.push((block.kind, line));
            }
        }
        out
    }

    /// Its lines as one text, to be pasted again.
    pub fn plain(&self) -> String {
        self.lines().into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\n")
    }
}
