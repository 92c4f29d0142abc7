//! The closed list of rules, as programs read it.

use crate::said::Say;
use platform::Said;
use serde::Serialize;

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = DraftingRule)]
pub struct Rule {
    /// Its word, as in `dangling-reference`.
    pub rule: &'static str,
    /// `fault`, `gap` or `look-again`.
    pub severity: &'static str,
    /// Its name.
    pub name: String,
    /// When it is found.
    pub definition: String,
    /// Where it comes from.
    pub sources: Vec<&'static str>,
}

/// All rules, in their order.
pub(crate) fn all(say: &Say<'_>) -> Vec<Rule> {
    let rule = |known: &clauses::Definition| Rule {
        rule: known.rule.word(),
        severity: known.severity.word(),
        name: say(&Said::new(format!("drafting-{}", known.definition))),
        definition: say(&Said::new(format!("drafting-{}-about", known.definition))),
        sources: known.sources.to_vec(),
    };
    clauses::rules().iter().map(rule).collect()
}
