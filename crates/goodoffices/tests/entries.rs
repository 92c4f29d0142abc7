//! Whatever is typed, sent or imported, no page of anybody stops; what cannot be opened is shown
//! as such; and every answer says how what it shows is marked.

#[path = "entries/precedents.rs"]
mod precedents;
#[path = "entries/strings.rs"]
mod strings;
#[path = "entries/told.rs"]
mod told;
mod worlds;

use worlds::{Relation, Text, World, cookies, keeper, mark};

use axum::body::Body;
use axum::http::Request;
use library::import::{self, Order, OrderKind, Source};
use platform::actor::Role;
use platform::audit::CLOSED;
use platform::clearance::marking::{self, Caveat, Level, Wanted};
use platform::testing::{Got, form_token};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Every address for reading: without blanks as it is, with blanks for what the world holds.
fn pages(world: &World) -> Vec<String> {
    let mut out = Vec::new();
    for line in include_str!("policy.tsv").lines().filter(|line| line.starts_with("GET\t")) {
        let path = line.split('\t').nth(1).expect("a line has an address");
        out.extend(filled(world, path));
    }
    out.extend(["/library/search?q=buffer+zone", "/library/documents.json", "/warning/situations.json"].map(str::to_owned));
    let open = platform::web::escape(&world.open);
    out.push(format!("/library/documents/{open}.json"));
    out
}

/// An address with its blanks filled by each thing of the world that may stand there.
fn filled(world: &World, path: &str) -> Vec<String> {
    let all: Vec<String> = if path.contains("/documents/{") {
        world.hidden.iter().map(|hidden| hidden.document.clone()).chain([world.open.clone()]).collect()
    } else if path.contains("/provisions/{") {
        world.hidden.iter().map(|hidden| format!("{}#1", hidden.document)).chain([format!("{}#1", world.open)]).collect()
    } else if path.contains("/situations/{") {
        world.situations.clone()
    } else if path.contains("/drafts/{") {
        world.drafts.clone()
    } else if path.contains("/compartments/{") {
        vec![world.compartment.clone()]
    } else if path.contains("/markings/{") {
        vec![format!("document:{}", world.open)]
    } else if path.contains("/imports/{") {
        world.hidden.iter().map(|hidden| hidden.import.clone()).collect()
    } else {
        vec!["never-was".into()]
    };
    let fill = |id: &String| {
        let parts = path.split('/').enumerate().map(|(at, part)| match part.starts_with('{') {
            true if path.split('/').take(at).any(|before| before.starts_with('{')) => "never-was".to_owned(),
            true => platform::web::escape(id),
            false => part.to_owned(),
        });
        parts.collect::<Vec<_>>().join("/")
    };
    if path.contains('{') { all.iter().map(fill).collect() } else { vec![path.to_owned()] }
}

fn send(world: &World, method: &str, path: &str, who: &str, kind: &str, body: String) -> Got {
    let request = Request::builder().method(method).uri(path).header("cookie", who).header("host", "offices.test");
    let request = request.header("origin", "http://offices.test").header("x-form-token", form_token()).header("content-type", kind);
    world.t.send(request.body(Body::from(body)).expect("a plain request"))
}

/// Where a form of a page leads, and its fields with the values that stand in them.
fn forms(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let attribute =
        |tag: &str, name: &str| tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);
    let mut out = Vec::new();
    for form in html.split("<form").skip(1).filter_map(|rest| rest.split("</form>").next()) {
        let head = form.split('>').next().unwrap_or_default();
        let Some(action) = attribute(head, "action").filter(|_| head.contains("method=\"post\"") && !head.contains("multipart")) else {
            continue;
        };
        let tags = form.split('<').skip(1).filter(|tag| ["input", "select", "textarea"].iter().any(|kind| tag.starts_with(kind)));
        let fields = tags.filter_map(|tag| {
            let tag = tag.split('>').next().unwrap_or_default();
            Some((attribute(tag, "name")?, attribute(tag, "value").unwrap_or_else(|| "1".into())))
        });
        out.push((action.replace("&amp;", "&").replace("&#38;", "&"), fields.filter(|(name, _)| name != "_token").collect()));
    }
    out
}

/// The same signs in files: taken, cleaned, and said where.
fn imported(world: &World) {
    let file = |name: &str, text: String| {
        let path = world.texts.join(name);
        std::fs::write(&path, text).expect("the folder can be written");
        Source::on_disk(&path)
    };
    let mark = format!("\u{1}sealed:{}:YQ:YQ", world.compartment);
    let text = file(
        "typed.md",
        format!("+++\ntitle = \"\\u0001sealed:x \\u202eturned\"\n+++\n\n{mark}\n\nA line.\n\n\u{202e}A turned line.\u{7f}\n"),
    );
    let actors = file("actors.csv", format!("actor_name,aliases\nThe {mark} front,\u{202e}tnorF\n"));
    let lines = file("lines.jsonl", json!({"agreement_id": "9001", "text": mark, "title": "\u{202e}A title"}).to_string());
    let order =
        |kind, file| Order { kind, files: vec![file], codings: None, document_kind: None, ids_pax: false, source: None, marking: None };
    for (kind, file, notes) in [(OrderKind::Texts, text, 2), (OrderKind::Actors, actors, 2), (OrderKind::Provisions, lines, 2)] {
        let arguments = serde_json::to_value(order(kind, file)).expect("an order is data");
        let made = platform::jobs::run_now(&world.t.app, &keeper(), import::JOB.name, &arguments, &|_, _, _| {}).expect("it is taken");
        let report = import::report(&world.t.app, &keeper(), made["import"].as_str().expect("an import"), 0, 100).expect("a report");
        let said = report.notes.iter().filter(|note| note.reason.to_string().contains("cannot be seen")).count();
        assert!(said >= notes, "{kind:?}: {:?}", report.notes);
    }
}

#[test]
fn a_text_that_cannot_be_opened_ends_no_list() {
    let world = World::new(true);
    let member = cookies(Role::Mediator, Relation::Same);
    let lists = [
        "/",
        "/library/documents",
        "/compartments",
        "/warning/situations",
        "/library/imports",
        "/jobs",
        "/library/search?q=buffer",
        "/library/baskets",
    ];
    let curator = cookies(Role::Curator, Relation::Same);
    for page in lists {
        assert!(!world.send("GET", page, &curator).text().contains('⟦'), "{page} opens everything");
    }
    // As on a server that was started without its compartment key.
    world.t.app.db().housekeep(|c| c.script("DELETE FROM platform_wrapped_key")).expect("the keys can be lost");
    for page in lists {
        let got = world.send("GET", page, &curator);
        assert_eq!(got.status, 200, "{page}: {}", got.text());
    }
    let list = world.send("GET", "/library/documents", &member).text();
    assert!(list.contains("Orrin Bridge Ceasefire") && list.contains(CLOSED), "{list}");
    let arabic = world.send("GET", "/compartments?lang=ar", &member).text();
    assert!(arabic.contains('⟦') && !arabic.contains(CLOSED), "{arabic}");
    let data = world.send("GET", "/warning/situations.json", &member).json();
    let titles: Vec<&str> = data["items"].as_array().expect("a list").iter().filter_map(|one| one["title"].as_str()).collect();
    assert_eq!(titles.iter().filter(|title| **title == CLOSED).count(), 1, "{titles:?}");
    // Nothing can be written over what cannot be read.
    let id = &world.situations[1];
    let got = send(
        &world,
        "POST",
        &format!("/warning/situations/{id}/add-factor"),
        &member,
        "application/x-www-form-urlencoded",
        format!("_token={}&kind=party&name=x", form_token()),
    );
    assert_eq!(got.status, 503, "{}", got.text());
    let findings = platform::doctor::look(&world.t.app).expect("the doctor looks");
    assert!(
        findings.iter().any(|finding| finding.what.to_string() == "sealed texts" && finding.found.to_string().contains("open")),
        "{findings:?}"
    );
}

#[test]
fn the_doctor_names_what_cannot_be_opened() {
    let world = World::new(false);
    let look = || {
        platform::doctor::look(&world.t.app)
            .expect("the doctor looks")
            .into_iter()
            .find(|f| f.what.to_string() == "sealed texts")
            .expect("it looks at them")
    };
    assert_eq!(look().remedy.to_string(), "", "{:?}", look());
    let damage =
        format!("UPDATE platform_compartment SET title = SUBSTR(title, 1, LENGTH(title) - 4) || 'AAAA' WHERE id = '{}'", world.compartment);
    world.t.app.db().housekeep(|c| c.script(&damage)).expect("the row can be damaged");
    assert!(look().found.to_string().contains(&format!("compartment:{}", world.compartment)), "{:?}", look());
    assert_eq!(world.send("GET", "/compartments", &cookies(Role::Reader, Relation::Same)).status, 200);
}

#[test]
fn every_answer_says_how_what_it_shows_is_marked() {
    let world = World::new(true);
    let (mut words, mut drafts) = (Vec::new(), Vec::new());
    for (level, word) in [(Level::Confidential, "zqconf"), (Level::StrictlyConfidential, "zqstrict")] {
        let text = Text::new("note.md", &format!("{word} title"), &format!("A buffer zone for {word}.\n\nMonitors of {word} withdraw."))
            .with("process", &format!("{word} process"))
            .with("parties", &format!("{word} party"));
        let brought = world.bring(&text, Some(world.wanted(level)));
        words.push((level, word, brought.document));
        let title = format!("{word} dispute");
        let id = world.follow(&title);
        mark(&world, &format!("situation:{id}"), level);
        let draft = world.draft(&format!("{word} draft"), word);
        mark(&world, &format!("draft:{draft}"), level);
        drafts.push(draft);
    }
    let mut pages = pages(&world);
    for draft in &drafts {
        for page in ["", ".json", "/text", "/text.docx", "/compare", "/compare.docx", "/concordance"] {
            pages.push(format!("/drafts/{draft}{page}"));
        }
    }
    for (_, word, document) in &words {
        let id = platform::web::escape(document);
        let open = platform::web::escape(&world.open);
        for form in ["", ".json", ".bib", ".ris", ".csl.json"] {
            pages.push(format!("/library/documents/{id}{form}"));
            pages.push(format!("/library/provisions/{id}%231{form}"));
        }
        pages.push(format!("/library/compare?document={open}&document={id}"));
        pages.push(format!("/library/compare.json?document={open}&document={id}"));
        pages.push(format!("/library/search?q={word}"));
        pages.push(format!("/library/search.json?q={word}"));
        pages.push(format!("/api/v1/library/search?q={word}"));
        pages.push(format!("/api/v1/library/documents/{id}"));
        pages.push(format!("/markings/document%3A{id}"));
    }
    pages.push(format!("/compartments/{}", world.compartment));
    let (mut shown, mut wrong) = (0, Vec::new());
    for role in [Role::Curator, Role::Mediator, Role::Administrator] {
        for page in &pages {
            let got = world.send("GET", page, &cookies(role, Relation::Same));
            let text = got.text();
            for (level, word, _) in
                words.iter().filter(|(_, word, _)| got.status == 200 && text.replace(&format!("value=\"{word}"), "").contains(word))
            {
                // A question repeats its own word and shows nothing by it.
                if page.contains(&format!("q={word}")) && !text.contains(&format!("{word} title")) {
                    continue;
                }
                shown += 1;
                let said = Level::from_word(got.header("goodoffices-marking")).unwrap_or_default();
                if said < *level {
                    wrong.push(format!("{page} as {} shows {word} under {said:?}", role.word()));
                }
            }
        }
    }
    println!("{shown} answers that show something marked");
    assert!(shown > 40, "{shown}");
    assert!(wrong.is_empty(), "{} of {shown}:\n{}", wrong.len(), wrong.join("\n"));
}
