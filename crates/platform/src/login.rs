//! Reminders from login on: an entry in the folder of what a Linux desktop starts then. Other systems have none yet.

use std::path::{Path, PathBuf};
use std::{fs, io};

use unsit_core::app::{AtLogin, LoginProblem};

use crate::{directory, launcher, programs};

/// The name of the entry.
pub const ENTRY: &str = "unsit-agent.desktop";

/// Where the entry is, whether it exists or not. None where there is no such folder.
#[must_use]
pub fn place() -> Option<PathBuf> {
    directory::autostart().map(|folder| folder.join(ENTRY))
}

/// What the entry says of the program that it starts. None for a path that it cannot name.
#[must_use]
pub fn entry(program: &Path) -> Option<String> {
    let program = launcher::quoted(program)?;
    Some(format!(
        "[Desktop Entry]\nType=Application\nName=Unsit\nComment=Reminds after an hour of sitting\n\
         Comment[de]=Erinnert nach einer Stunde Sitzen\nExec={program} agent\nIcon=unsit\nTerminal=false\n"
    ))
}

/// What the system does at login. None where it has no such thing.
#[must_use]
pub fn read() -> Option<AtLogin> {
    place().map(|place| read_at(&place))
}

/// Has reminders started with each login, or no longer.
#[must_use]
pub fn set(on: bool) -> AtLogin {
    let Some(place) = place() else { return AtLogin::default() };
    let changed = if on {
        match programs::find(programs::COMMAND) {
            Some(program) => write(&place, &program).map_err(|error| file(&place, &error)),
            None => Err(LoginProblem::NoAgent),
        }
    } else {
        remove(&place).map(drop).map_err(|error| file(&place, &error))
    };
    let now = read_at(&place);
    AtLogin { problem: changed.err().or(now.problem), ..now }
}

/// Writes the entry.
pub fn write(place: &Path, program: &Path) -> io::Result<()> {
    let text = entry(program).ok_or(io::ErrorKind::InvalidFilename)?;
    place.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(place, text)
}

/// Removes the entry, and tells whether there was one.
pub fn remove(place: &Path) -> io::Result<bool> {
    match fs::remove_file(place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        outcome => outcome.map(|()| true),
    }
}

fn read_at(place: &Path) -> AtLogin {
    match fs::read_to_string(place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => AtLogin::default(),
        Err(error) => AtLogin { on: false, problem: Some(file(place, &error)) },
        Ok(entry) if launcher::is_off(&entry) => AtLogin::default(),
        Ok(entry) => {
            let program = launcher::program(&entry).unwrap_or_default();
            // One without a folder is looked for at login.
            let is_there = Path::new(&program).is_file() || (!program.is_empty() && !program.contains('/'));
            AtLogin { on: true, problem: (!is_there).then_some(LoginProblem::Gone { program }) }
        }
    }
}

fn file(path: &Path, error: &io::Error) -> LoginProblem {
    LoginProblem::File { detail: format!("{}: {error}", path.display()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_entry_says_what_happens_at_login() {
        let dir = tempfile::tempdir().unwrap();
        let (place, program) = (dir.path().join("autostart").join(ENTRY), dir.path().join("unsit"));
        fs::write(&program, "").unwrap();
        assert_eq!(read_at(&place), AtLogin::default(), "no entry, no start");
        write(&place, &program).unwrap();
        assert_eq!(read_at(&place), AtLogin { on: true, problem: None });

        let entry = fs::read_to_string(&place).unwrap();
        fs::write(&place, format!("{entry}Hidden=true\n")).unwrap();
        assert_eq!(read_at(&place), AtLogin::default(), "turned off where the desktop lists such programs");
        fs::write(&place, entry).unwrap();

        fs::remove_file(&program).unwrap();
        let gone = LoginProblem::Gone { program: program.display().to_string() };
        assert_eq!(read_at(&place), AtLogin { on: true, problem: Some(gone) });
        assert_eq!([remove(&place).unwrap(), remove(&place).unwrap()], [true, false]);
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let blocked = dir.path().join("autostart");
        fs::write(&blocked, "no folder").unwrap();
        assert!(write(&blocked.join(ENTRY), Path::new("/usr/bin/unsit")).is_err());
        let AtLogin { on: false, problem: Some(LoginProblem::File { detail }) } = read_at(&blocked.join(ENTRY)) else { panic!("it fails") };
        assert!(detail.contains("autostart"), "{detail}");
    }
}
