//! Whatever was typed comes back as it was typed, and nothing else of the page changes: judged by
//! a reader of pages that reads them as browsers do.

use super::*;
use proptest::prelude::*;
use scraper::{ElementRef, Html, Node, Selector};

/// A page with every kind of field, in every place in which our templates put one.
const PAGE: &str = r#"<!doctype html>
<html lang="en" dir="ltr"><head><title>A <b>page</b></title><script>if (1 < 2) { "<form action='/x'>" }</script></head>
<body><header><form method="post" action="/sign-out"><input type="hidden" name="_token" value="fresh"><button>Out</button></form></header>
<main id="main">
<!-- <form method="post" action="/x"> -->
<h1>One &amp; all</h1>
<form method="get" action="/x"><input type="text" name="title" value="asked"></form>
<form class="row" method="post" action="/x"><input type="hidden" name="_token" value="fresh"><input type="hidden" name="id" value="1">
<button name="what" value="away">Away</button></form>
<details class="card"><summary>More</summary>
<form class="stack" method="post" action="/x"><input type="hidden" name="_token" value="fresh"><input type="hidden" name="id" value="2">
<label for="t">Its <em>title</em> &#38; name</label><input id="t" type="text" name="title" value="was" aria-describedby="hint-t" required>
<p class="hint" id="hint-t">Short.</p>
<label>Line <input name=plain></label>
<label for="n">Note</label><textarea id="n" name="note" rows="3">
was </textarea>
<p><label class="inline"><input type="checkbox" name="risk" value="1" checked> Risk</label>
<label class="inline"><input type="checkbox" name="on"> On</label></p>
<p><label><input type="radio" name="who" value="all" checked> All</label> <label><input type="radio" name="who" value="some"> Some</label></p>
<label for="k">Kind</label><select id="k" name="kind"><option value="a" selected>A</option><option value="b&#34;">B</option><option>plain</option></select>
<div class="row"><input type="text" name="line" aria-label="Line"> <input type="text" name="line" value="two" aria-label="Line"></div>
<input type="password" name="password"><input type="text" name="code" autocomplete="one-time-code"><input type="file" name="files">
<p><button>Send</button></p></form></details>
<input type="date" name="day" form="other"><form id="other" method="post" action="/y"><input type="hidden" name="_token" value="fresh"></form>
</main><svg><path d="M0 0"/></svg></body></html>"#;

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

fn refilled(action: &str, all: &[(&str, &str)], faults: &[(&str, &str)]) -> (String, Summary) {
    let mut kept = None;
    let (pairs, faults) = (pairs(all), pairs(faults));
    let html = refill(PAGE, &Sent { action, pairs: &pairs, faults: &faults, gone: "Gone." }, |summary| {
        kept = Some(Summary {
            lines: summary.lines.iter().map(|line| Line { field: line.field.clone(), text: line.text.clone() }).collect(),
            left: summary.left.clone(),
        });
        "<div id=\"faults\"></div>".to_owned()
    });
    (html.unwrap(), kept.unwrap())
}

fn find<'a>(page: &'a Html, selector: &str) -> ElementRef<'a> {
    let found = page.select(&Selector::parse(selector).unwrap()).next();
    found.unwrap_or_else(|| panic!("{selector} is not in {}", page.html()))
}

/// The page without what a refusal may change.
fn frame(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let mut out = Vec::new();
    for node in page.root_element().descendants() {
        let ours = |element: &scraper::node::Element| element.id().is_some_and(|id| id.starts_with("fault"));
        if node.ancestors().chain([node]).any(|node| node.value().as_element().is_some_and(ours)) {
            continue;
        }
        let changes = ["value", "checked", "selected", "open", "aria-invalid", "aria-describedby", "id"];
        let depth = node.ancestors().count();
        match node.value() {
            Node::Element(element) => {
                let kept = |name: &str| !changes.contains(&name) || matches!(element.attr("type"), Some("hidden" | "password" | "file"));
                let attributes: Vec<_> = element.attrs().filter(|(name, _)| kept(name)).collect();
                out.push(format!("{depth} {} {attributes:?}", element.name()));
            }
            Node::Text(text) => {
                let parent = node.parent().and_then(|parent| parent.value().as_element()).map_or("", |element| element.name());
                if parent != "textarea" {
                    out.push(format!("{depth} {parent}: {}", text.text));
                }
            }
            _ => {}
        }
    }
    out
}

/// Signs that pages are made of, and any others.
fn any_text() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        any::<char>(),
        proptest::sample::select(vec!['<', '>', '"', '\'', '&', ';', '=', '/', '\n', '\r', '\t', '\0', ' ', '#', '\u{202e}', '\u{1}', 'ع']),
    ];
    let soup = proptest::sample::select(vec!["</textarea>", "</option></select>", "<script>", "\">", "&amp;", "&#60", "-->", "<form>"]);
    proptest::collection::vec(prop_oneof![3 => sign.prop_map(String::from), 1 => soup.prop_map(String::from)], 0..30)
        .prop_map(|parts| parts.concat())
}

/// A text as a page can hold it.
fn held(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_was_typed_comes_back_and_nothing_else_changes(
        title in any_text(), plain in any_text(), note in any_text(), first in any_text(), second in any_text(), fault in any_text(),
    ) {
        let all = [("id", "2"), ("title", &title), ("plain", &plain), ("note", &note), ("kind", "b\""), ("who", "some"),
            ("on", "on"), ("line", &first), ("line", &second), ("password", "§secret"), ("code", "§secret")];
        let all: Vec<(&str, &str)> = all.to_vec();
        let faults = [("note", fault.as_str()), ("who", &fault), ("plain", &fault), ("title", &fault), ("elsewhere", &fault)];
        let (html, summary) = refilled("/x", &all, &faults);
        let page = Html::parse_document(&html);
        let value = |selector: &str| find(&page, selector).attr("value").unwrap_or("").to_owned();
        prop_assert_eq!(value("details input[name=title]"), held(&title));
        prop_assert_eq!(value("input[name=plain]"), held(&plain));
        prop_assert_eq!(find(&page, "textarea").text().collect::<String>(), held(&note));
        prop_assert_eq!(value("input[name=line]:first-child"), held(&first));
        prop_assert_eq!(value("input[name=line]:last-child"), held(&second));
        prop_assert_eq!(find(&page, "#fault-note").text().collect::<String>(), held(&fault));
        prop_assert!(!html.contains("§secret"), "a secret is shown to nobody");
        prop_assert_eq!(summary.lines.len(), 5);
        prop_assert!(summary.left.is_empty(), "{:?}", summary.left);
        prop_assert_eq!(frame(&html), frame(PAGE));
    }

    #[test]
    fn no_page_and_no_form_stops_it(html in any_text(), text in any_text()) {
        let pairs = vec![(text.clone(), text.clone())];
        let sent = Sent { action: &text, pairs: &pairs, faults: &pairs, gone: "" };
        refill(&format!("<main><form method=post action='x'>{html}"), &sent, |_| String::new());
        let written = escaped(&text);
        prop_assert_eq!(plain(&written), held(&text));
    }
}

#[test]
fn choices_and_ticks_come_back_and_the_folded_part_opens() {
    let sent = [("id", "2"), ("kind", "b\""), ("who", "some"), ("on", "on")];
    let (html, _) = refilled("/x", &sent, &[]);
    let page = Html::parse_document(&html);
    assert_eq!(find(&page, "option[selected]").text().collect::<String>(), "B");
    assert_eq!(find(&page, "input[type=radio][checked]").attr("value"), Some("some"));
    assert_eq!(find(&page, "input[type=checkbox][checked]").attr("name"), Some("on"));
    assert!(find(&page, "details").attr("open").is_some());
    assert_eq!(html.matches("fresh").count(), PAGE.matches("fresh").count(), "the token stays as the page gives it");
}

#[test]
fn a_fault_stands_at_its_field_and_the_summary_leads_there() {
    let (html, summary) = refilled("/x", &[("id", "2"), ("title", "")], &[("title", "Too <short>."), ("plain", "No."), ("x", "All.")]);
    let page = Html::parse_document(&html);
    let title = find(&page, "#t");
    assert_eq!((title.attr("aria-invalid"), title.attr("aria-describedby")), (Some("true"), Some("hint-t fault-title")));
    assert_eq!(find(&page, "p.error#fault-title + #t").attr("name"), Some("title"), "it stands before its field");
    assert_eq!(find(&page, "p.error#fault-plain + label #field-plain").attr("aria-describedby"), Some("fault-plain"));
    let lines: Vec<_> = summary.lines.iter().map(|line| (line.field.clone(), line.text.as_str())).collect();
    let field = |id: &str, label: &str| Some((id.to_owned(), label.to_owned()));
    assert_eq!(lines, [(None, "All."), (field("t", "Its title & name"), "Too <short>."), (field("field-plain", "Line"), "No.")]);
    assert!(html.contains("<main id=\"main\"><div id=\"faults\">"));
}

#[test]
fn of_forms_with_one_address_it_is_the_one_that_holds_the_same() {
    let (html, _) = refilled("/x", &[("id", "1"), ("what", "away")], &[("what", "No.")]);
    assert!(html.contains("<p class=\"error\" id=\"fault-what\">No.</p><button name=\"what\""), "{html}");
    let (html, summary) = refilled("/y", &[("day", "soon"), ("gone", "kept <b>")], &[]);
    assert!(html.contains("<input type=\"date\" name=\"day\" form=\"other\" value=\"soon\">"));
    assert_eq!(summary.left, ["kept <b>"], "what has no field any more can be copied");
    let (html, summary) = refilled("/x", &[("id", "2"), ("kind", "none")], &[]);
    assert!(html.contains("<p class=\"error\" id=\"fault-kind\">Gone.</p><select"), "what is not offered any more is told: {html}");
    assert!(summary.left.is_empty());
    let (_, summary) = refilled("/z", &[("_token", "t"), ("next", "/"), ("note", "mine"), ("password", "§"), ("kind", " ")], &[]);
    assert_eq!(summary.left, ["mine"]);
}
