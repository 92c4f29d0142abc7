//! Topics as SKOS: Turtle and JSON-LD.

use methods::language::Language;
use search::{Concept, Thesaurus};
use serde_json::{Value, json};

const PREFIXES: &str = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n";

/// Address of a topic in SKOS.
fn iri(id: &str) -> String {
    format!("urn:goodoffices:topic:{id}")
}

/// The whole thesaurus: its files as they are written, one after the other.
pub(super) fn all_turtle() -> String {
    let files = Thesaurus::built_in_files();
    let turtle = files.iter().filter(|(name, _)| name.ends_with(".ttl"));
    turtle.map(|(_, content)| String::from_utf8_lossy(content).into_owned() + "\n").collect()
}

/// One topic.
pub(super) fn turtle(c: &Concept) -> String {
    let mut lines = vec![format!("<{}> a skos:Concept", iri(&c.id)), format!("skos:inScheme <{}>", iri("topics"))];
    match &c.broader {
        Some(id) => lines.push(format!("skos:broader <{}>", iri(id))),
        None => lines.push(format!("skos:topConceptOf <{}>", iri("topics"))),
    }
    lines.extend(c.narrower.iter().map(|id| format!("skos:narrower <{}>", iri(id))));
    lines.extend(c.related.iter().map(|id| format!("skos:related <{}>", iri(id))));
    lines.extend(c.pax.iter().map(|code| format!("skos:exactMatch <urn:pax:{code}>")));
    if !c.scope_note.is_empty() {
        lines.push(format!("skos:scopeNote {}@en", quoted(&c.scope_note)));
    }
    for language in Language::ALL {
        let labels = c.labels(language);
        let kinds =
            [("prefLabel", std::slice::from_ref(&labels.preferred)), ("altLabel", &labels.alternative), ("hiddenLabel", &labels.hidden)];
        for (kind, texts) in kinds {
            lines.extend(texts.iter().filter(|t| !t.is_empty()).map(|t| format!("skos:{kind} {}@{language}", quoted(t))));
        }
    }
    format!("{PREFIXES}\n{} .\n", lines.join(" ;\n    "))
}

fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Some topics as one JSON-LD document.
pub(super) fn json<'a>(concepts: impl Iterator<Item = &'a Concept>) -> Value {
    let id = |of: &str| json!({"@type": "@id", "@id": format!("skos:{of}")});
    let words = |of: &str| json!({"@id": format!("skos:{of}"), "@container": "@language"});
    json!({
        "@context": {
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "prefLabel": words("prefLabel"), "altLabel": words("altLabel"), "scopeNote": words("scopeNote"),
            "broader": id("broader"), "narrower": id("narrower"), "related": id("related"),
            "inScheme": id("inScheme"), "topConceptOf": id("topConceptOf"), "exactMatch": id("exactMatch"),
        },
        "@graph": concepts.map(node).collect::<Vec<Value>>(),
    })
}

fn node(c: &Concept) -> Value {
    let iris = |ids: &[String]| ids.iter().map(|id| iri(id)).collect::<Vec<_>>();
    let preferred: serde_json::Map<String, Value> = Language::ALL.iter().map(|l| (l.code().to_owned(), json!(c.name(*l)))).collect();
    let alternative: serde_json::Map<String, Value> =
        Language::ALL.iter().map(|l| (l.code().to_owned(), json!(c.labels(*l).alternative))).collect();
    let mut out = json!({
        "@id": iri(&c.id),
        "@type": "skos:Concept",
        "inScheme": iri("topics"),
        "prefLabel": preferred,
        "altLabel": alternative,
        "scopeNote": {"en": c.scope_note},
        "narrower": iris(&c.narrower),
        "related": iris(&c.related),
        "exactMatch": c.pax.iter().map(|code| format!("urn:pax:{code}")).collect::<Vec<_>>(),
    });
    match &c.broader {
        Some(id) => out["broader"] = json!(iri(id)),
        None => out["topConceptOf"] = json!(iri("topics")),
    }
    out
}
