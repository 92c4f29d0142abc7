//! What is declared once is there for page, program and command, and speaks with one voice: a
//! broken form is sent to every action, and all that is wrong stands at its field in the reader's
//! language, with everything that was typed.

mod kit;

use axum::body::Body;
use axum::http::{Request, header};
use kit::Product;
use platform::Domain;
use platform::actor::{Actor, Role, Via};
use platform::db::{Statement, statements_run};
use platform::kit::{Acts, FieldOf, Given, Input, Lists};
use platform::testing::{FORM_COOKIE, Got, PEOPLE, TestApp, form_token, fresh_database};
use serde_json::{Value, json};

static DOMAINS: &[&Domain] = &[&library::DOMAIN, &warning::DOMAIN, &drafting::DOMAIN, &access::DOMAIN, &PEOPLE];
const ROLES: [&str; 5] =
    ["test_role=desk_officer", "test_role=curator", "test_role=mediator", "test_role=auditor", "test_role=administrator"];
/// What has no command, and why.
const NO_COMMAND: [(&str, &str); 2] = [
    ("access.compartment.join", "whoever is at the machine has no account to enter with"),
    ("access.person.confirm", "it takes somebody who is there in person, and has no call either"),
];
const NOBODY: &str = "11111111111111111111111111111111";

fn actions() -> Vec<&'static dyn Acts> {
    DOMAINS.iter().flat_map(|domain| domain.all_actions()).collect()
}

/// A text that no field of its kind takes.
fn broken(input: Input) -> String {
    match input {
        Input::Line(_) => "§ x".repeat(200),
        Input::Carried => "§ x".repeat(2_000),
        Input::Prose => "§ x".repeat(101_000),
        Input::Words(..) | Input::Offered(_) | Input::Tick | Input::Day | Input::File => "§ none".into(),
    }
}

fn get(t: &TestApp, role: &str, path: &str) -> Got {
    t.get_as(path, role)
}

fn post_page(t: &TestApp, role: &str, path: &str, fields: &[(&str, String)]) -> Got {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    t.post_as(path, role, &fields)
}

/// Sends something as a page of ours does.
fn send(t: &TestApp, role: &str, path: &str, kind: &str, body: String) -> Got {
    let request = Request::post(path)
        .header(header::HOST, "offices.test")
        .header(header::ORIGIN, "http://offices.test")
        .header(header::COOKIE, format!("goodoffices_form={FORM_COOKIE}; {role}"))
        .header("x-form-token", form_token())
        .header(header::CONTENT_TYPE, kind);
    t.send(request.body(Body::from(body)).unwrap())
}

fn post_json(t: &TestApp, role: &str, path: &str, body: &Value) -> Got {
    send(t, role, &format!("/api/v1{path}"), "application/json", body.to_string())
}

/// The role that may, as the pages tell it.
fn who_may(t: &TestApp, path: &str) -> &'static str {
    let may = |role: &&&str| get(t, role, path).status != 403;
    ROLES.iter().find(may).unwrap_or_else(|| panic!("nobody may {path}"))
}

#[test]
fn a_broken_form_keeps_what_was_typed_and_names_every_fault_at_its_field() {
    let t = TestApp::open(DOMAINS);
    let mut seen = 0;
    for action in actions().into_iter().filter(|action| !action.fields().is_empty()) {
        let path = action.path_of(NOBODY);
        let role = who_may(&t, &path);
        let fields: Vec<(&str, String)> = action.fields().iter().map(|field| (field.name, broken(field.input))).collect();
        let mut texts = Vec::new();
        for language in ["en", "ar", "zh"] {
            let got = post_page(&t, role, &format!("{path}?lang={language}"), &fields);
            let page = got.text();
            // What is done to a thing may look at the thing first; then the form says that it is not there.
            if action.is_on_thing() && got.status == 404 {
                let is_typed =
                    |field: &FieldOf| !matches!(field.input, Input::Words(..) | Input::Offered(_) | Input::Tick | Input::Day | Input::File);
                let is_kept = page.contains("§ x§ x") || !action.fields().iter().any(is_typed);
                assert!(page.contains("id=\"faults\"") && is_kept, "{path}: what was typed is still there");
                continue;
            }
            assert_eq!(got.status, 422, "{path}: {page}");
            assert!(page.contains("tabindex=\"-1\" autofocus"), "{path}: the summary takes the focus");
            for (field, (_, typed)) in action.fields().iter().zip(&fields) {
                let (name, is_choice) =
                    (field.name, matches!(field.input, Input::Words(..) | Input::Offered(_) | Input::Tick | Input::File));
                assert!(page.contains(&format!("id=\"fault-{name}\"")), "{path} {language}: no fault at {name}: {page}");
                assert!(page.contains(&format!("href=\"#field-{name}\"")), "{path}: the summary leads to {name}");
                assert!(is_choice || page.contains(typed.as_str()), "{path}: {name} lost what was typed");
                seen += 1;
            }
            texts.push(page.split("id=\"fault-").skip(1).filter_map(|rest| rest.split('<').next().map(str::to_owned)).collect::<Vec<_>>());
        }
        assert!(texts.windows(2).all(|two| two[0] != two[1]), "{path}: a fault reads the same in two languages");
    }
    assert!(seen >= 24, "{seen} fields were broken");
}

#[test]
fn page_program_and_command_tell_the_same_of_the_same_fault() {
    let t = TestApp::open(DOMAINS);
    let product = Product::new("actions");
    for action in actions().into_iter().filter(|action| !action.fields().is_empty() && !action.is_on_thing() && action.has_command()) {
        let role = who_may(&t, &action.path());
        let fields: Vec<(&str, String)> = action.fields().iter().map(|field| (field.name, broken(field.input))).collect();
        let page = post_page(&t, role, &format!("{}?lang=en", action.path()), &fields).text();
        let body: Value = fields.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect::<serde_json::Map<_, _>>().into();
        let problem = post_json(&t, role, &action.path(), &body).json();
        let errors = problem["errors"].as_array().unwrap();
        assert_eq!(errors.len(), action.fields().len(), "{problem}");
        let mut words: Vec<String> = action.name().split('.').map(str::to_owned).collect();
        for (name, value) in &fields {
            words.push(format!("--{}={value}", name.replace('_', "-")));
        }
        let ran = product.run(&words.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(ran.code, 2, "{}", ran.err);
        let plain = |text: &str| text.replace(['\u{2068}', '\u{2069}'], "");
        for (field, error) in action.fields().iter().zip(errors) {
            let detail = plain(error["detail"].as_str().unwrap());
            assert_eq!(error["field"], field.name);
            assert!(["-field-", "-at-most"].iter().any(|part| error["code"].as_str().unwrap().contains(part)), "{error}");
            let start: String = detail.chars().take_while(|c| *c != '“').take(30).collect();
            assert!(plain(&page).contains(&start), "{start} is not on the page");
            let line = format!("--{}: {detail}", field.name.replace('_', "-"));
            assert!(ran.err.contains(&line), "{line}\nis not in\n{}", ran.err);
        }
    }
}

#[test]
fn every_action_is_there_for_page_program_and_command() {
    let t = TestApp::open(DOMAINS);
    let document = platform::api::document(&t.app).unwrap();
    let command = goodoffices::command(goodoffices::DOMAINS);
    for action in actions() {
        let operation = &document["paths"][format!("/api/v1{}", action.path())]["post"];
        assert_eq!(operation.is_null(), action.takes_person(), "{}: only what takes a person has no call", action.name());
        assert!(operation.is_null() || operation["summary"].as_str().is_some_and(|text| !text.contains('.')), "{operation}");
        let status = get(&t, who_may(&t, &action.path_of(NOBODY)), &action.path_of(NOBODY)).status;
        assert!([200, 404].contains(&status.as_u16()), "{} answers {status}", action.path());
        assert!(t.app.languages().has(platform::languages::Language::Chinese, &action.label()), "{} has no words", action.label());
        assert_eq!(action.has_command(), NO_COMMAND.iter().all(|(name, _)| *name != action.name()), "{}", action.name());
        if !action.has_command() {
            continue;
        }
        let mut at = &command;
        for part in action.name().split('.') {
            at = at.find_subcommand(part).unwrap_or_else(|| panic!("goodoffices {} has no {part}", action.name()));
        }
        assert_eq!(at.get_arguments().any(|arg| arg.get_id() == "yes"), action.does_ask());
    }
}

#[test]
fn a_form_whose_page_was_open_too_long_is_there_again_and_changes_nothing() {
    let t = TestApp::open(DOMAINS);
    let body = "_token=old&officer_name=Ilse+Maren&threshold=7".to_owned();
    let got = send(&t, ROLES[0], "/warning/watches/set", "application/x-www-form-urlencoded", body);
    assert_eq!(got.status, 403);
    assert!(got.text().contains("value=\"Ilse Maren\"") && got.text().contains("id=\"faults\""), "{}", got.text());
    assert!(!t.get("/warning/watches").text().contains("Ilse Maren"));
}

#[test]
fn a_threshold_is_set_listed_changed_and_ended_on_the_command_line() {
    let product = Product::new("watches");
    product.run(&["demo", "--fill-only"]).well();
    let of = |words: &[&str]| product.run(&[&["warning"], words].concat());
    let set = of(&["watch", "set", "--country", "XOR", "--indicator", "chance_25", "--threshold", "25 %"]).well().out;
    let id = set.trim();
    of(&["watch", "change", id, "--threshold", "40 %"]).well();
    let listed = of(&["watch", "list"]).well().out;
    let line = listed.lines().find(|line| line.starts_with(id)).unwrap();
    assert!(line.contains("XOR") && line.contains("chance_25") && line.contains("0.4"), "{listed}");
    let asked = of(&["watch", "end", id]);
    assert!(asked.code == 5 && asked.err.contains("Orvane") && asked.err.contains("--yes"), "{} {}", asked.code, asked.err);
    of(&["watch", "end", id, "--yes"]).well();
    assert!(!of(&["watch", "list"]).well().out.contains(id));
    assert_eq!(of(&["watch", "end", id, "--yes"]).code, 3);
    let alert = product.run(&["warning", "alert", "list", "--json"]).well().json()["items"][0]["id"].as_str().unwrap().to_owned();
    of(&["alert", "acknowledge", &alert]).well();
    assert!(of(&["alert", "list"]).well().out.contains("acknowledged"));
    assert_eq!(of(&["alert", "escalate", &alert]).code, 5);
}

#[test]
fn a_basket_is_opened_filled_ordered_and_removed_on_the_command_line() {
    let product = Product::new("baskets");
    product.run(&["demo", "--fill-only"]).well();
    let of = |words: &[&str]| product.run(&[&["library"], words].concat());
    let opened = of(&["basket", "open", "--title", "Lines"]).well().out;
    let id = opened.trim();
    let found = of(&["search", "ceasefire", "--json"]).well().json();
    let part = |at: usize| found["hits"][at]["provision"].as_str().unwrap().to_owned();
    for (verb, at, flags) in [
        ("put", 0, vec![]),
        ("put", 1, vec!["--note", "Compare the width."]),
        ("move", 1, vec!["--to", "first"]),
        ("annotate", 0, vec!["--note", "Only here."]),
        ("take-out", 0, vec![]),
    ] {
        of(&[vec!["basket", verb, id, "--provision", &part(at)], flags].concat()).well();
    }
    assert_eq!(of(&["basket", "move", id, "--provision", &part(0), "--to", "up"]).code, 3, "it is out");
    let listed = of(&["basket", "list", "--json"]).well().json();
    assert_eq!((listed["items"][0]["title"].as_str(), listed["items"][0]["items"].as_i64()), (Some("Lines"), Some(1)));
    let asked = of(&["basket", "remove", id]);
    assert!(asked.code == 5 && asked.err.contains("“Lines” with its provision"), "{} {}", asked.code, asked.err);
    of(&["basket", "remove", id, "--yes"]).well();
    assert_eq!(of(&["basket", "list", "--json"]).well().json()["total"], 0);
    let kept = of(&["saved-search", "save", "--title", "Zones", "--query", "?q=zone"]).well().out;
    assert!(of(&["saved-search", "list"]).well().out.contains("q=zone"));
    of(&["saved-search", "forget", kept.trim(), "--yes"]).well();
}

#[test]
fn a_compartment_is_opened_and_people_are_invited_on_the_command_line() {
    let product = Product::new("compartments");
    product.run(&["demo", "--fill-only"]).well();
    let of = |words: &[&str]| product.run(&[&["access", "compartment"], words].concat());
    let opened = of(&["open", "--kind", "case", "--title", "The mill"]).well().out;
    let id = opened.trim();
    assert!(of(&["list"]).well().out.contains("The mill"));
    let asked = of(&["invite", id, "--login", "reader", "--part", "keeper"]);
    assert!(asked.code == 5 && asked.err.contains("will see everything") && asked.err.contains("--yes"), "{}", asked.err);
    let invited = of(&["invite", id, "--login", "reader", "--yes", "--json"]).well().json();
    assert_eq!((invited["id"].as_str(), invited["secret"].as_str().map(str::len)), (Some(id), Some(19)), "{invited}");
    let shown = of(&["invite", id, "--login", "curator", "--yes"]).well().out;
    assert!(shown.contains("works once") && shown.lines().last().is_some_and(|code| code.trim().len() == 19), "{shown}");
    assert_eq!(of(&["join", "--code", "x", "--yes"]).code, 2, "whoever is at the machine has no account to enter with");
    assert_eq!(of(&["withdraw-invitation", id, "--invitation", NOBODY, "--yes"]).code, 3);
    assert_eq!(of(&["leave", id, "--yes"]).code, 5, "the last keeper stays");
    assert_eq!(of(&["let-go", NOBODY, "--person", "x", "--yes"]).code, 3);
}

/// The demo world in this process, on the database under test, and everybody in it.
fn demo_world(product: &Product) -> (platform::App, Vec<Actor>) {
    let url = std::env::var("GOODOFFICES_TEST_POSTGRES").ok().map(|server| fresh_database(&server)).unwrap_or_default();
    let mut fill = product.command(&["demo", "--fill-only"]);
    if !url.is_empty() {
        fill.env("DATABASE_URL", &url);
    }
    assert!(fill.output().unwrap().status.success());
    let app = platform::App::open(&product.data, goodoffices::DOMAINS, &[("database_url", &url)]).unwrap();
    let people = Statement { name: "people", sql: "SELECT id, role FROM platform_person ORDER BY id" };
    let person = |row: &platform::db::Row| {
        let role = Role::from_word(&row.get::<String>("role")?).expect("a role");
        Ok(Actor::new(&row.get::<String>("id")?, "Somebody", role, Via::Web))
    };
    let mut all = app.read(&Actor::local_operator(), |c| c.all(people, &[], person)).unwrap();
    all.push(Actor::local_operator());
    (app, all)
}

/// All ids of a list, read page by page, and what it said the total was.
fn walked(app: &platform::App, list: &dyn Lists, reader: &Actor, sort: &str, limit: &str) -> (Vec<String>, usize) {
    let (mut ids, mut after) = (Vec::new(), String::new());
    loop {
        let found = list.find(app, reader, &Given::of(&[("sort", sort), ("limit", limit), ("after", &after)])).unwrap();
        assert!(!found.more && found.lines.len() <= limit.parse().unwrap());
        ids.extend(found.lines.iter().map(|line| line.id.clone()));
        match found.next {
            Some(next) => after = next,
            None => return (ids, found.total),
        }
    }
}

#[test]
fn every_list_goes_through_everything_in_each_order_and_takes_no_more_statements_for_more_rows() {
    let product = Product::new("lists");
    let (app, everybody) = demo_world(&product);
    let operator = Actor::local_operator();
    for country in ["XOR", "XTA", "XUL", "XBE", "XCA", "XDA"] {
        for (indicator, threshold) in [("deaths", "1"), ("chance_25", "0.01 %")] {
            let line = Given::of(&[("country", country), ("indicator", indicator), ("threshold", threshold)]);
            warning::watch::SET.act(&app, &operator, "", &line).unwrap();
        }
    }
    assert!(warning::watch::check(&app, &operator, &platform::clock::now()).unwrap().raised > 5);
    let mut filled = 0;
    for list in goodoffices::DOMAINS.iter().flat_map(|domain| domain.all_lists()) {
        let name = list.thing().name;
        let mut most = 0;
        for reader in everybody.iter().filter(|reader| app.require(reader, list.needs()).is_ok()) {
            for sort in list.sorts() {
                let (ids, total) = walked(&app, list, reader, &sort, "200");
                assert_eq!(ids.len(), total, "{name} by {sort}");
                let distinct: std::collections::BTreeSet<&String> = ids.iter().collect();
                assert_eq!(distinct.len(), ids.len(), "{name} by {sort} shows a thing twice");
                let by = if total > 60 { "13" } else { "1" };
                assert_eq!(walked(&app, list, reader, &sort, by).0, ids, "{name} by {sort}, page by page");
                most = most.max(total);
            }
            assert!(list.sorts().len() > 1, "{name} can be sorted");
            let taken = platform::audit::as_on_a_page(|| list.everything(&app, reader, &Given::default())).unwrap();
            assert_eq!(taken.len(), list.find(&app, reader, &Given::default()).unwrap().total, "{name} as a file");
        }
        let statements = |limit: &str| {
            let reader = &everybody[everybody.len() - 1];
            let before = statements_run();
            list.find(&app, reader, &Given::of(&[("limit", limit)])).unwrap();
            statements_run() - before
        };
        assert_eq!(statements("1"), statements("200"), "{name}: statements grow with rows");
        filled += usize::from(most > 1);
    }
    assert!(filled >= 2, "{filled} lists hold more than one thing in the demo world");
}

#[test]
fn every_list_is_there_for_page_program_and_command_and_says_what_it_does_not_understand() {
    let t = TestApp::open(DOMAINS);
    let document = platform::api::document(&t.app).unwrap();
    let command = goodoffices::command(goodoffices::DOMAINS);
    for list in DOMAINS.iter().flat_map(|domain| domain.all_lists()) {
        let (name, path) = (list.thing().name, list.thing().path);
        let operation = &document["paths"][format!("/api/v1{path}")]["get"];
        let known: Vec<&str> = operation["parameters"].as_array().unwrap().iter().filter_map(|p| p["name"].as_str()).collect();
        assert!(["sort", "after", "limit"].iter().all(|how| known.contains(how)), "{name}: {known:?}");
        let mut at = &command;
        for part in name.split('.').chain(["list"]) {
            at = at.find_subcommand(part).unwrap_or_else(|| panic!("goodoffices {name} has no {part}"));
        }
        for language in platform::languages::Language::ALL {
            let labels = list.heads().into_iter().map(|head| head.label).chain([list.title().to_owned(), format!("{}-none", list.title())]);
            for label in labels {
                assert!(t.app.languages().has(language, &label), "{name} has no words for {label} in {}", language.code());
            }
        }
        let role = who_may(&t, path);
        for wrong in ["sort=nothing", "limit=0", "limit=many", "after=elsewhere", "after=WyJ4IiwxLCJ5Il0"] {
            let api = t.get_as(&format!("/api/v1{path}?{wrong}"), role);
            let page = t.get_as(&format!("{path}?{wrong}"), role);
            assert_eq!((api.status.as_u16(), page.status.as_u16()), (422, 422), "{path}?{wrong}");
            assert_eq!(api.json()["errors"][0]["field"], wrong.split('=').next().unwrap(), "{path}?{wrong}");
        }
        assert_eq!(t.get_as(&format!("/api/v1{path}?contry=XOR"), role).status, 422, "{path}: a slip is told");
        assert_eq!(t.get_as(&format!("{path}?lang=ar"), role).status, 200);
        let csv = t.get_as(&format!("{path}.csv"), role);
        let heads: Vec<&str> = list.heads().iter().map(|head| head.name).collect();
        assert_eq!(csv.text().trim_end(), heads.join(","), "{path}.csv of nothing");
    }
}
