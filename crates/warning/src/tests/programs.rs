//! Stories through the programs' interface.

use super::{DOMAINS, bring, series, with_forecast, write};
use crate::import::OrderKind;
use axum::body::Body;
use axum::http::{Method, Request, header};
use platform::actor::Role;
use platform::testing::{FORM_COOKIE, Got, TestApp, actor, form_token};
use serde_json::{Value, json};

/// Sends JSON as somebody with a role.
fn send(t: &TestApp, role: &str, method: Method, path: &str, body: &Value) -> Got {
    let request = Request::builder()
        .method(method)
        .uri(format!("/api/v1/warning{path}"))
        .header(header::HOST, "offices.test")
        .header(header::ORIGIN, "http://offices.test")
        .header(header::COOKIE, format!("goodoffices_form={FORM_COOKIE}; test_role={role}"))
        .header("x-form-token", form_token())
        .header(header::CONTENT_TYPE, "application/json");
    t.send(request.body(Body::from(body.to_string())).unwrap())
}

fn post(t: &TestApp, role: &str, path: &str, body: &Value) -> Got {
    send(t, role, Method::POST, path, body)
}

/// Sends a file as a form with fields.
fn upload(t: &TestApp, role: &str, fields: &[(&str, &str)], file: &str) -> Got {
    let mut body = String::new();
    for (name, value) in fields {
        body.push_str(&format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
    }
    body.push_str(&format!("--x\r\ncontent-disposition: form-data; name=\"files\"; filename=\"s.csv\"\r\n\r\n{file}\r\n--x--\r\n"));
    let request = Request::post("/api/v1/warning/releases")
        .header(header::HOST, "offices.test")
        .header(header::ORIGIN, "http://offices.test")
        .header(header::COOKIE, format!("goodoffices_form={FORM_COOKIE}; test_role={role}"))
        .header("x-form-token", form_token())
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    t.send(request.body(Body::from(body)).unwrap())
}

#[test]
fn a_program_imports_forecasts_and_scores_by_jobs_and_undoes_a_release() {
    let t = TestApp::open(DOMAINS);
    assert_eq!(upload(&t, "desk_officer", &[("kind", "series")], &series()).status, 403);
    let refused = upload(&t, "curator", &[("kind", "series"), ("covers", "2020")], &series());
    assert_eq!(
        (refused.status.as_u16(), refused.json()["errors"][0]["field"].as_str().unwrap_or("").to_owned()),
        (422, "covers".to_owned())
    );
    let mut jobs = vec![upload(&t, "curator", &[("kind", "series")], &series())];
    let release = || t.get("/api/v1/warning/releases").json()["items"][0]["id"].as_str().unwrap().to_owned();
    assert!(platform::jobs::run_next(&t.app).unwrap());
    let first = release();
    assert_eq!(post(&t, "curator", &format!("/releases/{first}/undo"), &json!({})).status, 200);
    assert_eq!(post(&t, "curator", &format!("/releases/{first}/undo"), &json!({})).status, 409);
    jobs.push(upload(&t, "curator", &[("kind", "series")], &series()));
    jobs.push(post(&t, "curator", "/forecasts", &json!({"cut_off": "2023-04"})));
    jobs.push(post(&t, "curator", "/scores", &json!({"windows": [2022]})));
    for job in &jobs {
        assert_eq!(job.status, 202, "{}", job.text());
    }
    while platform::jobs::run_next(&t.app).unwrap() {}
    for job in &jobs {
        let id = job.json()["job"].as_str().unwrap().to_owned();
        assert_eq!(platform::jobs::read(&t.app, &id).unwrap().state, "done");
    }
    assert_eq!(t.get("/api/v1/warning/forecasts").json()["items"][0]["cut_off"], "2023-04");
    assert_eq!(t.get("/api/v1/warning/scores").json()["backtest"]["windows"], json!([2022]));
}

#[test]
fn jobs_that_cannot_go_well_are_refused_before_they_are_queued() {
    let t = TestApp::open(DOMAINS);
    for (path, body) in [
        ("/forecasts", json!({"cut_off": "soon"})),
        ("/forecasts", json!({"cutoff": "2021-10"})),
        ("/scores", json!({"windows": [18]})),
        ("/syncs", json!({"source": "ucdp_ged", "version": "25.1"})),
        ("/syncs", json!({"source": "radio"})),
    ] {
        let got = post(&t, "curator", path, &body);
        assert_eq!(got.status, 422, "{path} {body}: {}", got.text());
        assert_eq!(post(&t, "desk_officer", path, &body).status, 403, "{path} {body}");
    }
    assert!(!platform::jobs::run_next(&t.app).unwrap());
}

/// A compartment of the desk officer's own.
pub(super) fn compartment(t: &TestApp) -> String {
    use platform::clearance::{CompartmentKind, open};
    let officer = platform::testing::actor(Role::DeskOfficer);
    t.app.work(&officer, |work| open(work, CompartmentKind::Case, "The pass")).unwrap()
}

/// A situation that the desk officer opened.
fn situation(t: &TestApp, compartment: Option<&str>) -> String {
    let made = post(t, "desk_officer", "/situations/open", &json!({"title": "The pass", "country": "XQE", "compartment": compartment}));
    assert_eq!(made.status, 201, "{}", made.text());
    made.json()["id"].as_str().unwrap().to_owned()
}

/// A note with some fields besides, as chances.
fn note(more: &Value) -> Value {
    let mut note = json!({"month": "2026-01", "direction": "deteriorated", "risk_alert": true, "confidence": "high", "rationale": "Talks stalled.", "next_review_on": "2999-12-01"});
    note.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    note
}

#[test]
fn an_officers_program_writes_a_situation_whole() {
    let t = with_forecast();
    let id = situation(&t, None);
    let chances = json!({"chance_month": "2199-01", "chance_25": 0.4, "chance_100": 0.1});
    assert_eq!(post(&t, "mediator", &format!("/situations/{id}/note"), &note(&chances)).status, 200);
    let party = json!({"kind": "party", "name": "Front of the pass", "detail": "Wants it reopened."});
    assert_eq!(post(&t, "desk_officer", &format!("/situations/{id}/add-factor"), &party).status, 200);
    let set = json!({"scenarios": ["70 % It holds", "30 % Anything else"]});
    assert_eq!(post(&t, "curator", &format!("/situations/{id}/set-scenarios"), &set).status, 200);
    let whole = t.get(&format!("/api/v1/warning/situations/{id}")).json();
    assert_eq!(whole["notes"][0]["chances"][1], json!({"month": "2199-01", "deaths_at_least": 100, "chance": 0.1, "score": null}));
    assert_eq!((whole["factors"][0]["name"].as_str(), whole["scenarios"][0]["chance"].as_f64()), (Some("Front of the pass"), Some(0.7)));
    assert_eq!(whole["situation"]["next_review_on"], "2999-12-01");
    let page = t.get_as(&format!("/warning/situations/{id}"), "test_role=desk_officer").text();
    assert!(page.contains("Front of the pass") && page.contains("10%"), "{page}");
    let (withdraw, factor) = (format!("/situations/{id}/withdraw-factor"), json!({"factor": whole["factors"][0]["id"]}));
    assert_eq!(post(&t, "desk_officer", &withdraw, &factor).status, 200);
    assert_eq!(post(&t, "desk_officer", &withdraw, &factor).status, 404);
    assert_eq!(t.get(&format!("/api/v1/warning/situations/{id}")).json()["factors"], json!([]));
}

#[test]
fn what_does_not_fit_a_situation_is_refused_and_named() {
    let t = with_forecast();
    let id = situation(&t, None);
    for (field, chances) in [
        ("chance_month", json!({"chance_month": "2020-01", "chance_25": 0.5})),
        ("chance_month", json!({"chance_month": null, "chance_25": 0.5})),
        ("chance_30", json!({"chance_month": "2199-01", "chance_30": 0.5})),
        ("chance_25", json!({"chance_month": "2199-01", "chance_25": 1.5})),
        ("chance_100", json!({"chance_month": "2199-01", "chance_25": 0.2, "chance_100": 0.3})),
        ("chance_25", json!({"chance_month": "2199-01", "chance_25": [0.2, 0.3]})),
    ] {
        let got = post(&t, "desk_officer", &format!("/situations/{id}/note"), &note(&chances));
        assert_eq!((got.status.as_u16(), got.json()["errors"][0]["field"].as_str()), (422, Some(field)), "{}", got.text());
    }
    for (field, value) in
        [("month", "2199-01"), ("direction", "sideways"), ("confidence", "total"), ("next_review_on", "2020-01-01"), ("rationale", " ")]
    {
        let mut new = note(&json!({}));
        new[field] = json!(value);
        let got = post(&t, "desk_officer", &format!("/situations/{id}/note"), &new);
        assert_eq!((got.status.as_u16(), got.json()["errors"][0]["field"].as_str()), (422, Some(field)), "{}", got.text());
    }
    let ninety = json!({"scenarios": ["60 % It holds", "30 % It breaks"]});
    assert_eq!(post(&t, "desk_officer", &format!("/situations/{id}/set-scenarios"), &ninety).status, 422);
    assert_eq!(post(&t, "desk_officer", &format!("/situations/{id}/add-factor"), &json!({"kind": "cause", "name": "Water"})).status, 422);
    let unknown = post(&t, "desk_officer", "/situations/open", &json!({"title": "X", "country": "XXX"}));
    assert_eq!((unknown.status.as_u16(), unknown.json()["errors"][0]["field"].as_str()), (422, Some("country")), "{}", unknown.text());
}

#[test]
fn who_only_reads_writes_nothing_and_never_sees_what_is_confidential() {
    let t = with_forecast();
    let compartment = compartment(&t);
    let id = situation(&t, Some(&compartment));
    for role in ["reader", "expert", "fund_officer", "monitor", "auditor"] {
        for path in [
            "/situations/open".to_owned(),
            format!("/situations/{id}/note"),
            "/watches/set".to_owned(),
            "/checks".to_owned(),
            "/forecasts".to_owned(),
        ] {
            assert_eq!(post(&t, role, &path, &json!({})).status, 403, "{role} {path}");
        }
        assert_eq!(send(&t, role, Method::GET, &format!("/situations/{id}"), &Value::Null).status, 404, "{role}");
        assert_eq!(send(&t, role, Method::GET, "/situations", &Value::Null).json()["items"], json!([]), "{role}");
    }
    assert_eq!(post(&t, "nobody", "/watches/set", &json!({})).status, 401);
}

#[test]
fn a_chance_is_scored_beside_the_forecast_that_was_there_when_it_was_given() {
    let t = TestApp::open(DOMAINS);
    let now = platform::clock::today();
    let month_id = (i64::from(now.year()) - 1980) * 12 + i64::from(now.month());
    let row = |month: i64| format!("{month},5,Country,XQE,{}\n", month * 7 % 41 * 3);
    let until = |last: i64| format!("month_id,country_id,name,iso3,ged_sb\n{}", (last - 120..=last).map(row).collect::<String>());
    bring(&t, OrderKind::Series, write(&t, "a.csv", &until(month_id - 1)), None);
    crate::forecast::make(&t.app, &actor(Role::Curator), None, &|_, _, _| Ok(())).unwrap();
    let id = situation(&t, None);
    let month = format!("{:04}-{:02}", now.year(), now.month());
    let chances = json!({"chance_month": month, "chance_1": 0.9});
    assert_eq!(post(&t, "desk_officer", &format!("/situations/{id}/note"), &note(&chances)).status, 200);
    assert_eq!(t.get("/api/v1/warning/scores/officers").json(), json!([]));
    bring(&t, OrderKind::Series, write(&t, "b.csv", &until(month_id)), None);
    let whole = t.get(&format!("/api/v1/warning/situations/{id}")).json();
    let score = &whole["notes"][0]["chances"][0]["score"];
    let happened = if month_id * 7 % 41 > 0 { 1.0 } else { 0.0 };
    assert!((score["officer"].as_f64().unwrap() - (0.9f64 - happened).powi(2)).abs() < 1e-9, "{whole}");
    assert!((0.0..=1.0).contains(&score["model_chance"].as_f64().unwrap()), "{whole}");
    let record = t.get("/api/v1/warning/scores/officers").json();
    assert_eq!((record[0]["deaths_at_least"].as_i64(), record[0]["n"].as_i64()), (Some(1), Some(1)));
    assert!(t.get("/warning/situations").text().contains("mean Brier score"));
}

#[test]
fn a_watch_is_set_changed_checked_acknowledged_escalated_and_ended() {
    let t = with_forecast();
    let line = |country: &str, threshold: f64| json!({"country": country, "indicator": "deaths", "threshold": threshold, "officer_name": "Ilse Maren", "escalate_days": 3});
    let set = post(&t, "desk_officer", "/watches/set", &line("XQE", 1.0));
    assert_eq!(set.status, 201, "{}", set.text());
    let id = set.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(post(&t, "mediator", "/checks", &json!({})).json()["raised"], 1);
    let alert = send(&t, "desk_officer", Method::GET, "/alerts", &Value::Null).json()["items"][0].clone();
    let alert_id = alert["id"].as_str().unwrap().to_owned();
    // A line that is moved leaves the alert as it was raised.
    assert_eq!(post(&t, "desk_officer", &format!("/watches/{id}/change"), &json!({"threshold": 5_000})).status, 200);
    let moved =
        post(&t, "desk_officer", &format!("/watches/{id}/change"), &json!({"country": "XQD", "indicator": "chance_25", "threshold": 0.5}))
            .json();
    assert_eq!(
        (&moved["status"], &moved["errors"][0]["field"], &moved["errors"][1]["code"]),
        (&json!(422), &json!("country"), &json!("warning-error-watch-keeps")),
        "{moved}"
    );
    let alert = send(&t, "desk_officer", Method::GET, "/alerts", &Value::Null).json()["items"][0].clone();
    assert_eq!((alert["crossed"].as_f64(), alert["threshold"].as_f64()), (Some(1.0), Some(5_000.0)));
    assert_eq!(post(&t, "desk_officer", &format!("/alerts/{alert_id}/escalate"), &json!({})).status, 200);
    assert_eq!(post(&t, "desk_officer", &format!("/alerts/{alert_id}/escalate"), &json!({})).status, 409);
    assert_eq!(post(&t, "desk_officer", &format!("/alerts/{alert_id}/acknowledge"), &json!({})).status, 200);
    assert_eq!(post(&t, "desk_officer", &format!("/alerts/{alert_id}/acknowledge"), &json!({})).status, 409);
    assert_eq!(post(&t, "desk_officer", &format!("/watches/{id}/end"), &json!({})).status, 200);
    assert_eq!(post(&t, "desk_officer", &format!("/watches/{id}/change"), &line("XQE", 1.0)).status, 404);
    for (field, bad) in [
        ("threshold", line("XQE", 0.5)),
        ("quiet_days", json!({"country": "XQE", "indicator": "chance_25", "threshold": 0.5, "quiet_days": -1})),
    ] {
        let got = post(&t, "desk_officer", "/watches/set", &bad);
        assert_eq!((got.status.as_u16(), got.json()["errors"][0]["field"].as_str()), (422, Some(field)), "{}", got.text());
    }
}

#[test]
fn alerts_of_a_watch_that_ended_are_not_escalated() {
    let t = with_forecast();
    let line = json!({"country": "XQE", "indicator": "deaths", "threshold": 1, "escalate_days": 1});
    let id = post(&t, "desk_officer", "/watches/set", &line).json()["id"].as_str().unwrap().to_owned();
    let officer = actor(Role::DeskOfficer);
    assert_eq!(crate::watch::check(&t.app, &officer, "2026-11-24T10:00:00.000Z").unwrap().raised, 1);
    assert_eq!(post(&t, "desk_officer", &format!("/watches/{id}/end"), &json!({})).status, 200);
    assert_eq!(crate::watch::check(&t.app, &officer, "2026-11-28T10:00:00.000Z").unwrap().escalated, 0);
}
