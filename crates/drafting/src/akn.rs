//! Akoma Ntoso 3.0 (OASIS 2018): a `doc` named *agreement*, since the standard has no type for
//! agreements, with preface, preamble, body and conclusions.

use crate::build::Skeleton;
use platform::docx::escaped;

const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// The document; it names nobody as its author but the parties that will draft on.
pub(crate) fn xml(skeleton: &Skeleton, day: &str) -> String {
    let code = match skeleton.language.code() {
        "ar" => "ara",
        "zh" => "zho",
        "fr" => "fra",
        "ru" => "rus",
        "es" => "spa",
        _ => "eng",
    };
    let work = format!("/akn/un/doc/agreement/{day}/draft");
    let level = |name: &str, uri: &str, more: &str| {
        format!(
            "<FRBR{name}><FRBRthis value=\"{uri}/!main\"/><FRBRuri value=\"{uri}\"/><FRBRdate date=\"{day}\" name=\"draft\"/><FRBRauthor href=\"#parties\"/>{more}</FRBR{name}>"
        )
    };
    let expression = format!("{work}/{code}@{day}");
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<akomaNtoso xmlns=\"{NAMESPACE}\"><doc name=\"agreement\"><meta><identification source=\"#parties\">"
    );
    out.push_str(&level("Work", &work, "<FRBRcountry value=\"un\"/>"));
    out.push_str(&level("Expression", &expression, &format!("<FRBRlanguage language=\"{code}\"/>")));
    out.push_str(&level("Manifestation", &format!("{expression}.xml"), "<FRBRformat value=\"application/akn+xml\"/>"));
    out.push_str("</identification><references source=\"#parties\"><TLCRole eId=\"parties\" href=\"/ontology/role/parties\" showAs=\"Parties\"/></references></meta>");
    out.push_str(&format!("<preface><p><docTitle>{}</docTitle></p></preface>", escaped(&skeleton.title)));
    let paragraphs = |texts: &[String]| texts.iter().map(|text| format!("<p>{}</p>", escaped(text))).collect::<String>();
    out.push_str(&format!("<preamble>{}</preamble><mainBody>", paragraphs(&skeleton.preamble)));
    for article in &skeleton.articles {
        let n = article.number;
        out.push_str(&format!(
            "<article eId=\"art_{n}\"><num>{}</num><heading>{}</heading>",
            escaped(&article.label),
            escaped(&article.heading)
        ));
        for (at, text) in article.paragraphs.iter().enumerate() {
            let number = Skeleton::number(article, at).map_or_else(String::new, |number| format!("<num>{number}</num>"));
            out.push_str(&format!(
                "<paragraph eId=\"art_{n}__para_{}\">{number}<content><p>{}</p></content></paragraph>",
                at + 1,
                escaped(text)
            ));
        }
        out.push_str("</article>");
    }
    out.push_str("</mainBody>");
    if !skeleton.conclusions.is_empty() {
        out.push_str(&format!("<conclusions>{}</conclusions>", paragraphs(&skeleton.conclusions)));
    }
    out + "</doc></akomaNtoso>\n"
}
