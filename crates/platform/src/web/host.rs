//! The names under which this installation answers. A request for another name is refused:
//! it comes from a page elsewhere that points its own name at this machine, or from a proxy
//! that was set up by mistake.

use crate::app::App;
use crate::{Error, Result, say};
use axum::http::{HeaderMap, Uri, header};

/// Names of this machine for itself.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Refuses a request for a name that is not ours. `X-Forwarded-Host` and `Forwarded` have no
/// say, whoever sends them.
pub(super) fn check(app: &App, uri: &Uri, headers: &HeaderMap) -> Result<()> {
    let mut given = headers.get_all(header::HOST).iter();
    let (host, more) = (given.next().and_then(|v| v.to_str().ok()), given.next());
    // An address that names its host overrides the header, so it must be ours too.
    let named = uri.authority().map(|authority| authority.as_str());
    let known = known(app.config().text("base_url"), app.config().text("listen"), app.config().text("hosts"));
    let fits = more.is_none() && host.is_some_and(|host| is_known(host, &known)) && named.is_none_or(|name| is_known(name, &known));
    if fits {
        return Ok(());
    }
    Err(Error::Misdirected(say!("platform-error-host-unknown")))
}

fn known(base_url: &str, listen: &str, hosts: &str) -> Vec<String> {
    let public = base_url.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or(""));
    let more = hosts.split([',', ' ']).map(str::trim);
    let all = LOOPBACK.into_iter().chain([name_of(public), name_of(listen)]).chain(more.map(name_of));
    all.filter(|name| !name.is_empty()).map(str::to_ascii_lowercase).collect()
}

fn is_known(host: &str, known: &[String]) -> bool {
    // What stands before an @ is no part of a host, and nothing of ours sends it.
    !host.contains(['@', '/', ' ']) && known.contains(&name_of(host).to_ascii_lowercase())
}

/// The name without the port and the dot of the root.
fn name_of(host: &str) -> &str {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.chars().all(|c| c.is_ascii_digit()) => name,
        _ => host,
    };
    name.strip_suffix('.').unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::{is_known, known};

    #[test]
    fn only_names_of_ours_are_answered_to() {
        let ours = known("https://Offices.Example.org:8443/x", "192.0.2.7:7341", "desk.example.org, [2001:db8::5]");
        for (host, expected) in [
            ("offices.example.org", true),
            ("OFFICES.example.org.", true),
            ("offices.example.org:443", true),
            ("192.0.2.7:7341", true),
            ("desk.example.org", true),
            ("[2001:db8::5]:7341", true),
            ("localhost:9", true),
            ("127.0.0.1", true),
            ("[::1]:7341", true),
            ("", false),
            ("evil.test", false),
            ("offices.example.org.evil.test", false),
            ("evil.test:offices.example.org", false),
            ("offices.example.org@evil.test", false),
            ("evil.test@offices.example.org", false),
            ("localhost.evil.test", false),
            ("192.0.2.8", false),
        ] {
            assert_eq!(is_known(host, &ours), expected, "{host:?}");
        }
        assert!(!is_known("offices.example.org", &known("", "127.0.0.1:7341", "")));
    }
}
