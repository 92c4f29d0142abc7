//! Situations in the database. What is confidential is left out in the query itself.

use crate::situation::{Factor, NewNote, Scenario, Situation, SituationNote, sees_all};
use methods::forecast::month::Month;
use platform::actor::Actor;
use platform::db::{Connection, Row, Value};
use platform::{Error, Result, Work, statements};

statements! {
    ADD_SITUATION = "INSERT INTO warning_situation (id, title, country, marking, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    SITUATION = "SELECT s.id, s.title, s.country, s.marking, s.created_by, s.created_at, n.direction, n.month, n.risk_alert, n.resolution_opportunity FROM warning_situation s LEFT JOIN warning_situation_note n ON n.id = (SELECT x.id FROM warning_situation_note x WHERE x.situation_id = s.id ORDER BY x.month DESC, x.id DESC LIMIT 1) WHERE s.id = $1 AND (s.marking = 'open' OR $2 = 1 OR s.created_by = $3)";
    SITUATIONS = "SELECT s.id, s.title, s.country, s.marking, s.created_by, s.created_at, n.direction, n.month, n.risk_alert, n.resolution_opportunity FROM warning_situation s LEFT JOIN warning_situation_note n ON n.id = (SELECT x.id FROM warning_situation_note x WHERE x.situation_id = s.id ORDER BY x.month DESC, x.id DESC LIMIT 1) WHERE s.marking = 'open' OR $1 = 1 OR s.created_by = $2 ORDER BY s.title, s.id";
    ADD_SITUATION_NOTE = "INSERT INTO warning_situation_note (id, situation_id, month, direction, risk_alert, resolution_opportunity, confidence, rationale, chance_month, chance_25, author_id, author_name, recorded_at, next_review_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    SITUATION_NOTES = "SELECT id, month, direction, risk_alert, resolution_opportunity, confidence, rationale, chance_month, chance_25, author_name, recorded_at, next_review_on FROM warning_situation_note WHERE situation_id = $1 ORDER BY month DESC, id DESC";
    ADD_FACTOR = "INSERT INTO warning_factor (id, situation_id, kind, name, detail, author_id, recorded_at, withdrawn_at) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)";
    FACTORS = "SELECT id, kind, name, detail FROM warning_factor WHERE situation_id = $1 AND withdrawn_at IS NULL ORDER BY kind, id";
    ADD_SCENARIO = "INSERT INTO warning_scenario (set_id, position, situation_id, title, chance, author_id, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    SCENARIOS = "SELECT title, chance FROM warning_scenario WHERE set_id = (SELECT MAX(set_id) FROM warning_scenario WHERE situation_id = $1) ORDER BY position";
    MODEL_CHANCE = "SELECT m.chance_25 FROM warning_forecast f JOIN warning_forecast_month m ON m.forecast_id = f.id WHERE m.country = $1 AND m.month = $3 AND f.cut_off < $2 ORDER BY f.cut_off DESC, f.id DESC LIMIT 1";
}

fn situation(row: &Row) -> Result<Situation> {
    let flag = |name: &str| Ok::<_, Error>(row.get::<Option<i64>>(name)?.unwrap_or(0) == 1);
    Ok(Situation {
        id: row.get("id")?,
        title: row.get("title")?,
        country: row.get("country")?,
        marking: row.get("marking")?,
        created_by: row.get("created_by")?,
        created_at: row.get("created_at")?,
        direction: row.get("direction")?,
        month: row.get::<Option<i64>>("month")?.map(|m| Month(m).to_string()),
        risk_alert: flag("risk_alert")?,
        resolution_opportunity: flag("resolution_opportunity")?,
    })
}

fn clearance(reader: &Actor) -> Value {
    i64::from(sees_all(reader)).into()
}

pub fn add(work: &mut Work<'_>, id: &str, title: &str, country: &str, marking: &str) -> Result<()> {
    let (actor, now) = (work.actor().id.clone(), work.now().to_owned());
    work.execute(ADD_SITUATION, &[id.into(), title.into(), country.into(), marking.into(), actor.into(), now.into()]).map(drop)
}

pub fn get(c: &mut Connection, id: &str, reader: &Actor) -> Result<Situation> {
    c.first(SITUATION, &[id.into(), clearance(reader), (&reader.id).into()], situation)?.ok_or_else(|| Error::missing("situation", id))
}

pub fn all(c: &mut Connection, reader: &Actor) -> Result<Vec<Situation>> {
    c.all(SITUATIONS, &[clearance(reader), (&reader.id).into()], situation)
}

pub fn add_note(work: &mut Work<'_>, id: &str, situation: &str, n: &NewNote) -> Result<()> {
    let (actor, now) = (work.actor().clone(), work.now().to_owned());
    let values: [Value; 14] = [
        id.into(),
        situation.into(),
        n.month.0.into(),
        (&n.direction).into(),
        i64::from(n.risk_alert).into(),
        i64::from(n.resolution_opportunity).into(),
        (&n.confidence).into(),
        n.rationale.trim().into(),
        n.chance_25.map(|c| c.0.0).into(),
        n.chance_25.map(|c| c.1).into(),
        actor.id.into(),
        actor.name.into(),
        now.into(),
        n.next_review_on.as_ref().into(),
    ];
    work.execute(ADD_SITUATION_NOTE, &values).map(drop)
}

pub fn notes(c: &mut Connection, situation: &str) -> Result<Vec<SituationNote>> {
    c.all(SITUATION_NOTES, &[situation.into()], |row| {
        Ok(SituationNote {
            id: row.get("id")?,
            month: Month(row.get("month")?).to_string(),
            direction: row.get("direction")?,
            risk_alert: row.get::<i64>("risk_alert")? == 1,
            resolution_opportunity: row.get::<i64>("resolution_opportunity")? == 1,
            confidence: row.get("confidence")?,
            rationale: row.get("rationale")?,
            chance_month: row.get::<Option<i64>>("chance_month")?.map(|m| Month(m).to_string()),
            chance_25: row.get("chance_25")?,
            author_name: row.get("author_name")?,
            recorded_at: row.get("recorded_at")?,
            next_review_on: row.get("next_review_on")?,
            score: None,
        })
    })
}

pub fn add_factor(work: &mut Work<'_>, situation: &str, f: &Factor) -> Result<()> {
    let (actor, now) = (work.actor().id.clone(), work.now().to_owned());
    work.execute(
        ADD_FACTOR,
        &[(&f.id).into(), situation.into(), (&f.kind).into(), (&f.name).into(), (&f.detail).into(), actor.into(), now.into()],
    )
    .map(drop)
}

pub fn factors(c: &mut Connection, situation: &str) -> Result<Vec<Factor>> {
    c.all(FACTORS, &[situation.into()], |row| {
        Ok(Factor { id: row.get("id")?, kind: row.get("kind")?, name: row.get("name")?, detail: row.get("detail")? })
    })
}

pub fn add_scenarios(work: &mut Work<'_>, set: &str, situation: &str, scenarios: &[Scenario]) -> Result<()> {
    let (actor, now) = (work.actor().id.clone(), work.now().to_owned());
    for (at, s) in scenarios.iter().enumerate() {
        let values: [Value; 7] =
            [set.into(), at.into(), situation.into(), s.title.trim().into(), s.chance.into(), (&actor).into(), (&now).into()];
        work.execute(ADD_SCENARIO, &values)?;
    }
    Ok(())
}

pub fn scenarios(c: &mut Connection, situation: &str) -> Result<Vec<Scenario>> {
    c.all(SCENARIOS, &[situation.into()], |row| Ok(Scenario { title: row.get("title")?, chance: row.get("chance")? }))
}

/// The chance that the newest forecast from before the month `written` gave for `month`.
pub fn model_chance(c: &mut Connection, country: &str, written: Month, month: Month) -> Result<Option<f64>> {
    c.first(MODEL_CHANCE, &[country.into(), written.0.into(), month.0.into()], |row| row.get("chance_25"))
}
