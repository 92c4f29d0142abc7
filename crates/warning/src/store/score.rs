//! Scores in the database.

use crate::ledger::{GroupScore, Surprise};
use methods::forecast::backtest::UnitScore;
use methods::forecast::month::Month;
use platform::db::{Connection, Value};
use platform::{Result, Work, statements};

statements! {
    ADD_BACKTEST = "INSERT INTO warning_backtest (id, release_id, method, windows, made_at, actor_id) VALUES ($1, $2, $3, $4, $5, $6)";
    ADD_SCORE = "INSERT INTO warning_score (backtest_id, model, country, month, step, deaths, crps, ign, mis, chance_25) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    NEWEST_BACKTEST = "SELECT id, windows, made_at, method, release_id FROM warning_backtest ORDER BY id DESC LIMIT 1";
    SCORES = "SELECT model, country, month, step, deaths, crps, ign, mis, chance_25 FROM warning_score WHERE backtest_id = $1";
    BY_YEAR = "SELECT model, CAST(1980 + (month - 1) / 12 AS BIGINT) AS of_group, AVG(crps) AS crps, AVG(ign) AS ign, AVG(mis) AS mis, CAST(COUNT(*) AS BIGINT) AS n FROM warning_score WHERE backtest_id = $1 GROUP BY model, 1980 + (month - 1) / 12 ORDER BY 2, 3";
    BY_STEP = "SELECT model, step AS of_group, AVG(crps) AS crps, AVG(ign) AS ign, AVG(mis) AS mis, CAST(COUNT(*) AS BIGINT) AS n FROM warning_score WHERE backtest_id = $1 GROUP BY model, step ORDER BY 2, 3";
    FALSE_ALARMS = "SELECT country, month, step, deaths, chance_25 FROM warning_score WHERE backtest_id = $1 AND model = 'method' AND deaths < 25 AND chance_25 >= 0.5 ORDER BY chance_25 DESC, country, month LIMIT $2";
    MISSES = "SELECT country, month, step, deaths, chance_25 FROM warning_score WHERE backtest_id = $1 AND model = 'method' AND deaths >= 25 AND chance_25 < 0.2 ORDER BY deaths DESC, country, month LIMIT $2";
    CHANCES = "SELECT model, chance_25, deaths FROM warning_score WHERE backtest_id = $1";
}

/// The record of a backtest.
#[derive(Debug, Clone, PartialEq, serde::Serialize, utoipa::ToSchema)]
#[schema(as = KeptScores)]
pub struct Kept {
    /// Its id.
    pub id: String,
    /// The years it forecast.
    pub windows: Vec<i64>,
    /// When it was made.
    pub made_at: String,
    /// Version of the method.
    pub method: String,
    /// The release that it rests on.
    pub release: String,
}

/// Who scored what, on its way in: the country is a code.
pub fn add(work: &mut Work<'_>, kept: &Kept, units: &[UnitScore], code: impl Fn(i64) -> String) -> Result<()> {
    let actor = work.actor().id.clone();
    let windows = serde_json::to_string(&kept.windows)?;
    let values: [Value; 6] =
        [(&kept.id).into(), (&kept.release).into(), (&kept.method).into(), windows.into(), (&kept.made_at).into(), actor.into()];
    work.execute(ADD_BACKTEST, &values)?;
    for u in units {
        let values: [Value; 10] = [
            (&kept.id).into(),
            u.model.into(),
            code(u.country).into(),
            u.month.0.into(),
            u.step.into(),
            u.deaths.into(),
            u.crps.into(),
            u.ign.into(),
            u.mis.into(),
            u.chance_25.into(),
        ];
        work.execute(ADD_SCORE, &values)?;
    }
    Ok(())
}

pub fn newest(c: &mut Connection) -> Result<Option<Kept>> {
    c.first(NEWEST_BACKTEST, &[], |row| {
        Ok(Kept {
            id: row.get("id")?,
            windows: serde_json::from_str(&row.get::<String>("windows")?)?,
            made_at: row.get("made_at")?,
            method: row.get("method")?,
            release: row.get("release_id")?,
        })
    })
}

fn groups(c: &mut Connection, statement: platform::db::Statement, id: &str) -> Result<Vec<GroupScore>> {
    c.all(statement, &[id.into()], |row| {
        Ok(GroupScore {
            model: row.get("model")?,
            group: row.get("of_group")?,
            crps: row.get("crps")?,
            ign: row.get("ign")?,
            mis: row.get("mis")?,
            n: row.get("n")?,
        })
    })
}

pub fn by_year(c: &mut Connection, id: &str) -> Result<Vec<GroupScore>> {
    groups(c, BY_YEAR, id)
}

pub fn by_step(c: &mut Connection, id: &str) -> Result<Vec<GroupScore>> {
    groups(c, BY_STEP, id)
}

fn surprises(c: &mut Connection, statement: platform::db::Statement, id: &str, limit: usize) -> Result<Vec<Surprise>> {
    c.all(statement, &[id.into(), limit.into()], |row| {
        Ok(Surprise {
            country: row.get("country")?,
            month: Month(row.get("month")?).to_string(),
            step: row.get("step")?,
            deaths: row.get("deaths")?,
            chance_25: row.get("chance_25")?,
        })
    })
}

pub fn false_alarms(c: &mut Connection, id: &str, limit: usize) -> Result<Vec<Surprise>> {
    surprises(c, FALSE_ALARMS, id, limit)
}

pub fn misses(c: &mut Connection, id: &str, limit: usize) -> Result<Vec<Surprise>> {
    surprises(c, MISSES, id, limit)
}

/// Model, chance of at least 25 deaths, deaths.
pub fn chances(c: &mut Connection, id: &str) -> Result<Vec<(String, f64, f64)>> {
    c.all(CHANCES, &[id.into()], |row| Ok((row.get("model")?, row.get("chance_25")?, row.get("deaths")?)))
}

/// Model, country and CRPS, ignorance and interval score of every unit.
pub fn all(c: &mut Connection, id: &str) -> Result<Vec<(String, String, [f64; 3])>> {
    c.all(SCORES, &[id.into()], |row| Ok((row.get("model")?, row.get("country")?, [row.get("crps")?, row.get("ign")?, row.get("mis")?])))
}
