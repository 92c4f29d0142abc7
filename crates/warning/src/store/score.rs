//! Scores in the database.

use crate::first::FirstMonthsScore;
use crate::ledger::Unit;
use methods::forecast::backtest::UnitScore;
use methods::forecast::month::Month;
use platform::db::{Connection, Value};
use platform::{Result, Work, statements};

statements! {
    ADD_BACKTEST = "INSERT INTO warning_backtest (id, release_id, method, windows, made_at, actor_id, first_months) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    ADD_SCORE = "INSERT INTO warning_score (backtest_id, model, country, month, step, deaths, crps, ign, mis, chance_25, width_90) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    NEWEST_BACKTEST = "SELECT id, windows, made_at, method, release_id, first_months FROM warning_backtest ORDER BY id DESC LIMIT 1";
    SCORES = "SELECT model, country, month, step, deaths, crps, ign, mis, chance_25, width_90 FROM warning_score WHERE backtest_id = $1 ORDER BY model, country, month";
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
    /// How the chances of first months did, by months within which they may come and by
    /// forecaster; empty where nothing could be scored.
    pub first_months: Vec<FirstMonthsScore>,
}

/// Who scored what, on its way in: the country is a code.
pub fn add(work: &mut Work<'_>, kept: &Kept, units: &[UnitScore], code: impl Fn(i64) -> String) -> Result<()> {
    let actor = work.actor().id.clone();
    let windows = serde_json::to_string(&kept.windows)?;
    let first_months = serde_json::to_string(&kept.first_months)?;
    let values: [Value; 7] = [
        (&kept.id).into(),
        (&kept.release).into(),
        (&kept.method).into(),
        windows.into(),
        (&kept.made_at).into(),
        actor.into(),
        first_months.into(),
    ];
    work.execute(ADD_BACKTEST, &values)?;
    for u in units {
        let values: [Value; 11] = [
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
            u.width_90.into(),
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
            first_months: row.get::<Option<String>>("first_months")?.map_or_else(|| Ok(Vec::new()), |text| serde_json::from_str(&text))?,
        })
    })
}

/// Every country and month of a backtest, by model.
pub fn all(c: &mut Connection, id: &str) -> Result<Vec<Unit>> {
    c.all(SCORES, &[id.into()], |row| {
        Ok(Unit {
            model: row.get("model")?,
            country: row.get("country")?,
            month: Month(row.get("month")?),
            step: row.get("step")?,
            deaths: row.get("deaths")?,
            crps: row.get("crps")?,
            ign: row.get("ign")?,
            mis: row.get("mis")?,
            chance_25: row.get("chance_25")?,
            width_90: row.get("width_90")?,
        })
    })
}
