//! HTML: headings, paragraphs, lists and tables; scripts and styles left out.

use super::markup::Walk;
use super::{plain, text};
use crate::{Extracted, Format, LIMITS, ReadError};
use scraper::{ElementRef, Html, Selector};

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Extracted, ReadError> {
    let (source, encoding, _) = text::decode(bytes);
    let page = Html::parse_document(&source);
    let mut walk = Walk::new();
    if let Some(text) = anchored(&page) {
        walk.out = text::paragraphs(&text);
    } else if let Some(body) = select(&page, "body") {
        walk.element(body, 0);
    }
    walk.flush();
    let mut out = plain(Format::Html, walk.out);
    if walk.too_deep {
        out.warnings.push(format!("{name} nests more than {} elements; what stands deeper was left out.", LIMITS.depth));
    }
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
