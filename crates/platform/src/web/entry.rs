//! What may come in: every text of a form, a program, a command, an address or a file's name
//! passes here, so that no domain has to think of signs that cannot be seen.

use crate::app::App;
use crate::audit::CLOSED;
use crate::languages::{Language, arguments};
use crate::{Error, Result, say};
use methods::signs;
use serde_json::Value;
use std::borrow::Cow;

/// The words of a page for a sealed text that cannot be opened.
pub(super) fn words_for_closed(app: &App, language: Language) -> String {
    app.languages().text(language, "text-closed", &arguments([]))
}

/// Marks that embed and isolate a direction come with every text that is copied out of a word
/// processor or a page of ours; pages isolate each text by themselves, so in what a person sends
/// they are left out. Marks that turn signs over are not among them.
fn is_pasted(sign: char) -> bool {
    matches!(sign, '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}')
}

/// A person's text without the marks that come with copying.
pub(super) fn pasted(text: &str) -> Cow<'_, str> {
    if text.contains(is_pasted) { Cow::Owned(text.replace(is_pasted, "")) } else { Cow::Borrowed(text) }
}

/// Refuses a text with signs that cannot be seen, named by the field it came in.
pub fn check_signs(field: &str, text: &str) -> Result<()> {
    let Some((at, sign)) = signs::first_barred(text) else { return Ok(()) };
    let field = signs::shown(field);
    let said = say!("platform-error-hidden-sign", field = field.as_ref(), place = at.to_string(), sign = signs::name(sign));
    Err(Error::invalid(&field, said))
}

/// The same, and refuses the words that stand in place of a text that could not be opened:
/// sent back in a form, they would be written over it.
pub(crate) fn check(app: &App, field: &str, text: &str) -> Result<()> {
    check_signs(field, text)?;
    let text = text.trim();
    if !text.starts_with('⟦') {
        return Ok(());
    }
    if text == CLOSED || Language::ALL.into_iter().any(|language| text == words_for_closed(app, language)) {
        return Err(Error::invalid(field, say!("platform-error-closed-text", field = field)));
    }
    Ok(())
}

/// Checks every text of what a program sends; a text deep inside is named by its path.
pub(super) fn check_json(app: &App, path: &str, value: &Value) -> Result<()> {
    match value {
        Value::String(text) => check(app, path, text),
        Value::Array(all) => all.iter().enumerate().try_for_each(|(at, value)| check_json(app, &format!("{path}[{at}]"), value)),
        Value::Object(map) => map.iter().try_for_each(|(key, value)| {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            check_signs("body", key)?;
            check_json(app, &path, value)
        }),
        _ => Ok(()),
    }
}

/// Checks an address: its path and each part of its query.
pub(super) fn check_address(path: &str, query: &str) -> Result<()> {
    let parts = path.replace(['&', '='], "");
    if super::visit::form_pairs(&parts).any(|(part, _)| signs::first_barred(&part).is_some()) {
        return Err(Error::NotFound(say!("platform-error-address-signs")));
    }
    super::visit::form_pairs(query).try_for_each(|(key, value)| {
        check_signs("query", &key)?;
        check_signs(&key, &pasted(&value))
    })
}
