//! Who acts, and what each role may do.

use serde::{Deserialize, Serialize};

/// A role gives what a person may do; each includes those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Nobody we know; reads only where the operator allows visitors.
    Visitor,
    /// Reads.
    Reader,
    /// Imports, corrects, accepts and rejects suggestions.
    Curator,
    /// Runs the system: people, roles, imports of others.
    Administrator,
}

impl Role {
    /// All roles, from least to most.
    pub const ALL: [Role; 4] = [Role::Visitor, Role::Reader, Role::Curator, Role::Administrator];

    /// The word that stands in tables, files and addresses.
    pub fn word(self) -> &'static str {
        match self {
            Role::Visitor => "visitor",
            Role::Reader => "reader",
            Role::Curator => "curator",
            Role::Administrator => "administrator",
        }
    }

    /// The role that a word names.
    pub fn from_word(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// What a route or an action needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Needs {
    /// Anybody, visitors included, whatever the settings.
    Nothing,
    /// A reader, or a visitor where the operator lets visitors read.
    Reading,
    /// A person who is signed in.
    SignedIn,
    /// A curator.
    Curating,
    /// An administrator.
    Administering,
}

/// The way an action came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// A page.
    Web,
    /// A program.
    Api,
    /// The command line.
    Command,
    /// The system itself, for a job that somebody started.
    System,
}

impl Via {
    /// The word in the trail.
    pub fn word(self) -> &'static str {
        match self {
            Via::Web => "web",
            Via::Api => "api",
            Via::Command => "command",
            Via::System => "system",
        }
    }
}

/// Who reads or writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Id of the person; `visitor` and `local-operator` are nobody's account.
    pub id: String,
    /// Name to show.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// How they came in.
    pub via: Via,
}

impl Actor {
    /// Somebody who has not signed in.
    pub fn visitor(via: Via) -> Actor {
        Actor { id: "visitor".into(), name: String::new(), role: Role::Visitor, via }
    }

    /// Whoever can run the binary on the data folder.
    pub fn local_operator() -> Actor {
        Actor {
            id: "local-operator".into(),
            name: "Local operator".into(),
            role: Role::Administrator,
            via: Via::Command,
        }
    }

    /// Whether a person signed in (or stands at the machine itself).
    pub fn is_signed_in(&self) -> bool {
        self.role > Role::Visitor
    }

    /// Whether this actor may do what needs `needs`.
    pub fn may(&self, needs: Needs, visitors_may_read: bool) -> bool {
        match needs {
            Needs::Nothing => true,
            Needs::Reading => self.role >= Role::Reader || visitors_may_read,
            Needs::SignedIn => self.role >= Role::Reader,
            Needs::Curating => self.role >= Role::Curator,
            Needs::Administering => self.role >= Role::Administrator,
        }
    }
}
