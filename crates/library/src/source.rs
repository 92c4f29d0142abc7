//! Source cards: where a text comes from and under which terms.

use platform::db::Row;
use platform::{Error, Result};
use serde::{Deserialize, Serialize};

/// Whether a text may be given on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Redistribution {
    /// Yes.
    Allowed,
    /// For non-commercial use, with attribution and under the same licence, as under CC BY-NC-SA.
    NonCommercial,
    /// No: visitors may read it here, but bulk exports leave it out for them.
    NotAllowed,
    /// Nobody said; treated as not allowed.
    Unknown,
}

impl Redistribution {
    /// The word in tables and cards.
    pub fn word(self) -> &'static str {
        match self {
            Redistribution::Allowed => "allowed",
            Redistribution::NonCommercial => "non_commercial",
            Redistribution::NotAllowed => "not_allowed",
            Redistribution::Unknown => "unknown",
        }
    }
}

/// The card of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceCard {
    /// Short id, as in `pax`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Its licence.
    pub licence: String,
    /// Where it stands.
    pub url: String,
    /// Which places and years it covers.
    pub coverage: String,
    /// Whether its text may be given on.
    pub redistribution: Redistribution,
    /// What must hold of an import from it: checked, and reported where it does not.
    #[serde(default, skip_serializing)]
    pub assertion: Vec<Assertion>,
}

/// Something that holds of a source as published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Assertion {
    /// Columns or fields that must be there.
    #[serde(default)]
    pub columns: Vec<String>,
    /// Least number of rows of a whole file; fewer is reported.
    #[serde(default)]
    pub rows_min: usize,
}

/// The id of the card that stands in place of a protected source's.
pub(crate) const WITHHELD: &str = "withheld";

impl SourceCard {
    /// The card that stands in place of a protected source's: it names nobody.
    pub(crate) fn withheld() -> SourceCard {
        SourceCard {
            id: WITHHELD.to_owned(),
            title: "Source protected".into(),
            publisher: "Not named, to protect the source".into(),
            licence: "Not to be given on".into(),
            url: String::new(),
            coverage: String::new(),
            redistribution: Redistribution::NotAllowed,
            assertion: Vec::new(),
        }
    }

    pub(crate) fn from_row(row: &Row) -> Result<SourceCard> {
        let word: String = row.get("redistribution")?;
        Ok(SourceCard {
            id: row.get("id")?,
            title: row.get("title")?,
            publisher: row.get("publisher")?,
            licence: row.get("licence")?,
            url: row.get("url")?,
            coverage: row.get("coverage")?,
            redistribution: match word.as_str() {
                "allowed" => Redistribution::Allowed,
                "non_commercial" => Redistribution::NonCommercial,
                "not_allowed" => Redistribution::NotAllowed,
                _ => Redistribution::Unknown,
            },
            assertion: Vec::new(),
        })
    }
}

#[derive(rust_embed::RustEmbed)]
#[folder = "../../data/sources"]
#[include = "*.toml"]
struct Cards;

/// The cards that come with the product.
pub fn cards() -> Result<Vec<SourceCard>> {
    let mut all = Vec::new();
    for name in Cards::iter() {
        let file = Cards::get(&name).expect("its name was just given");
        let text = String::from_utf8_lossy(&file.data);
        let card = toml::from_str(&text).map_err(|error| Error::internal(format!("the source card {name} does not fit: {error}")))?;
        all.push(card);
    }
    Ok(all)
}

/// The card with this id.
pub fn card(id: &str) -> Result<SourceCard> {
    cards()?.into_iter().find(|card| card.id == id).ok_or_else(|| Error::missing("source-card", id))
}

#[cfg(test)]
mod tests {
    use super::{Redistribution, SourceCard, cards};
    use platform::actor::{Actor, Via};

    #[test]
    fn what_is_free_for_non_commercial_use_goes_out_with_its_licence() {
        let ways = [
            (Redistribution::Allowed, true),
            (Redistribution::NonCommercial, true),
            (Redistribution::NotAllowed, false),
            (Redistribution::Unknown, false),
        ];
        for (redistribution, may) in ways {
            let card = SourceCard { redistribution, ..SourceCard::withheld() };
            assert_eq!(crate::export::may_export(&Actor::visitor(Via::Web), &card), may, "{redistribution:?}");
        }
        let cards = cards().unwrap();
        assert!(cards.iter().any(|card| card.redistribution == Redistribution::NonCommercial));
        for card in cards {
            let is_free = card.redistribution == Redistribution::NonCommercial;
            assert_eq!(card.licence.starts_with("CC BY-NC"), is_free, "{}", card.id);
        }
    }
}
