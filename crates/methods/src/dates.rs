//! Dates at the precision they have: a day, a month or a year. A day is never made up.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A date of which the day, or the month too, may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// Only the year.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
}

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateError {
    /// It reads like a date, but the calendar has no such day.
    Impossible(String),
    /// It does not read like a date.
    Unreadable(String),
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DateError::Impossible(text) => write!(f, "{text} does not exist in the calendar. Check day and month."),
            DateError::Unreadable(text) => {
                write!(f, "“{text}” is not a date. Write 1999-03-14, 14/03/1999, 14 March 1999, 1999-03 or 1999.")
            }
        }
    }
}

impl std::error::Error for DateError {}

impl PartialDate {
    /// A date that exists, or none.
    pub fn new(year: i16, month: Option<i8>, day: Option<i8>) -> Option<PartialDate> {
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        ((1..=9999).contains(&year) && (day.is_none() || month.is_some())).then_some(PartialDate { year, month, day })
    }

    /// The year.
    pub fn year(&self) -> i16 {
        self.year
    }

    /// How much is known.
    pub fn precision(&self) -> Precision {
        match (self.month, self.day) {
            (None, _) => Precision::Year,
            (Some(_), None) => Precision::Month,
            _ => Precision::Day,
        }
    }

    /// The first day it can mean.
    pub fn earliest(&self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).expect("checked when made")
    }

    /// The last day it can mean.
    pub fn latest(&self) -> Date {
        match self.precision() {
            Precision::Day => self.earliest(),
            Precision::Month => self.earliest().last_of_month(),
            Precision::Year => self.earliest().last_of_year(),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<PartialDate, DateError> {
        let parts: Vec<&str> = text.split('-').collect();
        let widths: Vec<usize> = parts.iter().map(|p| p.len()).collect();
        let shaped = matches!(widths[..], [4] | [4, 2] | [4, 2, 2]) && parts.iter().all(|p| p.bytes().all(|b| b.is_ascii_digit()));
        if !shaped {
            return Err(DateError::Unreadable(text.to_owned()));
        }
        let part = |at: usize| parts.get(at).and_then(|p| p.parse::<i8>().ok());
        let year = parts[0].parse().map_err(|_| DateError::Unreadable(text.to_owned()))?;
        PartialDate::new(year, part(1), part(2)).ok_or_else(|| DateError::Impossible(text.to_owned()))
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<PartialDate, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Month names by month, in the forms that texts use. Arabic has two traditions.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "janvier", "enero", "января", "январь", "يناير", "كانون الثاني", "جانفي"],
    &["february", "feb", "février", "fevrier", "febrero", "февраля", "февраль", "فبراير", "شباط", "فيفري"],
    &["march", "mar", "mars", "marzo", "марта", "март", "مارس", "آذار"],
    &["april", "apr", "avril", "abril", "апреля", "апрель", "أبريل", "ابريل", "إبريل", "نيسان", "أفريل"],
    &["may", "mai", "mayo", "мая", "май", "مايو", "أيار", "ماي"],
    &["june", "jun", "juin", "junio", "июня", "июнь", "يونيو", "يونيه", "حزيران", "جوان"],
    &["july", "jul", "juillet", "julio", "июля", "июль", "يوليو", "يوليه", "تموز", "جويلية"],
    &["august", "aug", "août", "aout", "agosto", "августа", "август", "أغسطس", "اغسطس", "آب", "أوت"],
    &["september", "sept", "sep", "septembre", "septiembre", "setiembre", "сентября", "сентябрь", "سبتمبر", "أيلول"],
    &["october", "oct", "octobre", "octubre", "октября", "октябрь", "أكتوبر", "اكتوبر", "تشرين الأول"],
    &["november", "nov", "novembre", "noviembre", "ноября", "ноябрь", "نوفمبر", "تشرين الثاني"],
    &["december", "dec", "décembre", "decembre", "diciembre", "декабря", "декабрь", "ديسمبر", "كانون الأول"],
];

/// Reads a date in any of the accepted forms, in any of the six languages.
pub fn parse(text: &str) -> Result<PartialDate, DateError> {
    let plain = latin_digits(text.trim());
    let unreadable = || DateError::Unreadable(text.trim().chars().take(60).collect());
    if plain.is_empty() || plain.chars().count() > 60 {
        return Err(unreadable());
    }
    if let Some((year, month, day)) = numeric(&plain) {
        return checked(year, month, day, &plain);
    }
    let (year, month, day) = worded(&plain).ok_or_else(unreadable)?;
    checked(year, month, day, &plain)
}

fn checked(year: i16, month: Option<i8>, day: Option<i8>, text: &str) -> Result<PartialDate, DateError> {
    PartialDate::new(year, month, day).ok_or_else(|| DateError::Impossible(text.to_owned()))
}

/// Arabic-Indic and full-width digits as ASCII digits.
fn latin_digits(text: &str) -> String {
    let digit = |c: char| match c {
        '\u{0660}'..='\u{0669}' => char::from(b'0' + (c as u32 - 0x0660) as u8),
        '\u{06F0}'..='\u{06F9}' => char::from(b'0' + (c as u32 - 0x06F0) as u8),
        '\u{FF10}'..='\u{FF19}' => char::from(b'0' + (c as u32 - 0xFF10) as u8),
        other => other,
    };
    text.chars().map(digit).collect()
}

type Parts = (i16, Option<i8>, Option<i8>);

/// 1990-02-15, 15/02/1990, 15.02.1990, 19900215, 1990-02, 1990, 1990年2月15日.
fn numeric(text: &str) -> Option<Parts> {
    if let Some(parts) = chinese(text) {
        return Some(parts);
    }
    // A time behind a date, as programs write it, is left out.
    let text = text.split_once('T').map_or(text, |(date, _)| date);
    let is_time = |rest: &str| rest.contains(':') && rest.starts_with(|c: char| c.is_ascii_digit());
    let text = text.split_once(' ').filter(|(_, rest)| is_time(rest.trim_start())).map_or(text, |(date, _)| date);
    let numbers: Vec<&str> = text.split(['-', '/', '.']).collect();
    if !numbers.iter().all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let small = |n: &str| (n.len() <= 2).then(|| n.parse::<i8>().ok()).flatten();
    match numbers[..] {
        [all] if all.len() == 8 => Some((all[..4].parse().ok()?, all[4..6].parse().ok(), all[6..].parse().ok())),
        [year] if year.len() == 4 => Some((year.parse().ok()?, None, None)),
        [year, month] if year.len() == 4 => Some((year.parse().ok()?, Some(small(month)?), None)),
        [month, year] if year.len() == 4 => Some((year.parse().ok()?, Some(small(month)?), None)),
        [year, month, day] if year.len() == 4 => Some((year.parse().ok()?, Some(small(month)?), Some(small(day)?))),
        [day, month, year] if year.len() == 4 => Some((year.parse().ok()?, Some(small(month)?), Some(small(day)?))),
        _ => None,
    }
}

fn chinese(text: &str) -> Option<Parts> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (year, rest) = compact.split_once('年')?;
    let year = han_number(year)?;
    let Some((month, rest)) = rest.split_once('月') else { return Some((year, None, None)) };
    let day = rest.split_once(['日', '号', '號']).and_then(|(day, _)| han_number(day)?.try_into().ok());
    Some((year, Some(han_number(month)?.try_into().ok()?), day))
}

/// A number in digits or in Han numerals: 二〇一五, 十二, 二十.
fn han_number(text: &str) -> Option<i16> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let digit = |c: char| "〇一二三四五六七八九".chars().position(|d| d == c).or((c == '零' || c == '○').then_some(0));
    let place = |text: &str| match text.chars().count() {
        0 => Some(None),
        1 => Some(Some(digit(text.chars().next()?)? as i16)),
        _ => None,
    };
    if let Some((tens, ones)) = text.split_once('十') {
        return Some(place(tens)?.unwrap_or(1) * 10 + place(ones)?.unwrap_or(0));
    }
    let digits: Option<Vec<usize>> = text.chars().map(digit).collect();
    digits.filter(|digits| (1..=4).contains(&digits.len())).map(|digits| digits.iter().fold(0, |all, d| all * 10 + *d as i16))
}

/// 15 February 1990, February 15, 1990, 1er mars 1990, 15 de febrero de 1990 …
fn worded(text: &str) -> Option<Parts> {
    let lower = text.to_lowercase();
    let (month, name) = month_in(&lower)?;
    let rest = lower.replacen(name, " ", 1);
    let numbers: Vec<i16> = rest.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
    match numbers[..] {
        [year] if year >= 1000 => Some((year, Some(month), None)),
        [day, year] | [year, day] if year >= 1000 && (0..100).contains(&day) => Some((year, Some(month), Some(day as i8))),
        _ => None,
    }
}

/// The words that name months in the six languages, in lower case.
pub fn months() -> impl Iterator<Item = &'static str> {
    MONTHS.iter().copied().flatten().flat_map(|name| name.split(' '))
}

/// The month that a text names, by whole word; the longest name wins.
fn month_in(lower: &str) -> Option<(i8, &'static str)> {
    let mut best: Option<(i8, &'static str)> = None;
    for (at, names) in MONTHS.iter().enumerate() {
        for name in *names {
            let longer = best.is_none_or(|(_, known)| name.len() > known.len());
            if longer && has_word(lower, name) {
                best = Some((at as i8 + 1, name));
            }
        }
    }
    best
}

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphabetic());
        let after = text[at + word.len()..].chars().next().is_none_or(|c| !c.is_alphabetic());
        before && after
    })
}

/// The first full date that stands in running text.
pub fn find_first(text: &str) -> Option<PartialDate> {
    let plain = latin_digits(text);
    if let Some(date) = first_in_chinese(&plain) {
        return Some(date);
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    for at in 0..words.len() {
        for length in [5, 4, 3, 1] {
            let Some(window) = words.get(at..at + length) else { continue };
            let joined = window.join(" ");
            let candidate = joined.trim_matches(|c: char| !c.is_alphanumeric());
            if !candidate.contains(|c: char| c.is_ascii_digit()) || !candidate.split_whitespace().all(may_stand_in_a_date) {
                continue;
            }
            if let Ok(date) = parse(candidate)
                && date.precision() == Precision::Day
            {
                return Some(date);
            }
        }
    }
    None
}

/// The first day written with 年, 月 and 日, which no spaces set off.
fn first_in_chinese(text: &str) -> Option<PartialDate> {
    let is_number = |c: char| c.is_ascii_digit() || c == ' ' || "〇零○一二三四五六七八九十".contains(c);
    text.match_indices('年').find_map(|(at, _)| {
        let year = text[..at].char_indices().rev().take_while(|(_, c)| is_number(*c)).last().map(|(from, _)| from)?;
        let end = text[at..].find(['日', '号', '號']).map(|end| at + end + '日'.len_utf8())?;
        let between = &text[at + '年'.len_utf8()..end - '日'.len_utf8()];
        let is_date = between.contains('月') && between.chars().all(|c| is_number(c) || c == '月');
        parse(text[year..end].trim()).ok().filter(|date| is_date && date.precision() == Precision::Day)
    })
}

/// Whether a word of running text can be part of a date: a month, a short word between its
/// parts, a number, or an ordinal that a day can have (so not the 3547th meeting).
fn may_stand_in_a_date(word: &str) -> bool {
    const BETWEEN: [&str; 16] = ["of", "de", "del", "du", "le", "the", "day", "año", "года", "г", "год", "من", "في", "عام", "سنة", "م"];
    let lower = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let digits = lower.chars().take_while(char::is_ascii_digit).count();
    if digits > 0 {
        let is_plain = lower[digits..].chars().all(|c| !c.is_alphabetic()) || lower.contains(['年', '月', '日']);
        return is_plain || (digits <= 2 && lower[digits..].chars().count() <= 4);
    }
    BETWEEN.contains(&lower.as_str()) || month_in(&lower).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_all_their_forms() {
        let cases = [
            ("15/02/1990", "1990-02-15"),
            ("1990-02-15", "1990-02-15"),
            ("19900215", "1990-02-15"),
            ("1990-02", "1990-02"),
            ("1990", "1990"),
            ("15 February 1990", "1990-02-15"),
            ("February 15, 1990", "1990-02-15"),
            ("1er mars 1990", "1990-03-01"),
            ("15 de febrero de 1990", "1990-02-15"),
            ("15 февраля 1990 года", "1990-02-15"),
            ("1990年2月15日", "1990-02-15"),
            ("一九九〇年十二月二十一日", "1990-12-21"),
            ("二〇一五年二月", "2015-02"),
            ("1990-02-15 00:00:00", "1990-02-15"),
            ("15/02/1990 0:00", "1990-02-15"),
            ("١٥ شباط ١٩٩٠", "1990-02-15"),
            ("15 فبراير 1990", "1990-02-15"),
            ("1 كانون الأول 2004", "2004-12-01"),
            ("mayo de 2003", "2003-05"),
            ("1990-02-15T10:00:00Z", "1990-02-15"),
        ];
        for (text, expected) in cases {
            assert_eq!(parse(text).map(|d| d.to_string()).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_named() {
        for text in ["30/02/1990", "30 February 1990", "1990-13-01"] {
            assert!(matches!(parse(text), Err(DateError::Impossible(_))), "{text}");
        }
        for text in ["", "soon", "12/13", "the year 2", "99/99/99"] {
            assert!(matches!(parse(text), Err(DateError::Unreadable(_))), "{text}");
        }
    }

    #[test]
    fn a_date_knows_its_first_and_last_day() {
        let february: PartialDate = "2020-02".parse().unwrap();
        assert_eq!((february.earliest().to_string(), february.latest().to_string()), ("2020-02-01".into(), "2020-02-29".into()));
    }

    #[test]
    fn the_first_date_of_a_running_text_is_found() {
        assert_eq!(find_first("Resolution 314 (1972) of 28 February 1972").map(|d| d.to_string()).as_deref(), Some("1972-02-28"));
        assert_eq!(find_first("no date at all"), None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_the_reader_of_dates_stumble(text in ".{0,40}") {
            let _ = parse(&text);
            let _ = find_first(&text);
        }
    }
}
