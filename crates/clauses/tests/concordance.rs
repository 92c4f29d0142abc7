//! Two language versions of invented drafts: what differs is found, what is the same is not.

use clauses::{Concordance, Scheme, Text, concordance};
use methods::language::Language;
use methods::segments::{Block, BlockKind};

const ENGLISH: &str = "Truce at the Ford
The State of Orland (“the State”) and the Keld Riders (“the Riders”) agree:
1. The truce begins on 3 March 2041 at 08:00 UTC and lasts thirty days.
2. Nobody shall: (a) bear arms; (b) light fires; (c) bring dogs into the meadow.
3. Within 48 hours the Riders shall leave the mill, as point 2 provides.
4. The English text prevails.
Keld, 1 March 2041
For the State of Orland
For the Keld Riders";

const FRENCH: &str = "Trêve du gué
L’État d’Orlande (« l’État ») et les Cavaliers de Keld (« les Cavaliers ») conviennent :
1. La trêve commence le 3 mars 2041 à 8 heures UTC et dure trente jours.
2. Nul ne doit : a) porter d’armes ; b) allumer de feux ; c) amener de chiens dans le pré.
3. Dans les deux jours, les Cavaliers quittent le moulin, comme le prévoit le point 2.
4. La version anglaise fait foi.
Keld, le 1er mars 2041
Pour l’État d’Orlande
Pour les Cavaliers de Keld";

fn blocks(text: &str) -> Vec<Block> {
    text.lines().map(|line| Block { kind: BlockKind::Paragraph, text: line.to_owned(), label: None }).collect()
}

fn compared(french: &str) -> Concordance {
    let (a, b) = (blocks(ENGLISH), blocks(french));
    let text = |blocks, language| Text { blocks, kind: None, language: Some(language), scheme: Scheme::Building };
    concordance(&text(&a, Language::English), &text(&b, Language::French))
}

#[test]
fn what_differs_between_languages_is_found_and_nothing_else() {
    for (from, to, expected) in [
        ("", "", None),
        ("trente jours", "quarante jours", Some("languages-differ-number")),
        ("deux jours", "48 heures", None),
        ("deux jours", "trois jours", Some("languages-differ-number")),
        ("3 mars", "13 mars", Some("languages-differ-date")),
        (" b) allumer de feux ; c) amener", " b) amener", Some("languages-differ-list")),
        ("point 2", "point 1", Some("languages-differ-reference")),
        ("Pour les Cavaliers de Keld", "Pour l’État d’Orlande", Some("languages-differ-name")),
    ] {
        let found: Vec<&str> = compared(&FRENCH.replace(from, to)).findings.iter().map(|finding| finding.rule.word()).collect();
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{from} → {to}");
    }
}

#[test]
fn provisions_are_paired_and_the_language_that_prevails_is_told() {
    let answer = compared(&FRENCH.replace("4. La version anglaise fait foi.\n", ""));
    assert_eq!(answer.only_a, ["4"]);
    assert!(answer.only_b.is_empty(), "{:?}", answer.only_b);
    assert_eq!(answer.prevails, Some(Language::English));
    assert!(answer.aligned.iter().any(|pair| pair.a == "3" && pair.b == "3"));
}
