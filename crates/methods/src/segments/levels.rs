//! The level of each segment, by its words and by what stands below it.

use super::cut::Origin;
use super::marks::Family;
use super::{Level, Segment};
use std::collections::HashSet;

/// Sets the levels; `begun` is the first numbered thing or heading.
pub(super) fn set(all: &mut [Segment], origins: &[Origin], begun: Option<usize>) {
    let mut holders: HashSet<usize> = HashSet::new();
    for (at, segment) in all.iter().enumerate() {
        if let (Some(parent), true) = (segment.parent, segment.label.is_some() || origins[at] == Origin::Heading) {
            holders.insert(parent);
        }
    }
    // Titled sections of one family are parts where any of them holds numbered paragraphs.
    let of_parts: HashSet<Family> = holders.iter().filter(|at| all[**at].heading.is_some()).filter_map(|at| family(origins[*at])).collect();
    for at in 0..all.len() {
        let above = all[at].parent.map(|parent| (all[parent].level, all[parent].text.ends_with([':', '：'])));
        all[at].level = match origins[at] {
            Origin::Heading => Level::Part,
            Origin::Plain if above.is_none() && begun.is_some_and(|begun| at < begun) => Level::Preamble,
            Origin::Plain | Origin::Row => Level::Paragraph,
            Origin::Mark(family) => of_family(family, &all[at], of_parts.contains(&family), above),
        };
    }
}

fn family(origin: Origin) -> Option<Family> {
    if let Origin::Mark(family) = origin { Some(family) } else { None }
}

fn of_family(family: Family, segment: &Segment, of_parts: bool, above: Option<(Level, bool)>) -> Level {
    let (level, announced) = above.unwrap_or((Level::Part, false));
    match family {
        // A section of an article is one of its paragraphs.
        _ if family.is_part() && level >= Level::Article && above.is_some() => Level::Paragraph,
        _ if family.is_part() => Level::Part,
        Family::Article | Family::Disposition => Level::Article,
        Family::Sign | Family::Clause if level < Level::Article => Level::Article,
        Family::Sign | Family::Clause => Level::Paragraph,
        Family::Point if level < Level::Paragraph => Level::Paragraph,
        Family::Bullet => Level::Item,
        _ if level >= Level::Paragraph || (announced && family.is_of_items()) => Level::Item,
        _ if segment.heading.is_none() || level == Level::Article => Level::Paragraph,
        Family::Number | Family::Decimal(_) => Level::Article,
        _ if of_parts => Level::Part,
        _ => Level::Article,
    }
}
