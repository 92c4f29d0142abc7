use crate::{Error, Result};
use methods::signs;
use std::borrow::Cow;
use std::sync::Arc;

/// A value as both databases hold it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Unknown or not given.
    Null,
    /// `BIGINT`
    Int(i64),
    /// `DOUBLE PRECISION`
    Real(f64),
    /// `TEXT`
    Text(String),
    /// A text sealed for a compartment. Only the vault makes one, and a plain text that is
    /// bound never reads as one, whatever it begins with.
    Sealed(Ciphertext),
}

/// What stands in a column in place of a sealed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ciphertext(String);

impl Ciphertext {
    pub(crate) fn new(text: String) -> Ciphertext {
        Ciphertext(text)
    }

    /// The text as it stands in the column.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The values as they are written. A text holds no sign that [`signs`] bars, so none begins
/// with the mark of a sealed one; entries refuse such signs or tell of them, and this is the
/// net under them all.
pub(super) fn written(values: &[Value]) -> Cow<'_, [Value]> {
    let is_sound = |value: &Value| !matches!(value, Value::Text(text) if signs::first_barred(text).is_some());
    if values.iter().all(is_sound) {
        return Cow::Borrowed(values);
    }
    let sound = |value: &Value| match value {
        Value::Text(text) => Value::Text(signs::shown(text).into_owned()),
        other => other.clone(),
    };
    Cow::Owned(values.iter().map(sound).collect())
}

macro_rules! value_from {
    ($($t:ty => $make:expr),* $(,)?) => { $(impl From<$t> for Value {
        fn from(value: $t) -> Value { ($make)(value) }
    })* };
}
value_from! {
    i64 => Value::Int,
    i32 => |v: i32| Value::Int(i64::from(v)),
    u32 => |v: u32| Value::Int(i64::from(v)),
    usize => |v: usize| Value::Int(i64::try_from(v).expect("a count fits in 63 bits")),
    f64 => Value::Real,
    String => Value::Text,
    &str => |v: &str| Value::Text(v.to_owned()),
    &String => |v: &String| Value::Text(v.clone()),
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}

/// Why a sealed text stays closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closed {
    /// Its compartment's key is not at hand.
    KeyMissing,
    /// It was changed outside the product, or another key sealed it.
    Spoiled,
}

impl Closed {
    pub(crate) fn error(self) -> Error {
        match self {
            Closed::KeyMissing => crate::clearance::key_missing(),
            Closed::Spoiled => crate::clearance::vault::spoiled(),
        }
    }
}

/// What a row that only shows gives in place of a text that stays closed; a row that a change
/// reads fails instead, so that nothing is ever written over with these words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum InPlace {
    Words(Arc<str>),
    Failure,
}

/// A row of an answer, read by column name.
pub struct Row {
    pub(super) names: Arc<[String]>,
    pub(super) values: Vec<Value>,
    /// Of the values, those that stay closed.
    pub(super) closed: Vec<(usize, Closed)>,
    pub(super) in_place: InPlace,
}

impl Row {
    pub(super) fn new(names: Arc<[String]>, values: Vec<Value>) -> Row {
        Row { names, values, closed: Vec::new(), in_place: InPlace::Failure }
    }

    /// Bytes that it takes, about.
    pub(super) fn bytes(&self) -> usize {
        self.values.iter().map(|value| size_of::<Value>() + if let Value::Text(text) = value { text.len() } else { 0 }).sum()
    }
}

impl Row {
    /// The values in the order of the statement's columns.
    pub(crate) fn values(&self) -> &[Value] {
        &self.values
    }

    /// The value of the column `name`. A sealed text that cannot be opened is given as words
    /// that say so where the row is only shown, and is an error where a change reads it.
    pub fn get<T: FromValue>(&self, name: &str) -> Result<T> {
        let at = self.at(name)?;
        match (self.closed.iter().find(|(closed, _)| *closed == at), &self.in_place) {
            (None, _) => self.read(at, &self.values[at]),
            (Some(_), InPlace::Words(words)) => self.read(at, &Value::Text(words.to_string())),
            (Some((_, why)), InPlace::Failure) => Err(why.error()),
        }
    }

    /// The same, with nothing in place of a text that cannot be opened, also within a change:
    /// for what no change writes back.
    pub fn get_open<T: FromValue>(&self, name: &str) -> Result<Option<T>> {
        let at = self.at(name)?;
        if self.closed.iter().any(|(closed, _)| *closed == at) {
            return Ok(None);
        }
        self.read(at, &self.values[at])
    }

    fn at(&self, name: &str) -> Result<usize> {
        self.names.iter().position(|n| n == name).ok_or_else(|| Error::internal(format!("the answer has no column {name}")))
    }

    fn read<T: FromValue>(&self, at: usize, value: &Value) -> Result<T> {
        // Only the kind is told: what a column holds is nothing for a log.
        T::from_value(value).ok_or_else(|| Error::internal(format!("column {} holds {}", self.names[at], value.kind())))
    }
}

impl Value {
    fn kind(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Int(_) => "a whole number",
            Value::Real(_) => "a number",
            Value::Text(_) => "a text",
            Value::Sealed(_) => "a sealed text",
        }
    }
}

/// What a column can be read as.
pub trait FromValue: Sized {
    /// None where the value is of another kind.
    fn from_value(value: &Value) -> Option<Self>;
}

impl FromValue for Value {
    fn from_value(value: &Value) -> Option<Value> {
        Some(value.clone())
    }
}

impl FromValue for i64 {
    fn from_value(value: &Value) -> Option<i64> {
        if let Value::Int(v) = value { Some(*v) } else { None }
    }
}

impl FromValue for usize {
    fn from_value(value: &Value) -> Option<usize> {
        i64::from_value(value).and_then(|v| usize::try_from(v).ok())
    }
}

impl FromValue for f64 {
    fn from_value(value: &Value) -> Option<f64> {
        match value {
            Value::Real(v) => Some(*v),
            // SQLite gives whole numbers of a DOUBLE column as integers.
            Value::Int(v) => Some(*v as f64),
            _ => None,
        }
    }
}

impl FromValue for String {
    fn from_value(value: &Value) -> Option<String> {
        if let Value::Text(v) = value { Some(v.clone()) } else { None }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Option<Option<T>> {
        match value {
            Value::Null => Some(None),
            other => T::from_value(other).map(Some),
        }
    }
}
