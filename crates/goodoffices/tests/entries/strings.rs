//! Any string in any field stops no page of anybody.

use super::*;

/// Texts that a careful product takes, refuses or shows, and that stop no page.
fn nasties(world: &World) -> Vec<String> {
    vec![
        format!("\u{1}sealed:{}:YQ:YQ", world.compartment),
        "\u{1}sealed:".into(),
        "nul\0l".into(),
        "\u{202e}detrevni".into(),
        "\u{2066}alone".into(),
        "\u{fffe}\u{7f}\u{9b}31m".into(),
        CLOSED.into(),
        "long ".repeat(210_000),
    ]
}

fn must_be_refused(nasty: &str) -> bool {
    nasty == CLOSED || nasty.contains(['\u{1}', '\0', '\u{202e}', '\u{fffe}'])
}

/// A value that fits a schema, as far as its kinds tell.
fn sample(document: &Value, schema: &Value, depth: usize) -> Value {
    if depth > 6 {
        return Value::Null;
    }
    if let Some(name) = schema["$ref"].as_str().and_then(|r| r.strip_prefix("#/components/schemas/")) {
        return sample(document, &document["components"]["schemas"][name], depth + 1);
    }
    if let Some(first) = schema["enum"].as_array().and_then(|all| all.first()) {
        return first.clone();
    }
    for many in ["oneOf", "anyOf", "allOf"] {
        let some = schema[many].as_array().and_then(|all| all.iter().find(|one| one["type"] != "null"));
        if let Some(one) = some {
            return sample(document, one, depth + 1);
        }
    }
    let kind = schema["type"].as_array().and_then(|all| all.iter().find(|one| *one != "null")).unwrap_or(&schema["type"]);
    match kind.as_str() {
        Some("string") => json!("x"),
        Some("integer" | "number") => json!(1),
        Some("boolean") => json!(true),
        Some("array") => json!([sample(document, &schema["items"], depth + 1)]),
        Some("object") => {
            let empty = serde_json::Map::new();
            let properties = schema["properties"].as_object().unwrap_or(&empty);
            properties
                .iter()
                .map(|(key, schema)| (key.clone(), sample(document, schema, depth + 1)))
                .collect::<serde_json::Map<_, _>>()
                .into()
        }
        _ => Value::Null,
    }
}

/// The same value once for each text in it, that text replaced.
fn with_each_text(value: &Value, nasty: &str) -> Vec<Value> {
    match value {
        Value::String(_) => vec![json!(nasty)],
        Value::Array(all) => all.iter().flat_map(|one| with_each_text(one, nasty)).map(|one| json!([one])).collect(),
        Value::Object(map) => {
            let each = |(key, inner): (&String, &Value)| {
                let (map, key) = (map.clone(), key.clone());
                with_each_text(inner, nasty).into_iter().map(move |new| {
                    let mut map = map.clone();
                    map.insert(key.clone(), new);
                    Value::Object(map)
                })
            };
            map.iter().flat_map(each).collect()
        }
        _ => Vec::new(),
    }
}

/// Who sends: those who may change most, as members of the compartment.
const SENDERS: [Role; 3] = [Role::Curator, Role::Administrator, Role::DeskOfficer];

fn judge(place: &str, nasty: &str, got: &Got, wrong: &mut Vec<String>) {
    let status = got.status.as_u16();
    let taken = status < 400;
    if status >= 500 || (taken && must_be_refused(nasty)) {
        let shown: String = nasty.chars().take(20).collect();
        wrong.push(format!("{place} with {shown:?}: {status} {}", got.text().chars().take(200).collect::<String>()));
    }
}

#[test]
fn any_string_anywhere_stops_no_page() {
    let world = World::new(true);
    let nasties = nasties(&world);
    let mut wrong = Vec::new();
    let programs = to_programs(&world, &nasties, &mut wrong);
    let forms = to_people(&world, &nasties, &mut wrong);
    println!("{programs} calls of programs, {forms} forms");
    assert!(programs > 200 && forms > 200, "{programs} {forms}");
    imported(&world);
    // Everybody's pages after all that.
    let mut visits = 0;
    for role in Role::ALL {
        for page in pages(&world) {
            for relation in [Relation::Same, Relation::None] {
                let got = world.send("GET", &page, &cookies(role, relation));
                visits += 1;
                if got.status.as_u16() >= 500 || got.text().contains("\u{1}sealed") {
                    wrong.push(format!("{page} as {} {relation:?}: {}", role.word(), got.status));
                }
            }
        }
    }
    println!("{visits} visits");
    // The judge can see: an answer of the server's own, and one that took what must be refused.
    let mut seen = Vec::new();
    judge("a page", "\u{1}sealed:", &world.send("GET", "/", &cookies(Role::Reader, Relation::None)), &mut seen);
    assert_eq!(seen.len(), 1);
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong[..wrong.len().min(30)].join("\n"));
}

/// Programs, by every text field of the OpenAPI document; how many calls.
fn to_programs(world: &World, nasties: &[String], wrong: &mut Vec<String>) -> usize {
    let mut sent = 0;
    let document = platform::api::document(&world.t.app).expect("the document is made");
    for (path, item) in document["paths"].as_object().expect("it has paths") {
        for (method, operation) in item.as_object().expect("a path has methods") {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            if schema.is_null() {
                continue;
            }
            let whole = sample(&document, schema, 0);
            for nasty in nasties {
                for (body, path) in with_each_text(&whole, nasty).into_iter().zip(filled(world, path).into_iter().cycle()) {
                    let who = cookies(SENDERS[sent % SENDERS.len()], Relation::Own);
                    let got = send(world, &method.to_uppercase(), &path, &who, "application/json", body.to_string());
                    judge(&format!("{method} {path}"), nasty, &got, wrong);
                    sent += 1;
                }
            }
        }
    }
    sent
}

/// People, by every field of every form that a page shows them; how many forms.
fn to_people(world: &World, nasties: &[String], wrong: &mut Vec<String>) -> usize {
    let mut sent = 0;
    let mut known = BTreeSet::new();
    for role in SENDERS {
        let who = cookies(role, Relation::Own);
        for page in pages(world).iter().filter(|page| !page.starts_with("/api/")) {
            for (action, fields) in forms(&world.send("GET", page, &who).text()) {
                let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
                if !known.insert(format!(
                    "{} {names:?}",
                    action.chars().map(|c| if c.is_ascii_hexdigit() { '0' } else { c }).collect::<String>()
                )) {
                    continue;
                }
                for at in 0..fields.len() {
                    for nasty in nasties {
                        let mut body = format!("_token={}", form_token());
                        for (other, (name, value)) in fields.iter().enumerate() {
                            let value = if other == at { nasty } else { value };
                            body.push_str(&format!("&{}={}", platform::web::escape(name), platform::web::escape(value)));
                        }
                        let got = send(world, "POST", &action, &who, "application/x-www-form-urlencoded", body);
                        judge(&format!("{action} {}", fields[at].0), nasty, &got, wrong);
                        sent += 1;
                    }
                }
            }
        }
    }
    sent
}
