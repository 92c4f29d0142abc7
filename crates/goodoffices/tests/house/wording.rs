//! What is said has words in six languages, with the same blanks.

use super::*;

/// The words of all crates, by language and key.
fn words() -> BTreeMap<String, BTreeMap<String, String>> {
    let mut out: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (path, text) in all(&[".ftl"]) {
        let after = path.split("/locales/").nth(1).expect("words stand in locales");
        let own = out.entry(after[..2].to_owned()).or_default();
        let mut at = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            match line.split_once(" = ") {
                Some((key, value)) if line.starts_with(|c: char| c.is_ascii_lowercase()) => {
                    at = key.to_owned();
                    assert!(own.insert(at.clone(), value.to_owned()).is_none(), "{path} says {key} twice");
                }
                _ => own.get_mut(&at).expect("a line goes on with a word").push_str(&format!("\n{line}")),
            }
        }
    }
    assert_eq!(out.keys().map(String::as_str).collect::<Vec<_>>(), ["ar", "en", "es", "fr", "ru", "zh"]);
    out
}

/// The blanks of a text. A number fills `shown` besides its own, which a language without plurals
/// does not need.
fn blanks(text: &str) -> BTreeSet<&str> {
    let names = text.split('$').skip(1).filter_map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next());
    names.map(|name| if name == "shown" { "n" } else { name }).collect()
}

/// What stands in brackets at the start of a text, up to the one that closes them.
fn in_brackets(text: &str) -> &str {
    let (mut depth, mut quoted, mut before) = (0, false, ' ');
    for (at, c) in text.char_indices() {
        match c {
            '"' if before != '\\' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted && depth == 1 => return &text[1..at],
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        before = c;
    }
    text
}

/// The words that a source names, each with the blanks that it fills where that can be seen.
fn said_in(text: &str) -> Vec<(String, Option<BTreeSet<String>>)> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let quoted = |text: &str| text.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()).map(str::to_owned);
    let mut out = Vec::new();
    for rest in code.match_indices("say!(").map(|(at, _)| &code[at + 4..]) {
        let inner = in_brackets(rest);
        let given = inner.split(" = ").filter_map(|part| part.rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '_').next());
        let goes_on = rest[inner.len() + 2..].trim_start().starts_with(".with(");
        let given = given.map(str::to_owned).collect();
        out.extend(quoted(inner).map(|key| (key, (!goes_on).then_some(given))));
    }
    out.extend(code.split("Said::new(").skip(1).filter_map(quoted).map(|key| (key, None)));
    out.extend(code.split("Error::missing(").skip(1).filter_map(quoted).map(|what| (format!("thing-{what}"), None)));
    out
}

#[test]
fn what_is_said_has_words_in_six_languages_with_the_same_blanks() {
    let words = words();
    let mut seen = 0;
    for (path, text) in all(&[".rs"]).iter().filter(|(path, _)| path.contains("/src/")) {
        for (key, given) in said_in(text) {
            let Some(english) = words["en"].get(&key) else { panic!("{path} says {key}, which has no words") };
            let needed = blanks(english);
            for (language, own) in &words {
                let Some(told) = own.get(&key) else { panic!("{key} has no words in {language}") };
                assert_eq!(blanks(told), needed, "the blanks of {key} in {language}");
            }
            if let Some(given) = given {
                let empty: Vec<&&str> = needed.iter().filter(|blank| !given.contains(**blank)).collect();
                assert!(empty.is_empty(), "{path} says {key} and leaves {empty:?} empty");
            }
            seen += 1;
        }
    }
    assert!(seen > 200, "{seen} words are said");
}

/// Errors of a source that say a sentence instead of a word.
fn said_in_english(code: &str) -> Vec<String> {
    const KINDS: [&str; 9] = ["NotFound", "Forbidden", "Conflict", "TooLarge", "TooMany", "Misdirected", "Full", "Unavailable", "invalid"];
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let mut out = Vec::new();
    for kind in KINDS {
        let start = format!("Error::{kind}(");
        for rest in code.match_indices(&start).map(|(at, _)| &code[at + start.len() - 1..]) {
            let inner = in_brackets(rest);
            let said = if kind == "invalid" { inner.split_once(',').map_or("", |(_, said)| said) } else { inner };
            if ["\"", "format!"].iter().any(|sign| said.trim_start().starts_with(sign)) {
                out.push(inner.chars().take(80).collect());
            }
        }
    }
    out
}

#[test]
fn no_error_is_said_in_english_alone() {
    for (path, text) in all(&[".rs"]).iter().filter(|(path, _)| path.contains("/src/") && !path.contains("test")) {
        assert_eq!(said_in_english(text), Vec::<String>::new(), "{path}");
    }
    let broken = "Err(Error::Conflict(format!(\"no {x}\").into())); Error::invalid(\"a\", \"b\"); Error::invalid(\"a\", say!(\"c\"))";
    assert_eq!(said_in_english(broken).len(), 2, "a sentence is seen");
}

/// Errors that read the same in two languages, and why that is right.
const SAME_IN_TWO: [(&str, &str); 0] = [];

#[test]
fn no_error_reads_the_same_in_two_languages() {
    let words = words();
    let mut seen = 0;
    for (key, english) in words["en"].iter().filter(|(key, _)| key.contains("-error-")) {
        let mut told = BTreeMap::from([(english, "en")]);
        for (language, own) in words.iter().filter(|(language, _)| *language != "en") {
            let text = own.get(key).unwrap_or_else(|| panic!("{key} has no words in {language}"));
            let other = told.insert(text, language);
            let excused = SAME_IN_TWO.iter().any(|(known, _)| known == key);
            assert!(other.is_none() || excused, "{key} reads the same in {language} and {other:?}: {text}");
        }
        seen += 1;
    }
    assert!(seen > 150, "{seen} errors");
}
