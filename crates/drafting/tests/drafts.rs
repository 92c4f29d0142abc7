//! Stories of drafts that are kept: a version comes, findings are meant so, words change, somebody
//! leaves, and a draft goes.

use extract::Reader;
use platform::Domain;
use platform::actor::{Actor, Role};
use platform::clearance::{self, CompartmentKind, Person};
use platform::kit::{Acts, Given};
use platform::testing::{Got, PEOPLE, TestApp, person};
use serde_json::Value;

static DOMAINS: &[&Domain] = &[&drafting::DOMAIN, &PEOPLE];

/// A word that stands nowhere else.
const WORD: &str = "Quillowmarsh";

fn keeper() -> Actor {
    person("vera", Role::Mediator)
}

fn officer() -> Actor {
    person("omar", Role::DeskOfficer)
}

fn cookies(of: &Actor) -> String {
    format!("test_role={}; test_name={}", of.role.word(), of.name)
}

/// A compartment with both in it, and a draft without versions.
struct Table {
    t: TestApp,
    compartment: String,
    draft: String,
}

impl Table {
    fn new() -> Table {
        let t = TestApp::open(DOMAINS);
        t.app.kept(|| Ok(Reader::in_process())).expect("tests read their own files");
        let compartment = t.app.work(&keeper(), |work| clearance::open(work, CompartmentKind::Ceasefire, "Fen")).expect("it opens");
        let who = Person { id: officer().id, name: officer().name };
        clearance::take_in(&t.app, &keeper(), &compartment, &who, false).expect("taken in");
        let opening = Given::of(&[("title", "Truce at the weir"), ("kind", "truce"), ("compartment", &compartment)]);
        let draft = drafting::draft::OPEN.act(&t.app, &keeper(), "", &opening).expect("it opens");
        Table { t, compartment, draft }
    }

    fn act(&self, action: &dyn Acts, given: &[(&str, &str)]) {
        action.act(&self.t.app, &officer(), &self.draft, &Given::of(given)).unwrap_or_else(|error| panic!("{}: {error}", action.name()));
    }

    fn add(&self, text: &str) {
        self.act(&drafting::version::ADD_VERSION, &[("text", text), ("language", "en")]);
    }

    fn get(&self, path: &str) -> Got {
        self.t.get_as(&format!("/drafts/{}{path}", self.draft), &cookies(&officer()))
    }

    /// The rules of what is found in the newest version and not meant so, with the provision.
    fn open(&self) -> Vec<(String, String)> {
        let whole = self.get(".json").json();
        let name = |at: usize| format!("{}.{}", whole["shown"], at + 1);
        let is_meant = |at: usize| whole["intended"].as_array().unwrap().iter().any(|mark| mark["finding"] == name(at).as_str());
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let found = whole["checked"]["findings"].as_array().unwrap().iter().enumerate().filter(|(at, _)| !is_meant(*at));
        found.map(|(_, finding)| (text(&finding["rule"]), text(&finding["provision"]))).collect()
    }

    /// The name of the finding of a rule at a provision.
    fn finding(&self, rule: &str, provision: &str) -> String {
        let whole = self.get(".json").json();
        let findings = whole["checked"]["findings"].as_array().unwrap();
        let at = findings.iter().position(|f| f["rule"] == rule && f["provision"].as_str().unwrap_or("-") == provision);
        format!("{}.{}", whole["shown"], at.unwrap_or_else(|| panic!("{rule} at {provision}: {findings:?}")) + 1)
    }
}

/// A truce whose articles say these things, numbered from 1.
fn truce(articles: &[&str]) -> String {
    let articles = articles.iter().enumerate().map(|(at, text)| format!("\nArticle {}\n{text}", at + 1));
    format!(
        "Truce of {WORD}\nThe Council of the Marsh and the Riders of the Fen agree as follows:{}\nDone at {WORD} on 2 May 2041\n\
         For the Council of the Marsh\nFor the Riders of the Fen",
        articles.collect::<String>()
    )
}

const SILENCE: &str = "Both sides cease fire for twenty (12) days.";
const CAUSEWAY: &str = "The Riders shall open the causeway to everybody who goes on foot, and shall keep it lit.";
const FERRY: &str = "The Council shall let the ferry run for twenty (12) days.";

#[test]
fn what_is_meant_so_stays_through_versions_until_its_words_change() {
    let table = Table::new();
    let days = |article: usize| ("quantity-conflict".to_owned(), format!("Article {article}"));
    table.add(&truce(&[SILENCE, FERRY]));
    assert_eq!(table.open(), [days(1), days(2)]);
    let meant = table.finding("quantity-conflict", "Article 1");
    table.act(&drafting::intended::INTEND, &[("finding", &meant), ("reason", "Both sides know how many.")]);
    assert_eq!(table.open(), [days(2)], "one finding is set aside, not its rule");
    // The same words in another article are another finding; a new number changes no words.
    table.add(&truce(&[CAUSEWAY, SILENCE, FERRY]));
    assert_eq!(table.open(), [days(3)]);
    // The provision says more, and the words looked at are the same.
    let more = format!("{SILENCE} They tell their posts of it by radio.");
    table.add(&truce(&[CAUSEWAY, &more, FERRY]));
    assert_eq!(table.open(), [days(3)]);
    // Now the number is another.
    table.add(&truce(&[CAUSEWAY, "Both sides cease fire for thirty (12) days.", FERRY]));
    assert_eq!(table.open(), [days(2), days(3)]);
    let page = table.get("").text();
    assert!(page.contains("its words changed or went") && page.contains("Both sides know how many."), "{page}");
    // The provision is gone, and nothing else takes its mark over.
    table.add(&truce(&[CAUSEWAY, FERRY]));
    assert_eq!(table.open(), [days(2)]);
    // Back as it was, the mark holds again, until it is taken back.
    table.add(&truce(&[SILENCE, FERRY]));
    assert_eq!(table.open(), [days(2)]);
    let mark = table.get(".json").json()["intended"][0]["id"].as_str().expect("a mark").to_owned();
    table.act(&drafting::intended::TAKE_BACK, &[("mark", &mark)]);
    assert_eq!(table.open(), [days(1), days(2)]);
}

#[test]
fn a_finding_is_marked_once_and_only_where_it_is() {
    let table = Table::new();
    table.add(&truce(&[SILENCE]));
    let intend = |finding: &str| {
        let given = Given::of(&[("finding", finding), ("reason", "So it is.")]);
        drafting::intended::INTEND.act(&table.t.app, &officer(), &table.draft, &given).map_err(|error| error.status())
    };
    assert!(intend("1.1").is_ok());
    assert_eq!(intend("1.1"), Err(409));
    for wrong in ["1.99", "2.1", "1.0", "1", "x.y"] {
        assert_eq!(intend(wrong), Err(404), "{wrong}");
    }
}

#[test]
fn a_version_is_pasted_on_a_page_sent_as_a_file_and_built_from_blocks() {
    let table = Table::new();
    let path = format!("/drafts/{}", table.draft);
    let who = cookies(&officer());
    let none = table.t.post_as(&format!("{path}/add-version"), &who, &[("text", "")]);
    assert_eq!(none.status, 422);
    let pasted = table.t.post_as(&format!("{path}/add-version"), &who, &[("text", &truce(&[SILENCE])), ("note", "From the Riders")]);
    assert_eq!((pasted.status.as_u16(), pasted.header("location")), (303, path.as_str()), "{}", pasted.text());
    let form = table.get("/add-version").text();
    assert!(form.contains("multipart/form-data") && form.contains("type=\"file\""), "{form}");
    let sent = send_file(&table, &format!("{path}/add-version"), "truce.md", truce(&[CAUSEWAY]).as_bytes());
    assert_eq!(sent.status, 303, "{}", sent.text());
    let broken = send_file(&table, &format!("{path}/add-version"), "truce.docx", b"no archive");
    assert!(broken.status == 422 && broken.text().contains("fault-file") && broken.text().contains("What they sent"), "{}", broken.text());
    table.act(&drafting::version::BUILD, &[("kind", "truce"), ("language", "fr")]);
    let whole = table.get(".json").json();
    let versions = whole["versions"].as_array().expect("versions");
    let of = |at: usize| (versions[at]["number"].as_i64(), versions[at]["origin"].as_str(), versions[at]["language"].as_str());
    assert_eq!(of(2), (Some(1), Some("paste"), Some("en")));
    assert_eq!(of(1), (Some(2), Some("upload"), Some("en")));
    assert_eq!(of(0), (Some(3), Some("builder"), Some("fr")));
    let rules: Vec<String> = table.open().into_iter().map(|(rule, _)| rule).collect();
    assert!(!rules.is_empty() && rules.iter().all(|rule| rule == "placeholder-left"), "{rules:?}");
    let compared = table.get("/compare.json?old=1&new=2").json();
    assert!(compared["changes"].as_array().is_some_and(|changes| !changes.is_empty()), "{compared}");
    assert!(table.get("/text?version=1").text().contains("twenty (12)") && table.get("/text?version=9").status == 404);
    for file in ["/text.docx", "/compare.docx"] {
        assert_eq!(table.get(file).bytes[..2], *b"PK", "{file}");
    }
}

/// Sends a file with the form of the page, as a browser does.
fn send_file(table: &Table, path: &str, name: &str, bytes: &[u8]) -> Got {
    use platform::testing::{FORM_COOKIE, form_token};
    let field = |name: &str, more: &str| format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n");
    let token = form_token();
    let mut body = format!("{}{token}\r\n{}What they sent\r\n", field("_token", ""), field("note", "")).into_bytes();
    body.extend(format!("{}\r\n{}", field("text", ""), field("file", &format!("; filename=\"{name}\""))).into_bytes());
    body.extend(bytes);
    body.extend(b"\r\n--x--\r\n");
    let request = axum::http::Request::post(path)
        .header("host", "offices.test")
        .header("origin", "http://offices.test")
        .header("content-type", "multipart/form-data; boundary=x")
        .header("cookie", format!("{}; goodoffices_form={FORM_COOKIE}", cookies(&officer())));
    table.t.send(request.body(axum::body::Body::from(body)).expect("a request"))
}

#[test]
fn who_leaves_the_compartment_loses_the_draft_at_once_even_with_the_page_open() {
    let table = Table::new();
    table.add(&truce(&[SILENCE]));
    let page = table.get("").text();
    assert!(page.contains("Truce at the weir") && page.contains("/intend?finding=1.1"), "{page}");
    table.t.app.work(&keeper(), |work| clearance::let_go(work, &table.compartment, &officer().id)).expect("let go");
    let who = cookies(&officer());
    let gone = |got: Got| (got.status.as_u16(), got.text().contains("weir") || got.text().contains(WORD));
    for path in ["", ".json", ".csv", "/text", "/text.docx", "/compare", "/concordance", "/add-version?x", "/intend?finding=1.1", "/remove"]
    {
        let (status, told) = gone(table.get(path));
        let is_form = ["/add-version?x", "/intend?finding=1.1"].contains(&path);
        assert!((status == 404 || is_form && status == 200) && !told, "{path}: {status}");
    }
    for (verb, fields) in [("add-version", vec![("text", "Article 1. New.")]), ("intend", vec![("finding", "1.1"), ("reason", "So.")])] {
        let (status, told) = gone(table.t.post_as(&format!("/drafts/{}/{verb}", table.draft), &who, &fields));
        assert!(status == 404 && !told, "{verb}: {status}");
    }
    assert_eq!(gone(table.t.post_as(&format!("/drafts/{}/remove", table.draft), &who, &[])), (404, false));
    let list = table.t.get_as("/drafts.json", &who).json();
    assert_eq!(list["total"], 0, "{list}");
    assert_eq!(table.t.get_as("/drafts.json", &cookies(&keeper())).json()["total"], 1);
}

#[test]
fn a_draft_is_removed_with_everything_and_its_trail_tells_none_of_it() {
    let table = Table::new();
    table.add(&truce(&[SILENCE]));
    table.act(&drafting::intended::INTEND, &[("finding", "1.1"), ("reason", "Both sides know.")]);
    let asked = table.get("/remove").text();
    assert!(
        asked.contains("Truce at the weir") && asked.contains("with its") && asked.contains("mark of what is intended goes"),
        "{asked}"
    );
    assert_eq!(table.t.post_as(&format!("/drafts/{}/remove", table.draft), &cookies(&officer()), &[]).header("location"), "/drafts");
    assert_eq!(table.get("").status, 404);
    let mut out = Vec::new();
    table.t.app.db().read(|c| platform::backup::dump::write(c, &mut out)).expect("the rows can be read");
    let rows = String::from_utf8(out).expect("a dump is text");
    for word in [WORD, "at the weir", "Both sides know", "drafting_version", "draft:"] {
        // The trail says by ids that something was done, and never what it was about.
        let line =
            rows.lines().find(|line| line.contains(word) && (!word.contains("draft") || !line.contains("\"table\":\"platform_audit")));
        assert!(line.is_none(), "{word} is left: {line:?}");
    }
}

#[test]
fn the_demo_worlds_draft_has_faults_of_nine_rules_in_two_languages_of_which_one_is_meant_so() {
    let table = Table::new();
    drafting::demo::fill(&table.t.app, &officer(), &table.compartment).expect("it is filled");
    let all = table.t.get_as("/drafts.json", &cookies(&officer())).json();
    let id = all["items"].as_array().expect("a list").iter().find(|draft| draft["versions"] == 4).expect("the draft")["id"].clone();
    let path = format!("/drafts/{}", id.as_str().expect("an id"));
    let get = |more: &str| table.t.get_as(&format!("{path}{more}"), &cookies(&officer())).json();
    let whole = get(".json");
    let rules: std::collections::BTreeSet<&str> =
        whole["checked"]["findings"].as_array().expect("findings").iter().filter_map(|finding| finding["rule"].as_str()).collect();
    assert_eq!(rules.len(), 9, "{rules:?}");
    assert_eq!(whole["intended"].as_array().map(|marks| marks.iter().filter(|mark| !mark["finding"].is_null()).count()), Some(1));
    for earlier in 1..4 {
        let found = get(&format!(".json?version={earlier}"))["checked"]["findings"].clone();
        assert_eq!(found, Value::Array(Vec::new()), "version {earlier} is sound");
    }
    let laid = get("/concordance.json?a=2&b=3");
    let words: Vec<(&str, &str)> = laid["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|f| (f["rule"].as_str().unwrap(), f["words"]["b"].as_str().unwrap()))
        .collect();
    assert!(words.len() == 1 && words[0].0 == "languages-differ-number" && words[0].1.contains("72"), "{words:?}");
    let compared = get("/compare.json?old=1&new=2");
    assert!(compared["changes"].as_array().expect("changes").iter().any(|change| change["change"] == "moved"), "{compared}");
}
