//! No canary is found out of its place, in pages, files and exports.

use super::*;

/// The ways in which a word may be written down.
fn spellings(word: &str) -> Vec<String> {
    use base64::Engine;
    let base64 = base64::engine::general_purpose::STANDARD_NO_PAD.encode(word);
    // Within a longer text, base64 begins at another of three places.
    vec![word.to_owned(), word.to_uppercase(), base64, hex::encode(word)]
}

#[test]
fn no_canary_is_found_out_of_its_place() {
    let world = World::new(true);
    let confidential = canaries(&world, Level::Confidential, "qf");
    let strict = canaries(&world, Level::StrictlyConfidential, "qs");
    let ids: Vec<String> = world.hidden.iter().map(|hidden| hidden.document.clone()).collect();
    let mut pages = pages(&world);
    for id in ids.iter().map(|id| platform::web::escape(id)) {
        for form in ["", ".json", ".bib", ".ris"] {
            pages.push(format!("/library/documents/{id}{form}"));
            pages.push(format!("/library/provisions/{id}%231{form}"));
        }
        pages.push(format!("/library/search?document={id}"));
        pages.push(format!("/library/compare?document={id}&document={}", platform::web::escape(&world.open)));
    }
    pages.push("/library/processes/qfprocess".into());
    pages.push("/library/actors?name=qfparty".into());
    let words: Vec<String> = confidential.iter().chain(&strict).flat_map(|word| spellings(word)).collect();
    let mut visits = 0;
    for role in Role::ALL {
        for relation in [Relation::Other, Relation::Former, Relation::None] {
            for page in &pages {
                let got = world.send("GET", page, &cookies(role, relation));
                visits += 1;
                let text = format!("{:?}\n{}", got.headers, got.text());
                for word in words.iter().filter(|word| !page.contains(word.as_str())) {
                    assert!(!text.contains(word.as_str()), "{word} on {page} as {} {relation:?}", role.word());
                }
            }
        }
    }
    println!("{visits} visits");
    in_files(&world, &confidential, &strict);
}

/// What is strictly confidential is in no file at all; what is confidential is in the database
/// alone, and in no index.
fn in_files(world: &World, confidential: &[String], strict: &[String]) {
    world.t.app.db().checkpoint();
    for word in strict {
        let found = files_with(&world.t.folder, word.as_bytes());
        assert!(found.is_empty(), "{word} stands in {found:?}");
    }
    for word in confidential {
        let found = files_with(&world.t.folder.join("index"), word.as_bytes());
        assert!(found.is_empty(), "{word} stands in {found:?}");
    }
    if world.t.app.db().engine() == "SQLite" {
        assert!(!files_with(&world.t.folder, confidential[0].as_bytes()).is_empty(), "the search of files sees nothing at all");
    }
}

#[test]
fn what_was_open_and_is_marked_is_gone_from_every_file_of_the_index() {
    let world = World::new(true);
    let text = Text::new("late.md", "Zarquon memorandum", "The zarquon clause stands here.");
    let brought = world.bring(&text, None);
    let index = world.t.folder.join("index");
    assert!(world.send("GET", "/library/search.json?q=zarquon", &cookies(Role::Reader, Relation::None)).text().contains("Zarquon"));
    assert!(!files_with(&index, b"arquon memorandum").is_empty());
    mark(&world, &format!("document:{}", brought.document), Level::Confidential);
    assert!(!world.send("GET", "/library/search.json?q=clause", &cookies(Role::Reader, Relation::None)).text().contains("arquon"));
    let left = files_with(&index, b"arquon memorandum");
    assert!(left.is_empty(), "{left:?}");
}
