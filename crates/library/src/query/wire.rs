//! What was found, as programs and commands read it.

use super::Found;
use crate::aside::Aside;
use crate::document::Texts;
use crate::said;
use platform::Said;
use search::{Answer, Family, Hit};
use serde::Serialize;

/// One hit, as programs see it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct WireHit {
    /// 1 for the best.
    pub rank: usize,
    /// Higher is better; comparable within one answer only.
    pub score: f32,
    /// Permanent id of the provision.
    pub provision: String,
    /// Permanent id of its document.
    pub document: String,
    /// Title of the document.
    pub title: String,
    /// Date of the document at the precision known; null where unknown.
    pub date: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub countries: Vec<String>,
    /// Topics of the provision.
    pub topics: Vec<String>,
    /// Language of the text; null where unknown.
    pub language: Option<String>,
    /// Kind of the document.
    pub kind: String,
    /// Source card.
    pub source: String,
    /// The provision's text.
    pub text: String,
    /// What matched: start and end in `text`, counted in Unicode characters.
    pub highlights: Vec<[usize; 2]>,
    /// The provisions that this hit stands for.
    pub family: WireFamily,
    /// What of the question it meets, in words.
    pub why: Vec<String>,
}

/// The provisions that read alike, or are language versions of one, as programs see them.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct WireFamily {
    /// How many there are among the first 200 found, this one among them.
    pub n: usize,
    /// In how many documents.
    pub documents: usize,
    /// The earliest date of these documents; null where none is known.
    pub first: Option<String>,
    /// The latest.
    pub last: Option<String>,
    /// Their ids, best first.
    pub provisions: Vec<String>,
}

impl From<&Family> for WireFamily {
    fn from(family: &Family) -> WireFamily {
        WireFamily {
            n: family.n,
            documents: family.documents,
            first: family.first.clone(),
            last: family.last.clone(),
            provisions: family.members.iter().map(|member| member.id.clone()).collect(),
        }
    }
}

/// How often a value stands among everything found.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct WireCount {
    /// The value.
    pub value: String,
    /// Provisions with it, among all found.
    pub count: u64,
}

/// A topic that the question was understood to mean.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct WireConcept {
    /// Id in the thesaurus.
    pub id: String,
    /// Its name.
    pub label: String,
    /// The words that led to it.
    pub words: Vec<String>,
    /// False where it was switched off.
    pub on: bool,
}

/// The answer, as programs see it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct WireAnswer {
    /// The question.
    pub query: String,
    /// Provisions found altogether.
    pub total: u64,
    /// Milliseconds spent.
    pub took_ms: f64,
    /// False where nothing found answers the question; then the hits are those that come nearest.
    pub answered: bool,
    /// The best ones.
    pub hits: Vec<WireHit>,
    /// Counts over everything found, by field.
    pub facets: std::collections::BTreeMap<String, Vec<WireCount>>,
    /// Topics understood.
    pub concepts: Vec<WireConcept>,
    /// Another spelling that finds more, where one is likely.
    pub suggestion: Option<String>,
    /// What could not be understood as written.
    pub problems: Vec<String>,
    /// How many documents of the library have their text here: only in texts is anything found.
    pub texts: Texts,
}

/// What one compartment of the reader holds besides, as programs see it. It is confidential.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct WireAside {
    /// Id of the compartment.
    pub compartment: String,
    /// Provisions found there altogether.
    pub total: u64,
    /// The best of them.
    pub hits: Vec<WireHit>,
}

impl WireAside {
    fn of(aside: &Aside, say: impl Fn(&Said) -> String) -> WireAside {
        let hits = aside.hits.iter().map(|hit| WireHit::of(hit, &say)).collect();
        WireAside { compartment: aside.compartment.id.clone(), total: aside.total, hits }
    }
}

/// The answer with what compartments hold besides, as programs see it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct WireFound {
    /// What everybody may see.
    #[serde(flatten)]
    pub answer: WireAnswer,
    /// What the reader's compartments hold besides; none on later pages.
    pub compartments: Vec<WireAside>,
}

impl WireFound {
    /// What was found, as `say` tells it.
    pub fn of(found: &Found, say: impl Fn(&Said) -> String) -> WireFound {
        WireFound {
            answer: WireAnswer::of(&found.answer, found.texts, &say),
            compartments: found.asides.iter().map(|aside| WireAside::of(aside, &say)).collect(),
        }
    }
}

impl WireAnswer {
    /// The answer, as `say` tells it.
    pub fn of(answer: &Answer, texts: Texts, say: impl Fn(&Said) -> String) -> WireAnswer {
        let count = |c: &search::Count| WireCount { value: c.value.clone(), count: c.count };
        WireAnswer {
            query: answer.query.clone(),
            total: answer.total,
            took_ms: answer.took_ms,
            answered: answer.answered,
            hits: answer.hits.iter().map(|hit| WireHit::of(hit, &say)).collect(),
            facets: answer.facets.named().into_iter().map(|(name, counts)| (name.to_owned(), counts.iter().map(count).collect())).collect(),
            concepts: answer
                .concepts
                .iter()
                .map(|c| WireConcept { id: c.id.clone(), label: c.label.clone(), words: c.words.clone(), on: c.on })
                .collect(),
            suggestion: answer.suggestion.clone(),
            texts,
            problems: answer.problems.iter().map(|problem| say(&said::problem(problem))).collect(),
        }
    }
}

impl WireHit {
    /// The hit, with its reasons as `say` tells them.
    pub fn of(hit: &Hit, say: impl Fn(&Said) -> String) -> WireHit {
        WireHit {
            rank: hit.rank,
            score: hit.score,
            provision: hit.id.clone(),
            document: hit.document.clone(),
            title: hit.title.clone(),
            date: hit.date.clone(),
            countries: hit.countries.clone(),
            topics: hit.topics.clone(),
            language: hit.language.map(|l| l.code().to_owned()),
            kind: hit.kind.clone(),
            source: hit.source.clone(),
            text: hit.text.clone(),
            highlights: characters(&hit.text, &hit.highlights),
            family: WireFamily::from(&hit.family),
            // The marks that keep directions of writing apart on a page are none of a program's business.
            why: hit.why.iter().map(|why| say(&said::why(why)).replace(['\u{2068}', '\u{2069}'], "")).collect(),
        }
    }
}

/// Byte ranges as character ranges.
pub(super) fn characters(text: &str, ranges: &[std::ops::Range<usize>]) -> Vec<[usize; 2]> {
    let mut out = Vec::with_capacity(ranges.len());
    let (mut bytes, mut count) = (0, 0);
    for range in ranges {
        count += text[bytes..range.start].chars().count();
        let length = text[range.clone()].chars().count();
        out.push([count, count + length]);
        count += length;
        bytes = range.end;
    }
    out
}
