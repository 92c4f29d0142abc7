//! Topics of the thesaurus, and what people decide on those of a provision.

use crate::{index, read};
use axum::extract::Path;
use methods::language::Language;
use platform::Error;
use platform::api::{Page, Paging};
use platform::web::{Asked, Outcome, Problem, Reply, Sent, Visit};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The words for a topic in one language.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct WireLabels {
    /// The name to show.
    preferred: String,
    /// Other names.
    alternative: Vec<String>,
}

/// A topic of the thesaurus.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct WireTopic {
    /// Permanent id.
    id: String,
    /// Labels by language code.
    labels: BTreeMap<String, WireLabels>,
    /// What belongs to it, in English.
    scope_note: String,
    /// The broader topic; null for a top one.
    broader: Option<String>,
    /// Narrower topics.
    narrower: Vec<String>,
    /// Related topics.
    related: Vec<String>,
    /// Exact matches among the PA-X codes.
    pax: Vec<String>,
}

impl From<&search::Concept> for WireTopic {
    fn from(c: &search::Concept) -> WireTopic {
        let labels = |language: &Language| {
            let labels = c.labels(*language);
            (language.code().to_owned(), WireLabels { preferred: labels.preferred.clone(), alternative: labels.alternative.clone() })
        };
        WireTopic {
            id: c.id.clone(),
            labels: Language::ALL.iter().map(labels).collect(),
            scope_note: c.scope_note.clone(),
            broader: c.broader.clone(),
            narrower: c.narrower.clone(),
            related: c.related.clone(),
            pax: c.pax.clone(),
        }
    }
}

/// Which topics are asked for.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(super) struct TopicsAsked {
    /// Only topics with a label in any language that begins with these words.
    q: String,
    /// Read on from here: the `next` of the page before.
    after: Option<String>,
    /// Topics in a page: 1 to 200, 50 unless told.
    limit: Option<usize>,
}

/// Lists the topics by id, or those whose labels fit.
#[utoipa::path(get, path = "/api/v1/library/topics", tag = "library", params(TopicsAsked),
    responses((status = 200, description = "A page of topics", body = Page<WireTopic>)))]
pub(super) fn topics(visit: Visit, Asked(asked): Asked<TopicsAsked>) -> Outcome {
    let thesaurus = index::thesaurus(&visit.app)?;
    let paging = Paging { after: asked.after, limit: asked.limit };
    let found: Vec<WireTopic> = if asked.q.trim().is_empty() {
        let after = paging.after.clone().unwrap_or_default();
        thesaurus.concepts().iter().filter(|c| c.id > after).take(paging.limit() + 1).map(WireTopic::from).collect()
    } else {
        thesaurus.find(&asked.q, paging.limit()).into_iter().map(WireTopic::from).collect()
    };
    Reply::json(&Page::cut(found, paging.limit(), |t| t.id.clone()))
}

/// One topic, by its id or a PA-X code.
#[utoipa::path(get, path = "/api/v1/library/topics/{id}", tag = "library", params(("id" = String, Path, description = "As in gender-quota, or a PA-X code")),
    responses((status = 200, description = "The topic", body = WireTopic), (status = 404, description = "No such topic", body = Problem, content_type = "application/problem+json")))]
pub(super) fn topic(visit: Visit, Path(id): Path<String>) -> Outcome {
    let thesaurus = index::thesaurus(&visit.app)?;
    let concept = thesaurus.by_id(&id).or_else(|| thesaurus.by_pax(&id)).ok_or_else(|| Error::missing("topic", &id))?;
    Reply::json(&WireTopic::from(concept))
}

/// What a person decides on a topic of a provision.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
pub(super) struct Decision {
    /// `accepted` or `rejected`.
    state: String,
}

/// Accepts or rejects a topic of a provision.
#[utoipa::path(put, path = "/api/v1/library/provisions/{id}/topics/{topic}", tag = "library", request_body = Decision, security(("token" = [])),
    params(("id" = String, Path, description = "The provision"), ("topic" = String, Path, description = "The topic's id")),
    responses((status = 204, description = "Decided"), (status = 404, description = "No such provision or topic", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Neither accepted nor rejected", body = Problem, content_type = "application/problem+json")))]
pub(super) fn decide_topic(visit: Visit, asked: (Path<(String, String)>, Sent<Decision>)) -> Outcome {
    let (Path((id, topic)), Sent(decision)) = asked;
    read::decide_topic(&visit.app, &visit.actor, &id, &topic, Some(&decision.state))?;
    Ok(Reply::done())
}

/// Takes the decision on a topic of a provision back.
#[utoipa::path(delete, path = "/api/v1/library/provisions/{id}/topics/{topic}", tag = "library", security(("token" = [])),
    params(("id" = String, Path, description = "The provision"), ("topic" = String, Path, description = "The topic's id")),
    responses((status = 204, description = "Taken back"), (status = 404, description = "No such provision or topic", body = Problem, content_type = "application/problem+json")))]
pub(super) fn take_back_topic(visit: Visit, Path((id, topic)): Path<(String, String)>) -> Outcome {
    read::decide_topic(&visit.app, &visit.actor, &id, &topic, None)?;
    Ok(Reply::done())
}
