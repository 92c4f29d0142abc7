//! Writing a release: whole, or not at all; nothing that stood before is lost.

use super::{Batch, Counts, NewEvent, Release};
use crate::feed::Feed;
use crate::store::event::{self, CellKey};
use crate::store::{opinion, place, release};
use methods::forecast::month::Month;
use platform::actor::Actor;
use platform::{App, Error, Result, Work, say};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

type Watch<'a> = dyn Fn(usize, usize, &str) + 'a;

/// Writes what an import understood as a new release.
pub(crate) fn write(app: &App, actor: &Actor, batch: Batch, watch: &Watch<'_>) -> Result<Release> {
    let id = platform::clock::new_id();
    app.work(actor, |work| {
        let (refused, doubtful) = platform::import::tally(&batch.notes);
        let mut counts = Counts { read: batch.read, refused, doubtful, ..Counts::default() };
        let number = release::add(work, &id, &batch)?;
        if batch.cells.is_empty() {
            write_events(work, number, &batch, &mut counts, watch)?;
        } else {
            write_series(work, number, &batch, &mut counts)?;
        }
        write_opinions(work, &id, &batch, &mut counts)?;
        release::set_counts(work, &id, &counts)?;
        let now = work.now().to_owned();
        let months = batch.events.iter().map(|e| e.month).chain(batch.cells.iter().map(|c| c.1));
        let whole = months.filter(|month| batch.half_month != Some(*month));
        let data_until = whole.chain(batch.run.as_ref().map(|run| run.cut_off)).max().map(|m| m.to_string());
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

/// By how much the deaths of the country-months that a release touches change. A cell of events
/// always is the sum of its current events, so what came and went is enough to know its new
/// sum: reading all its events again would cost more the more lie there.
#[derive(Default)]
struct Touched(BTreeMap<(&'static str, String, Month), i64>);

impl Touched {
    fn add(&mut self, event: &NewEvent, deaths: i64) {
        *self.0.entry((event.violence, event.country.clone(), event.month)).or_default() += deaths;
    }
}

fn write_events(work: &mut Work<'_>, number: i64, batch: &Batch, counts: &mut Counts, watch: &Watch<'_>) -> Result<()> {
    let is_first = !event::has_any(work.connection(), batch.source)?;
    let mut touched = Touched::default();
    // In the order of the table's key, so that neighbours are looked up and written together.
    let mut events: Vec<&NewEvent> = batch.events.iter().collect();
    events.sort_by(|a, b| a.event_id.cmp(&b.event_id));
    // Paging may give an event twice; the later one holds.
    let events = events.chunk_by(|a, b| a.event_id == b.event_id).map(|same| same[same.len() - 1]);
    for (at, new) in events.enumerate() {
        if at % 10_000 == 0 {
            watch(at, batch.events.len(), &batch.label);
        }
        let known = if is_first { None } else { event::current(work.connection(), batch.source, &new.event_id)? };
        match known {
            Some(known) if known == *new => {
                counts.events_same += 1;
                continue;
            }
            Some(known) => {
                counts.events_revised += 1;
                touched.add(&known, -known.deaths_best);
                event::end(work, batch.source, &new.event_id, number, "revised")?;
            }
            None => counts.events_new += 1,
        }
        event::add(work, batch.source, number, new)?;
        touched.add(new, new.deaths_best);
    }
    withdraw(work, number, batch, counts, &mut touched)?;
    if let Some((from, until)) = batch.covers {
        for (country, _, _) in &batch.countries {
            for month in (from.0..=until.0).map(Month) {
                touched.0.entry(("state", country.clone(), month)).or_default();
            }
        }
    }
    // Half a month is no sum: it stays not observed until a release has it whole.
    touched.0.retain(|(_, _, month), _| batch.half_month.is_none_or(|half| *month < half));
    write_cells(work, number, batch.source, touched, is_first, counts)
}

/// Draws the sums of the touched country-months anew.
fn write_cells(work: &mut Work<'_>, number: i64, source: &str, touched: Touched, is_first: bool, counts: &mut Counts) -> Result<()> {
    let all: Vec<_> = touched.0.into_iter().collect();
    for of_country in all.chunk_by(|a, b| (a.0.0, &a.0.1) == (b.0.0, &b.0.1)) {
        let (violence, country) = (of_country[0].0.0, &of_country[0].0.1);
        let known = if is_first { HashMap::new() } else { event::cells_of(work.connection(), source, country, violence)? };
        for ((_, _, month), change) in of_country {
            let key = CellKey { source, country, month: *month, violence };
            let before = known.get(&month.0).copied();
            let deaths = match before {
                Some(before) => before + *change as f64,
                None if is_first => *change as f64,
                // Earlier events of a month that was only half there were never summed.
                None => place::sum(work.connection(), source, country, *month, violence)? as f64,
            };
            put(work, key, number, deaths, before, counts)?;
        }
    }
    Ok(())
}

/// Ends events that the source names as withdrawn, and those that a whole release of their
/// months no longer holds.
fn withdraw(work: &mut Work<'_>, number: i64, batch: &Batch, counts: &mut Counts, touched: &mut Touched) -> Result<()> {
    let mut gone: Vec<String> = Vec::new();
    if let Some((from, until)) = batch.covers {
        let held: HashSet<&str> = batch.events.iter().map(|e| e.event_id.as_str()).collect();
        let countries: BTreeSet<&String> = batch.countries.iter().map(|(code, _, _)| code).collect();
        for country in countries {
            let current = event::current_in(work.connection(), batch.source, country, from, until)?;
            gone.extend(current.into_iter().filter(|event| !held.contains(event.as_str())));
        }
    }
    gone.extend(batch.withdrawn.iter().cloned());
    for event_id in gone {
        let Some(known) = event::current(work.connection(), batch.source, &event_id)? else { continue };
        event::end(work, batch.source, &event_id, number, "withdrawn")?;
        touched.add(&known, -known.deaths_best);
        counts.events_withdrawn += 1;
    }
    Ok(())
}

fn write_series(work: &mut Work<'_>, number: i64, batch: &Batch, counts: &mut Counts) -> Result<()> {
    for of_country in batch.cells.chunk_by(|a, b| a.0 == b.0) {
        let country = &of_country[0].0;
        let known = event::cells_of(work.connection(), batch.source, country, "state")?;
        for (_, month, deaths) in of_country {
            let key = CellKey { source: batch.source, country, month: *month, violence: "state" };
            put(work, key, number, *deaths, known.get(&month.0).copied(), counts)?;
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

fn put(work: &mut Work<'_>, key: CellKey<'_>, number: i64, deaths: f64, known: Option<f64>, counts: &mut Counts) -> Result<()> {
    match known {
        Some(known) if known == deaths => {
            counts.months_same += 1;
            return Ok(());
        }
        Some(_) => counts.months_revised += 1,
        None => counts.months_new += 1,
    }
    event::put_cell(work, key, number, deaths, known.is_some())
}

/// Takes a whole release back. Later releases of the same source must be undone first, and
/// no stored forecast may rest on it: a forecast can always be recomputed.
pub(super) fn undo(work: &mut Work<'_>, id: &str, (): &()) -> Result<()> {
    let known = release::get(work.connection(), id)?;
    if known.state == "undone" {
        return Err(Error::Conflict(say!("warning-error-undone-already", id = id)));
    }
    if let Some(later) = release::later_of(work.connection(), &known.source, id)? {
        return Err(Error::Conflict(say!("warning-error-undo-later", id = later)));
    }
    // What ACLED counts and what others forecast never enters our forecasts.
    let rests = matches!(known.source.as_str(), "series" | "ucdp_ged");
    if let Some(forecast) = release::forecast_on(work.connection(), id)?.filter(|_| rests) {
        return Err(Error::Conflict(say!("warning-error-undo-forecast", id = forecast)));
    }
    let number = release::number(work.connection(), id)?;
    event::undo(work, number)?;
    opinion::undo(work, id)?;
    release::mark_undone(work, id)
}
