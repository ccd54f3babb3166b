//! What can go wrong, and how the shell hears of it.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use unsit_core::app::StoreFailure;
use unsit_core::breaks::Refused;
use unsit_core::routine::Catalogue;
use unsit_platform::directory::NoDirectory;
use unsit_store::{HeartbeatError, StoreError};

use crate::output::complain;

/// Why a command ends without having done what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("no routine is called `{asked}`; there are {}", known_routines(.own))]
    UnknownRoutine {
        asked: String,
        /// Ids of those that the person built.
        own: Vec<String>,
    },
    #[error("the routine `{routine}` cannot be played: {why}")]
    Unplayable { routine: String, why: String },
    #[error("the routine `{routine}` has no variant `{asked}`{}", variants(.known))]
    UnknownVariant { routine: String, asked: String, known: Vec<String> },
    /// The safety answers let no session begin, or leave nothing of this one.
    #[error("{said}")]
    Safety { said: String },
    #[error("no session was interrupted in the last half hour")]
    NothingToTakeUp,
    #[error("another window or terminal has a session that is not over; end it there first")]
    SessionElsewhere,
    #[error("an agent is at work already")]
    AgentRuns,
    #[error("{} cannot be written: {source}", .path.display())]
    Autostart { path: PathBuf, source: io::Error },
    #[error("the folder for what starts at login is not known: set HOME")]
    NoConfig,
    #[error("the agent ends, because its program is gone: {source}. Start the one that is installed now")]
    NoProgram { source: io::Error },
    #[error("this system has no menu that Unsit could be put into yet; only Linux desktops have")]
    NoMenu,
    #[error("the window's program, `unsit-app`, is neither beside this one nor where the system finds programs")]
    NoWindow,
    #[error("a launcher cannot name the path {}", .path.display())]
    Unnameable { path: PathBuf },
    #[error("{} cannot be changed: {source}", .path.display())]
    Installing { path: PathBuf, source: io::Error },
    #[error("a window, an agent or a session of Unsit is open; end it first. Nothing was removed")]
    AtWork,
    /// Data was to be deleted.
    #[error("{0}")]
    Erasing(HeartbeatError),
    /// There is nothing to put off or to skip.
    #[error("{said}")]
    NoBreak { said: String },
    #[error("{0}")]
    NoDirectory(#[from] NoDirectory),
    #[error("{0}")]
    Store(#[from] StoreError),
    #[error("{}", .0.detail)]
    Storage(StoreFailure),
    #[error("the session could not be started: {0}")]
    Loop(io::Error),
    #[error("{} cannot be read: {source}", .path.display())]
    Input { path: PathBuf, source: io::Error },
    #[error("{}", refusals(.path, .refused))]
    Refused { path: PathBuf, refused: Refused },
    #[error("the system does not name its time zone; name it with --tz")]
    NoZone,
    #[error("the clock of this time zone skips that time")]
    NoSuchTime,
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
}

impl From<HeartbeatError> for Failure {
    fn from(error: HeartbeatError) -> Self {
        match error {
            HeartbeatError::Claimed => Self::AtWork,
            HeartbeatError::Unreadable { .. } | HeartbeatError::Io { .. } => Self::Erasing(error),
        }
    }
}

impl Failure {
    /// Says it on standard error, with the exit status that fits.
    pub(crate) fn report(&self) -> ExitCode {
        match self {
            // Whoever read the output has enough; `head` means no harm.
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::from(141),
            Self::UnknownRoutine { .. }
            | Self::UnknownVariant { .. }
            | Self::Safety { .. }
            | Self::Unplayable { .. }
            | Self::NothingToTakeUp
            | Self::SessionElsewhere
            | Self::NoBreak { .. }
            | Self::AgentRuns
            | Self::Autostart { .. }
            | Self::NoConfig
            | Self::NoMenu
            | Self::NoProgram { .. }
            | Self::NoWindow
            | Self::Unnameable { .. }
            | Self::Installing { .. }
            | Self::AtWork
            | Self::Erasing(_)
            | Self::NoDirectory(_)
            | Self::Store(_)
            | Self::Storage(_)
            | Self::Loop(_)
            | Self::Input { .. }
            | Self::Refused { .. }
            | Self::NoZone
            | Self::NoSuchTime
            | Self::Output(_) => {}
        }
        complain(&self.to_string());
        match self {
            Self::UnknownRoutine { .. } | Self::UnknownVariant { .. } | Self::Refused { .. } | Self::NoSuchTime => ExitCode::from(2),
            Self::Safety { .. }
            | Self::Unplayable { .. }
            | Self::NothingToTakeUp
            | Self::SessionElsewhere
            | Self::NoBreak { .. }
            | Self::AgentRuns
            | Self::Autostart { .. }
            | Self::NoConfig
            | Self::NoMenu
            | Self::NoProgram { .. }
            | Self::NoWindow
            | Self::Unnameable { .. }
            | Self::Installing { .. }
            | Self::AtWork
            | Self::Erasing(_)
            | Self::NoDirectory(_)
            | Self::Store(_)
            | Self::Storage(_)
            | Self::Loop(_)
            | Self::Input { .. }
            | Self::NoZone
            | Self::Output(_) => ExitCode::FAILURE,
        }
    }
}

/// Each wrong value on a line of its own, with the file that it is in.
fn refusals(path: &Path, refused: &Refused) -> String {
    let lines: Vec<String> = refused.0.iter().map(|refusal| format!("{}: {refusal}", path.display())).collect();
    lines.join("\nunsit: ")
}

fn known_routines(own: &[String]) -> String {
    let built_in = Catalogue::built_in().routines.iter().map(|routine| routine.id.as_str());
    built_in.chain(own.iter().map(String::as_str)).collect::<Vec<_>>().join(", ")
}

fn variants(known: &[String]) -> String {
    if known.is_empty() { "; it has only one".to_owned() } else { format!("; it has {}", known.join(", ")) }
}
