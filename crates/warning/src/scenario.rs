//! Scenarios of a situation: what may happen, and its chance; those of a set sum to one.

use platform::db::{FromValue, Value};
use platform::kit::{Field, Input, Share, Stored, typed_in_short};
use platform::{Said, say};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Scenarios sum to one within half a hundredth: people write hundredths.
const SUM_TOLERANCE: f64 = 0.005;
/// Scenarios in a set.
// 20: the sum of more than 20 chances in whole hundredths says little of each.
const MOST: usize = 20;
/// Characters of one.
const TITLE_MOST: usize = 500;

/// A scenario and its chance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Scenario {
    /// What happens in it.
    pub title: String,
    /// Its chance, 0..1; those of a set sum to one.
    pub chance: f64,
}

/// A set of scenarios, typed as lines: `70 % The truce holds`.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenarios(pub Vec<Scenario>);

impl Stored for Scenarios {
    fn stored(&self) -> Value {
        self.typed().join("\n").into()
    }
}

impl FromValue for Scenarios {
    fn from_value(value: &Value) -> Option<Scenarios> {
        Scenarios::read(&[&String::from_value(value)?]).ok()
    }
}

/// A line: the chance with its unit, then what happens.
fn line(text: &str) -> Result<Scenario, Said> {
    let unclear = || say!("warning-field-scenario", x = typed_in_short(text));
    let unit = text.find(['%', '٪', '％']).ok_or_else(unclear)?;
    let after = unit + text[unit..].chars().next().map_or(1, char::len_utf8);
    let (chance, title) = text.split_at(after);
    let chance = Share::read(&[chance.trim()])?;
    let title = title.trim_start_matches([' ', ':', '–', '-', '\t', '\u{a0}']).trim();
    match title.chars().count() {
        0 => Err(unclear()),
        n if n > TITLE_MOST => Err(say!("platform-at-most", n = TITLE_MOST)),
        _ => Ok(Scenario { title: title.to_owned(), chance: chance.0 }),
    }
}

impl Field for Scenarios {
    const INPUT: Input = Input::Prose;

    fn read(given: &[&str]) -> Result<Scenarios, Said> {
        let lines = given.iter().flat_map(|text| text.lines()).map(str::trim).filter(|text| !text.is_empty());
        let all: Vec<Scenario> = lines.map(line).collect::<Result<_, Said>>()?;
        if all.len() > MOST {
            return Err(say!("warning-error-scenarios", n = MOST));
        }
        let sum: f64 = all.iter().map(|scenario| scenario.chance).sum();
        if (sum - 1.0).abs() > SUM_TOLERANCE {
            return Err(say!("warning-error-scenarios-sum", sum = format!("{:.0}", sum * 100.0)));
        }
        Ok(Scenarios(all))
    }

    /// The lines of one text, as the form holds it.
    fn typed(&self) -> Vec<String> {
        let lines: Vec<String> = self.0.iter().map(|s| format!("{} {}", Share(s.chance).typed().join(""), s.title)).collect();
        if lines.is_empty() { Vec::new() } else { vec![lines.join("\n")] }
    }

    fn schema() -> serde_json::Value {
        json!({"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": MOST})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_chance_with_its_unit_and_what_happens() {
        let read = Scenarios::read(&["70 % It holds\n\n٣٠٪: Anything else"]).unwrap();
        assert_eq!(read.0[1], Scenario { title: "Anything else".into(), chance: 0.3 });
        assert_eq!(Scenarios::read(&["70 % It holds", "30 % Anything else"]).unwrap(), read);
        assert_eq!(Scenarios::read(&read.typed().iter().map(String::as_str).collect::<Vec<_>>()).unwrap(), read);
        for wrong in ["It holds", "70 It holds", "100 %", "60 % a\n30 % b", "120 % a"] {
            assert!(Scenarios::read(&[wrong]).is_err(), "{wrong}");
        }
        let many: Vec<String> = (0..25).map(|n| format!("4 % {n}")).collect();
        assert_eq!(Scenarios::read(&[&many.join("\n")]).unwrap_err().key(), "warning-error-scenarios");
    }
}
