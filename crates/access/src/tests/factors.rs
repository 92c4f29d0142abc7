//! Second factors: authenticator apps and recovery codes.

use super::browser::{Browser, call};
use super::*;
use crate::factor::code_for_tests;
use axum::http::Method;
use platform::App;
use serde_json::json;

/// Sets up an authenticator app in a browser that is signed in (or half): its secret and recovery codes.
pub fn set_up(browser: &mut Browser<'_>) -> (String, Vec<String>) {
    let page = browser.get("/account/factor").text();
    let secret = page.split("name=\"secret\" value=\"").nth(1).unwrap_or_else(|| panic!("{page}")).split('"').next().unwrap().to_owned();
    assert!(page.contains("<svg"), "there is a picture to photograph");
    assert_eq!(browser.post("/account/code-app", &[("secret", &secret), ("code", "000000")]).status, 422);
    let shown = browser.post("/account/code-app", &[("secret", &secret), ("code", &code_for_tests(&secret, 0))]);
    assert_eq!((shown.status.as_u16(), shown.header("cache-control")), (200, "no-store"), "{}", shown.text());
    let codes = shown.text().split("<code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect();
    (secret, codes)
}

fn second(browser: &mut Browser<'_>, code: &str) -> u16 {
    browser.post("/sign-in/second", &[("code", code)]).status.as_u16()
}

#[test]
fn with_a_code_app_a_password_alone_opens_nothing() {
    let t = with_people();
    let (mut ilse, mut other) = (Browser::new(&t), Browser::new(&t));
    ilse.sign_in("ilse", SECRET);
    other.sign_in("ilse", SECRET);
    let before = ilse.clone();
    let (secret, codes) = set_up(&mut ilse);
    assert_eq!(codes.len(), 10);
    assert!(ilse.is_signed_in() && !other.is_signed_in() && !before.is_signed_in(), "a new factor ends what was open before");
    let got = other.post("/sign-in", &[("login", "ilse"), ("password", SECRET)]);
    assert!(got.header("location").starts_with("/sign-in/second"), "{}", got.header("location"));
    assert!(!other.is_signed_in());
    assert_eq!(second(&mut other, "123456"), 422);
    let next = code_for_tests(&secret, 1);
    assert_eq!(second(&mut other, &next), 303);
    assert!(other.is_signed_in());
}

#[test]
fn a_code_is_good_once_and_so_is_a_recovery_code() {
    let t = with_people();
    let mut ilse = Browser::new(&t);
    ilse.sign_in("ilse", SECRET);
    let (secret, codes) = set_up(&mut ilse);
    let attempt = |code: &str| {
        let mut browser = Browser::new(&t);
        browser.sign_in("ilse", SECRET);
        second(&mut browser, code)
    };
    // The code that set the app up was used with that.
    assert_eq!(attempt(&code_for_tests(&secret, 0)), 422);
    let next = code_for_tests(&secret, 1);
    assert_eq!((attempt(&next), attempt(&next)), (303, 422));
    let typed = codes[3].to_uppercase().replace('-', " ");
    assert_eq!((attempt(&typed), attempt(&codes[3]), attempt(&codes[4])), (303, 422, 303));
    assert_eq!(ilse.get("/account.json").json()["factors"]["recovery_codes_left"], 8);
    let shown = ilse.post("/account/codes", &[("sure", "yes")]).text();
    assert!(!shown.contains(&codes[5]) && shown.matches("<code>").count() == 10);
    assert_eq!(attempt(&codes[5]), 422, "new codes end those before");
}

#[test]
fn codes_are_kept_as_hashes_and_guesses_at_them_are_paused() {
    let t = with_people();
    let mut ilse = Browser::new(&t);
    ilse.sign_in("ilse", SECRET);
    let (secret, codes) = set_up(&mut ilse);
    let mut kept = Vec::new();
    t.app
        .db()
        .read(|c| {
            c.each(Statement { name: "ALL", sql: "SELECT code_hash FROM access_recovery_code" }, &[], |row| {
                kept.push(row.get::<String>("code_hash")?);
                Ok(())
            })
        })
        .unwrap();
    assert!(kept.len() == 10 && kept.iter().all(|hash| hash.len() == 64 && !codes.contains(hash)));
    // Starting the sign-in anew does not give new tries.
    for _ in 0..10 {
        let mut browser = Browser::new(&t);
        browser.sign_in("ilse", SECRET);
        assert_eq!(second(&mut browser, "999999"), 422);
    }
    let mut browser = Browser::new(&t);
    browser.sign_in("ilse", SECRET);
    assert_eq!(second(&mut browser, &code_for_tests(&secret, 1)), 429);
    assert!(!browser.is_signed_in());
}

#[test]
fn a_program_that_signs_in_needs_the_code_too() {
    let t = with_people();
    let mut ilse = Browser::new(&t);
    ilse.sign_in("ilse", SECRET);
    let (secret, _) = set_up(&mut ilse);
    let sign_in = |code: String| {
        call(&t, "192.0.2.1", Method::POST, "/api/v1/access/sessions", "", &json!({"login": "ilse", "password": SECRET, "code": code}))
    };
    let without = sign_in(String::new());
    assert_eq!((without.status.as_u16(), without.json()["errors"][0]["field"].as_str()), (422, Some("code")));
    assert_eq!(sign_in("111111".into()).status, 422);
    assert_eq!(sign_in(code_for_tests(&secret, 1)).status, 201);
}

#[test]
fn a_role_that_needs_a_second_factor_gets_in_only_with_one() {
    let t = with_people_and(&[("second_factor_roles", "administrator")]);
    let mut omar = Browser::new(&t);
    let got = omar.post("/sign-in", &[("login", "omar"), ("password", SECRET)]);
    assert!(got.header("location").starts_with("/account/factor"), "{}", got.header("location"));
    assert!(!omar.is_signed_in());
    assert_eq!(omar.get("/people").status, 401);
    assert_eq!(omar.get("/account").status, 401, "half signed in reaches the set-up page alone");
    let program = call(&t, "192.0.2.1", Method::POST, "/api/v1/access/sessions", "", &json!({"login": "omar", "password": SECRET}));
    assert_eq!(program.status, 403);
    let late = omar.clone();
    set_up(&mut omar);
    assert_eq!(omar.get("/people").status, 200);
    let mut late = late;
    assert_eq!(late.get("/account/factor").status, 401, "a second half sign-in sets up nothing more");
    assert_eq!(omar.post("/account/factors/end", &[("sure", "yes")]).status, 409, "the last one stays");
    assert_eq!(Browser::new(&t).sign_in("ilse", SECRET), 303);
}

#[test]
fn a_setting_that_asks_for_second_factors_holds_for_sessions_that_are_open() {
    let t = with_people();
    let mut omar = Browser::new(&t);
    omar.sign_in("omar", SECRET);
    let mut headers = axum::http::HeaderMap::new();
    headers.insert("cookie", format!("goodoffices_session={}", omar.cookies["goodoffices_session"]).parse().unwrap());
    assert!(crate::session::identify(&t.app, &headers).unwrap().is_some());
    let database = t.app.config().text("database_url");
    let stricter = App::open(&t.folder, DOMAINS, &[("second_factor_roles", "all"), ("database_url", database)]).unwrap();
    assert_eq!(crate::session::identify(&stricter, &headers).unwrap(), None);
}

#[test]
fn whoever_lost_everything_is_let_in_by_an_administrator_who_never_sees_a_secret() {
    let t = with_people();
    let (mut ilse, mut omar) = (Browser::new(&t), Browser::new(&t));
    ilse.sign_in("ilse", SECRET);
    omar.sign_in("omar", SECRET);
    set_up(&mut ilse);
    // A link alone does not get past the second factor.
    let shown = omar.post("/people/ilse/link", &[]).text();
    let key = shown.split("/link/").nth(1).unwrap()[..64].to_owned();
    let mut lost = Browser::new(&t);
    let got = lost.post("/link", &[("key", &key), ("password", "lantern violin harbour")]);
    assert!(got.header("location").starts_with("/sign-in/second") && !lost.is_signed_in());
    assert_eq!(omar.post("/people/ilse/take-factors", &[]).status, 303);
    assert!(!ilse.is_signed_in());
    assert_eq!(lost.sign_in("ilse", "lantern violin harbour"), 303);
    assert!(lost.is_signed_in());
}
