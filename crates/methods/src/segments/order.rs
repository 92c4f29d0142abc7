//! How the levels with a word stand to each other in one text: sections hold articles here,
//! and articles hold sections there.

use super::lines::Line;
use super::marks::Family;
use std::collections::HashMap;

/// The depth of each family that has a word and stands elsewhere in this text than usual.
pub(super) fn depths(lines: &[Line]) -> HashMap<Family, u16> {
    let marks = || lines.iter().filter_map(|line| line.mark).filter(|mark| mark.family.is_of_word() && mark.family != Family::Annex);
    let all: Vec<(Family, u32)> = marks().map(|mark| (mark.family, mark.number)).collect();
    let mut usual: Vec<(u16, Family)> = Vec::new();
    for (family, _) in &all {
        let place = (family.fixed_depth().unwrap_or_default(), *family);
        if !usual.contains(&place) {
            usual.push(place);
        }
    }
    usual.sort_unstable();
    let mut left: Vec<Family> = usual.iter().map(|(_, family)| *family).collect();
    let mut ordered = Vec::new();
    while !left.is_empty() {
        // The first that stands below none of the others that are left.
        let free = |at: &usize| left[at + 1..].iter().all(|other| !is_turned(&all, left[*at], *other));
        let at = (0..left.len()).find(free).unwrap_or(0);
        ordered.push(left.remove(at));
    }
    let is_usual = ordered.iter().zip(&usual).all(|(found, (_, family))| found == family);
    if is_usual { HashMap::new() } else { ordered.into_iter().zip(usual.into_iter().map(|(depth, _)| depth)).collect() }
}

/// Whether what is usually higher stands below the other: it comes second, and begins anew
/// behind each of them.
fn is_turned(all: &[(Family, u32)], higher: Family, lower: Family) -> bool {
    let mut pair = all.iter().filter(|(family, _)| *family == higher || *family == lower).peekable();
    if pair.peek().is_none_or(|(family, _)| *family == higher) {
        return false;
    }
    let (mut seen, mut anew, mut lowers) = (false, 0, 0);
    let mut last = None;
    for (family, number) in pair {
        if *family == lower {
            lowers += 1;
        } else {
            if last == Some(lower) && seen {
                if *number != 1 {
                    return false;
                }
                anew += 1;
            }
            seen = true;
        }
        last = Some(*family);
    }
    anew > 0 || lowers == 1
}
