//! A browser for the stories: it keeps cookies and sends forms as ours.

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request};
use platform::testing::{Got, TestApp};
use std::collections::BTreeMap;
use std::net::SocketAddr;

#[derive(Clone)]
pub struct Browser<'a> {
    t: &'a TestApp,
    pub cookies: BTreeMap<String, String>,
    /// Every `Set-Cookie` seen.
    pub set: Vec<String>,
}

impl<'a> Browser<'a> {
    pub fn new(t: &'a TestApp) -> Browser<'a> {
        Browser { t, cookies: BTreeMap::new(), set: Vec::new() }
    }

    fn header(&self) -> String {
        self.cookies
            .iter()
            .filter(|(name, _)| !name.ends_with("goodoffices_form"))
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ")
    }

    fn keep(&mut self, got: Got) -> Got {
        for line in got.headers.get_all("set-cookie").iter().filter_map(|v| v.to_str().ok()) {
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name)
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned())
            };
            self.set.push(line.to_owned());
        }
        got
    }

    pub fn get(&mut self, path: &str) -> Got {
        let got = self.t.get_as(path, &self.header());
        self.keep(got)
    }

    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Got {
        // Over HTTPS the form's own cookie has another name, as a browser would keep it.
        let secure = self.t.app.base_url().starts_with("https://");
        let cookies =
            if secure { format!("__Host-goodoffices_form=0123456789abcdef0123456789abcdef; {}", self.header()) } else { self.header() };
        let got = self.t.post_as(path, &cookies, fields);
        self.keep(got)
    }

    /// Tries to sign in with a password; the status.
    pub fn sign_in(&mut self, login: &str, password: &str) -> u16 {
        self.post("/sign-in", &[("login", login), ("password", password)]).status.as_u16()
    }

    pub fn is_signed_in(&self) -> bool {
        self.t.get_as("/sign-in", &self.header()).text().contains("/sign-out")
    }
}

/// A call of the programs' interface, from an address, with a bearer token where one is given.
pub fn call(t: &TestApp, from: &str, method: Method, path: &str, bearer: &str, body: &serde_json::Value) -> Got {
    let mut request = Request::builder().method(method).uri(path).header("content-type", "application/json");
    if !bearer.is_empty() {
        request = request.header("authorization", format!("Bearer {bearer}"));
    }
    let mut request = request.body(Body::from(body.to_string())).unwrap();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::new(from.parse().unwrap(), 4000)));
    t.send(request)
}
