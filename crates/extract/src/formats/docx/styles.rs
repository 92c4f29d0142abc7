//! Styles: what makes a heading, and the numbering that a style holds.

use super::{attribute, is_on, number, walk};
use crate::ReadError;
use quick_xml::events::Event;
use std::collections::HashMap;

/// Styles build on one another no deeper than this.
const DEPTH_MAX: usize = 32;

/// What Word calls its headings in other languages, where a file has no table of styles.
const HEADINGS: [&str; 14] = [
    "heading",
    "titre",
    "título",
    "titulo",
    "ttulo",
    "überschrift",
    "berschrift",
    "заголовок",
    "标题",
    "標題",
    "عنوان",
    "titolo",
    "rubrik",
    "kop",
];

#[derive(Debug, Default, Clone)]
pub(super) struct Style {
    name: String,
    based_on: Option<String>,
    pub list: Option<String>,
    pub level: Option<usize>,
    outline: Option<u8>,
    hides: Option<bool>,
}

#[derive(Default)]
pub(super) struct Styles {
    all: HashMap<String, Style>,
    standard: Option<String>,
}

impl Styles {
    pub(super) fn read(name: &str, xml: &[u8]) -> Result<Styles, ReadError> {
        let mut out = Styles::default();
        let mut current: Option<(String, Style)> = None;
        walk(name, xml, &mut |event| match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let local = tag.local_name();
                if local.as_ref() == "style" && matches!(event, Event::Start(_)) {
                    let id = attribute(tag, "styleId").unwrap_or_default();
                    let is_standard =
                        attribute(tag, "type").as_deref() == Some("paragraph") && attribute(tag, "default").is_some_and(|v| v == "1");
                    if is_standard {
                        out.standard = Some(id.clone());
                    }
                    current = Some((id, Style::default()));
                }
                let Some((_, style)) = &mut current else { return };
                match local.as_ref() {
                    "name" => style.name = attribute(tag, "val").unwrap_or_default().to_lowercase(),
                    "basedOn" => style.based_on = attribute(tag, "val"),
                    "numId" => style.list = attribute(tag, "val"),
                    "ilvl" => style.level = number(tag, "val"),
                    "outlineLvl" => style.outline = number(tag, "val"),
                    "vanish" => style.hides = Some(is_on(tag)),
                    _ => {}
                }
            }
            Event::End(tag) if tag.local_name().as_ref() == "style" => {
                if let Some((id, style)) = current.take() {
                    out.all.insert(id, style);
                }
            }
            _ => {}
        })?;
        Ok(out)
    }

    /// The first answer of a style or of those that it is based on.
    fn ask<T>(&self, id: &str, answer: impl Fn(&str, &Style) -> Option<T>) -> Option<T> {
        let mut here = if id.is_empty() { self.standard.clone()? } else { id.to_owned() };
        for _ in 0..DEPTH_MAX {
            let style = self.all.get(&here)?;
            if let Some(found) = answer(&here, style) {
                return Some(found);
            }
            here = style.based_on.clone()?;
        }
        None
    }

    /// The list of a style, with the style that names it and the level it gives.
    pub(super) fn list(&self, id: &str) -> Option<(String, Option<usize>, String)> {
        let list = self.ask(id, |of, style| Some((style.list.clone()?, of.to_owned())))?;
        let level = self.ask(id, |_, style| style.level);
        Some((list.0, level, list.1))
    }

    pub(super) fn hides(&self, id: &str) -> bool {
        !id.is_empty() && self.ask(id, |_, style| style.hides).unwrap_or(false)
    }

    /// Which heading a style makes, 1 the highest.
    pub(super) fn heading(&self, id: &str) -> Option<u8> {
        let by_name = |name: &str| if name == "title" { Some(1) } else { named(name) };
        if id.is_empty() {
            return None;
        }
        let found = self.ask(id, |of, style| {
            let outline = style.outline.map(|level| if level < 9 { Some(level + 1) } else { None });
            // Level 9 is plain text, whatever the style is based on.
            outline.or_else(|| by_name(&style.name).or_else(|| named(&of.to_lowercase())).map(Some))
        });
        found.unwrap_or_else(|| if self.all.contains_key(id) { None } else { by_name(&id.to_lowercase()) })
    }

    /// Whether it is a style of the table of contents that Word makes.
    pub(super) fn is_of_contents(&self, id: &str) -> bool {
        let lower = id.to_lowercase();
        let name = self.all.get(id).map_or(lower.as_str(), |style| style.name.as_str());
        let is = |name: &str| {
            name == "toc heading" || name == "tocheading" || name.strip_prefix("toc").is_some_and(|rest| rest.trim().parse::<u8>().is_ok())
        };
        is(name) || is(&lower)
    }
}

fn named(name: &str) -> Option<u8> {
    HEADINGS.iter().find_map(|heading| name.strip_prefix(heading)?.trim().parse().ok()).filter(|n| (1..=9).contains(n))
}
