//! Stories of bringing data in through pages.

use super::{CURATOR, DOMAINS, OFFICER, bare, bring, event, ged, of_ethiopia, series, write};
use crate::import::OrderKind;
use axum::body::Body;
use axum::http::{Request, header};
use methods::forecast::month::Month;
use platform::jobs;
use platform::testing::{Got, TestApp};

const FORM: &str = "0123456789abcdef0123456789abcdef";

fn token(t: &TestApp) -> String {
    let html = t.get_as("/warning/bring", &format!("goodoffices_form={FORM}; {CURATOR}")).text();
    html.split("name=\"_token\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// Sends the form of files as a browser does.
fn send(t: &TestApp, token: &str, fields: &[(&str, &str)], file: Option<(&str, &str)>) -> Got {
    let mut body = format!("--edge\r\ncontent-disposition: form-data; name=\"_token\"\r\n\r\n{token}\r\n");
    for (name, value) in fields {
        body.push_str(&format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
    }
    let (name, content) = file.unwrap_or(("", ""));
    body.push_str(&format!(
        "--edge\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n{content}\r\n--edge--\r\n"
    ));
    let request = Request::post("/warning/bring/files")
        .header(header::HOST, "offices.test")
        .header(header::ORIGIN, "http://offices.test")
        .header(header::COOKIE, format!("goodoffices_form={FORM}; {CURATOR}"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
    t.send(request.body(Body::from(body)).unwrap())
}

/// Does what a form queued; the page of the job afterwards.
fn done(t: &TestApp, got: &Got) -> String {
    assert_eq!(got.status, 303, "{}", got.text());
    assert!(jobs::run_next(&t.app).unwrap());
    bare(&t.get_as(got.header("location"), CURATOR))
}

#[test]
fn a_curator_sends_files_on_a_page_and_reads_what_was_not_understood() {
    let t = TestApp::open(DOMAINS);
    let rows = ged(&[event("1", 1, "2021-01-30", "2021-02-26", 7), event("2", 1, "2021-03-02", "2021-03-01", 7)]);
    let got = send(&t, &token(&t), &[("kind", "ged"), ("covers_from", "2021-01"), ("covers_until", "2021-02")], Some(("mine.csv", &rows)));
    let page = done(&t, &got);
    let report = page.split("href=\"/warning/releases/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let report = bare(&t.get_as(&format!("/warning/releases/{report}"), CURATOR));
    assert!(report.contains("mine.csv") && report.contains("ends (2021-03-01) before it starts"), "{report}");
    let deaths: Vec<f64> = of_ethiopia(&t)["observed"].as_array().unwrap().iter().map(|o| o["deaths"].as_f64().unwrap()).collect();
    assert_eq!(deaths, [0.0, 7.0]);
}

#[test]
fn a_curator_forecasts_on_a_page() {
    let t = TestApp::open(DOMAINS);
    assert!(t.get_as("/warning/bring", CURATOR).text().contains("Import data first."));
    bring(&t, OrderKind::Series, write(&t, "series.csv", &series()), None);
    let got = t.post_as("/warning/bring/forecast", CURATOR, &[("cut_off", "2022-12")]);
    assert!(done(&t, &got).contains("href=\"/warning\""));
    assert_eq!(t.get("/warning.json").json()["made"]["cut_off"], "2022-12");
    assert!(t.get_as("/warning/bring", CURATOR).text().contains("December 2022"));
    // What cannot be forecast says which months there are.
    let got = t.post_as("/warning/bring/forecast", CURATOR, &[("cut_off", "2199-12")]);
    assert!(done(&t, &got).contains("Choose a cut-off among these months"));
}

#[test]
fn forms_that_do_not_fit_are_refused_in_words() {
    let t = TestApp::open(DOMAINS);
    let token = token(&t);
    let file = Some(("a.csv", "month_id\n"));
    for (got, said) in [
        (send(&t, &token, &[("kind", "series")], None), "No file was sent"),
        (send(&t, &token, &[("kind", "tea")], file), "is no kind of import"),
        (send(&t, &token, &[("kind", "ged"), ("covers_from", "2021-01")], file), "Give both months"),
        (send(&t, &token, &[("kind", "ged"), ("covers_from", "2021-05"), ("covers_until", "2021-01")], file), "is not a span of months"),
        (t.post_as("/warning/bring/forecast", CURATOR, &[("cut_off", "soon")]), "is not a month"),
        (t.post_as("/warning/bring/sync", CURATOR, &[("source", "views")]), "No address is set for VIEWS"),
        (t.post_as("/warning/bring/sync", CURATOR, &[("source", "rumours")]), "is no source that can be read"),
    ] {
        assert!(got.status == 422 && bare(&got).contains(said), "{said}: {}", got.text());
    }
    // The right columns are named where the file has others.
    let got = send(&t, &token, &[("kind", "series")], file);
    assert!(done(&t, &got).contains("a.csv has no column country_id, ged_sb"));
}

#[test]
fn a_reading_of_a_source_is_started_on_a_page_where_its_address_is_set() {
    let t = TestApp::with(DOMAINS, &[("visitors_may_read", "true"), ("views_url", "http://127.0.0.1:1")]);
    let page = t.get_as("/warning/bring", CURATOR).text();
    assert!(
        page.contains("name=\"source\" value=\"views\"")
            && !page.contains("name=\"source\" value=\"acled\"")
            && page.contains("<code>acled_url</code>")
    );
    let got = t.post_as("/warning/bring/sync", CURATOR, &[("source", "views"), ("version", "")]);
    assert!(done(&t, &got).contains("VIEWS could not be read"));
    assert!(bare(&t.get("/warning/feeds")).contains("VIEWS could not be read"));
}

#[test]
fn only_curators_bring_data_in() {
    let t = TestApp::open(DOMAINS);
    for cookies in [OFFICER, "test_role=reader"] {
        assert_eq!(t.get_as("/warning/bring", cookies).status, 403, "{cookies}");
        assert_eq!(t.post_as("/warning/bring/forecast", cookies, &[]).status, 403, "{cookies}");
        assert!(!t.get_as("/warning", cookies).text().contains("/warning/bring"), "{cookies}");
    }
    assert!(t.get_as("/warning", CURATOR).text().contains("/warning/bring"));
}

#[test]
fn a_half_month_that_is_later_whole_is_summed_whole() {
    let t = TestApp::open(DOMAINS);
    let first = [event("1", 1, "2021-03-01", "2021-03-28", 5), event("2", 1, "2021-04-01", "2021-04-02", 3)];
    bring(&t, OrderKind::Ged, write(&t, "a.csv", &ged(&first)), Some((Month::of(2021, 3), Month::of(2021, 4))));
    let second = [event("2", 1, "2021-04-01", "2021-04-02", 3), event("3", 1, "2021-04-20", "2021-04-28", 4)];
    bring(&t, OrderKind::Ged, write(&t, "b.csv", &ged(&second)), Some((Month::of(2021, 4), Month::of(2021, 4))));
    let observed = of_ethiopia(&t)["observed"].clone();
    let deaths: Vec<f64> = observed.as_array().unwrap().iter().map(|o| o["deaths"].as_f64().unwrap()).collect();
    assert_eq!(deaths, [5.0, 7.0], "{observed}");
}
