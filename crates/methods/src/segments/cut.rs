//! Going down the lines of a text: each is given its place below what is open.

use super::lines::{Line, LineKind};
use super::marks::{self, Family, Mark, Numbers, RUNNING};
use super::{Segment, levels, order, paths};
use std::collections::{HashMap, HashSet};

/// A text without any numbering longer than this is cut at sentence ends.
// 1,400 characters are about a third of a printed page: still read at a glance.
const LONG: usize = 1_400;
/// A heading is not longer than this.
const HEADING_MAX: usize = 160;
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

    /// Closes what a mark ends, and tells how deep it stands.
    fn open_for(&mut self, mark: &Mark, heading: u8) -> u16 {
        let fixed =
            self.depths.get(&mark.family).copied().or(mark.family.fixed_depth()).or((heading > 0).then(|| HEADINGS + u16::from(heading)));
        if let Some(fixed) = fixed {
            return self.open_fixed(fixed, heading);
        }
        let (keep, depth) = self.place(mark);
        self.open.truncate(keep);
        depth
    }

    /// Words and headings have their depth; a heading always stands below a higher one.
    fn open_fixed(&mut self, depth: u16, heading: u8) -> u16 {
        let above = self.open.iter().rev().find(|open| open.heading > 0 && open.heading < heading);
        let depth = above.map_or(depth, |open| depth.max(open.depth + 1));
        self.open.retain(|open| open.depth < depth);
        depth
    }

    /// How much of what is open stays open, and how deep a mark without a word stands.
    fn place(&mut self, mark: &Mark) -> (usize, u16) {
        let same = |open: &&Open| open.family == Some(mark.family);
        let least = u32::from(!mark.is_inserted);
        let gap = |open: &Open| mark.number.checked_sub(open.last).filter(|gap| (least..=3).contains(gap));
        let of = |most: u32| self.open.iter().rposition(|open| same(&open) && gap(open).is_some_and(|gap| gap <= most));
        if matches!(mark.family, Family::Decimal(_))
            && let Some(found) = self.place_decimal(mark)
        {
            return found;
        }
        if let Some(at) = of(1).or_else(|| of(3)) {
            return (at, self.open[at].depth);
        }
        let known = self.open.iter().rposition(|open| same(&open));
        if let Some(at) = known.filter(|_| mark.number != 1 || matches!(mark.family, Family::Decimal(_))) {
            return (at, self.open[at].depth);
        }
        if let Some(at) = self.list_above(mark) {
            return (at, at.checked_sub(1).map_or(RUNNING, |at| below(&self.open[at])));
        }
        self.open_paragraph(mark);
        (self.open.len(), self.open.last().map_or(RUNNING, below))
    }

    /// 1.2 stands beside 1.1 and below 1, whatever is open between them.
    fn place_decimal(&self, mark: &Mark) -> Option<(usize, u16)> {
        let above = mark.numbers.above();
        let find = |fits: &dyn Fn(&Open) -> bool| self.open.iter().rposition(fits);
        let is_beside = |open: &Open| open.family == Some(mark.family) && open.numbers.above() == above;
        if let Some(at) = find(&is_beside) {
            return Some((at, self.open[at].depth));
        }
        // What it stands below has just these numbers before its own last one.
        let counts = |open: &Open| open.family.is_some_and(|family| !family.is_of_items() && family != mark.family);
        let is_above = |open: &Open| match above {
            [one] => counts(open) && open.numbers.as_slice().len() < 2 && open.last == *one,
            _ => open.numbers.as_slice() == above,
        };
        let is_far_above = |open: &Open| {
            let numbers = open.numbers.as_slice();
            matches!(open.family, Some(Family::Decimal(_) | Family::Number)) && !numbers.is_empty() && above.starts_with(numbers)
        };
        if let Some(at) = find(&is_above).or_else(|| find(&is_far_above)) {
            return Some((at + 1, below(&self.open[at])));
        }
        // 2.1 behind 1.3, without a 2 above it, leaves what 1 holds.
        let at = self.open.iter().position(|open| matches!(open.family, Some(Family::Decimal(_))))?;
        let is_other = |open: &Open| matches!(open.family, Some(Family::Number)) && open.last != mark.numbers.as_slice()[0];
        let at = at.checked_sub(1).filter(|at| is_other(&self.open[*at])).unwrap_or(at);
        Some((at, self.open[at].depth))
    }

    /// How much is open around a closed list that a mark goes on with.
    fn list_above(&self, mark: &Mark) -> Option<usize> {
        self.seen.get(&mark.family).filter(|last| (1..=3).contains(&mark.number.saturating_sub(**last)))?;
        // No further out than the part, article or titled section that is open.
        let holds = |open: &Open| open.depth < RUNNING || self.out[open.index].heading.is_some();
        let least = self.open.iter().rposition(holds).map_or(0, |at| at + 1);
        let parent = |at: usize| at.checked_sub(1).map(|at| self.open[at].index);
        (least..=self.open.len()).rev().find(|at| self.lists.contains(&(parent(*at), mark.family)))
    }

    /// A list stands below the paragraph that announces it. Where a numbering begins anew, the
    /// paragraph right before it is what it belongs to; a short one is its heading.
    fn open_paragraph(&mut self, mark: &Mark) {
        let Some(index) = self.out.len().checked_sub(1) else { return };
        if self.origins[index] != Origin::Plain || self.begun.is_none() {
            return;
        }
        let announces = self.out[index].text.ends_with([':', '：']) && mark.family.is_of_items();
        let anew = mark.number == 1 && self.lists.contains(&(self.out[index].parent, mark.family));
        if !anew && !announces {
            return;
        }
        self.close_paragraphs();
        if !announces && is_title(&self.out[index].text) {
            let text = std::mem::take(&mut self.out[index].text);
            self.out[index].heading = Some(text);
            self.origins[index] = Origin::Heading;
        }
        let depth = self.open.last().map_or(RUNNING, below);
        self.open.push(Open { family: None, depth, heading: 0, index, last: 0, numbers: Numbers::default() });
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
        self.close_paragraphs();
        let parent = self.open.last().map(|open| open.index);
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

/// A label as written. The stretch that Persian sets as a dash behind a number is written as one.
fn label_of(text: &str) -> String {
    match text.strip_suffix('\u{0640}') {
        Some(rest) if rest.ends_with(|c: char| c.is_numeric() || c == ' ') => format!("{rest}-"),
        _ => text.to_owned(),
    }
}

fn below(open: &Open) -> u16 {
    open.depth.max(RUNNING - 1).saturating_add(1)
}

/// Whether a text may be a title: short, and neither a sentence nor a clause.
fn is_title(text: &str) -> bool {
    text.chars().count() <= HEADING_MAX && !ends_sentence(text) && !text.ends_with([',', '،', '，'])
}

/// Whether a text is an item of a list before its last one: `… of war; and`.
fn announces_next(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches([',', '،']);
    let Some((before, word)) = text.rsplit_once(char::is_whitespace) else { return false };
    matches!(word, "and" | "or" | "et" | "ou" | "y" | "o" | "и" | "или") && before.trim_end().ends_with([';', ',', '؛', '،'])
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', ';', ':', '。', '；', '：', '؟', '؛', '۔'])
}

/// A long text without structure, cut at sentence ends.
fn pieces(text: &str) -> Vec<&str> {
    if text.chars().count() <= LONG + LONG / 2 {
        return vec![text];
    }
    let mut out = Vec::new();
    let (mut start, mut length) = (0, 0);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        length += 1;
        let after_sentence = matches!(before, '.' | '!' | '?' | ';' | '؟' | '؛') && c.is_whitespace();
        if length >= LONG && (after_sentence || matches!(before, '。' | '；')) {
            out.push(text[start..at].trim());
            (start, length) = (at, 0);
        }
        before = c;
    }
    let rest = text[start..].trim();
    if !rest.is_empty() {
        out.push(rest);
    }
    out
}
