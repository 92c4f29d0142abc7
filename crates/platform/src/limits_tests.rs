//! What one request may use.

use crate::db::{Db, Statement};
use crate::testing::{fresh_database, scratch, sqlite};
use crate::{Error, limits};
use std::time::{Duration, Instant};

const ENDLESS: Statement = Statement {
    name: "ENDLESS",
    sql: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) SELECT CAST(COUNT(*) AS BIGINT) AS n FROM n",
};
/// A text of a mebibyte.
const LARGE: Statement = Statement {
    name: "LARGE",
    sql: "WITH RECURSIVE s(t, n) AS (SELECT 'abcdefgh', 0 UNION ALL SELECT t || t, n + 1 FROM s WHERE n < 17) SELECT t FROM s WHERE n = 17",
};

fn databases() -> Vec<Db> {
    let mut all = vec![Db::open(sqlite(&scratch("limits")), &[]).unwrap()];
    if let Ok(server) = std::env::var(crate::testing::POSTGRES) {
        all.push(Db::open(crate::db::Address::Postgres(fresh_database(&server)), &[]).unwrap());
    }
    all
}

fn soon() -> Instant {
    Instant::now() + Duration::from_millis(300)
}

#[test]
fn a_statement_without_end_ends_with_its_request() {
    for db in databases() {
        let began = Instant::now();
        let read = limits::by(soon(), || db.read(|c| c.first(ENDLESS, &[], |row| row.get::<i64>("n"))));
        assert!(matches!(read, Err(Error::Unavailable(_))), "{read:?}");
        let written = limits::by(soon(), || db.housekeep(|c| c.first(ENDLESS, &[], |row| row.get::<i64>("n"))));
        assert!(matches!(written, Err(Error::Unavailable(_))), "{written:?}");
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
        // The connections serve on.
        assert_eq!(db.read(|c| c.all(LARGE, &[], |row| row.get::<String>("t"))).unwrap()[0].len(), 1 << 20);
    }
}

#[test]
fn a_request_reads_no_more_than_it_may() {
    for db in databases() {
        let many = || db.read(|c| (0..200).try_for_each(|_| c.each(LARGE, &[], |_| Ok(()))));
        let outcome = limits::by(Instant::now() + Duration::from_secs(60), many);
        assert!(matches!(outcome, Err(Error::TooLarge(_))), "{outcome:?}");
        many().expect("what is written while it is sent has no such limit");
    }
}

#[test]
fn nobody_waits_longer_for_the_writer_or_a_reader_than_their_request_may() {
    for db in databases() {
        let (taken, began) = (std::sync::Barrier::new(2), Instant::now());
        std::thread::scope(|scope| {
            scope.spawn(|| {
                db.housekeep(|_| {
                    taken.wait();
                    std::thread::sleep(Duration::from_secs(2));
                    Ok(())
                })
            });
            taken.wait();
            let outcome = limits::by(soon(), || db.housekeep(|_| Ok(())));
            assert!(matches!(outcome, Err(Error::Unavailable(_))), "{outcome:?}");
            assert!(began.elapsed() < Duration::from_millis(1_800), "{:?}", began.elapsed());
        });
        db.housekeep(|_| Ok(())).expect("its turn comes");
    }
}
