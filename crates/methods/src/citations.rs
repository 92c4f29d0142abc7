//! Citations: BibTeX, RIS, CSL-JSON, and one plain line.

use crate::dates::{PartialDate, Precision};
use crate::language::Language;
use jiff::civil::Date;
use serde::Serialize;

/// What is cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// Permanent id; the key of the citation is made of it.
    pub id: String,
    /// Kind of document, as a word: `agreement`, `resolution` …
    pub kind: String,
    /// Title.
    pub title: String,
    /// Date at the precision known.
    pub date: Option<PartialDate>,
    /// Those who agreed.
    pub parties: Vec<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Official symbol.
    pub number: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// When it was read there.
    pub accessed: Option<Date>,
    /// Its language.
    pub language: Option<Language>,
    /// The provision cited, as in `Article 3(b)`.
    pub locator: Option<String>,
}

/// One line for a footnote.
pub fn plain(w: &Work) -> String {
    let mut out = w.title.clone();
    for part in
        [w.number.clone(), w.date.map(|d| d.to_string()), w.locator.clone(), w.publisher.clone(), w.url.clone()].into_iter().flatten()
    {
        out.push_str(", ");
        out.push_str(&part);
    }
    if let (Some(day), Some(_)) = (w.accessed, &w.url) {
        out.push_str(&format!(" (read on {day})"));
    }
    out.push('.');
    out
}

fn key(w: &Work) -> String {
    w.id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

/// A BibTeX entry.
pub fn bibtex(w: &Work) -> String {
    let mut fields = vec![("title", format!("{{{}}}", tex(&w.title)))];
    if !w.parties.is_empty() {
        let names: Vec<String> = w.parties.iter().take(10).map(|p| format!("{{{}}}", tex(p))).collect();
        fields.push(("author", names.join(" and ")));
    }
    if let Some(date) = w.date {
        fields.push(("year", date.year().to_string()));
        if date.precision() != Precision::Year {
            fields.push(("month", date.earliest().month().to_string()));
        }
    }
    let texts = [
        ("number", w.number.clone()),
        ("publisher", w.publisher.clone()),
        ("note", w.locator.clone()),
        ("language", w.language.map(|l| l.code().to_owned())),
        ("url", w.url.clone()),
        ("urldate", w.accessed.map(|d| d.to_string())),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            let text = if name == "url" { text } else { tex(&text) };
            fields.push((name, text));
        }
    }
    let lines: Vec<String> = fields.iter().map(|(name, text)| format!("  {name} = {{{text}}}")).collect();
    format!("@misc{{{},\n{}\n}}\n", key(w), lines.join(",\n"))
}

/// Characters that TeX reads as commands, written so that they print.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A RIS record.
pub fn ris(w: &Work) -> String {
    let kind = match w.kind.as_str() {
        "resolution" => "LEGAL",
        "report" | "guidance" => "RPRT",
        _ => "GOVDOC",
    };
    let mut lines = vec![("TY", kind.to_owned()), ("ID", key(w)), ("TI", w.title.clone())];
    lines.extend(w.parties.iter().take(10).map(|p| ("AU", p.clone())));
    if let Some(date) = w.date {
        let text = date.to_string().replace('-', "/");
        lines.push(("PY", date.year().to_string()));
        lines.push(("DA", format!("{text}{}", "/".repeat(3usize.saturating_sub(text.matches('/').count())))));
    }
    let texts = [
        ("M1", w.number.clone()),
        ("PB", w.publisher.clone()),
        ("SP", w.locator.clone()),
        ("LA", w.language.map(|l| l.code().to_owned())),
        ("UR", w.url.clone()),
        ("Y2", w.accessed.map(|d| d.to_string().replace('-', "/"))),
    ];
    lines.extend(texts.into_iter().filter_map(|(tag, text)| text.map(|t| (tag, t))));
    let mut out: String = lines.iter().map(|(tag, text)| format!("{tag}  - {}\r\n", text.replace(['\n', '\r'], " "))).collect();
    out.push_str("ER  - \r\n");
    out
}

/// A CSL-JSON item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CslItem {
    /// Key.
    pub id: String,
    /// CSL type.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Title.
    pub title: String,
    /// Those who agreed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<CslName>,
    /// Date at the precision known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<CslDate>,
    /// When it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accessed: Option<CslDate>,
    /// Official symbol.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Who publishes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Language code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<&'static str>,
    /// The provision cited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Where it stands.
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A name in CSL-JSON that is not parted into given and family name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CslName {
    /// The name.
    pub literal: String,
}

/// A date in CSL-JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CslDate {
    /// Year, month, day, as far as known.
    #[serde(rename = "date-parts")]
    pub parts: Vec<Vec<i16>>,
}

/// The CSL-JSON item.
pub fn csl_json(w: &Work) -> CslItem {
    let parts = |date: PartialDate| {
        let first = date.earliest();
        let all = [date.year(), first.month().into(), first.day().into()];
        let known = match date.precision() {
            Precision::Year => 1,
            Precision::Month => 2,
            Precision::Day => 3,
        };
        CslDate { parts: vec![all[..known].to_vec()] }
    };
    CslItem {
        id: key(w),
        kind: match w.kind.as_str() {
            "resolution" => "legislation",
            "report" | "guidance" => "report",
            _ => "treaty",
        },
        title: w.title.clone(),
        author: w.parties.iter().take(10).map(|p| CslName { literal: p.clone() }).collect(),
        issued: w.date.map(parts),
        accessed: w.accessed.map(|d| CslDate { parts: vec![vec![d.year(), d.month().into(), d.day().into()]] }),
        number: w.number.clone(),
        publisher: w.publisher.clone(),
        language: w.language.map(Language::code),
        section: w.locator.clone(),
        url: w.url.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work() -> Work {
        Work {
            id: "demo:07#3".into(),
            kind: "ceasefire".into(),
            title: "Ceasefire of 50% & more {draft}".into(),
            date: "2019-03".parse().ok(),
            parties: vec!["Hill Council".into()],
            publisher: None,
            number: None,
            url: Some("https://offices.test/library/provisions/demo:07%233".into()),
            accessed: None,
            language: Some(Language::English),
            locator: Some("Article 3(b)".into()),
        }
    }

    #[test]
    fn signs_that_tex_reads_are_written_so_that_they_print() {
        let text = bibtex(&work());
        assert!(text.contains("title = {{Ceasefire of 50\\% \\& more \\{draft\\}}}"), "{text}");
        assert!(text.contains("year = {2019}") && text.contains("month = {3}"));
    }

    #[test]
    fn a_ris_record_begins_with_its_type_and_ends() {
        let text = ris(&work());
        assert!(text.starts_with("TY  - GOVDOC\r\n") && text.ends_with("ER  - \r\n"));
        assert!(text.contains("DA  - 2019/03//\r\n"), "{text}");
    }

    #[test]
    fn a_date_in_csl_json_has_no_day_that_nobody_knows() {
        let item = serde_json::to_value(csl_json(&work())).unwrap();
        assert_eq!(item["issued"]["date-parts"], serde_json::json!([[2019, 3]]));
        assert!(item.get("publisher").is_none());
    }
}
