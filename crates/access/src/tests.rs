use crate::{DOMAIN, account, session};
use platform::Domain;
use platform::actor::{Actor, Role, Via};
use platform::testing::{TestApp, prepare_all};

static DOMAINS: &[&Domain] = &[&DOMAIN];
const SECRET: &str = "marble kettle orbit";

fn with_people() -> TestApp {
    let t = TestApp::open(DOMAINS);
    for (login, role) in [("ilse", Role::Curator), ("omar", Role::Administrator)] {
        account::open(&t.app, &Actor::local_operator(), login, "", role, SECRET).unwrap();
    }
    t
}

fn cookies(t: &TestApp, login: &str) -> String {
    let opened = session::open(&t.app, login, SECRET, Via::Web).unwrap();
    format!("goodoffices_session={}", opened.token)
}

#[test]
fn every_statement_is_understood_by_the_database() {
    prepare_all(&TestApp::open(DOMAINS).app);
}

#[test]
fn signing_in_gives_a_session_and_signing_out_ends_it() {
    let t = with_people();
    let got = t.post_as("/sign-in", "", &[("login", "Ilse"), ("password", SECRET)]);
    assert_eq!(got.status, 303);
    let cookie = got.header("set-cookie").split(';').next().unwrap().to_owned();
    assert!(t.get_as("/sign-in", &cookie).text().contains("ilse"));
    assert_eq!(t.post_as("/sign-out", &cookie, &[]).status, 303);
    assert!(!t.get_as("/sign-in", &cookie).text().contains("ilse"));
}

#[test]
fn a_wrong_password_and_a_name_that_is_not_there_get_the_same_answer() {
    let t = with_people();
    let wrong = t.post_as("/sign-in", "", &[("login", "ilse"), ("password", "not the password")]);
    let nobody = t.post_as("/sign-in", "", &[("login", "elsi"), ("password", "not the password")]);
    assert_eq!((wrong.status, wrong.text().replace("ilse", "")), (nobody.status, nobody.text().replace("elsi", "")));
    assert_eq!(wrong.status, 422);
}

#[test]
fn a_form_from_another_site_is_refused() {
    let t = with_people();
    let request = axum::http::Request::post("/sign-in")
        .header("host", "offices.test")
        .header("origin", "https://elsewhere.test")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(axum::body::Body::from("login=ilse&password=x"))
        .unwrap();
    assert_eq!(t.send(request).status, 403);
}

#[test]
fn an_ended_account_is_out_on_its_next_request() {
    let t = with_people();
    let ilse = cookies(&t, "ilse");
    let omar = cookies(&t, "omar");
    assert!(t.get_as("/sign-in", &ilse).text().contains("/sign-out"));
    assert_eq!(t.post_as("/people/change", &omar, &[("login", "ilse"), ("what", "end")]).status, 303);
    assert!(!t.get_as("/sign-in", &ilse).text().contains("/sign-out"));
}

#[test]
fn only_an_administrator_sees_people_and_the_trail() {
    let t = with_people();
    for (who, status) in [(String::new(), 401), (cookies(&t, "ilse"), 403), (cookies(&t, "omar"), 200)] {
        assert_eq!(t.get_as("/people", &who).status, status);
        assert_eq!(t.get_as("/trail", &who).status, status);
    }
}

#[test]
fn every_page_renders_in_every_language() {
    platform::testing::render_all(&TestApp::open(DOMAINS).app);
}
