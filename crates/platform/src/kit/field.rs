//! Field types: each is read from what was typed, sent or given as a flag in one place, once.

mod words;

pub use words::{Words, read_word};

use crate::Said;
use crate::db::{FromValue, Value};
use crate::say;
use lettre::message::Mailbox;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

/// How a field is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// A line; the mode is the keyboard of a phone: `text`, `numeric`, `decimal`, `email`.
    Line(&'static str),
    /// A long text.
    Prose,
    /// One of a few words; the second is the start of their labels' keys.
    Words(&'static [&'static str], &'static str),
    /// One of what domains offer ([`Offer`](super::Offer)).
    Offered(&'static str),
    /// A box to tick.
    Tick,
    /// A day.
    Day,
    /// A file.
    File,
    /// Nothing to fill in: which thing it is about, as the link to the form says.
    Carried,
}

/// A type that a form's field can have.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no field type of a form",
    note = "take one of platform::kit (Line, Prose, Whole, Country, Mail, Flag …), an enum with #[derive(Words)], or implement Field"
)]
pub trait Field: Stored + Sized {
    /// How it is drawn.
    const INPUT: Input;
    /// Whether nothing may be given.
    const OPTIONAL: bool = false;

    /// Reads what was given: texts without blanks around them, none of them empty. There is at
    /// least one, unless it is optional.
    fn read(given: &[&str]) -> Result<Self, Said>;

    /// What a form holds of it.
    fn typed(&self) -> Vec<String>;

    /// Its JSON Schema.
    fn schema() -> Json;
}

/// How a value stands in a column. It is read back without today's rules: a stricter rule later
/// does not make what was stored before unreadable.
pub trait Stored {
    /// The value.
    fn stored(&self) -> Value;
}

/// The one text that was given.
#[doc(hidden)]
pub fn one<'a>(given: &[&'a str]) -> Result<&'a str, Said> {
    match given {
        [one] => Ok(one),
        _ => Err(say!("platform-field-once")),
    }
}

/// What was typed, as far as a message repeats it.
pub fn typed_in_short(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// A text with the digits of any script as 0 to 9.
pub fn plain_digits(text: &str) -> String {
    let plain = |c: char| match c {
        '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
        '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
        '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
        '٫' => '.',
        '٪' | '％' => '%',
        '\u{2212}' => '-',
        other => other,
    };
    text.chars().filter(|c| !matches!(c, '\u{a0}' | '\u{202f}')).map(plain).collect()
}

/// A type that is a text: its name, how it is read, drawn and described.
#[macro_export]
macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident $(<$limit:ident>)?, $input:expr, $schema:expr, $read:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name$(<const $limit: usize>)?(String);

        impl$(<const $limit: usize>)? $name$(<$limit>)? {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// A text that holds already, as one that was stored.
            pub fn trusted(text: impl Into<String>) -> Self {
                Self(text.into())
            }
        }

        impl$(<const $limit: usize>)? std::fmt::Display for $name$(<$limit>)? {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl$(<const $limit: usize>)? $crate::kit::Stored for $name$(<$limit>)? {
            fn stored(&self) -> $crate::db::Value {
                (&self.0).into()
            }
        }

        impl$(<const $limit: usize>)? $crate::db::FromValue for $name$(<$limit>)? {
            fn from_value(value: &$crate::db::Value) -> Option<Self> {
                <String as $crate::db::FromValue>::from_value(value).map(Self)
            }
        }

        impl$(<const $limit: usize>)? $crate::kit::Field for $name$(<$limit>)? {
            const INPUT: $crate::kit::Input = $input;

            fn read(given: &[&str]) -> ::std::result::Result<Self, $crate::Said> {
                let read: fn(&str) -> ::std::result::Result<String, $crate::Said> = $read;
                read($crate::kit::one(given)?).map(Self)
            }

            fn typed(&self) -> Vec<String> {
                vec![self.0.clone()]
            }

            fn schema() -> serde_json::Value {
                $schema
            }
        }
        $crate::schema_of_field!($name$(<$limit>)?);
    };
}

/// The description of a field type where a whole record is described.
#[macro_export]
#[doc(hidden)]
macro_rules! schema_of_field {
    ($name:ident $(<$limit:ident>)?) => {
        impl$(<const $limit: usize>)? utoipa::PartialSchema for $name$(<$limit>)? {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                serde_json::from_value(<Self as $crate::kit::Field>::schema()).expect("a field's schema is one")
            }
        }
        impl$(<const $limit: usize>)? utoipa::ToSchema for $name$(<$limit>)? {
            fn name() -> std::borrow::Cow<'static, str> {
                $crate::kit::schema_name(module_path!(), stringify!($name), &[$($limit.to_string())?])
            }
        }
    };
}

/// The name of a field type's schema: by crate, type and limits, so that no two are the same.
#[doc(hidden)]
pub fn schema_name(module: &str, name: &str, limits: &[String]) -> std::borrow::Cow<'static, str> {
    let domain = module.split(':').next().unwrap_or_default();
    format!("{domain}.{name}{}", limits.iter().map(|limit| format!("_{limit}")).collect::<String>()).into()
}

fn within(most: usize) -> impl Fn(&str) -> Result<String, Said> {
    move |text| if text.chars().count() > most { Err(say!("platform-at-most", n = most)) } else { Ok(text.to_owned()) }
}

text_type! {
    /// A line of at most so many characters.
    Line<MOST>, Input::Line("text"), json!({"type": "string", "minLength": 1, "maxLength": MOST}), |text| {
        if text.contains(['\n', '\r']) { Err(say!("platform-field-line")) } else { within(MOST)(text) }
    }
}
text_type! {
    /// A text of one or more lines, of at most so many characters.
    Prose<MOST>, Input::Prose, json!({"type": "string", "minLength": 1, "maxLength": MOST}), |text| within(MOST)(text)
}
text_type! {
    /// A compartment, by its id; one of those that its reader sees into.
    Compartment, Input::Offered("compartment"), json!({"type": "string", "pattern": "^[0-9A-Za-z-]{1,100}$"}), |text| {
        let is_id = text.len() <= 100 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if is_id { Ok(text.to_owned()) } else { Err(say!("platform-field-offered", x = typed_in_short(text))) }
    }
}
text_type! {
    /// The id of another thing, which the link to the form fills in.
    Id, Input::Carried, json!({"type": "string", "minLength": 1, "maxLength": 500}), |text| within(500)(text)
}
text_type! {
    /// A text of at most so many characters that the link to the form fills in, as a question.
    Carried<MOST>, Input::Carried, json!({"type": "string", "minLength": 1, "maxLength": MOST}), |text| within(MOST)(text)
}
text_type! {
    /// A mail address, with a name before it or not.
    Mail, Input::Line("email"), json!({"type": "string", "maxLength": 320}), |text| {
        if text.len() <= 320 && text.parse::<Mailbox>().is_ok() { Ok(text.to_owned()) } else { Err(say!("platform-field-mail", x = typed_in_short(text))) }
    }
}
text_type! {
    /// A country, ISO 3166-1 alpha-3; one of those that domains offer.
    Country, Input::Offered("country"), json!({"type": "string", "pattern": "^[A-Z]{3}$"}), |text| {
        let code = text.to_uppercase();
        if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) { Ok(code) } else { Err(say!("platform-field-country", x = typed_in_short(text))) }
    }
}

/// A whole number between two others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Whole<const LEAST: i64, const MOST: i64>(pub i64);

impl<const LEAST: i64, const MOST: i64> Stored for Whole<LEAST, MOST> {
    fn stored(&self) -> Value {
        self.0.into()
    }
}

impl<const LEAST: i64, const MOST: i64> FromValue for Whole<LEAST, MOST> {
    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value).map(Self)
    }
}

impl<const LEAST: i64, const MOST: i64> Field for Whole<LEAST, MOST> {
    const INPUT: Input = Input::Line("numeric");

    fn read(given: &[&str]) -> Result<Self, Said> {
        let text = one(given)?;
        let number = plain_digits(text).parse::<i64>().map_err(|_| say!("platform-field-whole", x = typed_in_short(text)))?;
        if (LEAST..=MOST).contains(&number) {
            return Ok(Whole(number));
        }
        Err(say!("platform-field-between", least = LEAST.to_string(), most = MOST.to_string()))
    }

    fn typed(&self) -> Vec<String> {
        vec![self.0.to_string()]
    }

    fn schema() -> Json {
        json!({"type": "integer", "format": "int64", "minimum": LEAST, "maximum": MOST})
    }
}

impl<const LEAST: i64, const MOST: i64> utoipa::PartialSchema for Whole<LEAST, MOST> {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        serde_json::from_value(<Self as Field>::schema()).expect("a field's schema is one")
    }
}
impl<const LEAST: i64, const MOST: i64> utoipa::ToSchema for Whole<LEAST, MOST> {
    fn name() -> std::borrow::Cow<'static, str> {
        schema_name(module_path!(), "Whole", &[LEAST.to_string(), MOST.to_string()])
    }
}

/// Yes or no; no where nothing is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
pub struct Flag(pub bool);

impl Stored for Flag {
    fn stored(&self) -> Value {
        i64::from(self.0).into()
    }
}

impl FromValue for Flag {
    fn from_value(value: &Value) -> Option<Flag> {
        i64::from_value(value).map(|number| Flag(number != 0))
    }
}

impl Field for Flag {
    const INPUT: Input = Input::Tick;
    const OPTIONAL: bool = true;

    fn read(given: &[&str]) -> Result<Flag, Said> {
        match given {
            [] | ["no" | "false"] => Ok(Flag(false)),
            ["yes" | "true" | "on"] => Ok(Flag(true)),
            _ => Err(say!("platform-field-flag")),
        }
    }

    fn typed(&self) -> Vec<String> {
        if self.0 { vec!["yes".into()] } else { Vec::new() }
    }

    fn schema() -> Json {
        json!({"type": "boolean"})
    }
}

impl<T: Stored> Stored for Option<T> {
    fn stored(&self) -> Value {
        self.as_ref().map_or(Value::Null, Stored::stored)
    }
}

impl<T: Field> Field for Option<T> {
    const INPUT: Input = T::INPUT;
    const OPTIONAL: bool = true;

    fn read(given: &[&str]) -> Result<Option<T>, Said> {
        if given.is_empty() { Ok(None) } else { T::read(given).map(Some) }
    }

    fn typed(&self) -> Vec<String> {
        self.as_ref().map(Field::typed).unwrap_or_default()
    }

    fn schema() -> Json {
        T::schema()
    }
}

/// What an enum of words has besides: field, storage, serde and schema.
#[macro_export]
#[doc(hidden)]
macro_rules! field_of_words {
    ($name:ident, $text:expr) => {
        impl $crate::kit::Stored for $name {
            fn stored(&self) -> $crate::db::Value {
                self.word().into()
            }
        }
        impl $crate::db::FromValue for $name {
            fn from_value(value: &$crate::db::Value) -> Option<$name> {
                <$name as $crate::kit::Words>::of_word(&<String as $crate::db::FromValue>::from_value(value)?)
            }
        }
        impl $crate::kit::Field for $name {
            const INPUT: $crate::kit::Input =
                $crate::kit::Input::Words(<$name as $crate::kit::Words>::WORDS, <$name as $crate::kit::Words>::LABEL);
            fn read(given: &[&str]) -> ::std::result::Result<$name, $crate::Said> {
                $crate::kit::read_word(given)
            }
            fn typed(&self) -> Vec<String> {
                vec![self.word().to_owned()]
            }
            fn schema() -> serde_json::Value {
                serde_json::json!({"type": "string", "enum": <$name as $crate::kit::Words>::WORDS})
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<$name, D::Error> {
                let word = <String as serde::Deserialize>::deserialize(deserializer)?;
                <$name as $crate::kit::Words>::of_word(&word)
                    .ok_or_else(|| serde::de::Error::unknown_variant(&word, <$name as $crate::kit::Words>::WORDS))
            }
        }
        $crate::schema_of_field!($name);
    };
}

macro_rules! stored_as_is {
    ($($t:ty),*) => { $(impl Stored for $t {
        fn stored(&self) -> Value { self.clone().into() }
    })* };
}
stored_as_is!(String, i64, f64);

#[cfg(test)]
mod tests;
