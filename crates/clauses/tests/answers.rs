//! The shape of an answer: blocks, obligations, words with their blanks.

use clauses::{Report, Scheme, State, Strength, Text, check, notes, rules};
use methods::segments::{Block, BlockKind};

const DRAFT: &str = "Cessation of Hostilities at the Two Lakes
The Lake Authority and the Shore Movement agree:
Article 1. By 3 May 2041 the Shore Movement shall leave the northern zone.
Article 2. The Lake Authority may keep its police in the town.
Article 3. Both sides will endeavour, where possible, to include women in patrols.
Article 4. The lake feeds everyone.
Article 5. The Lake Authority shall release all prisoners by D+10 unless the truce ends [before].
Keld, 1 May 2041
For the Lake Authority
For the Shore Movement";

fn report(scheme: Scheme) -> Report {
    let blocks: Vec<Block> = DRAFT.lines().map(|line| Block { kind: BlockKind::Paragraph, text: line.to_owned(), label: None }).collect();
    check(&Text { blocks: &blocks, kind: None, language: None, scheme })
}

#[test]
fn who_has_to_do_what_is_read_out() {
    let all = report(Scheme::Building).obligations;
    let of = |article: &str| all.iter().find(|duty| duty.provision.as_deref() == Some(article)).expect("an obligation");
    let first = of("Article 1");
    assert_eq!(first.actor.as_deref(), Some("the Shore Movement"));
    assert_eq!(first.strength, Strength::Duty);
    assert_eq!(first.deadline.as_ref().and_then(|deadline| deadline.on.as_deref()), Some("2041-05-03"));
    assert!(
        first.place.as_deref().is_some_and(|place| place.contains("zone"))
            || first.object.as_deref().is_some_and(|object| object.contains("zone"))
    );
    assert_eq!(of("Article 2").strength, Strength::Permission);
    assert_eq!(of("Article 3").strength, Strength::Endeavour);
    assert_eq!(of("Article 5").deadline.as_ref().and_then(|deadline| deadline.day), Some(10));
    assert!(of("Article 5").condition.is_some());
}

#[test]
fn a_block_is_present_vague_or_missing() {
    let all = report(Scheme::Building).blocks;
    assert_eq!(all.len(), 27);
    let state = |block: &str| all.iter().find(|covered| covered.block == block).map(|covered| covered.state);
    assert_eq!(state("detainees"), Some(State::Present));
    assert_eq!(state("women"), Some(State::Vague));
    assert_eq!(state("ddr"), Some(State::Missing));
    assert_eq!(state("signatures"), Some(State::Present));
    assert_eq!(report(Scheme::Pax).blocks.len(), 30);
}

#[test]
fn every_word_that_is_said_is_listed_with_its_blanks() {
    let answer = report(Scheme::Building);
    assert!(!answer.findings.is_empty());
    for finding in &answer.findings {
        let listed = rules().iter().find(|rule| rule.rule == finding.rule).expect("listed");
        let message = listed.messages.iter().find(|message| message.word == finding.message.word).expect("a word");
        let names: Vec<&str> = finding.message.arguments.iter().map(|argument| argument.name).collect();
        assert_eq!(names, message.arguments, "{}", message.word);
    }
    for note in &answer.notes {
        assert!(notes().iter().any(|known| known.word == note.note));
    }
    assert_eq!(rules().len(), 27);
    let json = serde_json::to_value(&answer).expect("it serialises");
    assert_eq!(json["findings"][0]["severity"].as_str().map(str::is_empty), Some(false));
    assert!(json["blocks"][0]["precedents"].is_null());
}
