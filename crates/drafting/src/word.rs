//! Words that forms of this domain offer to choose from: kinds of agreements and languages.

use methods::language::Language;
use platform::field_of_words;
use platform::kit::Words;

/// A kind of agreement, as a field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind(pub clauses::Kind);

impl Kind {
    /// The word in tables and programs.
    pub fn word(self) -> &'static str {
        self.0.word()
    }
}

impl Words for Kind {
    const LABEL: &'static str = "drafting-kind-";
    const WORDS: &'static [&'static str] = &{
        let mut words = [""; clauses::Kind::ALL.len()];
        let mut at = 0;
        while at < words.len() {
            words[at] = clauses::Kind::ALL[at].word();
            at += 1;
        }
        words
    };

    fn of_word(word: &str) -> Option<Kind> {
        clauses::Kind::from_word(word).map(Kind)
    }

    fn as_word(&self) -> &'static str {
        self.0.word()
    }
}

field_of_words!(Kind, "kind");

/// One of the six languages, as a field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tongue(pub Language);

impl Tongue {
    /// ISO 639-1 code.
    pub fn word(self) -> &'static str {
        self.0.code()
    }
}

impl Words for Tongue {
    const LABEL: &'static str = "drafting-language-";
    const WORDS: &'static [&'static str] = &{
        let mut words = [""; Language::ALL.len()];
        let mut at = 0;
        while at < words.len() {
            words[at] = Language::ALL[at].code();
            at += 1;
        }
        words
    };

    fn of_word(word: &str) -> Option<Tongue> {
        Language::from_code(word).map(Tongue)
    }

    fn as_word(&self) -> &'static str {
        self.0.code()
    }
}

field_of_words!(Tongue, "language");
