//! Two versions compared by provision.

use crate::text::Wording;
use methods::difference::{self, Change as Piece};
use methods::segments::{Segment, segment};
use methods::versions::{self, Kind};
use serde::Serialize;

/// Two versions compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = DraftingCompared)]
pub struct Compared {
    /// The name of the old version.
    pub a: String,
    /// The name of the new version.
    pub b: String,
    /// What changed, in the order of the new version.
    pub changes: Vec<Change>,
}

/// A change; what was both moved and reworded is two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = DraftingChange)]
pub struct Change {
    /// `changed`, `moved`, `added` or `removed`.
    pub change: &'static str,
    /// Path in the old version; none where it is new.
    pub a: Option<String>,
    /// Path in the new version; none where it is gone.
    pub b: Option<String>,
    /// The words that went and came; of what moved, came or went whole, all its words.
    pub words: Words,
}

/// Words of both versions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, utoipa::ToSchema)]
#[schema(as = DraftingWords)]
pub struct Words {
    /// Of the old version.
    pub old: String,
    /// Of the new version.
    pub new: String,
}

/// What stands between words that changed at different places.
const GAP: &str = " … ";

/// Compares two versions.
pub fn compare(a: &Wording, b: &Wording) -> Compared {
    let (old, new) = (segment(&a.blocks, a.language()), segment(&b.blocks, b.language()));
    let change = |change: &versions::Change| {
        let (before, after) = (change.old.map(|at| &old[at]), change.new.map(|at| &new[at]));
        let path = |segment: Option<&Segment>| segment.map(|segment| segment.path.clone());
        let words = match (change.kind, before.map(versions::body), after.map(versions::body)) {
            (Kind::Changed, Some(before), Some(after)) => changed(&before, &after),
            (_, before, after) => Words { old: before.unwrap_or_default(), new: after.unwrap_or_default() },
        };
        Change { change: change.kind.word(), a: path(before), b: path(after), words }
    };
    Compared { a: a.name.clone(), b: b.name.clone(), changes: versions::compare(&old, &new).iter().map(change).collect() }
}

/// The Word file with tracked changes; `day` stands at each change, as in `2041-05-04`.
pub fn tracked(a: &Wording, b: &Wording, day: &str) -> platform::Result<Vec<u8>> {
    crate::redline::docx(a, b, day)
}

/// The words that went and came.
fn changed(before: &str, after: &str) -> Words {
    let (mut old, mut new) = (Vec::new(), Vec::new());
    for piece in difference::words(before, after) {
        match piece {
            Piece::Delete(text) => old.push(text.trim().to_owned()),
            Piece::Insert(text) => new.push(text.trim().to_owned()),
            Piece::Equal(_) => {}
        }
    }
    Words { old: old.join(GAP), new: new.join(GAP) }
}
