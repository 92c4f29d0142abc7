//! Which building blocks a draft has: *present* where an operative provision says who does what,
//! *vague* where it wishes or only mentions, *missing* where nothing is said.

use crate::draft::Zone;
use crate::grammar::{Form, pattern};
use crate::reading::Reading;
use crate::report::{Covered, Scheme, State};
use methods::language::Language;
use regex::Regex;
use std::sync::OnceLock;

/// The 27 building blocks of ceasefires.
pub(crate) const BUILDING: [&str; 27] = [
    "purpose",
    "definitions",
    "scope",
    "entry-into-force",
    "duration",
    "command",
    "prohibited-acts",
    "permitted-acts",
    "civilians",
    "sexual-violence",
    "children",
    "humanitarian-access",
    "detainees",
    "separation",
    "heavy-weapons",
    "information",
    "monitoring",
    "joint-body",
    "compliance",
    "timetable",
    "dissemination",
    "women",
    "political-process",
    "accountability",
    "ddr",
    "final-clauses",
    "signatures",
];

/// The 30 blocks that stand against the columns of PA-X.
pub(crate) const PAX: [&str; 30] = [
    "ceasefire",
    "ddr",
    "armed-forces",
    "police",
    "foreign-forces",
    "terrorism",
    "international-mission",
    "enforcement",
    "third-party-signature",
    "women",
    "children",
    "displaced",
    "human-rights",
    "civilians",
    "movement-access",
    "humanitarian-aid",
    "prisoners",
    "missing",
    "amnesty",
    "courts",
    "justice-mechanism",
    "victims",
    "reparations",
    "reconciliation",
    "elections",
    "constitution",
    "media",
    "natural-resources",
    "reconstruction",
    "civil-society",
];

/// One way of speaking of a block.
struct Way {
    block: String,
    /// At best vague.
    is_mention: bool,
    /// All of them in one sentence.
    all: Vec<Regex>,
}

macro_rules! words {
    ($language:expr, $name:literal) => {
        match $language {
            Language::English => include_str!(concat!("../../../data/building-blocks/", $name, "-en.txt")),
            Language::French => include_str!(concat!("../../../data/building-blocks/", $name, "-fr.txt")),
            Language::Spanish => include_str!(concat!("../../../data/building-blocks/", $name, "-es.txt")),
            Language::Russian => include_str!(concat!("../../../data/building-blocks/", $name, "-ru.txt")),
            Language::Arabic => include_str!(concat!("../../../data/building-blocks/", $name, "-ar.txt")),
            Language::Chinese => include_str!(concat!("../../../data/building-blocks/", $name, "-zh.txt")),
        }
    };
}

fn ways(language: Language, scheme: Scheme) -> &'static [Way] {
    static ALL: [OnceLock<Vec<Way>>; 12] = [const { OnceLock::new() }; 12];
    let at = Language::ALL.iter().position(|known| *known == language).unwrap_or(0);
    let slot = 2 * at + usize::from(scheme == Scheme::Pax);
    ALL[slot].get_or_init(|| {
        let source = if scheme == Scheme::Pax { words!(language, "pax") } else { words!(language, "blocks") };
        let lines = source.lines().filter(|line| !line.starts_with('#'));
        lines
            .filter_map(|line| {
                let (name, said) = line.split_once(": ")?;
                let all = said.split(" && ").map(|part| pattern(language, part)).collect();
                Some(Way { block: name.trim_end_matches('~').to_owned(), is_mention: name.ends_with('~'), all })
            })
            .collect()
    })
}

/// A piece of text that is looked at as one: a sentence, with what opens its list.
struct Unit {
    provision: usize,
    text: String,
    is_wish: bool,
    is_amnesty: bool,
}

/// The blocks of a draft in the order of the scheme.
pub(crate) fn blocks(reading: &Reading, scheme: Scheme) -> Vec<Covered> {
    let units = units(reading, scheme);
    let ways = ways(reading.draft.grammar.language, scheme);
    let all: &[&'static str] = if scheme == Scheme::Pax { &PAX } else { &BUILDING };
    all.iter().map(|block| covered(reading, block, ways, &units, scheme)).collect()
}

fn units(reading: &Reading, scheme: Scheme) -> Vec<Unit> {
    let draft = &reading.draft;
    let grammar = draft.grammar;
    let counts = |zone: Zone| scheme == Scheme::Pax || matches!(zone, Zone::Body | Zone::Annex);
    draft
        .sentences()
        .filter(|sentence| counts(sentence.provision.zone))
        .map(|sentence| {
            // An item is read with what opens its list.
            let opening =
                sentence.provision.parent.map(|parent| &draft.provisions[parent]).filter(|above| above.text().trim_end().ends_with(':'));
            let opening = opening.and_then(|above| above.sentences.last().map(|at| &above.text()[at.clone()])).unwrap_or_default();
            let text = if scheme == Scheme::Building && !opening.is_empty() {
                format!("{opening} {}", sentence.text())
            } else {
                sentence.text().to_owned()
            };
            let is_wish = grammar.has(Form::Endeavour, &text);
            Unit { provision: sentence.index, is_wish, is_amnesty: grammar.has(Form::Amnesty, &text), text }
        })
        .collect()
}

fn covered(reading: &Reading, block: &'static str, ways: &[Way], units: &[Unit], scheme: Scheme) -> Covered {
    let mut state = State::Missing;
    let mut provisions: Vec<usize> = Vec::new();
    for unit in units {
        // Crimes that an amnesty leaves out are not thereby prohibited.
        if block == "sexual-violence" && unit.is_amnesty {
            continue;
        }
        let mut own = State::Missing;
        for way in ways.iter().filter(|way| way.block == block && way.all.iter().all(|re| re.is_match(&unit.text))) {
            let says = if scheme == Scheme::Building && (way.is_mention || unit.is_wish) { State::Vague } else { State::Present };
            own = own.min(says);
        }
        if own < state {
            state = own;
            provisions.clear();
        }
        if own == state && own != State::Missing && provisions.last() != Some(&unit.provision) {
            provisions.push(unit.provision);
        }
    }
    if scheme == Scheme::Building {
        by_structure(reading, block, &mut state, &mut provisions);
    } else if block == "third-party-signature" {
        third_parties(reading, &mut state, &mut provisions);
    }
    let provisions = provisions.into_iter().map(|at| reading.draft.provisions[at].path.clone()).collect();
    Covered { block, state, provisions, precedents: None }
}

/// Purpose and signatures are parts of a text rather than words.
fn by_structure(reading: &Reading, block: &str, state: &mut State, provisions: &mut Vec<usize>) {
    let all = reading.draft.provisions.iter().enumerate();
    let found: Vec<usize> = match block {
        "purpose" => all.filter(|(_, provision)| provision.zone == Zone::Preamble).map(|(at, _)| at).collect(),
        "signatures" => all.filter(|(_, provision)| provision.zone == Zone::Signing).map(|(at, _)| at).collect(),
        "timetable" if reading.steps.iter().filter(|step| !step.days.is_empty()).count() > 1 => {
            reading.steps.iter().map(|step| step.provision).collect()
        }
        _ => return,
    };
    let is_there = !found.is_empty();
    if block == "signatures" && is_there && reading.signers.is_empty() && found.len() < 2 {
        *state = State::Vague;
    } else if is_there {
        *state = State::Present;
    }
    if is_there {
        *provisions = found;
    }
}

/// Somebody signs who is no party.
fn third_parties(reading: &Reading, state: &mut State, provisions: &mut Vec<usize>) {
    let signing = |at: &usize| reading.draft.provisions[*at].zone == Zone::Signing;
    provisions.retain(signing);
    provisions.extend(reading.signers.iter().filter(|signer| signer.is_witness).map(|signer| signer.provision));
    *state = if provisions.is_empty() { State::Missing } else { State::Present };
}
