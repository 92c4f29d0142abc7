use crate::{Extracted, Reading};
use std::io::Write;
use zip::write::SimpleFileOptions;

/// A Word file of these parts, in the namespace of Word.
fn word(parts: &[(&str, &str)]) -> Extracted {
    word_as(parts, Reading::Proposed)
}

fn word_as(parts: &[(&str, &str)], reading: Reading) -> Extracted {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, inside) in parts {
        archive.start_file(format!("word/{name}.xml"), SimpleFileOptions::default()).unwrap();
        archive.write_all(format!("<w:{name} xmlns:w=\"w\" xmlns:mc=\"mc\">{inside}</w:{name}>").as_bytes()).unwrap();
    }
    super::read("pact.docx", &archive.finish().unwrap().into_inner(), reading).unwrap_or_else(|e| panic!("{e}"))
}

fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn listed(list: u8, level: u8, text: &str) -> String {
    p(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"), text)
}

/// Kind, label and text of each block.
fn shown(read: &Extracted) -> Vec<String> {
    let block = |b: &methods::segments::Block| format!("{:?} {} {}", b.kind, b.label.as_deref().unwrap_or(""), b.text);
    read.blocks.iter().map(|b| block(b).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// The labels of a list whose only kind has these levels.
fn labels(levels: &str, lists: &str, paragraphs: &[(u8, u8)]) -> Vec<String> {
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{levels}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>{lists}"
    );
    let body: String = paragraphs.iter().map(|(list, level)| listed(*list, *level, "Text")).collect();
    let read = word(&[("document", &format!("<w:body>{body}</w:body>")), ("numbering", &numbering)]);
    read.blocks.into_iter().map(|b| b.label.unwrap_or_default()).collect()
}

fn level(at: u8, format: &str, text: &str, more: &str) -> String {
    format!("<w:lvl w:ilvl=\"{at}\"><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/>{more}</w:lvl>")
}

#[test]
fn numbers_are_those_that_word_shows() {
    let three = [level(0, "upperRoman", "Part %1", ""), level(1, "decimal", "%1.%2", ""), level(2, "lowerLetter", "(%3)", "")].concat();
    assert_eq!(
        labels(&three, "", &[(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1)]),
        ["Part I", "I.1", "(a)", "(b)", "I.2", "(a)", "Part II", "II.1"]
    );
    let legal = [level(0, "upperRoman", "%1.", ""), level(1, "decimal", "%1.%2", "<w:isLgl/>")].concat();
    assert_eq!(labels(&legal, "", &[(1, 0), (1, 1), (1, 0), (1, 1)]), ["I.", "1.1", "II.", "2.1"]);
    let start = level(0, "decimal", "%1.", "<w:start w:val=\"7\"/>");
    assert_eq!(labels(&start, "", &[(1, 0), (1, 0)]), ["7.", "8."]);
    let again = "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"3\"/></w:lvlOverride></w:num>";
    assert_eq!(labels(&level(0, "decimal", "%1.", ""), again, &[(1, 0), (1, 0), (2, 0), (2, 0)]), ["1.", "2.", "3.", "4."]);
    let runs_on = "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/></w:num>";
    assert_eq!(labels(&level(0, "decimal", "%1.", ""), runs_on, &[(1, 0), (2, 0)]), ["1.", "2."]);
    let kept = [level(0, "decimal", "%1", ""), level(1, "decimal", "Article %2", "<w:lvlRestart w:val=\"0\"/>")].concat();
    assert_eq!(labels(&kept, "", &[(1, 0), (1, 1), (1, 0), (1, 1)]), ["1", "Article 1", "2", "Article 2"]);
}

#[test]
fn every_script_has_its_numbers() {
    let cases = [
        ("chineseCountingThousand", "第%1条", "第十二条"),
        ("chineseLegalSimplified", "%1、", "壹拾贰、"),
        ("arabicAbjad", "(%1)", "(ل)"),
        ("arabicAlpha", "%1-", "س-"),
        ("russianLower", "%1)", "м)"),
        ("upperLetter", "%1.", "L."),
        ("decimalZero", "%1", "12"),
        ("ordinal", "%1", "12th"),
        ("ordinalText", "%1 Article", "Twelfth Article"),
        ("decimalEnclosedCircle", "%1", "⑫"),
        ("somethingNew", "%1.", "12."),
    ];
    for (format, text, expected) in cases {
        let found = labels(&level(0, format, text, ""), "", &[(1, 0); 12]);
        assert_eq!(found[11], expected, "{format}");
    }
    assert_eq!(labels(&level(0, "lowerLetter", "%1)", ""), "", &[(1, 0); 28])[26..], ["aa)", "bb)"]);
    assert_eq!(labels(&level(0, "none", "", ""), "", &[(1, 0)]), [""]);
}

#[test]
fn a_style_gives_numbers_and_headings_also_by_what_it_is_based_on() {
    let styles = "<w:style w:styleId=\"Base\"><w:name w:val=\"Rule\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>\
        <w:style w:styleId=\"Own\"><w:name w:val=\"Own rule\"/><w:basedOn w:val=\"Base\"/></w:style>\
        <w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>";
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        level(0, "decimal", "Article %1", "")
    );
    let body = [
        p("<w:pStyle w:val=\"berschrift1\"/>", "Wells"),
        p("<w:pStyle w:val=\"Own\"/>", "Shares"),
        p("<w:pStyle w:val=\"Own\"/>", "All share the wells of the plain."),
        p("<w:pStyle w:val=\"Own\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>", "Costs"),
    ]
    .concat();
    let read = word(&[("styles", styles), ("numbering", &numbering), ("document", &format!("<w:body>{body}</w:body>"))]);
    assert_eq!(
        shown(&read),
        ["Heading(1) Wells", "Heading(2) Article 1 Shares", "ListItem(0) Article 2 All share the wells of the plain.", "Heading(2) Costs"]
    );
    // Without a table of styles the names of Word in other languages tell.
    let read = word(&[("document", &p("<w:pStyle w:val=\"Заголовок2\"/>", "Колодцы"))]);
    assert_eq!(shown(&read), ["Heading(2) Колодцы"]);
}

#[test]
fn boxes_tables_in_tables_and_notes_are_whole_and_stand_once() {
    let boxed = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p("", text));
    let paragraph = format!(
        "<w:p><w:r><w:t>All share </w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>the wells.</w:t></w:r></w:p>",
        boxed("Map")
    );
    let cell = |inside: &str| format!("<w:tc>{inside}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let inner = format!("<w:tbl>{}</w:tbl>", row(&[cell(&p("", "c")), cell(&p("", "d"))]));
    let table = format!("<w:tbl>{}</w:tbl>", row(&[cell(&format!("{}{inner}{}", p("", "a"), p("", "b"))), cell(&p("", "e"))]));
    let page = format!("<w:tbl>{}</w:tbl>", row(&[cell(&format!("{}{}", p("", "1. One."), p("", "2. Two.")))]));
    let note = |name: &str| p("", &format!("A {name}."));
    let read = word(&[
        ("document", &format!("<w:body>{paragraph}{table}{page}</w:body>")),
        ("footnotes", &note("footnote")),
        ("endnotes", &note("endnote")),
    ]);
    assert_eq!(
        shown(&read),
        [
            "Paragraph All share the wells.",
            "Paragraph Map",
            "TableRow a c | d b | e",
            "Paragraph 1. One.",
            "Paragraph 2. Two.",
            "Footnote A footnote.",
            "Footnote A endnote."
        ]
    );
}

#[test]
fn what_word_hides_or_makes_itself_is_left_out_and_what_it_shows_is_kept() {
    let hidden = "<w:p><w:r><w:t>Guns </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>never </w:t></w:r><w:r><w:t>rest.</w:t></w:r></w:p>";
    let contents = format!(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        p("", "Article 1 ... 2")
    );
    let field = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r><w:r><w:t>Article 1 ... 2</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
    let letters =
        "<w:p><w:r><w:t>cease</w:t><w:noBreakHyphen/><w:t>fire, so</w:t><w:softHyphen/><w:t>on, caf&#233; &#x639;</w:t></w:r></w:p>";
    let read = word(&[(
        "document",
        &format!("<w:body>{hidden}{contents}{field}{}{letters}</w:body>", p("<w:pStyle w:val=\"TOC2\"/>", "Article 1\t2")),
    )]);
    assert_eq!(shown(&read), ["Paragraph Guns rest.", "Paragraph cease-fire, soon, café ع"]);
    assert!(read.warnings.iter().any(|w| w.to_string().contains("what Word does not show was left out (1)")), "{:?}", read.warnings);
}

/// The paragraphs of a body with tracked changes, in one reading.
fn paragraphs(body: &str, reading: Reading) -> Vec<String> {
    word_as(&[("document", &format!("<w:body>{body}</w:body>"))], reading).blocks.into_iter().map(|block| block.text).collect()
}

#[test]
fn tracked_changes_are_read_as_proposed_or_as_before() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">Within </w:t></w:r><w:del><w:r><w:delText>ten</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>twelve</w:t></w:r><w:del><w:r><w:delText> full</w:delText></w:r></w:del></w:ins><w:r><w:t xml:space=\"preserve\"> days.</w:t></w:r></w:p>\
        <w:p><w:pPr><w:rPr><w:moveFrom/></w:rPr></w:pPr><w:moveFrom><w:r><w:t>Guards leave the mill.</w:t></w:r></w:moveFrom></w:p>\
        <w:p><w:pPr><w:pStyle w:val=\"Text\"/><w:pPrChange><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr></w:pPrChange></w:pPr><w:r><w:t>The mill opens.</w:t></w:r></w:p>\
        <w:p><w:pPr><w:rPr><w:moveTo/></w:rPr></w:pPr><w:moveTo><w:r><w:t>Guards leave the mill.</w:t></w:r></w:moveTo></w:p>\
        <w:p><w:r><w:t>Done.</w:t></w:r></w:p>";
    assert_eq!(paragraphs(body, Reading::Proposed), ["Within twelve days.", "The mill opens.", "Guards leave the mill.", "Done."]);
    assert_eq!(paragraphs(body, Reading::Before), ["Within ten days.", "Guards leave the mill.", "The mill opens.", "Done."]);
    let told = word_as(&[("document", &format!("<w:body>{body}</w:body>"))], Reading::Before).warnings;
    assert_eq!(told.iter().map(|told| told.word.as_str()).collect::<Vec<_>>(), ["tracked-changes-before"]);
}

#[test]
fn a_mark_that_a_change_takes_joins_two_paragraphs_and_loses_no_word() {
    let joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">The bridge opens </w:t></w:r></w:p><w:p><w:r><w:t>at dawn.</w:t></w:r></w:p>";
    assert_eq!(paragraphs(joined, Reading::Proposed), ["The bridge opens at dawn."]);
    assert_eq!(paragraphs(joined, Reading::Before), ["The bridge opens", "at dawn."]);
    let before_table = "<w:p><w:pPr><w:rPr><w:del></w:del></w:rPr></w:pPr><w:r><w:t>Annex</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>End</w:t></w:r></w:p>";
    assert_eq!(paragraphs(before_table, Reading::Proposed), ["Annex", "a | b", "End"]);
}
