//! The blocks of an HTML page as a reader sees them: numbers of lists, rows of tables; what a
//! browser hides or shows as deleted left out.

use crate::LIMITS;
use methods::segments::{Block, BlockKind};
use scraper::{ElementRef, Node};

const SKIPPED: [&str; 22] = [
    "script", "style", "noscript", "template", "svg", "nav", "head", "iframe", "button", "del", "s", "strike", "select", "textarea",
    "datalist", "object", "canvas", "audio", "video", "noframes", "noembed", "map",
];
/// Elements that stand on lines of their own.
const BREAKING: [&str; 38] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "li",
    "ul",
    "ol",
    "table",
    "tr",
    "blockquote",
    "pre",
    "header",
    "footer",
    "dd",
    "dt",
    "dl",
    "dir",
    "menu",
    "address",
    "aside",
    "center",
    "details",
    "summary",
    "dialog",
    "fieldset",
    "legend",
    "figure",
    "figcaption",
    "form",
    "hgroup",
    "caption",
    "hr",
    "thead",
    "tbody",
    "tfoot",
    "listing",
    "xmp",
];
/// A cell with so many paragraphs is a column of a page, not the cell of a row.
const COLUMN: usize = 4;

pub(super) struct Walk {
    pub out: Vec<Block>,
    /// Whether something was nested deeper than is read.
    pub too_deep: bool,
    current: String,
    kind: BlockKind,
    label: Option<String>,
    lists: Vec<List>,
    /// Inside `pre`, where line breaks of the source are breaks.
    keeps_breaks: bool,
    /// Inside a cell, where nothing begins a new block.
    in_cell: bool,
}

/// A list with numbers, as a browser counts it; without one it has bullets.
struct List {
    next: Option<i64>,
    step: i64,
    style: String,
}

impl Walk {
    pub(super) fn new() -> Walk {
        Walk {
            out: Vec::new(),
            too_deep: false,
            current: String::new(),
            kind: BlockKind::Paragraph,
            label: None,
            lists: Vec::new(),
            keeps_breaks: false,
            in_cell: false,
        }
    }

    /// Ends the block that is open, if it holds anything. A number waits for its text.
    pub(super) fn flush(&mut self) {
        if self.in_cell {
            return self.space();
        }
        let text = self.current.trim();
        if text.is_empty() {
            return self.current.clear();
        }
        let label = self.label.take().filter(|label| !text.starts_with(label.as_str()));
        self.out.push(Block { kind: self.kind, text: text.to_owned(), label });
        self.current.clear();
        self.kind = BlockKind::Paragraph;
    }

    fn space(&mut self) {
        if !self.current.ends_with(char::is_whitespace) {
            self.current.push(' ');
        }
    }

    pub(super) fn element(&mut self, element: ElementRef<'_>, depth: usize) {
        if depth > LIMITS.depth {
            self.too_deep = true;
            return;
        }
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.text(text),
                Node::Element(_) => {
                    if let Some(inner) = ElementRef::wrap(child) {
                        self.tag(inner, depth);
                    }
                }
                _ => {}
            }
        }
    }

    /// White space of the source is one space; a space that does not break is none of it.
    fn text(&mut self, text: &str) {
        if self.keeps_breaks && !self.in_cell {
            return self.current.push_str(text);
        }
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.space();
            } else {
                self.current.push(c);
            }
        }
    }

    fn tag(&mut self, inner: ElementRef<'_>, depth: usize) {
        let tag = inner.value().name();
        if SKIPPED.contains(&tag) || is_hidden(inner) {
            return;
        }
        match tag {
            "br" if self.in_cell => return self.space(),
            "br" => {
                let end = self.current.trim_end_matches(' ').len();
                self.current.truncate(end);
                return self.current.push('\n');
            }
            "tr" => return self.row(inner, depth),
            "ol" | "ul" | "menu" | "dir" => return self.list(tag, inner, depth),
            "li" => return self.item(inner, depth),
            _ => {}
        }
        let heading = tag.strip_prefix('h').and_then(|n| n.parse::<u8>().ok()).filter(|n| (1..=6).contains(n));
        if heading.is_none() && !BREAKING.contains(&tag) {
            if matches!(tag, "td" | "th") {
                self.space();
            }
            return self.element(inner, depth + 1);
        }
        self.flush();
        if let Some(n) = heading {
            self.kind = BlockKind::Heading(n);
        }
        let before = self.keeps_breaks;
        self.keeps_breaks |= matches!(tag, "pre" | "listing" | "xmp");
        self.element(inner, depth + 1);
        self.keeps_breaks = before;
        self.flush();
        if heading.is_some() {
            self.kind = BlockKind::Paragraph;
        }
    }

    fn list(&mut self, tag: &str, inner: ElementRef<'_>, depth: usize) {
        self.flush();
        let attribute = |name| inner.value().attr(name);
        let style = list_style(inner).unwrap_or_default();
        let items = || inner.children().filter_map(ElementRef::wrap).filter(|child| child.value().name() == "li").count() as i64;
        let is_reversed = attribute("reversed").is_some();
        let first = attribute("start").and_then(|start| start.trim().parse().ok());
        let next = (tag == "ol" && style != "none").then(|| first.unwrap_or_else(|| if is_reversed { items() } else { 1 }));
        self.lists.push(List { next, step: if is_reversed { -1 } else { 1 }, style });
        self.element(inner, depth + 1);
        self.lists.pop();
        self.flush();
    }

    fn item(&mut self, inner: ElementRef<'_>, depth: usize) {
        self.flush();
        let deep = self.lists.len().saturating_sub(1) as u8;
        let value = inner.value().attr("value").and_then(|value| value.trim().parse().ok());
        let own_style = list_style(inner);
        let label = self.lists.last_mut().and_then(|list| {
            let number = value.or(list.next)?;
            list.next = Some(number + list.step);
            let style = own_style.unwrap_or_else(|| list.style.clone());
            (style != "none").then(|| numbered(number, &style))
        });
        if self.in_cell {
            if let Some(label) = label {
                self.current.push_str(&label);
                self.current.push(' ');
            }
        } else {
            self.kind = BlockKind::ListItem(deep);
            self.label = label;
        }
        self.element(inner, depth + 1);
        self.flush();
        if !self.in_cell {
            (self.kind, self.label) = (BlockKind::Paragraph, None);
        }
    }

    /// A row with its cells; one cell alone, or cells with whole columns of text, only set the page.
    fn row(&mut self, inner: ElementRef<'_>, depth: usize) {
        self.flush();
        let is_cell = |child: &ElementRef<'_>| matches!(child.value().name(), "td" | "th");
        let cells: Vec<ElementRef<'_>> = inner.children().filter_map(ElementRef::wrap).filter(is_cell).filter(|c| !is_hidden(*c)).collect();
        let filled = cells.iter().filter(|cell| cell.text().any(|text| !text.trim().is_empty())).count();
        if self.in_cell || filled <= 1 || cells.iter().any(|cell| is_column(*cell)) {
            for cell in cells {
                self.element(cell, depth + 1);
                self.flush();
            }
            return;
        }
        let mut texts = Vec::new();
        for cell in cells {
            self.in_cell = true;
            self.element(cell, depth + 1);
            self.in_cell = false;
            let text = std::mem::take(&mut self.current);
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() {
                texts.push(text);
            }
        }
        if !texts.is_empty() {
            self.out.push(Block { kind: BlockKind::TableRow, text: texts.join(" | "), label: None });
        }
    }
}

/// Whether a cell holds a whole column of a page.
fn is_column(cell: ElementRef<'_>) -> bool {
    let is_block = |name: &str| matches!(name, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table");
    cell.descendants().filter_map(ElementRef::wrap).filter(|inner| is_block(inner.value().name())).take(COLUMN).count() == COLUMN
}

/// Whether a browser does not show an element.
fn is_hidden(element: ElementRef<'_>) -> bool {
    let attribute = |name| element.value().attr(name);
    let style = || attribute("style").unwrap_or("").to_lowercase().split_whitespace().collect::<String>();
    let by_style = |style: String| style.contains("display:none") || style.contains("visibility:hidden") || style.contains("mso-hide:all");
    attribute("hidden").is_some()
        || attribute("aria-hidden").is_some_and(|value| value.eq_ignore_ascii_case("true"))
        || attribute("style").is_some() && by_style(style())
}

/// How a list or item says that it counts: `type="a"` or a style.
fn list_style(element: ElementRef<'_>) -> Option<String> {
    let style = element.value().attr("style").unwrap_or("").to_lowercase();
    for rule in style.split(';') {
        let Some((name, value)) = rule.split_once(':') else { continue };
        if matches!(name.trim(), "list-style" | "list-style-type") {
            return value.split_whitespace().find(|word| !matches!(*word, "inside" | "outside")).map(str::to_owned);
        }
    }
    element.value().attr("type").map(|kind| match kind {
        "a" => "lower-alpha".to_owned(),
        "A" => "upper-alpha".to_owned(),
        "i" => "lower-roman".to_owned(),
        "I" => "upper-roman".to_owned(),
        other => other.to_owned(),
    })
}

fn numbered(number: i64, style: &str) -> String {
    let format = match style {
        "lower-alpha" | "lower-latin" => "lowerLetter",
        "upper-alpha" | "upper-latin" => "upperLetter",
        "lower-roman" => "lowerRoman",
        "upper-roman" => "upperRoman",
        "cjk-decimal" | "simp-chinese-informal" | "trad-chinese-informal" | "cjk-ideographic" => "chineseCounting",
        "cjk-heavenly-stem" => "ideographTraditional",
        "disc" | "circle" | "square" => return "-".to_owned(),
        _ => "decimal",
    };
    let spelt = u32::try_from(number).map_or_else(|_| number.to_string(), |number| super::numbers::spelled(number, format));
    if format.starts_with("chinese") { format!("{spelt}、") } else { format!("{spelt}.") }
}

#[cfg(test)]
mod tests {
    fn shown(page: &str) -> Vec<String> {
        let read = super::super::html::read("a.html", page.as_bytes()).unwrap_or_else(|e| panic!("{e}"));
        let block = |b: &methods::segments::Block| format!("{} {}", b.label.as_deref().unwrap_or(""), b.text);
        read.blocks.iter().map(|b| block(b).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn a_page_reads_as_a_browser_shows_it() {
        let cases: [(&str, &[&str]); 15] = [
            (
                "<ol start=3><li>One<ol type=a><li>Two<li>Three</ol><li value=9>Four<li>Five</ol>",
                &["3. One", "a. Two", "b. Three", "9. Four", "10. Five"],
            ),
            ("<ol reversed><li>One<li>Two</ol>", &["2. One", "1. Two"]),
            ("<ol style='list-style-type: upper-roman'><li><p>One</p><p>more</p><li>Two</ol>", &["I. One", "more", "II. Two"]),
            ("<ol style='list-style: none'><li>(a) One</ol><ul><li>Two</ul>", &["(a) One", "Two"]),
            ("<ol><li>1. One<li>2. Two</ol>", &["1. One", "2. Two"]),
            ("<p>1. All share\nthe wells\n(a) of the plain.</p>", &["1. All share the wells (a) of the plain."]),
            ("<pre>1. One\n2. Two</pre>", &["1. One 2. Two"]),
            ("<center>PACT</center>of the plain<address>Tisk</address><aside>Note</aside>", &["PACT", "of the plain", "Tisk", "Note"]),
            ("<p>Guns <del>never</del> rest<s> now</s>.</p>", &["Guns rest."]),
            ("<table><tr><td><p>North</p></td><td><div>20 km</div><div>wide</div></td></tr></table>", &["North | 20 km wide"]),
            ("<table><tr><td><p>1. One.</p><p>2. Two.</p></td></tr></table>", &["1. One.", "2. Two."]),
            ("<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>", &["a b c | d"]),
            (
                "<div style='DISPLAY : none'>x</div><p hidden>x</p><p aria-hidden=true>x</p><p style='visibility:hidden'>x</p><p>Kept</p>",
                &["Kept"],
            ),
            ("<p>one<br>two</p>", &["one two"]),
            ("<h2>Part I</h2>text<dl><dt>Term</dt><dd>Sense</dd></dl>", &["Part I", "text", "Term", "Sense"]),
        ];
        for (page, expected) in cases {
            assert_eq!(shown(page), expected, "{page}");
        }
    }
}
