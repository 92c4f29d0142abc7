//! Stories about the ground, on a small domain of their own.

use crate::actor::{Needs, Role};
use crate::audit;
use crate::db::{Migration, Value};
use crate::jobs::{self, Job, JobKind, Progress};
use crate::testing::{PEOPLE, TestApp, actor, person, prepare_all};
use crate::web::{Asked, Outcome, Posted, Reply, Route, Visit};
use crate::{App, Domain, Error, Result, Said, statements};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

statements! {
    ADD_NOTE = "INSERT INTO notes_note (id, text) VALUES ($1, $2)";
    ALL_NOTES = "SELECT id, text FROM notes_note ORDER BY id";
    STALL = "UPDATE platform_job SET lease_until = '2000-01-01T00:00:00.000Z'";
}

static NOTES: Domain = Domain {
    statements: &[STATEMENTS],
    migrations: &[Migration { name: "2026-11-24-notes", sql: "CREATE TABLE notes_note (id TEXT PRIMARY KEY, text TEXT NOT NULL);" }],
    routes: || {
        vec![
            Route::page("/notes", Needs::Reading, |visit: Visit, _: Asked<serde_json::Value>| Reply::json(&notes(&visit.app)?)),
            Route::form("/notes", Needs::Curating, |visit: Visit, Posted(form): Posted<Note>| add_from_form(&visit, &form)),
        ]
    },
    jobs: &[
        JobKind { name: "notes.copy", limit: std::time::Duration::from_secs(60), run: copy },
        JobKind { name: "notes.wait", limit: std::time::Duration::from_secs(60), run: wait },
        JobKind { name: "notes.late", limit: std::time::Duration::ZERO, run: copy },
        JobKind { name: "notes.stumble", limit: std::time::Duration::from_secs(60), run: |_, _, _| panic!("on purpose") },
    ],
    ..Domain::named("notes")
};
static DOMAINS: &[&Domain] = &[&NOTES, &PEOPLE];
static RUNS: AtomicU32 = AtomicU32::new(0);

#[derive(serde::Deserialize)]
struct Note {
    text: String,
}

fn add_from_form(visit: &Visit, form: &Note) -> Outcome {
    add(&visit.app, &visit.actor, &crate::clock::new_id(), &form.text)?;
    Ok(Reply::see("/notes"))
}

fn add(app: &App, who: &crate::actor::Actor, id: &str, text: &str) -> Result<()> {
    app.work(who, |work| {
        work.execute(ADD_NOTE, &[id.into(), text.into()])?;
        work.record("notes.note.added", id, "").map(drop)
    })
}

fn notes(app: &App) -> Result<Vec<String>> {
    app.db().read(|c| c.all(ALL_NOTES, &[], |row| row.get("text")))
}

fn copy(app: &App, job: &Job, progress: &Progress<'_>) -> Result<serde_json::Value> {
    RUNS.fetch_add(1, Ordering::SeqCst);
    progress.at(1, Some(2), "copying")?;
    if job.arguments["fail"] == true {
        return Err(Error::invalid("fail", "It was asked to fail."));
    }
    add(app, &job.actor(), &job.id, "copied")?;
    Ok(serde_json::json!({"href": "/notes"}))
}

/// Held by a test for as long as a job should be slow.
static SLOW: Mutex<()> = Mutex::new(());

fn wait(_: &App, _: &Job, _: &Progress<'_>) -> Result<serde_json::Value> {
    let _slow = SLOW.lock();
    Ok(serde_json::json!({}))
}

#[test]
fn every_statement_is_understood_by_the_database() {
    prepare_all(&TestApp::open(DOMAINS).app);
}

#[test]
fn a_change_and_its_record_are_one() {
    let t = TestApp::open(DOMAINS);
    add(&t.app, &actor(Role::Curator), "n1", "first").unwrap();
    let failed = t.app.work(&actor(Role::Curator), |work| {
        work.execute(ADD_NOTE, &["n2".into(), "second".into()])?;
        work.record("notes.note.added", "n2", "")?;
        Err::<(), _>(Error::invalid("text", "No."))
    });
    assert!(failed.is_err());
    let (position, entries) = t.app.db().read(|c| Ok((audit::position(c)?, audit::after(c, 0, 10)?))).unwrap();
    assert_eq!((notes(&t.app).unwrap(), position, entries.len()), (vec!["first".to_owned()], 1, 1));
    assert_eq!(
        (entries[0].action.as_str(), entries[0].subject.as_str(), entries[0].actor_id.as_str()),
        ("notes.note.added", "n1", "test-curator")
    );
}

#[test]
fn a_change_that_records_nothing_is_refused() {
    let t = TestApp::open(DOMAINS);
    let quiet = t.app.work(&actor(Role::Curator), |work| work.execute(ADD_NOTE, &["n1".into(), "quiet".into()]));
    assert!(quiet.unwrap_err().to_string().contains("audit log"));
    assert!(notes(&t.app).unwrap().is_empty());
}

#[test]
fn a_key_that_is_there_already_is_a_clash_and_nothing_is_lost() {
    let t = TestApp::open(DOMAINS);
    add(&t.app, &actor(Role::Curator), "n1", "first").unwrap();
    let again = add(&t.app, &actor(Role::Curator), "n1", "other");
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
    assert_eq!(notes(&t.app).unwrap(), ["first"]);
}

#[test]
fn many_writers_at_once_lose_nothing() {
    let t = TestApp::open(DOMAINS);
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let app = t.app.clone();
            scope.spawn(move || {
                for n in 0..10 {
                    add(&app, &actor(Role::Curator), &format!("{writer}-{n}"), "text").unwrap();
                }
            });
        }
    });
    let keys = t.app.keys().trusted().unwrap();
    let verdict = t.app.db().read(|c| audit::verify::verify(c, &keys, &[])).unwrap();
    assert_eq!((notes(&t.app).unwrap().len(), verdict.entries, verdict.faults), (40, 40, vec![]));
}

#[test]
fn a_job_runs_once_and_its_row_says_how_it_ended() {
    let t = TestApp::open(DOMAINS);
    let id = jobs::queue(&t.app, &actor(Role::Curator), "notes.copy", &serde_json::json!({})).unwrap();
    let failing = jobs::queue(&t.app, &actor(Role::Curator), "notes.copy", &serde_json::json!({"fail": true})).unwrap();
    while jobs::run_next(&t.app).unwrap() {}
    let (done, failed) = (jobs::read(&t.app, &id).unwrap(), jobs::read(&t.app, &failing).unwrap());
    assert_eq!((done.state.as_str(), done.result.unwrap()["href"].as_str()), ("done", Some("/notes")));
    let why = Said::kept(failed.error.as_deref().unwrap()).to_string();
    assert_eq!((failed.state.as_str(), why.as_str()), ("failed", "It was asked to fail."));
    assert_eq!(notes(&t.app).unwrap(), ["copied"]);
}

#[test]
fn what_a_job_records_names_the_request_that_asked_for_it() {
    let t = TestApp::open(DOMAINS);
    let around = audit::Circumstances { request_id: "r7".into(), on_behalf_of: "amira".into(), ..Default::default() };
    audit::within(around, || jobs::queue(&t.app, &actor(Role::Curator), "notes.copy", &serde_json::json!({}))).unwrap();
    assert_eq!(audit::circumstances(), audit::Circumstances::default());
    assert!(jobs::run_next(&t.app).unwrap());
    let entry = t.app.db().read(|c| audit::after(c, 0, 1)).unwrap().pop().unwrap();
    assert_eq!((entry.request_id.as_str(), entry.on_behalf_of.as_str(), entry.actor_id.as_str()), ("r7", "amira", "test-curator"));
}

#[test]
fn a_job_that_a_crash_cut_is_taken_up_again() {
    let t = TestApp::open(DOMAINS);
    let id = jobs::queue(&t.app, &actor(Role::Curator), "notes.copy", &serde_json::json!({})).unwrap();
    t.app
        .db()
        .housekeep(|c| c.execute(crate::jobs::TAKE_JOB, &[Value::from(&id), crate::clock::now().into(), "2000-01-01T00:00:00.000Z".into()]))
        .unwrap();
    t.app.db().housekeep(|c| c.execute(STALL, &[])).unwrap();
    assert!(jobs::run_next(&t.app).unwrap());
    assert_eq!(jobs::read(&t.app, &id).unwrap().state, "done");
}

#[test]
fn a_slow_job_holds_up_its_own_person_alone() {
    let t = TestApp::open(DOMAINS);
    let queue = |name: &str, kind: &str| jobs::queue(&t.app, &person(name, Role::Curator), kind, &serde_json::json!({})).unwrap();
    let (slow, after, other) = (queue("ilse", "notes.wait"), queue("ilse", "notes.copy"), queue("omar", "notes.copy"));
    let state = |id: &str| jobs::read(&t.app, id).unwrap().state;
    let held = SLOW.lock().unwrap();
    std::thread::scope(|scope| {
        let worker = scope.spawn(|| jobs::run_next(&t.app).unwrap());
        while state(&slow) != "running" {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        // However long its last sign is past, nobody else takes what runs here.
        t.app.db().housekeep(|c| c.execute(STALL, &[])).unwrap();
        assert!(jobs::run_next(&t.app).unwrap());
        assert!(!jobs::run_next(&t.app).unwrap());
        assert_eq!([state(&slow), state(&after), state(&other)], ["running", "queued", "done"]);
        drop(held);
        assert!(worker.join().unwrap());
    });
    assert!(jobs::run_next(&t.app).unwrap());
    assert_eq!([state(&slow), state(&after)], ["done", "done"]);
}

#[test]
fn a_job_that_stumbles_fails_and_takes_its_worker_with_it_never() {
    let t = TestApp::open(DOMAINS);
    let queue = |kind: &str| jobs::queue(&t.app, &actor(Role::Curator), kind, &serde_json::json!({})).unwrap();
    let (stumbling, unknown, late, next) = (queue("notes.stumble"), queue("notes.never-was"), queue("notes.late"), queue("notes.copy"));
    while jobs::run_next(&t.app).unwrap() {}
    let state = |id: &str| jobs::read(&t.app, id).unwrap().state;
    assert_eq!([state(&stumbling), state(&unknown), state(&late), state(&next)], ["failed", "failed", "failed", "done"]);
    let why = Said::kept(&jobs::read(&t.app, &late).unwrap().error.unwrap()).to_string();
    assert!(why.contains("longer than such a job may"), "{why}");
    assert_eq!(notes(&t.app).unwrap(), ["copied"], "nothing of what was stopped is kept");
}

#[test]
fn a_form_without_its_token_or_from_elsewhere_changes_nothing() {
    let t = TestApp::open(DOMAINS);
    assert_eq!(t.post_as("/notes", "test_role=curator", &[("text", "kept")]).status, 303);
    let send = |origin: &str, body: &'static str| {
        let request = axum::http::Request::post("/notes")
            .header("host", "offices.test")
            .header("origin", origin)
            .header("cookie", "test_role=curator; goodoffices_form=0123456789abcdef0123456789abcdef")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(axum::body::Body::from(body))
            .unwrap();
        t.send(request).status
    };
    assert_eq!(send("http://offices.test", "text=x"), 403);
    assert_eq!(send("http://offices.test", "text=x&_token=wrong"), 403);
    assert_eq!(send("https://elsewhere.test", "text=x"), 403);
    assert_eq!(notes(&t.app).unwrap(), ["kept"]);
}

#[test]
fn a_role_that_does_not_suffice_is_told_whom_to_ask() {
    let t = TestApp::with(DOMAINS, &[("visitors_may_read", "false")]);
    assert_eq!(t.get("/notes").status, 401);
    assert_eq!(t.get_as("/notes", "test_role=reader").status, 200);
    let refused = t.post_as("/notes", "test_role=reader", &[("text", "x")]);
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains("administrator"), "{}", refused.text());
}

#[test]
fn a_page_that_did_not_change_is_not_sent_twice() {
    let t = TestApp::open(DOMAINS);
    let first = t.get("/notes");
    let request = axum::http::Request::get("/notes").header("if-none-match", first.header("etag")).body(axum::body::Body::empty()).unwrap();
    let second = t.send(request);
    assert_eq!((second.status.as_u16(), second.bytes.len()), (304, 0));
}

#[test]
fn every_language_has_every_word_of_the_ground() {
    let keys = |text: &str| -> Vec<String> {
        let mut all: Vec<String> = text
            .lines()
            .filter(|l| !l.starts_with([' ', '#', '}', '.', '*', '[']))
            .filter_map(|l| l.split_once(" ="))
            .map(|(key, _)| key.to_owned())
            .collect();
        all.sort();
        all
    };
    let english = keys(include_str!("../locales/en.ftl"));
    for (code, text) in crate::languages::WORDS {
        assert_eq!(keys(text), english, "{code}");
    }
}
