//! Building blocks: what each is for, what to ask, what can be chosen, what goes wrong, and words
//! to begin with, in six languages. They stand in `data/building-blocks`, which can be replaced;
//! nothing of them is required.

use clauses::Kind;
use methods::language::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A building block in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = DraftingBlock)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// Its name, and the heading of its article.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// What to ask the parties.
    pub questions: Vec<String>,
    /// What agreements have chosen.
    pub options: Vec<String>,
    /// What goes wrong.
    pub pitfalls: Vec<String>,
    /// Words to begin with, paragraph by paragraph; what stands in brackets is to be filled in.
    pub text: Vec<String>,
}

/// The words of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tongue {
    /// The label of an article; `{n}` is its number.
    pub article: String,
    /// Titles, by kind.
    pub titles: BTreeMap<String, String>,
    /// What stands between title and first article.
    pub preamble: Vec<String>,
    /// The lines below the last article, where the text is to be signed.
    pub signatures: Vec<String>,
    /// The blocks, by their words.
    pub blocks: BTreeMap<String, Block>,
}

/// What is the same in every language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    /// The blocks in their order.
    order: Vec<String>,
    /// The blocks that a skeleton of a kind begins with.
    kinds: BTreeMap<String, Vec<String>>,
    /// Where to read on, by block.
    sources: BTreeMap<String, Vec<String>>,
}

static COMMON: LazyLock<Common> =
    LazyLock::new(|| toml::from_str(include_str!("../../../data/building-blocks/common.toml")).expect("a test reads it"));

macro_rules! tongues {
    ($($language:ident $code:literal),*) => {
        /// The words of a language.
        pub(crate) fn tongue(language: Language) -> &'static Tongue {
            match language {
                $(Language::$language => {
                    static TONGUE: LazyLock<Tongue> = LazyLock::new(|| {
                        toml::from_str(include_str!(concat!("../../../data/building-blocks/", $code, ".toml"))).expect("a test reads it")
                    });
                    &TONGUE
                })*
            }
        }
    };
}
tongues!(Arabic "ar", Chinese "zh", English "en", French "fr", Russian "ru", Spanish "es");

/// The 27 blocks, in their order.
pub fn order() -> &'static [String] {
    &COMMON.order
}

/// The blocks that a skeleton of a kind begins with, unless told others.
pub fn of_kind(kind: Kind) -> &'static [String] {
    COMMON.kinds.get(kind.word()).map_or(&[], Vec::as_slice)
}

/// Where to read on about a block.
pub fn sources(block: &str) -> &'static [String] {
    COMMON.sources.get(block).map_or(&[], Vec::as_slice)
}

/// A block in a language; none where there is no such block.
pub fn block(language: Language, word: &str) -> Option<&'static Block> {
    tongue(language).blocks.get(word)
}
