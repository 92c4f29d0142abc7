//! Names instead of codes, in the reader's language; and the addresses of things.

use methods::countries;
use methods::language::Language;
use platform::web::{Visit, escape};
use search::Thesaurus;

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub href: String,
    pub label: String,
}

impl Link {
    pub(super) fn new(href: impl Into<String>, label: impl Into<String>) -> Link {
        Link { href: href.into(), label: label.into() }
    }
}

/// A text as one part of a path: a space is %20 there, not a plus sign.
pub(super) fn part(text: &str) -> String {
    escape(text).replace('+', "%20")
}

pub(super) use crate::marking::{document_href, provision_href};

pub(super) fn process_href(name: &str) -> String {
    format!("/library/processes/{}", part(name))
}

pub(super) fn similar_href(id: &str) -> String {
    format!("/library/similar?provision={}", escape(id))
}

pub(super) fn wordings_href(id: &str) -> String {
    format!("/library/wordings?provision={}", escape(id))
}

/// The words for a code where the language has some; else the code as the source writes it.
pub(super) fn word(v: &Visit, start: &str, code: &str) -> String {
    let end: String = code.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let key = format!("{start}{end}");
    if v.app.languages().has(v.language, &key) { v.t(&key) } else { code.to_owned() }
}

/// A country's name; the code where it is on no list.
pub(super) fn country(v: &Visit, iso3: &str) -> String {
    countries::by_iso3(iso3).map_or(iso3, |c| c.name(v.language)).to_owned()
}

/// The name of a region or sub-region.
pub(super) fn region(v: &Visit, code: &str) -> String {
    countries::region(code).map_or(code, |r| r.name(v.language)).to_owned()
}

/// A topic's name, by its id or by the source's own code.
pub(super) fn topic(v: &Visit, thesaurus: &Thesaurus, id: &str) -> String {
    let concept = thesaurus.by_id(id).or_else(|| thesaurus.by_pax(id));
    concept.map_or(id, |c| c.name(v.language)).to_owned()
}

/// Several names in one line, parted as the language does.
pub(super) fn joined(v: &Visit, names: &[String]) -> String {
    names.join(match v.language {
        Language::Arabic => "، ",
        Language::Chinese => "、",
        _ => ", ",
    })
}

/// A language's name; *unknown* where there is none.
pub(super) fn language(v: &Visit, language: Option<Language>) -> String {
    language.map_or_else(|| v.t("library-unknown"), |l| v.tk("library-language-", l.code()))
}

/// A date at the precision known; *date unknown* where there is none.
pub(super) fn date(v: &Visit, stored: Option<&str>) -> String {
    stored.map_or_else(|| v.t("library-date-unknown"), |text| v.date(text))
}

/// This page's address with several parts of its query set anew (left out where empty).
pub(super) fn with_all(v: &Visit, pairs: &[(&str, &str)]) -> String {
    let mut step = v.clone();
    for (name, value) in pairs {
        let address = step.with(name, value);
        step.query = address.split_once('?').map_or("", |(_, query)| query).to_owned();
    }
    if step.query.is_empty() { step.path } else { format!("{}?{}", step.path, step.query) }
}

/// This page's own address, to come back to after a form.
pub(super) fn here(v: &Visit) -> String {
    v.with(COLLECTED, "")
}

/// The part of an address that names the basket which something was just put into.
pub(super) const COLLECTED: &str = "collected";

/// An address of our own that tells, when it is shown, what was put into which basket.
pub(super) fn after_collecting(next: &str, basket: &str) -> String {
    let (page, place) = next.split_once('#').map_or((next, String::new()), |(page, place)| (page, format!("#{place}")));
    let join = if page.contains('?') { '&' } else { '?' };
    format!("{page}{join}{COLLECTED}={}{place}", escape(basket))
}

/// Questions to try, in the reader's language.
pub(super) fn examples(v: &Visit) -> Vec<Link> {
    let keys = ["library-example-1", "library-example-2", "library-example-3", "library-example-4"];
    keys.into_iter().map(|key| v.t(key)).map(|text| Link::new(format!("/library/search?q={}", escape(&text)), text)).collect()
}
