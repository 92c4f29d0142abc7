//! Nobody changes the trail unseen: two verifiers that share no code look for every way to
//! try it.

mod kit;
mod second;
mod witness;

use goodoffices::DOMAINS;
use kit::Product;
use platform::actor::Actor;
use platform::audit::checkpoint::{self, Checkpoint};
use platform::audit::note::{PublicKey, Statement};
use platform::audit::verify::{Against, Check, Checks, Verdict, verify, verify_with};
use platform::audit::{self, Circumstances, Entry, Head, Peaks, proof};
use platform::db::{Connection, Statement as Sql, Value};
use platform::kit::{Acts, Given};
use platform::testing::{POSTGRES, TestApp, fresh_database};
use platform::{App, Error, Result};
use second::{Evidence, Record};
use std::sync::OnceLock;

/// Records of the trail under test.
const SIZE: i64 = 10_000;

fn grow(t: &TestApp, upto: i64, step: i64) {
    let mut at = t.app.db().read(audit::position).unwrap();
    while at < upto {
        let end = (at + step).min(upto);
        let around = Circumstances {
            request_id: platform::clock::new_id(),
            on_behalf_of: format!("person-{}", at % 13),
            ..Circumstances::default()
        };
        let write = || {
            t.app.work(&Actor::local_operator(), |work| {
                for n in at + 1..=end {
                    work.record("library.topic.decided", &format!("pax:{}#{}", n / 7, n % 7), &format!("topic-{} accepted", n % 250))?;
                }
                Ok(())
            })
        };
        audit::within(around, write).unwrap();
        at = end;
        checkpoint::write(&t.app).unwrap();
    }
}

/// A trail, what a witness holds of it, and its keys.
struct Trail {
    t: TestApp,
    keys: Vec<PublicKey>,
    witnessed: Vec<(String, String)>,
}

fn trail(size: i64, step: i64) -> Trail {
    let t = TestApp::open(DOMAINS);
    grow(&t, size, step);
    let witnessed = checkpoint::in_folder(&checkpoint::folder(&t.app)).unwrap();
    Trail { keys: t.app.keys().trusted().unwrap(), witnessed, t }
}

fn record(e: &Entry) -> Record {
    let columns = [&e.recorded_at, &e.actor_id, &e.on_behalf_of, &e.via, &e.request_id, &e.action, &e.subject, &e.detail];
    Record { position: e.position, columns: columns.map(|text| text.clone().into_bytes()), hash: e.hash.clone().into_bytes() }
}

fn everything(c: &mut Connection) -> Result<(Vec<Entry>, Head, Vec<Checkpoint>)> {
    Ok((audit::after(c, i64::MIN, usize::MAX >> 1)?, audit::head(c)?, checkpoint::all(c)?))
}

fn evidence(c: &mut Connection, keys: &[PublicKey], witnessed: &[(String, String)]) -> Result<Evidence> {
    let (entries, head, kept) = everything(c)?;
    Ok(Evidence {
        records: entries.iter().map(record).collect(),
        head: (head.position, head.hash, head.origin),
        kept: kept.into_iter().map(|c| (c.size, c.recorded_at, c.note)).collect(),
        witnessed: witnessed.iter().map(|(_, note)| note.clone()).collect(),
        keys: keys.iter().map(PublicKey::line).collect(),
    })
}

/// Takes the guards off, as somebody with the database's own rights can.
fn unguard(c: &mut Connection) -> Result<()> {
    if c.is_postgres() {
        return c.script("ALTER TABLE platform_audit DISABLE TRIGGER USER; ALTER TABLE platform_checkpoint DISABLE TRIGGER USER");
    }
    [
        "platform_audit_grows",
        "platform_audit_not_changed",
        "platform_audit_not_removed",
        "platform_checkpoint_grows",
        "platform_checkpoint_not_changed",
        "platform_checkpoint_not_removed",
    ]
    .iter()
    .try_for_each(|name| c.script(&format!("DROP TRIGGER {name}")))
}

/// What both verifiers say after `tamper`; nothing of it stays.
fn tampered(
    trail: &Trail,
    tamper: &dyn Fn(&mut Connection) -> Result<()>,
    witnessed: &[(String, String)],
    checks: Checks,
) -> (Verdict, std::result::Result<i64, (Option<i64>, String)>) {
    let seen = std::cell::RefCell::new(None);
    let undone = trail.t.app.db().housekeep(|c| {
        unguard(c)?;
        tamper(c)?;
        let first = verify_with(c, &trail.keys, witnessed, checks)?;
        let second = second::verify(&evidence(c, &trail.keys, witnessed)?);
        seen.replace(Some((first, second)));
        Err::<(), _>(Error::Conflict("undone".into()))
    });
    assert!(matches!(&undone, Err(Error::Conflict(said)) if *said == platform::Said::from("undone")), "{undone:?}");
    seen.into_inner().expect("both verifiers have looked")
}

/// The same text with one byte changed; what is no text any more reads with a mark.
fn flipped(text: &str, at: usize, mask: u8) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    bytes[at] ^= mask;
    bytes
}

fn fields(e: &mut Entry) -> [&mut String; 9] {
    [
        &mut e.recorded_at,
        &mut e.actor_id,
        &mut e.on_behalf_of,
        &mut e.via,
        &mut e.request_id,
        &mut e.action,
        &mut e.subject,
        &mut e.detail,
        &mut e.hash,
    ]
}

struct Flips {
    tried: u64,
    first_missed: u64,
    second_missed: u64,
}

/// Flips every byte of every column of the records `which`, and runs both verifiers on from
/// there until they see it.
fn flip_all(entries: &[Entry], against: &Against, head: &Head, checks: Checks, which: impl Fn(usize) -> bool) -> Flips {
    let mut flips = Flips { tried: 0, first_missed: 0, second_missed: 0 };
    let mut before = Check::begin(against, &head.origin, checks);
    let mut previous = String::new();
    for (at, e) in entries.iter().enumerate() {
        let mut look = |forged: &Entry, raw: Record| {
            flips.tried += 1;
            let mut first = before.clone();
            first.entry(forged);
            let mut rest = entries[at + 1..].iter();
            while first.holds() {
                match rest.next() {
                    Some(next) => first.entry(next),
                    None => break,
                }
            }
            if first.holds() && first.finish(head).holds {
                flips.first_missed += 1;
            }
            let position = at as i64 + 1;
            let next_holds = || entries.get(at + 1).is_none_or(|next| second::follows(&raw.hash, position + 1, &record(next)));
            if second::follows(previous.as_bytes(), position, &raw)
                && next_holds()
                && !(at + 1 == entries.len() && raw.hash != head.hash.as_bytes())
            {
                flips.second_missed += 1;
            }
        };
        if which(at) {
            for byte in 0..8 {
                let forged = Entry { position: e.position ^ (1 << (8 * byte + at % 8)), ..e.clone() };
                look(&forged, record(&forged));
            }
            for column in 0..9 {
                let length = fields(&mut e.clone())[column].len();
                for byte in 0..length {
                    // The lowest bit makes another letter, the highest no letter at all.
                    let mask = if byte % 2 == 0 { 0x01 } else { 0x80 };
                    let mut forged = e.clone();
                    let bytes = flipped(fields(&mut forged)[column], byte, mask);
                    *fields(&mut forged)[column] = String::from_utf8_lossy(&bytes).into_owned();
                    let mut raw = record(e);
                    if column == 8 {
                        raw.hash = bytes
                    } else {
                        raw.columns[column] = bytes
                    }
                    look(&forged, raw);
                }
            }
        }
        before.entry(e);
        previous.clone_from(&e.hash);
    }
    flips
}

fn shared() -> &'static (Vec<Entry>, Head, Against) {
    static SHARED: OnceLock<(Vec<Entry>, Head, Against)> = OnceLock::new();
    SHARED.get_or_init(|| {
        let trail = trail(SIZE, 1_000);
        let (entries, head, kept) = trail.t.app.db().read(everything).unwrap();
        (entries, head, Against { keys: trail.keys, kept, witnessed: trail.witnessed })
    })
}

#[test]
fn every_byte_of_ten_thousand_records_is_guarded() {
    let (entries, head, against) = shared();
    assert_eq!((entries.len() as i64, against.kept.len()), (SIZE, 10));
    let flips = flip_all(entries, against, head, Checks::ALL, |_| true);
    println!("{} flips, {} unseen by the first verifier, {} by the second", flips.tried, flips.first_missed, flips.second_missed);
    assert!(flips.tried > 2_000_000, "{}", flips.tried);
    assert_eq!((flips.first_missed, flips.second_missed), (0, 0));
}

#[test]
fn a_verifier_without_its_checks_misses_flips() {
    let (entries, head, against) = shared();
    let blind = Checks { chain: false, ..Checks::ALL };
    // Without the chain, only positions and the hashes of the tree are guarded.
    let flips = flip_all(
        &entries[..300],
        &Against { kept: vec![], witnessed: vec![], ..against.clone() },
        &Head { position: 300, hash: entries[299].hash.clone(), ..head.clone() },
        blind,
        |at| at % 50 == 0,
    );
    assert!(flips.first_missed > flips.tried / 3, "{} of {}", flips.first_missed, flips.tried);
    assert_eq!(flips.second_missed, 0, "the second verifier still sees them");
}

fn sql(text: &'static str) -> impl Fn(&mut Connection) -> Result<()> {
    move |c| c.script(text)
}

/// Makes the chain fit again after the record `from`, as an insider with the database would.
fn rechain(c: &mut Connection, from: i64) -> Result<()> {
    const SET: Sql = Sql { name: "SET", sql: "UPDATE platform_audit SET hash = $2 WHERE position = $1" };
    const HEAD: Sql = Sql { name: "HEAD", sql: "UPDATE platform_audit_head SET position = $1, hash = $2" };
    let (entries, ..) = everything(c)?;
    let mut previous = entries.iter().rev().find(|e| e.position < from).map(|e| e.hash.clone()).unwrap_or_default();
    for e in entries.iter().filter(|e| e.position >= from) {
        previous = e.expected_hash(&previous);
        c.execute(SET, &[e.position.into(), (&previous).into()])?;
    }
    let last = entries.last().map_or(0, |e| e.position);
    c.execute(HEAD, &[last.into(), (&previous).into()]).map(drop)
}

const FORGE: &str = "UPDATE platform_audit SET actor_id = 'somebody-else' WHERE position = 377";

/// Every way of tampering that is tried on a trail of 1,000 records with a checkpoint each
/// 100, with the record that is at fault where one can be named.
#[allow(clippy::type_complexity)]
fn ways() -> Vec<(&'static str, Option<i64>, Box<dyn Fn(&mut Connection) -> Result<()>>)> {
    vec![
        ("a record is changed", Some(377), Box::new(sql(FORGE))),
        ("a record is removed", Some(500), Box::new(sql("DELETE FROM platform_audit WHERE position = 500"))),
        ("the first record is removed", Some(1), Box::new(sql("DELETE FROM platform_audit WHERE position = 1"))),
        ("a hundred records are removed", Some(401), Box::new(sql("DELETE FROM platform_audit WHERE position BETWEEN 401 AND 500"))),
        (
            "two records are swapped",
            Some(20),
            Box::new(sql(
                "UPDATE platform_audit SET position = -1 WHERE position = 20; UPDATE platform_audit SET position = 20 WHERE position = 30; UPDATE platform_audit SET position = 30 WHERE position = -1",
            )),
        ),
        (
            "a record is put in",
            Some(0),
            Box::new(sql(
                "INSERT INTO platform_audit SELECT 0, recorded_at, actor_id, on_behalf_of, via, request_id, action, subject, detail, hash FROM platform_audit WHERE position = 5",
            )),
        ),
        (
            "a record is added at the end",
            Some(1001),
            Box::new(sql(
                "INSERT INTO platform_audit SELECT 1001, recorded_at, actor_id, on_behalf_of, via, request_id, action, subject, detail, hash FROM platform_audit WHERE position = 5",
            )),
        ),
        ("the end is cut off", Some(981), Box::new(sql("DELETE FROM platform_audit WHERE position > 980"))),
        (
            "the end is cut off and the head moved",
            Some(981),
            Box::new(sql(
                "DELETE FROM platform_audit WHERE position > 980; UPDATE platform_audit_head SET position = 980, hash = (SELECT hash FROM platform_audit WHERE position = 980)",
            )),
        ),
        (
            "all records are removed",
            Some(1),
            Box::new(sql("DELETE FROM platform_audit; UPDATE platform_audit_head SET position = 0, hash = ''")),
        ),
        ("the head is changed", Some(1001), Box::new(sql("UPDATE platform_audit_head SET hash = 'x'"))),
        ("the head runs ahead", Some(1001), Box::new(sql("UPDATE platform_audit_head SET position = 1001"))),
        ("the trail gets another name", None, Box::new(sql("UPDATE platform_audit_head SET origin = 'another'"))),
        (
            "a checkpoint is changed",
            None,
            Box::new(sql("UPDATE platform_checkpoint SET note = replace(note, 'goodoffices', 'goodOffices') WHERE size = 500")),
        ),
        ("a checkpoint stands under another size", None, Box::new(sql("UPDATE platform_checkpoint SET size = 501 WHERE size = 500"))),
        (
            "a checkpoint is dated back",
            None,
            Box::new(sql("UPDATE platform_checkpoint SET recorded_at = '2020-01-01T00:00:00.000Z' WHERE size = 500")),
        ),
        ("a checkpoint is removed", None, Box::new(sql("DELETE FROM platform_checkpoint WHERE size = 500"))),
        (
            "a checkpoint is another's",
            None,
            Box::new(sql("UPDATE platform_checkpoint SET note = (SELECT note FROM platform_checkpoint WHERE size = 400) WHERE size = 500")),
        ),
        ("a record is changed and the chain made to fit", Some(301), Box::new(|c| sql(FORGE)(c).and_then(|()| rechain(c, 377)))),
        (
            "a record is removed, the rest moved up and the chain made to fit",
            Some(301),
            Box::new(|c| {
                sql(
                    "DELETE FROM platform_audit WHERE position = 377; UPDATE platform_audit SET position = -position WHERE position > 377; UPDATE platform_audit SET position = -position - 1 WHERE position < 0",
                )(c)?;
                rechain(c, 377)
            }),
        ),
        (
            "the chain is made to fit and the checkpoints are removed",
            None,
            Box::new(|c| {
                sql(FORGE)(c)?;
                rechain(c, 377)?;
                sql("DELETE FROM platform_checkpoint WHERE size > 377")(c)
            }),
        ),
        (
            "an older database is put back",
            None,
            Box::new(sql(
                "DELETE FROM platform_audit WHERE position > 800; DELETE FROM platform_checkpoint WHERE size > 800; UPDATE platform_audit_head SET position = 800, hash = (SELECT hash FROM platform_audit WHERE position = 800)",
            )),
        ),
    ]
}

#[test]
fn every_way_of_tampering_is_seen_by_both_verifiers() {
    let trail = trail(1_000, 100);
    let (first, second) = tampered(&trail, &|_| Ok(()), &trail.witnessed, Checks::ALL);
    assert_eq!(
        (first.holds, first.entries, first.covered, first.checkpoints, second),
        (true, 1_000, 1_000, 20, Ok(1_000)),
        "{:?}",
        first.faults
    );
    for (name, at, tamper) in ways() {
        let (first, second) = tampered(&trail, &*tamper, &trail.witnessed, Checks::ALL);
        assert!(!first.holds, "{name}: the first verifier saw nothing");
        assert!(second.is_err(), "{name}: the second verifier saw nothing");
        if let Some(at) = at {
            assert_eq!(first.broken_at, Some(at), "{name}: {:?}", first.faults);
        }
    }
    // And the witness's own copies, byte by byte.
    assert_eq!(notes_hold(&trail, &trail.witnessed), (true, true));
    for at in 0..trail.witnessed[4].1.len() {
        let mut witnessed = trail.witnessed.clone();
        witnessed[4].1 = String::from_utf8_lossy(&flipped(&trail.witnessed[4].1, at, 0x01)).into_owned();
        assert_eq!(notes_hold(&trail, &witnessed), (false, false), "byte {at} of a witness's checkpoint");
    }
}

/// Whether the notes alone hold, for each verifier.
fn notes_hold(trail: &Trail, witnessed: &[(String, String)]) -> (bool, bool) {
    let (_, head, kept) = trail.t.app.db().read(everything).unwrap();
    let against = Against { keys: trail.keys.clone(), kept, witnessed: witnessed.to_vec() };
    let first = Check::begin(&against, &head.origin, Checks::ALL).holds();
    // Without records, the second verifier stumbles over the first of them, after the notes.
    let without = Evidence { records: vec![], ..trail.t.app.db().read(|c| evidence(c, &trail.keys, witnessed)).unwrap() };
    (first, matches!(second::verify(&without), Err((Some(1), _))))
}

#[test]
fn each_check_is_there_for_something() {
    let trail = trail(1_000, 100);
    let seen = |checks: Checks, witnessed: &[(String, String)]| {
        let told = ways().into_iter().filter(|(_, _, tamper)| !tampered(&trail, &**tamper, witnessed, checks).0.holds);
        told.map(|(name, ..)| name).collect::<Vec<_>>()
    };
    let all = seen(Checks::ALL, &trail.witnessed).len();
    assert_eq!(all, ways().len());
    let off = [
        ("chain", Checks { chain: false, ..Checks::ALL }),
        ("head", Checks { head: false, ..Checks::ALL }),
        ("signatures", Checks { signatures: false, ..Checks::ALL }),
        ("roots", Checks { roots: false, ..Checks::ALL }),
        ("lengths", Checks { lengths: false, ..Checks::ALL }),
    ];
    for (name, checks) in off {
        assert!(seen(checks, &trail.witnessed).len() < all, "a verifier without its check of {name} sees as much as with it");
    }
    // Gaps show in the chain as well; without both, a record that is missing is not seen.
    let blind = Checks { gaps: false, chain: false, roots: false, ..Checks::ALL };
    let without_chain = Checks { gaps: true, ..blind };
    assert!(seen(blind, &trail.witnessed).len() < seen(without_chain, &trail.witnessed).len());
    // Nobody outside holds the checkpoints: who owns the database can rewrite it.
    let alone = seen(Checks::ALL, &[]);
    assert!(
        !alone.contains(&"an older database is put back") && !alone.contains(&"the chain is made to fit and the checkpoints are removed"),
        "{alone:?}"
    );
}

/// Signs what stands there now, as who has the server's key can.
fn sign_again(trail: &Trail, c: &mut Connection) -> Result<()> {
    const SET: Sql = Sql { name: "SET", sql: "UPDATE platform_checkpoint SET note = $2 WHERE size = $1" };
    let (entries, head, kept) = everything(c)?;
    let mut peaks = Peaks::default();
    for e in entries {
        peaks.push(&proof::leaf(&e.hash)?);
        let Some(known) = kept.iter().find(|c| c.size == e.position) else { continue };
        let statement =
            Statement { origin: head.origin.clone(), size: known.size, root: peaks.root(), recorded_at: known.recorded_at.clone() };
        let note = trail.t.app.keys().signing().sign(&statement.text());
        c.execute(SET, &[Value::from(known.size), note.into()])?;
    }
    Ok(())
}

#[test]
fn who_has_database_and_key_changes_only_what_no_witness_holds() {
    let trail = trail(1_000, 100);
    for position in [1, 377, 899, 900, 901, 1_000] {
        let tamper = |c: &mut Connection| {
            c.script(&format!("UPDATE platform_audit SET subject = 'another' WHERE position = {position}"))?;
            rechain(c, position)?;
            sign_again(&trail, c)
        };
        let (first, second) = tampered(&trail, &tamper, &trail.witnessed, Checks::ALL);
        assert!(!first.holds && second.is_err(), "record {position} was rewritten and signed anew");
        // The witness has seen 900 records: what came after is the insider's to change.
        let (first, second) = tampered(&trail, &tamper, &trail.witnessed[..9], Checks::ALL);
        assert_eq!((first.holds, second.is_ok()), (position > 900, position > 900), "record {position}: {:?}", first.faults);
    }
}

#[test]
fn records_and_checkpoints_are_neither_changed_nor_removed_nor_replaced() {
    let trail = trail(10, 10);
    let mut tries = vec![
        "UPDATE platform_audit SET actor_id = 'x' WHERE position = 2",
        "DELETE FROM platform_audit WHERE position = 10",
        "INSERT INTO platform_audit SELECT 12, recorded_at, actor_id, on_behalf_of, via, request_id, action, subject, detail, hash FROM platform_audit WHERE position = 5",
        "UPDATE platform_checkpoint SET note = 'x'",
        "DELETE FROM platform_checkpoint",
        "INSERT INTO platform_checkpoint (size, recorded_at, note) VALUES (5, '', '')",
    ];
    match trail.t.app.db().engine() {
        "SQLite" => tries.push("INSERT OR REPLACE INTO platform_audit SELECT position, recorded_at, 'x', on_behalf_of, via, request_id, action, subject, detail, hash FROM platform_audit WHERE position = 5"),
        _ => tries.extend(["TRUNCATE platform_audit", "TRUNCATE platform_checkpoint"]),
    }
    for text in tries {
        let done = trail.t.app.db().housekeep(|c| c.script(text));
        assert!(done.is_err(), "{text} was let through");
    }
    assert!(trail.t.app.db().read(|c| verify(c, &trail.keys, &trail.witnessed)).unwrap().holds);
}

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
fn proofs_hold_for_who_has_only_checkpoints_and_are_small() {
    let trail = trail(1_000, 100);
    for (position, size) in [(1, 1_000), (377, 400), (400, 400), (1_000, 1_000)] {
        let made = trail.t.app.db().read(|c| proof::inclusion(c, position, size)).unwrap();
        let noted = trail.witnessed.iter().find(|(name, _)| name.starts_with(&format!("{size:012}"))).unwrap();
        let said = Checkpoint::verified(&noted.1, &trail.keys).unwrap();
        assert_eq!((made.holds().unwrap(), &made.root), (true, &hex::encode(said.root)));
        assert!(made.path.len() * 32 < 2_048, "{} hashes", made.path.len());
        let mut forged = made.clone();
        forged.entry.actor_id = "x".into();
        assert!(!forged.holds().unwrap());
        forged = made.clone();
        forged.entry.position += 1;
        assert!(!forged.holds().unwrap());
    }
    let made = trail.t.app.db().read(|c| proof::consistency(c, 300, 1_000)).unwrap();
    assert!(made.holds().unwrap());
    assert!(!proof::Consistency { from_root: made.root.clone(), ..made.clone() }.holds().unwrap());
    for (from, size) in [(0, 10), (10, 10), (20, 10), (10, 2_000)] {
        assert!(trail.t.app.db().read(|c| proof::consistency(c, from, size)).is_err(), "{from} to {size}");
    }
}

#[test]
fn a_checkpoint_is_due_after_a_thousand_records_or_five_minutes() {
    let t = TestApp::open(DOMAINS);
    let sizes = |t: &TestApp| t.app.db().read(checkpoint::all).unwrap().iter().map(|c| c.size).collect::<Vec<_>>();
    let record = |n: i64| {
        t.app
            .work(&Actor::local_operator(), |work| {
                (0..n).try_for_each(|n| work.record("library.basket.open", &n.to_string(), "").map(drop))
            })
            .unwrap();
    };
    checkpoint::write_if_due(&t.app).unwrap();
    assert_eq!(sizes(&t), [0; 0], "nothing has happened");
    record(1);
    checkpoint::write_if_due(&t.app).unwrap();
    assert_eq!(sizes(&t), [1], "the first record has no checkpoint before it");
    record(999);
    checkpoint::write_if_due(&t.app).unwrap();
    assert_eq!(sizes(&t), [1], "neither a thousand records nor five minutes");
    record(1);
    checkpoint::write_if_due(&t.app).unwrap();
    assert_eq!(sizes(&t), [1, 1_001]);
    assert_eq!(checkpoint::in_folder(&checkpoint::folder(&t.app)).unwrap().len(), 2);
    // The witness's disk was away: what it lacks comes without a new checkpoint.
    std::fs::remove_dir_all(checkpoint::folder(&t.app)).unwrap();
    checkpoint::write_if_due(&t.app).unwrap();
    assert_eq!(checkpoint::in_folder(&checkpoint::folder(&t.app)).unwrap().len(), 2);
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
    assert!(matches!(&refused, Error::Unavailable(said) if said.to_string().contains("trail")), "{refused}");
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
