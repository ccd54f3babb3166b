//! `unsit`: Unsit in the terminal. Links no web view and no window toolkit.
//!
//! # Where to start
//! - [`arguments`] is the command line, [`guide`] plays a session, [`list`] prints what is stored.
//! - [`breaks`] answers breaks and lists them, by the same loop.
//! - [`agent`] reminds in the background.
//! - [`install`] puts Unsit into the desktop's menu, and takes it out again.
//! - [`reminders`] asks the planner what would come.
//! - [`json`] is the contract with other programs; docs/command-line.md tells it to their authors.

mod agent;
mod arguments;
mod breaks;
mod error;
mod guide;
mod install;
mod json;
mod keys;
mod list;
mod output;
mod reminders;
mod safety;
mod screen;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use arguments::{Arguments, Break, Command};
use error::Failure;
use output::Output;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut output = Output::stdout();
    match run(&arguments, &mut output).and_then(|code| output.flush().map(|()| code)) {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}

fn run(arguments: &Arguments, output: &mut Output) -> Result<ExitCode, Failure> {
    let place = arguments.place();
    match &arguments.command {
        Command::Guide(guide) if guide.dry_run => guide::dry_run(&place, guide, output).map(|()| ExitCode::SUCCESS),
        Command::Guide(guide) => guide::play(&place, guide, output),
        Command::Routines(format) => list::routines(&place, *format, output).map(|()| ExitCode::SUCCESS),
        Command::Today(format) => list::today(&place, *format, output).map(|()| ExitCode::SUCCESS),
        Command::History(history) => list::history(&place, history, output).map(|()| ExitCode::SUCCESS),
        Command::Ledger(wishes) => breaks::ledger(&place, wishes, output).map(|()| ExitCode::SUCCESS),
        Command::Break(Break::Start { quiet, format }) => guide::play(&place, &breaks::guide(*quiet, *format), output),
        Command::Break(answer) => breaks::answer(&place, answer, output).map(|()| ExitCode::SUCCESS),
        Command::Pause(wishes) => breaks::pause(&place, wishes.length, output).map(|()| ExitCode::SUCCESS),
        Command::Agent(wishes) => agent::agent(&place, wishes, output),
        Command::Install(wishes) => install::install(&place, wishes, output),
        Command::Uninstall(wishes) => install::uninstall(&place, wishes, output),
        Command::Reminders(wishes) => reminders::reminders(&place, wishes, output).map(|()| ExitCode::SUCCESS),
        Command::Simulate(wishes) => reminders::simulate(&place, wishes, output).map(|()| ExitCode::SUCCESS),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "unsit", &mut script);
            output.bytes(&script)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}
