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
        for u in &units {
            chances.entry(u.model).or_default().push((u.chance_25, u.deaths >= 25.0));
        }
    }
    for (model, chances) in chances {
        println!("{model}: calibration error {:.4}, average precision {:.4}", calibration_error(&chances), average_precision(&chances));
    }
}
