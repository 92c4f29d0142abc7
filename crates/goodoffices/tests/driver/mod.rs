//! A browser spoken to in its driver's own words (WebDriver over plain HTTP), for tests that
//! read its logs: what the console said, and every request that a page made.

#![allow(dead_code)]

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// A browser window; it closes with the test.
pub struct Browser {
    host: String,
    session: String,
}

/// One line of a browser's console.
#[derive(Debug, Clone)]
pub struct Said {
    pub level: String,
    pub source: String,
    pub text: String,
}

impl Browser {
    /// Opens a window of this width at the driver that `driver` names.
    pub fn open(driver: &str, width: u32) -> Browser {
        let host = driver.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-default-apps",
            "--lang=en",
            &format!("--window-size={width},1000"),
        ];
        let asked = json!({"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"args": arguments},
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }}});
        let made = call(&host, "POST", "/session", &asked);
        let session = made["sessionId"].as_str().unwrap_or_else(|| panic!("the browser does not start: {made}")).to_owned();
        Browser { host, session }
    }

    /// Says one of the driver's words to this window.
    pub fn say(&self, word: &str, body: &Value) -> Value {
        call(&self.host, "POST", &format!("/session/{}/{word}", self.session), body)
    }

    pub fn visit(&self, address: &str) {
        self.say("url", &json!({"url": address}));
    }

    /// Keeps these cookies, as far as they hold something, and no others.
    pub fn cookies(&self, cookies: &[(&str, &str)]) {
        call(&self.host, "DELETE", &format!("/session/{}/cookie", self.session), &Value::Null);
        for (name, value) in cookies.iter().filter(|(_, value)| !value.is_empty()) {
            self.say("cookie", &json!({"cookie": {"name": name, "value": value, "path": "/", "httpOnly": true}}));
        }
    }

    pub fn run(&self, script: &str) -> Value {
        self.say("execute/sync", &json!({"script": script, "args": []}))
    }

    /// What the console said since it was last asked.
    pub fn console(&self) -> Vec<Said> {
        let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
        let lines = self.say("se/log", &json!({"type": "browser"}));
        let lines = lines.as_array().cloned().unwrap_or_default();
        lines.iter().map(|line| Said { level: text(&line["level"]), source: text(&line["source"]), text: text(&line["message"]) }).collect()
    }

    /// The addresses that pages asked for since they were last listed.
    pub fn requests(&self) -> Vec<String> {
        let lines = self.say("se/log", &json!({"type": "performance"}));
        let messages = lines.as_array().cloned().unwrap_or_default();
        let messages = messages.iter().filter_map(|line| serde_json::from_str::<Value>(line["message"].as_str()?).ok());
        let sent = messages.filter(|m| m["message"]["method"] == "Network.requestWillBeSent");
        sent.filter_map(|m| m["message"]["params"]["request"]["url"].as_str().map(str::to_owned)).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            call(&self.host, "DELETE", &format!("/session/{}", self.session), &Value::Null);
        } else if let Ok(mut stream) = TcpStream::connect(&self.host) {
            let _ = write!(stream, "DELETE /session/{} HTTP/1.1\r\nHost: {}\r\n\r\n", self.session, self.host);
        }
    }
}

fn call(host: &str, method: &str, path: &str, body: &Value) -> Value {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let mut stream = TcpStream::connect(host).expect("the driver listens");
    let head =
        format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n", body.len());
    stream.write_all((head + &body).as_bytes()).expect("the driver reads");
    // The driver keeps the line open, so its answer is read by its length.
    let mut answer = BufReader::new(stream);
    let (mut line, mut length) = (String::new(), 0);
    while answer.read_line(&mut line).expect("the driver answers") > 2 {
        if let Some(("content-length", value)) = line.to_ascii_lowercase().split_once(':') {
            length = value.trim().parse().expect("a length is a number");
        }
        line.clear();
    }
    let mut bytes = vec![0; length];
    answer.read_exact(&mut bytes).expect("the driver ends its answer");
    let mut value: Value = serde_json::from_slice(&bytes).expect("the driver speaks JSON");
    let value = value["value"].take();
    assert!(value["error"].is_null() || value["stacktrace"].is_null(), "{method} {path}: {}", value["message"]);
    value
}
