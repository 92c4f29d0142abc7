//! Guessing is slow on every way in, and tells nothing.

use super::browser::{Browser, call};
use super::*;
use axum::http::Method;
use serde_json::json;
use std::time::Instant;

fn guess(t: &TestApp, from: &str, login: &str, password: &str) -> u16 {
    call(t, from, Method::POST, "/api/v1/access/sessions", "", &json!({"login": login, "password": password})).status.as_u16()
}

#[test]
fn a_wrong_password_and_a_name_that_is_not_there_get_the_same_answer() {
    let t = with_people();
    account::end(&t.app, &Actor::local_operator(), "omar").unwrap();
    let answer = |login: &str| {
        let got = Browser::new(&t).post("/sign-in", &[("login", login), ("password", "not the password")]);
        let headers: Vec<String> =
            got.headers.keys().filter(|name| *name != "set-cookie").map(|name| format!("{name}: {}", got.header(name.as_str()))).collect();
        (got.status.as_u16(), headers, got.text().replace(login, "NAME").replace(&got.header("etag").to_owned(), ""))
    };
    let (wrong, nobody, ended) = (answer("ilse"), answer("elsi"), answer("omar"));
    assert_eq!(wrong.0, 422);
    assert_eq!(wrong, nobody);
    assert_eq!(wrong, ended);
}

#[test]
fn a_name_that_is_not_there_costs_the_same_time() {
    let t = with_people();
    let median = |names: [&str; 3]| {
        let mut times: Vec<u128> = names
            .iter()
            .map(|login| {
                let start = Instant::now();
                assert_eq!(guess(&t, "192.0.2.1", login, "not the password"), 422);
                start.elapsed().as_micros()
            })
            .collect();
        times.sort_unstable();
        times[1] as f64
    };
    let there = median(["ilse", "omar", "ana"]);
    let nobody = median(["elsi", "romo", "naa"]);
    println!("there {there} µs, nobody {nobody} µs");
    // Without the wasted hash the second is a hundredth of the first; a busy machine doubles either.
    assert!(nobody > there / 4.0 && there > nobody / 4.0, "there {there} µs, nobody {nobody} µs");
}

#[test]
fn ten_wrong_tries_bring_a_pause_over_pages_and_programs_alike() {
    let t = with_people();
    for login in ["ilse", "nobody"] {
        for n in 0..10 {
            let status = if n % 2 == 0 {
                Browser::new(&t).sign_in(login, "not the password")
            } else {
                guess(&t, &format!("192.0.2.{n}"), login, "not the password")
            };
            assert_eq!(status, 422, "{login} {n}");
        }
        assert_eq!(Browser::new(&t).sign_in(login, SECRET), 429, "{login}");
        assert_eq!(guess(&t, "198.51.100.1", login, SECRET), 429, "{login}");
    }
    assert_eq!(Browser::new(&t).sign_in("omar", SECRET), 303, "others are not shut out");
    let entries = t.app.db().read(|c| platform::audit::after(c, 0, 100)).unwrap();
    assert_eq!(entries.iter().filter(|e| e.action == "access.sign_in.paused").count(), 2);
    alter(&t, "UPDATE access_throttle SET paused_until = '2000-01-01T00:00:00.000Z'");
    assert_eq!(Browser::new(&t).sign_in("ilse", "not the password"), 422, "one try after the pause");
    assert_eq!(Browser::new(&t).sign_in("ilse", SECRET), 429, "and the pause begins again, longer");
    alter(&t, "UPDATE access_throttle SET paused_until = '2000-01-01T00:00:00.000Z'");
    assert_eq!(Browser::new(&t).sign_in("ilse", SECRET), 303);
    assert_eq!(Browser::new(&t).sign_in("ilse", "not the password"), 422, "a right try starts anew");
}

#[test]
fn many_guesses_at_once_are_judged_no_more_often() {
    let t = with_people();
    let judged = std::sync::atomic::AtomicUsize::new(0);
    let way = |n: usize| crate::session::Way {
        via: platform::actor::Via::Api,
        source: format!("192.0.2.{n}"),
        program: String::new(),
        device: None,
    };
    std::thread::scope(|scope| {
        for n in 0..8 {
            let (app, judged, way) = (t.app.clone(), &judged, way(n));
            scope.spawn(move || {
                for _ in 0..5 {
                    let outcome = crate::sign_in::with_password(&app, &way, "ilse", "not the password");
                    if outcome.unwrap_err().status() == 422 {
                        judged.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                    }
                }
            });
        }
    });
    assert_eq!(judged.into_inner(), 10);
}

#[test]
fn tries_from_elsewhere_do_not_shut_out_a_browser_that_signed_in_before() {
    let t = with_people();
    let mut ilse = Browser::new(&t);
    ilse.sign_in("ilse", SECRET);
    ilse.post("/sign-out", &[]);
    while guess(&t, "203.0.113.5", "ilse", "not the password") == 422 {}
    assert_eq!(Browser::new(&t).sign_in("ilse", SECRET), 429);
    assert_eq!(ilse.sign_in("ilse", SECRET), 303);
    ilse.post("/sign-out", &[]);
    // A known browser has its own ten tries, and is known for its own account only.
    assert_eq!(ilse.sign_in("omar", "not the password"), 422);
    for _ in 0..10 {
        assert_eq!(ilse.sign_in("ilse", "not the password"), 422);
    }
    assert_eq!(ilse.sign_in("ilse", SECRET), 429);
}

#[test]
fn one_address_cannot_try_one_password_on_many_names() {
    let t = with_people_and(&[("sign_in_tries_per_source", "5")]);
    for n in 0..5 {
        assert_eq!(guess(&t, "203.0.113.5", &format!("name{n}"), "Winter2026!!"), 422);
    }
    assert_eq!(guess(&t, "203.0.113.5", "ilse", SECRET), 429);
    assert_eq!(guess(&t, "203.0.113.6", "ilse", SECRET), 201, "another address may");
}

#[test]
fn links_are_not_guessed_either() {
    let t = with_people_and(&[("sign_in_tries_per_source", "5")]);
    let got: Vec<u16> = (0..7).map(|n| Browser::new(&t).get(&format!("/link/{n:064}")).status.as_u16()).collect();
    assert_eq!(got, [404, 404, 404, 404, 404, 429, 429]);
}

/// A share of the 100,000 guesses of target A8: whatever way they come, few are judged.
#[test]
fn of_two_thousand_guesses_thirty_at_most_are_judged() {
    let t = with_people_and(&[("sign_in_tries_per_source", "20")]);
    let way = |n: usize| crate::session::Way {
        via: if n.is_multiple_of(2) { platform::actor::Via::Api } else { platform::actor::Via::Web },
        source: if n.is_multiple_of(4) { format!("192.0.2.{}", n % 250) } else { "203.0.113.5".into() },
        program: String::new(),
        device: n.is_multiple_of(3).then(|| "not a device that we know".to_owned()),
    };
    // One name from many addresses, and many names from one.
    let judged = (0..2_000usize).filter(|&n| {
        let login = if n.is_multiple_of(4) { "ilse".to_owned() } else { format!("name{n}") };
        crate::sign_in::with_password(&t.app, &way(n), &login, "not the password").unwrap_err().status() == 422
    });
    let judged = judged.count();
    println!("{judged} of 2,000 guesses were judged");
    assert!((20..=30).contains(&judged), "{judged}");
    assert_eq!(guess(&t, "198.51.100.9", "ilse", SECRET), 429);
    assert_eq!(guess(&t, "198.51.100.9", "omar", SECRET), 201, "others are not shut out");
}
