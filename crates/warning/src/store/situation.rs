//! Situations in the database. What is marked is left out by the views that they are read from.

use crate::situation::{Chance, Factor, NewNote, Scenario, Situation, SituationNote};
use methods::forecast::month::Month;
use platform::clearance::guard::Guarded;
use platform::clearance::marking::{self, Level};
use platform::db::{Connection, Row, Value};
use platform::{Error, Result, Work, statements};

statements! {
    ADD_SITUATION = "INSERT INTO warning_situation (id, title, country, created_by, created_at) VALUES ($1, $2, $3, $4, $5)";
    SITUATION = "SELECT s.id, s.title, s.country, s.marking, s.created_by, s.created_at, n.direction, n.month, n.risk_alert, n.resolution_opportunity, n.next_review_on FROM warning_situation_seen s LEFT JOIN warning_situation_note_seen n ON n.id = (SELECT x.id FROM warning_situation_note_seen x WHERE x.situation_id = s.id ORDER BY x.month DESC, x.id DESC LIMIT 1) WHERE s.id = $1";
    SITUATIONS = "SELECT s.id, s.title, s.country, s.marking, s.created_by, s.created_at, n.direction, n.month, n.risk_alert, n.resolution_opportunity, n.next_review_on FROM warning_situation_seen s LEFT JOIN warning_situation_note_seen n ON n.id = (SELECT x.id FROM warning_situation_note_seen x WHERE x.situation_id = s.id ORDER BY x.month DESC, x.id DESC LIMIT 1) ORDER BY s.title, s.id";
    ADD_SITUATION_NOTE = "INSERT INTO warning_situation_note (id, situation_id, month, direction, risk_alert, resolution_opportunity, confidence, rationale, author_id, author_name, recorded_at, next_review_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    SITUATION_NOTES = "SELECT id, month, direction, risk_alert, resolution_opportunity, confidence, rationale, author_name, recorded_at, next_review_on FROM warning_situation_note_seen WHERE situation_id = $1 ORDER BY month DESC, id DESC";
    ADD_CHANCE = "INSERT INTO warning_note_chance (note_id, month, deaths_at_least, chance) VALUES ($1, $2, $3, $4)";
    CHANCES = "SELECT c.note_id, c.month, c.deaths_at_least, c.chance FROM warning_note_chance c JOIN warning_situation_note_seen n ON n.id = c.note_id WHERE n.situation_id = $1 ORDER BY c.note_id, c.month, c.deaths_at_least";
    ADD_FACTOR = "INSERT INTO warning_factor (id, situation_id, kind, name, detail, author_id, recorded_at, withdrawn_at) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)";
    FACTORS = "SELECT id, kind, name, detail FROM warning_factor_seen WHERE situation_id = $1 AND withdrawn_at IS NULL ORDER BY kind, id";
    WITHDRAW_FACTOR = "UPDATE warning_factor SET withdrawn_at = $3 WHERE id = $2 AND situation_id = $1 AND withdrawn_at IS NULL";
    ADD_SCENARIO = "INSERT INTO warning_scenario (set_id, position, situation_id, title, chance, author_id, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    SCENARIOS = "SELECT title, chance FROM warning_scenario_seen WHERE set_id = (SELECT MAX(set_id) FROM warning_scenario_seen WHERE situation_id = $1) ORDER BY position";
    RETITLE = "UPDATE warning_situation SET title = $2 WHERE id = $1";
    REWORD_NOTE = "UPDATE warning_situation_note SET rationale = $2 WHERE id = $1";
    ALL_FACTORS = "SELECT id, kind, name, detail FROM warning_factor_seen WHERE situation_id = $1";
    REWORD_FACTOR = "UPDATE warning_factor SET name = $2, detail = $3 WHERE id = $1";
    ALL_SCENARIOS = "SELECT set_id, position, title FROM warning_scenario_seen WHERE situation_id = $1";
    RETITLE_SCENARIO = "UPDATE warning_scenario SET title = $3 WHERE set_id = $1 AND position = $2";
    MODEL_CHANCE = "SELECT m.chance_1, m.chance_25, m.chance_100, m.chance_1000 FROM warning_forecast f JOIN warning_forecast_month m ON m.forecast_id = f.id WHERE m.country = $1 AND m.month = $3 AND f.made_at <= $2 ORDER BY f.cut_off DESC, f.id DESC LIMIT 1";
}

/// The tables whose rows belong to situations.
pub const GUARDED: &[Guarded] = &[
    Guarded { table: "warning_situation", things: &["'situation:' || {row}.id"], names: &[], is: Some("situation") },
    Guarded { table: "warning_situation_note", things: &[OF_SITUATION], names: &[], is: None },
    Guarded {
        table: "warning_note_chance",
        things: &["'situation:' || (SELECT n.situation_id FROM warning_situation_note n WHERE n.id = {row}.note_id)"],
        names: &[],
        is: None,
    },
    Guarded { table: "warning_factor", things: &[OF_SITUATION], names: &[], is: None },
    Guarded { table: "warning_scenario", things: &[OF_SITUATION], names: &[], is: None },
];
const OF_SITUATION: &str = "'situation:' || {row}.situation_id";

fn situation(row: &Row) -> Result<Situation> {
    let marking = Level::from_word(&row.get::<String>("marking")?).unwrap_or_default();
    let flag = |name: &str| Ok::<_, Error>(row.get::<Option<i64>>(name)?.unwrap_or(0) == 1);
    Ok(Situation {
        id: row.get("id")?,
        title: row.get("title")?,
        country: row.get("country")?,
        marking,
        created_by: row.get("created_by")?,
        created_at: row.get("created_at")?,
        direction: row.get("direction")?,
        month: row.get::<Option<i64>>("month")?.map(|m| Month(m).to_string()),
        risk_alert: flag("risk_alert")?,
        resolution_opportunity: flag("resolution_opportunity")?,
        next_review_on: row.get("next_review_on")?,
    })
}

/// A situation's name as a thing that can be marked.
pub fn thing(id: &str) -> String {
    format!("situation:{id}")
}

fn sealer(work: &mut Work<'_>, situation: &str) -> Result<marking::Sealer> {
    marking::sealer(work, &[&thing(situation)])
}

pub fn add(work: &mut Work<'_>, id: &str, title: &str, country: &str) -> Result<()> {
    let (actor, now) = (work.actor().id.clone(), work.now().to_owned());
    let title = sealer(work, id)?.text(title)?;
    work.execute(ADD_SITUATION, &[id.into(), title, country.into(), actor.into(), now.into()]).map(drop)
}

pub fn get(c: &mut Connection, id: &str) -> Result<Situation> {
    c.first(SITUATION, &[id.into()], situation)?.ok_or_else(|| Error::missing("situation", id))
}

pub fn all(c: &mut Connection) -> Result<Vec<Situation>> {
    c.all(SITUATIONS, &[], situation)
}

pub fn add_note(work: &mut Work<'_>, id: &str, situation: &str, n: &NewNote) -> Result<()> {
    let (actor, now) = (work.actor().clone(), work.now().to_owned());
    let values: [Value; 12] = [
        id.into(),
        situation.into(),
        n.month.0.into(),
        (&n.direction).into(),
        i64::from(n.risk_alert).into(),
        i64::from(n.resolution_opportunity).into(),
        (&n.confidence).into(),
        sealer(work, situation)?.text(n.rationale.trim())?,
        actor.id.into(),
        actor.name.into(),
        now.into(),
        n.next_review_on.as_ref().into(),
    ];
    work.execute(ADD_SITUATION_NOTE, &values)?;
    for c in &n.chances {
        work.execute(ADD_CHANCE, &[id.into(), c.month.0.into(), c.deaths_at_least.into(), c.chance.into()])?;
    }
    Ok(())
}

pub fn notes(c: &mut Connection, situation: &str) -> Result<Vec<SituationNote>> {
    let mut notes = c.all(SITUATION_NOTES, &[situation.into()], |row| {
        Ok(SituationNote {
            id: row.get("id")?,
            month: Month(row.get("month")?).to_string(),
            direction: row.get("direction")?,
            risk_alert: row.get::<i64>("risk_alert")? == 1,
            resolution_opportunity: row.get::<i64>("resolution_opportunity")? == 1,
            confidence: row.get("confidence")?,
            rationale: row.get("rationale")?,
            chances: Vec::new(),
            author_name: row.get("author_name")?,
            recorded_at: row.get("recorded_at")?,
            next_review_on: row.get("next_review_on")?,
        })
    })?;
    c.each(CHANCES, &[situation.into()], |row| {
        let of: String = row.get("note_id")?;
        let month = Month(row.get("month")?).to_string();
        let chance = Chance { month, deaths_at_least: row.get("deaths_at_least")?, chance: row.get("chance")?, score: None };
        if let Some(note) = notes.iter_mut().find(|note| note.id == of) {
            note.chances.push(chance);
        }
        Ok(())
    })?;
    Ok(notes)
}

pub fn add_factor(work: &mut Work<'_>, situation: &str, f: &Factor) -> Result<()> {
    let (actor, now) = (work.actor().id.clone(), work.now().to_owned());
    let sealer = sealer(work, situation)?;
    let (name, detail) = (sealer.text(&f.name)?, sealer.text(&f.detail)?);
    let values: [Value; 7] = [(&f.id).into(), situation.into(), (&f.kind).into(), name, detail, actor.into(), now.into()];
    work.execute(ADD_FACTOR, &values).map(drop)
}

pub fn withdraw_factor(work: &mut Work<'_>, situation: &str, id: &str) -> Result<u64> {
    let now = work.now().to_owned();
    work.execute(WITHDRAW_FACTOR, &[situation.into(), id.into(), now.into()])
}

pub fn factors(c: &mut Connection, situation: &str) -> Result<Vec<Factor>> {
    c.all(FACTORS, &[situation.into()], factor)
}

pub fn add_scenarios(work: &mut Work<'_>, set: &str, situation: &str, scenarios: &[Scenario]) -> Result<()> {
    let (actor, now) = (work.actor().id.clone(), work.now().to_owned());
    let sealer = sealer(work, situation)?;
    for (at, s) in scenarios.iter().enumerate() {
        let title = sealer.text(s.title.trim())?;
        let values: [Value; 7] = [set.into(), at.into(), situation.into(), title, s.chance.into(), (&actor).into(), (&now).into()];
        work.execute(ADD_SCENARIO, &values)?;
    }
    Ok(())
}

pub fn scenarios(c: &mut Connection, situation: &str) -> Result<Vec<Scenario>> {
    c.all(SCENARIOS, &[situation.into()], |row| Ok(Scenario { title: row.get("title")?, chance: row.get("chance")? }))
}

/// The chance of at least so many deaths in `month` that the newest forecast gave which was
/// made by the instant `written`.
pub fn model_chance(c: &mut Connection, country: &str, written: &str, month: Month, deaths_at_least: i64) -> Result<Option<f64>> {
    c.first(MODEL_CHANCE, &[country.into(), written.into(), month.0.into()], |row| row.get(&format!("chance_{deaths_at_least}")))
}

/// Writes the texts of a situation again, sealed as it is marked now.
pub fn rewrite(work: &mut Work<'_>, id: &str) -> Result<()> {
    let sealer = sealer(work, id)?;
    let found = get(work.connection(), id)?;
    work.execute(RETITLE, &[id.into(), sealer.text(&found.title)?])?;
    for note in notes(work.connection(), id)? {
        work.execute(REWORD_NOTE, &[(&note.id).into(), sealer.text(&note.rationale)?])?;
    }
    let factors = work.all(ALL_FACTORS, &[id.into()], factor)?;
    for f in factors {
        work.execute(REWORD_FACTOR, &[(&f.id).into(), sealer.text(&f.name)?, sealer.text(&f.detail)?])?;
    }
    let scenarios = work.all(ALL_SCENARIOS, &[id.into()], |row| {
        Ok((row.get::<String>("set_id")?, row.get::<i64>("position")?, row.get::<String>("title")?))
    })?;
    for (set, position, title) in scenarios {
        work.execute(RETITLE_SCENARIO, &[set.into(), position.into(), sealer.text(&title)?])?;
    }
    Ok(())
}

fn factor(row: &Row) -> Result<Factor> {
    Ok(Factor { id: row.get("id")?, kind: row.get("kind")?, name: row.get("name")?, detail: row.get("detail")? })
}
