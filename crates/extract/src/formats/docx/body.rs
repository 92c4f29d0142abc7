//! The text of a Word file: paragraphs one inside the other (text boxes), tables in tables.

use super::numbering::Numbering;
use super::styles::Styles;
use super::{attribute, entity, is_on, number, walk};
use crate::{ReadError, Reading};
use methods::segments::{Block, BlockKind};
use quick_xml::events::{BytesStart, Event};

/// A heading is no longer than this; a longer paragraph in the style of one is text.
const HEADING_MAX: usize = 200;

pub(super) struct Body {
    styles: Styles,
    numbering: Numbering,
    reading: Reading,
    pub out: Vec<Block>,
    /// Pieces that tracked changes delete, or insert where it is read as before them.
    pub tracked: usize,
    /// Pieces that Word does not show.
    pub hidden: usize,
}

/// A paragraph being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    style: String,
    list: Option<String>,
    level: Option<usize>,
    outline: Option<u8>,
    /// Whether the run that is open is hidden.
    hides: bool,
    in_properties: bool,
    /// Whether a tracked change takes its mark: then it goes on in the next paragraph.
    joins: bool,
    /// Paragraphs of text boxes that stand in it.
    boxes: Vec<Block>,
}

/// A table being read: the cells of its row, each with its paragraphs.
#[derive(Default)]
struct Table {
    row: Vec<Vec<Block>>,
}

/// Where we are in the file.
#[derive(Default)]
struct Place {
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    in_text: bool,
    /// Inside what this reading leaves out.
    gone: usize,
    /// Inside what properties were before.
    former: usize,
    /// The text of a paragraph that goes on in the next.
    joined: String,
    /// Inside what a second reading of the same thing holds.
    fallback: usize,
    /// For every content control and field that is open, whether it is a table of contents.
    controls: Vec<bool>,
    fields: Vec<bool>,
    in_instruction: bool,
}

impl Place {
    fn in_properties(&self) -> bool {
        self.paragraphs.last().is_some_and(|p| p.in_properties)
    }

    fn is_left_out(&self) -> bool {
        self.fallback > 0 || self.controls.contains(&true) || self.fields.contains(&true)
    }
}

impl Body {
    pub(super) fn new(styles: Styles, numbering: Numbering, reading: Reading) -> Body {
        Body { styles, numbering, reading, out: Vec::new(), tracked: 0, hidden: 0 }
    }

    /// Whether an element holds what this reading leaves out.
    fn is_gone(&self, local: &str) -> bool {
        match self.reading {
            Reading::Proposed => matches!(local, "del" | "moveFrom"),
            Reading::Before => matches!(local, "ins" | "moveTo"),
        }
    }

    pub(super) fn read(&mut self, name: &str, xml: &[u8], kind: BlockKind) -> Result<(), ReadError> {
        let mut place = Place::default();
        let walked = walk(name, xml, &mut |event| match event {
            Event::Start(tag) => {
                self.opened(tag, true, &mut place);
            }
            Event::Empty(tag) => self.opened(tag, false, &mut place),
            Event::Text(text) => self.text(text, &mut place),
            Event::CData(text) => self.text(text, &mut place),
            Event::GeneralRef(reference) => self.text(&entity(reference), &mut place),
            Event::End(tag) => self.closed(tag.local_name().as_ref(), kind, &mut place),
            _ => {}
        });
        self.stop_joining(kind, &mut place);
        walked
    }

    /// What should go on in a paragraph that does not come stands for itself: no word is lost.
    fn stop_joining(&mut self, kind: BlockKind, place: &mut Place) {
        let text = std::mem::take(&mut place.joined).trim().to_owned();
        if text.is_empty() {
            return;
        }
        let block = Block { kind, text, label: None };
        match place.tables.last_mut().and_then(|table| table.row.last_mut()) {
            Some(cell) => cell.push(block),
            None => self.out.push(block),
        }
    }

    fn text(&mut self, text: &str, place: &mut Place) {
        if place.in_instruction
            && text.trim_start().to_uppercase().starts_with("TOC")
            && let Some(field) = place.fields.last_mut()
        {
            *field = true;
        }
        if !place.in_text || place.gone > 0 || place.is_left_out() {
            return;
        }
        let Some(p) = place.paragraphs.last_mut() else { return };
        if p.hides {
            self.hidden += 1;
        } else {
            p.text.push_str(text);
        }
    }

    fn opened(&mut self, tag: &BytesStart<'_>, is_start: bool, place: &mut Place) {
        let local = tag.local_name();
        match local.as_ref() {
            "pPrChange" | "rPrChange" | "numberingChange" => place.former += usize::from(is_start),
            _ if place.former > 0 => {}
            "p" if is_start => {
                let text = std::mem::take(&mut place.joined);
                place.paragraphs.push(Paragraph { text, ..Paragraph::default() });
            }
            "t" | "delText" => place.in_text = is_start,
            "instrText" => place.in_instruction = is_start,
            "Fallback" if is_start => place.fallback += 1,
            // In its properties it is about the mark that ends the paragraph, not about its words.
            mark if self.is_gone(mark) && place.in_properties() => {
                if let Some(p) = place.paragraphs.last_mut() {
                    p.joins = true;
                }
            }
            words if self.is_gone(words) && is_start => {
                place.gone += 1;
                self.tracked += 1;
            }
            "sdt" if is_start => place.controls.push(false),
            "docPartGallery" if attribute(tag, "val").is_some_and(|v| v.eq_ignore_ascii_case("table of contents")) => {
                if let Some(control) = place.controls.last_mut() {
                    *control = true;
                }
            }
            "fldChar" => match attribute(tag, "fldCharType").as_deref() {
                Some("begin") => place.fields.push(false),
                Some("end") => drop(place.fields.pop()),
                _ => {}
            },
            "tbl" if is_start => {
                self.stop_joining(BlockKind::Paragraph, place);
                place.tables.push(Table::default());
            }
            "tc" if is_start => {
                if let Some(table) = place.tables.last_mut() {
                    table.row.push(Vec::new());
                }
            }
            other => {
                let is_out = place.is_left_out() || place.gone > 0;
                if let Some(p) = place.paragraphs.last_mut() {
                    p.take(other, tag, is_start, is_out, &self.styles);
                }
            }
        }
    }

    fn closed(&mut self, local: &str, kind: BlockKind, place: &mut Place) {
        match local {
            "pPrChange" | "rPrChange" | "numberingChange" => place.former = place.former.saturating_sub(1),
            _ if place.former > 0 => {}
            "t" | "delText" => place.in_text = false,
            "instrText" => place.in_instruction = false,
            "Fallback" => place.fallback = place.fallback.saturating_sub(1),
            words if self.is_gone(words) && !place.in_properties() => place.gone = place.gone.saturating_sub(1),
            "sdt" => drop(place.controls.pop()),
            "pPr" => {
                if let Some(p) = place.paragraphs.last_mut() {
                    p.in_properties = false;
                }
            }
            "r" => {
                if let Some(p) = place.paragraphs.last_mut() {
                    p.hides = false;
                }
            }
            "p" => {
                let Some(p) = place.paragraphs.pop() else { return };
                if self.styles.is_of_contents(&p.style) {
                    return;
                }
                if p.joins {
                    place.joined = p.text;
                    let boxes = p.boxes;
                    self.stand(boxes, place);
                    return;
                }
                let blocks = self.paragraph(p, kind);
                self.stand(blocks, place);
            }
            "tc" => self.stop_joining(BlockKind::Paragraph, place),
            "tr" => {
                let Some(table) = place.tables.last_mut() else { return };
                let rows = of_row(std::mem::take(&mut table.row));
                let at = place.tables.len();
                // A table in a text box belongs to the paragraph around it.
                match (at.checked_sub(2).and_then(|outer| place.tables[outer].row.last_mut()), place.paragraphs.last_mut()) {
                    (Some(cell), _) => cell.extend(rows),
                    (None, Some(p)) => p.boxes.extend(rows),
                    (None, None) => self.out.extend(rows),
                }
            }
            "tbl" => drop(place.tables.pop()),
            _ => {}
        }
    }

    /// Puts what was read where it stands.
    fn stand(&mut self, blocks: Vec<Block>, place: &mut Place) {
        // A box inside a paragraph stands behind it, not in its midst.
        if let Some(outer) = place.paragraphs.last_mut() {
            outer.boxes.extend(blocks);
        } else if let Some(cell) = place.tables.last_mut().and_then(|table| table.row.last_mut()) {
            cell.extend(blocks);
        } else {
            self.out.extend(blocks);
        }
    }

    /// A paragraph, and the boxes in it.
    fn paragraph(&mut self, mut p: Paragraph, kind: BlockKind) -> Vec<Block> {
        let text = p.text.trim().to_owned();
        let boxes = std::mem::take(&mut p.boxes);
        if text.is_empty() {
            return boxes;
        }
        let (list, level) = self.list(&p);
        let label = list.as_ref().and_then(|list| self.numbering.label(list, level, &self.styles));
        let outline = p.outline.map(|level| (level < 9).then_some(level + 1));
        let heading = outline.unwrap_or_else(|| self.styles.heading(&p.style));
        let is_sentence = text.ends_with(['.', ';', '。', '；']) || text.chars().count() > HEADING_MAX;
        let is_bullet = label.as_deref() == Some("-");
        let kind = match (heading, &label) {
            (Some(n), None) => BlockKind::Heading(n),
            (Some(n), Some(_)) if !is_sentence && !is_bullet => BlockKind::Heading(n),
            (_, Some(_)) => BlockKind::ListItem(level as u8),
            _ => kind,
        };
        let mut out = vec![Block { kind, text, label }];
        out.extend(boxes);
        out
    }

    /// The list of a paragraph: its own, or that of its style.
    fn list(&self, p: &Paragraph) -> (Option<String>, usize) {
        let of_style = self.styles.list(&p.style);
        let list = p.list.clone().or_else(|| of_style.as_ref().map(|(list, _, _)| list.clone())).filter(|list| list != "0");
        let by_style = list.as_ref().and_then(|list| {
            let named_by = of_style.as_ref().map_or(p.style.as_str(), |(_, _, style)| style);
            self.numbering
                .level_of_style(list, &p.style, &self.styles)
                .or_else(|| self.numbering.level_of_style(list, named_by, &self.styles))
        });
        let level = p.level.or(by_style).or(of_style.and_then(|(_, level, _)| level)).unwrap_or(0);
        (list, level)
    }
}

impl Paragraph {
    fn take(&mut self, local: &str, tag: &BytesStart<'_>, is_start: bool, is_out: bool, styles: &Styles) {
        match local {
            "pPr" => self.in_properties = is_start,
            "pStyle" => self.style = attribute(tag, "val").unwrap_or_default(),
            "outlineLvl" => self.outline = number(tag, "val"),
            "numId" => self.list = attribute(tag, "val"),
            "ilvl" => self.level = number(tag, "val"),
            _ if self.in_properties => {}
            "r" if is_start => self.hides = styles.hides(&self.style),
            "rStyle" => self.hides |= attribute(tag, "val").is_some_and(|style| styles.hides(&style)),
            "vanish" => self.hides = is_on(tag),
            _ if is_out || self.hides => {}
            "tab" | "ptab" => self.text.push(' '),
            "br" if attribute(tag, "type").is_some_and(|kind| kind == "page" || kind == "column") => self.text.push(' '),
            "br" | "cr" => self.text.push('\n'),
            "noBreakHyphen" => self.text.push('-'),
            "sym" if attribute(tag, "char").is_some_and(|code| code.eq_ignore_ascii_case("F0B7")) => self.text.push('•'),
            _ => {}
        }
    }
}

/// The cells of a row as one row; where there is only one cell, the table only sets the page,
/// and its paragraphs are text.
fn of_row(cells: Vec<Vec<Block>>) -> Vec<Block> {
    if cells.len() == 1 {
        return cells.into_iter().flatten().collect();
    }
    let of_block = |block: &Block| match &block.label {
        Some(label) if label != "-" => format!("{label} {}", block.text.trim()),
        _ => block.text.trim().to_owned(),
    };
    let cells = cells.iter().map(|blocks| blocks.iter().map(of_block).collect::<Vec<_>>().join(" "));
    let text = cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" | ");
    if text.trim().is_empty() { Vec::new() } else { vec![Block { kind: BlockKind::TableRow, text, label: None }] }
}
