//! Reminds in the background: the loop without a window. It watches the sitting while no other program does, shows reminders as
//! notifications, and opens the window when one is wanted.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs, io};

use tokio::sync::oneshot;
use unsit_core::app::view::TrayView;
use unsit_core::app::{Channel, Opening, Reminder, Telling};
use unsit_core::text::Texts;
use unsit_platform::bus::{Bus, Notifications, Presence, Tray};
use unsit_platform::clock::Clock;
use unsit_platform::native::{self, Options, Outlet, Reporter, Watching};
use unsit_platform::{directory, locale};
use unsit_store::{Claim, HeartbeatError};

use crate::arguments::{Agent, Place, Switch, system_language};
use crate::error::Failure;
use crate::keys::Signals;
use crate::output::{Output, complain};

/// Works until it is told to end, or sees to it that it is started with each login.
pub(crate) fn agent(place: &Place, wishes: &Agent, output: &mut Output) -> Result<ExitCode, Failure> {
    let texts = Texts::built_in(place.language.unwrap_or_else(system_language));
    match wishes.at_login {
        Some(Switch::On) => start_at_login()?,
        Some(Switch::Off) => start_no_more()?,
        None => return tend(place, texts, output),
    }
    output.line(&texts.get(if wishes.at_login == Some(Switch::On) { "agent-at-login" } else { "agent-not-at-login" }))?;
    Ok(ExitCode::SUCCESS)
}

fn tend(place: &Place, texts: &Texts, output: &mut Output) -> Result<ExitCode, Failure> {
    let directory = place.directory()?;
    // The folder is made by whoever opens the store first; the claim needs it now.
    drop(unsit_store::Store::open(&directory)?);
    let _alone = match Claim::tend(&directory) {
        Ok(alone) => Some(alone),
        Err(HeartbeatError::Claimed) => return Err(Failure::AgentRuns),
        // The store has met the same folder and could write there.
        Err(HeartbeatError::Unreadable { .. } | HeartbeatError::Io { .. }) => None,
    };
    let options = Options {
        directory: directory.clone(),
        clock: Clock::real(),
        system_language: place.language.unwrap_or_else(system_language),
        system_region: locale::region(),
        watching: Watching::Tends,
    };
    let (quit, quitted) = oneshot::channel();
    let running = native::start(options, move |reporter| Desk::open(&reporter, directory, quit)).map_err(Failure::Loop)?;
    output.line(&texts.get("agent-works"))?;
    output.flush()?;
    let code = tokio::runtime::Builder::new_current_thread().enable_all().build().and_then(|tokio| {
        tokio.block_on(async {
            let mut signals = Signals::listen()?;
            tokio::select! {
                code = signals.next() => Ok(code),
                // A loop that has ended by itself has said why on standard error.
                quit = quitted => Ok(u8::from(quit.is_err())),
            }
        })
    });
    running.finish();
    code.map(ExitCode::from).map_err(Failure::Loop)
}

/// A desktop without a window of ours.
struct Desk {
    directory: PathBuf,
    notifications: Notifications,
    tray: Tray,
    /// Ends the program; none once it ends.
    quit: Option<oneshot::Sender<()>>,
    // After what speaks to it: what still has to be said is said first.
    _bus: Bus,
}

impl Desk {
    fn open(reporter: &Reporter, directory: PathBuf, quit: oneshot::Sender<()>) -> Self {
        let bus = Bus::open();
        Presence::watch(&bus, reporter, &Clock::real());
        let (notifications, tray) = (Notifications::open(&bus, reporter), Tray::open(&bus, reporter));
        Self { directory, notifications, tray, quit: Some(quit), _bus: bus }
    }
}

impl Outlet for Desk {
    fn tell(&mut self, _: &Telling) {}
    fn hush(&mut self) {}
    fn sample(&mut self, _: Channel, _: &Telling) {}
    fn keep_awake(&mut self, _: bool) {}

    fn remind(&mut self, reminder: Option<&Reminder>) {
        self.notifications.remind(reminder);
    }

    fn show_tray(&mut self, tray: Option<&TrayView>) {
        self.tray.show(tray);
    }

    fn quit(&mut self) {
        if let Some(quit) = self.quit.take() {
            // Whoever waits for it may have ended by a signal.
            let _ = quit.send(());
        }
    }

    fn open_window(&mut self, opening: Opening) {
        if let Err(error) = open_window(&self.directory, opening) {
            complain(&format!("the window could not be opened: {error}"));
        }
    }
}

/// The window's program, beside this one or else where the system finds programs.
fn open_window(directory: &Path, opening: Opening) -> io::Result<()> {
    const NAME: &str = if cfg!(windows) { "unsit-app.exe" } else { "unsit-app" };
    let beside = env::current_exe()?.with_file_name(NAME);
    let program = if beside.is_file() { beside } else { NAME.into() };
    let wish: &[&str] = match opening {
        Opening::Start => &["--break", "start"],
        Opening::Due => &["--break", "due"],
        Opening::Any => &[],
    };
    let mut window = Command::new(program)
        .args(wish)
        .env("UNSIT_DATA_DIR", directory)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    // Somebody has to hear when it ends.
    std::thread::Builder::new().name("unsit-window".into()).spawn(move || window.wait()).map(drop)
}

const ENTRY: &str = "unsit-agent.desktop";

fn start_at_login() -> Result<(), Failure> {
    let path = directory::autostart().ok_or(Failure::NoConfig)?.join(ENTRY);
    let written = env::current_exe().and_then(|program| {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, entry(&program.display().to_string()))
    });
    written.map_err(|source| Failure::Autostart { path, source })
}

fn start_no_more() -> Result<(), Failure> {
    let path = directory::autostart().ok_or(Failure::NoConfig)?.join(ENTRY);
    match fs::remove_file(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome.map_err(|source| Failure::Autostart { path, source }),
    }
}

/// What the desktop reads at login. In a quoted argument, `\`, `"`, `` ` `` and `$` have a backslash before them, which itself
/// is written twice in a file of this kind; `%` is written twice.
fn entry(program: &str) -> String {
    let quoted: String = program
        .chars()
        .map(|letter| match letter {
            '"' | '`' | '$' => format!("\\\\{letter}"),
            '\\' => "\\\\\\\\".to_owned(),
            '%' => "%%".to_owned(),
            other => other.to_string(),
        })
        .collect();
    format!(
        "[Desktop Entry]\nType=Application\nName=Unsit\nComment=Reminds after an hour of sitting\nExec=\"{quoted}\" agent\nIcon=unsit\nTerminal=false\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_letters_in_the_path_of_the_program_are_written_as_the_desktop_reads_them() {
        let exec = |program| entry(program).lines().find_map(|line| line.strip_prefix("Exec=").map(str::to_owned)).unwrap();
        assert_eq!(exec("/usr/bin/unsit"), r#""/usr/bin/unsit" agent"#);
        assert_eq!(exec("/home/ada/my programs/100%/unsit"), r#""/home/ada/my programs/100%%/unsit" agent"#);
        assert_eq!(exec(r#"/a"b$c\d"#), r#""/a\\"b\\$c\\\\d" agent"#);
    }
}
