//! Days of running text, also those that no calendar has, and what their weekday is said to be.

use crate::grammar::{Grammar, pattern};
use crate::numbers::han_value;
use jiff::civil::Date;
use methods::language::Language;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::OnceLock;

/// A day as a text names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Day {
    pub year: Option<i16>,
    pub month: i8,
    pub day: i8,
    /// 1 is Monday.
    pub weekday: Option<u32>,
    pub at: Range<usize>,
    /// Of the Islamic calendar.
    pub is_hijri: bool,
}

impl Day {
    /// The day of the calendar; none where it has none, or the year is not said.
    pub(crate) fn date(&self) -> Option<Date> {
        if self.is_hijri { None } else { Date::new(self.year?, self.month, self.day).ok() }
    }

    /// Whether the calendar has such a day in any year.
    pub(crate) fn is_possible(&self) -> bool {
        // 2028 is a leap year.
        self.is_hijri || Date::new(self.year.unwrap_or(2028), self.month, self.day).is_ok()
    }

    /// The weekday that it really is, where the text says another.
    pub(crate) fn weekday_should_be(&self) -> Option<u32> {
        let real = self.date()?.weekday().to_monday_one_offset() as u32;
        self.weekday.filter(|said| *said != real).map(|_| real)
    }
}

/// The patterns of a language's days.
struct Patterns {
    worded: Vec<(Regex, bool)>,
    numeric: Regex,
    iso: Regex,
    hijri: Option<Regex>,
}

fn alternatives(words: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = words.map(|word| regex::escape(&word)).collect();
    // The longest first: sept and september, ربيع الأول and ربيع الآخر.
    all.sort_by_key(|word| std::cmp::Reverse(word.len()));
    all.join("|")
}

fn patterns(grammar: &'static Grammar) -> &'static Patterns {
    static ALL: [OnceLock<Patterns>; 6] = [const { OnceLock::new() }; 6];
    let slot = Language::ALL.iter().position(|language| *language == grammar.language).unwrap_or(0);
    ALL[slot].get_or_init(|| {
        let months = alternatives(grammar.months.keys().cloned());
        let hijri = alternatives(grammar.hijri.keys().cloned());
        let sources: Vec<(String, bool)> = match grammar.language {
            Language::English => vec![
                (format!(r"\b(?<d>\d{{1,2}})(?:st|nd|rd|th)?(?: day)?(?: of)? (?<m>{months})\b\.?,?(?: (?<y>\d{{4}}))?\b"), false),
                (format!(r"\b(?<m>{months})\b\.? (?<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?<y>\d{{4}})\b"), false),
                (r"\b(?<m>january|february|march|april|june|july|august|september|october|november|december) (?<d>\d{1,2})\b".to_owned(), false),
            ],
            Language::French => vec![(format!(r"\b(?<d>\d{{1,2}})(?:er)? (?<m>{months})\b(?: (?<y>\d{{4}}))?"), false)],
            Language::Spanish => {
                vec![(format!(r"\b(?<d>\d{{1,2}})(?:\.?º)? de (?<m>{months})\b(?: (?:de|del)(?: ano)? (?<y>\d{{4}}))?"), false)]
            }
            Language::Russian => vec![(format!(r#"\b(?<d>\d{{1,2}})"? (?<m>{months})\b(?: (?<y>\d{{4}}))?"#), false)],
            Language::Arabic => vec![(
                format!(
                    r"\b(?<d>\d{{1,2}}) (?:من )?(?:شهر )?(?<m>{months})\b(?: ?[/(] ?(?:{months})\b ?\)?)?(?:,? ?(?:من )?(?:عام |سنة )?(?<y>\d{{4}}))?"
                ),
                false,
            )],
            Language::Chinese => vec![(
                "(?:(?<y>\\d{4}|[〇零一二三四五六七八九]{4}) ?年 ?)?(?<m>\\d{1,2}|[一二三四五六七八九十]{1,2}) ?月 ?(?<d>\\d{1,2}|[一二三四五六七八九十廿卅]{1,3}) ?[日号]"
                    .to_owned(),
                true,
            )],
        };
        Patterns {
            worded: sources.iter().map(|(source, is_han)| (pattern(grammar.language, source), *is_han)).collect(),
            numeric: pattern(grammar.language, r"\b(?<d>\d{1,2})[./](?<m>\d{1,2})[./](?<y>\d{4})\b"),
            iso: pattern(grammar.language, r"\b(?<y>\d{4})[-/](?<m>\d{1,2})[-/](?<d>\d{1,2})\b"),
            hijri: (!hijri.is_empty()).then(|| {
                pattern(
                    grammar.language,
                    &format!(r"\b(?<d>\d{{1,2}})(?:er)? (?:de |من )?(?:شهر )?(?<m>{hijri})(?: (?:de |عام |سنة |года? )?(?<y>1[345]\d\d))?"),
                )
            }),
        }
    })
}

/// All days of a folded text, in order.
pub(crate) fn days(grammar: &'static Grammar, text: &str) -> Vec<Day> {
    let patterns = patterns(grammar);
    let mut out: Vec<Day> = Vec::new();
    for (re, _) in &patterns.worded {
        out.extend(re.captures_iter(text).filter_map(|found| day(grammar, &found, false)));
    }
    for re in [&patterns.numeric, &patterns.iso] {
        out.extend(re.captures_iter(text).filter_map(|found| day(grammar, &found, false)));
    }
    if let Some(re) = &patterns.hijri {
        out.extend(re.captures_iter(text).filter_map(|found| day(grammar, &found, true)));
    }
    out.sort_by_key(|day| (day.at.start, std::cmp::Reverse(day.at.end)));
    let mut end = 0;
    out.retain(|day| {
        let stays = day.at.start >= end;
        end = if stays { day.at.end } else { end };
        stays
    });
    for day in &mut out {
        day.weekday = weekday(grammar, text, &day.at);
    }
    out
}

fn day(grammar: &Grammar, found: &Captures, is_hijri: bool) -> Option<Day> {
    let number = |name: &str| {
        let text = found.name(name)?.as_str();
        text.parse::<i16>().ok().or_else(|| han_value(text).and_then(|value| i16::try_from(value).ok()))
    };
    let table = if is_hijri { &grammar.hijri } else { &grammar.months };
    let said = found.name("m")?.as_str();
    let month = number("m").or_else(|| table.get(said).map(|month| *month as i16))?;
    let (mut month, mut day) = (i8::try_from(month).ok()?, i8::try_from(number("d")?).ok()?);
    let is_numeric = said.bytes().all(|b| b.is_ascii_digit());
    if is_numeric && month > 12 && day <= 12 {
        std::mem::swap(&mut month, &mut day);
    }
    let whole = found.get(0)?;
    let trimmed = whole.as_str().trim_end_matches([' ', ',']).len();
    // What is no date of any kind, such as 3.14.2000 of an account, is left out.
    let most = if is_numeric && grammar.language != Language::Chinese { 31 } else { 99 };
    let is_date = (1..=12).contains(&month) && (1..=most).contains(&day);
    is_date.then(|| Day { year: number("y"), month, day, weekday: None, at: whole.start()..whole.start() + trimmed, is_hijri })
}

/// The weekday said right before a day, or behind it in Chinese.
fn weekday(grammar: &Grammar, text: &str, at: &Range<usize>) -> Option<u32> {
    let before = text[..at.start].trim_end_matches(|c: char| !c.is_alphanumeric());
    // An Arabic weekday may be parted by the word for day.
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !matches!(*word, "the" | "le" | "el" | "الموافق" | "dia" | ""));
    let known = last.and_then(|word| grammar.weekdays.get(word)).copied();
    let behind = || {
        let rest = text[at.end..].trim_start_matches([' ', '(', ',']);
        grammar.weekdays.iter().find(|(word, _)| rest.starts_with(word.as_str())).map(|(_, day)| *day)
    };
    known.or_else(|| if grammar.language == Language::Chinese { behind() } else { None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(language: Language, text: &str) -> Vec<(Option<i16>, i8, i8)> {
        days(Grammar::of(language), &crate::fold::folded(text)).iter().map(|d| (d.year, d.month, d.day)).collect()
    }

    #[test]
    fn days_are_found_in_six_languages() {
        for (language, text, expected) in [
            (
                Language::English,
                "from 1 May to June 3, 2040, on the 21st of July 2041",
                vec![(None, 5, 1), (Some(2040), 6, 3), (Some(2041), 7, 21)],
            ),
            (Language::French, "le 1er mars 2040 et le 31 juin 2040", vec![(Some(2040), 3, 1), (Some(2040), 6, 31)]),
            (Language::Spanish, "el 30 de abril de 2040", vec![(Some(2040), 4, 30)]),
            (Language::Russian, "9 августа 2040 года, 03.04.2041", vec![(Some(2040), 8, 9), (Some(2041), 4, 3)]),
            (Language::Arabic, "١٤ حزيران/يونيه ٢٠٤٠", vec![(Some(2040), 6, 14)]),
            (Language::Chinese, "二〇四〇年三月三日，2040年6月14日", vec![(Some(2040), 3, 3), (Some(2040), 6, 14)]),
        ] {
            assert_eq!(all(language, text), expected, "{text}");
        }
    }

    #[test]
    fn a_weekday_that_is_wrong_is_told() {
        // 14 June 2040 is a Thursday.
        let found = days(Grammar::of(Language::English), "on friday, 14 june 2040");
        assert_eq!(found[0].weekday_should_be(), Some(4));
        let found = days(Grammar::of(Language::English), "on thursday 14 june 2040");
        assert_eq!(found[0].weekday_should_be(), None);
    }
}
