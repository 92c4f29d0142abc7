//! All domains together: storage, words, and who may come where.

mod kit;

use axum::body::Body;
use axum::http::{Method, Request, header};
use goodoffices::DOMAINS;
use platform::Domain;
use platform::actor::Role;
use platform::testing::{FORM_COOKIE, PEOPLE, TestApp, form_token, prepare_all, render_all};
use std::fmt::Write;

static WITH_PEOPLE: &[&Domain] = &[&library::DOMAIN, &warning::DOMAIN, &drafting::DOMAIN, &access::DOMAIN, &PEOPLE];

#[test]
fn every_statement_is_understood_by_the_database() {
    prepare_all(&TestApp::open(DOMAINS).app);
}

#[test]
fn every_page_renders_from_its_sample_in_every_language() {
    render_all(&TestApp::open(DOMAINS).app);
}

#[test]
fn the_api_document_is_the_one_that_was_read() {
    let t = TestApp::open(DOMAINS);
    let document = platform::api::document(&t.app).unwrap();
    kit::golden("docs/reference/openapi.json", &(serde_json::to_string_pretty(&document).unwrap() + "\n"));
}

/// Sends a request to an address, its blanks filled with ids that never were there.
fn visit(t: &TestApp, method: &Method, path: &str, who: &str) -> u16 {
    let path: String = path.split('/').map(|part| if part.starts_with('{') { "never-was" } else { part }).collect::<Vec<_>>().join("/");
    let cookie = if who == "visitor" { String::new() } else { format!("test_role={who}") };
    if *method == Method::POST && !path.starts_with("/api/") {
        return t.post_as(&path, &cookie, &[]).status.as_u16();
    }
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "offices.test")
        .header(header::ORIGIN, "http://offices.test")
        .header(header::COOKIE, format!("goodoffices_form={FORM_COOKIE}; {cookie}"))
        .header("x-form-token", form_token())
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from("{}"))
        .unwrap();
    t.send(request).status.as_u16()
}

#[test]
fn who_may_come_where_is_as_written_down() {
    let who = Role::ALL.map(Role::word);
    let mut out = format!(
        "# Who may come where\n\nMade by visiting every address as everybody, on an installation where visitors may not read; a test keeps this page true. Blanks in addresses are filled with ids that are not there, so 404 means *allowed, but nothing is there*.\n\n| address | needs | {} |\n|---|---|{}\n",
        who.join(" | ").replace('_', " "),
        "---|".repeat(who.len())
    );
    let routes = platform::web::routes(&TestApp::open(WITH_PEOPLE).app);
    let t = TestApp::with(WITH_PEOPLE, &[("visitors_may_read", "false")]);
    for route in routes {
        let statuses: Vec<String> = who.iter().map(|who| visit(&t, &route.method, &route.path, who).to_string()).collect();
        writeln!(out, "| `{} {}` | {:?} | {} |", route.method, route.path, route.needs, statuses.join(" | ")).unwrap();
    }
    kit::golden("docs/reference/addresses.md", &out);
}
