//! A draft with everything that several rules look at, read once.

use crate::actors::{Party, Signer, parties, signers};
use crate::bodies::{Body, bodies};
use crate::draft::Draft;
use crate::grammar::Grammar;
use crate::kinds::kind_of;
use crate::lists::{List, lists};
use crate::references::{Reference, references};
use crate::report::{Argument, Finding, Kind, Note, Place, Said};
use crate::rules::{Rule, notes};
use crate::steps::{Step, steps};
use crate::terms::{Term, terms};
use methods::segments::Block;

/// A draft read.
pub(crate) struct Reading {
    pub draft: Draft,
    pub kind: Option<Kind>,
    pub signers: Vec<Signer>,
    pub parties: Vec<Party>,
    pub bodies: Vec<Body>,
    pub terms: Vec<Term>,
    pub lists: Vec<List>,
    /// The references of each provision.
    pub references: Vec<Vec<Reference>>,
    pub steps: Vec<Step>,
}

impl Reading {
    pub(crate) fn of(blocks: &[Block], grammar: &'static Grammar, declared: Option<Kind>) -> Reading {
        let draft = Draft::read(blocks, grammar);
        let signers = signers(&draft);
        let parties = parties(&draft, &signers);
        Reading {
            kind: declared.or_else(|| kind_of(&draft)),
            bodies: bodies(&draft),
            terms: terms(&draft),
            lists: lists(&draft),
            references: draft.provisions.iter().map(|provision| references(grammar, provision)).collect(),
            steps: steps(&draft),
            signers,
            parties,
            draft,
        }
    }

    /// A finding at words of a provision; at the whole text without one.
    pub(crate) fn finding(&self, rule: Rule, word: &str, at: Option<usize>, words: String, values: &[String]) -> Finding {
        let definition = rule.definition();
        let message = definition.messages.iter().find(|message| message.word == word).unwrap_or(&definition.messages[0]);
        let arguments: Vec<Argument> =
            message.arguments.iter().zip(values).map(|(name, value)| Argument { name, value: value.clone() }).collect();
        Finding {
            rule,
            severity: definition.severity,
            provision: at.map(|at| self.draft.provisions[at].path.clone()),
            words,
            also: Vec::new(),
            remedy: Said { word: rule.word(), arguments: arguments.clone() },
            message: Said { word: message.word, arguments },
            source: definition.sources[0],
        }
    }

    pub(crate) fn place(&self, at: usize, words: String) -> Place {
        Place { provision: Some(self.draft.provisions[at].path.clone()), words }
    }

    pub(crate) fn note(&self, note: &str, at: Option<usize>, words: String, values: &[String]) -> Option<Note> {
        let known = notes().iter().find(|known| known.word == note)?;
        let arguments = known.arguments.iter().zip(values).map(|(name, value)| Argument { name, value: value.clone() }).collect();
        Some(Note {
            note: known.word,
            provision: at.map(|at| self.draft.provisions[at].path.clone()),
            words,
            message: Said { word: known.word, arguments },
        })
    }
}
