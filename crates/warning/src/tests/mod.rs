//! Stories through command, page and form.

mod bringing;
mod programs;
mod watching;

use crate::DOMAIN;
use crate::import::{self, Order, OrderKind, Source};
use methods::forecast::month::Month;
use platform::Domain;
use platform::actor::{Actor, Role};
use platform::cli::Console;
use platform::kit::{Acts, Given};
use platform::testing::{Got, PEOPLE, TestApp, actor, prepare_all, render_all};
use std::path::PathBuf;

static DOMAINS: &[&Domain] = &[&DOMAIN, &PEOPLE];
const CURATOR: &str = "test_role=curator";
const OFFICER: &str = "test_role=desk_officer";

#[test]
fn every_statement_is_understood_by_the_database() {
    prepare_all(&TestApp::open(DOMAINS).app);
}

#[test]
fn every_page_renders_in_every_language() {
    render_all(&TestApp::open(DOMAINS).app);
}

/// A page's text without the marks that keep numbers and names apart from text of another
/// direction.
/// The releases that were imported, the newest first.
pub(super) fn releases(t: &TestApp) -> Vec<import::Release> {
    let all = |c: &mut platform::db::Connection| {
        c.all(crate::store::release::RELEASES, &[platform::db::Value::Null, platform::db::Value::Null], crate::store::release::release)
    };
    let mut all = t.app.read(&Actor::local_operator(), all).unwrap();
    all.sort_by(|a, b| b.id.cmp(&a.id));
    all
}

fn bare(got: &Got) -> String {
    got.text().replace(['\u{2068}', '\u{2069}'], "")
}

fn write(t: &TestApp, name: &str, text: &str) -> PathBuf {
    let path = t.folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn bring(t: &TestApp, kind: OrderKind, path: PathBuf, covers: Option<(Month, Month)>) -> import::Release {
    let order = Order { kind, files: vec![import::Source::on_disk(&path)], covers };
    let mut console = Console::writing_to(t.app.clone(), true, Box::new(std::io::sink()));
    let result = console.run_job(import::JOB.name, &serde_json::to_value(&order).unwrap()).unwrap();
    import::report(&t.app, &Actor::local_operator(), result["release"].as_str().unwrap(), 0, 100).unwrap().import
}

/// Ten years of five countries: two quiet, three at war now and then.
fn series() -> String {
    let mut text = String::from("month_id,country_id,name,iso3,ged_sb\n");
    for (id, iso3) in [(1, "XQA"), (2, "XQB"), (3, "XQC"), (4, "XQD"), (5, "XQE")] {
        for month in 400..=520 {
            let deaths = if id <= 2 { 0 } else { (month * 7 + id * 13) % 41 * (id - 2) };
            text.push_str(&format!("{month},{id},Country {iso3},{iso3},{deaths}\n"));
        }
    }
    text
}

fn event(id: &str, kind: u8, start: &str, end: &str, best: i64) -> String {
    format!("{id},{kind},530,Ethiopia,{start} 00:00:00.000,{end} 00:00:00.000,{best},{best},{best},Here,9.0,39.0,1,A,B,A: Government\n")
}

fn ged(rows: &[String]) -> String {
    let head = "id,type_of_violence,country_id,country,date_start,date_end,best,low,high,where_coordinates,latitude,longitude,where_prec,side_a,side_b,conflict_name\n";
    format!("{head}{}", rows.concat())
}

fn of_ethiopia(t: &TestApp) -> serde_json::Value {
    t.get("/warning/countries/ETH.json").json()
}

#[test]
fn the_day_an_event_ended_decides_its_month() {
    let t = TestApp::open(DOMAINS);
    let path = write(&t, "ged.csv", &ged(&[event("1", 1, "2021-01-30", "2021-02-02", 7), event("2", 2, "2021-02-03", "2021-02-03", 50)]));
    bring(&t, OrderKind::Ged, path, None);
    let page = of_ethiopia(&t);
    assert_eq!(page["observed"], serde_json::json!([{"month": "2021-02", "deaths": 7.0, "source": "ucdp_ged"}]));
}

#[test]
fn the_same_file_twice_changes_nothing_and_a_later_release_revises_and_withdraws() {
    let t = TestApp::open(DOMAINS);
    let first = ged(&[event("1", 1, "2021-02-01", "2021-02-02", 7), event("2", 1, "2021-03-01", "2021-03-27", 5)]);
    let covers = Some((Month::of(2021, 1), Month::of(2021, 3)));
    bring(&t, OrderKind::Ged, write(&t, "a.csv", &first), covers);
    let again = bring(&t, OrderKind::Ged, write(&t, "a.csv", &first), covers);
    assert_eq!((again.counts.events_same, again.counts.events_new, again.counts.months_new + again.counts.months_revised), (2, 0, 0));
    let later = bring(&t, OrderKind::Ged, write(&t, "b.csv", &ged(&[event("2", 1, "2021-03-01", "2021-03-27", 9)])), covers);
    assert_eq!((later.counts.events_revised, later.counts.events_withdrawn), (1, 1));
    let deaths: Vec<f64> = of_ethiopia(&t)["observed"].as_array().unwrap().iter().map(|o| o["deaths"].as_f64().unwrap()).collect();
    assert_eq!(deaths, [0.0, 0.0, 9.0]);
    let history = crate::event::history(&t.app, &Actor::local_operator(), "ucdp_ged", "2").unwrap();
    assert_eq!(history.iter().map(|v| (v.deaths_best, v.ended_as.as_deref())).collect::<Vec<_>>(), [(5, Some("revised")), (9, None)]);
    // Taken back, the release before holds again; nobody does so by a slip.
    let undo = format!("/warning/releases/{}/undo", later.id);
    let asked = t.get_as(&undo, "test_role=curator").text();
    assert!(asked.contains("b.csv") && asked.contains("becomes as it was before"), "{asked}");
    assert_eq!(t.post_as(&undo, "test_role=curator", &[]).status, 303);
    let deaths: Vec<f64> = of_ethiopia(&t)["observed"].as_array().unwrap().iter().map(|o| o["deaths"].as_f64().unwrap()).collect();
    assert_eq!(deaths, [0.0, 7.0, 5.0]);
}

fn events_of_every_precision() -> TestApp {
    let t = TestApp::open(DOMAINS);
    let at = |precision: &str, id: usize| {
        event(&id.to_string(), 1, "2021-02-01", "2021-02-02", 7).replace(",9.0,39.0,1,", &format!(",9.0,39.0,{precision},"))
    };
    let rows: Vec<String> = ["1", "2", "3", "4", "5", "6", "7", ""].into_iter().zip(1..).map(|(precision, id)| at(precision, id)).collect();
    bring(&t, OrderKind::Ged, write(&t, "ged.csv", &ged(&rows)), None);
    t
}

#[test]
fn a_place_on_the_map_is_never_sharper_than_the_source_says() {
    let t = events_of_every_precision();
    let page = t.get("/warning/countries/ETH/events").text();
    // Six circles; what is only known to lie in the country is its whole outline, once.
    assert_eq!((page.matches("<ellipse").count(), page.matches("<path class=\"spot whole").count()), (6, 1), "{page}");
    assert!(
        page.contains("Nobody said how exact")
            && page.matches(" all around").count() == 6
            && page.contains("do not imply official endorsement")
    );
    let radius = |at: usize| t.get("/warning/countries/ETH/events.json").json()["map"]["places"][at]["area"].clone();
    let areas: Vec<serde_json::Value> = (0..8).map(radius).collect();
    assert_eq!(areas.iter().filter(|a| a["shape"] == "country").count(), 2, "{areas:?}");
    let features = t.get("/warning/countries/ETH/events.geojson").json();
    let features = features["features"].as_array().unwrap();
    assert!(features.iter().all(|f| f["geometry"].is_null() || f["geometry"]["type"] == "Polygon"));
    assert_eq!(features.iter().filter(|f| f["geometry"].is_null()).count(), 2);
    assert_eq!(t.get("/warning/countries/ETH/events.csv").text().lines().count(), 9);
}

#[test]
fn a_map_of_events_refuses_what_it_does_not_understand() {
    let t = events_of_every_precision();
    for (query, said) in [
        ("from=2021", "is not a month"),
        ("from=2021-05&until=2021-01", "ends (2021-01) before it begins"),
        ("violence=loud", "is no kind of violence"),
    ] {
        let got = t.get(&format!("/warning/countries/ETH/events?{query}"));
        assert!(got.status == 422 && bare(&got).contains(said), "{query}: {}", got.text());
    }
    assert_eq!(t.get("/warning/countries/QQQ/events").status, 404);
    assert!(t.get("/warning/countries/ETH/events?from=2019-01&until=2019-12").text().contains("that does not mean that there were none"));
}

#[test]
fn half_a_month_of_data_is_not_a_zero() {
    let t = TestApp::open(DOMAINS);
    let path = write(&t, "ged.csv", &ged(&[event("1", 1, "2021-01-30", "2021-01-30", 7)]));
    let release = bring(&t, OrderKind::Ged, path, Some((Month::of(2021, 1), Month::of(2021, 3))));
    assert_eq!(release.covers_until.as_deref(), Some("2021-02"));
    let months = of_ethiopia(&t)["observed"].as_array().unwrap().len();
    assert_eq!(months, 2);
    // The half month's event is kept, its sum is not drawn.
    let path = write(&t, "more.csv", &ged(&[event("2", 1, "2021-04-01", "2021-04-02", 3)]));
    bring(&t, OrderKind::Ged, path, Some((Month::of(2021, 3), Month::of(2021, 4))));
    let page = of_ethiopia(&t);
    assert_eq!(page["observed"].as_array().unwrap().iter().map(|o| o["month"].as_str().unwrap()).max(), Some("2021-03"));
    assert_eq!(t.get("/warning/countries/ETH/events.json").json()["map"]["events_all"], 2);
}

#[test]
fn bad_rows_are_named_and_kept_aside() {
    let t = TestApp::open(DOMAINS);
    let bad = [
        event("1", 1, "2021-03-02", "2021-03-01", 7),
        event("2", 1, "2021-03-01", "2021-03-02", -3),
        event("3", 1, "2021-03-01", "2021-03-02", 4),
    ];
    let path = write(&t, "ged.csv", &ged(&bad));
    let release = bring(&t, OrderKind::Ged, path, None);
    assert_eq!((release.counts.read, release.counts.refused, release.counts.events_new), (3, 2, 1));
    let page = bare(&t.get_as(&format!("/warning/releases/{}", release.id), CURATOR));
    assert!(page.contains("ends (2021-03-01) before it starts") && page.contains("negative number of deaths"), "{page}");
    let table = t.get(&format!("/warning/releases/{}.csv", release.id)).text();
    assert!(table.starts_with("severity,file,row,column,reason\nrefused,ged.csv,2,date_end,"), "{table}");
    // Each reads it in their own language, also as a table and as a program.
    let french = format!("{CURATOR}; goodoffices_language=fr");
    for address in ["/warning/releases/", "/api/v1/warning/releases/"] {
        let got = bare(&t.get_as(&format!("{address}{}", release.id), &french));
        assert!(got.contains("se termine (2021-03-01) avant de commencer"), "{address}: {got}");
    }
    let got = t.get_as(&format!("/warning/releases/{}.csv", release.id), &french).text();
    assert!(got.contains("se termine (2021-03-01) avant de commencer"), "{got}");
    let second = t.get(&format!("/api/v1/warning/releases/{}?from=1", release.id)).json();
    assert_eq!((second["notes"][0]["row"].as_i64(), second["notes"].as_array().unwrap().len()), (Some(3), 1));
}

fn with_forecast() -> TestApp {
    let t = TestApp::open(DOMAINS);
    let path = write(&t, "series.csv", &series());
    bring(&t, OrderKind::Series, path, None);
    crate::forecast::make(&t.app, &Actor::local_operator(), None, &|_, _, _| Ok(())).unwrap();
    t
}

#[test]
fn a_forecast_is_stored_once_with_what_it_rests_on_and_shown() {
    let t = with_forecast();
    let shown = t.get("/warning.json").json();
    assert_eq!((shown["made"]["cut_off"].as_str(), shown["lines"].as_array().unwrap().len()), (Some("2023-04"), 5));
    let again = crate::forecast::make(&t.app, &Actor::local_operator(), None, &|_, _, _| Ok(())).unwrap();
    assert_eq!(again.id, shown["made"]["id"].as_str().unwrap());
    let page = t.get("/warning/countries/XQE").text();
    assert!(page.contains("<svg") && page.contains("pool-2"), "{page}");
    let data = t.get("/warning/countries/XQE.json").json();
    assert_eq!(data["forecast"]["months"].as_array().unwrap().len(), 14);
    let reasons = &data["forecast"]["reasons"];
    let sum: f64 = reasons["parts"].as_array().unwrap().iter().map(|p| p["chance_25_change"].as_f64().unwrap()).sum();
    let change = reasons["chance_25_now"].as_f64().unwrap() - reasons["chance_25_before"].as_f64().unwrap();
    assert!((sum - change).abs() < 1e-9);
}

#[test]
fn a_release_that_a_forecast_rests_on_is_not_taken_back() {
    let t = with_forecast();
    let release = releases(&t).remove(0);
    let error = import::UNDO.act(&t.app, &Actor::local_operator(), &release.id, &Given::default()).unwrap_err();
    assert_eq!(error.code(), "conflict", "{error}");
}

#[test]
fn a_forecast_is_to_be_had_as_a_table() {
    let t = with_forecast();
    let csv = t.get("/warning.csv?step=3").text();
    assert_eq!(csv.lines().count(), 6);
    assert!(csv.starts_with("country,month,step,"), "{csv}");
}

#[test]
fn scores_stand_beside_every_baseline() {
    let t = TestApp::open(DOMAINS);
    assert!(t.get("/warning/scores").text().contains("keep-score"));
    let path = write(&t, "series.csv", &series());
    bring(&t, OrderKind::Series, path, None);
    crate::ledger::make(&t.app, &Actor::local_operator(), &[2022], &|_, _, _| Ok(())).unwrap();
    let ledger = t.get("/warning/scores.json").json();
    let models: Vec<&str> = ledger["by_year"].as_array().unwrap().iter().map(|s| s["model"].as_str().unwrap()).collect();
    assert_eq!(models.len(), 5);
    let page = t.get("/warning/scores").text();
    for drawing in ["Scores as multiples of the last 12 months", "How often each chance was said", "Mean width of the 90 % range"] {
        assert!(page.contains(&format!("aria-label=\"{drawing}")), "{drawing}");
    }
    assert_eq!(page.matches("class=\"c1 ring\"").count(), 3, "one ring a year for each of CRPS, IGN and MIS");
}

#[test]
fn scores_are_to_be_had_for_one_year_one_distance_and_one_region() {
    let t = TestApp::open(DOMAINS);
    let series = series().replace("XQE", "COL").replace("XQD", "MLI");
    bring(&t, OrderKind::Series, write(&t, "series.csv", &series), None);
    crate::ledger::make(&t.app, &Actor::local_operator(), &[2021, 2022], &|_, _, _| Ok(())).unwrap();
    let n = |query: &str| {
        let found = t.get(&format!("/warning/scores.json?{query}")).json();
        found["chances"].as_array().unwrap().iter().map(|c| c["n"].as_i64().unwrap()).max().unwrap_or(0)
    };
    let counts: Vec<i64> = ["", "year=2022", "year=2022&step=3", "year=2022&step=3&region=019", "year=1999"].map(n).into();
    assert_eq!(counts, [120, 60, 5, 1, 0]);
    let one = t.get("/warning/scores.json?step=3&region=019").json();
    assert_eq!(one["by_year"].as_array().unwrap().len(), 10);
    assert!(one["by_region"][0]["held_90_share"].is_number() && one["by_region"][0]["mis"].is_number());
    assert!(t.get("/warning/scores?year=1999").text().contains("Nothing was scored in this part."));
    assert_eq!(t.get("/warning/scores?year=then").status, 422);
    let csv = t.get("/warning/scores.csv?year=2022").text();
    assert!(csv.contains("region,019,method,") && csv.contains("months_ahead,14,zero,") && !csv.contains("year,2021,"), "{csv}");
}

#[test]
fn an_officer_judges_a_situation_and_scenarios_must_sum_to_a_hundred() {
    let t = with_forecast();
    let compartment = programs::compartment(&t);
    let form = [("title", "The pass"), ("country", "XQE"), ("compartment", compartment.as_str())];
    let opened = t.post_as("/warning/situations/open", OFFICER, &form);
    assert_eq!(opened.status, 303);
    let address = opened.header("location").to_owned();
    let note = [
        ("month", "2026-10"),
        ("direction", "deteriorated"),
        ("confidence", "moderate"),
        ("rationale", "Talks stalled."),
        ("risk_alert", "yes"),
        ("chance_month", "2199-01"),
        ("chance_25", "35 %"),
    ];
    assert_eq!(t.post_as(&format!("{address}/note"), OFFICER, &note).status, 303);
    let page = t.get_as(&address, OFFICER).text();
    assert!(page.contains("Talks stalled.") && page.contains("35%"), "{page}");
    let set = |lines: &str| t.post_as(&format!("{address}/set-scenarios"), OFFICER, &[("scenarios", lines)]);
    let refused = set("60 % It holds\n30 % It breaks");
    assert_eq!(refused.status, 422);
    assert!(bare(&refused).contains("sum to 90 of 100") && refused.text().contains("30 % It breaks"), "{}", refused.text());
    assert_eq!(set("60 % It holds\n40 % It breaks").status, 303);
    // What is confidential is not there for others, whatever their role.
    for other in ["test_role=reader", "test_role=desk_officer; test_name=bela", "test_role=administrator"] {
        assert_eq!(t.get_as(&address, other).status, 404, "{other}");
        assert!(!t.get_as("/warning/situations", other).text().contains("The pass"), "{other}");
    }
}

#[test]
fn a_chance_for_a_month_that_is_over_is_refused() {
    let t = with_forecast();
    let curator = actor(Role::Curator);
    let id = crate::situation::OPEN.act(&t.app, &curator, "", &Given::of(&[("title", "The pass"), ("country", "XQE")])).unwrap();
    let said = [("month", "2026-10"), ("direction", "unchanged"), ("confidence", "low"), ("rationale", "Quiet.")];
    let note = |month: &str| {
        crate::situation::NOTE.act(&t.app, &curator, &id, &Given::of(&said).with("chance_month", month).with("chance_25", "0.5"))
    };
    assert!(note("2020-01").is_err());
    assert!(note("2199-01").is_ok());
}

#[test]
fn deaths_by_month_of_published_events_equal_the_published_series() {
    let Some(shared) = platform::testing::shared_data() else { return };
    let t = TestApp::open(DOMAINS);
    bring(&t, OrderKind::Series, shared.join("forecast/cm_ged_sb_history_to_2021-12.csv"), None);
    // Of Ethiopia the file is older than the series for the months since November 2020.
    for (file, country, months, until) in
        [("ged_sierra_leone.csv", "SLE", 114, 504), ("ged_venezuela.csv", "VEN", 3, 504), ("ged_ethiopia.csv", "ETH", 223, 490)]
    {
        bring(&t, OrderKind::Ged, shared.join("events").join(file), None);
        let cells = t.app.read(&Actor::local_operator(), |c| crate::store::event::cells_of_country(c, country)).unwrap();
        let state: Vec<_> = cells.into_iter().filter(|(_, violence, month, _)| violence == "state" && month.0 <= until).collect();
        let both: Vec<_> = state.chunk_by(|a, b| a.2 == b.2).filter(|same| same.len() == 2).collect();
        assert_eq!(both.len(), months, "{country}");
        assert!(both.iter().all(|same| same[0].3 == same[1].3), "{country}");
    }
}

#[test]
fn programs_read_what_the_pages_show() {
    let t = with_forecast();
    let world = t.get("/api/v1/warning/forecasts/newest?step=2").json();
    assert_eq!(world["countries"].as_array().unwrap().len(), 5);
    assert_eq!(t.get("/api/v1/warning/countries/XQE/forecast").json()["months"][1]["step"], 2);
    assert_eq!(t.get("/api/v1/warning/countries/XQE/events?from=2020").status, 422);
    assert_eq!(t.get("/api/v1/warning/feeds").json()[0]["source"], "series");
    // As on the page: who reads sees alerts, and no mail address of them.
    assert_eq!(t.get("/api/v1/warning/alerts").json()["items"], serde_json::json!([]));
    assert_eq!(t.get("/api/v1/warning/alerts/x/acknowledge").status, 405);
}

#[test]
fn the_demo_world_has_a_forecast_scores_a_situation_and_an_alert() {
    let t = TestApp::open(DOMAINS);
    let mut console = Console::writing_to(t.app.clone(), true, Box::new(std::io::sink()));
    crate::demo::fill(&mut console).unwrap();
    let page = t.get("/warning").text();
    // The invented region has a map of its own, with all fourteen states.
    assert_eq!(page.matches("<path class=\"land s").count(), 14, "{page}");
    assert_eq!(t.get("/warning/scores.json").json()["by_year"].as_array().unwrap().len(), 20);
    assert!(t.get("/warning/watches").text().contains("Ilse Maren"));
    let page = t.get("/warning/countries/XOR/events").text();
    assert!(page.contains("Pelvar Canal head") && page.contains("class=\"spot whole") && page.contains("At sea or in the air"), "{page}");
    // The second release revised and withdrew events of the first, and three of its rows were bad.
    let all = releases(&t);
    let release = all.into_iter().find(|r| r.source == "ucdp_ged").unwrap();
    assert_eq!((release.counts.events_withdrawn, release.counts.refused), (2, 3));
    assert!(release.counts.events_revised > 0 && release.covers_until.as_deref() == Some("2026-09"), "{release:?}");
    assert!(t.get("/warning/countries/XPE").text().contains("A second opinion"));
    assert!(t.get("/warning/scores.json").json()["second_opinion"]["scores"][0]["n"].as_i64().unwrap() > 50);
    // Lothmark was not observed before 2012, which is not a zero.
    let observed = t.get("/warning/countries/XLO.json").json()["observed"][0]["month"].as_str().unwrap().to_owned();
    assert_eq!(observed, "2012-01");
}
