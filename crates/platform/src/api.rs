//! The programs' interface: its OpenAPI 3.1 document is made from the routes, and a
//! reference page shows it without any script or network.

use crate::actor::Needs;
use crate::app::App;
use crate::languages::{Language, arguments};
use crate::web::{Asked, Kind, Outcome, Problem, Reply, Route, ShowPage, Visit};
use crate::{Error, Result};
use askama::Template;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::PartialSchema;
use utoipa::openapi::path::{HttpMethod, PathItem};
use utoipa::openapi::{Components, Info, License, OpenApi, Paths};

/// A page of a long list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Page<T: utoipa::ToSchema> {
    /// The things of this page.
    pub items: Vec<T>,
    /// Give this as `after` to read on; none at the end.
    pub next: Option<String>,
}

impl<T: utoipa::ToSchema> Page<T> {
    /// A page of at most `limit` things out of `items`, which holds one more where the list
    /// goes on; `cursor` names a thing's place.
    pub fn cut(mut items: Vec<T>, limit: usize, cursor: impl Fn(&T) -> String) -> Page<T> {
        let next = if items.len() > limit {
            items.truncate(limit);
            items.last().map(cursor)
        } else {
            None
        };
        Page { items, next }
    }
}

/// How a long list is read.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// Read on from here: the `next` of the page before.
    pub after: Option<String>,
    /// Things in a page: 1 to 200, 50 unless told.
    pub limit: Option<usize>,
}

impl Paging {
    /// The number of things in a page.
    pub fn limit(&self) -> usize {
        self.limit.unwrap_or(50).clamp(1, 200)
    }
}

/// The OpenAPI 3.1 document of all domains.
pub fn document(app: &App) -> Result<Value> {
    let mut paths = Paths::new();
    let mut components = Components::new();
    let mut references = Vec::new();
    let mut needs = Vec::new();
    <Problem as utoipa::ToSchema>::schemas(&mut references);
    components.schemas.insert("Problem".into(), Problem::schema());
    for route in crate::web::routes(app) {
        let (Kind::Api, Some(mut described)) = (route.kind, route.described) else { continue };
        if let Some(label) = &described.label {
            described.operation.summary = Some(app.languages().text(Language::English, label, &arguments([])));
        }
        for (name, schema) in described.schemas {
            // Two types of one name would silently describe each other's answers.
            if components.schemas.get(&name).is_some_and(|known| *known != schema) {
                return Err(Error::internal(format!(
                    "two types of the programs' interface are called {name}; rename one with #[schema(as = …)]"
                )));
            }
            components.schemas.insert(name, schema);
        }
        needs.push((route.path.clone(), route.method.as_str().to_lowercase(), route.needs));
        let method = match route.method.as_str() {
            "POST" => HttpMethod::Post,
            "PUT" => HttpMethod::Put,
            "DELETE" => HttpMethod::Delete,
            "PATCH" => HttpMethod::Patch,
            _ => HttpMethod::Get,
        };
        paths.add_path_operation(&route.path, vec![method.clone()], described.operation);
        let _: Option<&PathItem> = paths.paths.get(&route.path);
    }
    let mut info = Info::new("Good Offices", env!("CARGO_PKG_VERSION"));
    info.description = Some(
        "Agreements, resolutions and guidance, read by provision. Errors are RFC 9457 problem documents; long lists are read by cursor. A sealed text that cannot be opened stands as ⟦cannot be opened: ask the operator⟧ in its field; the other fields and rows are whole."
            .into(),
    );
    let mut licence = License::new("Apache-2.0");
    licence.identifier = Some("Apache-2.0".into());
    info.license = Some(licence);
    let mut document = OpenApi::new(info, paths);
    document.components = Some(components);
    let mut value = serde_json::to_value(&document)?;
    value["components"]["securitySchemes"] = json!({"token": {"type": "http", "scheme": "bearer"}});
    for (path, method, needs) in needs {
        common_answers(&path, &method, needs, &mut value["paths"][&path][&method]);
    }
    let extended = extended_schemas(&value);
    mend(&mut value);
    for name in extended {
        if let Some(schema) = value["components"]["schemas"][&name].as_object_mut() {
            schema.remove("additionalProperties");
        }
    }
    Ok(value)
}

/// Adds who may call, and the answers that every call of its kind can give.
fn common_answers(path: &str, method: &str, needs: Needs, operation: &mut Value) {
    let token = json!({"token": []});
    operation["security"] = match needs {
        Needs::Nothing => json!([]),
        // Where the operator lets visitors read, no token is needed.
        Needs::Reading => json!([{}, token]),
        _ => json!([token]),
    };
    let takes = !operation["parameters"].is_null() || !operation["requestBody"].is_null();
    let is_safe = method == "get";
    let mut answers = vec![(421, "The request is for another host")];
    if needs != Needs::Nothing {
        answers.push((401, "Nobody is signed in"));
    }
    if !is_safe || !matches!(needs, Needs::Nothing | Needs::Reading | Needs::SignedIn) {
        answers.push((403, "The role or the token does not lend this"));
    }
    if path.contains('{') {
        answers.push((404, "There is no such thing"));
    }
    if takes {
        answers.push((422, "Something given does not fit"));
    }
    if !operation["requestBody"].is_null() {
        answers.push((413, "The body is too large"));
    }
    for (status, description) in answers {
        let known = &mut operation["responses"][status.to_string()];
        if known.is_null() {
            let schema = json!({"$ref": "#/components/schemas/Problem"});
            *known = json!({"description": description, "content": {"application/problem+json": {"schema": schema}}});
        }
    }
}

/// Names of schemas that others extend: these must not forbid what the others add.
fn extended_schemas(value: &Value) -> Vec<String> {
    match value {
        Value::Object(map) => {
            let here = map.get("allOf").and_then(Value::as_array).into_iter().flatten();
            let here = here.filter_map(|part| part["$ref"].as_str()?.strip_prefix("#/components/schemas/").map(str::to_owned));
            here.chain(map.values().flat_map(extended_schemas)).collect()
        }
        Value::Array(all) => all.iter().flat_map(extended_schemas).collect(),
        _ => Vec::new(),
    }
}

/// Writes a pair of two like things as a list of exactly two, which every reader of schemas
/// understands; `prefixItems` is for unlike things.
fn mend(value: &mut Value) {
    match value {
        Value::Object(map) => {
            if let Some(Value::Array(parts)) = map.get("prefixItems").cloned()
                && parts.windows(2).all(|two| two[0] == two[1])
            {
                map.remove("prefixItems");
                map.insert("minItems".into(), parts.len().into());
                map.insert("maxItems".into(), parts.len().into());
                map.insert("items".into(), parts.first().cloned().unwrap_or(Value::Bool(true)));
            }
            map.values_mut().for_each(mend);
        }
        Value::Array(all) => all.iter_mut().for_each(mend),
        _ => {}
    }
}

/// One call, as the reference page shows it.
struct Call {
    method: String,
    path: String,
    summary: String,
    parameters: Vec<(String, String, String, bool)>,
    answers: Vec<(String, String)>,
}

fn calls(document: &Value) -> Vec<Call> {
    let empty = serde_json::Map::new();
    let paths = document["paths"].as_object().unwrap_or(&empty);
    let mut out = Vec::new();
    for (path, item) in paths {
        for (method, operation) in item.as_object().unwrap_or(&empty) {
            let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
            let summary = [text(&operation["summary"]), text(&operation["description"])].join(" ");
            let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
            let parameters =
                parameters.iter().map(|p| (text(&p["name"]), text(&p["in"]), text(&p["description"]), p["required"] == true)).collect();
            let answers = operation["responses"].as_object().unwrap_or(&empty);
            let answers = answers.iter().map(|(status, a)| (status.clone(), text(&a["description"]))).collect();
            out.push(Call { method: method.to_uppercase(), path: path.clone(), summary, parameters, answers });
        }
    }
    out
}

#[derive(Template)]
#[template(path = "api.html")]
struct ReferencePage<'a> {
    v: &'a Visit,
    calls: Vec<Call>,
}

fn reference(visit: Visit, _: Asked<Value>) -> Outcome {
    let document = document(&visit.app)?;
    visit.show(&ReferencePage { v: &visit, calls: calls(&document) }, &document)
}

fn openapi(visit: Visit, _: Asked<Value>) -> Outcome {
    Reply::json(&document(&visit.app)?)
}

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::page("/api", Needs::Nothing, reference),
        Route::page("/api/v1/openapi", Needs::Nothing, openapi),
        Route::page("/api/v1/openapi.json", Needs::Nothing, openapi),
    ]
}
