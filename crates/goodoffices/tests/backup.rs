//! Backups that were taken while people worked come back as they were at one moment.

mod kit;

use kit::Product;

use goodoffices::DOMAINS;
use platform::App;
use platform::actor::Actor;
use platform::audit::{self, checkpoint, verify::verify};
use platform::backup::{self, Manifest, Opener, Sealer, dump};
use platform::kit::{Acts, Given};
use platform::testing::{POSTGRES, TestApp, fresh_database, scratch};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

struct Key {
    sealer: Sealer,
    opener: Opener,
    file: PathBuf,
}

fn key() -> Key {
    let file = scratch("backup-key").join("key.txt");
    let public = backup::new_key(&file).unwrap();
    Key { sealer: Sealer::of_recipients(&[public]).unwrap(), opener: Opener::of_key_files(&[&file]).unwrap(), file }
}

fn dumped(app: &App) -> String {
    let mut out = Vec::new();
    app.db().read(|c| dump::write(c, &mut out)).unwrap();
    String::from_utf8(out).unwrap()
}

/// Where a restored database goes: a file, or a fresh database where a server is named.
fn target(postgres: bool) -> String {
    let server = std::env::var(POSTGRES).ok().filter(|_| postgres);
    server.map(|server| fresh_database(&server)).unwrap_or_default()
}

fn restored(file: &Path, key: &Key, postgres: bool) -> (App, Manifest) {
    let folder = scratch("restored").join("data");
    let url = target(postgres);
    let settings = [("database_url", url.as_str())];
    let manifest = backup::restore(file, &key.opener, &folder, DOMAINS, &settings).unwrap();
    (App::open(&folder, DOMAINS, &settings).unwrap(), manifest)
}

/// Opens a basket; its id.
fn open(app: &App, title: &str) -> String {
    library::basket::OPEN.act(app, &Actor::local_operator(), "", &Given::default().with("title", title)).unwrap()
}

/// What the dump of `last` was when its trail stood at the record of `manifest`. Baskets and
/// searches are only ever added here, each with its own record.
fn at_the_moment(last: &str, manifest: &Manifest) -> String {
    let lines: Vec<(serde_json::Value, &str)> = last.lines().map(|line| (serde_json::from_str(line).unwrap(), line)).collect();
    let done =
        |line: &serde_json::Value| line["table"] == "platform_audit" && line["row"]["position"].as_i64().unwrap() <= manifest.position;
    let there: HashSet<&str> =
        lines.iter().filter(|(line, _)| done(line)).map(|(line, _)| line["row"]["subject"].as_str().unwrap()).collect();
    let mut out = String::new();
    for (line, text) in &lines {
        let id = line["row"]["id"].as_str().unwrap_or("");
        let text = match line["table"].as_str().unwrap() {
            "platform_audit" if !done(line) => continue,
            "library_basket" | "library_saved_search" if !there.contains(id) => continue,
            "platform_audit_head" => format!(
                "{{\"table\":\"platform_audit_head\",\"row\":{{\"hash\":\"{}\",\"id\":1,\"origin\":\"{}\",\"position\":{}}}}}",
                manifest.hash, manifest.origin, manifest.position
            ),
            _ => (*text).to_owned(),
        };
        out.push_str(&text);
        out.push('\n');
    }
    out
}

fn without_checkpoints(dump: &str) -> String {
    dump.lines().filter(|line| !line.contains("\"table\":\"platform_checkpoint\"")).map(|line| format!("{line}\n")).collect()
}

#[test]
fn three_backups_taken_while_people_write_come_back_as_they_were() {
    let t = TestApp::open(DOMAINS);
    let key = key();
    let operator = Actor::local_operator();
    let kept = t.app.files().keep(&mut &b"a file that was uploaded"[..]).unwrap();
    t.app.db().housekeep(|c| platform::files::own(c, kept.key(), "import:1")).unwrap();
    open(&t.app, "the first");
    checkpoint::write(&t.app).unwrap();
    let stop = AtomicBool::new(false);
    let folder = scratch("backups");
    let mut made = Vec::new();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let (app, operator, stop) = (t.app.clone(), &operator, &stop);
            scope.spawn(move || {
                let mut n = 0;
                while !stop.load(Ordering::Relaxed) {
                    n += 1;
                    let name = format!("writer {writer}, number {n}: вода и мир, 和平");
                    match n % 2 {
                        0 => open(&app, &name),
                        _ => {
                            let given = Given::default().with("title", name).with("query", "q=truce");
                            library::basket::SAVE.act(&app, operator, "", &given).unwrap()
                        }
                    };
                }
            });
        }
        for n in 0..3 {
            std::thread::sleep(std::time::Duration::from_millis(300));
            let file = folder.join(format!("{n}.age"));
            made.push((backup::create(&t.app, &operator, &file, &key.sealer).unwrap(), file));
        }
        stop.store(true, Ordering::Relaxed);
    });
    checkpoint::write(&t.app).unwrap();
    let last = without_checkpoints(&dumped(&t.app));
    let newest = checkpoint::in_folder(&checkpoint::folder(&t.app)).unwrap();
    let mut moments = HashSet::new();
    for (n, (manifest, file)) in made.iter().enumerate() {
        // A backup of PostgreSQL also comes back as a file, and the other way round.
        let (app, told) = restored(file, &key, n != 1);
        assert_eq!(&told, manifest);
        moments.insert(manifest.position);
        let own = without_checkpoints(&dumped(&app));
        assert_eq!(own, at_the_moment(&last, manifest), "backup {n}, record {}", manifest.position);
        let keys = app.keys().trusted().unwrap();
        let witnessed = checkpoint::in_folder(&checkpoint::folder(&app)).unwrap();
        let verdict = app.db().read(|c| verify(c, &keys, &witnessed)).unwrap();
        assert_eq!((verdict.faults, verdict.entries, witnessed.len()), (vec![], manifest.position, 1));
        // Who holds the newest checkpoints sees that this is an older state.
        let verdict = app.db().read(|c| verify(c, &keys, &newest)).unwrap();
        assert!(!verdict.holds);
        let mut content = String::new();
        std::io::Read::read_to_string(&mut app.files().read(kept.key()).unwrap(), &mut content).unwrap();
        assert_eq!(content, "a file that was uploaded");
    }
    assert_eq!(moments.len(), 3, "people wrote between the backups: {moments:?}");
    let recorded =
        t.app.db().read(|c| audit::asked(c, &audit::Question { action: backup::MADE.into(), ..audit::Question::default() }, 10)).unwrap();
    assert_eq!(
        recorded.iter().map(|e| e.subject.clone()).collect::<Vec<_>>(),
        made.iter().rev().map(|(m, _)| m.id.clone()).collect::<Vec<_>>()
    );
    // Nothing unencrypted is left lying about.
    let left: Vec<_> =
        std::fs::read_dir(&t.folder).unwrap().flatten().filter(|e| e.file_name().to_string_lossy().starts_with('.')).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn an_installation_moves_from_a_file_to_postgresql_and_back() {
    if std::env::var(POSTGRES).is_err() {
        return println!("skipped: {POSTGRES} names no server");
    }
    let folder = scratch("moving");
    let app = App::open(&folder, DOMAINS, &[("database_url", "")]).unwrap();
    open(&app, "moves");
    let key = key();
    let before = dumped(&app);
    let out = scratch("moving-backup");
    backup::create(&app, &Actor::local_operator(), &out.join("1.age"), &key.sealer).unwrap();
    let (there, _) = restored(&out.join("1.age"), &key, true);
    assert_eq!((there.db().engine(), dumped(&there)), ("PostgreSQL", before.clone()));
    backup::create(&there, &Actor::local_operator(), &out.join("2.age"), &key.sealer).unwrap();
    let (back, _) = restored(&out.join("2.age"), &key, false);
    assert_eq!((back.db().engine(), dumped(&back)), ("SQLite", before));
}

#[test]
fn a_backup_that_is_damaged_or_for_others_is_refused_and_leaves_nothing() {
    let t = TestApp::open(DOMAINS);
    open(&t.app, "a basket");
    let (ours, others) = (key(), key());
    let folder = scratch("damaged");
    let file = folder.join("backup.age");
    backup::create(&t.app, &Actor::local_operator(), &file, &ours.sealer).unwrap();
    assert!(backup::verify(&file, &ours.opener).is_ok());
    let refused = backup::verify(&file, &others.opener).unwrap_err();
    assert!(refused.to_string().contains("does not open this backup"), "{refused}");
    let again = backup::create(&t.app, &Actor::local_operator(), &file, &ours.sealer).unwrap_err();
    assert!(again.to_string().contains("there already"), "{again}");
    let whole = std::fs::read(&file).unwrap();
    let broken = folder.join("broken.age");
    // 200 places over the whole file, its head and its end among them.
    let places = (0..200).map(|n| if n < 60 { n * 5 } else { (whole.len() - 1) * (n - 59) / 140 });
    for at in places {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x20;
        std::fs::write(&broken, bytes).unwrap();
        assert!(backup::verify(&broken, &ours.opener).is_err(), "byte {at} of {}", whole.len());
    }
    for length in [0, 10, 200, whole.len() / 2, whole.len() - 1] {
        std::fs::write(&broken, &whole[..length]).unwrap();
        let target = folder.join("target");
        assert!(backup::restore(&broken, &ours.opener, &target, DOMAINS, &[]).is_err(), "cut to {length}");
        assert!(!target.exists());
    }
    let left: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .flatten()
        .map(|e| e.file_name())
        .filter(|name| name != "backup.age" && name != "broken.age")
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn an_empty_machine_needs_the_binary_the_backup_and_its_key() {
    let product = Product::new("from");
    let table = "{\"agreement_id\": 77, \"text\": \"The quarry road stays open for ambulances.\", \"title\": \"Roads\"}";
    product.run(&["library", "import", "provisions", &product.file("p.jsonl", table)]).well();
    let (key, backup) =
        (product.file("unused", "").replace("unused", "key.txt"), product.file("unused", "").replace("unused", "night.age"));
    let public = product.run(&["backup", "key", &key, "--json"]).well().json()["public_key"].as_str().unwrap().to_owned();
    let refused = product.run(&["backup", "create", &backup]);
    assert!(refused.code == 2 && refused.err.contains("--recipient"), "{}", refused.err);
    product.run(&["audit", "checkpoint"]).well();
    let before = product.run(&["dump"]).well().out;
    product.run(&["backup", "create", &backup, "--recipient", &public]).well();
    assert!(!std::fs::read(&backup).unwrap().windows(6).any(|w| w == b"quarry"));
    assert!(product.run(&["backup", "verify", &backup, "--key", &key]).well().out.contains("whole"));
    let empty = Product::new("to");
    std::fs::remove_dir_all(&empty.data).unwrap();
    empty.run(&["backup", "restore", &backup, "--key", &key]).well();
    assert_eq!(empty.run(&["dump"]).well().out, before);
    let verdict = empty.run(&["audit", "verify", "--json"]).well().json();
    assert_eq!((&verdict["holds"], verdict["checkpoints"].as_i64() > Some(1)), (&serde_json::json!(true), true), "{verdict}");
    let found = empty.run(&["library", "search", "quarry ambulances", "--json"]).well().json();
    assert_eq!(found["hits"][0]["document"], "pax:77", "the index is made anew: {found}");
    let twice = empty.run(&["backup", "restore", &backup, "--key", &key]);
    assert!(twice.code == 5 && twice.err.contains("not empty"), "{}", twice.err);
    // The same with a passphrase.
    let (secret, sealed) = (product.file("secret.txt", "six unrelated words make it good\n"), backup.replace("night", "sealed"));
    product.run(&["backup", "create", &sealed, "--passphrase", &secret]).well();
    product.run(&["backup", "verify", &sealed, "--passphrase", &secret]).well();
    let wrong = product.run(&["backup", "verify", &sealed, "--passphrase", &product.file("wrong.txt", "another sentence altogether\n")]);
    assert!(wrong.code == 2 && wrong.err.contains("does not open"), "{}", wrong.err);
    let short =
        product.run(&["backup", "create", &backup.replace("night", "short"), "--passphrase", &product.file("short.txt", "short\n")]);
    assert_eq!(short.code, 2, "{}", short.err);
}

#[test]
fn who_may_restore_is_told_apart() {
    let (ours, _) = (key(), ());
    for wrong in ["age1notakey", "ssh-ed25519 AAAA", ""] {
        assert!(Sealer::of_recipients(&[wrong.to_owned()]).is_err(), "{wrong}");
    }
    assert!(backup::new_key(&ours.file).unwrap_err().to_string().contains("there already"));
}
