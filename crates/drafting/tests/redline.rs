//! Tracked changes: accepting all gives the new text, refusing all the old one, word for word, for
//! a reader of our own written here and for the reader of files.

use drafting::text::{Wording, pasted};
use extract::{Reader, Reading};
use quick_xml::events::Event;
use std::collections::BTreeSet;
use std::io::Read;

const OLD: &str = "Understanding on the ferry at Lower Tarn\nArticle 1. Both sides let the ferry run from dawn to dusk.\nArticle 2. Guards of either bank carry no rifles on board, nor knives.\nArticle 3. A panel of four settles what is unclear.\nArticle 4. Fishing boats keep clear of the cable & the buoys <north>.\nDone at Tarn Ferry, 3 May 2041";
const NEW: &str = "Understanding on the ferry at Lower Tarn\nArticle 1. Fishing boats always keep clear of the cable & the buoys <north>.\nArticle 2. Both sides let the ferry run from dawn to dusk on market days.\nArticle 3. Guards of either bank carry no rifles on board.\nArticle 4. The toll is shared in equal parts by both banks each month.\nDone at Tarn Ferry, 4 May 2041\nWitnessed by the harbour master";
const OLD_ARABIC: &str = "تفاهم بشأن العبّارة\nالمادة 1. يسمح الجانبان بسير العبّارة من الفجر إلى الغروب.\nالمادة 2. لا يحمل الحراس بنادق على متنها.\nالمادة 3. تفصل لجنة من أربعة أعضاء في كل خلاف.";
const NEW_ARABIC: &str = "تفاهم بشأن العبّارة\nالمادة 1. تفصل لجنة من أربعة أعضاء في كل خلاف.\nالمادة 2. يسمح الجانبان بسير العبّارة من الفجر إلى الغروب.\nالمادة 3. لا يحمل الحراس بنادق ولا سكاكين على متنها.";

fn word_file(old: &str, new: &str) -> Vec<u8> {
    let reader = Reader::in_process();
    let (a, b) = (pasted(&reader, "a", old).expect("a text"), pasted(&reader, "b", new).expect("a text"));
    drafting::compare::tracked(&a, &b, "2041-05-04").expect("it is written")
}

fn document(file: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("an archive");
    let mut xml = String::new();
    archive.by_name("word/document.xml").expect("its text").read_to_string(&mut xml).expect("UTF-8");
    xml
}

/// A small reader that knows only what ECMA-376 says of tracked runs and marks.
fn settled(xml: &str, accept: bool) -> Vec<String> {
    let gone: &[&str] = if accept { &["del", "moveFrom"] } else { &["ins", "moveTo"] };
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut out, mut line, mut skipped, mut in_properties, mut joins, mut in_text) = (Vec::new(), String::new(), 0, false, false, false);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "pPr" => in_properties = true,
                "t" | "delText" => in_text = true,
                name if gone.contains(&name) => skipped += 1,
                _ => {}
            },
            Event::Empty(tag) => joins |= in_properties && gone.contains(&tag.local_name().as_ref()),
            Event::Text(text) if in_text && skipped == 0 => line.push_str(&text),
            Event::GeneralRef(name) if in_text && skipped == 0 => line.push_str(match name.as_ref() {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                other => panic!("{other}"),
            }),
            Event::End(tag) => match tag.local_name().as_ref() {
                "pPr" => in_properties = false,
                "t" | "delText" => in_text = false,
                name if gone.contains(&name) => skipped -= 1,
                "p" if std::mem::take(&mut joins) => {}
                "p" => out.push(std::mem::take(&mut line)),
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    out.retain(|line| !line.is_empty());
    out
}

#[test]
fn accepting_gives_the_new_text_and_refusing_the_old_one_in_two_readers() {
    let reader = Reader::in_process();
    for (old, new) in [(OLD, NEW), (NEW, OLD), (OLD_ARABIC, NEW_ARABIC), (OLD, OLD), (OLD, OLD_ARABIC)] {
        let file = word_file(old, new);
        let xml = document(&file);
        for (text, accept, reading) in [(new, true, Reading::Proposed), (old, false, Reading::Before)] {
            let lines: Vec<&str> = text.lines().collect();
            assert_eq!(settled(&xml, accept), lines, "{xml}");
            let read = drafting::text::file(&reader, "changes.docx", &file, reading).expect("it is read");
            let read: Vec<String> = Wording::lines(&read).into_iter().map(|(_, line)| line).collect();
            assert_eq!(read, lines, "{xml}");
        }
    }
}

#[test]
fn every_id_is_given_once_every_move_has_two_halves_and_nobody_is_named() {
    let file = word_file(OLD, NEW);
    let xml = document(&file);
    let values = |name: &str| xml.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect::<Vec<_>>();
    let ends = xml.matches("RangeEnd").count();
    let ids = values("w:id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len() + ends, ids.len(), "an end has the id of its start: {xml}");
    assert!(values("w:author").iter().all(|author| author.is_empty()) && values("w:date").iter().all(|day| *day == "2041-05-04T00:00:00Z"));
    let names = |half: &str| {
        xml.split(&format!("<w:{half}RangeStart"))
            .skip(1)
            .filter_map(|rest| rest.split("w:name=\"").nth(1)?.split('"').next())
            .collect::<BTreeSet<_>>()
    };
    assert!(!names("moveFrom").is_empty() && names("moveFrom") == names("moveTo"), "{xml}");
    assert!(xml.contains("<w:delText") && !xml.contains("rsid"));
    let archive = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("an archive");
    assert!(archive.file_names().flatten().all(|name| !name.starts_with("docProps")), "no properties");
    let arabic = document(&word_file(OLD_ARABIC, NEW_ARABIC));
    assert!(arabic.contains("<w:bidi/>") && arabic.contains("<w:rtl/>"), "{arabic}");
}
