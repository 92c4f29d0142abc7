//! Every page as every role, first by plain requests, then in a real browser at the width of a
//! desk and of a phone: no policy broken, nothing in the console, no request to anybody else.
//!
//! Pages are found by following the links of each role from the start page in the demo world;
//! addresses of the router that no link reaches are visited with an id that is not there. A
//! browser looks at the first page of each address as each role, and at the first with a query
//! as a visitor and as an administrator, who sees the most, wherever it has a part that no page of
//! that address had before: at a desk's width in English, at a phone's in Arabic. That keeps the
//! whole under three minutes on two cores.

mod driver;
mod judge;
mod kit;

use driver::{Browser, Said};
use goodoffices::DOMAINS;
use judge::For;
use kit::{Product, Server};
use platform::actor::Role;
use platform::testing::{BROWSER, Got, TestApp};
use platform::web::Kind;
use scraper::Html;
use scraper::node::Element;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{Read, Write};
use std::time::{Duration, Instant};

const PASSWORD: &str = "talking ends wars";
/// Plain requests follow so many pages of one address for each role.
const FOLLOWED_MAX: usize = 4;

/// One request by hand. HTTP/1.0 asks for an answer in one piece that ends with the line.
fn request(server: &Server, method: &str, path: &str, token: &str, body: &str) -> Got {
    let mut stream = std::net::TcpStream::connect(&server.address).expect("the server listens");
    let cookie = if token.is_empty() { String::new() } else { format!("Cookie: goodoffices_session={token}\r\n") };
    let head = format!(
        "{method} {path} HTTP/1.0\r\nHost: {}\r\n{cookie}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        server.address,
        body.len()
    );
    stream.write_all(head.as_bytes()).expect("the server reads");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("the server answers");
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer has a head");
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("an answer has a status");
    let mut headers = axum::http::HeaderMap::new();
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        headers.append(axum::http::HeaderName::from_bytes(name.as_bytes()).unwrap(), value.parse().unwrap());
    }
    Got { status: status.parse().unwrap(), headers, bytes: answer[end + 4..].to_vec() }
}

/// The demo with one person of each role; their sessions. The visitor's is empty.
fn demo() -> (Product, Server, Vec<(&'static str, String)>) {
    let product = Product::new("crawl");
    product.run(&["demo", "--fill-only"]).well();
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Visitor) {
        let ran = product
            .run_with(&["access", "person", "add", &format!("one-{}", role.word().replace('_', "-")), "--role", role.word()], PASSWORD);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    let server = product.serve(&["serve", "--set", "visitors_may_read=true"]);
    let sessions = Role::ALL.into_iter().map(|role| {
        if role == Role::Visitor {
            return (role.word(), String::new());
        }
        let login = format!("one-{}", role.word().replace('_', "-"));
        let body = serde_json::json!({"login": login, "password": PASSWORD}).to_string();
        let got = request(&server, "POST", "/api/v1/access/sessions", "", &body);
        (role.word(), got.json()["token"].as_str().expect("a session").to_owned())
    });
    let sessions = sessions.collect();
    (product, server, sessions)
}

/// The addresses of all pages, as the router has them.
fn addresses() -> Vec<String> {
    let t = TestApp::open(DOMAINS);
    let routes = platform::web::routes(&t.app);
    routes.into_iter().filter(|route| route.kind == Kind::Page).map(|route| route.path).collect()
}

/// The router's address that a path belongs to, an exact one first; itself where there is none.
fn address_of(addresses: &[String], path: &str) -> String {
    let fits = |address: &&String| {
        let (a, p): (Vec<&str>, Vec<&str>) = (address.split('/').collect(), path.split('/').collect());
        a.len() == p.len() && a.iter().zip(&p).all(|(a, p)| a == p || a.starts_with('{'))
    };
    let mut all: Vec<&String> = addresses.iter().filter(fits).collect();
    all.sort_by_key(|address| address.matches('{').count());
    all.first().map_or(path.to_owned(), |address| (*address).clone())
}

/// Links to our own pages.
fn links(html: &str) -> Vec<String> {
    let found = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let found = found.map(|href| href.replace("&amp;", "&").replace("&#38;", "&"));
    // The same page in another language is the same page; the phone reads Arabic.
    let ours = found.filter(|href| href.starts_with('/') && !href.starts_with("//") && !href.contains("lang="));
    ours.map(|href| href.split('#').next().unwrap_or("").to_owned()).collect()
}

/// What a page is made of: each kind of element with the names of its attributes, and the values
/// of those by which a page loads, runs or draws something. What a browser could object to follows
/// from these, whatever the page says.
fn parts(html: &str) -> BTreeSet<String> {
    let page = Html::parse_document(html);
    let elements = page.tree.values().filter_map(|node| node.as_element());
    let said = |element: &Element| {
        let is_load = |name: &str| {
            ["src", "srcset", "style", "rel", "type", "action", "data", "content"].contains(&name)
                || name.starts_with("on")
                || (name == "href" && element.name() != "a")
        };
        let attributes = element.attrs().map(|(name, value)| if is_load(name) { format!("{name}={value}") } else { name.to_owned() });
        format!("{} {}", element.name(), attributes.collect::<Vec<_>>().join(" "))
    };
    elements.map(said).collect()
}

/// The parts of pages that a browser looks at already, by address and status.
type Looked = BTreeMap<(String, u16), BTreeSet<String>>;

/// What a role comes to by following links.
struct Walk {
    /// How many kinds of pages it comes to.
    reached: usize,
    /// Pages to look at in a browser, with their statuses: those with a part that no role's page of
    /// this address had before.
    pages: BTreeMap<String, u16>,
    /// What was wrong with answers.
    wrong: Vec<String>,
    /// How many answers were judged.
    answers: usize,
}

fn walk(server: &Server, addresses: &[String], role: &str, token: &str, looked: &mut Looked) -> Walk {
    let to = if token.is_empty() { For::Visitor } else { For::Person };
    let mut walk = Walk { reached: 0, pages: BTreeMap::new(), wrong: Vec::new(), answers: 0 };
    let (mut waiting, mut known, mut visits) = (VecDeque::from(["/".to_owned()]), BTreeSet::new(), BTreeMap::new());
    let unreached = |visits: &BTreeMap<(String, bool), usize>| {
        let reached: BTreeSet<&String> = visits.keys().map(|(address, _)| address).collect();
        let missing: Vec<&String> = addresses.iter().filter(|address| !reached.contains(address)).collect();
        missing
            .into_iter()
            .map(|address| {
                address.split('/').map(|part| if part.starts_with('{') { "never-was" } else { part }).collect::<Vec<_>>().join("/")
            })
            .collect::<Vec<_>>()
    };
    let mut followed_all = false;
    loop {
        let Some(href) = waiting.pop_front() else {
            if followed_all {
                return walk;
            }
            followed_all = true;
            waiting.extend(unreached(&visits));
            continue;
        };
        let path = href.split('?').next().unwrap_or("").to_owned();
        let address = address_of(addresses, &path);
        let seen = visits.entry((address.clone(), href.contains('?'))).or_insert(0);
        if *seen >= FOLLOWED_MAX || !known.insert(href.clone()) {
            continue;
        }
        *seen += 1;
        let first = *seen == 1;
        let got = request(server, "GET", &href, token, "");
        let to = if path.starts_with("/assets/") { For::Asset } else { to };
        walk.answers += 1;
        walk.wrong.extend(judge::headers(&got, to).into_iter().map(|fault| format!("{href} as {role}: {fault}")));
        if !followed_all && got.status.as_u16() >= 400 {
            walk.wrong.push(format!("{href} as {role}: a link that leads to {}", got.status));
        }
        if got.header("content-type").starts_with("text/html") {
            waiting.extend(links(&got.text()));
            if first && (!href.contains('?') || role == "visitor" || role == "administrator") {
                walk.reached += 1;
                let (status, parts) = (got.status.as_u16(), parts(&got.text()));
                let before = looked.entry((address, status)).or_default();
                if !parts.is_subset(before) {
                    before.extend(parts);
                    walk.pages.insert(href, status);
                }
            }
        } else if !got.header("location").is_empty() {
            waiting.push_back(got.header("location").to_owned());
        }
    }
}

/// What is wrong with a page that a browser shows, by its console and its requests.
fn faults(origin: &str, page: &str, status: u16, console: &[Said], requests: &[String]) -> Vec<String> {
    let own = format!("{origin}{page}");
    // A browser puts the page's own refusal into its console; that is its status, not a fault.
    let is_own_status = |said: &&Said| status >= 400 && said.source == "network" && said.text.starts_with(&own);
    let said = console.iter().filter(|said| !is_own_status(said)).map(|said| format!("the console says {}: {}", said.level, said.text));
    let is_ours =
        |address: &&String| address.starts_with(&format!("{origin}/")) || address.starts_with("data:") || address.starts_with("about:");
    let elsewhere = requests.iter().filter(|address| !is_ours(address)).map(|address| format!("a request to {address}"));
    said.chain(elsewhere).collect()
}

/// Looks at a role's pages at one width.
fn look(browser: &Browser, origin: &str, role: &str, walk: &Walk) -> Vec<String> {
    let mut wrong = Vec::new();
    for (page, status) in &walk.pages {
        browser.visit(&format!("{origin}{page}"));
        let console = browser.console();
        let requests = browser.requests();
        assert!(requests.iter().any(|address| address.starts_with(origin)), "the browser lists the requests of {page}: {requests:?}");
        wrong.extend(faults(origin, page, *status, &console, &requests).into_iter().map(|fault| format!("{page} as {role}: {fault}")));
    }
    wrong
}

#[test]
fn every_page_of_every_role_keeps_to_its_policy_and_asks_nobody_else() {
    let (_product, server, sessions) = demo();
    let (addresses, origin, began) = (addresses(), format!("http://{}", server.address), Instant::now());
    let mut looked = Looked::new();
    let walks: Vec<(&str, String, Walk)> = sessions
        .into_iter()
        .map(|(role, token)| {
            let walk = walk(&server, &addresses, role, &token, &mut looked);
            (role, token, walk)
        })
        .collect();
    let mut wrong: Vec<String> = walks.iter().flat_map(|(.., walk)| walk.wrong.clone()).collect();
    let answers: usize = walks.iter().map(|(.., walk)| walk.answers).sum();
    let pages: usize = walks.iter().map(|(.., walk)| walk.reached).sum();
    let for_browser: usize = walks.iter().map(|(.., walk)| walk.pages.len()).sum();
    println!("{answers} answers by plain requests after {:?}; {pages} pages, {for_browser} of them for the browser", began.elapsed());
    assert!(answers > 1_000 && pages > 300 && for_browser > 100, "{answers} {pages} {for_browser}");
    if let Ok(driver) = std::env::var(BROWSER) {
        wrong.extend(std::thread::scope(|scope| {
            let looking = [1280, 390].map(|width| {
                let (driver, origin, walks) = (&driver, &origin, &walks);
                scope.spawn(move || {
                    let browser = Browser::open(driver, width);
                    browser.visit(&format!("{origin}/"));
                    let mut wrong = Vec::new();
                    for (role, token, walk) in walks {
                        browser.cookies(&[("goodoffices_session", token), ("goodoffices_language", if width < 400 { "ar" } else { "en" })]);
                        wrong.extend(look(&browser, origin, role, walk).into_iter().map(|fault| format!("{width}: {fault}")));
                    }
                    wrong
                })
            });
            looking.into_iter().flat_map(|one| one.join().expect("the browser looked at everything")).collect::<Vec<_>>()
        }));
        println!("browsers done after {:?}", began.elapsed());
    } else {
        println!("skipped: {BROWSER} names no ChromeDriver");
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{} faults: {:#?}", wrong.len(), &wrong[..wrong.len().min(60)]);
    assert!(began.elapsed() < Duration::from_secs(600));
}

/// The harness itself: each kind of fault, made on purpose on a page of ours, is seen.
#[test]
fn the_browser_tells_of_each_kind_of_fault() {
    let Ok(driver) = std::env::var(BROWSER) else { return println!("skipped: {BROWSER} names no ChromeDriver") };
    let (_product, server, _) = demo();
    let origin = format!("http://{}", server.address);
    let browser = Browser::open(&driver, 1280);
    let found = |script: &str| {
        browser.visit(&format!("{origin}/"));
        browser.console();
        browser.requests();
        browser.run(script);
        std::thread::sleep(Duration::from_millis(300));
        faults(&origin, "/", 200, &browser.console(), &browser.requests())
    };
    assert_eq!(found("return 1"), Vec::<String>::new());
    for (kind, script) in [
        ("an inline style", "document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')"),
        ("an inline script", "const s = document.createElement('script'); s.textContent = '1'; document.body.append(s)"),
        ("a word in the console", "console.error('on purpose')"),
        ("a fault of a script", "setTimeout(() => { throw new Error('on purpose') }, 0)"),
        ("a picture from elsewhere", "document.body.insertAdjacentHTML('beforeend', '<img src=\"http://127.0.0.1:9/x.png\">')"),
        ("a call to elsewhere", "fetch('http://127.0.0.1:9/x').catch(() => 1)"),
        ("a picture that is not there", "document.body.insertAdjacentHTML('beforeend', '<img src=\"/never-was.png\">')"),
    ] {
        assert!(!found(script).is_empty(), "{kind} was not seen");
    }
}
