//! What was typed while a session ended, and what a refused sign-in tells.

use super::*;

#[test]
fn what_was_typed_while_a_session_ended_can_be_copied() {
    let world = World::new(true);
    let path = format!("/warning/situations/{}/note", world.situations[0]);
    let fields = [("rationale", "Two <shots> in a month."), ("month", "2026-11"), ("password", "§secret")];
    let got = world.t.post_as(&path, "", &fields);
    assert_eq!(got.status, 401);
    let text = got.text();
    assert!(text.contains("Two &#60;shots&#62; in a month.") && !text.contains("§secret"), "{text}");
    assert!(
        text.contains(&format!("/sign-in?next=/warning/situations/{}/note\"", world.situations[0])),
        "who signs in comes back to the page: {text}"
    );
}

#[test]
fn a_sign_in_that_fails_tells_no_more_than_before_and_shows_no_password() {
    let world = World::new(true);
    account::open(&world.t.app, &Actor::local_operator(), "vera", "", Role::Reader, PASSWORD).unwrap();
    let page = |login: &str| {
        let got = world.t.post_as("/sign-in", "", &[("login", login), ("password", "§secret"), ("next", "/library")]);
        assert_eq!(got.status, 422);
        got.text().replace(login, "LOGIN")
    };
    let (known, unknown) = (page("vera"), page("nobody"));
    assert_eq!(known, unknown);
    assert!(known.contains("value=\"LOGIN\"") && known.contains("id=\"faults\"") && !known.contains("§secret"));
    assert!(known.contains("name=\"next\" value=\"/library\""));
}
