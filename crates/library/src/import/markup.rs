//! Cells and fields as web pages wrote them: `&amp;` is a sign, `<b>` is no text.

use std::borrow::Cow;

/// The names of HTML that tables of texts hold.
const NAMES: [(&str, &str); 32] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("bull", "•"),
    ("deg", "°"),
    ("ordm", "º"),
    ("ordf", "ª"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("ecirc", "ê"),
    ("agrave", "à"),
    ("aacute", "á"),
    ("acirc", "â"),
    ("ccedil", "ç"),
    ("iacute", "í"),
    ("oacute", "ó"),
    ("ocirc", "ô"),
    ("uacute", "ú"),
    ("ntilde", "ñ"),
    ("uuml", "ü"),
];

/// The elements that pages set text in; other angle brackets are text.
const ELEMENTS: [&str; 30] = [
    "a",
    "b",
    "i",
    "u",
    "em",
    "strong",
    "p",
    "br",
    "div",
    "span",
    "sup",
    "sub",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "tr",
    "td",
    "th",
    "tbody",
    "font",
    "blockquote",
    "small",
    "hr",
];
/// Those that stand inside a line.
const INLINE: [&str; 11] = ["a", "b", "i", "u", "em", "strong", "span", "sup", "sub", "font", "small"];

/// A cell with its entities read.
pub(super) fn signs(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let found = rest[1..].find(';').filter(|end| *end <= 10).and_then(|end| Some((sign(&rest[1..=end])?, end + 2)));
        match found {
            Some((sign, length)) => {
                out.push_str(&sign);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn sign(name: &str) -> Option<String> {
    if let Some(code) = name.strip_prefix('#') {
        let value = match code.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => code.parse().ok(),
        };
        return value.and_then(char::from_u32).filter(|c| !methods::signs::is_barred(*c)).map(String::from);
    }
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, sign)| (*sign).to_owned())
}

/// A text without the tags of a page; those that end a line do so.
pub(super) fn text(marked: &str) -> Cow<'_, str> {
    if !marked.contains('<') {
        return signs(marked);
    }
    let mut out = String::with_capacity(marked.len());
    let mut rest = marked;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match rest.find('>').and_then(|end| Some((element(&rest[1..end])?, end + 1))) {
            Some((name, length)) => {
                if !INLINE.contains(&name.as_str()) && !out.ends_with('\n') {
                    out.push('\n');
                }
                rest = &rest[length..];
            }
            None => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(signs(out.trim()).into_owned())
}

/// The name of the element that a tag opens or closes, if pages have one.
fn element(tag: &str) -> Option<String> {
    let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let behind = tag.trim_start_matches('/')[name.len()..].chars().next();
    (ELEMENTS.contains(&name.as_str()) && behind.is_none_or(|c| c.is_whitespace() || c == '/')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{signs, text};

    #[test]
    fn entities_are_signs_and_tags_are_no_text() {
        assert_eq!(signs("Pact &amp; &quot;Plan&quot; &#233;&#x639; A&B &c; &unknown;"), "Pact & \"Plan\" éع A&B &c; &unknown;");
        assert_eq!(
            text("The <b>guns</b> fall&nbsp;silent<br/>now. <p class=\"x\">a < b > c</p>"),
            "The guns fall\u{a0}silent\nnow. \na < b > c"
        );
        assert_eq!(text("&lt;b&gt; is a tag"), "<b> is a tag");
    }
}
