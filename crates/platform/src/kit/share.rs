//! The field type of a share.

use super::{Field, Input, Stored, plain_digits, typed_in_short};
use crate::db::{FromValue, Value};
use crate::{Said, say};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

/// A share from 0 to 1, which a person writes as `35 %` or `0.35`. A unit is typed, never guessed.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Share(pub f64);

impl Stored for Share {
    fn stored(&self) -> Value {
        self.0.into()
    }
}

impl FromValue for Share {
    fn from_value(value: &Value) -> Option<Share> {
        f64::from_value(value).map(Share)
    }
}

impl Field for Share {
    const INPUT: Input = Input::Line("text");

    fn read(given: &[&str]) -> Result<Share, Said> {
        let text = plain_digits(&given.join(" ")).replace(',', ".");
        let (number, unit) = text.strip_suffix('%').map_or((text.as_str(), 1.0), |number| (number.trim_end(), 100.0));
        let share = number.parse::<f64>().ok().map(|number| number / unit);
        share.filter(|share| (0.0..=1.0).contains(share)).map(Share).ok_or_else(|| say!("platform-field-share", x = typed_in_short(&text)))
    }

    fn typed(&self) -> Vec<String> {
        vec![format!("{} %", (self.0 * 10_000.0).round() / 100.0)]
    }

    fn schema() -> Json {
        json!({"type": "number", "minimum": 0, "maximum": 1})
    }
}

crate::schema_of_field!(Share);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_typed_with_its_unit_or_from_0_to_1() {
        for (typed, share) in
            [("35 %", Some(0.35)), ("0,35", Some(0.35)), ("٣٥٪", Some(0.35)), ("1", Some(1.0)), ("0", Some(0.0)), ("100%", Some(1.0))]
        {
            assert_eq!(Share::read(&[typed]).ok().map(|share| share.0), share, "{typed}");
        }
        for wrong in ["35", "101 %", "-1 %", "NaN", "much", "%"] {
            assert!(Share::read(&[wrong]).is_err(), "{wrong}");
        }
        assert_eq!(Share(0.125).typed(), ["12.5 %"]);
    }
}
