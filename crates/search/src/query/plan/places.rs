//! Words that must stand, or must not: phrases, rows of words, titles.

use super::super::parse::{Clause, Item, Role};
use super::{Planned, Planner, latin, simple};
use crate::Result;
use crate::index::cursor::Spots;
use crate::index::evaluate::{Group, Leaf, Must, Scoring};
use crate::text::{JOINED_MAX, Script, Token, character, is_elided, joined, tokenize};
use crate::thesaurus::Reading;
use methods::language::Language;
use tantivy::Term;

impl Planner<'_> {
    /// Clauses that must or must not match.
    pub(super) fn demand(&mut self, clause: &Clause, readings: &[Reading], planned: &mut Planned) -> Result<()> {
        let must = match clause.role {
            Role::Excluded => Must::Excluded,
            _ => Must::Required,
        };
        let mut leaves = Vec::new();
        for item in &clause.items {
            if let Item::Pattern(pattern) = item {
                leaves.extend(self.pattern(pattern, must, planned)?.leaves);
                continue;
            }
            let field = match item {
                Item::Title(_) => self.fields.heads,
                _ => self.fields.words,
            };
            if let Some(spots) = self.spots(item, readings, planned)? {
                leaves.extend(simple(spots).into_iter().map(|what| Leaf { what, scoring: Scoring::Words(field), weight: 1.0 }));
            }
        }
        // What has no letter, as "§", is nowhere in the index and asks for nothing. A pattern that
        // no word fits does ask: it finds nothing.
        let asks = clause.items.iter().any(|item| matches!(item, Item::Pattern(p) if p.chars().any(char::is_alphanumeric)));
        if leaves.is_empty() && !asks {
            return Ok(());
        }
        planned.plan.groups.push(Group { leaves, weight: self.tuning.word, must });
        Ok(())
    }

    /// The item as places in the text; `None` when there is no word in it.
    pub(super) fn spots(&mut self, item: &Item, readings: &[Reading], planned: &mut Planned) -> Result<Option<Spots>> {
        Ok(match item {
            Item::Word(text) | Item::Phrase(text) => self.rows(text, readings, planned),
            Item::Title(text) => self.title(text, readings),
            Item::Pattern(pattern) => {
                let words = self.expanded(pattern, planned)?;
                let rows = words.iter().filter_map(|word| self.rows(word, readings, planned));
                Some(Spots::Either(rows.collect()))
            }
            Item::Near(items, words) => {
                let mut parts = Vec::new();
                for item in items {
                    parts.extend(match item {
                        // Headings keep no places, so nothing in them is near to anything.
                        Item::Title(text) => self.rows(text, readings, planned),
                        other => self.spots(other, readings, planned)?,
                    });
                }
                (parts.len() > 1).then_some(Spots::Near(parts, *words))
            }
        })
    }

    /// Words next to each other: read whole in one language, then in the next, as every text is
    /// read in one.
    pub(super) fn rows(&mut self, text: &str, readings: &[Reading], planned: &mut Planned) -> Option<Spots> {
        let tokens = tokenize(text);
        // "l accord" without its apostrophe is "l'accord", in which the l is no word.
        let lone = |at: usize| is_elided(&tokens[at].text) && tokens.get(at + 1).is_some_and(|next| next.script == Script::Latin);
        let whole: Vec<Token> = (0..tokens.len()).filter(|at| !lone(*at)).map(|at| tokens[at].clone()).collect();
        let mut rows: Vec<Spots> = Vec::new();
        for (language, _) in latin(readings) {
            rows.extend(self.row(&tokens, language, planned));
            if whole.len() < tokens.len() {
                rows.extend(self.row(&whole, language, planned));
            }
        }
        rows.dedup();
        match rows.len() {
            0 | 1 => rows.pop(),
            _ => Some(Spots::Either(rows)),
        }
    }

    pub(super) fn row(&mut self, tokens: &[Token], language: Language, planned: &mut Planned) -> Option<Spots> {
        let simple: Vec<&Token> = tokens.iter().filter(|token| !token.is_joined()).collect();
        let single = simple.len() < 2;
        let mut row: Vec<Spots> = Vec::new();
        let mut past = 0;
        for token in simple {
            if token.script == Script::Han {
                let spot = |c: char| Spots::term(Term::from_field_text(self.fields.spans, &character(c)));
                row.extend(token.text.chars().map(spot));
                planned.shown_runs.insert(token.text.clone());
                continue;
            }
            if token.place < past {
                continue;
            }
            // The longest way in which it is written as one word with those after it.
            let written = tokens.iter().filter(|other| other.is_joined() && other.place == token.place).max_by_key(|other| other.places);
            match written {
                Some(written) => {
                    past = written.place + written.places;
                    row.push(self.hyphenated(tokens, written, language, planned));
                }
                None => row.push(self.spot(token, language, single, planned)),
            }
        }
        match row.len() {
            0 | 1 => row.pop(),
            _ => Some(Spots::Row(row)),
        }
    }

    /// A word with hyphens as it may be written: in its parts, or the first ones as one word.
    pub(super) fn hyphenated(&mut self, tokens: &[Token], written: &Token, language: Language, planned: &mut Planned) -> Spots {
        let end = written.place + written.places;
        let parts: Vec<&Token> = tokens.iter().filter(|t| !t.is_joined() && (written.place..end).contains(&t.place)).collect();
        let mut ways = Vec::new();
        for first in tokens.iter().filter(|t| t.place == written.place) {
            let others = parts.iter().filter(|part| part.place >= first.place + first.places);
            let mut row = vec![self.spot(first, language, false, planned)];
            for part in others {
                row.push(self.spot(part, language, false, planned));
            }
            ways.push(if row.len() == 1 { row.remove(0) } else { Spots::Row(row) });
        }
        Spots::Either(ways)
    }

    /// One word; in a row also its forms with hyphens, behind all parts of which the row goes on.
    pub(super) fn spot(&mut self, token: &Token, language: Language, single: bool, planned: &mut Planned) -> Spots {
        let language = match token.script {
            Script::Arabic => Language::Arabic,
            Script::Cyrillic => Language::Russian,
            _ => language,
        };
        let text = self.stems.term(token, language);
        let hyphens = !single && matches!(token.script, Script::Latin | Script::Cyrillic);
        let forms = (2..=JOINED_MAX).filter(|_| hyphens);
        let joined = forms.map(|places| (Term::from_field_text(self.fields.spans, &joined(&text, places)), places)).collect();
        let term = Term::from_field_text(self.fields.words, &text);
        planned.shown.insert(text);
        Spots::Word { term, places: 1, joined }
    }

    /// Headings keep no places: their words may stand anywhere in them.
    pub(super) fn title(&mut self, text: &str, readings: &[Reading]) -> Option<Spots> {
        let mut parts = Vec::new();
        for token in tokenize(text).iter().filter(|token| !token.is_joined()) {
            let terms = self.terms(token, readings);
            let term = |(t, _, _): &(String, Language, f32)| Term::from_field_text(self.fields.heads, t);
            parts.push(terms.iter().map(term).collect());
        }
        (!parts.is_empty()).then_some(Spots::Terms(parts))
    }
}
