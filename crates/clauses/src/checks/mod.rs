//! The rules, each on its own.

mod actors;
mod bodies;
mod dates;
mod duties;
mod numbering;
mod placeholders;
mod protection;
mod quantities;
mod ranges;
mod references;
mod terms;
mod timetable;

use crate::reading::Reading;
use crate::report::{Finding, Note};

/// All findings in the order of the text, and what could not be told.
pub(crate) fn run(reading: &Reading) -> (Vec<Finding>, Vec<Note>) {
    let mut out = Vec::new();
    let mut notes = Vec::new();
    terms::check(reading, &mut out);
    references::check(reading, &mut out);
    actors::check(reading, &mut out, &mut notes);
    bodies::check(reading, &mut out);
    dates::check(reading, &mut out, &mut notes);
    timetable::check(reading, &mut out);
    quantities::check(reading, &mut out);
    ranges::check(reading, &mut out, &mut notes);
    numbering::check(reading, &mut out);
    placeholders::check(reading, &mut out);
    protection::check(reading, &mut out);
    duties::check(reading, &mut out, &mut notes);
    let place = |finding: &Finding| {
        let at = finding.provision.as_ref().and_then(|path| reading.draft.provisions.iter().position(|provision| provision.path == *path));
        at.map_or(0, |at| at + 1)
    };
    out.sort_by_key(|finding| (place(finding), finding.rule));
    (out, notes)
}
