//! A hidden record changes no byte of what others get.

use super::*;

/// A small generator of numbers, so that a failing pair can be run again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// Changes something that only members see; what it was.
fn hide_something(world: &World, dice: &mut Dice, at: usize) -> &'static str {
    const WORDS: [&str; 8] = ["buffer", "zone", "amnesty", "prisoners", "weir", "women", "monitors", "withdraw"];
    let mut words = || (0..6).map(|_| WORDS[dice.roll(WORDS.len())]).collect::<Vec<_>>().join(" ");
    let text = Text::new(&format!("hidden-{at}.md"), &format!("Paper {at} on {}", words()), &format!("{}.\n\n{}.", words(), words()))
        .with("process", "Heron process")
        .with("date", "2024-05-01")
        .with("countries", "ISL")
        .with("parties", "Weir Circle; Marsh Council");
    match dice.roll(7) {
        0 | 1 => {
            world.bring(&text, Some(world.wanted(Level::Confidential)));
            "a confidential text"
        }
        2 => {
            world.bring(&text, Some(world.wanted(Level::StrictlyConfidential)));
            "a strictly confidential text"
        }
        3 => {
            world.t.app.work(&keeper(), |work| clearance::open(work, CompartmentKind::Case, &format!("Case {at}"))).expect("it opens");
            "a compartment"
        }
        4 => {
            let new = Person { id: format!("test-guest-{at}"), name: format!("Guest {at}") };
            clearance::take_in(&world.t.app, &keeper(), &world.compartment, &new, false).expect("taken in");
            "a membership"
        }
        5 => {
            world.draft(&format!("Draft {at}"), WORDS[at % WORDS.len()]);
            "a draft"
        }
        _ => {
            let hidden = &world.hidden[0].document;
            library::basket::collect(&world.t.app, &keeper(), None, &format!("{hidden}#1"), "Heron").expect("collected");
            "a basket of somebody else"
        }
    }
}

/// How many pairs of worlds are compared: a share of them, more where every suite is asked for, all
/// in the long run.
fn pairs() -> usize {
    let is_set = |name: &str| std::env::var_os(name).is_some();
    match (is_set("GOODOFFICES_TEST_LONG"), is_set("GOODOFFICES_TEST_ALL")) {
        (true, _) => 500,
        (false, true) => 120,
        (false, false) => 30,
    }
}

#[test]
fn a_hidden_record_changes_no_byte_of_what_others_get() {
    let world = World::new(true);
    let pages = pages(&world);
    let observers = [
        cookies(Role::Visitor, Relation::None),
        cookies(Role::Curator, Relation::Other),
        cookies(Role::Administrator, Relation::None),
        cookies(Role::DeskOfficer, Relation::Former),
        cookies(Role::Reader, Relation::Other),
    ];
    let mut before: Vec<BTreeMap<String, Said>> = observers.iter().map(|who| snapshot(&world, &pages, who)).collect();
    let mut dice = Dice(20_261_124);
    for at in 0..pairs() {
        let what = hide_something(&world, &mut dice, at);
        // One observer a pair, each in turn; the snapshot before it is of several pairs ago, so
        // a difference that any of them made shows.
        let turn = at % observers.len();
        let after = snapshot(&world, &pages, &observers[turn]);
        for (page, said) in &after {
            assert_eq!(
                said.2.lines().find(|line| !before[turn][page].2.contains(line)),
                None,
                "pair {at}: after {what}, {page} says more as {}",
                observers[turn]
            );
            assert_eq!(said, &before[turn][page], "pair {at}: after {what}, {page} differs as {}", observers[turn]);
        }
        before[turn] = after;
    }
    println!("{} pairs, {} pages each", pairs(), pages.len());
    // The comparison can see: what is not hidden changes what others get.
    world.bring(&Text::new("plain.md", "A text for everybody", "A buffer zone."), None);
    let after = snapshot(&world, &pages, &observers[1]);
    assert!(after.iter().filter(|(page, said)| before[1][*page] != **said).count() > 10);
}
