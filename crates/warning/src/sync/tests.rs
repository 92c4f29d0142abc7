//! Stories with a local server that answers in the documented shapes.

use super::{Source, sync};
use crate::{DOMAIN, feed, import};
use platform::Domain;
use platform::actor::Actor;
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
    let release = sync(&t.app, &Actor::local_operator(), Source::UcdpGed, "25.1", &|_, _, _| {});
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
    assert!(release.unwrap_err().to_string().contains("an event without id"));
    assert!(import::recent(&t.app, &Actor::local_operator()).unwrap().is_empty());
}

#[test]
fn events_lost_between_pages_import_nothing() {
    let (t, release, _) = ucdp(|_, _| answer("200 OK", &format!(r#"{{"TotalCount":9,"TotalPages":1,"Result":[{}]}}"#, ucdp_event(1))));
    assert!(release.unwrap_err().to_string().contains("announced 9 events and gave 1"));
    assert!(import::recent(&t.app, &Actor::local_operator()).unwrap().is_empty());
}

#[test]
fn nothing_is_read_while_no_address_is_set() {
    let t = TestApp::open(DOMAINS);
    let error = sync(&t.app, &Actor::local_operator(), Source::Acled, "", &|_, _, _| {}).unwrap_err();
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
    let release = sync(&t.app, &Actor::local_operator(), Source::Acled, "", &|_, _, _| {}).unwrap();
    assert_eq!((release.counts.events_new, release.counts.events_withdrawn), (2, 1));
    // ACLED counts otherwise: its deaths do not enter the state-based series.
    assert_eq!(t.get("/warning/countries/GAB.json").json()["observed"], serde_json::json!([]));
}
