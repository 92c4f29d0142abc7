//! A comparison as a Word file with tracked changes: accepting them all gives the new text,
//! refusing them all the old one, word for word.

use crate::text::Wording;
use methods::difference::{self, Change as Piece};
use methods::language::Language;
use methods::segments::BlockKind;
use methods::versions::{Match, matched};
use platform::Result;
use platform::docx::{Docx, Paragraph, Run, Style, Track, Tracked};

/// The Word file of what changed from `a` to `b`; `day` is the day that stands at each change.
pub(crate) fn docx(a: &Wording, b: &Wording, day: &str) -> Result<Vec<u8>> {
    let language = b.language().or_else(|| a.language());
    let rtl = language.is_some_and(Language::is_rtl);
    let tracked = Tracked { author: String::new(), day: day.to_owned() };
    Docx { paragraphs: paragraphs(&a.lines(), &b.lines(), rtl), language, tracked }.bytes()
}

type Line = (BlockKind, String);

fn paragraphs(old: &[Line], new: &[Line], rtl: bool) -> Vec<Paragraph> {
    let texts = |lines: &[Line]| lines.iter().map(|(_, text)| text.clone()).collect::<Vec<_>>();
    let matches = matched(&texts(old), &texts(new));
    let (mut by_old, mut by_new) = (vec![None; old.len()], vec![None; new.len()]);
    for (n, m) in matches.iter().enumerate() {
        (by_old[m.old], by_new[m.new]) = (Some(n), Some(n));
    }
    // The old index of the next line that stays, for every place of the new text.
    let mut until = vec![old.len(); new.len() + 1];
    for at in (0..new.len()).rev() {
        until[at] = by_new[at].map(|n: usize| matches[n]).filter(|m| !m.moved).map_or(until[at + 1], |m| m.old);
    }
    let writing = Writing { old, new, rtl };
    let mut out = Vec::new();
    let mut from = 0;
    for at in 0..=new.len() {
        while from < until[at] {
            out.push(match by_old[from] {
                Some(n) if matches[n].moved => writing.moved_from(&matches[n], n + 1),
                _ => writing.whole(&old[from], Track::Gone),
            });
            from += 1;
        }
        match (at < new.len()).then(|| by_new[at]) {
            Some(Some(n)) if matches[n].moved => out.push(writing.moved_to(&matches[n], n + 1)),
            Some(Some(n)) => {
                out.push(writing.kept(&matches[n]));
                from = matches[n].old + 1;
            }
            Some(None) => out.push(writing.whole(&new[at], Track::Added)),
            None => {}
        }
    }
    out
}

struct Writing<'a> {
    old: &'a [Line],
    new: &'a [Line],
    rtl: bool,
}

impl Writing<'_> {
    fn paragraph(&self, kind: BlockKind, mark: Track, runs: Vec<Run>) -> Paragraph {
        let style = if let BlockKind::Heading(level) = kind { Style::Heading(level) } else { Style::Text };
        Paragraph { style, rtl: self.rtl, mark, runs }
    }

    /// A line that came or went.
    fn whole(&self, (kind, text): &Line, track: Track) -> Paragraph {
        self.paragraph(*kind, track, vec![Run { track, ..Run::of(text) }])
    }

    /// The runs of a line in both texts: what is in both as `both`, what is only in the old as
    /// `gone` and only in the new as `added`, where these are told.
    fn runs(&self, m: &Match, both: Track, gone: Option<Track>, added: Option<Track>) -> Vec<Run> {
        let run = |text: String, track: Option<Track>| track.map(|track| Run { track, ..Run::of(text) });
        let pieces = difference::words(&self.old[m.old].1, &self.new[m.new].1).into_iter();
        let runs = pieces.filter_map(|piece| match piece {
            Piece::Equal(text) => run(text, Some(both)),
            Piece::Delete(text) => run(text, gone),
            Piece::Insert(text) => run(text, added),
        });
        runs.collect()
    }

    fn kept(&self, m: &Match) -> Paragraph {
        self.paragraph(self.new[m.new].0, Track::Kept, self.runs(m, Track::Kept, Some(Track::Gone), Some(Track::Added)))
    }

    /// Where it stood: its old words, of which those that it lost are deleted.
    fn moved_from(&self, m: &Match, number: usize) -> Paragraph {
        let track = Track::MovedFrom(number);
        self.paragraph(self.old[m.old].0, track, self.runs(m, track, Some(Track::Gone), None))
    }

    /// Where it stands now: its new words, of which those that it got are inserted.
    fn moved_to(&self, m: &Match, number: usize) -> Paragraph {
        let track = Track::MovedTo(number);
        self.paragraph(self.new[m.new].0, track, self.runs(m, track, None, Some(Track::Added)))
    }
}
