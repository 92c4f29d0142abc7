//! Drafts on the command line: checked without a data folder, and kept in one.

use super::*;

#[test]
fn a_draft_is_checked_compared_and_begun_without_any_data_folder() {
    let product = Product::new("drafting");
    let text =
        "Truce of the Fen\n1. The truce begins on 3 May 2041 at 06:00 UTC.\n2. The Riders shall open the causeway within 48 hours.\n";
    let (old, new) = (product.file("old.txt", text), product.file("new.txt", text.replace("48", "72")));
    let checked = product.run(&["drafting", "check", &old, &new, "--kind", "truce", "--json"]).well().json();
    let told = |at: usize| (checked[at]["file"].as_str().unwrap_or(""), checked[at]["kind"].as_str().unwrap_or(""));
    assert_eq!((told(0), told(1)), (("old.txt", "truce"), ("new.txt", "truce")), "{checked}");
    let word = product.file("changes.docx", "");
    let compared = product.run(&["drafting", "compare", &old, &new, "--out", &word, "--json"]).well().json();
    assert_eq!(compared["changes"][0]["words"], json!({"old": "48", "new": "72"}));
    let seen = product.run(&["drafting", "compare", &word, &word, "--from", "before", "--json"]).well().json();
    assert_eq!(seen["changes"], compared["changes"]);
    let skeleton = product.file("skeleton.xml", "");
    product.run(&["drafting", "build", "truce", "--language", "ar", "--out", &skeleton]).well();
    assert!(std::fs::read_to_string(&skeleton).unwrap().contains("<doc name=\"agreement\">"));
    assert!(product.run(&["drafting", "rules", "--answer-in", "ru"]).well().out.contains("Текст ссылается"));
    assert_eq!(product.run(&["drafting", "check", &old, "--kind", "war"]).code, 2);
    let unread = product.run(&["drafting", "check", &old, "no-such-file.txt", "--json"]);
    assert!(unread.code == 2 && unread.out.contains("old.txt") && unread.err.contains("no-such-file.txt"), "{} {}", unread.out, unread.err);
    assert_eq!(std::fs::read_dir(&product.data).unwrap().count(), 0, "nothing is stored");
}

#[test]
fn a_draft_is_kept_read_and_removed_on_the_command_line() {
    let product = Product::new("drafts");
    let text = |hours: &str| {
        format!(
            "Truce of the Fen\nArticle 1\nThe truce begins on 3 May 2041 at 06:00.\nArticle 2\nThe Riders shall open the causeway within {hours} hours.\n"
        )
    };
    let (old, new) = (product.file("old.txt", text("48")), product.file("new.txt", text("72")));
    let of = |words: &[&str]| product.run(&[&["drafting", "draft"], words].concat());
    let opened = product.run(&["access", "compartment", "open", "--kind", "ceasefire", "--title", "The fen"]).well().out;
    let begun = of(&["open", "--title", "Truce of the fen", "--kind", "truce", "--compartment", opened.trim()]).well().out;
    let id = begun.trim();
    for file in [&old, &new] {
        of(&["add-version", id, "--file", file, "--language", "en", "--note", "From the Riders"]).well();
    }
    let unread = of(&["add-version", id, "--file", "no-such-file.txt"]);
    assert!(unread.code == 2 && unread.err.contains("--file: ") && unread.err.contains("no-such-file.txt"), "{}", unread.err);
    let both = of(&["add-version", id, "--file", &old, "--text", "Article 1"]);
    assert!(both.code == 2 && both.err.contains("not both"), "{}", both.err);
    let shown = of(&["show", id, "--json"]).well().json();
    assert_eq!(
        (shown["shown"].as_i64(), shown["checked"]["findings"][0]["rule"].as_str()),
        (Some(2), Some("time-without-zone")),
        "{shown}"
    );
    of(&["intend", id, "--finding", "1.1", "--reason", "Both sides know."]).well();
    assert_eq!(of(&["show", id, "--json"]).well().json()["intended"][0]["finding"], "2.1");
    assert!(of(&["show", id]).well().out.contains("intended 2.1: Both sides know."));
    assert!(of(&["text", id, "--version", "1"]).well().out.contains("48 hours"));
    assert_eq!(of(&["compare", id, "--json"]).well().json()["changes"][0]["words"], json!({"old": "48", "new": "72"}));
    assert!(of(&["concordance", id]).well().out.contains("0 only in"));
    assert!(of(&["list"]).well().out.contains("Truce of the fen"));
    let asked = of(&["remove", id]);
    assert!(asked.code == 5 && asked.err.contains("Truce of the fen") && asked.err.contains("--yes"), "{}", asked.err);
    of(&["remove", id, "--yes"]).well();
    assert_eq!(of(&["show", id]).code, 3);
}
