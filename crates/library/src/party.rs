//! Parties: who signed or witnessed a document, as written, and what the name was matched to.

use serde::{Deserialize, Serialize};

/// On which side of a document a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// One of those who agree.
    Party,
    /// Mediators, guarantors, witnesses.
    ThirdParty,
}

impl Side {
    /// The word in tables and forms.
    pub fn word(self) -> &'static str {
        match self {
            Side::Party => "party",
            Side::ThirdParty => "third_party",
        }
    }

    /// The side that a word names.
    pub fn from_word(word: &str) -> Side {
        if word == "third_party" { Side::ThirdParty } else { Side::Party }
    }
}

/// How far the match of a name to the authority file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MatchState {
    /// Nobody fits, or nobody looked.
    Unmatched,
    /// The system suggests somebody; a person has not looked.
    Suggested,
    /// A person confirmed it.
    Accepted,
    /// A person refused it.
    Rejected,
}

impl MatchState {
    /// The word in tables.
    pub fn word(self) -> &'static str {
        match self {
            MatchState::Unmatched => "unmatched",
            MatchState::Suggested => "suggested",
            MatchState::Accepted => "accepted",
            MatchState::Rejected => "rejected",
        }
    }

    /// The state that a word names.
    pub fn from_word(word: &str) -> MatchState {
        match word {
            "suggested" => MatchState::Suggested,
            "accepted" => MatchState::Accepted,
            "rejected" => MatchState::Rejected,
            _ => MatchState::Unmatched,
        }
    }
}

/// A name on a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Party {
    /// On which side.
    pub side: Side,
    /// Its place among all names of the document.
    pub position: i64,
    /// As written.
    pub name: String,
    /// The actor it was matched to.
    pub actor: Option<String>,
    /// How well the name fits the actor's, 0 to 1.
    pub score: Option<f64>,
    /// How far the match is.
    pub state: MatchState,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<String>,
}

impl Party {
    /// A name that nobody matched yet.
    pub fn written(side: Side, position: i64, name: &str) -> Party {
        Party {
            side,
            position,
            name: name.to_owned(),
            actor: None,
            score: None,
            state: MatchState::Unmatched,
            decided_by: None,
            decided_at: None,
        }
    }
}

/// The parties of a changed document: names that stay keep what was matched and decided.
pub fn carried_over(old: &[Party], parties: &[String], third_parties: &[String]) -> Vec<Party> {
    let sides = parties.iter().map(|name| (Side::Party, name)).chain(third_parties.iter().map(|name| (Side::ThirdParty, name)));
    let carried = sides.enumerate().map(|(at, (side, name))| {
        let position = at as i64;
        match old.iter().find(|p| p.side == side && p.name == *name) {
            Some(known) => Party { position, ..known.clone() },
            None => Party::written(side, position, name),
        }
    });
    carried.collect()
}
