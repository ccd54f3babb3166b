//! What a browser reports, in the store's terms.

use indexed_db_futures::error::{DomException, Error, OpenDbError};

use crate::error::{Fault, Reason};

/// Whether the database has a later version than the one that was asked for.
pub(super) fn is_newer(error: &OpenDbError) -> bool {
    matches!(error, OpenDbError::Base(Error::DomException(exception)) if name(exception) == "VersionError")
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        let reason = match &error {
            Error::DomException(exception) => reason(&name(exception)),
            Error::Serialisation(_) | Error::MissingData(_) | Error::Unknown(_) => Reason::Other,
        };
        Self::new(reason, &error.to_string())
    }
}

impl From<OpenDbError> for Fault {
    fn from(error: OpenDbError) -> Self {
        match error {
            OpenDbError::Base(error) => error.into(),
            // A page without an origin, or a browser that keeps nothing.
            OpenDbError::NullFactory | OpenDbError::UnsupportedEnvironment => Self::new(Reason::CannotOpen, &error.to_string()),
            OpenDbError::VersionZero => Self::new(Reason::Other, &error.to_string()),
        }
    }
}

fn name(exception: &DomException) -> String {
    web_sys::DomException::from(exception.clone()).name()
}

fn reason(name: &str) -> Reason {
    match name {
        "QuotaExceededError" => Reason::Full,
        "SecurityError" | "NotAllowedError" => Reason::Permission,
        "InvalidStateError" => Reason::CannotOpen,
        "TimeoutError" => Reason::Busy,
        "UnknownError" | "AbortError" | "NotReadableError" | "DataError" => Reason::Unreadable,
        _ => Reason::Other,
    }
}
