//! What runs for an account stops with it.

use super::*;

static STOPS: Domain = Domain {
    jobs: &[
        platform::jobs::JobKind { name: "stops.counting", run: count_up, limit: std::time::Duration::from_secs(60) },
        platform::jobs::JobKind { name: "stops.writing", run: write_whole, limit: std::time::Duration::from_secs(60) },
    ],
    ..Domain::named("stops")
};

fn end_own(app: &platform::App, job: &platform::jobs::Job) {
    let login = app.db().read(|c| store::by_id(c, &job.actor_id)).unwrap().unwrap().0.login;
    if job.arguments["role"] == true {
        account::give_role(app, &Actor::local_operator(), &login, Role::Reader).unwrap();
    } else {
        account::end(app, &Actor::local_operator(), &login).unwrap();
    }
}

/// Tells how far it is, and goes on without end unless it is stopped.
fn count_up(
    app: &platform::App,
    job: &platform::jobs::Job,
    progress: &platform::jobs::Progress<'_>,
) -> platform::Result<serde_json::Value> {
    progress.at(0, Some(100), "counting")?;
    end_own(app, job);
    for at in 0..100 {
        std::thread::sleep(std::time::Duration::from_millis(20));
        progress.at(at, Some(100), "counting")?;
    }
    Ok(serde_json::json!("it went on"))
}

/// Writes in one change, which begins after the account has ended.
fn write_whole(app: &platform::App, job: &platform::jobs::Job, _: &platform::jobs::Progress<'_>) -> platform::Result<serde_json::Value> {
    end_own(app, job);
    app.work(&job.actor(), |work| work.record("stops.thing.written", "1", "").map(drop))?;
    Ok(serde_json::json!("it was written"))
}

#[test]
fn a_job_stops_when_its_account_ends_or_its_role_changes() {
    static BOTH: &[&Domain] = &[&DOMAIN, &STOPS];
    let t = TestApp::open(BOTH);
    for (at, kind) in ["stops.counting", "stops.writing"].into_iter().enumerate() {
        for role in [true, false] {
            let login = format!("ilse-{at}-{role}");
            let ilse = account::invite(&t.app, &Actor::local_operator(), &login, "", Role::Curator).unwrap();
            let ilse = Actor::new(&ilse.id, "", Role::Curator, platform::actor::Via::Web);
            let id = platform::jobs::queue(&t.app, &ilse, kind, &serde_json::json!({"role": role})).unwrap();
            while platform::jobs::run_next(&t.app).unwrap() {}
            let job = platform::jobs::read(&t.app, &id).unwrap();
            assert_eq!((job.state.as_str(), job.result), ("failed", None), "{kind} {role}");
        }
    }
    let kept = t.app.db().read(|c| platform::audit::of_subject(c, "1", 10)).unwrap();
    assert!(kept.is_empty(), "{kept:?}");
}
