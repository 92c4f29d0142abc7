//! What the crates below say, in words of the library.

use extract::Told;
use methods::dates::DateError;
use platform::{Said, say};
use search::{Problem, Why};

/// Why a text is not a date.
pub(crate) fn date(error: &DateError) -> Said {
    match error {
        DateError::Impossible(text) => say!("library-error-date-impossible", text = text),
        DateError::Unreadable(text) => say!("library-error-date-unreadable", text = text),
    }
}

/// What of a query could not be understood.
pub(crate) fn problem(problem: &Problem) -> Said {
    match problem {
        Problem::ManyWords(most) => say!("library-query-many-words", n = *most),
        Problem::ExcludedField(field) => say!("library-query-excluded-field", field = field),
        Problem::UnknownField(field, fields) => say!("library-query-unknown-field", field = field, fields = fields),
        Problem::EmptyField(field) => say!("library-query-empty-field", field = field),
        Problem::OpenQuotation => say!("library-query-open-quotation"),
        Problem::ShortPattern(word) => say!("library-query-short-pattern", word = word),
        Problem::IdlePattern(word) => say!("library-query-idle-pattern", word = word),
        Problem::WidePattern(word, looked) => say!("library-query-wide-pattern", word = word, n = *looked),
    }
}

/// Why a provision was found.
pub(crate) fn why(why: &Why) -> Said {
    match why {
        Why::Topic(label) => say!("library-why-topic", x = label),
        Why::Words(words) => say!("library-why-words", x = words.join(", ")),
        Why::Title(words) => say!("library-why-title", x = words.join(", ")),
        Why::Meaning => say!("library-why-meaning"),
    }
}

/// What is told of a file that was read, or could not be.
pub(crate) fn read(told: &Told) -> Said {
    Said::filled(format!("platform-read-{}", told.word), &told.blanks)
}

#[cfg(test)]
mod tests {
    use platform::languages::{Language, Languages};
    use std::path::Path;

    fn told_in(folder: &Path, words: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                told_in(&path, words);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let starts = text.split("told!(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
            words.extend(starts.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
        }
    }

    #[test]
    fn everything_that_is_told_of_a_file_has_words_in_every_language() {
        let mut words = Vec::new();
        told_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../extract/src"), &mut words);
        assert!(words.len() > 40, "{words:?}");
        let languages = Languages::new(&[&crate::DOMAIN]);
        for word in words.iter().filter(|word| word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')) {
            for language in Language::ALL {
                assert!(languages.has(language, &format!("platform-read-{word}")), "{word} in {language}");
            }
        }
    }
}
