use super::*;

fn blocks(text: &str) -> Vec<(BlockKind, Option<String>, String)> {
    let bytes: Vec<u8> = text.chars().map(|c| c as u8).collect();
    read("a.rtf", &bytes).unwrap().blocks.into_iter().map(|b| (b.kind, b.label, b.text)).collect()
}

fn whole(text: &str) -> String {
    blocks(text).into_iter().map(|(_, _, text)| text).collect::<Vec<_>>().join(" / ")
}

#[test]
fn letters_come_through_in_any_encoding() {
    for (text, expected) in [
        ("{\\rtf1\\ansi\\ansicpg1252 Le feu c\\'e9de.\\par}", "Le feu céde."),
        ("{\\rtf1\\ansi\\ansicpg1251 \\'cc\\'e8\\'f0.\\par}", "Мир."),
        ("{\\rtf1\\ansi\\ansicpg1256 \\'d3\\'e1\\'c7\\'e3\\par}", "سلام"),
        ("{\\rtf1\\ansi\\ansicpg936 \\'cd\\'a3\\'bb\\'f0\\par}", "停火"),
        ("{\\rtf1{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}}A \\f1\\'cc\\'e8\\'f0\\f0  B\\par}", "A Мир B"),
        ("{\\rtf1\\uc1 \\u1605?\\u1610?\\u1575?\\u1607? \\u-10179?\\u-8704?\\par}", "مياه 😀"),
        ("{\\rtf1\\uc2 \\u233\\'c3\\'a9t\\u233\\'c3\\'a9\\par}", "été"),
        ("{\\rtf1 a\\~b\\_c\\-d \\ldblquote e\\rdblquote\\emdash f\\{g\\}\\par}", "a\u{a0}b\u{2011}cd “e”—f{g}"),
    ] {
        assert_eq!(whole(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_text_is_left_out() {
    let text = "{\\rtf1{\\fonttbl\\f0 Arial;}{\\colortbl;\\red0;}{\\*\\generator Writer;}{\\info{\\author Nobody}{\\title Lake Pact}}\
        {\\header Page head\\par}{\\footer 3\\par}The {\\v hidden }boats{\\deleted  big} rest{\\*\\bkmkstart x}{\\pict 00ff}.\
        {\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt  See map}}\\par}";
    assert_eq!(whole(text), "The boats rest. See map");
    let bytes = text.as_bytes();
    let read = read("a.rtf", bytes).unwrap();
    assert_eq!((read.title.as_deref(), read.warnings.len()), (Some("Lake Pact"), 1));
}

#[test]
fn paragraphs_lists_tables_and_notes_are_told_apart() {
    let text = "{\\rtf1{\\stylesheet{\\s1\\outlinelevel0 heading 1;}}\\pard\\s1 Wells\\par\\pard{\\listtext 1.\\tab}\\ilvl0 All share{\\footnote Also guests.\\par}.\\par\
        \\pard\\intbl Post\\cell Head\\par two\\cell\\row\\pard After.\\par}";
    let row = |kind, label: Option<&str>, text: &str| (kind, label.map(str::to_owned), text.to_owned());
    assert_eq!(
        blocks(text),
        [
            row(BlockKind::Heading(1), None, "Wells"),
            row(BlockKind::ListItem(0), Some("1."), "All share."),
            row(BlockKind::TableRow, None, "Post | Head\ntwo"),
            row(BlockKind::Paragraph, None, "After."),
            row(BlockKind::Footnote, None, "Also guests."),
        ]
    );
}

#[test]
fn damaged_files_end() {
    for text in ["{\\rtf1", "{\\rtf1 a}}}b", "{\\rtf1\\bin99999999 x}", "{\\rtf1\\u", "{\\rtf1\\'", "{\\rtf1\\'zz a\\par}", "\\"] {
        let _ = read("a.rtf", text.as_bytes());
    }
    assert!(read("a.rtf", "{".repeat(10_000).as_bytes()).is_err());
}
