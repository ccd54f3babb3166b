//! Where the programs of Unsit are: beside the one that asks, or else where the system finds programs. And how one starts another.

use std::convert::Infallible;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, io, thread};

use unsit_core::app::Opening;

/// The program without a window.
pub const COMMAND: &str = if cfg!(windows) { "unsit.exe" } else { "unsit" };
/// The program with the window.
pub const WINDOW: &str = if cfg!(windows) { "unsit-app.exe" } else { "unsit-app" };

/// The path of one of them; none where it is not installed.
#[must_use]
pub fn find(name: &str) -> Option<PathBuf> {
    find_in(name, env::current_exe().ok().as_deref(), env::var_os("PATH").as_deref())
}

/// Opens the window for something, on the data of this folder.
pub fn open_window(directory: &Path, opening: Opening) -> io::Result<()> {
    start_window(directory, words(opening))
}

/// Opens the small window that asks about the break that is due.
pub fn open_break_window(directory: &Path) -> io::Result<()> {
    start_window(directory, &["--break", "due", ON_TOP])
}

/// Says that the window is to be the small one, over all others.
pub const ON_TOP: &str = "--on-top";

/// What the window's program is told.
#[must_use]
pub const fn words(opening: Opening) -> &'static [&'static str] {
    match opening {
        Opening::Start => &["--break", "start"],
        Opening::Due => &["--break", "due"],
        Opening::Any => &[],
    }
}

/// Puts this program in the place of the running one: same process, same environment. Comes back only when it cannot.
pub fn become_anew(program: &Path, arguments: impl IntoIterator<Item = OsString>) -> io::Result<Infallible> {
    let mut anew = Command::new(program);
    anew.args(arguments);
    #[cfg(unix)]
    return Err(std::os::unix::process::CommandExt::exec(&mut anew));
    #[cfg(not(unix))]
    {
        anew.spawn()?;
        std::process::exit(0)
    }
}

fn start_window(directory: &Path, words: &[&str]) -> io::Result<()> {
    let program = find(WINDOW).ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, format!("{WINDOW} is not installed")))?;
    let mut window = Command::new(program)
        .args(words)
        .env("UNSIT_DATA_DIR", directory)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    // Somebody has to hear when it ends.
    thread::Builder::new().name("unsit-window".into()).spawn(move || window.wait()).map(drop)
}

fn find_in(name: &str, own: Option<&Path>, search: Option<&OsStr>) -> Option<PathBuf> {
    let beside = own.map(|own| own.with_file_name(name));
    // An empty or relative folder there means another place at each start.
    let found = search.into_iter().flat_map(env::split_paths).filter(|folder| folder.is_absolute()).map(|folder| folder.join(name));
    beside.into_iter().chain(found).find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_looked_for_beside_the_one_that_asks_and_then_where_the_system_looks() {
        let (own, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (asks, search) = (own.path().join("unsit"), env::join_paths([Path::new("relative"), other.path()]).unwrap());
        let find = || find_in("unsit-app", Some(&asks), Some(&search));
        assert_eq!(find(), None);
        std::fs::write(other.path().join("unsit-app"), "").unwrap();
        assert_eq!(find(), Some(other.path().join("unsit-app")));
        std::fs::write(own.path().join("unsit-app"), "").unwrap();
        assert_eq!(find(), Some(own.path().join("unsit-app")));
    }
}
