//! What is no provision, and where a provision stands.

use super::*;

/// Labels and texts of a text whose blocks empty lines part.
fn cut(text: &str) -> Vec<Segment> {
    let blocks = text.split("\n\n").filter(|part| !part.trim().is_empty());
    let block = |text: &str| Block { kind: BlockKind::Paragraph, text: text.to_owned(), label: None };
    segment(&blocks.map(block).collect::<Vec<_>>(), None)
}

fn labels(text: &str) -> Vec<String> {
    cut(text).into_iter().filter_map(|segment| segment.label).collect()
}

fn whole(text: &str) -> String {
    let all: Vec<String> = cut(text)
        .into_iter()
        .map(|s| [s.label.unwrap_or_default(), s.heading.unwrap_or_default(), s.text].join(" ").trim().to_owned())
        .collect();
    all.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_table_of_contents_is_no_text() {
    let body = "Part I. Wells\n\nArticle 1. Shares\n\nAll share.\n\nArticle 2. Costs\n\nNobody pays.";
    for contents in [
        "CONTENTS\n\nPart I. Wells ..... 2\nArticle 1. Shares ..... 2\nArticle 2. Costs ..... 3",
        "Table of contents\n\nPart I. Wells\n\nArticle 1. Shares\n\nArticle 2. Costs",
        "Índice\n\nPart I. Wells\t2\nArticle 1. Shares\t2\nArticle 2. Costs\t3",
        "Part I. Wells……2\nArticle 1. Shares……2\nArticle 2. Costs……3",
        "Оглавление\n\nPart I. Wells . . . . 2\nArticle 1. Shares . . . . ii\nArticle 2. Costs . . . . 3",
    ] {
        let text = format!("Pact of the Plain\n\n{contents}\n\n{body}");
        assert_eq!(labels(&text), ["Part I.", "Article 1.", "Article 2."], "{text}");
        assert!(cut(&text).iter().all(|s| !s.path.contains("Article 2, ")), "{text}");
    }
    // A list of articles that are not named again is text.
    let text = "Contents\n\nThe bag holds:\n\n1. a map;\n\n2. a flag.";
    assert_eq!(labels(text), ["1.", "2."]);
}

#[test]
fn decimal_numbers_stand_below_their_own_beginning() {
    let found = cut(
        "1. Rule\n\n1.1 Seat\n\n1.1.1 It is in Tisk.\n\n1.1.2 It stays there.\n\n1.2 Members\n\n1.2.1 They are ten.\n\n2. Guns\n\n2.1 Camps\n\n2.1.1 They are two.\n\n2.2 Keys",
    );
    let above: Vec<(String, Option<String>)> =
        found.iter().map(|s| (s.label.clone().unwrap_or_default(), s.parent.and_then(|at| found[at].label.clone()))).collect();
    for (label, parent) in
        [("1.1", "1."), ("1.1.2", "1.1"), ("1.2", "1."), ("1.2.1", "1.2"), ("2.1", "2."), ("2.1.1", "2.1"), ("2.2", "2.")]
    {
        assert!(above.contains(&(label.to_owned(), Some(parent.to_owned()))), "{label}: {above:?}");
    }
}

#[test]
fn what_an_item_announces_stands_below_it() {
    let found = cut(
        "1- Forces:\n\nBoth armies remain apart.\n\nEach keeps its camps.\n\n2- Truce:\n\nThe armies agree to a truce.\n\na- on land;\n\nb- at sea.",
    );
    let above =
        |start: &str| found.iter().find(|s| s.text.starts_with(start)).and_then(|s| s.parent).and_then(|at| found[at].label.clone());
    for (start, item) in [("Both", "1-"), ("Each", "1-"), ("The armies", "2-"), ("on land", "2-"), ("at sea", "2-")] {
        assert_eq!(above(start).as_deref(), Some(item), "{start}: {found:?}");
    }
    let found = cut("1. Guns rest.\n\n2. The parties shall:\n\nopen the roads;\n\nfree the captives.\n\nNothing else is asked of them.");
    let paths: Vec<&str> = found.iter().map(|s| s.path.as_str()).collect();
    assert_eq!(paths, ["1", "2", "2, ¶3", "2, ¶4", "¶5"]);
}

#[test]
fn those_who_sign_are_no_provisions() {
    for names in [
        "For the Movement:\n\nA. Kamara\n\nFor the Government:\n\nI. Sorel\nB. Tuan",
        "Signed:\n\n1. Gen. Kamara Tuan\n\n2. Col. Sorel Ade",
        "Pour le Gouvernement\n\nA. Kamara\n\nPour le Front\n\nB. Sorel",
        "Por el Gobierno\n\nA. Camara\n\nPor el Frente\n\nB. Sorel",
        "За Правительство:\n\nА. Камара\n\nЗа Фронт:\n\nБ. Сорель",
        "- Ambassador Kamara (signed)\n\n- Minister Sorel (signed)",
    ] {
        let text = format!("1. The guns fall silent.\n\n2. The roads are opened.\n\n{names}");
        assert_eq!(labels(&text), ["1.", "2."], "{text}");
        let annexed = format!("{text}\n\nAnnex A\n\n1. Map.\n\n2. Posts.");
        assert_eq!(labels(&annexed), ["1.", "2.", "Annex A", "1.", "2."], "{annexed}");
    }
    // Points that begin with “for the” are provisions.
    assert_eq!(labels("1. For the soldiers, pay is due.\n\n2. For the others, none is due."), ["1.", "2."]);
}

#[test]
fn page_numbers_and_running_heads_part_no_sentence() {
    for (number, head) in [
        ("- 2 -", ""),
        ("Page 2 of 9", ""),
        ("2/9", "S/2025/99\n"),
        ("стр. 2", ""),
        ("صفحة ٢ من ٩", ""),
        ("第2页", ""),
        ("2", "S/2025/99\n"),
    ] {
        let text =
            format!("S/2025/99\n\n1. All share the wells of the plain\n\n\u{c}{head}{number}\n\nand of the hill.\n\n2. Nobody pays.");
        assert!(whole(&text).contains("the plain and of the hill. 2. Nobody pays."), "{text}: {}", whole(&text));
        assert_eq!(labels(&text), ["1.", "2."], "{text}");
    }
    for foot in ["25-00417 (E)", "*2500417*", "2 25-00417", "25-00417 2/3", "________", "* * *".replace(' ', "").as_str()] {
        let text = format!("1. All share the wells.\n\n{foot}\n\n2. Nobody pays.");
        assert_eq!(whole(&text), "1. All share the wells. 2. Nobody pays.", "{foot}");
    }
    // Numbers and repeated lines of a text without pages stay.
    let text = "Posts\n\n12\n\nWells\n\n12";
    assert_eq!(whole(text), "Posts 12 Wells 12");
}

#[test]
fn titles_inside_a_list_do_not_end_it() {
    let found = cut(
        "1. The Council shall:\n\nWells\n\n(a) count the wells;\n\n(b) name them;\n\nRoads\n\n(c) open the roads.\n\n2. It meets weekly.",
    );
    let above: Vec<(String, Option<String>)> = found
        .iter()
        .filter(|s| s.label.is_some() || s.text == "Roads")
        .map(|s| (s.label.clone().unwrap_or_default(), s.parent.and_then(|at| found[at].label.clone())))
        .collect();
    let row = |label: &str, parent: Option<&str>| (label.to_owned(), parent.map(str::to_owned));
    assert_eq!(
        above,
        [row("1.", None), row("(a)", Some("1.")), row("(b)", Some("1.")), row("", Some("1.")), row("(c)", Some("1.")), row("2.", None)]
    );
}

#[test]
fn a_line_that_goes_on_with_a_citation_begins_no_provision() {
    for text in [
        "1. The Parties keep the promises that they have given each other in paragraph\n(a) of the annex and in section\n5. They tell each other when they cannot keep one of them.",
        "1. The Parties keep the promises that they have given each other as set out in\nArticle 5. They tell each other each week when they cannot keep one of them.",
        "1. Les Parties tiennent les promesses qu’elles se sont faites conformément au paragraphe\n(b) de l’annexe, et se disent chaque semaine ce qu’elles n’ont pas pu tenir de tout cela.",
        "1. Стороны исполняют обещания, которые они дали друг другу и которые изложены в пункте\n3. Они сообщают друг другу каждую неделю, что из этого не удалось исполнить совсем.",
    ] {
        assert_eq!(labels(text), ["1."], "{text}");
    }
    assert_eq!(labels("1. The Parties shall:\n(a) stop;\n(b) wait."), ["1.", "(a)", "(b)"]);
    assert_eq!(labels("1. The Parties undertake to\n(a) stop the guns;\n(b) wait for the patrol."), ["1.", "(a)", "(b)"]);
}

#[test]
fn words_broken_at_the_ends_of_lines_are_whole() {
    let cases = [
        ("the demilitari-\nzation of both banks of it", "the demilitarization of both banks of it"),
        ("the cease-\nfire holds on both banks", "the cease-fire holds on both banks"),
        ("les soldats se reti-\nrent des deux rives de là", "les soldats se retirent des deux rives de là"),
        ("双方同意停火\n线以外二十公里", "双方同意停火线以外二十公里"),
        ("the line of\ncontact of both banks", "the line of contact of both banks"),
    ];
    for (text, expected) in cases {
        assert_eq!(whole(text), expected);
    }
}

#[test]
fn any_sign_for_the_end_of_a_line_ends_one() {
    for end in ["\n", "\r\n", "\r", "\u{2028}", "\u{2029}", "\u{85}", "\u{b}"] {
        let text = ["1. Guns rest.", "2. Roads open.", "3. Wells flow."].join(end);
        assert_eq!(labels(&text), ["1.", "2.", "3."], "{text:?}");
    }
}
