//! Markdown, with facts in front: TOML between `+++`, or `key: value` lines between `---`.

use super::{plain, text};
use crate::error::told;
use crate::{Extracted, Format, ReadError};
use methods::segments::{Block, BlockKind};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Extracted, ReadError> {
    let (source, encoding, _) = text::decode(bytes);
    let source = source.replace("\r\n", "\n");
    let (metadata, body) = front(name, &source)?;
    let mut out = plain(Format::Markdown, blocks(body));
    out.encoding = Some(encoding.to_owned());
    out.metadata = metadata;
    out.title = out.blocks.iter().find(|b| b.kind == BlockKind::Heading(1)).map(|b| b.text.clone());
    Ok(out)
}

type Facts = Vec<(String, String)>;

fn front<'a>(name: &str, source: &'a str) -> Result<(Facts, &'a str), ReadError> {
    for mark in ["+++\n", "---\n"] {
        let Some(rest) = source.strip_prefix(mark) else { continue };
        let closing = format!("\n{mark}");
        let Some((facts, body)) = rest.split_once(&closing).or_else(|| Some((rest.strip_suffix(closing.trim_end())?, ""))) else {
            continue;
        };
        let facts = if mark.starts_with('+') { toml_facts(name, facts)? } else { line_facts(facts) };
        return Ok((facts, body));
    }
    Ok((Vec::new(), source))
}

fn toml_facts(name: &str, facts: &str) -> Result<Facts, ReadError> {
    let table: toml::Table = facts.parse().map_err(|error: toml::de::Error| {
        ReadError::new("malformed", told!("facts", "The facts in front of {file} are not TOML: {why}", file = name, why = error.message()))
    })?;
    let shown = |value: toml::Value| match value {
        toml::Value::String(text) => text,
        toml::Value::Datetime(date) => date.to_string(),
        other => serde_json::to_string(&other).unwrap_or_default(),
    };
    Ok(table.into_iter().map(|(key, value)| (key, shown(value))).collect())
}

fn line_facts(facts: &str) -> Facts {
    let pairs = facts.lines().filter_map(|line| line.split_once(':'));
    pairs.map(|(key, value)| (key.trim().to_owned(), value.trim().trim_matches('"').to_owned())).collect()
}

/// The blocks of a Markdown text. A list keeps its numbers, which tell where a provision stands.
fn blocks(body: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut current = String::new();
    let mut kind = BlockKind::Paragraph;
    let mut lists: Vec<Option<u64>> = Vec::new();
    let mut label: Option<String> = None;
    let flush = |current: &mut String, kind: &mut BlockKind, label: &mut Option<String>, out: &mut Vec<Block>| {
        let text = current.trim().to_owned();
        if !text.is_empty() {
            out.push(Block { kind: *kind, text, label: label.take() });
        }
        current.clear();
        *kind = BlockKind::Paragraph;
    };
    for event in Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                flush(&mut current, &mut kind, &mut label, &mut out);
                kind = BlockKind::Heading(depth(level));
            }
            Event::Start(Tag::List(first)) => {
                flush(&mut current, &mut kind, &mut label, &mut out);
                lists.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                flush(&mut current, &mut kind, &mut label, &mut out);
                lists.pop();
            }
            Event::Start(Tag::Item) => {
                flush(&mut current, &mut kind, &mut label, &mut out);
                let deep = lists.len().saturating_sub(1) as u8;
                kind = BlockKind::ListItem(deep);
                label = Some(match lists.last_mut() {
                    Some(Some(n)) => {
                        *n += 1;
                        format!("{}.", *n - 1)
                    }
                    _ => "-".to_owned(),
                });
            }
            Event::Start(Tag::TableRow | Tag::TableHead) => {
                flush(&mut current, &mut kind, &mut label, &mut out);
                kind = BlockKind::TableRow;
            }
            Event::Start(Tag::TableCell) if !current.trim().is_empty() => current.push_str(" | "),
            Event::Start(Tag::FootnoteDefinition(_)) => {
                flush(&mut current, &mut kind, &mut label, &mut out);
                kind = BlockKind::Footnote;
            }
            Event::End(
                TagEnd::Heading(_)
                | TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::TableRow
                | TagEnd::TableHead
                | TagEnd::BlockQuote(_)
                | TagEnd::CodeBlock,
            ) => {
                flush(&mut current, &mut kind, &mut label, &mut out);
            }
            Event::Text(text) | Event::Code(text) => current.push_str(&text),
            Event::SoftBreak | Event::HardBreak => current.push('\n'),
            _ => {}
        }
    }
    flush(&mut current, &mut kind, &mut label, &mut out);
    out
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, metadata: &[(&str, &str)], texts: &[&str]) {
        let read = read("a.md", source.as_bytes()).unwrap();
        let found: Vec<(&str, &str)> = read.metadata.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        let blocks: Vec<String> = read.blocks.iter().map(|b| format!("{}{}", b.label.as_deref().unwrap_or(""), b.text)).collect();
        assert_eq!((found.as_slice(), blocks), (metadata, texts.iter().map(|t| (*t).to_owned()).collect()), "{source}");
    }

    #[test]
    fn facts_in_front_are_read_and_the_text_below_them_stays_whole() {
        check("+++\ndate = 2016-11-18\n+++\nText.\n", &[("date", "2016-11-18")], &["Text."]);
        check("+++\ndate = \"2016-11\"\n+++\n\n- one\n- two\n", &[("date", "2016-11")], &["-one", "-two"]);
        check("---\ndate: 2016\n---\n- one\n", &[("date", "2016")], &["-one"]);
        check("---\ndate: 2016\n---", &[("date", "2016")], &[]);
        check("+++ no facts\n\nText.", &[], &["+++ no facts", "Text."]);
    }
}
