//! Finding concepts by the beginning of their names.

use super::Concept;
use crate::text::tokenize;

/// Concepts with a label whose words begin with the words of `text`, best first: whole labels
/// before parts, preferred before alternative labels, short before long, then by id.
pub(super) fn find<'a>(concepts: &'a [Concept], text: &str, limit: usize) -> Vec<&'a Concept> {
    let asked: Vec<String> = tokenize(text).into_iter().map(|t| t.text).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<((u8, usize), &Concept)> = concepts.iter().filter_map(|concept| Some((rank(concept, &asked)?, concept))).collect();
    found.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
    found.into_iter().take(limit).map(|(_, concept)| concept).collect()
}

fn rank(concept: &Concept, asked: &[String]) -> Option<(u8, usize)> {
    let mut best = None;
    for labels in &concept.labels {
        let preferred = std::iter::once((0, &labels.preferred));
        let others = labels.alternative.iter().map(|label| (2, label));
        for (worth, label) in preferred.chain(others) {
            let words: Vec<String> = tokenize(label).into_iter().map(|t| t.text).collect();
            let begins = |a: &String| words.iter().any(|w| w.starts_with(a.as_str()));
            if !asked.iter().all(begins) {
                continue;
            }
            let in_front = words.first().is_some_and(|w| w.starts_with(asked[0].as_str()));
            let rank = (worth + u8::from(!in_front), label.chars().count());
            best = Some(best.map_or(rank, |b: (u8, usize)| b.min(rank)));
        }
    }
    best
}
