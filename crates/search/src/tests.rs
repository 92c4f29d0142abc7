//! Stories about asking: a small shelf of invented provisions in six languages.

use crate::{Budget, Change, Error, Filters, HITS_MAX, Index, Passage, QUERY_CHARS_MAX, Request, Thesaurus};
use methods::language::Language;
use proptest::prelude::*;
use std::sync::{Arc, OnceLock};

/// Made once: reading the whole thesaurus takes a moment.
fn thesaurus() -> Arc<Thesaurus> {
    static BUILT: OnceLock<Arc<Thesaurus>> = OnceLock::new();
    BUILT.get_or_init(|| Thesaurus::built_in().expect("the thesaurus that ships with the product")).clone()
}

const SHELF: [(&str, &str, &str, &str); 14] = [
    ("a#1", "en", "ceasefire", "The Parties shall withdraw their heavy weapons beyond the buffer zone within ten days."),
    (
        "a#2",
        "en",
        "ceasefire",
        "The Monitoring Mission verifies the withdrawal and reports violations of the ceasefire to the Joint Commission.",
    ),
    ("a#3", "en", "ceasefire", "Women shall make up not less than thirty per cent of the members of each monitoring team."),
    ("b#1", "fr", "agreement", "Les Parties libèrent tous les prisonniers détenus en raison du conflit dans un délai de trente jours."),
    ("b#2", "fr", "agreement", "La commission électorale prépare des élections libres et transparentes."),
    ("c#1", "es", "agreement", "Las Partes garantizan el retorno voluntario y seguro de las personas desplazadas a sus hogares."),
    ("d#1", "ru", "agreement", "Стороны отводят тяжёлое вооружение на расстояние двадцати километров от линии соприкосновения."),
    ("e#1", "ar", "ceasefire", "يلتزم الطرفان بوقف إطلاق النار ابتداءً من منتصف الليل، وتتولى بعثة المراقبة التحقق من ذلك."),
    ("e#2", "ar", "ceasefire", "يُفرج الطرفان عن جميع الأسرى والمحتجزين خلال ثلاثين يوماً."),
    ("f#1", "zh", "agreement", "双方应在三十天内释放所有被拘押人员，并遣返战俘。"),
    ("f#2", "zh", "agreement", "联合委员会负责监督停火并核查违反停火的事件。"),
    ("g#1", "en", "guidance", "Amnesty shall not cover war crimes, crimes against humanity or sexual violence."),
    ("g#2", "en", "resolution", "Decides to extend the mandate of the observer mission until the end of June."),
    ("g#3", "en", "resolution", "Calls upon all to allow unhindered humanitarian access to people in need."),
];

fn shelf() -> Index {
    let index = Index::in_memory(thesaurus()).expect("an index");
    let changes: Vec<Change> = SHELF
        .iter()
        .map(|(id, language, kind, text)| {
            Change::Put(Box::new(Passage {
                id: (*id).to_owned(),
                document: id[..1].to_owned(),
                title: format!("Document {}", &id[..1]),
                text: (*text).to_owned(),
                language: Language::from_code(language),
                kind: (*kind).to_owned(),
                date: Some(format!("20{:02}-03-04", 10 + id.as_bytes()[0] - b'a')),
                ..Passage::default()
            }))
        })
        .collect();
    index.apply(&changes, 1).expect("passages are indexed");
    index
}

fn ids(index: &Index, query: &str) -> Vec<String> {
    let answer = index.search(&Request::new(query)).expect("an answer");
    answer.hits.into_iter().map(|hit| hit.id).collect()
}

/// The first hits of a query hold all of `expected`, in any order.
fn check(index: &Index, query: &str, expected: &[&str]) {
    let found = ids(index, query);
    let first: Vec<&str> = found.iter().take(expected.len() + 2).map(String::as_str).collect();
    for id in expected {
        assert!(first.contains(id), "“{query}” finds {first:?}, not {id}");
    }
}

#[test]
fn a_question_in_any_language_finds_texts_in_the_others() {
    let index = shelf();
    for query in [
        "release of prisoners",
        "libération des prisonniers",
        "liberación de prisioneros",
        "освобождение пленных",
        "الإفراج عن الأسرى",
        "释放被俘人员",
    ] {
        check(&index, query, &["b#1", "e#2", "f#1"]);
    }
    for query in [
        "ceasefire monitoring",
        "surveillance du cessez-le-feu",
        "vigilancia del alto el fuego",
        "наблюдение за прекращением огня",
        "مراقبة وقف إطلاق النار",
        "停火监督",
    ] {
        check(&index, query, &["a#2", "e#1", "f#2"]);
    }
}

#[test]
fn words_are_found_in_all_their_forms_with_or_without_marks() {
    let index = shelf();
    check(&index, "withdrawing heavy weapon", &["a#1"]);
    check(&index, "prisonnier libere", &["b#1"]);
    check(&index, "тяжелое вооружение", &["d#1"]);
    check(&index, "الاسرى", &["e#2"]);
    check(&index, "desplazado retornar", &["c#1"]);
}

#[test]
fn the_passage_that_holds_the_words_typed_comes_before_any_that_means_the_same() {
    let index = shelf();
    for (query, first) in [
        ("joint commission", "a#2"),
        ("heavy weapon", "a#1"),
        ("withdrawal of violations", "a#2"),
        ("commission électorale", "b#2"),
        ("prisonniers détenus", "b#1"),
        ("personas desplazadas", "c#1"),
        ("тяжелое вооружение", "d#1"),
        ("بعثة المراقبة", "e#1"),
        ("联合委员会", "f#2"),
        ("被拘押人员", "f#1"),
    ] {
        assert_eq!(ids(&index, query).first().map(String::as_str), Some(first), "{query}");
    }
}

#[test]
fn a_chinese_character_alone_finds_the_words_that_hold_it() {
    let index = shelf();
    for (query, expected) in [("火", "f#2"), ("俘", "f#1"), ("遣", "f#1")] {
        assert!(ids(&index, query).contains(&expected.to_owned()), "{query}: {:?}", ids(&index, query));
    }
}

#[test]
fn what_is_written_with_signs_is_taken_at_its_word() {
    let index = shelf();
    assert_eq!(ids(&index, "\"joint commission\""), ["a#2"]);
    assert!(!ids(&index, "monitoring -women").contains(&"a#3".to_owned()));
    assert!(ids(&index, "+women monitoring").iter().all(|id| id == "a#3"));
    check(&index, "human*", &["g#3"]);
    assert_eq!(ids(&index, "women NEAR/20 monitoring"), ["a#3"]);
    assert!(ids(&index, "mission kind:resolution").iter().all(|id| id.starts_with('g')));
}

#[test]
fn a_concept_that_was_understood_can_be_switched_off() {
    let index = shelf();
    let answer = index.search(&Request::new("release of prisoners")).unwrap();
    let concept = answer.concepts.first().expect("a topic was understood").id.clone();
    let off: Vec<String> = answer.concepts.iter().map(|c| c.id.clone()).collect();
    let without = index.search(&Request { concepts_off: off, ..Request::new("release of prisoners") }).unwrap();
    assert!(without.concepts.iter().any(|c| c.id == concept && !c.on), "it stays in sight");
    assert!(without.total < answer.total, "{} and {}", without.total, answer.total);
}

#[test]
fn filters_narrow_and_facets_count_what_was_found() {
    let index = shelf();
    let request = Request { filters: Filters { kind: vec!["ceasefire".into()], ..Filters::default() }, ..Request::new("") };
    let answer = index.search(&request).unwrap();
    assert_eq!((answer.total, answer.hits.len()), (5, 5));
    assert_eq!(answer.facets.kind.iter().map(|c| (c.value.as_str(), c.count)).collect::<Vec<_>>(), [("ceasefire", 5)]);
    assert_eq!(answer.facets.language.iter().map(|c| c.count).sum::<u64>(), 5);
    let dated = Request { filters: Filters { from: Some("2016".into()), ..Filters::default() }, ..Request::new("") };
    assert_eq!(index.search(&dated).unwrap().total, 3);
}

#[test]
fn a_likely_misspelling_is_pointed_out() {
    let answer = shelf().search(&Request::new("withdrawel of heavy wepons")).unwrap();
    let other = answer.suggestion.expect("a suggestion");
    assert!(other.contains("weapons"), "{other}");
}

#[test]
fn a_misspelt_word_with_hyphens_is_replaced_once() {
    let index = Index::in_memory(thesaurus()).unwrap();
    let passage =
        Passage { id: "a".into(), document: "a".into(), text: "The parties shall monitor the ceasefire.".into(), ..Passage::default() };
    index.apply(&[Change::Put(Box::new(passage))], 1).unwrap();
    // What coverage found: parts of one word that overlap.
    for asked in ["Ajo\u{1}\0\0iint monito-p~AicBBBqu\u{fffd} -po~Ice", "monito-monito monitoo-ceasefir"] {
        let answer = index.search(&Request::new(asked)).unwrap();
        assert!(answer.suggestion.is_none_or(|other| other.chars().count() < asked.chars().count() + 20), "{asked}");
    }
}

#[test]
fn a_provision_like_another_is_found_and_a_replaced_one_is_not_found_twice() {
    let index = shelf();
    let request = Request { limit: 3, ..Request::default() };
    let hits =
        index.similar("Both sides pull back their heavy weapons behind the buffer zone.", None, &request, &Budget::default()).unwrap().hits;
    assert_eq!(hits[0].id, "a#1");
    let passage = Passage {
        id: "a#1".into(),
        document: "a".into(),
        text: "The bridge stays open for traders.".into(),
        language: Some(Language::English),
        ..Passage::default()
    };
    index.apply(&[Change::Put(Box::new(passage))], 2).unwrap();
    assert_eq!(index.position(), Some(2));
    check(&index, "bridge traders", &["a#1"]);
    assert!(!ids(&index, "\"heavy weapons\"").contains(&"a#1".to_owned()));
    index.apply(&[Change::RemoveDocument("a".into())], 3).unwrap();
    assert!(ids(&index, "bridge traders").is_empty());
}

#[test]
fn what_a_person_rejected_is_no_longer_found_by_that_topic() {
    let index = shelf();
    let topic = index.search(&Request::new("amnesty")).unwrap().concepts[0].id.clone();
    let by_topic = Request { filters: Filters { topic: vec![topic.clone()], ..Filters::default() }, ..Request::new("") };
    let found = |index: &Index| index.search(&by_topic).unwrap().hits.iter().any(|h| h.id == "g#1");
    assert!(found(&index));
    let rejected = Passage {
        id: "g#1".into(),
        document: "g".into(),
        text: SHELF[11].3.into(),
        language: Some(Language::English),
        topics_rejected: thesaurus().with_narrower(&topic).into_iter().map(|(c, _)| c.id.clone()).collect(),
        ..Passage::default()
    };
    index.apply(&[Change::Put(Box::new(rejected))], 2).unwrap();
    assert!(!found(&index));
}

#[test]
fn too_much_is_refused_by_name_of_the_limit() {
    let index = shelf();
    let long = Request::new("x".repeat(QUERY_CHARS_MAX + 1));
    assert!(matches!(index.search(&long), Err(Error::QueryTooLong { .. })));
    let many = Request { limit: HITS_MAX + 1, ..Request::new("x") };
    assert!(matches!(index.search(&many), Err(Error::TooManyHits { .. })));
}

#[test]
fn the_thesaurus_covers_the_field_in_six_languages() {
    let thesaurus = thesaurus();
    assert!(thesaurus.concepts().len() >= 250, "{}", thesaurus.concepts().len());
    for concept in thesaurus.concepts() {
        assert!(!concept.scope_note.is_empty(), "{} has no scope note", concept.id);
        for language in Language::ALL {
            assert!(!concept.labels(language).alternative.is_empty(), "{} has no other name in {language}", concept.id);
        }
    }
    for code in ["CeProv", "SsrDdr", "WggGenQuot", "TjAm", "PpsGe:St", "GChSubs", "HrNi", "ImPK", "Wat", "StDef", "GeWom"] {
        assert!(thesaurus.by_pax(code).is_some(), "no concept matches {code}");
    }
}

#[test]
fn an_index_on_disk_is_there_again_and_another_process_may_read_it() {
    let folder = std::env::temp_dir().join(format!("goodoffices-search-test-{}", std::process::id()));
    let first = Index::open(&folder, thesaurus()).unwrap();
    first
        .apply(
            &[Change::Put(Box::new(Passage {
                id: "x#1".into(),
                document: "x".into(),
                text: "Traders cross the bridge.".into(),
                ..Passage::default()
            }))],
            7,
        )
        .unwrap();
    let second = Index::open(&folder, thesaurus()).unwrap();
    assert_eq!((second.position(), ids(&second, "bridge").len()), (Some(7), 1));
    assert!(matches!(second.apply(&[Change::Remove("x#1".into())], 8), Err(Error::Busy { .. })));
    drop((first, second));
    std::fs::remove_dir_all(&folder).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_typed_means_something(query in "[\\PC\"*:+() -]{0,60}") {
        static INDEX: OnceLock<Index> = OnceLock::new();
        let index = INDEX.get_or_init(shelf);
        let answer = index.search(&Request::new(query.clone()));
        prop_assert!(answer.is_ok() || matches!(answer, Err(Error::Filter { .. })), "{query}: {answer:?}");
        for hit in answer.map(|a| a.hits).unwrap_or_default() {
            prop_assert!(hit.text.get(hit.snippet.clone()).is_some());
            prop_assert!(hit.highlights.iter().all(|r| hit.text.get(r.clone()).is_some()));
        }
    }
}
