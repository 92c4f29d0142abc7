//! Deaths by country and month, with what is not known kept apart from zero.

use super::month::Month;

/// A table of countries by months. A cell is `None` where nothing was observed (the country
/// was not there, or the source does not cover it), never where nobody died.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    first: Month,
    countries: Vec<i64>,
    deaths: Vec<Vec<Option<f64>>>,
}

impl Panel {
    /// A table out of cells `(country, month, deaths)` in any order. Of cells that stand
    /// twice the last one holds. Countries are kept sorted by their id.
    pub fn from_cells(cells: impl IntoIterator<Item = (i64, Month, f64)>) -> Panel {
        let cells: Vec<(i64, Month, f64)> = cells.into_iter().collect();
        let first = cells.iter().map(|c| c.1).min().unwrap_or(Month(1));
        let last = cells.iter().map(|c| c.1).max().unwrap_or(Month(0));
        let mut countries: Vec<i64> = cells.iter().map(|c| c.0).collect();
        countries.sort_unstable();
        countries.dedup();
        let months = usize::try_from(last.0 - first.0 + 1).unwrap_or(0);
        let mut deaths = vec![vec![None; months]; countries.len()];
        for (country, month, value) in cells {
            let row = countries.binary_search(&country).expect("every country was listed above");
            deaths[row][usize::try_from(month.0 - first.0).expect("no month before the first")] = Some(value);
        }
        Panel { first, countries, deaths }
    }

    /// What was known at the end of `cut_off`: nothing later remains, and countries without a
    /// single observation until then are gone. Everything that forecasts is handed this, so
    /// that nothing later can reach it.
    pub fn known_until(&self, cut_off: Month) -> Panel {
        let months = usize::try_from(cut_off.0 - self.first.0 + 1).unwrap_or(0).min(self.months());
        let mut known = Panel { first: self.first, countries: Vec::new(), deaths: Vec::new() };
        for (country, row) in self.countries.iter().zip(&self.deaths) {
            if row[..months].iter().any(Option::is_some) {
                known.countries.push(*country);
                known.deaths.push(row[..months].to_vec());
            }
        }
        known
    }

    /// Its first month.
    pub fn first(&self) -> Month {
        self.first
    }

    /// Its last month.
    pub fn last(&self) -> Month {
        self.first.plus(self.months() as i64 - 1)
    }

    /// Number of months.
    pub fn months(&self) -> usize {
        self.deaths.first().map_or(0, Vec::len)
    }

    /// Ids of the countries, sorted.
    pub fn countries(&self) -> &[i64] {
        &self.countries
    }

    /// Place of a country among [`Panel::countries`].
    pub fn place(&self, country: i64) -> Option<usize> {
        self.countries.binary_search(&country).ok()
    }

    /// The months of the country at `place`, from the first month on.
    pub fn row(&self, place: usize) -> &[Option<f64>] {
        &self.deaths[place]
    }

    /// Deaths of a country in a month; none where not observed.
    pub fn get(&self, country: i64, month: Month) -> Option<f64> {
        let at = usize::try_from(month.0 - self.first.0).ok()?;
        self.deaths[self.place(country)?].get(at).copied().flatten()
    }

    /// The last `n` observed values of a country, oldest first; fewer where it has fewer.
    pub fn last_observed(&self, place: usize, n: usize) -> Vec<f64> {
        let mut values: Vec<f64> = self.deaths[place].iter().rev().flatten().take(n).copied().collect();
        values.reverse();
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn not_observed_and_zero_are_two_things() {
        let panel = Panel::from_cells([(7, Month(3), 0.0), (7, Month(5), 4.0), (2, Month(4), 1.0)]);
        assert_eq!(panel.countries(), [2, 7]);
        assert_eq!(panel.row(1), [Some(0.0), None, Some(4.0)]);
        assert_eq!(panel.get(7, Month(4)), None);
        assert_eq!(panel.get(7, Month(3)), Some(0.0));
        assert_eq!(panel.last_observed(1, 2), [0.0, 4.0]);
    }

    #[test]
    fn nothing_later_than_the_cut_off_remains() {
        let panel = Panel::from_cells([(7, Month(3), 0.0), (7, Month(5), 4.0), (2, Month(5), 1.0)]);
        let known = panel.known_until(Month(4));
        assert_eq!((known.countries(), known.last()), (&[7i64][..], Month(4)));
        assert_eq!(known.row(0), [Some(0.0), None]);
    }
}
