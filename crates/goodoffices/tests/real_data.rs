//! The main job on real input, where the data stands beside the project.

mod kit;

use kit::Product;
use platform::testing::shared_data;
use serde_json::Value;

fn path(folder: &std::path::Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

#[test]
fn the_pax_table_comes_in_as_published_and_twice_is_once() {
    let Some(data) = shared_data() else { return };
    let product = Product::new("pax");
    let (metadata, codings) = (path(&data, "pax/pax_v10_metadata_descriptions.csv"), path(&data, "pax/pax_all_agreements_v10.csv"));
    let arguments = ["library", "import", "pax", &metadata, "--codings", &codings, "--json"];
    let first = product.run(&arguments).well().json();
    assert_eq!(first["import"]["counts"]["documents_new"], 2_257, "{}", first["import"]["counts"]);
    let stats = product.run(&["library", "stats", "--json"]).well().json();
    let (agreements, ceasefires) = (stats["documents"]["agreement"].as_i64().unwrap(), stats["documents"]["ceasefire"].as_i64().unwrap());
    // 483 of the table's rows are of the stage Cea.
    assert_eq!((agreements + ceasefires, ceasefires), (2_257, 483));
    let second = product.run(&arguments).well().json();
    assert_eq!(second["import"]["counts"]["documents_same"], 2_257, "{}", second["import"]["counts"]);
    let one = product.run(&["library", "show", "pax:1364", "--json"]).well().json();
    assert!(one["topics_coded"] == true && !one["topics"].as_array().unwrap().is_empty(), "{one}");
}

#[test]
fn resolutions_tell_their_symbol_date_and_title_themselves() {
    let Some(data) = shared_data() else { return };
    let product = Product::new("resolutions");
    // Every twentieth file, so that all decades are there.
    let mut files: Vec<String> =
        std::fs::read_dir(data.join("texts/resolutions")).unwrap().flatten().map(|f| f.path().display().to_string()).collect();
    files.sort();
    let chosen: Vec<&str> = files.iter().step_by(20).map(String::as_str).collect();
    let mut arguments = vec!["library", "import", "texts"];
    arguments.extend(&chosen);
    arguments.extend(["--kind", "resolution", "--json"]);
    let made = product.run(&arguments).well().json();
    let taken = made["import"]["counts"]["documents_new"].as_i64().unwrap();
    assert!(taken as usize * 100 >= chosen.len() * 98, "{taken} of {}: {}", chosen.len(), made["notes"]);
    let lines = product.run(&["library", "export", "--format", "jsonl", "--kind", "resolution"]).well().out;
    let documents: std::collections::BTreeMap<String, Value> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|line| (line["document"].as_str().unwrap().to_owned(), line))
        .collect();
    let dated = documents.values().filter(|d| d["date"].as_str().is_some_and(|date| date.len() == 10)).count();
    assert!(dated * 100 >= documents.len() * 97, "{dated} of {} have a day", documents.len());
    assert!(documents.values().all(|d| d["title"].as_str().is_some_and(|t| t.len() > 8)));
}

#[test]
fn a_question_in_arabic_finds_an_english_provision_and_leaves_as_a_word_document() {
    let Some(data) = shared_data() else { return };
    let product = Product::new("arabic");
    product.run(&["library", "import", "provisions", &path(&data, "passages/agreement_provisions.jsonl")]).well();
    product.run(&["library", "import", "texts", &path(&data, "texts/agreements"), "--ids", "pax"]).well();
    let found = product.run(&["library", "search", "مراقبة وقف إطلاق النار", "--json"]).well().json();
    let hits = found["hits"].as_array().unwrap();
    assert!(hits.len() == 20 && hits[0]["language"] == "en", "{found}");
    let text = hits[0]["text"].as_str().unwrap().to_lowercase();
    assert!(["monitor", "verif", "observ", "supervis"].iter().any(|word| text.contains(word)), "{text}");
    let facets = found["facets"].as_object().unwrap();
    assert!(facets.contains_key("topic") || facets.contains_key("topics"), "{facets:?}");
}

#[test]
fn an_authority_file_is_matched_but_never_merged_silently() {
    let Some(data) = shared_data() else { return };
    let product = Product::new("actors");
    product.run(&["library", "import", "pax", &path(&data, "pax/pax_v10_metadata_descriptions.csv")]).well();
    let made =
        product.run(&["library", "import", "actors", &path(&data, "actors/alt_names_actor_table_081124.csv"), "--json"]).well().json();
    let counts = &made["import"]["counts"];
    assert!(counts["actors"].as_i64().unwrap() > 1_000, "{counts}");
    assert!(counts["matches_suggested"].as_i64().unwrap() > 500, "{counts}");
}
