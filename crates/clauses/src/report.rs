//! What is answered: findings, blocks, obligations and notes, in the shape that programs read.

use crate::rules::{Rule, Severity};
use methods::language::Language;
use methods::segments::Block;
use serde::{Deserialize, Serialize};

/// A draft as it was read, with what is known about it.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// Its text, as a reader of files gives it.
    pub blocks: &'a [Block],
    /// Its kind, where somebody declared it; else it is recognised.
    pub kind: Option<Kind>,
    /// Its language, where somebody declared it; else it is recognised.
    pub language: Option<Language>,
    /// Which list of blocks is answered.
    pub scheme: Scheme,
}

/// Which list of blocks is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    /// The 27 building blocks of ceasefires.
    #[default]
    Building,
    /// The 30 blocks that stand against the columns of PA-X.
    Pax,
}

/// What kind of agreement a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A cessation of hostilities.
    Cessation,
    /// A preliminary ceasefire.
    Preliminary,
    /// A definitive ceasefire.
    Definitive,
    /// A humanitarian pause.
    Pause,
    /// A truce, mostly local or for an occasion.
    Truce,
    /// A framework for talks.
    Framework,
    /// A comprehensive agreement.
    Comprehensive,
    /// A protocol that puts something agreed into effect.
    Implementation,
}

impl Kind {
    /// All eight, from the least to the most.
    pub const ALL: [Kind; 8] = [
        Kind::Cessation,
        Kind::Preliminary,
        Kind::Definitive,
        Kind::Pause,
        Kind::Truce,
        Kind::Framework,
        Kind::Comprehensive,
        Kind::Implementation,
    ];

    /// The word in tables and programs.
    pub const fn word(self) -> &'static str {
        match self {
            Kind::Cessation => "cessation",
            Kind::Preliminary => "preliminary",
            Kind::Definitive => "definitive",
            Kind::Pause => "pause",
            Kind::Truce => "truce",
            Kind::Framework => "framework",
            Kind::Comprehensive => "comprehensive",
            Kind::Implementation => "implementation",
        }
    }

    /// The kind of a word; none for any other.
    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Everything that was seen in a draft.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Its language; none where it is none of the six.
    pub language: Option<Language>,
    /// Its kind; none where it cannot be told.
    pub kind: Option<Kind>,
    /// Which blocks it has, in the order of the scheme.
    pub blocks: Vec<Covered>,
    /// What a drafter would mend, in the order of the text; of the whole text first.
    pub findings: Vec<Finding>,
    /// What is worth a look, and what could not be told.
    pub notes: Vec<Note>,
    /// Who has to do what.
    pub obligations: Vec<Obligation>,
}

/// Whether a text has a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// An operative provision says who does what.
    Present,
    /// A wish, or a mention without actor or act.
    Vague,
    /// Nothing.
    Missing,
}

/// A block and how far a text has it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Covered {
    /// The block, as in `humanitarian-access`.
    pub block: &'static str,
    /// How far it is there.
    pub state: State,
    /// The provisions that speak of it, by path.
    pub provisions: Vec<String>,
    /// What comparable agreements did: whoever knows some sets it, here it is always none.
    pub precedents: Option<Precedents>,
}

/// What comparable agreements did about a block.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Precedents {
    /// How many have it.
    pub n: usize,
    /// Of how many in which it could be observed.
    pub of: usize,
    /// Which set they come from.
    pub set: String,
    /// Provisions to read, as ids of the library.
    pub examples: Vec<String>,
}

/// A place of a text and words there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Path of the provision; none for the whole text.
    pub provision: Option<String>,
    /// The words as they stand there; empty where something is missing.
    pub words: String,
}

/// Something to be said to a person: a word of the caller's languages and what fills its blanks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The word, as in `quantity-conflict-total`.
    pub word: &'static str,
    /// What fills its blanks, in the order that [`crate::rules()`] and [`crate::notes()`] list.
    pub arguments: Vec<Argument>,
}

/// What fills one blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Argument {
    /// The blank.
    pub name: &'static str,
    /// What fills it: words of the draft, a number, a date as YYYY-MM-DD.
    pub value: String,
}

/// Something that a drafter would mend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// How grave it is.
    pub severity: Severity,
    /// Where a drafter would mend it; none for the whole text.
    pub provision: Option<String>,
    /// The words looked at, as they stand there; empty where something is missing.
    pub words: String,
    /// Other places that belong to it.
    pub also: Vec<Place>,
    /// What is wrong.
    pub message: Said,
    /// What to do next; its word is that of the rule.
    pub remedy: Said,
    /// Where the rule comes from.
    pub source: &'static str,
}

/// Something worth a look that is no fault, or that could not be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// The note, as in `range-unknown`.
    pub note: &'static str,
    /// Path of the provision; none for the whole text.
    pub provision: Option<String>,
    /// The words looked at.
    pub words: String,
    /// What is said about them.
    pub message: Said,
}

/// How strongly a provision binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = DraftingStrength)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Shall, must, undertakes to; also a duty not to do something.
    Duty,
    /// May.
    Permission,
    /// Endeavours, should, as far as possible.
    Endeavour,
}

impl Strength {
    /// The word in tables and programs.
    pub fn word(self) -> &'static str {
        match self {
            Strength::Duty => "duty",
            Strength::Permission => "permission",
            Strength::Endeavour => "endeavour",
        }
    }
}

/// Who has to do what. All words stand as in the draft; none where it does not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = DraftingObligation)]
pub struct Obligation {
    /// Path of the provision.
    pub provision: Option<String>,
    /// Who.
    pub actor: Option<String>,
    /// Does what: the sentence or item that says so.
    pub act: String,
    /// To what.
    pub object: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// By when.
    pub deadline: Option<Deadline>,
    /// Under which condition.
    pub condition: Option<String>,
    /// Who verifies it.
    pub verification: Option<String>,
    /// How strongly it binds.
    pub strength: Strength,
}

/// By when something is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = DraftingDeadline)]
pub struct Deadline {
    /// The words, as in `within 48 hours`.
    pub words: String,
    /// The day, where the text names one, as YYYY-MM-DD.
    pub on: Option<String>,
    /// Days after day D, where it counts from there.
    pub day: Option<i32>,
}

/// Two language versions laid side by side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Concordance {
    /// The languages of both.
    pub languages: [Option<Language>; 2],
    /// The language that prevails, where a version says so.
    pub prevails: Option<Language>,
    /// Provisions that are the same in both, by path.
    pub aligned: Vec<Aligned>,
    /// Provisions of the first that the second does not have.
    pub only_a: Vec<String>,
    /// Provisions of the second that the first does not have.
    pub only_b: Vec<String>,
    /// Where they say different things.
    pub findings: Vec<Difference>,
}

/// A provision and the same in the other language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Aligned {
    /// Path in the first.
    pub a: String,
    /// Path in the second.
    pub b: String,
}

/// Words of both versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Both {
    /// Of the first; empty where it has none.
    pub a: String,
    /// Of the second; empty where it has none.
    pub b: String,
}

/// Two language versions say different things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The rule.
    pub rule: Rule,
    /// How grave it is.
    pub severity: Severity,
    /// Path in the first version.
    pub provision: Option<String>,
    /// Path in the second version.
    pub other: Option<String>,
    /// What each says.
    pub words: Both,
    /// What is wrong.
    pub message: Said,
}
