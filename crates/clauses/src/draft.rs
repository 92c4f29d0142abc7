//! A draft as its parts: provisions with their labels and sentences, the preamble, the
//! signature block, the annexes.

use crate::dates::{Day, days};
use crate::fold::{Folded, folded};
use crate::grammar::{Form, Grammar};
use crate::labels::{Label, label_of};
use crate::numbers::{Number, numbers};
use methods::segments::{Block, Level, Segment, segment};
use std::ops::Range;

/// Which part of a text a provision belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zone {
    Title,
    Preamble,
    Body,
    Signing,
    Annex,
}

/// A provision with all that is read out of it once.
#[derive(Debug)]
pub(crate) struct Provision {
    pub path: String,
    pub label: Option<Label>,
    pub level: Level,
    pub parent: Option<usize>,
    /// The outermost numbered provision that it stands in, or itself.
    pub article: usize,
    pub zone: Zone,
    /// Heading and text as written.
    pub raw: String,
    pub folded: Folded,
    /// How many bytes of the folded text are the heading.
    pub heading: usize,
    /// Sentences of the folded text.
    pub sentences: Vec<Range<usize>>,
    pub numbers: Vec<Number>,
    pub days: Vec<Day>,
}

impl Provision {
    pub(crate) fn text(&self) -> &str {
        &self.folded.text
    }

    /// The words as written of a range of the folded text.
    pub(crate) fn words(&self, range: Range<usize>) -> String {
        self.raw[self.folded.back(range)].trim().to_owned()
    }

    /// The sentence around a place.
    pub(crate) fn sentence_at(&self, at: usize) -> Range<usize> {
        self.sentences.iter().find(|sentence| sentence.contains(&at)).cloned().unwrap_or(0..self.text().len())
    }

    pub(crate) fn is_operative(&self) -> bool {
        matches!(self.zone, Zone::Body | Zone::Annex)
    }

    pub(crate) fn numbers_in<'a>(&'a self, range: &'a Range<usize>) -> impl Iterator<Item = &'a Number> {
        let from = self.numbers.partition_point(|number| number.at.start < range.start);
        self.numbers[from..].iter().take_while(|number| number.at.start < range.end)
    }

    pub(crate) fn days_in<'a>(&'a self, range: &'a Range<usize>) -> impl Iterator<Item = &'a Day> {
        let from = self.days.partition_point(|day| day.at.start < range.start);
        self.days[from..].iter().take_while(|day| day.at.start < range.end)
    }
}

/// A draft as its parts.
pub(crate) struct Draft {
    pub grammar: &'static Grammar,
    pub provisions: Vec<Provision>,
}

/// A sentence of a draft: the provision and the range in its folded text.
#[derive(Debug, Clone)]
pub(crate) struct Sentence<'a> {
    pub index: usize,
    pub provision: &'a Provision,
    pub at: Range<usize>,
}

impl<'a> Sentence<'a> {
    pub(crate) fn text(&self) -> &'a str {
        &self.provision.folded.text[self.at.clone()]
    }

    pub(crate) fn words(&self) -> String {
        self.provision.words(self.at.clone())
    }
}

impl Draft {
    pub(crate) fn read(blocks: &[Block], grammar: &'static Grammar) -> Draft {
        let cut = segment(blocks, Some(grammar.language));
        let mut provisions: Vec<Provision> = Vec::with_capacity(cut.len());
        // Where each segment begins among the provisions: lines of signatures are one each.
        let mut begins: Vec<usize> = Vec::with_capacity(cut.len());
        for found in cut.into_iter().flat_map(|found| by_line(grammar, found)) {
            let (found, is_first) = found;
            if is_first {
                begins.push(provisions.len());
            }
            let parent = found.parent.map(|parent| begins[parent]);
            let mut raw = found.heading.unwrap_or_default();
            let heading_end = folded(&raw).len();
            if !raw.is_empty() && !found.text.is_empty() {
                raw.push('\n');
            }
            raw.push_str(&found.text);
            let folded = Folded::of(&raw);
            let article = parent
                .map(|parent| &provisions[parent])
                .filter(|above| above.level != Level::Part || above.label.as_ref().is_some_and(|label| label.is_article()));
            let article = article.map_or(provisions.len(), |above| above.article);
            provisions.push(Provision {
                path: found.path,
                label: found.label.as_deref().and_then(|label| label_of(grammar, label)),
                level: found.level,
                parent,
                article,
                zone: Zone::Body,
                sentences: sentences(&folded.text),
                numbers: numbers(grammar, &folded.text),
                days: days(grammar, &folded.text),
                raw,
                folded,
                heading: heading_end,
            });
        }
        let mut draft = Draft { grammar, provisions };
        draft.set_zones();
        draft
    }

    fn set_zones(&mut self) {
        let annex = self.provisions.iter().position(|provision| self.is_annex(provision));
        let last = annex.unwrap_or(self.provisions.len());
        let first_mark = self.provisions.iter().position(|provision| provision.label.is_some());
        for (at, provision) in self.provisions.iter_mut().enumerate() {
            provision.zone = if at >= last {
                Zone::Annex
            } else if at == 0 && provision.label.is_none() && provision.raw.chars().count() < 300 {
                Zone::Title
            } else if first_mark.is_some_and(|first| at < first) && (provision.level == Level::Preamble || provision.parent.is_none()) {
                Zone::Preamble
            } else {
                Zone::Body
            };
        }
        // A text may sign once at the end of its body, and once behind its annexes.
        self.set_signing(0, last);
        if last < self.provisions.len() {
            self.set_signing(last + 1, self.provisions.len());
        }
    }

    /// Whether a provision heads an annex: by its label, or as a short line that begins with the word.
    pub(crate) fn is_annex(&self, provision: &Provision) -> bool {
        let text = provision.text();
        let heads = || {
            self.grammar.re(Form::AnnexWord).find(text).is_some_and(|found| {
                found.start() == 0 && text[found.end()..].trim_start_matches(' ').starts_with([':', '-', '.', '\n'])
                    || found.start() == 0 && found.end() == text.trim_end().len()
            })
        };
        provision.label.as_ref().map_or_else(|| text.chars().count() < 120 && heads(), Label::is_annex)
    }

    /// Marks the lines of place, date and names that end before a provision.
    fn set_signing(&mut self, from: usize, end: usize) {
        let may_sign = |provision: &Provision| {
            let short = provision.raw.lines().all(|line| line.chars().count() <= 240);
            provision.label.is_none() && short && provision.zone != Zone::Preamble && provision.zone != Zone::Title
        };
        let run = self.provisions[from.min(end)..end].iter().rev().take_while(|provision| may_sign(provision)).count();
        let opens = |provision: &Provision| {
            let first = provision.text().lines().next().unwrap_or_default();
            provision.label.is_none()
                && (self.signs(first)
                    || self.is_place_and_date(provision)
                    || (self.grammar.has(Form::Closing, first) && (first.chars().count() < 60 || !provision.days.is_empty())))
        };
        let Some(start) = (end - run..end).find(|at| opens(&self.provisions[*at])) else { return };
        for provision in &mut self.provisions[start..end] {
            provision.zone = Zone::Signing;
        }
    }

    /// Whether somebody signs on this line.
    pub(crate) fn signs(&self, line: &str) -> bool {
        signs(self.grammar, line)
    }

    fn is_place_and_date(&self, provision: &Provision) -> bool {
        let text = provision.text();
        text.chars().count() < 120 && provision.days.iter().any(|day| day.year.is_some()) && !self.grammar.has(Form::Verifies, text) && {
            let without: usize = provision.days.iter().map(|day| day.at.len()).sum();
            // Besides the date there is little more than a place, and no deadline.
            let words = text.split_whitespace().count();
            let is_duty = self.grammar.has(Form::DeadlineWords, text) || self.grammar.has(Form::Prohibition, text);
            text.len() - without < 70 && words < 14 && !is_duty
        }
    }

    /// All sentences of the operative part, headings left out.
    pub(crate) fn operative(&self) -> impl Iterator<Item = Sentence<'_>> {
        self.sentences().filter(|sentence| sentence.provision.is_operative() && sentence.at.start >= sentence.provision.heading)
    }

    /// All sentences.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        self.provisions
            .iter()
            .enumerate()
            .flat_map(|(index, provision)| provision.sentences.iter().map(move |at| Sentence { index, provision, at: at.clone() }))
    }

    pub(crate) fn has_operative(&self, form: Form) -> bool {
        self.operative().any(|sentence| self.grammar.has(form, sentence.text()))
    }

    /// Whether two provisions stand in the same article.
    pub(crate) fn same_article(&self, a: usize, b: usize) -> bool {
        self.provisions[a].article == self.provisions[b].article
    }
}

/// Whether somebody signs on this line.
fn signs(grammar: &Grammar, line: &str) -> bool {
    if grammar.language == methods::language::Language::Chinese {
        return line.chars().count() <= 60 && (line.contains("代表") || line.contains("签字")) && !line.ends_with('。');
    }
    grammar.has(Form::SignsFor, line) && !line.trim_end().ends_with(['.', ';', ':'])
}

/// A segment as it is, or line by line where several sign under each other in it, as in a text
/// whose lines are one paragraph; and whether each is the first of its segment.
fn by_line(grammar: &Grammar, found: Segment) -> Vec<(Segment, bool)> {
    let lines: Vec<&str> = found.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let are_signatures = found.label.is_none()
        && found.heading.is_none()
        && lines.len() > 1
        && lines.iter().all(|line| line.chars().count() <= 120)
        && lines.iter().filter(|line| signs(grammar, &Folded::of(line).text)).count() > 1;
    if !are_signatures {
        return vec![(found, true)];
    }
    let one = |(at, line): (usize, &&str)| (Segment { text: (*line).to_owned(), ..found.clone() }, at == 0);
    lines.iter().enumerate().map(one).collect()
}

/// Sentences end with a stop before a space, with a Chinese stop, or with a line. Colons and
/// semicolons do not end them: what a list opens with governs its items.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut take = |from: usize, to: usize| {
        let piece = &text[from..to];
        let skipped = piece.len() - piece.trim_start().len();
        if !piece.trim().is_empty() {
            out.push(from + skipped..from + piece.trim_end().len());
        }
    };
    for (at, sign) in text.char_indices() {
        let end = at + sign.len_utf8();
        let ends = match sign {
            '\n' | '。' | '!' | '?' => true,
            '.' => {
                let rest = &text[end..];
                let before = &text[start..at];
                let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
                rest.starts_with([' ', '\n', '"', ')']) && !is_shortened(word) && !rest.trim_start().starts_with([')', ',', ';'])
                    || rest.is_empty()
            }
            _ => false,
        };
        if ends {
            take(start, end);
            start = end;
        }
    }
    take(start, text.len());
    out
}

/// Words that are written short, with a stop that ends no sentence.
fn is_shortened(word: &str) -> bool {
    const SHORT: [&str; 34] = [
        "art", "arts", "para", "paras", "par", "al", "no", "nos", "nr", "sec", "ch", "cf", "mr", "mrs", "dr", "st", "gen", "col", "lt",
        "ст", "п", "пп", "г", "гг", "им", "т", "см", "стр", "ул", "num", "inc", "parr", "sept", "hon",
    ];
    SHORT.contains(&word) || (word.chars().count() == 1 && word.chars().all(|c| c.is_ascii_alphabetic()))
}
