//! Stories of an index that is behind: what was hidden is never told from it. `GOODOFFICES_MARKINGS`
//! says how many things are marked one after the other, 25 unless told.

use super::Told;
use crate::document::{Document, DocumentKind};
use crate::index::{SHELF, shelf};
use crate::query::{self, Question};
use methods::language::Language;
use platform::actor::{Actor, Role};
use platform::clearance::marking::{self, Level, Wanted};
use platform::clearance::{self, CompartmentKind};
use platform::derived::{Derived, Found};
use platform::testing::{TestApp, person, scratch};
use platform::{App, Error, limits};
use search::{Index, Request};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const OTHER: &str = "test_role=curator; test_name=cira";

fn keeper() -> Actor {
    person("anna", Role::Mediator)
}

fn other() -> Actor {
    person("cira", Role::Curator)
}

/// A word that stands in one document only, and is no other's misspelling.
fn word(number: usize) -> String {
    let letters: String = format!("{number:05}").bytes().map(|digit| char::from(b'a' + digit - b'0').to_string().repeat(3)).collect();
    format!("quil{letters}")
}

/// A library of documents with a word each, and a compartment.
fn world(documents: usize) -> (TestApp, String) {
    let t = super::empty();
    let told = |number: usize| {
        let mut document =
            Document::named(&format!("demo:reed{number}"), DocumentKind::Report, &format!("Talks of {}", word(number)), "demo");
        document.language = Language::from_code("en");
        let text = format!("The {} is exchanged at dawn in the presence of the observers.", word(number));
        Told { document, provisions: vec![("paragraph".into(), "1".into(), text)] }
    };
    super::put(&t, &(0..documents).map(told).collect::<Vec<_>>());
    crate::index::wait(&t.app).unwrap();
    let compartment = t.app.work(&keeper(), |work| clearance::open(work, CompartmentKind::Process, "Reed talks")).unwrap();
    (t, compartment)
}

/// Marks a document as the trail and the views know it; nothing follows.
fn hide(app: &App, number: usize, compartment: &str) {
    let wanted = Wanted {
        level: Level::Confidential,
        compartment: Some(compartment.to_owned()),
        review_on: Some("2999-01-01".into()),
        ..Wanted::default()
    };
    app.work(&keeper(), |work| marking::mark_new(work, &format!("document:demo:reed{number}"), &wanted)).unwrap();
}

/// What somebody outside finds, as a request asks; none where the answer is that there is none now.
fn found(app: &App, number: usize) -> Option<Vec<String>> {
    let question = Question { q: format!("\"{}\"", word(number)), ..Question::default() };
    let began = Instant::now();
    let outcome = limits::by(began + Duration::from_secs(20), || query::search(app, &other(), &question, Language::English));
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    match outcome {
        Ok(found) => {
            let hits = found.answer.hits.iter().chain(&found.documents).map(|hit| hit.id.clone());
            Some(hits.chain(found.answer.suggestion).chain((found.answer.total > 0).then(|| found.answer.total.to_string())).collect())
        }
        Err(Error::Unavailable(_)) => None,
        Err(error) => panic!("{error}"),
    }
}

/// The index as a writer that hangs holds it.
fn hung_writer(t: &TestApp) -> Index {
    let index = Index::open(&t.folder.join("index/provisions"), crate::index::thesaurus(&t.app).unwrap()).unwrap();
    let position = index.position().unwrap();
    index.apply(&[], position).unwrap();
    index
}

#[test]
fn where_a_writer_hangs_nothing_is_told_of_what_was_hidden_since() {
    let (t, compartment) = world(3);
    assert!(t.get_as(&format!("/library/search?q={}", word(1)), OTHER).text().contains("exchanged at dawn"));
    let hung = hung_writer(&t);
    hide(&t.app, 1, &compartment);
    let provision = platform::web::escape("demo:reed2#1");
    for address in [
        format!("/library/search?q={}", word(1)),
        format!("/library/search.json?q={}", word(1)),
        format!("/library/search?q={}", word(1).replace("quil", "quill")),
        "/library/search".to_owned(),
        format!("/api/v1/library/search?q={}", word(1)),
        format!("/library/similar?provision={provision}"),
    ] {
        let began = Instant::now();
        let got = t.get_as(&address, OTHER);
        assert_eq!(got.status, 503, "{address}: {}", got.text());
        assert!(!got.text().contains("exchanged at dawn") && !got.text().contains("reed1"), "{address}");
        assert!(began.elapsed() < Duration::from_secs(8), "{address} took {:?}", began.elapsed());
    }
    drop(hung);
    let got = t.get_as(&format!("/library/search?q={}", word(1)), OTHER);
    assert!(got.status == 200 && !got.text().contains("exchanged at dawn"), "{}", got.text());
    let json = t.get_as("/library/search.json", OTHER).json();
    assert_eq!(json["total"], 2, "{json}");
}

#[test]
fn an_index_is_judged_by_what_it_shows_and_not_by_what_is_written() {
    let (t, compartment) = world(3);
    let shelf = shelf(&t.app).unwrap();
    for index in [&shelf.provisions, &shelf.documents] {
        index.stick(true);
    }
    hide(&t.app, 1, &compartment);
    crate::index::follow(&t.app).unwrap();
    assert!(shelf.provisions.position() > shelf.provisions.shown(), "it is written and not shown");
    assert_eq!(found(&t.app, 1), None);
    for index in [&shelf.provisions, &shelf.documents] {
        index.stick(false);
    }
    assert_eq!(found(&t.app, 1), Some(Vec::new()));
    assert_eq!(found(&t.app, 2).unwrap().len(), 3, "the rest is found: a provision, its document, and how many");
}

#[test]
fn the_judge_sees_an_index_that_forgot_what_hides_and_one_whose_hits_nobody_looked_at() {
    let (t, compartment) = world(3);
    shelf(&t.app).unwrap().provisions.stick(true);
    hide(&t.app, 1, &compartment);
    let ask = || {
        let answer = shelf(&t.app)?.provisions.search(&Request::new(word(1))).map_err(crate::index::failed)?;
        Ok(Found { shown: answer.shown, value: answer.hits })
    };
    let forgot = Derived { harmless: &["access.", "platform."], name: SHELF.name, shown: SHELF.shown, nudge: SHELF.nudge };
    let told = forgot.ask(&t.app, &other(), ask, |_, _| Ok(true)).unwrap();
    assert_eq!(told[0].id, "demo:reed1#1", "both forgotten: it tells");
    // Either of the two is enough.
    let seen = |c: &mut platform::db::Connection, hits: &Vec<search::Hit>| crate::store::provisions::all_seen(c, &query::ids(hits));
    let soon = || Instant::now() + Duration::from_secs(5);
    assert!(matches!(limits::by(soon(), || forgot.ask(&t.app, &other(), ask, seen)), Err(Error::Unavailable(_))));
    assert!(matches!(limits::by(soon(), || SHELF.ask(&t.app, &other(), ask, |_, _| Ok(true))), Err(Error::Unavailable(_))));
}

fn markings() -> usize {
    std::env::var("GOODOFFICES_MARKINGS").ok().and_then(|text| text.parse().ok()).unwrap_or(25)
}

const BESIDE: &str = "GOODOFFICES_TEST_BESIDE";

/// The process beside: marks one document after the other and says so.
#[test]
fn marks_for_the_test_beside() {
    let Ok(given) = std::env::var(BESIDE) else { return };
    let parts: Vec<&str> = given.split('\n').collect();
    let app = App::open(parts[0].as_ref(), super::DOMAINS, &[("hosts", "offices.test"), ("database_url", parts[1])]).unwrap();
    for number in 0..markings() {
        hide(&app, number, parts[2]);
        println!("\nmarked {number}");
        // Half of the time the one who marks also brings the index up to date.
        if number % 2 == 0 {
            app.follow().unwrap();
        }
    }
}

#[test]
fn what_another_process_or_node_has_marked_is_not_found_here() {
    let documents = markings();
    let (t, compartment) = world(documents + 1);
    let url = t.app.config().text("database_url").to_owned();
    // Two processes share a folder; two nodes on PostgreSQL have one each.
    let folder = if url.is_empty() { t.folder.clone() } else { scratch("node") };
    let mut beside = Command::new(std::env::current_exe().unwrap())
        .args(["tests::stale::marks_for_the_test_beside", "--exact", "--nocapture"])
        .env(BESIDE, format!("{}\n{url}\n{compartment}", folder.display()))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut marked, mut waited) = (0, 0);
    for line in BufReader::new(beside.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        let Some(number) = line.strip_prefix("marked ").and_then(|number| number.parse::<usize>().ok()) else { continue };
        marked += 1;
        match found(&t.app, number) {
            None => waited += 1,
            Some(told) => assert!(told.is_empty(), "{number} was marked and is told: {told:?}"),
        }
    }
    assert!(beside.wait().unwrap().success());
    assert_eq!(marked, documents);
    println!("{marked} markings by another process: 0 hits here name one; {waited} answers of 503");
    assert_eq!(found(&t.app, documents).unwrap().len(), 3, "what is not marked is found");
}
