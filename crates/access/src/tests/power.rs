//! Whoever can become somebody does not thereby see more, and two people are two.

use super::notes::*;
use super::*;
use crate::{factor, store, way_in};
use platform::clearance::marking::Level;
use platform::people::Means;
use platform::testing::{Got, present};

fn ask(t: &TestApp, who: &str, compartment: &str) -> String {
    let form = [("compartment", compartment), ("reason", "A court asks for it."), ("hours", "4")];
    assert_eq!(t.post_as("/openings", &as_(who), &form).status, 303);
    t.get_as("/openings.json", &as_("ada")).json()["openings"][0]["id"].as_str().unwrap().to_owned()
}

fn grant(t: &TestApp, who: &str, look: &str) -> Got {
    t.post_as(&format!("/openings/{look}"), &as_(who), &[("what", "grant"), ("sure", "yes")])
}

fn reads(t: &TestApp, who: &str) -> bool {
    t.get_as("/notes/1", &as_(who)).status == 200
}

/// A compartment with mira, who keeps it, and anna; and a note in it.
fn held(t: &TestApp) -> String {
    let id = super::notes::open(t);
    assert_eq!(take_in(t, &id, "anna"), 303);
    assert_eq!(mark(t, "mira", "1", Level::StrictlyConfidential, &id), 303);
    assert!(reads(t, "anna") && reads(t, "mira"));
    id
}

fn wrapped(t: &TestApp, who: &str) -> i64 {
    let sql = "SELECT COUNT(*) AS n FROM platform_wrapped_key WHERE person_id = $1";
    let holder = format!("test-{who}");
    t.app.db().read(|c| c.first(Statement { name: "N", sql }, &[holder.as_str().into()], |row| row.get::<i64>("n"))).unwrap().unwrap()
}

/// Somebody of the cast, as a page or the machine acts for them.
fn actor(who: &str) -> Actor {
    match who {
        "operator" => Actor::local_operator(),
        _ => Actor::new(&format!("test-{who}"), who, Role::Administrator, platform::actor::Via::Web),
    }
}

type Act = fn(&TestApp, &Actor);

/// Every act by which somebody else makes a way to sign in as anna.
const ACTS: [(&str, Act); 4] = [
    ("link", |t, who| drop(link::make(&t.app, who, "anna").unwrap())),
    ("password", |t, who| account::set_password(&t.app, who, "anna", SECRET).unwrap()),
    ("factors", |t, who| factor::end_all(&t.app, who, &account::find(&t.app, "anna").unwrap()).unwrap()),
    ("identity", |t, who| {
        t.app
            .work(who, |work| {
                let joined = way_in::by_actor(work, "test-anna", Means::Identity)?;
                store::proofs::add_identity(work, &joined, "https://login.example.org", "anna", "test-anna")?;
                work.record("access.identity.joined", "test-anna", "").map(drop)
            })
            .unwrap()
    }),
];

#[test]
fn a_way_in_made_by_somebody_else_closes_what_only_that_person_may_see() {
    for (what, act) in ACTS {
        for who in ["ada", "operator"] {
            let t = stage();
            let id = held(&t);
            act(&t, &actor(who));
            assert!(!reads(&t, "anna"), "{what} by {who}");
            assert_eq!(t.get_as(&format!("/compartments/{id}"), &as_("anna")).status, 404);
            assert_eq!(wrapped(&t, "anna"), 0, "{what} by {who}: the key is gone");
            assert!(reads(&t, "mira"), "others go on");
            let own = t.get_as("/compartments", &as_("anna")).text();
            assert!(own.contains("closed to you"), "she sees why: {own}");
            let page = read(&t.get_as(&format!("/compartments/{id}"), &as_("mira")));
            assert!(page.contains("Rests: sees nothing here."), "the keeper is told: {page}");
            let trail = t.get_as("/trail.json?action=platform.membership.suspended", &as_("otto")).text();
            assert!(trail.contains(what) && trail.contains(&id), "{trail}");
            assert_eq!(confirm(&t, "mira", &id, "test-anna").status, 303);
            assert!(reads(&t, "anna") && wrapped(&t, "anna") == 1, "{what} by {who}: the keeper said it is she");
        }
    }
}

fn confirm(t: &TestApp, who: &str, id: &str, person: &str) -> Got {
    t.post_as(&format!("/compartments/{id}/members/confirm"), &as_(who), &[("person", person), ("sure", "yes")])
}

#[test]
fn only_a_keeper_whose_own_membership_holds_confirms_and_never_themselves() {
    let t = stage();
    let id = held(&t);
    link::make(&t.app, &actor("ada"), "anna").unwrap();
    link::make(&t.app, &actor("ada"), "mira").unwrap();
    assert!(!reads(&t, "anna") && !reads(&t, "mira"));
    for who in ["mira", "anna", "rosa", "ada", "ben"] {
        for person in ["test-mira", "test-anna"] {
            assert_eq!(confirm(&t, who, &id, person).status, 404, "{who} {person}");
        }
    }
    let everywhere = |who: &str, login: &str| {
        let form = [("login", login), ("what", "confirm"), ("reason", "I met her this morning."), ("sure", "yes")];
        t.post_as("/people/change", &as_(who), &form).status.as_u16()
    };
    assert_eq!((everywhere("ada", "mira"), reads(&t, "mira")), (403, false), "not the one who acted");
    assert_eq!(everywhere("ben", "mira"), 303);
    assert!(reads(&t, "mira") && !reads(&t, "anna"));
    let told = read(&t.get_as(&format!("/compartments/{id}"), &as_("mira")));
    assert!(told.contains("Confirmed by ben") && told.contains("I met her this morning."), "{told}");
    assert_eq!(confirm(&t, "mira", &id, "test-mira").status, 403, "nobody of themselves");
    assert_eq!(confirm(&t, "mira", &id, "test-anna").status, 303);
    // What was done at the machine no single administrator confirms: it may have been they.
    link::make(&t.app, &actor("operator"), "anna").unwrap();
    assert_eq!((everywhere("ben", "anna"), reads(&t, "anna")), (403, false));
}

#[test]
fn a_link_made_before_closes_again_when_it_is_used() {
    let t = stage();
    let id = super::notes::open(&t);
    let made = link::make(&t.app, &actor("ada"), "anna").unwrap();
    assert_eq!(take_in(&t, &id, "anna"), 303);
    assert_eq!(mark(&t, "mira", "1", Level::Confidential, &id), 303);
    assert!(reads(&t, "anna"));
    let way = crate::session::Way { via: platform::actor::Via::Web, source: "here".into(), program: String::new(), device: None };
    drop(link::follow(&t.app, &way, made.address.rsplit('/').next().unwrap(), SECRET).unwrap());
    assert!(!reads(&t, "anna"), "whoever made the link may have used it");
}

#[test]
fn a_look_ends_with_its_askers_role_and_does_not_come_back() {
    let demote: Act = |t, who| account::give_role(&t.app, who, "ada", Role::Reader).unwrap();
    let promote: Act = |t, who| account::give_role(&t.app, who, "ada", Role::Administrator).unwrap();
    let operator = Actor::local_operator();
    // Asked, demoted, then granted.
    let t = stage();
    let id = held(&t);
    let look = ask(&t, "ada", &id);
    demote(&t, &operator);
    assert_eq!(grant(&t, "ben", &look).status, 409);
    assert!(!reads(&t, "ada"));
    promote(&t, &operator);
    assert!(!reads(&t, "ada"));
    // Granted, then demoted.
    let look = ask(&t, "ada", &id);
    assert_eq!(grant(&t, "ben", &look).status, 303);
    assert!(reads(&t, "ada") && wrapped(&t, "ada") == 1);
    demote(&t, &operator);
    assert!(!reads(&t, "ada") && wrapped(&t, "ada") == 0);
    promote(&t, &operator);
    assert!(!reads(&t, "ada"), "it is asked for anew");
    // The view alone holds it, whatever a change of roles forgets.
    let look = ask(&t, "ada", &id);
    assert_eq!(grant(&t, "ben", &look).status, 303);
    alter(&t, "UPDATE platform_person SET role = 'curator' WHERE id = 'test-ada'");
    assert!(!reads(&t, "ada"));
    // And somebody else's way in ends it too: they would read as her.
    alter(&t, "UPDATE platform_person SET role = 'administrator' WHERE id = 'test-ada'");
    assert!(reads(&t, "ada"));
    link::make(&t.app, &actor("carl"), "ada").unwrap();
    assert!(!reads(&t, "ada"));
}

#[test]
fn two_accounts_that_may_be_one_person_are_not_two_people() {
    let t = stage();
    let id = held(&t);
    // ada makes two administrators; each of the three is one with the others.
    let puppet = |login: &str| {
        account::invite(&t.app, &actor("ada"), login, login, Role::Administrator).unwrap();
        let account = account::find(&t.app, login).unwrap();
        Actor::new(&account.id, login, Role::Administrator, platform::actor::Via::Web)
    };
    let (one, two) = (puppet("pia"), puppet("quinn"));
    let decide = |asker: &Actor, decider: &Actor| {
        use platform::clearance::opening;
        let look = opening::ask(&t.app, &present(asker), &id, "A court asks for it.", 1).unwrap();
        opening::decide(&t.app, &present(decider), &look, true).map_err(|error| error.status())
    };
    for (asker, decider) in [(&actor("ada"), &one), (&one, &actor("ada")), (&one, &two), (&two, &one), (&one, &one)] {
        assert_eq!(decide(asker, decider), Err(403), "{} {}", asker.name, decider.name);
    }
    // A role that was given, or a way in that was made, joins two accounts as well.
    account::give_role(&t.app, &actor("ben"), "rosa", Role::Administrator).unwrap();
    let rosa = actor("rosa");
    assert_eq!((decide(&actor("ben"), &rosa), decide(&rosa, &actor("ben"))), (Err(403), Err(403)));
    assert_eq!(decide(&actor("carl"), &rosa), Ok(()));
    link::make(&t.app, &actor("ada"), "carl").unwrap();
    assert_eq!(decide(&actor("ada"), &actor("carl")), Err(403));
    // Said at the machine, an account is a person of its own.
    assert!(account::vouch(&t.app, &actor("ada"), "pia").is_err(), "not on a page");
    account::vouch(&t.app, &Actor::local_operator(), "pia").unwrap();
    assert_eq!((decide(&one, &actor("ada")), decide(&two, &actor("ada"))), (Ok(()), Err(403)));
}

#[test]
fn a_compartment_that_lost_its_last_keeper_gets_one_of_its_members() {
    let t = stage();
    let id = held(&t);
    let ask_keeper = |login: &str| {
        let form = [("compartment", id.as_str()), ("reason", "Its keeper has left the service."), ("login", login)];
        t.post_as("/openings", &as_("ada"), &form).status.as_u16()
    };
    let newest = || t.get_as("/openings.json", &as_("ada")).json()["openings"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(ask_keeper("anna"), 409, "it has a keeper");
    account::end(&t.app, &Actor::local_operator(), "mira").unwrap();
    for outsider in ["rosa", "ada", "ben", "nobody-of-this-name"] {
        assert_eq!(ask_keeper(outsider), 303, "{outsider}: nothing is told of who is in it");
        assert_eq!(grant(&t, "ben", &newest()).status, 409, "{outsider} is in it");
        assert!(!reads(&t, "ada") && !reads(&t, "ben"));
    }
    assert_eq!(ask_keeper("anna"), 303);
    assert_eq!(grant(&t, "ada", &newest()).status, 403);
    assert_eq!(grant(&t, "ben", &newest()).status, 303);
    let page = read(&t.get_as(&format!("/compartments/{id}"), &as_("anna")));
    assert!(page.contains("Its keeper has left the service.") && page.contains("name=\"login\""), "she keeps it: {page}");
    assert!(!reads(&t, "ada") && !reads(&t, "ben"), "who decided sees nothing");
    assert_eq!(ask_keeper("anna"), 409);
}

#[test]
fn the_judge_sees_a_build_that_forgot_to_let_memberships_rest() {
    let t = stage_with(&[]);
    let id = super::notes::open(&t);
    assert_eq!((take_in(&t, &id, "anna"), mark(&t, "mira", "1", Level::Confidential, &id)), (303, 303));
    link::make(&t.app, &actor("ada"), "anna").unwrap();
    assert!(!reads(&t, "anna"));
    alter(&t, "UPDATE platform_membership SET suspended_at = NULL");
    assert!(reads(&t, "anna"), "without the rest she reads");
}
