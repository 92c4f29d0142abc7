//! Careful reading: waits where a source asks us to, tries again where a connection was cut,
//! and says plainly what a refusal means.

use platform::{Error, Result, say};
use serde_json::Value;
use std::time::Duration;
use ureq::Agent;
use ureq::http::Response;

/// Tries before giving up.
const TRIES: u32 = 5;
/// The longest wait that a source may ask for.
const WAIT_MAX: Duration = Duration::from_secs(120);
/// The largest answer: a page of 1,000 events has some 3 MB.
const ANSWER_BYTES_MAX: u64 = 64 * 1024 * 1024;

pub(super) struct Client {
    agent: Agent,
    /// Name of the source, for messages.
    source: &'static str,
    /// The first wait after a cut connection; it doubles.
    pause: Duration,
}

impl Client {
    pub fn new(source: &'static str) -> Client {
        let agent: Agent = Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(120)))
            .http_status_as_error(false)
            .user_agent("goodoffices")
            .build()
            .into();
        let pause = if cfg!(test) { Duration::from_millis(5) } else { Duration::from_secs(2) };
        Client { agent, source, pause }
    }

    /// Gets JSON; `header` proves who we are.
    pub fn get(&self, url: &str, header: (&str, &str)) -> Result<Value> {
        self.read(|| self.agent.get(url).header(header.0, header.1).call())
    }

    /// Sends a form and gets JSON.
    pub fn post(&self, url: &str, form: &[(&str, &str)]) -> Result<Value> {
        self.read(|| self.agent.post(url).send_form(form.iter().copied()))
    }

    fn read(&self, ask: impl Fn() -> std::result::Result<Response<ureq::Body>, ureq::Error>) -> Result<Value> {
        let mut last = say!("warning-error-source-busy", source = self.source);
        for attempt in 0..TRIES {
            let wait = self.pause * 2u32.pow(attempt);
            match ask() {
                Err(error) => last = say!("warning-error-source-unreached", source = self.source, why = error.to_string()),
                Ok(mut answer) => match answer.status().as_u16() {
                    200 => match answer.body_mut().with_config().limit(ANSWER_BYTES_MAX).read_to_vec() {
                        Ok(bytes) => {
                            return serde_json::from_slice(&bytes)
                                .map_err(|_| Error::Unavailable(say!("warning-error-source-not-json", source = self.source)));
                        }
                        Err(error) => last = say!("warning-error-source-cut", source = self.source, why = error.to_string()),
                    },
                    401 | 403 => {
                        return Err(Error::Unavailable(say!(
                            "warning-error-source-key",
                            source = self.source,
                            status = answer.status().as_u16().to_string()
                        )));
                    }
                    429 => {
                        last = say!("warning-error-source-busy", source = self.source);
                        let asked = answer
                            .headers()
                            .get("retry-after")
                            .and_then(|v| v.to_str().ok())
                            .and_then(|v| v.parse().ok())
                            .map(Duration::from_secs);
                        std::thread::sleep(asked.unwrap_or(wait).min(WAIT_MAX));
                        continue;
                    }
                    status @ 500.. => last = say!("warning-error-source-failed", source = self.source, status = status.to_string()),
                    status => {
                        return Err(Error::Unavailable(say!(
                            "warning-error-source-refused",
                            source = self.source,
                            status = status.to_string()
                        )));
                    }
                },
            }
            if attempt + 1 < TRIES {
                std::thread::sleep(wait);
            }
        }
        Err(Error::Unavailable(last))
    }

    /// The error for an answer in a shape we do not know: what it lacks.
    pub fn lacks(&self, field: &str) -> Error {
        Error::Unavailable(say!("warning-error-source-lacks", source = self.source, field = field))
    }
}

/// A field as a number, also where it stands as text.
pub(super) fn number(row: &Value, field: &str) -> Option<f64> {
    match &row[field] {
        Value::Number(n) => n.as_f64(),
        Value::String(s) => s.trim().parse().ok(),
        _ => None,
    }
}

/// A field as a whole number.
pub(super) fn whole(row: &Value, field: &str) -> Option<i64> {
    number(row, field).filter(|n| n.fract() == 0.0).map(|n| n as i64)
}

/// A field as text; empty where it is missing.
pub(super) fn text(row: &Value, field: &str) -> String {
    match &row[field] {
        Value::String(s) => s.trim().to_owned(),
        Value::Number(n) => n.to_string(),
        _ => String::new(),
    }
}
