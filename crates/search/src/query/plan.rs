//! Decides what to look for: words, their equivalents in other languages, and topics.

mod places;
mod topics;

use crate::request::Problem;
use std::collections::HashSet;

use tantivy::Term;
use tantivy::schema::Field;

use super::parse::{Clause, Item, Parsed, Role};
use super::spelling::Expanded;
use crate::Result;
use crate::budget::Budget;
use crate::index::cursor::Spots;
use crate::index::evaluate::{Group, Leaf, Must, Plan, Scoring, What};
use crate::index::schema::Fields;
use crate::meaning::Asked;
use crate::text::{Script, Stems, Token, character, is_question_word, is_stop_word, language_or_guess, tag, terms, tokenize};
use crate::thesaurus::{Lexicon, Meaning, Reading, Thesaurus};
use crate::tuning::Tuning;
use methods::language::Language;

/// Makes plans for one request.
pub(crate) struct Planner<'a> {
    pub(crate) thesaurus: &'a Thesaurus,
    pub(crate) fields: Fields,
    pub(crate) tuning: &'a Tuning,
    pub(crate) stems: &'a mut Stems,
    /// Looks up words with `*` in the index.
    pub(crate) expand: &'a dyn Fn(&str) -> Result<Expanded>,
    pub(crate) budget: &'a Budget,
}

/// A plan and what it means.
#[derive(Debug, Default)]
pub(crate) struct Planned {
    pub(crate) plan: Plan,
    pub(crate) meanings: Vec<Meaning>,
    /// Terms to highlight.
    pub(crate) shown: HashSet<String>,
    /// Chinese to highlight wherever it stands, however words are cut.
    pub(crate) shown_runs: HashSet<String>,
    /// Folded words to highlight, from patterns.
    pub(crate) shown_words: HashSet<String>,
    /// Concept numbers in use, with their narrower ones, whose wording to highlight.
    pub(crate) concepts: Vec<u32>,
    pub(crate) problems: Vec<Problem>,
    /// The words of the question with their meanings; `None` where none has a known one.
    pub(crate) asked: Option<Asked>,
    /// How much of the question its surest topic explains, 0..1.
    pub(crate) explained: f32,
    /// All words of a short question beside each other, in any order.
    pub(crate) together: Option<Spots>,
    /// The words of the question, for telling which of them a passage holds.
    pub(crate) words: Vec<AskedWord>,
    /// First terms of the words that are looked for already.
    known: HashSet<Term>,
}

/// A word of the question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AskedWord {
    /// Folded, as typed.
    pub(crate) text: String,
    /// It and what means the same, as terms; its own come first.
    pub(crate) terms: Vec<String>,
}

/// Longest row of words looked up in the lexicon together.
const LEXICON_WORDS_MAX: usize = 4;

/// Longest question whose words are looked for beside each other; a longer one is a sentence, which
/// nobody expects to find as it stands.
const TOGETHER_MAX: usize = 6;

impl Planner<'_> {
    /// The plan for a query. `off` are concept ids not to use.
    pub(crate) fn plan(&mut self, parsed: &Parsed, off: &[String]) -> Result<Planned> {
        let mut planned = Planned::default();
        let readings = self.readings(parsed);
        for clause in &parsed.clauses {
            if clause.role != Role::Helps {
                self.demand(clause, &readings, &mut planned)?;
                self.budget.spend(512)?;
            }
        }
        let helping: Vec<&Clause> = parsed.clauses.iter().filter(|c| c.role == Role::Helps).collect();
        for item in helping.iter().flat_map(|c| &c.items) {
            if let Item::Pattern(pattern) = item {
                let group = self.pattern(pattern, Must::Optional, &mut planned)?;
                planned.plan.groups.push(group);
            }
        }
        // The words are read together, as one question; so are the words of phrases.
        let asked = spoken(parsed, false);
        let tokens = tokenize(&asked);
        self.words(&tokens, &readings, &mut planned)?;
        if parsed.clauses.iter().all(|clause| clause.items.iter().all(|item| matches!(item, Item::Word(_)))) {
            planned.together = self.together(&asked, &readings, &mut planned);
        }
        let spoken = spoken(parsed, true);
        let all = tokenize(&spoken);
        planned.asked = Asked::new(&all);
        let meanings = self.meanings(&all, &readings);
        self.topics(&meanings, off, &mut planned);
        planned.meanings = meanings;
        Ok(planned)
    }

    /// Languages in which Latin words may be meant, with a weight each, and those of other scripts.
    fn readings(&mut self, parsed: &Parsed) -> Vec<Reading> {
        let text = spoken(parsed, true);
        let tokens = tokenize(&text);
        let mut readings: Vec<Reading> = Vec::new();
        let has = |script| tokens.iter().any(|t| t.script == script);
        for (script, language) in
            [(Script::Arabic, Language::Arabic), (Script::Cyrillic, Language::Russian), (Script::Han, Language::Chinese)]
        {
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

    fn words(&mut self, tokens: &[Token], readings: &[Reading], planned: &mut Planned) -> Result<()> {
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
            self.budget.spend(512)?;
        }
        Ok(())
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
            // A character alone stands inside the words of texts.
            if token.places == 1 {
                let term = Term::from_field_text(self.fields.spans, &character(token.text.chars().next().unwrap_or_default()));
                leaves.push(Leaf { what: What::Term(term), scoring: Scoring::Words(self.fields.words), weight: 0.5 });
                planned.shown_runs.insert(token.text.clone());
            }
        }
        // Long queries, such as pasted texts, repeat words: once is enough.
        let first = leaves.first().and_then(|leaf| match &leaf.what {
            What::Term(term) => Some(term.clone()),
            What::Spots(_) => None,
        });
        if first.is_some_and(|term| !planned.known.insert(term)) {
            return;
        }
        let group = |leaves, weight| Group { leaves, weight, must: Must::Optional };
        if weight >= self.tuning.word {
            let single = leaves.iter().filter_map(|leaf| match &leaf.what {
                What::Term(term) if term.field() == self.fields.words => term.value().as_str().map(str::to_owned),
                _ => None,
            });
            planned.words.push(AskedWord { text: token.text.clone(), terms: single.collect() });
        }
        planned.plan.groups.push(group(leaves, weight));
        if weight >= self.tuning.word {
            planned.plan.groups.push(group(heads, weight * self.tuning.heading));
        }
    }

    /// All words of a short question beside each other, in any order.
    fn together(&mut self, asked: &str, readings: &[Reading], planned: &mut Planned) -> Option<Spots> {
        let words = || asked.split_whitespace();
        let telling = |word: &&str| tokenize(word).iter().any(|token| !is_stop_word(&token.text, token.script));
        let mut parts: Vec<Spots> =
            words().filter(telling).take(TOGETHER_MAX + 1).filter_map(|word| self.rows(word, readings, planned)).collect();
        match parts.len() {
            // Chinese is written without spaces: its characters are a row already.
            1 => parts.pop().filter(|spots| matches!(spots, Spots::Row(_))),
            2..=TOGETHER_MAX => Some(Spots::Near(parts, words().count() as u32 + 1)),
            _ => None,
        }
    }

    fn phrases_of_lexicon(&mut self, tokens: &[Token], readings: &[Reading], planned: &mut Planned) {
        for length in 2..=LEXICON_WORDS_MAX.min(tokens.len()) {
            for (language, reading) in readings.iter().copied() {
                let terms: Vec<String> = tokens[..length].iter().map(|t| self.stems.term(t, language)).collect();
                let mut leaves = Vec::new();
                self.equivalents(&terms.join(" "), language, reading, &mut leaves, planned);
                if !leaves.is_empty() {
                    planned.plan.groups.push(Group { leaves, weight: self.tuning.word, must: Must::Optional });
                }
            }
        }
    }

    fn equivalents(&self, term: &str, language: Language, reading: f32, leaves: &mut Vec<Leaf>, planned: &mut Planned) {
        let lexicon: &Lexicon = &self.thesaurus.lexicon;
        for sense in lexicon.senses(term) {
            for other in sense.iter().filter(|e| e.terms.join(" ") != term) {
                let weight = if other.language == language { self.tuning.synonym } else { self.tuning.translation };
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
                let spot = |t: &String| {
                    let places = if t.starts_with(tag(Language::Chinese)) { t.chars().count().saturating_sub(1).max(1) } else { 1 };
                    Spots::Word { term: term(t), places: places as u32, joined: Vec::new() }
                };
                What::Spots(Spots::Row(several.iter().map(spot).collect()))
            }
        };
        match leaves.iter_mut().find(|l| l.what == what) {
            Some(known) => known.weight = known.weight.max(weight),
            None => leaves.push(Leaf { what, scoring: Scoring::Words(field), weight }),
        }
    }

    /// The words that a word with `*` stands for; says what is left out.
    fn expanded(&mut self, pattern: &str, planned: &mut Planned) -> Result<Vec<String>> {
        let Expanded { words, cut, too_short } = (self.expand)(pattern)?;
        if too_short {
            planned.problems.push(Problem::ShortPattern(pattern.to_owned()));
        } else if words.is_empty() && !cut {
            planned.problems.push(Problem::IdlePattern(pattern.to_owned()));
        } else if cut {
            planned.problems.push(Problem::WidePattern(pattern.to_owned(), words.len()));
        }
        Ok(words)
    }

    fn pattern(&mut self, pattern: &str, must: Must, planned: &mut Planned) -> Result<Group> {
        let words = self.expanded(pattern, planned)?;
        let leaf = |word: &String| Leaf {
            what: What::Term(Term::from_field_text(self.fields.surface, word)),
            scoring: Scoring::Presence,
            weight: 3.0,
        };
        let leaves = words.iter().map(leaf).collect();
        planned.shown_words.extend(words);
        Ok(Group { leaves, weight: self.tuning.word, must })
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
    let is_latin = |l: Language| matches!(l, Language::English | Language::French | Language::Spanish);
    let latin: Vec<Reading> = readings.iter().filter(|(l, _)| is_latin(*l)).copied().collect();
    if latin.is_empty() {
        return vec![(Language::English, 1.0)];
    }
    latin
}

/// A word, or any of some words, needs no places: it is quicker looked up as terms.
fn simple(spots: Spots) -> Vec<What> {
    let parts = match spots {
        Spots::Either(parts) => parts,
        other => vec![other],
    };
    let what = |part| match part {
        Spots::Word { term, joined, .. } if joined.is_empty() => What::Term(term),
        other => What::Spots(other),
    };
    parts.into_iter().map(what).collect()
}
