//! Programs do the same as people, and are told who sees it.

use super::*;

/// A call of the programs' interface.
fn call(t: &TestApp, who: &str, method: &str, path: &str, body: serde_json::Value) -> Got {
    let request = axum::http::Request::builder()
        .method(method)
        .uri(if path.starts_with("compartments") { format!("/api/v1/{path}") } else { format!("/api/v1/access/{path}") })
        .header("host", "offices.test")
        .header("origin", "http://offices.test")
        .header("cookie", format!("goodoffices_form={}; {}", platform::testing::FORM_COOKIE, as_(who)))
        .header("x-form-token", platform::testing::form_token())
        .header("content-type", "application/json")
        .body(axum::body::Body::from(body.to_string()))
        .unwrap();
    t.send(request)
}

#[test]
fn programs_do_the_same_and_are_told_who_sees_it() {
    use serde_json::json;
    let t = stage();
    let opened = call(&t, "mira", "POST", "compartments/open", json!({"kind": "case", "title": "A matter"}));
    let id = opened.json()["id"].as_str().unwrap().to_owned();
    let invite = format!("compartments/{id}/invite");
    for (who, login, status) in [("anna", "anna", 404), ("mira", "no name", 422), ("mira", "nina", 200)] {
        assert_eq!(call(&t, who, "POST", &invite, json!({"login": login})).status, status, "{who} {login}");
    }
    let invited = call(&t, "mira", "POST", &invite, json!({"login": "anna"})).json();
    for (who, status) in [("rosa", 422), ("anna", 201), ("anna", 422)] {
        assert_eq!(call(&t, who, "POST", "compartments/join", json!({"code": invited["secret"]})).status, status, "{who}");
    }
    assert_eq!(call(&t, "anna", "POST", &invite, json!({"login": "rosa"})).status, 403);
    let wanted = json!({"level": "strictly_confidential", "compartment": id, "caveats": ["source_protected"], "review_on": "2999-01-01", "reason": "The talks go on."});
    assert_eq!(call(&t, "rosa", "PUT", "markings/note%3A1", wanted.clone()).status, 403);
    // Everybody sees it, so another curator confirms; after that the same is done at once.
    assert_eq!(call(&t, "mira", "PUT", "markings/note%3A1", wanted.clone()).status, 202);
    confirm(&t);
    let marked = call(&t, "mira", "PUT", "markings/note%3A1", wanted);
    assert_eq!(marked.json()["audience"], json!({"who": "members", "compartment": "A matter", "names": ["mira", "anna"]}));
    assert_eq!(marked.header("goodoffices-marking"), "strictly_confidential");
    assert_eq!(call(&t, "rosa", "GET", "markings/note%3A1", json!({})).status, 404);
    assert_eq!(call(&t, "anna", "GET", "markings/note%3A1/readings", json!({})).status, 403);
    let readings = call(&t, "mira", "GET", "markings/note%3A1/readings", json!({})).json();
    assert!(readings.as_array().unwrap().iter().any(|r| r["name"] == "anna" && r["via"] == "api"), "{readings}");
    let whole = call(&t, "anna", "GET", &format!("compartments/{id}"), json!({})).json();
    assert_eq!((whole["things"][0]["thing"].as_str(), whole["members"].as_array().unwrap().len()), (Some("note:1"), 2), "{whole}");
    let gone = json!({"person": "test-anna"});
    assert_eq!(call(&t, "anna", "POST", &format!("compartments/{id}/let-go"), gone.clone()).status, 403);
    assert_eq!(call(&t, "mira", "POST", &format!("compartments/{id}/let-go"), gone).status, 200);
    assert_eq!(call(&t, "anna", "GET", &format!("compartments/{id}"), json!({})).status, 404);
    assert_eq!(call(&t, "anna", "GET", "compartments", json!({})).json()["items"], json!([]));
}

#[test]
fn programs_neither_ask_for_a_look_nor_grant_one() {
    use serde_json::json;
    let t = stage();
    let id = open(&t);
    let asked = json!({"compartment": id, "reason": "A court asks for it.", "hours": 1});
    assert_eq!(call(&t, "mira", "POST", "openings", asked.clone()).status, 403);
    let refused = call(&t, "ada", "POST", "openings", asked);
    assert!(refused.status == 403 && refused.text().contains("sign in on the pages"), "{}", refused.text());
    ask(&t, "ada", &id);
    let look = newest_look(&t);
    assert_eq!(call(&t, "ben", "POST", &format!("openings/{look}/decision"), json!({"grant": true})).status, 403);
    assert_eq!(t.get_as(&format!("/compartments/{id}"), &as_("ada")).status, 404);
    assert_eq!(change(&t, "ben", &look, "grant"), 303);
    assert_eq!(call(&t, "ada", "GET", &format!("compartments/{id}"), json!({})).json()["compartment"]["member"], false);
    let listed = call(&t, "ben", "GET", "openings", json!({})).json();
    assert!(listed["openings"][0]["holds"] == true && !listed.to_string().contains("Talks at the bridge"), "{listed}");
    assert_eq!(call(&t, "ben", "DELETE", &format!("openings/{look}"), json!({})).status, 204);
    assert_eq!(call(&t, "ada", "GET", &format!("compartments/{id}"), json!({})).status, 404);
}
