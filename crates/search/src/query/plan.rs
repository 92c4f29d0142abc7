//! Decides what to look for: words, their equivalents in other languages, and topics.

use std::collections::HashSet;

use tantivy::Term;
use tantivy::schema::Field;

use super::parse::{Clause, Item, Parsed, Role};
use crate::index::cursor::Spots;
use crate::index::evaluate::{Group, Leaf, Must, Plan, Scoring, What};
use crate::index::schema::Fields;
use methods::language::Language;
use crate::text::{
    Script, Stems, Token, is_question_word, is_stop_word, language_or_guess, tag, terms, tokenize,
};
use crate::thesaurus::{Lexicon, Meaning, Reading, Thesaurus, understand};
use crate::tuning::Tuning;

/// Makes plans for one request.
pub(crate) struct Planner<'a> {
    pub(crate) thesaurus: &'a Thesaurus,
    pub(crate) fields: Fields,
    pub(crate) tuning: &'a Tuning,
    pub(crate) stems: &'a mut Stems,
    /// Looks up words with `*` in the index.
    pub(crate) expand: &'a dyn Fn(&str) -> Vec<String>,
}

/// A plan and what it means.
#[derive(Debug, Default)]
pub(crate) struct Planned {
    pub(crate) plan: Plan,
    pub(crate) meanings: Vec<Meaning>,
    /// Terms to highlight.
    pub(crate) shown: HashSet<String>,
    /// Folded words to highlight, from patterns.
    pub(crate) shown_words: HashSet<String>,
    /// Concept numbers in use, with their narrower ones, whose wording to highlight.
    pub(crate) concepts: Vec<u32>,
    pub(crate) problems: Vec<String>,
}

/// Longest row of words looked up in the lexicon together.
const LEXICON_WORDS_MAX: usize = 4;

impl Planner<'_> {
    /// The plan for a query. `off` are concept ids not to use.
    pub(crate) fn plan(&mut self, parsed: &Parsed, off: &[String]) -> Planned {
        let mut planned = Planned::default();
        let readings = self.readings(parsed);
        for clause in &parsed.clauses {
            if clause.role != Role::Helps {
                self.demand(clause, &readings, &mut planned);
            }
        }
        let helping: Vec<&Clause> =
            parsed.clauses.iter().filter(|c| c.role == Role::Helps).collect();
        for item in helping.iter().flat_map(|c| &c.items) {
            if let Item::Pattern(pattern) = item {
                let group = self.pattern(pattern, Must::Optional, &mut planned);
                planned.plan.groups.push(group);
            }
        }
        // The words are read together, as one question; so are the words of phrases.
        let asked = spoken(parsed, false);
        let tokens = tokenize(&asked);
        self.words(&tokens, &readings, &mut planned);
        let spoken = spoken(parsed, true);
        let meanings = self.meanings(&tokenize(&spoken), &readings);
        self.topics(&meanings, off, &mut planned);
        planned.meanings = meanings;
        planned
    }

    /// Languages in which Latin words may be meant, with a weight each, and those of other scripts.
    fn readings(&mut self, parsed: &Parsed) -> Vec<Reading> {
        let text = spoken(parsed, true);
        let tokens = tokenize(&text);
        let mut readings: Vec<Reading> = Vec::new();
        let has = |script| tokens.iter().any(|t| t.script == script);
        for (script, language) in [
            (Script::Arabic, Language::Arabic),
            (Script::Cyrillic, Language::Russian),
            (Script::Han, Language::Chinese),
        ] {
            if has(script) {
                readings.push((language, 1.0));
            }
        }
        let latin: Vec<&Token> = tokens.iter().filter(|t| t.script == Script::Latin).collect();
        if latin.is_empty() && !readings.is_empty() {
            return readings;
        }
        let languages = [Language::English, Language::French, Language::Spanish];
        let known = languages.map(|l| latin.iter().filter(|t| self.knows(t, l)).count() as f32);
        let most = known.iter().copied().fold(0.0, f32::max).max(1.0);
        let guessed = language_or_guess(&text, None);
        for (language, known) in languages.into_iter().zip(known) {
            let share = (known / most).powi(2).max(self.tuning.other_reading);
            let share = if language == guessed && latin.len() > 3 { 1.0 } else { share };
            readings.push((language, share));
        }
        readings
    }

    fn knows(&mut self, token: &Token, language: Language) -> bool {
        let term = self.stems.term(token, language);
        let stem = &term[term.chars().next().map_or(0, char::len_utf8)..];
        self.thesaurus.lexicon.knows(&term) || self.thesaurus.patterns.knows(language, stem)
    }

    /// Terms of one word in all readings, with the reading's weight.
    fn terms(&mut self, token: &Token, readings: &[Reading]) -> Vec<(String, Language, f32)> {
        let own = match token.script {
            Script::Arabic => Some(Language::Arabic),
            Script::Cyrillic => Some(Language::Russian),
            Script::Han => Some(Language::Chinese),
            _ => None,
        };
        if let Some(language) = own {
            return vec![(self.stems.term(token, language), language, 1.0)];
        }
        let mut terms: Vec<(String, Language, f32)> = Vec::new();
        for (language, weight) in latin(readings) {
            let term = self.stems.term(token, language);
            if !terms.iter().any(|(known, _, _)| *known == term) {
                terms.push((term, language, weight));
            }
        }
        terms
    }

    fn words(&mut self, tokens: &[Token], readings: &[Reading], planned: &mut Planned) {
        let telling = |t: &&Token| !is_stop_word(&t.text, t.script);
        let rich = tokens.iter().filter(telling).any(|t| !is_question_word(&t.text, t.script));
        let only_stop = !tokens.iter().any(|t| telling(&t));
        for (at, token) in tokens.iter().enumerate() {
            if !only_stop && !telling(&token) {
                continue;
            }
            let asking = rich && is_question_word(&token.text, token.script);
            let weight = if asking { self.tuning.question_word } else { self.tuning.word };
            self.word(token, weight, readings, planned);
            if !asking {
                self.phrases_of_lexicon(&tokens[at..], readings, planned);
            }
        }
    }

    fn word(&mut self, token: &Token, weight: f32, readings: &[Reading], planned: &mut Planned) {
        let mut leaves: Vec<Leaf> = Vec::new();
        let mut heads: Vec<Leaf> = Vec::new();
        for (term, language, reading) in self.terms(token, readings) {
            self.leaf(std::slice::from_ref(&term), reading, self.fields.words, &mut leaves);
            self.leaf(std::slice::from_ref(&term), reading, self.fields.heads, &mut heads);
            self.equivalents(&term, language, reading, &mut leaves, planned);
            planned.shown.insert(term);
        }
        if token.script == Script::Han {
            for part in terms(&token.text, Language::Chinese, self.stems) {
                self.leaf(&[part.text], 0.5, self.fields.words, &mut leaves);
            }
        }
        // Long queries, such as pasted texts, repeat words: once is enough.
        let known = planned.plan.groups.iter().any(|g| g.leaves.first() == leaves.first());
        if known {
            return;
        }
        let group = |leaves, weight| Group {
            leaves,
            weight,
            must: Must::Optional,
        };
        planned.plan.groups.push(group(leaves, weight));
        if weight >= self.tuning.word {
            planned.plan.groups.push(group(heads, weight * self.tuning.heading));
        }
    }

    fn phrases_of_lexicon(
        &mut self,
        tokens: &[Token],
        readings: &[Reading],
        planned: &mut Planned,
    ) {
        for length in 2..=LEXICON_WORDS_MAX.min(tokens.len()) {
            for (language, reading) in readings.iter().copied() {
                let terms: Vec<String> =
                    tokens[..length].iter().map(|t| self.stems.term(t, language)).collect();
                let mut leaves = Vec::new();
                self.equivalents(&terms.join(" "), language, reading, &mut leaves, planned);
                if !leaves.is_empty() {
                    planned.plan.groups.push(Group {
                        leaves,
                        weight: self.tuning.word,
                        must: Must::Optional,
                    });
                }
            }
        }
    }

    fn equivalents(
        &self,
        term: &str,
        language: Language,
        reading: f32,
        leaves: &mut Vec<Leaf>,
        planned: &mut Planned,
    ) {
        let lexicon: &Lexicon = &self.thesaurus.lexicon;
        for sense in lexicon.senses(term) {
            for other in sense.iter().filter(|e| e.terms.join(" ") != term) {
                let weight = if other.language == language {
                    self.tuning.synonym
                } else {
                    self.tuning.translation
                };
                self.leaf(&other.terms, weight * reading, self.fields.words, leaves);
                if let [single] = other.terms.as_slice() {
                    planned.shown.insert(single.clone());
                }
            }
        }
    }

    fn leaf(&self, terms: &[String], weight: f32, field: Field, leaves: &mut Vec<Leaf>) {
        let term = |t: &String| Term::from_field_text(field, t);
        let what = match terms {
            [single] => What::Term(term(single)),
            several => {
                let spots = several.iter().map(|t| Spots::Any(vec![term(t)])).collect();
                What::Spots(Spots::Row(spots))
            }
        };
        match leaves.iter_mut().find(|l| l.what == what) {
            Some(known) => known.weight = known.weight.max(weight),
            None => leaves.push(Leaf {
                what,
                scoring: Scoring::Words(field),
                weight,
            }),
        }
    }

    /// Clauses that must or must not match.
    fn demand(&mut self, clause: &Clause, readings: &[Reading], planned: &mut Planned) {
        let must = match clause.role {
            Role::Excluded => Must::Excluded,
            _ => Must::Required,
        };
        let mut leaves = Vec::new();
        for item in &clause.items {
            if let Item::Pattern(pattern) = item {
                leaves.extend(self.pattern(pattern, must, planned).leaves);
                continue;
            }
            let field = match item {
                Item::Title(_) => self.fields.heads,
                _ => self.fields.words,
            };
            let Some(spots) = self.spots(item, readings, planned) else {
                continue;
            };
            leaves.push(Leaf {
                what: What::Spots(spots),
                scoring: Scoring::Words(field),
                weight: 1.0,
            });
        }
        if leaves.is_empty() {
            return;
        }
        planned.plan.groups.push(Group {
            leaves,
            weight: self.tuning.word,
            must,
        });
    }

    /// The item as places in the text; `None` when there is no word in it.
    fn spots(
        &mut self,
        item: &Item,
        readings: &[Reading],
        planned: &mut Planned,
    ) -> Option<Spots> {
        match item {
            Item::Word(text) | Item::Phrase(text) => {
                self.row(text, self.fields.words, readings, planned)
            }
            Item::Title(text) => self.title(text, readings),
            Item::Pattern(pattern) => {
                let words = (self.expand)(pattern);
                let text = words.join(" ");
                let parts = tokenize(&text);
                let rows = parts.iter().filter_map(|t| {
                    self.row(&t.text, self.fields.words, readings, planned)
                });
                Some(Spots::Either(rows.collect()))
            }
            Item::Near(items, words) => {
                let parts: Vec<Spots> =
                    items.iter().filter_map(|i| self.spots(i, readings, planned)).collect();
                (parts.len() > 1).then_some(Spots::Near(parts, *words))
            }
        }
    }

    /// Words next to each other: read whole in one language, then in the next.
    fn row(
        &mut self,
        text: &str,
        field: Field,
        readings: &[Reading],
        planned: &mut Planned,
    ) -> Option<Spots> {
        let tokens = tokenize(text);
        let mut rows: Vec<Spots> = Vec::new();
        for (language, _) in latin_or_all(readings) {
            let mut row: Vec<Spots> = Vec::new();
            let mut last = None;
            for token in &tokens {
                let script_language = match token.script {
                    Script::Arabic => Language::Arabic,
                    Script::Cyrillic => Language::Russian,
                    Script::Han => Language::Chinese,
                    _ => language,
                };
                let term = self.stems.term(token, script_language);
                planned.shown.insert(term.clone());
                let term = Term::from_field_text(field, &term);
                // The joined form of a hyphenated word stands in for its parts only in texts.
                if last == Some(token.position) {
                    continue;
                }
                last = Some(token.position);
                row.push(Spots::Any(vec![term]));
            }
            let row = match row.len() {
                0 => continue,
                1 => row.remove(0),
                _ => Spots::Row(row),
            };
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        match rows.len() {
            0 => None,
            1 => rows.pop(),
            _ => Some(Spots::Either(rows)),
        }
    }

    /// Headings keep no places: their words may stand anywhere in them.
    fn title(&mut self, text: &str, readings: &[Reading]) -> Option<Spots> {
        let mut parts = Vec::new();
        for token in tokenize(text) {
            let terms = self.terms(&token, readings);
            let term = |(t, _, _): &(String, Language, f32)| {
                Term::from_field_text(self.fields.heads, t)
            };
            parts.push(Spots::Any(terms.iter().map(term).collect()));
        }
        match parts.len() {
            0 => None,
            1 => parts.pop(),
            _ => Some(Spots::Near(parts, u32::MAX / 2)),
        }
    }

    fn pattern(&mut self, pattern: &str, must: Must, planned: &mut Planned) -> Group {
        let words = (self.expand)(pattern);
        if words.is_empty() {
            planned.problems.push(format!("No word in the library matches “{pattern}”."));
        }
        let leaf = |word: &String| Leaf {
            what: What::Term(Term::from_field_text(self.fields.surface, word)),
            scoring: Scoring::Presence,
            weight: 3.0,
        };
        let leaves = words.iter().map(leaf).collect();
        planned.shown_words.extend(words);
        Group {
            leaves,
            weight: self.tuning.word,
            must,
        }
    }

    /// Topics the question is about.
    pub(crate) fn meanings(&mut self, tokens: &[Token], readings: &[Reading]) -> Vec<Meaning> {
        let rich = tokens.iter().any(|t| {
            !is_stop_word(&t.text, t.script) && !is_question_word(&t.text, t.script)
        });
        let asking = self.tuning.question_word;
        let weigh = |t: &Token| {
            if rich && is_question_word(&t.text, t.script) { asking } else { 1.0 }
        };
        understand(&self.thesaurus.patterns, tokens, readings, self.stems, weigh)
    }

    fn topics(&mut self, meanings: &[Meaning], off: &[String], planned: &mut Planned) {
        let used = |m: &&Meaning| !off.contains(&self.thesaurus.at(m.concept).id);
        for meaning in meanings.iter().filter(used) {
            let concept = self.thesaurus.at(meaning.concept);
            let mut leaves = Vec::new();
            for (narrower, depth) in self.thesaurus.with_narrower(&concept.id) {
                let Some(number) = self.thesaurus.number(&narrower.id) else {
                    continue;
                };
                planned.concepts.push(number);
                let term = Term::from_field_text(self.fields.topics, &number.to_string());
                leaves.push(Leaf {
                    what: What::Term(term),
                    scoring: Scoring::Level,
                    weight: self.tuning.narrower.powi(depth as i32),
                });
            }
            planned.plan.groups.push(Group {
                leaves,
                weight: self.tuning.topic * meaning.confidence.powf(self.tuning.sure),
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
    fn names(&mut self, meaning: &Meaning, planned: &mut Planned) {
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
                planned.plan.groups.push(Group {
                    leaves,
                    weight: self.tuning.topic_word * meaning.confidence,
                    must: Must::Optional,
                });
            }
        }
    }
}

/// The text in which the words of understood topics are counted.
pub(crate) fn spoken_text(query: &str) -> String {
    spoken(&super::parse::parse(query), true)
}

/// The text of the words, and of phrases too when asked; what is excluded is not spoken of.
fn spoken(parsed: &Parsed, with_phrases: bool) -> String {
    fn add(item: &Item, with_phrases: bool, text: &mut String) {
        match item {
            Item::Word(word) => {
                text.push_str(word);
                text.push(' ');
            }
            Item::Phrase(phrase) if with_phrases => {
                text.push_str(phrase);
                text.push(' ');
            }
            Item::Near(items, _) if with_phrases => {
                items.iter().for_each(|i| add(i, with_phrases, text));
            }
            _ => {}
        }
    }
    let mut text = String::new();
    for clause in &parsed.clauses {
        let counts = match clause.role {
            Role::Helps => true,
            Role::Required => with_phrases,
            Role::Excluded => false,
        };
        if counts {
            clause.items.iter().for_each(|i| add(i, with_phrases, &mut text));
        }
    }
    text
}

fn latin(readings: &[Reading]) -> Vec<Reading> {
    let is_latin =
        |l: Language| matches!(l, Language::English | Language::French | Language::Spanish);
    let latin: Vec<Reading> = readings.iter().filter(|(l, _)| is_latin(*l)).copied().collect();
    if latin.is_empty() {
        return vec![(Language::English, 1.0)];
    }
    latin
}

fn latin_or_all(readings: &[Reading]) -> Vec<Reading> {
    if readings.is_empty() {
        return vec![(Language::English, 1.0)];
    }
    readings.to_vec()
}
