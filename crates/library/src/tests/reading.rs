use super::{CURATOR, READER, Told, ceasefire, empty, put, with};
use crate::document::{Document, DocumentKind, Relation};
use platform::testing::{TestApp, render_all};

const SEARCH: &str = "/library/search?q=buffer+zone";

fn library() -> TestApp {
    with(&[ceasefire()])
}

#[test]
fn every_page_renders_in_every_language_and_no_word_is_missing() {
    let t = empty();
    render_all(&t.app);
    for sample in (crate::DOMAIN.pages)() {
        for language in platform::languages::Language::ALL {
            let html = (sample.render)(&platform::web::Visit::sample(&t.app, language)).unwrap();
            let bare: Vec<&str> =
                html.split(['>', '<', '"', ' ', '\n']).filter(|w| w.starts_with("library-") || w.starts_with("platform-")).collect();
            assert!(bare.is_empty(), "{} in {language}: {bare:?}", sample.name);
        }
    }
}

#[test]
fn the_six_languages_have_the_same_words() {
    let keys = |code: &str| -> std::collections::BTreeSet<String> {
        let words = crate::DOMAIN.words.iter().find(|(c, _)| *c == code).unwrap().1;
        words.lines().filter(|l| l.starts_with("library-")).filter_map(|l| l.split_once(" =").map(|(key, _)| key.to_owned())).collect()
    };
    for code in ["ar", "es", "fr", "ru", "zh"] {
        assert_eq!(keys("en"), keys(code), "{code}");
    }
}

#[test]
fn an_empty_library_tells_a_curator_what_to_do_first() {
    let t = empty();
    assert!(t.get_as("/", CURATOR).text().contains("href=\"/library/imports\""));
    let visitor = t.get("/").text();
    assert!(visitor.contains("The library is empty") && !visitor.contains("/library/imports"));
}

#[test]
fn a_visitor_who_may_not_read_is_asked_to_sign_in() {
    static DOMAINS: &[&platform::Domain] = &[&crate::DOMAIN, &platform::testing::PEOPLE];
    let t = TestApp::with(DOMAINS, &[("visitors_may_read", "false")]);
    assert!(t.get("/").text().contains("href=\"/sign-in?next=/\""));
    assert_eq!(t.get("/library/search?q=x").status, 401);
}

#[test]
fn the_first_page_counts_what_is_here_and_names_its_source() {
    let html = library().get("/").text();
    assert!(html.contains("href=\"/library/documents?kind=ceasefire\""));
    assert!(html.contains("The demo world") && html.contains("CC0 1.0"));
}

#[test]
fn a_question_finds_the_provision_and_marks_the_words() {
    let html = library().get(SEARCH).text();
    assert!(html.contains("href=\"/library/provisions/demo%3Aorrin%231\""), "{html}");
    assert!(html.to_lowercase().contains("<mark>buffer zone</mark>") || html.contains("<mark>buffer</mark>"));
}

#[test]
fn the_same_address_with_json_gives_the_answer_as_data() {
    let answer = library().get("/library/search.json?q=buffer+zone").json();
    assert_eq!(answer["hits"][0]["document"], "demo:orrin");
    assert!(answer["total"].as_u64().unwrap() >= 1);
}

#[test]
fn a_filter_is_a_link_that_switches_it_on_and_off_and_turns_to_the_first_page() {
    let t = library();
    let html = t.get(&format!("{SEARCH}&offset=20")).text();
    assert!(html.contains("href=\"/library/search?q=buffer+zone&#38;kind=ceasefire\""), "{html}");
    let on = t.get(&format!("{SEARCH}&kind=ceasefire")).text();
    assert!(on.contains("class=\"chip on\" href=\"/library/search?q=buffer+zone\""), "{on}");
}

#[test]
fn a_date_that_does_not_exist_is_told_on_the_page_itself() {
    let got = library().get("/library/search?q=x&from=2021-02-31");
    assert_eq!(got.status, 422);
    assert!(got.text().contains("role=\"alert\"") && got.text().contains("value=\"2021-02-31\""));
}

#[test]
fn only_people_who_signed_in_are_offered_the_basket() {
    let t = library();
    assert!(t.get_as(SEARCH, READER).text().contains("action=\"/library/baskets/put\""));
    assert!(!t.get(SEARCH).text().contains("/library/baskets"));
}

#[test]
fn a_document_shows_its_text_with_anchors_and_what_is_not_known() {
    let html = library().get("/library/documents/demo%3Aorrin").text();
    assert!(html.contains("id=\"p2\"") && html.contains("href=\"/library/provisions/demo%3Aorrin%232\""));
    assert!(html.contains("9 June 2021") && html.contains("Talvir Autonomy Front") && html.contains("unknown"));
}

#[test]
fn a_document_without_a_date_says_so() {
    let t = with(&[Told { document: Document::named("demo:x", DocumentKind::Report, "A report", "demo"), provisions: Vec::new() }]);
    assert!(t.get("/library/documents/demo%3Ax").text().contains("date unknown"));
    assert!(t.get("/library/documents").text().contains("date unknown"));
}

#[test]
fn a_document_that_was_superseded_says_by_which() {
    let mut later = Document::named("demo:later", DocumentKind::Ceasefire, "The later ceasefire", "demo");
    later.relations = vec![Relation { kind: "supersedes".into(), of: "demo:orrin".into() }];
    let t = with(&[ceasefire(), Told { document: later, provisions: Vec::new() }]);
    let html = t.get("/library/documents/demo%3Aorrin").text();
    assert!(html.contains("superseded by") && html.contains("href=\"/library/documents/demo%3Alater\""));
}

#[test]
fn the_same_text_in_other_languages_is_linked_both_ways_and_among_sisters() {
    let version = |code: &str| {
        let mut d = Document::named(&format!("demo:orrin-{code}"), DocumentKind::Ceasefire, &format!("Orrin {code}"), "demo");
        d.language = methods::language::Language::from_code(code);
        d.relations = vec![Relation { kind: "translation of".into(), of: "demo:orrin".into() }];
        Told { document: d, provisions: Vec::new() }
    };
    let t = with(&[ceasefire(), version("fr"), version("ar")]);
    let french = t.get("/library/documents/demo%3Aorrin-fr").text();
    assert!(french.contains("demo%3Aorrin-ar\"") && french.contains("demo%3Aorrin\""));
    assert!(t.get("/library/documents/demo%3Aorrin").text().contains("demo%3Aorrin-ar\""));
}

#[test]
fn a_withdrawn_provision_is_folded_away_and_its_address_still_answers() {
    let t = library();
    let mut corrected = ceasefire();
    corrected.provisions.remove(1);
    put(&t, &[corrected]);
    let html = t.get("/library/documents/demo%3Aorrin").text();
    let folded = html.split("<details class=\"withdrawn\">").nth(1).expect("something is folded");
    assert!(folded.contains("id=\"p2\""));
    assert!(t.get("/library/provisions/demo%3Aorrin%232").text().contains("no longer holds this provision"));
}

#[test]
fn a_corrected_provision_shows_how_it_read_before() {
    let t = library();
    let mut corrected = ceasefire();
    corrected.provisions[0].2 = "A buffer zone eight kilometres deep lies along the Quellin Line.".into();
    put(&t, &[corrected]);
    let html = t.get("/library/provisions/demo%3Aorrin%231").text();
    assert!(html.contains("<del>six</del><ins>eight</ins>"), "{html}");
}

#[test]
fn citations_stand_at_the_same_address_with_another_ending() {
    let t = library();
    for (ending, kind, begins) in [
        ("bib", "application/x-bibtex", "@misc{demo-orrin-1"),
        ("ris", "application/x-research-info-systems", "TY  - "),
        ("csl.json", "application/vnd.citationstyles.csl+json", "[{\"id\":\"demo-orrin-1\""),
    ] {
        let got = t.get(&format!("/library/provisions/demo%3Aorrin%231.{ending}"));
        assert!(got.header("content-type").starts_with(kind) && got.text().starts_with(begins), "{ending}: {}", got.text());
    }
    assert!(t.get("/library/documents/demo%3Aorrin.bib").text().starts_with("@misc{demo-orrin,"));
    assert_eq!(t.get("/library/documents/demo%3Aorrin.json").json()["id"], "demo:orrin");
}

#[test]
fn a_curator_adds_accepts_rejects_and_takes_back_a_topic() {
    let t = library();
    let (page, action) = ("/library/provisions/demo%3Aorrin%231.json", "/library/provisions/demo%3Aorrin%231/topics");
    let thesaurus = crate::index::thesaurus(&t.app).unwrap();
    let concept = thesaurus.concepts().first().expect("the product comes with topics");
    let state = || -> Option<String> {
        let topics = t.get(page).json()["topics"].as_array().cloned().unwrap_or_default();
        topics
            .iter()
            .find(|x| x["topic"] == concept.id.as_str() && x["state"] != "suggested")
            .map(|x| x["state"].as_str().unwrap().to_owned())
    };
    for (given, sent, then) in [
        (concept.labels[0].preferred.as_str(), "accepted", Some("accepted")),
        (concept.id.as_str(), "rejected", Some("rejected")),
        (concept.id.as_str(), "back", None),
    ] {
        assert_eq!(t.post_as(action, CURATOR, &[("topic", given), ("state", sent)]).status, 303);
        assert_eq!(state().as_deref(), then);
    }
}

#[test]
fn a_reader_may_not_decide_on_topics_and_is_not_shown_how() {
    let t = library();
    let path = "/library/provisions/demo%3Aorrin%231";
    assert_eq!(t.post_as(&format!("{path}/topics"), READER, &[("topic", "x"), ("state", "accepted")]).status, 403);
    assert!(!t.get_as(path, READER).text().contains("%231/topics\""));
}

#[test]
fn a_topic_that_is_not_there_is_named_with_what_to_do() {
    let got = library().post_as("/library/provisions/demo%3Aorrin%231/topics", CURATOR, &[("topic", "qqqq"), ("state", "accepted")]);
    assert_eq!(got.status, 422);
    assert!(got.text().contains("qqqq"));
}

#[test]
fn a_pasted_text_finds_provisions_like_it_and_a_provision_never_itself() {
    let t = library();
    let pasted = t.post_as("/library/similar", "", &[("text", "The buffer zone shall be free of forces and weapons.")]);
    assert!(pasted.text().contains("demo%3Aorrin%232"));
    let similar = t.get("/library/similar.json?provision=demo%3Aorrin%232").json();
    assert!(similar["hits"].as_array().unwrap().iter().all(|hit| hit["provision"] != "demo:orrin#2"));
}

#[test]
fn a_year_without_documents_is_shown_as_unknown() {
    let mut earlier = Document::named("demo:early", DocumentKind::Agreement, "An early text", "demo");
    earlier.date = "2014".parse().ok();
    earlier.process = Some("Talvir peace process".into());
    let t = with(&[ceasefire(), Told { document: earlier, provisions: Vec::new() }]);
    let html = t.get("/library/processes/Talvir%20peace%20process").text();
    assert!(html.contains("class=\"gap\"") && html.contains("what happened is unknown"));
    assert!(t.get("/library/processes").text().contains("href=\"/library/processes/Talvir%20peace%20process\""));
}

#[test]
fn a_comparison_says_that_an_empty_cell_is_no_proof() {
    let other = Told {
        document: Document::named("demo:other", DocumentKind::Report, "A report", "demo"),
        provisions: vec![("paragraph".into(), "1.".into(), "The markets are open.".into())],
    };
    let html = with(&[ceasefire(), other]).get("/library/compare?document=demo%3Aorrin&document=demo%3Aother").text();
    assert!(html.contains("It does not mean that there is none"));
}

#[test]
fn a_comparison_with_one_document_asks_for_another() {
    let t = library();
    assert!(t.get("/library/compare?document=demo%3Aorrin&document=").text().contains("value=\"demo:orrin\""));
    let got = t.get("/library/compare?document=demo%3Aorrin&document=demo%3Anone");
    assert_eq!((got.status.as_u16(), got.text().contains("role=\"alert\"")), (404, true));
}

#[test]
fn a_list_of_documents_is_narrowed_and_turned_page_by_page() {
    let many: Vec<Told> = (0..53)
        .map(|n| Told {
            document: Document::named(&format!("demo:r{n:02}"), DocumentKind::Report, &format!("Report {n}"), "demo"),
            provisions: Vec::new(),
        })
        .collect();
    let t = with(&many);
    let first = t.get("/library/documents?kind=report").text();
    let next = first
        .split("rel=\"next\" href=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("there is a next page")
        .replace("&#38;", "&");
    assert_eq!(t.get(&next).text().matches("<li><span class=\"when\">").count(), 3);
    assert!(t.get("/library/documents?kind=agreement").text().contains("No document fits"));
}

#[test]
fn a_page_asks_nothing_of_another_origin() {
    let html = library().get(SEARCH).text();
    let foreign = html
        .match_indices("src=\"")
        .chain(html.match_indices("<link "))
        .filter(|(at, _)| html[*at..].split('>').next().is_some_and(|tag| tag.contains("://")))
        .count();
    assert_eq!(foreign, 0);
    assert!(!html.contains("style=\"") && !html.contains("onclick"));
}

#[test]
fn a_wording_that_several_texts_use_is_one_hit_and_its_variants_are_shown_word_by_word() {
    let told = |id: &str, date: &str, text: &str| {
        let mut document = Document::named(id, DocumentKind::Agreement, "Understanding on the weir", "demo");
        document.date = date.parse().ok();
        document.language = methods::language::Language::from_code("en");
        Told { document, provisions: vec![("paragraph".into(), "1".into(), text.into())] }
    };
    let t = with(&[
        told("demo:weir-1", "2011", "Each village sends two wardens to the weir until 3 May 2012."),
        told("demo:weir-2", "2013", "Each village sends three wardens to the weir until 9 July 2014."),
    ]);
    let found =
        |more: &str| t.get(&format!("/api/v1/library/search?q=wardens+to+the+weir{more}")).json()["hits"].as_array().unwrap().clone();
    assert_eq!((found("").len(), found("&families=false").len()), (1, 2));
    assert!(found("")[0]["why"].to_string().contains("wardens"), "{}", found("")[0]["why"]);
    let page = t.get("/library/search?q=wardens+to+the+weir").text();
    assert!(page.contains("Used in") && page.contains("documents, 2011–2013"), "{page}");
    let wordings = t.get("/library/wordings?provision=demo%3Aweir-1%231").text();
    assert!(wordings.contains("<del>two</del><ins>three</ins>"), "{wordings}");
    assert_eq!(t.get("/library/wordings?provision=demo%3Anever%231").status, 404);
}

#[test]
fn where_nothing_answers_the_page_and_programs_say_so() {
    let t = library();
    let ask = |q: &str| {
        (t.get(&format!("/library/search.json?q={q}")).json()["answered"].clone(), t.get(&format!("/library/search?q={q}")).text())
    };
    let (answered, page) = ask("refund+of+airline+tickets+and+zone+parking");
    assert!(answered == false && page.contains("Nothing here answers"), "{answered} {page}");
    let (answered, page) = ask("who+monitors+the+ceasefire");
    assert!(answered == true && !page.contains("Nothing here answers"), "{answered}");
}
