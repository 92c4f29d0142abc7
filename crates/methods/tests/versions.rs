//! Versions compared: told cases, and a thousand generated edit scripts.

use methods::segments::{Block, BlockKind, Segment, segment};
use methods::versions::{Kind, compare};
use std::collections::BTreeSet;

fn cut(lines: &[String]) -> Vec<Segment> {
    let blocks: Vec<Block> = lines.iter().map(|text| Block { kind: BlockKind::Paragraph, text: text.clone(), label: None }).collect();
    segment(&blocks, None)
}

fn texts(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

/// The changes as `moved Article 3 > Article 1`.
fn told(old: &[String], new: &[String]) -> Vec<String> {
    let (old, new) = (cut(old), cut(new));
    let path = |all: &[Segment], at: Option<usize>| at.map_or("-".to_owned(), |at| all[at].path.clone());
    compare(&old, &new).iter().map(|c| format!("{} {} > {}", c.kind.word(), path(&old, c.old), path(&new, c.new))).collect()
}

const OLD: [&str; 6] = [
    "Understanding on the ferry at Lower Tarn",
    "Article 1. Both sides let the ferry run from dawn to dusk on every market day.",
    "Article 2. Guards of either bank carry no rifles on board.",
    "Article 3. A harbour panel of four settles what is unclear, as Article 2 requires.",
    "Article 4. Fishing boats keep clear of the cable.",
    "Done at Tarn Ferry, 3 May 2041",
];

#[test]
fn an_article_that_went_renumbers_the_others_and_the_references_to_them_in_silence() {
    let new = texts(&[
        OLD[0],
        "Article 1. Guards of either bank carry no rifles on board.",
        "Article 2. A harbour panel of four settles what is unclear, as Article 1 requires.",
        "Article 3. Fishing boats keep clear of the cable.",
        OLD[5],
    ]);
    assert_eq!(told(&texts(&OLD), &new), ["removed Article 1 > -"]);
}

#[test]
fn a_reference_that_does_not_follow_the_new_numbers_is_a_change() {
    let new = texts(&[
        OLD[0],
        "Article 1. Guards of either bank carry no rifles on board.",
        "Article 2. A harbour panel of four settles what is unclear, as Article 4 requires.",
        "Article 3. Fishing boats keep clear of the cable.",
        OLD[5],
    ]);
    assert_eq!(told(&texts(&OLD), &new), ["removed Article 1 > -", "changed Article 3 > Article 2"]);
}

#[test]
fn a_moved_and_reworded_article_is_followed() {
    let new = texts(&[
        OLD[0],
        "Article 1. Fishing boats always keep well clear of the cable.",
        "Article 2. Both sides let the ferry run from dawn to dusk on every market day.",
        "Article 3. Guards of either bank carry no rifles on board.",
        "Article 4. A harbour panel of four settles what is unclear, as Article 3 requires.",
        OLD[5],
    ]);
    assert_eq!(told(&texts(&OLD), &new), ["changed Article 4 > Article 1", "moved Article 4 > Article 1"]);
}

#[test]
fn what_stands_below_a_moved_article_goes_with_it_and_an_item_that_changes_its_article_moved() {
    let article = |n: usize, head: &str, items: [&str; 2]| {
        texts(&[&format!("Article {n}"), head, &format!("(a) {}", items[0]), &format!("(b) {}", items[1])])
    };
    let (ferry, wells) = (
        ["the ferry runs on market days;", "no rifles are carried on board."],
        ["the upper well is open to herders;", "its pump is mended by turns."],
    );
    let roads = ["the mountain road stays free of mines;", "carts pass without a toll."];
    let old = [article(1, "The river", ferry), article(2, "The wells", wells), article(3, "The roads", roads)].concat();
    let new = [article(1, "The roads", roads), article(2, "The river", ferry), article(3, "The wells", wells)].concat();
    assert_eq!(told(&old, &new), ["moved Article 3 > Article 1"]);
    let mut given = old.clone();
    let item = given.remove(3).replace("(b)", "(a)");
    given[5] = given[5].replace("(a)", "(b)");
    given.insert(5, item);
    given[7] = given[7].replace("(b)", "(c)");
    assert_eq!(told(&old, &given).len(), 1, "{:?}", told(&old, &given));
    assert!(told(&old, &given)[0].starts_with("moved Article 1(b)"), "{:?}", told(&old, &given));
}

/// Numbers that always come in the same order (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    fn pick<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.roll(all.len())]
    }
}

const WHO: [&str; 6] =
    ["The northern side", "The southern side", "Each side", "The joint commission", "The observers", "The two commanders"];
const ACTS: [&str; 10] = ["withdraws", "hands over", "repairs", "opens", "guards", "marks", "reports", "clears", "counts", "closes"];
const THINGS: [&str; 14] = [
    "the mortars",
    "the granary",
    "the bridge",
    "all prisoners",
    "the radio mast",
    "mined fields",
    "the clinic",
    "the school",
    "the water pump",
    "two checkpoints",
    "the archive",
    "the ferry",
    "its patrols",
    "the market road",
];
const WHERE: [&str; 8] = [
    "at Orrin Bridge",
    "north of the canal",
    "in the valley of Sel",
    "near Tarn Ferry",
    "on the ridge",
    "inside the zone",
    "along the railway",
    "behind the old wall",
];
const WHEN: [&str; 7] =
    ["within ten days", "before the rains", "each week", "without delay", "on the third day", "after the count", "by daylight"];

fn sentence(dice: &mut Dice) -> String {
    format!("{} {} {} {} {}.", dice.pick(&WHO), dice.pick(&ACTS), dice.pick(&THINGS), dice.pick(&WHERE), dice.pick(&WHEN))
}

/// What an article says: one to four sentences, and its own number that tells it in the script.
fn article(dice: &mut Dice) -> Vec<String> {
    (0..1 + dice.roll(4)).map(|_| sentence(dice)).collect()
}

fn numbered(articles: &[(usize, Vec<String>)]) -> Vec<String> {
    let title = ["Arrangement for the valley".to_owned()];
    let ends = ["Done at Sel, 4 June 2040".to_owned(), "For the northern side".to_owned(), "For the southern side".to_owned()];
    let numbered = articles.iter().enumerate().map(|(at, (_, text))| format!("Article {}. {}", at + 1, text.join(" ")));
    title.into_iter().chain(numbered).chain(ends).collect()
}

type Truth = BTreeSet<(Kind, usize)>;

/// A text, the same edited, and what was done: the number of the article before (of a new one: after).
fn script(dice: &mut Dice) -> (Vec<String>, Vec<String>, Truth) {
    let count = 8 + dice.roll(14);
    let old: Vec<(usize, Vec<String>)> = (1..=count).map(|n| (n, article(dice))).collect();
    let mut new = old.clone();
    let mut touched = BTreeSet::new();
    let mut truth = Truth::new();
    for _ in 0..1 + dice.roll(4) {
        let at = dice.roll(new.len());
        let n = new[at].0;
        match dice.roll(4) {
            0 if n > 0 && touched.insert(n) => {
                let sentence = dice.roll(new[at].1.len());
                let (old_word, new_word) = (dice.pick(&WHEN), ["within forty days", "at noon", "never again"][dice.roll(3)]);
                let before = new[at].1[sentence].clone();
                let after =
                    if before.contains(old_word) { before.replace(old_word, new_word) } else { before.replace('.', " and says so.") };
                new[at].1[sentence] = after;
                truth.insert((Kind::Changed, n));
            }
            1 if n > 0 && touched.insert(n) => {
                let taken = new.remove(at);
                // At least two places away: of two neighbours that changed places, either may have moved.
                let to = (at + 2 + dice.roll(new.len() - 2)) % (new.len() + 1);
                if to.abs_diff(at) < 2 {
                    new.insert(at, taken);
                    continue;
                }
                new.insert(to, taken);
                truth.insert((Kind::Moved, n));
            }
            2 if n > 0 && touched.insert(n) => {
                new.remove(at);
                truth.insert((Kind::Removed, n));
            }
            3 => new.insert(at, (0, article(dice))),
            _ => {}
        }
    }
    truth.extend(new.iter().enumerate().filter(|(_, (n, _))| *n == 0).map(|(at, _)| (Kind::Added, at + 1)));
    (numbered(&old), numbered(&new), truth)
}

#[test]
fn of_a_thousand_edit_scripts_nearly_every_change_is_found_and_nothing_else() {
    let mut dice = Dice(20_411_128);
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    let number = |path: &str| path.split_whitespace().nth(1).and_then(|n| n.trim_matches(',').parse().ok()).unwrap_or(0);
    for _ in 0..1_000 {
        let (old, new, truth) = script(&mut dice);
        let (old, new) = (cut(&old), cut(&new));
        let said = |c: &methods::versions::Change| match c.old {
            Some(at) => (c.kind, number(&old[at].path)),
            None => (c.kind, c.new.map_or(0, |at| number(&new[at].path))),
        };
        let found: Truth = compare(&old, &new).iter().map(said).collect();
        right += truth.intersection(&found).count();
        wrong += found.difference(&truth).count();
        missed += truth.difference(&found).count();
    }
    let (precision, recall) = (right as f64 / (right + wrong) as f64, right as f64 / (right + missed) as f64);
    println!("{} changes; precision {precision:.3}, recall {recall:.3}", right + missed);
    assert!(precision >= 0.98 && recall >= 0.98, "precision {precision:.3}, recall {recall:.3}");
}
