//! The demo world: a draft of a ceasefire along a canal, in four versions and two languages. The last
//! version has faults of nine rules; one of them is meant so.

use crate::draft;
use crate::intended;
use crate::version;
use platform::actor::Actor;
use platform::kit::{Acts, Given};
use platform::languages::Language;
use platform::{App, Result};

/// Language, what is new in it, and text of each version.
const VERSIONS: [(&str, &str, &str); 4] = [
    ("en", "First text, from the facilitator", include_str!("../../../data/demo/drafting/canal-1-en.txt")),
    ("en", "The Home Guard is a party; water comes before weapons", include_str!("../../../data/demo/drafting/canal-2-en.txt")),
    ("fr", "Translation of version 2", include_str!("../../../data/demo/drafting/canal-3-fr.txt")),
    ("en", "After the night session", include_str!("../../../data/demo/drafting/canal-4-en.txt")),
];

/// Keeps the draft for a compartment that `actor` is in.
pub fn fill(app: &App, actor: &Actor, compartment: &str) -> Result<()> {
    let opening = [("title", "Canal ceasefire before the election"), ("kind", "preliminary"), ("compartment", compartment)];
    let id = draft::OPEN.act(app, actor, "", &Given::of(&opening))?;
    for (language, note, text) in VERSIONS {
        version::ADD_VERSION.act(app, actor, &id, &Given::of(&[("text", text), ("language", language), ("note", note)]))?;
    }
    let whole = draft::read(app, actor, &id, None, &|said| said.text(app.languages(), Language::English))?;
    let findings = whole.checked.iter().flat_map(|checked| &checked.findings);
    if let Some(at) = findings.into_iter().position(|finding| finding.rule == "placeholder-left") {
        let finding = format!("{}.{}", whole.shown.unwrap_or_default(), at + 1);
        let reason = "The body is named once the Joint Ceasefire Commission has met; both sides want it open until then.";
        intended::INTEND.act(app, actor, &id, &Given::of(&[("finding", &finding), ("reason", reason)]))?;
    }
    Ok(())
}
