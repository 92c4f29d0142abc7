//! The doctor says what is not in order, and what to do.

mod kit;

use kit::Product;
use serde_json::Value;
use std::os::unix::fs::PermissionsExt;

/// State and remedy of one finding.
fn found(all: &Value, what: &str) -> (String, String) {
    let one = all.as_array().unwrap().iter().find(|f| f["what"] == what).unwrap_or_else(|| panic!("{what} was not looked at: {all}"));
    (one["state"].as_str().unwrap().to_owned(), one["remedy"].as_str().unwrap().to_owned())
}

#[test]
fn a_fresh_installation_lacks_a_backup_and_after_one_is_in_order() {
    let product = Product::new("doctor");
    std::fs::set_permissions(&product.data, std::fs::Permissions::from_mode(0o700)).unwrap();
    product
        .run(&["library", "import", "provisions", &product.file("p.jsonl", r#"{"agreement_id": 5, "text": "One.", "title": "T"}"#)])
        .well();
    let sick = product.run(&["doctor", "--json"]);
    assert_eq!(sick.code, 6, "{}", sick.err);
    let all = sick.json();
    assert_eq!(found(&all, "backup").0, "fail");
    assert!(found(&all, "backup").1.contains("backup create"));
    for what in
        ["file modes", "disk space", "listening", "clock", "database", "write-ahead log", "database file", "checkpoints", "search index"]
    {
        assert_eq!(found(&all, what).0, "ok", "{what}: {all}");
    }
    assert_eq!((found(&all, "public address").0.as_str(), found(&all, "witness").0.as_str()), ("warn", "warn"));
    let key = product.file("x", "").replace("/x", "/key.txt");
    product.run(&["backup", "key", &key]).well();
    let public =
        product.run(&["backup", "key", &key.replace("key.", "key2."), "--json"]).well().json()["public_key"].as_str().unwrap().to_owned();
    product.run(&["backup", "create", &product.file("y", "").replace("/y", "/b.age"), "--recipient", &public]).well();
    let witness = product.file("w", "").replace("/w", "/witness");
    product.run(&["audit", "checkpoint", "--set", &format!("witness_folder={witness}")]).well();
    let well =
        product.run(&["doctor", "--set", "base_url=https://offices.example.org", "--set", &format!("witness_folder={witness}")]).well();
    assert!(!well.out.contains("fail") && well.out.contains("checkpoints in"), "{}", well.out);
}

#[test]
fn open_modes_plain_http_a_lost_witness_and_a_damaged_file_are_failures() {
    let product = Product::new("doctor-sick");
    std::fs::set_permissions(&product.data, std::fs::Permissions::from_mode(0o700)).unwrap();
    product
        .run(&["library", "import", "provisions", &product.file("p.jsonl", r#"{"agreement_id": 5, "text": "One.", "title": "T"}"#)])
        .well();
    let look = |settings: &[&str]| product.run(&[&["doctor", "--json"], settings].concat()).json();
    let key = product.data.join("keys/trail.key");
    assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    let (state, remedy) = found(&look(&[]), "file modes");
    assert!(state == "fail" && remedy.contains("chmod"), "{state} {remedy}");
    assert_eq!(found(&look(&["--set", "base_url=http://offices.example.org"]), "public address").0, "fail");
    assert_eq!(found(&look(&["--set", "listen=0.0.0.0:7341"]), "public address").0, "fail");
    assert_eq!(found(&look(&["--set", "listen=0.0.0.0:7341", "--set", "base_url=https://o.example"]), "listening").0, "warn");
    let gone = product.file("z", "").replace("/z", "/not-mounted");
    assert_eq!(found(&look(&["--set", &format!("witness_folder={gone}")]), "witness").0, "fail");
    // The head of a page in the middle of the file.
    let path = product.data.join("goodoffices.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let page = bytes.len() / 4096 / 2 * 4096;
    bytes[page..page + 64].fill(0xa5);
    std::fs::write(&path, bytes).unwrap();
    let ran = product.run(&["doctor", "--json"]);
    let all = ran.json();
    let failed =
        all.as_array().unwrap().iter().any(|f| ["database file", "opening"].contains(&f["what"].as_str().unwrap()) && f["state"] == "fail");
    assert!(failed && ran.code == 6, "{all}");
}

#[test]
fn a_folder_that_is_not_there_is_said_so() {
    let product = Product::new("doctor-none");
    let ran = product.run(&["doctor", "--data", "/nowhere/at-all"]);
    assert!(ran.code == 3 && ran.err.contains("/nowhere/at-all"), "{}", ran.err);
    assert!(!std::path::Path::new("/nowhere").exists());
}

#[test]
fn a_compartment_key_is_made_once_kept_private_and_missed_when_it_is_gone() {
    let product = Product::new("doctor-key");
    std::fs::set_permissions(&product.data, std::fs::Permissions::from_mode(0o700)).unwrap();
    let key = product.file("x", "").replace("/x", "/compartment.key");
    assert!(product.run(&["compartment-key", &key]).well().out.contains("compartment_key = "));
    assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(product.run(&["compartment-key", &key]).code, 5, "a key is never replaced");
    assert_eq!(product.run(&["compartment-key", &key.replace("compartment.key", "no/such.key")]).code, 3);
    let look = |settings: &[&str]| found(&product.run(&[&["doctor", "--json"], settings].concat()).json(), "compartment key").0;
    let named = format!("compartment_key={key}");
    assert_eq!((look(&[]), look(&["--set", &named])), ("warn".into(), "ok".into()));
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(look(&["--set", &named]), "fail");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
    product.run(&["demo", "--fill-only", "--set", &named]).well();
    assert_eq!((look(&[]), look(&["--set", &named])), ("fail".into(), "ok".into()), "what is sealed needs its key");
    let other = key.replace("compartment.key", "other.key");
    product.run(&["compartment-key", &other]).well();
    assert_eq!(look(&["--set", &format!("compartment_key={other}")]), "fail");
}
