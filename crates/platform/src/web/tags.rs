//! The tags of a page and where each stands in it, read as a browser reads them. Pages come from
//! our own templates: names are in small letters, and what is opened is closed.

use std::borrow::Cow;
use std::ops::Range;

/// A tag.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    pub name: &'a str,
    pub is_end: bool,
    /// From its `<` to behind its `>`.
    pub at: Range<usize>,
    attributes: Vec<Attribute<'a>>,
}

#[derive(Debug)]
struct Attribute<'a> {
    name: &'a str,
    /// As it is written.
    value: &'a str,
    at: Range<usize>,
}

impl<'a> Tag<'a> {
    /// Whether it is the start of such an element.
    pub fn opens(&self, name: &str) -> bool {
        !self.is_end && self.name == name
    }

    /// The value of an attribute; empty where it stands alone.
    pub fn get(&self, name: &str) -> Option<Cow<'a, str>> {
        self.attributes.iter().find(|one| one.name == name).map(|one| plain(one.value))
    }

    /// Whether an attribute has this value.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|given| given == value)
    }

    /// What to write where to set attributes, or with no value to take them away.
    pub fn set(&self, html: &str, wanted: &[(&str, Option<&str>)]) -> Vec<(Range<usize>, String)> {
        let (mut edits, mut more) = (Vec::new(), String::new());
        for (name, value) in wanted {
            let found = self.attributes.iter().find(|one| one.name == *name).map(|one| one.at.clone());
            match (found, value) {
                (Some(at), Some(value)) => edits.push((at, written(name, value))),
                (Some(at), None) => edits.push((at, String::new())),
                (None, Some(value)) => more.push_str(&format!(" {}", written(name, value))),
                (None, None) => {}
            }
        }
        if !more.is_empty() {
            let end = self.at.end - if html[..self.at.end].ends_with("/>") { 2 } else { 1 };
            edits.push((end..end, more));
        }
        edits
    }
}

fn written(name: &str, value: &str) -> String {
    if value.is_empty() && STAND_ALONE.contains(&name) { name.to_owned() } else { format!("{name}=\"{}\"", escaped(value)) }
}

/// Attributes that say yes by being there.
const STAND_ALONE: [&str; 3] = ["checked", "open", "selected"];

/// Any text as it may stand in a page, between tags or in the quotes of an attribute: read by a
/// browser it is the same text. Of a sign that no page can hold its replacement stands there.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&#38;"),
            '<' => out.push_str("&#60;"),
            '>' => out.push_str("&#62;"),
            '"' => out.push_str("&#34;"),
            '\'' => out.push_str("&#39;"),
            '\r' => out.push_str("&#13;"),
            '\0' => out.push(char::REPLACEMENT_CHARACTER),
            other => out.push(other),
        }
    }
    out
}

/// A text of a page as it was before it was escaped.
pub(super) fn plain(html: &str) -> Cow<'_, str> {
    if !html.contains('&') {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let named = after.split_once(';').and_then(|(name, after)| sign_of(name).map(|sign| (sign, after)));
        match named {
            Some((sign, after)) => {
                out.push(sign);
                rest = after;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn sign_of(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
            hex.unwrap_or_else(|| number.parse()).ok().and_then(char::from_u32)
        }
    }
}

/// Elements whose text holds no tags.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// All tags of a page.
pub(super) fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        if let Some(comment) = html[start..].strip_prefix("<!--") {
            at = start + 4 + comment.find("-->").map_or(comment.len(), |end| end + 3);
            continue;
        }
        let is_end = html[start + 1..].starts_with('/');
        let name_at = start + 1 + usize::from(is_end);
        if !html[name_at..].starts_with(|sign: char| sign.is_ascii_alphabetic()) {
            at = start + 1;
            continue;
        }
        let Some(tag) = read(html, start, name_at, is_end) else { break };
        at = tag.at.end;
        if !is_end && RAW.contains(&tag.name) {
            let end = format!("</{}", tag.name);
            at += html[at..].find(&end).unwrap_or(html.len() - at);
        }
        all.push(tag);
    }
    all
}

/// The tag that begins at `start`; none where the page ends within it.
fn read(html: &str, start: usize, name_at: usize, is_end: bool) -> Option<Tag<'_>> {
    let upto = |at: usize, ends: &[char]| html[at..].find(|sign: char| sign.is_ascii_whitespace() || ends.contains(&sign)).map(|n| at + n);
    let after_space = |at: usize| html[at..].find(|sign: char| !sign.is_ascii_whitespace()).map(|n| at + n);
    let mut at = upto(name_at, &['/', '>'])?;
    let mut tag = Tag { name: &html[name_at..at], is_end, at: start..start, attributes: Vec::new() };
    loop {
        at = after_space(at)?;
        match html.as_bytes()[at] {
            b'>' => {
                tag.at.end = at + 1;
                return Some(tag);
            }
            b'/' => {
                at += 1;
                continue;
            }
            _ => {}
        }
        // An equals sign that stands first is part of the name.
        let first = html[at..].chars().next()?.len_utf8();
        let end = upto(at + first, &['/', '>', '='])?;
        let (name, begins) = (&html[at..end], at);
        let mut value = "";
        at = end;
        if html.as_bytes()[after_space(at)?] == b'=' {
            let opens = after_space(after_space(at)? + 1)?;
            let quote = html.as_bytes()[opens];
            if quote == b'"' || quote == b'\'' {
                let closes = opens + 1 + html[opens + 1..].find(char::from(quote))?;
                value = &html[opens + 1..closes];
                at = closes + 1;
            } else {
                at = upto(opens, &['>'])?;
                value = &html[opens..at];
            }
        }
        tag.attributes.push(Attribute { name, value, at: begins..at });
    }
}
