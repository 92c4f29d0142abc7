//! Cursors against a reading of every passage by hand.

use super::*;
use crate::index::Index;
use crate::passage::{Change, Passage};
use crate::text::{Stems, joined, spans_of, terms_of, tokenize};
use crate::thesaurus::Thesaurus;
use methods::language::Language;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use tantivy::schema::Field;

const WORDS: [&str; 5] = ["zib", "zob", "zub", "gax", "gox"];
const BETWEEN: [&str; 5] = [" ", " ", " ", "-", ". "];

fn thesaurus() -> Arc<Thesaurus> {
    static BUILT: OnceLock<Arc<Thesaurus>> = OnceLock::new();
    BUILT.get_or_init(|| Thesaurus::built_in().unwrap()).clone()
}

/// Texts of few words, so that everything meets, and enough of them for several blocks of a list.
fn texts() -> Vec<String> {
    let mut dice: u64 = 0x1234_5678_9abc_def1;
    let mut below = |end: usize| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        (dice >> 11) as usize % end
    };
    let mut texts = Vec::new();
    for number in 0..420 {
        // The last passages hold few of the words: some lists end before others.
        let known = if number > 300 { 2 } else { WORDS.len() };
        let mut text = String::new();
        for _ in 0..1 + below(9) {
            text.push_str(WORDS[below(known)]);
            text.push_str(BETWEEN[below(BETWEEN.len())]);
        }
        texts.push(text);
    }
    texts
}

type Places = BTreeMap<(Field, String), Vec<u32>>;

struct World {
    index: Index,
    passages: Vec<Places>,
}

fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let index = Index::in_memory(thesaurus()).unwrap();
        let mut stems = Stems::default();
        let mut passages = Vec::new();
        let mut changes = Vec::new();
        for (number, text) in texts().into_iter().enumerate() {
            let cut = tokenize(&text);
            let mut places = Places::new();
            for (field, terms) in [
                (index.fields.words, terms_of(&cut, Language::English, &mut stems)),
                (index.fields.spans, spans_of(&cut, Language::English, &mut stems)),
            ] {
                for term in terms {
                    places.entry((field, term.text)).or_default().push(term.position);
                }
            }
            passages.push(places);
            let id = format!("{number:04}");
            changes.push(Change::Put(Box::new(Passage { id, text, language: Some(Language::English), ..Passage::default() })));
        }
        index.apply(&changes, 1).unwrap();
        World { index, passages }
    })
}

fn by_hand(spots: &Spots, passage: &Places) -> Vec<Stretch> {
    let at = |term: &Term| {
        let text = term.value().as_str().unwrap_or_default().to_owned();
        passage.get(&(term.field(), text)).cloned().unwrap_or_default()
    };
    let mut found: Vec<Stretch> = match spots {
        Spots::Word { term, places, joined } => {
            let own = at(term).into_iter().map(|place| (place, place + places - 1));
            own.chain(joined.iter().flat_map(|(term, wide)| at(term).into_iter().map(move |place| (place, place + wide - 1)))).collect()
        }
        Spots::Either(parts) => parts.iter().flat_map(|part| by_hand(part, passage)).collect(),
        Spots::Row(parts) => {
            let mut rows: Option<Vec<Stretch>> = None;
            for part in parts {
                let next = by_hand(part, passage);
                rows = Some(match rows {
                    None => next,
                    Some(rows) => {
                        let pairs = rows.iter().flat_map(|row| next.iter().map(move |after| (row, after)));
                        pairs.filter(|(row, after)| row.1 + 1 == after.0).map(|(row, after)| (row.0, after.1)).collect()
                    }
                });
            }
            rows.unwrap_or_default()
        }
        Spots::Near(parts, words) => {
            let lists: Vec<Vec<Stretch>> = parts.iter().map(|part| by_hand(part, passage)).collect();
            let Some((first, others)) = lists.split_first() else { return Vec::new() };
            let mut found = Vec::new();
            'each: for of in first {
                let (mut low, mut high) = *of;
                for list in others {
                    let apart = |other: &Stretch| {
                        if other.0 > of.1 {
                            Some((other.0 - of.1, 1))
                        } else {
                            of.0.checked_sub(other.1).filter(|gap| *gap > 0).map(|gap| (gap, 0))
                        }
                    };
                    // The nearest; what stands before comes first, and of that the shortest.
                    let nearest = list
                        .iter()
                        .filter_map(|other| {
                            apart(other).map(|(gap, side)| (gap, side, if side == 0 { u32::MAX - other.0 } else { other.1 }, other))
                        })
                        .min();
                    match nearest {
                        Some((gap, _, _, other)) if gap <= *words => {
                            low = low.min(other.0);
                            high = high.max(other.1);
                        }
                        _ => continue 'each,
                    }
                }
                found.push((low, high));
            }
            found
        }
        Spots::Terms(parts) => {
            let all = !parts.is_empty() && parts.iter().all(|terms| terms.iter().any(|term| !at(term).is_empty()));
            if all { vec![(0, 0)] } else { Vec::new() }
        }
    };
    found.sort_unstable();
    found.dedup();
    found
}

fn word(number: usize) -> Spots {
    let world = world();
    let text = format!("e{}", ["zib", "zob", "zub", "gax", "gox", "zibzob", "nowher"][number]);
    let fields = world.index.fields;
    let wide = (2..=4).map(|places| (Term::from_field_text(fields.spans, &joined(&text, places)), places)).collect();
    Spots::Word { term: Term::from_field_text(fields.words, &text), places: 1, joined: wide }
}

fn plain(number: usize) -> Term {
    let Spots::Word { term, .. } = word(number) else { unreachable!() };
    term
}

fn spots() -> impl Strategy<Value = Spots> {
    let leaf = prop_oneof![
        8 => (0usize..7).prop_map(word),
        1 => (0usize..7).prop_map(|n| Spots::term(plain(n))),
        1 => proptest::collection::vec(proptest::collection::vec((0usize..7).prop_map(plain), 0..3), 0..3).prop_map(Spots::Terms),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let parts = proptest::collection::vec(inner, 0..4);
        prop_oneof![
            parts.clone().prop_map(Spots::Row),
            parts.clone().prop_map(Spots::Either),
            (parts, 0u32..6).prop_map(|(parts, words)| Spots::Near(parts, words)),
        ]
    })
}

/// Whether the parts that are needed are in the passage, wherever.
fn may_match(spots: &Spots, passage: &Places) -> bool {
    match spots {
        Spots::Row(parts) | Spots::Near(parts, _) => !parts.is_empty() && parts.iter().all(|part| may_match(part, passage)),
        Spots::Either(parts) => parts.iter().any(|part| may_match(part, passage)),
        other => !by_hand(other, passage).is_empty(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if std::env::var_os("GOODOFFICES_TEST_LONG").is_some() { 20_000 } else { 400 }))]

    #[test]
    fn what_is_collected_is_what_stands_in_the_passages(spots in spots()) {
        let world = world();
        let searcher = world.index.searcher();
        prop_assert_eq!(searcher.segment_readers().len(), 1);
        let budget = Budget::default();
        let found = collect(&spots, searcher.segment_reader(0), &budget).unwrap();
        let expected: Vec<(DocId, u32)> = world.passages.iter().enumerate()
            .map(|(doc, passage)| (doc as DocId, by_hand(&spots, passage).len() as u32))
            .filter(|(_, times)| *times > 0)
            .collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn a_cursor_stands_where_its_last_seek_stopped_and_its_end_is_its_end(spots in spots(), steps in proptest::collection::vec(0u32..120, 1..12)) {
        let world = world();
        let searcher = world.index.searcher();
        let budget = Budget::default();
        let mut cursor = Cursor::open(&spots, searcher.segment_reader(0), &budget).unwrap();
        let mut target = 0;
        for step in steps {
            target += step;
            let expected = world.passages.iter().enumerate().skip(target as usize)
                .find(|(_, passage)| may_match(&spots, passage))
                .map_or(TERMINATED, |(doc, _)| doc as DocId);
            prop_assert_eq!(cursor.seek(target), expected);
            prop_assert_eq!(cursor.doc(), expected);
            // Seeking what lies behind moves nothing.
            prop_assert_eq!(cursor.seek(target / 2), expected);
            let mut places = Vec::new();
            cursor.places(&mut places, &budget).unwrap();
            let by_hand = world.passages.get(expected as usize).map(|passage| by_hand(&spots, passage)).unwrap_or_default();
            prop_assert_eq!(places, by_hand);
            target = if expected == TERMINATED { target } else { expected };
        }
        for target in [world.passages.len() as DocId, TERMINATED - 1, TERMINATED, 0] {
            prop_assert_eq!(cursor.seek(target), TERMINATED);
            prop_assert_eq!(cursor.doc(), TERMINATED);
            let mut places = Vec::new();
            cursor.places(&mut places, &budget).unwrap();
            prop_assert!(places.is_empty(), "places beyond the end");
        }
    }
}
