//! Stories of the working pages: topics, actors, imports, baskets, figures, exports.

mod baskets;

use super::{CURATOR, READER};
use crate::DOMAIN;
use crate::actor::Authority;
use crate::document::{CodedTopic, Document, DocumentKind};
use crate::import::{Batch, Facts, Incoming, NewProvision, Note, Severity, Text, write_in_tests};
use axum::body::Body;
use axum::http::Request;
use platform::Domain;
use platform::actor::Role;
use platform::jobs::{self, Job, JobKind, Progress};
use platform::testing::{Got, PEOPLE, TestApp, actor};

static FOUNDING: Domain =
    Domain { jobs: &[JobKind { name: "test.found", limit: std::time::Duration::from_secs(60), run: found }], ..Domain::named("founding") };
static DOMAINS: &[&Domain] = &[&DOMAIN, &PEOPLE, &FOUNDING];

/// Documents that were coded and not, dated and not, that may be given on and may not; two
/// actors of one name; and more notes than a page holds.
fn world() -> (TestApp, String) {
    let t = TestApp::open(DOMAINS);
    let made =
        jobs::run_now(&t.app, &actor(Role::Curator), "test.found", &serde_json::Value::Null, &|_, _, _| {}).expect("the world is written");
    (t, made["import"].as_str().expect("it has an import").to_owned())
}

fn found(app: &platform::App, job: &Job, progress: &Progress<'_>) -> platform::Result<serde_json::Value> {
    let mut batch = Batch { sources: crate::source::cards()?, ..Batch::default() };
    batch.documents = vec![
        document("demo:1", "demo", Some("2019-03-01"), "ISL", Some(true), "An amnesty is granted to all fighters."),
        document("demo:2", "demo", Some("2021"), "ISL", Some(false), "A buffer zone is set up."),
        document("demo:3", "demo", None, "NZL", Some(true), "The parties release prisoners."),
        document("demo:4", "demo", Some("2021-05"), "NZL", None, "=HYPERLINK(\"x\")"),
        document("own:5", "own", Some("2021-06-01"), "NZL", None, "This text may not be given on."),
    ];
    batch.actors = ["demo:front", "demo:front-two"].map(authority).into();
    let note = |row| Note {
        severity: Severity::Refused,
        file: "table.csv".into(),
        row: Some(row),
        column: Some("Dat".into()),
        reason: format!("=Row {row} has no date that exists.").into(),
    };
    batch.notes = (1..=150).map(note).collect();
    batch.counts.refused = 150;
    write_in_tests(app, &job.actor(), batch, progress).map(|import| serde_json::json!({"import": import.id}))
}

fn document(id: &str, source: &str, date: Option<&str>, country: &str, amnesty: Option<bool>, text: &str) -> Incoming {
    let mut document = Document::named(id, DocumentKind::Agreement, &format!("Agreement {id}"), source);
    document.date = date.and_then(|d| d.parse().ok());
    document.countries = vec![country.into()];
    document.parties = vec!["Talvir Autonomy Front".into()];
    document.topics_coded = amnesty.is_some();
    if amnesty == Some(true) {
        document.topics = vec![CodedTopic { code: "TjAm".into(), value: 1 }];
    }
    let provision = |label: &str, text: &str| NewProvision {
        number: None,
        level: "article".into(),
        label: Some(label.into()),
        path: label.into(),
        heading: None,
        text: text.into(),
        parent: None,
    };
    Incoming {
        document,
        facts: Facts::Replace,
        text: Text::Full(vec![provision("Article 1", text), provision("Article 2", "The parties meet every month.")]),
    }
}

fn authority(id: &str) -> Authority {
    Authority {
        id: id.into(),
        name: "Talvir Autonomy Front".into(),
        kind: "armed group".into(),
        from: Some("2009".into()),
        to: None,
        external: Vec::new(),
        aliases: vec!["TAF".into()],
        source: "demo".into(),
    }
}

/// A page's text without the marks that keep numbers and names apart from text of another
/// direction.
fn plain(got: &Got) -> String {
    got.text().replace(['\u{2068}', '\u{2069}'], "")
}

fn csv_rows(got: &Got) -> Vec<Vec<String>> {
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(got.bytes.as_slice());
    rows.records().map(|row| row.expect("a table").iter().map(str::to_owned).collect()).collect()
}

// Topics

#[test]
fn a_topic_is_found_by_its_name_in_any_language() {
    let t = TestApp::open(DOMAINS);
    for name in ["amnesty", "amnistie", "амнистия", "大赦"] {
        let html = t.get(&format!("/library/topics?q={}", platform::web::escape(name))).text();
        assert!(html.contains("href=\"/library/topics/amnesty\""), "{name}");
    }
    assert!(t.get("/library/topics?q=zzz").text().contains("No topic has a name"));
}

#[test]
fn the_topics_served_as_skos_are_the_thesaurus_again() {
    let t = TestApp::open(DOMAINS);
    let known = crate::index::thesaurus(&t.app).unwrap();
    let whole = search::Thesaurus::from_files(&[("topics.ttl".into(), t.get("/library/topics.ttl").bytes)]).unwrap();
    assert_eq!(whole.concepts(), known.concepts());
    let one_by_one: Vec<(String, Vec<u8>)> =
        known.concepts().iter().map(|c| (format!("{}.ttl", c.id), t.get(&format!("/library/topics/{}.ttl", c.id)).bytes)).collect();
    let sorted = |t: &search::Thesaurus| {
        t.concepts().iter().map(|c| (c.id.clone(), c.scope_note.clone(), c.labels.clone(), c.pax.clone())).collect::<Vec<_>>()
    };
    assert_eq!(sorted(&search::Thesaurus::from_files(&one_by_one).unwrap()), sorted(&known));
}

#[test]
fn a_topic_is_json_ld_under_its_id_and_under_its_pax_code() {
    let t = TestApp::open(DOMAINS);
    let got = t.get("/library/topics/amnesty.json").json();
    assert_eq!(got["@graph"][0]["@id"], "urn:goodoffices:topic:amnesty");
    assert_eq!(got, t.get("/library/topics/TjAm.json").json());
    assert_eq!(t.get("/library/topics/no-such-topic").status, 404);
}

#[test]
fn a_topic_page_counts_coded_documents_against_those_that_coders_looked_at() {
    let html = plain(&world().0.get("/library/topics/amnesty"));
    assert!(html.contains("<span class=\"number\">2</span> of 3 documents"));
}

// Actors

#[test]
fn actors_of_one_name_are_all_listed_across_pages() {
    let (t, _) = world();
    let first = t.get("/library/actors.json?limit=1").json();
    let next = first["next"].as_str().unwrap();
    let second = t.get(&format!("/library/actors.json?limit=1&after={}", platform::web::escape(next))).json();
    assert_ne!(first["items"][0]["id"], second["items"][0]["id"]);
    assert_eq!((second["next"].clone(), second["total"].as_i64()), (serde_json::Value::Null, Some(2)));
}

#[test]
fn an_actor_is_found_by_an_alias_and_shows_its_documents() {
    let (t, _) = world();
    assert!(t.get("/library/actors?q=taf").text().contains("href=\"/library/actors/demo%3Afront\""));
    let all = ["demo%3Afront", "demo%3Afront-two"].map(|id| t.get(&format!("/library/actors/{id}.json")).json());
    let documents: usize = all.iter().map(|a| a["documents"].as_array().unwrap().len()).sum();
    assert_eq!(documents, 5);
}

#[test]
fn a_match_is_a_suggestion_until_a_person_decides() {
    let (t, _) = world();
    let waiting = t.get_as("/library/actors/review.json", CURATOR).json();
    assert_eq!(waiting["total"], 5);
    assert_eq!(t.post_as("/library/actors/review", READER, &[("accept", "demo:1|party|0")]).status, 403);
    assert_eq!(t.post_as("/library/actors/review", CURATOR, &[("accept", "demo:1|party|0")]).status, 303);
    assert_eq!(t.post_as("/library/actors/review", CURATOR, &[("reject", "demo:2|party|0")]).status, 303);
    let view = t.get_as("/library/documents/demo%3A1.json", CURATOR).json();
    assert_eq!((view["matches"][0]["state"].as_str(), view["matches"][0]["decided_by"].as_str()), (Some("accepted"), Some("test-curator")));
    assert_eq!(t.get_as("/library/actors/review.json", CURATOR).json()["total"], 3);
}

#[test]
fn a_page_of_matches_is_decided_whole_or_not_at_all() {
    let (t, _) = world();
    let wrong =
        t.post_as("/library/actors/review", CURATOR, &[("all", "accept"), ("place", "demo:1|party|0"), ("place", "demo:9|party|0")]);
    assert_eq!(wrong.status, 404);
    assert_eq!(t.get_as("/library/actors/review.json", CURATOR).json()["total"], 5);
    t.post_as("/library/actors/review", CURATOR, &[("all", "accept"), ("place", "demo:1|party|0"), ("place", "demo:2|party|0")]);
    assert_eq!(t.get_as("/library/actors/review.json", CURATOR).json()["total"], 3);
    assert_eq!(t.post_as("/library/actors/review", CURATOR, &[("from", "0")]).status, 422);
}

// Imports

const FORM: &str = "0123456789abcdef0123456789abcdef";

/// Sends a form with files as a browser does.
fn upload(t: &TestApp, token: &str, parts: &[(&str, Option<&str>, &str)]) -> Got {
    let mut body = format!("--edge\r\ncontent-disposition: form-data; name=\"_token\"\r\n\r\n{token}\r\n");
    for (name, file, content) in parts {
        let file = file.map(|f| format!("; filename=\"{f}\"")).unwrap_or_default();
        body.push_str(&format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n{content}\r\n"));
    }
    body.push_str("--edge--\r\n");
    let request = Request::post("/library/imports")
        .header("host", "offices.test")
        .header("origin", "http://offices.test")
        .header("cookie", format!("goodoffices_form={FORM}; {CURATOR}"))
        .header("content-type", "multipart/form-data; boundary=edge");
    t.send(request.body(Body::from(body)).unwrap())
}

fn token(t: &TestApp) -> String {
    let html = t.get_as("/library/imports/send", &format!("goodoffices_form={FORM}; {CURATOR}")).text();
    html.split("name=\"_token\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[test]
fn files_that_are_sent_become_a_job_with_each_file_in_its_place() {
    let t = TestApp::open(DOMAINS);
    let got = upload(
        &t,
        &token(&t),
        &[
            ("kind", None, "pax"),
            ("codings", Some("codings.csv"), "AgtId,TjAm\n1,1\n"),
            ("files", Some("table.csv"), "AgtId,Agt,Dat\n1,A,2001\n"),
        ],
    );
    assert_eq!(got.status, 303);
    let job = got.header("location").strip_prefix("/jobs/").expect("leads to the job").to_owned();
    let order = jobs::read(&t.app, &job).unwrap().arguments;
    assert_eq!((order["kind"].as_str(), order["files"][0]["kept"]["name"].as_str()), (Some("pax"), Some("table.csv")));
    assert_eq!(order["codings"]["kept"]["name"], "codings.csv");
    assert_eq!(t.get_as(&format!("/jobs/{job}"), CURATOR).status, 200);
}

#[test]
fn a_form_without_a_file_or_from_elsewhere_is_refused() {
    let t = TestApp::open(DOMAINS);
    let token = token(&t);
    assert_eq!(upload(&t, &token, &[("kind", None, "texts"), ("files", Some(""), "")]).status, 422);
    assert_eq!(upload(&t, &token, &[("kind", None, "unheard of"), ("files", Some("a.txt"), "a")]).status, 422);
    assert_eq!(upload(&t, "wrong", &[("kind", None, "texts"), ("files", Some("a.txt"), "a")]).status, 403);
    assert_eq!(t.get_as("/library/imports", READER).status, 403);
    assert_eq!(t.get_as("/library/imports/send", READER).status, 403);
}

#[test]
fn the_report_of_an_import_is_read_page_by_page() {
    let (t, import) = world();
    let first = t.get_as(&format!("/library/imports/{import}.json"), CURATOR).json();
    assert_eq!((first["notes"].as_array().unwrap().len(), first["next"].as_u64()), (100, Some(100)));
    let html = plain(&t.get_as(&format!("/library/imports/{import}?from=100"), CURATOR));
    for shown in ["101 to 150", "of 150", "table.csv", "<code>Dat</code>", "=Row 150 has no date"] {
        assert!(html.contains(shown), "{shown}");
    }
}

#[test]
fn the_notes_of_an_import_are_a_table_without_formulas() {
    let (t, import) = world();
    let rows = csv_rows(&t.get_as(&format!("/library/imports/{import}.csv"), CURATOR));
    assert_eq!(rows.len(), 151);
    assert_eq!(rows[150], ["refused", "table.csv", "150", "Dat", "'=Row 150 has no date that exists."]);
}

#[test]
fn an_import_is_undone_only_by_a_person_who_is_sure() {
    let (t, import) = world();
    let undo = format!("/library/imports/{import}/undo");
    assert_eq!(t.post_as(&undo, CURATOR, &[]).status, 422);
    assert_eq!(t.get("/library/documents/demo%3A1").status, 200);
    assert_eq!(t.post_as(&undo, CURATOR, &[("sure", "yes")]).status, 303);
    assert_eq!(t.get("/library/documents/demo%3A1").status, 404);
    let html = t.get_as(&format!("/library/imports/{import}"), CURATOR).text();
    assert!(html.contains("This import was undone on") && !html.contains(&undo));
}

// Baskets and saved searches

// Figures

#[test]
fn a_year_without_coded_agreements_has_no_data_which_is_not_zero() {
    let (t, _) = world();
    let trend = t.get("/library/figures/trends.json?topic=amnesty").json();
    let share = |at: usize| trend["years"][at]["topics"][0]["share"].as_f64();
    assert_eq!(trend["years"].as_array().unwrap().len(), 3);
    assert_eq!((share(0), share(1), share(2)), (Some(1.0), None, Some(0.0)));
    assert_eq!((trend["years"][2]["n"].as_i64(), trend["undated"].as_i64()), (Some(1), Some(1)));
    let html = plain(&t.get("/library/figures/trends?topic=amnesty"));
    assert!(html.contains("no data") && html.contains("<svg") && html.contains("1 coded agreement has no known date"));
}

#[test]
fn a_trend_is_a_table_that_names_its_denominators_and_its_data_version() {
    let (t, _) = world();
    let rows = csv_rows(&t.get("/library/figures/trends.csv?topic=amnesty"));
    assert_eq!(rows[0], ["year", "topic", "with_topic", "n", "share", "data_version"]);
    assert_eq!(rows[1][..5], ["2019", "amnesty", "1", "1", "1.000000"]);
    assert_eq!(rows[2][..5], ["2020", "amnesty", "", "0", ""]);
    assert_eq!(rows[1][5].len(), 12);
}

#[test]
fn a_topic_that_no_coder_looked_for_is_unknown() {
    let (t, _) = world();
    let trend = t.get("/library/figures/trends.json?topic=gender-quota").json();
    assert!(trend["years"].as_array().unwrap().iter().all(|y| y["topics"][0]["share"].is_null()));
    assert!(t.get("/library/figures/trends?topic=gender-quota").text().contains("do not code the topic"));
    assert_eq!(t.get("/library/figures/trends?topic=no%20such").status, 404);
}

#[test]
fn filters_of_a_figure_stand_in_its_address() {
    let (t, _) = world();
    let with = |filter: &str| t.get(&format!("/library/figures/trends.json?topic=amnesty&{filter}")).json();
    assert_eq!(with("country=ISL")["years"].as_array().unwrap().len(), 3);
    assert_eq!(with("country=ISL&region=009")["years"], serde_json::json!([]));
    assert_eq!((with("region=009")["undated"].as_i64(), with("stage=Cea")["undated"].as_i64()), (Some(1), Some(0)));
    assert!(t.get("/library/figures/trends?topic=amnesty&country=ISL").text().contains("<option value=\"ISL\" selected>"));
    assert_eq!(t.get("/library/figures/trends?topic=amnesty&topic=amnesty&topic=amnesty&topic=amnesty&topic=amnesty").status, 422);
}

#[test]
fn the_map_counts_documents_and_shares_only_coded_ones() {
    let (t, _) = world();
    let counts = t.get("/library/figures/map.json").json();
    let shares = t.get("/library/figures/map.json?topic=amnesty").json();
    let row =
        |data: &serde_json::Value, at: usize| (data["areas"][at]["iso3"].as_str().unwrap().to_owned(), data["areas"][at]["n"].as_i64());
    assert_eq!((row(&counts, 0), row(&counts, 1)), (("ISL".into(), Some(2)), ("NZL".into(), Some(3))));
    assert_eq!((row(&shares, 0), row(&shares, 1)), (("ISL".into(), Some(2)), ("NZL".into(), Some(1))));
    let html = t.get("/library/figures/map").text();
    assert!(html.contains("<title>Iceland: 2</title>") && html.contains("do not imply official endorsement"));
    assert_eq!(csv_rows(&t.get("/library/figures/map.csv?topic=amnesty"))[1][..5], ["ISL", "2", "amnesty", "1", "0.500000"]);
}

#[test]
fn the_data_version_of_figures_changes_with_the_documents() {
    let (t, import) = world();
    let version = || t.get("/library/figures/map.json").json()["release"]["version"].as_str().unwrap().to_owned();
    let before = version();
    assert_eq!(before, version());
    t.post_as(&format!("/library/imports/{import}/undo"), CURATOR, &[("sure", "yes")]);
    assert_ne!(before, version());
}

// Export and sources

#[test]
fn visitors_export_only_what_may_be_given_on() {
    let (t, _) = world();
    for (who, included) in [("", false), (CURATOR, true)] {
        let html = t.get_as("/library/export", who).text();
        assert_eq!(html.contains("These sources are left out"), !included);
        for ending in ["csv", "jsonl"] {
            let text = t.get_as(&format!("/library/export.{ending}"), who).text();
            assert!(text.contains("A buffer zone is set up."));
            assert_eq!(text.contains("This text may not be given on."), included, "{who} {ending}");
        }
        assert!(t.get_as("/library/export.parquet", who).bytes.starts_with(b"PAR1"));
    }
}

#[test]
fn an_export_is_narrowed_and_holds_no_formulas() {
    let (t, _) = world();
    let rows = csv_rows(&t.get("/library/export.csv?country=NZL&kind=agreement"));
    assert_eq!(rows.len(), 1 + 4);
    assert!(rows.iter().any(|row| row.iter().any(|cell| cell == "'=HYPERLINK(\"x\")")));
    assert_eq!(csv_rows(&t.get("/library/export.csv?kind=report")).len(), 1);
}

#[test]
fn the_page_of_what_the_library_holds_equals_the_command() {
    let (t, _) = world();
    let told = crate::stats::stats(&t.app, &actor(Role::Curator)).unwrap();
    assert_eq!(t.get("/library/stats.json").json(), serde_json::to_value(&told).unwrap());
    let html = t.get("/library/sources").text();
    assert!(html.contains("Texts added here") && html.contains("As the operator states"));
}
