//! Word files: one writer for all domains. A file says nothing of who made it: no author, no path,
//! no ids of revisions, no properties besides its text.
//!
//! Tracked changes are ECMA-376 part 1, 17.13.5: a text that went stands in `w:del` as
//! `w:delText`, one that came in `w:ins`; one that moved stands twice, in `w:moveFrom` and
//! `w:moveTo`, paired by the name of its ranges. The mark that ends a paragraph is tracked by
//! itself, so that accepting and refusing leave no empty line. Every id is given once.

use crate::{Error, Result};
use methods::language::Language;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

/// A text as Word shows it.
#[derive(Debug, Clone, Default)]
pub struct Docx {
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// Its language, as far as it is known.
    pub language: Option<Language>,
    /// Whose changes it holds, where any are tracked.
    pub tracked: Tracked,
}

/// What stands at every tracked change.
#[derive(Debug, Clone, Default)]
pub struct Tracked {
    /// The side whose changes they are; empty names nobody.
    pub author: String,
    /// The day, as in `2026-11-28`; empty says none.
    pub day: String,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Plain text.
    #[default]
    Text,
    /// The title of the whole.
    Title,
    /// A heading; 1 is the highest.
    Heading(u8),
}

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub struct Paragraph {
    /// What it is.
    pub style: Style,
    /// Whether it is written from right to left.
    pub rtl: bool,
    /// What became of the mark that ends it.
    pub mark: Track,
    /// Its text.
    pub runs: Vec<Run>,
}

/// A piece of text.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// The text; a line break in it is one in Word.
    pub text: String,
    /// In bold letters.
    pub bold: bool,
    /// In italic letters.
    pub italic: bool,
    /// What became of it.
    pub track: Track,
    /// The footnote behind it.
    pub note: Option<String>,
}

/// What became of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Track {
    /// It stays.
    #[default]
    Kept,
    /// It came.
    Added,
    /// It went.
    Gone,
    /// It went to where the same number is in [`Track::MovedTo`].
    MovedFrom(usize),
    /// It came from where the same number is in [`Track::MovedFrom`].
    MovedTo(usize),
}

impl Paragraph {
    /// A paragraph of plain text.
    pub fn text(text: impl Into<String>) -> Paragraph {
        Paragraph { runs: vec![Run::of(text)], ..Paragraph::default() }
    }
}

impl Run {
    /// A piece of plain text.
    pub fn of(text: impl Into<String>) -> Run {
        Run { text: text.into(), ..Run::default() }
    }
}

impl Docx {
    /// The file.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        let mut out = Writing { docx: self, xml: String::new(), notes: String::new(), notes_count: 0, id: 0 };
        self.paragraphs.iter().for_each(|paragraph| out.paragraph(paragraph));
        // The mark of the last paragraph cannot go: a plain one behind it takes its place.
        if self.paragraphs.last().is_some_and(|last| last.mark != Track::Kept) {
            out.xml.push_str("<w:p/>");
        }
        let document = format!("{HEAD}<w:document {NAMES}><w:body>{}{}</w:body></w:document>", out.xml, self.page());
        let has_notes = out.notes_count > 0;
        let notes = format!("{HEAD}<w:footnotes {NAMES}>{SEPARATORS}{}</w:footnotes>", out.notes);
        let mut parts = vec![
            ("[Content_Types].xml", content_types(has_notes)),
            ("_rels/.rels", relations(&[("officeDocument", "word/document.xml")])),
            ("word/document.xml", document),
            ("word/styles.xml", self.styles()),
        ];
        if has_notes {
            parts.push(("word/footnotes.xml", notes));
            parts.push(("word/_rels/document.xml.rels", relations(&[("styles", "styles.xml"), ("footnotes", "footnotes.xml")])));
        } else {
            parts.push(("word/_rels/document.xml.rels", relations(&[("styles", "styles.xml")])));
        }
        packed(&parts)
    }

    /// A4, set from the right where the language is.
    fn page(&self) -> String {
        let bidi = if self.language.is_some_and(Language::is_rtl) { "<w:bidi/>" } else { "" };
        format!(
            "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1417\" w:right=\"1417\" w:bottom=\"1417\" w:left=\"1417\" w:header=\"708\" w:footer=\"708\" w:gutter=\"0\"/>{bidi}</w:sectPr>"
        )
    }

    fn styles(&self) -> String {
        let language = match self.language {
            Some(Language::Arabic) => "<w:lang w:val=\"en-GB\" w:bidi=\"ar-SA\"/>".to_owned(),
            Some(Language::Chinese) => "<w:lang w:val=\"en-GB\" w:eastAsia=\"zh-CN\"/>".to_owned(),
            Some(other) => format!("<w:lang w:val=\"{}\"/>", other.code()),
            None => String::new(),
        };
        let style = |id: &str, name: &str, outline: &str, size: u32| {
            format!(
                "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:pPr><w:keepNext/><w:spacing w:before=\"240\" w:after=\"120\"/>{outline}</w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>"
            )
        };
        let headings: String = (1..=3u32)
            .map(|n| style(&format!("Heading{n}"), &format!("heading {n}"), &format!("<w:outlineLvl w:val=\"{}\"/>", n - 1), 32 - 4 * n))
            .collect();
        format!(
            "{HEAD}<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>{language}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"120\"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>{}{headings}</w:styles>",
            style("Title", "Title", "", 36)
        )
    }
}

struct Writing<'a> {
    docx: &'a Docx,
    xml: String,
    notes: String,
    notes_count: usize,
    /// The last id given: one row of numbers for every tracked thing.
    id: usize,
}

impl Writing<'_> {
    /// Attributes of a tracked change, with a fresh id.
    fn change(&mut self) -> String {
        self.id += 1;
        let Tracked { author, day } = &self.docx.tracked;
        let day = if day.is_empty() { String::new() } else { format!(" w:date=\"{day}T00:00:00Z\"") };
        format!("w:id=\"{}\" w:author=\"{}\"{day}", self.id, escaped(author))
    }

    fn paragraph(&mut self, p: &Paragraph) {
        self.xml.push_str("<w:p>");
        let style = match p.style {
            Style::Text => String::new(),
            Style::Title => "<w:pStyle w:val=\"Title\"/>".to_owned(),
            Style::Heading(n) => format!("<w:pStyle w:val=\"Heading{}\"/>", n.clamp(1, 3)),
        };
        let bidi = if p.rtl { "<w:bidi/>" } else { "" };
        let mark = match p.mark {
            Track::Kept => String::new(),
            track => format!("<w:rPr><w:{} {}/></w:rPr>", element(track), self.change()),
        };
        if !(style.is_empty() && bidi.is_empty() && mark.is_empty()) {
            let _ = write!(self.xml, "<w:pPr>{style}{bidi}{mark}</w:pPr>");
        }
        let range = match p.mark {
            Track::MovedFrom(n) => Some(("moveFromRange", n)),
            Track::MovedTo(n) => Some(("moveToRange", n)),
            _ => None,
        };
        if let Some((name, n)) = range {
            let change = self.change();
            let _ = write!(self.xml, "<w:{name}Start {change} w:name=\"move{n}\"/>");
        }
        let opened = self.id;
        p.runs.iter().filter(|run| !run.text.is_empty() || run.note.is_some()).for_each(|run| self.run(run, p.rtl));
        self.xml.push_str("</w:p>");
        if let Some((name, _)) = range {
            let _ = write!(self.xml, "<w:{name}End w:id=\"{opened}\"/>");
        }
    }

    fn run(&mut self, run: &Run, rtl: bool) {
        if run.track != Track::Kept {
            let change = self.change();
            let _ = write!(self.xml, "<w:{} {change}>", element(run.track));
        }
        let mut properties = String::new();
        for (on, tags) in [(run.bold, "<w:b/><w:bCs/>"), (run.italic, "<w:i/><w:iCs/>"), (rtl, "<w:rtl/>")] {
            properties.push_str(if on { tags } else { "" });
        }
        if !properties.is_empty() {
            properties = format!("<w:rPr>{properties}</w:rPr>");
        }
        let name = if run.track == Track::Gone { "delText" } else { "t" };
        let _ = write!(self.xml, "<w:r>{properties}");
        for (at, line) in run.text.split('\n').enumerate() {
            if at > 0 {
                self.xml.push_str("<w:br/>");
            }
            if !line.is_empty() {
                let _ = write!(self.xml, "<w:{name} xml:space=\"preserve\">{}</w:{name}>", escaped(line));
            }
        }
        self.xml.push_str("</w:r>");
        if let Some(note) = &run.note {
            self.notes_count += 1;
            let n = self.notes_count;
            let _ = write!(self.xml, "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"{n}\"/></w:r>");
            let _ = write!(
                self.notes,
                "<w:footnote w:id=\"{n}\"><w:p><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> {}</w:t></w:r></w:p></w:footnote>",
                escaped(note)
            );
        }
        if run.track != Track::Kept {
            let _ = write!(self.xml, "</w:{}>", element(run.track));
        }
    }
}

/// The element of what became of a piece.
fn element(track: Track) -> &'static str {
    match track {
        Track::Kept => unreachable!("what stays is not tracked"),
        Track::Added => "ins",
        Track::Gone => "del",
        Track::MovedFrom(_) => "moveFrom",
        Track::MovedTo(_) => "moveTo",
    }
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const SEPARATORS: &str = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn content_types(has_notes: bool) -> String {
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let part = |name: &str, kind: &str| format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{WORD}.{kind}+xml\"/>");
    let notes = if has_notes { part("footnotes", "footnotes") } else { String::new() };
    format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{}{notes}</Types>",
        part("document", "document.main"),
        part("styles", "styles")
    )
}

fn relations(all: &[(&str, &str)]) -> String {
    let each = all
        .iter()
        .enumerate()
        .map(|(n, (kind, target))| format!("<Relationship Id=\"r{}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>", n + 1));
    let each: String = each.collect();
    format!("{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{each}</Relationships>")
}

fn packed(parts: &[(&str, String)]) -> Result<Vec<u8>> {
    let failed = |error: zip::result::ZipError| Error::internal(format!("the Word file could not be packed: {error}"));
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).map_err(failed)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish().map_err(failed)?.into_inner())
}

/// A text as it may stand in XML 1.0, which has no place for most control characters.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}
