//! Situations that officers follow: a note a month in the field's form, their own
//! probabilities, parties, drivers, triggers and spoilers, and scenarios that sum to one.

use crate::store::situation as store;
use methods::forecast::month::Month;
use methods::forecast::scores::brier;
use platform::actor::{Actor, Needs};
use platform::clearance::marking::{self, Band, Caveat, Level, Markable, Thing, Wanted};
use platform::db::Connection;
use platform::{App, Error, Result, say};
use serde::{Deserialize, Serialize};

/// Ways a situation can move in a month, as CrisisWatch has them.
pub const DIRECTIONS: [&str; 3] = ["deteriorated", "unchanged", "improved"];
/// How sure the author is.
pub const CONFIDENCES: [&str; 3] = ["low", "moderate", "high"];
/// Kinds of factors of a structured analysis.
pub const FACTORS: [&str; 4] = ["party", "driver", "trigger", "spoiler"];
/// Deaths in a month that an officer may give a chance of reaching, as the method does.
pub const THRESHOLDS: [i64; 4] = [1, 25, 100, 1_000];
/// Days until the marking of a situation that was opened for a compartment is looked at again.
const REVIEW_DAYS: i64 = 365;

/// Scenarios sum to one within half a hundredth: people write hundredths.
const SUM_TOLERANCE: f64 = 0.005;
/// Scenarios in a set.
// 20: the sum of more than 20 chances in whole hundredths says little of each.
const SCENARIOS_MAX: usize = 20;
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
    /// How it is marked.
    pub marking: Level,
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
    /// When its newest note asks to look again, `YYYY-MM-DD`.
    pub next_review_on: Option<String>,
}

impl Situation {
    /// Whether it is time to look again, on the day `today`.
    pub fn is_due(&self, today: &str) -> bool {
        self.next_review_on.as_deref().is_some_and(|day| day <= today)
    }
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
    /// The author's own chances; empty where none were given.
    pub chances: Vec<Chance>,
    /// The author.
    pub author_name: String,
    /// When it was written.
    pub recorded_at: String,
    /// When it is to be looked at again.
    pub next_review_on: Option<String>,
}

/// An officer's chance that a month brings at least so many state-based deaths.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = OfficerChance)]
pub struct Chance {
    /// The month, `YYYY-MM`.
    pub month: String,
    /// 1, 25, 100 or 1,000.
    pub deaths_at_least: i64,
    /// The chance, 0..1.
    pub chance: f64,
    /// How it did, once the month is known; none before.
    pub score: Option<ChanceScore>,
}

/// How an officer's chance did, beside the method's.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = OfficerChanceScore)]
pub struct ChanceScore {
    /// Deaths that came.
    pub deaths: f64,
    /// Brier score of the officer's chance: 0 is best, 1 worst.
    pub officer: f64,
    /// The chance that the newest forecast made before the note gave; none where there was
    /// none.
    pub model_chance: Option<f64>,
    /// Its Brier score.
    pub model: Option<f64>,
}

/// How all chances of officers did so far that a reader may see, for one number of deaths.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct OfficerRecord {
    /// 1, 25, 100 or 1,000.
    pub deaths_at_least: i64,
    /// Chances whose month is known and for which a forecast was there too.
    pub n: usize,
    /// Mean Brier score of the officers on them.
    pub officer: f64,
    /// Mean Brier score of the method on the same.
    pub model: f64,
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
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
    /// The author's own chances.
    pub chances: Vec<NewChance>,
    /// `YYYY-MM-DD`.
    pub next_review_on: Option<String>,
}

/// A chance as an officer gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NewChance {
    /// The month it is about.
    pub month: Month,
    /// One of [`THRESHOLDS`].
    pub deaths_at_least: i64,
    /// 0..1
    pub chance: f64,
}

/// Situations as things that can be marked.
pub(crate) const MARKABLE: &[Markable] = &[Markable {
    kind: "situation",
    needs: Needs::Following,
    caveats: &[Caveat::NoExport],
    look,
    rewrite: store::rewrite,
    begun_by: Some(begun_by),
}];

/// Who opened a situation looks after it.
fn begun_by(c: &mut Connection, id: &str) -> Result<String> {
    Ok(store::get(c, id)?.created_by)
}

fn look(c: &mut Connection, id: &str) -> Result<Thing> {
    let found = store::get(c, id)?;
    Ok(Thing { title: found.title, href: format!("/warning/situations/{id}"), part_of: None })
}

/// The band above a situation's page.
pub fn band(app: &App, reader: &Actor, id: &str) -> Result<Band> {
    let thing = store::thing(id);
    let found = app.read(reader, |c| marking::of(c, &thing))?;
    marking::band(app, reader, &thing, found)
}

fn one_of(field: &str, word: &str, words: &[&str]) -> Result<()> {
    if words.contains(&word) {
        return Ok(());
    }
    Err(Error::invalid(field, say!("warning-error-not-one-of", word = word, words = words.join(", "))))
}

fn filled(field: &str, text: &str, most: usize) -> Result<String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > most {
        return Err(Error::invalid(field, say!("warning-error-length", n = most)));
    }
    Ok(text.to_owned())
}

/// Opens a situation: for everybody who reads here, or, confidential, for a compartment. Its
/// marking is raised, lowered and given caveats on a page of its own.
pub fn open(app: &App, actor: &Actor, title: &str, country: &str, compartment: Option<&str>) -> Result<String> {
    app.require(actor, Needs::Following)?;
    let title = filled("title", title, 200)?;
    let id = platform::clock::new_id();
    let review = platform::clock::in_seconds(REVIEW_DAYS * 24 * 60 * 60);
    let wanted = compartment.filter(|id| !id.is_empty()).map(|compartment| Wanted {
        level: Level::Confidential,
        compartment: Some(compartment.to_owned()),
        review_on: review.get(..10).map(str::to_owned),
        ..Wanted::default()
    });
    app.work(actor, |work| {
        crate::store::release::country(work.connection(), country)?;
        if let Some(wanted) = &wanted {
            marking::mark_new(work, &store::thing(&id), wanted)?;
        }
        store::add(work, &id, &title, country)?;
        work.record("warning.situation.opened", &id, "").map(drop)
    })?;
    Ok(id)
}

/// Writes a note on a month. Earlier notes on the same month stay: a changed mind is shown.
pub fn note(app: &App, actor: &Actor, situation: &str, new: &NewNote) -> Result<String> {
    app.require(actor, Needs::Following)?;
    one_of("direction", &new.direction, &DIRECTIONS)?;
    one_of("confidence", &new.confidence, &CONFIDENCES)?;
    filled("rationale", &new.rationale, RATIONALE_MAX)?;
    let today = platform::clock::today();
    let this_month = Month::of(i64::from(today.year()), i64::from(today.month()));
    if new.month > this_month {
        return Err(Error::invalid("month", say!("warning-error-month-ahead", month = new.month.to_string())));
    }
    check_chances(&new.chances, this_month)?;
    if let Some(text) = &new.next_review_on {
        let day = text.parse::<jiff::civil::Date>();
        let day = day.map_err(|_| Error::invalid("next_review_on", say!("warning-error-day", text = text)))?;
        if day < today {
            return Err(Error::invalid("next_review_on", say!("warning-error-day-over", day = day.to_string())));
        }
    }
    let id = platform::clock::new_id();
    app.work(actor, |work| {
        store::get(work.connection(), situation)?;
        store::add_note(work, &id, situation, new)?;
        work.record("warning.situation.noted", situation, &id).map(drop)
    })?;
    Ok(id)
}

/// A chance given when its month is over would be no forecast; and more deaths are never
/// likelier than fewer.
fn check_chances(chances: &[NewChance], this_month: Month) -> Result<()> {
    for (at, c) in chances.iter().enumerate() {
        if !THRESHOLDS.contains(&c.deaths_at_least) {
            return Err(Error::invalid("deaths_at_least", say!("warning-error-deaths-at-least")));
        }
        if !(0.0..=1.0).contains(&c.chance) {
            return Err(Error::invalid("chance", say!("warning-error-chance")));
        }
        if c.month < this_month {
            return Err(Error::invalid("chance_month", say!("warning-error-month-over", month = c.month.to_string())));
        }
        for other in chances[..at].iter().filter(|other| other.month == c.month) {
            let (fewer, more) = if other.deaths_at_least <= c.deaths_at_least { (other, c) } else { (c, other) };
            if fewer.deaths_at_least == more.deaths_at_least {
                return Err(Error::invalid("chances", say!("warning-error-chance-twice", month = c.month.to_string())));
            }
            if more.chance > fewer.chance {
                let (more, fewer) = (more.deaths_at_least.to_string(), fewer.deaths_at_least.to_string());
                return Err(Error::invalid("chances", say!("warning-error-chance-order", more = more, fewer = fewer)));
            }
        }
    }
    Ok(())
}

/// Adds a party, driver, trigger or spoiler.
pub fn add_factor(app: &App, actor: &Actor, situation: &str, kind: &str, name: &str, detail: &str) -> Result<String> {
    app.require(actor, Needs::Following)?;
    one_of("kind", kind, &FACTORS)?;
    let name = filled("name", name, 200)?;
    let detail = if detail.trim().is_empty() { String::new() } else { filled("detail", detail, RATIONALE_MAX)? };
    let factor = Factor { id: platform::clock::new_id(), kind: kind.to_owned(), name, detail };
    app.work(actor, |work| {
        store::get(work.connection(), situation)?;
        store::add_factor(work, situation, &factor)?;
        work.record("warning.situation.analysed", situation, &factor.id).map(drop)
    })?;
    Ok(factor.id)
}

/// Withdraws a party, driver, trigger or spoiler that no longer holds; it is kept, and no
/// longer shown.
pub fn withdraw_factor(app: &App, actor: &Actor, situation: &str, factor: &str) -> Result<()> {
    app.require(actor, Needs::Following)?;
    app.work(actor, |work| {
        store::get(work.connection(), situation)?;
        if store::withdraw_factor(work, situation, factor)? == 0 {
            return Err(Error::missing("factor", factor));
        }
        work.record("warning.situation.factor_withdrawn", situation, factor).map(drop)
    })
}

/// Sets the scenarios anew; their chances must sum to one. Earlier sets are kept.
pub fn set_scenarios(app: &App, actor: &Actor, situation: &str, scenarios: &[Scenario]) -> Result<()> {
    app.require(actor, Needs::Following)?;
    if scenarios.len() > SCENARIOS_MAX {
        return Err(Error::invalid("scenarios", say!("warning-error-scenarios", n = SCENARIOS_MAX)));
    }
    let sum: f64 = scenarios.iter().map(|s| s.chance).sum();
    if scenarios.is_empty() || scenarios.iter().any(|s| !(0.0..=1.0).contains(&s.chance)) || (sum - 1.0).abs() > SUM_TOLERANCE {
        return Err(Error::invalid("chance", say!("warning-error-scenarios-sum", sum = format!("{:.0}", sum * 100.0))));
    }
    for scenario in scenarios {
        filled("title", &scenario.title, 500)?;
    }
    let set = platform::clock::new_id();
    app.work(actor, |work| {
        store::get(work.connection(), situation)?;
        store::add_scenarios(work, &set, situation, scenarios)?;
        work.record("warning.situation.scenarios_set", situation, &set).map(drop)
    })
}

/// The situations that a reader may see.
pub fn all(app: &App, reader: &Actor) -> Result<Vec<Situation>> {
    app.read(reader, store::all)
}

/// A situation with everything written about it, its officers' chances scored where the
/// month is known.
pub fn read(app: &App, reader: &Actor, id: &str) -> Result<Whole> {
    app.read(reader, |c| {
        let situation = store::get(c, id)?;
        let mut notes = store::notes(c, id)?;
        score(c, &situation.country, &mut notes)?;
        Ok(Whole { notes, factors: store::factors(c, id)?, scenarios: store::scenarios(c, id)?, situation })
    })
}

/// Scores the chances whose month is known.
fn score(c: &mut Connection, country: &str, notes: &mut [SituationNote]) -> Result<()> {
    for note in notes {
        for given in &mut note.chances {
            let month: Month = given.month.parse().map_err(|_| Error::internal("a chance's month is not a month"))?;
            let series = crate::store::event::cell(c, "series", country, month, "state")?;
            let events = crate::store::event::cell(c, "ucdp_ged", country, month, "state")?;
            let Some(deaths) = series.or(events) else { continue };
            let model_chance = store::model_chance(c, country, &note.recorded_at, month, given.deaths_at_least)?;
            let happened = deaths >= given.deaths_at_least as f64;
            given.score = Some(ChanceScore {
                deaths,
                officer: brier(given.chance, happened),
                model_chance,
                model: model_chance.map(|p| brier(p, happened)),
            });
        }
    }
    Ok(())
}

/// How the officers' chances did so far beside the method's, by number of deaths; of the
/// situations that a reader may see.
pub fn record(app: &App, reader: &Actor) -> Result<Vec<OfficerRecord>> {
    app.read(reader, |c| {
        let mut scored: Vec<(i64, f64, f64)> = Vec::new();
        for situation in store::all(c)? {
            let mut notes = store::notes(c, &situation.id)?;
            score(c, &situation.country, &mut notes)?;
            let chances = notes.iter().flat_map(|note| &note.chances);
            scored.extend(chances.filter_map(|g| g.score.as_ref().and_then(|s| Some((g.deaths_at_least, s.officer, s.model?)))));
        }
        let of = |deaths_at_least: i64| {
            let all: Vec<_> = scored.iter().filter(|s| s.0 == deaths_at_least).collect();
            let mean = |pick: fn(&(i64, f64, f64)) -> f64| all.iter().map(|s| pick(s)).sum::<f64>() / all.len() as f64;
            (!all.is_empty()).then(|| OfficerRecord { deaths_at_least, n: all.len(), officer: mean(|s| s.1), model: mean(|s| s.2) })
        };
        Ok(THRESHOLDS.into_iter().filter_map(of).collect())
    })
}
