//! Stories of what is marked: who sees it, and that for everybody else it does not exist.

use super::{Told, ceasefire};
use crate::document::{Document, DocumentKind};
use platform::Error;
use platform::actor::{Actor, Role};
use platform::audit;
use platform::clearance::marking::{self, Caveat, Level, Wanted};
use platform::clearance::vault::Vault;
use platform::clearance::{self, CompartmentKind, Person};
use platform::testing::{TestApp, files_with, person, scratch, timeless};

/// A curator who keeps the compartment, a desk officer who is in it, and a curator who is not.
const KEEPER: &str = "test_role=curator; test_name=anna";
const MEMBER: &str = "test_role=desk_officer; test_name=bela";
const OTHER: &str = "test_role=curator; test_name=cira";

const SECRET: &str = "The hostages are exchanged at the quince orchard at dawn.";

fn keeper() -> Actor {
    person("anna", Role::Curator)
}

/// The ceasefire, which everybody sees, and the talks that are to be marked.
fn world() -> (TestApp, String) {
    let key = scratch("key").join("compartment.key");
    Vault::make(&key).unwrap();
    let t = TestApp::with(super::DOMAINS, &[("visitors_may_read", "true"), ("compartment_key", key.to_str().unwrap())]);
    let mut document = Document::named("demo:talks", DocumentKind::Report, "Record of the quince orchard talks", "demo");
    document.date = "2022-02-01".parse().ok();
    document.process = Some("Orchard channel".into());
    document.countries = vec!["ISL".into()];
    document.parties = vec!["Orchard Circle".into()];
    document.language = methods::language::Language::from_code("en");
    let provision = |text: &str| ("paragraph".to_owned(), "1".to_owned(), text.to_owned());
    super::put(&t, &[ceasefire(), Told { document, provisions: vec![provision(SECRET), provision("A buffer zone is set up.")] }]);
    let compartment = t.app.work(&keeper(), |work| clearance::open(work, CompartmentKind::Process, "Orchard talks")).unwrap();
    let bela = Person { id: "test-bela".into(), name: "bela".into() };
    clearance::take_in(&t.app, &keeper(), &compartment, &bela, false).unwrap();
    (t, compartment)
}

fn wanted(level: Level, compartment: &str) -> Wanted {
    let marked = level > Level::Unclassified;
    Wanted {
        level,
        compartment: marked.then(|| compartment.to_owned()),
        caveats: Vec::new(),
        review_on: marked.then(|| "2999-01-01".into()),
        reason: "The talks go on.".into(),
    }
}

fn mark(t: &TestApp, thing: &str, level: Level, compartment: &str) {
    platform::testing::mark(&t.app, &keeper(), thing, &wanted(level, compartment)).unwrap();
}

const LEVELS: [Level; 2] = [Level::Confidential, Level::StrictlyConfidential];

#[test]
fn a_marked_document_answers_others_like_one_that_was_never_there() {
    for level in LEVELS {
        let (t, compartment) = world();
        mark(&t, "document:demo:talks", level, &compartment);
        for role in [OTHER, "test_role=administrator", "test_role=auditor", "test_role=reader", "a=b"] {
            // A browser that has been here has a form cookie; otherwise each answer sets another.
            let cookies = &format!("{role}; goodoffices_form=0123456789abcdef0123456789abcdef");
            for form in ["", ".json", ".bib", ".csv"] {
                for (path, hidden, never) in [
                    ("/library/documents/", "demo:talks", "demo:never"),
                    ("/library/provisions/", "demo:talks#1", "demo:never#1"),
                    ("/api/v1/library/documents/", "demo:talks", "demo:never"),
                    ("/api/v1/library/provisions/", "demo:talks#1", "demo:never#1"),
                ] {
                    let ask = |id: &str| t.get_as(&format!("{path}{}{form}", platform::web::escape(id)), cookies).said(&[id]);
                    assert_eq!(ask(hidden), ask(never), "{path} {form} {cookies} {level:?}");
                }
            }
        }
        for cookies in [KEEPER, MEMBER] {
            let html = t.get_as("/library/documents/demo%3Atalks", cookies);
            assert!(html.text().contains(SECRET) && html.text().contains("Orchard talks"), "{cookies}");
            assert_eq!(html.header("goodoffices-marking"), level.word());
            assert!(t.get_as("/library/provisions/demo%3Atalks%231", cookies).text().contains(SECRET));
        }
    }
}

/// Everything that counts, lists or suggests.
const PAGES: [&str; 22] = [
    "/",
    "/library/documents",
    "/library/documents.json",
    "/library/documents?country=ISL",
    "/library/documents?process=Orchard+channel",
    "/library/search",
    "/library/search?q=buffer+zone",
    "/library/search.json?q=orchard",
    "/library/search?q=quinse",
    "/library/processes",
    "/library/processes/Orchard%20channel",
    "/library/figures/map",
    "/library/figures/trends",
    "/library/figures/map.json",
    "/library/export.csv",
    "/library/export.jsonl",
    "/library/sources",
    "/library/actors",
    "/library/actors/review",
    "/api/v1/library/stats",
    "/api/v1/library/documents",
    "/api/v1/library/export?format=jsonl",
];

fn snapshot(t: &TestApp, cookies: &str) -> Vec<(String, String)> {
    PAGES.iter().map(|page| ((*page).to_owned(), timeless(&t.get_as(page, cookies).text()))).collect()
}

#[test]
fn what_is_marked_is_in_no_list_count_facet_suggestion_or_export_of_others() {
    // The same library once without the talks, and once with the talks marked.
    let (never, _) = world();
    let (t, compartment) = world();
    let import = never.get_as("/library/imports.json", OTHER).json()["items"][0]["id"].as_str().unwrap().to_owned();
    assert!(!import.is_empty());
    let with: Vec<_> = snapshot(&t, OTHER);
    assert!(with.iter().any(|(_, text)| text.contains("orchard talks")), "unmarked, everybody sees it");
    mark(&t, "document:demo:talks", Level::StrictlyConfidential, &compartment);
    for cookies in [OTHER, "test_role=reader", "test_role=administrator", ""] {
        for (page, text) in snapshot(&t, cookies) {
            for word in ["quince", "Record of the", "Orchard Circle", "hostages", "demo:talks", "demo%3Atalks", "ISL"] {
                assert!(page.contains(word) || !text.contains(word), "{page} as {cookies} says {word}");
            }
        }
    }
}

#[test]
fn a_single_provision_is_hidden_and_the_rest_of_its_document_is_not() {
    let (t, compartment) = world();
    mark(&t, "provision:demo:talks#1", Level::Confidential, &compartment);
    let html = t.get_as("/library/documents/demo%3Atalks", OTHER).text();
    assert!(!html.contains("hostages") && html.contains("A buffer zone is set up."));
    assert_eq!(t.get_as("/library/provisions/demo%3Atalks%231", OTHER).status, 404);
    assert!(!t.get_as("/library/search.json?q=hostages", OTHER).text().contains("demo:talks#1"));
    assert!(t.get_as("/library/documents/demo%3Atalks", MEMBER).text().contains("hostages"));
}

#[test]
fn members_find_what_is_confidential_beside_what_everybody_finds() {
    let (t, compartment) = world();
    mark(&t, "document:demo:talks", Level::Confidential, &compartment);
    let found = t.get_as("/library/search.json?q=hostages", MEMBER).json();
    assert_eq!(found["compartments"][0]["hits"][0]["provision"], "demo:talks#1", "{found}");
    assert!(!found["hits"].to_string().contains("demo:talks"));
    assert!(t.get_as("/library/search?q=hostages", MEMBER).text().contains("Orchard talks"));
    // What is strictly confidential is in no index, not even in memory.
    mark(&t, "document:demo:talks", Level::StrictlyConfidential, &compartment);
    let found = t.get_as("/library/search.json?q=hostages", MEMBER).json();
    assert_eq!(found["compartments"], serde_json::json!([]));
}

#[test]
fn an_ended_membership_ends_with_the_next_request() {
    let (t, compartment) = world();
    mark(&t, "document:demo:talks", Level::StrictlyConfidential, &compartment);
    assert_eq!(t.get_as("/library/documents/demo%3Atalks", MEMBER).status, 200);
    t.app.work(&keeper(), |work| clearance::let_go(work, &compartment, "test-bela")).unwrap();
    assert_eq!(t.get_as("/library/documents/demo%3Atalks", MEMBER).status, 404);
    assert_eq!(t.get_as("/library/documents/demo%3Atalks", KEEPER).status, 200);
}

#[test]
fn a_marking_is_lowered_with_a_reason_and_then_everybody_sees() {
    let (t, compartment) = world();
    mark(&t, "document:demo:talks", Level::StrictlyConfidential, &compartment);
    let silent = Wanted { reason: " ".into(), ..wanted(Level::Unclassified, "") };
    let refused = marking::mark(&t.app, &keeper(), "document:demo:talks", &silent).unwrap_err();
    assert!(matches!(refused, Error::Invalid(ref faults) if faults[0].field == "reason"), "{refused}");
    mark(&t, "document:demo:talks", Level::Unclassified, "");
    assert!(t.get_as("/library/documents/demo%3Atalks", OTHER).text().contains(SECRET));
    assert!(t.get_as("/library/search.json?q=hostages", "").text().contains("demo:talks#1"));
}

#[test]
fn marking_needs_a_compartment_that_one_is_in_and_a_day_of_review() {
    let (t, compartment) = world();
    let mark_as = |actor: &Actor, wanted: &Wanted| marking::mark(&t.app, actor, "document:demo:talks", wanted).unwrap_err();
    let fit = wanted(Level::Confidential, &compartment);
    let field = |error: Error| error.faults().first().unwrap_or_else(|| panic!("{error}")).field.clone();
    assert_eq!(field(mark_as(&keeper(), &Wanted { compartment: None, ..fit.clone() })), "compartment");
    assert_eq!(field(mark_as(&keeper(), &Wanted { review_on: Some("2020-01-01".into()), ..fit.clone() })), "review_on");
    assert_eq!(field(mark_as(&keeper(), &Wanted { review_on: None, ..fit.clone() })), "review_on");
    // Who is not in a compartment is told what they would be told of one that never was.
    let outside = mark_as(&person("cira", Role::Curator), &fit).to_string();
    let never = mark_as(&person("cira", Role::Curator), &Wanted { compartment: Some("never".into()), ..fit.clone() }).to_string();
    assert_eq!(outside.replace(&compartment, "never"), never);
    assert!(matches!(mark_as(&person("dora", Role::Reader), &fit), Error::Forbidden(_)));
}

#[test]
fn the_disk_gives_no_word_of_what_is_strictly_confidential() {
    let (t, compartment) = world();
    // Only in these tests a job is handed whole texts.
    t.app.db().housekeep(|c| c.script("DELETE FROM platform_job")).unwrap();
    mark(&t, "document:demo:talks", Level::StrictlyConfidential, &compartment);
    // Read, searched and read again: none of it leaves a trace either.
    t.get_as("/library/documents/demo%3Atalks", MEMBER);
    t.get_as("/library/search?q=hostages", MEMBER);
    if t.app.db().engine() != "SQLite" {
        return;
    }
    for word in ["quince orchard", "Orchard Circle", "hostages", "Orchard talks", "Orchard channel", "The talks go on."] {
        let found = files_with(&t.folder, word.as_bytes());
        assert!(found.is_empty(), "{word} stands in {found:?}");
    }
    // The search itself can see: what is not sealed is found.
    assert!(!files_with(&t.folder, b"Orrin Bridge Ceasefire").is_empty());
}

fn readings(t: &TestApp) -> Vec<(String, String)> {
    let all = t.app.db().read(|c| audit::after(c, 0, 10_000)).unwrap();
    all.into_iter().filter(|entry| entry.action == marking::READ).map(|entry| (entry.actor_id, entry.subject)).collect()
}

#[test]
fn each_reading_of_something_strictly_confidential_stands_in_the_trail_once() {
    let (t, compartment) = world();
    mark(&t, "document:demo:talks", Level::StrictlyConfidential, &compartment);
    let before = readings(&t).len();
    t.get_as("/library/documents/demo%3Atalks", MEMBER);
    let mut found = readings(&t).split_off(before);
    found.sort();
    let expected = ["document:demo:talks", "provision:demo:talks#1", "provision:demo:talks#2"];
    assert_eq!(found, expected.map(|thing| ("test-bela".to_owned(), thing.to_owned())));
    // Who may not see it leaves no record of having seen it.
    t.get_as("/library/documents/demo%3Atalks", OTHER);
    assert_eq!(readings(&t).len(), before + 3);
    let seen = marking::readings(&t.app, &keeper(), "document:demo:talks").unwrap();
    assert!(seen.iter().any(|reading| reading.name.as_deref() == Some("bela")));
    assert!(marking::readings(&t.app, &person("bela", Role::DeskOfficer), "document:demo:talks").is_err());
}

#[test]
fn where_the_trail_cannot_be_written_nothing_strictly_confidential_is_shown() {
    let (t, compartment) = world();
    mark(&t, "document:demo:talks", Level::StrictlyConfidential, &compartment);
    let full = if t.app.db().engine() == "SQLite" {
        "CREATE TRIGGER full BEFORE INSERT ON platform_audit BEGIN SELECT RAISE(ABORT, 'full'); END"
    } else {
        "ALTER TABLE platform_audit ADD CONSTRAINT full_trail CHECK (position < 0) NOT VALID"
    };
    t.app.db().housekeep(|c| c.script(full)).unwrap();
    let got = t.get_as("/library/documents/demo%3Atalks", MEMBER);
    assert_eq!(got.status, 503);
    assert!(!got.text().contains("hostages"));
}

#[test]
fn what_is_marked_leaves_no_file_in_bulk_and_a_caveat_keeps_it_out_of_baskets_too() {
    let (t, compartment) = world();
    mark(&t, "document:demo:talks", Level::Confidential, &compartment);
    assert!(!t.get_as("/library/export.jsonl", MEMBER).text().contains("hostages"));
    t.post_as("/library/baskets/put", MEMBER, &[("provision", "demo:talks#1")]);
    let id = t.get_as("/library/baskets.json", MEMBER).json()["items"][0]["id"].as_str().unwrap().to_owned();
    let markdown = t.get_as(&format!("/library/baskets/{id}.md"), MEMBER);
    assert!(markdown.text().contains("hostages") && markdown.text().contains("CONFIDENTIAL"), "{}", markdown.text());
    assert_eq!(markdown.header("goodoffices-marking"), "confidential");
    let barred = Wanted { caveats: vec![Caveat::NoExport], ..wanted(Level::Confidential, &compartment) };
    platform::testing::mark(&t.app, &keeper(), "document:demo:talks", &barred).unwrap();
    let markdown = t.get_as(&format!("/library/baskets/{id}.md"), MEMBER).text();
    assert!(!markdown.contains("hostages") && markdown.contains("left out"), "{markdown}");
    // Out of the compartment, it is out of the basket as well.
    t.app.work(&keeper(), |work| clearance::let_go(work, &compartment, "test-bela")).unwrap();
    assert_eq!(t.get_as("/library/baskets.json", MEMBER).json()["items"][0]["items"], 0);
}

#[test]
fn an_import_of_others_neither_changes_nor_reveals_what_is_hidden() {
    let (t, compartment) = world();
    mark(&t, "document:demo:talks", Level::Confidential, &compartment);
    let told = Told {
        document: Document::named("demo:talks", DocumentKind::Report, "Another text of that name", "demo"),
        provisions: vec![("paragraph".into(), "1".into(), "Something else.".into())],
    };
    super::put(&t, &[told]);
    let html = t.get_as("/library/documents/demo%3Atalks", MEMBER).text();
    assert!(html.contains(SECRET) && !html.contains("Something else."));
    assert_eq!(t.get_as("/library/documents/demo%3Atalks", OTHER).status, 404);
}

#[test]
fn a_server_without_its_key_still_finds_what_everybody_sees() {
    let (t, compartment) = world();
    mark(&t, "document:demo:talks", Level::StrictlyConfidential, &compartment);
    let (folder, url) = (t.folder.clone(), t.app.config().text("database_url").to_owned());
    drop(t);
    let app = platform::App::open(&folder, super::DOMAINS, &[("visitors_may_read", "true"), ("database_url", &url)]).unwrap();
    let question = crate::query::Question { q: "buffer zone".into(), ..Default::default() };
    let found = crate::query::search(&app, &keeper(), &question, methods::language::Language::English).unwrap();
    assert_eq!((found.answer.hits[0].document.as_str(), found.asides.len()), ("demo:orrin", 0));
    let listed = clearance::list(&app, &keeper()).unwrap();
    assert!(listed.len() == 1 && !listed[0].title.contains("Orchard"), "{listed:?}");
}

#[test]
fn a_hidden_member_changes_nothing_that_is_told_of_a_family() {
    let wording = "The wardens of the quince orchard count the boats each morning.";
    let told = |id: &str, date: &str| {
        let mut document = Document::named(id, DocumentKind::Report, "Record of boats", "demo");
        document.date = date.parse().ok();
        document.language = methods::language::Language::from_code("en");
        Told { document, provisions: vec![("paragraph".into(), "1".into(), wording.into())] }
    };
    let (seen, hidden) = ([told("demo:one", "2005-03-04"), told("demo:two", "2007-01")], told("demo:three", "2001-02-03"));
    let ask = |t: &TestApp, cookies: &str| {
        let found = t.get_as("/api/v1/library/search?q=wardens+count+boats", cookies).json();
        let family = found["hits"][0]["family"].clone();
        let wordings = timeless(&t.get_as("/library/wordings?provision=demo%3Aone%231", cookies).text());
        let page = t.get_as("/library/search?q=wardens+count+boats", cookies).text();
        (family, wordings, page.matches("Used in").count(), page.contains("2005–2007"))
    };
    let (never, _) = world();
    super::put(&never, &seen);
    for level in LEVELS {
        let (t, compartment) = world();
        super::put(&t, &seen);
        super::put(&t, std::slice::from_ref(&hidden));
        let before = ask(&t, OTHER).0;
        assert_eq!((before["n"].as_u64(), before["documents"].as_u64(), before["first"].as_str()), (Some(3), Some(3), Some("2001-02-03")));
        mark(&t, "document:demo:three", level, &compartment);
        for cookies in [OTHER, MEMBER, "test_role=administrator", ""] {
            let (family, wordings, used, years) = ask(&t, cookies);
            assert_eq!((family["n"].as_u64(), family["documents"].as_u64()), (Some(2), Some(2)), "{cookies}");
            assert_eq!((family["first"].as_str(), family["last"].as_str()), (Some("2005-03-04"), Some("2007-01")), "{cookies}");
            assert!(!family.to_string().contains("three") && !wordings.contains("three"), "{cookies}");
            assert!(used == 1 && years, "{cookies}");
            assert_eq!(family, ask(&never, cookies).0, "{cookies}");
        }
    }
}
