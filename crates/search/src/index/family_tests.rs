//! Stories of wordings that many texts share.

use crate::{Change, Index, Lay, Passage, Request, Thesaurus, Why};
use methods::language::Language;
use std::sync::OnceLock;

const SHELF: [(&str, &str, Option<&str>, &str, &str); 8] = [
    ("a#3", "en", None, "2014", "The wardens of the mill count the boats at Orrin until 3 March 2014."),
    ("b#9", "en", None, "2016-05", "The wardens of the mill shall count the boats at Orrin until 30 June 2016."),
    ("c#4", "en", None, "2019-01-02", "The wardens of the mill count the boats at Orrin until 2 November 2019."),
    ("c-fr#4", "fr", Some("c"), "2019-01-02", "Les gardiens du moulin comptent les bateaux à Orrin jusqu’au 2 novembre 2019."),
    ("d#1", "en", None, "2020", "The wardens of the mill shall not count the boats at Orrin."),
    ("e#1", "en", None, "2021", "Boats may not pass the weir by night."),
    ("e#2", "en", None, "2021", "A council of elders settles quarrels over wells, pastures and the dues of the ferry."),
    ("e#3", "en", None, "2021", "The Parties shall withdraw heavy weapons beyond the buffer zone."),
];

fn shelf() -> &'static Index {
    static BUILT: OnceLock<Index> = OnceLock::new();
    BUILT.get_or_init(|| {
        let index = Index::in_memory(Thesaurus::built_in().expect("the thesaurus that ships with the product")).expect("an index");
        let put = |(id, language, original, date, text): &(&str, &str, Option<&str>, &str, &str)| {
            Change::Put(Box::new(Passage {
                id: (*id).into(),
                document: id.split('#').next().unwrap_or_default().into(),
                text: (*text).into(),
                language: Language::from_code(language),
                date: Some((*date).into()),
                original: original.map(str::to_owned),
                ..Passage::default()
            }))
        };
        index.apply(&SHELF.iter().map(put).collect::<Vec<_>>(), 1).expect("passages are indexed");
        index
    })
}

fn ids(request: &Request) -> Vec<String> {
    shelf().search(request).unwrap().hits.into_iter().map(|hit| hit.id).collect()
}

#[test]
fn what_reads_alike_is_one_hit_that_tells_of_its_family() {
    let answer = shelf().search(&Request::new("wardens count the boats")).unwrap();
    let hit = answer.hits.iter().find(|hit| hit.family.n > 1).expect("a family");
    let mut members: Vec<&str> = hit.family.members.iter().map(|member| member.id.as_str()).collect();
    members.sort_unstable();
    assert_eq!(members, ["a#3", "b#9", "c#4"]);
    assert_eq!((hit.family.n, hit.family.documents), (3, 3));
    assert_eq!((hit.family.first.as_deref(), hit.family.last.as_deref()), (Some("2014"), Some("2019-01-02")));
    assert_eq!(answer.folded, 2);
    assert!(answer.hits.iter().any(|hit| hit.id == "d#1" && hit.family.n == 1), "what denies it stands by itself");
}

#[test]
fn page_by_page_each_hit_comes_once_and_apart_each_provision_does() {
    let all = ids(&Request::new("wardens count the boats"));
    let paged: Vec<String> =
        (0..all.len()).flat_map(|offset| ids(&Request { limit: 1, offset, ..Request::new("wardens count the boats") })).collect();
    assert_eq!(paged, all);
    let apart = ids(&Request { lay: Lay::Apart, ..Request::new("wardens count the boats") });
    assert_eq!(apart.len(), all.len() + 2);
}

#[test]
fn of_language_versions_the_one_in_the_readers_language_is_shown() {
    for (language, shown) in [(Language::French, "c-fr#4"), (Language::English, "c#4")] {
        let filters = crate::Filters { from: Some("2019".into()), to: Some("2019".into()), ..Default::default() };
        let request = Request { language: Some(language), filters, ..Request::new("boats of the mill, bateaux du moulin") };
        let hits = shelf().search(&request).unwrap().hits;
        let found: Vec<(&str, usize)> = hits.iter().map(|hit| (hit.id.as_str(), hit.family.n)).collect();
        assert_eq!(found, [(shown, 2)], "{language}");
    }
}

#[test]
fn one_family_is_that_of_the_provision_asked_for_and_it_is_not_like_itself() {
    let (_, _, _, _, text) = SHELF[1];
    let request = Request { limit: 20, of: Some("b#9".into()), lay: Lay::OneFamily, ..Request::default() };
    let like = |request: &Request| -> Vec<String> {
        let answer = shelf().similar(text, None, request, &crate::Budget::default()).unwrap();
        answer.hits.into_iter().map(|hit| hit.id).collect()
    };
    let mut family = like(&request);
    assert_eq!(family.first().map(String::as_str), Some("b#9"));
    family.sort_unstable();
    assert!(family.starts_with(&["a#3".into(), "b#9".into(), "c#4".into()]) && !family.contains(&"d#1".to_owned()), "{family:?}");
    assert!(!like(&Request { lay: Lay::Together, ..request }).contains(&"b#9".to_owned()));
}

#[test]
fn a_hit_says_why_it_was_found() {
    let why = |query: &str| shelf().search(&Request::new(query)).unwrap().hits[0].why.clone();
    assert!(why("dues of the ferry").contains(&Why::Words(vec!["dues".into(), "ferry".into()])), "{:?}", why("dues of the ferry"));
    assert!(why("heavy weapons").contains(&Why::Words(vec!["heavy weapons".into()])), "{:?}", why("heavy weapons"));
}

#[test]
fn where_nothing_answers_the_answer_says_so_and_gives_what_comes_nearest() {
    for (query, answered) in [
        ("who counts the boats?", true),
        ("bateaux du moulin", true),
        ("\"pass the weir\"", true),
        ("weapons withdrawal", true),
        ("refund of airline tickets and hotel bookings", false),
        ("recipe for lentil soup with boats", false),
    ] {
        let answer = shelf().search(&Request::new(query)).unwrap();
        assert_eq!(answer.answered, answered, "{query}: {:?}", answer.hits.first().map(|hit| (&hit.id, &hit.why)));
    }
}
