//! What follows from the declaration of a thing. Each macro emits a table of constants and one
//! reader, nothing else; what they mean stands in `platform::kit`.

mod form;
mod record;
mod words;

use proc_macro::TokenStream;
use syn::{DeriveInput, Lit, parse_macro_input};

/// An enum of words: all of them, each read, stored, described and drawn. Its words are its
/// variants in lower case with underscores; `#[words(word = "…")]` gives another one.
///
/// ```
/// #[derive(Debug, Clone, Copy, PartialEq, Eq, derive::Words)]
/// #[words(label = "warning-indicator-")]
/// enum Indicator { Deaths, #[words(word = "chance_25")] Chance25 }
/// assert_eq!(Indicator::Chance25.word(), "chance_25");
/// ```
///
/// ```compile_fail
/// #[derive(Debug, Clone, derive::Words)]
/// #[words(label = "x-")]
/// enum Wrong { Holds(i64) }
/// ```
#[proc_macro_derive(Words, attributes(words))]
pub fn words(input: TokenStream) -> TokenStream {
    words::derive(&parse_macro_input!(input as DeriveInput)).unwrap_or_else(|error| error.to_compile_error()).into()
}

/// What a person fills in. `#[form(label = "…")]` is the start of its labels' keys, `check(path)`
/// names its own rule; a field may say `hint = "key"` and `default = "…"`.
///
/// ```
/// #[derive(derive::Form)]
/// #[form(label = "x-")]
/// struct Quiet {
///     /// Days.
///     #[form(default = "20")]
///     days: platform::kit::Whole<0, 366>,
/// }
/// assert!(<Quiet as platform::kit::Form>::read(&platform::kit::Given::default().with("days", "400")).is_err());
/// ```
///
/// ```compile_fail
/// #[derive(derive::Form)]
/// #[form(label = "x-")]
/// struct Wrong {
///     /// What is no field type.
///     wait: std::time::Duration,
/// }
/// ```
///
/// ```compile_fail
/// #[derive(derive::Form)]
/// struct WithoutLabel {
///     /// Days.
///     days: platform::kit::Whole<0, 366>,
/// }
/// ```
#[proc_macro_derive(Form, attributes(form))]
pub fn form(input: TokenStream) -> TokenStream {
    form::derive(&parse_macro_input!(input as DeriveInput)).unwrap_or_else(|error| error.to_compile_error()).into()
}

/// A row of a table. `#[record(table = "…")]` names the table; a part declared with its own
/// `Record` is taken in with `#[record(flat)]`.
#[proc_macro_derive(Record, attributes(record))]
pub fn record(input: TokenStream) -> TokenStream {
    record::derive(&parse_macro_input!(input as DeriveInput)).unwrap_or_else(|error| error.to_compile_error()).into()
}

/// What stands in the attributes called `name`: `key = "value"`, `key(path)` and `key` alone.
#[derive(Default)]
struct Given {
    texts: Vec<(String, String)>,
    paths: Vec<(String, syn::Path)>,
    flags: Vec<String>,
}

impl Given {
    fn of(attributes: &[syn::Attribute], name: &str, known: &[&str]) -> syn::Result<Given> {
        let mut given = Given::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
            attribute.parse_nested_meta(|meta| {
                let key = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
                if !known.contains(&key.as_str()) {
                    return Err(meta.error(format!("only these are known here: {}", known.join(", "))));
                }
                if meta.input.peek(syn::Token![=]) {
                    let Lit::Str(text) = meta.value()?.parse()? else { return Err(meta.error("a text is wanted")) };
                    given.texts.push((key, text.value()));
                } else if meta.input.peek(syn::token::Paren) {
                    let content;
                    syn::parenthesized!(content in meta.input);
                    given.paths.push((key, content.parse()?));
                } else {
                    given.flags.push(key);
                }
                Ok(())
            })?;
        }
        Ok(given)
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.texts.iter().find(|(known, _)| known == key).map(|(_, text)| text.as_str())
    }

    fn path(&self, key: &str) -> Option<&syn::Path> {
        self.paths.iter().find(|(known, _)| known == key).map(|(_, path)| path)
    }

    fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|known| known == flag)
    }
}

/// The named fields of a struct.
fn fields(input: &DeriveInput) -> syn::Result<&syn::punctuated::Punctuated<syn::Field, syn::Token![,]>> {
    match &input.data {
        syn::Data::Struct(syn::DataStruct { fields: syn::Fields::Named(fields), .. }) => Ok(&fields.named),
        _ => Err(syn::Error::new_spanned(&input.ident, "a struct with named fields is wanted")),
    }
}

/// The documentation of something, on one line.
fn doc(attributes: &[syn::Attribute]) -> String {
    let lines = attributes.iter().filter(|attribute| attribute.path().is_ident("doc")).filter_map(|attribute| {
        let syn::Meta::NameValue(syn::MetaNameValue { value: syn::Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. }), .. }) =
            &attribute.meta
        else {
            return None;
        };
        Some(text.value().trim().to_owned())
    });
    lines.collect::<Vec<_>>().join(" ")
}
