//! Every way of tampering with the trail is seen, and each check is there for something.

use super::*;

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

/// A way of tampering that is tried on a trail of 1,000 records with a checkpoint each 100, with
/// the record that is at fault where one can be named.
type Way = (&'static str, Option<i64>, Box<dyn Fn(&mut Connection) -> Result<()>>);

fn ways() -> Vec<Way> {
    [of_records(), of_checkpoints(), of_an_insider()].into_iter().flatten().collect()
}

fn of_records() -> Vec<Way> {
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
    ]
}

fn of_checkpoints() -> Vec<Way> {
    vec![
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
    ]
}

fn of_an_insider() -> Vec<Way> {
    vec![
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
