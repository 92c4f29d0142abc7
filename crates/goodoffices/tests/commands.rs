//! Stories through the binary, as the shell meets it.

#[path = "commands/drafts.rs"]
mod drafts;
mod kit;

use kit::Product;
use platform::testing::shared_folder;
use serde_json::json;

const TABLE: &str = "\u{feff}AgtId,Agt,Dat,PPName,Stage,StageSub,Part,ThrdPart,Loc1ISO,Status\n";

#[test]
fn the_demo_fills_an_empty_folder_and_a_second_start_finds_its_data() {
    let product = Product::new("demo");
    let first = product.run(&["demo", "--fill-only"]).well();
    assert!(first.out.contains("password"), "{}", first.out);
    let stats = product.run(&["library", "stats", "--json"]).well().json();
    let documents: i64 = stats["documents"].as_object().unwrap().values().filter_map(|n| n.as_i64()).sum();
    assert!(documents >= 50, "{stats}");
    assert!(stats["topics"].as_i64().unwrap() >= 250, "{stats}");
    let second = product.run(&["demo", "--fill-only"]).well();
    assert!(!second.out.contains("Filling"), "{}", second.out);
    assert_eq!(product.run(&["library", "stats", "--json"]).well().json(), stats);
    assert_eq!(product.run(&["audit", "verify", "--json"]).well().json()["holds"], true);
}

#[test]
fn an_import_names_every_row_it_did_not_understand_and_takes_the_rest() {
    let product = Product::new("faults");
    let table = format!(
        "{TABLE}1,First accord,2001-02-03,Alpha,Cea,Ceas,North;South,,AAA,Multiparty signed/agreed\n\
         2,No such day,2001-02-30,Alpha,Pre,Proc,North,,CHE,\n\
         x3,No number,2001-02-03,Alpha,Pre,Proc,North,,CHE,\n\
         4,Ragged,2001-02-03\n\
         5,,2001-02-03,Alpha,Pre,Proc,North,,CHE,\n\
         1,First accord with another title,2001-02-03,Alpha,Cea,Ceas,North;South,,AAA,\n"
    );
    let path = product.file("faulty.csv", table);
    let made = product.run(&["library", "import", "pax", &path, "--json"]).well().json();
    let notes: Vec<(i64, String, String)> = made["notes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|n| !n["row"].is_null())
        .map(|n| (n["row"].as_i64().unwrap(), n["severity"].as_str().unwrap().to_owned(), n["column"].as_str().unwrap_or("").to_owned()))
        .collect();
    for expected in
        [(2, "doubtful", "Loc1ISO"), (3, "doubtful", "Dat"), (4, "refused", "AgtId"), (6, "refused", "Agt"), (7, "refused", "AgtId")]
    {
        assert!(
            notes.iter().any(|(row, severity, column)| (*row, severity.as_str(), column.as_str()) == expected),
            "{expected:?} in {notes:?}"
        );
    }
    assert!(notes.iter().any(|(row, ..)| *row == 5), "the ragged row is named: {notes:?}");
    assert_eq!(product.run(&["library", "show", "pax:1", "--json"]).well().json()["title"], "First accord");
}

#[test]
fn the_same_file_twice_changes_nothing_and_an_import_can_be_undone() {
    let product = Product::new("twice");
    let path =
        product.file("table.csv", format!("{TABLE}7,An accord,2004-05-06,Beta,SubPar,Iss,East;West,,CHE,Multiparty signed/agreed\n"));
    let first = product.run(&["library", "import", "pax", &path, "--json"]).well().json();
    assert_eq!(first["import"]["counts"]["documents_new"], 1);
    let second = product.run(&["library", "import", "pax", &path, "--json"]).well().json();
    assert_eq!((&second["import"]["counts"]["documents_new"], &second["import"]["counts"]["documents_same"]), (&json!(0), &json!(1)));
    let id = first["import"]["id"].as_str().unwrap().to_owned();
    product.run(&["library", "import", "undo", &id]).well();
    let gone = product.run(&["library", "show", "pax:7"]);
    assert_eq!((gone.code, gone.err.contains("pax:7")), (3, true), "{}", gone.err);
}

#[test]
fn the_texts_of_agreements_come_from_the_corpus_or_from_files_and_every_list_says_which_have_one() {
    let product = Product::new("corpus");
    let row = |id: u32, title: &str| format!("{id},{title},2004-05-06,Beta,SubPar,Iss,East;West,,CHE,\n");
    let table = format!("{TABLE}{}{}{}{}", row(11, "Lake Pact"), row(12, "Hill Pact"), row(13, "Sea Pact"), row(14, "Sky Pact"));
    let table = product.file("table.csv", table);
    let corpus = product.file("corpus.csv", "AgtId;Segment;Text\n11;2;Boats rest.\n11.0;1.0;Nets are mended.\n");
    let page = "<h1>Hill Pact</h1><p>Article 1</p><p>Goats graze on both slopes.</p><p>Article 2</p><p>Nobody pays.</p>";
    let site = std::path::Path::new(&table).with_file_name("site");
    std::fs::create_dir(&site).unwrap();
    std::fs::write(site.join("ag12_0b3c.html"), page).unwrap();
    std::fs::write(site.join("letter.html"), "<p>Not an agreement.</p>").unwrap();
    let made = product.run(&["library", "import", "pax", &table, &corpus, &site.to_string_lossy(), "--json"]).well().json();
    assert_eq!(made["import"]["counts"]["texts"], json!({"full": 2, "passages": 0, "none": 2}), "{made}");
    let refused: Vec<&str> =
        made["notes"].as_array().unwrap().iter().filter(|n| n["severity"] == "refused").filter_map(|n| n["file"].as_str()).collect();
    assert_eq!(refused, ["letter.html"], "a name without an AgtId: {made}");
    let passages = product.file("passages.jsonl", "{\"agreement_id\": 13, \"segment\": 6, \"text\": \"The tide is everybody's.\"}\n");
    product.run(&["library", "import", "provisions", &passages]).well();
    let listed = product.run(&["library", "list", "--json"]).well().json();
    let states: Vec<(&str, &str)> =
        listed["documents"].as_array().unwrap().iter().map(|d| (d["id"].as_str().unwrap(), d["text_state"].as_str().unwrap())).collect();
    for expected in [("pax:11", "full"), ("pax:12", "full"), ("pax:13", "passages"), ("pax:14", "none")] {
        assert!(states.contains(&expected), "{expected:?} in {states:?}");
    }
    let part = json!({"full": 2, "passages": 1, "none": 1});
    assert_eq!(listed["texts"], part);
    assert_eq!(product.run(&["library", "stats", "--json"]).well().json()["texts"], part);
    assert_eq!(product.run(&["library", "search", "goats", "--json"]).well().json()["texts"], part);
    let none = product.run(&["library", "list", "--text", "none"]).well().out;
    assert!(none.contains("Sky Pact") && !none.contains("Hill Pact") && none.contains("no text 1"), "{none}");
    let shown = product.run(&["library", "show", "pax:11#2", "--json"]).well().json();
    assert_eq!(shown["provision"]["text"], "Boats rest.", "segments keep their numbers");
    assert_eq!(product.run(&["library", "show", "pax:12", "--json"]).well().json()["title"], "Hill Pact");
}

#[test]
fn a_file_that_is_no_table_is_refused_with_a_remedy() {
    let product = Product::new("notable");
    for (name, content, word) in [("other.csv", "a,b\n1,2\n".as_bytes(), "AgtId"), ("empty.csv", b"", "empty.csv")] {
        let path = product.file(name, content);
        let ran = product.run(&["library", "import", "pax", &path]);
        assert_eq!(ran.code, 2, "{name}: {} {}", ran.out, ran.err);
        assert!(ran.err.contains(word), "{name}: {}", ran.err);
    }
    let missing = product.run(&["library", "import", "pax", "/nowhere/at-all.csv"]);
    assert_eq!(missing.code, 3, "{}", missing.err);
}

#[test]
fn texts_in_old_encodings_keep_their_letters() {
    let product = Product::new("encodings");
    let texts: [(&str, Vec<u8>, &str); 4] = [
        ("latin.txt", b"ACCORD\n\nArticle 1\n\nLes parties respectent la tr\xeave et la zone d\xe9militaris\xe9e.\n".to_vec(), "trêve"),
        ("cyrillic.txt", [&b"\xd1\xce\xc3\xcb\xc0\xd8\xc5\xcd\xc8\xc5\n\n\xd1\xf2\xe0\xf2\xfc\xff 1\n\n"[..], &b"\xd1\xf2\xee\xf0\xee\xed\xfb \xef\xf0\xe5\xea\xf0\xe0\xf9\xe0\xfe\xf2 \xee\xe3\xee\xed\xfc \xe8 \xee\xf2\xe2\xee\xe4\xff\xf2 \xf1\xe8\xeb\xfb.\n"[..]].concat(), "прекращают огонь"),
        ("wide.txt", [vec![0xff, 0xfe], "ACUERDO\n\nArtículo 1\n\nLas partes cesan el fuego mañana.\n".encode_utf16().flat_map(u16::to_le_bytes).collect()].concat(), "mañana"),
        ("marked.txt", "\u{feff}اتفاق\n\nالمادة ١\n\nيلتزم الطرفان بوقف إطلاق النار.\n".into(), "وقف إطلاق النار"),
    ];
    for (name, bytes, word) in texts {
        let path = product.file(name, bytes);
        product.run(&["library", "import", "texts", &path, "--kind", "ceasefire"]).well();
        let shown = product.run(&["library", "show", &format!("own:{}", name.trim_end_matches(".txt"))]).well();
        assert!(shown.out.contains(word), "{name}: {}", shown.out);
    }
}

#[test]
fn a_corrected_text_keeps_the_ids_of_what_did_not_change() {
    let product = Product::new("corrected");
    let text = |third: &str| {
        format!(
            "# Accord of the bridge\n\nArticle 1\n\nThe parties cease fire along the river.\n\nArticle 2\n\nMonitors cross the bridge at any time.\n\nArticle 3\n\n{third}\n"
        )
    };
    let path = product.file("bridge.md", text("The commission meets every week."));
    product.run(&["library", "import", "texts", &path, "--kind", "ceasefire"]).well();
    let ids = |product: &Product| -> Vec<(String, String)> {
        let shown = product.run(&["library", "show", "own:bridge", "--json"]).well().json();
        let all = shown["provisions"].as_array().unwrap().clone();
        all.iter().map(|p| (p["id"].as_str().unwrap().to_owned(), p["text"].as_str().unwrap().to_owned())).collect()
    };
    let before = ids(&product);
    product.file("bridge.md", text("The commission meets every day."));
    let made = product.run(&["library", "import", "texts", &path, "--kind", "ceasefire", "--json"]).well().json();
    assert_eq!(made["import"]["counts"]["provisions_changed"], 1, "{made}");
    let after = ids(&product);
    let changed: Vec<_> = before.iter().zip(&after).filter(|(a, b)| a != b).collect();
    assert_eq!((before.len(), changed.len()), (after.len(), 1), "{changed:?}");
    assert_eq!(changed[0].0.0, changed[0].1.0, "the changed provision keeps its id too");
}

#[test]
fn passages_make_the_documents_they_belong_to() {
    let product = Product::new("passages");
    let lines = [
        r#"{"agreement_id": 901, "text": "Heavy weapons are withdrawn beyond twenty kilometres.", "segment": "3", "title": "Accord of the hills", "date": "20110304"}"#,
        r#"{"agreement_id": 901, "text": "A joint commission verifies the withdrawal.", "segment": "4"}"#,
        r#"{"agreement_id": 902}"#,
        r#"not json"#,
    ];
    let path = product.file("passages.jsonl", lines.join("\n"));
    let made = product.run(&["library", "import", "provisions", &path, "--json"]).well().json();
    assert_eq!((&made["import"]["counts"]["provisions_new"], &made["import"]["counts"]["refused"]), (&json!(2), &json!(2)), "{made}");
    let found = product.run(&["library", "search", "withdrawal of heavy weapons", "--json"]).well().json();
    assert_eq!(found["hits"][0]["document"], "pax:901", "{found}");
    assert!(found["hits"][0]["provision"].as_str().unwrap().starts_with("pax:901#"));
    assert_eq!(found["hits"][0]["date"], "2011-03-04");
}

#[test]
fn everything_goes_out_as_csv_json_lines_and_parquet() {
    let product = Product::new("export");
    let path = product.file("p.jsonl", r#"{"agreement_id": 5, "text": "=A formula, and a \"quote\".", "title": "T"}"#);
    product.run(&["library", "import", "provisions", &path]).well();
    let csv = product.run(&["library", "export", "--format", "csv"]).well().out;
    assert!(csv.starts_with("provision,document,") && csv.contains("'=A formula"), "{csv}");
    let lines = product.run(&["library", "export", "--format", "jsonl"]).well().out;
    assert_eq!(serde_json::from_str::<serde_json::Value>(lines.trim()).unwrap()["document"], "pax:5");
    let file = product.file("out.parquet", "");
    product.run(&["library", "export", "--format", "parquet", "--out", &file]).well();
    let bytes = std::fs::read(&file).unwrap();
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
}

#[test]
fn a_server_starts_answers_and_stops_cleanly() {
    let product = Product::new("serve");
    product.run(&["demo", "--fill-only"]).well();
    let server = product.serve(&["demo"]);
    assert!(server.get("/").starts_with("HTTP/1.1 200"), "{}", server.get("/"));
    assert!(server.get("/api/v1/library/search?q=ceasefire").contains("\"hits\""));
    assert!(server.printed.iter().any(|line| line.contains("curator")), "{:?}", server.printed);
    assert_eq!(server.stop(), 0);
}

#[test]
fn commands_work_while_a_server_has_the_folder_open() {
    let product = Product::new("shared-folder");
    product.run(&["demo", "--fill-only"]).well();
    let server = product.serve(&["serve", "--set", "visitors_may_read=true"]);
    let path =
        product.file("beside.jsonl", r#"{"agreement_id": 77, "text": "The quarry road stays open for ambulances.", "title": "Beside"}"#);
    product.run(&["library", "import", "provisions", &path]).well();
    let found = product.run(&["library", "search", "quarry ambulances", "--json"]).well().json();
    assert_eq!(found["hits"][0]["document"], "pax:77", "{found}");
    let asked = server.get("/api/v1/library/search?q=quarry+ambulances");
    assert!(asked.contains("pax:77#"), "{asked}");
    assert_eq!(server.stop(), 0);
}

#[test]
fn a_killed_import_is_there_whole_or_not_at_all_and_the_index_agrees() {
    let product = Product::new("killed");
    let rows: Vec<String> = (0..4_000)
        .map(|n| {
            format!(
                r#"{{"agreement_id": {}, "text": "Provision {n} on the withdrawal of forces from sector {n} and its verification."}}"#,
                n / 20 + 1
            )
        })
        .collect();
    let path = product.file("many.jsonl", rows.join("\n"));
    for pause_ms in [150, 400, 900] {
        let mut child = product
            .command(&["library", "import", "provisions", &path])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(pause_ms));
        child.kill().unwrap();
        child.wait().unwrap();
        let stats = product.run(&["library", "stats", "--json"]).well().json();
        let provisions = stats["provisions"].as_i64().unwrap();
        assert!(provisions == 0 || provisions == 4_000, "{provisions} provisions after a kill at {pause_ms} ms");
        // The kill may come before the first checkpoint is handed over; then it is, and the trail holds.
        product.run(&["audit", "checkpoint"]);
        assert_eq!(product.run(&["audit", "verify", "--json"]).well().json()["holds"], true);
    }
    product.run(&["library", "import", "provisions", &path]).well();
    let ask = |product: &Product| {
        let mut found = product.run(&["library", "search", "withdrawal sector 1234", "--limit", "50", "--json"]).well().json();
        found.as_object_mut().unwrap().remove("took_ms");
        found
    };
    let before = ask(&product);
    product.run(&["library", "reindex"]).well();
    assert_eq!(before, ask(&product), "the index equals one rebuilt from the database");
}

#[test]
fn file_bombs_are_refused_by_name_of_the_limit() {
    let Some(shared) = shared_folder() else { return println!("skipped: ../shared/data is not here") };
    let product = Product::new("bombs");
    let folder = product.file("bombs", "");
    std::fs::remove_file(&folder).unwrap();
    std::fs::create_dir_all(&folder).unwrap();
    let made = std::process::Command::new("python3")
        .arg(shared.join("../harness/make_bombs.py"))
        .current_dir(&folder)
        .output()
        .expect("python3 runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let ran = product.run(&["library", "import", "texts", &folder, "--kind", "report", "--json"]);
    assert!(ran.code == 0 || ran.code == 2, "{} {}", ran.out, ran.err);
    let text = format!("{}{}", ran.out, ran.err);
    assert!(text.contains("MiB") || text.contains("seconds") || text.contains("times"), "a limit is named: {text}");
    assert_eq!(product.run(&["library", "stats", "--json"]).well().code, 0);
}

#[test]
fn the_shell_gets_completions_a_manual_and_the_api_document() {
    let product = Product::new("shell");
    assert!(product.run(&["completions", "bash"]).well().out.contains("_goodoffices"));
    assert!(product.run(&["man"]).well().out.starts_with(".ie"));
    assert_eq!(product.run(&["openapi"]).well().json()["openapi"], "3.1.0");
}

#[test]
fn the_first_administrator_comes_from_a_link_that_init_prints() {
    let product = Product::new("init");
    let first = product.run(&["init", "--login", "omar", "--name", "Omar Dell", "--set", "base_url=https://offices.example.org"]).well();
    assert!(first.out.contains("https://offices.example.org/link/") && first.out.contains("omar"), "{}", first.out);
    let again = product.run(&["init", "--login", "omar", "--json"]).well().json();
    let address = again["address"].as_str().unwrap().to_owned();
    let key = address.strip_prefix("http://127.0.0.1:7341/link/").unwrap_or_else(|| panic!("{address}"));
    let server = product.serve(&["serve"]);
    assert!(server.get(&format!("/link/{key}")).starts_with("HTTP/1.1 200"));
    assert!(
        server.get(first.out.split("offices.example.org").nth(1).unwrap().split_whitespace().next().unwrap()).starts_with("HTTP/1.1 404")
    );
    server.stop();
    // With an administrator who can sign in there is no second first one.
    let other = Product::new("init-second");
    other.run_with(&["access", "person", "add", "omar", "--role", "administrator"], "marble kettle orbit\n").well();
    let refused = other.run(&["init"]);
    assert_eq!((refused.code, refused.err.contains("goodoffices access person link omar")), (5, true), "{}", refused.err);
    let link = other.run(&["access", "person", "link", "omar", "--yes", "--json"]).well().json();
    assert!(link["secret"].as_str().unwrap().contains("/link/") && other.run(&["access", "person", "link", "nobody", "--yes"]).code == 3);
}

#[test]
fn no_command_prints_a_secret_setting() {
    const CANARY: &str = "kestrel-9f3c";
    let product = Product::new("secrets");
    let all = platform::config::SETTINGS.iter().chain(goodoffices::DOMAINS.iter().flat_map(|domain| domain.settings));
    let secret = |s: &&platform::config::Setting| s.shown == platform::config::Shown::Never || s.key.ends_with("_url");
    let secrets: Vec<_> = all.filter(secret).collect();
    assert!(secrets.len() >= 6, "{}", secrets.len());
    let value = |key: &str| match key {
        // One that nobody answers at.
        "database_url" => format!("postgres://user:{CANARY}@127.0.0.1:9/none"),
        "base_url" => "https://offices.example.org".to_owned(),
        key if key.ends_with("_url") => format!("https://user:{CANARY}@127.0.0.1:9/api?x=1"),
        _ => CANARY.to_owned(),
    };
    let commands: &[&[&str]] = &[
        &["settings"],
        &["settings", "--json"],
        &["doctor"],
        &["doctor", "--json"],
        &["dump"],
        &["access", "person", "list"],
        &["warning", "sync", "ucdp", "--version", "25.1"],
        &["openapi"],
    ];
    for with_database in [false, true] {
        for arguments in commands {
            let mut command = product.command(arguments);
            command.env("GOODOFFICES_LOG", "debug");
            for setting in secrets.iter().filter(|s| with_database || s.key != "database_url") {
                command.env(setting.env, value(setting.key));
            }
            let ran: kit::Ran = command.output().expect("the binary starts").into();
            let said = format!("{}{}", ran.out, ran.err);
            assert!(!said.contains(CANARY), "{arguments:?} tells it: {said}");
            if *arguments == ["settings"] && !with_database {
                assert!(said.contains("(set)") && said.contains("https://user:…@127.0.0.1:9/api?x=1"), "{said}");
            }
        }
    }
}
