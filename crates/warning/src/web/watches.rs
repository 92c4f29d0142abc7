//! Watch lists: the thresholds that are watched, the alerts, and the same as an Atom feed.

use super::shared::{self, chance};
use crate::watch::{self, Alert, Indicator, State, Threshold, Watch};

use askama::Template;
use platform::Sample;
use platform::actor::Needs;
use platform::kit::{Form, Given};
use platform::web::{Asked, Outcome, Reply, Route, ShowPage, Visit};
use std::collections::BTreeMap;
use std::fmt::Write;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::page("/warning/watches", Needs::Reading, page), Route::page("/warning/watches/atom", Needs::Reading, atom)]
}

#[derive(Template)]
#[template(path = "warning-watches.html")]
struct WatchesPage<'a> {
    v: &'a Visit,
    watches: &'a [Watch],
    alerts: &'a [Alert],
    names: BTreeMap<String, String>,
}

impl WatchesPage<'_> {
    fn name(&self, id: &str) -> String {
        shared::name_of(&self.names, id)
    }

    /// What leads to the form that sets a threshold.
    fn set(&self) -> String {
        self.v.step(&watch::SET, "")
    }

    /// What can be done with a watch.
    fn steps(&self, watch: &Watch) -> String {
        [self.v.step(&watch::CHANGE, &watch.id), self.v.step(&watch::END, &watch.id)].join(" ")
    }

    /// What can be done with an alert that nobody acknowledged.
    fn steps_of(&self, alert: &Alert) -> String {
        let escalate = if alert.escalated_at.is_none() { self.v.step(&watch::ESCALATE, &alert.id) } else { String::new() };
        [self.v.step(&watch::ACKNOWLEDGE, &alert.id), escalate].join(" ")
    }

    fn value(&self, watch: &Watch, value: &f64) -> String {
        if watch.threshold.indicator == Indicator::Deaths { shared::deaths(self.v, *value) } else { chance(self.v, *value) }
    }
}

fn page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let (watches, alerts) = (watch::all(&visit.app, &visit.actor)?, watch::alerts(&visit.app, &visit.actor)?);
    // Mail addresses are for those who set them.
    let strip = |w: Watch| {
        if visit.may(Needs::Following) {
            w
        } else {
            Watch { threshold: Threshold { officer_mail: None, escalate_mail: None, ..w.threshold }, ..w }
        }
    };
    let watches: Vec<Watch> = watches.into_iter().map(strip).collect();
    let alerts: Vec<Alert> = alerts.into_iter().map(|a| Alert { watch: strip(a.watch.clone()), ..a }).collect();
    let data = serde_json::json!({"watches": watches, "alerts": alerts});
    visit.show(&WatchesPage { v: &visit, watches: &watches, alerts: &alerts, names: shared::names(&visit)? }, &data)
}

/// Text as it may stand in XML.
fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The alerts as an Atom feed (RFC 4287).
fn atom(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let alerts = watch::alerts(&visit.app, &visit.actor)?;
    let names = shared::names(&visit)?;
    let base = visit.app.base_url();
    let updated = alerts.first().map_or("1970-01-01T00:00:00.000Z", |a| a.raised_at.as_str());
    let mut out = format!(
        r#"<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{}"><id>{}/warning/watches</id><title>{}</title><updated>{updated}</updated><link rel="self" href="{}/warning/watches/atom"/><author><name>Good Offices</name></author>"#,
        visit.language.code(),
        xml(&base),
        xml(&visit.t("warning-alerts")),
        xml(&base)
    );
    for alert in &alerts {
        let value = if alert.watch.threshold.indicator == Indicator::Deaths {
            shared::deaths(&visit, alert.value)
        } else {
            chance(&visit, alert.value)
        };
        let title = format!(
            "{}: {} {value} ({})",
            shared::name_of(&names, alert.watch.threshold.country.as_str()),
            visit.tk("warning-indicator-", alert.watch.threshold.indicator.word()),
            visit.date(&alert.month)
        );
        let _ = write!(
            out,
            r#"<entry><id>urn:goodoffices:alert:{}</id><title>{}</title><updated>{}</updated><link href="{}/warning/countries/{}"/></entry>"#,
            xml(&alert.id),
            xml(&title),
            alert.raised_at,
            xml(&base),
            xml(alert.watch.threshold.country.as_str())
        );
    }
    Ok(Reply::text("application/atom+xml; charset=utf-8", out + "</feed>"))
}

pub(super) fn samples() -> Vec<Sample> {
    fn sample() -> Watch {
        let given = [
            ("country", "XQA"),
            ("indicator", "chance_25"),
            ("threshold", "50 %"),
            ("quiet_days", "20"),
            ("escalate_days", "3"),
            ("officer_name", "Ilse Maren"),
        ];
        let given = given.into_iter().fold(Given::default(), |all, (name, text)| all.with(name, text));
        Watch {
            id: "w1".into(),
            threshold: Threshold::read(&given).expect("a sample holds"),
            officer_id: "o1".into(),
            state: State::Active,
            created_at: "2026-11-23T10:00:00.000Z".into(),
        }
    }
    fn alert() -> Alert {
        Alert {
            id: "a1".into(),
            watch: sample(),
            month: "2026-11".into(),
            value: 0.61,
            threshold: 0.5,
            rests_on: "1".into(),
            raised_at: "2026-11-23T10:00:00.000Z".into(),
            mailed_at: Some("2026-11-23T10:00:00.000Z".into()),
            acknowledged_at: None,
            acknowledged_by: None,
            escalated_at: Some("2026-11-26T10:00:00.000Z".into()),
        }
    }
    vec![
        Sample {
            name: "warning-watches.html",
            render: |v| {
                Ok(WatchesPage {
                    v,
                    watches: &[sample()],
                    alerts: &[alert()],
                    names: BTreeMap::from([("XQA".to_owned(), "Karsava".to_owned())]),
                }
                .render()?)
            },
        },
        Sample {
            name: "warning-watches.html, empty",
            render: |v| Ok(WatchesPage { v, watches: &[], alerts: &[], names: BTreeMap::new() }.render()?),
        },
    ]
}
