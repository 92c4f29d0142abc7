//! Passages that deal with the same thing as a given text.

use std::collections::HashMap;
use std::time::Instant;

use tantivy::{Searcher, Term};

use super::evaluate::{Group, Leaf, Must, Scoring, What};
use super::{Index, answer, lock};
use crate::budget::Budget;
use crate::query::plan::Planned;
use crate::text::{Script, head, is_question_word, is_stop_word, language_or_guess, tokenize, topic_terms};
use crate::thesaurus::Meaning;
use crate::{Answer, Request, Result};
use methods::language::Language;

// The first 20,000 bytes say what a text is about.
const READ_BYTES: usize = 20_000;
const TOPICS_MAX: usize = 12;
const WORDS_MAX: usize = 30;
// Against rare words, topics decide: only they reach texts in other languages.
const TOPIC_WEIGHT: f32 = 120.0;

pub(super) fn similar(
    index: &Index,
    searcher: &Searcher,
    (text, language): (&str, Option<Language>),
    request: &Request,
    budget: &Budget,
) -> Result<Answer> {
    let began = Instant::now();
    answer::check_limit(request)?;
    budget.look()?;
    let text = head(text, READ_BYTES);
    let language = language_or_guess(text, language);
    let tokens = tokenize(text);
    let mut planned = Planned::default();
    let meanings = topics(index, text, language, request, &mut planned);
    {
        let mut stems = lock(&index.stems);
        let mut counts: HashMap<String, f32> = HashMap::new();
        for token in &tokens {
            let plain =
                is_stop_word(&token.text, token.script) || is_question_word(&token.text, token.script) || token.script == Script::Number;
            if !plain {
                let term_language = match token.script {
                    Script::Arabic => Language::Arabic,
                    Script::Cyrillic => Language::Russian,
                    Script::Han => Language::Chinese,
                    _ => crate::text::latin_language(language),
                };
                *counts.entry(stems.term(token, term_language)).or_default() += 1.0;
            }
        }
        let all = searcher.num_docs().max(1) as f32;
        let mut words: Vec<(f32, String)> = Vec::new();
        for (term, count) in counts {
            budget.spend(256)?;
            let field = Term::from_field_text(index.fields.words, &term);
            let with = searcher.doc_freq(&field)? as f32;
            if with > 0.0 {
                let rarity = (all / with).ln();
                words.push((rarity * count.sqrt(), term));
            }
        }
        words.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        words.truncate(WORDS_MAX);
        for (_, term) in words {
            planned.plan.groups.push(Group {
                leaves: vec![Leaf {
                    what: What::Term(Term::from_field_text(index.fields.words, &term)),
                    scoring: Scoring::Words(index.fields.words),
                    weight: 1.0,
                }],
                weight: 0.5,
                must: Must::Optional,
            });
            planned.shown.insert(term);
        }
    }
    if planned.plan.groups.is_empty() {
        return Ok(Answer::default());
    }
    let mut answer = answer::run(index, searcher, (request, &request.filters), &mut planned, budget)?;
    answer.concepts =
        answer::understood(index, request, &meanings, |(from, to)| text.get(from as usize..to as usize).unwrap_or_default().to_owned());
    answer.took_ms = began.elapsed().as_secs_f64() * 1_000.0;
    Ok(answer)
}

fn topics(index: &Index, text: &str, language: Language, request: &Request, planned: &mut Planned) -> Vec<Meaning> {
    let terms = topic_terms(&tokenize(text), language, &mut lock(&index.stems));
    let mut found = index.thesaurus.recognise(&terms);
    found.sort_by(|a, b| b.strength.total_cmp(&a.strength).then(a.concept.cmp(&b.concept)));
    found.truncate(TOPICS_MAX);
    found.retain(|f| f.score() > 0.15);
    for topic in &found {
        if request.concepts_off.contains(&index.thesaurus.at(topic.concept).id) {
            continue;
        }
        let term = Term::from_field_text(index.fields.topics, &topic.concept.to_string());
        planned.concepts.push(topic.concept);
        planned.plan.groups.push(Group {
            leaves: vec![Leaf { what: What::Term(term), scoring: Scoring::Level, weight: 1.0 }],
            weight: TOPIC_WEIGHT * topic.score(),
            must: Must::Optional,
        });
    }
    found.into_iter().map(|f| Meaning { concept: f.concept, confidence: f.score(), words: f.evidence }).collect()
}
