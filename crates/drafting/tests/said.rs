//! Everything that the rules can say has words in six languages, with its blanks filled; the
//! building blocks are whole in six languages.

use clauses::Kind;
use drafting::block;
use methods::language::Language;
use platform::Said;
use platform::languages::Languages;

/// The text of a word with its blanks; none where it has no words or leaves out a blank.
fn text(languages: &Languages, language: Language, key: &str, blanks: &[&str]) -> String {
    assert!(languages.has(language, key), "{key} has no words in {language}");
    let said = blanks.iter().fold(Said::new(key.to_owned()), |said, blank| said.with((*blank).to_owned(), format!("⟨{blank}⟩")));
    let text = said.text(languages, language);
    for blank in blanks {
        assert!(text.contains(&format!("⟨{blank}⟩")), "{key} in {language} leaves out {blank}: {text}");
    }
    assert!(!text.contains("{$"), "{key} in {language} has a blank that nothing fills: {text}");
    text
}

#[test]
fn whatever_a_rule_says_it_says_in_six_languages() {
    let languages = Languages::new(&[&drafting::DOMAIN]);
    for language in Language::ALL {
        for rule in clauses::rules() {
            let word = rule.rule.word();
            for key in [format!("drafting-rule-{word}"), format!("drafting-rule-{word}-about"), format!("drafting-mend-{word}")] {
                text(&languages, language, &key, &[]);
            }
            for message in rule.messages {
                text(&languages, language, &format!("drafting-found-{}", message.word), message.arguments);
            }
        }
        for note in clauses::notes() {
            text(&languages, language, &format!("drafting-note-{}", note.word), note.arguments);
        }
        for kind in Kind::ALL {
            text(&languages, language, &format!("drafting-kind-{}", kind.word()), &[]);
        }
    }
}

#[test]
fn no_word_of_a_rule_is_left_without_one() {
    let known: Vec<String> = clauses::rules()
        .iter()
        .flat_map(|rule| {
            let word = rule.rule.word();
            let own = [format!("drafting-rule-{word}"), format!("drafting-rule-{word}-about"), format!("drafting-mend-{word}")];
            own.into_iter().chain(rule.messages.iter().map(|message| format!("drafting-found-{}", message.word)))
        })
        .chain(clauses::notes().iter().map(|note| format!("drafting-note-{}", note.word)))
        .collect();
    for line in include_str!("../locales/en/rules.ftl").lines() {
        let key = line.split(" = ").next().unwrap_or_default();
        assert!(known.iter().any(|known| known == key), "nothing says {key}");
    }
}

#[test]
fn the_building_blocks_are_whole_in_six_languages() {
    assert_eq!(block::order().len(), 27);
    for language in Language::ALL {
        for word in block::order() {
            let block = block::block(language, word).unwrap_or_else(|| panic!("{word} in {language}"));
            let texts = [&block.questions, &block.options, &block.pitfalls];
            assert!(
                texts.iter().all(|texts| !texts.is_empty()) && !block.name.is_empty() && !block.purpose.is_empty(),
                "{word} in {language}"
            );
            assert_eq!(block.text.is_empty(), word == "signatures", "{word} in {language}");
            assert!(!block::sources(word).is_empty(), "{word}");
            if language != Language::English {
                assert_ne!(
                    block::block(Language::English, word).map(|english| &english.purpose),
                    Some(&block.purpose),
                    "{word} in {language}"
                );
            }
        }
    }
    for kind in Kind::ALL {
        assert!(block::of_kind(kind).iter().all(|word| block::order().contains(word)) && block::of_kind(kind).len() > 8, "{kind:?}");
    }
}
