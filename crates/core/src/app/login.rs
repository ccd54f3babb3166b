//! Reminders from the moment at which a person logs in.

/// Whether the system starts them then. It is the system's to say, so it is asked each time and never stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AtLogin {
    pub on: bool,
    /// Why that does not work, or could not be changed.
    pub problem: Option<LoginProblem>,
}

/// What keeps reminders from being started at login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoginProblem {
    /// The program that the system would start is not there any more.
    Gone { program: String },
    /// The program that reminds without a window is not installed.
    NoAgent,
    /// The entry cannot be read or written; the system's own words.
    File { detail: String },
}
