//! Backtests the years given after the history's file, as `windows HISTORY.csv 2005 2006 …`:
//! a quick look while the method is being changed.

use methods::forecast::backtest::{Actual, summarise, window_units};
use methods::forecast::month::Month;
use methods::forecast::panel::Panel;
use methods::forecast::scores::{average_precision, calibration_error};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let text = std::fs::read_to_string(&arguments[0]).expect("the history can be read");
    let cells: Vec<(i64, Month, f64)> = text
        .lines()
        .skip(1)
        .filter_map(|line| {
            let (start, deaths) = line.rsplit_once(',')?;
            let fields: Vec<&str> = start.split(',').collect();
            Some((fields[3].parse().ok()?, Month(fields[0].parse().ok()?), deaths.parse().ok()?))
        })
        .collect();
    let actuals: Vec<Actual> =
        cells.iter().map(|(country, month, deaths)| Actual { country: *country, month: *month, deaths: *deaths }).collect();
    let panel = Panel::from_cells(cells);
    let mut chances: std::collections::BTreeMap<&str, Vec<(f64, bool)>> = Default::default();
    for window in arguments[1..].iter().map(|a| a.parse::<i64>().expect("a year")) {
        let units = window_units(&panel, &actuals, window, 1);
        let rows = summarise(window, &units);
        let (m, c) = (&rows[0], &rows[4]);
        println!(
            "{window} crps {:.3} / {:.3} = {:.3}  ign {:.4} / {:.4} = {:.3}  mis {:.1} / {:.1} = {:.3}",
            m.crps,
            c.crps,
            m.crps / c.crps,
            m.ign,
            c.ign,
            m.ign / c.ign,
            m.mis,
            c.mis,
            m.mis / c.mis
        );
        for line in regrets(&units) {
            println!("{line}");
        }
        for u in &units {
            chances.entry(u.model).or_default().push((u.chance_25, u.deaths >= 25.0));
        }
    }
    for (model, chances) in chances {
        println!("{model}: calibration error {:.4}, average precision {:.4}", calibration_error(&chances), average_precision(&chances));
    }
}

/// Countries that make 2 % of the method's loss and cost more than 1.25 times what
/// conflictology loses on them.
fn regrets(units: &[methods::forecast::backtest::UnitScore]) -> Vec<String> {
    let mut sums: std::collections::BTreeMap<i64, (f64, f64)> = Default::default();
    for u in units {
        let sum = sums.entry(u.country).or_default();
        match u.model {
            "method" => sum.0 += u.crps,
            "conflictology" => sum.1 += u.crps,
            _ => {}
        }
    }
    let whole: f64 = sums.values().map(|s| s.0).sum();
    let worse = sums.iter().filter(|(_, s)| s.0 > 0.02 * whole && s.0 > 1.25 * s.1);
    worse.map(|(country, s)| format!("  country {country}: {:.3} of the loss, {:.3} times conflictology", s.0 / whole, s.0 / s.1)).collect()
}
