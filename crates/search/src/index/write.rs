//! From a passage to an entry of the index.

use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::tokenizer::{PreTokenizedString, Token as IndexToken};

use super::profile::Profile;
use super::schema::Fields;
use crate::passage::Passage;
use crate::text::{Stems, Term, Token, language_or_guess, spans_of, terms, terms_of, tokenize, topic_terms};
use crate::thesaurus::{Found, SUGGESTION_CLEAR, Thesaurus};
use crate::{meaning, wording};
use methods::language::Language;

/// Steps into which the square root of a topic's focus is divided: most are small, and small ones
/// must differ too. A posting holds the step as a repetition count.
pub(crate) const LEVELS: u32 = 48;

/// Topics for which less speaks are left out.
const STRENGTH_MIN: f32 = 0.04;

/// What is kept of a passage to show it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) passage: Passage,
    pub(crate) language: Language,
    pub(crate) topics: Vec<String>,
}

/// The entry of a passage.
pub(super) fn entry(passage: &Passage, thesaurus: &Thesaurus, fields: &Fields, stems: &mut Stems) -> TantivyDocument {
    let language = language_or_guess(&passage.text, passage.language);
    let mut entry = TantivyDocument::default();
    entry.add_text(fields.id, &passage.id);
    entry.add_text(fields.document, &passage.document);
    let cut = tokenize(&passage.text);
    entry.add_pre_tokenized_text(fields.words, tokens(terms_of(&cut, language, stems)));
    entry.add_pre_tokenized_text(fields.spans, tokens(spans_of(&cut, language, stems)));
    let heads = format!("{}\n{}", passage.heading, passage.title);
    entry.add_pre_tokenized_text(fields.heads, tokens(terms(&heads, language, stems)));
    entry.add_pre_tokenized_text(fields.surface, surface(&cut));

    let topics = topics(passage, &cut, language, thesaurus, stems);
    let mut levels = Vec::new();
    let mut clear = Vec::new();
    for topic in topics {
        let concept = topic.concept;
        let level = (topic.focus.clamp(0.0, 1.0).sqrt() * LEVELS as f32).round() as u32;
        let name = concept.to_string();
        levels.extend((0..level).map(|_| name.clone()));
        if topic.score() >= SUGGESTION_CLEAR {
            entry.add_u64(fields.clear, u64::from(concept));
            clear.push(thesaurus.at(concept).id.clone());
        }
    }
    let levels = levels.into_iter().map(|text| Term { text, position: 0, from: 0, to: 0 });
    entry.add_pre_tokenized_text(fields.topics, tokens(levels.collect()));
    for topic in &passage.document_topics {
        entry.add_text(fields.document_topics, topic);
    }
    for four in meaning::packed(&meaning::words(&cut, meaning::WORDS_MAX)) {
        entry.add_u64(fields.meanings, four);
    }
    for four in wording::packed(&wording::words(&cut)) {
        entry.add_u64(fields.wording, four);
    }
    entry.add_text(fields.profile, Profile::of(passage, language).to_text());
    let kept = Kept { passage: passage.clone(), language, topics: clear };
    entry.add_bytes(fields.stored, &serde_json::to_vec(&kept).unwrap_or_default());
    entry
}

/// Topics by concept number: what the text shows, corrected by what people decided.
fn topics(passage: &Passage, cut: &[Token], language: Language, thesaurus: &Thesaurus, stems: &mut Stems) -> Vec<Found> {
    let terms = topic_terms(cut, language, stems);
    let mut topics = thesaurus.recognise(&terms);
    topics.retain(|topic| topic.strength >= STRENGTH_MIN);
    for id in &passage.topics_accepted {
        let Some(concept) = thesaurus.number(id) else {
            continue;
        };
        topics.retain(|topic| topic.concept != concept);
        topics.push(Found { concept, strength: 1.0, focus: 1.0, evidence: Vec::new() });
    }
    let rejected = |concept: u32| passage.topics_rejected.contains(&thesaurus.at(concept).id);
    topics.retain(|topic| !rejected(topic.concept));
    topics.sort_by_key(|topic| topic.concept);
    topics
}

/// Places ascend, as the index wants them: a joined form comes after its parts in the text.
fn tokens(mut terms: Vec<Term>) -> PreTokenizedString {
    terms.sort_by_key(|term| term.position);
    let token = |term: Term| IndexToken {
        offset_from: term.from as usize,
        offset_to: term.to as usize,
        position: term.position as usize,
        text: term.text,
        position_length: 1,
    };
    PreTokenizedString { text: String::new(), tokens: terms.into_iter().map(token).collect() }
}

fn surface(cut: &[Token]) -> PreTokenizedString {
    let mut words: Vec<String> = cut.iter().map(|t| t.text.clone()).collect();
    words.sort_unstable();
    words.dedup();
    let term = |text| Term { text, position: 0, from: 0, to: 0 };
    tokens(words.into_iter().map(term).collect())
}
