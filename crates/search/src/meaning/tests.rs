use super::*;
use crate::text::tokenize;

fn near(question: &str, passage: &str) -> Near {
    let mut numbers = Vec::new();
    let length = unpacked(packed(&words(&tokenize(passage), WORDS_MAX)), &mut numbers);
    Asked::new(&tokenize(question)).expect("known words").near(&numbers, length)
}

#[test]
fn the_table_is_whole() {
    let table = Table::built_in();
    assert!(table.number("ceasefire").is_some());
    assert!(Table::version() != 0);
    for word in ["ceasefire", "перемирие", "停火"] {
        let length: f32 = table.direction(words(&tokenize(word), 8)[0]).map(|part| part * part).sum();
        assert!((length - 1.0).abs() < 1e-3, "{word}");
    }
}

#[test]
fn other_words_with_the_same_meaning_are_nearer_than_the_same_topic() {
    let question = "who monitors the truce";
    let said = near(question, "Observers shall supervise the ceasefire.");
    let other = near(question, "The ministry publishes the budget of the schools.");
    assert!(said.whole > other.whole && said.words > other.words, "{said:?} {other:?}");
}

#[test]
fn a_question_is_near_to_its_answer_in_every_language() {
    let passage = "The prisoners shall be released without delay.";
    let other = "The central bank issues the currency.";
    let asked = [
        "release of prisoners",
        "libération des prisonniers",
        "liberación de los prisioneros",
        "освобождение пленных",
        "إطلاق سراح الأسرى",
        "释放囚犯",
    ];
    for question in asked {
        assert!(near(question, passage).whole > near(question, other).whole, "{question}");
        assert!(near(question, passage).words > near(question, other).words, "{question}");
    }
}

#[test]
fn words_are_kept_and_read_back_in_their_order() {
    let kept: Vec<u16> = vec![0, 7, 30_000, 12, 3];
    let mut back = Vec::new();
    let length = unpacked(packed(&kept), &mut back);
    assert_eq!((back, length), (kept.clone(), Table::built_in().length(&kept)));
    assert_eq!(unpacked(packed(&[]), &mut Vec::new()), 0.0);
}

#[test]
fn a_word_that_is_not_known_takes_the_meaning_of_one_that_begins_alike() {
    let table = Table::built_in();
    assert_eq!(table.number("ceasefirely"), None);
    assert_eq!(table.kin("ceasefirely"), table.number("ceasefire"));
    assert_eq!(table.kin("zzqx"), None);
}
