//! Writing a release: whole, or not at all; nothing that stood before is lost.

use super::{Batch, Counts, Release};
use crate::feed::Feed;
use crate::store::event::{self, CellKey};
use crate::store::{opinion, release};
use methods::forecast::month::Month;
use platform::actor::{Actor, Needs};
use platform::{App, Error, Result, Work};
use std::collections::{BTreeMap, BTreeSet, HashSet};

type Watch<'a> = dyn Fn(usize, usize, &str) + 'a;

/// Writes what an import understood as a new release.
pub(crate) fn write(app: &App, actor: &Actor, batch: Batch, watch: &Watch<'_>) -> Result<Release> {
    let id = platform::clock::new_id();
    app.work(actor, |work| {
        let (refused, doubtful) = platform::import::tally(&batch.notes);
        let mut counts = Counts { read: batch.read, refused, doubtful, ..Counts::default() };
        release::add(work, &id, &batch)?;
        if batch.cells.is_empty() {
            write_events(work, &id, &batch, &mut counts, watch)?;
        } else {
            write_series(work, &id, &batch, &mut counts)?;
        }
        write_opinions(work, &id, &batch, &mut counts)?;
        release::set_counts(work, &id, &counts)?;
        let now = work.now().to_owned();
        let months = batch.events.iter().map(|e| e.month).chain(batch.cells.iter().map(|c| c.1));
        let data_until = months.chain(batch.run.as_ref().map(|run| run.cut_off)).max().map(|m| m.to_string());
        let feed = Feed {
            source: batch.source.to_owned(),
            tried_at: now.clone(),
            succeeded_at: Some(now),
            error: None,
            rows_read: batch.read,
            data_until,
        };
        release::put_feed(work.connection(), &feed)?;
        let detail = format!(
            "events {} revised {} withdrawn {} months {}",
            counts.events_new,
            counts.events_revised,
            counts.events_withdrawn,
            counts.months_new + counts.months_revised
        );
        work.record("warning.release.imported", &id, &detail)
    })?;
    app.read(actor, |c| release::get(c, &id))
}

fn write_events(work: &mut Work<'_>, id: &str, batch: &Batch, counts: &mut Counts, watch: &Watch<'_>) -> Result<()> {
    let is_first = !event::has_any(work.connection(), batch.source)?;
    // The country-months that change; their sums are drawn anew below.
    let mut touched: BTreeMap<(String, Month, String), f64> = BTreeMap::new();
    for (at, new) in batch.events.iter().enumerate() {
        if at % 10_000 == 0 {
            watch(at, batch.events.len(), &batch.label);
        }
        let key = (new.country.clone(), new.month, new.violence.to_owned());
        let known = if is_first { None } else { event::current(work.connection(), batch.source, &new.event_id)? };
        match known {
            Some(known) if known == *new => {
                counts.events_same += 1;
                continue;
            }
            Some(known) => {
                counts.events_revised += 1;
                touched.insert((known.country, known.month, known.violence.to_owned()), 0.0);
                event::end(work, batch.source, &new.event_id, id, "revised")?;
            }
            None => counts.events_new += 1,
        }
        event::add(work, batch.source, id, new)?;
        *touched.entry(key).or_default() += new.deaths_best as f64;
    }
    withdraw(work, id, batch, counts, &mut touched)?;
    if let Some((from, until)) = batch.covers {
        for (country, _, _) in &batch.countries {
            for month in (from.0..=until.0).map(Month) {
                touched.entry((country.clone(), month, "state".to_owned())).or_default();
            }
        }
    }
    // Half a month is no sum: it stays not observed until a release has it whole.
    touched.retain(|(_, month, _), _| batch.half_month.is_none_or(|half| *month < half));
    for ((country, month, violence), added) in touched {
        let deaths = if is_first { added } else { event::sum(work.connection(), batch.source, &country, month, &violence)?.0 as f64 };
        let key = CellKey { source: batch.source, country: &country, month, violence: &violence };
        let known = if is_first { None } else { event::cell(work.connection(), batch.source, &country, month, &violence)? };
        put(work, key, id, deaths, known, counts)?;
    }
    Ok(())
}

/// Ends events that the source names as withdrawn, and those that a whole release of their
/// months no longer holds.
fn withdraw(
    work: &mut Work<'_>,
    id: &str,
    batch: &Batch,
    counts: &mut Counts,
    touched: &mut BTreeMap<(String, Month, String), f64>,
) -> Result<()> {
    let mut gone: Vec<String> = Vec::new();
    if let Some((from, until)) = batch.covers {
        let held: HashSet<&str> = batch.events.iter().map(|e| e.event_id.as_str()).collect();
        let countries: BTreeSet<&String> = batch.countries.iter().map(|(code, _, _)| code).collect();
        for country in countries {
            let current = event::current_in(work.connection(), batch.source, country, from, until)?;
            gone.extend(current.into_iter().filter(|(event, _, _)| !held.contains(event.as_str())).map(|(event, _, _)| event));
        }
    }
    gone.extend(batch.withdrawn.iter().cloned());
    for event_id in gone {
        let Some(known) = event::current(work.connection(), batch.source, &event_id)? else { continue };
        event::end(work, batch.source, &event_id, id, "withdrawn")?;
        touched.entry((known.country, known.month, known.violence.to_owned())).or_default();
        counts.events_withdrawn += 1;
    }
    Ok(())
}

fn write_series(work: &mut Work<'_>, id: &str, batch: &Batch, counts: &mut Counts) -> Result<()> {
    for of_country in batch.cells.chunk_by(|a, b| a.0 == b.0) {
        let country = &of_country[0].0;
        let known = event::cells_of(work.connection(), batch.source, country, "state")?;
        for (_, month, deaths) in of_country {
            let key = CellKey { source: batch.source, country, month: *month, violence: "state" };
            put(work, key, id, *deaths, known.get(&month.0).copied(), counts)?;
        }
    }
    Ok(())
}

/// Writes what a run of somebody else's forecast says, so far as it says anything new.
fn write_opinions(work: &mut Work<'_>, id: &str, batch: &Batch, counts: &mut Counts) -> Result<()> {
    let Some(run) = &batch.run else { return Ok(()) };
    let known = opinion::of_run(work.connection(), &run.name)?;
    for new in &batch.opinions {
        match known.get(&(new.country.clone(), new.month.0)) {
            Some(said) if *said == (new.deaths_mean, new.chance_25) => {
                counts.months_same += 1;
                continue;
            }
            Some(_) => counts.months_revised += 1,
            None => counts.months_new += 1,
        }
        opinion::add(work, id, run, new)?;
    }
    Ok(())
}

fn put(work: &mut Work<'_>, key: CellKey<'_>, id: &str, deaths: f64, known: Option<f64>, counts: &mut Counts) -> Result<()> {
    match known {
        Some(known) if known == deaths => {
            counts.months_same += 1;
            return Ok(());
        }
        Some(_) => counts.months_revised += 1,
        None => counts.months_new += 1,
    }
    event::put_cell(work, key, id, deaths, known.is_some())
}

/// Takes a whole release back. Later releases of the same source must be undone first, and
/// no stored forecast may rest on it: a forecast can always be recomputed.
pub fn undo(app: &App, actor: &Actor, id: &str) -> Result<()> {
    app.require(actor, Needs::Curating)?;
    app.work(actor, |work| {
        let known = release::get(work.connection(), id)?;
        if known.state == "undone" {
            return Err(Error::Conflict(format!("The release {id} is undone already.")));
        }
        if let Some(later) = release::later_of(work.connection(), &known.source, id)? {
            return Err(Error::Conflict(format!("The release {later} came after this one and rests on it. Undo that one first.")));
        }
        // What ACLED counts and what others forecast never enters our forecasts.
        let rests = matches!(known.source.as_str(), "series" | "ucdp_ged");
        if let Some(forecast) = release::forecast_on(work.connection(), id)?.filter(|_| rests) {
            return Err(Error::Conflict(format!(
                "The forecast {forecast} may rest on this release, and forecasts are kept for ever. Import a corrected release instead."
            )));
        }
        event::undo(work, id)?;
        opinion::undo(work, id)?;
        release::mark_undone(work, id)?;
        work.record("warning.release.undone", id, &known.source).map(drop)
    })
}
