//! The clock. Everything else is handed its time.

/// Now, UTC, ISO 8601 with milliseconds.
pub fn now() -> String {
    format!("{:.3}", jiff::Timestamp::now())
}

/// Today's date, UTC.
pub fn today() -> jiff::civil::Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// `seconds` after now, UTC, ISO 8601; before now where negative.
pub fn in_seconds(seconds: i64) -> String {
    format!("{:.3}", jiff::Timestamp::now() + jiff::SignedDuration::from_secs(seconds))
}

/// A new id: sorts by the time it was made.
pub fn new_id() -> String {
    uuid::Uuid::now_v7().simple().to_string()
}

/// `seconds` after an instant of ours.
pub fn later(instant: &str, seconds: i64) -> String {
    let from: jiff::Timestamp = instant.parse().unwrap_or_else(|_| jiff::Timestamp::now());
    format!("{:.3}", from + jiff::SignedDuration::from_secs(seconds))
}
