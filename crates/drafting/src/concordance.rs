//! Two language versions side by side.

use crate::said::{self, Say};
use crate::text::{Known, Wording};
use serde::Serialize;

/// Two language versions laid side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = DraftingConcordance)]
pub struct Concordance {
    /// The name of the first.
    pub a: String,
    /// The name of the second.
    pub b: String,
    /// The languages of both; none where it is none of the six.
    pub languages: Vec<Option<&'static str>>,
    /// The language that prevails, where a version says so.
    pub prevails: Option<&'static str>,
    /// Provisions that are in both, by path.
    pub aligned: Vec<Aligned>,
    /// Provisions of the first that the second does not have.
    pub only_a: Vec<String>,
    /// Provisions of the second that the first does not have.
    pub only_b: Vec<String>,
    /// Where they say different things.
    pub findings: Vec<Difference>,
}

/// A provision and the same in the other language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = DraftingAligned)]
pub struct Aligned {
    /// Path in the first.
    pub a: String,
    /// Path in the second.
    pub b: String,
}

/// Two language versions say different things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = DraftingDifference)]
pub struct Difference {
    /// The rule.
    pub rule: &'static str,
    /// `fault`, `gap` or `look-again`.
    pub severity: &'static str,
    /// Path in the first version.
    pub provision: Option<String>,
    /// Path in the second version.
    pub other: Option<String>,
    /// What each says.
    pub words: Both,
    /// What is wrong.
    pub message: String,
}

/// Words of both versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = DraftingBoth)]
pub struct Both {
    /// Of the first; empty where it has none.
    pub a: String,
    /// Of the second; empty where it has none.
    pub b: String,
}

/// Lays two language versions side by side.
pub(crate) fn lay(a: &Wording, b: &Wording, say: &Say<'_>) -> Concordance {
    let known = Known::default();
    let found = clauses::concordance(&a.with(&known), &b.with(&known));
    let difference = |found: clauses::Difference| Difference {
        rule: found.rule.word(),
        severity: found.severity.word(),
        message: say(&said::found(&found.message)),
        provision: found.provision,
        other: found.other,
        words: Both { a: found.words.a, b: found.words.b },
    };
    Concordance {
        a: a.name.clone(),
        b: b.name.clone(),
        languages: found.languages.iter().map(|language| language.map(|language| language.code())).collect(),
        prevails: found.prevails.map(|language| language.code()),
        aligned: found.aligned.into_iter().map(|pair| Aligned { a: pair.a, b: pair.b }).collect(),
        only_a: found.only_a,
        only_b: found.only_b,
        findings: found.findings.into_iter().map(difference).collect(),
    }
}
