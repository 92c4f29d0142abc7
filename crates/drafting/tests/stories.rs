//! Stories of drafting: what somebody sends is answered and forgotten.

use axum::body::Body;
use axum::http::{Request, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use extract::Reader;
use platform::Domain;
use platform::testing::{FORM_COOKIE, Got, PEOPLE, TestApp, files_with, form_token};
use serde_json::{Value, json};

static DOMAINS: &[&Domain] = &[&drafting::DOMAIN, &PEOPLE];
const READER: &str = "test_role=reader";

/// A word that stands nowhere else.
const WORD: &str = "Quillowmarsh";

fn open() -> TestApp {
    let t = TestApp::open(DOMAINS);
    t.app.kept(|| Ok(Reader::in_process())).expect("tests read their own files");
    t
}

fn call(t: &TestApp, path: &str, cookies: &str, body: &Value) -> Got {
    let (cookie, token) = (format!("{cookies}; goodoffices_form={}", FORM_COOKIE), form_token());
    let request = Request::post(path)
        .header(header::HOST, "offices.test")
        .header(header::ORIGIN, "http://offices.test")
        .header(header::CONTENT_TYPE, "application/json")
        .header("x-form-token", token)
        .header(header::COOKIE, cookie);
    t.send(request.body(Body::from(body.to_string())).expect("a request"))
}

/// Sends the form of the page, as a browser does, with or without a file.
fn post(t: &TestApp, path: &str, fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Got {
    let token = form_token();
    let mut body = Vec::new();
    for (name, value) in [("_token", token.as_str())].iter().chain(fields) {
        body.extend(format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
    }
    if let Some((name, bytes)) = file {
        body.extend(format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").into_bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--x--\r\n");
    let cookie = format!("{READER}; goodoffices_form={}", FORM_COOKIE);
    let request = Request::post(path)
        .header(header::HOST, "offices.test")
        .header(header::ORIGIN, "http://offices.test")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header(header::COOKIE, cookie);
    t.send(request.body(Body::from(body)).expect("a request"))
}

fn truce() -> String {
    format!(
        "Truce of {WORD}\nThe Council of the Marsh and the Riders of the Fen agree:\n1. The truce begins on 3 May 2041 at 06:00 UTC.\n\
         2. Each side shall withdraw its mortars from {WORD} by 13 May 2041.\n3. The Riders shall open the causeway within 48 hours.\n\
         {WORD}, 2 May 2041\nFor the Council of the Marsh\nFor the Riders of the Fen"
    )
}

#[test]
fn what_is_checked_is_answered_once_and_stands_nowhere_afterwards() {
    let t = open();
    let body = json!({"texts": [{"file": "truce.txt", "text": truce()}], "kind": "truce"});
    assert_eq!(call(&t, "/api/v1/drafting/check", "", &body).status, 401);
    let got = call(&t, "/api/v1/drafting/check", READER, &body);
    assert_eq!((got.status.as_u16(), got.header("cache-control")), (200, "no-store"), "{}", got.text());
    let checked = got.json();
    assert_eq!(
        (checked[0]["file"].as_str(), checked[0]["language"].as_str(), checked[0]["kind"].as_str()),
        (Some("truce.txt"), Some("en"), Some("truce"))
    );
    let page = post(&t, "/drafting/check", &[("text", &truce())], None);
    assert_eq!((page.status.as_u16(), page.header("cache-control")), (200, "no-store"), "{}", page.text());
    assert!(page.text().contains(WORD));
    let file = post(&t, "/drafting/check", &[("text", "")], Some(("truce.txt", truce().as_bytes())));
    assert!(file.text().contains(WORD), "{}", file.text());
    assert_eq!(files_with(&t.folder, WORD.as_bytes()), Vec::<std::path::PathBuf>::new());
    assert!(t.get_as("/api/v1/drafting/rules", READER).json().as_array().is_some_and(|rules| rules.len() == 27));
}

#[test]
fn obligations_are_taken_away_as_table_and_calendar() {
    let t = open();
    let table = post(&t, "/drafting/check.csv", &[("text", &truce())], None);
    assert!(table.text().starts_with("provision,actor,act,"), "{}", table.text());
    let calendar = post(&t, "/drafting/check.ics", &[("text", &truce())], None).text();
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"), "{calendar}");
    assert!(calendar.contains("DTSTART;VALUE=DATE:20410513"), "{calendar}");
    assert!(calendar.lines().all(|line| line.len() <= 75), "{calendar}");
}

#[test]
fn a_refused_draft_comes_back_with_what_was_typed() {
    let t = open();
    let empty = post(&t, "/drafting/check", &[("text", " "), ("kind", "truce")], None);
    assert_eq!(empty.status, 422);
    assert!(empty.text().contains("There is no text."), "{}", empty.text());
    let unread = post(&t, "/drafting/check", &[("text", WORD)], Some(("draft.pdf", b"no pdf")));
    assert!(unread.status == 422 && unread.text().contains(WORD), "{}", unread.text());
    for (path, body) in [
        ("check", json!({"texts": []})),
        ("check", json!({"texts": [{"text": "a"}], "kind": "war"})),
        ("compare", json!({"a": {"text": "a"}, "b": {"text": "b"}, "format": "rtf"})),
        ("concordance", json!({"a": {"text": "a"}})),
        ("build", json!({"kind": "truce", "language": "en", "blocks": ["peace"], "format": "akn"})),
        ("build", json!({"kind": "truce", "language": "de", "format": "akn"})),
    ] {
        assert_eq!(call(&t, &format!("/api/v1/drafting/{path}"), READER, &body).status, 422, "{path} {body}");
    }
}

#[test]
fn an_arabic_draft_is_checked_on_a_page_from_right_to_left() {
    let t = open();
    let text = "هدنة بين مجلس الأهوار وفرسان السبخة\nالمادة 1. تبدأ الهدنة في 3 أيار/مايو 2041 الساعة 06:00.\nالمادة 2. يسحب كل طرف مدافعه خلال عشرة أيام.";
    let page = post(&t, "/drafting/check?lang=ar", &[("text", text)], None).text();
    assert!(page.contains("dir=\"rtl\"") && page.contains("تدقيق مشروع نص"), "{page}");
    assert!(page.contains("المادة 2"), "{page}");
}

#[test]
fn two_versions_are_compared_and_given_out_as_a_word_file() {
    let t = open();
    let pair = |format: &str| json!({"a": {"file": "a.txt", "text": truce()}, "b": {"file": "b.txt", "text": truce().replace("48 hours", "72 hours")}, "format": format});
    let compared = call(&t, "/api/v1/drafting/compare", READER, &pair("")).json();
    assert_eq!(compared["changes"], json!([{"change": "changed", "a": "3", "b": "3", "words": {"old": "48", "new": "72"}}]));
    let word = call(&t, "/api/v1/drafting/compare", READER, &pair("docx"));
    assert!(word.bytes.starts_with(b"PK") && word.header("cache-control") == "no-store");
    // Who gets that file sees what it changes.
    let sent = json!({"file": "sent.docx", "content": STANDARD.encode(&word.bytes)});
    let seen = call(&t, "/api/v1/drafting/compare", READER, &json!({"a": sent, "b": sent, "from": "before"})).json();
    assert_eq!(seen["changes"], compared["changes"]);
}
