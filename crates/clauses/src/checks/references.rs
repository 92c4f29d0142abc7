//! References that lead nowhere.

use crate::draft::Zone;
use crate::reading::Reading;
use crate::references::{Known, Reference};
use crate::report::Finding;
use crate::rules::Rule;

pub(super) fn check(reading: &Reading, out: &mut Vec<Finding>) {
    let draft = &reading.draft;
    let known = Known::of(draft);
    for (index, provision) in
        draft.provisions.iter().enumerate().filter(|(_, provision)| !matches!(provision.zone, Zone::Signing | Zone::Title))
    {
        let all = &reading.references[index];
        let mut said: Vec<(String, u32)> = Vec::new();
        for reference in
            all.iter().filter(|reference| reference.at.start >= provision.heading || provision.heading == provision.text().len())
        {
            let key = (reference.word.clone(), reference.numbers[0]);
            if known.is_dangling(draft, index, reference, all) && !said.contains(&key) {
                said.push(key);
                let words = provision.words(reference.at.clone());
                out.push(reading.finding(Rule::DanglingReference, "dangling-reference", Some(index), words.clone(), &[words]));
            }
        }
    }
}

/// Whether one reference leads nowhere.
pub(super) fn is_dangling(reading: &Reading, index: usize, reference: &Reference) -> bool {
    Known::of(&reading.draft).is_dangling(&reading.draft, index, reference, &reading.references[index])
}
