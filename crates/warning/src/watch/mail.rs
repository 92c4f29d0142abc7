//! The mail that tells of a passed line.

use super::{ALERT, Alert, Checked, Indicator};
use crate::store::watch as kept;
use platform::actor::Actor;
use platform::kit::Line;
use platform::mail::Mailer;
use platform::{App, Result, say};

/// Sends what is still to be sent, now.
pub(super) fn send_now(app: &App, actor: &Actor) -> Result<()> {
    send(app, actor, &platform::clock::now(), &mut Checked::default())
}

/// Sends what is still to be sent. The mail goes out after the alert is kept: a mail that
/// fails is tried again, and an alert is never lost.
pub(super) fn send(app: &App, actor: &Actor, now: &str, checked: &mut Checked) -> Result<()> {
    let Some(mailer) = Mailer::of(app)? else { return Ok(()) };
    for (alert, to, is_escalation) in app.read(actor, kept::unsent)? {
        let (subject, body) = letter(app, &mailer, &alert, is_escalation);
        match mailer.send(&to, &subject, &body) {
            Ok(()) => {
                app.work(actor, |work| {
                    kept::mark_sent(work, &alert.id, is_escalation, now)?;
                    work.record("warning.alert.mail", &alert.id, if is_escalation { "escalation" } else { "" }).map(drop)
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

/// Subject and text of the mail that tells of an alert.
fn letter(app: &App, mailer: &Mailer, alert: &Alert, is_escalation: bool) -> (platform::Said, platform::Said) {
    let t = &alert.watched;
    let value = |x: f64| if t.indicator == Indicator::Deaths { format!("{x:.0}") } else { format!("{:.0} %", x * 100.0) };
    let what = say!(format!("warning-indicator-{}", t.indicator.word().replace('_', "-")));
    let key = if is_escalation { "warning-mail-escalated" } else { "warning-mail-alert" };
    let country = crate::country::name(t.country.as_str(), t.country.as_str(), mailer.language());
    let subject = say!(key, what = what, country = country, value = value(alert.value), month = alert.month.to_string());
    let officer = t.officer_name.as_ref().map_or("–", Line::as_str);
    let address = format!("{}{}", app.base_url(), ALERT.page);
    let body = say!(
        "warning-mail-body",
        subject = subject.clone(),
        threshold = value(alert.crossed),
        officer = officer,
        rests = alert.rests_on.as_str(),
        address = address
    );
    (subject, body)
}
