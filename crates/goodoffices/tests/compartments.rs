//! Nobody changes what they may not: whoever looks in from outside, whoever does not see it; and
//! what is sealed opens to everybody who may see it, whoever marked what in which order.

#[path = "compartments/blind.rs"]
mod blind;
mod columns;
#[path = "compartments/lattice.rs"]
mod lattice;
mod rows;
mod worlds;

use rows::Dice;
use worlds::{Relation, Text, World, cookies, keeper, mark_as, somebody};

use library::import::OrderKind;
use library::{basket, import, read};
use platform::Error;
use platform::actor::{Actor, Role};
use platform::clearance::marking::{self, Level, Wanted};
use platform::clearance::{self, CompartmentKind, Person, annotation, withholding};
use platform::kit::{Acts, Given};
use platform::testing::{form_token, person};
use std::collections::BTreeMap;

/// An administrator who was let in to look by another one.
/// A factor of a situation, as its form holds it.
fn driver() -> Given {
    Given::of(&[("kind", "driver"), ("name", "A driver")])
}

fn looker() -> Actor {
    somebody(Role::Administrator, Relation::None)
}

fn let_look(world: &World) {
    platform::testing::look_in(&world.t.app, &world.compartment, &looker(), &somebody(Role::Administrator, Relation::Other));
}

/// The ids of all that the compartment holds.
fn held(world: &World) -> Vec<String> {
    let hidden = world.hidden.iter().flat_map(|hidden| [hidden.document.clone(), hidden.import.clone()]);
    hidden.chain(world.situations.iter().cloned()).chain(world.drafts.iter().cloned()).chain([world.compartment.clone()]).collect()
}

/// Every unsafe address: method and path.
fn unsafe_addresses(world: &World) -> Vec<(String, String)> {
    let all = platform::web::routes(&world.t.app);
    all.into_iter().filter(|route| route.method != "GET").map(|route| (route.method.to_string(), route.path.clone())).collect()
}

/// Ways to fill the blanks of an address with what the compartment holds.
fn fillings(world: &World, path: &str) -> Vec<String> {
    if !path.contains('{') {
        return vec![path.to_owned()];
    }
    let mut ids = Vec::new();
    for hidden in &world.hidden {
        ids.extend([hidden.document.clone(), format!("{}#1", hidden.document), hidden.import.clone()]);
        ids.extend([format!("document:{}", hidden.document), format!("provision:{}#1", hidden.document)]);
    }
    ids.extend(world.situations.iter().flat_map(|id| [id.clone(), format!("situation:{id}")]));
    ids.extend(world.drafts.iter().flat_map(|id| [id.clone(), format!("draft:{id}")]));
    ids.push(world.compartment.clone());
    let fill = |id: &String| {
        let parts = path.split('/').enumerate().map(|(at, part)| match part {
            "{topic}" => "amnesty".to_owned(),
            "{person}" => somebody(Role::Reader, Relation::Same).id,
            "{provision}" if path.matches('{').count() > 1 => platform::web::escape(&format!("{}#1", world.hidden[0].document)),
            "{factor}" => "never-was".to_owned(),
            blank if blank.starts_with('{') && at > 0 => platform::web::escape(id),
            plain => plain.to_owned(),
        });
        parts.collect::<Vec<_>>().join("/")
    };
    ids.iter().map(fill).collect()
}

/// Every field that any form or program's request has, with what would do the most.
fn fields(world: &World, elsewhere: &str) -> Vec<(&'static str, String)> {
    let provision = format!("{}#1", world.hidden[0].document);
    [
        ("level", "confidential"),
        ("compartment", elsewhere),
        ("review_on", "2999-01-01"),
        ("reason", "Something that is long enough."),
        ("sure", "yes"),
        ("what", "end"),
        ("title", "Another title"),
        ("name", "Another name"),
        ("note", "Another note"),
        ("text", "Another text"),
        ("provision", &provision),
        ("document", &world.hidden[0].document),
        ("thing", &format!("document:{}", world.hidden[0].document)),
        ("state", "accepted"),
        ("topic", "amnesty"),
        ("side", "party"),
        ("position", "0"),
        ("month", "2021-01"),
        ("direction", "improved"),
        ("confidence", "high"),
        ("rationale", "Because."),
        ("kind", "driver"),
        ("detail", "More."),
        ("country", "XQE"),
        ("login", "test-reader"),
        ("part", "keeper"),
        ("person", &somebody(Role::Reader, Relation::Same).id),
        ("hours", "4"),
        ("by", "1"),
        ("finding", "2.1"),
        ("mark", "never-was"),
        ("language", "en"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into()
}

/// Sends everything that an address may ask for.
fn send(world: &World, method: &str, path: &str, who: &str, fields: &[(&'static str, String)]) -> u16 {
    let mut request = axum::http::Request::builder().method(method).uri(path).header("cookie", who).header("host", "offices.test");
    request = request.header("origin", "http://offices.test").header("x-form-token", form_token());
    let (kind, body) = if path.starts_with("/api/") {
        let mut all: serde_json::Map<String, serde_json::Value> = fields.iter().map(|(k, v)| ((*k).to_owned(), v.clone().into())).collect();
        let whole = [("position", 0.into()), ("hours", 4.into()), ("risk_alert", false.into()), ("resolution_opportunity", false.into())];
        all.extend(whole.map(|(name, value): (&str, serde_json::Value)| (name.to_owned(), value)));
        all.insert("chances".into(), serde_json::json!([]));
        all.insert("caveats".into(), serde_json::json!([]));
        all.insert("scenarios".into(), serde_json::json!([{"title": "One", "chance": 1.0}]));
        ("application/json", serde_json::Value::Object(all).to_string())
    } else {
        let pairs = fields.iter().map(|(name, value)| format!("&{name}={}", platform::web::escape(value)));
        let form: String = std::iter::once(format!("_token={}", form_token())).chain(pairs).collect();
        ("application/x-www-form-urlencoded", form)
    };
    let request = request.header("content-type", kind).body(axum::body::Body::from(body)).expect("a plain request");
    world.t.send(request).status.as_u16()
}

#[test]
fn a_look_from_outside_changes_nothing_at_any_address() {
    let world = World::new(false);
    let_look(&world);
    let own = world.t.app.work(&looker(), |work| clearance::open(work, CompartmentKind::Case, "My own")).expect("it opens");
    let who = cookies(Role::Administrator, Relation::None);
    let document = platform::web::escape(&world.hidden[1].document);
    assert_eq!(world.send("GET", &format!("/library/documents/{document}"), &who).status, 200, "the look shows");
    let held = held(&world);
    let before = rows::naming(&rows::all(&world.t.app), &held);
    assert!(before.len() > 30, "{} rows", before.len());
    let (mut sent, mut statuses, mut wrong) = (0, BTreeMap::new(), Vec::new());
    for (method, path) in unsafe_addresses(&world) {
        // What ends the looker's own proof is tried where proofs are.
        if path.starts_with("/sign-") || path.starts_with("/account") {
            continue;
        }
        for path in fillings(&world, &path) {
            let status = send(&world, &method, &path, &who, &fields(&world, &own));
            sent += 1;
            *statuses.entry(status).or_insert(0) += 1;
            let after = rows::naming(&rows::all(&world.t.app), &held);
            if after != before && wrong.len() < 5 {
                wrong.push(format!("{method} {path} ({status}):\n{}", rows::difference(&before, &after).join("\n")));
            }
            assert!(status < 500 || status == 503, "{method} {path}: {status}");
        }
    }
    println!("{sent} requests: {statuses:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(sent > 400 && statuses.contains_key(&403), "{sent} requests: {statuses:?}");
}

#[test]
fn a_look_from_outside_changes_nothing_by_imports_undoing_and_markings() {
    let world = World::new(false);
    let_look(&world);
    let (app, who) = (&world.t.app, looker());
    let own = app.work(&who, |work| clearance::open(work, CompartmentKind::Case, "My own")).expect("it opens");
    let before = rows::naming(&rows::all(app), &held(&world));
    for hidden in &world.hidden {
        let over = Text::new("over.md", "Another record", "Something else.").with("id", &hidden.document);
        let _ = world.try_bring(&who, std::slice::from_ref(&over), None);
        let near = Text::new("near.md", "A commentary", "Something near.")
            .with("relations", &format!("[{{\"kind\":\"amends\",\"of\":\"{}\"}}]", hidden.document));
        let _ = world.try_bring(&who, std::slice::from_ref(&near), None);
        assert!(import::undo(app, &who, &hidden.import).is_err());
        let wanted = Wanted { compartment: Some(own.clone()), ..world.wanted(Level::Confidential) };
        for thing in [format!("document:{}", hidden.document), format!("provision:{}#1", hidden.document)] {
            let refused = marking::mark(app, &who, &thing, &wanted).expect_err("it is not theirs");
            assert!(matches!(refused, Error::Forbidden(_)), "{thing}: {refused}");
        }
        assert!(read::decide_topic(app, &who, &format!("{}#1", hidden.document), "amnesty", Some("accepted")).is_err());
        assert!(basket::collect(app, &who, None, &format!("{}#1", hidden.document), "Mine").is_err());
    }
    for situation in &world.situations {
        assert!(warning::situation::ADD_FACTOR.act(app, &who, situation, &driver()).is_err());
    }
    for draft in &world.drafts {
        let version = Given::of(&[("text", "Article 1. Another text.")]);
        assert!(drafting::version::ADD_VERSION.act(app, &who, draft, &version).is_err());
        assert!(drafting::draft::REMOVE.act(app, &who, draft, &Given::default()).is_err());
    }
    let after = rows::naming(&rows::all(app), &held(&world));
    assert_eq!(rows::difference(&before, &after), Vec::<String>::new());
    // The judge sees a broken build: without the rule the same look changes what it shows.
    break_rule(&world);
    let _ = read::decide_topic(app, &who, &format!("{}#1", world.hidden[0].document), "amnesty", Some("accepted"));
    let after = rows::naming(&rows::all(app), &held(&world));
    assert!(!rows::difference(&before, &after).is_empty());
}

/// Takes the rule of who may change what out of the database.
fn break_rule(world: &World) {
    let postgres = world.t.app.db().engine() != "SQLite";
    for view in ["platform_closed", "platform_fixed"] {
        let none = format!("VIEW {view} AS SELECT thing, whole FROM platform_marking WHERE thing = ''");
        let script = if postgres { format!("CREATE OR REPLACE {none}") } else { format!("DROP VIEW {view}; CREATE {none}") };
        platform::testing::alter(&world.t.app, &script);
    }
}

/// The text everybody sees, a compartment of one curator, and who else there is.
fn of_two_people() -> (World, Actor, Actor, String) {
    let world = World::new(false);
    let asker = keeper();
    let second = somebody(Role::Curator, Relation::Other);
    let thing = format!("document:{}", world.open);
    (world, asker, second, thing)
}

fn asked(world: &World, who: &Actor, thing: &str) -> String {
    match marking::mark(&world.t.app, who, thing, &world.wanted(Level::StrictlyConfidential)).expect("it is asked for") {
        marking::Outcome::Asked(id) => id,
        marking::Outcome::Marked => panic!("one person alone took it from everybody's sight"),
    }
}

#[test]
fn what_everybody_sees_leaves_their_sight_only_by_two_people_and_comes_back_as_it_was() {
    let (world, asker, second, thing) = of_two_people();
    let app = &world.t.app;
    let reader = somebody(Role::Reader, Relation::None);
    let sees = |who: &Actor| read::document(app, who, &world.open).is_ok();
    let forbidden = |outcome: platform::Result<()>| matches!(outcome, Err(Error::Forbidden(_)));
    // Desk officers and mediators in the compartment ask for nothing that others look after.
    for role in [Role::DeskOfficer, Role::Mediator] {
        let refused = marking::mark(app, &somebody(role, Relation::Same), &thing, &world.wanted(Level::Confidential));
        assert!(forbidden(refused.map(drop)), "{role:?}");
    }
    let id = asked(&world, &asker, &thing);
    assert!(sees(&reader) && matches!(marking::mark(app, &asker, &thing, &world.wanted(Level::Confidential)), Err(Error::Conflict(_))));
    // Not by oneself, not by a program, not at the machine, not without the role.
    assert!(forbidden(withholding::decide(app, &asker, &id, true)));
    for via in [platform::actor::Via::Api, platform::actor::Via::Command] {
        assert!(forbidden(withholding::decide(app, &Actor { via, ..second.clone() }, &id, true)));
    }
    assert!(forbidden(withholding::decide(app, &somebody(Role::DeskOfficer, Relation::Same), &id, true)));
    assert!(sees(&reader));
    // Withdrawn, nothing comes of it; asked again and confirmed, it leaves.
    withholding::withdraw(app, &asker, &id).expect("it is withdrawn");
    assert!(withholding::decide(app, &second, &id, true).is_err() && sees(&reader));
    let before = rows::naming(&rows::all(app), &[format!("\"{}\"", world.open), format!("\"{}#", world.open)]);
    let id = asked(&world, &asker, &thing);
    withholding::decide(app, &second, &id, true).expect("a second person confirms");
    assert!(!sees(&reader) && !sees(&second) && sees(&asker));
    // It stays as it was, for its members too, so that it can come back so.
    let over = Text::new("over.md", "Another", "Something else.").with("id", &world.open);
    let _ = world.try_bring(&asker, &[over], None);
    assert!(read::decide_topic(app, &asker, &format!("{}#1", world.open), "amnesty", Some("accepted")).is_err());
    // Members mark a part by itself; it stays theirs.
    let part = format!("provision:{}#2", world.open);
    platform::testing::mark(app, &asker, &part, &world.wanted(Level::Confidential)).expect("a member marks a part");
    let listed = withholding::list(app, &second).expect("curators find it");
    let found = listed.iter().find(|one| one.id == id).expect("it stands in the list");
    assert!(found.holds && found.thing == thing && found.reason.is_empty());
    let back = withholding::ask_return(app, &second, &id, "It was public for a year.").expect("its return is asked for");
    assert!(forbidden(withholding::decide(app, &second, &back, true)));
    withholding::decide(app, &somebody(Role::Administrator, Relation::None), &back, true).expect("another confirms");
    let view = read::document(app, &reader, &world.open).expect("everybody sees it again");
    assert_eq!(view.provisions.len(), 1, "the part that its members marked stays hidden");
    platform::testing::mark(app, &asker, &part, &Wanted { reason: "It is over.".into(), ..Wanted::default() }).expect("a member opens it");
    let words = [format!("\"{}\"", world.open), format!("\"{}#", world.open)];
    let timeless = |rows: &BTreeMap<String, usize>| {
        let things = rows.keys().filter(|line| !line.contains("platform_"));
        things.map(|line| line.split("\"updated_at\"").next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(timeless(&rows::naming(&rows::all(app), &words)), timeless(&before), "as it was");
    let told = withholding::returned_from(app, &somebody(Role::Reader, Relation::Own), &world.compartment).expect("members are told");
    assert_eq!(told.len(), 1);
}

#[test]
fn a_compartment_keeps_its_own_notes_on_what_everybody_sees() {
    let (world, asker, second, thing) = of_two_people();
    let app = &world.t.app;
    let member = somebody(Role::Reader, Relation::Same);
    let note = |who: &Actor, level| annotation::add(app, who, &thing, &world.compartment, level, "Zarquon reads this line otherwise.");
    assert!(note(&second, Level::Confidential).is_err(), "who is not in it keeps none");
    let id = note(&member, Level::StrictlyConfidential).expect("it is kept");
    note(&member, Level::Confidential).expect("it is kept");
    assert!(rows::all(app).keys().filter(|line| line.contains("Zarquon")).count() == 1, "one of them is sealed");
    assert_eq!(annotation::on_thing(app, &asker, &thing).expect("members read").len(), 2);
    assert_eq!(annotation::of_compartment(app, &asker, &world.compartment).expect("members read").len(), 2);
    let page = format!("/library/documents/{}", platform::web::escape(&world.open));
    let shown = |role, relation| world.send("GET", &page, &cookies(role, relation)).text().contains("Zarquon");
    assert!(shown(Role::Curator, Relation::Own) && !shown(Role::Curator, Relation::Other) && !shown(Role::Administrator, Relation::None));
    let let_go = annotation::remove(app, &somebody(Role::DeskOfficer, Relation::Same), &id);
    assert!(matches!(let_go, Err(Error::Forbidden(_))), "neither its author nor a keeper");
    annotation::remove(app, &asker, &id).expect("a keeper removes it");
    assert!(!rows::all(app).keys().any(|line| line.contains(&id)), "its marking goes with it");
}
