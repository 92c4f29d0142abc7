use super::*;

fn blocks(text: &str) -> Vec<Block> {
    vec![Block { kind: BlockKind::Paragraph, text: text.to_owned(), label: None }]
}

/// Level, label and the first words of text or heading of every segment.
fn outline(text: &str) -> Vec<String> {
    let cut = segment(&blocks(text), None);
    let line = |s: &Segment| {
        let words: Vec<&str> = s.heading.as_deref().unwrap_or(&s.text).split_whitespace().take(3).collect();
        format!("{} {} | {}", s.level.word(), s.path, words.join(" "))
    };
    cut.iter().map(line).collect()
}

#[test]
fn an_agreement_is_cut_into_parts_articles_paragraphs_and_items() {
    let text = "The Parties,\nMindful of the suffering of the people,\n\nPart II. Ceasefire\nArticle 3\nMonitoring\n1. A Commission is set up.\n2. It has three tasks:\n(a) to observe;\n(b) to report.\n\nArticle 4. Access\nConvoys pass freely.";
    let expected = [
        "preamble ¶1 | The Parties,",
        "preamble ¶2 | Mindful of the",
        "part Part II | Ceasefire",
        "article Part II, Article 3 | Monitoring",
        "paragraph Part II, Article 3, 1 | A Commission is",
        "paragraph Part II, Article 3, 2 | It has three",
        "item Part II, Article 3, 2(a) | to observe;",
        "item Part II, Article 3, 2(b) | to report.",
        "article Part II, Article 4 | Access",
    ];
    assert_eq!(outline(text), expected);
    let cut = segment(&blocks(text), None);
    assert_eq!(cut[8].text, "Convoys pass freely.");
}

#[test]
fn every_language_has_its_marks() {
    let cases = [
        ("Статья 4\nСтороны прекращают огонь.", "article Статья 4"),
        ("Artículo 2. Las Partes cesan el fuego.", "article Artículo 2"),
        ("Article premier\nLes Parties cessent le feu.", "article Article premier"),
        ("المادة ٣\nتوقف الأطراف إطلاق النار.", "article المادة ٣"),
        ("第三条 各方停火。", "article 第三条"),
        ("第一章 总则", "part 第一章"),
        ("一、各方停火。", "paragraph 一"),
        ("（一）各方停火。", "paragraph （一）"),
        ("أولاً: توقف الأطراف إطلاق النار.", "paragraph أولاً"),
        ("Приложение 1", "part Приложение 1"),
    ];
    for (text, expected) in cases {
        let first = &outline(text)[0];
        assert!(first.starts_with(expected), "{text}: {first}");
    }
}

#[test]
fn numbers_inside_sentences_are_no_marks() {
    for text in ["1990. It was a year of war.", "15 kilometres from the line the zone begins.", "3.5 kilometres wide is the zone.", "A. Person signed."] {
        let cut = segment(&blocks(text), None);
        assert_eq!(cut.len(), 1, "{text}: {cut:?}");
    }
}

#[test]
fn the_letter_i_after_h_is_a_letter_and_alone_a_number() {
    let text = "1. The list:\n(g) one;\n(h) two;\n(i) three;\n(j) four.";
    let cut = segment(&blocks(text), None);
    assert!(cut[1..].iter().all(|s| s.parent == Some(0)), "{cut:?}");
    let text = "(a) First:\n(i) one;\n(ii) two.\n(b) Second.";
    let cut = segment(&blocks(text), None);
    assert_eq!((cut[1].parent, cut[2].parent, cut[3].parent), (Some(0), Some(0), None));
}

#[test]
fn hard_wrapped_lines_are_joined() {
    let text = "1. The forces of both sides withdraw behind the line that\nthe map in the annex shows, within ten days, and leave\nno weapons behind.\n2. Patrols verify.";
    let cut = segment(&blocks(text), None);
    assert_eq!(cut.len(), 2);
    assert!(cut[0].text.ends_with("leave no weapons behind."));
}

#[test]
fn a_resolution_is_cut_at_its_paragraphs() {
    let text = "The Council,\nRecalling its earlier decisions,\nDeeply concerned at the situation,\n1.   Demands an end of hostilities;\n2.   Decides to remain seized of the matter.";
    let cut = segment(&blocks(text), None);
    assert_eq!(cut.iter().filter(|s| s.label.is_some()).count(), 2, "{cut:?}");
}

#[test]
fn a_long_text_without_numbers_is_cut_at_sentence_ends() {
    let text = "The Commission met and spoke at length about the line. ".repeat(120);
    let cut = segment(&blocks(&text), None);
    assert!(cut.len() > 2 && cut.iter().all(|s| s.text.ends_with('.')));
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest::proptest! {
    #[test]
    fn nothing_of_a_text_is_lost(lines in proptest::collection::vec("(Article [1-9]|\\([a-z]\\)|[1-9]\\.|第三条|المادة ٣|-|[A-Z][a-z]{2,8}|) ?[a-zA-Zа-яأ-ي .,;]{0,40}", 0..20)) {
        let text = lines.join("\n");
        let cut = segment(&blocks(&text), None);
        let kept: String = cut.iter().map(|s| format!("{}{}{}", s.label.as_deref().unwrap_or(""), s.heading.as_deref().unwrap_or(""), s.text)).collect();
        proptest::prop_assert_eq!(squeezed(&kept), squeezed(&text));
    }
}
