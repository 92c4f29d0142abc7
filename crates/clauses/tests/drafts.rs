//! Drafts of invented parties in six languages. Each is sound as it stands; each line below it
//! puts in one fault, which is found and nothing else, or changes words and leaves it sound.

use clauses::{Scheme, Text, check};
use methods::language::Language;
use methods::segments::{Block, BlockKind};
use std::collections::BTreeMap;

const FILES: [(Language, &str); 8] = [
    // Each draft of this file says its own language first.
    (Language::English, include_str!("drafts/more.txt")),
    (Language::English, include_str!("drafts/en.txt")),
    (Language::English, include_str!("drafts/en2.txt")),
    (Language::French, include_str!("drafts/fr.txt")),
    (Language::Spanish, include_str!("drafts/es.txt")),
    (Language::Russian, include_str!("drafts/ru.txt")),
    (Language::Arabic, include_str!("drafts/ar.txt")),
    (Language::Chinese, include_str!("drafts/zh.txt")),
];

/// A draft, and what is to be found in it.
struct Case {
    name: String,
    language: Language,
    text: String,
    expected: Option<String>,
}

fn cases() -> Vec<Case> {
    let mut out = Vec::new();
    for (language, file) in FILES {
        for draft in file.split("== ").skip(1) {
            let (head, changes) = draft.split_once("\n--\n").expect("a draft ends with --");
            let (name, text) = head.split_once('\n').expect("a draft has a name");
            let own = name.split_once(' ').and_then(|(code, _)| Language::from_code(code));
            let language = own.unwrap_or(language);
            let name = format!("{language} {name}");
            out.push(Case { name: name.clone(), language, text: text.to_owned(), expected: None });
            for line in changes.lines() {
                let parts: Vec<&str> = line.splitn(3, " | ").collect();
                let [rule, from, to] = parts[..] else { panic!("{name}: “{line}” has no three parts") };
                let (from, to) = (from.replace("\\n", "\n"), to.trim_end().replace("\\n", "\n"));
                assert!(text.contains(&from), "{name}: “{from}” is not there");
                let expected = (rule != "clean").then(|| rule.to_owned());
                out.push(Case { name: format!("{name}: {line}"), language, text: text.replacen(&from, &to, 1), expected });
            }
        }
    }
    out
}

fn found(text: &str) -> (Option<Language>, Vec<String>) {
    let blocks: Vec<Block> = text.lines().map(|line| Block { kind: BlockKind::Paragraph, text: line.to_owned(), label: None }).collect();
    let report = check(&Text { blocks: &blocks, kind: None, language: None, scheme: Scheme::Building });
    (report.language, report.findings.iter().map(|finding| finding.rule.word().to_owned()).collect())
}

#[test]
fn each_fault_is_found_and_nothing_else() {
    let mut rules: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let mut wrong = Vec::new();
    let all = cases();
    for case in &all {
        let (language, findings) = found(&case.text);
        assert_eq!(language, Some(case.language), "{}", case.name);
        let mut left = findings.clone();
        if let Some(expected) = &case.expected {
            let at = left.iter().position(|rule| rule == expected);
            rules.entry(expected.clone()).or_default()[if at.is_some() { 0 } else { 2 }] += 1;
            at.map(|at| left.remove(at));
        }
        for rule in &left {
            rules.entry(rule.clone()).or_default()[1] += 1;
        }
        if !left.is_empty() || findings.len() != usize::from(case.expected.is_some()) {
            wrong.push(format!("{} -> {findings:?}", case.name));
        }
    }
    let faults = all.iter().filter(|case| case.expected.is_some()).count();
    println!("{} drafts, {faults} with a fault\nrule: found, wrong, missed\n{rules:#?}\n{}", all.len(), wrong.join("\n"));
    assert!(wrong.is_empty(), "{} of {} drafts are not told rightly:\n{}", wrong.len(), all.len(), wrong.join("\n"));
}

/// Numbers that look as if by chance, always the same ones.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

#[test]
fn no_broken_text_makes_the_checker_stumble() {
    let signs: Vec<char> = "()[]\"“”«».,;:§—é١٢第一 \n-–’а组委".chars().collect();
    let mut chance = Chance(7);
    let all = cases();
    for _ in 0..150 {
        let mut text: Vec<char> = all[chance.below(all.len())].text.chars().collect();
        for _ in 0..40 {
            let at = chance.below(text.len());
            match chance.below(3) {
                0 if text.len() > 50 => drop(text.remove(at)),
                1 => text.insert(at, signs[chance.below(signs.len())]),
                _ => {
                    let from = chance.below(text.len());
                    let piece: Vec<char> = text.iter().skip(from).take(20).copied().collect();
                    text.splice(at..at, piece);
                }
            }
        }
        found(&text.into_iter().collect::<String>());
    }
}
