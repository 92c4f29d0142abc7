//! The calls of the programs' interface that follow from actions: `POST /api/v1` and the address of
//! the page, JSON with the fields of the form.

use super::action::{Acts, Done};
use super::form::Given;
use super::list::{HOW, Lists};
use super::{FieldOf, table};
use crate::web::{Asked, Described, Kind, NamedSchema, Outcome, Reply, Route, Sent, Visit};
use crate::{Error, Result, say};
use axum::extract::Path;
use axum::http::Method;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

pub(super) fn route(action: &'static dyn Acts) -> Route {
    let path = format!("/api/v1{}", action.path());
    let call = move |visit: Visit, (at, Sent(body)): (Path<HashMap<String, String>>, Sent<Value>)| answer(&visit, action, &at.0, &body);
    let mut route = Route::new(Method::POST, &path, Kind::Api, action.needs(), call);
    route.described = Some(described(action));
    route
}

fn answer(visit: &Visit, action: &'static dyn Acts, at: &HashMap<String, String>, body: &Value) -> Outcome {
    // A program's own session is as good as a page's while it is young; a token is nobody's proof.
    if action.takes_proof() && visit.proved(&visit.path)?.is_some() {
        return Err(Error::Forbidden(say!("platform-error-proof-needed")));
    }
    let given = Given::of_json(body).map_err(Error::Invalid)?;
    let done = action.run_with(&visit.app, &visit.actor, at.get("id").map_or("", String::as_str), &given)?;
    Ok(Reply::json(&told(&done))?.with_status(if action.is_on_thing() { 200 } else { 201 }))
}

/// What was done, as programs read it.
pub(super) fn told(done: &Done) -> Value {
    match &done.once {
        None => json!({"id": done.id}),
        Some(once) => json!({"id": done.id, "secret": once.secret, "ends_at": once.ends_at}),
    }
}

/// The schema of a form: what is optional may be left out, or be null.
fn schema(action: &'static dyn Acts) -> Value {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for field in action.fields() {
        let mut schema = (field.schema)();
        schema["description"] = json!(field.doc);
        if field.optional
            && let Some(kind) = schema["type"].as_str().map(str::to_owned)
        {
            schema["type"] = json!([kind, "null"]);
        }
        // What is done to a thing leaves as it is what is not given.
        if !field.optional && field.default.is_empty() && !action.is_on_thing() {
            required.push(field.name);
        }
        properties.insert(field.name.to_owned(), schema);
    }
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

/// `warning.watch.set` as `WarningWatchSet`: unlike in every domain.
fn schema_name(action: &dyn Acts) -> String {
    let name = action.name();
    let capital = |part: &str| part[..1].to_uppercase() + &part[1..];
    name.split(['.', '-', '_']).filter(|part| !part.is_empty()).map(capital).collect()
}

fn described(action: &'static dyn Acts) -> Described {
    let name = schema_name(action);
    let made = if action.is_on_thing() { ("200", "It is done") } else { ("201", "It was made") };
    let mut told = json!({"type": "object", "properties": {"id": {"type": "string", "description": "The thing's id"}}, "required": ["id"]});
    if action.does_show() {
        told["properties"]["secret"] =
            json!({"type": "string", "description": "Shown only here: hand it over by a way that only its person reads"});
        told["properties"]["ends_at"] = json!({"type": "string", "description": "Until when it is good"});
        told["required"] = json!(["id", "secret", "ends_at"]);
    }
    let mut operation = json!({
        "tags": [action.thing().name.split('.').next().unwrap_or_default()],
        "summary": action.name(),
        "operationId": action.name().replace(['.', '-'], "_"),
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": format!("#/components/schemas/{name}")}}}},
        "responses": {made.0: {"description": made.1, "content": {"application/json": {"schema": told}}}},
    });
    let mut conflict = json!({"description": "It clashes with what is there"});
    conflict["content"]["application/problem+json"]["schema"] = json!({"$ref": "#/components/schemas/Problem"});
    operation["responses"]["409"] = conflict;
    if action.is_on_thing() {
        let id = json!({"name": "id", "in": "path", "required": true, "description": "The thing's id", "schema": {"type": "string"}});
        operation["parameters"] = json!([id]);
    }
    let parsed: Result<Described> = (|| {
        Ok(Described {
            label: Some(action.label()),
            operation: serde_json::from_value(operation)?,
            schemas: vec![(name, serde_json::from_value(schema(action))?)],
        })
    })();
    parsed.expect("what follows from an action is a description")
}

/// The call that reads a list.
pub(super) fn list_route(list: &'static dyn Lists) -> Route {
    let path = format!("/api/v1{}", list.thing().path);
    let call = move |visit: Visit, _: Asked<Value>| {
        let given = table::asked(&visit.query, |name| name != "lang");
        Reply::json(&list.find(&visit.app, &visit.actor, &given)?.json())
    };
    let mut route = Route::new(Method::GET, &path, Kind::Api, list.needs(), call);
    route.described = Some(list_described(list));
    route
}

/// A part of a query.
fn parameter(name: &str, description: &str, schema: &Value) -> Value {
    json!({"name": name, "in": "query", "required": false, "description": description, "schema": schema})
}

fn list_parameters(list: &'static dyn Lists) -> Vec<Value> {
    let of_field = |field: &FieldOf| parameter(field.name, field.doc, &(field.schema)());
    let how = HOW.map(|name| match name {
        "sort" => {
            parameter(name, "What it is sorted by; with - before it from the last on", &json!({"type": "string", "enum": list.sorts()}))
        }
        "after" => parameter(name, "Read on from here: the `next` of the page before", &json!({"type": "string"})),
        _ => parameter(name, "Things in a page, 50 unless told", &json!({"type": "integer", "minimum": 1, "maximum": 200})),
    });
    list.fields().iter().map(of_field).chain(how).collect()
}

fn list_described(list: &'static dyn Lists) -> Described {
    let mut schemas: Vec<NamedSchema> = list.schemas();
    let of = schemas.first().map(|(name, _)| name.clone()).unwrap_or_default();
    let page = format!("PageOf{of}");
    let schema = json!({"type": "object", "required": ["items", "total", "more"], "properties": {
        "items": {"type": "array", "items": {"$ref": format!("#/components/schemas/{of}")}, "description": "The things of this page"},
        "total": {"type": "integer", "minimum": 0, "maximum": 10_000, "description": "How many there are in all, counted up to 10,000"},
        "more": {"type": "boolean", "description": "Whether there are more than that"},
        "next": {"type": ["string", "null"], "description": "Give this as `after` to read on; null at the end"},
    }});
    let name = list.thing().name;
    let operation = json!({
        "tags": [name.split('.').next().unwrap_or_default()],
        "summary": name,
        "operationId": format!("{}_list", name.replace(['.', '-'], "_")),
        "parameters": list_parameters(list),
        "responses": {"200": {"description": "A page of them", "content": {"application/json": {"schema": {"$ref": format!("#/components/schemas/{page}")}}}}},
    });
    let parsed: Result<Described> = (|| {
        schemas.push((page, serde_json::from_value(schema)?));
        Ok(Described { label: Some(list.title().to_owned()), operation: serde_json::from_value(operation)?, schemas })
    })();
    parsed.expect("what follows from a list is a description")
}
