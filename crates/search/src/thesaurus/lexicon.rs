//! Single words and their equivalents in the six languages.

use std::collections::HashMap;
use std::path::PathBuf;

use super::ThesaurusError;
use crate::text::{Stems, tokenize};
use methods::language::Language;

/// Equivalents of words: from a term to the terms that mean the same.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    senses: HashMap<String, Vec<u32>>,
    rows: Vec<Vec<Equivalent>>,
}

/// One equivalent of a sense: a word, or several that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Equivalent {
    pub(crate) language: Language,
    pub(crate) terms: Vec<String>,
}

// The columns of the file, in this order.
const COLUMNS: [Language; 6] =
    [Language::English, Language::French, Language::Spanish, Language::Russian, Language::Arabic, Language::Chinese];

impl Lexicon {
    /// Reads `lexicon.tsv`: a header with language codes, then one sense a row.
    pub(super) fn read(text: &str, stems: &mut Stems) -> Result<Self, ThesaurusError> {
        let mut lexicon = Self::default();
        for (number, line) in text.lines().enumerate() {
            let cells: Vec<&str> = line.split('\t').collect();
            if number == 0 || line.trim().is_empty() {
                continue;
            }
            if cells.len() != COLUMNS.len() {
                return Err(ThesaurusError::File {
                    file: PathBuf::from("lexicon.tsv"),
                    reason: format!("row {} has {} columns instead of {}", number + 1, cells.len(), COLUMNS.len()),
                });
            }
            lexicon.add(&cells, stems);
        }
        Ok(lexicon)
    }

    fn add(&mut self, cells: &[&str], stems: &mut Stems) {
        let mut row: Vec<Equivalent> = Vec::new();
        for (language, cell) in COLUMNS.into_iter().zip(cells) {
            for word in cell.split(';').map(str::trim).filter(|w| !w.is_empty()) {
                let tokens = tokenize(word);
                let terms: Vec<String> = tokens.iter().map(|t| stems.term(t, language)).collect();
                let own = terms.iter().all(|t| !t.is_empty());
                let equivalent = Equivalent { language, terms };
                if own && !equivalent.terms.is_empty() && !row.contains(&equivalent) {
                    row.push(equivalent);
                }
            }
        }
        let number = self.rows.len() as u32;
        for equivalent in &row {
            let senses = self.senses.entry(equivalent.terms.join(" ")).or_default();
            if !senses.contains(&number) {
                senses.push(number);
            }
        }
        self.rows.push(row);
    }

    /// Senses of a word, given as its term, or of several that stand together, given as their
    /// terms with a space between; each sense lists its equivalents in all languages, itself among
    /// them.
    pub(crate) fn senses(&self, term: &str) -> impl Iterator<Item = &[Equivalent]> {
        let senses = self.senses.get(term).map_or(&[][..], Vec::as_slice);
        senses.iter().map(|row| self.rows[*row as usize].as_slice())
    }

    /// Single words that mean the same in the language of the term, without the term itself.
    pub(crate) fn synonyms(&self, term: &str) -> Vec<&str> {
        let language = term.chars().next();
        let mut found: Vec<&str> = Vec::new();
        for other in self.senses(term).flatten() {
            let [single] = other.terms.as_slice() else { continue };
            let own = single.chars().next() == language && single != term;
            if own && !found.contains(&single.as_str()) {
                found.push(single);
            }
        }
        found
    }

    /// True when the word is known in the language: a hint in which language a query is written.
    pub(crate) fn knows(&self, term: &str) -> bool {
        self.senses.contains_key(term)
    }
}
