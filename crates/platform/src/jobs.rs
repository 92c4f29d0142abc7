//! Background jobs in the database: what takes long is queued, reports its progress, and
//! is taken up again where a crash cut it.

mod here;
mod pages;

use here::Here;

pub(crate) use pages::routes;

use crate::actor::{Actor, Role, Via};
use crate::app::App;
use crate::clearance::marking::{self, Wanted};
use crate::db::{Connection, Row, Value};
use crate::people::{self, Standing};
use crate::web::Visit;
use crate::{Error, Result, audit, clock, files, say, statements};
use serde::{Deserialize, Serialize};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

statements! {
    INSERT_JOB = "INSERT INTO platform_job (id, kind, arguments, state, actor_id, actor_name, actor_role, done, total, doing, queued_at, started_at, lease_until, request_id, on_behalf_of) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, NULL, '', $8, $9, $10, $11, $12)";
    JOB = "SELECT id, kind, arguments, state, actor_id, actor_name, actor_role, request_id, on_behalf_of, done, total, doing, result, error, queued_at, started_at, ended_at FROM platform_job_seen WHERE id = $1";
    RECENT_JOBS = "SELECT id, kind, arguments, state, actor_id, actor_name, actor_role, request_id, on_behalf_of, done, total, doing, result, error, queued_at, started_at, ended_at FROM platform_job_seen ORDER BY queued_at DESC, id DESC LIMIT $1";
    NEXT_JOBS = "SELECT id, kind, arguments, state, actor_id, actor_name, actor_role, request_id, on_behalf_of, done, total, doing, result, error, queued_at, started_at, ended_at FROM platform_job j WHERE (state = 'queued' OR (state = 'running' AND lease_until < $1)) AND NOT EXISTS (SELECT 1 FROM platform_job e WHERE e.actor_id = j.actor_id AND e.state IN ('queued', 'running') AND (e.queued_at < j.queued_at OR (e.queued_at = j.queued_at AND e.id < j.id))) ORDER BY queued_at, id LIMIT $2";
    TAKE_JOB = "UPDATE platform_job SET state = 'running', started_at = $2, lease_until = $3 WHERE id = $1 AND (state = 'queued' OR lease_until < $2)";
    HOLD_JOB = "UPDATE platform_job SET lease_until = $2 WHERE id = $1 AND state = 'running'";
    REPORT_PROGRESS = "UPDATE platform_job SET done = $2, total = $3, doing = $4, lease_until = $5 WHERE id = $1 AND state = 'running'";
    SEAL_JOB = "UPDATE platform_job SET arguments = $2 WHERE id = $1";
    END_JOB = "UPDATE platform_job SET state = $2, result = $3, error = $4, ended_at = $5, lease_until = NULL, arguments = '{}', doing = '' WHERE id = $1";
}

/// How long a job counts as alive after its last sign.
const LEASE_SECONDS: i64 = 20;

/// Jobs that run beside each other on one server.
// Four: one of them may read a file with 512 MiB, and the database has one writer anyway.
pub(crate) const WORKERS: usize = 4;

/// A kind of background job.
pub struct JobKind {
    /// Its name, as in `library.import`.
    pub name: &'static str,
    /// The longest that one may take; it is stopped at its next step, and nothing of it stays.
    pub limit: Duration,
    /// Runs it. It may run again after a crash, so it starts by looking what is done already.
    pub run: fn(&App, &Job, &Progress<'_>) -> Result<serde_json::Value>,
}

/// One job.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Job {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// What it was asked to do; empty once it has ended.
    pub arguments: serde_json::Value,
    /// `queued`, `running`, `done` or `failed`.
    pub state: String,
    /// Id of the person who asked.
    pub actor_id: String,
    /// Name of the person who asked.
    pub actor_name: String,
    /// Role of the person when they asked.
    pub actor_role: String,
    /// The request that asked for it; empty where none did.
    pub request_id: String,
    /// For whom it was asked; empty where for the person who asked.
    pub on_behalf_of: String,
    /// Steps done.
    pub done: i64,
    /// Steps in all; none where unknown.
    pub total: Option<i64>,
    /// What it is doing.
    pub doing: String,
    /// Its outcome, once done.
    pub result: Option<serde_json::Value>,
    /// Why it failed.
    pub error: Option<String>,
    /// When it was asked for.
    pub queued_at: String,
    /// When it began.
    pub started_at: Option<String>,
    /// When it ended.
    pub ended_at: Option<String>,
}

impl Job {
    /// The same with its error in the language of whoever reads.
    fn told(self, visit: &Visit) -> Job {
        Job { error: self.error.map(|kept| visit.kept(&kept)), ..self }
    }

    /// The person who asked for it.
    pub fn actor(&self) -> Actor {
        Actor::new(&self.actor_id, &self.actor_name, Role::from_word(&self.actor_role).unwrap_or(Role::Visitor), Via::System)
    }

    /// Share done in hundredths; none where unknown.
    pub fn percent(&self) -> Option<i64> {
        self.total.filter(|total| *total > 0).map(|total| (self.done * 100 / total).min(100))
    }

    /// Whether it still goes on.
    pub fn is_open(&self) -> bool {
        self.state == "queued" || self.state == "running"
    }
}

fn job(row: &Row) -> Result<Job> {
    let arguments: String = row.get("arguments")?;
    let result: Option<String> = row.get("result")?;
    Ok(Job {
        id: row.get("id")?,
        kind: row.get("kind")?,
        // Nothing where they are sealed and this reader does not hold the key.
        arguments: serde_json::from_str(&arguments).unwrap_or_default(),
        state: row.get("state")?,
        actor_id: row.get("actor_id")?,
        actor_name: row.get("actor_name")?,
        actor_role: row.get("actor_role")?,
        request_id: row.get("request_id")?,
        on_behalf_of: row.get("on_behalf_of")?,
        done: row.get("done")?,
        total: row.get("total")?,
        doing: row.get("doing")?,
        result: result.map(|text| serde_json::from_str(&text)).transpose()?,
        error: row.get("error")?,
        queued_at: row.get("queued_at")?,
        started_at: row.get("started_at")?,
        ended_at: row.get("ended_at")?,
    })
}

/// Hears of a job's progress at once: steps done, steps in all where known, and what it does.
pub type Watch<'a> = dyn Fn(i64, Option<i64>, &str) + Sync + 'a;

/// How a job tells how far it is.
pub struct Progress<'a> {
    app: &'a App,
    id: &'a str,
    actor: &'a Actor,
    told: Mutex<Instant>,
    watch: Option<&'a Watch<'a>>,
    until: Instant,
}

impl Progress<'_> {
    /// Tells only who watches at once, from inside a transaction, where the database cannot
    /// hear of it.
    pub fn watch(&self, done: usize, total: Option<usize>, doing: &str) {
        if let Some(watch) = self.watch {
            watch(done as i64, total.map(|t| t as i64), doing);
        }
    }

    /// Tells how far the job is; the database hears of it twice a second at most. Where the
    /// account of who asked for it has ended by then, or its role has changed, the job stops.
    pub fn at(&self, done: usize, total: Option<usize>, doing: &str) -> Result<()> {
        self.watch(done, total, doing);
        let (done, total) = (done as i64, total.map(|t| t as i64));
        let mut told = self.told.lock().expect("no panic holds the progress");
        if told.elapsed() < Duration::from_millis(500) {
            return Ok(());
        }
        *told = Instant::now();
        let values: [Value; 5] = [self.id.into(), done.into(), total.into(), doing.into(), clock::in_seconds(LEASE_SECONDS).into()];
        if let Err(error) = self.app.db().keep_house(|c| c.execute(REPORT_PROGRESS, &values)) {
            tracing::warn!(%error, job = self.id, "progress could not be noted");
        }
        if Instant::now() >= self.until {
            return Err(Error::TooLarge(say!("platform-error-job-too-long")));
        }
        self.app.require_standing(self.actor)
    }
}

/// A job that was queued, as programs read it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Queued {
    /// Its id: see `/api/v1/jobs/{id}` for progress and outcome.
    pub job: String,
}

/// Queues a job for the server's worker; its id.
pub fn queue(app: &App, actor: &Actor, kind: &str, arguments: &serde_json::Value) -> Result<String> {
    insert(app, actor, kind, arguments, "queued")
}

/// Queues a job that is marked as what it will bring: for others it does not exist.
pub fn queue_marked(app: &App, actor: &Actor, kind: &str, arguments: &serde_json::Value, wanted: &Wanted) -> Result<String> {
    let id = clock::new_id();
    let values = values_of(&id, actor, kind, arguments, "queued");
    app.work(actor, |work| {
        marking::mark_new(work, &thing(&id), wanted)?;
        let mut values = values.clone();
        values[2] = marking::sealer(work, &[&thing(&id)])?.text(&arguments.to_string())?;
        work.execute(INSERT_JOB, &values)?;
        own_files(work.connection(), &id, arguments)
    })?;
    Ok(id)
}

/// Marks a job that runs as what it will bring, where it was not queued so.
pub fn hide(app: &App, job: &Job, wanted: &Wanted) -> Result<()> {
    let name = thing(&job.id);
    app.work(&job.actor(), |work| {
        if marking::of(work.connection(), &name)?.level >= wanted.level {
            return Ok(());
        }
        marking::mark_new(work, &name, wanted)?;
        let arguments = marking::sealer(work, &[&name])?.text(&job.arguments.to_string())?;
        work.execute(SEAL_JOB, &[(&job.id).into(), arguments]).map(drop)
    })
}

/// A job's name as a thing that is marked.
fn thing(id: &str) -> String {
    format!("job:{id}")
}

fn insert(app: &App, actor: &Actor, kind: &str, arguments: &serde_json::Value, state: &str) -> Result<String> {
    app.require_writing(actor)?;
    let id = clock::new_id();
    let values = values_of(&id, actor, kind, arguments, state);
    app.db().keep_house(|c| {
        c.execute(INSERT_JOB, &values)?;
        own_files(c, &id, arguments)
    })?;
    Ok(id)
}

/// A job owns the files that it will read, until it ends.
fn own_files(c: &mut Connection, id: &str, arguments: &serde_json::Value) -> Result<()> {
    crate::import::kept_files(arguments).iter().try_for_each(|key| files::own(c, key, &thing(id)))
}

fn values_of(id: &str, actor: &Actor, kind: &str, arguments: &serde_json::Value, state: &str) -> [Value; 12] {
    let now = clock::now();
    let running = state == "running";
    let around = audit::circumstances();
    [
        id.into(),
        kind.into(),
        arguments.to_string().into(),
        state.into(),
        (&actor.id).into(),
        (&actor.name).into(),
        actor.role.word().into(),
        (&now).into(),
        running.then_some(&now).into(),
        running.then(|| clock::in_seconds(LEASE_SECONDS)).into(),
        around.request_id.into(),
        around.on_behalf_of.into(),
    ]
}

/// Runs a job at once, as the command line does, telling `watch` of its progress.
pub fn run_now(app: &App, actor: &Actor, kind: &str, arguments: &serde_json::Value, watch: &Watch<'_>) -> Result<serde_json::Value> {
    let id = insert(app, actor, kind, arguments, "running")?;
    let job = read(app, &id)?;
    run(app, &job, Some(watch))
}

fn run(app: &App, job: &Job, watch: Option<&Watch<'_>>) -> Result<serde_json::Value> {
    let outcome = alive(app, &job.id, || attempt(app, job, watch));
    let (state, result, error) = match &outcome {
        Ok(value) => ("done", Some(value.to_string()), None),
        Err(error) => {
            tracing::error!(%error, job = %job.id, "a job failed");
            ("failed", None, Some(error.said().to_keep()))
        }
    };
    let error = error.map_or(Ok(Value::Null), |error| sealed(app, job, &error))?;
    let values: [Value; 5] = [(&job.id).into(), state.into(), result.into(), error, clock::now().into()];
    // What it was asked stays no longer than it is needed: files are erased, their names forgotten.
    app.db().keep_house(|c| c.execute(END_JOB, &values))?;
    app.files().release(&thing(&job.id))?;
    // Names of files stood in the log until now, and may belong to something that is sealed.
    app.db().empty_log();
    outcome
}

fn attempt(app: &App, job: &Job, watch: Option<&Watch<'_>>) -> Result<serde_json::Value> {
    let kind = app.domains().iter().flat_map(|d| d.jobs).find(|k| k.name == job.kind);
    let kind = kind.ok_or_else(|| Error::missing("job-kind", &job.kind))?;
    let told = Mutex::new(Instant::now() - Duration::from_secs(1));
    // What it records comes from the request that asked for it.
    let around = audit::Circumstances { request_id: job.request_id.clone(), on_behalf_of: job.on_behalf_of.clone(), ..Default::default() };
    as_of_now(app, job).and_then(|job| {
        let progress = Progress { app, id: &job.id, actor: &job.actor(), told, watch, until: Instant::now() + kind.limit };
        audit::within(around, || (kind.run)(app, &job, &progress))
    })
}

/// Does something for a job and tells the database meanwhile that it is alive: what takes long
/// in one step, as a slow file does, is not taken for dead. A panic ends the job, not its worker.
fn alive<T>(app: &App, id: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let pulse = scope.spawn(|| beat(app, id, &over));
        let done = catch_unwind(AssertUnwindSafe(work));
        over.store(true, Ordering::Release);
        pulse.thread().unpark();
        done.unwrap_or_else(|_| Err(Error::internal("a job met something that its code did not expect, and stopped")))
    })
}

fn beat(app: &App, id: &str, over: &AtomicBool) {
    loop {
        std::thread::park_timeout(Duration::from_secs(LEASE_SECONDS.unsigned_abs() / 4));
        if over.load(Ordering::Acquire) {
            return;
        }
        let values: [Value; 2] = [id.into(), clock::in_seconds(LEASE_SECONDS).into()];
        if let Err(error) = app.db().keep_house(|c| c.execute(HOLD_JOB, &values)) {
            tracing::warn!(%error, job = id, "a job could not be told alive");
        }
    }
}

/// The job with the role that its person has by now: an account or a role that ended since it
/// was queued holds for it too.
fn as_of_now(app: &App, job: &Job) -> Result<Job> {
    let mut job = job.clone();
    match app.db().read(|c| people::standing(c, &job.actor_id))? {
        Standing::Unknown => {}
        Standing::Has(role) => job.actor_role = role.word().to_owned(),
        Standing::Ended => return Err(Error::Forbidden(say!("platform-error-account-ended"))),
    }
    Ok(job)
}

/// An error may name what a marked job was about.
fn sealed(app: &App, job: &Job, error: &str) -> Result<Value> {
    let name = thing(&job.id);
    match app.read(&job.actor(), |c| marking::sealer_in(c, &[&name])) {
        Ok(sealer) => sealer.text(error),
        // Who asked has left the compartment since: nobody is left who should read it.
        Err(_) => Ok(say!("platform-error-not-done").to_keep().into()),
    }
}

/// One job by its id, where `reader` sees it.
pub fn read_as(app: &App, reader: &Actor, id: &str) -> Result<Job> {
    app.read(reader, |c| c.first(JOB, &[id.into()], job))?.ok_or_else(|| Error::missing("job", id))
}

/// One job that is not marked, by its id.
pub fn read(app: &App, id: &str) -> Result<Job> {
    app.db().read(|c| c.first(JOB, &[id.into()], job))?.ok_or_else(|| Error::missing("job", id))
}

fn recent(c: &mut Connection) -> Result<Vec<Job>> {
    c.all(RECENT_JOBS, &[Value::Int(100)], job)
}

/// Takes the next job, if there is one, and runs it; whether there was one. Each person's jobs
/// run one after the other, in their order; those of several people beside each other.
pub fn run_next(app: &App) -> Result<bool> {
    let here = app.kept(|| Ok(Here::default()))?;
    let now = clock::now();
    for next in app.db().read(|c| c.all(NEXT_JOBS, &[(&now).into(), Value::Int(WORKERS as i64 + 1)], job))? {
        // One that runs here goes on, however long its last sign waits for the database.
        let Some(_held) = here.hold(&next.id) else { continue };
        let values: [Value; 3] = [(&next.id).into(), (&now).into(), clock::in_seconds(LEASE_SECONDS).into()];
        if app.db().keep_house(|c| c.execute(TAKE_JOB, &values))? == 1 {
            // What it is to do may be sealed, and only who asked for it opens that.
            let asked = read_as(app, &next.actor(), &next.id).unwrap_or(next);
            let _ = run(app, &asked, None); // Its row says how it ended.
            return Ok(true);
        }
    }
    Ok(false)
}
