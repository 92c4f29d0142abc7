//! What the pages of this domain share.

use crate::country;
use crate::store;
use platform::chart;
pub(super) use platform::import::harmless;
use platform::web::{Outcome, Reply, Visit};
use platform::{Error, Result};
use std::collections::BTreeMap;

/// A chance in hundredths, never rounded to certainty.
pub(super) fn chance(v: &Visit, chance: f64) -> String {
    match chance {
        c if c < 0.01 => format!("<{}", chart::percent(v.language, 0.01)),
        c if c > 0.99 => format!(">{}", chart::percent(v.language, 0.99)),
        c => chart::percent(v.language, c),
    }
}

/// A change in hundredths with its sign.
pub(super) fn change(v: &Visit, change: f64) -> String {
    let points = (change * 100.0).round() as i64;
    match points {
        0 => v.number(0_i64),
        n if n > 0 => format!("+{}", v.number(n)),
        n => format!("−{}", v.number(-n)),
    }
}

/// Deaths, whole, as the language writes them.
pub(super) fn deaths(v: &Visit, deaths: f64) -> String {
    v.number(deaths.round() as i64)
}

/// A number with decimals, as tables of scores have it.
pub(super) fn decimal(number: f64, places: usize) -> String {
    format!("{number:.places$}")
}

/// Names of all countries at hand, in the language of the visit.
pub(super) fn names(v: &Visit) -> Result<BTreeMap<String, String>> {
    let all = v.app.read(&v.actor, store::release::countries)?;
    Ok(all.into_iter().map(|(id, name)| (id.clone(), country::name(&id, &name, v.language))).collect())
}

/// The name of a code among `names`, or the code.
pub(super) fn name_of(names: &BTreeMap<String, String>, id: &str) -> String {
    names.get(id).cloned().unwrap_or_else(|| id.to_owned())
}

/// A table as a CSV file.
pub(super) fn csv(name: &str, head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Outcome {
    let failed = |error: String| Error::internal(format!("a table could not be written: {error}"));
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(head).map_err(|e| failed(e.to_string()))?;
    for row in rows {
        table.write_record(&row).map_err(|e| failed(e.to_string()))?;
    }
    let bytes = table.into_inner().map_err(|e| failed(e.to_string()))?;
    Ok(Reply::download("text/csv; charset=utf-8", name, bytes))
}
