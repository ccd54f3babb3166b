//! The loop with all that a desktop has, where there is no sound card, no bus and no screen: in a process of its own that finds
//! none, so that nobody hears these cases wherever they are played.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use unsit_core::app::{Channel, ChannelState, Opening};
use unsit_core::breaks::ReminderId;
use unsit_platform::clock::Hands;
use unsit_platform::desktop::{Speakers, Surface};
use unsit_platform::native::{self, Options, Running, Watching};

use super::noting::{Notes, Noting, of_a_desktop};
use crate::conformance::cases;
use crate::conformance::runs::{count, play};
use crate::conformance::subject::{Left, Profile};
use crate::conformance::threads::{Body, Threads};

/// A desktop without anything.
#[derive(Clone, Copy, Debug)]
struct Desktop;

/// A window that nobody sees.
#[derive(Debug)]
struct Window;

impl Surface for Window {
    fn come_forward(&mut self) {}
    fn open_window(&mut self, _: Opening) {}
    fn ask_on_top(&mut self, _: Option<ReminderId>) {}
}

impl Body for Desktop {
    type Notes = Notes;

    fn watching(&self) -> Watching {
        Watching::Reminds
    }

    fn notes(&self, _: &Path, _: &Arc<Hands>) -> Notes {
        Notes::default()
    }

    fn start(&self, options: Options, notes: &Notes) -> std::io::Result<Running> {
        let notes = notes.clone();
        native::start(options, move |reporter| Noting { notes, under: Speakers::open(&reporter, Window) })
    }

    fn left(notes: &Notes) -> Vec<Left> {
        notes.all()
    }

    fn profile(&self) -> Profile {
        Profile {
            heard_as: |cue| Some(cue.id().to_owned()),
            asked: None,
            fails: Some((Channel::Sound, |state| matches!(state, ChannelState::Missing { .. }))),
            idle: of_a_desktop,
            left_out: &[],
        }
    }

    /// It has failed from the beginning.
    fn fail(&self) {}
}

macro_rules! play_all {
    ([] $($case:ident,)*) => {
        /// All of them one after the other: `what_a_desktop_has_is_told_and_stops_nothing` starts this.
        #[test]
        #[ignore = "has to find neither sound nor bus"]
        fn every_case() {
            count(&[$(stringify!($case)),*], &Threads::new(Desktop), 26);
            $(
                println!("case: {}", stringify!($case));
                play(stringify!($case), &Threads::new(Desktop), cases::$case);
            )*
        }
    };
}
cases::every_case!(play_all);

#[test]
fn what_a_desktop_has_is_told_and_stops_nothing() {
    let nowhere = tempfile::tempdir().unwrap();
    let nobody = format!("unix:path={}", nowhere.path().join("bus").display());
    let mut player = Command::new(std::env::current_exe().unwrap());
    player.args(["machines::desktop::every_case", "--exact", "--ignored", "--nocapture"]);
    for bus in ["DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"] {
        player.env(bus, &nobody);
    }
    for place in ["XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "PATH"] {
        player.env(place, nowhere.path());
    }
    let outcome = player.env("ALSA_CONFIG_PATH", "/dev/null").env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").output().unwrap();
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(outcome.status.success(), "{}\n{}", said(&outcome.stdout), said(&outcome.stderr));
    assert!(said(&outcome.stdout).contains("1 passed"), "{}", said(&outcome.stdout));
}
