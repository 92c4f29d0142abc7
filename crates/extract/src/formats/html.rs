//! HTML: headings, paragraphs, lists and tables; scripts and styles left out.

use super::markup::Walk;
use super::{plain, text};
use crate::error::told;
use crate::{Extracted, Format, LIMITS, ReadError};
use html5ever::tendril::{StrTendril, TendrilSink};
use scraper::{ElementRef, Html, HtmlTreeSink, Selector};

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Extracted, ReadError> {
    let (source, encoding, _) = text::decode(bytes);
    let (page, reached) = parsed(&source);
    let mut walk = Walk::new();
    if let Some(text) = anchored(&page) {
        walk.out = text::paragraphs(&text);
    } else if let Some(body) = select(&page, "body") {
        walk.element(body, 0);
    }
    walk.flush();
    let mut out = plain(Format::Html, walk.out);
    out.encoding = Some(encoding.to_owned());
    out.title = select(&page, "title").map(|t| t.text().collect::<String>().trim().to_owned()).filter(|t| !t.is_empty());
    if let Some(at) = reached {
        let share = at * 100 / source.len().max(1);
        out.warnings.push(told!(
            "nested-partly",
            "{file} nests more than {most} elements and was read up to there only, the first {share}% of it. Save it anew from the program that made it.",
            file = name,
            most = LIMITS.depth,
            share = share,
        ));
    } else if walk.too_deep {
        out.warnings.push(told!(
            "nested-left-out",
            "{file} nests more than {most} elements; what stands deeper was left out.",
            file = name,
            most = LIMITS.depth
        ));
    }
    Ok(out)
}

/// What is handed to the parser before the depth is looked at.
const PIECE: usize = 4 * 1024;

/// One in so many new nodes is looked at, besides the newest.
const LOOKED_AT: usize = 64;

/// The page, and where reading stopped because it nests too deeply. For each tag the parser
/// looks through the elements that are open, so that a page which opens and never closes takes
/// time as the square of its length, unless somebody stops it.
fn parsed(source: &str) -> (Html, Option<usize>) {
    let mut parser = html5ever::parse_document(HtmlTreeSink::new(Html::new_document()), html5ever::ParseOpts::default());
    let (mut at, mut nodes, mut stopped) = (0, 0, None);
    while at < source.len() && stopped.is_none() {
        let mut end = (at + PIECE).min(source.len());
        while !source.is_char_boundary(end) {
            end += 1;
        }
        parser.process(StrTendril::from(&source[at..end]));
        at = end;
        let page = parser.tokenizer.sink.sink.0.borrow();
        let all = page.tree.nodes();
        let fresh = all.len().saturating_sub(nodes);
        nodes += fresh;
        let mut looked_at = all.rev().take(fresh).step_by(LOOKED_AT);
        stopped = looked_at.any(|node| node.ancestors().nth(LIMITS.depth).is_some()).then_some(at);
    }
    (parser.finish(), stopped)
}

fn select<'a>(page: &'a Html, what: &str) -> Option<ElementRef<'a>> {
    page.select(&Selector::parse(what).ok()?).next()
}

/// The text of a page that sets every sentence in a paragraph with a name of its own, as PA-X
/// does; its real paragraphs are parted by empty lines.
fn anchored(page: &Html) -> Option<String> {
    let paragraph = Selector::parse("p").ok()?;
    let named = page.select(&Selector::parse("p > a[name]:first-child").ok()?).count();
    if named < 3 || named * 10 < page.select(&paragraph).count() * 9 {
        return None;
    }
    let sentences: Vec<String> = page.select(&paragraph).map(|p| p.text().collect()).collect();
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

    #[test]
    fn a_page_that_nests_without_end_is_read_up_to_there_in_a_time_as_its_length() {
        // Half a million elements: whoever looks through all that are open is at it for hours.
        // Some of these close the one before, so that nothing nests; they are read whole.
        for (open, nests) in
            [("<div>", true), ("<b>", true), ("<table><tr><td>", true), ("<ul><li>", true), ("<p><b>", false), ("<button><p>", false)]
        {
            let page = format!("<p>The guns fall silent.</p>{}", open.repeat(500_000));
            let read = read("deep.html", page.as_bytes()).unwrap_or_else(|e| panic!("{open}: {e}"));
            assert_eq!(read.blocks[0].text, "The guns fall silent.", "{open}");
            let told = read.warnings.iter().any(|w| w.to_string().contains("nests more than 256 elements"));
            assert!(told || !nests, "{open}: {:?}", read.warnings);
        }
    }

    #[test]
    fn a_long_page_that_closes_what_it_opens_is_read_whole() {
        let page = format!("<div>{}</div>", "<div><b>A <i>line</i></b></div>\n".repeat(20_000));
        let read = read("long.html", page.as_bytes()).unwrap();
        assert_eq!((read.blocks.len(), read.warnings.len()), (20_000, 0));
    }

    #[test]
    fn what_stands_deeper_than_is_read_is_left_out_and_told() {
        let nested = |n: usize| {
            read("d.html", format!("<p>before</p>{}deep{}<p>after</p>", "<div>".repeat(n), "</div>".repeat(n)).as_bytes()).unwrap()
        };
        let texts = |n: usize| nested(n).blocks.iter().map(|b| b.text.clone()).collect::<Vec<_>>();
        assert_eq!(texts(200), ["before", "deep", "after"]);
        assert_eq!(nested(200).warnings, []);
        assert!(texts(300).contains(&"before".to_owned()));
        assert!(!nested(300).warnings.is_empty());
    }
}
