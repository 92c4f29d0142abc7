//! The alerts as an Atom feed.

use super::shared::{self, chance};
use crate::watch::{self, Indicator};
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Reply, Route, Visit};
use std::fmt::Write;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::page("/warning/alerts/atom", Needs::Reading, atom)]
}

/// Text as it may stand in XML.
fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The alerts as an Atom feed (RFC 4287).
fn atom(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let alerts = watch::newest_alerts(&visit.app, &visit.actor)?;
    let names = shared::names(&visit)?;
    let base = visit.app.base_url();
    let updated = alerts.first().map_or("1970-01-01T00:00:00.000Z", |a| a.raised_at.as_str());
    let mut out = format!(
        r#"<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{}"><id>{}/warning/alerts</id><title>{}</title><updated>{updated}</updated><link rel="self" href="{}/warning/alerts/atom"/><author><name>Good Offices</name></author>"#,
        visit.language.code(),
        xml(&base),
        xml(&visit.t("warning-alerts")),
        xml(&base)
    );
    for alert in &alerts {
        let value =
            if alert.watched.indicator == Indicator::Deaths { shared::deaths(&visit, alert.value) } else { chance(&visit, alert.value) };
        let title = format!(
            "{}: {} {value} ({})",
            shared::name_of(&names, alert.watched.country.as_str()),
            visit.tk("warning-indicator-", alert.watched.indicator.word()),
            visit.date(&alert.month.to_string())
        );
        let _ = write!(
            out,
            r#"<entry><id>urn:goodoffices:alert:{}</id><title>{}</title><updated>{}</updated><link href="{}/warning/countries/{}"/></entry>"#,
            xml(&alert.id),
            xml(&title),
            alert.raised_at,
            xml(&base),
            xml(alert.watched.country.as_str())
        );
    }
    Ok(Reply::text("application/atom+xml; charset=utf-8", out + "</feed>"))
}
