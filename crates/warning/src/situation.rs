//! Situations that officers follow: a note a month in the field's form, their own
//! probabilities, parties, drivers, triggers and spoilers, and scenarios that sum to one.

use crate::store::situation as store;
use methods::forecast::month::Month;
use methods::forecast::scores::brier;
use platform::actor::{Actor, Needs};
use platform::{App, Error, Result};
use serde::Serialize;

/// Ways a situation can move in a month, as CrisisWatch has them.
pub const DIRECTIONS: [&str; 3] = ["deteriorated", "unchanged", "improved"];
/// How sure the author is.
pub const CONFIDENCES: [&str; 3] = ["low", "moderate", "high"];
/// Kinds of factors of a structured analysis.
pub const FACTORS: [&str; 4] = ["party", "driver", "trigger", "spoiler"];
/// Who may see a situation: everybody who reads, or officers, curators and its author alone.
pub const MARKINGS: [&str; 2] = ["open", "confidential"];

/// Scenarios sum to one within half a hundredth: people write hundredths.
const SUM_TOLERANCE: f64 = 0.005;
/// The longest rationale.
// 20,000 characters: the longest monthly entry of a crisis bulletin has some 4,000.
const RATIONALE_MAX: usize = 20_000;

/// A situation.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Situation {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its country, ISO 3166-1 alpha-3.
    pub country: String,
    /// `open` or `confidential`.
    pub marking: String,
    /// Id of the person who opened it.
    pub created_by: String,
    /// When.
    pub created_at: String,
    /// How it moved in its newest note; none where it has none.
    pub direction: Option<String>,
    /// Month of its newest note, `YYYY-MM`.
    pub month: Option<String>,
    /// Whether the newest note raises a conflict risk alert.
    pub risk_alert: bool,
    /// Whether the newest note sees a resolution opportunity.
    pub resolution_opportunity: bool,
}

/// A note on a month.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct SituationNote {
    /// Its id.
    pub id: String,
    /// The month, `YYYY-MM`.
    pub month: String,
    /// `deteriorated`, `unchanged` or `improved`.
    pub direction: String,
    /// Conflict risk alert for the next month.
    pub risk_alert: bool,
    /// Resolution opportunity in the next month.
    pub resolution_opportunity: bool,
    /// `low`, `moderate` or `high`.
    pub confidence: String,
    /// Why, in the author's words.
    pub rationale: String,
    /// The month that the author's chance is about, `YYYY-MM`.
    pub chance_month: Option<String>,
    /// The author's chance of at least 25 state-based deaths in that month, 0..1.
    pub chance_25: Option<f64>,
    /// The author.
    pub author_name: String,
    /// When it was written.
    pub recorded_at: String,
    /// When it is to be looked at again.
    pub next_review_on: Option<String>,
    /// How it did, once the month is known.
    pub score: Option<NoteScore>,
}

/// How an officer's chance did, beside the model's.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct NoteScore {
    /// Deaths that came.
    pub deaths: f64,
    /// Brier score of the officer's chance.
    pub officer: f64,
    /// The chance that the newest forecast from before the note's month gave; none where
    /// there was none.
    pub model_chance_25: Option<f64>,
    /// Its Brier score.
    pub model: Option<f64>,
}

/// A party, driver, trigger or spoiler.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Factor {
    /// Its id.
    pub id: String,
    /// `party`, `driver`, `trigger` or `spoiler`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Interests of a party; else what is known of it.
    pub detail: String,
}

/// A scenario and its chance.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Scenario {
    /// What happens in it.
    pub title: String,
    /// Its chance, 0..1; those of a set sum to one.
    pub chance: f64,
}

/// A situation with everything written about it.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Whole {
    /// The situation.
    pub situation: Situation,
    /// Its notes, newest first.
    pub notes: Vec<SituationNote>,
    /// Its factors.
    pub factors: Vec<Factor>,
    /// Its newest set of scenarios.
    pub scenarios: Vec<Scenario>,
}

/// What a new note says, parsed.
#[derive(Debug, Clone)]
pub struct NewNote {
    /// The month.
    pub month: Month,
    /// One of [`DIRECTIONS`].
    pub direction: String,
    /// Conflict risk alert.
    pub risk_alert: bool,
    /// Resolution opportunity.
    pub resolution_opportunity: bool,
    /// One of [`CONFIDENCES`].
    pub confidence: String,
    /// Why.
    pub rationale: String,
    /// The month and the chance of at least 25 deaths in it.
    pub chance_25: Option<(Month, f64)>,
    /// `YYYY-MM-DD`.
    pub next_review_on: Option<String>,
}

/// Officers and curators see everything; others what is open, and what they wrote.
pub(crate) fn sees_all(reader: &Actor) -> bool {
    reader.may(Needs::Following, false)
}

fn one_of(field: &str, word: &str, words: &[&str]) -> Result<()> {
    if words.contains(&word) {
        return Ok(());
    }
    Err(Error::invalid(field, format!("“{word}” is not one of: {}.", words.join(", "))))
}

fn filled(field: &str, text: &str, most: usize) -> Result<String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > most {
        return Err(Error::invalid(field, format!("Write 1 to {most} characters.")));
    }
    Ok(text.to_owned())
}

/// Opens a situation.
pub fn open(app: &App, actor: &Actor, title: &str, country: &str, marking: &str) -> Result<String> {
    app.require(actor, Needs::Following)?;
    let title = filled("title", title, 200)?;
    one_of("marking", marking, &MARKINGS)?;
    let id = platform::clock::new_id();
    app.work(actor, |work| {
        crate::store::release::country(work.connection(), country)?;
        store::add(work, &id, &title, country, marking)?;
        work.record("warning.situation.opened", &id, marking).map(drop)
    })?;
    Ok(id)
}

/// Writes a note on a month. Earlier notes on the same month stay: a changed mind is shown.
pub fn note(app: &App, actor: &Actor, situation: &str, new: &NewNote) -> Result<()> {
    app.require(actor, Needs::Following)?;
    one_of("direction", &new.direction, &DIRECTIONS)?;
    one_of("confidence", &new.confidence, &CONFIDENCES)?;
    filled("rationale", &new.rationale, RATIONALE_MAX)?;
    if let Some((month, chance)) = new.chance_25 {
        if !(0.0..=1.0).contains(&chance) {
            return Err(Error::invalid("chance_25", "A chance lies between 0 and 1 (0 and 100 in hundredths)."));
        }
        // A chance given when the month is over would be no forecast.
        let today: Option<Month> = platform::clock::today().to_string().parse().ok();
        if today.is_some_and(|now| month < now) {
            return Err(Error::invalid("chance_month", format!("{month} is over already. Give a chance for this month or a later one.")));
        }
    }
    if let Some(day) = &new.next_review_on
        && day.parse::<jiff::civil::Date>().is_err()
    {
        return Err(Error::invalid("next_review_on", format!("“{day}” is not a day. Write it as 2026-12-01.")));
    }
    let id = platform::clock::new_id();
    app.work(actor, |work| {
        store::get(work.connection(), situation, actor)?;
        store::add_note(work, &id, situation, new)?;
        work.record("warning.situation.noted", situation, &id).map(drop)
    })
}

/// Adds a party, driver, trigger or spoiler.
pub fn add_factor(app: &App, actor: &Actor, situation: &str, kind: &str, name: &str, detail: &str) -> Result<()> {
    app.require(actor, Needs::Following)?;
    one_of("kind", kind, &FACTORS)?;
    let name = filled("name", name, 200)?;
    let factor =
        Factor { id: platform::clock::new_id(), kind: kind.to_owned(), name, detail: detail.trim().chars().take(RATIONALE_MAX).collect() };
    app.work(actor, |work| {
        store::get(work.connection(), situation, actor)?;
        store::add_factor(work, situation, &factor)?;
        work.record("warning.situation.analysed", situation, &factor.id).map(drop)
    })
}

/// Sets the scenarios anew; their chances must sum to one. Earlier sets are kept.
pub fn set_scenarios(app: &App, actor: &Actor, situation: &str, scenarios: &[Scenario]) -> Result<()> {
    app.require(actor, Needs::Following)?;
    let sum: f64 = scenarios.iter().map(|s| s.chance).sum();
    if scenarios.is_empty() || scenarios.iter().any(|s| !(0.0..=1.0).contains(&s.chance)) || (sum - 1.0).abs() > SUM_TOLERANCE {
        return Err(Error::invalid(
            "chance",
            format!(
                "The chances of the scenarios sum to {:.0} of 100. Change them, or add “anything else”, until they sum to 100.",
                sum * 100.0
            ),
        ));
    }
    for scenario in scenarios {
        filled("title", &scenario.title, 500)?;
    }
    let set = platform::clock::new_id();
    app.work(actor, |work| {
        store::get(work.connection(), situation, actor)?;
        store::add_scenarios(work, &set, situation, scenarios)?;
        work.record("warning.situation.scenarios_set", situation, &set).map(drop)
    })
}

/// The situations that a reader may see.
pub fn all(app: &App, reader: &Actor) -> Result<Vec<Situation>> {
    app.read(reader, |c| store::all(c, reader))
}

/// A situation with everything written about it, its officers' chances scored where the
/// month is known.
pub fn read(app: &App, reader: &Actor, id: &str) -> Result<Whole> {
    app.read(reader, |c| {
        let situation = store::get(c, id, reader)?;
        let mut notes = store::notes(c, id)?;
        for note in &mut notes {
            let (Some(month), Some(chance)) = (note.chance_month.as_ref().and_then(|m| m.parse::<Month>().ok()), note.chance_25) else {
                continue;
            };
            let series = crate::store::event::cell(c, "series", &situation.country, month, "state")?;
            let events = crate::store::event::cell(c, "ucdp_ged", &situation.country, month, "state")?;
            let Some(deaths) = series.or(events) else { continue };
            let written: Month = note.month.parse().map_err(|_| Error::internal("a note's month is not a month"))?;
            let model_chance_25 = store::model_chance(c, &situation.country, written, month)?;
            let happened = deaths >= 25.0;
            note.score = Some(NoteScore {
                deaths,
                officer: brier(chance, happened),
                model_chance_25,
                model: model_chance_25.map(|p| brier(p, happened)),
            });
        }
        Ok(Whole { notes, factors: store::factors(c, id)?, scenarios: store::scenarios(c, id)?, situation })
    })
}
