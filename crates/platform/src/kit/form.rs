//! Forms: all faults of what was given at once, each at its field.

use super::{Field, File, Input};
use crate::{Fault, Said, say};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// What is declared of one field.
#[derive(Debug, Clone, Copy)]
pub struct FieldOf {
    /// Its name: in the form, in JSON, and as a flag with hyphens.
    pub name: &'static str,
    /// What it is, for programs and commands.
    pub doc: &'static str,
    /// Key of its label.
    pub label: &'static str,
    /// Key of what stands under its label; empty for none.
    pub hint: &'static str,
    /// What it is unless told; empty for nothing.
    pub default: &'static str,
    /// How it is drawn.
    pub input: Input,
    /// Whether nothing may be given.
    pub optional: bool,
    /// Its JSON Schema.
    pub schema: fn() -> Json,
}

/// What was given: texts by name, as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given(BTreeMap<String, Vec<String>>);

impl Given {
    /// Adds a text.
    pub fn add(&mut self, name: &str, text: impl Into<String>) {
        self.0.entry(name.to_owned()).or_default().push(text.into());
    }

    /// Gives a field these texts.
    pub fn set(&mut self, name: &str, texts: Vec<String>) {
        self.0.insert(name.to_owned(), texts);
    }

    /// These texts by name; a name may stand more than once.
    pub fn of(pairs: &[(&str, &str)]) -> Given {
        pairs.iter().fold(Given::default(), |given, (name, text)| given.with(name, *text))
    }

    /// The same with one more text.
    pub fn with(mut self, name: &str, text: impl Into<String>) -> Given {
        self.add(name, text);
        self
    }

    /// The texts of a field.
    pub fn texts(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// The names of all fields given.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// What JSON gives: an object of texts, numbers, truth values, files, and lists of them.
    pub fn of_json(body: &Json) -> Result<Given, Vec<Fault>> {
        let Json::Object(fields) = body else { return Err(vec![Fault::new("", say!("platform-field-object"))]) };
        let (mut given, mut faults) = (Given::default(), Vec::new());
        let one = |value: &Json| match value {
            Json::String(text) => Some(text.clone()),
            Json::Number(number) => Some(number.to_string()),
            Json::Bool(value) => Some(if *value { "yes" } else { "no" }.to_owned()),
            Json::Object(file) if file.len() == 2 => {
                let part = |name: &str| file.get(name).and_then(Json::as_str);
                Some(File::given_in_base64(part("name")?, part("content")?))
            }
            _ => None,
        };
        for (name, value) in fields {
            let texts = match value {
                Json::Null => Some(Vec::new()),
                Json::Array(all) => all.iter().map(one).collect(),
                other => one(other).map(|text| vec![text]),
            };
            match texts {
                Some(texts) => given.set(name, texts),
                None => faults.push(Fault::new(name, say!("platform-field-plain"))),
            }
        }
        if faults.is_empty() { Ok(given) } else { Err(faults) }
    }

    /// Refuses what no field is called.
    pub fn known(&self, fields: &[FieldOf]) -> Vec<Fault> {
        let unknown = self.names().filter(|name| !fields.iter().any(|field| field.name == *name));
        unknown.map(|name| Fault::new(name, say!("platform-field-unknown"))).collect()
    }

    /// The same without some fields.
    pub(super) fn without(&self, names: &[&str]) -> Given {
        Given(
            self.0.iter().filter(|(name, _)| !names.contains(&name.as_str())).map(|(name, texts)| (name.clone(), texts.clone())).collect(),
        )
    }

    /// What is not given at all becomes what it is unless told.
    pub(super) fn or_defaults(mut self, fields: &[FieldOf]) -> Given {
        for field in fields.iter().filter(|field| !field.default.is_empty()) {
            self.0.entry(field.name.to_owned()).or_insert_with(|| vec![field.default.to_owned()]);
        }
        self
    }

    /// The same with what was given over it.
    pub(super) fn over(mut self, given: &Given) -> Given {
        self.0.extend(given.0.iter().map(|(name, texts)| (name.clone(), texts.clone())));
        self
    }

    /// Gives nothing where nothing was given: a page sends all its fields, and leaves out boxes
    /// that are not ticked.
    pub(super) fn whole(mut self, fields: &[FieldOf]) -> Given {
        for field in fields {
            self.0.entry(field.name.to_owned()).or_default();
        }
        self
    }

    /// Reads a field; what is wrong with it is added to `faults`.
    pub fn read<F: Field>(&self, name: &str, faults: &mut Vec<Fault>) -> Option<F> {
        let texts: Vec<&str> = self.texts(name).iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
        let outcome = if texts.is_empty() && !F::OPTIONAL { Err(say!("platform-field-needed")) } else { F::read(&texts) };
        outcome.map_err(|said: Said| faults.push(Fault::new(name, said))).ok()
    }
}

/// What a person fills in; `#[derive(Form)]` makes it.
pub trait Form: Sized + Send + Sync + 'static {
    /// Its fields, in their order.
    const FIELDS: &'static [FieldOf];
    /// Reads it, or tells all that is wrong with it.
    fn read(given: &Given) -> Result<Self, Vec<Fault>>;
    /// What a form with these values holds.
    fn typed(&self) -> Given;
}

/// Nothing to fill in.
impl Form for () {
    const FIELDS: &'static [FieldOf] = &[];

    fn read(_: &Given) -> Result<(), Vec<Fault>> {
        Ok(())
    }

    fn typed(&self) -> Given {
        Given::default()
    }
}
