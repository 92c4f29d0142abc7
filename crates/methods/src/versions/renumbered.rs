//! References that follow new numbers: *as Article 3 requires* is now Article 4.

use super::Match;
use crate::difference::{self, Change as Words};
use crate::segments::{Level, Segment};
use std::collections::BTreeMap;

/// Which numbers of provisions became which, so that a reference that follows is no change.
pub(super) struct Renumbered {
    /// Words that stand before numbers: `section`, `البند`, `第`.
    names: Vec<String>,
    numbers: BTreeMap<String, Vec<String>>,
}

impl Renumbered {
    pub(super) fn of(old: &[Segment], new: &[Segment], matches: &[Match]) -> Renumbered {
        let mut out = Renumbered { names: vec!["第".to_owned()], numbers: BTreeMap::new() };
        for m in matches {
            let (Some(before), Some(after)) = (&old[m.old].label, &new[m.new].label) else { continue };
            let (before, after) = (number_of(before), number_of(after));
            if before.1.is_empty() || after.1.is_empty() {
                continue;
            }
            if old[m.old].level <= Level::Article && !before.0.is_empty() {
                out.names.push(before.0);
            }
            if before.1 != after.1 {
                out.numbers.entry(before.1).or_default().push(after.1);
            }
        }
        out.names.dedup();
        out
    }

    /// Whether two wordings differ in nothing but the numbers of provisions that got another one.
    pub(super) fn explains(&self, old: &str, new: &str) -> bool {
        if self.numbers.is_empty() {
            return false;
        }
        let mut before = String::new();
        let mut gone: Option<String> = None;
        for change in difference::words(old, new) {
            match change {
                Words::Equal(text) if gone.is_none() => before = text,
                Words::Delete(text) if gone.is_none() => gone = Some(text),
                Words::Insert(text) => {
                    let Some(number) = gone.take() else { return false };
                    let follows = self.numbers.get(bare(&number)).is_some_and(|now| now.iter().any(|now| now == bare(&text)));
                    if !follows || !self.is_named(&before) || ends(&number) != ends(&text) {
                        return false;
                    }
                }
                _ => return false,
            }
        }
        gone.is_none()
    }

    /// Whether a text ends in what names a provision, in any of its forms.
    fn is_named(&self, before: &str) -> bool {
        let last = before.split_whitespace().last().unwrap_or_default().to_lowercase();
        // 4 letters: what stays of *Статья* in *статьи* and of *Article* in *articles*.
        let start = |word: &str| word.chars().take(4).collect::<String>();
        self.names.iter().any(|name| if name == "第" { last.ends_with('第') } else { start(name) == start(&last) })
    }
}

/// The word and the number of a label such as `Section 4.`.
fn number_of(label: &str) -> (String, String) {
    let label = label.trim().to_lowercase();
    match label.rsplit_once(char::is_whitespace) {
        Some((name, number)) => (name.split_whitespace().last().unwrap_or_default().to_owned(), bare(number).to_owned()),
        None => {
            let inner: String = label.chars().filter(|c| *c != '第' && !"条款项章节条".contains(*c)).collect();
            (String::new(), bare(&inner).to_owned())
        }
    }
}

/// A number without what stands around it.
fn bare(text: &str) -> &str {
    text.trim().trim_matches(|c: char| !c.is_alphanumeric())
}

fn ends(text: &str) -> &str {
    let text = text.trim();
    text.find(bare(text)).map_or("", |at| &text[at + bare(text).len()..])
}
