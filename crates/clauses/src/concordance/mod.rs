//! Two language versions laid side by side: provisions are paired by their place and label, then
//! their numbers, days, lists, names and references are compared. Digits alone prove nothing:
//! ٣٠, thirty and 三十 are one number.

mod compare;
mod pairing;

use crate::grammar::Form;
use crate::reading::Reading;
use crate::report::{Aligned, Concordance, Difference};
use methods::language::Language;

/// Where two readings part.
pub(crate) fn concordance(a: &Reading, b: &Reading, languages: [Option<Language>; 2]) -> Concordance {
    let pairs = pairing::pairs(&a.draft, &b.draft);
    let path = |reading: &Reading, at: usize| reading.draft.provisions[at].path.clone();
    let only = |reading: &Reading, used: &dyn Fn(usize) -> bool| {
        let all = 0..reading.draft.provisions.len();
        all.filter(|at| !used(*at)).map(|at| path(reading, at)).collect()
    };
    let mut findings: Vec<Difference> = pairs.iter().flat_map(|(at, other)| compare::compare(a, *at, b, *other)).collect();
    findings.sort_by(|x, y| x.rule.cmp(&y.rule).then_with(|| x.provision.cmp(&y.provision)));
    findings.dedup();
    Concordance {
        languages,
        prevails: prevails(a).or_else(|| prevails(b)),
        aligned: pairs.iter().map(|(at, other)| Aligned { a: path(a, *at), b: path(b, *other) }).collect(),
        only_a: only(a, &|at| pairs.iter().any(|(used, _)| *used == at)),
        only_b: only(b, &|at| pairs.iter().any(|(_, used)| *used == at)),
        findings,
    }
}

/// The language of which a text says that it prevails.
fn prevails(reading: &Reading) -> Option<Language> {
    const NAMES: [(&str, Language); 24] = [
        ("arab", Language::Arabic),
        ("عرب", Language::Arabic),
        ("арабск", Language::Arabic),
        ("阿拉伯", Language::Arabic),
        ("chin", Language::Chinese),
        ("صين", Language::Chinese),
        ("китайск", Language::Chinese),
        ("中", Language::Chinese),
        ("engl", Language::English),
        ("angl", Language::English),
        ("ingl", Language::English),
        ("ليز", Language::English),
        ("английск", Language::English),
        ("英", Language::English),
        ("fr", Language::French),
        ("فرنس", Language::French),
        ("французск", Language::French),
        ("法", Language::French),
        ("rus", Language::Russian),
        ("روس", Language::Russian),
        ("русск", Language::Russian),
        ("俄", Language::Russian),
        ("esp", Language::Spanish),
        ("spanish", Language::Spanish),
    ];
    let grammar = reading.draft.grammar;
    reading.draft.operative().find_map(|sentence| {
        let found = grammar.re(Form::Prevails).captures(sentence.text())?;
        let said = found.iter().skip(1).flatten().next()?.as_str();
        NAMES.iter().find(|(name, _)| said.contains(name)).map(|(_, language)| *language)
    })
}
