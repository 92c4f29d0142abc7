//! What the rules say, in words of this domain.

use platform::languages::{Language, Languages};
use platform::said::Blank;
use platform::{Said, say};

/// Puts into words what is said.
pub(crate) type Say<'a> = dyn Fn(&Said) -> String + 'a;

/// What was found, in words.
pub(crate) fn found(said: &clauses::Said) -> Said {
    filled(format!("drafting-found-{}", said.word), said)
}

/// What to do about it.
pub(crate) fn remedy(said: &clauses::Said) -> Said {
    filled(format!("drafting-mend-{}", said.word), said)
}

/// What is worth a look.
pub(crate) fn note(said: &clauses::Said) -> Said {
    filled(format!("drafting-note-{}", said.word), said)
}

fn filled(key: String, said: &clauses::Said) -> Said {
    said.arguments.iter().fold(Said::new(key), |words, argument| words.with(argument.name, blank(argument)))
}

/// What fills a blank; a day of the week comes as a number, 1 for Monday.
fn blank(argument: &clauses::Argument) -> Blank {
    match argument.name {
        "weekday" => Said::new(format!("drafting-weekday-{}", argument.value)).into(),
        _ => (&argument.value).into(),
    }
}

/// A source in words, where it has a name in every language; else as it is cited.
pub(crate) fn source(source: &str) -> Said {
    match source {
        "drafting practice" => say!("drafting-source-practice"),
        "Gregorian calendar, ISO 8601" => say!("drafting-source-calendar"),
        "policy of the United Nations: S/2004/616" => say!("drafting-source-policy"),
        other => match other.strip_prefix("Vienna Convention on the Law of Treaties, article ") {
            Some(article) => say!("drafting-source-treaties", article = article),
            None => Said::from(other),
        },
    }
}

/// How a command says it: in one language, without the marks that keep directions apart on a page.
pub(crate) fn spoken(language: Language) -> impl Fn(&Said) -> String {
    move |said| said.text(Languages::spoken(), language).replace(['\u{2068}', '\u{2069}'], "")
}
