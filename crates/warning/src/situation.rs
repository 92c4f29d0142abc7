//! Situations that officers follow: a note a month in the field's form, their own
//! probabilities, parties, drivers, triggers and spoilers, and scenarios that sum to one.

mod shapes;

use shapes::{REVIEW_DAYS, THRESHOLDS};

pub use shapes::{
    Chance, ChanceScore, Confidence, Direction, Factor, FactorKind, KeptScenario, Note, OfficerRecord, ScenarioSet, SituationFactor,
    SituationNote, Withdrawn,
};

use crate::scenario::{Scenario, Scenarios};
use crate::store::{release, situation as kept};
use platform::actor::{Actor, Needs};
use platform::clearance::marking::{self, Band, Caveat, Level, Markable, Wanted};
use platform::db::Connection;
use platform::kit::{
    Action, Acts, By, Cell, Column, Compartment, Country, Day, Flag, Form, Given, Line, List, Lists, Month, Record, Stored, Thing, Words,
};
use platform::{App, Error, Fault, Result, Work, clock, say};
use serde::Serialize;

/// A situation to follow.
#[derive(Debug, Form)]
#[form(label = "warning-")]
pub struct Opening {
    /// Its name.
    #[form(label = "warning-situation")]
    pub title: Line<200>,
    /// Its country; one of which anything was imported.
    pub country: Country,
    /// The compartment for whose members it is, confidential; everybody who reads sees it where none is given.
    #[form(label = "warning-marking", hint = "warning-marking-hint")]
    pub compartment: Option<Compartment>,
}

/// A situation as it is kept.
#[derive(Debug, Record)]
#[record(table = "warning_situation")]
pub struct Followed {
    /// Its id.
    pub id: String,
    /// Its name.
    #[record(sealed)]
    pub title: Line<200>,
    /// Its country.
    pub country: Country,
    /// Who opened it.
    pub created_by: String,
    /// When.
    pub created_at: String,
}

/// A situation, with what its newest note says.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema, Record)]
pub struct Situation {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its country, ISO 3166-1 alpha-3.
    pub country: Country,
    /// How it is marked.
    pub marking: Level,
    /// Id of the person who opened it.
    pub created_by: String,
    /// When.
    pub created_at: String,
    /// How it moved in its newest note; none where it has none.
    pub direction: Option<Direction>,
    /// Month of its newest note, `YYYY-MM`.
    pub month: Option<Month>,
    /// Whether the newest note raises a conflict risk alert.
    pub risk_alert: Option<Flag>,
    /// Whether the newest note sees a resolution opportunity.
    pub resolution_opportunity: Option<Flag>,
    /// When its newest note asks to look again, `YYYY-MM-DD`.
    pub next_review_on: Option<Day>,
}

impl Situation {
    /// Whether it is time to look again.
    pub fn is_due(&self) -> bool {
        self.next_review_on.is_some_and(|day| day.0 <= clock::today())
    }
}

/// A situation with everything written about it.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Whole {
    /// The situation.
    pub situation: Situation,
    /// Its notes, newest first.
    pub notes: Vec<SituationNote>,
    /// Its factors.
    pub factors: Vec<SituationFactor>,
    /// Its newest set of scenarios.
    pub scenarios: Vec<Scenario>,
}

static SITUATION: Thing = Thing { name: "warning.situation", path: "/warning/situations", page: "/warning/situations/{id}" };

/// Opens a situation: for everybody who reads here, or, confidential, for a compartment. Its marking
/// is raised, lowered and given caveats on a page of its own.
pub static OPEN: Action<Opening> = Action::new(&SITUATION, "open", Needs::Following, open);
/// Writes a note on a month. Earlier notes on the same month stay: a changed mind is shown.
pub static NOTE: Action<Note> = Action::on(&SITUATION, "note", Needs::Following, note).starts(this_month);
/// Adds a party, driver, trigger or spoiler.
pub static ADD_FACTOR: Action<Factor> = Action::on(&SITUATION, "add-factor", Needs::Following, add_factor);
/// Withdraws a factor that no longer holds; it is kept, and no longer shown.
pub static WITHDRAW_FACTOR: Action<Withdrawn> = Action::on(&SITUATION, "withdraw-factor", Needs::Following, withdraw_factor);
/// Sets the scenarios anew; their chances sum to one. Earlier sets are kept.
pub static SET_SCENARIOS: Action<ScenarioSet> =
    Action::on(&SITUATION, "set-scenarios", Needs::Following, set_scenarios).starts(scenarios_as_they_are);

/// What can be done with situations.
pub(crate) const ACTIONS: &[&dyn Acts] = &[&OPEN, &NOTE, &ADD_FACTOR, &WITHDRAW_FACTOR, &SET_SCENARIOS];

/// What situations are narrowed to.
#[derive(Debug, Form)]
#[form(label = "warning-")]
pub struct SituationsAsked {
    /// Only this country.
    pub country: Option<Country>,
    /// Only those that moved so in their newest note.
    pub direction: Option<Direction>,
    /// Only those whose review is due.
    #[form(label = "warning-review-due")]
    pub due: Flag,
}

/// The situations that a reader may see; what is due to be looked at again first.
pub static SITUATIONS: List<Situation, SituationsAsked> =
    List::of(&SITUATION, Needs::Reading, "warning-situations", kept::SITUATIONS, Situation::of_row, COLUMNS, "next_review_on")
        .narrowed(|_, asked: &SituationsAsked| {
            let today = asked.due.0.then(|| clock::today().to_string());
            vec![asked.country.stored(), asked.direction.stored(), today.into()]
        })
        .begins(&[&OPEN]);

const COLUMNS: &[Column<Situation>] = &[
    Column::new("title", |s: &Situation| {
        Cell::All(vec![Cell::Level(s.marking), Cell::Link(s.title.clone(), format!("/warning/situations/{}", s.id))])
    })
    .label("warning-situation"),
    Column::new("country", |s: &Situation| Cell::Offered("country", s.country.to_string())).by(By::Text("r.country")),
    Column::new("direction", |s: &Situation| Cell::some(s.direction, |d| d.cell())).by(By::Text("COALESCE(r.direction, '')")),
    Column::new("month", |s: &Situation| Cell::some(s.month, |m| Cell::Day(m.to_string()))).by(By::Number("COALESCE(r.month, 0)")),
    Column::new("flags", |s: &Situation| {
        let flags = [(s.risk_alert, "risk-alert"), (s.resolution_opportunity, "resolution-opportunity")];
        Cell::All(flags.iter().filter(|(is, _)| *is == Some(Flag(true))).map(|(_, word)| Cell::Chip("warning-", (*word).into())).collect())
    }),
    Column::new("next_review_on", |s: &Situation| {
        let due = s.is_due().then(|| Cell::Chip("warning-", "review-due".into()));
        Cell::some(s.next_review_on, |day| Cell::All([Cell::Day(day.to_string())].into_iter().chain(due).collect()))
    })
    .label("warning-next-review")
    .by(By::Text("COALESCE(r.next_review_on, '9999')")),
];

/// What can be listed.
pub(crate) const LISTS: &[&dyn Lists] = &[&SITUATIONS];

/// Situations as things that can be marked.
pub(crate) const MARKABLE: &[Markable] = &[Markable {
    kind: "situation",
    needs: Needs::Following,
    caveats: &[Caveat::NoExport],
    look,
    rewrite: kept::rewrite,
    begun_by: Some(begun_by),
}];

/// Who opened a situation looks after it.
fn begun_by(c: &mut Connection, id: &str) -> Result<String> {
    Ok(kept::get(c, id)?.created_by)
}

fn look(c: &mut Connection, id: &str) -> Result<marking::Thing> {
    let found = kept::get(c, id)?;
    Ok(marking::Thing { title: found.title, href: format!("/warning/situations/{id}"), part_of: None })
}

/// The band above a situation's page.
pub fn band(app: &App, reader: &Actor, id: &str) -> Result<Band> {
    let thing = kept::thing(id);
    let found = app.read(reader, |c| marking::of(c, &thing))?;
    marking::band(app, reader, &thing, found)
}

fn open(work: &mut Work<'_>, opening: &Opening) -> Result<String> {
    if !release::is_known(work.connection(), opening.country.as_str())? {
        return Err(Error::invalid("country", say!("warning-error-country-unknown", x = opening.country.as_str())));
    }
    let (id, created_by, created_at) = (clock::new_id(), work.actor().id.clone(), work.now().to_owned());
    if let Some(compartment) = &opening.compartment {
        let review = clock::in_seconds(REVIEW_DAYS * 24 * 60 * 60);
        let wanted = Wanted {
            level: Level::Confidential,
            compartment: Some(compartment.to_string()),
            review_on: review.get(..10).map(str::to_owned),
            ..Wanted::default()
        };
        marking::mark_new(work, &kept::thing(&id), &wanted)?;
    }
    let (title, country) = (opening.title.clone(), opening.country.clone());
    kept::add(work, &Followed { id: id.clone(), title, country, created_by, created_at })?;
    Ok(id)
}

fn this_month(_: &App, _: &Actor, _: &str) -> Result<Given> {
    let month = clock::today().strftime("%Y-%m").to_string();
    Ok(Given::default().with("month", &month).with("chance_month", month))
}

/// A chance given when its month is over would be no forecast, and more deaths are never likelier
/// than fewer.
fn chances_fit(note: &Note) -> Vec<Fault> {
    let today = clock::today();
    let this_month = Month(methods::forecast::month::Month::of(i64::from(today.year()), i64::from(today.month())));
    let mut faults = Vec::new();
    if note.month > this_month {
        faults.push(Fault::new("month", say!("warning-error-month-ahead", month = note.month.to_string())));
    }
    if let Some(day) = note.next_review_on.filter(|day| day.0 < today) {
        faults.push(Fault::new("next_review_on", say!("warning-error-day-over", day = day.to_string())));
    }
    let chances = note.chances();
    match note.chance_month {
        None if !chances.is_empty() => faults.push(Fault::new("chance_month", say!("platform-field-needed"))),
        Some(month) if !chances.is_empty() && month < this_month => {
            faults.push(Fault::new("chance_month", say!("warning-error-month-over", month = month.to_string())));
        }
        _ => {}
    }
    for two in chances.windows(2).filter(|two| two[1].1 > two[0].1) {
        let (more, fewer) = (two[1].0.to_string(), two[0].0.to_string());
        faults.push(Fault::new(&format!("chance_{more}"), say!("warning-error-chance-order", more = more, fewer = fewer)));
    }
    faults
}

fn note(work: &mut Work<'_>, situation: &str, note: &Note) -> Result<()> {
    kept::get(work.connection(), situation)?;
    let (author, recorded_at) = (work.actor().clone(), work.now().to_owned());
    let written = SituationNote {
        id: clock::new_id(),
        situation_id: situation.to_owned(),
        note: note.clone(),
        chances: Vec::new(),
        author_id: author.id,
        author_name: author.name,
        recorded_at,
    };
    kept::add_note(work, &written, &note.chances())
}

fn add_factor(work: &mut Work<'_>, situation: &str, factor: &Factor) -> Result<()> {
    kept::get(work.connection(), situation)?;
    let (author_id, recorded_at) = (work.actor().id.clone(), work.now().to_owned());
    let situation_id = situation.to_owned();
    kept::add_factor(work, &SituationFactor { id: clock::new_id(), situation_id, factor: factor.clone(), author_id, recorded_at })
}

fn withdraw_factor(work: &mut Work<'_>, situation: &str, withdrawn: &Withdrawn) -> Result<()> {
    kept::get(work.connection(), situation)?;
    let factor = withdrawn.factor.as_str();
    if kept::withdraw_factor(work, situation, factor)? == 0 { Err(Error::missing("factor", factor)) } else { Ok(()) }
}

fn scenarios_as_they_are(app: &App, actor: &Actor, id: &str) -> Result<Given> {
    let all = app.read(actor, |c| kept::scenarios(c, id))?;
    Ok(ScenarioSet { scenarios: Scenarios(all) }.typed())
}

fn set_scenarios(work: &mut Work<'_>, situation: &str, set: &ScenarioSet) -> Result<()> {
    kept::get(work.connection(), situation)?;
    kept::add_scenarios(work, situation, &set.scenarios.0)
}

/// A situation with everything written about it, its officers' chances scored where the month is
/// known.
pub fn read(app: &App, reader: &Actor, id: &str) -> Result<Whole> {
    app.read(reader, |c| {
        let situation = kept::get(c, id)?;
        Ok(Whole { notes: kept::notes(c, id)?, factors: kept::factors(c, id)?, scenarios: kept::scenarios(c, id)?, situation })
    })
}

/// How the officers' chances did so far beside the method's, by number of deaths; of the
/// situations that a reader may see.
pub fn record(app: &App, reader: &Actor) -> Result<Vec<OfficerRecord>> {
    let all = app.read(reader, |c| kept::chances(c, None))?;
    let scored: Vec<(i64, f64, f64)> = all
        .iter()
        .filter_map(|(_, chance)| chance.score.as_ref().and_then(|score| Some((chance.deaths_at_least, score.officer, score.model?))))
        .collect();
    let of = |deaths_at_least: i64| {
        let all: Vec<_> = scored.iter().filter(|s| s.0 == deaths_at_least).collect();
        let mean = |pick: fn(&(i64, f64, f64)) -> f64| all.iter().map(|s| pick(s)).sum::<f64>() / all.len() as f64;
        (!all.is_empty()).then(|| OfficerRecord { deaths_at_least, n: all.len(), officer: mean(|s| s.1), model: mean(|s| s.2) })
    };
    Ok(THRESHOLDS.into_iter().filter_map(of).collect())
}
