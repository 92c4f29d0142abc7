//! Whole texts of agreements, for domains that compare with them.

use crate::store::{documents, provisions};
use platform::actor::{Actor, Needs};
use platform::agreements::{Agreement, Agreements, Placed};
use platform::clearance::marking::Level;
use platform::web::escape;
use platform::{App, Result};

/// What the library holds.
pub(crate) const WHOLE: Agreements = Agreements { held, text, page };

fn held(app: &App, reader: &Actor) -> Result<Vec<Agreement>> {
    app.require(reader, Needs::Reading)?;
    app.read(reader, documents::whole)
}

/// What of it is marked by itself is left out, for whoever reads.
fn text(app: &App, reader: &Actor, id: &str) -> Result<Vec<Placed>> {
    let all = app.read(reader, |c| provisions::of_document(c, id))?;
    let open = all.into_iter().filter(|provision| !provision.withdrawn && provision.marking == Level::Unclassified);
    Ok(open
        .map(|provision| Placed {
            text: provision.heading.iter().map(String::as_str).chain([provision.text.as_str()]).collect::<Vec<_>>().join("\n"),
            id: provision.id,
            path: provision.path,
            label: provision.label,
        })
        .collect())
}

fn page(provision: &str) -> String {
    format!("/library/provisions/{}", escape(provision))
}
