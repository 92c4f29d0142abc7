//! Skeletons: 8 kinds in 6 languages, in three formats.

use clauses::{Kind, Rule, Scheme, State, Text};
use drafting::block;
use drafting::build::{Format, Order, Skeleton, build};
use drafting::text;
use extract::{Reader, Reading};
use methods::language::Language;
use std::collections::BTreeSet;

fn orders() -> Vec<Order> {
    let every = Kind::ALL
        .into_iter()
        .flat_map(|kind| Language::ALL.map(|language| Order { kind, language, blocks: block::of_kind(kind).to_vec() }));
    every.collect()
}

fn file(skeleton: &Skeleton, format: Format) -> Vec<u8> {
    skeleton.file(format, "2041-05-03").expect("it is written")
}

#[test]
fn a_skeleton_has_every_block_asked_for_and_nothing_is_found_but_its_gaps() {
    let reader = Reader::in_process();
    let mut faults = Vec::new();
    for order in orders() {
        let draft = text::file(&reader, "draft.docx", &file(&build(&order), Format::Docx), Reading::Proposed).expect("it is read");
        let checked = clauses::check(&Text {
            blocks: &draft.blocks,
            kind: Some(order.kind),
            language: Some(order.language),
            scheme: Scheme::Building,
        });
        let name = format!("{} {}", order.kind.word(), order.language);
        faults.extend(
            checked
                .findings
                .iter()
                .filter(|finding| finding.rule != Rule::PlaceholderLeft)
                .map(|f| format!("{name}: {} {:?} {}", f.rule.word(), f.provision, f.words)),
        );
        let has_gaps = checked.findings.iter().any(|finding| finding.rule == Rule::PlaceholderLeft);
        faults.extend((!has_gaps).then(|| format!("{name}: no gap is seen")));
        let is_there = |word: &String| checked.blocks.iter().any(|block| block.block == word && block.state == State::Present);
        faults.extend(order.blocks.iter().filter(|word| !is_there(word)).map(|word| format!("{name}: {word} is not present")));
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn akoma_ntoso_is_well_formed_with_ids_given_once() {
    for order in orders() {
        let xml = String::from_utf8(file(&build(&order), Format::Akn)).expect("UTF-8");
        let mut reader = quick_xml::Reader::from_str(&xml);
        let mut ids = BTreeSet::new();
        loop {
            match reader.read_event().expect("well-formed") {
                quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                    for attribute in tag.attributes().flatten().filter(|a| a.key.local_name().as_ref() == "eId") {
                        assert!(ids.insert(attribute.value.to_string()), "{:?} twice", attribute.value);
                    }
                }
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        assert!(ids.contains("art_1__para_1") && xml.contains("<doc name=\"agreement\">") && xml.contains("<mainBody>"), "{xml}");
    }
}

#[test]
fn markdown_and_word_say_the_same() {
    let reader = Reader::in_process();
    for order in orders().into_iter().filter(|order| order.kind == Kind::Truce) {
        let skeleton = build(&order);
        let words = |name: &str, format: Format| {
            let draft = text::file(&reader, name, &file(&skeleton, format), Reading::Proposed).expect("it is read");
            draft.plain().split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(words("draft.md", Format::Markdown), words("draft.docx", Format::Docx), "{}", order.language);
    }
}
