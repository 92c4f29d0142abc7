//! API tokens.

use super::browser::{Browser, call};
use super::*;
use axum::http::Method;
use serde_json::{Value, json};

fn token(browser: &mut Browser<'_>, scope: &str) -> String {
    let shown = browser.post("/account/tokens", &[("name", "nightly export"), ("scope", scope), ("days", "30")]);
    assert_eq!((shown.status.as_u16(), shown.header("cache-control")), (200, "no-store"), "{}", shown.text());
    shown.text().split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

fn status(t: &TestApp, method: Method, path: &str, bearer: &str, body: &Value) -> u16 {
    call(t, "192.0.2.1", method, path, bearer, body).status.as_u16()
}

#[test]
fn a_token_lends_what_its_scope_says_and_never_more_than_the_role() {
    let t = with_people();
    // Per scope: list own tokens (reads), end one that never was (writes), see people (administers).
    for (scope, expected) in [("read", [200, 403, 403]), ("write", [200, 404, 403]), ("administer", [200, 404, 200])] {
        let mut omar = Browser::new(&t);
        omar.sign_in("omar", SECRET);
        let token = token(&mut omar, scope);
        let found = [
            status(&t, Method::GET, "/api/v1/access/tokens", &token, &json!({})),
            status(&t, Method::DELETE, "/api/v1/access/tokens/never-was", &token, &json!({})),
            status(&t, Method::GET, "/people.json", &token, &json!({})),
        ];
        assert_eq!(found, expected, "{scope}");
    }
    let mut ilse = Browser::new(&t);
    ilse.sign_in("ilse", SECRET);
    let refused = ilse.post("/account/tokens", &[("name", "x"), ("scope", "administer"), ("days", "30")]);
    assert_eq!(refused.status, 403, "a curator's token administers nothing");
    let writing = token(&mut ilse, "write");
    assert_eq!(status(&t, Method::POST, "/api/v1/access/tokens", &writing, &json!({"name": "x", "scope": "administer", "days": 1})), 403);
}

#[test]
fn a_token_is_listed_without_its_secret_and_ends_when_told_or_by_itself() {
    let t = with_people();
    let (mut ilse, mut omar) = (Browser::new(&t), Browser::new(&t));
    ilse.sign_in("ilse", SECRET);
    omar.sign_in("omar", SECRET);
    let secret = token(&mut ilse, "read");
    assert!(secret.starts_with("goodoffices_") && secret.len() == 12 + 64);
    let page = ilse.get("/account");
    assert!(page.text().contains("nightly export") && !page.text().contains(&secret));
    let list = call(&t, "192.0.2.1", Method::GET, "/api/v1/access/tokens", &secret, &json!({})).json();
    let id = list[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(omar.post("/account/tokens/end", &[("id", &id), ("sure", "yes")]).status, 404, "nobody ends another's token");
    assert_eq!(ilse.post("/account/tokens/end", &[("id", &id), ("sure", "yes")]).status, 303);
    assert_eq!(status(&t, Method::GET, "/api/v1/access/tokens", &secret, &json!({})), 401);
    let short = token(&mut ilse, "read");
    alter(&t, "UPDATE access_token SET ends_at = '2000-01-01T00:00:00.000Z'");
    assert_eq!(status(&t, Method::GET, "/api/v1/access/tokens", &short, &json!({})), 401);
    for (name, days) in [("", "30"), ("x", "0"), ("x", "367")] {
        assert_eq!(ilse.post("/account/tokens", &[("name", name), ("scope", "read"), ("days", days)]).status, 422, "{name} {days}");
    }
}

#[test]
fn what_ends_a_person_ends_their_tokens_on_the_next_request() {
    let t = with_people();
    let mut omar = Browser::new(&t);
    omar.sign_in("omar", SECRET);
    let alive = |token: &str| status(&t, Method::GET, "/api/v1/access/tokens", token, &json!({}));
    for (change, expected) in [("give-role", 200), ("link", 401), ("end", 401)] {
        let login = format!("person-{change}");
        account::open(&t.app, &Actor::local_operator(), &login, "", Role::Administrator, SECRET).unwrap();
        let mut person = Browser::new(&t);
        person.sign_in(&login, SECRET);
        let token = token(&mut person, "administer");
        assert_eq!((alive(&token), status(&t, Method::GET, "/people.json", &token, &json!({}))), (200, 200));
        let form: &[(&str, &str)] = if change == "give-role" { &[("role", "reader")] } else { &[] };
        let got = omar.post(&format!("/people/{login}/{change}"), form);
        if change == "link" {
            let key = got.text().split("/link/").nth(1).unwrap()[..64].to_owned();
            Browser::new(&t).post("/link", &[("key", &key), ("password", "lantern violin harbour")]);
        }
        assert_eq!(alive(&token), expected, "{change}");
        // A token that lives on has the role of now.
        assert_ne!(status(&t, Method::GET, "/people.json", &token, &json!({})), 200, "{change}");
    }
}

#[test]
fn a_token_does_not_reach_the_pages_that_guard_the_account() {
    let t = with_people();
    let mut omar = Browser::new(&t);
    omar.sign_in("omar", SECRET);
    let token = token(&mut omar, "administer");
    assert_eq!(status(&t, Method::GET, "/account.json", &token, &json!({})), 403);
    assert_eq!(status(&t, Method::GET, "/account/factor", &token, &json!({})), 403);
    assert_eq!(t.get_as("/people", &format!("goodoffices_session={token}")).status, 200, "the proof is the same in a cookie");
    assert_eq!(t.get_as("/account", &format!("goodoffices_session={token}")).status, 403);
    assert_eq!(t.post_as("/people/ilse/end", &format!("goodoffices_session={token}"), &[]).status, 403, "nobody stands behind a token");
    for verb in ["end", "link", "take-factors"] {
        assert_eq!(status(&t, Method::POST, &format!("/api/v1/people/ilse/{verb}"), &token, &json!({})), 403, "nor a program: {verb}");
    }
    assert_eq!(
        status(&t, Method::POST, "/api/v1/people/ilse/confirm", &token, &json!({"reason": "I met her."})),
        404,
        "there is no such call"
    );
}
