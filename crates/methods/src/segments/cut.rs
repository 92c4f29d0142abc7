//! Going down the lines of a text: each is given its place below what is open.

mod place;
mod sentences;

use sentences::{announces_next, ends_sentence, is_title, label_of, pieces};

use super::lines::{Line, LineKind};
use super::marks::{self, Family, Mark, Numbers, RUNNING};
use super::{Segment, levels, order, paths};
use std::collections::{HashMap, HashSet};

/// Depth of the highest heading that a file marks as one, and of lines that look like one.
const HEADINGS: u16 = 40;
const LIKE_HEADING: u16 = 48;

/// What a segment came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Mark(Family),
    Heading,
    Plain,
    Row,
}

pub(super) fn cut(lines: &[Line]) -> Vec<Segment> {
    let counts = |line: &Line| line.mark.is_some_and(|mark| mark.number == 1);
    let mut highest = lines.iter().filter(|line| line.kind == LineKind::Heading(1) && line.mark.is_none());
    let has_title = lines.first().is_some_and(|line| line.kind == LineKind::Heading(1) && line.mark.is_none()) && highest.nth(1).is_none();
    let mut cut = Cut { has_marks: lines.iter().any(counts), depths: order::depths(lines), ..Cut::default() };
    for (at, line) in lines.iter().enumerate() {
        cut.next = lines.get(at + 1).and_then(|next| next.mark);
        cut.take(line, at == 0 && has_title);
    }
    let Cut { mut out, origins, begun, .. } = cut;
    levels::set(&mut out, &origins, begun);
    paths::set(&mut out);
    out
}

/// Something that is open while we go down the text.
struct Open {
    /// A paragraph with a list below it has none.
    family: Option<Family>,
    depth: u16,
    /// The level of a heading that the file marks as one; 0 for all else.
    heading: u8,
    index: usize,
    last: u32,
    /// All its numbers, as 1, 2 of 1.2.
    numbers: Numbers,
}

#[derive(Default)]
struct Cut {
    out: Vec<Segment>,
    origins: Vec<Origin>,
    open: Vec<Open>,
    /// The last number of each family, open or not: some numbering runs on through the parts.
    seen: HashMap<Family, u32>,
    /// Which families have numbered something below which segment.
    lists: HashSet<(Option<usize>, Family)>,
    /// How deep the families with a word stand in this text.
    depths: HashMap<Family, u16>,
    /// Whether the text has any marks that count.
    has_marks: bool,
    /// The first numbered thing or heading; before it stands the preamble.
    begun: Option<usize>,
    /// The mark of the line that comes next.
    next: Option<Mark>,
    /// A mark or heading without text yet: text that follows at once belongs to it.
    awaiting: Option<usize>,
}

impl Cut {
    fn take(&mut self, line: &Line, is_title: bool) {
        if is_title {
            self.push(Origin::Plain, None, None, line.text.clone(), None);
            return;
        }
        match line.mark {
            Some(mark) if self.fits(&mark, line) => self.marked(mark, line),
            _ => match line.kind {
                LineKind::Row => self.row(&line.text),
                LineKind::Name => self.name(&line.text),
                LineKind::Heading(n) => self.heading(&line.text, n),
                LineKind::LikeHeading if self.is_heading() => self.heading(&line.text, 0),
                _ => self.plain(&line.text),
            },
        }
    }

    /// A year or a number inside a sentence is no mark: a plain number must begin a sequence
    /// or go on with one.
    fn fits(&self, mark: &Mark, line: &Line) -> bool {
        if line.label.is_some() || !mark.needs_sequence || mark.number <= 1 || matches!(line.kind, LineKind::Heading(_)) {
            return true;
        }
        let least = u32::from(!mark.is_inserted);
        let follows = |last: u32| (last + least..=last + 3).contains(&mark.number);
        let families = [Some((mark.family, mark.number)), mark.otherwise];
        let goes_on = |(family, number): (Family, u32)| {
            let follows = |last: u32| (last + least..=last + 3).contains(&number);
            self.seen.get(&family).is_some_and(|last| follows(*last))
                || self.open.iter().any(|o| o.family == Some(family) && follows(o.last))
        };
        families.into_iter().flatten().any(goes_on) || (self.open.is_empty() && follows(0))
    }

    /// Lines in capitals before the first mark are the title and the opening of a text.
    fn is_heading(&self) -> bool {
        self.awaiting.is_some() || self.begun.is_some() || (!self.has_marks && self.origins.len() > 1)
    }

    /// `(i)` may be the letter after `(h)` or the first roman number.
    fn settle(&self, mut mark: Mark) -> Mark {
        // Text recognition reads a large I for the l behind k.
        let is_small_l = mark.family == Family::UpperRoman && mark.number == 1 && mark.otherwise == Some((Family::UpperLetter, 9));
        if is_small_l && self.open.last().is_some_and(|open| open.family == Some(Family::Letter) && open.last == 11) {
            (mark.family, mark.number, mark.otherwise) = (Family::Letter, 12, None);
        }
        if let Some((family, number)) = mark.otherwise {
            let goes_on = |family: Family, number: u32| self.open.iter().any(|o| o.family == Some(family) && o.last + 1 == number);
            if !goes_on(mark.family, mark.number) && goes_on(family, number) {
                (mark.family, mark.number) = (family, number);
            }
        }
        mark
    }

    fn marked(&mut self, mark: Mark, line: &Line) {
        let mut mark = self.settle(mark);
        let heading = if let LineKind::Heading(n) = line.kind { n } else { 0 };
        // Numbered headings are a family of their own beside the numbered paragraphs below them.
        if heading > 0 && mark.family.fixed_depth().is_none() {
            mark.family = Family::Heading;
        }
        let depth = self.open_for(&mark, heading);
        let parent = self.open.last().map(|open| open.index);
        let apart = line.label.is_some() && mark.end == 0;
        let visible = |text: &str| text.trim_matches(|c: char| c.is_whitespace() || marks::is_unseen(c)).to_owned();
        let rest = if apart { line.text.trim().to_owned() } else { visible(&line.text[mark.end.min(line.text.len())..]) };
        let rest = rest.as_str();
        let label = if apart { line.label.clone().unwrap_or_default() } else { label_of(&visible(&line.text[..mark.end])) };
        let is_title = !rest.is_empty() && (heading > 0 || (mark.family.is_titled() && is_title(rest)));
        let (title, text) = if is_title { (Some(rest.to_owned()), String::new()) } else { (None, rest.to_owned()) };
        if let (Family::Decimal(2), Some(parent)) = (mark.family, parent) {
            self.title_above(parent);
        }
        let index = self.push(Origin::Mark(mark.family), Some(label), title, text, parent);
        self.open.push(Open { family: Some(mark.family), depth, heading, index, last: mark.number, numbers: mark.numbers });
        self.seen.insert(mark.family, mark.number);
        self.lists.insert((parent, mark.family));
        self.awaiting = (mark.family.is_titled() || rest.is_empty()).then_some(index);
        if mark.family != Family::Bullet {
            self.begun.get_or_insert(index);
        }
    }

    /// What stands before `1.1` behind `1.` is its title.
    fn title_above(&mut self, parent: usize) {
        let above = &mut self.out[parent];
        if self.origins[parent] == Origin::Mark(Family::Number)
            && above.heading.is_none()
            && parent + 1 == self.origins.len()
            && is_title(&above.text)
        {
            above.heading = Some(std::mem::take(&mut above.text));
        }
    }

    fn heading(&mut self, text: &str, level: u8) {
        // Under an article that has neither heading nor text yet, the line is its heading.
        if let Some(at) = self.awaiting
            && self.out[at].label.is_some()
            && self.out[at].text.is_empty()
            && self.out[at].heading.is_none()
        {
            self.out[at].heading = Some(text.to_owned());
            return;
        }
        let depth = self.open_fixed(if level == 0 { LIKE_HEADING } else { HEADINGS + u16::from(level) }, level);
        let parent = self.open.last().map(|open| open.index);
        let index = self.push(Origin::Heading, None, Some(text.to_owned()), String::new(), parent);
        self.open.push(Open { family: Some(Family::Heading), depth, heading: level, index, last: 0, numbers: Numbers::default() });
        self.awaiting = None;
        self.begun.get_or_insert(index);
    }

    fn plain(&mut self, text: &str) {
        if let Some(at) = self.awaiting.take()
            && self.out[at].text.is_empty()
        {
            let titled = matches!(self.origins[at], Origin::Mark(family) if family.is_titled());
            if titled && self.out[at].heading.is_none() && is_title(text) && !text.starts_with(char::is_lowercase) {
                self.out[at].heading = Some(text.to_owned());
                self.awaiting = Some(at);
            } else {
                text.clone_into(&mut self.out[at].text);
            }
            return;
        }
        if self.is_titled_by_last(text)
            && let Some(last) = self.out.last_mut()
        {
            last.heading = Some(std::mem::replace(&mut last.text, text.to_owned()));
            return;
        }
        // A line that goes on with what stands before it belongs to it.
        if let Some(last) = self.out.last_mut()
            && !last.text.is_empty()
            && !ends_sentence(&last.text)
            && (last.label.is_some() || !last.text.ends_with([',', '،']))
            && !announces_next(&last.text)
            && text.starts_with(char::is_lowercase)
        {
            last.text = format!("{}\n{text}", last.text);
            return;
        }
        if let Some(parent) = self.list_around(text) {
            self.push(Origin::Plain, None, None, text.to_owned(), parent);
            return;
        }
        let parent = self.announced().or_else(|| {
            self.close_paragraphs();
            self.open.last().map(|open| open.index)
        });
        self.set_apart(parent);
        for piece in pieces(text) {
            self.push(Origin::Plain, None, None, piece.to_owned(), parent);
        }
    }

    /// What a list stands below that goes on, or begins, right behind a title inside it:
    /// `(b) … Water (c) …`.
    fn list_around(&mut self, text: &str) -> Option<Option<usize>> {
        let next = self.next.filter(|next| next.family.is_of_items() && next.family != Family::Bullet)?;
        if !is_title(text) || !text.starts_with(char::is_uppercase) {
            return None;
        }
        let goes_on = |open: &Open| {
            let is_next = |(family, number): (Family, u32)| open.family == Some(family) && open.last + 1 == number;
            is_next((next.family, next.number)) || next.otherwise.is_some_and(is_next)
        };
        if let Some(at) = self.open.iter().rposition(goes_on) {
            self.open.truncate(at + 1);
            return Some(at.checked_sub(1).map(|above| self.open[above].index));
        }
        let (last, above) = (self.out.last()?, self.open.last()?);
        (next.number == 1 && above.index + 1 == self.out.len() && last.text.ends_with([':', '：'])).then_some(Some(above.index))
    }

    /// The item that announces what follows without a mark: `2. The parties shall:`. Its list ends
    /// with the full stop behind parts that end in semicolons.
    fn announced(&self) -> Option<usize> {
        let last = self.out.len().checked_sub(1)?;
        let item = if self.origins[last] == Origin::Plain { self.out[last].parent? } else { last };
        let is_item = matches!(self.origins[item], Origin::Mark(_)) && self.open.last().is_some_and(|open| open.index == item);
        let part = |at: usize, signs: [char; 2]| at > item && self.out[at].text.ends_with(signs);
        let is_over = part(last, ['.', '。']) && part(last - 1, [';', '；']);
        (is_item && self.out[item].text.ends_with([':', '：']) && !is_over).then_some(item)
    }

    /// Where an article with a heading has several paragraphs, the first is one of them.
    fn set_apart(&mut self, parent: Option<usize>) {
        let Some(at) = parent.filter(|at| at + 1 == self.out.len() && self.out[*at].heading.is_some()) else { return };
        if !self.out[at].text.is_empty() {
            let text = std::mem::take(&mut self.out[at].text);
            self.push(Origin::Plain, None, None, text, parent);
        }
    }

    /// Those who sign stand below what they sign, each block of names by itself.
    fn name(&mut self, text: &str) {
        self.awaiting = None;
        self.close_paragraphs();
        self.open.clear();
        self.push(Origin::Plain, None, None, text.to_owned(), None);
    }

    /// Whether the item before a sentence is its title, as in `1. Term` above a paragraph. The
    /// last of several items in a row is an item.
    fn is_titled_by_last(&self, text: &str) -> bool {
        let [.., before, last] = self.origins.as_slice() else { return false };
        let number = Origin::Mark(Family::Number);
        let above = self.out.last().filter(|above| above.heading.is_none() && !above.text.is_empty() && is_title(&above.text));
        *last == number && *before != number && above.is_some() && ends_sentence(text) && !text.starts_with(char::is_lowercase)
    }

    /// Closes what runs on, down to the last article, part or section with a title.
    fn close_paragraphs(&mut self) {
        let out = &self.out;
        while self.open.pop_if(|open| open.depth >= RUNNING && out[open.index].heading.is_none()).is_some() {}
    }

    /// A row stands below the paragraph that announces its table, or below the section.
    fn row(&mut self, text: &str) {
        self.awaiting = None;
        let last = self.out.len().checked_sub(1);
        let parent = match last.map(|at| (at, self.origins[at])) {
            Some((at, Origin::Row)) => self.out[at].parent,
            Some((at, _)) if self.out[at].text.ends_with([':', '：']) => Some(at),
            _ => {
                self.close_paragraphs();
                self.open.last().map(|open| open.index)
            }
        };
        for piece in pieces(text) {
            self.push(Origin::Row, None, None, piece.to_owned(), parent);
        }
    }

    fn push(&mut self, origin: Origin, label: Option<String>, heading: Option<String>, text: String, parent: Option<usize>) -> usize {
        self.origins.push(origin);
        self.out.push(Segment { level: super::Level::Paragraph, label, path: String::new(), heading, text, parent });
        self.out.len() - 1
    }
}

fn below(open: &Open) -> u16 {
    open.depth.max(RUNNING - 1).saturating_add(1)
}
