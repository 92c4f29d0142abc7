//! Nobody changes what they may not: whoever looks in from outside, whoever does not see it; and
//! what is sealed opens to everybody who may see it, whoever marked what in which order.

mod columns;
mod rows;
mod worlds;

use library::import::OrderKind;
use library::{basket, import, read};
use platform::Error;
use platform::actor::{Actor, Role};
use platform::clearance::marking::{self, Level, Wanted};
use platform::clearance::{self, CompartmentKind, Person, annotation, withholding};
use platform::kit::{Acts, Given};
use platform::testing::{form_token, person};
use rows::Dice;
use std::collections::BTreeMap;
use worlds::{Relation, Text, World, cookies, keeper, mark_as, somebody};

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

/// A world in which public things stand beside, and point to, what is hidden: relations, baskets
/// with notes, an import that brought both, a provision hidden in a document that everybody sees.
struct Mixed {
    world: World,
    /// Documents that everybody sees, one of them with a hidden provision.
    open: Vec<String>,
    /// Imports that brought them, some together with what was hidden later.
    imports: Vec<String>,
    /// Baskets of those outside, each with hidden things in it.
    baskets: Vec<(Actor, String)>,
    hidden: Vec<String>,
}

fn outsiders() -> Vec<Actor> {
    vec![
        somebody(Role::Curator, Relation::Other),
        somebody(Role::DeskOfficer, Relation::None),
        somebody(Role::Administrator, Relation::None),
        somebody(Role::Reader, Relation::Other),
    ]
}

fn mixed() -> Mixed {
    let world = World::new(false);
    let app = &world.t.app;
    let mut text = |at: usize| {
        Text::new(
            &format!("paper-{at}.md"),
            &format!("Paper {at}"),
            "A buffer zone lies here.\n\nPrisoners are released.\n\nWomen take part.",
        )
        .with("id", &format!("own:paper-{at}"))
        .with("parties", "Weir Circle; Marsh Council")
    };
    let papers: Vec<Text> = (0..6).map(&mut text).collect();
    world.try_import(&keeper(), OrderKind::Actors, "actors.csv", "actor_name\nWeir Circle\nMarsh Council\n").expect("the names are taken");
    // One import brings what stays open and what will be hidden.
    let first = world.bring_all(&keeper(), &papers, None).import;
    let pointing = Text::new("pointing.md", "A commentary", "It comments.\n\nAt length.")
        .with("id", "own:pointing")
        .with("relations", "[{\"kind\":\"amends\",\"of\":\"own:paper-4\"},{\"kind\":\"renews\",\"of\":\"own:paper-1\"}]");
    let second = world.bring(&pointing, None).import;
    let mut baskets = Vec::new();
    for who in outsiders() {
        let id = basket::OPEN.act(app, &who, "", &Given::default().with("title", "Mine")).expect("it opens");
        for provision in ["own:paper-0#1", "own:paper-4#1", "own:paper-1#2", "own:paper-5#2", "own:pointing#1"] {
            basket::PUT.act(app, &who, &id, &of(provision)).expect("it is put in");
            let note = of(provision).with("note", format!("My note on {provision}"));
            basket::ANNOTATE.act(app, &who, &id, &note).expect("it is noted");
        }
        baskets.push((who, id));
    }
    for (thing, level) in [
        ("document:own:paper-4", Level::Confidential),
        ("document:own:paper-5", Level::StrictlyConfidential),
        ("provision:own:paper-1#2", Level::StrictlyConfidential),
    ] {
        mark_as(&world, &keeper(), thing, &world.wanted(level)).expect("it is marked");
    }
    let mut hidden = held(&world);
    hidden.extend(["own:paper-4", "own:paper-5", "own:paper-1#2"].map(str::to_owned));
    let open = ["own:paper-0", "own:paper-1", "own:paper-2", "own:paper-3", "own:pointing"].map(str::to_owned).into();
    Mixed { open, imports: vec![first, second], baskets, hidden, world }
}

/// A provision of a basket, as a form names it.
fn of(provision: &str) -> Given {
    Given::default().with("provision", provision)
}

/// A change by somebody who does not see what is hidden; what it was.
fn change_something(m: &mut Mixed, dice: &mut Dice, at: usize) -> String {
    let outsiders = outsiders();
    let who = dice.pick(&outsiders).clone();
    let app = &m.world.t.app;
    let (hidden, open) = (dice.pick(&m.hidden).clone(), dice.pick(&m.open).clone());
    let (owner, basket) = dice.pick(&m.baskets).clone();
    let provision = |dice: &mut Dice, id: &str| if id.contains('#') { id.to_owned() } else { format!("{id}#{}", dice.roll(3) + 1) };
    let of_either = if dice.roll(2) == 0 { provision(dice, &hidden) } else { provision(dice, &open) };
    let body = format!("A line drawn anew {at}.\n\nPrisoners are released.\n\nRoads are opened {at}.");
    let (what, outcome) = match dice.roll(14) {
        0 if !hidden.contains(':') => ("nothing", Ok(())),
        0 => (
            "an import over something hidden",
            m.world.try_bring(&who, &[Text::new("x.md", "Over it", &body).with("id", &hidden)], None).map(drop),
        ),
        1 => (
            "an import over something open",
            m.world.try_bring(&who, &[Text::new("x.md", "Over it", &body).with("id", &open)], None).map(|made| m.imports.push(made)),
        ),
        2 => {
            let papers: Vec<&String> = m.hidden.iter().filter(|id| id.contains(':') && !id.contains('#')).collect();
            let paper = dice.pick(&papers);
            let relations = format!("[{{\"kind\":\"amends\",\"of\":\"{paper}\"}},{{\"kind\":\"renews\",\"of\":\"{open}\"}}]");
            let text = Text::new("y.md", "A reply", &body).with("id", "own:pointing").with("relations", &relations);
            ("an import that points to it", m.world.try_bring(&who, &[text], None).map(|made| m.imports.push(made)))
        }
        3 | 4 => ("undoing an import", import::undo(app, &who, &dice.pick(&m.imports).clone())),
        5 => ("putting into a basket", basket::PUT.act(app, &owner, &basket, &of(&of_either)).map(drop)),
        6 => ("taking out of a basket", basket::TAKE_OUT.act(app, &owner, &basket, &of(&of_either)).map(drop)),
        7 => {
            let moved = of(&of_either).with("to", *dice.pick(&["first", "up", "down", "last"]));
            ("ordering a basket", basket::MOVE.act(app, &owner, &basket, &moved).map(drop))
        }
        8 => {
            let note = of(&of_either).with("note", format!("Another note {at}"));
            ("a note in a basket", basket::ANNOTATE.act(app, &owner, &basket, &note).map(drop))
        }
        9 if dice.roll(4) == 0 => ("throwing a basket away", basket::REMOVE.act(app, &owner, &basket, &Given::default()).map(drop)),
        9 | 10 => (
            "deciding a topic",
            read::decide_topic(app, &who, &of_either, "amnesty", *dice.pick(&[None, Some("accepted"), Some("rejected")])),
        ),
        11 => {
            let (place, who) = (format!("{hidden}|party|{}", dice.roll(2)), cookies(Role::Curator, Relation::Other));
            let got = m.world.t.post_as("/library/actors/review", &who, &[("accept", &place)]);
            let refused = || Error::Forbidden(got.text().into());
            ("deciding a match", if got.status == 303 { Ok(()) } else { Err(refused()) })
        }
        12 => {
            let wanted = Wanted { compartment: Some(m.world.elsewhere.clone()), ..m.world.wanted(Level::Confidential) };
            let thing = if dice.roll(2) == 0 { format!("document:{open}") } else { format!("provision:{of_either}") };
            ("a marking for another compartment", mark_as(&m.world, &somebody(Role::Curator, Relation::Other), &thing, &wanted))
        }
        _ => ("a factor of a situation", warning::situation::ADD_FACTOR.act(app, &who, &hidden, &driver()).map(drop)),
    };
    let told = outcome.map_or_else(|error| error.to_string(), |()| "done".into());
    format!("{at}: {what} by {} ({hidden}, {open}, {of_either}): {told}", who.id)
}

#[test]
fn whoever_does_not_see_something_leaves_it_as_it_is() {
    let (worlds, steps) = if std::env::var_os("GOODOFFICES_TEST_LONG").is_some() { (12, 250) } else { (1, 90) };
    let (mut done, mut all) = (0, 0);
    for seed in 0..worlds {
        let mut m = mixed();
        let mut dice = Dice(20_261_127 + seed);
        // Papers that are hidden name imports and documents of all; a row counts where a hidden id
        // stands in it as a whole.
        let whole = m.hidden.iter().map(|id| format!("{id}\""));
        let words: Vec<String> = whole.chain(m.hidden.iter().filter(|id| !id.contains('#')).map(|id| format!("{id}#"))).collect();
        let before = rows::naming(&rows::all(&m.world.t.app), &words);
        assert!(before.len() > 40, "{} rows", before.len());
        let mut told = Vec::new();
        for at in 0..steps {
            told.push(change_something(&mut m, &mut dice, at));
            all += 1;
            done += usize::from(told.last().is_some_and(|line| line.ends_with(": done")));
            let after = rows::naming(&rows::all(&m.world.t.app), &words);
            let wrong = rows::difference(&before, &after);
            assert!(wrong.is_empty(), "world {seed}, {}\n{}", told[at], wrong.join("\n"));
        }
        a_member_undoes_the_rest(&m);
    }
    println!("{all} changes, {done} of them done");
    assert!(done * 5 > all, "too few changes do anything: {done} of {all}");
}

/// What others left of an import is still there for a member, with its own state, and undone by
/// them whole.
fn a_member_undoes_the_rest(m: &Mixed) {
    let app = &m.world.t.app;
    for import in m.imports.iter().rev() {
        match import::undo(app, &keeper(), import) {
            // What an outsider marked for another compartment meanwhile stays, too.
            Ok(()) | Err(Error::Conflict(_) | Error::Forbidden(_)) => {}
            Err(other) => panic!("{import}: {other}"),
        }
    }
    let left: Vec<String> =
        rows::all(app).into_keys().filter(|line| line.contains("own:paper-4") || line.contains("own:paper-5")).collect();
    let things =
        left.iter().filter(|line| ["library_document\"", "library_provision\"", "platform_marking\""].iter().any(|t| line.contains(t)));
    assert_eq!(things.collect::<Vec<_>>(), Vec::<&String>::new(), "gone whole, markings too");
}

/// One marking: of the document (0) or one of its provisions, by whom, for which compartment.
#[derive(Debug, Clone, Copy)]
struct Move {
    part: usize,
    who: usize,
    compartment: Option<usize>,
    level: Level,
}

/// All markings that there are: by a member of A, by one of B, and by one of both.
fn moves() -> Vec<Move> {
    let mut all = Vec::new();
    for part in 0..3 {
        for (who, compartment) in [(0, 0), (1, 1), (2, 0), (2, 1)] {
            for level in [Level::Confidential, Level::StrictlyConfidential] {
                all.push(Move { part, who, compartment: Some(compartment), level });
            }
        }
        all.push(Move { part, who: 2, compartment: None, level: Level::Unclassified });
    }
    all
}

struct Lattice {
    world: World,
    people: [Actor; 3],
    compartments: [String; 2],
}

/// What each part of a document says, now and before a correction, told apart from all others.
fn words(document: usize, part: usize) -> [String; 2] {
    [format!("zq{document}now{part}x"), format!("zq{document}past{part}x")]
}

fn lattice(documents: usize) -> Lattice {
    let world = World::new(false);
    let app = &world.t.app;
    let people = ["ada", "bo", "cy"].map(|name| person(name, Role::Curator));
    let open = |who: &Actor, title: &str| app.work(who, |work| clearance::open(work, CompartmentKind::Case, title)).expect("it opens");
    let compartments = [open(&people[0], "A"), open(&people[1], "B")];
    let both = Person { id: people[2].id.clone(), name: people[2].name.clone() };
    for (at, compartment) in compartments.iter().enumerate() {
        clearance::take_in(app, &people[at], compartment, &both, false).expect("taken in");
    }
    for time in [1, 0] {
        let texts: Vec<Text> = (0..documents)
            .map(|d| {
                let body: Vec<String> = (1..3)
                    .map(|p| format!("The {} stands in this paragraph on the buffer zone and the line {p}.", words(d, p)[time]))
                    .collect();
                Text::new(&format!("d{d}.md"), &format!("Title {}", words(d, 0)[time]), &body.join("\n\n")).with("id", &format!("own:d{d}"))
            })
            .collect();
        world.bring_all(&keeper(), &texts, None);
    }
    Lattice { world, people, compartments }
}

impl Lattice {
    fn make(&self, document: usize, made: Move) -> bool {
        let thing = match made.part {
            0 => format!("document:own:d{document}"),
            part => format!("provision:own:d{document}#{part}"),
        };
        let compartment = made.compartment.map(|at| self.compartments[at].clone());
        let wanted = Wanted {
            level: made.level,
            review_on: compartment.as_ref().map(|_| "2999-01-01".into()),
            compartment,
            reason: "So it is wanted.".into(),
            ..Wanted::default()
        };
        match mark_as(&self.world, &self.people[made.who], &thing, &wanted) {
            Ok(()) => true,
            Err(Error::Forbidden(_) | Error::NotFound(_)) => false,
            Err(other) => panic!("{made:?}: {other}"),
        }
    }

    /// Whether somebody is in a compartment.
    fn is_in(who: usize, compartment: Option<usize>) -> bool {
        compartment.is_none_or(|at| who == 2 || who == at)
    }

    /// What is wrong with a document whose parts are marked so; nothing where all is well.
    fn judge(&self, document: usize, state: &[(Level, Option<usize>); 3], rows: &str) -> Option<String> {
        let app = &self.world.t.app;
        for part in 0..3 {
            let strict = state[part].0 == Level::StrictlyConfidential || state[0].0 == Level::StrictlyConfidential;
            for word in words(document, part) {
                if rows.contains(&word) == strict {
                    return Some(format!("part {part} is {}: {word}", if strict { "in the clear" } else { "sealed or gone" }));
                }
            }
        }
        for (at, who) in self.people.iter().enumerate() {
            let sees = |part: usize| Lattice::is_in(at, state[0].1) && Lattice::is_in(at, state[part].1);
            match read::document(app, who, &format!("own:d{document}")) {
                Ok(view) if sees(0) => {
                    let texts: String = view.provisions.iter().map(|p| p.text.as_str()).collect();
                    let wrong = (1..3).find(|part| texts.contains(&words(document, *part)[0]) != sees(*part));
                    if let Some(part) = wrong {
                        return Some(format!("{} reads of part {part}: {}", who.name, !sees(part)));
                    }
                }
                Err(Error::NotFound(_)) if !sees(0) => {}
                other => return Some(format!("{} may see it: {}, and reads {:?}", who.name, sees(0), other.map(|_| ()))),
            }
            for part in 1..3 {
                match read::provision(app, who, &format!("own:d{document}#{part}")) {
                    Ok(view) if sees(part) && view.pasts.iter().any(|past| past.text.contains(&words(document, part)[1])) => {}
                    Err(Error::NotFound(_)) if !sees(part) => {}
                    other => return Some(format!("{} may see part {part}: {}, and reads {:?}", who.name, sees(part), other.map(|_| ()))),
                }
            }
        }
        None
    }
}

/// Sequences of up to four markings: all of two, and of four as many as asked for.
fn sequences() -> Vec<Vec<Move>> {
    let all = moves();
    let (pairs, fours) = if std::env::var_os("GOODOFFICES_TEST_LONG").is_some() { (all.len() * all.len(), 4_000) } else { (30, 24) };
    let mut dice = Dice(8);
    let pair = |at: usize| vec![all[at / all.len()], all[at % all.len()]];
    let every = all.len() * all.len();
    let mut out: Vec<Vec<Move>> = (0..every).step_by(every / pairs).map(pair).collect();
    out.extend((0..fours).map(|_| (0..4).map(|_| *dice.pick(&all)).collect()));
    out
}

#[test]
fn what_is_sealed_opens_to_everybody_who_may_see_it_in_any_order_of_markings() {
    let sequences = sequences();
    let lattice = lattice(sequences.len());
    let (mut made, mut refused, mut sealed) = (0, 0, 0);
    for (document, moves) in sequences.iter().enumerate() {
        let mut state = [(Level::Unclassified, None); 3];
        for (at, now) in moves.iter().enumerate() {
            if lattice.make(document, *now) {
                state[now.part] = (now.level, now.compartment);
                made += 1;
            } else {
                refused += 1;
            }
            sealed += usize::from(state.iter().any(|(level, _)| *level == Level::StrictlyConfidential));
            let rows = rows::all(&lattice.world.t.app).into_keys().filter(|line| line.contains(&format!("own:d{document}")));
            let rows: String = rows.collect::<Vec<_>>().join("\n");
            if let Some(wrong) = lattice.judge(document, &state, &rows) {
                panic!("after {:#?}: {wrong}\n{state:?}", &moves[..=at]);
            }
        }
    }
    the_judge_sees(&lattice);
    println!("{} orders of markings: {made} made, {refused} refused, {sealed} states with something sealed", sequences.len());
    assert!(made > 80 && refused > 10 && sealed > 50, "{made} made, {refused} refused, {sealed} sealed");
}

/// A text left in the clear, and one sealed with a key that a reader lacks, are seen.
fn the_judge_sees(lattice: &Lattice) {
    let app = &lattice.world.t.app;
    let strict = Move { part: 0, who: 2, compartment: Some(0), level: Level::StrictlyConfidential };
    let document = (0..).find(|document| lattice.make(*document, strict)).expect("some document can be marked so");
    let mut state = [(Level::StrictlyConfidential, Some(0)), (Level::Unclassified, None), (Level::Unclassified, None)];
    let id = format!("own:d{document}");
    for (part, found) in state.iter_mut().enumerate().skip(1) {
        let marked = marking::look(app, &lattice.people[2], &format!("provision:{id}#{part}")).expect("cy sees all").1;
        let compartment = marked.compartment.and_then(|id| lattice.compartments.iter().position(|known| *known == id));
        *found = (marked.level, compartment);
    }
    let rows = || rows::all(app).into_keys().filter(|line| line.contains(&id)).collect::<Vec<_>>().join("\n");
    assert_eq!(lattice.judge(document, &state, &rows()), None);
    let clear = format!("UPDATE library_provision SET text = '{}' WHERE id = '{id}#1'", words(document, 1)[0]);
    platform::testing::alter(app, &clear);
    assert!(lattice.judge(document, &state, &rows()).is_some());
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
