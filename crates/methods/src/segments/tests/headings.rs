//! Headings, titles and sections.

use super::*;

#[test]
fn only_lines_in_capitals_look_like_headings() {
    let cases = [
        ("1. One.\nFINAL PROVISIONS\nText.", 1, Some("FINAL PROVISIONS")),
        ("1. 决定。\n回顾CRU/RES/97号决议", 1, None),
        ("1. نص.\nالقرار CRU/RES/97،", 1, None),
        ("1. One.\nS/RES/1436 (2002)", 1, None),
        ("1. One.\nHAVE AGREED AS FOLLOWS:", 1, None),
        ("FRAMEWORK AGREEMENT\nThe Parties,\n1. One.", 0, None),
    ];
    for (text, at, heading) in cases {
        assert_eq!(segment(&written(text), None)[at].heading.as_deref(), heading, "{text}");
    }
}

#[test]
fn sections_of_any_numbering_hold_what_stands_below_them() {
    for (first, second) in [("I.", "II."), ("A.", "B."), ("一、", "二、"), ("أولاً:", "ثانياً:"), ("Primero.", "Segundo.")] {
        let text = format!("{first} Wells\nAll share.\nNobody pays.\nDay | Step\nD+5 | Open\n{second} Roads\n1. Open.");
        let cut = segment(&written(&text), None);
        let found: Vec<(Level, Option<usize>)> = cut.iter().map(|s| (s.level, s.parent)).collect();
        let p = Level::Paragraph;
        let section = [(Level::Part, None), (p, Some(0)), (p, Some(0)), (p, Some(0)), (p, Some(0))];
        assert_eq!(found[..5], section, "{text}");
        assert_eq!(found[5..], [(Level::Part, None), (p, Some(5))], "{text}");
        assert_eq!((cut[0].heading.as_deref(), cut[1].text.as_str()), (Some("Wells"), "All share."), "{text}");
    }
}

#[test]
fn a_title_at_the_beginning_is_no_part() {
    check(
        "# Accord\nThe Parties,\n## Article 1. Fire\nIt ends.\n# Annex A\nDay | Step\nD+5 | Open",
        &[
            "preamble ¶1 |  | Accord",
            "preamble ¶2 |  | The Parties,",
            "article Article 1 | Fire | It ends.",
            "part Annex A |  |",
            "paragraph Annex A, ¶5 |  | Day |",
            "paragraph Annex A, ¶6 |  | D+5 |",
        ],
    );
    check(
        "# Wells\nText.\n# Roads\nMore.",
        &["part ¶1 | Wells |", "paragraph ¶2 |  | Text.", "part ¶3 | Roads |", "paragraph ¶4 |  | More."],
    );
}

#[test]
fn numbered_headings_and_numbered_paragraphs_do_not_mix() {
    check(
        "## 1. Wells\n1. One.\n2. Two.\n## 2. Roads\n1. Open.\nDone at Tisk.",
        &[
            "part 1 | Wells |",
            "paragraph 1, 1 |  | One.",
            "paragraph 1, 2 |  | Two.",
            "part 2 | Roads |",
            "paragraph 2, 1 |  | Open.",
            "paragraph 2, ¶6 |  | Done at",
        ],
    );
    check(
        "1. Wells\n1.1 All share.\n1.2 None pays.\n2. Roads\n2.1 Open.",
        &[
            "article 1 | Wells |",
            "paragraph 1, 1.1 |  | All share.",
            "paragraph 1, 1.2 |  | None pays.",
            "article 2 | Roads |",
            "paragraph 2, 2.1 |  | Open.",
        ],
    );
    check(
        "The Parties,\n1. Wells\nAll share.\nNone pays.\n2. Roads\nOpen.",
        &[
            "preamble ¶1 |  | The Parties,",
            "article 1 | Wells |",
            "paragraph 1, ¶3 |  | All share.",
            "paragraph 1, ¶4 |  | None pays.",
            "article 2 | Roads | Open.",
        ],
    );
    check(
        "The towns are:\n1. Tisk\n2. Mirun\nBoth are open.",
        &["preamble ¶1 |  | The towns", "paragraph 1 |  | Tisk", "paragraph 2 |  | Mirun", "paragraph ¶4 |  | Both are"],
    );
}
