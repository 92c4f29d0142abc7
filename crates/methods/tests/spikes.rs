//! Series made up to break a forecast: whatever follows, it costs little more than the last
//! year repeated would.

use methods::forecast::guard::scale;
use methods::forecast::model::{Model, STEPS};
use methods::forecast::month::Month;
use methods::forecast::panel::Panel;
use methods::forecast::scores::crps;
use methods::forecast::state::State;

const MONTHS: usize = 120;

/// A number that stands for chance: the same at every run (SplitMix64), 0..1.
fn noise(seed: u64) -> f64 {
    let mut z = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (z ^ (z >> 31)) as f64 / u64::MAX as f64
}

/// A series around a level, changed by `change(months before the end, deaths)`.
fn series(seed: u64, level: f64, change: impl Fn(usize, f64) -> f64) -> Vec<f64> {
    (0..MONTHS).map(|m| change(MONTHS - 1 - m, (level * 2.0 * noise(seed * 1_000 + m as u64)).floor()).floor()).collect()
}

/// Names and series: spikes of one to three months at 10 to 1,000 times the level, wars that
/// went on, began or ended at once, slow declines, first months, and a background.
fn world() -> Vec<(String, Vec<f64>)> {
    let mut all = Vec::new();
    for (level, times) in [(1.0, 1_000.0), (3.0, 100.0), (30.0, 10.0), (30.0, 100.0), (300.0, 10.0), (300.0, 100.0)] {
        for length in 1..=3 {
            let spike = move |back: usize, deaths: f64| if back < length { (deaths + level) * times } else { deaths };
            all.push((format!("{length} months at {times} times {level}"), series(all.len() as u64 + 1, level, spike)));
        }
    }
    let mut more = |name: &str, level: f64, change: &dyn Fn(usize, f64) -> f64| {
        all.push((name.to_owned(), series(all.len() as u64 + 1, level, change)));
    };
    more("war", 800.0, &|_, deaths| deaths);
    more("war that ended", 800.0, &|back, deaths| if back < 2 { 0.0 } else { deaths });
    more("war that began", 800.0, &|back, deaths| if back < 6 { deaths } else { 0.0 });
    more("slow decline", 900.0, &|back, deaths| deaths * back as f64 / MONTHS as f64);
    more("first month", 40.0, &|back, deaths| if back == 0 { deaths + 30.0 } else { 0.0 });
    more("all zeros", 0.0, &|_, deaths| deaths);
    for at in 0..10 {
        more("background", f64::from(at) * 4.0, &|back, deaths| if (back + at as usize) % 30 < 12 { deaths } else { 0.0 });
    }
    all
}

fn panel(world: &[(String, Vec<f64>)]) -> Panel {
    let cells = world.iter().enumerate();
    Panel::from_cells(
        cells.flat_map(|(c, (_, row))| row.iter().enumerate().map(move |(m, deaths)| (c as i64, Month(m as i64 + 1), *deaths))),
    )
}

#[test]
fn whatever_follows_costs_little_more_than_the_last_year_repeated() {
    let world = world();
    let panel = panel(&world);
    let model = Model::train(&panel, 1);
    for (place, (name, row)) in world.iter().enumerate() {
        let year = &row[MONTHS - 12..];
        let scale = scale(&State::along(&year.iter().copied().map(Some).collect::<Vec<_>>())[11].unwrap());
        let most = year.iter().copied().fold(0.0, f64::max);
        for forecast in model.forecast(place, [1, 6, 12]) {
            // It returns, stays, doubles or goes half the way.
            for outcome in [0.0, row[MONTHS - 40], most / 2.0, most, 2.0 * most] {
                let (ours, theirs) = (crps(&forecast.draws, outcome), crps(year, outcome));
                // Below its scale, at most 150 deaths, a forecast is free: so much may be lost there.
                assert!(ours <= 1.25 * theirs + scale, "{name}, step {}, {outcome}: {ours} against {theirs}", forecast.step);
            }
        }
    }
}

#[test]
fn a_series_that_starts_with_a_spike_or_is_three_months_old_is_forecast_all_the_same() {
    let mut world = world();
    world.truncate(24);
    let mut cells: Vec<(i64, Month, f64)> = Vec::new();
    for (c, (_, row)) in world.iter().enumerate() {
        cells.extend(row.iter().enumerate().map(|(m, deaths)| (c as i64, Month(m as i64 + 1), *deaths)));
    }
    let last = MONTHS as i64;
    cells.extend([900.0, 2.0, 0.0].into_iter().zip(0..).map(|(deaths, m)| (100, Month(last - 2 + m), deaths)));
    // A war with one month missing: the same war, one month shorter.
    cells.extend((1..=last).filter(|m| *m != last - 4).map(|m| (101, Month(m), 500.0 + (m % 7) as f64)));
    let panel = Panel::from_cells(cells);
    let model = Model::train(&panel, 1);
    let means = |country: i64| model.forecast(panel.place(country).unwrap(), STEPS).iter().map(|f| f.mean()).collect::<Vec<_>>();
    let short = means(100);
    assert!(short.len() == 14 && short.iter().all(|mean| *mean < 900.0), "{short:?}");
    let war = means(101);
    assert!(war.iter().all(|mean| (200.0..900.0).contains(mean)), "{war:?}");
}

#[test]
fn a_revision_by_a_factor_of_ten_alone_makes_no_jump() {
    let before = world();
    let place = before.iter().position(|(name, _)| name == "war").unwrap();
    let mut after = before.clone();
    after[place].1.iter_mut().for_each(|deaths| *deaths *= 10.0);
    let mean = |world: &[(String, Vec<f64>)]| {
        let panel = panel(world);
        Model::train(&panel, 1).forecast(place, [3])[0].mean()
    };
    let times = mean(&after) / mean(&before);
    assert!((7.0..13.0).contains(&times), "{times}");
}
