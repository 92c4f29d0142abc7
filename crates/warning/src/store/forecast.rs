//! Forecasts in the database: added, never changed.

use crate::first::CountryFirst;
use crate::forecast::{CountryDraws, CountryForecast, KeptPart, Made, MonthForecast, Reasons, read_draws, write_draws};
use methods::forecast::month::Month;
use methods::forecast::scores::quantile_sorted;
use platform::db::{Connection, Row, Value};
use platform::{Result, Work, statements};
use std::collections::BTreeMap;

statements! {
    ADD_FORECAST = "INSERT INTO warning_forecast (id, cut_off, release_id, method, seed, countries, made_at, actor_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    ADD_MONTH = "INSERT INTO warning_forecast_month (forecast_id, country, step, month, deaths_mean, deaths_median, chance_1, chance_25, chance_100, chance_1000, chance_escalation, chance_lull, draws, parts) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    ADD_COUNTRY = "INSERT INTO warning_forecast_country (forecast_id, country, observed_months, deaths_12_mean, similar_moments, reasons, spike, first_months) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    FIND = "SELECT id, cut_off, release_id, method, countries, made_at FROM warning_forecast WHERE cut_off = $1 AND release_id = $2 AND method = $3";
    NEWEST = "SELECT id, cut_off, release_id, method, countries, made_at FROM warning_forecast ORDER BY cut_off DESC, id DESC LIMIT 1";
    FORECASTS = "SELECT id, cut_off, release_id, method, countries, made_at FROM warning_forecast";
    PARTS_OF = "SELECT m.country, m.parts FROM warning_forecast f JOIN warning_forecast_month m ON m.forecast_id = f.id WHERE f.cut_off = $1 AND f.release_id = $2 AND f.method = $3 AND m.step = 2";
    OF_STEP = "SELECT country, step, month, deaths_mean, deaths_median, chance_1, chance_25, chance_100, chance_1000, chance_escalation, chance_lull, draws FROM warning_forecast_month WHERE forecast_id = $1 AND step = $2 ORDER BY chance_25 DESC, deaths_mean DESC, country";
    OF_COUNTRY = "SELECT country, step, month, deaths_mean, deaths_median, chance_1, chance_25, chance_100, chance_1000, chance_escalation, chance_lull, draws FROM warning_forecast_month WHERE forecast_id = $1 AND country = $2 ORDER BY step";
    COUNTRY_HEAD = "SELECT observed_months, deaths_12_mean, similar_moments, reasons, spike, first_months FROM warning_forecast_country WHERE forecast_id = $1 AND country = $2";
    FIRST_MONTHS = "SELECT country, first_months FROM warning_forecast_country WHERE forecast_id = $1 AND first_months IS NOT NULL";
    MOVED = "SELECT country, reasons FROM warning_forecast_country WHERE forecast_id = $1";
}

pub fn made(row: &Row) -> Result<Made> {
    Ok(Made {
        id: row.get("id")?,
        cut_off: Month(row.get("cut_off")?).to_string(),
        release: row.get("release_id")?,
        method: row.get("method")?,
        countries: row.get("countries")?,
        made_at: row.get("made_at")?,
    })
}

pub fn add(work: &mut Work<'_>, m: &Made, cut_off: Month, seed: u64) -> Result<()> {
    let actor = work.actor().id.clone();
    let values: [Value; 8] = [
        (&m.id).into(),
        cut_off.0.into(),
        (&m.release).into(),
        (&m.method).into(),
        (seed as i64).into(),
        m.countries.into(),
        (&m.made_at).into(),
        actor.into(),
    ];
    work.execute(ADD_FORECAST, &values).map(drop)
}

pub fn add_country(work: &mut Work<'_>, forecast: &str, country: &CountryDraws, reasons: &Reasons) -> Result<()> {
    let spike = country.spike.as_ref().map(serde_json::to_string).transpose()?;
    let first_months = country.first_months.as_ref().map(serde_json::to_string).transpose()?;
    let values: [Value; 8] = [
        forecast.into(),
        (&country.code).into(),
        country.observed_months.into(),
        country.deaths_12_mean.into(),
        serde_json::to_string(&country.similar)?.into(),
        serde_json::to_string(reasons)?.into(),
        spike.into(),
        first_months.into(),
    ];
    work.execute(ADD_COUNTRY, &values)?;
    for month in &country.months {
        let s = country.summary(month);
        let parts: Vec<KeptPart> = month.parts.iter().map(KeptPart::from).collect();
        let values: [Value; 14] = [
            forecast.into(),
            (&s.country).into(),
            s.step.into(),
            month.month.0.into(),
            s.deaths_mean.into(),
            s.deaths_median.into(),
            s.chance_1.into(),
            s.chance_25.into(),
            s.chance_100.into(),
            s.chance_1000.into(),
            s.chance_escalation.into(),
            s.chance_lull.into(),
            write_draws(&month.draws).into(),
            serde_json::to_string(&parts)?.into(),
        ];
        work.execute(ADD_MONTH, &values)?;
    }
    Ok(())
}

pub fn find(c: &mut Connection, cut_off: Month, release: &str, method: &str) -> Result<Option<Made>> {
    c.first(FIND, &[cut_off.0.into(), release.into(), method.into()], made)
}

pub fn newest(c: &mut Connection) -> Result<Option<Made>> {
    c.first(NEWEST, &[], made)
}

/// What the parts of an earlier forecast said two months ahead, by country.
pub fn parts_of(c: &mut Connection, cut_off: Month, release: &str, method: &str) -> Result<BTreeMap<String, Vec<KeptPart>>> {
    let rows = c.all(PARTS_OF, &[cut_off.0.into(), release.into(), method.into()], |row| {
        Ok((row.get::<String>("country")?, serde_json::from_str(&row.get::<String>("parts")?)?))
    })?;
    Ok(rows.into_iter().collect())
}

fn month_forecast(row: &Row) -> Result<MonthForecast> {
    let draws = read_draws(&row.get::<String>("draws")?);
    let at = |share: f64| quantile_sorted(&draws, share);
    Ok(MonthForecast {
        country: row.get("country")?,
        step: row.get("step")?,
        month: Month(row.get("month")?).to_string(),
        deaths_mean: row.get("deaths_mean")?,
        deaths_median: row.get("deaths_median")?,
        chance_1: row.get("chance_1")?,
        chance_25: row.get("chance_25")?,
        chance_100: row.get("chance_100")?,
        chance_1000: row.get("chance_1000")?,
        chance_escalation: row.get("chance_escalation")?,
        chance_lull: row.get("chance_lull")?,
        interval_50: [at(0.25), at(0.75)],
        interval_80: [at(0.1), at(0.9)],
        interval_95: [at(0.025), at(0.975)],
    })
}

pub fn of_step(c: &mut Connection, forecast: &str, step: i64) -> Result<Vec<MonthForecast>> {
    c.all(OF_STEP, &[forecast.into(), step.into()], month_forecast)
}

pub fn of_country(c: &mut Connection, made: &Made, country: &str) -> Result<Option<CountryForecast>> {
    let head = c.first(COUNTRY_HEAD, &[(&made.id).into(), country.into()], |row| {
        Ok((
            row.get::<i64>("observed_months")?,
            row.get::<f64>("deaths_12_mean")?,
            row.get::<String>("similar_moments")?,
            row.get::<String>("reasons")?,
            row.get::<Option<String>>("spike")?,
            row.get::<Option<String>>("first_months")?,
        ))
    })?;
    let Some((observed_months, deaths_12_mean, similar, reasons, spike, first_months)) = head else { return Ok(None) };
    let months = c.all(OF_COUNTRY, &[(&made.id).into(), country.into()], month_forecast)?;
    Ok(Some(CountryForecast {
        made: made.clone(),
        observed_months,
        deaths_12_mean,
        months,
        reasons: serde_json::from_str(&reasons)?,
        similar: serde_json::from_str(&similar)?,
        spike: spike.map(|text| serde_json::from_str(&text)).transpose()?,
        first_months: first_months.map(|text| serde_json::from_str(&text)).transpose()?,
    }))
}

/// The chances of a first month, by country.
pub fn first_months(c: &mut Connection, forecast: &str) -> Result<Vec<CountryFirst>> {
    c.all(FIRST_MONTHS, &[forecast.into()], |row| {
        Ok(CountryFirst { country: row.get("country")?, chances: serde_json::from_str(&row.get::<String>("first_months")?)? })
    })
}

/// What moved, by country.
pub fn moved(c: &mut Connection, forecast: &str) -> Result<BTreeMap<String, Reasons>> {
    let rows =
        c.all(MOVED, &[forecast.into()], |row| Ok((row.get::<String>("country")?, serde_json::from_str(&row.get::<String>("reasons")?)?)))?;
    Ok(rows.into_iter().collect())
}
