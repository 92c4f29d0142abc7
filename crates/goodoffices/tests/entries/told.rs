//! What must not be taken away, protected sources, and what the trail tells of them.

use super::*;

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

/// A draft, with every file of it.
fn leaks_of_a_draft(world: &World, wanted: &marking::Wanted, who: &str, wrong: &mut Vec<String>) {
    let id = world.draft("zqcaveat draft", "zqcaveat");
    marking::mark(&world.t.app, &keeper(), &format!("draft:{id}"), wanted).expect("it is marked");
    let mut taking = vec!["/drafts.json".to_owned(), "/drafts.csv".into(), "/api/v1/drafts".into()];
    for form in [".json", ".csv", ".ics", "/text.json", "/text.docx", "/compare.json", "/compare.docx", "/concordance.json"] {
        taking.push(format!("/drafts/{id}{form}"));
    }
    taking.extend(["", "/text", "/compare", "/concordance"].map(|call| format!("/api/v1/drafts/{id}{call}")));
    leaks(world, &taking, who, &["zqcaveat"], wrong);
    for path in &taking[3..] {
        assert_eq!(world.send("GET", path, who).status, 403, "{path}");
    }
    for page in ["", "/text", "/compare"] {
        assert!(world.send("GET", &format!("/drafts/{id}{page}"), who).text().contains("zqcaveat"), "{page}");
    }
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
                assert!(got.text().contains("do not export"), "{}", got.text());
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
    leaks_of_a_draft(&world, &wanted, &who, &mut wrong);
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
