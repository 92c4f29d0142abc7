//! The testing kit: a whole product on a scratch folder, visited as different people.

use crate::actor::{Actor, Role, Via};
use crate::app::App;
use crate::db::{Address, Db};
use crate::domain::Domain;
use crate::web::{Presence, Present, Visit};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use tower::ServiceExt;

static COUNT: AtomicU32 = AtomicU32::new(0);

/// A fresh folder, named after `purpose`.
pub fn scratch(purpose: &str) -> PathBuf {
    let n = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("goodoffices-test-{}-{n}-{purpose}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
    folder
}

/// Where the storage tests find a PostgreSQL server, as `postgres://…/`; none where they
/// run on SQLite alone.
pub const POSTGRES: &str = "GOODOFFICES_TEST_POSTGRES";

/// Where the browser tests find a ChromeDriver, as `http://127.0.0.1:…`; none where they are
/// skipped.
pub const BROWSER: &str = "GOODOFFICES_TEST_BROWSER";

/// A product under test, on SQLite, or on a fresh PostgreSQL database where a server is named.
pub struct TestApp {
    /// The product.
    pub app: App,
    /// Its data folder.
    pub folder: PathBuf,
    router: Router,
    runtime: tokio::runtime::Runtime,
}

/// What a visit got.
pub struct Got {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub bytes: Vec<u8>,
}

impl Got {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body as data.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("not JSON ({error}): {}", self.text()))
    }

    /// A header's text, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or("")
    }
}

/// All that a visitor can tell of an answer: status, headers, body.
pub type Said = (u16, Vec<(String, String)>, String);

impl Got {
    /// All that a visitor can tell of it, but for the `ids` they asked for themselves, and for
    /// what differs from one answer to the next in any case: the entity tag (made of the body)
    /// and the milliseconds that a search took.
    pub fn said(&self, ids: &[&str]) -> Said {
        let unnamed =
            |text: &str| ids.iter().fold(text.to_owned(), |text, id| text.replace(id, "ID").replace(&crate::web::escape(id), "ID"));
        let text = self.text();
        let timed = timeless(&text) != text;
        let headers = self.headers.iter().filter(|(name, _)| *name != header::ETAG && !(timed && *name == header::CONTENT_LENGTH));
        let headers = headers.map(|(name, value)| (name.to_string(), unnamed(value.to_str().unwrap_or("")))).collect();
        (self.status.as_u16(), headers, timeless(&unnamed(&text)))
    }
}

/// A text without the milliseconds that something took.
pub fn timeless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    const TOOK: &str = "\"took_ms\":";
    loop {
        if let Some((before, after)) = rest.split_once(TOOK) {
            out.push_str(&without_took(before));
            out.push_str(TOOK);
            rest = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        } else {
            out.push_str(&without_took(rest));
            return out;
        }
    }
}

fn without_took(text: &str) -> String {
    let parts: Vec<&str> = text.split(" ms ").collect();
    let last = parts.len() - 1;
    let trimmed = parts.iter().enumerate().map(|(at, part)| {
        if at == last {
            return *part;
        }
        // A number may stand between marks that keep its direction; “less than one” is escaped.
        let bare = part.trim_end_matches(|c: char| c.is_ascii_digit() || ".,\u{2068}\u{2069}".contains(c));
        ["&#60;", "&lt;", "<"].iter().find_map(|less| bare.strip_suffix(less)).unwrap_or(bare)
    });
    trimmed.collect::<Vec<_>>().join(" ms ")
}

impl TestApp {
    /// Opens `domains` on a fresh data folder.
    pub fn open(domains: &'static [&'static Domain]) -> TestApp {
        TestApp::with(domains, &[("visitors_may_read", "true")])
    }

    /// Opens `domains` with settings.
    pub fn with(domains: &'static [&'static Domain], settings: &[(&str, &str)]) -> TestApp {
        let folder = scratch("data");
        let url = std::env::var(POSTGRES).ok().map(|server| fresh_database(&server));
        let mut settings = [&[("hosts", "offices.test")], settings].concat();
        settings.push(("database_url", url.as_deref().unwrap_or("")));
        let app = App::open(&folder, domains, &settings).expect("a fresh folder opens");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
        TestApp { router: crate::web::router(&app), app, folder, runtime }
    }

    /// Sends a request as it is; one that names no host is for `offices.test`.
    pub fn send(&self, mut request: Request<Body>) -> Got {
        request.headers_mut().entry(header::HOST).or_insert(header::HeaderValue::from_static("offices.test"));
        let router = self.router.clone();
        self.runtime.block_on(async move {
            let response = router.oneshot(request).await.expect("the router always answers");
            let (parts, body) = response.into_parts();
            let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default().to_vec();
            Got { status: parts.status, headers: parts.headers, bytes }
        })
    }

    /// Sends a request and leaves its answer unread.
    pub fn open_answer(&self, request: Request<Body>) -> axum::response::Response {
        let router = self.router.clone();
        self.runtime.block_on(async move { router.oneshot(request).await.expect("the router always answers") })
    }

    /// Visits an address without signing in.
    pub fn get(&self, path: &str) -> Got {
        self.get_as(path, "")
    }

    /// Visits an address with cookies.
    pub fn get_as(&self, path: &str, cookies: &str) -> Got {
        self.send(Request::get(path).header(header::COOKIE, cookies).body(Body::empty()).expect("a plain request"))
    }

    /// Sends a form as a browser would: with our own Origin, cookies and token.
    pub fn post_as(&self, path: &str, cookies: &str, fields: &[(&str, &str)]) -> Got {
        let (cookie, token) = (FORM_COOKIE, form_token());
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("_token", &token);
        for (name, value) in fields {
            body.append_pair(name, value);
        }
        let request = Request::post(path)
            .header(header::HOST, "offices.test")
            .header(header::ORIGIN, "http://offices.test")
            .header(header::COOKIE, format!("goodoffices_form={cookie}; {cookies}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.finish()))
            .expect("a plain request");
        self.send(request)
    }
}

/// What a browser's cookie for forms holds in tests.
pub const FORM_COOKIE: &str = "0123456789abcdef0123456789abcdef";

/// The token that goes with it.
pub fn form_token() -> String {
    crate::web::form_token_for_tests(FORM_COOKIE)
}

/// A domain that knows its visitors by the cookie `test_role=curator`, so that a domain's
/// tests can visit pages as anybody without signing in.
pub static PEOPLE: Domain = Domain { identify: Some(by_cookie), present: Some(by_cookie_here), ..Domain::named("people") };

/// Whom the cookie names is there.
fn by_cookie_here(visit: &Visit, _: &str) -> crate::Result<Presence> {
    Ok(if by_cookie(&visit.app, &visit.headers)?.is_some() { Presence::Here } else { Presence::NotOurs })
}

/// Somebody who is there in person, without a page.
pub fn present(actor: &Actor) -> Present {
    Present::in_tests(actor)
}

/// Notes the roles of people who have no account, as the domain that keeps accounts does.
pub fn know(app: &App, people: &[Actor]) {
    let operator = Actor::local_operator();
    for person in people {
        app.work(&operator, |work| {
            crate::people::put(work, &person.id, Some(person.role))?;
            work.record("platform.person.known", &person.id, person.role.word()).map(drop)
        })
        .expect("a person can be noted");
    }
}

/// A look of `asker` into a compartment, granted by `decider`, both of them administrators.
pub fn look_in(app: &App, compartment: &str, asker: &Actor, decider: &Actor) -> String {
    use crate::clearance::opening;
    know(app, &[asker.clone(), decider.clone()]);
    let id = opening::ask(app, &present(asker), compartment, "A court asks for it.", 4).expect("it can be asked for");
    opening::decide(app, &present(decider), &id, true).expect("it is granted");
    id
}

fn by_cookie(_: &App, headers: &HeaderMap) -> crate::Result<Option<Actor>> {
    let role = crate::web::cookie(headers, "test_role").and_then(|word| Role::from_word(&word));
    let name = crate::web::cookie(headers, "test_name");
    Ok(role.map(|role| match name {
        Some(name) => person(&name, role),
        None => actor(role),
    }))
}

/// Changes rows by hand, past every guard, as somebody would who has the database.
pub fn alter(app: &App, script: &str) {
    app.db().keep_house(|c| c.script(script)).expect("the script runs");
}

/// Marks a thing as somebody wants it; where everybody sees it, another curator confirms.
pub fn mark(app: &App, who: &Actor, thing: &str, wanted: &crate::clearance::marking::Wanted) -> crate::Result<()> {
    use crate::clearance::{marking, withholding};
    match marking::mark(app, who, thing, wanted)? {
        marking::Outcome::Marked => Ok(()),
        marking::Outcome::Asked(id) => withholding::decide(app, &person("second", Role::Curator), &id, true),
    }
}

/// Somebody of whom there may be several in a role; the cookie `test_name=` names them.
pub fn person(name: &str, role: Role) -> Actor {
    Actor::new(&format!("test-{name}"), name, role, Via::Web)
}

/// Somebody with a role.
pub fn actor(role: Role) -> Actor {
    Actor::new(&format!("test-{}", role.word()), role.word(), role, Via::Web)
}

/// Creates an empty database on the server and gives its address.
pub fn fresh_database(server: &str) -> String {
    let name = format!("go_test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let admin = format!("{}/postgres", server.trim_end_matches('/'));
    let mut client = postgres::Client::connect(&admin, postgres::NoTls).expect("the test server runs");
    client.batch_execute(&format!("CREATE DATABASE {name}")).expect("the test server lets us create databases");
    format!("{}/{name}", server.trim_end_matches('/'))
}

/// Checks that every statement of every domain is understood by the database under test.
pub fn prepare_all(app: &App) {
    let own = [
        crate::audit::STATEMENTS,
        crate::audit::checkpoint::STATEMENTS,
        crate::jobs::STATEMENTS,
        crate::files::STATEMENTS,
        crate::audit::outside::STATEMENTS,
    ];
    let all = own
        .into_iter()
        .chain(crate::clearance::ALL_STATEMENTS.iter().copied())
        .chain(app.domains().iter().flat_map(|d| d.statements.iter().copied()));
    let db: &Db = app.db();
    db.housekeep(|c| {
        for statement in all.clone().flatten() {
            c.prepare(*statement).unwrap_or_else(|error| panic!("{} on {}: {error}\n{}", statement.name, db.engine(), statement.sql));
        }
        for statement in app.domains().iter().flat_map(|domain| domain.all_lists()).flat_map(|list| list.statements()) {
            c.prepare(statement).unwrap_or_else(|error| panic!("{} on {}: {error}\n{}", statement.name, db.engine(), statement.sql));
        }
        Ok(())
    })
    .expect("every statement is understood");
}

/// Files below a folder that hold a word.
pub fn files_with(folder: &Path, word: &[u8]) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            out.extend(files_with(&path, word));
        } else if std::fs::read(&path).unwrap_or_default().windows(word.len()).any(|part| part == word) {
            out.push(path);
        }
    }
    out
}

/// The folder of real data beside the project; none where it is absent, which is said aloud.
pub fn shared_data() -> Option<PathBuf> {
    let found = shared_folder();
    if found.is_none() {
        println!("skipped: ../shared/data is not here");
    }
    found
}

/// The folder of real data beside the project; none where it is absent.
pub fn shared_folder() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    path.is_dir().then(|| path.canonicalize().ok()).flatten()
}

/// A SQLite file in a folder, for tests of the ground.
pub fn sqlite(folder: &Path) -> Address {
    Address::Sqlite(folder.join("goodoffices.db"))
}

/// Draws every page of every domain from its sample in every language, and refuses words
/// that are missing.
pub fn render_all(app: &App) {
    for domain in app.domains() {
        for sample in (domain.pages)() {
            for language in crate::languages::Language::ALL {
                let visit = crate::web::Visit::sample(app, language);
                let html = (sample.render)(&visit).unwrap_or_else(|error| panic!("{} in {language}: {error}", sample.name));
                assert!(html.contains(&format!("lang=\"{}\"", language.code())), "{} in {language}", sample.name);
            }
        }
    }
}
