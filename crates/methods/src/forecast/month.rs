//! Months as the field counts them.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A month, as a number: 1 is January 1980 (the `month_id` of VIEWS).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Month(pub i64);

impl Month {
    /// The month of a year; `month` from 1 to 12.
    pub fn of(year: i64, month: i64) -> Month {
        Month((year - 1980) * 12 + month)
    }

    /// Its year.
    pub fn year(self) -> i64 {
        1980 + (self.0 - 1).div_euclid(12)
    }

    /// Its place in the year, from 1 to 12.
    pub fn of_year(self) -> i64 {
        (self.0 - 1).rem_euclid(12) + 1
    }

    /// The month `months` later; earlier where negative.
    pub fn plus(self, months: i64) -> Month {
        Month(self.0 + months)
    }

    /// Its first day, `YYYY-MM-01`.
    pub fn first_day(self) -> String {
        format!("{self}-01")
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.of_year())
    }
}

/// The text is not a month written as `YYYY-MM`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAMonth;

impl fmt::Display for NotAMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a month is written YYYY-MM, as in 2021-10")
    }
}

impl std::error::Error for NotAMonth {}

impl FromStr for Month {
    type Err = NotAMonth;

    /// Reads `YYYY-MM`; what follows (a day, a time) is passed over.
    fn from_str(text: &str) -> Result<Month, NotAMonth> {
        let bytes = text.as_bytes();
        let fits = bytes.len() >= 7 && bytes[4] == b'-' && bytes.get(7).is_none_or(|b| !b.is_ascii_digit());
        let (year, month) = if fits { (text.get(..4), text.get(5..7)) } else { (None, None) };
        let number = |part: Option<&str>| part.and_then(|p| p.parse::<i64>().ok());
        match (number(year), number(month)) {
            (Some(year), Some(month)) if (1..=12).contains(&month) => Ok(Month::of(year, month)),
            _ => Err(NotAMonth),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_from_january_1980() {
        for (text, id) in [("1980-01", 1), ("1990-01", 121), ("2018-01", 457), ("1979-12", 0), ("2021-12-31 00:00:00.000", 504)] {
            let month: Month = text.parse().unwrap();
            assert_eq!(month.0, id, "{text}");
            assert_eq!(month.to_string(), text[..7]);
        }
        for wrong in ["2021", "2021-13", "21-01-01", "2021-1", "2021-011"] {
            assert!(wrong.parse::<Month>().is_err(), "{wrong}");
        }
    }
}
