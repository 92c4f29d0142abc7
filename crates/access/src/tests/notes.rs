//! A small domain whose things can be marked, and people in it, for the stories.

use super::*;
use platform::clearance::marking::{self, Level, Markable, Thing};
use platform::clearance::vault::Vault;
use platform::db::{Connection, Migration, Statement};
use platform::testing::{PEOPLE, scratch};
use platform::web::{Outcome, Reply, Route, Visit};
use platform::{Error, Result, Work};

const ADD: Statement = Statement { name: "ADD", sql: "INSERT INTO notes_note (id, text) VALUES ($1, $2)" };
const NOTE: Statement = Statement { name: "NOTE", sql: "SELECT text FROM notes_note_seen WHERE id = $1" };
const SEAL: Statement = Statement { name: "SEAL", sql: "UPDATE notes_note SET text = $2 WHERE id = $1" };

static NOTES: Domain = Domain {
    migrations: &[Migration {
        name: "2026-11-24-zz-notes",
        sql: "CREATE TABLE notes_note (id TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE VIEW notes_note_seen AS SELECT n.* FROM notes_note n WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'note:' || n.id);",
    }],
    markable: &[Markable {
        kind: "note",
        needs: platform::actor::Needs::Following,
        caveats: &platform::clearance::marking::Caveat::ALL,
        look,
        rewrite,
        begun_by: Some(|_, _| Ok("test-mira".into())),
    }],
    routes: || vec![Route::page("/notes/{id}", platform::actor::Needs::Reading, page)],
    ..Domain::named("notes")
};

pub fn text(c: &mut Connection, id: &str) -> Result<String> {
    c.first(NOTE, &[id.into()], |row| row.get("text"))?.ok_or_else(|| Error::missing("note", id))
}

fn look(c: &mut Connection, id: &str) -> Result<Thing> {
    Ok(Thing { title: text(c, id)?, href: format!("/notes/{id}"), part_of: None })
}

fn rewrite(work: &mut Work<'_>, id: &str) -> Result<()> {
    let text = text(work.connection(), id)?;
    let sealed = marking::sealer(work, &[&format!("note:{id}")])?.text(&text)?;
    work.execute(SEAL, &[id.into(), sealed]).map(drop)
}

fn page(visit: Visit, axum::extract::Path(id): axum::extract::Path<String>) -> Outcome {
    let text = visit.app.read(&visit.actor, |c| text(c, &id))?;
    // Twice in one request is one reading.
    visit.app.read(&visit.actor, |c| super::notes::text(c, &id))?;
    Ok(Reply::text("text/plain; charset=utf-8", text))
}

static WITH_NOTES: &[&Domain] = &[&DOMAIN, &NOTES, &PEOPLE];

/// The people of the stories. Their accounts have the ids that the cookie `test_name` gives.
const CAST: [(&str, Role); 7] = [
    ("mira", Role::Mediator),
    ("anna", Role::DeskOfficer),
    ("rosa", Role::Reader),
    ("ada", Role::Administrator),
    ("ben", Role::Administrator),
    ("carl", Role::Administrator),
    ("otto", Role::Auditor),
];

/// An installation with a compartment key, the cast, and a note that everybody may read.
pub fn stage() -> TestApp {
    let key = scratch("key").join("compartment.key");
    Vault::make(&key).unwrap();
    stage_with(&[("compartment_key", key.to_str().unwrap())])
}

pub fn stage_with(settings: &[(&str, &str)]) -> TestApp {
    let t = TestApp::with(WITH_NOTES, settings);
    for (login, role) in CAST {
        account::invite(&t.app, &Actor::local_operator(), login, login, role).unwrap();
    }
    // The cast have the ids that the cookie gives them.
    alter(&t, "UPDATE platform_person SET id = (SELECT 'test-' || a.login FROM access_account a WHERE a.id = platform_person.id)");
    alter(
        &t,
        "UPDATE platform_way_in SET person_id = (SELECT 'test-' || a.login FROM access_account a WHERE a.id = platform_way_in.person_id)",
    );
    alter(&t, "UPDATE access_account SET id = 'test-' || login");
    add_note(&t, "1", "The line runs along the river.");
    t
}

pub fn add_note(t: &TestApp, id: &str, text: &str) {
    t.app
        .work(&Actor::local_operator(), |work| {
            work.execute(ADD, &[id.into(), text.into()])?;
            work.record("notes.note.added", id, "").map(drop)
        })
        .unwrap();
}

/// The cookies of one of the cast, or of a visitor.
pub fn as_(login: &str) -> String {
    let role = CAST.iter().find(|(name, _)| *name == login).map(|(_, role)| role.word());
    let form = "goodoffices_form=0123456789abcdef0123456789abcdef";
    role.map_or(form.to_owned(), |role| format!("test_role={role}; test_name={login}; {form}"))
}

/// A page's text as people read it, without the marks that keep directions apart.
pub fn read(got: &platform::testing::Got) -> String {
    got.text().replace(['\u{2068}', '\u{2069}'], "")
}

/// A compartment that mira keeps.
pub fn open(t: &TestApp) -> String {
    let got = t.post_as("/compartments/open", &as_("mira"), &[("kind", "process"), ("title", "Talks at the bridge")]);
    assert_eq!(got.status, 303, "{}", got.text());
    got.header("location").rsplit('/').next().unwrap().to_owned()
}

/// Invites somebody, as mira does; the code.
pub fn invite(t: &TestApp, id: &str, login: &str) -> String {
    let form = [("login", login), ("part", "member"), ("sure", "yes")];
    let shown = t.post_as(&format!("/compartments/{id}/invite"), &as_("mira"), &form).text();
    shown.split("<code>").nth(1).unwrap_or_else(|| panic!("{shown}")).split("</code>").next().unwrap().to_owned()
}

/// Gives a code back.
pub fn join(t: &TestApp, login: &str, code: &str) -> u16 {
    t.post_as("/compartments/join", &as_(login), &[("code", code), ("sure", "yes")]).status.as_u16()
}

/// Invites somebody, who comes.
pub fn take_in(t: &TestApp, id: &str, login: &str) -> u16 {
    join(t, login, &invite(t, id, login))
}

pub fn mark(t: &TestApp, who: &str, note: &str, level: Level, compartment: &str) -> u16 {
    let form =
        [("level", level.word()), ("compartment", compartment), ("review_on", "2999-01-01"), ("reason", "Talks go on"), ("sure", "yes")];
    let got = t.post_as(&format!("/markings/note%3A{note}"), &as_(who), &form);
    if got.header("location") == "/withheld" {
        confirm(t);
    }
    got.status.as_u16()
}

/// Another curator confirms what waits.
pub fn confirm(t: &TestApp) {
    let all = t.get_as("/withheld.json", &as_("ben")).json();
    let waiting = all.as_array().unwrap().iter().find(|one| one["state"] == "asked").expect("something waits");
    let id = waiting["id"].as_str().unwrap();
    let got = t.post_as(&format!("/withheld/{id}"), &as_("ben"), &[("what", "confirm")]);
    assert_eq!(got.status, 303, "{}", got.text());
}
