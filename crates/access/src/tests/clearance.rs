//! Who sees what: compartments, markings and looks, through their pages.

mod programs;

use super::notes::*;
use super::*;
use platform::audit;
use platform::clearance::marking::{Level, READ};
use platform::testing::Got;

/// What an answer tells, but for the id that was asked for and what differs each time.
fn told(got: &Got, id: &str) -> (u16, String, Vec<(String, String)>) {
    let headers = got.headers.iter().filter(|(name, _)| !["set-cookie", "date", "etag", "content-length"].contains(&name.as_str()));
    let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    (got.status.as_u16(), got.text().replace(id, "ID"), headers)
}

fn readings(t: &TestApp, thing: &str) -> Vec<String> {
    let all = t.app.db().read(|c| audit::of_subject(c, thing, 100)).unwrap();
    all.into_iter().filter(|e| e.action == READ).map(|e| e.request_id).collect()
}

#[test]
fn a_compartment_is_there_for_its_members_and_for_nobody_else() {
    let t = stage();
    let id = open(&t);
    let page = t.get_as(&format!("/compartments/{id}"), &as_("mira")).text();
    assert!(page.contains("Talks at the bridge") && page.contains("can be strictly confidential"), "{page}");
    let never = "0193aaaa-0000-7000-8000-000000000000";
    for who in ["anna", "rosa", "ada", "otto"] {
        assert!(!t.get_as("/compartments", &as_(who)).text().contains("Talks at the bridge"), "{who}");
        for ending in ["", ".json"] {
            let real = t.get_as(&format!("/compartments/{id}{ending}"), &as_(who));
            let none = t.get_as(&format!("/compartments/{never}{ending}"), &as_(who));
            assert_eq!(real.status, 404, "{who}");
            assert_eq!(told(&real, &id), told(&none, never), "{who} {ending}");
        }
        for (path, form) in [("invite", &[("login", "anna"), ("sure", "yes")][..]), ("let-go", &[("person", "test-mira")]), ("leave", &[])]
        {
            let real = t.post_as(&format!("/compartments/{id}/{path}"), &as_(who), form);
            let none = t.post_as(&format!("/compartments/{never}/{path}"), &as_(who), form);
            assert_eq!(told(&real, &id), told(&none, never), "{who} {path}");
        }
    }
    assert_eq!(t.get(&format!("/compartments/{id}")).status, 401);
    assert_eq!(take_in(&t, &id, "anna"), 303);
    assert!(t.get_as("/compartments", &as_("anna")).text().contains("Talks at the bridge"));
}

#[test]
fn before_somebody_is_taken_in_the_page_says_what_they_will_see() {
    let t = stage();
    let id = open(&t);
    for (n, level) in [("1", Level::Confidential), ("2", Level::StrictlyConfidential), ("3", Level::StrictlyConfidential)] {
        if n != "1" {
            add_note(&t, n, "Another note.");
        }
        assert_eq!(mark(&t, "mira", n, level, &id), 303);
    }
    alter(
        &t,
        "INSERT INTO platform_marking (thing, level, compartment_id, caveats, review_on, reason, marked_by, marked_name, marked_at) SELECT 'job:1', level, compartment_id, caveats, review_on, reason, marked_by, marked_name, marked_at FROM platform_marking WHERE thing = 'note:1'",
    );
    let path = format!("/compartments/{id}/invite");
    let asked = t.post_as(&path, &as_("mira"), &[("login", " Anna "), ("part", "member")]);
    let said = "anna will see everything in this compartment: 1 confidential thing and 2 strictly confidential things.";
    assert!(read(&asked).contains(said), "{}", asked.text());
    assert_eq!(t.get_as(&format!("/compartments/{id}"), &as_("anna")).status, 404, "nothing was done yet");
    assert_eq!(take_in(&t, &id, "anna"), 303);
    let refused = t.post_as(&path, &as_("anna"), &[("login", "rosa"), ("sure", "yes")]);
    assert!(refused.status == 403 && read(&refused).contains("keepers"), "a member says not who is in it: {}", refused.text());
}

#[test]
fn an_invitation_tells_nobody_which_names_there_are() {
    let t = stage();
    let id = open(&t);
    account::end(&t.app, &Actor::local_operator(), "rosa").unwrap();
    let path = format!("/compartments/{id}/invite");
    let page = |login: &str, sure: &str| {
        let got = t.post_as(&path, &as_("mira"), &[("login", login), ("part", "member"), ("sure", sure)]);
        // The code and the second of its end differ in any case.
        let text = read(&got).replace(login, "NAME");
        let text = text.split("<code>").enumerate().map(|(at, part)| if at == 0 { part } else { &part[19..] }).collect::<String>();
        (got.status.as_u16(), text)
    };
    for sure in ["", "yes"] {
        let [there, ended, never] = ["anna", "rosa", "nina"].map(|login| page(login, sure));
        assert_eq!((there.0, &there, &there), (200, &ended, &never), "{sure}");
    }
    let listed = read(&t.get_as(&format!("/compartments/{id}"), &as_("mira")));
    for login in ["anna", "rosa", "nina"] {
        assert!(listed.contains(&format!("<bdi>{login}</bdi>")), "{login}: {listed}");
    }
    assert_eq!(page("anna", "yes").0, 200, "a second one for the same name is nothing else");
}

#[test]
fn an_invitation_is_good_once_for_its_name_and_its_code_until_it_ends() {
    let t = stage();
    let id = open(&t);
    let code = invite(&t, &id, "nina");
    // Whoever opens an account under the name has no code.
    account::invite(&t.app, &Actor::local_operator(), "nina", "", Role::Reader).unwrap();
    for (who, code) in [("anna", code.as_str()), ("anna", ""), ("rosa", "abcd-efgh-jkmn-pqrs")] {
        assert_eq!(join(&t, who, code), 422, "{who} {code}");
    }
    let withdrawn = invite(&t, &id, "anna");
    let listed = t.get_as(&format!("/compartments/{id}.json"), &as_("mira")).json();
    let of_anna =
        listed["invitations"].as_array().unwrap().iter().find(|i| i["name"] == "anna").unwrap()["id"].as_str().unwrap().to_owned();
    let end = |who: &str| {
        let form = [("invitation", of_anna.as_str())];
        t.post_as(&format!("/compartments/{id}/withdraw-invitation"), &as_(who), &form).status.as_u16()
    };
    assert_eq!((end("anna"), end("mira"), end("mira")), (404, 303, 404));
    assert_eq!(join(&t, "anna", &withdrawn), 422, "it was taken back");
    let late = invite(&t, &id, "anna");
    alter(&t, "UPDATE platform_invitation SET ends_at = '2020-01-01T00:00:00.000Z'");
    assert_eq!(join(&t, "anna", &late), 422, "it has lapsed");
    let good = invite(&t, &id, "anna");
    let asked = t.post_as("/compartments/join", &as_("anna"), &[("code", &good)]);
    assert!(read(&asked).contains("Check your account’s page first"), "{}", asked.text());
    assert_eq!((join(&t, "anna", &good), join(&t, "anna", &good)), (303, 422), "once");
    assert_eq!(take_in(&t, &id, "anna"), 409, "she is in it already");
    // An invitation of somebody who no longer keeps it is good for nothing.
    let orphan = invite(&t, &id, "rosa");
    link::make(&t.app, &Actor::local_operator(), "mira").unwrap();
    assert_eq!(join(&t, "rosa", &orphan), 422);
}

#[test]
fn what_is_marked_is_there_for_members_only_and_from_the_next_request_on() {
    let t = stage();
    let id = open(&t);
    take_in(&t, &id, "anna");
    assert_eq!(t.get_as("/notes/1", &as_("rosa")).status, 200);
    assert_eq!(mark(&t, "mira", "1", Level::StrictlyConfidential, &id), 303);
    for who in ["rosa", "ada", "otto"] {
        let (real, none) = (t.get_as("/notes/1", &as_(who)), t.get_as("/notes/9", &as_(who)));
        assert_eq!(
            (real.status.as_u16(), real.text()),
            (404, none.text().replace("\u{2068}9\u{2069}", "\u{2068}1\u{2069}").replace("/notes/9", "/notes/1")),
            "{who}"
        );
        let (real, none) = (t.get_as("/markings/note%3A1", &as_(who)), t.get_as("/markings/note%3A9", &as_(who)));
        assert_eq!(
            (real.status.as_u16(), real.text()),
            (404, none.text().replace("\u{2068}9\u{2069}", "\u{2068}1\u{2069}").replace("note%3A9", "note%3A1")),
            "{who}"
        );
    }
    assert_eq!(t.get_as("/notes/1", &as_("anna")).text(), "The line runs along the river.");
    let listed = t.get_as(&format!("/compartments/{id}"), &as_("anna"));
    assert!(read(&listed).contains("The line runs along the river."));
    assert_eq!(listed.header("goodoffices-marking"), "strictly_confidential");
    assert_eq!(t.get_as("/markings/note%3A1", &as_("anna")).header("goodoffices-marking"), "strictly_confidential");
    let gone = [("person", "test-anna")];
    let path = format!("/compartments/{id}/let-go");
    let asked = t.get_as(&format!("{path}?person=test-anna"), &as_("mira"));
    assert!(asked.status == 200 && read(&asked).contains("Remove anna?"), "it asks first: {}", asked.text());
    assert_eq!(t.get_as("/notes/1", &as_("anna")).status, 200, "nothing was done yet");
    assert_eq!(t.post_as(&path, &as_("mira"), &gone).status, 303);
    assert_eq!(t.get_as("/notes/1", &as_("anna")).status, 404);
    assert_eq!(t.get_as(&format!("/compartments/{id}"), &as_("anna")).status, 404);
    assert_eq!(t.post_as(&format!("/compartments/{id}/leave"), &as_("mira"), &[]).status, 409, "the last keeper stays");
}

#[test]
fn a_reading_of_something_strictly_confidential_stands_once_a_request_in_the_trail() {
    let t = stage();
    let id = open(&t);
    take_in(&t, &id, "anna");
    mark(&t, "mira", "1", Level::StrictlyConfidential, &id);
    let before = readings(&t, "note:1").len();
    t.get_as("/notes/1", &as_("anna"));
    t.get_as("/notes/1", &as_("anna"));
    let mut requests = readings(&t, "note:1");
    assert_eq!(requests.len(), before + 2);
    requests.sort();
    requests.dedup();
    assert_eq!(requests.len(), before + 2, "never twice for one request");
    t.get_as("/notes/1", &as_("rosa"));
    assert_eq!(readings(&t, "note:1").len(), before + 2, "who does not see it reads nothing");
    let seen = t.get_as("/markings/note%3A1", &as_("mira")).text();
    assert!(seen.contains("Who has seen this") && seen.matches("<bdi>anna</bdi>").count() >= 2, "{seen}");
    let member = t.get_as("/markings/note%3A1", &as_("anna")).text();
    assert!(!member.contains("Who has seen this"), "only who marked it and who keeps the compartment see that");
}

#[test]
fn before_a_thing_is_marked_the_page_says_who_will_see_it() {
    let t = stage();
    let id = open(&t);
    take_in(&t, &id, "anna");
    let form = |level: &'static str, reason: &'static str| {
        [("level", level), ("compartment", id.as_str()), ("review_on", "2999-01-01"), ("reason", reason)]
    };
    let say = |form: &[(&str, &str)]| t.post_as("/markings/note%3A1", &as_("mira"), form);
    let raised = read(&say(&form("confidential", "Talks go on")));
    assert!(raised.contains("another curator has to agree"), "{raised}");
    assert!(raised.contains("After this, it is seen by 2 people: mira · anna."), "{raised}");
    assert!(raised.contains("Everybody else who can read it now will no longer find it."), "{raised}");
    assert_eq!(t.get_as("/notes/1", &as_("rosa")).status, 200, "nothing was done yet");
    assert_eq!(mark(&t, "mira", "1", Level::Confidential, &id), 303);
    let lowered = say(&form("unclassified", ""));
    assert!(lowered.status == 422 && read(&lowered).contains("why the marking is lowered"), "{}", lowered.text());
    let lowered = say(&form("unclassified", "Published today"));
    assert!(read(&lowered).contains("Everybody who may read here will see it."), "{}", lowered.text());
    let other = open(&t);
    let moved = read(&say(&[("level", "confidential"), ("compartment", &other), ("review_on", "2999-01-01")]));
    assert!(moved.contains("They will no longer find it: anna."), "{moved}");
    let past = say(&[("level", "confidential"), ("compartment", &id), ("review_on", "2020-01-01")]);
    assert_eq!(past.status, 422);
    let trail = |action: &str| t.get_as(&format!("/trail.json?action={action}"), &as_("otto")).json().as_array().unwrap().len();
    assert_eq!((trail("platform.marking.raised"), trail("platform.marking.lowered")), (1, 0));
}

#[test]
fn who_may_not_mark_is_refused_and_another_compartment_is_not_there() {
    let t = stage();
    let id = open(&t);
    for (who, status) in [("", 401), ("rosa", 403), ("otto", 403), ("anna", 404)] {
        assert_eq!(mark(&t, who, "1", Level::Confidential, &id), status, "{who}: anna may mark, but not for this one");
    }
    assert_eq!(t.post_as("/compartments/open", &as_("rosa"), &[("kind", "case"), ("title", "x")]).status, 403);
    assert_eq!(t.get_as("/markings/", &as_("rosa")).status, 404);
    assert_eq!(t.get_as("/markings/nothing%3A1", &as_("rosa")).status, 404);
}

#[test]
fn a_marking_is_listed_when_its_day_has_come() {
    let t = stage();
    let id = open(&t);
    mark(&t, "mira", "1", Level::Confidential, &id);
    assert!(t.get_as("/markings", &as_("mira")).text().contains("Nothing that you see"));
    alter(&t, "UPDATE platform_marking SET review_on = '2020-01-01'");
    assert!(t.get_as("/markings", &as_("mira")).text().contains("The line runs"));
    assert!(!t.get_as("/markings.json", &as_("anna")).text().contains("The line runs"));
}

fn ask(t: &TestApp, who: &str, compartment: &str) -> u16 {
    let form = [("compartment", compartment), ("reason", "A court asks for it."), ("hours", "4")];
    t.post_as("/openings", &as_(who), &form).status.as_u16()
}

fn newest_look(t: &TestApp) -> String {
    t.get_as("/openings.json", &as_("ada")).json()["openings"][0]["id"].as_str().unwrap().to_owned()
}

fn change(t: &TestApp, who: &str, look: &str, what: &str) -> u16 {
    t.post_as(&format!("/openings/{look}"), &as_(who), &[("what", what), ("sure", "yes")]).status.as_u16()
}

#[test]
fn a_look_takes_two_administrators_and_one_twice_is_not_two() {
    let t = stage();
    let id = open(&t);
    mark(&t, "mira", "1", Level::StrictlyConfidential, &id);
    for (who, status) in [("", 401), ("rosa", 403), ("mira", 403), ("otto", 403), ("ada", 303)] {
        assert_eq!(ask(&t, who, &id), status, "{who}");
    }
    let look = newest_look(&t);
    assert_eq!(change(&t, "ada", &look, "grant"), 403, "who asked does not grant");
    assert_eq!(change(&t, "mira", &look, "grant"), 403);
    assert_eq!(t.get_as("/notes/1", &as_("ada")).status, 404);
    assert!(t.get_as("/compartments", &as_("ben")).text().contains("waits for a second administrator"));
    assert_eq!(change(&t, "ben", &look, "grant"), 303);
    assert_eq!(change(&t, "ben", &look, "grant"), 409, "decided already");
    assert_eq!(t.get_as("/notes/1", &as_("ada")).text(), "The line runs along the river.");
    assert_eq!(t.get_as("/notes/1", &as_("ben")).status, 404, "who granted sees nothing");
    let page = t.get_as(&format!("/compartments/{id}"), &as_("ada")).text();
    assert!(page.contains("You have emergency access until") && !page.contains("name=\"login\""), "{page}");
    assert!(t.get_as(&format!("/compartments/{id}"), &as_("mira")).text().contains("A court asks for it."), "keepers see it");
    let seen = read(&t.get_as("/markings/note%3A1", &as_("mira")));
    assert!(seen.contains("<bdi>ada</bdi>"), "who looked in is named to the keeper: {seen}");
    assert_eq!(mark(&t, "ada", "1", Level::Unclassified, ""), 403, "a look changes nothing");
    add_note(&t, "2", "Another.");
    assert_eq!(mark(&t, "ada", "2", Level::Confidential, &id), 403);
    let trail = t.get_as("/trail.json?action=platform.opening", &as_("otto")).json();
    assert_eq!(trail.as_array().unwrap().len(), 2, "asked and granted: {trail}");
}

#[test]
fn a_look_that_was_refused_has_ended_or_run_out_sees_nothing() {
    let t = stage();
    let id = open(&t);
    mark(&t, "mira", "1", Level::StrictlyConfidential, &id);
    let unseen = |why: &str| {
        assert_eq!(t.get_as("/notes/1", &as_("ada")).status, 404, "{why}");
        assert_eq!(t.get_as(&format!("/compartments/{id}"), &as_("ada")).status, 404, "{why}");
    };
    ask(&t, "ada", &id);
    assert_eq!(change(&t, "ben", &newest_look(&t), "refuse"), 303);
    unseen("refused");
    ask(&t, "ada", &id);
    let look = newest_look(&t);
    change(&t, "carl", &look, "grant");
    assert_eq!(t.get_as("/notes/1", &as_("ada")).status, 200);
    assert_eq!(change(&t, "ben", &look, "end"), 303, "any administrator ends it");
    unseen("ended");
    ask(&t, "ada", &id);
    change(&t, "ben", &newest_look(&t), "grant");
    assert_eq!(t.get_as("/notes/1", &as_("ada")).status, 200);
    alter(&t, "UPDATE platform_opening SET ends_at = '2020-01-01T00:00:00.000Z' WHERE state = 'granted'");
    unseen("run out");
    assert!(t.get_as("/openings", &as_("ben")).text().contains("<strong>Ended</strong>"));
}

#[test]
fn an_account_that_ends_leaves_its_compartments_and_a_lost_keeper_is_told_of() {
    let t = stage();
    let id = open(&t);
    take_in(&t, &id, "anna");
    mark(&t, "mira", "1", Level::Confidential, &id);
    account::end(&t.app, &Actor::local_operator(), "anna").unwrap();
    assert_eq!(t.get_as("/notes/1", &as_("anna")).status, 404);
    let found = |t: &TestApp| crate::compartment::look(&t.app).unwrap().remove(0);
    assert_eq!(found(&t).state, platform::doctor::State::Ok);
    account::end(&t.app, &Actor::local_operator(), "mira").unwrap();
    assert_eq!(t.get_as("/notes/1", &as_("mira")).status, 404);
    let told = found(&t);
    assert!(told.state == platform::doctor::State::Warn && told.found.to_string().contains(&id), "{told:?}");
    let page = t.get_as("/openings", &as_("ada")).text();
    assert!(page.contains("Nobody keeps it") && page.contains(&id) && !page.contains("Talks at the bridge"), "{page}");
    let ended = t.get_as(&format!("/trail.json?action=platform.membership.ended&thing={id}"), &as_("otto")).json();
    assert_eq!(ended.as_array().unwrap().len(), 2);
}

#[test]
fn without_a_key_nothing_is_strictly_confidential_and_the_page_says_so() {
    let t = stage_with(&[]);
    let id = open(&t);
    assert!(t.get_as(&format!("/compartments/{id}"), &as_("mira")).text().contains("has no key"));
    assert_eq!(mark(&t, "mira", "1", Level::StrictlyConfidential, &id), 422);
    assert_eq!(mark(&t, "mira", "1", Level::Confidential, &id), 303);
}
