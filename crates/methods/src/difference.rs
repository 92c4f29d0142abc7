//! What changed between two wordings, word by word.

use similar::{ChangeTag, TextDiff};

/// A run of words that stayed, went or came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// In both.
    Equal(String),
    /// Only in the old wording.
    Delete(String),
    /// Only in the new wording.
    Insert(String),
}

/// The changes from `old` to `new`, word by word; Chinese character by character.
pub fn words(old: &str, new: &str) -> Vec<Change> {
    let has_han = |text: &str| text.chars().any(|c| ('\u{3400}'..='\u{9FFF}').contains(&c));
    let diff = if has_han(old) || has_han(new) { TextDiff::from_chars(old, new) } else { TextDiff::from_words(old, new) };
    let mut out: Vec<Change> = Vec::new();
    for change in diff.iter_all_changes() {
        let text = change.value();
        match (change.tag(), out.last_mut()) {
            (ChangeTag::Equal, Some(Change::Equal(run)))
            | (ChangeTag::Delete, Some(Change::Delete(run)))
            | (ChangeTag::Insert, Some(Change::Insert(run))) => run.push_str(text),
            (ChangeTag::Equal, _) => out.push(Change::Equal(text.to_owned())),
            (ChangeTag::Delete, _) => out.push(Change::Delete(text.to_owned())),
            (ChangeTag::Insert, _) => out.push(Change::Insert(text.to_owned())),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_word_is_shown() {
        let changes = words("within ten days", "within twelve days");
        assert_eq!(
            changes,
            [Change::Equal("within ".into()), Change::Delete("ten".into()), Change::Insert("twelve".into()), Change::Equal(" days".into())]
        );
    }

    proptest::proptest! {
        #[test]
        fn both_wordings_can_be_read_off_the_changes(old in ".{0,60}", new in ".{0,60}") {
            let changes = words(&old, &new);
            let of = |skip: fn(&Change) -> bool| changes.iter().filter(|c| !skip(c)).map(|c| match c { Change::Equal(t) | Change::Delete(t) | Change::Insert(t) => t.as_str() }).collect::<String>();
            proptest::prop_assert_eq!(of(|c| matches!(c, Change::Insert(_))), old);
            proptest::prop_assert_eq!(of(|c| matches!(c, Change::Delete(_))), new);
        }
    }
}
