//! Nothing of a form is read before its token, and no field has no end.

use super::*;

/// The extractor of forms itself, on a form that the router does not know.
#[test]
fn a_form_is_read_only_after_its_token() {
    fn open(_: Visit, Posted(_): Posted<serde_json::Value>) -> Outcome {
        Ok(Reply::see("/"))
    }
    fn routes() -> Vec<Route> {
        vec![Route::form("/holes/closed", Needs::Nothing, open)]
    }
    static CLOSED: Domain = Domain { routes, ..Domain::named("closed") };
    static ALL: &[&Domain] = &[&CLOSED];
    let t = TestApp::open(ALL);
    assert_eq!(unsafe_addresses_that_let_foreign_requests_in(&t).1, Vec::<String>::new());
}

/// A body without end, and how much of it was taken.
fn endless(head: String, taken: &Arc<AtomicUsize>) -> Body {
    let taken = taken.clone();
    let head = futures_util::stream::iter([head.into_bytes()]);
    let rest = futures_util::stream::repeat_with(move || {
        taken.fetch_add(1024, Ordering::Relaxed);
        vec![b'x'; 1024]
    });
    Body::from_stream(head.chain(rest).map(Ok::<_, std::io::Error>))
}

/// What an address takes of a form that begins with something else than its token.
fn taken_before_the_token(t: &TestApp, path: &str, content_type: &str, head: &str) -> (u16, usize) {
    let taken = Arc::new(AtomicUsize::new(0));
    let request = Request::post(path)
        .header("origin", OURS)
        .header("cookie", format!("goodoffices_form={FORM_COOKIE}; test_role=administrator"))
        .header("content-type", content_type);
    let got = t.send(request.body(endless(head.to_owned(), &taken)).unwrap());
    (got.status.as_u16(), taken.load(Ordering::Relaxed))
}

/// Bytes of a foreign form that may be taken before it is refused.
// 192 KiB: the parser of parts gets 64 KiB at once, and what is unread beside them.
const FOREIGN: usize = 192 << 10;

#[test]
fn nothing_of_a_form_is_read_before_its_token() {
    let t = TestApp::open(WITH_PEOPLE);
    let (parts, pairs) = ("multipart/form-data; boundary=edge", "application/x-www-form-urlencoded");
    let part = |name: &str| format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n");
    let file = "--edge\r\ncontent-disposition: form-data; name=\"_token\"; filename=\"a.txt\"\r\n\r\n";
    let cases = [
        (parts, part("title")),
        (parts, part("_token")),
        (parts, file.to_owned()),
        (parts, format!("{}{}\r\n--edge\r\ncontent-disposition: form-data; name=\"", part("_token"), form_token())),
        (parts, "no boundary ".to_owned()),
        (pairs, "title=".to_owned()),
        (pairs, "_token=".to_owned()),
        (pairs, format!("title=&_token={}&more=", form_token())),
    ];
    let (mut tried, mut greedy) = (0, Vec::new());
    for route in platform::web::routes(&t.app).iter().filter(|route| route.kind == Kind::Form) {
        for (content_type, head) in &cases {
            tried += 1;
            let (status, taken) = taken_before_the_token(&t, &filled(&route.path), content_type, head);
            if taken > FOREIGN || ![403, 422].contains(&status) {
                greedy.push(format!("{} answered {status} after {taken} bytes of {head:?}", route.path));
            }
        }
    }
    println!("{tried} forms without end");
    assert!(tried > 300, "{tried}");
    assert!(greedy.is_empty(), "{greedy:#?}");
}

/// Reads its body before it asks for a token: what the test above must see.
#[test]
fn a_form_that_reads_before_it_asks_is_seen() {
    struct Greedy;
    impl axum::extract::FromRequest<platform::App> for Greedy {
        type Rejection = Reply;
        async fn from_request(request: Request<Body>, _: &platform::App) -> Result<Greedy, Reply> {
            let _ = axum::body::to_bytes(request.into_body(), 1 << 20).await;
            Err(Reply::text("text/plain", String::new()).with_status(403))
        }
    }
    fn routes() -> Vec<Route> {
        vec![Route::form("/holes/greedy", Needs::Nothing, |_: Visit, _: Greedy| Ok(Reply::see("/")))]
    }
    static HOLE: Domain = Domain { routes, ..Domain::named("greedy") };
    static ALL: &[&Domain] = &[&PEOPLE, &HOLE];
    let (_, taken) = taken_before_the_token(&TestApp::open(ALL), "/holes/greedy", "application/x-www-form-urlencoded", "title=");
    assert!(taken > FOREIGN, "{taken}");
}

#[test]
fn a_field_without_end_is_refused_by_its_name() {
    let t = TestApp::open(WITH_PEOPLE);
    let part = |name: &str, text: &str| format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{text}");
    let routes = platform::web::routes(&t.app);
    let takes_files: Vec<&str> = routes.iter().filter(|route| route.takes_files).map(|route| route.path.as_str()).collect();
    assert!(takes_files.len() >= 4, "{takes_files:?}");
    for path in takes_files {
        let head = format!("{}\r\n{}", part("_token", &form_token()), part("title", ""));
        let taken = Arc::new(AtomicUsize::new(0));
        let request = Request::post(path)
            .header("origin", OURS)
            .header("x-form-token", form_token())
            .header("cookie", format!("goodoffices_form={FORM_COOKIE}; test_role=administrator"))
            .header("content-type", "multipart/form-data; boundary=edge");
        let got = t.send(request.body(endless(head, &taken)).unwrap());
        let taken = taken.load(Ordering::Relaxed);
        assert_eq!(got.status, 413, "{path}");
        assert!(got.text().contains("title"), "{path}: the field is named: {}", got.text());
        assert!(taken < 2 << 20, "{path}: {taken} bytes were taken");
    }
}
