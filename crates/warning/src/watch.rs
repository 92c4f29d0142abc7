//! Watch lists: somebody is told when a number passes a line, once in a while, and somebody
//! else when nobody answers.

use crate::store;
use crate::store::watch as kept;
use lettre::message::Mailbox;
use lettre::{Message, SmtpTransport, Transport};
use methods::forecast::month::Month;
use platform::actor::{Actor, Needs};
use platform::config::{Setting, Shown};
use platform::{App, Error, Result};
use serde::Serialize;

/// What can be watched.
pub const INDICATORS: [&str; 3] = ["deaths", "chance_25", "chance_escalation"];

/// How mail is sent. Nothing is sent while the address is empty.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "smtp_url",
        env: "GOODOFFICES_SMTP_URL",
        default: "",
        help: "Mail server for alerts, as in smtps://user:password@mail.example.org. Empty: no mail is sent.",
        shown: Shown::Never,
    },
    Setting {
        key: "mail_from",
        env: "GOODOFFICES_MAIL_FROM",
        default: "",
        help: "Sender of alerts, as in warning@example.org.",
        shown: Shown::Whole,
    },
];

/// A line that somebody watches.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Watch {
    /// Its id.
    pub id: String,
    /// The country.
    pub country: String,
    /// `deaths` (state-based, in the newest observed month), `chance_25` or
    /// `chance_escalation` (next month, newest forecast).
    pub indicator: String,
    /// At or above this an alert is raised: deaths, or a chance 0..1.
    pub threshold: f64,
    /// Days after an alert in which no further one is raised.
    pub quiet_days: i64,
    /// Name of the officer in charge.
    pub officer_name: String,
    /// Where alerts go.
    pub officer_mail: String,
    /// Where an alert goes that nobody acknowledged.
    pub escalate_mail: String,
    /// After how many days; 0 for never.
    pub escalate_days: i64,
}

/// An alert that was raised.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Alert {
    /// Its id.
    pub id: String,
    /// The watch that raised it.
    pub watch: Watch,
    /// The month it is about, `YYYY-MM`.
    pub month: String,
    /// The value that passed the line.
    pub value: f64,
    /// The line as it stood then.
    pub threshold: f64,
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

fn address(field: &str, text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() || text.parse::<Mailbox>().is_ok() {
        return Ok(text.to_owned());
    }
    Err(Error::invalid(field, format!("“{text}” is not a mail address.")))
}

/// A watch whose rules hold, with the actor as its officer where none is named.
fn checked(actor: &Actor, id: String, new: &Watch) -> Result<Watch> {
    if !INDICATORS.contains(&new.indicator.as_str()) {
        return Err(Error::invalid("indicator", format!("Choose one of: {}.", INDICATORS.join(", "))));
    }
    let most = if new.indicator == "deaths" { f64::MAX } else { 1.0 };
    let least = if new.indicator == "deaths" { 1.0 } else { f64::MIN_POSITIVE };
    if !(least..=most).contains(&new.threshold) {
        return Err(Error::invalid("threshold", "A line is at least 1 death, or a chance above 0 and up to 1 (100 in hundredths)."));
    }
    for (field, days) in [("quiet_days", new.quiet_days), ("escalate_days", new.escalate_days)] {
        if !(0..=366).contains(&days) {
            return Err(Error::invalid(field, format!("{days} days do not fit. Give 0 to 366.")));
        }
    }
    let name = new.officer_name.trim();
    if name.chars().count() > 200 {
        return Err(Error::invalid("officer_name", "Write at most 200 characters."));
    }
    Ok(Watch {
        id,
        officer_mail: address("officer_mail", &new.officer_mail)?,
        escalate_mail: address("escalate_mail", &new.escalate_mail)?,
        officer_name: if name.is_empty() { actor.name.clone() } else { name.to_owned() },
        ..new.clone()
    })
}

/// Sets a watch; its id is made here.
pub fn add(app: &App, actor: &Actor, new: &Watch) -> Result<String> {
    app.require(actor, Needs::Following)?;
    let watch = checked(actor, platform::clock::new_id(), new)?;
    app.work(actor, |work| {
        store::release::country(work.connection(), &watch.country)?;
        kept::add(work, &watch)?;
        work.record("warning.watch.set", &watch.id, &watch.indicator).map(drop)
    })?;
    Ok(watch.id)
}

/// Changes a watch: its line, its days, its officer and whom to tell. What it looks at stays,
/// since its alerts are about that.
pub fn change(app: &App, actor: &Actor, id: &str, new: &Watch) -> Result<()> {
    app.require(actor, Needs::Following)?;
    let watch = checked(actor, id.to_owned(), new)?;
    app.work(actor, |work| {
        let known = kept::all(work.connection())?.into_iter().find(|known| known.id == id).ok_or_else(|| Error::missing("watch", id))?;
        if (&known.country, &known.indicator) != (&watch.country, &watch.indicator) {
            return Err(Error::Conflict("A watch keeps its country and what it looks at. End this one and set another.".into()));
        }
        kept::change(work, &watch)?;
        work.record("warning.watch.changed", id, &watch.indicator).map(drop)
    })
}

/// Ends a watch; its alerts stay, and are no longer mailed or escalated.
pub fn end(app: &App, actor: &Actor, id: &str) -> Result<()> {
    app.require(actor, Needs::Following)?;
    app.work(actor, |work| {
        if kept::end(work, id)? == 0 {
            return Err(Error::missing("watch", id));
        }
        work.record("warning.watch.ended", id, "").map(drop)
    })
}

/// Takes note of an alert: it will not be escalated.
pub fn acknowledge(app: &App, actor: &Actor, id: &str) -> Result<()> {
    app.require(actor, Needs::Following)?;
    app.work(actor, |work| {
        if kept::acknowledge(work, id)? == 0 {
            return Err(Error::Conflict("This alert was acknowledged already, or is not here.".into()));
        }
        work.record("warning.alert.acknowledged", id, "").map(drop)
    })
}

/// Hands an alert on that nobody acknowledged yet, without waiting for its days to pass, and
/// sends the mail.
pub fn escalate(app: &App, actor: &Actor, id: &str) -> Result<()> {
    app.require(actor, Needs::Following)?;
    let now = platform::clock::now();
    app.work(actor, |work| {
        if kept::escalate(work, id, &now)? == 0 {
            return Err(Error::Conflict("This alert was acknowledged or escalated already, or is not here.".into()));
        }
        work.record("warning.alert.escalated", id, "by hand").map(drop)
    })?;
    send(app, actor, &now, &mut Checked::default())
}

/// Watches that are active.
pub fn all(app: &App, reader: &Actor) -> Result<Vec<Watch>> {
    app.read(reader, kept::all)
}

/// The newest alerts.
pub fn alerts(app: &App, reader: &Actor) -> Result<Vec<Alert>> {
    app.read(reader, |c| kept::alerts(c, 200))
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
            let quiet_since = days_before(now, watch.quiet_days)?;
            if value >= watch.threshold && !kept::has_alert(work.connection(), &watch.id, month, &quiet_since)? {
                let id = platform::clock::new_id();
                kept::raise(work, &id, &watch, month, value, &rests_on, now)?;
                work.record("warning.alert.raised", &id, &watch.id)?;
                raised += 1;
            }
        }
        let mut escalated = 0;
        for alert in kept::open_alerts(work.connection())? {
            if alert.raised_at <= days_before(now, alert.watch.escalate_days)? {
                kept::escalate(work, &alert.id, now)?;
                work.record("warning.alert.escalated", &alert.id, &alert.watch.id)?;
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
    if watch.indicator == "deaths" {
        let cells = store::event::cells_of_country(c, &watch.country)?;
        let newest = cells.into_iter().filter(|(_, violence, _, _)| violence == "state").max_by(|a, b| a.2.cmp(&b.2).then(b.0.cmp(&a.0)));
        return Ok(newest.map(|(_, _, month, deaths)| (month, deaths, "observed".to_owned())));
    }
    let Some(made) = store::forecast::newest(c)? else { return Ok(None) };
    let Some(forecast) = store::forecast::of_country(c, &made, &watch.country)? else { return Ok(None) };
    let next = forecast
        .months
        .first()
        .and_then(|m| Some((m.month.parse().ok()?, if watch.indicator == "chance_25" { m.chance_25 } else { m.chance_escalation })));
    Ok(next.map(|(month, value)| (month, value, made.id)))
}

/// Sends what is still to be sent. The mail goes out after the alert is kept: a mail that
/// fails is tried again, and an alert is never lost.
fn send(app: &App, actor: &Actor, now: &str, checked: &mut Checked) -> Result<()> {
    let (url, from) = (app.config().text("smtp_url").to_owned(), app.config().text("mail_from").to_owned());
    if url.is_empty() {
        return Ok(());
    }
    let from: Mailbox =
        from.parse().map_err(|_| Error::invalid("mail_from", "The setting mail_from is not a mail address, so no alert was mailed."))?;
    let mailer = SmtpTransport::from_url(&url).map_err(|_| {
        Error::invalid("smtp_url", "The setting smtp_url is not the address of a mail server. Write it as smtps://user:password@host.")
    })?;
    let mailer = mailer.timeout(Some(std::time::Duration::from_secs(20))).build();
    for (alert, to, is_escalation) in app.read(actor, kept::unsent)? {
        let Ok(to) = to.parse::<Mailbox>() else { continue };
        let mail = letter(app, &alert, &from, to, is_escalation)?;
        match mailer.send(&mail) {
            Ok(_) => {
                app.work(actor, |work| {
                    kept::mark_sent(work, &alert.id, is_escalation, now)?;
                    work.record("warning.alert.mailed", &alert.id, if is_escalation { "escalation" } else { "" }).map(drop)
                })?;
                checked.mailed += 1;
            }
            Err(error) => {
                tracing::warn!(%error, alert = %alert.id, "an alert could not be mailed; it is tried again with the next check");
                checked.not_mailed += 1;
            }
        }
    }
    Ok(())
}

fn letter(app: &App, alert: &Alert, from: &Mailbox, to: Mailbox, is_escalation: bool) -> Result<Message> {
    let w = &alert.watch;
    let value = |x: f64| if w.indicator == "deaths" { format!("{x:.0}") } else { format!("{:.0} %", x * 100.0) };
    let start = if is_escalation { "Not acknowledged: " } else { "" };
    let subject = format!("{start}{} in {}: {} ({})", w.indicator.replace('_', " "), w.country, value(alert.value), alert.month);
    let body = format!(
        "{subject}\n\nThe line is {}. Officer: {}. It rests on: {}.\nAcknowledge it here: {}/warning/watches\n",
        value(alert.threshold),
        w.officer_name,
        alert.rests_on,
        app.base_url()
    );
    Message::builder().from(from.clone()).to(to).subject(subject).body(body).map_err(|error| Error::internal(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_back_from_an_instant() {
        assert_eq!(days_before("2026-11-24T10:00:00.000Z", 1).unwrap(), "2026-11-23T10:00:00.000Z");
    }
}
