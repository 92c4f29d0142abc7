//! The trail of a product that runs: on PostgreSQL, on a full disk, at the shell, stopped and put back.

use super::*;

fn open_basket(app: &App, title: &str) -> Result<String> {
    library::basket::OPEN.act(app, &Actor::local_operator(), "", &Given::default().with("title", title))
}

#[test]
fn on_postgresql_the_role_of_the_guide_may_only_add() {
    let Ok(server) = std::env::var(POSTGRES) else { return println!("skipped: {POSTGRES} names no server") };
    let guide = std::fs::read_to_string(kit::root().join("docs/guides/trail.md")).unwrap();
    let grants = guide.split("```sql\n").nth(1).unwrap().split("```").next().unwrap();
    let url = fresh_database(&server);
    let open = |url: &str| App::open(&platform::testing::scratch("role"), DOMAINS, &[("database_url", url)]);
    let owner = open(&url).unwrap();
    let role = url.rsplit('/').next().unwrap().replace("go_test", "offices_server");
    owner.db().housekeep(|c| c.script(&format!("CREATE ROLE {role} LOGIN; {}", grants.replace("offices_server", &role)))).unwrap();
    let app = open(&url.replace("postgres@", &format!("{role}@"))).unwrap();
    open_basket(&app, "a basket").unwrap();
    checkpoint::write(&app).unwrap();
    for text in [
        "UPDATE platform_audit SET actor_id = 'x'",
        "DELETE FROM platform_audit",
        "TRUNCATE platform_audit",
        "DELETE FROM platform_checkpoint",
        "DELETE FROM platform_audit_head",
        "ALTER TABLE platform_audit DISABLE TRIGGER USER",
        "DROP TRIGGER platform_audit_kept ON platform_audit",
        "DROP TABLE platform_audit",
    ] {
        let refused = app.db().housekeep(|c| c.script(text)).unwrap_err();
        let Error::Database { source, .. } = &refused else { panic!("{text}: {refused}") };
        let why = format!("{source:?}");
        assert!(why.contains("permission denied") || why.contains("must be owner"), "{text}: {why}");
    }
    owner.db().housekeep(|c| c.script(&format!("DROP OWNED BY {role}; DROP ROLE {role}"))).unwrap();
}

#[test]
fn where_the_trail_cannot_be_written_nothing_is_done() {
    let t = TestApp::open(DOMAINS);
    let act = || access::account::open(&t.app, &Actor::local_operator(), "ilse", "", platform::actor::Role::Reader, "marble kettle orbit");
    let accounts = || access::account::list(&t.app, &Actor::local_operator()).unwrap().len();
    let fail = match t.app.db().engine() {
        "SQLite" => "CREATE TRIGGER fails BEFORE INSERT ON platform_audit BEGIN SELECT RAISE(ABORT, 'no'); END",
        _ => {
            "CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$; CREATE TRIGGER fails BEFORE INSERT ON platform_audit FOR EACH ROW EXECUTE FUNCTION fails()"
        }
    };
    t.app.db().housekeep(|c| c.script(fail)).unwrap();
    let refused = act().unwrap_err();
    assert!(matches!(&refused, Error::Unavailable(said) if said.to_string().contains("audit log")), "{refused}");
    assert_eq!(accounts(), 0);
    let mend = if t.app.db().engine() == "SQLite" { "DROP TRIGGER fails" } else { "DROP TRIGGER fails ON platform_audit" };
    t.app.db().housekeep(|c| c.script(mend)).unwrap();
    act().unwrap();
    assert_eq!((accounts(), t.app.db().read(audit::position).unwrap()), (1, 1));
}

#[test]
fn on_a_full_disk_nothing_is_done_and_nothing_is_lost() {
    let t = TestApp::open(DOMAINS);
    if t.app.db().engine() != "SQLite" {
        return println!("skipped: the disk of a PostgreSQL server is not ours to fill");
    }
    grow(&t, 100, 100);
    const PAGES: Sql = Sql { name: "PAGES", sql: "PRAGMA page_count" };
    let pages: i64 = t.app.db().read(|c| c.first(PAGES, &[], |row| row.get("page_count"))).unwrap().unwrap();
    t.app.db().housekeep(|c| c.script(&format!("PRAGMA max_page_count = {pages}"))).unwrap();
    let mut done = 0;
    let refused = loop {
        match open_basket(&t.app, &"long name ".repeat(20)) {
            Ok(_) => done += 1,
            Err(error) => break error,
        }
        assert!(done < 10_000, "the disk never fills");
    };
    assert!(matches!(&refused, Error::Full(_)), "{refused}");
    let baskets = library::basket::all(&t.app, &Actor::local_operator()).unwrap().len();
    let verdict = t.app.db().read(|c| verify(c, &t.app.keys().trusted().unwrap(), &[])).unwrap();
    assert_eq!((baskets, verdict.entries, verdict.faults), (done, 100 + done as i64, vec![]));
}

fn second_look(product: &Product) -> std::result::Result<i64, (Option<i64>, String)> {
    let (witness, keys) = (product.data.join("witness"), product.data.join("keys/trail.pub"));
    let of_file = second::verify(&Evidence::of_file(&product.data.join("goodoffices.db")).with(&witness, &keys));
    let dump = product.run(&["dump"]).well().out;
    assert_eq!(second::verify(&Evidence::of_dump(&dump).with(&witness, &keys)), of_file, "the dump tells what the file tells");
    of_file
}

#[test]
fn the_shell_checks_lists_proves_and_names_the_record_at_fault() {
    let product = Product::new("audit");
    let import = |n: i32| {
        let file = product.file(&format!("{n}.jsonl"), format!(r#"{{"agreement_id": {n}, "text": "Provision {n}.", "title": "T"}}"#));
        product.run(&["library", "import", "provisions", &file, "--on-behalf-of", "amira"]).well();
    };
    (1..=4).for_each(import);
    let listed = product.run(&["audit", "list", "--person", "amira", "--json"]).well().json();
    assert_eq!((listed.as_array().unwrap().len(), listed[0]["actor_id"].as_str()), (4, Some("local-operator")));
    product.run(&["audit", "checkpoint"]).well();
    let proof = product.run(&["audit", "prove", "2"]).well().json();
    assert_eq!((&proof["size"], &proof["entry"]["position"]), (&serde_json::json!(4), &serde_json::json!(2)));
    assert_eq!(product.run(&["audit", "prove-growth", "1", "4"]).well().json()["from_size"], 1);
    let verdict = product.run(&["audit", "verify", "--json"]).well().json();
    assert_eq!((&verdict["holds"], &verdict["covered"]), (&serde_json::json!(true), &serde_json::json!(4)));
    assert_eq!(second_look(&product), Ok(4));
    // A commitment tells who has the content whether the record is of it, and nobody else.
    let content = product.file("content.txt", "what was said");
    let commitment = product.run(&["audit", "commitment", &content]).well().out;
    assert_eq!(commitment.trim().len(), 64);
    assert_ne!(commitment, Product::new("other").run(&["audit", "commitment", &content]).well().out);
    // Only the key that signed counts.
    let key = product.run(&["audit", "key"]).well().out.trim().to_owned();
    product.run(&["audit", "verify", "--key", &key]).well();
    let other = Product::new("another").run(&["audit", "key"]).well().out.trim().to_owned();
    let foreign = product.run(&["audit", "verify", "--key", &other]);
    assert!(foreign.code == 5 && foreign.out.contains("no key that is known"), "{}", foreign.out);
    let changed = "DROP TRIGGER platform_audit_not_changed; UPDATE platform_audit SET actor_id = 'nobody' WHERE position = 3";
    product.past_the_product().execute_batch(changed).unwrap();
    let ran = product.run(&["audit", "verify"]);
    assert!(ran.code == 5 && ran.out.contains("record 3"), "{} {}", ran.out, ran.err);
    assert_eq!(second_look(&product).unwrap_err().0, Some(3));
}

#[test]
fn an_older_file_that_is_put_back_is_seen() {
    let product = Product::new("older");
    let import = |n: i32| {
        let file = product.file("one.jsonl", format!(r#"{{"agreement_id": {n}, "text": "Provision {n}.", "title": "T"}}"#));
        product.run(&["library", "import", "provisions", &file]).well();
        product.run(&["audit", "checkpoint"]).well();
    };
    import(1);
    let older = std::fs::read(product.data.join("goodoffices.db")).unwrap();
    import(2);
    assert_eq!(second_look(&product), Ok(2));
    for ending in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(product.data.join(format!("goodoffices.db{ending}")));
    }
    std::fs::write(product.data.join("goodoffices.db"), older).unwrap();
    let ran = product.run(&["audit", "verify"]);
    assert!(ran.code == 5 && ran.out.contains("older database"), "{} {}", ran.out, ran.err);
    assert!(second_look(&product).is_err());
}

#[test]
fn a_server_that_stops_leaves_nothing_without_a_witness() {
    let product = Product::new("server");
    let witness = product.file("x", "").replace("/x", "/witness");
    product.run(&["demo", "--fill-only", "--set", &format!("witness_folder={witness}")]).well();
    let server = product.serve(&["serve", "--set", &format!("witness_folder={witness}")]);
    product
        .run(&["library", "import", "provisions", &product.file("p.jsonl", r#"{"agreement_id": 5, "text": "One.", "title": "T"}"#)])
        .well();
    assert_eq!(server.stop(), 0);
    let verdict = product.run(&["audit", "verify", "--checkpoints", &witness, "--json"]).well().json();
    assert_eq!((&verdict["holds"], &verdict["covered"]), (&serde_json::json!(true), &verdict["entries"]));
}
