//! Who acts, and what each role may do.
//!
//! A role is a set of things one may do ([`Needs`]); no role stands above another. What one
//! may *see* is another question, answered where things are kept.

use crate::Said;
use crate::db::Value;
use crate::kit::{Field, Input, Stored, Words, read_word};
use serde::{Deserialize, Serialize};

/// What a person is here for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Nobody we know; reads only where the operator allows visitors.
    Visitor,
    /// Reads.
    Reader,
    /// Imports, corrects, accepts and rejects suggestions.
    Curator,
    /// Follows a country or a process from headquarters.
    DeskOfficer,
    /// Leads or supports talks.
    Mediator,
    /// Is sent where knowledge is asked for.
    Expert,
    /// Looks after contributions and payments.
    FundOfficer,
    /// Reports on a ceasefire from the field.
    Monitor,
    /// Reads the trail, and changes nothing.
    Auditor,
    /// Runs the system: people, roles, imports of others.
    Administrator,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 10] = [
        Role::Visitor,
        Role::Reader,
        Role::Curator,
        Role::DeskOfficer,
        Role::Mediator,
        Role::Expert,
        Role::FundOfficer,
        Role::Monitor,
        Role::Auditor,
        Role::Administrator,
    ];

    /// The word that stands in tables, files and addresses.
    pub fn word(self) -> &'static str {
        match self {
            Role::Visitor => "visitor",
            Role::Reader => "reader",
            Role::Curator => "curator",
            Role::DeskOfficer => "desk_officer",
            Role::Mediator => "mediator",
            Role::Expert => "expert",
            Role::FundOfficer => "fund_officer",
            Role::Monitor => "monitor",
            Role::Auditor => "auditor",
            Role::Administrator => "administrator",
        }
    }

    /// The role that a word names.
    pub fn from_word(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.word() == word)
    }

    /// What this role may do. A domain that needs more adds a word to [`Needs`] and names the
    /// roles here, so that the whole policy stays on this screen.
    pub fn may_do(self) -> &'static [Needs] {
        use Needs::{Administering, Auditing, Curating, Following, Nothing, Reading, SignedIn};
        match self {
            Role::Visitor => &[Nothing],
            Role::Reader | Role::Expert | Role::FundOfficer | Role::Monitor => &[Nothing, Reading, SignedIn],
            Role::DeskOfficer | Role::Mediator => &[Nothing, Reading, SignedIn, Following],
            Role::Curator => &[Nothing, Reading, SignedIn, Curating, Following],
            Role::Auditor => &[Nothing, Reading, SignedIn, Auditing],
            Role::Administrator => &[Nothing, Reading, SignedIn, Curating, Following, Auditing, Administering],
        }
    }
}

impl Words for Role {
    const LABEL: &'static str = "role-";
    /// Every role but the visitor's, which is nobody's.
    const WORDS: &'static [&'static str] =
        &["reader", "curator", "desk_officer", "mediator", "expert", "fund_officer", "monitor", "auditor", "administrator"];

    fn of_word(word: &str) -> Option<Role> {
        Role::from_word(word).filter(|role| *role != Role::Visitor)
    }

    fn as_word(&self) -> &'static str {
        self.word()
    }
}

impl Stored for Role {
    fn stored(&self) -> Value {
        self.word().into()
    }
}

impl Field for Role {
    const INPUT: Input = Input::Words(Role::WORDS, Role::LABEL);

    fn read(given: &[&str]) -> Result<Role, Said> {
        read_word(given)
    }

    fn typed(&self) -> Vec<String> {
        vec![self.word().to_owned()]
    }

    fn schema() -> serde_json::Value {
        serde_json::json!({"type": "string", "enum": Role::WORDS})
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
    /// A desk officer or mediator: follows situations and is told when a line is passed.
    Following,
    /// An auditor: the trail.
    Auditing,
    /// An administrator.
    Administering,
}

impl Needs {
    /// The role to ask for where this was refused.
    pub fn role_to_ask_for(self) -> Role {
        match self {
            Needs::Nothing | Needs::Reading | Needs::SignedIn => Role::Reader,
            Needs::Curating => Role::Curator,
            Needs::Following => Role::DeskOfficer,
            Needs::Auditing => Role::Auditor,
            Needs::Administering => Role::Administrator,
        }
    }
}

/// How much of a role a proof lends: a session lends all of it, a token what its owner chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Reads what the role may read.
    Read,
    /// Changes what the role may change, people and settings excepted.
    Write,
    /// All that the role may do.
    Administer,
}

impl Scope {
    /// All scopes, from least to most.
    pub const ALL: [Scope; 3] = [Scope::Read, Scope::Write, Scope::Administer];

    /// The word that stands in tables and forms.
    pub fn word(self) -> &'static str {
        match self {
            Scope::Read => "read",
            Scope::Write => "write",
            Scope::Administer => "administer",
        }
    }

    /// The scope that a word names.
    pub fn from_word(word: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.word() == word)
    }
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

/// Id of whoever can run the binary on the data folder.
pub const LOCAL_OPERATOR: &str = "local-operator";

/// Who reads or writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Id of the person; `visitor` and `local-operator` are nobody's account.
    pub id: String,
    /// Name to show.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// How much of it this request may use.
    pub scope: Scope,
    /// How they came in.
    pub via: Via,
}

impl Actor {
    /// Somebody with all that their role lends.
    pub fn new(id: &str, name: &str, role: Role, via: Via) -> Actor {
        Actor { id: id.to_owned(), name: name.to_owned(), role, scope: Scope::Administer, via }
    }

    /// Somebody who has not signed in.
    pub fn visitor(via: Via) -> Actor {
        Actor::new("visitor", "", Role::Visitor, via)
    }

    /// Whoever can run the binary on the data folder.
    pub fn local_operator() -> Actor {
        Actor::new(LOCAL_OPERATOR, "Local operator", Role::Administrator, Via::Command)
    }

    /// Whether a person signed in (or stands at the machine itself).
    pub fn is_signed_in(&self) -> bool {
        self.role != Role::Visitor
    }

    /// Whether this actor may do what needs `needs`.
    pub fn may(&self, needs: Needs, visitors_may_read: bool) -> bool {
        let lent = needs != Needs::Administering || self.scope == Scope::Administer;
        lent && (self.role.may_do().contains(&needs) || (needs == Needs::Reading && visitors_may_read))
    }

    /// Whether this actor's proof lends changing anything at all.
    pub fn may_write(&self) -> bool {
        self.scope >= Scope::Write
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_do_what_is_written_down_and_nothing_else() {
        // The policy once more, by hand: reading, curating, auditing, administering.
        let expected = [
            ("visitor", "----"),
            ("reader", "r---"),
            ("curator", "rc--"),
            ("desk_officer", "r---"),
            ("mediator", "r---"),
            ("expert", "r---"),
            ("fund_officer", "r---"),
            ("monitor", "r---"),
            ("auditor", "r-a-"),
            ("administrator", "rcaA"),
        ];
        assert_eq!(expected.len(), Role::ALL.len());
        for (word, may) in expected {
            let actor = Actor::new("1", "", Role::from_word(word).unwrap(), Via::Web);
            let needs = [(Needs::Reading, 'r'), (Needs::Curating, 'c'), (Needs::Auditing, 'a'), (Needs::Administering, 'A')];
            let found: String = needs.iter().map(|(needs, letter)| if actor.may(*needs, false) { *letter } else { '-' }).collect();
            assert_eq!(found, may, "{word}");
        }
    }

    #[test]
    fn a_scope_never_lends_more_than_the_role() {
        for role in Role::ALL {
            for scope in Scope::ALL {
                let (whole, lent) = (Actor::new("1", "", role, Via::Api), Actor { scope, ..Actor::new("1", "", role, Via::Api) });
                for needs in [Needs::Reading, Needs::SignedIn, Needs::Curating, Needs::Auditing, Needs::Administering] {
                    assert!(!lent.may(needs, false) || whole.may(needs, false), "{role:?} {scope:?} {needs:?}");
                }
                assert!(scope == Scope::Administer || !lent.may(Needs::Administering, false), "{role:?} {scope:?}");
            }
        }
    }
}
