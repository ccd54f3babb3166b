//! A loop that cannot begin: why, in terms of what a person can do about it.

use std::io::{self, ErrorKind};
use std::path::Path;
use std::{env, fs};

use unsit_core::app::{Cause, Unstarted};
use unsit_core::text::Language;

use crate::locale;

/// Makes sure that the folder of the person's data is there and can be looked into. Whatever else goes wrong with it later, the
/// running app can say.
pub fn reach(directory: &Path) -> io::Result<()> {
    match fs::create_dir_all(directory) {
        // Whether that is a folder is said by a look into it, in better words.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        made => made?,
    }
    fs::read_dir(directory).map(drop)
}

/// What keeps the app from beginning, for the page that is shown in its place. `what` was tried, such as a folder.
#[must_use]
pub fn unstarted(what: &str, error: &io::Error) -> Unstarted {
    because(cause(error), what, error)
}

/// The same, where the cause is known better than by the system's error.
#[must_use]
pub fn because(cause: Cause, what: &str, why: &impl ToString) -> Unstarted {
    let detail = format!("Unsit {}, {} {}\n{what}: {}", env!("CARGO_PKG_VERSION"), env::consts::OS, env::consts::ARCH, why.to_string());
    Unstarted { cause, language: Language::negotiate(locale::tags()), detail }
}

fn cause(error: &io::Error) -> Cause {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Cause::DiskFull,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Cause::Forbidden,
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::AlreadyExists | ErrorKind::StaleNetworkFileHandle => Cause::NoFolder,
        _ => Cause::Other,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // in a test a panic is the answer

    use super::*;

    #[test]
    fn the_systems_errors_are_told_apart_by_what_helps() {
        for (kind, expected) in [
            (ErrorKind::StorageFull, Cause::DiskFull),
            (ErrorKind::QuotaExceeded, Cause::DiskFull),
            (ErrorKind::PermissionDenied, Cause::Forbidden),
            (ErrorKind::ReadOnlyFilesystem, Cause::Forbidden),
            (ErrorKind::NotFound, Cause::NoFolder),
            (ErrorKind::NotADirectory, Cause::NoFolder),
            (ErrorKind::Interrupted, Cause::Other),
            (ErrorKind::OutOfMemory, Cause::Other),
        ] {
            assert_eq!(cause(&kind.into()), expected, "{kind:?}");
        }
    }

    #[test]
    fn a_report_names_the_program_what_was_tried_and_the_systems_words() {
        let told = unstarted("/data/unsit", &io::Error::other("the disk is on fire"));
        let mut lines = told.detail.lines();
        assert!(lines.next().unwrap().starts_with(concat!("Unsit ", env!("CARGO_PKG_VERSION"), ", ")));
        assert_eq!(lines.next(), Some("/data/unsit: the disk is on fire"));
        assert_eq!(told.cause, Cause::Other);
    }

    #[test]
    fn a_folder_is_made_and_a_file_in_its_place_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let wanted = folder.path().join("not/there/yet");
        reach(&wanted).unwrap();
        reach(&wanted).unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "precious").unwrap();
        for blocked in [file.clone(), file.join("below")] {
            assert_eq!(cause(&reach(&blocked).unwrap_err()), Cause::NoFolder, "{}", blocked.display());
        }
        assert_eq!(fs::read_to_string(file).unwrap(), "precious");
    }
}
