//! Fields of forms as they are drawn: with what was typed, and what is wrong with it.

use super::form::{FieldOf, Given};
use super::{Input, choices};
use crate::web::Visit;
use crate::{Fault, Result};

/// A field as it is drawn.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) fault: Option<String>,
    pub(super) optional: bool,
    pub(super) value: String,
    pub(super) kind: Kinds,
    pub(super) mode: &'static str,
    /// What stands for nothing among the choices; none where it is no choice.
    pub(super) nothing: Option<String>,
    pub(super) choices: Vec<(String, String, bool)>,
}

impl Field {
    /// What ties the field to its fault and its hint, for who does not see them.
    pub(super) fn described(&self) -> String {
        let by: Vec<String> = [("fault", self.fault.is_some()), ("hint", self.hint.is_some())]
            .iter()
            .filter(|(_, is_there)| *is_there)
            .map(|(what, _)| format!("{what}-{}", self.name))
            .collect();
        let invalid = if self.fault.is_some() { " aria-invalid=\"true\"" } else { "" };
        let by = if by.is_empty() { String::new() } else { format!(" aria-describedby=\"{}\"", by.join(" ")) };
        format!("{invalid}{by}")
    }
}

#[derive(PartialEq)]
pub(super) enum Kinds {
    Line,
    Prose,
    Choice,
    Tick,
    Day,
    File,
    Carried,
    /// Sent along, and not shown.
    Unseen,
}

/// Draws fields with what was typed, and what is wrong with it.
pub(super) fn draw_fields(visit: &Visit, fields: &'static [FieldOf], given: &Given, faults: &[Fault]) -> Result<Vec<Field>> {
    fields.iter().map(|field| draw_field(visit, field, given, faults)).collect()
}

/// Draws what narrows a list: whatever is left out narrows nothing.
pub(super) fn draw_filters(visit: &Visit, fields: &'static [FieldOf], given: &Given, faults: &[Fault]) -> Result<Vec<Field>> {
    let mut drawn = draw_fields(visit, fields, given, faults)?;
    for field in &mut drawn {
        field.optional = false;
        field.nothing = Some(visit.t("platform-list-any"));
    }
    Ok(drawn)
}

fn draw_field(visit: &Visit, field: &'static FieldOf, given: &Given, faults: &[Fault]) -> Result<Field> {
    let texts = given.texts(field.name);
    let is_given = |word: &str| texts.iter().any(|text| text == word);
    let (kind, mode, choices) = match field.input {
        Input::Line(mode) => (Kinds::Line, mode, Vec::new()),
        Input::Prose => (Kinds::Prose, "text", Vec::new()),
        Input::Tick => (Kinds::Tick, "", Vec::new()),
        Input::Day => (Kinds::Day, "", Vec::new()),
        Input::File => (Kinds::File, "", Vec::new()),
        Input::Carried => (Kinds::Carried, "", Vec::new()),
        Input::Words(words, label) => {
            let all = words.iter().map(|word| ((*word).to_owned(), visit.tk(label, word), is_given(word)));
            (Kinds::Choice, "", all.collect())
        }
        Input::Offered(what) => {
            let all = choices(&visit.app, &visit.actor, visit.language, what)?;
            (Kinds::Choice, "", all.into_iter().map(|(id, name)| (id.clone(), name, is_given(&id))).collect())
        }
    };
    let told: Vec<String> = faults.iter().filter(|fault| fault.field == field.name).map(|fault| visit.say(&fault.said)).collect();
    Ok(Field {
        name: field.name,
        label: visit.t(field.label),
        hint: Some(field.hint).filter(|hint| !hint.is_empty()).map(|hint| visit.t(hint)),
        fault: Some(told.join(" ")).filter(|told| !told.is_empty()),
        optional: field.optional,
        // A browser fills no file in.
        value: texts.first().filter(|_| kind != Kinds::File).cloned().unwrap_or_default(),
        kind,
        mode,
        nothing: (field.optional || !choices.iter().any(|(_, _, chosen)| *chosen)).then(|| "–".to_owned()),
        choices,
    })
}
