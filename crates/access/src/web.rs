//! Pages: signing in, one's own account, compartments, markings and looks.

mod again;
mod annotations;
mod compartments;
mod markings;
mod openings;
mod own;
mod sign_in;
mod sure;
mod withheld;

use platform::clearance::suspension::resting;
use platform::kit::Around;
use platform::people::Made;
use platform::web::{Route, Visit};
use platform::{Notice, Result, Sample};

/// What stands around the lists.
pub(crate) const AROUND: &[Around] =
    &[Around { list: "access.compartment", above: Some(compartments::above), below: Some(compartments::below) }];

pub(crate) fn routes() -> Vec<Route> {
    let mut all = sign_in::routes();
    all.extend(own::routes());
    all.extend(again::routes());
    all.extend(compartments::routes());
    all.extend(markings::routes());
    all.extend(openings::routes());
    all.extend(withheld::routes());
    all.extend(annotations::routes());
    all
}

/// What somebody else did to a person's ways to sign in, in words.
fn way_in(visit: &Visit, made: &Made) -> String {
    visit.txy(&format!("access-way-{}", made.what.replace('_', "-")), &made.name, visit.instant(&made.at))
}

pub(crate) use again::presence;

/// What waits for this person: members whose membership rests, their own that do, and looks.
pub(crate) fn notices(visit: &Visit) -> Result<Vec<Notice>> {
    if !visit.actor.is_signed_in() {
        return Ok(Vec::new());
    }
    let found = resting(&visit.app, &visit.actor)?;
    let mut all = Vec::new();
    if found.own > 0 {
        all.push(Notice { text: visit.t("access-own-rest"), href: "/compartments".into() });
    }
    all.extend(
        found
            .to_confirm
            .iter()
            .map(|(id, n)| Notice { text: visit.tn("access-members-rest", *n), href: format!("/compartments/{id}#members") }),
    );
    let waiting = openings::waiting(visit)?;
    if waiting > 0 {
        all.push(Notice { text: visit.tn("access-looks-wait", waiting), href: "/openings".into() });
    }
    Ok(all)
}

/// Every page, drawn from samples.
pub(crate) fn samples() -> Vec<Sample> {
    let mut all = sign_in::samples();
    all.extend(own::samples());
    all.extend(again::samples());
    all.extend(compartments::samples());
    all.extend(markings::samples());
    all.extend(openings::samples());
    all.extend(withheld::samples());
    all.extend(annotations::samples());
    all.extend(sure::samples());
    all
}
