//! A country: what was reported, what may come, why, and what happened in moments like now.

use super::plots::{self, Day};
use super::shared::{self, chance, change};
use crate::event::{self, Event};
use crate::first::{FirstMonths, Spike};
use crate::forecast::{self, CountryForecast, MonthForecast, Reason, Reasons, Similar};
use crate::opinion::{self, Opinion, OpinionMonth};
use crate::{country, store};
use askama::Template;
use axum::extract::Path;
use methods::forecast::month::Month;
use platform::actor::Needs;
use platform::chart::{self, LineChart, Series, Unit};
use platform::web::{Outcome, Reply, Route, ShowPage, Visit, Wanted};
use platform::{Result, Sample, say};
use serde::Serialize;
use std::collections::BTreeMap;

/// Months of history beside the forecast in the fan chart.
const FAN_MONTHS: i64 = 24;
/// Years of the calendar.
const CALENDAR_YEARS: i64 = 12;
/// Spikes whose half year must be known before it is told what followed.
const SPIKES_MIN: usize = 5;
/// Events listed.
const EVENTS: usize = 25;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::page("/warning/countries/{id}", Needs::Reading, page)]
}

/// State-based deaths of a month; none where not observed.
#[derive(Debug, Clone, Serialize)]
struct MonthObserved {
    month: String,
    deaths: Option<f64>,
    /// Which source says so.
    source: Option<String>,
}

#[derive(Debug, Serialize)]
struct Shown {
    country: String,
    name: String,
    observed: Vec<MonthObserved>,
    forecast: Option<CountryForecast>,
    /// What VIEWS says.
    second_opinion: Option<Opinion>,
    events: Vec<Event>,
    /// Months in which the published series and the events disagree: month, series, events.
    differing: Vec<(String, f64, f64)>,
    names: BTreeMap<String, String>,
}

#[derive(Template)]
#[template(path = "warning-country.html")]
struct CountryPage<'a> {
    v: &'a Visit,
    shown: &'a Shown,
    fan: String,
    /// Whether the fan chart stands on a scale of magnitudes.
    wide: bool,
    calendar: Vec<(i64, Vec<Day>)>,
    calendar_plot: String,
}

impl CountryPage<'_> {
    fn chance(&self, c: &f64) -> String {
        chance(self.v, *c)
    }

    fn change(&self, c: &f64) -> String {
        change(self.v, *c)
    }

    fn deaths(&self, d: &f64) -> String {
        shared::deaths(self.v, *d)
    }

    /// That a month is without precedent.
    fn spike(&self, s: &Spike) -> String {
        let (deaths, usual) = (shared::deaths(self.v, s.deaths), shared::deaths(self.v, s.usual));
        self.v.say(&say!("warning-spike", month = self.v.date(&s.month), deaths = deaths, usual = usual))
    }

    /// What followed such months; nothing where too few are known to say so.
    fn after(&self, s: &Spike) -> String {
        if s.n < SPIKES_MIN {
            return self.v.t("warning-spike-unknown");
        }
        let number = |n: usize| self.v.number(n);
        self.v.say(&say!("warning-spike-after", n = number(s.n), fell = number(s.fell), stayed = number(s.stayed)))
    }

    /// By how much something raises or lowers the odds.
    fn odds(&self, log_odds: &f64) -> String {
        format!("×{:.1}", log_odds.exp())
    }

    fn range(&self, r: &[f64; 2]) -> String {
        format!("{}–{}", shared::deaths(self.v, r[0]), shared::deaths(self.v, r[1]))
    }

    fn some_chance(&self, chance: &Option<f64>) -> String {
        chance.map_or_else(|| "–".to_owned(), |c| self.chance(&c))
    }

    fn some_deaths(&self, deaths: &Option<f64>) -> String {
        deaths.map_or_else(|| "–".to_owned(), |d| self.deaths(&d))
    }

    /// Our own chance of at least 25 deaths in a month that VIEWS speaks of.
    fn own_chance(&self, month: &str) -> String {
        self.some_chance(&self.own(month).map(|m| m.chance_25))
    }

    fn own_deaths(&self, month: &str) -> String {
        self.some_deaths(&self.own(month).map(|m| m.deaths_mean))
    }

    fn own(&self, month: &str) -> Option<&MonthForecast> {
        self.shown.forecast.as_ref()?.months.iter().find(|m| m.month == month)
    }

    fn name(&self, id: &str) -> String {
        shared::name_of(&self.shown.names, id)
    }

    /// The sum of a year; "not observed" where nothing of it was.
    fn year(&self, months: &[Option<f64>]) -> String {
        let known: Vec<f64> = months.iter().flatten().copied().collect();
        if known.is_empty() { self.v.t("warning-not-observed") } else { shared::deaths(self.v, known.iter().sum()) }
    }
}

fn page(visit: Visit, Path(id): Path<String>) -> Outcome {
    let shown = read(&visit, &id)?;
    if visit.wanted == Wanted::Data("csv".into()) {
        let text = |o: &MonthObserved| {
            vec![o.month.clone(), o.deaths.map(|d| d.to_string()).unwrap_or_default(), o.source.clone().unwrap_or_default()]
        };
        return Reply::csv(&format!("{id}.csv"), &["month", "deaths_state_based", "source"], shown.observed.iter().map(text));
    }
    visit.show(&draw(&visit, &shown), &shown)
}

fn read(v: &Visit, id: &str) -> Result<Shown> {
    let source_name = v.app.read(&v.actor, |c| store::release::country(c, id))?;
    let cells = v.app.read(&v.actor, |c| store::event::cells_of_country(c, id))?;
    let state: Vec<(String, Month, f64)> = cells
        .into_iter()
        .filter(|(_, violence, _, _)| violence == "state")
        .map(|(source, _, month, deaths)| (source, month, deaths))
        .collect();
    let mut months: BTreeMap<Month, (f64, String)> = BTreeMap::new();
    let mut differing = Vec::new();
    for same in state.chunk_by(|a, b| a.1 == b.1) {
        months.insert(same[0].1, (same[0].2, same[0].0.clone()));
        if same.len() > 1 && same[0].2 != same[1].2 {
            differing.push((same[0].1.to_string(), same[0].2, same[1].2));
        }
    }
    let span = months.keys().next().copied().zip(months.keys().last().copied());
    let all = span.map(|(from, until)| (from.0..=until.0).map(Month).collect::<Vec<_>>()).unwrap_or_default();
    let observed = all.into_iter().map(|month| {
        let known = months.get(&month);
        MonthObserved { month: month.to_string(), deaths: known.map(|k| k.0), source: known.map(|k| k.1.clone()) }
    });
    let made = forecast::newest(&v.app, &v.actor)?;
    let forecast = made.map(|made| forecast::of_country(&v.app, &v.actor, &made, id)).transpose()?.flatten();
    let until = span.map_or(Month(1), |s| s.1);
    Ok(Shown {
        country: id.to_owned(),
        name: country::name(id, &source_name, v.language),
        observed: observed.collect(),
        forecast,
        second_opinion: opinion::of_country(&v.app, &v.actor, id)?,
        events: event::of_country(&v.app, &v.actor, id, until.plus(-11), until, EVENTS)?,
        differing,
        names: shared::names(v)?,
    })
}

fn draw<'a>(v: &'a Visit, shown: &'a Shown) -> CountryPage<'a> {
    let calendar = calendar(v, shown);
    let calendar_plot = plots::calendar(v, &v.t("warning-calendar"), &calendar);
    let (fan, wide) = fan(v, shown);
    CountryPage { v, fan, wide, calendar, calendar_plot, shown }
}

/// Two years of history, and the forecast with its ranges of 95, 80 and 50 %; and whether the
/// scale is one of magnitudes, so that beside a spike the rest can be read.
fn fan(v: &Visit, shown: &Shown) -> (String, bool) {
    let known: BTreeMap<&str, Option<f64>> = shown.observed.iter().map(|o| (o.month.as_str(), o.deaths)).collect();
    let months: &[MonthForecast] = shown.forecast.as_ref().map_or(&[], |f| &f.months);
    let cut_off = shown.forecast.as_ref().map(|f| f.made.cut_off.clone()).or_else(|| shown.observed.last().map(|o| o.month.clone()));
    let Some(cut_off) = cut_off.and_then(|text| text.parse::<Month>().ok()) else { return (String::new(), false) };
    let places: Vec<Month> = (-FAN_MONTHS + 1..=months.len() as i64).map(|back| cut_off.plus(back)).collect();
    let of = |month: &Month| months.iter().find(|f| f.month == month.to_string());
    let observed: Vec<Option<f64>> = places.iter().map(|m| known.get(m.to_string().as_str()).copied().flatten()).collect();
    let band = |interval: fn(&MonthForecast) -> [f64; 2]| {
        places.iter().map(|m| of(m).map(|f| (interval(f)[0], interval(f)[1]))).collect::<Vec<_>>()
    };
    let wide = stands_out(observed.iter().flatten().copied().collect());
    let middle = Series {
        name: v.t("warning-fan-median"),
        values: places.iter().map(|m| of(m).map(|f| f.deaths_median)).collect(),
        bands: if months.is_empty() { Vec::new() } else { vec![band(|f| f.interval_95), band(|f| f.interval_80), band(|f| f.interval_50)] },
    };
    let series = vec![Series { name: v.t("warning-fan-observed"), values: observed, bands: Vec::new() }, middle];
    let title = v.tx("warning-fan", &shown.name);
    let unit = if wide { Unit::Magnitude } else { Unit::Count };
    let drawn = chart::line_chart(v, &LineChart { title, places: places.iter().map(ToString::to_string).collect(), series, unit });
    (drawn, wide)
}

/// Whether the deadliest month stands so far above the others that they could not be read.
fn stands_out(mut deaths: Vec<f64>) -> bool {
    deaths.sort_by(f64::total_cmp);
    let usual = deaths.get(deaths.len() / 2).copied().unwrap_or(0.0);
    deaths.last().is_some_and(|most| *most >= 25.0 && *most >= 20.0 * (usual + 1.0))
}

fn calendar(v: &Visit, shown: &Shown) -> Vec<(i64, Vec<Day>)> {
    let known: BTreeMap<&str, Option<f64>> = shown.observed.iter().map(|o| (o.month.as_str(), o.deaths)).collect();
    let Some(last) = shown.observed.last().and_then(|o| o.month.parse::<Month>().ok()) else { return Vec::new() };
    let cell = |month: Month| match known.get(month.to_string().as_str()).copied().flatten() {
        None => Day { class: "heat-none", text: "·".to_owned(), month: v.date(&month.to_string()) },
        Some(deaths) => {
            let class = match deaths {
                d if d < 1.0 => "heat-0",
                d if d < 25.0 => "heat-1",
                d if d < 100.0 => "heat-2",
                d if d < 1_000.0 => "heat-3",
                _ => "heat-4",
            };
            Day { class, text: shared::deaths(v, deaths), month: v.date(&month.to_string()) }
        }
    };
    let years = (last.year() - CALENDAR_YEARS + 1..=last.year()).rev();
    years.map(|year| (year, (1..=12).map(|month| cell(Month::of(year, month))).collect())).collect()
}

/// Chances of an invented country.
pub(super) fn sample_first() -> FirstMonths {
    FirstMonths { within_3: 0.02, within_6: 0.04, within_12: 0.09, usual_12: 0.02, own_past: 1.1, neighbours: 0.4 }
}

/// An event of an invented country.
pub(super) fn sample_event() -> Event {
    Event {
        source: "ucdp_ged".into(),
        event_id: "77".into(),
        release: "r1".into(),
        month: "2026-10".into(),
        violence: "state".into(),
        started_on: "2026-10-02".into(),
        ended_on: "2026-10-03".into(),
        deaths_best: 4,
        deaths_low: Some(2),
        deaths_high: None,
        conflict: "Karsava: Government".into(),
        side_a: "Government of Karsava".into(),
        side_b: "Front".into(),
        place: "Ostrava ridge".into(),
        latitude: Some(41.0),
        longitude: Some(44.0),
        place_precision: Some(3),
    }
}

pub(super) fn samples() -> Vec<Sample> {
    fn shown() -> Shown {
        let observed = (1..=10).map(|m| MonthObserved {
            month: format!("2026-{m:02}"),
            deaths: if m == 4 { None } else { Some((m * 9 % 40) as f64) },
            source: Some("series".into()),
        });
        let similar =
            Similar { country: "XQB".into(), month: "2019-04".into(), distance: 0.4, before: vec![Some(3.0); 12], after: vec![None; 12] };
        let reasons = Reasons {
            month: Some("2026-11".into()),
            chance_25_before: 0.4,
            chance_25_now: 0.46,
            parts: vec![
                Reason { part: "similar".into(), chance_25_change: 0.05 },
                Reason { part: "own_past".into(), chance_25_change: -0.01 },
            ],
        };
        let forecast = CountryForecast {
            made: super::overview::sample_made(),
            observed_months: 120,
            deaths_12_mean: 18.5,
            months: vec![super::overview::sample_month(1)],
            reasons,
            similar: vec![similar],
            spike: Some(Spike { month: "2026-09".into(), deaths: 812.0, usual: 3.0, n: 51, fell: 26, stayed: 13 }),
            first_months: Some(sample_first()),
        };
        let names = BTreeMap::from([("XQA".to_owned(), "Karsava".to_owned()), ("XQB".to_owned(), "Velmora".to_owned())]);
        Shown {
            country: "XQA".into(),
            name: "Karsava".into(),
            observed: observed.collect(),
            forecast: Some(forecast),
            second_opinion: Some(Opinion {
                run: "fatalities003_2026_10_t01".into(),
                cut_off: "2026-10".into(),
                release: "r2".into(),
                months: vec![
                    OpinionMonth { month: "2026-11".into(), deaths_mean: Some(14.2), chance_25: Some(0.31) },
                    OpinionMonth { month: "2026-12".into(), deaths_mean: None, chance_25: Some(0.3) },
                ],
            }),
            events: vec![sample_event()],
            differing: vec![("2026-03".into(), 7.0, 9.0)],
            names,
        }
    }
    vec![
        Sample { name: "warning-country.html", render: |v| Ok(draw(v, &shown()).render()?) },
        Sample {
            name: "warning-country.html, without forecast",
            render: |v| {
                Ok(draw(v, &Shown { forecast: None, second_opinion: None, events: Vec::new(), differing: Vec::new(), ..shown() })
                    .render()?)
            },
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_changes_its_scale_only_where_one_month_hides_the_others() {
        for (deaths, expected) in [
            (vec![1.0, 2.0, 300.0], true),
            (vec![100.0, 200.0, 300.0], false),
            (vec![0.0, 0.0, 20.0], false),
            (vec![0.0, 0.0, 0.0, 30.0], true),
            (Vec::new(), false),
        ] {
            assert_eq!(stands_out(deaths.clone()), expected, "{deaths:?}");
        }
    }
}
