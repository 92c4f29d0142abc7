//! The outline of a document: its parts and articles, nested.

use crate::provision::Provision;
use askama::Template;
use std::collections::HashMap;

/// A heading of the outline with those below it.
#[derive(Template)]
#[template(path = "outline.html")]
pub(super) struct Node {
    number: i64,
    label: String,
    children: Vec<Node>,
    open: bool,
}

/// A heading is cut here: the outline is for finding the way, not for reading.
const LABEL_MAX: usize = 90;
/// Up to this many entries, everything is unfolded.
const OPEN_MAX: usize = 40;

/// The outline of provisions in their order; empty where they have no structure.
pub(super) fn tree(provisions: &[&Provision]) -> Vec<Node> {
    let mut below: HashMap<Option<i64>, Vec<&Provision>> = HashMap::new();
    let known: std::collections::HashSet<i64> = provisions.iter().map(|p| p.number).collect();
    for p in provisions {
        below.entry(p.parent.filter(|number| known.contains(number))).or_default().push(p);
    }
    let mut nodes = nodes(&below, None, 0);
    if size(&nodes) <= OPEN_MAX {
        nodes.iter_mut().for_each(unfold);
    }
    nodes
}

fn nodes(below: &HashMap<Option<i64>, Vec<&Provision>>, parent: Option<i64>, depth: usize) -> Vec<Node> {
    let Some(all) = below.get(&parent).filter(|_| depth < 4) else { return Vec::new() };
    let leads =
        |p: &Provision| matches!(p.level.as_str(), "part" | "article") || p.heading.is_some() || below.contains_key(&Some(p.number));
    all.iter()
        .filter(|p| leads(p))
        .map(|p| Node { number: p.number, label: label(p), children: nodes(below, Some(p.number), depth + 1), open: false })
        .collect()
}

fn unfold(node: &mut Node) {
    node.open = true;
    node.children.iter_mut().for_each(unfold);
}

/// How many entries an outline has.
pub(super) fn size(nodes: &[Node]) -> usize {
    nodes.iter().map(|node| 1 + size(&node.children)).sum()
}

fn label(p: &Provision) -> String {
    let named = [p.label.as_deref(), p.heading.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let text =
        if p.heading.is_none() { format!("{named} {}", p.text.split_whitespace().take(12).collect::<Vec<_>>().join(" ")) } else { named };
    let text = text.trim();
    if text.chars().count() <= LABEL_MAX { text.to_owned() } else { format!("{}…", text.chars().take(LABEL_MAX).collect::<String>()) }
}

impl Node {
    fn anchor(&self) -> String {
        format!("#p{}", self.number)
    }
}
