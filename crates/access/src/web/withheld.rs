//! The page of what left everybody's sight by two people, or is to leave it or come back.

use askama::Template;
use axum::extract::Path;
use platform::actor::{Needs, Via};
use platform::clearance::withholding::{self, What, Withholding};
use platform::web::{Asked, Outcome, Posted, Reply, Route, ShowPage, Visit};
use platform::{Error, Result, Sample, say};
use serde::Deserialize;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::page("/withheld", Needs::SignedIn, page), Route::form("/withheld/{id}", Needs::SignedIn, change).on("/withheld")]
}

#[derive(Template)]
#[template(path = "withheld.html")]
struct WithheldPage<'a> {
    v: &'a Visit,
    waiting: Vec<&'a Withholding>,
    held: Vec<&'a Withholding>,
    past: Vec<&'a Withholding>,
    may_decide: bool,
}

impl WithheldPage<'_> {
    fn new<'a>(v: &'a Visit, all: &'a [Withholding]) -> WithheldPage<'a> {
        let (waiting, rest): (Vec<&Withholding>, Vec<&Withholding>) = all.iter().partition(|one| one.is_open());
        let (held, past) = rest.into_iter().partition(|one| one.holds);
        let may_decide = v.may(Needs::Curating) && v.actor.via == Via::Web;
        WithheldPage { v, waiting, held, past, may_decide }
    }

    fn is_mine(&self, one: &Withholding) -> bool {
        one.asked_by_id == self.v.actor.id
    }

    fn href(&self, one: &Withholding) -> String {
        super::markings::href(&one.thing)
    }

    /// What happens to whom where a second person agrees.
    fn sentence(&self, one: &Withholding) -> String {
        match one.what {
            What::Hide => self.v.txy(
                "access-withheld-hides",
                self.v.tn("access-n-people", one.members.unsigned_abs() as usize),
                one.compartment.clone().unwrap_or_default(),
            ),
            What::Return => self.v.t("access-withheld-returns"),
        }
    }
}

fn page(visit: Visit, _: Asked<serde_json::Value>) -> Outcome {
    let all = withholding::list(&visit.app, &visit.actor)?;
    visit.show(&WithheldPage::new(&visit, &all), &all)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Change {
    what: String,
    reason: String,
}

fn change(visit: Visit, asked: (Path<String>, Posted<Change>)) -> Outcome {
    let (Path(id), Posted(form)) = asked;
    let (app, actor) = (&visit.app, &visit.actor);
    match form.what.as_str() {
        "confirm" => withholding::decide(app, actor, &id, true)?,
        "refuse" => withholding::decide(app, actor, &id, false)?,
        "withdraw" => withholding::withdraw(app, actor, &id)?,
        "return" => drop(withholding::ask_return(app, actor, &id, &form.reason)?),
        _ => {
            return Err(Error::invalid("what", say!("access-error-withheld-choices")));
        }
    }
    Ok(Reply::see("/withheld"))
}

/// Every page, drawn from samples.
pub(super) fn samples() -> Vec<Sample> {
    vec![
        Sample { name: "withheld.html", render: |v| sample(v, &all()) },
        Sample { name: "withheld.html, empty", render: |v| sample(v, &[]) },
    ]
}

fn sample(v: &Visit, all: &[Withholding]) -> Result<String> {
    Ok(WithheldPage { may_decide: true, ..WithheldPage::new(v, all) }.render()?)
}

fn all() -> Vec<Withholding> {
    let one = |what, state: &str, asker: &str, holds| Withholding::sample(what, state, asker, holds);
    vec![
        one(What::Hide, "asked", "5", false),
        one(What::Return, "asked", "sample", false),
        one(What::Hide, "confirmed", "5", true),
        one(What::Return, "confirmed", "5", false),
        one(What::Hide, "refused", "5", false),
        one(What::Hide, "withdrawn", "5", false),
        one(What::Hide, "lapsed", "5", false),
    ]
}
