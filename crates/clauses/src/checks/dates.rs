//! Days that no calendar has, days against each other, hours without a zone.

use crate::dates::Day;
use crate::draft::{Provision, Zone};
use crate::grammar::Form;
use crate::reading::Reading;
use crate::report::{Finding, Note};
use crate::rules::Rule;
use jiff::civil::Date;
use std::ops::Range;

pub(super) fn check(reading: &Reading, out: &mut Vec<Finding>, notes: &mut Vec<Note>) {
    impossible(reading, out);
    conflicts(reading, out);
    calendars(reading, out, notes);
    zones(reading, out);
}

fn impossible(reading: &Reading, out: &mut Vec<Finding>) {
    for (index, provision) in reading.draft.provisions.iter().enumerate() {
        for day in &provision.days {
            let words = provision.words(day.at.clone());
            if !day.is_possible() {
                out.push(reading.finding(Rule::DateImpossible, "date-impossible-day", Some(index), words.clone(), &[words]));
            } else if let Some(real) = day.weekday_should_be() {
                out.push(reading.finding(
                    Rule::DateImpossible,
                    "date-impossible-weekday",
                    Some(index),
                    words.clone(),
                    &[words, real.to_string()],
                ));
            }
        }
    }
}

/// The day of signature: the last day of the signature block.
fn signature(reading: &Reading) -> Option<(usize, Day, Date)> {
    let signing = |provision: &&(usize, &Provision)| provision.1.zone == Zone::Signing;
    let all: Vec<(usize, &Provision)> = reading.draft.provisions.iter().enumerate().collect();
    all.iter()
        .filter(signing)
        .flat_map(|(index, provision)| provision.days.iter().map(move |day| (*index, day)))
        .find_map(|(index, day)| Some((index, day.clone(), day.date()?)))
}

fn conflicts(reading: &Reading, out: &mut Vec<Finding>) {
    let draft = &reading.draft;
    let grammar = draft.grammar;
    let signed = signature(reading);
    let mut starts: Vec<(usize, String, Date)> = Vec::new();
    for sentence in draft.operative() {
        let text = sentence.text();
        let base = sentence.at.start;
        let days: Vec<(&Day, Date)> = sentence.provision.days_in(&sentence.at).filter_map(|day| Some((day, day.date()?))).collect();
        if days.is_empty() {
            continue;
        }
        let words = |day: &Day| sentence.provision.words(day.at.clone());
        // A day that comes before its start is told once.
        let mut ended: Vec<Range<usize>> = Vec::new();
        for pair in days.windows(2) {
            let [(first, start), (second, end)] = pair else { continue };
            let lead = &text[..first.at.start - base];
            let between = &text[first.at.end - base..second.at.start - base];
            let opens = ends_near(grammar, Form::FromDate, lead, 30) || ends_near(grammar, Form::Begins, lead, 40);
            let closes = grammar.re(Form::Ends).is_match(between) && between.chars().count() < 90;
            if opens && closes && end < start {
                let said = [words(first), words(second)];
                out.push(reading.finding(Rule::DatesInConflict, "dates-in-conflict-end", Some(sentence.index), words(second), &said));
                ended.extend([first.at.clone(), second.at.clone()]);
            }
        }
        let retroactive = grammar.has(Form::Retroactive, text);
        for (day, date) in days.iter().filter(|(day, _)| !ended.contains(&day.at)) {
            let lead = &text[..day.at.start - base];
            let begins = ends_near(grammar, Form::Begins, lead, 60)
                || ends_near(grammar, Form::Force, lead, 60)
                || begins_behind(reading, text, day, base);
            let is_deadline = ends_near(grammar, Form::ByDate, lead, 26)
                || (grammar.language == methods::language::Language::Chinese
                    && grammar.re(Form::ByDate).find(&text[day.at.end - base..]).is_some_and(|found| found.start() == 0));
            if let Some((at, signing, signed)) = &signed
                && (begins || is_deadline)
                && date < signed
                && !retroactive
                && is_own_start(reading, text, is_deadline)
            {
                let said = [words(day), draft.provisions[*at].words(signing.at.clone())];
                let mut finding =
                    reading.finding(Rule::DatesInConflict, "dates-in-conflict-signature", Some(sentence.index), words(day), &said);
                finding.also.push(reading.place(*at, said[1].clone()));
                out.push(finding);
            }
            if grammar.has(Form::Force, text) && days.len() == 1 && is_own_start(reading, text, false) {
                starts.push((sentence.index, words(day), *date));
            }
        }
    }
    two_starts(reading, &starts, out);
}

/// Whether a sentence speaks of a duty, or of this text and what it begins.
fn is_own_start(reading: &Reading, text: &str, is_deadline: bool) -> bool {
    let grammar = reading.draft.grammar;
    let tells = grammar.has(Form::OtherText, text) && !is_deadline;
    !tells && (is_deadline || grammar.has(Form::Begins, text) || grammar.has(Form::Force, text))
}

/// In Arabic and Chinese the verb may stand before the date far off, or behind it.
fn begins_behind(reading: &Reading, text: &str, day: &Day, base: usize) -> bool {
    use methods::language::Language;
    match reading.draft.grammar.language {
        Language::Chinese => {
            reading.draft.grammar.re(Form::Begins).find(&text[day.at.end - base..]).is_some_and(|found| found.start() < 75)
        }
        _ => false,
    }
}

fn ends_near(grammar: &crate::grammar::Grammar, form: Form, lead: &str, chars: usize) -> bool {
    let from = lead.char_indices().rev().nth(chars).map_or(0, |(at, _)| at);
    grammar.has(form, &lead[from..])
}

/// One text enters into force once.
fn two_starts(reading: &Reading, starts: &[(usize, String, Date)], out: &mut Vec<Finding>) {
    let Some((first, words, date)) = starts.first() else { return };
    if let Some((index, other, _)) = starts.iter().find(|(_, _, other)| other != date) {
        let mut finding =
            reading.finding(Rule::DatesInConflict, "dates-in-conflict-event", Some(*index), other.clone(), &[words.clone(), other.clone()]);
        finding.also.push(reading.place(*first, words.clone()));
        out.push(finding);
    }
}

/// A Gregorian day and an Islamic one beside each other.
fn calendars(reading: &Reading, out: &mut Vec<Finding>, notes: &mut Vec<Note>) {
    for (index, provision) in reading.draft.provisions.iter().enumerate() {
        for pair in provision.days.windows(2) {
            let [first, second] = pair else { continue };
            if first.is_hijri == second.is_hijri || second.at.start.saturating_sub(first.at.end) > 40 {
                continue;
            }
            let (islamic, gregorian) = if first.is_hijri { (first, second) } else { (second, first) };
            let (Some(date), Some(year)) = (gregorian.date(), islamic.year) else { continue };
            let said = islamic_days(year, islamic.month, islamic.day);
            let distance = |other: &Date| (date.since(*other).map_or(0, |span| span.get_days())).abs();
            let least = said.iter().map(distance).min();
            let words = [provision.words(gregorian.at.clone()), provision.words(islamic.at.clone())];
            if least.is_some_and(|least| least > 1) {
                let values = [words[0].clone(), words[1].clone(), said[0].to_string()];
                out.push(reading.finding(Rule::DatesInConflict, "dates-in-conflict-calendars", Some(index), words[1].clone(), &values));
            } else if least == Some(1) {
                notes.extend(reading.note("calendars-within-a-day", Some(index), words[1].clone(), &words));
            }
        }
    }
}

/// The Gregorian days of an Islamic one: by Umm al-Qura and both tabular forms.
fn islamic_days(year: i16, month: i8, day: i8) -> Vec<Date> {
    use icu_calendar::Date as CalendarDate;
    use icu_calendar::cal::Hijri;
    let iso = |days: Option<(i32, u8, u8)>| days.and_then(|(y, m, d)| Date::new(y as i16, m as i8, d as i8).ok());
    macro_rules! of {
        ($calendar:expr) => {
            CalendarDate::try_new(i32::from(year).into(), icu_calendar::types::Month::new(month as u8), day as u8, $calendar)
                .ok()
                .map(|date| date.to_calendar(icu_calendar::Iso))
                .map(|date| (date.year().extended_year(), date.month().ordinal, date.day_of_month().0))
        };
    }
    use icu_calendar::cal::hijri::{TabularAlgorithmEpoch, TabularAlgorithmLeapYears};
    [
        iso(of!(Hijri::new_umm_al_qura())),
        iso(of!(Hijri::new_tabular(TabularAlgorithmLeapYears::TypeII, TabularAlgorithmEpoch::Friday))),
        iso(of!(Hijri::new_tabular(TabularAlgorithmLeapYears::TypeII, TabularAlgorithmEpoch::Thursday))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The first hour without a zone; the others stand beside it.
fn zones(reading: &Reading, out: &mut Vec<Finding>) {
    let draft = &reading.draft;
    let grammar = draft.grammar;
    if draft.sentences().any(|sentence| grammar.has(Form::ZoneForAll, sentence.text())) {
        return;
    }
    let mut found: Option<Finding> = None;
    for sentence in draft.operative() {
        let text = sentence.text();
        if grammar.has(Form::Zone, text) || grammar.has(Form::Daily, text) {
            continue;
        }
        let Some(clock) = grammar
            .re(Form::Clock)
            .find(text)
            .filter(|clock| is_hour(sentence.provision, &(sentence.at.start + clock.start()..sentence.at.start + clock.end())))
        else {
            continue;
        };
        let words = sentence.provision.words(sentence.at.start + clock.start()..sentence.at.start + clock.end());
        match &mut found {
            Some(finding) => finding.also.push(reading.place(sentence.index, words)),
            None => {
                found = Some(reading.finding(Rule::TimeWithoutZone, "time-without-zone", Some(sentence.index), words.clone(), &[words]))
            }
        }
    }
    out.extend(found);
}

/// A number inside a date, a scale or a symbol is no hour.
fn is_hour(provision: &Provision, at: &Range<usize>) -> bool {
    let text = provision.text();
    let before = text[..at.start].chars().next_back();
    let behind = text[at.end..].chars().next();
    let is_part = |sign: Option<char>| {
        sign.is_some_and(|sign| sign.is_ascii_digit() || matches!(sign, '/' | '.' | ':') && !provision.text()[at.clone()].contains("час"))
    };
    let ends = behind.is_none_or(|sign| !sign.is_ascii_digit() && sign != '/');
    let is_day = provision.days.iter().any(|day| day.at.start < at.end && at.start < day.at.end);
    !is_part(before) && ends && !is_day
}
