//! The topics: a SKOS thesaurus with labels in six languages, and a lexicon of single words.

mod labels;
mod lexicon;
mod load;
mod patterns;
mod recognise;
mod understand;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use methods::language::Language;
use crate::text::{ANALYSIS_VERSION, Stems, Term, language_or_guess, tokenize, topic_terms};
pub(crate) use lexicon::Lexicon;
pub(crate) use patterns::Chosen;
use patterns::Patterns;
pub(crate) use recognise::{Found, Weights, recognise};
pub(crate) use understand::{Meaning, Reading, understand};

/// Why a thesaurus cannot be used. The message names the file or concept and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum ThesaurusError {
    /// A file cannot be read.
    #[error("the thesaurus file {} cannot be read: {reason}", file.display())]
    File {
        /// File name.
        file: PathBuf,
        /// The cause.
        reason: String,
    },
    /// Concepts break rules; all broken rules are listed.
    #[error("the thesaurus has {} faults: {}", .0.len(), .0.join("; "))]
    Faults(Vec<String>),
}

/// The words for one concept in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Labels {
    /// The name to show.
    pub preferred: String,
    /// Other names people use.
    pub alternative: Vec<String>,
    /// Wording that shows the topic in texts; never displayed as a name.
    pub hidden: Vec<String>,
}

/// One topic.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Concept {
    /// Short permanent id, such as `gender-quota`.
    pub id: String,
    /// The same topic in PA-X, such as `WggGenQuot`; empty when PA-X has no such topic.
    pub pax: Vec<String>,
    /// Labels by language, in the order of [`Language::ALL`].
    pub labels: [Labels; 6],
    /// What belongs to the topic, in English.
    pub scope_note: String,
    /// The broader concept's id; `None` for a top concept.
    pub broader: Option<String>,
    /// Narrower concept ids, sorted.
    pub narrower: Vec<String>,
    /// Related concept ids, sorted.
    pub related: Vec<String>,
}

impl Concept {
    /// The concept's words in a language.
    pub fn labels(&self, language: Language) -> &Labels {
        let place = Language::ALL.iter().position(|l| *l == language);
        &self.labels[place.unwrap_or(0)]
    }

    /// The concept's name in a language.
    pub fn name(&self, language: Language) -> &str {
        &self.labels(language).preferred
    }
}

/// A topic proposed for a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Concept id.
    pub concept: String,
    /// How sure, 0..1; from [`SUGGESTION_CLEAR`] on it is worth showing without being asked for.
    pub score: f32,
    /// The words of the text that led to it, as written.
    pub evidence: Vec<String>,
}

/// From this score on a topic counts as clearly recognised in a text.
pub const SUGGESTION_CLEAR: f32 = 0.5;

/// All topics. Made once at start and shared.
#[derive(Debug)]
pub struct Thesaurus {
    concepts: Vec<Concept>,
    by_id: HashMap<String, usize>,
    by_pax: HashMap<String, usize>,
    pub(crate) patterns: Patterns,
    pub(crate) lexicon: Lexicon,
    version: String,
}

#[derive(rust_embed::RustEmbed)]
#[folder = "../../data/thesaurus"]
struct BuiltIn;

impl Thesaurus {
    /// The thesaurus that ships with the product.
    pub fn built_in() -> Result<Arc<Self>, ThesaurusError> {
        Self::from_files(&built_in_files())
    }

    /// A thesaurus from a folder of Turtle files and, when it is there, `lexicon.tsv`.
    pub fn from_folder(folder: &Path) -> Result<Arc<Self>, ThesaurusError> {
        Self::from_files(&load::folder(folder)?)
    }

    /// A thesaurus from (file name, content): names ending in `.ttl`, and `lexicon.tsv`.
    pub fn from_files(files: &[(String, Vec<u8>)]) -> Result<Arc<Self>, ThesaurusError> {
        let concepts = load::concepts(files)?;
        let mut stems = Stems::default();
        let lexicon = files.iter().find(|(name, _)| name == "lexicon.tsv");
        let lexicon = lexicon.map_or_else(
            || Ok(Lexicon::default()),
            |(_, content)| Lexicon::read(&String::from_utf8_lossy(content), &mut stems),
        )?;
        let patterns = Patterns::new(&concepts, &lexicon, &mut stems);
        let by_id = concepts.iter().enumerate().map(|(n, c)| (c.id.clone(), n));
        let by_pax = concepts
            .iter()
            .enumerate()
            .flat_map(|(n, c)| c.pax.iter().map(move |code| (code.clone(), n)));
        Ok(Arc::new(Self {
            by_id: by_id.collect(),
            by_pax: by_pax.collect(),
            patterns,
            lexicon,
            version: version(files),
            concepts,
        }))
    }

    /// The files of the built-in thesaurus, as (file name, content): what is served as SKOS.
    pub fn built_in_files() -> Vec<(String, Vec<u8>)> {
        built_in_files()
    }

    /// All concepts, sorted by id.
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// The concept with this id.
    pub fn by_id(&self, id: &str) -> Option<&Concept> {
        self.by_id.get(id).map(|n| &self.concepts[*n])
    }

    /// The concept that matches a PA-X code such as `WggGenQuot` or `PpsGe:St`.
    pub fn by_pax(&self, code: &str) -> Option<&Concept> {
        self.by_pax.get(code).map(|n| &self.concepts[*n])
    }

    /// Concepts without a broader one, sorted by id.
    pub fn tops(&self) -> Vec<&Concept> {
        self.concepts.iter().filter(|c| c.broader.is_none()).collect()
    }

    /// The concept and everything below it, the concept first, each with its depth below it.
    pub fn with_narrower(&self, id: &str) -> Vec<(&Concept, usize)> {
        let mut all: Vec<(&Concept, usize)> = self.by_id(id).map(|c| (c, 0)).into_iter().collect();
        let mut next = 0;
        while let Some((concept, depth)) = all.get(next).copied() {
            let narrower = concept.narrower.iter().filter_map(|id| self.by_id(id));
            all.extend(narrower.map(|c| (c, depth + 1)));
            next += 1;
        }
        all
    }

    /// The concept's broader ones, nearest first.
    pub fn ancestors(&self, id: &str) -> Vec<&Concept> {
        let mut ancestors = Vec::new();
        let mut at = self.by_id(id);
        while let Some(up) = at.and_then(|c| c.broader.as_deref()) {
            at = self.by_id(up);
            ancestors.extend(at);
        }
        ancestors
    }

    /// Concepts whose preferred or alternative labels in any language have words beginning with
    /// those of `text`, best first. For completing a topic while typing.
    pub fn find(&self, text: &str, limit: usize) -> Vec<&Concept> {
        labels::find(&self.concepts, text, limit)
    }

    /// Topics for a text, best first. The language is guessed when `None`.
    pub fn suggest(&self, text: &str, language: Option<Language>) -> Vec<Suggestion> {
        let language = language_or_guess(text, language);
        let terms = topic_terms(&tokenize(text), language, &mut Stems::default());
        let words = |(from, to): &(u32, u32)| text[*from as usize..*to as usize].to_owned();
        let mut suggestions: Vec<Suggestion> = self
            .recognise(&terms)
            .iter()
            .map(|found| Suggestion {
                concept: self.concepts[found.concept as usize].id.clone(),
                score: found.score(),
                evidence: found.evidence.iter().map(words).collect(),
            })
            .collect();
        suggestions.sort_by(|a, b| {
            let by_score = b.score.total_cmp(&a.score);
            by_score.then_with(|| a.concept.cmp(&b.concept))
        });
        suggestions
    }

    /// Changes when any concept, label or lexicon row changes, or the analysis of text.
    pub fn version(&self) -> &str {
        &self.version
    }

    pub(crate) fn recognise(&self, terms: &[Term]) -> Vec<Found> {
        recognise(&self.patterns, terms, &Weights::default())
    }

    /// The labels of a few concepts, to look for them in many texts.
    pub(crate) fn chosen(&self, concepts: &HashSet<u32>) -> Chosen {
        Chosen::new(&self.patterns, concepts)
    }

    /// Places in a text that show one of the chosen concepts.
    pub(crate) fn evidence(&self, terms: &[Term], chosen: &Chosen) -> Vec<(u32, u32)> {
        recognise::evidence(&self.patterns, chosen, terms)
    }

    pub(crate) fn number(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).map(|n| *n as u32)
    }

    pub(crate) fn at(&self, number: u32) -> &Concept {
        &self.concepts[number as usize]
    }
}

fn built_in_files() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = BuiltIn::iter()
        .filter_map(|name| {
            let file = BuiltIn::get(&name)?;
            Some((name.into_owned(), file.data.into_owned()))
        })
        .collect();
    files.sort();
    files
}

/// FNV-1a over names and contents: quick, and only has to tell one version from the next.
fn version(files: &[(String, Vec<u8>)]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut add = |bytes: &[u8]| {
        for byte in bytes.iter().chain(&[0]) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    add(ANALYSIS_VERSION.as_bytes());
    for (name, content) in files {
        add(name.as_bytes());
        add(content);
    }
    format!("{hash:016x}")
}
