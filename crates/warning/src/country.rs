//! Countries as the sources number them.

use crate::store;
use methods::countries;
use methods::language::Language;
use platform::kit::Offer;

/// Outlines: code, and rings of points in hundredths of a degree, each after the first as the
/// way from the last. The world's are made from Natural Earth's 1:50 million map (public
/// domain), simplified to 3 km; those of the demo's invented region lie in the middle of an
/// ocean.
pub(crate) const OUTLINES: [&str; 2] = [include_str!("../assets/outlines.tsv"), include_str!("../../../data/demo/warning/outlines.tsv")];

/// The countries that something is known of.
pub(crate) const OFFERS: &[Offer] = &[Offer {
    what: "country",
    choices: |app, actor, language| {
        let all = app.read(actor, store::release::countries)?;
        Ok(all.into_iter().map(|(id, source)| (id.clone(), name(&id, &source, language))).collect())
    },
}];

/// Gleditsch–Ward numbers that sources of events use for states which the product keeps
/// under another number or code.
const ALIASES: [(&str, &str); 6] = [("816", "VNM"), ("316", "CZE"), ("678", "YEM"), ("347", "XKX"), ("345", "SRB"), ("260", "DEU")];

/// The invented states of the demo world, in the order of its series, from number 9901 on:
/// no source of events uses numbers as high.
const INVENTED: [&str; 14] = ["XOR", "XTA", "XUL", "XBE", "XCA", "XDA", "XEL", "XHA", "XLO", "XME", "XNO", "XPE", "XSE", "XVA"];

/// The code of the state with a Gleditsch–Ward number; none where nobody knows it.
pub fn by_gw(number: i64) -> Option<String> {
    if let Some(code) = usize::try_from(number - 9_901).ok().and_then(|at| INVENTED.get(at)) {
        return Some((*code).to_owned());
    }
    let number = number.to_string();
    let alias = ALIASES.iter().find(|(gw, _)| *gw == number).map(|(_, iso3)| (*iso3).to_owned());
    alias.or_else(|| countries::by_gw(&number).map(|c| c.iso3.to_owned()))
}

/// The code of a country in a series: its own, or what its name says.
pub fn code(iso3: &str, name: &str) -> Option<String> {
    if iso3.len() == 3 && iso3.bytes().all(|b| b.is_ascii_uppercase()) {
        return Some(iso3.to_owned());
    }
    if name == "Kosovo" {
        return Some("XKX".to_owned());
    }
    countries::by_name(name).map(|c| c.iso3.to_owned())
}

/// The name to show: the language's own where there is one, else the source's.
pub fn name(id: &str, source_name: &str, language: Language) -> String {
    countries::by_iso3(id).map_or_else(|| source_name.to_owned(), |c| c.name(language).to_owned())
}

/// ISO 3166 numeric code, for the map; empty where there is none.
pub fn numeric(id: &str) -> &'static str {
    countries::by_iso3(id).map_or("", |c| c.numeric)
}
