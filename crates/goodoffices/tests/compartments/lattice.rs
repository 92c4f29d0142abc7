//! What is sealed opens to everybody who may see it, in any order of markings on a document and its provisions.

use super::*;

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
