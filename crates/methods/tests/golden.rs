//! What the methods give on fixed input, kept in files: whoever changes a figure sees which,
//! and where the method of forecasting changed, gives it a new version (`METHOD`).
//!
//! `UPDATE_GOLDEN=1 cargo test -p methods --test golden` writes the files anew; read the change.

#[path = "golden/reading.rs"]
mod reading;

use methods::forecast::backtest::{Actual, summarise, window_units};
use methods::forecast::gate::{Gate, Lesson};
use methods::forecast::model::{METHOD, Model};
use methods::forecast::month::Month;
use methods::forecast::panel::Panel;
use methods::forecast::parts::{Memory, PART_WORDS, Points};
use methods::forecast::state::State;
use methods::forecast::{baselines, draws, parts, scores};
use methods::{alignment, citations, countries, dates, difference, language, measures, names};
use std::fmt::Write;
use std::path::Path;

fn golden(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        return std::fs::write(path, found).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    let differing = known.lines().zip(found.lines()).find(|(a, b)| a != b);
    assert!(known == found, "{name} has changed; first difference: {differing:?}");
}

/// Six significant digits: what another processor rounds otherwise does not show.
fn n(value: f64) -> String {
    if value.abs() < 1e-9 { "0".into() } else { format!("{value:.5e}") }
}

fn all(values: impl IntoIterator<Item = f64>) -> String {
    values.into_iter().map(n).collect::<Vec<_>>().join(" ")
}

/// A world of eight countries and sixteen years: quiet ones, wars, one that is observed late
/// and one that is observed no longer.
fn world() -> Panel {
    let deaths = |c: i64, m: i64| {
        let noise = (m * 7919 + c * 104_729) % 97;
        match c {
            0 => 0,
            1 if (60..80).contains(&m) => noise * 3,
            1 => 0,
            2 => noise / 9,
            3 => (m - 100).max(0) * noise / 10,
            4 => {
                if noise > 90 {
                    400 + noise
                } else {
                    noise % 3
                }
            }
            5 => 1200 - 6 * m + noise,
            6 => noise / 30,
            _ => (m % 24) * noise / 20,
        }
    };
    let observed = |c: i64, m: i64| !(c == 6 && m < 90 || c == 7 && m > 150 || c == 2 && m % 31 == 5);
    let cells = (0..8).flat_map(move |c| (0..192).filter(move |m| observed(c, *m)).map(move |m| (c, Month(m + 1), deaths(c, m) as f64)));
    Panel::from_cells(cells)
}

#[test]
fn the_method_forecasts_what_it_forecast() {
    let world = world();
    let mut out = format!("{METHOD}\n");
    let model = Model::train(&world, 7);
    for place in 0..world.countries().len() {
        for forecast in model.forecast(place, [1, 3, 8, 14]) {
            writeln!(
                out,
                "country {} {} step {}: mean {} at least 1: {} at least 25: {}",
                forecast.country,
                forecast.month,
                forecast.step,
                n(forecast.mean()),
                n(forecast.chance_of(1.0)),
                n(forecast.chance_of(25.0))
            )
            .unwrap();
            writeln!(out, "  draws {}", all(forecast.draws.iter().step_by(111).copied())).unwrap();
            for part in &forecast.parts {
                writeln!(out, "  {} {} {} {}", part.part, n(part.weight_share), n(part.deaths_mean), n(part.chance_25)).unwrap();
            }
        }
        for s in model.similar(place, 4) {
            writeln!(out, "  like {} {} {} {:?} {:?}", s.country, s.month, n(s.distance), s.before, s.after).unwrap();
        }
    }
    golden("forecast.txt", &out);
}

#[test]
fn the_past_is_scored_as_it_was() {
    let world = world();
    let actuals: Vec<Actual> = world
        .countries()
        .iter()
        .enumerate()
        .flat_map(|(place, country)| {
            let cells: Vec<Actual> = world
                .row(place)
                .iter()
                .enumerate()
                .filter_map(|(at, deaths)| deaths.map(|deaths| Actual { country: *country, month: world.first().plus(at as i64), deaths }))
                .collect();
            cells
        })
        .collect();
    let mut out = String::new();
    for window in [1993, 1995] {
        let units = window_units(&world, &actuals, window, 7);
        for u in units.iter().filter(|u| u.step % 5 == 3) {
            writeln!(
                out,
                "{} {} {} {} {}: {}",
                u.model,
                u.country,
                u.month,
                u.step,
                u.deaths,
                all([u.crps, u.ign, u.mis, u.chance_25, u.width_90])
            )
            .unwrap();
        }
        for s in summarise(window, &units) {
            writeln!(out, "{} {} {}: {}", s.window, s.model, s.n, all([s.crps, s.ign, s.mis])).unwrap();
        }
    }
    golden("scores.txt", &out);
}

#[test]
fn the_parts_and_their_weights_are_what_they_were() {
    let world = world();
    let memory = Memory::of(&world, 11);
    let mut out = String::new();
    let mut lessons = Vec::new();
    for place in 0..world.countries().len() {
        for at in [30, 95, 191] {
            let Some(state) = memory.state(place, at) else { continue };
            writeln!(
                out,
                "place {place} month {at}: {}",
                all([
                    state.last,
                    state.mean_3,
                    state.mean_12,
                    state.mean_60,
                    state.mean_all,
                    state.active_12_share,
                    state.active_36_share,
                    state.quiet_months
                ])
            )
            .unwrap();
            writeln!(out, "  shape {}", all(state.shape().map(f64::from))).unwrap();
            writeln!(out, "  lean {} | {}", all(state.lean(1)), all(state.lean(14))).unwrap();
            let near = memory.nearest(place, at, 3);
            writeln!(
                out,
                "  near {}: {}",
                near.len(),
                near.iter().take(5).map(|m| format!("{} {} {}", m.place, m.at, n(m.distance))).collect::<Vec<_>>().join(", ")
            )
            .unwrap();
            let all_parts = parts::all(&memory.own(place, at), memory.followed(&near, &state, at, 3), &memory.anywhere(at));
            for (word, points) in PART_WORDS.iter().zip(&all_parts) {
                let mean: f64 = points.iter().map(|(deaths, w)| deaths * w).sum();
                let square: f64 = points.iter().map(|(deaths, w)| deaths * deaths * w).sum();
                writeln!(out, "  {word} {}: {}", points.len(), all([mean, square, points.iter().map(|p| p.1 * p.1).sum()])).unwrap();
            }
            for outcome in [0.0, 3.0, 40.0] {
                lessons.push(Lesson::new(state.lean(3), &all_parts, outcome, state.mean_12, (191 - at) as f64, 1.0 + outcome));
            }
        }
    }
    let gate = Gate::learn(&lessons);
    for place in 0..world.countries().len() {
        if let Some(state) = memory.state(place, 191) {
            writeln!(out, "weights {place}: {}", all(gate.weights(&state.lean(6)))).unwrap();
        }
    }
    golden("parts.txt", &out);
}

#[test]
fn small_figures_are_what_their_papers_say() {
    // Of three draws of 1, 2 and 9, two reach 2.
    assert_eq!(draws::chance_of(&[1.0, 2.0, 9.0], 2.0), 2.0 / 3.0);
    assert_eq!(draws::chance_of(&[1.0, 2.0, 9.0], 10.0), 0.0);
    assert_eq!(draws::chance_of(&[1.0, 2.0, 9.0], 1.0), 1.0);
    let edges: Vec<usize> =
        [-1.0, 0.0, 0.4, 0.5, 2.4, 2.5, 5.5, 10.5, 25.4, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.4, 1000.5, 1e9].map(scores::bin_of).to_vec();
    assert_eq!(edges, [0, 0, 0, 1, 1, 2, 3, 4, 4, 5, 6, 7, 8, 9, 9, 10, 10]);
    let draws: Vec<f64> = (0..=100).map(f64::from).collect();
    // Twenty times what lies outside, as α is a tenth.
    assert_eq!(scores::interval_score(&draws, 0.0), 90.0 + 20.0 * 5.0);
    assert_eq!(scores::interval_score(&draws, 5.0), 90.0);
    assert_eq!(scores::interval_score(&draws, 95.0), 90.0);
    ranked_and_shared();
    let mut out = String::new();
    figures_told(&mut out);
    golden("figures.txt", &out);
}

fn ranked_and_shared() {
    for (share, expected) in [(0.0, 1.0), (0.5, 2.0), (0.25, 1.5), (1.0, 9.0), (0.75, 5.5), (-1.0, 1.0), (2.0, 9.0)] {
        assert_eq!(scores::quantile_sorted(&[1.0, 2.0, 9.0], share), expected, "{share}");
    }
    assert!(scores::quantile_sorted(&[], 0.5).is_nan());
    assert_eq!([scores::brier(0.25, true), scores::brier(0.25, false), scores::brier(1.0, true)], [0.5625, 0.0625, 0.0]);
    assert_eq!([scores::log_score(0.5, true), scores::log_score(0.25, true), scores::log_score(0.75, false)], [1.0, 2.0, 2.0]);
    assert!((scores::log_score(0.0, true) - 2000f64.log2()).abs() < 1e-9 && (scores::log_score(1.0, false) - 2000f64.log2()).abs() < 1e-9);
    let groups = scores::calibration_groups(&[(0.05, false), (0.15, true), (0.19, false), (1.0, true)]);
    let told: Vec<(f64, f64, usize)> = groups.iter().map(|g| ((g.chance_mean * 100.0).round() / 100.0, g.happened_share, g.n)).collect();
    assert_eq!(told, [(0.05, 0.0, 1), (0.17, 0.5, 2), (1.0, 1.0, 1)]);
    let error = scores::calibration_error(&[(0.05, false), (0.15, true), (0.19, false), (1.0, true)]);
    assert!((error - (0.25 * 0.05 + 0.5 * 0.33)).abs() < 1e-9, "{error}");
    // Precision 1 at a third of the recall, 2/3 at two thirds, 3/5 at the whole.
    let area = scores::average_precision(&[(0.9, true), (0.8, false), (0.7, true), (0.2, false), (0.1, true)]);
    assert!((area - (1.0 + 2.0 / 3.0 + 3.0 / 5.0) / 3.0).abs() < 1e-12, "{area}");
    for size in [1, 2, 3, 7, 12, 13] {
        let draws: Vec<f64> = (0..size).map(|i| f64::from(i * i)).collect();
        let challenge = scores::to_challenge_size(&draws);
        assert_eq!(challenge.len(), 1000);
        let mean = challenge.iter().sum::<f64>() / 1000.0;
        println!("{size} {}", n(mean));
    }
    assert_eq!(scores::to_challenge_size(&[]).len(), 0);
    assert_eq!(scores::to_challenge_size(&vec![3.0; 2000]), vec![3.0; 1000]);
    assert_eq!(measures::average_precision([true, false, true], 2), Some((1.0 + 2.0 / 3.0) / 2.0));
    assert_eq!(measures::average_precision([true, false, true], 4), Some((1.0 + 2.0 / 3.0) / 4.0));
    assert_eq!(measures::average_precision([true], 0), None);
    assert_eq!((measures::mean(&[1.0, 2.0, 6.0]), measures::mean(&[])), (Some(3.0), None));
    for (share, expected) in [(0.0, 1.0), (0.5, 3.0), (0.95, 4.8), (1.0, 5.0)] {
        assert_eq!(measures::percentile(&[1.0, 2.0, 3.0, 4.0, 5.0], share), Some(expected), "{share}");
    }
    assert_eq!(measures::percentile(&[], 0.5), None);
}

fn figures_told(out: &mut String) {
    let panel = world();
    for baseline in baselines::Baseline::ALL {
        for place in 0..panel.countries().len() {
            let set = baselines::draws(&panel, place, baseline);
            writeln!(out, "{} {place} {}: {}", baseline.word(), set.len(), all(set.iter().step_by(99).copied())).unwrap();
        }
    }
    writeln!(out, "{} {:?}", baselines::challenge_cut_off(2018), Month::of(1980, 1)).unwrap();
    for draws in [&[0.0, 9.0, 1.0][..], &[5.0; 12], &[1.0, 0.0, 0.0, 40.0, 2.0, 2.0, 0.0, 0.0, 7.0, 1.0, 3.0, 300.0]] {
        writeln!(out, "resized {}", all(scores::to_challenge_size(draws).into_iter().step_by(37))).unwrap();
        for outcome in [0.0, 2.0, 50.0] {
            writeln!(
                out,
                "scored {}",
                all([scores::crps(draws, outcome), scores::ignorance(draws, outcome), scores::interval_score(draws, outcome)])
            )
            .unwrap();
        }
    }
    let row: Vec<Option<f64>> = (0..50).map(|m| (m % 7 != 3).then_some(if m < 12 { 0.0 } else { f64::from(m % 4) })).collect();
    for (at, state) in State::along(&row).iter().enumerate().step_by(3) {
        writeln!(out, "{at} {:?}", state.map(|s| s.lean(2).map(n))).unwrap();
    }
    let points: Points = vec![(9.0, 2.0), (1.0, 1.0), (4.0, 0.5)];
    writeln!(out, "weighted {}", all(draws::weighted_quantile_set(points, 7))).unwrap();
}
