//! Which provision of a corrected text continues which provision of the text before.

use std::collections::{HashMap, HashSet};

/// What became of a provision.
#[derive(Debug, Clone, PartialEq)]
pub enum Pairing {
    /// It reads the same.
    Unchanged {
        /// Index in the old text.
        old: usize,
        /// Index in the new text.
        new: usize,
    },
    /// It was reworded.
    Changed {
        /// Index in the old text.
        old: usize,
        /// Index in the new text.
        new: usize,
        /// How alike the wordings are, 0 to 1.
        similarity: f64,
    },
    /// It is new.
    Added {
        /// Index in the new text.
        new: usize,
    },
    /// It is gone.
    Removed {
        /// Index in the old text.
        old: usize,
    },
}

/// Two wordings at least this alike are one provision reworded.
// 0.6: three words in five are shared; below it, people no longer see the same provision.
const SAME_FROM: f64 = 0.6;

fn words(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for token in text.to_lowercase().split(|c: char| !c.is_alphanumeric()) {
        if token.chars().any(|c| ('\u{3400}'..='\u{9FFF}').contains(&c)) {
            out.extend(token.chars().map(String::from));
        } else if !token.is_empty() {
            out.push(token.to_owned());
        }
    }
    out
}

/// How alike two texts are: the share of words they have in common (Dice 1945), 0 to 1.
pub fn similarity(a: &str, b: &str) -> f64 {
    shared(&counts(&words(a)), &counts(&words(b)))
}

fn counts(words: &[String]) -> HashMap<&str, usize> {
    let mut out = HashMap::new();
    for word in words {
        *out.entry(word.as_str()).or_insert(0) += 1;
    }
    out
}

fn shared(a: &HashMap<&str, usize>, b: &HashMap<&str, usize>) -> f64 {
    let total: usize = a.values().sum::<usize>() + b.values().sum::<usize>();
    if total == 0 {
        return 1.0;
    }
    let common: usize = a.iter().filter_map(|(word, n)| b.get(word).map(|m| n.min(m))).sum();
    2.0 * common as f64 / total as f64
}

/// Pairs the provisions of two versions of a text: same wordings first, in order; then the
/// most alike ones. The pairings come in the order of the new text, removed ones last.
pub fn align(old: &[String], new: &[String]) -> Vec<Pairing> {
    let old_words: Vec<Vec<String>> = old.iter().map(|t| words(t)).collect();
    let new_words: Vec<Vec<String>> = new.iter().map(|t| words(t)).collect();
    let mut pair_of_new: Vec<Option<(usize, f64)>> = vec![None; new.len()];
    let mut taken: HashSet<usize> = HashSet::new();
    pair_equal(&old_words, &new_words, &mut pair_of_new, &mut taken);
    pair_alike(&old_words, &new_words, &mut pair_of_new, &mut taken);
    let mut out: Vec<Pairing> = Vec::with_capacity(new.len());
    for (at, pair) in pair_of_new.iter().enumerate() {
        out.push(match pair {
            Some((known, _)) if old[*known].trim() == new[at].trim() => Pairing::Unchanged { old: *known, new: at },
            Some((known, similarity)) => Pairing::Changed { old: *known, new: at, similarity: *similarity },
            None => Pairing::Added { new: at },
        });
    }
    out.extend((0..old.len()).filter(|at| !taken.contains(at)).map(|old| Pairing::Removed { old }));
    out
}

fn pair_equal(old: &[Vec<String>], new: &[Vec<String>], pairs: &mut [Option<(usize, f64)>], taken: &mut HashSet<usize>) {
    let mut places: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (at, words) in old.iter().enumerate().rev() {
        places.entry(words).or_default().push(at);
    }
    for (at, words) in new.iter().enumerate() {
        // Texts without words (a lone heading) pair too, in order.
        if let Some(known) = places.get_mut(words.as_slice()).and_then(Vec::pop) {
            pairs[at] = Some((known, 1.0));
            taken.insert(known);
        }
    }
}

fn pair_alike(old: &[Vec<String>], new: &[Vec<String>], pairs: &mut [Option<(usize, f64)>], taken: &mut HashSet<usize>) {
    let open_old: Vec<usize> = (0..old.len()).filter(|at| !taken.contains(at) && !old[*at].is_empty()).collect();
    let open_new: Vec<usize> = (0..new.len()).filter(|at| pairs[*at].is_none() && !new[*at].is_empty()).collect();
    let old_counts: HashMap<usize, HashMap<&str, usize>> = open_old.iter().map(|at| (*at, counts(&old[*at]))).collect();
    // Only texts that share a rare word are compared: near linear for thousands of texts.
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for at in &open_old {
        for word in old_counts[at].keys() {
            places.entry(word).or_default().push(*at);
        }
    }
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for at in &open_new {
        let new_counts = counts(&new[*at]);
        let mut rare: Vec<&&str> = new_counts.keys().filter(|w| places.contains_key(**w)).collect();
        rare.sort_by_key(|w| (places[**w].len(), **w));
        let near: HashSet<usize> = rare.iter().take(8).flat_map(|w| places[**w].iter().take(50).copied()).collect();
        let scored = near.into_iter().map(|known| (shared(&old_counts[&known], &new_counts), *at, known));
        candidates.extend(scored.filter(|(score, ..)| *score >= SAME_FROM));
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    for (score, at, known) in candidates {
        if pairs[at].is_none() && taken.insert(known) {
            pairs[at] = Some((known, score));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(all: &[&str]) -> Vec<String> {
        all.iter().map(|t| (*t).to_owned()).collect()
    }

    #[test]
    fn a_corrected_text_is_paired_with_the_one_before() {
        let old = texts(&["Title", "Forces leave the town within ten days.", "The Commission meets weekly."]);
        let new = texts(&["Title", "A wholly new rule about water and wells.", "Forces leave the town within twelve days."]);
        assert_eq!(
            align(&old, &new),
            [
                Pairing::Unchanged { old: 0, new: 0 },
                Pairing::Added { new: 1 },
                Pairing::Changed { old: 1, new: 2, similarity: 12.0 / 14.0 },
                Pairing::Removed { old: 2 },
            ]
        );
    }

    #[test]
    fn moved_and_repeated_texts_keep_their_partners() {
        let old = texts(&["same", "first", "same", "second"]);
        let new = texts(&["second", "same", "first", "same"]);
        let pairs: Vec<Pairing> = align(&old, &new);
        assert!(pairs.iter().all(|p| matches!(p, Pairing::Unchanged { .. })), "{pairs:?}");
    }

    proptest::proptest! {
        #[test]
        fn every_provision_is_accounted_for_once(old in proptest::collection::vec("[a-c ]{0,12}", 0..12), new in proptest::collection::vec("[a-c ]{0,12}", 0..12)) {
            let (mut olds, mut news) = (Vec::new(), Vec::new());
            for pairing in align(&old, &new) {
                match pairing {
                    Pairing::Unchanged { old, new } | Pairing::Changed { old, new, .. } => { olds.push(old); news.push(new); }
                    Pairing::Added { new } => news.push(new),
                    Pairing::Removed { old } => olds.push(old),
                }
            }
            olds.sort_unstable();
            news.sort_unstable();
            proptest::prop_assert_eq!(olds, (0..old.len()).collect::<Vec<_>>());
            proptest::prop_assert_eq!(news, (0..new.len()).collect::<Vec<_>>());
        }
    }
}
