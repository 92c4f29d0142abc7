//! How long things last, to the second: pauses, what is forgotten, cookies, sessions.

use super::browser::{Browser, call};
use super::*;
use crate::session::{self, Cookie, Proof, Way};
use crate::throttle::{self, Door};
use axum::http::{HeaderMap, HeaderValue, Method};
use platform::actor::Via;
use platform::clock::in_seconds;
use serde_json::json;

fn way(source: &str) -> Way {
    Way { via: Via::Web, source: source.into(), program: String::new(), device: None }
}

/// One text of the first row of a table.
fn text(t: &TestApp, sql: &'static str) -> String {
    t.app.db().read(|c| c.first(Statement { name: "TEXT", sql }, &[], |row| row.get::<String>("x"))).unwrap().unwrap_or_default()
}

fn over(t: &TestApp) {
    alter(t, "UPDATE access_throttle SET paused_until = '2000-01-01T00:00:00.000Z'");
}

#[test]
fn a_pause_is_a_minute_doubles_and_ends_after_an_hour() {
    let t = with_people_and(&[("sign_in_tries_per_source", "1000")]);
    let take = || throttle::take(&t.app, &way("192.0.2.1"), Door::Factor("somebody"));
    for n in 1..=9 {
        assert!(take().is_ok(), "try {n}");
        assert_eq!(text(&t, "SELECT max(paused_until) AS x FROM access_throttle"), "", "no pause before the tenth");
    }
    for minutes in [1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60, 60] {
        assert!(take().is_ok(), "the try that brings a pause of {minutes} minutes is judged itself");
        let until = text(&t, "SELECT max(paused_until) AS x FROM access_throttle");
        assert!(until <= in_seconds(minutes * 60) && until > in_seconds(minutes * 60 - 30), "{minutes}: {until}");
        assert_eq!(take().err().map(|error| error.status()), Some(429));
        over(&t);
    }
}

#[test]
fn a_pause_is_told_once_and_names_whose_it_is() {
    let t = with_people_and(&[("sign_in_tries_per_source", "1000")]);
    let id = account::list(&t.app, &Actor::local_operator()).unwrap().iter().find(|a| a.login == "ilse").unwrap().id.clone();
    let told = || -> Vec<(String, String)> {
        let entries = t.app.db().read(|c| platform::audit::after(c, 0, 100)).unwrap();
        entries.into_iter().filter(|e| e.action == "access.sign_in.paused").map(|e| (e.subject, e.detail)).collect()
    };
    for _ in 0..10 {
        throttle::take(&t.app, &way("192.0.2.1"), Door::Login("ilse")).unwrap();
    }
    over(&t);
    throttle::take(&t.app, &way("192.0.2.1"), Door::Login("ilse")).unwrap();
    for _ in 0..10 {
        throttle::take(&t.app, &way("192.0.2.2"), Door::Factor("an-account")).unwrap();
        throttle::take(&t.app, &way("192.0.2.3"), Door::Login("nobody")).unwrap();
    }
    assert_eq!(told(), [(id, "192.0.2.1".into()), ("an-account".into(), "192.0.2.2".into()), (String::new(), "192.0.2.3".into())]);
}

#[test]
fn each_door_and_each_source_counts_for_itself() {
    let t = with_people_and(&[("sign_in_tries_per_source", "15")]);
    let tries = |source: &str, door: Door<'_>| {
        let n = (0..30).take_while(|_| throttle::take(&t.app, &way(source), door).is_ok()).count();
        over(&t);
        n
    };
    assert_eq!(tries("192.0.2.1", Door::Login("ilse")), 10);
    assert_eq!(tries("192.0.2.2", Door::Factor("ilse")), 10, "a factor is another door than a password");
    assert_eq!(tries("192.0.2.3", Door::Other), 15, "what cannot be guessed for one account counts for the source alone");
    assert_eq!(tries("192.0.2.1", Door::Other), 5, "and the source remembers its other tries");
    assert_eq!(tries("2001:db8:0:1::1", Door::Other), 15);
    assert_eq!(tries("2001:db8:0:1::2", Door::Other), 1, "one subscriber has many addresses");
    assert_eq!(tries("2001:db8:0:2::1", Door::Other), 15);
}

#[test]
fn a_right_try_gives_the_account_a_new_start_and_the_source_its_one_back() {
    let t = with_people_and(&[("sign_in_tries_per_source", "15")]);
    let sum = || text(&t, "SELECT CAST(sum(tries) AS TEXT) AS x FROM access_throttle");
    for _ in 0..4 {
        throttle::take(&t.app, &way("192.0.2.1"), Door::Login("ilse")).unwrap();
    }
    let taken = throttle::take(&t.app, &way("192.0.2.1"), Door::Login("ilse")).unwrap();
    assert_eq!(sum(), "10", "five for the name and five for the source");
    throttle::give_back(&t.app, &taken).unwrap();
    assert_eq!(sum(), "4", "none for the name, four for the source");
    for _ in 0..9 {
        throttle::give_back(&t.app, &taken).unwrap();
    }
    assert_eq!(sum(), "0", "nobody earns tries");
}

#[test]
fn tries_are_forgotten_after_a_day() {
    let t = with_people();
    let count = || text(&t, "SELECT CAST(count(*) AS TEXT) AS x FROM access_throttle");
    throttle::take(&t.app, &way("192.0.2.1"), Door::Login("ilse")).unwrap();
    alter(&t, "UPDATE access_throttle SET tried_at = '2000-01-01T00:00:00.000Z'");
    throttle::take(&t.app, &way("192.0.2.2"), Door::Factor("x")).unwrap();
    assert_eq!(count(), "2", "the old ones are gone");
    let day = |seconds: i64| {
        t.app
            .db()
            .housekeep(|c| {
                c.execute(Statement { name: "ALTER", sql: "UPDATE access_throttle SET tried_at = $1" }, &[in_seconds(seconds).into()])
            })
            .unwrap()
    };
    day(-24 * 60 * 60 + 60);
    throttle::take(&t.app, &way("192.0.2.3"), Door::Other).unwrap();
    assert_eq!(count(), "3", "a day is not over");
}

#[test]
fn a_browser_is_known_for_passwords_of_its_own_account_alone() {
    let t = with_people_and(&[("sign_in_tries_per_source", "12")]);
    let mut ilse = Browser::new(&t);
    assert_eq!(ilse.sign_in("ilse", SECRET), 303);
    let device = ilse.cookies.get("goodoffices_device").cloned();
    assert!(device.is_some());
    let known = Way { device, ..way("192.0.2.1") };
    let tries = |door: Door<'_>| {
        let n = (0..30).take_while(|_| throttle::take(&t.app, &known, door).is_ok()).count();
        alter(&t, "DELETE FROM access_throttle");
        n
    };
    assert_eq!(tries(Door::Login("ilse")), 10);
    assert_eq!(text(&t, "SELECT CAST(count(*) AS TEXT) AS x FROM access_throttle"), "0");
    throttle::take(&t.app, &known, Door::Login("ilse")).unwrap();
    assert_eq!(text(&t, "SELECT CAST(count(*) AS TEXT) AS x FROM access_throttle"), "1", "its source does not count");
    throttle::take(&t.app, &known, Door::Login("omar")).unwrap();
    assert_eq!(text(&t, "SELECT CAST(count(*) AS TEXT) AS x FROM access_throttle"), "3", "for another name it does");
    assert_eq!(tries(Door::Other), 11);
}

#[test]
fn a_proof_keeps_its_word() {
    for (proof, word) in
        [(Proof::Password, "password"), (Proof::Second, "second"), (Proof::Passkey, "passkey"), (Proof::Provider, "provider")]
    {
        assert_eq!((proof.word(), Proof::from_word(word)), (word, Some(proof)));
    }
    assert_eq!(Proof::from_word(""), None);
}

#[test]
fn cookies_say_how_long_they_live_and_where() {
    let secure = with_people_and(&[("base_url", "https://offices.example.org"), ("session_hours", "10")]);
    let plain = with_people_and(&[("session_hours", "7")]);
    for (app, cookie, value, expected) in [
        (&secure, Cookie::Session, "v", "__Host-goodoffices_session=v; Path=/; HttpOnly; SameSite=Lax; Max-Age=36000; Secure"),
        (&secure, Cookie::Session, "", "__Host-goodoffices_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure"),
        (&plain, Cookie::Session, "v", "goodoffices_session=v; Path=/; HttpOnly; SameSite=Lax; Max-Age=25200"),
        (&plain, Cookie::Device, "v", "goodoffices_device=v; Path=/; HttpOnly; SameSite=Lax; Max-Age=15552000"),
        (&plain, Cookie::Device, "", "goodoffices_device=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"),
    ] {
        assert_eq!(session::set_cookie(&app.app, cookie, value), expected);
    }
    let pending = session::set_cookie(&plain.app, Cookie::Pending, "v");
    assert_eq!(pending, format!("goodoffices_pending=v; Path=/; HttpOnly; SameSite=Lax; Max-Age={}", crate::pending::LIFE_SECONDS));
    assert!(session::is_secure(&secure.app) && !session::is_secure(&plain.app));
}

fn bearer(token: &str) -> HeaderMap {
    HeaderMap::from_iter([(axum::http::header::AUTHORIZATION, HeaderValue::from_str(&format!("Bearer {token}")).unwrap())])
}

fn token_of(t: &TestApp, login: &str) -> String {
    let got = call(t, "192.0.2.1", Method::POST, "/api/v1/access/sessions", "", &json!({"login": login, "password": SECRET}));
    got.json()["token"].as_str().unwrap().to_owned()
}

#[test]
fn a_session_lasts_while_it_is_used_and_its_hours_at_most() {
    let t = with_people_and(&[("session_idle_minutes", "30"), ("session_hours", "3")]);
    let headers = bearer(&token_of(&t, "ilse"));
    let here = || session::identify(&t.app, &headers).unwrap().is_some();
    let idle = || text(&t, "SELECT idle_until AS x FROM access_session");
    assert!(here());
    assert!(idle() <= in_seconds(30 * 60) && idle() > in_seconds(30 * 60 - 60), "{}", idle());
    let ends = text(&t, "SELECT ends_at AS x FROM access_session");
    assert!(ends <= in_seconds(3 * 60 * 60) && ends > in_seconds(3 * 60 * 60 - 60), "{ends}");
    // Within the same minute its use is not written down again; later it is.
    alter(&t, "UPDATE access_session SET idle_until = '2999-01-01T00:00:00.000Z'");
    let used = text(&t, "SELECT used_at AS x FROM access_session");
    assert!(here());
    if platform::clock::now().get(..16) == used.get(..16) {
        assert!(idle().starts_with("2999"), "{}", idle());
    }
    alter(&t, "UPDATE access_session SET used_at = '2020-01-01T00:00:00.000Z'");
    assert!(here());
    assert!(idle() <= in_seconds(30 * 60) && idle() > in_seconds(30 * 60 - 60), "{}", idle());
    assert!(text(&t, "SELECT used_at AS x FROM access_session") > in_seconds(-60));
    alter(&t, "UPDATE access_session SET idle_until = '2020-01-01T00:00:00.000Z'");
    assert!(!here());
}

#[test]
fn a_session_is_fresh_for_ten_minutes_and_a_token_never() {
    let t = with_people();
    let headers = bearer(&token_of(&t, "ilse"));
    let is_fresh = |headers: &HeaderMap| session::is_fresh(&t.app, headers).unwrap();
    let opened = |seconds: i64| {
        let sql = Statement { name: "ALTER", sql: "UPDATE access_session SET created_at = $1" };
        t.app.db().housekeep(|c| c.execute(sql, &[in_seconds(seconds).into()])).unwrap();
    };
    assert!(is_fresh(&headers) && !is_fresh(&HeaderMap::new()) && !is_fresh(&bearer("not a token")));
    opened(-10 * 60 + 20);
    assert!(is_fresh(&headers));
    opened(-10 * 60 - 1);
    assert!(!is_fresh(&headers));
    assert_eq!(session::own_hash(&t.app, &HeaderMap::new()), "");
    assert_eq!(session::own_hash(&t.app, &headers).len(), 64);
}

#[test]
fn sessions_are_ended_by_their_own_person_one_or_all_others() {
    let t = with_people();
    let (first, second, third) = (bearer(&token_of(&t, "ilse")), bearer(&token_of(&t, "ilse")), bearer(&token_of(&t, "ilse")));
    let of_omar = bearer(&token_of(&t, "omar"));
    let ilse = session::identify(&t.app, &first).unwrap().unwrap();
    let omar = session::identify(&t.app, &of_omar).unwrap().unwrap();
    let here = |headers: &HeaderMap| session::identify(&t.app, headers).unwrap().is_some();
    let list = session::list(&t.app, &ilse, &first).unwrap();
    assert_eq!((list.len(), list.iter().filter(|s| s.is_this).count()), (3, 1));
    let other = list.iter().find(|s| !s.is_this).unwrap().id.clone();
    assert_eq!(session::end_own(&t.app, &omar, &of_omar, Some(&other)).unwrap_err().status(), 404, "not another's");
    assert_eq!(session::list(&t.app, &ilse, &first).unwrap().len(), 3);
    session::end_own(&t.app, &ilse, &first, Some(&other)).unwrap();
    assert_eq!(session::list(&t.app, &ilse, &first).unwrap().len(), 2);
    session::end_own(&t.app, &ilse, &first, None).unwrap();
    assert_eq!([here(&first), here(&second), here(&third), here(&of_omar)], [true, false, false, true]);
    let ended = || {
        t.app
            .db()
            .read(|c| platform::audit::after(c, 0, 100))
            .unwrap()
            .into_iter()
            .filter(|e| e.action == "access.session.ended")
            .map(|e| (e.subject, e.detail))
            .collect::<Vec<_>>()
    };
    assert_eq!(ended(), [(ilse.id.clone(), other), (ilse.id.clone(), "others".into())]);
    // Signing out without a session, or as nobody, ends nothing and is not told.
    session::end(&t.app, &ilse, &HeaderMap::new()).unwrap();
    session::end(&t.app, &Actor::visitor(Via::Web), &first).unwrap();
    assert!(here(&first) && ended().len() == 2);
    session::end(&t.app, &ilse, &first).unwrap();
    assert!(!here(&first));
    assert_eq!(ended()[2], (ilse.id.clone(), String::new()));
}

#[test]
fn a_browser_that_is_known_gets_no_second_mark_and_a_program_none() {
    let t = with_people();
    let mut ilse = Browser::new(&t);
    ilse.sign_in("ilse", SECRET);
    let marks = |b: &Browser<'_>| b.set.iter().filter(|line| line.starts_with("goodoffices_device=")).count();
    assert_eq!(marks(&ilse), 1);
    ilse.post("/sign-out", &[]);
    ilse.sign_in("ilse", SECRET);
    assert_eq!(marks(&ilse), 1);
    token_of(&t, "omar");
    assert_eq!(text(&t, "SELECT CAST(count(*) AS TEXT) AS x FROM access_device"), "1");
}
