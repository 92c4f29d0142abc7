//! What a control word does.

use super::codes::{NO_TEXT, of_charset, of_page};
use super::{Form, Goal, Rtf};
use encoding_rs::Encoding;

impl Rtf<'_> {
    pub(super) fn word(&mut self, word: &str, number: Option<i32>) {
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

    pub(super) fn encode(&mut self, encoding: &'static Encoding) {
        self.ansi = encoding;
        self.group().encoding = encoding;
    }

    /// Words that stand for a letter or a sign.
    pub(super) fn character(&mut self, word: &str, number: Option<i32>) -> bool {
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
    pub(super) fn unicode(&mut self, number: i32) {
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
    pub(super) fn destination(&mut self, word: &str) -> bool {
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
    pub(super) fn formed(&mut self, word: &str, number: Option<i32>) -> bool {
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
    pub(super) fn ended(&mut self, word: &str) -> bool {
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
}
