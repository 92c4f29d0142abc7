//! Scores first months, as `first HISTORY.csv OUTLINES.tsv 2000 2021`: a quick look while the
//! method is being changed. The outlines are those of the early-warning domain.

use methods::borders::borders;
use methods::forecast::first_scores::scores;
use methods::forecast::month::Month;
use methods::forecast::panel::Panel;
use methods::forecast::spike;
use std::collections::BTreeMap;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let text = std::fs::read_to_string(&arguments[0]).expect("the history can be read");
    let mut codes: BTreeMap<i64, String> = BTreeMap::new();
    let cells: Vec<(i64, Month, f64)> = text
        .lines()
        .skip(1)
        .filter_map(|line| {
            let (start, deaths) = line.rsplit_once(',')?;
            let fields: Vec<&str> = start.split(',').collect();
            let country = fields[3].parse().ok()?;
            codes.insert(country, fields[fields.len() - 1].to_owned());
            Some((country, Month(fields[0].parse().ok()?), deaths.parse().ok()?))
        })
        .collect();
    let panel = Panel::from_cells(cells);
    let outlines = std::fs::read_to_string(&arguments[1]).expect("the outlines can be read");
    let codes: Vec<&str> = panel.countries().iter().map(|id| codes[id].as_str()).collect();
    let year = |at: usize| arguments[at].parse::<i64>().expect("a year");
    for s in scores(&panel, &borders(&codes, &outlines), year(2), year(3)) {
        println!("{s:?}");
    }
    println!("{:?}", spike::after(&panel));
}
