//! Phrases, and words with + and -, against a matcher that walks through every text, with little
//! memory. `GOODOFFICES_TEST_LONG=1` asks fifty times as much.

#[path = "phrases/limits.rs"]
mod limits;
mod words;

use methods::language::Language;
use search::text::{Script, Stems, is_elided, tokenize};
use search::{Budget, Change, Error, Filters, Index, Lay, Passage, Request, Thesaurus};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use words::Dice;

/// Whoever asks for more memory than this ends the process, and so the test.
const MEMORY: u64 = 1 << 30;

fn thesaurus() -> Arc<Thesaurus> {
    static BUILT: OnceLock<Arc<Thesaurus>> = OnceLock::new();
    BUILT
        .get_or_init(|| {
            #[cfg(target_os = "linux")]
            rlimit::Resource::AS.set(MEMORY, MEMORY).expect("a limit on memory");
            Thesaurus::built_in().expect("the thesaurus that ships with the product")
        })
        .clone()
}

/// Tests share the memory, so they take turns.
fn alone() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn times(few: usize) -> usize {
    if std::env::var_os("GOODOFFICES_TEST_LONG").is_some() { few * 50 } else { few }
}

struct Text {
    id: String,
    language: Language,
    text: String,
}

/// An index in several pieces, with texts that were replaced and removed, and what it holds.
fn shelf(texts: Vec<Text>) -> (Index, Vec<Text>) {
    let index = Index::in_memory(thesaurus()).expect("an index");
    let put = |text: &Text, words: &str| {
        Change::Put(Box::new(Passage {
            id: text.id.clone(),
            document: text.id.clone(),
            text: words.to_owned(),
            language: Some(text.language),
            ..Passage::default()
        }))
    };
    let size = texts.len().div_ceil(4).max(1);
    for (number, part) in texts.chunks(size).enumerate() {
        let mut changes: Vec<Change> = part.iter().map(|text| put(text, "the parties of the agreement")).collect();
        index.apply(&changes, number as u64 * 2 + 1).expect("what is replaced");
        changes = part.iter().map(|text| put(text, &text.text)).collect();
        let gone = Text { id: format!("gone{number}"), language: Language::English, text: String::new() };
        changes.push(put(&gone, "the and of parties"));
        changes.push(Change::Remove(gone.id));
        index.apply(&changes, number as u64 * 2 + 2).expect("passages are indexed");
    }
    // What only writing needs takes no part of the memory.
    index.rest().expect("the writer ends");
    (index, texts)
}

fn found(index: &Index, query: &str) -> BTreeSet<String> {
    let request = Request { limit: 1_000, lay: Lay::Apart, ..Request::new(query) };
    let answer = index.search(&request).unwrap_or_else(|error| panic!("{query}: {error}"));
    let ids: BTreeSet<String> = answer.hits.into_iter().map(|hit| hit.id).collect();
    assert_eq!(answer.total, ids.len() as u64, "{query}");
    ids
}

/// Whether a question finds one text.
fn finds(index: &Index, query: &str, id: &str) -> bool {
    let filters = Filters { document: vec![id.to_owned()], ..Filters::default() };
    index.search(&Request { filters, limit: 0, ..Request::new(query) }).unwrap_or_else(|error| panic!("{query}: {error}")).total == 1
}

/// A text as a row of places; at each what may stand there, and how many places it takes.
type Row = Vec<Vec<(String, usize)>>;

/// Read in one language. Written as plainly as can be, and without the index's own places.
fn row(text: &str, language: Language, stems: &mut Stems) -> Row {
    let latin = match language {
        Language::French | Language::Spanish => language,
        _ => Language::English,
    };
    let mut row: Row = Vec::new();
    let mut begins: Vec<usize> = Vec::new();
    let mut end = 0;
    for token in tokenize(text) {
        if token.script == Script::Han {
            for (at, c) in token.text.char_indices() {
                row.push(vec![(c.to_string(), 1)]);
                begins.push(token.from + at);
            }
            end = token.to;
            continue;
        }
        let language = match token.script {
            Script::Arabic => Language::Arabic,
            Script::Cyrillic => Language::Russian,
            _ => latin,
        };
        let term = stems.term(&token, language);
        if token.from < end {
            // Parts of a word with hyphens, written as one.
            let first = begins.iter().rposition(|begin| *begin == token.from).expect("its first part");
            let width = row.len() - first;
            row[first].push((term.clone(), width));
            row[first].push((term, 1));
        } else {
            row.push(vec![(term, 1)]);
            begins.push(token.from);
        }
        end = token.to;
    }
    row
}

fn stands(text: &Row, at: usize, phrase: &Row, from: usize) -> bool {
    if from == phrase.len() {
        return true;
    }
    let Some(here) = text.get(at) else { return false };
    // In a question, a joined form stands for all its parts.
    let ways = phrase[from].iter().filter(|(term, width)| *width > 1 || phrase[from].iter().all(|(other, w)| other != term || *w == 1));
    ways.into_iter().any(|(asked, width)| here.iter().any(|(term, wide)| term == asked && stands(text, at + wide, phrase, from + width)))
}

fn holds(text: &Row, phrase: &Row) -> bool {
    !phrase.is_empty() && (0..text.len()).any(|at| stands(text, at, phrase, 0))
}

/// The ids of all texts with the phrase.
fn naive(texts: &[Text], rows: &[Row], phrase: &str, stems: &mut Stems) -> BTreeSet<String> {
    let tokens = tokenize(phrase);
    // "l accord" may have lost its apostrophe.
    let lone = |at: usize| is_elided(&tokens[at].text) && tokens.get(at + 1).is_some_and(|next| next.script == Script::Latin);
    let mut other = phrase.to_owned();
    for at in (0..tokens.len()).rev().filter(|at| lone(*at)) {
        other.replace_range(tokens[at].from..tokens[at].to, " ");
    }
    let mut ids = BTreeSet::new();
    for (text, found) in texts.iter().zip(rows) {
        if holds(found, &row(phrase, text.language, stems)) || holds(found, &row(&other, text.language, stems)) {
            ids.insert(text.id.clone());
        }
    }
    ids
}

fn invented(dice: &mut Dice, each: usize) -> Vec<Text> {
    let mut texts = Vec::new();
    for (language, all) in words::ALL {
        let all: Vec<&str> = all.split(' ').collect();
        assert!(all.len() >= 190, "{language}: {}", all.len());
        for number in 0..each {
            let length = 1 + dice.below(80);
            texts.push(Text { id: format!("{}{number:02}", language.code()), language, text: words::text(language, &all, length, dice) });
        }
    }
    texts
}

/// One to five words: from a list, across the languages, or from a text and then often changed.
fn asked(texts: &[Text], dice: &mut Dice) -> String {
    let (language, all) = *dice.one(&words::ALL);
    let all: Vec<&str> = all.split(' ').collect();
    let length = 1 + dice.below(5);
    let between = if language == Language::Chinese { "" } else { " " };
    match dice.below(10) {
        0..3 => (0..length).map(|_| *dice.one(&all)).collect::<Vec<_>>().join(between),
        3 => (0..length).map(|_| any_word(dice)).collect::<Vec<_>>().join(" "),
        4 => (0..length).map(|_| *dice.one(&all)).collect::<Vec<_>>().join("-"),
        _ => {
            let text = &dice.one(texts).text;
            let chars: Vec<char> = text.chars().collect();
            let from = dice.below(chars.len());
            let some: String = chars[from..].iter().take(4 + dice.below(30)).filter(|c| **c != '"').collect();
            let some = if dice.below(3) == 0 { some.replace('-', "") } else { some };
            if dice.below(3) == 0 { some.replace(['-', '’'], " ") } else { some }
        }
    }
}

fn any_word(dice: &mut Dice) -> &'static str {
    let all: Vec<&str> = dice.one(&words::ALL).1.split(' ').collect();
    all[dice.below(all.len())]
}

#[test]
fn phrases_are_found_where_they_stand_and_nowhere_else() {
    let _turn = alone();
    let mut dice = Dice(0x5eed_0001);
    let (index, texts) = shelf(invented(&mut dice, 16));
    let mut stems = Stems::default();
    let rows: Vec<Row> = texts.iter().map(|text| row(&text.text, text.language, &mut stems)).collect();
    let (mut phrases, mut somewhere) = (0, 0);
    for _ in 0..times(500) {
        let phrase = asked(&texts, &mut dice);
        let expected = naive(&texts, &rows, &phrase, &mut stems);
        if tokenize(&phrase).is_empty() {
            continue;
        }
        assert_eq!(found(&index, &format!("\"{phrase}\"")), expected, "“{phrase}”");
        let without: BTreeSet<String> = texts.iter().map(|t| t.id.clone()).filter(|id| !expected.contains(id)).collect();
        assert_eq!(found(&index, &format!("-\"{phrase}\"")), without, "without “{phrase}”");
        phrases += 1;
        somewhere += usize::from(!expected.is_empty());
    }
    println!("{phrases} phrases, {somewhere} of them stand somewhere; 0 answers other than the naive matcher's");
    assert!(somewhere * 4 > phrases, "{somewhere} of {phrases}");
}

/// Signs, abbreviations and numbers as texts of the field have them, all invented.
const HARD: [(Language, &str); 12] = [
    (
        Language::English,
        "Art. 5 of the cease-fire enters into force at 10:30 on 12 February 2015; Dr. Ilse Maren (U.N. envoy) and/or her hand-in-hand team-of-four sign.",
    ),
    (
        Language::English,
        "The following document: a list of names, dates etc. No. 7 (a), (b) and (c)(ii) – see para. 3.2.1 of annex A-1. Source: the parties' own records.",
    ),
    (
        Language::English,
        "Women's rights; the AU-led mission, AMISOM, works 24/7 with 60 % of its 1,200 troops. TO: all units. FROM: the joint staff. NOT, AND, OR, NEAR are words too.",
    ),
    (
        Language::French,
        "Le présent informe les parties qu’aujourd’hui l’accord d’amnistie n’est pas signé; dix-huit ans après, c’est-à-dire jusqu’à l’arrivée de l’O.N.U.",
    ),
    (
        Language::French,
        "Article 1er. – Le cessez-le-feu s’étend à l’œuvre « locale » : M. Tarek, Mme Élise Vœu et le sous-préfet (ou son porte-parole) y veillent.",
    ),
    (
        Language::Spanish,
        "Artículo 1.º El presente informe se publica; ¿quién vigila? ¡La comisión! El Sr. Núñez y la Sra. Peña, ex-jefes, firman el 5 de mayo.",
    ),
    (Language::Spanish, "1.1 Las partes cesan el fuego. 1.2 El plazo es de 30 días (treinta): ni más, ni menos; véase el anexo B-2/c."),
    (
        Language::Russian,
        "Статья 4.1. Стороны отводят тяжёлое вооружение на 20 км; военно-политическая комиссия (см. п. 3) наблюдает из-за линии, т. е. с севера.",
    ),
    (
        Language::Arabic,
        "المادة (1): يلتزم الطرفان بوقف إطلاق النار ابتداءً من منتصف الليل، وتتولى البعثة (بعثة المراقبة) التحقق من ذلك؛ انظر الفقرة ٣ من المرفق.",
    ),
    (Language::Arabic, "يُفرج الطرفان عن جميع الأسرى خلال ٣٠ يوماً. هـل وُقّع الاتفاق؟ نعم، في ١٢/٢/٢٠١٥ بحضور الأمم المتحدة (UN)."),
    (Language::Chinese, "第一条：双方应在三十天内释放所有被拘押人员，并遣返战俘；停火线以外20公里处不得部署AK47步枪。二〇一五年二月十二日"),
    (Language::Chinese, "联合委员会（由联合国UN特派团主持）负责监督停火并核查违反停火的事件。妇女的权利、儿童的权利不可侵犯。"),
];

/// Words as somebody who copies from a page takes them: from blank to blank, in Chinese any
/// stretch of characters.
fn typed(text: &Text) -> Vec<String> {
    if text.language == Language::Chinese {
        let mut typed: Vec<String> = Vec::new();
        for c in text.text.chars() {
            match typed.last_mut().filter(|last| c.is_ascii_alphanumeric() && last.ends_with(|l: char| l.is_ascii_alphanumeric())) {
                Some(last) => last.push(c),
                None => typed.push(c.to_string()),
            }
        }
        return typed;
    }
    text.text.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn what_is_copied_from_a_text_finds_that_text() {
    let _turn = alone();
    let mut dice = Dice(0x5eed_0002);
    let mut texts = invented(&mut dice, 4);
    texts.extend(HARD.iter().enumerate().map(|(n, (language, text))| Text {
        id: format!("hard{n:02}"),
        language: *language,
        text: (*text).to_owned(),
    }));
    let (index, texts) = shelf(texts);
    let says = |query: &str| !tokenize(query).is_empty();
    let (mut phrases, mut words) = (0, 0);
    for text in &texts {
        let typed = typed(text);
        let between = if text.language == Language::Chinese { "" } else { " " };
        let every = text.id.starts_with("hard") || times(1) > 1;
        for from in 0..typed.len() {
            for length in 2..=5 {
                let Some(some) = typed.get(from..from + length) else { break };
                if !every && dice.below(6) > 0 {
                    continue;
                }
                let phrase = some.join(between);
                if says(&phrase) {
                    assert!(finds(&index, &format!("\"{phrase}\""), &text.id), "“{phrase}” is not found in {}: {}", text.id, text.text);
                    phrases += 1;
                }
            }
            let word = &typed[from];
            if says(word) && (every || dice.below(3) == 0) {
                assert!(finds(&index, &format!("+{word}"), &text.id), "+{word} does not find {}: {}", text.id, text.text);
                assert!(!finds(&index, &format!("-{word}"), &text.id), "-{word} finds {}: {}", text.id, text.text);
                words += 1;
            }
        }
        let all: Vec<String> = typed.iter().filter(|word| says(word)).take(100).map(|word| format!("+{word}")).collect();
        if !all.is_empty() {
            assert!(finds(&index, &all.join(" "), &text.id), "{} does not find {}", all.join(" "), text.id);
        }
    }
    println!("{phrases} phrases copied from texts found them; {words} words with + did, and with - never");
}

#[test]
fn all_ways_of_writing_a_word_with_hyphens_meet() {
    let _turn = alone();
    let texts = [
        "The cease-fire enters into force.",
        "The ceasefire enters into force.",
        "The cease fire enters into force.",
        "Fire enters the hall.",
    ];
    let texts = texts.iter().enumerate().map(|(n, text)| Text { id: n.to_string(), language: Language::English, text: (*text).to_owned() });
    let (index, _) = shelf(texts.collect());
    let check = |query: &str, expected: &[&str]| {
        assert_eq!(found(&index, query).iter().map(String::as_str).collect::<Vec<_>>(), expected, "{query}");
    };
    check("\"the cease-fire enters into\"", &["0", "1", "2"]);
    check("\"the ceasefire enters into\"", &["0", "1"]);
    check("\"the cease fire enters into\"", &["0", "2"]);
    check("+cease-fire", &["0", "1", "2"]);
    check("-cease-fire", &["3"]);
    check("+ceasefire", &["0", "1"]);
    check("-(cease-fire hall)", &[]);
    check("+(cease-fire force)", &["0", "1", "2"]);
    check("cease-fire NEAR/2 enters", &["0", "1", "2"]);
}
