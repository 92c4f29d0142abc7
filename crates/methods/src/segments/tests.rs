mod headings;

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
        ("附件一", "part 附件一"),
        ("附件1：停火区", "part 附件1"),
        ("المادة الحادية عشرة\nتوقف الأطراف إطلاق النار.", "article المادة الحادية عشرة"),
        ("Статья первая. Стороны прекращают огонь.", "article Статья первая"),
        ("Artículo vigésimo segundo. Las Partes cesan el fuego.", "article Artículo vigésimo segundo"),
        ("Primero.- Las Partes cesan el fuego.", "paragraph Primero"),
        ("Первое. Стороны прекращают огонь.", "paragraph Первое"),
        ("Premièrement, les Parties cessent le feu.", "paragraph ¶1"),
        ("(هـ) توقف الأطراف إطلاق النار.", "paragraph (هـ)"),
        ("1 - توقف الأطراف إطلاق النار.", "paragraph 1"),
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
    for text in [
        "Article 5 of the Charter applies.",
        "Annex A, as amended, stays.",
        "Second-class rails are removed.",
        "1990. It was a year of war.",
        "15 kilometres from the line the zone begins.",
        "3.5 kilometres wide is the zone.",
        "A. Person signed.",
    ] {
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

/// Blocks written as lines: `#` headings, `|` rows, `N>` labelled items, all else paragraphs.
fn written(text: &str) -> Vec<Block> {
    let block = |line: &str| {
        let depth = line.chars().take_while(|c| *c == '#').count() as u8;
        let (kind, label, text) = match line.split_once('>') {
            Some((label, text)) => (BlockKind::ListItem(0), Some(label.to_owned()), text.replace('/', "\n")),
            None if depth > 0 => (BlockKind::Heading(depth), None, line.trim_start_matches(['#', ' ']).to_owned()),
            None if line.contains('|') => (BlockKind::TableRow, None, line.to_owned()),
            None => (BlockKind::Paragraph, None, line.to_owned()),
        };
        Block { kind, text, label }
    };
    text.lines().map(|line| block(line.trim())).collect()
}

fn check(text: &str, expected: &[&str]) {
    let cut = segment(&written(text), None);
    let words = |text: &str| text.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    let found: Vec<String> = cut
        .iter()
        .map(|s| format!("{} {} | {} | {}", s.level.word(), s.path, words(s.heading.as_deref().unwrap_or("")), words(&s.text)))
        .collect();
    let found: Vec<&str> = found.iter().map(|line| line.trim_end()).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn numbering_may_run_on_through_parts_or_begin_anew_in_each() {
    check(
        "Part I. Aims\n1. One.\n2. Two.\nPart II. Means\n3. Three.\n4. Four.\nPart III. End\n1. Anew.",
        &[
            "part Part I | Aims |",
            "paragraph Part I, 1 |  | One.",
            "paragraph Part I, 2 |  | Two.",
            "part Part II | Means |",
            "paragraph Part II, 3 |  | Three.",
            "paragraph Part II, 4 |  | Four.",
            "part Part III | End |",
            "paragraph Part III, 1 |  | Anew.",
        ],
    );
    check(
        "I. Aims\n1. One.\n2. Two:\n(a) first;\n(b) second.\nII. Means\n3. Three.",
        &[
            "part I | Aims |",
            "paragraph I, 1 |  | One.",
            "paragraph I, 2 |  | Two:",
            "item I, 2(a) |  | first;",
            "item I, 2(b) |  | second.",
            "part II | Means |",
            "paragraph II, 3 |  | Three.",
        ],
    );
}

#[test]
fn a_numbering_that_begins_anew_stands_below_what_precedes_it() {
    check(
        "1. One.\n2. Two.\nDeclaration on Wells\n1. Anew.\n2. Again.",
        &[
            "paragraph 1 |  | One.",
            "paragraph 2 |  | Two.",
            "part ¶3 | Declaration on |",
            "paragraph Declaration on Wells, 1 |  | Anew.",
            "paragraph Declaration on Wells, 2 |  | Again.",
        ],
    );
    check(
        "1. The Parties:\n(a) agree to:\n1. stop;\n2. wait;\n(b) go.\n2. Two.",
        &[
            "paragraph 1 |  | The Parties:",
            "item 1(a) |  | agree to:",
            "item 1(a), 1 |  | stop;",
            "item 1(a), 2 |  | wait;",
            "item 1(b) |  | go.",
            "paragraph 2 |  | Two.",
        ],
    );
}

#[test]
fn lettered_items_follow_either_arabic_order_and_both_forms_of_ha() {
    for letters in ["أ ب ج د هـ و ز ح ط ي ك ل", "أ ب ت ث ج ح خ د ذ ر"] {
        let items: Vec<String> = letters.split(' ').map(|l| format!("({l}) نص؛")).collect();
        let cut = segment(&written(&format!("١. يلي:\n{}", items.join("\n"))), None);
        assert!(cut.len() == items.len() + 1 && cut[1..].iter().all(|s| s.parent == Some(0)), "{letters}: {cut:?}");
    }
    let spaced = letters_without_brackets("أ ب ت ث ج ح");
    assert!(spaced.iter().all(|s| s.label.is_some()), "{spaced:?}");
}

fn letters_without_brackets(letters: &str) -> Vec<Segment> {
    let items: Vec<String> = letters.split(' ').map(|l| format!("{l}- نص؛")).collect();
    segment(&written(&items.join("\n")), None)
}

#[test]
fn items_join_a_paragraph_or_article_but_not_a_part() {
    check(
        "Part II. Means\n(a) first;\nArticle 5. Acts\nForbidden are:\n(a) raids;\n(b) tolls.\nAllowed are:\n(a) rest.",
        &[
            "part Part II | Means |",
            "paragraph Part II, (a) |  | first;",
            "article Part II, Article 5 | Acts | Forbidden are:",
            "item Part II, Article 5(a) |  | raids;",
            "item Part II, Article 5(b) |  | tolls.",
            "paragraph Part II, Article 5, ¶6 |  | Allowed are:",
            "item Part II, Article 5(a) [2] |  | rest.",
        ],
    );
}

#[test]
fn marks_inside_an_item_of_a_list_begin_items_below_it() {
    check(
        "1.>Both contain:/(a) lines;/(b) zones.\n2.>Next/in line.",
        &["paragraph 1 |  | Both contain:", "item 1(a) |  | lines;", "item 1(b) |  | zones.", "paragraph 2 |  | Next in"],
    );
}

/// Without white space; the Arabic stretch behind a number is written as the dash that it is.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '\u{0640}' { '-' } else { c }).collect()
}

/// How a level is numbered: its first five labels and what stands behind them.
const NUMBERINGS: [([&str; 5], &str); 13] = [
    (["Part I", "Part II", "Part III", "Part IV", "Part V"], ". Title"),
    (["الفصل الأول", "الفصل الثاني", "الفصل الثالث", "الفصل الرابع", "الفصل الخامس"], ": عنوان"),
    (["Раздел 1", "Раздел 2", "Раздел 3", "Раздел 4", "Раздел 5"], ". Название"),
    (["第一条", "第二条", "第三条", "第四条", "第五条"], " 标题"),
    (["I.", "II.", "III.", "IV.", "V."], " Title"),
    (["أولاً:", "ثانياً:", "ثالثاً:", "رابعاً:", "خامساً:"], " عنوان"),
    (["A.", "B.", "C.", "D.", "E."], " Title"),
    (["一、", "二、", "三、", "四、", "五、"], "标题"),
    (["1.", "2.", "3.", "4.", "5."], " A sentence."),
    (["1)", "2)", "3)", "4)", "5)"], " A clause;"),
    (["(أ)", "(ب)", "(ج)", "(د)", "(هـ)"], " جملة؛"),
    (["(i)", "(ii)", "(iii)", "(iv)", "(v)"], " a clause;"),
    (["（一）", "（二）", "（三）", "（四）", "（五）"], "一句；"),
];

/// A text of the levels given, every node with the number of children given in turn; with the
/// labels and parents that it should be cut into.
fn composed(levels: &[usize], counts: &[usize]) -> (String, Vec<(String, Option<usize>)>) {
    fn grow(
        levels: &[usize],
        counts: &mut std::iter::Cycle<std::slice::Iter<'_, usize>>,
        parent: Option<usize>,
        lines: &mut Vec<String>,
        nodes: &mut Vec<(String, Option<usize>)>,
    ) {
        let Some((level, deeper)) = levels.split_first() else { return };
        let (labels, behind) = NUMBERINGS[*level];
        for label in labels.iter().take(*counts.next().unwrap_or(&1)) {
            lines.push(format!("{label}{behind}"));
            nodes.push(((*label).to_owned(), parent));
            grow(deeper, counts, Some(nodes.len() - 1), lines, nodes);
        }
    }
    let (mut lines, mut nodes) = (Vec::new(), Vec::new());
    grow(levels, &mut counts.iter().cycle(), None, &mut lines, &mut nodes);
    (lines.join("\n"), nodes)
}

#[test]
fn a_number_with_a_stop_before_a_word_is_a_mark_and_no_page() {
    for text in ["1.p", "1. p", "2. P.", "第1页 in words"] {
        let cut = segment(&blocks(text), None);
        let kept: String = cut.iter().map(|s| format!("{}{}", s.label.as_deref().unwrap_or(""), s.text)).collect();
        assert_eq!(squeezed(&kept), squeezed(text));
    }
    assert!(segment(&blocks("p. 4"), None).iter().all(|s| s.text.is_empty()), "a page's number is none of its text");
}

proptest::proptest! {
    #[test]
    fn nothing_of_a_text_is_lost(lines in proptest::collection::vec("(Article [1-9]|\\([a-z]\\)|[1-9]\\.|[1-3]\\.[1-3]|[IVX]{1,2}\\.|第三条|المادة ٣|أولاً:|附件|-|[A-Z][a-z]{2,8}|) ?[a-zA-Zа-яأ-ي .,:;]{0,40}", 0..20)) {
        let text = lines.join("\n");
        let cut = segment(&blocks(&text), None);
        let kept: String = cut.iter().map(|s| format!("{}{}{}", s.label.as_deref().unwrap_or(""), s.heading.as_deref().unwrap_or(""), s.text)).collect();
        proptest::prop_assert_eq!(squeezed(&kept), squeezed(&text));
    }

    #[test]
    fn nothing_is_lost_whatever_a_reader_took_it_for(lines in proptest::collection::vec("(#{1,3} |[1-3]\\.>|->||)(Article [1-9]|\\([a-c]\\)|[1-3]\\.|[AB]\\.|Annex|) ?[a-zA-Z .,:;|]{0,30}", 0..20)) {
        let blocks = written(&lines.join("\n"));
        let cut = segment(&blocks, None);
        let kept: String = cut.iter().map(|s| format!("{}{}{}", s.label.as_deref().unwrap_or(""), s.heading.as_deref().unwrap_or(""), s.text)).collect();
        let given: String = blocks.iter().map(|b| format!("{}{}", b.label.as_deref().unwrap_or(""), b.text)).collect();
        proptest::prop_assert_eq!(squeezed(&kept), squeezed(&given));
        let paths: std::collections::HashSet<&str> = cut.iter().map(|s| s.path.as_str()).collect();
        proptest::prop_assert_eq!(paths.len(), cut.len(), "{:?}", cut);
        for (at, segment) in cut.iter().enumerate() {
            proptest::prop_assert!(segment.parent.is_none_or(|parent| parent < at));
        }
    }

    #[test]
    fn a_text_that_is_numbered_properly_is_cut_as_it_was_composed(levels in proptest::sample::subsequence((0..NUMBERINGS.len()).collect::<Vec<_>>(), 1..5), counts in proptest::collection::vec(1_usize..=5, 1..9)) {
        let (text, expected) = composed(&levels, &counts);
        let bare = |label: &str| label.trim_end_matches(['.', ':']).to_owned();
        let found: Vec<(String, Option<usize>)> = segment(&written(&text), None).iter().map(|s| (bare(s.label.as_deref().unwrap_or("")), s.parent)).collect();
        let expected: Vec<(String, Option<usize>)> = expected.iter().map(|(label, parent)| (bare(label), *parent)).collect();
        proptest::prop_assert_eq!(found, expected, "{}", text);
    }
}
