//! Where a page of a list begins, and the statements of its sorts.

use super::By;
use crate::db::{Statement, Value};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value as Json, json};
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

/// How a list is read.
pub(super) struct How {
    pub(super) word: String,
    pub(super) sort: (usize, By, bool),
    pub(super) limit: usize,
    pub(super) after: Option<Place>,
}

/// A place in a sorted list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    pub(super) key: Value,
    pub(super) id: String,
}

impl Place {
    /// The place as a text that programs give back.
    pub(super) fn cursor(&self, sort: &str) -> String {
        let key = match &self.key {
            Value::Real(number) => json!(number),
            Value::Text(text) => json!(text),
            _ => Json::Null,
        };
        URL_SAFE_NO_PAD.encode(json!([sort, key, self.id]).to_string())
    }

    /// The place that a text names in a list that is sorted so.
    pub(super) fn of(text: &str, sort: &str, by: By) -> Option<Place> {
        let (of, key, id): (String, Json, String) = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let key = match by {
            By::Text(_) => Value::Text(key.as_str()?.to_owned()),
            By::Number(_) => Value::Real(key.as_f64()?),
        };
        (of == sort).then_some(Place { key, id })
    }
}

/// The highest parameter that a statement names.
pub(super) fn parameters(sql: &str) -> usize {
    let digits = |rest: &str| rest.chars().take_while(char::is_ascii_digit).collect::<String>();
    sql.split('$').skip(1).filter_map(|rest| digits(rest).parse().ok()).max().unwrap_or(0)
}

/// The statements that lists make of their rows, each once in the life of the process.
static MADE: LazyLock<Mutex<HashMap<(&'static str, String), Statement>>> = LazyLock::new(Mutex::default);

pub(super) fn made(rows: Statement, what: &str, sql: impl FnOnce() -> String) -> Statement {
    let mut all = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    *all.entry((rows.sql, what.to_owned())).or_insert_with(|| Statement { name: rows.name, sql: sql().leak() })
}
