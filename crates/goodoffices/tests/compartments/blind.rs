//! Whoever does not see something leaves it as it is, whatever they change around it.

use super::*;

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
