//! A level: what a threshold is set at, in deaths or as a chance.

use platform::db::{FromValue, Value};
use platform::kit::{Field, Input, Stored, plain_digits, typed_in_short};
use platform::{Said, say};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Deaths, or a chance from 0 to 1, which a person writes as `25 %` or `0.25`.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Level(pub f64);

impl Stored for Level {
    fn stored(&self) -> Value {
        self.0.into()
    }
}

impl FromValue for Level {
    fn from_value(value: &Value) -> Option<Level> {
        f64::from_value(value).map(Level)
    }
}

impl Field for Level {
    const INPUT: Input = Input::Line("text");

    fn read(given: &[&str]) -> Result<Level, Said> {
        let text = plain_digits(&given.join(" ")).replace(',', ".");
        let (number, unit) = text.strip_suffix('%').map_or((text.as_str(), 1.0), |number| (number.trim_end(), 100.0));
        match number.parse::<f64>() {
            Ok(number) if number.is_finite() && number > 0.0 => Ok(Level(number / unit)),
            _ => Err(say!("warning-field-level", x = typed_in_short(&given.join(" ")))),
        }
    }

    fn typed(&self) -> Vec<String> {
        vec![if self.0 < 1.0 { format!("{} %", (self.0 * 10_000.0).round() / 100.0) } else { self.0.to_string() }]
    }

    fn schema() -> serde_json::Value {
        json!({"type": "number", "exclusiveMinimum": 0})
    }
}

platform::schema_of_field!(Level);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_typed_and_comes_back_as_it_was_typed() {
        for (typed, level, back) in
            [("25 %", 0.25, "25 %"), ("0,255", 0.255, "25.5 %"), ("٢٥٪", 0.25, "25 %"), ("25", 25.0, "25"), ("1", 1.0, "1")]
        {
            let read = Level::read(&[typed]).unwrap();
            assert_eq!((read, read.typed()), (Level(level), vec![back.to_owned()]), "{typed}");
        }
        for wrong in ["", "0", "-3", "%", "NaN", "inf", "many"] {
            assert!(Level::read(&[wrong]).is_err(), "{wrong}");
        }
    }
}
