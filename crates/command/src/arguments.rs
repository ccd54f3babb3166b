//! The command line.

use std::path::PathBuf;

use chrono_tz::Tz;
use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;
use unsit_core::app::Settings;
use unsit_core::breaks::{Reason, Snooze};
use unsit_core::text::{Language, Texts};
use unsit_platform::{directory, locale};

use crate::breaks::PauseFor;
use crate::error::Failure;
use crate::reminders::{Horizon, Time, zone_named};

const AFTER_HELP: &str = "\
Exit status:
    0  done
    1  something could not be read, stored or played
    2  wrong use
  129  the terminal was closed; what was held is stored
  130  ended by Ctrl-C; what was held is stored
  141  the reader of the output has gone; what was held is stored
  143  ended by a request to terminate; what was held is stored

Environment:
  UNSIT_DATA_DIR  folder of your data, where --data-dir names none
  NO_COLOR        if set, nothing is coloured";

/// Guides a short glute activation after an hour of sitting, and keeps an honest log of it on this device.
///
/// General wellness information. It does not diagnose or treat anything.
#[derive(Debug, Parser)]
#[command(name = "unsit", version, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// Folder of your data [default: `UNSIT_DATA_DIR`, or the system's place for it]
    #[arg(long, value_name = "DIR", global = true)]
    data_dir: Option<PathBuf>,
    /// Language of names and cues, `en` or `de` [default: that of the settings, or the system's]
    #[arg(long, value_name = "TAG", global = true, value_parser = language)]
    language: Option<Language>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Plays a routine, with a bell and a progress bar
    Guide(Guide),
    /// Lists the routines with their lengths
    Routines(Format),
    /// Shows what was done today
    Today(Format),
    /// Lists sessions, newest first
    History(History),
    /// Lists breaks, newest first: when each was due, and what became of it
    Ledger(History),
    /// Answers the break that is open
    #[command(subcommand)]
    Break(Break),
    /// Pauses reminders
    Pause(Pause),
    /// Reminds in the background, with notifications, also while no window is open
    Agent(Agent),
    /// Puts Unsit into the menu of your desktop: a launcher and its icon (Linux only)
    Install(Install),
    /// Removes what `unsit install` wrote; your data stays
    Uninstall(Uninstall),
    /// Lists the reminders that would come if you sat down and answered none
    Reminders(Reminders),
    /// Plays events of a day and prints what would have been shown and logged
    Simulate(Simulate),
    /// Prints a completion script for a shell
    Completions {
        /// The shell that reads it
        shell: Shell,
    },
}

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools)] // each is a flag of its own
#[command(
    after_help = "Keys: space pauses and goes on, left does the set again, right skips,\nq or Ctrl-C stops.\nWhat was held is stored however the session ends."
)]
pub(crate) struct Guide {
    /// Id of a routine, as listed by `unsit routines`
    #[arg(required_unless_present = "take_up")]
    pub(crate) routine: Option<String>,
    /// Takes up the session that was interrupted in the last half hour
    #[arg(long = "continue", conflicts_with_all = ["routine", "variant", "alternative", "speed", "dry_run"])]
    pub(crate) take_up: bool,
    /// Which variant of the routine [default: the one whose turn it is]
    #[arg(long, value_name = "ID")]
    pub(crate) variant: Option<String>,
    /// Takes the alternative of each step that has one, such as standing instead of sitting
    #[arg(long)]
    pub(crate) alternative: bool,
    /// Rehearses the routine this many times faster; marked in the log and kept out of all totals
    #[arg(long, value_name = "TIMES", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) speed: Option<u32>,
    /// Prints the timeline of phases and cues instead of playing it
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Rings no bell
    #[arg(long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct History {
    /// Only the last N days, today included
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000))]
    pub(crate) days: Option<u64>,
    #[command(flatten)]
    pub(crate) format: Format,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Break {
    /// Plays Quick bridge; what is held answers the break
    Start {
        /// Rings no bell
        #[arg(long)]
        quiet: bool,
        #[command(flatten)]
        format: Format,
    },
    /// Asks again later
    Later {
        /// In so many minutes [default: as many as the settings say]
        #[arg(value_parser = clap::value_parser!(u64).range(Snooze::LEAST..=Snooze::MOST))]
        minutes: Option<u64>,
    },
    /// You have moved about: the sitting begins anew
    Moved,
    /// Skips it
    Skip {
        /// Why, in a word or a few
        #[arg(value_parser = reason)]
        reason: Option<Reason>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Agent {
    /// Has it started with each login, or no longer; then ends
    #[arg(long, value_name = "ON|OFF")]
    pub(crate) at_login: Option<Switch>,
}

#[derive(Debug, Args)]
pub(crate) struct Install {
    /// Has reminders started with each login, too
    #[arg(long)]
    pub(crate) at_login: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Uninstall {
    /// Also deletes your sessions, breaks, routines and settings, for good
    #[arg(long)]
    pub(crate) delete_data: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Switch {
    On,
    Off,
}

#[derive(Debug, Args)]
pub(crate) struct Pause {
    /// For how long, such as 90m or 2h; `tomorrow` until the next day begins, `off` to go on
    #[arg(value_name = "LENGTH", value_parser = PauseFor::parse)]
    pub(crate) length: PauseFor,
}

#[derive(Debug, Args)]
#[command(after_help = "Prints at most fifty: the repeats of the first break, then each break once.")]
pub(crate) struct Reminders {
    /// When you sit down, such as 2027-03-01T09:00 [default: now]
    #[arg(long, value_name = "TIME", value_parser = Time::parse)]
    pub(crate) at: Option<Time>,
    /// How far to look ahead, such as 90m, 12h, 7d or 4w
    #[arg(long, value_name = "LENGTH", default_value = "7d", value_parser = Horizon::parse)]
    pub(crate) horizon: Horizon,
    /// Time zone, such as Europe/Vienna [default: the system's]
    #[arg(long, value_name = "ZONE", value_parser = zone_named)]
    pub(crate) tz: Option<Tz>,
    /// Settings in JSON, `-` for standard input [default: an hour, Monday to Friday, 9:00 to 17:30]
    #[arg(long, value_name = "FILE")]
    pub(crate) settings: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct Simulate {
    /// Events in JSON, `-` for standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) events: PathBuf,
    /// Time zone at the first event, such as Europe/Vienna [default: the system's]
    #[arg(long, value_name = "ZONE", value_parser = zone_named)]
    pub(crate) tz: Option<Tz>,
    /// Settings in JSON, `-` for standard input [default: an hour, Monday to Friday, 9:00 to 17:30]
    #[arg(long, value_name = "FILE")]
    pub(crate) settings: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) format: Format,
}

#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Format {
    /// Prints JSON, whose keys are stable
    #[arg(long)]
    pub(crate) json: bool,
}

/// Where the person's data is, and the language to speak.
#[derive(Debug)]
pub(crate) struct Place {
    directory: Option<PathBuf>,
    /// The language asked for, if one was.
    pub(crate) language: Option<Language>,
}

impl Arguments {
    pub(crate) fn place(&self) -> Place {
        Place { directory: self.data_dir.clone(), language: self.language }
    }
}

impl Place {
    /// The folder that was named, by an argument or else by the environment, where nothing means nothing.
    pub(crate) fn directory(&self) -> Result<PathBuf, Failure> {
        let from_environment = || std::env::var_os("UNSIT_DATA_DIR").filter(|value| !value.is_empty()).map(PathBuf::from);
        match self.directory.clone().or_else(from_environment) {
            Some(directory) => Ok(directory),
            None => Ok(directory::data()?),
        }
    }

    pub(crate) fn texts(&self, settings: &Settings) -> &'static Texts {
        Texts::built_in(self.language.or(settings.language).unwrap_or_else(system_language))
    }
}

/// The language of the system, as far as Unsit speaks it.
pub(crate) fn system_language() -> Language {
    Language::negotiate(locale::tags())
}

fn reason(text: &str) -> Result<Reason, String> {
    Reason::new(text).ok_or_else(|| format!("1 to {} characters on one line", Reason::LONGEST))
}

fn language(tag: &str) -> Result<Language, String> {
    Language::from_tag(tag).ok_or_else(|| {
        let known: Vec<&str> = Language::ALL.iter().map(|language| language.tag()).collect();
        format!("known languages: {}", known.join(", "))
    })
}
