//! Watch lists: the lines that are watched, the alerts, and the same as an Atom feed.

use super::shared::{self, chance};
use crate::watch::{self, Alert, INDICATORS, Watch};
use askama::Template;
use axum::extract::Path;
use platform::Sample;
use platform::actor::Needs;
use platform::web::{Asked, Outcome, Posted, Reply, Route, ShowPage, Visit};
use platform::{Error, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::page("/warning/watches", Needs::Reading, page),
        Route::page("/warning/watches/atom", Needs::Reading, atom),
        Route::form("/warning/watches", Needs::Following, add),
        Route::form("/warning/watches/{id}", Needs::Following, change),
        Route::form("/warning/watches/{id}/end", Needs::Following, end),
        Route::form("/warning/alerts/{id}/acknowledge", Needs::Following, acknowledge),
        Route::form("/warning/alerts/{id}/escalate", Needs::Following, escalate),
    ]
}

#[derive(Template)]
#[template(path = "warning-watches.html")]
struct WatchesPage<'a> {
    v: &'a Visit,
    watches: &'a [Watch],
    alerts: &'a [Alert],
    names: BTreeMap<String, String>,
    indicators: [&'static str; 3],
}

impl WatchesPage<'_> {
    fn may_follow(&self) -> bool {
        self.v.may(Needs::Following)
    }

    fn name(&self, id: &str) -> String {
        shared::name_of(&self.names, id)
    }

    /// A line as its form takes it: deaths, or hundredths.
    fn plain(&self, w: &Watch) -> String {
        let number = if w.indicator == "deaths" { w.threshold } else { (w.threshold * 10_000.0).round() / 100.0 };
        number.to_string()
    }

    fn value(&self, watch: &Watch, value: &f64) -> String {
        if watch.indicator == "deaths" { shared::deaths(self.v, *value) } else { chance(self.v, *value) }
    }
}

fn page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let (watches, alerts) = (watch::all(&visit.app, &visit.actor)?, watch::alerts(&visit.app, &visit.actor)?);
    // Mail addresses are for those who set them.
    let strip =
        |w: Watch| if visit.may(Needs::Following) { w } else { Watch { officer_mail: String::new(), escalate_mail: String::new(), ..w } };
    let watches: Vec<Watch> = watches.into_iter().map(strip).collect();
    let alerts: Vec<Alert> = alerts.into_iter().map(|a| Alert { watch: strip(a.watch.clone()), ..a }).collect();
    let data = serde_json::json!({"watches": watches, "alerts": alerts});
    visit.show(&WatchesPage { v: &visit, watches: &watches, alerts: &alerts, names: shared::names(&visit)?, indicators: INDICATORS }, &data)
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
        let value = if alert.watch.indicator == "deaths" { shared::deaths(&visit, alert.value) } else { chance(&visit, alert.value) };
        let title = format!(
            "{}: {} {value} ({})",
            shared::name_of(&names, &alert.watch.country),
            visit.tk("warning-indicator-", &alert.watch.indicator),
            visit.date(&alert.month)
        );
        let _ = write!(
            out,
            r#"<entry><id>urn:goodoffices:alert:{}</id><title>{}</title><updated>{}</updated><link href="{}/warning/countries/{}"/></entry>"#,
            xml(&alert.id),
            xml(&title),
            alert.raised_at,
            xml(&base),
            xml(&alert.watch.country)
        );
    }
    Ok(Reply::text("application/atom+xml; charset=utf-8", out + "</feed>"))
}

#[derive(Deserialize)]
struct WatchForm {
    country: String,
    indicator: String,
    threshold: String,
    #[serde(default)]
    quiet_days: String,
    #[serde(default)]
    officer_name: String,
    #[serde(default)]
    officer_mail: String,
    #[serde(default)]
    escalate_mail: String,
    #[serde(default)]
    escalate_days: String,
}

fn days(field: &str, text: &str, unless: i64) -> Result<i64> {
    if text.trim().is_empty() {
        return Ok(unless);
    }
    text.trim().parse().map_err(|_| Error::invalid(field, format!("“{text}” is not a number of days.")))
}

impl WatchForm {
    fn parse(self) -> Result<Watch> {
        let form = self;
        let number = form.threshold.trim().replace(',', ".").parse::<f64>();
        let number = number.map_err(|_| Error::invalid("threshold", format!("“{}” is not a number.", form.threshold)))?;
        Ok(Watch {
            id: String::new(),
            threshold: if form.indicator == "deaths" { number } else { number / 100.0 },
            quiet_days: days("quiet_days", &form.quiet_days, 20)?,
            escalate_days: days("escalate_days", &form.escalate_days, 0)?,
            country: form.country,
            indicator: form.indicator,
            officer_name: form.officer_name,
            officer_mail: form.officer_mail,
            escalate_mail: form.escalate_mail,
        })
    }
}

fn add(visit: Visit, Posted(form): Posted<WatchForm>) -> Outcome {
    watch::add(&visit.app, &visit.actor, &form.parse()?)?;
    Ok(Reply::see("/warning/watches"))
}

fn change(visit: Visit, asked: (Path<String>, Posted<WatchForm>)) -> Outcome {
    let (Path(id), Posted(form)) = asked;
    watch::change(&visit.app, &visit.actor, &id, &form.parse()?)?;
    Ok(Reply::see("/warning/watches"))
}

fn end(visit: Visit, asked: (Path<String>, Posted<serde_json::Value>)) -> Outcome {
    watch::end(&visit.app, &visit.actor, &asked.0.0)?;
    Ok(Reply::see("/warning/watches"))
}

fn acknowledge(visit: Visit, asked: (Path<String>, Posted<serde_json::Value>)) -> Outcome {
    watch::acknowledge(&visit.app, &visit.actor, &asked.0.0)?;
    Ok(Reply::see("/warning/watches"))
}

fn escalate(visit: Visit, asked: (Path<String>, Posted<serde_json::Value>)) -> Outcome {
    watch::escalate(&visit.app, &visit.actor, &asked.0.0)?;
    Ok(Reply::see("/warning/watches"))
}

pub(super) fn samples() -> Vec<Sample> {
    fn sample() -> Watch {
        Watch {
            id: "w1".into(),
            country: "XQA".into(),
            indicator: "chance_25".into(),
            threshold: 0.5,
            quiet_days: 20,
            officer_name: "Ilse Maren".into(),
            officer_mail: "ilse@offices.example".into(),
            escalate_mail: "head@offices.example".into(),
            escalate_days: 3,
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
                    indicators: INDICATORS,
                }
                .render()?)
            },
        },
        Sample {
            name: "warning-watches.html, empty",
            render: |v| Ok(WatchesPage { v, watches: &[], alerts: &[], names: BTreeMap::new(), indicators: INDICATORS }.render()?),
        },
    ]
}
