use crate::{Error, Result};
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

/// A row of an answer, read by column name.
pub struct Row {
    pub(super) names: Arc<[String]>,
    pub(super) values: Vec<Value>,
}

impl Row {
    /// The values in the order of the statement's columns.
    pub(crate) fn values(&self) -> &[Value] {
        &self.values
    }

    /// The value of the column `name`.
    pub fn get<T: FromValue>(&self, name: &str) -> Result<T> {
        let at = self.names.iter().position(|n| n == name).ok_or_else(|| Error::internal(format!("the answer has no column {name}")))?;
        T::from_value(&self.values[at]).ok_or_else(|| Error::internal(format!("column {name} holds {:?}", self.values[at])))
    }
}

/// What a column can be read as.
pub trait FromValue: Sized {
    /// None where the value is of another kind.
    fn from_value(value: &Value) -> Option<Self>;
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
