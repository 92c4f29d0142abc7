//! A draft checked: findings, coverage of building blocks, obligations and notes, in the shape
//! that programs read.

use crate::said::{self, Say};
use crate::text::{Known, Wording};
use clauses::Obligation;
use platform::docx;
use serde::Serialize;

/// A draft that was checked.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = DraftingChecked)]
pub struct Checked {
    /// The name that was given.
    pub file: String,
    /// Its language, declared or recognised; none where it is none of the six.
    pub language: Option<&'static str>,
    /// Its kind, declared or recognised; none where it cannot be told.
    pub kind: Option<&'static str>,
    /// Which building blocks it has.
    pub blocks: Vec<Covered>,
    /// What a drafter would mend, in the order of the text.
    pub findings: Vec<Finding>,
    /// What is worth a look, and what could not be told.
    pub notes: Vec<Note>,
    /// Who has to do what.
    pub obligations: Vec<Obligation>,
}

/// A block and how far a draft has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = DraftingCovered)]
pub struct Covered {
    /// The block, as in `humanitarian-access`.
    pub block: &'static str,
    /// `present`, `vague` or `missing`.
    pub state: &'static str,
    /// The provisions that speak of it, by path.
    pub provisions: Vec<String>,
    /// What comparable agreements did; none where nothing is known of any.
    pub precedents: Option<Precedents>,
}

/// What comparable agreements did about a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = DraftingPrecedents)]
pub struct Precedents {
    /// How many have it: an operative provision says who does what.
    pub n: usize,
    /// Of how many in which it could be observed: those whose whole text is held, translations
    /// once, the newest 60 at most.
    pub of: usize,
    /// Which set they come from: `ceasefire` or `agreement`, by the draft's kind.
    pub set: String,
    /// Up to three provisions to read, by id.
    pub examples: Vec<String>,
}

/// Something that a drafter would mend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = DraftingFinding)]
pub struct Finding {
    /// The rule.
    pub rule: &'static str,
    /// `fault`, `gap` or `look-again`.
    pub severity: &'static str,
    /// Path of the provision; none for the whole text.
    pub provision: Option<String>,
    /// The words looked at, as they stand there.
    pub words: String,
    /// Other places that belong to it.
    pub also: Vec<Place>,
    /// What is wrong.
    pub message: String,
    /// What to do next.
    pub remedy: String,
    /// Where the rule comes from.
    pub source: &'static str,
}

/// A place of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = DraftingPlace)]
pub struct Place {
    /// Path of the provision; none for the whole text.
    pub provision: Option<String>,
    /// The words there.
    pub words: String,
}

/// Something worth a look that is no fault, or that could not be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = DraftingNote)]
pub struct Note {
    /// Which note.
    pub note: String,
    /// Path of the provision; none for the whole text.
    pub provision: Option<String>,
    /// The words looked at.
    pub words: String,
    /// What is said about them.
    pub message: String,
}

/// Checks a draft.
pub(crate) fn check(draft: &Wording, known: &Known, say: &Say<'_>) -> Checked {
    let found = clauses::check(&draft.with(known));
    let of_file =
        draft.told.iter().map(|(word, told)| Note { note: word.clone(), provision: None, words: String::new(), message: say(told) });
    Checked {
        file: draft.name.clone(),
        language: found.language.map(|language| language.code()),
        kind: found.kind.map(|kind| kind.word()),
        blocks: found.blocks.into_iter().map(covered).collect(),
        findings: found.findings.into_iter().map(|finding| finding_of(finding, say)).collect(),
        notes: of_file.chain(found.notes.into_iter().map(|note| note_of(note, say))).collect(),
        obligations: found.obligations,
    }
}

fn covered(block: clauses::Covered) -> Covered {
    let precedents = |known: clauses::Precedents| Precedents { n: known.n, of: known.of, set: known.set, examples: known.examples };
    let state = match block.state {
        clauses::State::Present => "present",
        clauses::State::Vague => "vague",
        clauses::State::Missing => "missing",
    };
    Covered { block: block.block, state, provisions: block.provisions, precedents: block.precedents.map(precedents) }
}

fn finding_of(finding: clauses::Finding, say: &Say<'_>) -> Finding {
    Finding {
        rule: finding.rule.word(),
        severity: finding.severity.word(),
        message: say(&said::found(&finding.message)),
        remedy: say(&said::remedy(&finding.remedy)),
        provision: finding.provision,
        words: finding.words,
        also: finding.also.into_iter().map(|place| Place { provision: place.provision, words: place.words }).collect(),
        source: finding.source,
    }
}

fn note_of(note: clauses::Note, say: &Say<'_>) -> Note {
    Note { note: note.note.to_owned(), message: say(&said::note(&note.message)), provision: note.provision, words: note.words }
}

/// The columns of the table of obligations.
pub const COLUMNS: [&str; 11] =
    ["provision", "actor", "act", "object", "place", "deadline", "deadline_on", "deadline_day", "condition", "verification", "strength"];

/// The obligations as rows of a table.
pub(crate) fn rows(obligations: &[Obligation]) -> impl Iterator<Item = Vec<String>> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    obligations.iter().map(move |o| {
        let deadline = o.deadline.as_ref();
        vec![
            text(&o.provision),
            text(&o.actor),
            o.act.clone(),
            text(&o.object),
            text(&o.place),
            deadline.map_or_else(String::new, |d| d.words.clone()),
            deadline.and_then(|d| d.on.clone()).unwrap_or_default(),
            deadline.and_then(|d| d.day).map_or_else(String::new, |day| day.to_string()),
            text(&o.condition),
            text(&o.verification),
            o.strength.word().to_owned(),
        ]
    })
}

/// The obligations with a day as a calendar (RFC 5545); `made_at` is `YYYYMMDDTHHMMSSZ`.
pub(crate) fn calendar(obligations: &[Obligation], made_at: &str) -> String {
    let mut lines = vec!["BEGIN:VCALENDAR".to_owned(), "VERSION:2.0".into(), "PRODID:-//Good Offices//Drafting//EN".into()];
    for o in obligations {
        let Some(day) = o.deadline.as_ref().and_then(|deadline| deadline.on.as_ref()) else { continue };
        let title = o.actor.iter().map(String::as_str).chain([o.act.as_str()]).collect::<Vec<_>>().join(": ");
        let place = o.provision.clone().unwrap_or_default();
        // The id tells nothing of the text and is the same for the same obligation.
        let id = platform::files::hash_of(format!("{place}\n{title}\n{day}").as_bytes());
        lines.extend(["BEGIN:VEVENT".to_owned(), format!("UID:{}@goodoffices", &id[..32]), format!("DTSTAMP:{made_at}")]);
        lines.push(format!("DTSTART;VALUE=DATE:{}", day.replace('-', "")));
        lines.push(format!("SUMMARY:{}", in_calendar(&title)));
        lines.push(format!("DESCRIPTION:{}", in_calendar(&place)));
        lines.push("END:VEVENT".into());
    }
    lines.push("END:VCALENDAR".into());
    lines.iter().map(|line| folded(line)).collect()
}

fn in_calendar(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n").replace('\r', "")
}

/// A line in pieces of at most 75 bytes, no letter cut.
fn folded(line: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out + "\r\n"
}

/// What a Word file of a checked draft is called: never by what it holds.
pub(crate) const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A plain paragraph in the direction of its language.
pub(crate) fn paragraph(text: &str, rtl: bool) -> docx::Paragraph {
    docx::Paragraph { rtl, ..docx::Paragraph::text(text) }
}
