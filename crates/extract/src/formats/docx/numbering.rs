//! Lists: the number that Word shows before a paragraph.

use super::super::numbers::spelled;
use super::styles::Styles;
use super::{attribute, is_on, number, walk};
use crate::ReadError;
use quick_xml::events::Event;
use std::collections::{HashMap, HashSet};

/// Lists have nine levels.
const LEVELS: usize = 9;

/// How a level of a list is numbered.
#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    /// As `Article %1`.
    text: String,
    start: Option<u32>,
    /// Which level sets it back to its start; 0: none, absent: any above it.
    restart: Option<usize>,
    /// Shows the numbers of all levels in plain digits.
    is_legal: bool,
    style: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    of: String,
    /// What it changes of the levels it is made of.
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

#[derive(Default)]
pub(super) struct Numbering {
    lists: HashMap<String, List>,
    kinds: HashMap<String, HashMap<usize, Level>>,
    /// Kinds that are another list's, by its style.
    links: HashMap<String, String>,
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    begun: HashSet<(String, usize)>,
}

impl Numbering {
    pub(super) fn read(name: &str, xml: &[u8]) -> Result<Numbering, ReadError> {
        let mut out = Numbering::default();
        let (mut kind, mut list, mut level) = (None::<String>, None::<String>, 0usize);
        walk(name, xml, &mut |event| {
            let (Event::Start(tag) | Event::Empty(tag)) = event else { return };
            let value = || attribute(tag, "val");
            match tag.local_name().as_ref() {
                "abstractNum" => (kind, list) = (attribute(tag, "abstractNumId"), None),
                "num" => (list, kind) = (attribute(tag, "numId"), None),
                "abstractNumId" => {
                    if let (Some(list), Some(of)) = (&list, value()) {
                        out.lists.entry(list.clone()).or_default().of = of;
                    }
                }
                "numStyleLink" => {
                    if let (Some(kind), Some(style)) = (&kind, value()) {
                        out.links.insert(kind.clone(), style);
                    }
                }
                "lvl" | "lvlOverride" => level = number(tag, "ilvl").unwrap_or(0).min(LEVELS - 1),
                "startOverride" => {
                    if let (Some(list), Some(start)) = (&list, number(tag, "val")) {
                        out.lists.entry(list.clone()).or_default().starts.insert(level, start);
                    }
                }
                what @ ("numFmt" | "lvlText" | "start" | "lvlRestart" | "isLgl" | "pStyle") => {
                    let levels = match (&kind, &list) {
                        (Some(kind), _) => out.kinds.entry(kind.clone()).or_default(),
                        (_, Some(list)) => &mut out.lists.entry(list.clone()).or_default().levels,
                        _ => return,
                    };
                    let entry = levels.entry(level).or_default();
                    match what {
                        "numFmt" => entry.format = value().unwrap_or_default(),
                        "lvlText" => entry.text = value().unwrap_or_default(),
                        "start" => entry.start = number(tag, "val"),
                        "lvlRestart" => entry.restart = number(tag, "val"),
                        "isLgl" => entry.is_legal = is_on(tag),
                        _ => entry.style = value(),
                    }
                }
                _ => {}
            }
        })?;
        Ok(out)
    }

    /// The kind that a list is made of, and the levels it changes.
    fn kind(&self, list: &str, styles: &Styles) -> Option<String> {
        let of = self.lists.get(list)?.of.clone();
        let linked = self.links.get(&of).and_then(|style| styles.list(style)).filter(|(other, _, _)| other != list);
        Some(linked.and_then(|(other, _, _)| Some(self.lists.get(&other)?.of.clone())).unwrap_or(of))
    }

    fn level(&self, list: &str, kind: &str, at: usize) -> Option<&Level> {
        self.lists.get(list).and_then(|list| list.levels.get(&at)).or_else(|| self.kinds.get(kind)?.get(&at))
    }

    /// The level of a list that belongs to a style.
    pub(super) fn level_of_style(&self, list: &str, style: &str, styles: &Styles) -> Option<usize> {
        let kind = self.kind(list, styles)?;
        (0..LEVELS).find(|at| self.level(list, &kind, *at).is_some_and(|level| level.style.as_deref() == Some(style)))
    }

    /// The number that Word shows before the next paragraph of a list.
    pub(super) fn label(&mut self, list: &str, level: usize, styles: &Styles) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let kind = self.kind(list, styles)?;
        let first = |this: &Self, at: usize| this.level(list, &kind, at).and_then(|level| level.start).unwrap_or(1);
        let starts = self.lists.get(list).map(|list| list.starts.clone()).unwrap_or_default();
        let mut counts = self.counts.get(&kind).copied().unwrap_or_default();
        // A list of the same kind goes on with its numbers, unless it says where to start.
        for (at, start) in &starts {
            if *at <= level && self.begun.insert((list.to_owned(), *at)) {
                counts[*at] = if *at == level { start.checked_sub(1).or(Some(u32::MAX)) } else { None };
            }
        }
        counts[level] = Some(counts[level].map_or_else(|| first(self, level), |n| n.wrapping_add(1)));
        for (at, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let restart = self.level(list, &kind, at).and_then(|level| level.restart);
            if restart.is_none_or(|from| from > level) {
                *count = None;
            }
        }
        self.counts.insert(kind.clone(), counts);
        let shown = self.level(list, &kind, level)?;
        if shown.format == "bullet" {
            return Some("-".to_owned());
        }
        let mut label = shown.text.clone();
        for (at, count) in counts.iter().enumerate() {
            let count = count.unwrap_or_else(|| starts.get(&at).copied().unwrap_or_else(|| first(self, at)));
            let format = match self.level(list, &kind, at) {
                _ if shown.is_legal => "decimal",
                Some(level) if !level.format.is_empty() => level.format.as_str(),
                _ => "decimal",
            };
            label = label.replace(&format!("%{}", at + 1), &spelled(count, format));
        }
        Some(label.trim().to_owned()).filter(|label| !label.is_empty())
    }
}
