//! A question to the index and its answer.

use std::collections::BTreeMap;
use std::ops::Range;

use methods::language::Language;
use serde::{Deserialize, Serialize};

use crate::passage::Redistribution;

/// Most hits one request may ask for.
pub const HITS_MAX: usize = 1_000;
/// The last hit that can be paged to; further ones are refused with [`crate::Error::TooFar`].
pub const PAGED_MAX: usize = 50_000;
/// Most values of all filters together; more are refused with [`crate::Error::TooMuch`].
pub const FILTERS_MAX: usize = 1_000;
/// Most characters in a query; longer ones are refused with [`crate::Error::QueryTooLong`].
pub const QUERY_CHARS_MAX: usize = 2_000;
/// Most words, phrases and fields in one query; what comes after is left out and reported.
pub const CLAUSES_MAX: usize = 1_000;

/// Narrows a search. Within one list any value may match; all lists that are not empty must.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Filters {
    /// Concept ids or PA-X codes of the provision; a broader topic covers its narrower ones.
    pub topic: Vec<String>,
    /// ISO 3166-1 alpha-3 codes.
    pub country: Vec<String>,
    /// Topics known for the whole document (as stored), whatever the single provision is about.
    pub document_topic: Vec<String>,
    /// UN M49 codes.
    pub region: Vec<String>,
    /// PA-X stages.
    pub stage: Vec<String>,
    /// Kinds of document.
    pub kind: Vec<String>,
    /// Parties as stored; letter case does not matter.
    pub party: Vec<String>,
    /// Language codes: `ar`, `zh`, `en`, `fr`, `ru`, `es`.
    pub language: Vec<String>,
    /// Peace processes.
    pub process: Vec<String>,
    /// Ids of source cards.
    pub source: Vec<String>,
    /// Ids of documents.
    pub document: Vec<String>,
    /// Earliest date, ISO partial (`1990` means from 1 January 1990).
    pub from: Option<String>,
    /// Latest date, ISO partial (`1990` means until 31 December 1990).
    pub to: Option<String>,
}

impl Filters {
    /// How many values there are.
    pub(crate) fn values(&self) -> usize {
        let lists = [
            &self.topic,
            &self.country,
            &self.document_topic,
            &self.region,
            &self.stage,
            &self.kind,
            &self.party,
            &self.language,
            &self.process,
            &self.source,
            &self.document,
        ];
        lists.into_iter().map(Vec::len).sum()
    }
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Request {
    /// What the person typed; empty means everything the filters let through.
    pub query: String,
    /// Narrowing by metadata.
    pub filters: Filters,
    /// How many hits to give, at most [`HITS_MAX`]; zero gives only total and facets.
    pub limit: usize,
    /// How many hits to skip; with the limit at most [`PAGED_MAX`].
    pub offset: usize,
    /// Concepts the person switched off: understood, shown, but not used.
    pub concepts_off: Vec<String>,
    /// Language of the screen, for the labels of concepts, and the one shown first of language
    /// versions; English when `None`.
    pub language: Option<Language>,
    /// Whether provisions that read alike are laid together.
    pub lay: Lay,
    /// The provision that the text compared with comes from: it is not like itself, and others are
    /// read against it.
    pub of: Option<String>,
}

/// How provisions that read alike are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lay {
    /// As one hit with its family.
    #[default]
    Together,
    /// Each by itself.
    Apart,
    /// Only the best and those that read like it, each by itself.
    OneFamily,
}

impl Request {
    /// A plain question with twenty hits.
    pub fn new(query: impl Into<String>) -> Self {
        Self { query: query.into(), limit: 20, ..Self::default() }
    }
}

/// The provisions that are shown as one hit, since they read alike or are language versions of one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Family {
    /// How many there are among the hits compared, the one shown among them.
    pub n: usize,
    /// In how many documents.
    pub documents: usize,
    /// The earliest date of these documents; `None` where none is known.
    pub first: Option<String>,
    /// The latest.
    pub last: Option<String>,
    /// All of them, best first.
    pub members: Vec<Member>,
}

/// A provision of a [`Family`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Member {
    /// Id of the provision.
    pub id: String,
    /// Id of its document.
    pub document: String,
    /// Code of its language.
    pub language: String,
}

/// One passage found.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Hit {
    /// 1 for the best.
    pub rank: usize,
    /// Higher is better; comparable within one answer only. Always 0 for an empty query.
    pub score: f32,
    /// Id of the provision.
    pub id: String,
    /// Id of its document.
    pub document: String,
    /// Title of the document.
    pub title: String,
    /// Headings above the provision.
    pub heading: String,
    /// ISO partial date of the document.
    pub date: Option<String>,
    /// Kind of the document.
    pub kind: String,
    /// Language of the text, given or guessed.
    pub language: Option<Language>,
    /// ISO 3166-1 alpha-3 codes.
    pub countries: Vec<String>,
    /// Concept ids: accepted by a person, or clearly recognised in the text and not rejected.
    pub topics: Vec<String>,
    /// Source card.
    pub source: String,
    /// Whether the text may be given on.
    pub redistribution: Redistribution,
    /// The whole text.
    pub text: String,
    /// What matched, as byte ranges into `text`; sorted, not overlapping, on character borders.
    pub highlights: Vec<Range<usize>>,
    /// The part of `text` that shows best why it was found, as a byte range on character borders.
    pub snippet: Range<usize>,
    /// Those that are shown with it.
    pub family: Family,
    /// What of the question it meets, what counts most first.
    pub why: Vec<Why>,
}

/// Why a passage was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It deals with this topic of the question; the name in the language of the screen.
    Topic(String),
    /// It holds these words, as it writes them.
    Words(Vec<String>),
    /// Its title or headings hold these words of the question.
    Title(Vec<String>),
    /// It means what is asked, in other words.
    Meaning,
}

/// How many of the found passages have a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The value: a code or name; for topics a concept id.
    pub value: String,
    /// Passages with it among all found, not only among the hits given.
    pub count: u64,
}

/// Counts per value of each field over everything found, most frequent first, ties by value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facets {
    /// Concepts, those that a person accepted or that the text clearly shows.
    pub topic: Vec<Count>,
    /// ISO 3166-1 alpha-3.
    pub country: Vec<Count>,
    /// UN M49.
    pub region: Vec<Count>,
    /// PA-X stages.
    pub stage: Vec<Count>,
    /// Kinds of document.
    pub kind: Vec<Count>,
    /// Language codes.
    pub language: Vec<Count>,
    /// Parties.
    pub party: Vec<Count>,
    /// Source cards.
    pub source: Vec<Count>,
    /// Years, ascending instead of by count.
    pub year: Vec<Count>,
}

impl Facets {
    /// The facets by name, in the order in which a page shows them.
    pub fn named(&self) -> [(&'static str, &[Count]); 9] {
        [
            ("topic", &self.topic),
            ("country", &self.country),
            ("region", &self.region),
            ("stage", &self.stage),
            ("kind", &self.kind),
            ("language", &self.language),
            ("party", &self.party),
            ("source", &self.source),
            ("year", &self.year),
        ]
    }

    /// The facets as a map from name to value to count.
    pub fn to_map(&self) -> BTreeMap<&'static str, BTreeMap<String, u64>> {
        self.named()
            .into_iter()
            .map(|(name, counts)| {
                let values = counts.iter().map(|c| (c.value.clone(), c.count)).collect();
                (name, values)
            })
            .collect()
    }
}

/// A concept that the question was understood to mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Understood {
    /// Concept id.
    pub id: String,
    /// Preferred label in the language of the screen.
    pub label: String,
    /// The words of the query that led to it, as typed.
    pub words: Vec<String>,
    /// How sure this reading is, 0..1.
    pub confidence: f32,
    /// False when the request switched it off.
    pub on: bool,
}

/// The answer to a [`Request`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Answer {
    /// The query as it was asked.
    pub query: String,
    /// The position of the index that this shows: see [`crate::Index::shown`].
    pub shown: u64,
    /// Passages found altogether, exact.
    pub total: u64,
    /// Milliseconds spent.
    pub took_ms: f64,
    /// The best ones, from `offset`.
    pub hits: Vec<Hit>,
    /// How many provisions stand in the families of these hits and of those before them beside
    /// the ones shown.
    pub folded: usize,
    /// False where nothing found answers the question; then the hits are those that come nearest.
    pub answered: bool,
    /// Counts over everything found.
    pub facets: Facets,
    /// Concepts understood, best first.
    pub concepts: Vec<Understood>,
    /// The query with likely misspellings corrected, when some word is not in the index.
    pub suggestion: Option<String>,
    /// What could not be understood as written, and what was done instead.
    pub problems: Vec<Problem>,
}

/// What of a query could not be understood as written, and what was done instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// Only so many first words were read.
    ManyWords(usize),
    /// A field cannot be excluded; it was left out.
    ExcludedField(String),
    /// No field has this name; it was read as a word. The second are the fields that there are.
    UnknownField(String, String),
    /// A field has no value; its name was read as a word.
    EmptyField(String),
    /// A quotation mark is not closed; what follows was read as words.
    OpenQuotation,
    /// A word with `*` has too few letters.
    ShortPattern(String),
    /// A word with `*` stands for no word of the index.
    IdlePattern(String),
    /// A word with `*` stands for many words, of which so many were looked for.
    WidePattern(String, usize),
}
