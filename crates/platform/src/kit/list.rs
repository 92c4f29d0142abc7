//! Lists: declared once. From the declaration follow the page with sortable heads and filters, its
//! `.json` and `.csv`, the call of the programs' interface and the command `goodoffices domain
//! thing list`. All of them go through everything with one cursor and say the total.

mod cursor;
mod found;

use cursor::{How, Place, made, parameters};

pub use found::{Found, Line};

use super::action::{Acts, Thing};
use super::cell::Cell;
use super::form::{FieldOf, Form, Given};
use crate::actor::{Actor, Needs};
use crate::app::App;
use crate::db::{Connection, Row, Statement, Value};
use crate::web::NamedSchema;
use crate::{Error, Fault, Result, say};
use serde::Serialize;
use utoipa::ToSchema;

/// Things in a page: at most, and unless told.
const LIMIT_MAX: usize = 200;
const LIMIT: usize = 50;
/// Things that are counted one by one; of more it is said that there are more.
pub(super) const COUNTED: usize = 10_000;
/// Rows that are read at a time where all of a list is taken.
const AT_A_TIME: usize = 1_000;
/// What narrows no list: how it is read.
pub(super) const HOW: [&str; 3] = ["sort", "after", "limit"];

/// What a list is sorted by: an expression over a row `r` that is never NULL.
#[derive(Debug, Clone, Copy)]
pub enum By {
    /// A text.
    Text(&'static str),
    /// A number.
    Number(&'static str),
}

/// A column.
pub struct Column<T> {
    /// Its name in files and tables of the command line, and as a sort.
    pub(super) name: &'static str,
    /// Key of its head; made of the domain and its name where empty.
    pub(super) label: &'static str,
    pub(super) cell: fn(&T) -> Cell,
    pub(super) by: Option<By>,
}

impl<T> Column<T> {
    /// A column.
    pub const fn new(name: &'static str, cell: fn(&T) -> Cell) -> Column<T> {
        Column { name, label: "", cell, by: None }
    }

    /// The same under another head than `domain-name`.
    pub const fn label(self, label: &'static str) -> Column<T> {
        Column { label, ..self }
    }

    /// The same, which the list can be sorted by.
    pub const fn by(self, by: By) -> Column<T> {
        Column { by: Some(by), ..self }
    }
}

/// A list of one kind of thing.
pub struct List<T: 'static, F: Form = ()> {
    thing: &'static Thing,
    needs: Needs,
    title: &'static str,
    rows: Statement,
    read: fn(&Row) -> Result<T>,
    columns: &'static [Column<T>],
    first: &'static str,
    narrow: fn(&Actor, &F) -> Vec<Value>,
    seen: Option<fn(&App, &Actor, T) -> T>,
    steps: fn(&T) -> Vec<&'static dyn Acts>,
    begins: &'static [&'static dyn Acts],
}

impl<T> List<T> {
    /// The list of a thing at its path. `title` is the key of its title, with `-none` that of what
    /// an empty one says. `rows` selects all that there is, in no order, each with an `id`. It is
    /// sorted by `first` unless told: a column's name, with `-` before it from the last on.
    pub const fn of(
        thing: &'static Thing,
        needs: Needs,
        title: &'static str,
        rows: Statement,
        read: fn(&Row) -> Result<T>,
        columns: &'static [Column<T>],
        first: &'static str,
    ) -> List<T> {
        List { thing, needs, title, rows, read, columns, first, narrow: |_, ()| Vec::new(), seen: None, steps: |_| Vec::new(), begins: &[] }
    }

    /// The same, narrowed by what a form holds: `values` are the parameters of the rows.
    pub const fn narrowed<F: Form>(self, values: fn(&Actor, &F) -> Vec<Value>) -> List<T, F> {
        List {
            thing: self.thing,
            needs: self.needs,
            title: self.title,
            rows: self.rows,
            read: self.read,
            columns: self.columns,
            first: self.first,
            narrow: values,
            seen: self.seen,
            steps: self.steps,
            begins: self.begins,
        }
    }
}

impl<T, F: Form> List<T, F> {
    /// The same with what of a thing is for others left out.
    pub const fn seen(mut self, seen: fn(&App, &Actor, T) -> T) -> List<T, F> {
        self.seen = Some(seen);
        self
    }

    /// The same with what can be done with a thing.
    pub const fn steps(mut self, steps: fn(&T) -> Vec<&'static dyn Acts>) -> List<T, F> {
        self.steps = steps;
        self
    }

    /// The same with what makes a new one.
    pub const fn begins(mut self, begins: &'static [&'static dyn Acts]) -> List<T, F> {
        self.begins = begins;
        self
    }

    /// The sort that a word asks for: its column, and whether from the last on.
    fn sort(&self, word: &str) -> Option<(usize, By, bool)> {
        let (name, down) = word.strip_prefix('-').map_or((word, false), |name| (name, true));
        let at = self.columns.iter().position(|column| column.name == name)?;
        self.columns[at].by.map(|by| (at, by, down))
    }

    /// The statement of a sort, from the start or after a place.
    fn sorted(&self, (at, by, down): (usize, By, bool), after: bool) -> Statement {
        let of = match (after, down) {
            (false, false) => "up",
            (false, true) => "down",
            (true, false) => "up after",
            (true, true) => "down after",
        };
        made(self.rows, &format!("{} {of}", self.columns[at].name), || {
            let (by, kind) = match by {
                By::Text(by) => (by.to_owned(), "TEXT"),
                By::Number(by) => (format!("CAST({by} AS DOUBLE PRECISION)"), "DOUBLE PRECISION"),
            };
            let (order, beyond) = if down { ("DESC", "<") } else { ("ASC", ">") };
            let given = parameters(self.rows.sql);
            let (key, id, limit) = (given + 1, given + 2, if after { given + 3 } else { given + 1 });
            let place = format!(
                "WHERE {by} {beyond} CAST(${key} AS {kind}) OR ({by} = CAST(${key} AS {kind}) AND r.id {beyond} CAST(${id} AS TEXT)) "
            );
            format!(
                "SELECT r.*, {by} AS sort_key FROM ({}) r {}ORDER BY {by} {order}, r.id {order} LIMIT ${limit}",
                self.rows.sql,
                if after { place.as_str() } else { "" }
            )
        })
    }

    fn count(&self) -> Statement {
        made(self.rows, "count", || {
            format!("SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM ({}) r LIMIT {}) c", self.rows.sql, COUNTED + 1)
        })
    }

    /// What was asked, parsed.
    fn asked(&self, given: &Given) -> Result<(F, How)> {
        let narrow = given.without(&HOW);
        let mut faults = narrow.known(F::FIELDS);
        let one = |name: &str| given.texts(name).first().map(|text| text.trim()).filter(|text| !text.is_empty());
        let word = one("sort").unwrap_or(self.first);
        let sort = self.sort(word);
        if sort.is_none() {
            faults.push(Fault::new("sort", say!("platform-list-sort", x = word, words = sorts_of(self.columns).join(", "))));
        }
        let limit = one("limit").map_or(Some(LIMIT), |text| text.parse().ok().filter(|n| (1..=LIMIT_MAX).contains(n)));
        if limit.is_none() {
            faults.push(Fault::new("limit", say!("platform-field-between", least = 1, most = LIMIT_MAX)));
        }
        let after = one("after").map(|text| sort.and_then(|sort| Place::of(text, word, sort.1)));
        if after == Some(None) {
            faults.push(Fault::new("after", say!("platform-list-place")));
        }
        match F::read(&narrow) {
            Ok(form) if faults.is_empty() => {
                let (sort, limit) = (sort.expect("it was looked at"), limit.expect("it was looked at"));
                Ok((form, How { word: word.to_owned(), sort, limit, after: after.flatten() }))
            }
            Ok(_) => Err(Error::Invalid(faults)),
            Err(more) => Err(Error::Invalid(more.into_iter().chain(faults).collect())),
        }
    }

    /// A thing as this reader sees it, and what stands in its columns.
    fn shown(&self, app: &App, reader: &Actor, thing: T) -> (Vec<Cell>, T) {
        let thing = match self.seen {
            Some(seen) => seen(app, reader, thing),
            None => thing,
        };
        (self.columns.iter().map(|column| (column.cell)(&thing)).collect(), thing)
    }

    /// Rows behind a place.
    fn rows(&self, c: &mut Connection, narrow: &[Value], how: &How, limit: usize) -> Result<Vec<Held<T>>> {
        let mut values = narrow.to_vec();
        values.extend(how.after.iter().flat_map(|place| [place.key.clone(), Value::Text(place.id.clone())]));
        values.push(limit.into());
        c.all(self.sorted(how.sort, how.after.is_some()), &values, |row| {
            let key = match how.sort.1 {
                By::Text(_) => Value::Text(row.get("sort_key")?),
                By::Number(_) => Value::Real(row.get("sort_key")?),
            };
            Ok(Held { place: Place { key, id: row.get("id")? }, thing: (self.read)(row)? })
        })
    }
}

/// The words that a list can be sorted by.
fn sorts_of<T>(columns: &[Column<T>]) -> Vec<String> {
    let names = columns.iter().filter(|column| column.by.is_some()).map(|column| column.name);
    names.flat_map(|name| [name.to_owned(), format!("-{name}")]).collect()
}

/// A row as it was read.
struct Held<T> {
    place: Place,
    thing: T,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its name.
    pub name: &'static str,
    /// Key of its label.
    pub label: String,
    /// Whether the list can be sorted by it.
    pub sorts: bool,
}

/// A list, whatever it lists: what pages, programs and commands see of it.
pub trait Lists: Sync {
    /// The kind of thing.
    fn thing(&self) -> &'static Thing;
    /// Who may read it.
    fn needs(&self) -> Needs;
    /// Key of its title.
    fn title(&self) -> &'static str;
    /// What it can be narrowed by.
    fn fields(&self) -> &'static [FieldOf];
    /// The heads of its columns.
    fn heads(&self) -> Vec<Head>;
    /// What it can be sorted by.
    fn sorts(&self) -> Vec<String>;
    /// Every statement it makes.
    fn statements(&self) -> Vec<Statement>;
    /// What makes a new thing.
    fn begins(&self) -> &'static [&'static dyn Acts];
    /// A page of it.
    fn find(&self, app: &App, reader: &Actor, given: &Given) -> Result<Found>;
    /// Everything in it, in its columns.
    fn everything(&self, app: &App, reader: &Actor, given: &Given) -> Result<Vec<Vec<Cell>>>;
    /// Name and schema of a thing, and what they name.
    fn schemas(&self) -> Vec<NamedSchema>;
}

impl<T: Serialize + ToSchema, F: Form> Lists for List<T, F> {
    fn thing(&self) -> &'static Thing {
        self.thing
    }

    fn needs(&self) -> Needs {
        self.needs
    }

    fn title(&self) -> &'static str {
        self.title
    }

    fn fields(&self) -> &'static [FieldOf] {
        F::FIELDS
    }

    fn heads(&self) -> Vec<Head> {
        let domain = self.thing.name.split('.').next().unwrap_or_default();
        let label = |column: &Column<T>| match column.label {
            "" => format!("{domain}-{}", column.name.replace('_', "-")),
            label => label.to_owned(),
        };
        self.columns.iter().map(|column| Head { name: column.name, label: label(column), sorts: column.by.is_some() }).collect()
    }

    fn sorts(&self) -> Vec<String> {
        sorts_of(self.columns)
    }

    fn statements(&self) -> Vec<Statement> {
        let sorts = self.sorts().into_iter().filter_map(|word| self.sort(&word));
        let sorted = sorts.flat_map(|sort| [self.sorted(sort, false), self.sorted(sort, true)]);
        sorted.chain([self.count()]).collect()
    }

    fn begins(&self) -> &'static [&'static dyn Acts] {
        self.begins
    }

    fn find(&self, app: &App, reader: &Actor, given: &Given) -> Result<Found> {
        app.require(reader, self.needs)?;
        let (form, how) = self.asked(given)?;
        let narrow = (self.narrow)(reader, &form);
        let (mut rows, counted) = app.read(reader, |c| {
            let counted: usize = c.first(self.count(), &narrow, |row| row.get("n"))?.unwrap_or(0);
            Ok((self.rows(c, &narrow, &how, how.limit + 1)?, counted))
        })?;
        let goes_on = rows.len() > how.limit;
        rows.truncate(how.limit);
        let next = rows.last().filter(|_| goes_on).map(|row| row.place.cursor(&how.word));
        let line = |row: Held<T>| {
            let (cells, thing) = self.shown(app, reader, row.thing);
            Ok(Line { id: row.place.id, json: serde_json::to_value(&thing)?, cells, steps: (self.steps)(&thing) })
        };
        let lines = rows.into_iter().map(line).collect::<Result<_>>()?;
        Ok(Found { lines, total: counted.min(COUNTED), more: counted > COUNTED, sort: how.word, next })
    }

    fn everything(&self, app: &App, reader: &Actor, given: &Given) -> Result<Vec<Vec<Cell>>> {
        app.require(reader, self.needs)?;
        let (form, start) = self.asked(given)?;
        let narrow = (self.narrow)(reader, &form);
        app.read(reader, |c| {
            let mut how = How { word: start.word.clone(), sort: start.sort, limit: AT_A_TIME, after: None };
            let mut all = Vec::new();
            loop {
                let rows = self.rows(c, &narrow, &how, AT_A_TIME)?;
                let is_last = rows.len() < AT_A_TIME;
                how.after = rows.last().map(|row| row.place.clone());
                all.extend(rows.into_iter().map(|row| self.shown(app, reader, row.thing).0));
                if is_last {
                    return Ok(all);
                }
            }
        })
    }

    fn schemas(&self) -> Vec<NamedSchema> {
        let mut all = vec![(T::name().into_owned(), T::schema())];
        T::schemas(&mut all);
        all
    }
}
