//! What stands before every address: the token and the Origin of a form, the headers of an
//! answer, the name that a request is for. All cases are made from the router itself, so an
//! address that is added is tried from that day on.

mod judge;
#[path = "guards/reading.rs"]
mod reading;
#[path = "guards/senders.rs"]
mod senders;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header};
use futures_util::StreamExt;
use judge::For;
use platform::actor::{Actor, Needs, Role, Scope, Via};
use platform::testing::{FORM_COOKIE, Got, PEOPLE, TestApp, form_token};
use platform::web::{Asked, Download, Kind, Outcome, Posted, Reply, Route, Visit};
use platform::{Domain, Error};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

static WITH_PEOPLE: &[&Domain] = &[&library::DOMAIN, &warning::DOMAIN, &drafting::DOMAIN, &access::DOMAIN, &PEOPLE, &ROUGH];
static WITH_HOLES: &[&Domain] = &[&access::DOMAIN, &PEOPLE, &HOLES];

/// Faults and files, which no page of the product offers on demand.
static ROUGH: Domain = Domain { routes: rough_routes, ..Domain::named("rough") };

fn rough_routes() -> Vec<Route> {
    fn fault(_: Visit, _: Asked<serde_json::Value>) -> Outcome {
        Err(Error::internal("a fault on purpose"))
    }
    fn panic(_: Visit, _: Asked<serde_json::Value>) -> Outcome {
        panic!("a panic on purpose")
    }
    fn file(_: Visit, _: Asked<serde_json::Value>) -> Outcome {
        Ok(Reply::download("text/html; charset=utf-8", "a page.html", b"<script>alert(1)</script>".to_vec()))
    }
    fn stream(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
        Download { content_type: "image/svg+xml", name: "a.svg".into() }.send(&visit, |out| Ok(out.write_all(b"<svg/>")?))
    }
    fn long(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
        let all = |out: &mut (dyn std::io::Write + Send)| (0..1024).try_for_each(|_| Ok(out.write_all(&[b'x'; 64 << 10])?));
        Download { content_type: "text/plain", name: "a.txt".into() }.send(&visit, all)
    }
    vec![
        Route::page("/rough/fault", Needs::Nothing, fault),
        Route::page("/rough/panic", Needs::Nothing, panic),
        Route::page("/rough/file", Needs::Nothing, file),
        Route::page("/rough/stream", Needs::Nothing, stream),
        Route::page("/rough/long", Needs::Nothing, long),
    ]
}

/// A form that asks for no token: what the harness must see.
static HOLES: Domain = Domain { routes: holes, ..Domain::named("holes") };

fn holes() -> Vec<Route> {
    fn open(_: Visit, _: Asked<serde_json::Value>) -> Outcome {
        Ok(Reply::see("/"))
    }
    vec![Route::form("/holes/open", Needs::Nothing, open)]
}

fn filled(path: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { "never-was" } else { part }).collect::<Vec<_>>().join("/")
}

/// A request of somebody who signed in as an administrator, to which cases add what they need.
struct Case {
    method: Method,
    path: String,
    takes_files: bool,
    headers: Vec<(&'static str, String)>,
    body: String,
}

impl Case {
    fn new(route: &Route) -> Case {
        let (method, path) = (route.method.clone(), filled(&route.path));
        Case { method, path, takes_files: route.takes_files, headers: Vec::new(), body: String::new() }
    }

    fn with(mut self, name: &'static str, value: &str) -> Case {
        self.headers.push((name, value.to_owned()));
        self
    }

    fn cookies(self) -> Case {
        self.with("cookie", &format!("goodoffices_form={FORM_COOKIE}; test_role=administrator"))
    }

    /// The token as this kind of address takes it.
    fn token(mut self, token: Option<&str>) -> Case {
        if self.path.starts_with("/api/") {
            self.body = "{}".into();
            let json = self.with("content-type", "application/json");
            return match token {
                Some(token) => json.with("x-form-token", token),
                None => json,
            };
        }
        // An address that takes files takes its token in the first part, any other in the form.
        if self.takes_files {
            let part =
                token.map(|t| format!("--edge\r\ncontent-disposition: form-data; name=\"_token\"\r\n\r\n{t}\r\n")).unwrap_or_default();
            self.body = format!("{part}--edge--\r\n");
            return self.with("content-type", "multipart/form-data; boundary=edge");
        }
        self.body = token.map(|token| format!("_token={token}")).unwrap_or_default();
        self.with("content-type", "application/x-www-form-urlencoded")
    }

    fn send(self, t: &TestApp) -> Got {
        let mut request = Request::builder().method(self.method).uri(self.path);
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        t.send(request.body(Body::from(self.body)).unwrap())
    }
}

const OURS: &str = "http://offices.test";

/// Tries every unsafe address with each kind of foreign request; what came through.
fn unsafe_addresses_that_let_foreign_requests_in(t: &TestApp) -> (usize, Vec<String>) {
    let (good, wrong) = (form_token(), "0".repeat(32));
    let (mut tried, mut holes) = (0, Vec::new());
    for route in platform::web::routes(&t.app).iter().filter(|route| !route.method.is_safe()) {
        let case = || Case::new(route).cookies();
        let cases = [
            ("token", "no token", case().token(None).with("origin", OURS)),
            ("token", "a wrong token", case().token(Some(&wrong)).with("origin", OURS)),
            ("token", "an empty token", case().token(Some("")).with("origin", OURS)),
            ("token", "no token, same-origin", case().token(None).with("sec-fetch-site", "same-origin")),
            ("origin", "a foreign Origin", case().token(Some(&good)).with("origin", "https://evil.test")),
            ("origin", "no Origin at all", case().token(Some(&good))),
            ("origin", "Origin null", case().token(Some(&good)).with("origin", "null")),
            ("origin", "an Origin that begins as ours", case().token(Some(&good)).with("origin", "http://offices.test.evil.test")),
            ("origin", "a page of another site", case().token(Some(&good)).with("origin", OURS).with("sec-fetch-site", "cross-site")),
            ("origin", "a page of a sister site", case().token(Some(&good)).with("sec-fetch-site", "same-site")),
            (
                "origin",
                "an Origin that disagrees",
                case().token(Some(&good)).with("sec-fetch-site", "same-origin").with("origin", "https://evil.test"),
            ),
        ];
        for (why, what, case) in cases {
            tried += 1;
            if let Some(found) = judge::refused(&case.send(t), why) {
                holes.push(format!("{} {} with {what}: {found}", route.method, route.path));
            }
        }
    }
    (tried, holes)
}

#[test]
fn no_unsafe_address_takes_a_request_without_token_or_from_elsewhere() {
    let t = TestApp::open(WITH_PEOPLE);
    let (tried, holes) = unsafe_addresses_that_let_foreign_requests_in(&t);
    println!("{tried} foreign requests");
    assert!(tried > 300, "{tried}");
    assert!(holes.is_empty(), "{holes:#?}");
    // And what is ours comes through: the refusals above are not simply everything.
    for route in platform::web::routes(&t.app).iter().filter(|route| !route.method.is_safe()) {
        let ours = || Case::new(route).cookies().token(Some(&form_token()));
        // A browser that is told to hand on no address says “null”, and that the page is ours.
        for case in [ours().with("origin", OURS), ours().with("origin", "null").with("sec-fetch-site", "same-origin")] {
            let got = case.send(&t);
            assert!(judge::refused(&got, "token").is_some() && judge::refused(&got, "origin").is_some(), "{} {}", route.method, route.path);
        }
    }
}

#[test]
fn a_form_that_forgets_its_token_is_found_by_the_same_harness() {
    let (_, holes) = unsafe_addresses_that_let_foreign_requests_in(&TestApp::open(WITH_HOLES));
    let found: Vec<&String> = holes.iter().filter(|hole| hole.contains("/holes/open")).collect();
    assert_eq!((found.len(), holes.len()), (4, 4), "each of the four cases about tokens: {holes:#?}");
}

#[test]
fn a_program_needs_no_form_token_but_never_gets_past_its_scope() {
    let t = TestApp::open(WITH_PEOPLE);
    let account = access::account::open(&t.app, &Actor::local_operator(), "robot", "", Role::Administrator, "marble kettle orbit").unwrap();
    let actor = Actor::new(&account.id, "", Role::Administrator, Via::Web);
    let token = |scope| access::token::make(&t.app, &actor, "test", scope, 1).unwrap().0;
    let (reading, writing) = (token(Scope::Read), token(Scope::Write));
    let mut tried = 0;
    for route in platform::web::routes(&t.app).iter().filter(|route| !route.method.is_safe() && route.path.starts_with("/api/")) {
        // Signing in is how a proof begins, and a long question is asked with POST.
        if matches!(route.path.as_str(), "/api/v1/access/sessions" | "/api/v1/library/similar") {
            continue;
        }
        let as_program = |token: &str| Case::new(route).token(None).with("authorization", &format!("Bearer {token}")).send(&t);
        let (read, written) = (as_program(&reading), as_program(&writing));
        // People and settings need more than the scope to write, and say so first.
        let runs_the_system = route.needs == Needs::Administering;
        let refused = if runs_the_system { read.status == StatusCode::FORBIDDEN } else { judge::refused(&read, "scope").is_none() };
        assert!(refused, "{} {}: {}", route.method, route.path, read.text());
        assert_eq!(written.status == StatusCode::FORBIDDEN, runs_the_system, "{} {}: {}", route.method, route.path, written.text());
        tried += 1;
    }
    assert!(tried > 10, "{tried}");
}

fn get(t: &TestApp, path: &str, who: &str) -> Got {
    t.get_as(path, if who.is_empty() { "" } else { who })
}

#[test]
fn every_answer_of_every_address_carries_the_headers_that_protect() {
    let t = TestApp::with(WITH_PEOPLE, &[("visitors_may_read", "true"), ("base_url", "https://offices.test")]);
    let (mut wrong, mut answers, mut statuses) = (Vec::new(), 0, std::collections::BTreeSet::new());
    let mut judge = |what: String, got: &Got, to: For| {
        answers += 1;
        statuses.insert(got.status.as_u16());
        wrong.extend(judge::headers(got, to).into_iter().map(|fault| format!("{what} ({}): {fault}", got.status)));
    };
    let everybody = ["", "test_role=reader", "test_role=administrator"];
    for who in everybody {
        let to = if who.is_empty() { For::Visitor } else { For::Person };
        for route in platform::web::routes(&t.app) {
            let path = filled(&route.path);
            let what = |how: &str| format!("{} {} {how} as {who}", route.method, route.path);
            if route.method == Method::GET {
                judge(what(""), &get(&t, &path, who), to);
                for ending in [".json", ".csv", ".never"] {
                    judge(what(ending), &get(&t, &format!("{path}{ending}"), who), to);
                }
                judge(what("with a query that is damaged"), &get(&t, &format!("{path}?limit=x&lang=%ff&after=%00"), who), to);
                // A wrong method, and one that nobody knows.
                for method in [Method::PUT, Method::HEAD, Method::OPTIONS, Method::TRACE] {
                    let request = Request::builder()
                        .method(method.clone())
                        .uri(&path)
                        .header("cookie", who)
                        .header("origin", OURS)
                        .header("x-form-token", form_token());
                    judge(what(method.as_str()), &t.send(request.body(Body::empty()).unwrap()), to);
                }
            } else {
                let case = || Case::new(&route).with("cookie", &format!("__Host-goodoffices_form={FORM_COOKIE}; {who}"));
                judge(what("ours"), &case().token(Some(&form_token())).with("origin", OURS).send(&t), to);
                judge(what("foreign"), &case().token(None).with("origin", "https://evil.test").send(&t), to);
                let mut huge = case().token(Some(&form_token())).with("origin", OURS);
                huge.body.extend(std::iter::repeat_n('x', 3 * 1024 * 1024));
                judge(what("with 3 MiB"), &huge.send(&t), to);
            }
        }
        for path in [
            "/never-was",
            "/link/%ff",
            "/rough/fault",
            "/rough/panic",
            "/rough/file",
            "/rough/stream",
            "/assets/never-was.css",
            "/api/v1/never-was",
        ] {
            judge(format!("{path} as {who}"), &get(&t, path, who), to);
        }
        let elsewhere = Request::get("/").header("host", "evil.test").header("cookie", who);
        judge(format!("another host as {who}"), &t.send(elsewhere.body(Body::empty()).unwrap()), For::Visitor);
        judge("a style".into(), &get(&t, "/assets/style.css", who), For::Asset);
    }
    println!("{answers} answers with the statuses {statuses:?}");
    assert!(wrong.is_empty(), "{wrong:#?}");
    for expected in [200, 303, 401, 403, 404, 405, 413, 421, 422, 500] {
        assert!(statuses.contains(&expected), "{expected} was not among {statuses:?}");
    }
}

#[test]
fn a_file_that_was_sent_in_is_saved_and_never_shown() {
    let t = TestApp::open(WITH_PEOPLE);
    for path in ["/rough/file", "/rough/stream", "/api/v1/library/export?format=jsonl"] {
        let got = get(&t, path, "test_role=reader");
        assert_eq!((got.status.as_u16(), judge::headers(&got, For::Person)), (200, vec![]), "{path}");
    }
    assert!(get(&t, "/rough/file", "").header("content-disposition").starts_with("attachment"));
}

#[test]
fn the_judge_of_headers_sees_each_header_that_is_missing_or_loose() {
    let t = TestApp::open(WITH_PEOPLE);
    let (page, file) = (get(&t, "/jobs", "test_role=curator"), get(&t, "/rough/file", "test_role=curator"));
    let spoilt = |from: &Got, change: &dyn Fn(&mut HeaderMap)| {
        let mut headers = from.headers.clone();
        change(&mut headers);
        judge::headers(&Got { status: from.status, headers, bytes: Vec::new() }, For::Person)
    };
    for good in [&page, &file] {
        assert_eq!(spoilt(good, &|_| ()), Vec::<String>::new());
    }
    for name in [
        "content-security-policy",
        "x-content-type-options",
        "referrer-policy",
        "cross-origin-opener-policy",
        "cross-origin-resource-policy",
        "x-frame-options",
        "strict-transport-security",
        "cache-control",
    ] {
        for good in [&page, &file] {
            assert!(!spoilt(good, &|headers| drop(headers.remove(name))).is_empty(), "{name} is gone and nobody sees it");
        }
        assert!(!spoilt(&page, &|headers| drop(headers.insert(name, HeaderValue::from_static("unsafe-none")))).is_empty(), "{name}");
    }
    let policy = page.header("content-security-policy").to_owned();
    let loose = [
        policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
        policy.replace("object-src 'none'; ", ""),
        policy.replace("base-uri 'none'; ", ""),
        policy.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        policy.replace("img-src 'self'", "img-src *"),
        policy.replace("connect-src 'self'", "connect-src https:"),
    ];
    for loose in loose {
        assert_ne!(loose, policy);
        let value = HeaderValue::from_str(&loose).unwrap();
        assert!(!spoilt(&page, &|headers| drop(headers.insert("content-security-policy", value.clone()))).is_empty(), "{loose}");
    }
    assert!(!spoilt(&page, &|headers| drop(headers.insert("cache-control", HeaderValue::from_static("private, max-age=60")))).is_empty());
    assert!(
        !spoilt(&page, &|headers| drop(headers.insert("strict-transport-security", HeaderValue::from_static("max-age=60")))).is_empty()
    );
    // A file that is shown, or that runs.
    assert!(!spoilt(&file, &|headers| drop(headers.insert("content-disposition", HeaderValue::from_static("inline")))).is_empty());
    assert!(!spoilt(&file, &|headers| drop(headers.insert("content-security-policy", HeaderValue::from_str(&policy).unwrap()))).is_empty());
    let unknown = spoilt(&file, &|headers| {
        headers.remove("content-disposition");
        headers.insert("content-type", HeaderValue::from_static("application/pdf"));
    });
    assert!(!unknown.is_empty());
}

#[test]
fn downloads_have_their_bounds_for_each_person_and_in_all() {
    let t = TestApp::open(WITH_PEOPLE);
    // Nobody reads these: each holds its place until it is dropped.
    let open = |who: &str| {
        let request = Request::get("/rough/long").header("cookie", who).header("host", "offices.test").body(Body::empty()).unwrap();
        t.open_answer(request)
    };
    let cookie = |name: u32| format!("test_role=reader; test_name=n{name}");
    let mut held: Vec<_> = (0..4).map(|_| open(&cookie(0))).collect();
    assert!(held.iter().all(|answer| answer.status() == 200));
    let fifth = open(&cookie(0));
    assert_eq!((fifth.status().as_u16(), fifth.headers()["retry-after"].to_str().unwrap()), (503, "30"));
    held.extend((1..4).flat_map(|name| (0..4).map(move |_| cookie(name))).map(|who| open(&who)));
    assert!(held.iter().all(|answer| answer.status() == 200), "sixteen in all");
    assert_eq!(open(&cookie(5)).status(), 503, "there are no more in all");
    assert_eq!(t.get_as("/jobs", "test_role=curator").status, 200, "pages have threads of their own");
    held.clear();
    for _ in 0..200 {
        if open(&cookie(5)).status() == 200 {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("what nobody reads any more is not freed");
}
