//! What a question is about, and the wording of it that is marked.

use super::{Planned, Planner};
use crate::index::evaluate::{Group, Leaf, Must, Scoring, What};
use crate::text::{Token, is_question_word, is_stop_word, tag, tokenize};
use crate::thesaurus::{Meaning, Reading, understand};
use methods::language::Language;
use tantivy::Term;

impl Planner<'_> {
    /// Topics the question is about.
    pub(crate) fn meanings(&mut self, tokens: &[Token], readings: &[Reading]) -> Vec<Meaning> {
        let rich = tokens.iter().any(|t| !is_stop_word(&t.text, t.script) && !is_question_word(&t.text, t.script));
        let asking = self.tuning.question_word;
        let weigh = |t: &Token| {
            if rich && is_question_word(&t.text, t.script) { asking } else { 1.0 }
        };
        understand(&self.thesaurus.patterns, tokens, readings, self.stems, weigh)
    }

    pub(super) fn topics(&mut self, meanings: &[Meaning], off: &[String], planned: &mut Planned) {
        let used = |m: &&Meaning| !off.contains(&self.thesaurus.at(m.concept).id);
        let surest = meanings.iter().filter(used).map(|m| m.confidence).fold(0.0, f32::max);
        planned.explained = surest;
        let heard = self.tuning.hears(surest);
        for meaning in meanings.iter().filter(used) {
            let concept = self.thesaurus.at(meaning.concept);
            let mut leaves = Vec::new();
            for (narrower, depth) in self.thesaurus.with_narrower(&concept.id) {
                let Some(number) = self.thesaurus.number(&narrower.id) else {
                    continue;
                };
                planned.concepts.push(number);
                let term = Term::from_field_text(self.fields.topics, &number.to_string());
                leaves.push(Leaf { what: What::Term(term), scoring: Scoring::Level, weight: self.tuning.narrower.powi(depth as i32) });
            }
            planned.plan.groups.push(Group {
                leaves,
                weight: self.tuning.topic * meaning.confidence.powf(self.tuning.sure) * heard,
                must: Must::Optional,
            });
        }
        let strongest = meanings.iter().filter(used).take(3);
        let strongest: Vec<Meaning> = strongest.cloned().collect();
        for meaning in strongest {
            self.names(&meaning, planned);
        }
    }

    /// Words of a topic's names in all languages, weakly: they find what the topic's own wording
    /// misses.
    pub(super) fn names(&mut self, meaning: &Meaning, planned: &mut Planned) {
        let concept = self.thesaurus.at(meaning.concept);
        for language in Language::ALL {
            for token in tokenize(concept.name(language)) {
                if is_stop_word(&token.text, token.script) {
                    continue;
                }
                let term = self.stems.term(&token, language);
                if !term.starts_with(tag(language)) || planned.shown.contains(&term) {
                    continue;
                }
                let mut leaves = Vec::new();
                self.leaf(std::slice::from_ref(&term), 1.0, self.fields.words, &mut leaves);
                planned.shown.insert(term);
                planned.plan.groups.push(Group { leaves, weight: self.tuning.topic_word * meaning.confidence, must: Must::Optional });
            }
        }
    }
}
