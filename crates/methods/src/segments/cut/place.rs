//! Where a mark stands below what is open.

use super::super::marks::{Family, Mark, Numbers, RUNNING};
use super::sentences::is_title;
use super::{Cut, HEADINGS, Open, Origin, below};

impl Cut {
    /// Closes what a mark ends, and tells how deep it stands.
    pub(super) fn open_for(&mut self, mark: &Mark, heading: u8) -> u16 {
        let fixed =
            self.depths.get(&mark.family).copied().or(mark.family.fixed_depth()).or((heading > 0).then(|| HEADINGS + u16::from(heading)));
        if let Some(fixed) = fixed {
            return self.open_fixed(fixed, heading);
        }
        let (keep, depth) = self.place(mark);
        self.open.truncate(keep);
        depth
    }

    /// Words and headings have their depth; a heading always stands below a higher one.
    pub(super) fn open_fixed(&mut self, depth: u16, heading: u8) -> u16 {
        let above = self.open.iter().rev().find(|open| open.heading > 0 && open.heading < heading);
        let depth = above.map_or(depth, |open| depth.max(open.depth + 1));
        self.open.retain(|open| open.depth < depth);
        depth
    }

    /// How much of what is open stays open, and how deep a mark without a word stands.
    pub(super) fn place(&mut self, mark: &Mark) -> (usize, u16) {
        let same = |open: &&Open| open.family == Some(mark.family);
        let least = u32::from(!mark.is_inserted);
        let gap = |open: &Open| mark.number.checked_sub(open.last).filter(|gap| (least..=3).contains(gap));
        let of = |most: u32| self.open.iter().rposition(|open| same(&open) && gap(open).is_some_and(|gap| gap <= most));
        if matches!(mark.family, Family::Decimal(_))
            && let Some(found) = self.place_decimal(mark)
        {
            return found;
        }
        if let Some(at) = of(1).or_else(|| of(3)) {
            return (at, self.open[at].depth);
        }
        let known = self.open.iter().rposition(|open| same(&open));
        if let Some(at) = known.filter(|_| mark.number != 1 || matches!(mark.family, Family::Decimal(_))) {
            return (at, self.open[at].depth);
        }
        if let Some(at) = self.list_above(mark) {
            return (at, at.checked_sub(1).map_or(RUNNING, |at| below(&self.open[at])));
        }
        self.open_paragraph(mark);
        (self.open.len(), self.open.last().map_or(RUNNING, below))
    }

    /// 1.2 stands beside 1.1 and below 1, whatever is open between them.
    fn place_decimal(&self, mark: &Mark) -> Option<(usize, u16)> {
        let above = mark.numbers.above();
        let find = |fits: &dyn Fn(&Open) -> bool| self.open.iter().rposition(fits);
        let is_beside = |open: &Open| open.family == Some(mark.family) && open.numbers.above() == above;
        if let Some(at) = find(&is_beside) {
            return Some((at, self.open[at].depth));
        }
        // What it stands below has just these numbers before its own last one.
        let counts = |open: &Open| open.family.is_some_and(|family| !family.is_of_items() && family != mark.family);
        let is_above = |open: &Open| match above {
            [one] => counts(open) && open.numbers.as_slice().len() < 2 && open.last == *one,
            _ => open.numbers.as_slice() == above,
        };
        let is_far_above = |open: &Open| {
            let numbers = open.numbers.as_slice();
            matches!(open.family, Some(Family::Decimal(_) | Family::Number)) && !numbers.is_empty() && above.starts_with(numbers)
        };
        if let Some(at) = find(&is_above).or_else(|| find(&is_far_above)) {
            return Some((at + 1, below(&self.open[at])));
        }
        // 2.1 behind 1.3, without a 2 above it, leaves what 1 holds.
        let at = self.open.iter().position(|open| matches!(open.family, Some(Family::Decimal(_))))?;
        let is_other = |open: &Open| matches!(open.family, Some(Family::Number)) && open.last != mark.numbers.as_slice()[0];
        let at = at.checked_sub(1).filter(|at| is_other(&self.open[*at])).unwrap_or(at);
        Some((at, self.open[at].depth))
    }

    /// How much is open around a closed list that a mark goes on with.
    fn list_above(&self, mark: &Mark) -> Option<usize> {
        self.seen.get(&mark.family).filter(|last| (1..=3).contains(&mark.number.saturating_sub(**last)))?;
        // No further out than the part, article or titled section that is open.
        let holds = |open: &Open| open.depth < RUNNING || self.out[open.index].heading.is_some();
        let least = self.open.iter().rposition(holds).map_or(0, |at| at + 1);
        let parent = |at: usize| at.checked_sub(1).map(|at| self.open[at].index);
        (least..=self.open.len()).rev().find(|at| self.lists.contains(&(parent(*at), mark.family)))
    }

    /// A list stands below the paragraph that announces it. Where a numbering begins anew, the
    /// paragraph right before it is what it belongs to; a short one is its heading.
    pub(super) fn open_paragraph(&mut self, mark: &Mark) {
        let Some(index) = self.out.len().checked_sub(1) else { return };
        if self.origins[index] != Origin::Plain || self.begun.is_none() {
            return;
        }
        let announces = self.out[index].text.ends_with([':', '：']) && mark.family.is_of_items();
        let anew = mark.number == 1 && self.lists.contains(&(self.out[index].parent, mark.family));
        if !anew && !announces {
            return;
        }
        self.close_paragraphs();
        if !announces && is_title(&self.out[index].text) {
            let text = std::mem::take(&mut self.out[index].text);
            self.out[index].heading = Some(text);
            self.origins[index] = Origin::Heading;
        }
        let depth = self.open.last().map_or(RUNNING, below);
        self.open.push(Open { family: None, depth, heading: 0, index, last: 0, numbers: Numbers::default() });
    }
}
