//! Guards in the database: no statement of any domain changes a row of something that is marked
//! for a compartment which its actor is no member of.
//!
//! A domain declares for each of its tables how the things are named that a row belongs to; the
//! triggers are made from that, on both databases. A look from outside shows and is no
//! membership, so whoever only looks in changes nothing. Actions ask [`is_closed`] first and do
//! what is decent (leave something as it is and say so); the guard is the net below them.

use crate::db::{Connection, REFUSED, REFUSED_CODE, Statement};
use crate::{Error, Result, say, statements};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

statements! {
    FIXED = "SELECT thing FROM platform_fixed WHERE thing = $1";
    CLOSED = "SELECT thing FROM platform_closed WHERE thing = $1";
    CLOSED_PARTS = "SELECT COUNT(*) AS n FROM platform_closed WHERE whole = $1";
}

/// Where the database lists its triggers.
const THERE_SQLITE: Statement =
    Statement { name: "THERE_SQLITE", sql: "SELECT name, tbl_name AS table_name FROM sqlite_master WHERE type = 'trigger' ORDER BY name" };
const THERE_POSTGRES: Statement = Statement {
    name: "THERE_POSTGRES",
    sql: "SELECT CAST(t.tgname AS TEXT) AS name, CAST(c.relname AS TEXT) AS table_name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND c.relnamespace = CAST(current_schema() AS regnamespace) ORDER BY 1",
};

/// A table whose rows belong to things that can be marked.
#[derive(Debug, Clone, Copy)]
pub struct Guarded {
    /// The table.
    pub table: &'static str,
    /// How the things are named that a row belongs to, part and whole: SQL in which `{row}`
    /// stands for the row, as in `'document:' || {row}.document_id`. What left everybody's sight
    /// by two people stays as it was for its members too.
    pub things: &'static [&'static str],
    /// How the things are named that a row only points to.
    pub names: &'static [&'static str],
    /// The kind of thing that a row of this table is itself, by its column `id`: its marking
    /// goes with it when it is removed.
    pub is: Option<&'static str>,
}

/// The platform's own tables of this kind. A marking is changed by members only, of what it is
/// about and of what that is part of.
pub(crate) const OWN: &[Guarded] = &[
    Guarded { table: "platform_job", things: &["'job:' || {row}.id"], names: &[], is: Some("job") },
    Guarded { table: "platform_annotation", things: &["'annotation:' || {row}.id"], names: &["{row}.thing"], is: Some("annotation") },
    Guarded { table: MARKINGS, things: &[], names: &["{row}.thing", "{row}.whole"], is: None },
];

const MARKINGS: &str = "platform_marking";

/// Who marks something for a compartment is in it, and nobody takes a part from those for whom
/// it is marked by marking the whole for others.
const MARKINGS_TOO: &str = "NEW.compartment_id IS NOT NULL AND platform_authority() <> 'system' AND (NOT EXISTS (SELECT 1 FROM platform_member k WHERE k.compartment_id = NEW.compartment_id AND k.person_id = platform_reader() AND k.ends_at > platform_now()) OR (EXISTS (SELECT 1 FROM platform_closed c WHERE c.whole = NEW.thing) AND NOT EXISTS (SELECT 1 FROM platform_marking b WHERE b.thing = NEW.thing AND b.compartment_id = NEW.compartment_id)))";

/// Whether whom this connection works for may not change a thing: it is marked for a compartment
/// that they are no member of.
pub fn is_closed(c: &mut Connection, thing: &str) -> Result<bool> {
    Ok(c.first(CLOSED, &[thing.into()], |row| row.get::<String>("thing"))?.is_some())
}

/// Whether whom this connection works for may not change what a thing says: it is closed to them,
/// or left everybody's sight by two people and stays as it was.
pub fn is_fixed(c: &mut Connection, thing: &str) -> Result<bool> {
    Ok(c.first(FIXED, &[thing.into()], |row| row.get::<String>("thing"))?.is_some())
}

/// What somebody is told who would add to what they only look at from outside.
pub(super) fn only_looked_at() -> Error {
    Error::Forbidden(say!("platform-error-looked-at"))
}

/// What somebody is told who would mark a whole over a part that is marked for others.
pub(super) fn part_closed() -> Error {
    Error::Forbidden(say!("platform-error-part-closed"))
}

/// How many parts of a thing are marked so that whom this connection works for may not change
/// them.
pub fn closed_parts(c: &mut Connection, thing: &str) -> Result<i64> {
    Ok(c.first(CLOSED_PARTS, &[thing.into()], |row| row.get("n"))?.unwrap_or(0))
}

/// A trigger: its name, its table, and the script that makes it.
struct Trigger {
    name: String,
    table: &'static str,
    script: String,
}

impl Trigger {
    /// The name tells the script, so that a trigger that is not as declared shows by its name.
    fn new(table: &'static str, event: &str, script: impl Fn(&str) -> String) -> Trigger {
        let digest = hex::encode(Sha256::digest(script("").as_bytes()));
        let name = format!("guard_{}_{table}_{event}", &digest[..8]);
        Trigger { script: script(&name), name, table }
    }
}

/// Makes the guards as they are declared, where the database has others or none.
pub(crate) fn install(c: &mut Connection, guards: &[Guarded]) -> Result<()> {
    let postgres = c.is_postgres();
    if postgres {
        // Two nodes that start at once do not make them at once.
        c.script("SELECT pg_advisory_xact_lock(7342)")?;
    }
    let wanted: Vec<Trigger> = guards.iter().flat_map(|guarded| if postgres { on_postgres(guarded) } else { on_sqlite(guarded) }).collect();
    let there = if postgres { THERE_POSTGRES } else { THERE_SQLITE };
    let there = c.all(there, &[], |row| Ok((row.get::<String>("name")?, row.get::<String>("table_name")?)))?;
    let there: Vec<(String, String)> = there.into_iter().filter(|(name, _)| name.starts_with("guard_")).collect();
    let names = |all: &mut dyn Iterator<Item = String>| all.collect::<BTreeSet<String>>();
    if names(&mut there.iter().map(|(name, _)| name.clone())) == names(&mut wanted.iter().map(|trigger| trigger.name.clone())) {
        return Ok(());
    }
    for (name, table) in there {
        c.script(&if postgres {
            format!("DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}()")
        } else {
            format!("DROP TRIGGER {name}")
        })?;
    }
    for trigger in wanted {
        tracing::debug!(table = trigger.table, name = trigger.name, "a guard is made");
        c.script(&trigger.script)?;
    }
    Ok(())
}

/// Asks whether one of these things stands in a view, where the row is `NEW` or `OLD`.
fn stands_in(view: &str, things: &[&str], rows: &[&str]) -> Option<String> {
    let all = rows.iter().flat_map(|row| things.iter().map(move |thing| thing.replace("{row}", row)));
    let all = all.collect::<Vec<_>>().join(", ");
    (!things.is_empty()).then(|| format!("EXISTS (SELECT 1 FROM {view} WHERE thing IN ({all}))"))
}

fn closed(guarded: &Guarded, rows: &[&str]) -> String {
    let asked = [stands_in("platform_fixed", guarded.things, rows), stands_in("platform_closed", guarded.names, rows)];
    let mut out = format!("({})", asked.into_iter().flatten().collect::<Vec<_>>().join(" OR "));
    if guarded.table == MARKINGS && rows.contains(&"NEW") {
        out = format!("({out} OR {MARKINGS_TOO})");
    }
    out
}

fn on_sqlite(guarded: &Guarded) -> Vec<Trigger> {
    let table = guarded.table;
    let events: [(&str, &[&str]); 3] = [("INSERT", &["NEW"]), ("UPDATE", &["OLD", "NEW"]), ("DELETE", &["OLD"])];
    let mut all: Vec<Trigger> = events
        .into_iter()
        .map(|(event, rows)| {
            let closed = closed(guarded, rows);
            Trigger::new(table, &event.to_lowercase(), |name| {
                format!("CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {closed} BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END")
            })
        })
        .collect();
    all.extend(guarded.is.map(|kind| {
        Trigger::new(table, "removed", |name| {
            format!("CREATE TRIGGER {name} AFTER DELETE ON {table} BEGIN DELETE FROM {MARKINGS} WHERE thing = '{kind}:' || OLD.id; END")
        })
    }));
    all
}

fn on_postgres(guarded: &Guarded) -> Vec<Trigger> {
    let table = guarded.table;
    let refuse = format!("RAISE EXCEPTION '{REFUSED}' USING ERRCODE = '{REFUSED_CODE}'; END IF;");
    let (old, new) = (closed(guarded, &["OLD"]), closed(guarded, &["NEW"]));
    let mut all = vec![Trigger::new(table, "changed", |name| {
        format!(
            "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             IF TG_OP <> 'INSERT' THEN IF {old} THEN {refuse} END IF; \
             IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; \
             IF {new} THEN {refuse} RETURN NEW; END $$; \
             CREATE TRIGGER {name} BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
    })];
    all.extend(guarded.is.map(|kind| {
        Trigger::new(table, "removed", |name| {
            format!(
                "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                 DELETE FROM {MARKINGS} WHERE thing = '{kind}:' || OLD.id; RETURN NULL; END $$; \
                 CREATE TRIGGER {name} AFTER DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
            )
        })
    }));
    all
}
