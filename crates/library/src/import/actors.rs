//! An authority file of actors: a CSV table with a name, and optionally aliases, kind and ids.

use super::{Batch, Order};
use crate::actor::Authority;
use crate::source;
use platform::jobs::Progress;
use platform::{App, Error, Result, say};

/// The first of these columns that is there gives the value.
const ID: [&str; 3] = ["id_paax", "actor_id", "id"];
const NAME: [&str; 2] = ["actor_name", "name"];
const ALIASES: [&str; 3] = ["alt_names", "aliases", "alias"];
const KIND: [&str; 3] = ["actor_type", "kind", "type"];
const SHORT: [&str; 2] = ["abbreviation", "short_name"];

pub(super) fn prepare(app: &App, order: &Order, progress: &Progress<'_>) -> Result<Batch> {
    let mut batch = Batch { sources: vec![source::card(order.source.as_deref().unwrap_or("paax"))?], ..Batch::default() };
    let card = batch.sources[0].id.clone();
    for file in &order.files {
        let name = file.name();
        let reader = super::reader(app)?;
        reader
            .rows(&name, file.open(app)?, &mut |row| {
                let row = match row {
                    Ok(row) => row,
                    Err(error) => {
                        batch.row_error(&name, &error);
                        return Ok(());
                    }
                };
                batch.counts.read += 1;
                progress.at(batch.counts.read as usize, None, &name)?;
                let cell = |columns: &[&str]| {
                    let at = columns.iter().find_map(|c| row.head.iter().position(|h| h == c))?;
                    row.cells.get(at).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
                };
                if !NAME.iter().any(|c| row.head.iter().any(|h| h == c)) {
                    return Err(Error::invalid("file", say!("library-error-actors-column", file = &name)));
                }
                let Some(actor_name) = cell(&NAME) else {
                    batch.refuse(&name, Some(row.number), Some("actor_name"), say!("library-report-actor-unnamed"));
                    return Ok(());
                };
                let id = cell(&ID).unwrap_or_else(|| actor_name.to_lowercase().replace(char::is_whitespace, "-"));
                let mut aliases: Vec<String> = cell(&ALIASES)
                    .map(|t| t.split(['|', ';']).map(|a| a.trim().to_owned()).filter(|a| !a.is_empty()).collect())
                    .unwrap_or_default();
                aliases.extend(cell(&SHORT));
                aliases.sort();
                aliases.dedup();
                let kind = cell(&KIND).unwrap_or_else(|| "unknown".into());
                let external = vec![(card.clone(), id.clone())];
                batch.actors.push(Authority {
                    id: format!("{card}:{id}"),
                    name: actor_name,
                    kind,
                    from: None,
                    to: None,
                    external,
                    aliases,
                    source: card.clone(),
                });
                Ok(())
            })
            .map_err(super::pax::read_error)??;
    }
    Ok(batch)
}
