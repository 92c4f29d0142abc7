//! Every mark of the tables, in every place that it may have.

use super::marks::Family;
use super::marks::grammar::GRAMMARS;
use super::*;

/// What may stand in the place of the number, the first five of each.
const NUMBERS: [(&str, [&str; 5]); 13] = [
    ("", ["1", "2", "3", "4", "5"]),
    ("", ["I", "II", "III", "IV", "V"]),
    ("", ["(1)", "(2)", "(3)", "(4)", "(5)"]),
    ("", ["A", "B", "C", "D", "E"]),
    ("en", ["One", "Two", "Three", "Four", "Five"]),
    ("fr", ["premier", "deuxième", "troisième", "quatrième", "cinquième"]),
    ("fr", ["1er", "2", "3 bis", "4", "5 ter"]),
    ("es", ["1º", "2º", "3.º", "4º", "5º"]),
    ("es", ["PRIMERO", "SEGUNDO", "TERCERO", "CUARTO", "QUINTO"]),
    ("ru", ["№ 1", "№ 2", "№ 3", "№ 4", "№ 5"]),
    ("ru", ["первая", "вторая", "третья", "четвертая", "пятая"]),
    ("ar", ["الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة"]),
    ("ar", ["(١)", "(٢)", "(٣) مكررا", "(٤)", "(٥)"]),
];

/// Marks without a word, the first five of each; those of one family stand together.
const RUNNING: [(Family, [&str; 5]); 24] = [
    (Family::UpperRoman, ["I.", "II.", "III.", "IV.", "V."]),
    (Family::UpperRoman, ["Ⅰ.", "Ⅱ.", "Ⅲ.", "Ⅳ.", "Ⅴ."]),
    (Family::UpperLetter, ["A.", "B.", "C.", "D.", "E."]),
    (Family::HanNumber, ["一、", "二、", "三、", "四、", "五、"]),
    (Family::HanNumber, ["壹、", "贰、", "叁、", "肆、", "伍、"]),
    (Family::Ordinal, ["أولاً:", "ثانياً:", "ثالثاً:", "رابعاً:", "خامساً:"]),
    (Family::Ordinal, ["Primero.-", "Segundo.-", "Tercero.-", "Cuarto.-", "Quinto.-"]),
    (Family::Number, ["1.", "2.", "2 bis.", "3.", "4."]),
    (Family::Number, ["1 .", "2 .", "3 .", "4 .", "5 ."]),
    (Family::Number, ["١ -", "٢ -", "٣ -", "٤ -", "٥ -"]),
    (Family::Number, ["１．", "２．", "３．", "４．", "５．"]),
    (Family::Number, ["1º", "2º", "3º", "4º", "5º"]),
    (Family::NumberBracket, ["1)", "2)", "3)", "4)", "5)"]),
    (Family::NumberBrackets, ["(1)", "(2)", "(3)", "(3 bis)", "(4)"]),
    (Family::NumberBrackets, ["⑴", "⑵", "⑶", "⑷", "⑸"]),
    (Family::Circled, ["①", "②", "③", "④", "⑤"]),
    (Family::Letter, ["(a)", "(b)", "(b bis)", "(c)", "(d)"]),
    (Family::Letter, ["а)", "б)", "в)", "г)", "д)"]),
    (Family::Letter, ["(أ)", "(ب)", "(ج)", "(د)", "(هـ)"]),
    (Family::Letter, ["甲、", "乙、", "丙、", "丁、", "戊、"]),
    (Family::Roman, ["(i)", "(ii)", "(iii)", "(iv)", "(v)"]),
    (Family::CapitalBrackets, ["(A)", "(B)", "(C)", "(D)", "(E)"]),
    (Family::RomanBrackets, ["(I)", "(II)", "(III)", "(IV)", "(V)"]),
    (Family::HanBrackets, ["（一）", "（二）", "（三）", "（四）", "（五）"]),
];

/// Every word of the tables with every number of its language.
fn of_words() -> Vec<(Family, Vec<String>)> {
    let mut out = Vec::new();
    for grammar in &GRAMMARS {
        let numbers = NUMBERS.iter().filter(|(language, _)| language.is_empty() || *language == grammar.language);
        for (_, numbers) in numbers {
            for (family, words) in grammar.words {
                out.extend(words.iter().map(|word| (*family, numbers.iter().map(|number| format!("{word} {number}")).collect())));
            }
        }
        for (family, units) in grammar.units {
            for numbers in [["一", "二", "三", "四", "五"], ["1", "2", "3", "4", "5"]] {
                out.extend(units.iter().map(|unit| (*family, numbers.iter().map(|number| format!("第{number}{unit}")).collect())));
            }
        }
    }
    out.push((Family::Sign, ["1", "2", "3", "4", "5"].map(|n| format!("§ {n}")).to_vec()));
    out
}

/// Words as they are printed: with a capital, all in capitals, or with the Arabic article.
fn printed(label: &str, how: u8) -> String {
    let is_arabic = label.starts_with(|c: char| ('\u{0600}'..='\u{06FF}').contains(&c));
    let mut chars = label.chars();
    match (how % 4, chars.next()) {
        (_, Some(_)) if is_arabic && how.is_multiple_of(2) => format!("ال{label}"),
        (0, Some(first)) => format!("{}{}", first.to_uppercase(), chars.as_str()),
        (1, _) => label.to_uppercase(),
        (2, Some(first)) => format!("\u{200f}{}{}", first.to_uppercase(), chars.as_str()),
        (3, Some(first)) => format!("{}{}", first.to_uppercase(), chars.as_str()).replace(' ', "\u{a0}"),
        _ => label.to_owned(),
    }
}

type Nodes = Vec<(String, Option<usize>)>;

/// A text of the numberings given, every one with the number of children given in turn.
fn composed(levels: &[Vec<String>], counts: &[usize]) -> (String, Nodes) {
    fn grow(levels: &[Vec<String>], counts: &mut dyn Iterator<Item = usize>, parent: Option<usize>, out: &mut (Vec<String>, Nodes)) {
        let Some((labels, deeper)) = levels.split_first() else { return };
        let many = counts.next().unwrap_or(1);
        for label in labels.iter().take(many) {
            let behind = if label.ends_with(['.', ':', ')', '）', '、', '-', '．']) { "" } else { "." };
            out.0.push(format!("{label}{behind} They keep it;"));
            out.1.push((bare(label), parent));
            let here = out.1.len() - 1;
            grow(deeper, counts, Some(here), out);
        }
    }
    let mut out = (Vec::new(), Vec::new());
    grow(levels, &mut counts.iter().copied().cycle(), None, &mut out);
    (out.0.join("\n"), out.1)
}

fn bare(label: &str) -> String {
    let label = label.trim_matches(|c: char| super::marks::is_unseen(c));
    label.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches(['.', ':', '-', ' ']).to_owned()
}

fn found(text: &str) -> Nodes {
    let block = Block { kind: BlockKind::Paragraph, text: text.to_owned(), label: None };
    segment(&[block], None).iter().map(|s| (bare(s.label.as_deref().unwrap_or("")), s.parent)).collect()
}

#[test]
fn every_word_of_the_tables_is_a_mark_with_every_number_of_its_language() {
    for (at, (_, labels)) in of_words().into_iter().enumerate() {
        let labels: Vec<String> = labels.iter().map(|label| printed(label, at as u8)).collect();
        let (text, expected) = composed(&[labels], &[5]);
        assert_eq!(found(&text), expected, "{text}");
    }
}

#[test]
fn every_mark_without_a_word_counts() {
    for (_, labels) in RUNNING {
        let (text, expected) = composed(&[labels.map(str::to_owned).to_vec()], &[5]);
        assert_eq!(found(&text), expected, "{text}");
    }
}

#[test]
fn marks_that_are_put_in_or_only_ones_are_marks() {
    let cases: [(&str, &[&str]); 26] = [
        ("Article 1er\nLe feu cesse.\nArticle 2\nLa paix dure.", &["Article 1er", "Article 2"]),
        ("Article unique. The truce goes on.", &["Article unique"]),
        ("Art 1er :\nLe feu cesse.\nArt 2 :\nLa paix dure.", &["Art 1er", "Art 2"]),
        ("Cap. I. Pozos\nApartado 1. Se abren.\nApartado 2. Se cuidan.", &["Cap. I", "Apartado 1", "Apartado 2"]),
        (")أ( تفتح الطرق.\n)ب( تعاد الأسرى.", &["(أ)", "(ب)"]),
        ("المادة ٣ مكرر\nتستمر الهدنة.\nالمادة ٤\nتفتح الطرق.", &["المادة ٣ مكرر", "المادة ٤"]),
        ("第三条之一 各方停火。\n第四条 各方撤军。", &["第三条之一", "第四条"]),
        ("第一條 停火。\n附錄二\n說明。", &["第一條", "附錄二"]),
        ("Статья 4-1. Линия\nСтатья 4-2. Посты", &["Статья 4-1", "Статья 4-2"]),
        ("1.1 Wells.\n1.1A Pumps.\n1.2 Pipes.", &["1.1", "1.1A", "1.2"]),
        ("1. Wells.\n2. Wells.\n2A. Pumps.\n3. Pipes.", &["1", "2", "2A", "3"]),
        ("(y) Why.\n(z) Zed.\n(aa) Next.\n(bb) Last.", &["(y)", "(z)", "(aa)", "(bb)"]),
        ("1. (a) Guns;\n(b) tanks.\n2. (1) Roads.", &["1", "(a)", "(b)", "2", "(1)"]),
        ("Article 2. 1. Guns rest.\n2. Tanks rest.", &["Article 2", "1", "2"]),
        ("Disposición transitoria segunda. La tregua sigue.", &["Disposición transitoria segunda"]),
        ("مـــادة (1): الهدنة\nمادّة 2 - الأسرى", &["مـــادة (1)", "مادّة 2"]),
        ("2.1 The tasks are:\n2.1.1. to stop;\n2.1.2. to wait.\n2.2. they end.", &["2.1", "2.1.1", "2.1.2", "2.2"]),
        ("I. Wells\n1. One.\nIl. Roads\n1. Two.\nIll. Costs\n1. Three.", &["I", "1", "Il", "1", "Ill", "1"]),
        ("Article 1. Wells\nAppendices", &["Article 1", "Appendices"]),
        ("Article 1. Wells\nAnnex 2 to the Lake Pact", &["Article 1", "Annex 2"]),
        ("Статья 1. Колодцы\nПриложение № 1 к Пакту", &["Статья 1", "Приложение № 1"]),
        ("Artículo 1. Pozos\nAnexo II al Pacto", &["Artículo 1", "Anexo II"]),
        ("Article 1. Puits\nAnnexe A à l’Accord", &["Article 1", "Annexe A"]),
        ("1 Wells\n1.1 All share.\n2 Roads\n2.1 All are open.", &["1", "1.1", "2", "2.1"]),
        (
            "1. List:\na. A.\nb. B.\nc. C.\nd. D.\ne. E.\nf. F.\ng. G.\nh. H.\ni. I.\nj. J.\nk. K.\nI. Posts.\nm. Boats.",
            &["1", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "I", "m"],
        ),
        ("ماده ۱ـ آتش‌بس.\nماده ۲ـ کمیسیون.", &["ماده ۱", "ماده ۲"]),
    ];
    for (text, expected) in cases {
        let labels: Vec<String> = found(text).into_iter().map(|(label, _)| label).filter(|label| !label.is_empty()).collect();
        assert_eq!(labels, expected, "{text}");
    }
}

#[test]
fn sentences_that_cite_a_provision_are_no_marks() {
    for text in [
        "Article 5 bis of the Charter applies.",
        "المادة ٥ من الميثاق تنطبق.",
        "第三条所述的停火线有效。",
        "第三条第二款适用。",
        "Статья 4.1 настоящего договора действует.",
        "Section 5, as amended, stays.",
        "Paragraph 3 above stays.",
        "Parties agree.",
        "Annex 1 to the Pact is part of it.",
        "12 boats rest.",
        "Clause 5 and 6 stay.",
        "2-day meetings are held.",
        "1.1 kilometres wide is the zone.",
        "5-го июня стороны встречаются.",
    ] {
        assert!(found(text).iter().all(|(label, _)| label.is_empty()), "{text}: {:?}", found(text));
    }
}

#[test]
fn the_table_of_marks_in_the_documentation_is_the_one_in_force() {
    let mut table = String::from(
        "# Marks of provisions\n\nWhat begins a provision, in the six languages. Upper and lower case, accents, Arabic article and vowel signs, traditional Chinese characters and the digits of any script make no difference.\n\n## Words before a number\n\nThe number may stand in digits, Roman numerals, words, Han numerals, as one capital letter, or in brackets; `4.1`, `4-1`, `4A` count too.\n\n| language | level | words |\n|---|---|---|\n",
    );
    let list = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" ");
    for grammar in &GRAMMARS {
        for (family, words) in grammar.words {
            table.push_str(&format!("| {} | {} | {} |\n", grammar.language, format!("{family:?}").to_lowercase(), list(words)));
        }
        for (family, units) in grammar.units {
            let units: Vec<String> = units.iter().map(|unit| format!("`第…{unit}`")).collect();
            table.push_str(&format!("| {} | {} | {} |\n", grammar.language, format!("{family:?}").to_lowercase(), units.join(" ")));
        }
    }
    table.push_str("\n## Around the number\n\n| language | before it | in its place | behind it | put in later | annexed to | a citation, no mark |\n|---|---|---|---|---|---|---|\n");
    for g in &GRAMMARS {
        let columns = [g.before_number, g.only, g.ordinal_endings, g.inserted, g.annexed_to, g.goes_on].map(list);
        table.push_str(&format!("| {} | {} |\n", g.language, columns.join(" | ")));
    }
    table.push_str("\n## Marks without a word\n\nEach with the signs that print it otherwise, such as `２．` or `١ -` for `1.`.\n\n| counts as | first five |\n|---|---|\n");
    for (family, labels) in RUNNING {
        table.push_str(&format!("| {family:?} | {} |\n", list(&labels)));
    }
    table.push_str("| Decimal | `1.1` `1.2` `1.2A` `1.2.1` `1.3` |\n| Bullet | `-` `•` `*` |\n");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/reference/marks.md");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, &table).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(written, table, "docs/reference/marks.md differs. Run this test with UPDATE_GOLDEN=1 and read the difference.");
}

proptest::proptest! {
    #[test]
    fn any_marks_in_any_order_of_levels_are_cut_as_written(
        words in proptest::collection::vec(proptest::arbitrary::any::<proptest::sample::Index>(), 0..4),
        running in proptest::sample::subsequence((0..RUNNING.len()).collect::<Vec<_>>(), 0..4).prop_shuffle(),
        how in 0_u8..8,
        counts in proptest::collection::vec(2_usize..=5, 1..9),
    ) {
        let all = of_words();
        let mut families = Vec::new();
        let mut levels: Vec<Vec<String>> = Vec::new();
        for index in words {
            let (family, labels) = &all[index.index(all.len())];
            // What is annexed stands below nothing.
            if !families.contains(family) && *family != Family::Annex && !(same_place(*family, &families)) {
                families.push(*family);
                levels.push(labels.iter().map(|label| printed(label, how)).collect());
            }
        }
        for at in running {
            let (family, labels) = RUNNING[at];
            if !families.contains(&family) {
                families.push(family);
                levels.push(labels.iter().map(|label| (*label).to_owned()).collect());
            }
        }
        let (text, expected) = composed(&levels, &counts);
        proptest::prop_assert_eq!(found(&text), expected, "{}", text);
    }
}

use proptest::strategy::Strategy as _;

/// Articles and dispositions stand side by side.
fn same_place(family: Family, families: &[Family]) -> bool {
    families.iter().any(|other| other.fixed_depth() == family.fixed_depth())
}
