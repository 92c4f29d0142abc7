//! Judges answers against targets A12, A13 and A15 of the security plan. It knows nothing of
//! the product's own code, and is itself tried on answers that are wrong on purpose.

#![allow(dead_code)]

use platform::testing::Got;

/// What an answer is to, as far as its headers depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// Somebody who signed in: nothing may be kept.
    Person,
    /// A visitor.
    Visitor,
    /// A style, script or picture of our own, the same for everybody.
    Asset,
}

/// Directives that a Content-Security-Policy must have, word for word.
const POLICY: [&str; 4] = ["default-src 'none'", "base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'"];

/// Headers and the only value each may have.
const FIXED: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
];

/// What is wrong with the headers of an answer; nothing where all is well.
pub fn headers(got: &Got, to: For) -> Vec<String> {
    let mut wrong = Vec::new();
    let all = |name: &str| got.headers.get_all(name).iter().filter_map(|v| v.to_str().ok()).map(str::to_owned).collect::<Vec<_>>();
    let policies = all("content-security-policy");
    let policy = policies.join(", ");
    let directives: Vec<&str> = policy.split(';').map(str::trim).collect();
    if policies.len() != 1 {
        wrong.push(format!("{} policies", policies.len()));
    }
    wrong.extend(POLICY.iter().filter(|directive| !directives.contains(directive)).map(|directive| format!("policy without {directive}")));
    if policy.contains("unsafe-") || policy.contains('*') || policy.contains("http:") || policy.contains("https:") {
        wrong.push(format!("a loose policy: {policy}"));
    }
    for (name, value) in FIXED {
        if all(name) != [value] {
            wrong.push(format!("{name} is {:?}", all(name)));
        }
    }
    let age = got.header("strict-transport-security").strip_prefix("max-age=").and_then(|rest| rest.split(';').next()?.parse::<u64>().ok());
    if age.is_none_or(|age| age < 31_536_000) {
        wrong.push(format!("strict-transport-security is {:?}", all("strict-transport-security")));
    }
    let kept = all("cache-control");
    let (fits, asked) = match to {
        For::Person => (kept == ["no-store"], "no-store"),
        For::Visitor => (kept == ["no-store"] || kept == ["no-cache"], "no-store or no-cache"),
        For::Asset => (kept.len() == 1, "one rule"),
    };
    if !fits {
        wrong.push(format!("cache-control is {kept:?}, not {asked}"));
    }
    wrong.extend(file(got, &directives));
    wrong
}

/// A file to save is saved, and nothing in it runs.
fn file(got: &Got, directives: &[&str]) -> Option<String> {
    let disposition = got.header("content-disposition");
    let kind = got.header("content-type");
    if disposition.is_empty() {
        let shown = [
            "text/html",
            "application/json",
            "application/problem+json",
            "text/plain",
            "text/css",
            "text/javascript",
            "image/svg+xml",
            "image/png",
        ];
        let data = [
            "text/csv",
            "application/x-ndjson",
            "application/atom+xml",
            "application/x-bibtex",
            "application/x-research-info-systems",
            "text/turtle",
            "text/markdown",
        ];
        let known = kind.is_empty() || shown.iter().chain(&data).any(|known| kind.starts_with(known));
        return (!known).then(|| format!("{kind} is shown, not saved"));
    }
    if !disposition.starts_with("attachment; filename=\"") {
        return Some(format!("content-disposition is {disposition}"));
    }
    (!directives.contains(&"sandbox")).then(|| "a file without sandbox".to_owned())
}

/// Whether a request that must not pass was refused, and for that reason: 403, and told so.
pub fn refused(got: &Got, why: &str) -> Option<String> {
    let text = got.text();
    let told = match why {
        "token" => text.contains("did not come from a page of ours"),
        "origin" => text.contains("came from another site"),
        "scope" => text.contains("only reads"),
        other => panic!("no such reason: {other}"),
    };
    let sets = got
        .headers
        .get_all("set-cookie")
        .iter()
        .filter_map(|v| v.to_str().ok())
        .any(|line| line.contains("_session=") || line.contains("_pending="));
    (got.status != 403 || !told || sets).then(|| format!("{} {:.200}", got.status, text))
}

/// Whether a request under a foreign name was refused, without a cookie or a place to go.
pub fn misdirected(got: &Got) -> Option<String> {
    let talks = !got.header("location").is_empty() || !got.header("set-cookie").is_empty();
    let status = got.status.as_u16();
    (!(status == 421 || status == 400) || talks).then(|| format!("{status} {:.200}", got.text()))
}
