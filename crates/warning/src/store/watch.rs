//! Watches and alerts in the database.

use crate::watch::{Alert, Threshold, Watch};
use methods::forecast::month::Month;
use platform::db::{Connection, Value};
use platform::kit::{Record, Stored};
use platform::{Error, Result, Work, statements};

/// An alert with the watch that raised it.
macro_rules! alerts {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.watch_id, w.country, w.indicator, w.threshold, w.quiet_days, w.officer_name, w.officer_mail, ",
            "w.escalate_days, w.escalate_mail, a.month, a.value, a.threshold AS crossed, a.rests_on, a.raised_at, a.mailed_at, ",
            "a.escalation_mailed_at, a.acknowledged_at, a.acknowledged_by, a.escalated_at, CASE WHEN a.acknowledged_at IS NOT NULL ",
            "THEN 'acknowledged' WHEN a.escalated_at IS NOT NULL THEN 'escalated' ELSE 'open' END AS standing ",
            "FROM warning_alert a JOIN warning_watch w ON w.id = a.watch_id ",
            $rest
        )
    };
}

statements! {
    CHANGE_WATCH = "UPDATE warning_watch SET threshold = $2, quiet_days = $3, officer_name = $4, officer_mail = $5, escalate_days = $6, escalate_mail = $7 WHERE id = $1 AND state = 'active'";
    END_WATCH = "UPDATE warning_watch SET state = 'ended' WHERE id = $1 AND state = 'active'";
    WATCH = "SELECT w.* FROM warning_watch w WHERE id = $1 AND state = 'active'";
    WATCHES = "SELECT w.* FROM warning_watch w WHERE state = 'active' AND (CAST($1 AS TEXT) IS NULL OR country = $1) AND (CAST($2 AS TEXT) IS NULL OR indicator = $2)";
    HAS_ALERT = "SELECT id FROM warning_alert WHERE watch_id = $1 AND (month = $2 OR raised_at > $3) LIMIT 1";
    RAISE = "INSERT INTO warning_alert (id, watch_id, month, value, threshold, rests_on, raised_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    ACKNOWLEDGE = "UPDATE warning_alert SET acknowledged_at = $2, acknowledged_by = $3 WHERE id = $1 AND acknowledged_at IS NULL";
    ESCALATE = "UPDATE warning_alert SET escalated_at = $2 WHERE id = $1 AND escalated_at IS NULL AND acknowledged_at IS NULL";
    MAILED = "UPDATE warning_alert SET mailed_at = $2 WHERE id = $1";
    ESCALATION_MAILED = "UPDATE warning_alert SET escalation_mailed_at = $2 WHERE id = $1";
    ALERTS = concat!("SELECT * FROM (", alerts!(""), ") a WHERE (CAST($1 AS TEXT) IS NULL OR country = $1) AND (CAST($2 AS TEXT) IS NULL OR standing = $2)");
    NEWEST_ALERTS = alerts!("ORDER BY a.raised_at DESC, a.id DESC LIMIT $1");
    OPEN_ALERTS = alerts!("WHERE a.acknowledged_at IS NULL AND a.escalated_at IS NULL AND w.state = 'active' AND w.escalate_days > 0 ORDER BY a.raised_at");
    UNSENT = alerts!("WHERE w.state = 'active' AND ((a.mailed_at IS NULL AND a.acknowledged_at IS NULL AND w.officer_mail IS NOT NULL) OR (a.escalated_at IS NOT NULL AND a.escalation_mailed_at IS NULL AND w.escalate_mail IS NOT NULL)) ORDER BY a.raised_at");
}

pub fn change(work: &mut Work<'_>, id: &str, t: &Threshold) -> Result<()> {
    let values = [
        id.into(),
        t.threshold.stored(),
        t.quiet_days.stored(),
        t.officer_name.stored(),
        t.officer_mail.stored(),
        t.escalate_days.stored(),
        t.escalate_mail.stored(),
    ];
    work.execute(CHANGE_WATCH, &values).map(drop)
}

pub fn end(work: &mut Work<'_>, id: &str) -> Result<u64> {
    work.execute(END_WATCH, &[id.into()])
}

/// An active watch.
pub fn one(c: &mut Connection, id: &str) -> Result<Watch> {
    c.first(WATCH, &[id.into()], Watch::of_row)?.ok_or_else(|| Error::missing("watch", id))
}

pub fn all(c: &mut Connection) -> Result<Vec<Watch>> {
    c.all(WATCHES, &[Value::Null, Value::Null], Watch::of_row)
}

/// Whether a watch spoke of this month already, or of anything since `since`.
pub fn has_alert(c: &mut Connection, watch: &str, month: Month, since: &str) -> Result<bool> {
    Ok(c.first(HAS_ALERT, &[watch.into(), month.0.into(), since.into()], |_| Ok(()))?.is_some())
}

pub fn raise(work: &mut Work<'_>, id: &str, watch: &Watch, month: Month, value: f64, rests_on: &str, now: &str) -> Result<()> {
    let threshold = watch.threshold.threshold.stored();
    let values: [Value; 7] = [id.into(), (&watch.id).into(), month.0.into(), value.into(), threshold, rests_on.into(), now.into()];
    work.execute(RAISE, &values).map(drop)
}

pub fn acknowledge(work: &mut Work<'_>, id: &str) -> Result<u64> {
    let (actor, now) = (work.actor().name.clone(), work.now().to_owned());
    work.execute(ACKNOWLEDGE, &[id.into(), now.into(), actor.into()])
}

pub fn escalate(work: &mut Work<'_>, id: &str, now: &str) -> Result<u64> {
    work.execute(ESCALATE, &[id.into(), now.into()])
}

pub fn mark_sent(work: &mut Work<'_>, id: &str, is_escalation: bool, now: &str) -> Result<()> {
    work.execute(if is_escalation { ESCALATION_MAILED } else { MAILED }, &[id.into(), now.into()]).map(drop)
}

pub fn newest_alerts(c: &mut Connection, limit: usize) -> Result<Vec<Alert>> {
    c.all(NEWEST_ALERTS, &[limit.into()], Alert::of_row)
}

/// Alerts of active watches that nobody acknowledged and that are to be escalated in time.
pub fn open_alerts(c: &mut Connection) -> Result<Vec<Alert>> {
    c.all(OPEN_ALERTS, &[], Alert::of_row)
}

/// Mail still to be sent: the alert, to whom, and whether it is an escalation.
pub fn unsent(c: &mut Connection) -> Result<Vec<(Alert, String, bool)>> {
    let rows = c.all(UNSENT, &[], |row| Ok((Alert::of_row(row)?, row.get::<Option<String>>("escalation_mailed_at")?)))?;
    let mut out = Vec::new();
    for (a, escalation_mailed_at) in rows {
        let t = a.watched.clone();
        if let Some(to) = t.officer_mail.filter(|_| a.mailed_at.is_none() && a.acknowledged_at.is_none()) {
            out.push((a.clone(), to.to_string(), false));
        }
        if let Some(to) = t.escalate_mail.filter(|_| a.escalated_at.is_some() && escalation_mailed_at.is_none()) {
            out.push((a, to.to_string(), true));
        }
    }
    Ok(out)
}
