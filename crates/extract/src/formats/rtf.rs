//! RTF (specification 1.9.1): paragraphs, headings by their outline level, rows of tables, notes;
//! the numbers that lists had when the file was saved. What is hidden, deleted or belongs to the
//! page (heads, feet, pictures) is left out.

mod codes;
mod words;

use super::plain;
use crate::error::told;
use crate::{Extracted, Format, LIMITS, ReadError};
use encoding_rs::Encoding;
use methods::segments::{Block, BlockKind};
use std::collections::HashMap;

/// What an RTF file begins with.
pub(super) const START: &[u8] = b"{\\rtf";

/// What a group is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goal {
    Text,
    /// The number that a list gave to its paragraph.
    Label,
    Title,
    Fonts,
    Styles,
    Nothing,
}

#[derive(Clone)]
struct Group {
    goal: Goal,
    /// Signs that stand behind a letter for readers that do not know it.
    spare: usize,
    encoding: &'static Encoding,
    is_hidden: bool,
    is_deleted: bool,
    /// Whether the group began a note.
    is_note: bool,
    /// Whether whatever comes next names a group that readers need not know.
    may_pass: bool,
    /// The style being described, in the table of styles; the font, in that of fonts.
    number: i32,
}

/// What a paragraph has besides its text.
#[derive(Clone, Copy, Default)]
struct Form {
    outline: Option<u8>,
    in_table: bool,
    list_level: u8,
}

struct Rtf<'a> {
    rest: &'a [u8],
    groups: Vec<Group>,
    ansi: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    outlines: HashMap<i32, u8>,
    form: Form,
    /// Bytes that wait to be read together: letters of Chinese encodings have two.
    bytes: Vec<u8>,
    high: Option<u16>,
    text: String,
    label: String,
    cells: Vec<String>,
    title: String,
    out: Vec<Block>,
    notes: Vec<Block>,
    /// Text and form of what is open around a note.
    around: Vec<(String, String, Form)>,
    left_out: usize,
}

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Extracted, ReadError> {
    let group = Group {
        goal: Goal::Text,
        spare: 1,
        encoding: encoding_rs::WINDOWS_1252,
        is_hidden: false,
        is_deleted: false,
        is_note: false,
        may_pass: false,
        number: 0,
    };
    let mut rtf = Rtf {
        rest: bytes,
        groups: vec![group],
        ansi: encoding_rs::WINDOWS_1252,
        fonts: HashMap::new(),
        outlines: HashMap::new(),
        form: Form::default(),
        bytes: Vec::new(),
        high: None,
        text: String::new(),
        label: String::new(),
        cells: Vec::new(),
        title: String::new(),
        out: Vec::new(),
        notes: Vec::new(),
        around: Vec::new(),
        left_out: 0,
    };
    rtf.run(name)?;
    rtf.row();
    rtf.paragraph();
    let mut out = plain(Format::Rtf, rtf.out);
    out.blocks.append(&mut rtf.notes);
    out.title = Some(rtf.title.trim().to_owned()).filter(|title| !title.is_empty());
    if rtf.left_out > 0 {
        out.warnings.push(told!(
            "hidden-text",
            "{file} holds hidden text: what Word does not show was left out ({pieces}). Show it in Word if it belongs to the text, and import it again.",
            file = name,
            pieces = rtf.left_out
        ));
    }
    Ok(out)
}

impl Rtf<'_> {
    fn run(&mut self, name: &str) -> Result<(), ReadError> {
        while let Some((first, rest)) = self.rest.split_first() {
            self.rest = rest;
            match first {
                b'{' => {
                    self.flush();
                    let inner = Group { is_note: false, may_pass: false, ..self.group().clone() };
                    self.groups.push(inner);
                    if self.groups.len() > LIMITS.depth {
                        return Err(ReadError::new(
                            "malformed",
                            told!(
                                "nested",
                                "{file} nests more than {most} elements. Save it anew from the program that made it.",
                                file = name,
                                most = LIMITS.depth
                            ),
                        ));
                    }
                }
                b'}' => self.close(),
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                byte => self.bytes.push(*byte),
            }
        }
        self.flush();
        Ok(())
    }

    fn group(&mut self) -> &mut Group {
        self.groups.last_mut().expect("the outermost group is never closed")
    }

    fn close(&mut self) {
        self.flush();
        if self.groups.len() == 1 {
            return;
        }
        let closed = self.groups.pop();
        if closed.is_some_and(|group| group.is_note) {
            self.paragraph();
            if let Some((text, label, form)) = self.around.pop() {
                (self.text, self.label, self.form) = (text, label, form);
            }
        }
    }

    fn control(&mut self) {
        let Some((first, rest)) = self.rest.split_first() else { return };
        if first.is_ascii_alphabetic() {
            let length = self.rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
            let word = String::from_utf8_lossy(&self.rest[..length]).into_owned();
            let digits = &self.rest[length..];
            let sign = usize::from(digits.first() == Some(&b'-'));
            let digits_end = sign + digits[sign..].iter().take_while(|b| b.is_ascii_digit()).count();
            let has_number = digits_end > sign;
            let number = std::str::from_utf8(&digits[..digits_end]).ok().and_then(|text| text.parse::<i32>().ok()).filter(|_| has_number);
            let end = length + if has_number { digits_end } else { 0 };
            self.rest = &self.rest[end..];
            self.rest = self.rest.strip_prefix(b" ").unwrap_or(self.rest);
            return self.word(&word, number);
        }
        self.rest = rest;
        match first {
            b'\'' => {
                let hex = self.rest.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
                self.rest = self.rest.get(2..).unwrap_or_default();
                self.bytes.extend(hex);
            }
            b'\\' | b'{' | b'}' => self.bytes.push(*first),
            b'*' => self.group().may_pass = true,
            b'~' => self.say("\u{a0}"),
            b'_' => self.say("\u{2011}"),
            b'\r' | b'\n' => self.word("par", None),
            // An optional hyphen shows nowhere but at the end of a line.
            _ => {}
        }
    }

    fn row(&mut self) {
        let cells: Vec<String> = std::mem::take(&mut self.cells).into_iter().filter(|cell| !cell.is_empty()).collect();
        if !cells.is_empty() {
            self.out.push(Block { kind: BlockKind::TableRow, text: cells.join(" | "), label: None });
        }
    }

    fn paragraph(&mut self) {
        let text = std::mem::take(&mut self.text);
        let label = std::mem::take(&mut self.label);
        if text.trim().is_empty() {
            return;
        }
        let label = Some(label.trim().to_owned()).filter(|label| !label.is_empty());
        let is_note = !self.around.is_empty();
        let kind = match (self.form.outline, &label) {
            _ if is_note => BlockKind::Footnote,
            (Some(level), _) => BlockKind::Heading(level + 1),
            (None, Some(_)) => BlockKind::ListItem(self.form.list_level),
            (None, None) => BlockKind::Paragraph,
        };
        let block = Block { kind, text: text.trim().to_owned(), label };
        if is_note { self.notes.push(block) } else { self.out.push(block) }
    }

    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let text = self.group().encoding.decode_without_bom_handling(&bytes).0.into_owned();
        self.say(&text);
    }

    fn say(&mut self, text: &str) {
        self.flush();
        let group = self.group();
        let (goal, is_left_out) = (group.goal, group.is_hidden || group.is_deleted);
        match goal {
            Goal::Text if is_left_out => self.left_out += usize::from(!text.trim().is_empty()),
            Goal::Text => self.text.push_str(text),
            Goal::Label => self.label.push_str(text),
            Goal::Title => self.title.push_str(text),
            Goal::Fonts | Goal::Styles | Goal::Nothing => {}
        }
    }
}

#[cfg(test)]
mod tests;
