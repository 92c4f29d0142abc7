//! The demo world that comes with the product: an invented region, in six languages.

use super::{Batch, Incoming};
use crate::actor::Authority;
use crate::said;
use platform::jobs::Progress;
use platform::{App, Error, Result};
use serde::Deserialize;

#[derive(rust_embed::RustEmbed)]
#[folder = "../../data/demo"]
#[include = "*.toml"]
#[include = "documents/*.md"]
struct World;

#[derive(Deserialize)]
struct Actors {
    actor: Vec<DemoActor>,
}

#[derive(Deserialize)]
struct DemoActor {
    id: String,
    kind: String,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    to: Option<String>,
    names: std::collections::BTreeMap<String, String>,
    #[serde(default)]
    aliases: Vec<String>,
}

fn text(name: &str) -> Result<String> {
    let file = World::get(name).ok_or_else(|| Error::missing("demo-file", name))?;
    Ok(String::from_utf8_lossy(&file.data).into_owned())
}

pub(super) fn prepare(app: &App, progress: &Progress<'_>) -> Result<Batch> {
    let mut batch = Batch { sources: vec![crate::source::card("demo")?], ..Batch::default() };
    let actors: Actors = toml::from_str(&text("actors.toml")?).map_err(|e| Error::internal(e.to_string()))?;
    batch.actors = actors.actor.into_iter().map(authority).collect();
    let names: Vec<String> = World::iter().filter(|n| n.starts_with("documents/")).map(|n| n.into_owned()).collect();
    let reader = super::reader(app)?;
    let order = super::Order {
        kind: super::OrderKind::Demo,
        files: Vec::new(),
        codings: None,
        document_kind: None,
        ids_pax: false,
        source: Some("demo".into()),
        marking: None,
    };
    for (at, name) in names.iter().enumerate() {
        progress.at(at, Some(names.len()), name)?;
        batch.counts.read += 1;
        let file = World::get(name).expect("its name was just given");
        match reader.document(name, &file.data, None) {
            Ok(extracted) => super::texts::take(name, extracted, &order, &mut batch),
            Err(error) => batch.refuse(name, None, None, said::read(error.told())),
        }
    }
    batch.documents.sort_by(|a: &Incoming, b: &Incoming| a.document.id.cmp(&b.document.id));
    Ok(batch)
}

fn authority(a: DemoActor) -> Authority {
    let name = a.names.get("en").cloned().unwrap_or_else(|| a.id.clone());
    let mut aliases: Vec<String> = a.names.values().filter(|n| **n != name).cloned().chain(a.aliases).collect();
    aliases.sort();
    aliases.dedup();
    Authority {
        external: vec![("demo".into(), a.id.clone())],
        id: a.id,
        name,
        kind: a.kind,
        from: a.from,
        to: a.to,
        aliases,
        source: "demo".into(),
    }
}
