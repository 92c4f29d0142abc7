//! The trail's pages: who did what, on what and when; and the checkpoints that a witness
//! holds.

use crate::store;
use askama::Template;
use platform::actor::Needs;
use platform::audit::checkpoint::{self, Checkpoint};
use platform::audit::{self, Entry, Question, outside, proof};
use platform::web::{Asked, Outcome, Reply, Route, ShowPage, Visit, Wanted};
use platform::{Error, Result, Sample};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Records on a page.
const PAGE: usize = 100;
/// Records in a download: the size of a file that a spreadsheet opens.
const DOWNLOAD: usize = 100_000;

/// Auditors and administrators read the trail.
const READING_IT: Needs = Needs::Auditing;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/trail", READING_IT, trail_page),
        Route::page("/trail/checkpoints", READING_IT, checkpoints_page),
        Route::page("/trail/records/{position}", READING_IT, record_page),
    ]
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Filter {
    before: Option<i64>,
    person: String,
    thing: String,
    action: String,
    from: String,
    to: String,
    request: String,
}

impl Filter {
    fn question(&self, names: &BTreeMap<String, String>) -> Question {
        let trimmed = |text: &str| text.trim().to_owned();
        // People are looked for by name as well as by id.
        let person = trimmed(&self.person);
        let by_name = names.iter().find(|(_, name)| !person.is_empty() && name.to_lowercase() == person.to_lowercase());
        Question {
            before: self.before,
            person: by_name.map_or(person.clone(), |(id, _)| id.clone()),
            thing: trimmed(&self.thing),
            action: trimmed(&self.action),
            from: trimmed(&self.from),
            to: trimmed(&self.to),
            request: trimmed(&self.request),
        }
    }
}

#[derive(Template)]
#[template(path = "trail.html")]
struct TrailPage<'a> {
    v: &'a Visit,
    entries: &'a [Entry],
    names: &'a BTreeMap<String, String>,
    filter: &'a Filter,
    next: Option<i64>,
}

/// The name that goes with an id, or the id.
fn named<'a>(names: &'a BTreeMap<String, String>, id: &'a str) -> &'a str {
    names.get(id).map_or(id, String::as_str)
}

impl TrailPage<'_> {
    fn named<'a>(&'a self, id: &'a str) -> &'a str {
        named(self.names, id)
    }
}

fn trail_page(visit: Visit, Asked(filter): Asked<Filter>) -> Outcome {
    let limit = if visit.wanted == Wanted::Page { PAGE } else { DOWNLOAD };
    let (entries, names) = visit.app.read(&visit.actor, |c| {
        let people = store::all(c)?.into_iter().map(|a| (a.id, a.name));
        let names: BTreeMap<String, String> = people.collect();
        let question = filter.question(&names);
        let found = audit::asked(c, &question, limit)?;
        Ok((outside::as_seen(c, visit.app.keys(), found, &question.thing)?, names))
    })?;
    if visit.wanted == Wanted::Data("csv".into()) {
        return Ok(Reply::download("text/csv; charset=utf-8", "trail.csv", as_csv(&entries)?));
    }
    let next = entries.last().map(|e| e.position).filter(|position| entries.len() == PAGE && *position > 1);
    visit.show(&TrailPage { v: &visit, entries: &entries, names: &names, filter: &filter, next }, &entries)
}

fn as_csv(entries: &[Entry]) -> Result<Vec<u8>> {
    let mut out = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| Error::internal(error.to_string());
    out.write_record(["position", "recorded_at", "actor_id", "on_behalf_of", "via", "request_id", "action", "subject", "detail", "hash"])
        .map_err(failed)?;
    for e in entries {
        let position = e.position.to_string();
        let cells =
            [&position, &e.recorded_at, &e.actor_id, &e.on_behalf_of, &e.via, &e.request_id, &e.action, &e.subject, &e.detail, &e.hash];
        // A cell that a spreadsheet would take for a formula is made a text.
        let safe = cells.map(|cell| if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.clone() });
        out.write_record(safe).map_err(failed)?;
    }
    out.into_inner().map_err(|error| Error::internal(error.to_string()))
}

/// What the page of checkpoints shows.
#[derive(Serialize)]
struct Checkpoints<'a> {
    key: String,
    older_keys: &'a [String],
    records: i64,
    covered: i64,
    folder: String,
    checkpoints: &'a [Checkpoint],
}

#[derive(Template)]
#[template(path = "checkpoints.html")]
struct CheckpointsPage<'a> {
    v: &'a Visit,
    shown: &'a Checkpoints<'a>,
    next: Option<i64>,
}

#[derive(Deserialize)]
struct Before {
    before: Option<i64>,
}

fn checkpoints_page(visit: Visit, Asked(asked): Asked<Before>) -> Outcome {
    let (all, newest, records) = visit.app.read(&visit.actor, |c| {
        Ok((checkpoint::before(c, asked.before.unwrap_or(i64::MAX), PAGE)?, checkpoint::newest(c)?, audit::position(c)?))
    })?;
    let own = visit.app.keys().signing().public().line();
    let older: Vec<String> = visit.app.keys().trusted()?.iter().map(|key| key.line()).filter(|line| *line != own).collect();
    let shown = Checkpoints {
        key: own,
        older_keys: &older,
        records,
        covered: newest.map_or(0, |c| c.size),
        folder: checkpoint::folder(&visit.app).display().to_string(),
        checkpoints: &all,
    };
    let next = all.last().map(|c| c.size).filter(|_| all.len() == PAGE);
    visit.show(&CheckpointsPage { v: &visit, shown: &shown, next }, &shown)
}

/// A record with the proof that the newest checkpoint covers it.
#[derive(Serialize)]
struct Record<'a> {
    entry: &'a Entry,
    proof: Option<proof::Inclusion>,
    checkpoint: Option<Checkpoint>,
}

#[derive(Template)]
#[template(path = "record.html")]
struct RecordPage<'a> {
    v: &'a Visit,
    record: &'a Record<'a>,
    name: &'a str,
    behalf: &'a str,
}

fn record_page(visit: Visit, axum::extract::Path(position): axum::extract::Path<String>) -> Outcome {
    let missing = || Error::missing("record", &position);
    let at: i64 = position.parse().map_err(|_| missing())?;
    let (entry, people, newest) = visit.app.read(&visit.actor, |c| {
        let found = audit::after(c, at.saturating_sub(1), 1)?.into_iter().filter(|e| e.position == at).collect();
        let entry = outside::as_seen(c, visit.app.keys(), found, "")?.pop();
        Ok((entry, store::all(c)?, checkpoint::newest(c)?))
    })?;
    let entry = entry.ok_or_else(missing)?;
    let names: BTreeMap<String, String> = people.into_iter().map(|a| (a.id, a.name)).collect();
    let newest = newest.filter(|c| c.size >= at);
    // The proof reads the whole trail; only who takes it as data pays for it.
    let wants_proof = visit.wanted != Wanted::Page;
    let proof = match &newest {
        Some(c) if wants_proof => Some(visit.app.read(&visit.actor, |db| proof::inclusion(db, at, c.size))?),
        _ => None,
    };
    let record = Record { entry: &entry, proof, checkpoint: newest };
    let page = RecordPage { v: &visit, record: &record, name: named(&names, &entry.actor_id), behalf: named(&names, &entry.on_behalf_of) };
    visit.show(&page, &record)
}

/// Every page, drawn from samples.
pub(crate) fn samples() -> Vec<Sample> {
    fn entry() -> Entry {
        Entry {
            position: 7,
            recorded_at: "2026-11-23T10:00:00.000Z".into(),
            actor_id: "1".into(),
            on_behalf_of: "2".into(),
            via: "web".into(),
            request_id: "019a".into(),
            action: "access.account.opened".into(),
            subject: "1".into(),
            detail: "reader".into(),
            hash: "00".into(),
        }
    }
    fn checkpoint() -> Checkpoint {
        let root = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        let text = format!("goodoffices-1\n7\n{root}\n2026-11-23T10:00:00.000Z\n");
        Checkpoint { size: 7, recorded_at: "2026-11-23T10:00:00.000Z".into(), note: format!("{text}\n\u{2014} goodoffices-1 AAAA\n") }
    }
    vec![
        Sample {
            name: "trail.html",
            render: |v| {
                let names = BTreeMap::from([("1".to_owned(), "Ilse Maren".to_owned())]);
                Ok(TrailPage { v, entries: &[entry()], names: &names, filter: &Filter::default(), next: Some(1) }.render()?)
            },
        },
        Sample {
            name: "trail.html, empty",
            render: |v| Ok(TrailPage { v, entries: &[], names: &BTreeMap::new(), filter: &Filter::default(), next: None }.render()?),
        },
        Sample {
            name: "checkpoints.html",
            render: |v| {
                let all = [checkpoint()];
                let shown = Checkpoints {
                    key: "goodoffices-1+00000000+AQ==".into(),
                    older_keys: &["older+00000000+AQ==".into()],
                    records: 9,
                    covered: 7,
                    folder: "/srv/witness".into(),
                    checkpoints: &all,
                };
                Ok(CheckpointsPage { v, shown: &shown, next: Some(7) }.render()?)
            },
        },
        Sample {
            name: "record.html",
            render: |v| {
                let record = Record { entry: &entry(), proof: None, checkpoint: Some(checkpoint()) };
                Ok(RecordPage { v, record: &record, name: "Ilse Maren", behalf: "Omar" }.render()?)
            },
        },
    ]
}

#[cfg(test)]
mod tests {
    use crate::{DOMAIN, account};
    use platform::actor::{Actor, Role};
    use platform::audit::{self, checkpoint};
    use platform::testing::{PEOPLE, TestApp};
    use platform::{Domain, clock};

    static DOMAINS: &[&Domain] = &[&DOMAIN, &PEOPLE];
    const ADMINISTRATOR: &str = "test_role=administrator";

    fn record(t: &TestApp, who: &str, subject: &str, n: usize) {
        let actor = Actor { id: who.into(), ..Actor::local_operator() };
        t.app.work(&actor, |work| (0..n).try_for_each(|_| work.record("library.topic.decided", subject, "").map(drop))).unwrap();
    }

    fn positions(t: &TestApp, path: &str) -> Vec<i64> {
        t.get_as(path, ADMINISTRATOR).json().as_array().unwrap().iter().map(|e| e["position"].as_i64().unwrap()).collect()
    }

    #[test]
    fn the_trail_is_read_by_person_thing_action_and_time() {
        let t = TestApp::open(DOMAINS);
        let ilse = account::open(&t.app, &Actor::local_operator(), "ilse", "Ilse Maren", Role::Curator, "marble kettle orbit").unwrap();
        record(&t, &ilse.id, "pax:1#1", 1);
        record(&t, "omar", "pax:1#2", 1);
        let around = audit::Circumstances { request_id: "r1".into(), on_behalf_of: "omar".into(), ..Default::default() };
        audit::within(around, || record(&t, &ilse.id, "pax:1#2", 1));
        let today = clock::today();
        for (query, expected) in [
            ("", vec![4, 3, 2, 1]),
            ("person=ilse+maren", vec![4, 2]),
            ("person=omar", vec![4, 3]),
            ("thing=pax:1%232", vec![4, 3]),
            ("person=omar&thing=pax:1%231", vec![]),
            ("action=access", vec![1]),
            ("action=access.account.opened", vec![1]),
            ("action=acc", vec![]),
            ("request=r1", vec![4]),
            (&format!("from={today}&to={today}"), vec![4, 3, 2, 1]),
            ("to=2020-01-01", vec![]),
            ("from=2999-01-01", vec![]),
            ("before=3", vec![2, 1]),
        ] {
            assert_eq!(positions(&t, &format!("/trail.json?{query}")), expected, "{query}");
        }
        let page = t.get_as("/trail?thing=pax:1%232", ADMINISTRATOR).text();
        assert!(page.contains("Ilse Maren") && page.contains("/trail/records/4") && !page.contains("/trail/records/2\""), "{page}");
        let csv = t.get_as("/trail.csv?person=omar", ADMINISTRATOR);
        assert_eq!((csv.text().lines().count(), csv.header("content-disposition")), (3, "attachment; filename=\"trail.csv\""));
    }

    #[test]
    fn a_long_trail_is_read_page_by_page_and_keeps_its_question() {
        let t = TestApp::open(DOMAINS);
        record(&t, "omar", "a", 150);
        record(&t, "ilse", "b", 5);
        let first = t.get_as("/trail?person=omar", ADMINISTRATOR).text();
        assert!(first.contains("Older") && first.contains("before=51"), "{first}");
        let second = t.get_as("/trail?person=omar&before=51", ADMINISTRATOR).text();
        assert!(second.contains("/trail/records/50\"") && second.contains("/trail/records/1\"") && !second.contains("Older"), "{second}");
    }

    #[test]
    fn what_a_form_changes_is_recorded_with_its_request() {
        let t = TestApp::open(DOMAINS);
        let form = [("login", "ilse"), ("name", ""), ("role", "reader")];
        assert_eq!(t.post_as("/people/open", ADMINISTRATOR, &form).status, 200);
        let all = t.get_as("/trail.json", ADMINISTRATOR).json();
        let request = all[0]["request_id"].as_str().unwrap().to_owned();
        assert_eq!((all[0]["actor_id"].as_str(), request.len()), (Some("test-administrator"), 32));
        assert_eq!(positions(&t, &format!("/trail.json?request={request}")), [2, 1], "the account was opened and its link made");
    }

    #[test]
    fn a_record_comes_with_its_proof_and_checkpoints_with_their_key() {
        let t = TestApp::open(DOMAINS);
        record(&t, "omar", "a", 9);
        assert!(t.get_as("/trail/records/4", ADMINISTRATOR).text().contains("within five minutes"));
        checkpoint::write(&t.app).unwrap();
        let data = t.get_as("/trail/records/4.json", ADMINISTRATOR).json();
        assert_eq!((data["proof"]["size"].as_i64(), data["proof"]["path"].as_array().unwrap().len()), (Some(9), 4));
        for missing in ["/trail/records/10", "/trail/records/0", "/trail/records/x", "/trail/records/-1"] {
            assert_eq!(t.get_as(missing, ADMINISTRATOR).status, 404, "{missing}");
        }
        let page = t.get_as("/trail/checkpoints", ADMINISTRATOR).text();
        let root = data["proof"]["root"].as_str().unwrap();
        assert!(page.contains(root) && page.contains(&t.app.keys().signing().public().id()), "{page}");
        for (who, status) in [("", 401), ("test_role=curator", 403), ("test_role=auditor", 200)] {
            assert_eq!(t.get_as("/trail/checkpoints", who).status, status);
            assert_eq!(t.get_as("/trail/records/1.json", who).status, status);
        }
    }
}
