//! Before what could shut somebody out or let others in, one shows once more that it is oneself.

use super::browser::{Browser, call};
use super::*;
use crate::factor::code_for_tests;
use axum::http::Method;
use serde_json::json;

/// Addresses of the account and of people that ask for nothing more, each with its reason.
const ASK_FOR_NOTHING: [(&str, &str); 6] = [
    ("/account/sessions/end", "ending a session lets nobody in"),
    ("/account/tokens/end", "ending a token lets nobody in"),
    ("/account/password", "it asks for the password itself"),
    ("/account/passkey/start", "it changes nothing; what finishes it asks"),
    ("/account/again", "it is the asking"),
    ("/account/again/passkey", "it is the asking"),
];

fn grow_old(t: &TestApp) {
    alter(t, "UPDATE access_session SET created_at = '2000-01-01T00:00:00.000Z'");
}

fn count(t: &TestApp, sql: &'static str) -> i64 {
    t.app.db().read(|c| c.first(Statement { name: "COUNT", sql }, &[], |row| row.get("n"))).unwrap().unwrap()
}

#[test]
fn every_change_of_factors_tokens_and_people_asks_again_after_ten_minutes() {
    let t = with_people();
    let omar = account::find(&t.app, "omar").unwrap();
    let omar = Actor::new(&omar.id, "omar", Role::Administrator, platform::actor::Via::Web);
    let compartment =
        t.app.work(&omar, |work| platform::clearance::open(work, platform::clearance::CompartmentKind::Case, "A case")).unwrap();
    let mut tried = 0;
    let routes = (DOMAIN.routes)().into_iter().filter(|route| !route.method.is_safe()).map(|route| (route.path, None));
    let actions = DOMAIN.all_actions().map(|action| (action.path(), Some(action)));
    for (path, action) in routes.chain(actions) {
        let path = path.as_str();
        let guards = ["/account", "/people", "/openings"].iter().any(|start| path.starts_with(start)) || path.ends_with("/confirm");
        if !guards || path.ends_with("/start") || ASK_FOR_NOTHING.iter().any(|(known, _)| *known == path) {
            continue;
        }
        // Fields for all of these forms at once.
        let fields = [
            ("login", "ilse"),
            ("name", "x"),
            ("role", "auditor"),
            // `role` for people, `grant` for looks; whoever reads both takes the last.
            ("what", if path.starts_with("/openings") { "grant" } else { "role" }),
            ("secret", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"),
            ("code", "000000"),
            ("ceremony", "x"),
            ("answer", "x"),
            ("scope", "read"),
            ("days", "1"),
        ];
        let mut omar = Browser::new(&t);
        omar.sign_in("omar", SECRET);
        let path = path.replace("{id}", if path.starts_with("/people") { "ilse" } else { &compartment });
        let path = path.as_str();
        // An action refuses what is none of its fields.
        let is_taken = |name: &str| action.is_none_or(|action| action.fields().iter().any(|field| field.name == name));
        let fields: Vec<(&str, &str)> = fields.into_iter().filter(|(name, _)| is_taken(name)).collect();
        let before = count(&t, "SELECT count(*) AS n FROM platform_audit");
        let asked = |omar: &mut Browser<'_>| omar.post(path, &fields).header("location").starts_with("/account/again?next=%2F");
        grow_old(&t);
        assert!(asked(&mut omar), "{path} did not ask");
        assert_eq!(count(&t, "SELECT count(*) AS n FROM platform_audit"), before, "{path} did something all the same");
        assert_eq!(omar.post("/account/again", &[("password", SECRET)]).status, 303);
        assert!(!asked(&mut omar), "{path} asks twice");
        tried += 1;
    }
    assert!(tried >= 14, "{tried}");
}

#[test]
fn who_shows_the_password_again_gets_another_session_and_goes_on_where_they_were() {
    let t = with_people();
    let mut ilse = Browser::new(&t);
    ilse.sign_in("ilse", SECRET);
    assert_eq!(ilse.get("/account/factor").status, 200, "just signed in");
    grow_old(&t);
    let got = ilse.get("/account/factor");
    assert_eq!((got.status.as_u16(), got.header("location")), (303, "/account/again?next=%2Faccount%2Ffactor"));
    let page = ilse.get(got.header("location"));
    assert!(page.text().contains("name=\"password\"") && !page.text().contains("name=\"code\""), "{}", page.text());
    let before = ilse.clone();
    assert_eq!(ilse.post("/account/again", &[("password", "not the password"), ("next", "/account/factor")]).status, 422);
    assert_eq!(ilse.get("/account/factor").status, 303);
    let got = ilse.post("/account/again", &[("password", SECRET), ("next", "/account/factor")]);
    assert_eq!(got.header("location"), "/account/factor");
    assert!(ilse.is_signed_in() && !before.is_signed_in());
    assert_eq!(ilse.get("/account/factor").status, 200);
    assert_eq!(ilse.post("/account/again", &[("password", SECRET), ("next", "//evil.test")]).header("location"), "/");
}

#[test]
fn guesses_at_the_question_are_paused_like_any_other() {
    let t = with_people();
    let mut ilse = Browser::new(&t);
    ilse.sign_in("ilse", SECRET);
    for _ in 0..10 {
        assert_eq!(ilse.post("/account/again", &[("password", "not the password")]).status, 422);
    }
    assert_eq!(ilse.post("/account/again", &[("password", SECRET)]).status, 429);
    assert_eq!(ilse.post("/account/again", &[("code", "000000")]).status, 429);
}

#[test]
fn a_code_answers_too_and_only_ones_own() {
    let t = with_people();
    let mut ilse = Browser::new(&t);
    ilse.sign_in("ilse", SECRET);
    let (secret, _) = super::factors::set_up(&mut ilse);
    grow_old(&t);
    assert_eq!(ilse.post("/account/codes", &[]).header("location"), "/account/again?next=%2Faccount%23factors");
    assert!(ilse.get("/account/again").text().contains("name=\"code\""));
    assert_eq!(ilse.post("/account/again", &[("code", &code_for_tests(&secret, 1))]).status, 303);
    assert_eq!(ilse.post("/account/codes", &[("sure", "yes")]).status, 200);
    // Who has no authenticator app gets nowhere with somebody else's codes.
    let mut omar = Browser::new(&t);
    omar.sign_in("omar", SECRET);
    grow_old(&t);
    assert_eq!(omar.post("/account/again", &[("code", &code_for_tests(&secret, 1))]).status, 422);
}

#[test]
fn neither_a_token_nor_an_old_session_of_a_program_makes_a_token() {
    let t = with_people();
    let wanted = json!({"name": "x", "scope": "read", "days": 1});
    let make = |bearer: &str| call(&t, "192.0.2.1", Method::POST, "/api/v1/access/tokens", bearer, &wanted);
    let opened = call(&t, "192.0.2.1", Method::POST, "/api/v1/access/sessions", "", &json!({"login": "omar", "password": SECRET})).json();
    let session = opened["token"].as_str().unwrap();
    let made = make(session);
    assert_eq!(made.status, 201);
    let token = made.json()["secret"].as_str().unwrap().to_owned();
    assert_eq!(make(&token).status, 403);
    grow_old(&t);
    let refused = make(session);
    assert!(refused.status == 403 && refused.text().contains("Sign in again"), "{}", refused.text());
}

#[test]
fn the_database_alone_does_not_give_a_code_apps_secret() {
    let t = with_people();
    let mut ilse = Browser::new(&t);
    ilse.sign_in("ilse", SECRET);
    let (secret, _) = super::factors::set_up(&mut ilse);
    let kept: String = t
        .app
        .db()
        .read(|c| c.first(Statement { name: "KEPT", sql: "SELECT secret FROM access_code_app" }, &[], |row| row.get("secret")))
        .unwrap()
        .unwrap();
    assert!(!kept.contains(&secret) && kept.len() > 60, "{kept}");
    for entry in std::fs::read_dir(&t.folder).unwrap().flatten().filter(|entry| entry.path().is_file()) {
        let bytes = std::fs::read(entry.path()).unwrap();
        assert!(!bytes.windows(secret.len()).any(|part| part == secret.as_bytes()), "{}", entry.path().display());
    }
    // Another key, as on a machine that has the database alone, opens nothing and says so.
    std::fs::remove_file(t.folder.join("keys/secrets.key")).unwrap();
    let database = t.app.config().text("database_url");
    let stolen = platform::App::open(&t.folder, DOMAINS, &[("database_url", database)]).unwrap();
    let account = account::find(&stolen, "ilse").unwrap();
    let error = crate::factor::use_code(&stolen, &account, platform::actor::Via::Web, &code_for_tests(&secret, 1)).unwrap_err();
    assert!(error.status() == 503 && error.to_string().contains("secrets.key"), "{error}");
}

#[test]
fn signing_out_asks_the_browser_to_forget_what_it_kept() {
    let t = with_people();
    let mut ilse = Browser::new(&t);
    ilse.sign_in("ilse", SECRET);
    assert_eq!(ilse.post("/sign-out", &[]).header("clear-site-data"), "\"cache\", \"storage\"");
}
