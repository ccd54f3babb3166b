//! Unsit in the menu of a Linux desktop, for this person only: a launcher, its icon, and reminders from login on if they are wanted.
//!
//! What was written is written down (`installed.json`, in the system's folder for the state of programs), with a fingerprint of
//! each file: only that is ever replaced or removed. A file that somebody has changed since is theirs, and is named.

mod launcher;
mod written;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use unsit_core::text::Texts;
use unsit_platform::{directory, launcher as desktop_file, login, programs};

use self::written::{Became, Written};
use crate::arguments::{Install, Place, Uninstall, system_language};
use crate::error::Failure;
use crate::output::Output;

/// Files in the system's folder for icons, each with its folder in the theme.
const ICONS: [(&str, &[u8]); 3] = [
    ("scalable/apps/unsit.svg", include_bytes!("../../../../assets/icons/unsit.svg")),
    ("256x256/apps/unsit.png", include_bytes!("../../../../assets/icons/unsit-256.png")),
    ("128x128/apps/unsit.png", include_bytes!("../../../../assets/icons/unsit-128.png")),
];

/// Writes the launcher and its icon, as often as it is asked to.
pub(crate) fn install(place: &Place, wishes: &Install, output: &mut Output) -> Result<ExitCode, Failure> {
    let texts = Texts::built_in(place.language.unwrap_or_else(system_language));
    let menu = directory::menu().ok_or(Failure::NoMenu)?;
    let window = programs::find(programs::WINDOW).ok_or(Failure::NoWindow)?;
    let command = env::current_exe().map_err(|source| Failure::Installing { path: PathBuf::from(programs::COMMAND), source })?;
    let launcher = launcher::launcher(&window, &command).ok_or_else(|| Failure::Unnameable { path: window.clone() })?;

    let mut written = Written::read(&menu.state)?;
    let mut files = vec![(menu.applications.join(launcher::NAME), launcher.into_bytes())];
    files.extend(ICONS.map(|(name, bytes)| (menu.icons.join(name), bytes.to_owned())));
    if wishes.at_login {
        let entry = login::entry(&command).ok_or_else(|| Failure::Unnameable { path: command.clone() })?;
        files.push((login::place().ok_or(Failure::NoConfig)?, entry.into_bytes()));
    }
    let mut kept = 0;
    for (path, content) in files {
        let became = written.put(&path, &content)?;
        kept += u32::from(became == Became::Kept);
        say(texts, output, became, &path)?;
    }
    written.store()?;
    // A desktop that keeps an index of its icons looks again when the folder has changed.
    touch(&menu.icons);
    output.line(&texts.get(if kept == 0 { "install-done" } else { "install-kept-some" }))?;
    Ok(ExitCode::SUCCESS)
}

/// Removes what [`install`] wrote, and nothing else unless the person says so.
pub(crate) fn uninstall(place: &Place, wishes: &Uninstall, output: &mut Output) -> Result<ExitCode, Failure> {
    let texts = Texts::built_in(place.language.unwrap_or_else(system_language));
    let menu = directory::menu().ok_or(Failure::NoMenu)?;
    // While a program is at work its data is not touched, and nothing is done by halves.
    let data = wishes.delete_data.then(|| place.directory().and_then(|directory| Ok(unsit_store::Erasure::of(&directory)?))).transpose()?;

    let mut written = Written::read(&menu.state)?;
    adopt_login(&mut written);
    let mut removed = 0;
    for (path, became) in written.take_all()? {
        removed += u32::from(became == Became::Removed);
        say(texts, output, became, &path)?;
    }
    touch(&menu.icons);
    if let Some(data) = data {
        for path in data.erase()? {
            removed += 1;
            say(texts, output, Became::Removed, &path)?;
        }
    }
    output.line(&texts.get(if removed == 0 { "uninstall-nothing" } else { "uninstall-done" }))?;
    Ok(ExitCode::SUCCESS)
}

/// The start at login may have been turned on in the window since. As long as it is word for word ours it goes with the rest.
fn adopt_login(written: &mut Written) {
    let Some(place) = login::place() else { return };
    let Ok(entry) = fs::read_to_string(&place) else { return };
    let ours = desktop_file::program(&entry).and_then(|program| login::entry(Path::new(&program)));
    if ours.as_deref() == Some(entry.as_str()) {
        written.adopt(&place, entry.as_bytes());
    }
}

fn say(texts: &Texts, output: &mut Output, became: Became, path: &Path) -> Result<(), Failure> {
    let id = match became {
        Became::Written => "install-written",
        Became::Same => "install-same",
        Became::Kept => "install-kept",
        Became::Removed => "install-removed",
        // Somebody was quicker.
        Became::Gone => return Ok(()),
    };
    output.line(&texts.format(id, &[("path", path.display().to_string().into())]))
}

fn touch(folder: &Path) {
    let mark = folder.join(".unsit");
    // An icon that is found a little later is no failure.
    let _: io::Result<()> = fs::write(&mark, "").and_then(|()| fs::remove_file(&mark));
}
