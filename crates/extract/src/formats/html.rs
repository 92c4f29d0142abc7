//! HTML: headings, paragraphs, lists and tables; scripts and styles left out.

use super::{plain, text};
use crate::{Extracted, Format, LIMITS, ReadError};
use methods::segments::{Block, BlockKind};
use scraper::{ElementRef, Html, Node, Selector};

const SKIPPED: [&str; 9] = ["script", "style", "noscript", "template", "svg", "nav", "head", "iframe", "button"];
const BREAKING: [&str; 16] =
    ["p", "div", "section", "article", "main", "li", "ul", "ol", "table", "tr", "blockquote", "pre", "header", "footer", "dd", "dt"];

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Extracted, ReadError> {
    let (source, encoding, _) = text::decode(bytes);
    let page = Html::parse_document(&source);
    let mut walk = Walk { out: Vec::new(), current: String::new(), kind: BlockKind::Paragraph };
    if let Some(text) = anchored(&page) {
        walk.out = text::paragraphs(&text);
    } else if let Some(body) = select(&page, "body") {
        walk.element(body, 0).map_err(|TooDeep| {
            ReadError::new(
                "malformed",
                format!("{name} nests more than {} elements. Save it anew from the program that made it.", LIMITS.depth),
            )
        })?;
    }
    walk.flush();
    let mut out = plain(Format::Html, walk.out);
    out.encoding = Some(encoding.to_owned());
    out.title = select(&page, "title").map(|t| t.text().collect::<String>().trim().to_owned()).filter(|t| !t.is_empty());
    Ok(out)
}

fn select<'a>(page: &'a Html, what: &str) -> Option<ElementRef<'a>> {
    page.select(&Selector::parse(what).ok()?).next()
}

/// The text of a page that sets every sentence in a paragraph with a name of its own, as PA-X
/// does; its real paragraphs are parted by empty lines.
fn anchored(page: &Html) -> Option<String> {
    let paragraph = Selector::parse("p").ok()?;
    let named = page.select(&Selector::parse("p > a[name]:first-child").ok()?).count();
    let sentences: Vec<String> = page.select(&paragraph).map(|p| p.text().collect()).collect();
    if named < 3 || named * 10 < sentences.len() * 9 {
        return None;
    }
    Some(sentences.join(" ").replace('\r', ""))
}

struct TooDeep;

struct Walk {
    out: Vec<Block>,
    current: String,
    kind: BlockKind,
}

impl Walk {
    fn flush(&mut self) {
        let text = self.current.trim();
        if !text.is_empty() {
            self.out.push(Block { kind: self.kind, text: text.to_owned(), label: None });
        }
        self.current.clear();
        self.kind = BlockKind::Paragraph;
    }

    fn element(&mut self, element: ElementRef<'_>, depth: usize) -> Result<(), TooDeep> {
        if depth > LIMITS.depth {
            return Err(TooDeep);
        }
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.current.push_str(text),
                Node::Element(found) => {
                    let tag = found.name();
                    let Some(inner) = ElementRef::wrap(child) else { continue };
                    self.tag(tag, inner, depth)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn tag(&mut self, tag: &str, inner: ElementRef<'_>, depth: usize) -> Result<(), TooDeep> {
        if SKIPPED.contains(&tag) {
            return Ok(());
        }
        if tag == "br" {
            self.current.push('\n');
            return Ok(());
        }
        let heading = tag.strip_prefix('h').and_then(|n| n.parse::<u8>().ok()).filter(|n| (1..=6).contains(n));
        if heading.is_none() && !BREAKING.contains(&tag) {
            if matches!(tag, "td" | "th") && !self.current.trim().is_empty() {
                self.current.push_str(" | ");
            }
            return self.element(inner, depth + 1);
        }
        self.flush();
        self.kind = match (heading, tag) {
            (Some(n), _) => BlockKind::Heading(n),
            (_, "li") => BlockKind::ListItem(0),
            (_, "tr") => BlockKind::TableRow,
            _ => BlockKind::Paragraph,
        };
        self.element(inner, depth + 1)?;
        self.flush();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn sentences_with_names_of_their_own_are_joined_into_their_paragraphs() {
        let page = "<p><a name=\"0\">Accord\n\n1.</a></p>\n<p><a name=\"1\">Guns fall silent.</a></p>\n<p><a name=\"2\">Roads open.\n\n2.</a></p>\n<p><a name=\"3\">Wells are shared.</a></p>";
        let blocks = read("1.html", page.as_bytes()).unwrap_or_else(|e| panic!("{e}")).blocks;
        let texts: Vec<&str> = blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(texts, ["Accord", "1. Guns fall silent. Roads open.", "2. Wells are shared."]);
    }
}
