//! The words of a marking: how far something may go, and what must not be done with it.

use crate::db::{FromValue, Value};
use crate::kit::Stored;
use serde::{Deserialize, Serialize};

/// How much harm its disclosure would do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Could be disclosed without harm.
    #[default]
    Unclassified,
    /// Its disclosure could damage the work.
    Confidential,
    /// Its disclosure could do exceptionally grave damage, or endanger people.
    StrictlyConfidential,
}

impl Level {
    /// All levels, the lowest first.
    pub const ALL: [Level; 3] = [Level::Unclassified, Level::Confidential, Level::StrictlyConfidential];

    /// The word in tables, forms and headers.
    pub fn word(self) -> &'static str {
        match self {
            Level::Unclassified => "unclassified",
            Level::Confidential => "confidential",
            Level::StrictlyConfidential => "strictly_confidential",
        }
    }

    /// Whether anybody but members is kept out.
    pub fn is_marked(self) -> bool {
        self > Level::Unclassified
    }

    /// The level that a word names.
    ///
    /// In a column of a view, caveats may stand behind it.
    pub fn from_word(word: &str) -> Option<Level> {
        let word = word.split(' ').next().unwrap_or_default();
        Level::ALL.into_iter().find(|level| level.word() == word)
    }
}

/// Of a column that views of things add: the level, then the caveats.
impl FromValue for Level {
    fn from_value(value: &Value) -> Option<Level> {
        Some(Level::from_word(&String::from_value(value)?).unwrap_or_default())
    }
}

impl Stored for Level {
    fn stored(&self) -> Value {
        self.word().into()
    }
}

/// How a marked thing is handled besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Caveat {
    /// Its source is not named to anybody.
    SourceProtected,
    /// It is left out of everything that is taken away as a file.
    NoExport,
}

impl Caveat {
    /// All caveats.
    pub const ALL: [Caveat; 2] = [Caveat::SourceProtected, Caveat::NoExport];

    /// The word in tables and forms.
    pub fn word(self) -> &'static str {
        match self {
            Caveat::SourceProtected => "source_protected",
            Caveat::NoExport => "no_export",
        }
    }

    /// The words of several, as a column holds them.
    pub(crate) fn words(all: &[Caveat]) -> String {
        let sorted: std::collections::BTreeSet<&Caveat> = all.iter().collect();
        sorted.into_iter().map(|caveat| caveat.word()).collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn listed(text: &str) -> Vec<Caveat> {
        Caveat::ALL.into_iter().filter(|caveat| text.split(' ').any(|word| word == caveat.word())).collect()
    }
}
