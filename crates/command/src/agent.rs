//! Reminds in the background: the loop without a window. It watches the sitting while no other program does, shows reminders as
//! notifications, and opens the window when one is wanted.

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, io};

use tokio::sync::oneshot;
use unsit_core::app::view::TrayView;
use unsit_core::app::{Channel, FailureReason, Model, Notice, Opening, Reminder, Telling};
use unsit_core::breaks::ReminderId;
use unsit_core::text::Texts;
use unsit_platform::bus::{Bus, Notifications, Presence, Tray};
use unsit_platform::clock::Clock;
use unsit_platform::native::{self, Options, Outlet, Reporter, Watching};
use unsit_platform::{locale, login, programs};
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
    // By the time it is asked for, another program may have taken its place.
    let program = env::current_exe();
    let alone = match Claim::tend(&directory) {
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
    let mut models = running.handle.watch();
    let end = tokio::runtime::Builder::new_current_thread().enable_all().build().and_then(|tokio| {
        tokio.block_on(async {
            let mut signals = Signals::listen()?;
            Ok(tokio::select! {
                code = signals.next() => End::Asked(code),
                // A loop that has ended by itself has said why on standard error.
                quit = quitted => End::Asked(u8::from(quit.is_err())),
                Ok(_) = models.wait_for(|model| is_overtaken(model)) => End::Overtaken,
            })
        })
    });
    running.finish();
    match end.map_err(Failure::Loop)? {
        End::Asked(code) => Ok(ExitCode::from(code)),
        End::Overtaken => {
            drop(alone);
            complain("a newer Unsit has changed the database; the agent starts anew");
            Err(start_anew(program))
        }
    }
}

/// Why an agent ends.
enum End {
    /// By a signal or a person, with this exit status.
    Asked(u8),
    /// A newer Unsit has changed the database, and this one can write nothing more.
    Overtaken,
}

fn is_overtaken(model: &Model) -> bool {
    let newer = |notice: &Notice| matches!(notice, Notice::NotSaved(why) if why.reason == FailureReason::Newer);
    model.notices.iter().any(newer)
}

/// Becomes the program that is installed now. Comes back only when there is none.
fn start_anew(program: io::Result<PathBuf>) -> Failure {
    let again = program.and_then(|program| {
        programs::become_anew(&program, env::args_os().skip(1))
            .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", program.display())))
    });
    match again {
        Ok(never) => match never {},
        Err(source) => Failure::NoProgram { source },
    }
}

/// A desktop without a window of ours.
struct Desk {
    directory: PathBuf,
    notifications: Notifications,
    tray: Tray,
    /// Ends the program; none once it ends.
    quit: Option<oneshot::Sender<()>>,
    /// About which reminder the small window was asked to ask last.
    asked: Option<ReminderId>,
    // After what speaks to it: what still has to be said is said first.
    _bus: Bus,
}

impl Desk {
    fn open(reporter: &Reporter, directory: PathBuf, quit: oneshot::Sender<()>) -> Self {
        let bus = Bus::open();
        Presence::watch(&bus, reporter, &Clock::real());
        let (notifications, tray) = (Notifications::open(&bus, reporter), Tray::open(&bus, reporter));
        Self { directory, notifications, tray, quit: Some(quit), asked: None, _bus: bus }
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
        if let Err(error) = programs::open_window(&self.directory, opening) {
            complain(&format!("the window could not be opened: {error}"));
        }
    }

    fn ask_on_top(&mut self, reminder: Option<ReminderId>) {
        if self.asked == reminder {
            return;
        }
        self.asked = reminder;
        // It closes by itself.
        if reminder.is_some()
            && let Err(error) = programs::open_break_window(&self.directory)
        {
            complain(&format!("a break is due, and its window could not be opened: {error}"));
        }
    }
}

fn start_at_login() -> Result<(), Failure> {
    let place = login::place().ok_or(Failure::NoConfig)?;
    let written = env::current_exe().and_then(|program| login::write(&place, &program));
    written.map_err(|source| Failure::Autostart { path: place, source })
}

fn start_no_more() -> Result<(), Failure> {
    let path = login::place().ok_or(Failure::NoConfig)?;
    login::remove(&path).map(drop).map_err(|source| Failure::Autostart { path, source })
}
