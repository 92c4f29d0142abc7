//! Second opinions in the database.

use crate::opinion::{NewOpinion, Opinion, OpinionMonth, Pair, Run};
use methods::forecast::month::Month;
use platform::db::{Connection, Value};
use platform::{Result, Work, statements};
use std::collections::HashMap;

statements! {
    ANY_OPINION = "SELECT run FROM warning_opinion LIMIT 1";
    ADD_OPINION = "INSERT INTO warning_opinion (release_id, run, cut_off, country, month, deaths_mean, chance_25) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    OF_RUN = "SELECT country, month, deaths_mean, chance_25 FROM warning_opinion WHERE run = $1 ORDER BY release_id";
    OF_COUNTRY = "SELECT run, cut_off, release_id, month, deaths_mean, chance_25 FROM warning_opinion WHERE country = $1 AND cut_off = (SELECT MAX(cut_off) FROM warning_opinion WHERE country = $1) ORDER BY month, run DESC, release_id DESC";
    PAIRS = "SELECT o.cut_off, o.country, o.month, o.deaths_mean, o.chance_25, m.deaths_mean AS own_mean, m.chance_25 AS own_chance FROM warning_opinion o LEFT JOIN warning_forecast_month m ON m.forecast_id = (SELECT f.id FROM warning_forecast f WHERE f.cut_off = o.cut_off ORDER BY f.id DESC LIMIT 1) AND m.country = o.country AND m.step = o.month - o.cut_off WHERE o.month <= $1 AND NOT EXISTS (SELECT 1 FROM warning_opinion n WHERE n.run = o.run AND n.country = o.country AND n.month = o.month AND n.release_id > o.release_id) ORDER BY o.cut_off, o.country, o.month";
    DROP_OPINIONS = "DELETE FROM warning_opinion WHERE release_id = $1";
}

/// Whether any opinion was imported.
pub fn has_any(c: &mut Connection) -> Result<bool> {
    Ok(c.first(ANY_OPINION, &[], |_| Ok(()))?.is_some())
}

/// What a run says: deaths, and the chance of at least 25.
type Said = (Option<f64>, Option<f64>);

/// What a run said so far, by country and month.
pub fn of_run(c: &mut Connection, run: &str) -> Result<HashMap<(String, i64), Said>> {
    let all = c.all(OF_RUN, &[run.into()], |row| {
        Ok(((row.get("country")?, row.get("month")?), (row.get("deaths_mean")?, row.get("chance_25")?)))
    })?;
    // Later releases come later and take the place.
    Ok(all.into_iter().collect())
}

pub(crate) fn add(work: &mut Work<'_>, release: &str, run: &Run, o: &NewOpinion) -> Result<()> {
    let values: [Value; 7] = [
        release.into(),
        (&run.name).into(),
        run.cut_off.0.into(),
        (&o.country).into(),
        o.month.0.into(),
        o.deaths_mean.into(),
        o.chance_25.into(),
    ];
    work.execute(ADD_OPINION, &values).map(drop)
}

/// What the run with the newest data says of a country.
pub fn of_country(c: &mut Connection, country: &str) -> Result<Option<Opinion>> {
    let rows = c.all(OF_COUNTRY, &[country.into()], |row| {
        let month = Month(row.get("month")?).to_string();
        let said = OpinionMonth { month, deaths_mean: row.get("deaths_mean")?, chance_25: row.get("chance_25")? };
        let of = Opinion {
            run: row.get("run")?,
            cut_off: Month(row.get("cut_off")?).to_string(),
            release: row.get("release_id")?,
            months: Vec::new(),
        };
        Ok((of, said))
    })?;
    let Some(mut out) = rows.first().map(|(of, _)| of.clone()) else { return Ok(None) };
    for (of, said) in rows {
        if of.run == out.run && out.months.last().is_none_or(|last| last.month != said.month) {
            out.months.push(said);
        }
    }
    Ok(Some(out))
}

/// Every month until `last` that a run spoke of, beside our own forecast with its cut-off.
pub(crate) fn pairs(c: &mut Connection, last: Month) -> Result<Vec<Pair>> {
    c.all(PAIRS, &[last.0.into()], |row| {
        let own: (Option<f64>, Option<f64>) = (row.get("own_mean")?, row.get("own_chance")?);
        Ok(Pair {
            cut_off: Month(row.get("cut_off")?),
            country: row.get("country")?,
            month: Month(row.get("month")?),
            views: (row.get("deaths_mean")?, row.get("chance_25")?),
            own: own.0.zip(own.1),
        })
    })
}

/// Takes back what a release brought.
pub fn undo(work: &mut Work<'_>, release: &str) -> Result<()> {
    work.execute(DROP_OPINIONS, &[release.into()]).map(drop)
}
