//! Baskets, and searches that are kept.

use super::*;

#[test]
fn the_first_provision_opens_a_basket_named_in_the_readers_language() {
    let (t, _) = world();
    let french = format!("{READER}; goodoffices_language=fr");
    let got = t.post_as("/library/baskets/put", &french, &[("provision", "demo:1#1"), ("next", "/library/search?q=x")]);
    assert_eq!(
        (got.status.as_u16(), got.header("location")),
        (303, format!("/library/search?q=x&collected={}", newest_basket(&t)).as_str())
    );
    t.post_as("/library/baskets/put", READER, &[("provision", "demo:2#1")]);
    let baskets = t.get_as("/library/baskets.json", READER).json();
    assert_eq!((baskets["items"].as_array().unwrap().len(), baskets["total"].as_i64()), (1, Some(1)));
    let one = &baskets["items"][0];
    assert_eq!((one["title"].as_str(), one["items"].as_i64()), (Some("Mon panier"), Some(2)));
}

fn newest_basket(t: &TestApp) -> String {
    t.get_as("/library/baskets.json", READER).json()["items"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn what_was_collected_is_said_on_the_page_that_one_comes_back_to() {
    let (t, _) = world();
    let got = t.post_as("/library/baskets/put", READER, &[("provision", "demo:1#1"), ("next", "/library/provisions/demo%3A1%231")]);
    let page = t.get_as(got.header("location"), READER).text();
    assert!(page.contains("The provision is now in your basket") && page.contains(&format!("/library/baskets/{}", newest_basket(&t))));
    assert!(!t.get_as("/library/provisions/demo%3A1%231", READER).text().contains("The provision is now in your basket"));
}

#[test]
fn a_provision_that_is_not_there_opens_no_basket() {
    let (t, _) = world();
    assert_eq!(t.post_as("/library/baskets/put", READER, &[("provision", "demo:1#99")]).status, 404);
    assert_eq!(t.get_as("/library/baskets.json", READER).json()["items"], serde_json::json!([]));
    assert_eq!(t.post_as("/library/baskets/put", "", &[("provision", "demo:1#1")]).status, 401);
}

#[test]
fn a_form_leads_only_to_our_own_addresses() {
    let (t, _) = world();
    for next in ["https://elsewhere.test/", "//elsewhere.test", "/\\elsewhere.test"] {
        let got = t.post_as("/library/baskets/put", READER, &[("provision", "demo:1#1"), ("next", next)]);
        assert!(got.header("location").starts_with("/library/baskets/"), "{next}");
    }
}

/// A basket of the reader with two provisions; its address.
fn basket(t: &TestApp) -> String {
    let path = t.post_as("/library/baskets/open", READER, &[("title", "Ceasefire lines")]).header("location").to_owned();
    let id = path.rsplit('/').next().unwrap();
    for provision in ["demo:1#1", "demo:2#1"] {
        t.post_as("/library/baskets/put", READER, &[("provision", provision), ("basket", id)]);
    }
    path
}

#[test]
fn a_basket_keeps_order_and_notes_and_names_its_sources_in_every_export() {
    let (t, _) = world();
    let path = basket(&t);
    let part = ("provision", "demo:2#1");
    let moved = t.post_as(&format!("{path}/move"), READER, &[part, ("to", "up")]);
    assert_eq!(moved.header("location"), format!("{path}#demo%3A2%231"), "back to the provision itself");
    t.post_as(&format!("{path}/annotate"), READER, &[part, ("note", "Compare the width.")]);
    let data = t.get_as(&format!("{path}.json"), READER).json();
    assert_eq!((data["items"][0]["provision"].as_str(), data["items"][0]["note"].as_str()), (Some("demo:2#1"), Some("Compare the width.")));
    let html = t.get_as(&path, READER).text();
    assert!(html.find("A buffer zone is set up.").unwrap() < html.find("An amnesty is granted").unwrap());
    for text in [html, t.get_as(&format!("{path}.md"), READER).text()] {
        assert!(text.contains("Compare the width.") && text.contains("Good Offices project") && text.contains("CC0 1.0"));
    }
    let word = t.get_as(&format!("{path}.docx"), READER);
    assert!(word.bytes.starts_with(b"PK") && word.header("content-disposition").contains("basket.docx"));
    let out = t.post_as(&format!("{path}/take-out"), READER, &[part]);
    assert_eq!((out.status.as_u16(), out.header("location")), (303, path.as_str()));
    assert_eq!(t.get_as(&format!("{path}.json"), READER).json()["items"].as_array().unwrap().len(), 1);
}

#[test]
fn a_note_is_there_to_be_changed_and_one_that_is_too_long_is_a_fault_at_its_field() {
    let (t, _) = world();
    let path = basket(&t);
    let (note, part) = (format!("{path}/annotate"), ("provision", "demo:2#1"));
    t.post_as(&note, READER, &[part, ("note", "Compare the width.")]);
    let link = t.get_as(&path, READER).text();
    let link = link.split('"').find(|text| text.starts_with(&note) && text.contains("demo%3A2")).expect("a link to the note");
    let form = t.get_as(link, READER).text();
    assert!(form.contains("Compare the width.") && form.contains("<bdi>demo:2#1</bdi>"), "{form}");
    let long = "x".repeat(10_001);
    let refused = t.post_as(&note, READER, &[part, ("note", &long)]);
    assert!(refused.status == 422 && refused.text().contains("id=\"fault-note\"") && refused.text().contains(&long));
    let refused = t.post_as("/library/baskets/open", READER, &[("title", &long[..201])]);
    assert!(refused.status == 422 && refused.text().contains("id=\"fault-title\""));
    t.post_as(&note, READER, &[part, ("note", "")]);
    assert!(!t.get_as(&path, READER).text().contains("Compare the width."));
    assert_eq!(t.post_as(&note, READER, &[("provision", "demo:3#1"), ("note", "x")]).status, 404);
}

#[test]
fn a_basket_asks_before_it_goes_and_names_what_goes_with_it() {
    let (t, _) = world();
    let path = basket(&t);
    let asked = plain(&t.get_as(&format!("{path}/remove"), READER));
    assert!(asked.contains("Ceasefire lines") && asked.contains("with 2 provisions"), "{asked}");
    assert_eq!(t.get_as(&format!("{path}/remove"), CURATOR).status, 404);
}

#[test]
fn nobody_sees_or_changes_the_basket_of_another() {
    let (t, _) = world();
    let path = basket(&t);
    assert_eq!(t.get_as(&path, CURATOR).status, 404);
    let part = ("provision", "demo:1#1");
    let changes: [(&str, &[(&str, &str)]); 6] = [
        ("remove", &[]),
        ("rename", &[("title", "Lines")]),
        ("put", &[part]),
        ("take-out", &[part]),
        ("annotate", &[part, ("note", "x")]),
        ("move", &[part, ("to", "down")]),
    ];
    for (verb, fields) in changes {
        assert_eq!(t.post_as(&format!("{path}/{verb}"), CURATOR, fields).status, 404, "{verb}");
    }
    assert_eq!(t.post_as(&format!("{path}/rename"), READER, &[("title", "Lines")]).status, 303);
    assert_eq!(t.post_as(&format!("{path}/remove"), READER, &[]).header("location"), "/library/baskets");
    assert_eq!(t.get_as(&path, READER).status, 404);
}

#[test]
fn a_search_is_kept_run_again_and_forgotten() {
    let (t, _) = world();
    let form = t.get_as("/library/searches/save?query=q%3Dbuffer%2Bzone&title=buffer+zone", READER).text();
    assert!(form.contains("value=\"q=buffer+zone\"") && form.contains("value=\"buffer zone\""), "{form}");
    let got = t.post_as("/library/searches/save", READER, &[("title", "Zones"), ("query", "q=buffer+zone&kind=agreement")]);
    assert_eq!(got.header("location"), "/library/searches");
    let html = t.get_as("/library/searches", READER).text();
    assert!(html.contains("href=\"/library/search?q=buffer+zone"), "{html}");
    let id = t.get_as("/library/searches.json", READER).json()["items"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(t.post_as(&format!("/library/searches/{id}/forget"), CURATOR, &[]).status, 404);
    assert_eq!(t.post_as(&format!("/library/searches/{id}/forget"), READER, &[]).status, 303);
    assert_eq!(t.get_as("/library/searches.json", READER).json()["items"], serde_json::json!([]));
}
