//! Whatever is typed, sent or imported, no page of anybody stops; what cannot be opened is shown
//! as such; and every answer says how what it shows is marked.

mod worlds;

use axum::body::Body;
use axum::http::Request;
use library::import::{self, Order, OrderKind, Source};
use platform::actor::Role;
use platform::audit::CLOSED;
use platform::clearance::marking::{self, Caveat, Level, Wanted};
use platform::testing::{Got, form_token};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use worlds::{Relation, Text, World, cookies, keeper, mark};

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

/// Texts that a careful product takes, refuses or shows, and that stop no page.
fn nasties(world: &World) -> Vec<String> {
    vec![
        format!("\u{1}sealed:{}:YQ:YQ", world.compartment),
        "\u{1}sealed:".into(),
        "nul\0l".into(),
        "\u{202e}detrevni".into(),
        "\u{2066}alone".into(),
        "\u{fffe}\u{7f}\u{9b}31m".into(),
        CLOSED.into(),
        "long ".repeat(210_000),
    ]
}

fn must_be_refused(nasty: &str) -> bool {
    nasty == CLOSED || nasty.contains(['\u{1}', '\0', '\u{202e}', '\u{fffe}'])
}

/// A value that fits a schema, as far as its kinds tell.
fn sample(document: &Value, schema: &Value, depth: usize) -> Value {
    if depth > 6 {
        return Value::Null;
    }
    if let Some(name) = schema["$ref"].as_str().and_then(|r| r.strip_prefix("#/components/schemas/")) {
        return sample(document, &document["components"]["schemas"][name], depth + 1);
    }
    if let Some(first) = schema["enum"].as_array().and_then(|all| all.first()) {
        return first.clone();
    }
    for many in ["oneOf", "anyOf", "allOf"] {
        let some = schema[many].as_array().and_then(|all| all.iter().find(|one| one["type"] != "null"));
        if let Some(one) = some {
            return sample(document, one, depth + 1);
        }
    }
    let kind = schema["type"].as_array().and_then(|all| all.iter().find(|one| *one != "null")).unwrap_or(&schema["type"]);
    match kind.as_str() {
        Some("string") => json!("x"),
        Some("integer" | "number") => json!(1),
        Some("boolean") => json!(true),
        Some("array") => json!([sample(document, &schema["items"], depth + 1)]),
        Some("object") => {
            let empty = serde_json::Map::new();
            let properties = schema["properties"].as_object().unwrap_or(&empty);
            properties
                .iter()
                .map(|(key, schema)| (key.clone(), sample(document, schema, depth + 1)))
                .collect::<serde_json::Map<_, _>>()
                .into()
        }
        _ => Value::Null,
    }
}

/// The same value once for each text in it, that text replaced.
fn with_each_text(value: &Value, nasty: &str) -> Vec<Value> {
    match value {
        Value::String(_) => vec![json!(nasty)],
        Value::Array(all) => all.iter().flat_map(|one| with_each_text(one, nasty)).map(|one| json!([one])).collect(),
        Value::Object(map) => {
            let each = |(key, inner): (&String, &Value)| {
                let (map, key) = (map.clone(), key.clone());
                with_each_text(inner, nasty).into_iter().map(move |new| {
                    let mut map = map.clone();
                    map.insert(key.clone(), new);
                    Value::Object(map)
                })
            };
            map.iter().flat_map(each).collect()
        }
        _ => Vec::new(),
    }
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

/// Who sends: those who may change most, as members of the compartment.
const SENDERS: [Role; 3] = [Role::Curator, Role::Administrator, Role::DeskOfficer];

fn judge(place: &str, nasty: &str, got: &Got, wrong: &mut Vec<String>) {
    let status = got.status.as_u16();
    let taken = status < 400;
    if status >= 500 || (taken && must_be_refused(nasty)) {
        let shown: String = nasty.chars().take(20).collect();
        wrong.push(format!("{place} with {shown:?}: {status} {}", got.text().chars().take(200).collect::<String>()));
    }
}

#[test]
fn any_string_anywhere_stops_no_page() {
    let world = World::new(true);
    let nasties = nasties(&world);
    let mut wrong = Vec::new();
    let mut sent = 0;
    // Programs, by every text field of the OpenAPI document.
    let document = platform::api::document(&world.t.app).expect("the document is made");
    for (path, item) in document["paths"].as_object().expect("it has paths") {
        for (method, operation) in item.as_object().expect("a path has methods") {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            if schema.is_null() {
                continue;
            }
            let whole = sample(&document, schema, 0);
            for nasty in &nasties {
                for (body, path) in with_each_text(&whole, nasty).into_iter().zip(filled(&world, path).into_iter().cycle()) {
                    let who = cookies(SENDERS[sent % SENDERS.len()], Relation::Own);
                    let got = send(&world, &method.to_uppercase(), &path, &who, "application/json", body.to_string());
                    judge(&format!("{method} {path}"), nasty, &got, &mut wrong);
                    sent += 1;
                }
            }
        }
    }
    let programs = sent;
    // People, by every field of every form that a page shows them.
    let mut known = BTreeSet::new();
    for role in SENDERS {
        let who = cookies(role, Relation::Own);
        for page in pages(&world).iter().filter(|page| !page.starts_with("/api/")) {
            for (action, fields) in forms(&world.send("GET", page, &who).text()) {
                let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
                if !known.insert(format!(
                    "{} {names:?}",
                    action.chars().map(|c| if c.is_ascii_hexdigit() { '0' } else { c }).collect::<String>()
                )) {
                    continue;
                }
                for at in 0..fields.len() {
                    for nasty in &nasties {
                        let mut body = format!("_token={}", form_token());
                        for (other, (name, value)) in fields.iter().enumerate() {
                            let value = if other == at { nasty } else { value };
                            body.push_str(&format!("&{}={}", platform::web::escape(name), platform::web::escape(value)));
                        }
                        let got = send(&world, "POST", &action, &who, "application/x-www-form-urlencoded", body);
                        judge(&format!("{action} {}", fields[at].0), nasty, &got, &mut wrong);
                        sent += 1;
                    }
                }
            }
        }
    }
    println!("{programs} calls of programs, {} forms", sent - programs);
    assert!(programs > 200 && sent - programs > 200, "{programs} {sent}");
    imported(&world);
    // Everybody's pages after all that.
    let mut visits = 0;
    for role in Role::ALL {
        for page in pages(&world) {
            for relation in [Relation::Same, Relation::None] {
                let got = world.send("GET", &page, &cookies(role, relation));
                visits += 1;
                if got.status.as_u16() >= 500 || got.text().contains("\u{1}sealed") {
                    wrong.push(format!("{page} as {} {relation:?}: {}", role.word(), got.status));
                }
            }
        }
    }
    println!("{visits} visits");
    // The judge can see: an answer of the server's own, and one that took what must be refused.
    let mut seen = Vec::new();
    judge("a page", "\u{1}sealed:", &world.send("GET", "/", &cookies(Role::Reader, Relation::None)), &mut seen);
    assert_eq!(seen.len(), 1);
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong[..wrong.len().min(30)].join("\n"));
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

/// What an observer must not find, and where it was found all the same.
fn leaks(world: &World, pages: &[String], who: &str, words: &[&str], wrong: &mut Vec<String>) {
    for page in pages {
        let got = world.send("GET", page, who);
        let text = format!("{:?}\n{}", got.headers, got.text());
        for word in words.iter().filter(|word| text.contains(**word)) {
            wrong.push(format!("{word} on {page} as {who}"));
        }
    }
}

/// The addresses of a document in every form, and of what shows it.
fn around(world: &World, document: &str, import: &str) -> Vec<String> {
    let (id, open) = (platform::web::escape(document), platform::web::escape(&world.open));
    let mut out = pages(world);
    for form in ["", ".json", ".csv", ".md", ".docx", ".ttl", ".jsonl"] {
        out.extend(["", "documents", "imports", "sources", "processes", "actors", "compare"].map(|part| format!("/library/{part}{form}")));
        out.push(format!("/library/imports/{import}{form}"));
    }
    for form in ["", ".json", ".bib", ".ris", ".csl.json"] {
        out.push(format!("/library/documents/{id}{form}"));
        out.push(format!("/library/provisions/{id}%231{form}"));
    }
    for form in ["", ".json"] {
        out.push(format!("/library/compare{form}?document={open}&document={id}"));
        out.push(format!("/library/search{form}?q=zqcaveat"));
        out.push(format!("/markings/document%3A{id}{form}"));
        out.push(format!("/markings/import%3A{import}{form}"));
    }
    for path in ["documents/", "provisions/", "imports/"] {
        let id = if path == "imports/" {
            import.to_owned()
        } else if path == "provisions/" {
            format!("{id}%231")
        } else {
            id.clone()
        };
        out.push(format!("/api/v1/library/{path}{id}"));
    }
    out.push(format!("/api/v1/library/provisions/{id}%231/similar"));
    out.push("/api/v1/library/search?q=zqcaveat".to_owned());
    out.push(format!("/api/v1/access/markings/document%3A{id}"));
    out.push(format!("/library/imports/{import}/originals/1"));
    out
}

/// Addresses with the names of a compartment's members.
const LISTS_OF_MEMBERS: [&str; 3] = ["compartments", "/markings/", "/trail"];

/// Brings a text in with a caveat, as a curator who is in the compartment and does not keep it.
fn with_caveat(world: &World, caveat: Caveat, level: Level) -> (worlds::Hidden, String) {
    let word = format!("zqcaveat{}{}", caveat.word().replace('_', ""), if level == Level::Confidential { "c" } else { "s" });
    let text = Text::new(&format!("{word}name.md"), &format!("{word} title"), &format!("A buffer zone for zqcaveat {word}body."))
        .with("url", &format!("https://example.org/{word}url"));
    let wanted = Wanted { caveats: vec![caveat], ..world.wanted(level) };
    (world.bring_as(&worlds::somebody(Role::Curator, Relation::Same), &text, Some(wanted)), word)
}

/// Whether an address gives something to take away rather than a page.
fn takes(page: &str) -> bool {
    let path = page.split('?').next().unwrap_or_default();
    page.starts_with("/api/") || path.contains("/originals/") || path.rsplit('/').next().is_some_and(|last| last.contains('.'))
}

#[test]
fn what_must_not_be_taken_away_is_on_its_page_and_nowhere_else() {
    let world = World::new(true);
    let mut wrong = Vec::new();
    for level in [Level::Confidential, Level::StrictlyConfidential] {
        let (hidden, word) = with_caveat(&world, Caveat::NoExport, level);
        let (member, provision) = (worlds::somebody(Role::Mediator, Relation::Same), format!("{}#1", hidden.document));
        let basket = library::basket::collect(&world.t.app, &member, None, &provision, "A basket").expect("it is put");
        let mut all = around(&world, &hidden.document, &hidden.import);
        all.extend(["", ".json", ".docx", ".md"].map(|form| format!("/library/baskets/{basket}{form}")));
        all.push(format!("/api/v1/library/baskets/{basket}"));
        let taking: Vec<String> = all.iter().filter(|page| takes(page)).cloned().collect();
        // The keeper too: a caveat is for everybody.
        for who in
            [cookies(Role::Mediator, Relation::Same), cookies(Role::Curator, Relation::Same), cookies(Role::Administrator, Relation::Own)]
        {
            leaks(&world, &taking, &who, &[&format!("{word}body"), &format!("{word} title")], &mut wrong);
            let id = platform::web::escape(&hidden.document);
            let page = world.send("GET", &format!("/library/documents/{id}"), &who);
            assert!(
                page.status == 200 && page.text().contains(&format!("{word}body")) && page.text().contains("class=\"unprinted\""),
                "{}",
                page.text()
            );
            for form in [".json", ".bib", ".ris", ".csl.json"] {
                let got = world.send("GET", &format!("/library/documents/{id}{form}"), &who);
                assert_eq!(got.status, 403, "{form}: {}", got.text());
                assert!(got.text().contains("not to be taken away"), "{}", got.text());
            }
            assert_eq!(world.send("GET", &format!("/api/v1/library/documents/{id}"), &who).status, 403);
        }
        // What says no more than that it never was stays so for everybody else.
        let outside = cookies(Role::Mediator, Relation::None);
        assert_eq!(
            world.send("GET", &format!("/library/documents/{}.json", platform::web::escape(&hidden.document)), &outside).status,
            404
        );
        // Markdown says how many it left out.
        let basket = world.send("GET", &format!("/library/baskets/{basket}.md"), &cookies(Role::Mediator, Relation::Same));
        assert!(basket.text().contains("left out"), "{}", basket.text());
    }
    // A situation, too.
    let id = world.follow("zqcaveat dispute");
    let wanted = Wanted { caveats: vec![Caveat::NoExport], ..world.wanted(Level::Confidential) };
    marking::mark(&world.t.app, &keeper(), &format!("situation:{id}"), &wanted).expect("it is marked");
    let who = cookies(Role::Mediator, Relation::Same);
    let taking = [
        "/warning/situations.json".to_owned(),
        "/api/v1/warning/situations".into(),
        format!("/warning/situations/{id}.json"),
        format!("/api/v1/warning/situations/{id}"),
    ];
    leaks(&world, &taking, &who, &["zqcaveat dispute"], &mut wrong);
    assert!(world.send("GET", &format!("/warning/situations/{id}"), &who).text().contains("zqcaveat dispute"));
    assert_eq!(world.send("GET", &taking[2], &who).status, 403);
    // And a draft, with every file of it.
    let id = world.draft("zqcaveat draft", "zqcaveat");
    marking::mark(&world.t.app, &keeper(), &format!("draft:{id}"), &wanted).expect("it is marked");
    let mut taking = vec!["/drafts.json".to_owned(), "/drafts.csv".into(), "/api/v1/drafts".into()];
    for form in [".json", ".csv", ".ics", "/text.json", "/text.docx", "/compare.json", "/compare.docx", "/concordance.json"] {
        taking.push(format!("/drafts/{id}{form}"));
    }
    taking.extend(["", "/text", "/compare", "/concordance"].map(|call| format!("/api/v1/drafts/{id}{call}")));
    leaks(&world, &taking, &who, &["zqcaveat"], &mut wrong);
    for path in &taking[3..] {
        assert_eq!(world.send("GET", path, &who).status, 403, "{path}");
    }
    for page in ["", "/text", "/compare"] {
        assert!(world.send("GET", &format!("/drafts/{id}{page}"), &who).text().contains("zqcaveat"), "{page}");
    }
    assert!(wrong.is_empty(), "{} leaks:\n{}", wrong.len(), wrong[..wrong.len().min(30)].join("\n"));
}

#[test]
fn a_protected_source_is_named_to_nobody_but_who_marked_it_and_the_keeper() {
    let world = World::new(true);
    let mut wrong = Vec::new();
    for level in [Level::Confidential, Level::StrictlyConfidential] {
        let (hidden, word) = with_caveat(&world, Caveat::SourceProtected, level);
        let all = around(&world, &hidden.document, &hidden.import);
        // The name of who brought it stands on lists of members, who all see it: there the marking
        // itself is asked who made it.
        let named: Vec<String> = all
            .iter()
            .filter(|page| !LISTS_OF_MEMBERS.iter().any(|list| page.contains(list)) && *page != "/library/imports/send")
            .cloned()
            .collect();
        let (url, name) = (format!("{word}url"), format!("{word}name"));
        for role in [Role::Mediator, Role::Administrator, Role::DeskOfficer] {
            let who = cookies(role, Relation::Same);
            leaks(&world, &all, &who, &[&url, &name], &mut wrong);
            leaks(&world, &named, &who, &["same-curator"], &mut wrong);
            // The card of its source is that of other texts, too, and stands on their pages.
            let id = platform::web::escape(&hidden.document);
            let own: Vec<String> = all.iter().filter(|page| page.contains(&id) && !page.contains("compare")).cloned().collect();
            leaks(&world, &own, &who, &["Texts added here"], &mut wrong);
            let text = world.send("GET", &format!("/library/documents/{}", platform::web::escape(&hidden.document)), &who).text();
            assert!(text.contains(&format!("{word}body")) && text.contains("Source protected"), "members read the text: {text}");
            let marking = world.send("GET", &format!("/api/v1/access/markings/document%3A{id}"), &who).text();
            assert!(marking.contains("\"marked_by\":\"\""), "{marking}");
        }
        // The test can see: who marked it and the keeper are told.
        for who in [cookies(Role::Curator, Relation::Same), cookies(Role::Curator, Relation::Own)] {
            let page = format!("/library/documents/{}.json", platform::web::escape(&hidden.document));
            assert!(world.send("GET", &page, &who).text().contains(&url), "{who}");
            let mut seen = Vec::new();
            leaks(&world, &[format!("/library/imports/{}", hidden.import)], &who, &[&name], &mut seen);
            assert_eq!(seen.len(), 1, "{who}");
        }
        // A change by somebody who may not see the source takes nothing of it away.
        let member = worlds::somebody(Role::DeskOfficer, Relation::Same);
        let wanted = Wanted { caveats: vec![Caveat::SourceProtected], reason: "Lower.".into(), ..world.wanted(Level::Confidential) };
        marking::mark(&world.t.app, &member, &format!("document:{}", hidden.document), &wanted).expect("it is marked");
        let page = format!("/library/documents/{}.json", platform::web::escape(&hidden.document));
        assert!(world.send("GET", &page, &cookies(Role::Curator, Relation::Own)).text().contains(&url));
    }
    // It is offered only where there is a source to protect.
    let wanted = Wanted { caveats: vec![Caveat::SourceProtected], ..world.wanted(Level::Confidential) };
    for thing in [format!("situation:{}", world.situations[0]), format!("provision:{}#1", world.open)] {
        let refused = marking::mark(&world.t.app, &keeper(), &thing, &wanted).expect_err("it would do nothing");
        assert!(refused.to_string().contains("no source of its own"), "{refused}");
    }
    assert!(wrong.is_empty(), "{} leaks:\n{}", wrong.len(), wrong[..wrong.len().min(30)].join("\n"));
}

#[test]
fn who_is_not_let_in_reads_that_something_was_done_and_not_to_what() {
    let world = World::new(true);
    let text = Text::new("zqtellingfile.md", "A title", "The envoys meet.").with("id", "own:zqtellingtitle");
    let brought = world.bring(&text, None);
    assert_eq!(brought.document, "own:zqtellingtitle");
    mark(&world, "document:own:zqtellingtitle", Level::Confidential);
    // One that comes in marked has an id that tells nothing, the same when it comes again.
    let marked = |body: &str| {
        let text = Text::new("again.md", "Another title", body).with("id", "own:zqtellingagain");
        world.bring(&text, Some(world.wanted(Level::Confidential))).document
    };
    let (once, again) = (marked("The envoys meet."), marked("The envoys meet again."));
    assert!(once == again && !once.contains("zqtelling"), "{once} {again}");
    let member = cookies(Role::Auditor, Relation::Same);
    let trail = world.send("GET", "/trail.json", &member).json();
    let records: Vec<&Value> = trail.as_array().expect("a list").iter().collect();
    let position = |entry: &&&Value| entry["subject"].as_str().is_some_and(|subject| subject.contains("zqtellingtitle"));
    let record = records.iter().find(position).expect("a member reads to what it was done")["position"].as_i64().expect("a number");
    let mut pages = vec![format!("/trail/records/{record}"), format!("/trail/records/{record}.json")];
    pages.extend(
        [
            "/trail",
            "/trail.json",
            "/trail.csv",
            "/trail.json?thing=document%3Aown%3Azqtellingtitle",
            "/library/imports",
            "/library/imports.json",
        ]
        .map(str::to_owned),
    );
    for form in ["", ".json", ".csv"] {
        pages.push(format!("/library/imports/{}{form}", brought.import));
    }
    pages.extend([
        "/api/v1/library/imports".to_owned(),
        format!("/api/v1/library/imports/{}", brought.import),
        "/jobs".into(),
        "/jobs.json".into(),
    ]);
    let mut wrong = Vec::new();
    for role in [Role::Administrator, Role::Auditor, Role::Curator] {
        for relation in [Relation::None, Relation::Other, Relation::Former] {
            leaks(&world, &pages, &cookies(role, relation), &["zqtellingtitle", "zqtellingfile"], &mut wrong);
        }
    }
    let asked: Vec<String> = wrong.into_iter().filter(|line| !line.contains("?thing=") || !line.starts_with("zqtellingtitle")).collect();
    assert!(asked.is_empty(), "{} leaks:\n{}", asked.len(), asked.join("\n"));
    let outside = world.send("GET", "/trail.json", &cookies(Role::Administrator, Relation::None)).json();
    let shown = outside.as_array().expect("a list").iter().find(|entry| entry["position"] == record).expect("that it was done is there");
    assert!(shown["subject"].as_str().is_some_and(|subject| subject.starts_with("marked:")) && shown["detail"] == "", "{shown}");
    let found =
        world.send("GET", "/trail.json?thing=document%3Aown%3Azqtellingtitle", &cookies(Role::Administrator, Relation::None)).json();
    assert_eq!(found, json!([]));
    assert!(
        world
            .send("GET", &format!("/library/imports/{}", brought.import), &cookies(Role::Curator, Relation::Same))
            .text()
            .contains("zqtellingfile")
    );
}

#[test]
fn precedents_are_whole_texts_that_everybody_sees_and_nothing_else() {
    let world = World::new(true);
    let who = cookies(Role::Mediator, Relation::Same);
    let draft = "Truce of the fen\nArticle 1. The sides cease fire on 3 May 2041 at 06:00 UTC.\nArticle 2. Everybody goes home.";
    let precedents = || {
        let body = json!({"texts": [{"file": "truce.txt", "text": draft}], "kind": "truce", "language": "en"}).to_string();
        let got = send(&world, "POST", "/api/v1/drafting/check", &who, "application/json", body);
        let blocks = got.json()[0]["blocks"].clone();
        blocks.as_array().expect("blocks").iter().find(|block| block["block"] == "heavy-weapons").expect("the block")["precedents"].clone()
    };
    let before = precedents()["of"].as_u64().unwrap_or(0);
    let ceasefire = |name: &str, articles: &str| {
        let title = format!("Ceasefire of {name}");
        let body = format!("Article 1. The parties shall cease all hostilities on 3 May 2031 at 06:00 UTC.\n\n{articles}");
        Text::new(&format!("{name}.md"), &title, &body).with("kind", "ceasefire").with("language", "en")
    };
    let guns = "Article 2. Each party shall withdraw its heavy weapons and mortars to a distance of 20 kilometres from the line.";
    let with = world.bring(&ceasefire("weir", guns), None).document;
    world.bring(&ceasefire("mill", "Article 2. The parties shall open the road."), None);
    world.bring(&ceasefire("zqhidden", guns), Some(world.wanted(Level::Confidential)));
    let found = precedents();
    assert_eq!(
        (found["n"].as_u64(), found["of"].as_u64(), found["set"].as_str()),
        (Some(1), Some(before + 2), Some("ceasefire")),
        "{found}"
    );
    let example = found["examples"][0].as_str().expect("a provision to read").to_owned();
    assert!(example.starts_with(&with) && found["examples"].as_array().map(Vec::len) == Some(1), "{found}");
    assert_eq!(world.send("GET", &format!("/library/provisions/{}", platform::web::escape(&example)), &who).status, 200);
    // A provision that is marked by itself is read by nobody for this.
    mark(&world, &format!("provision:{example}"), Level::Confidential);
    assert_eq!(precedents()["n"], 0);
    // Of what is held in passages nothing can be said.
    let passages = format!("UPDATE library_document SET text_state = 'passages' WHERE id = '{with}'");
    world.t.app.db().housekeep(|c| c.script(&passages)).expect("the row can be changed");
    assert_eq!(precedents()["of"], before + 1);
}
