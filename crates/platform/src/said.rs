//! What the product says to a person: a word of the interface with what fills its blanks. It is
//! put into a language where it is read, not where it is said, so that a page, a program, a
//! command and a job that ran at night tell the same thing, each to its reader.

use crate::languages::{Language, Languages, arguments};
use fluent_bundle::FluentValue;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// A word of the interface and what fills its blanks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Its key among the words; empty where the text is nobody's words, as a file's line.
    key: Cow<'static, str>,
    /// The blanks, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    blanks: Vec<(Cow<'static, str>, Blank)>,
}

/// What fills a blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Blank {
    /// A text in nobody's language: a name, an id, what was typed.
    Text(String),
    /// A whole number, written as the language does; plurals go by it.
    Number(i64),
    /// Words within words.
    Said(Said),
}

/// Says a word of the interface: `say!("platform-missing", what = name, n = 3)`.
#[macro_export]
macro_rules! say {
    ($key:expr $(, $blank:ident = $value:expr)* $(,)?) => {
        $crate::said::Said::new($key)$(.with(stringify!($blank), $value))*
    };
}

impl Said {
    /// The words under `key`.
    pub fn new(key: impl Into<Cow<'static, str>>) -> Said {
        Said { key: key.into(), blanks: Vec::new() }
    }

    /// The same with one more blank filled.
    pub fn with(mut self, blank: impl Into<Cow<'static, str>>, value: impl Into<Blank>) -> Said {
        self.blanks.push((blank.into(), value.into()));
        self
    }

    /// The words under `key` with these blanks filled.
    pub fn filled(key: impl Into<Cow<'static, str>>, blanks: &[(String, String)]) -> Said {
        blanks.iter().fold(Said::new(key), |said, (blank, value)| said.with(blank.clone(), value))
    }

    /// As it is kept in a column, to be told later to whoever reads.
    pub fn to_keep(&self) -> String {
        serde_json::to_string(self).expect("words and numbers are JSON")
    }

    /// What was kept; a text that is none of our words stands for itself.
    pub fn kept(text: &str) -> Said {
        serde_json::from_str(text).unwrap_or_else(|_| Said::from(text))
    }

    /// Its key: the stable code of what is said, for programs.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The text in a language. A number `n` also fills `shown`, as the language writes it.
    pub fn text(&self, languages: &Languages, language: Language) -> String {
        let mut given = Vec::new();
        for (name, blank) in &self.blanks {
            let value = match blank {
                Blank::Text(text) if self.key.is_empty() => return text.clone(),
                Blank::Text(text) => FluentValue::from(text.clone()),
                Blank::Said(said) => FluentValue::from(said.text(languages, language)),
                Blank::Number(number) => {
                    given.push(("shown", FluentValue::from(languages.number(language, *number))));
                    FluentValue::from(*number)
                }
            };
            given.push((name.as_ref(), value));
        }
        languages.text(language, &self.key, &arguments(given))
    }
}

/// In English, for the log and where no reader's language is known; without the marks that
/// keep directions apart on a page.
impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.text(Languages::spoken(), Language::English);
        f.write_str(&text.replace(['\u{2068}', '\u{2069}'], ""))
    }
}

impl From<String> for Said {
    fn from(text: String) -> Said {
        Said { key: "".into(), blanks: vec![("text".into(), Blank::Text(text))] }
    }
}

impl From<&str> for Said {
    fn from(text: &str) -> Said {
        Said::from(text.to_owned())
    }
}

macro_rules! blank_from {
    ($($t:ty => $make:expr),* $(,)?) => { $(impl From<$t> for Blank {
        fn from(value: $t) -> Blank { ($make)(value) }
    })* };
}
blank_from! {
    &str => |v: &str| Blank::Text(v.to_owned()),
    &String => |v: &String| Blank::Text(v.clone()),
    String => Blank::Text,
    std::fmt::Arguments<'_> => |v: std::fmt::Arguments<'_>| Blank::Text(v.to_string()),
    i64 => Blank::Number,
    i32 => |v: i32| Blank::Number(v.into()),
    u32 => |v: u32| Blank::Number(v.into()),
    u64 => |v: u64| Blank::Number(i64::try_from(v).unwrap_or(i64::MAX)),
    usize => |v: usize| Blank::Number(i64::try_from(v).unwrap_or(i64::MAX)),
    Said => Blank::Said,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_told_in_the_language_of_its_reader_also_after_it_was_kept() {
        let languages = Languages::new(&[]);
        let said = say!("platform-at-most", n = 1_200);
        let kept = Said::kept(&said.to_keep());
        assert_eq!(kept, said);
        let text = |language| kept.text(&languages, language);
        assert_eq!((text(Language::English), said.to_string()), (text(Language::English), "Write at most 1,200 characters.".into()));
        assert_ne!(text(Language::Arabic), text(Language::English));
        assert_eq!(Said::from("line 7").text(&languages, Language::French), "line 7");
    }
}
