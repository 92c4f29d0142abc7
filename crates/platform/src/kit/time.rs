//! Field types of time.

use super::{Field, Input, Stored, plain_digits, typed_in_short};
use crate::db::{FromValue, Value};
use crate::{Said, say};
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use serde_json::{Value as Json, json};

/// A month, written `YYYY-MM`; stored as the number by which the field counts months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(pub methods::forecast::month::Month);

/// A day, written `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub Date);

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Stored for Month {
    fn stored(&self) -> Value {
        self.0.0.into()
    }
}

impl FromValue for Month {
    fn from_value(value: &Value) -> Option<Month> {
        i64::from_value(value).map(|number| Month(methods::forecast::month::Month(number)))
    }
}

impl Stored for Day {
    fn stored(&self) -> Value {
        self.to_string().into()
    }
}

impl FromValue for Day {
    fn from_value(value: &Value) -> Option<Day> {
        String::from_value(value)?.parse().ok().map(Day)
    }
}

impl Field for Month {
    const INPUT: Input = Input::Line("text");

    fn read(given: &[&str]) -> Result<Month, Said> {
        let text = plain_digits(&given.join(" "));
        let is_month = text.len() == 7 && text.as_bytes().get(4) == Some(&b'-');
        let month = if is_month { text.parse().ok() } else { None };
        month.map(Month).ok_or_else(|| say!("platform-field-month", x = typed_in_short(&text)))
    }

    fn typed(&self) -> Vec<String> {
        vec![self.to_string()]
    }

    fn schema() -> Json {
        json!({"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"})
    }
}

impl Field for Day {
    const INPUT: Input = Input::Day;

    fn read(given: &[&str]) -> Result<Day, Said> {
        let text = plain_digits(&given.join(" "));
        text.parse().map(Day).map_err(|_| say!("platform-field-day", x = typed_in_short(&text)))
    }

    fn typed(&self) -> Vec<String> {
        vec![self.to_string()]
    }

    fn schema() -> Json {
        json!({"type": "string", "format": "date"})
    }
}

macro_rules! told_as_text {
    ($($name:ident),*) => { $(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        crate::schema_of_field!($name);
    )* };
}
told_as_text!(Month, Day);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_days_are_read_in_any_digits_and_in_one_form_only() {
        for (typed, month) in
            [("2026-11", Some("2026-11")), ("٢٠٢٦-١١", Some("2026-11")), ("2026-13", None), ("2026-11-03", None), ("11/2026", None)]
        {
            assert_eq!(Month::read(&[typed]).ok().map(|month| month.to_string()).as_deref(), month, "{typed}");
        }
        for (typed, day) in [("2026-11-03", Some("2026-11-03")), ("2026-02-30", None), ("3.11.2026", None), ("2026-11", None)] {
            assert_eq!(Day::read(&[typed]).ok().map(|day| day.to_string()).as_deref(), day, "{typed}");
        }
    }
}
