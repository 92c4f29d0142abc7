//! The path of each segment: `Part II, Article 3(b)`.

use super::{Level, Segment};
use std::collections::HashMap;

/// Headings in a path are cut after this many characters.
const HEADING_SHOWN: usize = 40;

/// Sets the paths. No two are alike: where labels repeat, the headings above them tell them
/// apart, else a number in square brackets.
pub(super) fn set(all: &mut [Segment]) {
    let mut paths: Vec<String> = (0..all.len()).map(|at| path(all, at, false)).collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for path in &paths {
        *counts.entry(path.clone()).or_default() += 1;
    }
    for (at, found) in paths.iter_mut().enumerate() {
        if counts[found] > 1 {
            *found = path(all, at, true);
        }
    }
    let mut used: HashMap<String, usize> = HashMap::new();
    for (at, found) in paths.into_iter().enumerate() {
        let mut unique = found.clone();
        let count = used.entry(found.clone()).or_default();
        *count += 1;
        if *count > 1 {
            unique = format!("{found} [{count}]");
        }
        all[at].path = unique;
    }
}

/// Words are set off by commas; what has no number of its own counts its place in the text; brackets join the number before them, but not a part.
fn path(all: &[Segment], at: usize, with_headings: bool) -> String {
    let mut steps: Vec<(String, Level)> = Vec::new();
    let mut here = Some(at);
    while let Some(index) = here {
        let segment = &all[index];
        let label = segment.label.as_ref().filter(|label| label.contains(char::is_alphanumeric));
        if let Some(label) = label {
            steps.push((label.trim_end_matches(['.', ':', '：', '、', '-', '–', '—', ' ']).to_owned(), segment.level));
        } else if index == at {
            steps.push((format!("¶{}", at + 1), segment.level));
        } else if let Some(heading) = segment.heading.as_ref().filter(|_| with_headings) {
            steps.push((heading.chars().take(HEADING_SHOWN).collect(), segment.level));
        }
        here = segment.parent;
    }
    let mut out = String::new();
    let mut outer = Level::Part;
    for (label, level) in steps.into_iter().rev() {
        let joins = label.starts_with(['(', '（']) && outer != Level::Part;
        if !out.is_empty() && !joins {
            out.push_str(", ");
        }
        out.push_str(&label);
        outer = level;
    }
    out
}
