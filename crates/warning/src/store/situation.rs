//! Situations in the database. What is marked is left out by the views that they are read from.

use crate::scenario::Scenario;
use crate::situation::{Chance, Followed, KeptScenario, Situation, SituationFactor, SituationNote};
use platform::clearance::guard::Guarded;
use platform::clearance::marking::{self, Sealer};
use platform::clock::new_id;
use platform::db::Connection;
use platform::kit::Record;
use platform::{Error, Result, Work, statements};

/// Situations with what their newest note says.
macro_rules! situations {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.title, s.country, s.marking, s.created_by, s.created_at, n.direction, n.month, n.risk_alert, ",
            "n.resolution_opportunity, n.next_review_on FROM warning_situation_seen s LEFT JOIN warning_situation_note_seen n ON n.id = ",
            "(SELECT x.id FROM warning_situation_note_seen x WHERE x.situation_id = s.id ORDER BY x.month DESC, x.id DESC LIMIT 1) ",
            $rest
        )
    };
}

/// The deaths of a month at one source.
macro_rules! deaths {
    ($source:literal) => {
        concat!(
            "(SELECT x.deaths FROM warning_cell x WHERE x.violence = 'state' AND x.country = s.country AND x.month = c.month AND x.source = '",
            $source,
            "' AND x.ended_by IS NULL LIMIT 1)"
        )
    };
}

statements! {
    SITUATION = situations!("WHERE s.id = $1");
    SITUATIONS = situations!("WHERE (CAST($1 AS TEXT) IS NULL OR s.country = $1) AND (CAST($2 AS TEXT) IS NULL OR n.direction = $2) AND (CAST($3 AS TEXT) IS NULL OR n.next_review_on <= $3)");
    SITUATION_NOTES = "SELECT n.* FROM warning_situation_note_seen n WHERE situation_id = $1 ORDER BY month DESC, id DESC";
    ADD_CHANCE = "INSERT INTO warning_note_chance (note_id, month, deaths_at_least, chance) VALUES ($1, $2, $3, $4)";
    // With what came of it, and the chance that the newest forecast gave which was made before it.
    CHANCES = concat!(
        "SELECT c.note_id, c.month, c.deaths_at_least, c.chance, COALESCE(", deaths!("series"), ", ", deaths!("ucdp_ged"), ") AS deaths, ",
        "(SELECT CASE c.deaths_at_least WHEN 1 THEN m.chance_1 WHEN 25 THEN m.chance_25 WHEN 100 THEN m.chance_100 ELSE m.chance_1000 END ",
        "FROM warning_forecast f JOIN warning_forecast_month m ON m.forecast_id = f.id WHERE m.country = s.country AND m.month = c.month ",
        "AND f.made_at <= n.recorded_at ORDER BY f.cut_off DESC, f.id DESC LIMIT 1) AS model_chance FROM warning_note_chance c ",
        "JOIN warning_situation_note_seen n ON n.id = c.note_id JOIN warning_situation_seen s ON s.id = n.situation_id ",
        "WHERE CAST($1 AS TEXT) IS NULL OR n.situation_id = $1 ORDER BY c.note_id, c.month, c.deaths_at_least"
    );
    FACTORS = "SELECT f.* FROM warning_factor_seen f WHERE situation_id = $1 AND withdrawn_at IS NULL ORDER BY kind, id";
    WITHDRAW_FACTOR = "UPDATE warning_factor SET withdrawn_at = $3 WHERE id = $2 AND situation_id = $1 AND withdrawn_at IS NULL";
    SCENARIOS = "SELECT title, chance FROM warning_scenario_seen WHERE set_id = (SELECT MAX(set_id) FROM warning_scenario_seen WHERE situation_id = $1) ORDER BY position";
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

/// A situation's name as a thing that can be marked.
pub fn thing(id: &str) -> String {
    format!("situation:{id}")
}

fn sealer(work: &mut Work<'_>, situation: &str) -> Result<Sealer> {
    marking::sealer(work, &[&thing(situation)])
}

pub fn add(work: &mut Work<'_>, situation: &Followed) -> Result<()> {
    let sealer = sealer(work, &situation.id)?;
    work.insert_sealed(situation, &sealer)
}

pub fn get(c: &mut Connection, id: &str) -> Result<Situation> {
    c.first(SITUATION, &[id.into()], Situation::of_row)?.ok_or_else(|| Error::missing("situation", id))
}

/// Adds a note and its chances: of at least so many deaths in its month.
pub fn add_note(work: &mut Work<'_>, note: &SituationNote, chances: &[(i64, f64)]) -> Result<()> {
    let sealer = sealer(work, &note.situation_id)?;
    work.insert_sealed(note, &sealer)?;
    for (deaths_at_least, chance) in chances {
        let month = note.note.chance_month.map(|month| month.0.0);
        work.execute(ADD_CHANCE, &[(&note.id).into(), month.into(), (*deaths_at_least).into(), (*chance).into()])?;
    }
    Ok(())
}

/// The chances of all situations that one sees, or of one: the note, and the chance as it did.
pub fn chances(c: &mut Connection, situation: Option<&str>) -> Result<Vec<(String, Chance)>> {
    c.all(CHANCES, &[situation.into()], |row| {
        let (deaths_at_least, chance) = (row.get("deaths_at_least")?, row.get("chance")?);
        let scored = Chance::scored(row.get("month")?, deaths_at_least, chance, row.get("deaths")?, row.get("model_chance")?);
        Ok((row.get("note_id")?, scored))
    })
}

pub fn notes(c: &mut Connection, situation: &str) -> Result<Vec<SituationNote>> {
    let mut notes = c.all(SITUATION_NOTES, &[situation.into()], SituationNote::of_row)?;
    for (of, chance) in chances(c, Some(situation))? {
        if let Some(note) = notes.iter_mut().find(|note| note.id == of) {
            note.chances.push(chance);
        }
    }
    Ok(notes)
}

pub fn add_factor(work: &mut Work<'_>, factor: &SituationFactor) -> Result<()> {
    let sealer = sealer(work, &factor.situation_id)?;
    work.insert_sealed(factor, &sealer)
}

pub fn withdraw_factor(work: &mut Work<'_>, situation: &str, id: &str) -> Result<u64> {
    let now = work.now().to_owned();
    work.execute(WITHDRAW_FACTOR, &[situation.into(), id.into(), now.into()])
}

pub fn factors(c: &mut Connection, situation: &str) -> Result<Vec<SituationFactor>> {
    c.all(FACTORS, &[situation.into()], SituationFactor::of_row)
}

pub fn add_scenarios(work: &mut Work<'_>, situation: &str, scenarios: &[Scenario]) -> Result<()> {
    let (author_id, recorded_at, set_id) = (work.actor().id.clone(), work.now().to_owned(), new_id());
    let sealer = sealer(work, situation)?;
    for (at, scenario) in scenarios.iter().enumerate() {
        let kept = KeptScenario {
            set_id: set_id.clone(),
            position: at as i64,
            situation_id: situation.to_owned(),
            title: scenario.title.clone(),
            chance: scenario.chance,
            author_id: author_id.clone(),
            recorded_at: recorded_at.clone(),
        };
        work.insert_sealed(&kept, &sealer)?;
    }
    Ok(())
}

pub fn scenarios(c: &mut Connection, situation: &str) -> Result<Vec<Scenario>> {
    c.all(SCENARIOS, &[situation.into()], |row| Ok(Scenario { title: row.get("title")?, chance: row.get("chance")? }))
}

/// Writes the texts of a situation again, sealed as it is marked now.
pub fn rewrite(work: &mut Work<'_>, id: &str) -> Result<()> {
    let sealer = sealer(work, id)?;
    work.reseal::<Followed>("id", id, &["id"], &sealer)?;
    work.reseal::<SituationNote>("situation_id", id, &["id"], &sealer)?;
    work.reseal::<SituationFactor>("situation_id", id, &["id"], &sealer)?;
    work.reseal::<KeptScenario>("situation_id", id, &["set_id", "position"], &sealer)
}
