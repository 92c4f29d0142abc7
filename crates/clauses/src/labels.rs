//! Labels of provisions and references to them: which kind, which numbers.

use crate::fold::folded;
use crate::grammar::{Form, Grammar};
use crate::numbers::{Written, han_value, numbers};
use methods::language::Language;

/// Which kind of provision a label or a reference names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Family {
    /// With a word: article, section, clause, point, chapter …
    Worded,
    Paragraph,
    Item,
    Annex,
    Step,
    /// A number or letter alone.
    Bare,
}

/// How the number of a label is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Style {
    Number,
    Roman,
    Letter,
}

/// The label of a provision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    pub family: Family,
    /// The word before the number in the folded text, cut to its stem: `artic`, `§`.
    pub word: String,
    pub style: Style,
    /// All numbers, as 1, 4, 2 of 1.4.2.
    pub numbers: Vec<u32>,
    /// Put in behind another, as in 3 bis.
    pub is_inserted: bool,
    /// As written.
    pub raw: String,
}

impl Label {
    pub(crate) fn is_article(&self) -> bool {
        self.family == Family::Worded
    }

    pub(crate) fn is_annex(&self) -> bool {
        self.family == Family::Annex
    }

    pub(crate) fn last(&self) -> u32 {
        self.numbers.last().copied().unwrap_or(0)
    }
}

/// Letters of lists. Arabic lists count by the old order of the alphabet or the new one;
/// Russian ones leave out ё and й, often also з, о, ч.
pub(crate) const ABJAD: &str = "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ";
pub(crate) const HIJAI: &str = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي";
pub(crate) const RUSSIAN: &str = "абвгдежзиклмнопрстуфхцчшщэюя";

/// The place of a letter in its list; Arabic by the old order.
pub(crate) fn letter_value(letter: char) -> Option<u32> {
    let place = |all: &str| all.chars().position(|c| c == letter).map(|at| at as u32 + 1);
    match letter {
        'a'..='z' => Some(letter as u32 - 'a' as u32 + 1),
        _ => place(ABJAD).or_else(|| place(RUSSIAN)),
    }
}

/// The value of a Roman number.
pub(crate) fn roman_value(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 8 {
        return None;
    }
    let values: Option<Vec<u32>> = text
        .chars()
        .map(|c| {
            Some(match c {
                'i' => 1,
                'v' => 5,
                'x' => 10,
                'l' => 50,
                'c' => 100,
                _ => return None,
            })
        })
        .collect();
    let values = values?;
    let sum: i64 = values
        .iter()
        .enumerate()
        .map(|(at, value)| if values.get(at + 1).is_some_and(|next| next > value) { -i64::from(*value) } else { i64::from(*value) })
        .sum();
    u32::try_from(sum).ok().filter(|value| *value > 0)
}

/// A number as labels and references write it: figures, Roman, a letter, an ordinal in words.
pub(crate) fn label_number(grammar: &Grammar, text: &str) -> Option<(Style, Vec<u32>)> {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        let plain: String = text.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).collect();
        let all: Vec<u32> = plain.split(['.', '-']).filter_map(|part| part.parse().ok()).collect();
        return (!all.is_empty()).then_some((Style::Number, all));
    }
    let mut signs = text.chars();
    if let (Some(only), None) = (signs.next(), signs.next())
        && let Some(value) = letter_value(only).filter(|_| !(only == 'i' || only == 'v' || only == 'x'))
    {
        return Some((Style::Letter, vec![value]));
    }
    if let Some(value) = roman_value(text) {
        return Some((Style::Roman, vec![value]));
    }
    if grammar.language == Language::Chinese {
        let run: String = text.trim_start_matches('第').chars().take_while(|c| "零〇一二三四五六七八九十百".contains(*c)).collect();
        return han_value(&run).map(|value| (Style::Number, vec![value]));
    }
    if grammar.language == Language::Arabic && matches!(text, "هـ" | "ه") {
        return Some((Style::Letter, vec![5]));
    }
    if let Some(value) = ARABIC_LETTERS.iter().position(|name| *name == text) {
        return Some((Style::Letter, vec![value as u32 + 1]));
    }
    let found = numbers(grammar, text);
    let first =
        found.first().filter(|number| number.at.start <= 4 && (number.written == Written::Ordinal || number.at.len() + 2 >= text.len()))?;
    Some((Style::Number, vec![first.value as u32]))
}

/// Names of Arabic letters, by the old order of the alphabet.
const ARABIC_LETTERS: [&str; 10] = ["الف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء"];

/// The stem of a word of labels: articles and article are the same.
pub(crate) fn stem(language: Language, word: &str) -> String {
    let word = match language {
        Language::Arabic => word.trim_start_matches(['و', 'ف', 'ب', 'ل']).trim_start_matches("ال"),
        _ => word.trim_end_matches('.'),
    };
    let keep = match language {
        Language::Arabic => 3,
        Language::Russian => 4,
        _ => 4,
    };
    word.chars().take(keep).collect()
}

/// Which kind of provision a word names.
pub(crate) fn family_of(grammar: &Grammar, word: &str) -> Option<Family> {
    let whole = |form: Form| grammar.re(form).find(word).is_some_and(|found| found.start() == 0 && found.end() == word.len());
    [
        (Form::AnnexWord, Family::Annex),
        (Form::Provision, Family::Worded),
        (Form::Paragraph, Family::Paragraph),
        (Form::ItemWord, Family::Item),
        (Form::Step, Family::Step),
    ]
    .into_iter()
    .find(|(form, _)| whole(*form))
    .map(|(_, family)| family)
}

/// The label of a provision, as the file or the text has it.
pub(crate) fn label_of(grammar: &Grammar, raw: &str) -> Option<Label> {
    let plain = folded(raw);
    let plain = plain.trim_matches(|c: char| c.is_whitespace() || ".:-,、".contains(c));
    let is_inserted = [" bis", " ter", "бис", "之", "مكرر"].iter().any(|word| plain.contains(word));
    let label = |family, word: &str, (style, numbers)| Label {
        family,
        word: stem(grammar.language, word),
        style,
        numbers,
        is_inserted,
        raw: raw.trim().to_owned(),
    };
    if grammar.language == Language::Chinese {
        let digits: String = plain.chars().filter(|c| c.is_ascii_digit() || "零〇一二三四五六七八九十百".contains(*c)).collect();
        let word: String =
            plain.chars().filter(|c| !c.is_ascii_digit() && !"零〇一二三四五六七八九十百第()".contains(*c) && !c.is_whitespace()).collect();
        if plain.contains(['第', '附', '步', '阶']) {
            return Some(label(family_of(grammar, &word)?, &word, label_number(grammar, &digits)?));
        }
        return label_number(grammar, plain).map(|number| label(Family::Bare, "", number));
    }
    let split = plain.find(|c: char| c.is_whitespace() || c.is_ascii_digit() || c == '(').unwrap_or(plain.len());
    let (word, rest) = plain.split_at(split);
    match family_of(grammar, word) {
        Some(family) => {
            let number = label_number(grammar, rest)
                .or_else(|| (family == Family::Annex && rest.trim().is_empty()).then(|| (Style::Number, vec![1])))?;
            Some(label(family, word, number))
        }
        None => {
            // FIRST PART, PREMIÈRE PARTIE: the word stands behind its number.
            let last = plain.rsplit(' ').next().unwrap_or_default();
            match family_of(grammar, last).filter(|_| last.len() < plain.len()) {
                Some(family) => Some(label(family, last, label_number(grammar, &plain[..plain.len() - last.len()])?)),
                None => label_number(grammar, plain).map(|number| label(Family::Bare, "", number)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_in_six_languages() {
        for (language, raw, family, value) in [
            (Language::English, "Section 10.", Family::Worded, 10),
            (Language::English, "Appendix I:", Family::Annex, 1),
            (Language::English, "(b)", Family::Bare, 2),
            (Language::French, "Article premier", Family::Worded, 1),
            (Language::Spanish, "Cláusula 4.", Family::Worded, 4),
            (Language::Russian, "§ 3.", Family::Worded, 3),
            (Language::Arabic, "البند 1.", Family::Worded, 1),
            (Language::Arabic, "المادة السابعة", Family::Worded, 7),
            (Language::Chinese, "第三条", Family::Worded, 3),
            (Language::Chinese, "八、", Family::Bare, 8),
        ] {
            let label = label_of(Grammar::of(language), raw).unwrap_or_else(|| panic!("{raw} is no label"));
            assert_eq!((label.family, label.last()), (family, value), "{raw}");
        }
    }
}
