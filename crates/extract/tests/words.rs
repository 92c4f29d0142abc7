//! No word of a file is lost, doubled or glued to another, whichever format holds it: files are
//! composed of words that are known, and pages of others are read by a second, simple reader.

use extract::{Format, Reader};
use methods::segments::segment;
use proptest::prelude::*;
use std::io::Write;
use std::path::Path;

/// A piece of a document with the words that it shows.
#[derive(Debug, Clone)]
enum Piece {
    Paragraph(Vec<String>),
    Heading(Vec<String>),
    Items(Vec<Vec<String>>),
    Table(Vec<Vec<Vec<String>>>),
    /// A table in a cell of a table.
    Nested(Vec<String>, Vec<Vec<String>>),
    /// What no reader shows.
    Hidden(Vec<String>),
}

impl Piece {
    fn shown(&self) -> Vec<String> {
        match self {
            Piece::Paragraph(words) | Piece::Heading(words) => words.clone(),
            Piece::Items(items) => items.concat(),
            Piece::Table(rows) => rows.concat().concat(),
            Piece::Nested(outer, inner) => [outer.clone(), inner.concat()].concat(),
            Piece::Hidden(_) => Vec::new(),
        }
    }
}

/// A word in one of the six languages, told apart from all others by its number.
fn word() -> impl Strategy<Value = String> {
    let stems = ["wells", "fontaine", "señal", "колодец", "بئر", "水井", "cease-fire", "l’eau", "O’Neill"];
    (proptest::sample::select(stems.to_vec()), 0_u32..100_000).prop_map(|(stem, number)| format!("{stem}{number}"))
}

fn words() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(word(), 1..6)
}

fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    let rows = proptest::collection::vec(proptest::collection::vec(words(), 2..4), 1..4);
    let piece = prop_oneof![
        words().prop_map(Piece::Paragraph),
        words().prop_map(Piece::Heading),
        proptest::collection::vec(words(), 1..4).prop_map(Piece::Items),
        rows.prop_map(Piece::Table),
        (words(), proptest::collection::vec(words(), 1..3)).prop_map(|(outer, inner)| Piece::Nested(outer, inner)),
        words().prop_map(Piece::Hidden),
    ];
    proptest::collection::vec(piece, 1..8)
}

fn of_html(pieces: &[Piece]) -> Vec<u8> {
    let mut out = String::from("<!DOCTYPE html><html><head><meta charset=utf-8><title></title><style>p{}</style></head><body>\n");
    let said = |words: &[String]| {
        // A tag inside a word parts nothing, and a line of the source is no line of the page.
        let marked = |(at, word): (usize, &String)| {
            let cut = word.char_indices().nth(2).map_or(word.len(), |(at, _)| at);
            if at % 2 == 0 { format!("<b>{}</b>{}", &word[..cut], &word[cut..]) } else { word.clone() }
        };
        words.iter().enumerate().map(marked).collect::<Vec<_>>().join("\n")
    };
    for (at, piece) in pieces.iter().enumerate() {
        out.push_str(&match piece {
            Piece::Paragraph(words) if at % 3 == 0 => format!("<center>{}</center>", said(words)),
            Piece::Paragraph(words) => format!("<p>{}</p>", said(words)),
            Piece::Heading(words) => format!("<h2>{}</h2>", said(words)),
            Piece::Items(items) => format!("<ol>{}</ol>", items.iter().map(|item| format!("<li>{}", said(item))).collect::<String>()),
            Piece::Table(rows) => {
                let row = |row: &Vec<Vec<String>>| row.iter().map(|cell| format!("<td>{}</td>", said(cell))).collect::<String>();
                format!("<table>{}</table>", rows.iter().map(|cells| format!("<tr>{}</tr>", row(cells))).collect::<String>())
            }
            Piece::Nested(outer, inner) => {
                let rows: String = inner.iter().map(|cell| format!("<tr><td>{}</td></tr>", said(cell))).collect();
                format!("<table><tr><td>{}<table>{rows}</table></td></tr></table>", said(outer))
            }
            Piece::Hidden(words) => format!("<p style=\"display:none\">{}</p><del>{}</del>", said(words), said(words)),
        });
    }
    out.into_bytes()
}

fn of_word(pieces: &[Piece]) -> Vec<u8> {
    let run = |words: &[String]| {
        let one = |word: &String| {
            let cut = word.char_indices().nth(2).map_or(word.len(), |(at, _)| at);
            format!("<w:r><w:t>{}</w:t></w:r><w:r><w:t xml:space=\"preserve\">{} </w:t></w:r>", &word[..cut], &word[cut..])
        };
        words.iter().map(one).collect::<String>()
    };
    let p = |words: &[String]| format!("<w:p>{}</w:p>", run(words));
    let table = |rows: &[Vec<String>]| {
        let row = |cells: &Vec<String>| cells.iter().map(|cell| format!("<w:tc>{cell}</w:tc>")).collect::<String>();
        format!("<w:tbl>{}</w:tbl>", rows.iter().map(|cells| format!("<w:tr>{}</w:tr>", row(cells))).collect::<String>())
    };
    let mut body = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        body.push_str(&match piece {
            // A text box stands twice in the file: once for readers of old.
            Piece::Paragraph(words) if at % 3 == 0 => format!(
                "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>",
                p(words)
            ),
            Piece::Paragraph(words) => p(words),
            Piece::Heading(words) => format!("<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>{}</w:p>", run(words)),
            Piece::Items(items) => items.iter().map(|item| format!("<w:p><w:ins>{}</w:ins></w:p>", run(item))).collect(),
            Piece::Table(rows) => table(&rows.iter().map(|row| row.iter().map(|cell| p(cell)).collect()).collect::<Vec<_>>()),
            Piece::Nested(outer, inner) => {
                let rows: Vec<Vec<String>> = inner.iter().map(|cell| vec![p(cell)]).collect();
                table(&[vec![format!("{}{}<w:p/>", p(outer), table(&rows))]])
            }
            Piece::Hidden(words) => format!(
                "<w:p><w:del><w:r><w:delText>{0}</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>{0}</w:t></w:r></w:p>",
                words.join(" ")
            ),
        });
    }
    let xml = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>{body}</w:body></w:document>"
    );
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(xml.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

fn of_rtf(pieces: &[Piece]) -> Vec<u8> {
    let sign = |c: char| {
        let mut units = [0; 2];
        if c.is_ascii() { c.to_string() } else { c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{}?", *unit as i16)).collect() }
    };
    let said = |words: &[String]| words.join(" ").chars().map(sign).collect::<String>();
    let row = |cells: &[Vec<String>]| {
        format!("\\pard\\intbl {}\\row ", cells.iter().map(|cell| format!("{}\\cell ", said(cell))).collect::<String>())
    };
    let mut out = String::from("{\\rtf1\\ansi{\\fonttbl{\\f0 Serif;}}{\\info{\\author lost}}{\\header top\\par}");
    for piece in pieces {
        out.push_str(&match piece {
            Piece::Paragraph(words) => format!("\\pard {{\\b {}}}\\par\n", said(words)),
            Piece::Heading(words) => format!("\\pard\\outlinelevel1 {}\\par\n", said(words)),
            Piece::Items(items) => items.iter().map(|item| format!("\\pard {}\\par\n", said(item))).collect(),
            Piece::Table(rows) => rows.iter().map(|cells| row(cells)).collect(),
            Piece::Nested(outer, inner) => {
                row(std::slice::from_ref(outer)) + &inner.iter().map(|cell| row(std::slice::from_ref(cell))).collect::<String>()
            }
            Piece::Hidden(words) => format!("{{\\v {}}}{{\\*\\unknown {}}}", said(words), said(words)),
        });
    }
    out.push('}');
    out.into_bytes()
}

fn of_text(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.shown().join(" ")).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// The words of a text, in order. The sign that parts the cells of a row is none.
fn words_of(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || c == '|').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The words that reach the reader, and those that reach the provisions.
fn read(name: &str, bytes: &[u8], format: Format) -> (Vec<String>, Vec<String>) {
    let Ok(read) = Reader::in_process().document(name, bytes, Some(format)) else { return (Vec::new(), Vec::new()) };
    let blocks = read.blocks.iter().flat_map(|block| words_of(&block.text)).collect();
    let provisions = segment(&read.blocks, None);
    let of = |s: &methods::segments::Segment| {
        [s.label.clone(), s.heading.clone(), Some(s.text.clone())].into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    (blocks, provisions.iter().flat_map(|s| words_of(&of(s))).collect())
}

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort();
    words
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn every_word_of_a_file_comes_through_once(pieces in pieces()) {
        let expected: Vec<String> = pieces.iter().flat_map(Piece::shown).collect();
        let text = of_text(&pieces);
        let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for (name, bytes, format) in [
            ("a.html", of_html(&pieces), Format::Html),
            ("a.docx", of_word(&pieces), Format::Docx),
            ("a.rtf", of_rtf(&pieces), Format::Rtf),
            ("a.txt", text.clone().into_bytes(), Format::Text),
            ("b.txt", wide, Format::Text),
            ("c.txt", text.replace('\n', "\r\n").into_bytes(), Format::Text),
            ("a.md", text.clone().into_bytes(), Format::Markdown),
        ] {
            let (blocks, provisions) = read(name, &bytes, format);
            prop_assert_eq!(sorted(blocks), sorted(expected.clone()), "{}: {}", name, String::from_utf8_lossy(&bytes));
            let numbers = |words: Vec<String>| sorted(words.into_iter().filter(|word| word.contains(char::is_alphabetic)).collect());
            prop_assert_eq!(numbers(provisions), numbers(expected.clone()), "the provisions of {}", name);
        }
    }
}

/// A second reader of pages: no tags, entities as signs. It knows nothing of what pages mean.
fn second(page: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        // What begins with no letter is no tag.
        if !rest[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            text.push('<');
            rest = &rest[at + 1..];
            continue;
        }
        let tag = rest[at + 1..].split(|c: char| !c.is_alphanumeric() && c != '/' && c != '!').next().unwrap_or("").to_lowercase();
        let end = match tag.as_str() {
            "script" | "style" | "title" => rest[at..].find("</").map(|end| at + end),
            _ => None,
        };
        rest = &rest[end.unwrap_or(at)..];
        rest = rest.split_once('>').map_or("", |(_, rest)| rest);
        let is_inline =
            ["a", "/a", "b", "/b", "i", "/i", "em", "/em", "strong", "/strong", "span", "/span", "sup", "/sup", "u", "/u", "font", "/font"];
        if !is_inline.contains(&tag.as_str()) {
            text.push(' ');
        }
    }
    text.push_str(rest);
    for (name, sign) in [("&nbsp;", " "), ("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] {
        text = text.replace(name, sign);
    }
    words_of(&text)
}

#[test]
fn a_second_reader_finds_the_same_words_in_the_pages_of_others() {
    let mut files = 0;
    for folder in ["agreements", "monitoring-reports"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/texts").join(folder);
        let Ok(found) = std::fs::read_dir(&folder) else {
            println!("Skipped: there is no folder ../shared/data/texts.");
            return;
        };
        for path in found.flatten().map(|file| file.path()) {
            let bytes = std::fs::read(&path).unwrap();
            let read = Reader::in_process().document("a.html", &bytes, None).unwrap();
            let ours: Vec<String> =
                read.blocks.iter().flat_map(|b| words_of(&format!("{} {}", b.label.as_deref().unwrap_or(""), b.text))).collect();
            let theirs = second(&String::from_utf8_lossy(&bytes));
            let letters = |words: Vec<String>| -> Vec<String> {
                words.iter().map(|w| w.chars().filter(|c| c.is_alphabetic()).collect::<String>()).filter(|w| !w.is_empty()).collect()
            };
            let (ours, theirs) = (letters(ours), letters(theirs));
            let (a, b) = (sorted(ours.clone()), sorted(theirs.clone()));
            let lost: Vec<&String> = b.iter().filter(|word| a.binary_search(word).is_err()).collect();
            assert!(a == b, "{}: {} words, {} by the second reader; not here: {lost:?}", path.display(), a.len(), b.len());
            files += 1;
        }
    }
    println!("{files} pages, each with the same words");
}
