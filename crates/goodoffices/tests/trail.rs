//! Nobody changes the trail unseen: two verifiers that share no code look for every way to
//! try it.

mod kit;
#[path = "trail/running.rs"]
mod running;
mod second;
#[path = "trail/tampering.rs"]
mod tampering;
mod witness;

use kit::Product;
use second::{Evidence, Record};

use goodoffices::DOMAINS;
use platform::actor::Actor;
use platform::audit::checkpoint::{self, Checkpoint};
use platform::audit::note::{PublicKey, Statement};
use platform::audit::verify::{Against, Check, Checks, Verdict, verify, verify_with};
use platform::audit::{self, Circumstances, Entry, Head, Peaks, proof};
use platform::db::{Connection, Statement as Sql, Value};
use platform::kit::{Acts, Given};
use platform::testing::{POSTGRES, TestApp, fresh_database};
use platform::{App, Error, Result};
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
