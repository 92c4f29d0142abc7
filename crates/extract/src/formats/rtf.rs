//! RTF (specification 1.9.1): paragraphs, headings by their outline level, rows of tables, notes;
//! the numbers that lists had when the file was saved. What is hidden, deleted or belongs to the
//! page (heads, feet, pictures) is left out.

use super::plain;
use crate::error::told;
use crate::{Extracted, Format, LIMITS, ReadError};
use encoding_rs::Encoding;
use methods::segments::{Block, BlockKind};
use std::collections::HashMap;

/// What an RTF file begins with.
pub(super) const START: &[u8] = b"{\\rtf";

/// Groups that hold no text of the document.
const NO_TEXT: [&str; 44] = [
    "colortbl",
    "pict",
    "nonshppict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "ftnsep",
    "ftnsepc",
    "ftncn",
    "aftnsep",
    "aftnsepc",
    "aftncn",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "xmlnstbl",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "fldinst",
    "bkmkstart",
    "bkmkend",
    "annotation",
    "atnid",
    "atnauthor",
    "atndate",
    "atnref",
    "atnparent",
    "xe",
    "tc",
    "sp",
    "shprslt",
    "nonesttables",
    "revtbl",
    "filetbl",
    "objdata",
    "template",
];

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

    fn word(&mut self, word: &str, number: Option<i32>) {
        // Letters in bytes may go on behind words that are no text.
        self.flush();
        let may_pass = std::mem::take(&mut self.group().may_pass);
        if self.character(word, number) || self.destination(word) || self.formed(word, number) || self.ended(word) {
            return;
        }
        match word {
            "ansicpg" => self.encode(of_page(number.unwrap_or_default())),
            "mac" => self.encode(encoding_rs::MACINTOSH),
            "f" => {
                let known = self.fonts.get(&number.unwrap_or_default()).copied();
                let ansi = self.ansi;
                let group = self.group();
                group.encoding = known.unwrap_or(ansi);
                group.number = number.unwrap_or_default();
            }
            "fcharset" | "cpg" if self.group().goal == Goal::Fonts => {
                let code = number.unwrap_or_default();
                let found = if word == "cpg" { Some(of_page(code)) } else { of_charset(code) };
                let font = self.group().number;
                self.fonts.extend(found.map(|encoding| (font, encoding)));
            }
            "bin" => self.rest = self.rest.get(number.unwrap_or_default().max(0) as usize..).unwrap_or_default(),
            _ if may_pass && !matches!(word, "shpinst" | "shptxt" | "shppict" | "fldrslt") => self.group().goal = Goal::Nothing,
            _ => {}
        }
    }

    fn encode(&mut self, encoding: &'static Encoding) {
        self.ansi = encoding;
        self.group().encoding = encoding;
    }

    /// Words that stand for a letter or a sign.
    fn character(&mut self, word: &str, number: Option<i32>) -> bool {
        let sign = match word {
            "u" => {
                self.unicode(number.unwrap_or_default());
                return true;
            }
            "tab" => "\t",
            "line" => "\n",
            "emdash" => "—",
            "endash" => "–",
            "lquote" => "‘",
            "rquote" => "’",
            "ldblquote" => "“",
            "rdblquote" => "”",
            "bullet" => "•",
            "emspace" | "enspace" | "qmspace" => " ",
            "rtlmark" => "\u{200f}",
            "ltrmark" => "\u{200e}",
            "zwj" => "\u{200d}",
            "zwnj" => "\u{200c}",
            _ => return false,
        };
        self.say(sign);
        true
    }

    /// A letter by its number, and past what stands for it in older readers.
    fn unicode(&mut self, number: i32) {
        let unit = number.rem_euclid(1 << 16) as u16;
        match (self.high.take(), unit) {
            (_, 0xD800..=0xDBFF) => self.high = Some(unit),
            (Some(high), _) => {
                let both = char::decode_utf16([high, unit]).next().and_then(Result::ok);
                self.say(&both.map(String::from).unwrap_or_default());
            }
            (None, _) => self.say(&char::from_u32(unit.into()).filter(|c| *c != '\0').map(String::from).unwrap_or_default()),
        }
        for _ in 0..self.group().spare {
            match self.rest {
                [b'\\', b'\'', _, _, rest @ ..] => self.rest = rest,
                [b'{' | b'}' | b'\\', ..] | [] => return,
                [_, rest @ ..] => self.rest = rest,
            }
        }
    }

    /// Words that say what a group is read for.
    fn destination(&mut self, word: &str) -> bool {
        let goal = match word {
            "fonttbl" => Goal::Fonts,
            "stylesheet" => Goal::Styles,
            "info" => Goal::Nothing,
            // The title is the one thing in the information that counts.
            "title" => Goal::Title,
            "listtext" | "pntext" => Goal::Label,
            "footnote" => {
                let open = (std::mem::take(&mut self.text), std::mem::take(&mut self.label), self.form);
                self.around.push(open);
                self.form = Form::default();
                self.group().is_note = true;
                return true;
            }
            _ if NO_TEXT.contains(&word) => Goal::Nothing,
            _ => return false,
        };
        let group = self.group();
        let is_closed = group.goal == Goal::Nothing && goal != Goal::Title;
        if !is_closed {
            group.goal = goal;
        }
        true
    }

    /// Words that form letters and paragraphs.
    fn formed(&mut self, word: &str, number: Option<i32>) -> bool {
        let is_on = number != Some(0);
        let level = number.unwrap_or_default();
        match word {
            "v" => self.group().is_hidden = is_on,
            "deleted" => self.group().is_deleted = is_on,
            "plain" => {
                let group = self.group();
                (group.is_hidden, group.is_deleted) = (false, false);
            }
            "uc" => self.group().spare = level.clamp(0, 16) as usize,
            "pard" => self.form = Form::default(),
            "intbl" => self.form.in_table = true,
            "ilvl" => self.form.list_level = level.clamp(0, 8) as u8,
            "s" => {
                self.group().number = level;
                if self.group().goal == Goal::Text {
                    self.form.outline = self.outlines.get(&level).copied();
                }
            }
            "outlinelevel" => {
                let outline = u8::try_from(level).ok().filter(|level| *level < 6);
                if self.group().goal == Goal::Styles {
                    let style = self.group().number;
                    self.outlines.extend(outline.map(|outline| (style, outline)));
                } else {
                    self.form.outline = outline;
                }
            }
            _ => return false,
        }
        true
    }

    /// Words that end a paragraph, a cell or a row.
    fn ended(&mut self, word: &str) -> bool {
        if !matches!(word, "par" | "sect" | "page" | "cell" | "nestcell" | "row" | "nestrow") {
            return false;
        }
        if self.group().goal != Goal::Text {
            return true;
        }
        match word {
            "cell" | "nestcell" => {
                let label = std::mem::take(&mut self.label);
                let text = std::mem::take(&mut self.text);
                self.cells.push(format!("{} {}", label.trim(), text.trim()).trim().to_owned());
            }
            "row" | "nestrow" => self.row(),
            "par" if self.form.in_table => self.text.push('\n'),
            _ => self.paragraph(),
        }
        true
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

/// The encoding of a code page of Windows.
fn of_page(page: i32) -> &'static Encoding {
    let label = match page {
        65001 => "utf-8",
        874 => "windows-874",
        866 => "ibm866",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        10000 => "macintosh",
        _ => return Encoding::for_label(format!("windows-{page}").as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252)
}

/// The encoding of a font's set of characters.
fn of_charset(set: i32) -> Option<&'static Encoding> {
    Some(of_page(match set {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<(BlockKind, Option<String>, String)> {
        let bytes: Vec<u8> = text.chars().map(|c| c as u8).collect();
        read("a.rtf", &bytes).unwrap().blocks.into_iter().map(|b| (b.kind, b.label, b.text)).collect()
    }

    fn whole(text: &str) -> String {
        blocks(text).into_iter().map(|(_, _, text)| text).collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn letters_come_through_in_any_encoding() {
        for (text, expected) in [
            ("{\\rtf1\\ansi\\ansicpg1252 Le feu c\\'e9de.\\par}", "Le feu céde."),
            ("{\\rtf1\\ansi\\ansicpg1251 \\'cc\\'e8\\'f0.\\par}", "Мир."),
            ("{\\rtf1\\ansi\\ansicpg1256 \\'d3\\'e1\\'c7\\'e3\\par}", "سلام"),
            ("{\\rtf1\\ansi\\ansicpg936 \\'cd\\'a3\\'bb\\'f0\\par}", "停火"),
            ("{\\rtf1{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}}A \\f1\\'cc\\'e8\\'f0\\f0  B\\par}", "A Мир B"),
            ("{\\rtf1\\uc1 \\u1605?\\u1610?\\u1575?\\u1607? \\u-10179?\\u-8704?\\par}", "مياه 😀"),
            ("{\\rtf1\\uc2 \\u233\\'c3\\'a9t\\u233\\'c3\\'a9\\par}", "été"),
            ("{\\rtf1 a\\~b\\_c\\-d \\ldblquote e\\rdblquote\\emdash f\\{g\\}\\par}", "a\u{a0}b\u{2011}cd “e”—f{g}"),
        ] {
            assert_eq!(whole(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_text_is_left_out() {
        let text = "{\\rtf1{\\fonttbl\\f0 Arial;}{\\colortbl;\\red0;}{\\*\\generator Writer;}{\\info{\\author Nobody}{\\title Lake Pact}}\
            {\\header Page head\\par}{\\footer 3\\par}The {\\v hidden }boats{\\deleted  big} rest{\\*\\bkmkstart x}{\\pict 00ff}.\
            {\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt  See map}}\\par}";
        assert_eq!(whole(text), "The boats rest. See map");
        let bytes = text.as_bytes();
        let read = read("a.rtf", bytes).unwrap();
        assert_eq!((read.title.as_deref(), read.warnings.len()), (Some("Lake Pact"), 1));
    }

    #[test]
    fn paragraphs_lists_tables_and_notes_are_told_apart() {
        let text = "{\\rtf1{\\stylesheet{\\s1\\outlinelevel0 heading 1;}}\\pard\\s1 Wells\\par\\pard{\\listtext 1.\\tab}\\ilvl0 All share{\\footnote Also guests.\\par}.\\par\
            \\pard\\intbl Post\\cell Head\\par two\\cell\\row\\pard After.\\par}";
        let row = |kind, label: Option<&str>, text: &str| (kind, label.map(str::to_owned), text.to_owned());
        assert_eq!(
            blocks(text),
            [
                row(BlockKind::Heading(1), None, "Wells"),
                row(BlockKind::ListItem(0), Some("1."), "All share."),
                row(BlockKind::TableRow, None, "Post | Head\ntwo"),
                row(BlockKind::Paragraph, None, "After."),
                row(BlockKind::Footnote, None, "Also guests."),
            ]
        );
    }

    #[test]
    fn damaged_files_end() {
        for text in ["{\\rtf1", "{\\rtf1 a}}}b", "{\\rtf1\\bin99999999 x}", "{\\rtf1\\u", "{\\rtf1\\'", "{\\rtf1\\'zz a\\par}", "\\"] {
            let _ = read("a.rtf", text.as_bytes());
        }
        assert!(read("a.rtf", "{".repeat(10_000).as_bytes()).is_err());
    }
}
