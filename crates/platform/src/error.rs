//! Errors that say what happened, to what, and what to do next.

use crate::said::Said;
use crate::say;
use std::fmt;

/// The outcome of everything that can fail.
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong. Each kind has a stable code and an HTTP status; the text is for people.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or the reader may not know of it.
    #[error("{0}")]
    NotFound(Said),
    /// Something given does not fit: every fault of it.
    #[error("{}", in_a_row(.0))]
    Invalid(Vec<Fault>),
    /// The person must sign in first.
    #[error("{}", say!("platform-sign-in-first"))]
    SignInNeeded,
    /// The person may not do this; the text says whom to ask.
    #[error("{0}")]
    Forbidden(Said),
    /// It clashes with what is there.
    #[error("{0}")]
    Conflict(Said),
    /// A stated limit was passed.
    #[error("{0}")]
    TooLarge(Said),
    /// Too many requests; try later.
    #[error("{0}")]
    TooMany(Said),
    /// The request is for another host than this one.
    #[error("{0}")]
    Misdirected(Said),
    /// There is no room left on the disk.
    #[error("{0}")]
    Full(Said),
    /// The system cannot do it now.
    #[error("{0}")]
    Unavailable(Said),
    /// A database said no for a reason that is ours to find.
    #[error("the database failed at {doing}: {source}")]
    Database {
        /// The statement.
        doing: &'static str,
        /// Two writers met: the transaction may simply be tried again.
        retry: bool,
        /// The driver's error.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A fault of ours.
    #[error("{0}")]
    Internal(anyhow::Error),
}

/// What does not fit, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field, flag or column at fault; empty where it is the whole.
    pub field: String,
    /// What is wrong and what to give instead.
    pub said: Said,
}

impl Fault {
    /// A fault of `field`.
    pub fn new(field: &str, said: impl Into<Said>) -> Fault {
        Fault { field: field.to_owned(), said: said.into() }
    }
}

fn in_a_row(faults: &[Fault]) -> String {
    faults.iter().map(|fault| fault.said.to_string()).collect::<Vec<_>>().join(" ")
}

impl Error {
    /// An error in what was given as `field`.
    pub fn invalid(field: &str, said: impl Into<Said>) -> Error {
        Error::Invalid(vec![Fault::new(field, said)])
    }

    /// The faults in what was given; none where it is an error of another kind.
    pub fn faults(&self) -> &[Fault] {
        if let Error::Invalid(faults) = self { faults } else { &[] }
    }

    /// A fault of ours.
    pub fn internal(message: impl fmt::Display + fmt::Debug + Send + Sync + 'static) -> Error {
        Error::Internal(anyhow::Error::msg(message))
    }

    /// There is no room left on the disk.
    pub fn full() -> Error {
        Error::Full(say!("platform-disk-full"))
    }

    /// A fault of ours, or of a disk without room, in what a library says.
    pub fn of(error: impl std::error::Error + Send + Sync + 'static) -> Error {
        anyhow::Error::new(error).into()
    }

    /// There is no such thing with this id; its name stands under `thing-` and `what`.
    pub fn missing(what: &'static str, id: &str) -> Error {
        Error::NotFound(say!("platform-error-missing", what = Said::new(format!("thing-{what}")), id = id))
    }

    /// Stable code of this kind of error, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Error::NotFound(_) => "not_found",
            Error::Invalid(_) => "invalid",
            Error::SignInNeeded => "sign_in_needed",
            Error::Forbidden(_) => "forbidden",
            Error::Conflict(_) => "conflict",
            Error::TooLarge(_) => "too_large",
            Error::TooMany(_) => "too_many_requests",
            Error::Misdirected(_) => "misdirected",
            Error::Full(_) => "insufficient_storage",
            Error::Unavailable(_) => "unavailable",
            Error::Database { .. } | Error::Internal(_) => "internal",
        }
    }

    /// The HTTP status of this kind of error.
    pub fn status(&self) -> u16 {
        match self {
            Error::NotFound(_) => 404,
            Error::Invalid(_) => 422,
            Error::SignInNeeded => 401,
            Error::Forbidden(_) => 403,
            Error::Conflict(_) => 409,
            Error::TooLarge(_) => 413,
            Error::Misdirected(_) => 421,
            Error::TooMany(_) => 429,
            Error::Full(_) => 507,
            Error::Unavailable(_) => 503,
            Error::Database { .. } | Error::Internal(_) => 500,
        }
    }

    /// What a person or a program outside may read: faults of ours show no inner text.
    pub fn said(&self) -> Said {
        match self {
            Error::NotFound(said)
            | Error::Forbidden(said)
            | Error::Conflict(said)
            | Error::TooLarge(said)
            | Error::TooMany(said)
            | Error::Misdirected(said)
            | Error::Full(said)
            | Error::Unavailable(said) => said.clone(),
            Error::Invalid(faults) if faults.len() == 1 => faults[0].said.clone(),
            Error::Invalid(faults) => say!("platform-faults", n = faults.len()),
            Error::SignInNeeded => say!("platform-sign-in-first"),
            Error::Database { .. } | Error::Internal(_) => say!("platform-our-fault"),
        }
    }

    pub(crate) fn is_serialisation(&self) -> bool {
        matches!(self, Error::Database { retry: true, .. })
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Error {
        if of_no_room(&error) { Error::full() } else { Error::Internal(error.into()) }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Error {
        if of_no_room(&error) { Error::full() } else { Error::Internal(error.into()) }
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Error {
        Error::Internal(error.into())
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Error {
        if of_no_room(error.as_ref()) { Error::full() } else { Error::Internal(error) }
    }
}

/// Whether an error, or what caused it, is that there is no room left on a disk. Libraries wrap
/// what the system says, some of them as words only.
fn of_no_room(error: &(dyn std::error::Error + 'static)) -> bool {
    use std::io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    let kinds = [FileTooLarge, QuotaExceeded, StorageFull];
    let mut at = Some(error);
    while let Some(error) = at {
        let io = error.downcast_ref::<std::io::Error>();
        if io.is_some_and(|io| kinds.contains(&io.kind()) || io.get_ref().is_some_and(|inner| of_no_room(inner))) {
            return true;
        }
        let said = error.to_string();
        if ["os error 28", "os error 27", "os error 122"].iter().any(|code| said.contains(code)) {
            return true;
        }
        at = error.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("the engine failed")]
    struct Wrapped(#[source] std::io::Error);

    #[test]
    fn a_disk_without_room_is_told_from_a_fault_of_ours_however_it_is_wrapped() {
        let full = || std::io::Error::from_raw_os_error(28);
        let words = anyhow::anyhow!("An IO error occurred: 'No space left on device (os error 28)'");
        for error in [Error::from(full()), anyhow::Error::new(Wrapped(full())).into(), words.into(), Error::of(Wrapped(full()))] {
            assert_eq!((error.status(), error.code()), (507, "insufficient_storage"), "{error:?}");
        }
        assert_eq!(Error::from(std::io::Error::other("else")).status(), 500);
    }
}
