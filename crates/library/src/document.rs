//! Documents: agreements, ceasefires, resolutions, guidance, reports and statements, with
//! everything known about them except their text.

use methods::dates::PartialDate;
use methods::language::Language;
use platform::clearance::marking::Level;
use platform::{Said, say};
use serde::{Deserialize, Serialize};

/// What kind of text a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// A peace agreement of any stage but a ceasefire.
    Agreement,
    /// A ceasefire, truce or cessation of hostilities.
    Ceasefire,
    /// A resolution of a council or assembly.
    Resolution,
    /// Guidance for people who mediate.
    Guidance,
    /// A monitoring or other report.
    Report,
    /// A declaration, appeal or statement of one side.
    Statement,
}

impl DocumentKind {
    /// All kinds.
    pub const ALL: [DocumentKind; 6] = [
        DocumentKind::Agreement,
        DocumentKind::Ceasefire,
        DocumentKind::Resolution,
        DocumentKind::Guidance,
        DocumentKind::Report,
        DocumentKind::Statement,
    ];

    /// The word in tables, addresses and flags.
    pub fn word(self) -> &'static str {
        match self {
            DocumentKind::Agreement => "agreement",
            DocumentKind::Ceasefire => "ceasefire",
            DocumentKind::Resolution => "resolution",
            DocumentKind::Guidance => "guidance",
            DocumentKind::Report => "report",
            DocumentKind::Statement => "statement",
        }
    }

    /// The kind that a word names.
    pub fn from_word(word: &str) -> Option<DocumentKind> {
        DocumentKind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// How one document stands to another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Relation {
    /// One of [`RELATIONS`].
    pub kind: String,
    /// Id of the other document, which may not be here yet.
    pub of: String,
}

/// The relations between documents, read as “this document … the other”.
pub const RELATIONS: [&str; 6] = ["amends", "implements", "renews", "supersedes", "annex of", TRANSLATION];
/// The relation of a text to its original in another language.
pub const TRANSLATION: &str = "translation of";

/// How much of a document's text is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TextState {
    /// Only the facts about it.
    None,
    /// Some passages.
    Passages,
    /// The whole text.
    Full,
}

impl TextState {
    /// All states, the fullest first.
    pub const ALL: [TextState; 3] = [TextState::Full, TextState::Passages, TextState::None];

    /// The word in tables.
    pub fn word(self) -> &'static str {
        match self {
            TextState::None => "none",
            TextState::Passages => "passages",
            TextState::Full => "full",
        }
    }

    /// The state that a word names; anything else counts as no text.
    pub fn from_word(word: &str) -> TextState {
        match word {
            "passages" => TextState::Passages,
            "full" => TextState::Full,
            _ => TextState::None,
        }
    }
}

/// How many of some documents have their text here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Texts {
    /// Those whose whole text is here.
    pub full: i64,
    /// Those of which some passages are here.
    pub passages: i64,
    /// Those of which only the facts are here.
    pub none: i64,
}

impl Texts {
    /// Counts `n` more documents in a state.
    pub fn add(&mut self, state: TextState, n: i64) {
        match state {
            TextState::Full => self.full += n,
            TextState::Passages => self.passages += n,
            TextState::None => self.none += n,
        }
    }

    /// How many stand in a state.
    pub fn of(self, state: TextState) -> i64 {
        match state {
            TextState::Full => self.full,
            TextState::Passages => self.passages,
            TextState::None => self.none,
        }
    }

    /// All of them, the denominator of each.
    pub fn all(self) -> i64 {
        self.full + self.passages + self.none
    }

    /// The sentence that says it, with each number as `number` writes it.
    pub fn said(self, number: impl Fn(i64) -> String) -> Said {
        let [all, full, passages, none] = [self.all(), self.full, self.passages, self.none].map(number);
        say!("library-texts", all = all, full = full, passages = passages, none = none)
    }
}

/// An id that somebody else gave to the same document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ExternalId {
    /// Whose id: `pax`, `pax_process`, `ucdp_conflict`, `ucdp_agreement`, `pam`, `cow`, `eth_prio`, `gw`.
    pub scheme: String,
    /// The id.
    pub value: String,
}

/// A topic that the source's own coders gave to the whole document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CodedTopic {
    /// The source's code, as in `CeProv`.
    pub code: String,
    /// 1 where the topic is there; 1 to 3 where the source grades it.
    pub value: i64,
}

/// Everything about a document that a source says. `None` and empty mean *not known*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Document {
    /// Permanent id, as in `pax:1364`.
    pub id: String,
    /// What kind of text it is.
    pub kind: DocumentKind,
    /// Its title.
    pub title: String,
    /// When it was signed, adopted or issued: a day, a month or a year.
    #[schema(value_type = Option<String>)]
    pub date: Option<PartialDate>,
    /// Language of its text.
    #[schema(value_type = Option<String>)]
    pub language: Option<Language>,
    /// PA-X status, as in `Multiparty signed/agreed`.
    pub status: Option<String>,
    /// PA-X level: `Inter`, `InterIntra`, `Intra`, `IntraLocal`.
    pub agreement_type: Option<String>,
    /// PA-X nature of the conflict, as in `Government/territory`.
    pub conflict_type: Option<String>,
    /// PA-X stage: `Pre`, `Cea`, `SubPar`, `SubComp`, `Imp`, `Ren`, `Oth`.
    pub stage: Option<String>,
    /// PA-X sub-stage, as in `Ceas`.
    pub substage: Option<String>,
    /// Name of the process it belongs to.
    pub process: Option<String>,
    /// Official symbol, as in S/RES/1234 (1999).
    pub symbol: Option<String>,
    /// What the source says it is about.
    pub description: Option<String>,
    /// PA-X `Interim`: whether it is meant to hold for a while only.
    pub interim: Option<String>,
    /// Where the source shows it.
    pub url: Option<String>,
    /// Source card.
    pub source: String,
    /// Countries, ISO 3166-1 alpha-3.
    pub countries: Vec<String>,
    /// Parties, as written.
    pub parties: Vec<String>,
    /// Third parties, as written.
    pub third_parties: Vec<String>,
    /// Ids of others.
    pub external: Vec<ExternalId>,
    /// Topics of the source's coders.
    pub topics: Vec<CodedTopic>,
    /// Whether the source's coders looked at this document at all: without it, no topic means *unknown*.
    pub topics_coded: bool,
    /// Relations to other documents.
    pub relations: Vec<Relation>,
}

impl Document {
    /// A document of which only id, kind, title and source are known.
    pub fn named(id: &str, kind: DocumentKind, title: &str, source: &str) -> Document {
        Document {
            id: id.to_owned(),
            kind,
            title: title.to_owned(),
            date: None,
            language: None,
            status: None,
            agreement_type: None,
            conflict_type: None,
            stage: None,
            substage: None,
            process: None,
            symbol: None,
            description: None,
            interim: None,
            url: None,
            source: source.to_owned(),
            countries: Vec::new(),
            parties: Vec::new(),
            third_parties: Vec::new(),
            external: Vec::new(),
            topics: Vec::new(),
            topics_coded: false,
            relations: Vec::new(),
        }
    }

    /// A hash that changes with anything said about the document.
    pub fn content_hash(&self) -> String {
        let text = serde_json::to_vec(self).expect("a document is text and numbers");
        platform::files::hash_of(&text)
    }
}

/// A document with what the library itself keeps about it.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = KeptDocument)]
pub struct Kept {
    /// What the source says.
    #[serde(flatten)]
    pub document: Document,
    /// How much of its text is here.
    pub text_state: TextState,
    /// The import that last touched it.
    pub import_id: String,
    /// When it came into the library.
    pub created_at: String,
    /// When it last changed.
    pub updated_at: String,
}

/// A document in a list.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Listed {
    /// Permanent id.
    pub id: String,
    /// Kind, as a word.
    pub kind: String,
    /// Title.
    pub title: String,
    /// Date at the precision known.
    pub date: Option<String>,
    /// Stage, where known.
    pub stage: Option<String>,
    /// Process, where known.
    pub process: Option<String>,
    /// Language of the text.
    pub language: Option<String>,
    /// How much of the text is here.
    pub text_state: TextState,
    /// How it is marked.
    pub marking: Level,
}
