//! Stories about who may come in, and how.

mod again;
mod browser;
mod clearance;
mod factors;
mod notes;
mod passkeys;
mod power;
mod provider;
mod throttling;
mod tokens;

use crate::{DOMAIN, account, link};
use browser::Browser;
use platform::Domain;
use platform::actor::{Actor, Role};
use platform::db::Statement;
use platform::testing::{TestApp, prepare_all};

static DOMAINS: &[&Domain] = &[&DOMAIN];
const SECRET: &str = "marble kettle orbit";

fn with_people() -> TestApp {
    with_people_and(&[])
}

fn with_people_and(settings: &[(&str, &str)]) -> TestApp {
    let mut all = vec![("visitors_may_read", "true"), ("base_url", "http://localhost:7341")];
    all.extend(settings);
    let t = TestApp::with(DOMAINS, &all);
    for (login, role) in [("ilse", Role::Curator), ("omar", Role::Administrator), ("ana", Role::Auditor)] {
        account::open(&t.app, &Actor::local_operator(), login, "", role, SECRET).unwrap();
    }
    t
}

/// Changes what a test cannot wait for.
fn alter(t: &TestApp, sql: &'static str) {
    platform::testing::alter(&t.app, sql);
}

#[test]
fn every_statement_is_understood_by_the_database() {
    prepare_all(&TestApp::open(DOMAINS).app);
}

#[test]
fn every_page_renders_in_every_language() {
    platform::testing::render_all(&TestApp::open(DOMAINS).app);
}

#[test]
fn every_language_has_every_word_of_this_domain() {
    let keys =
        |text: &str| -> Vec<String> { text.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key.to_owned()).collect() };
    let english = keys(include_str!("../locales/en.ftl"));
    for (code, text) in DOMAIN.words {
        assert_eq!(keys(text), english, "{code}");
        // The frame of a choice by number is no word.
        let words = text.lines().filter(|line| !line.ends_with("->") && line.trim() != "}");
        let same = words.filter(|line| include_str!("../locales/en.ftl").lines().any(|other| other == *line)).count();
        assert!(*code == "en" || same < 10, "{code} has {same} words in English");
    }
}

#[test]
fn signing_in_gives_a_session_and_signing_out_ends_it() {
    let t = with_people();
    let mut browser = Browser::new(&t);
    assert_eq!(browser.sign_in("Ilse", SECRET), 303);
    assert!(browser.is_signed_in());
    let kept = browser.clone();
    assert_eq!(browser.post("/sign-out", &[]).status, 303);
    assert!(!browser.is_signed_in());
    assert!(!kept.is_signed_in(), "the token itself is good for nothing any more");
}

#[test]
fn the_cookies_are_long_hidden_and_bound_to_the_host() {
    for (address, start, secure) in [("http://127.0.0.1:7341", "", false), ("https://offices.example.org", "__Host-", true)] {
        let t = with_people_and(&[("base_url", address)]);
        let mut browser = Browser::new(&t);
        browser.sign_in("ilse", SECRET);
        let session = browser.set.iter().find(|line| line.starts_with(&format!("{start}goodoffices_session="))).unwrap();
        let value = session.split(['=', ';']).nth(1).unwrap();
        assert!(value.len() == 64 && value.chars().all(|c| c.is_ascii_hexdigit()), "256 bits: {session}");
        for line in browser.set.iter().filter(|line| !line.contains("goodoffices_form")) {
            assert!(line.contains("Path=/") && line.contains("HttpOnly") && line.contains("SameSite=Lax"), "{line}");
            assert_eq!((line.contains("; Secure"), line.starts_with("__Host-")), (secure, secure), "{line}");
        }
        let mut found = 0;
        t.app
            .db()
            .read(|c| {
                c.each(Statement { name: "ALL", sql: "SELECT token_hash FROM access_session" }, &[], |row| {
                    found += 1;
                    assert_ne!(row.get::<String>("token_hash")?, value, "the token itself is not kept");
                    Ok(())
                })
            })
            .unwrap();
        assert_eq!(found, 1);
    }
}

#[test]
fn signing_in_again_gives_another_session_and_ends_the_one_before() {
    let t = with_people();
    let mut browser = Browser::new(&t);
    browser.sign_in("ilse", SECRET);
    let before = browser.clone();
    browser.sign_in("ilse", SECRET);
    assert!(browser.is_signed_in() && !before.is_signed_in());
}

#[test]
fn a_session_ends_when_it_is_idle_and_after_its_hours_in_any_case() {
    for sql in [
        "UPDATE access_session SET idle_until = '2000-01-01T00:00:00.000Z'",
        "UPDATE access_session SET ends_at = '2000-01-01T00:00:00.000Z'",
    ] {
        let t = with_people();
        let mut browser = Browser::new(&t);
        browser.sign_in("ilse", SECRET);
        assert!(browser.is_signed_in());
        alter(&t, sql);
        assert!(!browser.is_signed_in(), "{sql}");
    }
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
fn after_signing_in_only_our_own_addresses_are_led_to() {
    let t = with_people();
    for (next, expected) in
        [("/jobs", "/jobs"), ("//evil.test", "/"), ("https://evil.test", "/"), ("/\\evil.test", "/"), ("/\t/evil.test", "/")]
    {
        let got = Browser::new(&t).post("/sign-in", &[("login", "ilse"), ("password", SECRET), ("next", next)]);
        assert_eq!(got.header("location"), expected, "{next:?}");
    }
}

#[test]
fn one_sees_ones_sessions_and_ends_them_and_nobody_elses() {
    let t = with_people();
    let (mut one, mut other, mut stranger) = (Browser::new(&t), Browser::new(&t), Browser::new(&t));
    one.sign_in("ilse", SECRET);
    other.sign_in("ilse", SECRET);
    stranger.sign_in("omar", SECRET);
    let list = one.get("/account.json").json();
    let sessions = list["sessions"].as_array().unwrap();
    assert_eq!((sessions.len(), sessions.iter().filter(|s| s["is_this"] == true).count()), (2, 1), "{list}");
    let id = sessions.iter().find(|s| s["is_this"] == false).unwrap()["id"].as_str().unwrap().to_owned();
    assert_eq!(stranger.post("/account/sessions/end", &[("id", &id)]).status, 404);
    assert!(other.is_signed_in());
    assert_eq!(one.post("/account/sessions/end", &[("id", &id)]).status, 303);
    assert!(!other.is_signed_in() && one.is_signed_in());
    other.sign_in("ilse", SECRET);
    one.post("/account/sessions/end", &[]);
    assert!(!other.is_signed_in() && one.is_signed_in() && stranger.is_signed_in());
}

#[test]
fn another_password_ends_every_session_but_gives_this_browser_a_new_one() {
    let t = with_people();
    let (mut one, mut other) = (Browser::new(&t), Browser::new(&t));
    one.sign_in("ilse", SECRET);
    other.sign_in("ilse", SECRET);
    let before = one.clone();
    assert_eq!(one.post("/account/password", &[("before", "not the password"), ("after", "lantern violin harbour")]).status, 422);
    assert_eq!(one.post("/account/password", &[("before", SECRET), ("after", "lantern violin harbour")]).status, 303);
    assert!(one.is_signed_in() && !other.is_signed_in() && !before.is_signed_in());
    assert_eq!(Browser::new(&t).sign_in("ilse", SECRET), 422);
    assert_eq!(Browser::new(&t).sign_in("ilse", "lantern violin harbour"), 303);
}

#[test]
fn ending_an_account_or_giving_a_role_holds_on_the_next_request() {
    let t = with_people();
    let (mut ilse, mut omar) = (Browser::new(&t), Browser::new(&t));
    ilse.sign_in("ilse", SECRET);
    omar.sign_in("omar", SECRET);
    assert_eq!(omar.post("/people/ilse/give-role", &[("role", "auditor")]).status, 303);
    assert!(!ilse.is_signed_in());
    ilse.sign_in("ilse", SECRET);
    assert_eq!(ilse.get("/trail").status, 200);
    assert_eq!(omar.post("/people/ilse/end", &[]).status, 303);
    assert_eq!(ilse.get("/trail").status, 401);
    assert_eq!(ilse.sign_in("ilse", SECRET), 422);
    assert_eq!(omar.post("/people/omar/end", &[]).status, 409, "nobody shuts themselves out");
}

static WITH_JOB: Domain = Domain {
    jobs: &[platform::jobs::JobKind {
        name: "export.role",
        limit: std::time::Duration::from_secs(60),
        run: |_, job, _| Ok(serde_json::json!(job.actor().role.word())),
    }],
    ..Domain::named("export")
};

#[test]
fn a_job_that_waits_runs_with_the_role_of_now_and_not_at_all_for_an_ended_account() {
    static BOTH: &[&Domain] = &[&DOMAIN, &WITH_JOB];
    let t = TestApp::open(BOTH);
    let operator = Actor::local_operator();
    let ilse = account::open(&t.app, &operator, "ilse", "", Role::Curator, SECRET).unwrap();
    let actor = Actor::new(&ilse.id, "", Role::Curator, platform::actor::Via::Web);
    let queue = || platform::jobs::queue(&t.app, &actor, "export.role", &serde_json::json!({})).unwrap();
    let run = |id: String| {
        while platform::jobs::run_next(&t.app).unwrap() {}
        platform::jobs::read(&t.app, &id).unwrap()
    };
    assert_eq!(run(queue()).result.unwrap(), "curator");
    let waiting = queue();
    account::give_role(&t.app, &operator, "ilse", Role::Reader).unwrap();
    assert_eq!(run(waiting).result.unwrap(), "reader");
    let waiting = queue();
    account::end(&t.app, &operator, "ilse").unwrap();
    let job = run(waiting);
    assert_eq!((job.state.as_str(), job.result), ("failed", None));
    let own = platform::jobs::queue(&t.app, &operator, "export.role", &serde_json::json!({})).unwrap();
    assert_eq!(run(own).result.unwrap(), "administrator", "the local operator has no account and stands");
}

#[test]
fn auditors_read_the_trail_and_administrators_see_people() {
    let t = with_people_and(&[("contact", "the desk in room 7")]);
    for (login, people, trail) in [("", 401, 401), ("ilse", 403, 403), ("ana", 403, 200), ("omar", 200, 200)] {
        let mut browser = Browser::new(&t);
        if !login.is_empty() {
            browser.sign_in(login, SECRET);
        }
        let got = browser.get("/people");
        assert_eq!((got.status.as_u16(), browser.get("/trail").status.as_u16()), (people, trail), "{login}");
        assert!(people != 403 || notes::read(&got).contains("Ask the desk in room 7"), "{}", got.text());
    }
}

#[test]
fn a_new_person_chooses_a_password_with_a_link_that_works_once() {
    let t = with_people_and(&[("base_url", "https://offices.example.org")]);
    let mut omar = Browser::new(&t);
    omar.sign_in("omar", SECRET);
    let shown = omar.post("/people/open", &[("login", "tara"), ("name", "Tara"), ("role", "mediator")]);
    // The request named the host offices.test: it has no say.
    let address = shown.text().split("<code>").nth(1).unwrap().split("</code>").next().unwrap().to_owned();
    let key = address.strip_prefix("https://offices.example.org/link/").unwrap_or_else(|| panic!("{address}")).to_owned();
    assert_eq!((key.len(), shown.header("cache-control")), (64, "no-store"));
    let mut tara = Browser::new(&t);
    assert_eq!(tara.get(&format!("/link/{key}")).status, 200);
    assert_eq!(tara.post("/link", &[("key", &key), ("password", "short")]).status, 422);
    assert_eq!(tara.post("/link", &[("key", &key), ("password", SECRET)]).status, 303);
    assert!(tara.is_signed_in());
    let again = Browser::new(&t).post("/link", &[("key", &key), ("password", "lantern violin harbour")]);
    let never = Browser::new(&t).post("/link", &[("key", &"0".repeat(64)), ("password", "lantern violin harbour")]);
    assert_eq!((again.status.as_u16(), again.text()), (404, never.text()));
    assert!(notes::read(&again).contains("Ask an administrator"), "{}", again.text());
    assert_eq!(Browser::new(&t).sign_in("tara", SECRET), 303);
}

#[test]
fn a_link_for_a_forgotten_password_ends_what_was_open_and_runs_out() {
    let t = with_people();
    let operator = Actor::local_operator();
    let key = |made: link::Made| made.address.rsplit('/').next().unwrap().to_owned();
    let (mut thief, mut ilse) = (Browser::new(&t), Browser::new(&t));
    thief.sign_in("ilse", SECRET);
    let old = key(link::make(&t.app, &operator, "ilse").unwrap());
    alter(&t, "UPDATE access_link SET ends_at = '2000-01-01T00:00:00.000Z'");
    assert_eq!(ilse.get(&format!("/link/{old}")).status, 404);
    let first = key(link::make(&t.app, &operator, "ilse").unwrap());
    let second = key(link::make(&t.app, &operator, "ilse").unwrap());
    assert_eq!(ilse.get(&format!("/link/{first}")).status, 404, "a newer link ends the one before");
    assert_eq!(ilse.post("/link", &[("key", &second), ("password", "lantern violin harbour")]).status, 303);
    assert!(ilse.is_signed_in() && !thief.is_signed_in());
    assert_eq!(Browser::new(&t).sign_in("ilse", SECRET), 422);
}

#[test]
fn the_first_administrator_comes_from_a_link_and_only_the_first() {
    let t = TestApp::open(DOMAINS);
    let operator = Actor::local_operator();
    let first = link::first_administrator(&t.app, &operator, "administrator", "").unwrap();
    assert_eq!(Browser::new(&t).sign_in("administrator", ""), 422, "there is no password before the link was used");
    let again = link::first_administrator(&t.app, &operator, "administrator", "").unwrap();
    assert_ne!(first.address, again.address);
    let mut browser = Browser::new(&t);
    let key = again.address.rsplit('/').next().unwrap();
    assert_eq!(browser.post("/link", &[("key", key), ("password", SECRET)]).status, 303);
    assert_eq!(browser.get("/people").status, 200);
    let third = link::first_administrator(&t.app, &operator, "administrator", "").unwrap_err();
    assert!(third.to_string().contains("goodoffices access person link administrator"), "{third}");
}
