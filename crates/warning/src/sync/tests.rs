//! Stories with a local server that answers in the documented shapes.

use super::{Source, sync};
use crate::{DOMAIN, feed, import};
use platform::Domain;
use platform::actor::Actor;
use platform::kit::{Acts, Given};
use platform::testing::TestApp;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

static DOMAINS: &[&Domain] = &[&DOMAIN];

/// What the server does with its n-th request, which it is handed whole.
type Script = fn(usize, &str) -> Vec<u8>;

/// Starts a server; its address, and the requests it saw.
fn server(script: Script) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let kept = seen.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = Vec::new();
            let mut buffer = [0; 4096];
            loop {
                let n = stream.read(&mut buffer).unwrap_or(0);
                request.extend_from_slice(&buffer[..n]);
                let text = String::from_utf8_lossy(&request).into_owned();
                let length = text
                    .to_lowercase()
                    .split("content-length: ")
                    .nth(1)
                    .and_then(|rest| rest.lines().next()?.trim().parse::<usize>().ok())
                    .unwrap_or(0);
                if n == 0 || text.split_once("\r\n\r\n").is_some_and(|(_, body)| body.len() >= length) {
                    break;
                }
            }
            let request = String::from_utf8_lossy(&request).into_owned();
            let n = kept.lock().unwrap().len();
            kept.lock().unwrap().push(request.clone());
            let _ = stream.write_all(&script(n, &request));
        }
    });
    (address, seen)
}

fn answer(status: &str, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nretry-after: 0\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn ucdp_event(id: i64) -> String {
    format!(
        r#"{{"id":{id},"type_of_violence":1,"country_id":530,"country":"Ethiopia","date_start":"2024-01-0{id}","date_end":"2024-01-0{id}","best":{id},"low":1,"high":9,"where_prec":1,"latitude":9.1,"longitude":39.2,"side_a":"A","side_b":"B","conflict_name":"C","where_coordinates":"D"}}"#
    )
}

fn ucdp_page(request: &str) -> Vec<u8> {
    let (page, next) = if request.contains("page=1 ") { (1, "") } else { (0, "more") };
    answer(
        "200 OK",
        &format!(
            r#"{{"TotalCount":4,"TotalPages":2,"NextPageUrl":"{next}","PreviousPageUrl":"","Result":[{},{}]}}"#,
            ucdp_event(page * 2 + 1),
            ucdp_event(page * 2 + 2)
        ),
    )
}

fn ucdp(script: Script) -> (TestApp, platform::Result<import::Release>, Arc<Mutex<Vec<String>>>) {
    let (address, seen) = server(script);
    let t = TestApp::with(DOMAINS, &[("visitors_may_read", "true"), ("ucdp_url", &address), ("ucdp_token", "secret-token")]);
    let release = sync(&t.app, &Actor::local_operator(), Source::UcdpGed, "25.1", &|_, _, _| Ok(()));
    (t, release, seen)
}

#[test]
fn all_pages_are_read_with_the_key_and_become_one_release() {
    let (t, release, seen) = ucdp(|_, request| ucdp_page(request));
    assert_eq!(release.unwrap().counts.events_new, 4);
    assert!(seen.lock().unwrap().iter().all(|r| r.to_lowercase().contains("x-ucdp-access-token: secret-token")));
    assert_eq!(t.get("/warning/countries/ETH.json").json()["observed"][0]["deaths"], 10.0);
}

#[test]
fn a_source_that_asks_to_wait_or_cuts_the_line_is_asked_again() {
    let (_, release, seen) = ucdp(|n, request| match n {
        0 => answer("429 Too Many Requests", "{}"),
        1 => Vec::new(),
        2 => b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n{\"Total".to_vec(),
        3 => answer("503 Service Unavailable", ""),
        _ => ucdp_page(request),
    });
    assert_eq!(release.unwrap().counts.events_new, 4);
    assert_eq!(seen.lock().unwrap().len(), 6);
}

#[test]
fn a_refused_key_is_said_plainly_and_shown_on_the_feed_without_the_key() {
    let (t, release, _) = ucdp(|_, _| answer("401 Unauthorized", "{}"));
    assert!(release.unwrap_err().to_string().contains("does not let us in (401)"));
    let feed = feed::all(&t.app, &Actor::local_operator()).unwrap().remove(0);
    assert!(feed.succeeded_at.is_none() && feed.error.as_ref().is_some_and(|e| e.contains("401") && !e.contains("secret-token")));
    assert!(t.get("/warning/feeds").text().contains("401"));
}

#[test]
fn a_changed_shape_imports_nothing() {
    let (t, release, _) = ucdp(|_, _| answer("200 OK", r#"{"TotalCount":1,"TotalPages":1,"Result":[{"event":1}]}"#));
    assert!(release.unwrap_err().to_string().contains("an answer without id"));
    assert!(crate::tests::releases(&t).is_empty());
}

#[test]
fn events_lost_between_pages_import_nothing() {
    let (t, release, _) = ucdp(|_, _| answer("200 OK", &format!(r#"{{"TotalCount":9,"TotalPages":1,"Result":[{}]}}"#, ucdp_event(1))));
    assert!(release.unwrap_err().to_string().contains("announced 9 events and gave 1"));
    assert!(crate::tests::releases(&t).is_empty());
}

#[test]
fn nothing_is_read_while_no_address_is_set() {
    let t = TestApp::open(DOMAINS);
    let error = sync(&t.app, &Actor::local_operator(), Source::Acled, "", &|_, _, _| Ok(())).unwrap_err();
    assert_eq!(error.code(), "invalid");
}

fn acled_script(_: usize, request: &str) -> Vec<u8> {
    let event = |id: &str, deaths: i64| {
        format!(
            r#"{{"event_id_cnty":"{id}","event_date":"2024-02-03","event_type":"Battles","sub_event_type":"Armed clash","iso":266,"country":"Gabon","actor1":"A","actor2":"B","location":"L","latitude":"0.39","longitude":"9.45","geo_precision":1,"fatalities":{deaths},"timestamp":1}}"#
        )
    };
    let first = request.lines().next().unwrap_or("");
    if first.starts_with("POST /oauth/token") {
        assert!(request.contains("grant_type=password") && request.contains("client_id=acled"), "{request}");
        return answer("200 OK", r#"{"access_token":"abc","token_type":"Bearer","expires_in":86400}"#);
    }
    assert!(request.to_lowercase().contains("authorization: bearer abc"), "{request}");
    let body = match first {
        f if f.contains("/api/acled/read") && f.contains("page=1 ") => {
            format!(r#"{{"status":200,"success":true,"data":[{},{}]}}"#, event("GAB1", 2), event("GAB2", 3))
        }
        f if f.contains("/api/deleted/read") && f.contains("page=1 ") => {
            r#"{"data":[{"event_id_cnty":"GAB2","deleted_timestamp":2}]}"#.to_owned()
        }
        _ => r#"{"data":[]}"#.to_owned(),
    };
    answer("200 OK", &body)
}

#[test]
fn acled_events_come_with_their_deletions() {
    let (address, _) = server(acled_script);
    let t = TestApp::with(
        DOMAINS,
        &[("visitors_may_read", "true"), ("acled_url", &address), ("acled_user", "a@b.example"), ("acled_password", "x")],
    );
    let release = sync(&t.app, &Actor::local_operator(), Source::Acled, "", &|_, _, _| Ok(())).unwrap();
    assert_eq!((release.counts.events_new, release.counts.events_withdrawn), (2, 1));
    // ACLED counts otherwise: its deaths do not enter the state-based series.
    assert_eq!(t.get("/warning/countries/GAB.json").json()["observed"], serde_json::json!([]));
}

const RUN: &str = "fatalities003_2023_04_t01";

fn views_row(iso3: &str, month_id: i64, mean: &str, chance: &str) -> String {
    let (year, month) = (1980 + (month_id - 1) / 12, (month_id - 1) % 12 + 1);
    format!(
        r#"{{"country_id":1,"month_id":{month_id},"name":"Country {iso3}","gwcode":100,"isoab":"{iso3}","year":{year},"month":{month},"main_mean_ln":null,"main_mean":{mean},"main_dich":{chance}}}"#
    )
}

fn views_page(request: &str) -> Vec<u8> {
    let first = request.lines().next().unwrap_or("");
    if first.starts_with("GET / ") {
        return answer(
            "200 OK",
            r#"{"runs":["predictors_fatalities002_0000_00","fatalities002_2022_12_t01","fatalities003_2023_04_t01","fatalities003_2023_03_t02"]}"#,
        );
    }
    assert!(first.contains(&format!("/{RUN}/cm/sb?pagesize=1000&page=")), "{first}");
    let (rows, next) = match first {
        f if f.contains("page=1 ") => ([views_row("XQE", 521, "12.5", "0.25"), views_row("XQE", 522, "13.5", "0.26")], "\"more\""),
        _ => ([views_row("XQD", 521, "3.5", "0.02"), views_row("XQD", 522, "null", "0.03")], "\"\""),
    };
    answer("200 OK", &format!(r#"{{"next_page":{next},"page_count":2,"page_cur":1,"row_count":2,"data":[{}]}}"#, rows.join(",")))
}

fn views(script: Script) -> (TestApp, platform::Result<import::Release>, Arc<Mutex<Vec<String>>>) {
    let (address, seen) = server(script);
    let t = TestApp::with(DOMAINS, &[("visitors_may_read", "true"), ("views_url", &address)]);
    let release = sync(&t.app, &Actor::local_operator(), Source::Views, "", &|_, _, _| Ok(()));
    (t, release, seen)
}

#[test]
fn the_newest_run_of_views_is_read_whole_and_stands_as_a_second_opinion() {
    let (t, release, seen) = views(|_, request| views_page(request));
    let release = release.unwrap();
    assert_eq!((release.label.as_str(), release.counts.months_new, seen.lock().unwrap().len()), ("VIEWS fatalities003_2023_04_t01", 4, 3));
    let opinion = t.get("/warning/countries/XQE.json").json()["second_opinion"].clone();
    assert_eq!(
        (opinion["run"].as_str(), opinion["cut_off"].as_str(), opinion["months"][0]["chance_25"].as_f64()),
        (Some(RUN), Some("2023-04"), Some(0.25))
    );
    // Not said is not zero.
    assert!(t.get("/warning/countries/XQD.json").json()["second_opinion"]["months"][1]["deaths_mean"].is_null());
    let page = t.get("/warning/countries/XQE").text();
    assert!(page.contains("A second opinion") && page.contains("25%") && page.contains(RUN), "{page}");
    assert_eq!(t.get("/api/v1/warning/countries/XQE/opinion").json(), opinion);
    assert_eq!(t.get("/api/v1/warning/countries/XQC/opinion").status, 404);
    // The same run again changes nothing.
    let again = sync(&t.app, &Actor::local_operator(), Source::Views, RUN, &|_, _, _| Ok(())).unwrap();
    assert_eq!((again.counts.months_same, again.counts.months_new), (4, 0));
    let feed = feed::all(&t.app, &Actor::local_operator()).unwrap().remove(0);
    assert_eq!((feed.source.as_str(), feed.data_until.as_deref()), ("views", Some("2023-04")));
    // Nothing to forecast from: a second opinion is no data.
    assert_eq!(crate::forecast::make(&t.app, &Actor::local_operator(), None, &|_, _, _| Ok(())).unwrap_err().code(), "not_found");
    import::UNDO.act(&t.app, &Actor::local_operator(), &again.id, &Given::default()).unwrap();
    import::UNDO.act(&t.app, &Actor::local_operator(), &release.id, &Given::default()).unwrap();
    assert!(t.get("/warning/countries/XQE.json").json()["second_opinion"].is_null());
}

#[test]
fn views_is_asked_again_when_it_asks_to_wait_or_cuts_the_line() {
    let (_, release, seen) = views(|n, request| match n {
        0 => answer("429 Too Many Requests", "{}"),
        2 => Vec::new(),
        4 => b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n{\"next_page\"".to_vec(),
        _ => views_page(request),
    });
    assert_eq!(release.unwrap().counts.months_new, 4);
    assert_eq!(seen.lock().unwrap().len(), 6);
}

#[test]
fn a_refusal_a_changed_shape_or_lost_pages_of_views_import_nothing_and_are_said_plainly() {
    let cases: [(Script, &str); 5] = [
        (|_, _| answer("401 Unauthorized", "{}"), "does not let us in (401)"),
        (|_, _| answer("200 OK", r#"{"runs":["latest"]}"#), "an answer without fatalities"),
        (|n, request| if n == 0 { views_page(request) } else { answer("200 OK", r#"{"data":[]}"#) }, "an answer without next_page"),
        (
            |n, request| {
                if n == 0 { views_page(request) } else { answer("200 OK", r#"{"next_page":"","data":[{"month_id":521,"isoab":"XQE"}]}"#) }
            },
            "an answer without main_mean",
        ),
        (
            |n, request| if n == 0 { views_page(request) } else { answer("200 OK", r#"{"next_page":"","page_count":7,"data":[]}"#) },
            "announced 7 pages and gave 1",
        ),
    ];
    for (script, said) in cases {
        let (t, release, _) = views(script);
        let error = release.unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
        assert!(crate::tests::releases(&t).is_empty());
        assert!(feed::all(&t.app, &Actor::local_operator()).unwrap()[0].error.is_some());
    }
}

#[test]
fn a_run_with_a_strange_name_is_not_asked_for() {
    let t = TestApp::with(DOMAINS, &[("views_url", "http://127.0.0.1:1")]);
    let error = sync(&t.app, &Actor::local_operator(), Source::Views, "../admin", &|_, _, _| Ok(())).unwrap_err();
    assert_eq!(error.code(), "invalid");
}
