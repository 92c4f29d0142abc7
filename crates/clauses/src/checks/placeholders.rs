//! Gaps, blanks and alternatives that nobody has filled.

use crate::draft::Zone;
use crate::fold::folded;
use crate::grammar::{Form, Grammar};
use crate::reading::Reading;
use crate::report::Finding;
use crate::rules::Rule;
use regex::Regex;
use std::sync::OnceLock;

fn bracket() -> &'static Regex {
    static RE: OnceLock<Regex> = OnceLock::new();
    RE.get_or_init(|| Regex::new(r"[\[［【〔<{]([^\[\]［］【】〔〕<>{}]{0,90})[\]］】〕>}]|[（(][\s_.…　]*[）)]").expect("a pattern"))
}

fn gap() -> &'static Regex {
    static RE: OnceLock<Regex> = OnceLock::new();
    RE.get_or_init(|| {
        Regex::new(r"_{2,}|\.{4,}|…{2,}\s*(?:年|月|日|公里|天|人|名|个)|(?:^|[\s(+/])(?:XX+|ХХ+|xx+)(?:$|[\s.,;:)%/-]|\p{Lo})|××+|[●○◯■□]{1,}|\b(?:TBD|TBC|TBA)\b|…{2,}|_{1,}\s?/\s?_{1,}|X{2,}|\?{2,}").expect("a pattern")
    })
}

pub(super) fn check(reading: &Reading, out: &mut Vec<Finding>) {
    let grammar = reading.draft.grammar;
    for (index, provision) in reading.draft.provisions.iter().enumerate() {
        let raw = &provision.raw;
        let mut found: Option<&str> = None;
        for captures in bracket().captures_iter(raw) {
            let whole = captures.get(0).expect("whole");
            let inner = captures.get(1).map(|inner| inner.as_str());
            // Sixty {60}: a figure that repeats a number.
            let at = provision.folded.text.find(&folded(whole.as_str())).unwrap_or_default();
            let repeats =
                provision.numbers.iter().any(|number| number.at.end + 1 == at && number.written == crate::numbers::Written::Words);
            if !repeats && inner.is_none_or(|inner| is_gap(grammar, inner)) {
                found = found.or(Some(whole.as_str()));
            }
        }
        let is_signing = provision.zone == Zone::Signing
            || reading.draft.signs(provision.text())
            || provision.text().lines().any(|line| line.trim_start().starts_with("____"));
        if found.is_none() && !is_signing {
            let ellipsis = |text: &str| text.chars().all(|c| c == '…');
            found = gap()
                .find_iter(raw)
                .map(|found| found.as_str().trim_matches(|c: char| c.is_whitespace() || ",;:)".contains(c)))
                .find(|text| !ellipsis(text) && text.len() < 40 && !is_ruled(raw, text));
        }
        if let Some(words) = found {
            out.push(reading.finding(Rule::PlaceholderLeft, "placeholder-left", Some(index), words.to_owned(), &[words.to_owned()]));
        }
    }
}

/// Bullets and rows of dots in a table of contents are no gaps.
fn is_ruled(raw: &str, text: &str) -> bool {
    let is_bullet = text.chars().all(|c| "●○◯■□".contains(c)) && raw.lines().any(|line| line.trim_start().starts_with(text));
    let leads = text.chars().all(|c| c == '.')
        && raw.lines().any(|line| {
            line.trim_end().ends_with(|c: char| c.is_ascii_digit())
                && line.contains("....")
                && line.len() < 160
                && line.trim_end().rsplit('.').next().is_some_and(|last| last.trim().len() <= 4)
        });
    is_bullet || leads
}

/// Whether what stands in square brackets waits to be filled or chosen.
fn is_gap(grammar: &Grammar, inner: &str) -> bool {
    let plain = folded(inner);
    let text = plain.trim();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_blank = text.chars().all(|c| c.is_whitespace() || "_.…-/xх?●*×".contains(c));
    if is_blank {
        // Three dots in brackets leave words of a quotation out.
        return !matches!(text, "..." | "…" | "....");
    }
    if matches!(text, "n" | "x" | "y" | "z" | "nn" | "xx" | "xxx" | "х" | "ххх" | "n°" | "№") {
        return true;
    }
    if text == "sic"
        || (letters == text.chars().count()
            && inner.trim().chars().all(char::is_uppercase)
            && text.chars().count() <= 6
            && !grammar.has(Form::Blank, text))
    {
        return false;
    }
    let numbers = crate::numbers::numbers(grammar, text);
    // A footnote mark is a number alone at the end of a word; a bracketed number is not agreed.
    let is_number = numbers.first().is_some_and(|number| {
        number.at.start <= 1
            && number.written != crate::numbers::Written::Ordinal
            && (number.at.end >= text.len() || number.unit.is_some() || text[number.at.end..].starts_with(['/', '-']))
    });
    let is_choice = text.contains('/') && text.chars().count() <= 60 && !text.contains("http");
    let is_named = grammar.re(Form::Blank).is_match(text) && text.split_whitespace().count() <= 12;
    is_choice || is_named || (is_number && (letters > 0 || text.len() <= 3))
}
