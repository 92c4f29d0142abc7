//! Watch lists: somebody is told when a number crosses a threshold, once in a while, and somebody
//! else when nobody answers.

mod mail;

use mail::{send, send_now};

use crate::level::Level;
use crate::store;
use crate::store::watch as kept;
use methods::forecast::month::Month;
use platform::actor::{Actor, Needs};
use platform::kit::{self, Action, Acts, By, Cell, Column, Country, Form, Given, Line, List, Lists, Mail, Record, Thing, Whole, Words};
use platform::languages::Language;
use platform::{App, Error, Fault, Result, Work, say};
use serde::Serialize;

/// What can be watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Words)]
#[words(label = "warning-indicator-")]
pub enum Indicator {
    /// State-based deaths in the newest observed month.
    Deaths,
    /// The chance of at least 25 deaths next month, by the newest forecast.
    #[words(word = "chance_25")]
    Chance25,
    /// The chance that they escalate next month.
    ChanceEscalation,
}

/// Whether a watch still watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Words)]
#[words(label = "warning-watch-")]
pub enum State {
    /// It does.
    Active,
    /// It was ended; its alerts stay.
    Ended,
}

/// A threshold to watch.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema, Form, Record)]
#[form(label = "warning-", check(fits))]
pub struct Threshold {
    /// The country; one of which anything was imported.
    pub country: Country,
    /// What it looks at.
    pub indicator: Indicator,
    /// At or above this an alert is raised: deaths, or a chance from 0 to 1, also written 25 %.
    #[form(hint = "warning-threshold-hint")]
    pub threshold: Level,
    /// Days after an alert in which no further one is raised.
    #[form(default = "20")]
    pub quiet_days: Whole<0, 366>,
    /// Name of the officer in charge; oneself unless told.
    #[form(label = "warning-officer")]
    pub officer_name: Option<Line<200>>,
    /// Where alerts are mailed; nowhere unless told.
    pub officer_mail: Option<Mail>,
    /// After how many days an alert goes to somebody else; never where 0.
    #[form(default = "0", hint = "warning-escalate-days-hint")]
    pub escalate_days: Whole<0, 366>,
    /// Where an alert is mailed that nobody acknowledged; nowhere unless told.
    pub escalate_mail: Option<Mail>,
}

/// What holds between the fields: deaths are counted from one on, a chance is at most certain.
fn fits(threshold: &Threshold) -> Vec<Fault> {
    let (level, is_deaths) = (threshold.threshold.0, threshold.indicator == Indicator::Deaths);
    let holds = if is_deaths { level >= 1.0 } else { level <= 1.0 };
    let word = if is_deaths { "warning-error-threshold-deaths" } else { "warning-error-threshold-chance" };
    if holds { Vec::new() } else { vec![Fault::new("threshold", say!(word))] }
}

/// A threshold that somebody watches.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema, Record)]
#[record(table = "warning_watch")]
pub struct Watch {
    /// Its id.
    pub id: String,
    /// What is watched, and who is told.
    #[serde(flatten)]
    #[record(flat)]
    pub threshold: Threshold,
    /// Whose account set it.
    #[serde(skip)]
    pub officer_id: String,
    /// Whether it still watches.
    #[serde(skip)]
    pub state: State,
    /// When it was set.
    pub created_at: String,
}

/// How an alert stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Words)]
#[words(label = "warning-alert-")]
pub enum Standing {
    /// Nobody took note of it.
    Open,
    /// It went to somebody else.
    Escalated,
    /// Somebody took note of it.
    Acknowledged,
}

/// An alert that was raised.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema, Record)]
#[record(table = "warning_alert")]
pub struct Alert {
    /// Its id.
    pub id: String,
    /// The watch that raised it.
    pub watch_id: String,
    /// What is watched, and who is told.
    #[serde(flatten)]
    #[record(flat)]
    pub watched: Threshold,
    /// How it stands.
    pub standing: Standing,
    /// The month it is about, `YYYY-MM`.
    pub month: kit::Month,
    /// The value that crossed the threshold.
    pub value: f64,
    /// The threshold as it stood then.
    pub crossed: f64,
    /// What the value rests on: a forecast's id, or `observed`.
    pub rests_on: String,
    /// When.
    pub raised_at: String,
    /// When it was mailed to the officer; none where it was not.
    pub mailed_at: Option<String>,
    /// When somebody took note of it.
    pub acknowledged_at: Option<String>,
    /// Who.
    pub acknowledged_by: Option<String>,
    /// When it went to somebody else, since nobody took note.
    pub escalated_at: Option<String>,
}

/// What a check did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = CheckedWatches)]
pub struct Checked {
    /// Alerts raised.
    pub raised: usize,
    /// Alerts escalated.
    pub escalated: usize,
    /// Mails sent.
    pub mailed: usize,
    /// Mails that could not be sent; they are tried again with the next check.
    pub not_mailed: usize,
}

static WATCH: Thing = Thing { name: "warning.watch", path: "/warning/watches", page: "/warning/watches" };
static ALERT: Thing = Thing { name: "warning.alert", path: "/warning/alerts", page: "/warning/alerts" };

/// What the thresholds are narrowed to.
#[derive(Debug, Form, Record)]
#[form(label = "warning-")]
pub struct WatchesAsked {
    /// Only this country.
    pub country: Option<Country>,
    /// Only this indicator.
    pub indicator: Option<Indicator>,
}

/// What the alerts are narrowed to.
#[derive(Debug, Form, Record)]
#[form(label = "warning-")]
pub struct AlertsAsked {
    /// Only this country.
    pub country: Option<Country>,
    /// Only those that stand so.
    #[form(label = "warning-state")]
    pub standing: Option<Standing>,
}

/// The thresholds that are watched.
static WATCHES: List<Watch, WatchesAsked> =
    List::of(&WATCH, Needs::Reading, "warning-watches", kept::WATCHES, Watch::of_row, WATCH_COLUMNS, "country")
        .narrowed(|_, asked: &WatchesAsked| asked.parameters())
        .seen(|app, reader, watch| Watch { threshold: watch.threshold.seen_by(app, reader), ..watch })
        .steps(|_| vec![&CHANGE, &END])
        .begins(&[&SET]);

const WATCH_COLUMNS: &[Column<Watch>] = &[
    Column::new("country", |w: &Watch| w.threshold.country_cell()).by(By::Text("r.country")),
    Column::new("indicator", |w: &Watch| w.threshold.indicator.cell()).by(By::Text("r.indicator")),
    Column::new("threshold", |w: &Watch| w.threshold.level_cell(w.threshold.threshold.0)),
    Column::new("quiet_days", |w: &Watch| Cell::Whole(w.threshold.quiet_days.0)),
    Column::new("officer_name", |w: &Watch| w.threshold.officer_cell())
        .label("warning-officer")
        .by(By::Text("COALESCE(r.officer_name, '')")),
    Column::new("escalate_days", |w: &Watch| Cell::some(Some(w.threshold.escalate_days.0).filter(|days| *days > 0), Cell::Whole)),
];

/// The alerts that were raised.
static ALERTS: List<Alert, AlertsAsked> =
    List::of(&ALERT, Needs::Reading, "warning-alerts", kept::ALERTS, Alert::of_row, ALERT_COLUMNS, "-raised_at")
        .narrowed(|_, asked: &AlertsAsked| asked.parameters())
        .seen(|app, reader, alert| Alert { watched: alert.watched.seen_by(app, reader), ..alert })
        .steps(|alert| match alert.standing {
            Standing::Open => vec![&ACKNOWLEDGE, &ESCALATE],
            Standing::Escalated => vec![&ACKNOWLEDGE],
            Standing::Acknowledged => Vec::new(),
        });

const ALERT_COLUMNS: &[Column<Alert>] = &[
    Column::new("raised_at", |a: &Alert| Cell::Instant(a.raised_at.clone())).label("warning-when").by(By::Text("r.raised_at")),
    Column::new("country", |a: &Alert| a.watched.country_cell()).by(By::Text("r.country")),
    Column::new("indicator", |a: &Alert| a.watched.indicator.cell()),
    Column::new("month", |a: &Alert| Cell::Day(a.month.to_string())).by(By::Number("r.month")),
    Column::new("value", |a: &Alert| a.watched.level_cell(a.value)),
    Column::new("crossed", |a: &Alert| a.watched.level_cell(a.crossed)).label("warning-threshold"),
    Column::new("officer_name", |a: &Alert| a.watched.officer_cell()).label("warning-officer"),
    Column::new("standing", |a: &Alert| a.standing.cell()).label("warning-state").by(By::Text("r.standing")),
    Column::new("acknowledged_by", |a: &Alert| Cell::some(a.acknowledged_by.clone(), Cell::Text)),
];

/// What can be listed.
pub(crate) const LISTS: &[&dyn Lists] = &[&ALERTS, &WATCHES];

impl Threshold {
    fn country_cell(&self) -> Cell {
        Cell::Offered("country", self.country.to_string())
    }

    fn officer_cell(&self) -> Cell {
        Cell::some(self.officer_name.as_ref(), |name| Cell::text(name.as_str()))
    }

    /// A level as its indicator has it: deaths, or a chance.
    fn level_cell(&self, level: f64) -> Cell {
        if self.indicator == Indicator::Deaths { Cell::Whole(level.round() as i64) } else { Cell::Chance(level) }
    }

    /// The same without the mail addresses, which are for those who set them.
    fn seen_by(self, app: &App, reader: &Actor) -> Threshold {
        let may = app.require(reader, Needs::Following).is_ok();
        if may { self } else { Threshold { officer_mail: None, escalate_mail: None, ..self } }
    }
}

/// Watches a threshold.
pub static SET: Action<Threshold> = Action::new(&WATCH, "set", Needs::Following, set).starts(by_oneself);
/// Changes a watch: its threshold, its days, its officer and whom to tell. What it looks at stays,
/// since its alerts are about that.
pub static CHANGE: Action<Threshold> = Action::on(&WATCH, "change", Needs::Following, change).starts(as_it_is);
/// Ends a watch; its alerts stay, and are no longer mailed or escalated.
pub static END: Action = Action::on(&WATCH, "end", Needs::Following, end).asks(what_ends);
/// Takes note of an alert: it will not be escalated.
pub static ACKNOWLEDGE: Action = Action::on(&ALERT, "acknowledge", Needs::Following, acknowledge);
/// Hands an alert on that nobody acknowledged yet, without waiting for its days to pass.
pub static ESCALATE: Action = Action::on(&ALERT, "escalate", Needs::Following, escalate).then(send_now);

/// What can be done with watches and alerts.
pub(crate) const ACTIONS: &[&dyn Acts] = &[&SET, &CHANGE, &END, &ACKNOWLEDGE, &ESCALATE];

fn by_oneself(_: &App, actor: &Actor, _: &str) -> Result<Given> {
    Ok(Given::default().with("officer_name", &actor.name))
}

fn as_it_is(app: &App, actor: &Actor, id: &str) -> Result<Given> {
    Ok(app.read(actor, |c| kept::one(c, id))?.threshold.typed())
}

fn what_ends(app: &App, actor: &Actor, language: Language, id: &str) -> Result<Vec<platform::Said>> {
    let threshold = app.read(actor, |c| kept::one(c, id))?.threshold;
    let indicator = say!(format!("warning-indicator-{}", threshold.indicator.word().replace('_', "-")));
    let code = threshold.country.as_str();
    let source = app.read(actor, |c| store::release::country(c, code))?;
    Ok(vec![say!("warning-watch-end-sure", country = crate::country::name(code, &source, language), indicator = indicator)])
}

fn set(work: &mut Work<'_>, threshold: &Threshold) -> Result<String> {
    let known = store::release::is_known(work.connection(), threshold.country.as_str())?;
    if !known {
        return Err(Error::invalid("country", say!("warning-error-country-unknown", x = threshold.country.as_str())));
    }
    let (id, officer_id, created_at) = (platform::clock::new_id(), work.actor().id.clone(), work.now().to_owned());
    let watch = Watch { id: id.clone(), threshold: with_officer(work, threshold), officer_id, state: State::Active, created_at };
    work.insert(&watch)?;
    Ok(id)
}

/// The same with whoever does this as its officer where none is named.
fn with_officer(work: &Work<'_>, threshold: &Threshold) -> Threshold {
    let oneself = || Line::trusted(&work.actor().name);
    Threshold { officer_name: Some(threshold.officer_name.clone().unwrap_or_else(oneself)), ..threshold.clone() }
}

fn change(work: &mut Work<'_>, id: &str, threshold: &Threshold) -> Result<()> {
    let known = kept::one(work.connection(), id)?.threshold;
    let stays = |field: &str, same: bool| (!same).then(|| Fault::new(field, say!("warning-error-watch-keeps")));
    let moved = [stays("country", known.country == threshold.country), stays("indicator", known.indicator == threshold.indicator)];
    let moved: Vec<Fault> = moved.into_iter().flatten().collect();
    if !moved.is_empty() {
        return Err(Error::Invalid(moved));
    }
    let threshold = with_officer(work, threshold);
    kept::change(work, id, &threshold)
}

fn end(work: &mut Work<'_>, id: &str, (): &()) -> Result<()> {
    if kept::end(work, id)? == 0 { Err(Error::missing("watch", id)) } else { Ok(()) }
}

fn acknowledge(work: &mut Work<'_>, id: &str, (): &()) -> Result<()> {
    if kept::acknowledge(work, id)? == 0 { Err(Error::Conflict(say!("warning-error-alert-closed"))) } else { Ok(()) }
}

fn escalate(work: &mut Work<'_>, id: &str, (): &()) -> Result<()> {
    let now = work.now().to_owned();
    if kept::escalate(work, id, &now)? == 0 { Err(Error::Conflict(say!("warning-error-alert-closed"))) } else { Ok(()) }
}

/// The newest alerts.
pub fn newest_alerts(app: &App, reader: &Actor) -> Result<Vec<Alert>> {
    app.read(reader, |c| kept::newest_alerts(c, 200))
}

/// Looks at every watch: raises what is due, escalates what nobody took note of, and sends
/// the mail. `now` is an instant, ISO 8601.
pub fn check(app: &App, actor: &Actor, now: &str) -> Result<Checked> {
    app.require(actor, Needs::Following)?;
    let mut checked = Checked::default();
    (checked.raised, checked.escalated) = app.work(actor, |work| {
        let mut raised = 0;
        for watch in kept::all(work.connection())? {
            let Some((month, value, rests_on)) = value_of(work.connection(), &watch)? else { continue };
            let quiet_since = days_before(now, watch.threshold.quiet_days.0)?;
            if value >= watch.threshold.threshold.0 && !kept::has_alert(work.connection(), &watch.id, month, &quiet_since)? {
                let id = platform::clock::new_id();
                kept::raise(work, &id, &watch, month, value, &rests_on, now)?;
                work.record("warning.alert.raise", &id, &watch.id)?;
                raised += 1;
            }
        }
        let mut escalated = 0;
        for alert in kept::open_alerts(work.connection())? {
            if alert.raised_at <= days_before(now, alert.watched.escalate_days.0)? {
                kept::escalate(work, &alert.id, now)?;
                work.record(&ESCALATE.name(), &alert.id, &alert.watch_id)?;
                escalated += 1;
            }
        }
        Ok((raised, escalated))
    })?;
    send(app, actor, now, &mut checked)?;
    Ok(checked)
}

/// Where an instant lies `days` earlier.
fn days_before(now: &str, days: i64) -> Result<String> {
    let instant: jiff::Timestamp = now.parse().map_err(|_| Error::internal("an instant is not one"))?;
    Ok(format!("{:.3}", instant - jiff::SignedDuration::from_hours(24 * days)))
}

/// The month and value that a watch looks at, and what it rests on; none where nothing is known.
fn value_of(c: &mut platform::db::Connection, watch: &Watch) -> Result<Option<(Month, f64, String)>> {
    let Threshold { country, indicator, .. } = &watch.threshold;
    if *indicator == Indicator::Deaths {
        let cells = store::event::cells_of_country(c, country.as_str())?;
        let newest = cells.into_iter().filter(|(_, violence, _, _)| violence == "state").max_by(|a, b| a.2.cmp(&b.2).then(b.0.cmp(&a.0)));
        return Ok(newest.map(|(_, _, month, deaths)| (month, deaths, "observed".to_owned())));
    }
    let Some(made) = store::forecast::newest(c)? else { return Ok(None) };
    let Some(forecast) = store::forecast::of_country(c, &made, country.as_str())? else { return Ok(None) };
    let chance = |m: &crate::forecast::MonthForecast| if *indicator == Indicator::Chance25 { m.chance_25 } else { m.chance_escalation };
    let next = forecast.months.first().and_then(|m| Some((m.month.parse().ok()?, chance(m))));
    Ok(next.map(|(month, value)| (month, value, made.id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_back_from_an_instant() {
        assert_eq!(days_before("2026-11-24T10:00:00.000Z", 1).unwrap(), "2026-11-23T10:00:00.000Z");
    }
}
