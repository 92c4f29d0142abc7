//! What the pages of this domain share.

use crate::country;
use crate::store;
use platform::Result;
use platform::chart;
use platform::web::Visit;
use std::collections::BTreeMap;

/// A chance in hundredths, never rounded to certainty.
pub(super) fn chance(v: &Visit, chance: f64) -> String {
    chart::chance(v.language, chance)
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
