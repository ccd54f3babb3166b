//! A desktop for a test: a bus of its own, nothing else but what it asks for, and the running app.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use unsit_core::Millis;
use unsit_core::app::{Channel, ChannelState, Model, Reminder, Telling};
use unsit_core::breaks::SittingRecord;
use unsit_core::text::Language;
use unsit_platform::bus::{Bus, Presence};
use unsit_platform::clock::Clock;
use unsit_platform::native::{self, Options, Outlet, Reporter, Running, Watching};
use unsit_store::Store;

pub(crate) const SOON: Duration = Duration::from_secs(20);
/// So short that a test can wait for it.
pub(crate) const IDLE: Millis = Millis(700);

/// Runs an ignored test of this file on a bus of its own, which is that of the session and that of the system.
pub(crate) fn on_a_bus(part: &str) {
    on_a_bus_with(part, &[]);
}

pub(crate) fn on_a_bus_with(part: &str, environment: &[(&str, &str)]) {
    const BOTH: &str = r#"DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS exec "$@""#;
    // Longer than any part waits for anything.
    let ran = Command::new("timeout")
        .args(["100", "dbus-run-session", "--", "sh", "-c", BOTH, "sh"])
        .arg(std::env::current_exe().unwrap())
        .args([part, "--exact", "--ignored", "--nocapture", "--quiet"])
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("XDG_SESSION_TYPE")
        .envs(environment.iter().copied())
        .output()
        .expect("dbus-run-session is installed");
    let said = [ran.stdout, ran.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    assert!(ran.status.success(), "{}{}", said[0], said[1]);
    assert!(said[0].contains("1 passed"), "there is no part {part}: {}", said[0]);
}

/// The data of somebody who sits day and night, and has sat for so long.
pub(crate) fn home_of_somebody_who_sat(sat_ms: Millis) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let whole_days: BTreeMap<&str, Value> =
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(|day| (day, json!([["00:00", "24:00"]]))).into();
    let mut store = Store::open(home.path()).unwrap().store;
    store.save_settings(&BTreeMap::from([("reminders.active".to_owned(), json!(whole_days))])).unwrap();
    let sitting = SittingRecord { at: Clock::real().now().wall, sat_ms, asked_ms: Millis::ZERO, away: false };
    std::fs::write(home.path().join("sitting.json"), serde_json::to_string(&sitting).unwrap()).unwrap();
    home
}

/// The app on these data.
pub(crate) fn begin<O: Outlet>(directory: &Path, watching: Watching, outlet: impl FnOnce(Reporter) -> O + Send + 'static) -> Running {
    let options = Options {
        directory: directory.to_owned(),
        clock: Clock::real(),
        system_language: Language::English,
        system_region: None,
        watching,
    };
    native::start(options, outlet).unwrap()
}

/// Waits for a model of which this is true.
pub(crate) fn until(running: &Running, what: &str, mut holds: impl FnMut(&Model) -> bool) {
    let mut models = running.handle.watch();
    let tokio = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let waited = tokio.block_on(async { tokio::time::timeout(SOON, models.wait_for(|model| holds(model))).await.map(|seen| seen.is_ok()) });
    let model = running.handle.model();
    let states = [Channel::Presence, Channel::Sleep, Channel::Calls].map(|channel| model.channel(channel).clone());
    assert_eq!(waited, Ok(true), "waited for: {what}; {states:?}, {:?}", model.watch.busy());
}

/// The app of somebody who sits day and night.
pub(crate) struct Desk {
    running: Running,
    _home: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn begin() -> Self {
        Self::with(|bus, reporter| Presence::watch_after(bus, reporter, &Clock::real(), IDLE))
    }

    /// Who gives no input is away as late as in the app.
    pub(crate) fn as_it_is() -> Self {
        Self::with(|bus, reporter| Presence::watch(bus, reporter, &Clock::real()))
    }

    fn with(watch: impl FnOnce(&Bus, &Reporter) + Send + 'static) -> Self {
        let home = home_of_somebody_who_sat(Millis::from_secs(1800));
        let running = begin(home.path(), Watching::Reminds, move |reporter| {
            let bus = Bus::open();
            watch(&bus, &reporter);
            Silent(bus)
        });
        Self { running, _home: home }
    }

    /// Waits for a model of which this is true.
    pub(crate) fn until(&self, what: &str, holds: impl FnMut(&Model) -> bool) {
        until(&self.running, what, holds);
    }

    pub(crate) fn until_ready(&self, channel: Channel, by: &str) {
        self.until(&format!("{channel:?} by {by}"), |model| matches!(model.channel(channel), ChannelState::Ready { name } if name == by));
    }

    pub(crate) fn until_missing(&self, channel: Channel) -> String {
        let mut said = String::new();
        self.until(&format!("no {channel:?}"), |model| match model.channel(channel) {
            ChannelState::Missing { why } => {
                said.clone_from(why);
                true
            }
            _ => false,
        });
        said
    }

    pub(crate) fn until_away(&self) {
        self.until("nobody is there", is_away);
    }

    pub(crate) fn until_back(&self) {
        self.until("somebody is there", |model| !is_away(model));
    }

    pub(crate) fn model(&self) -> std::sync::Arc<Model> {
        self.running.handle.model()
    }

    pub(crate) fn end(self) {
        self.running.finish();
    }
}

pub(crate) fn is_away(model: &Model) -> bool {
    model.watch.breaks.as_ref().unwrap().sitting().is_away()
}

/// A desktop on which nothing is heard or shown.
struct Silent(#[allow(dead_code)] Bus);

impl Outlet for Silent {
    fn tell(&mut self, _: &Telling) {}
    fn hush(&mut self) {}
    fn sample(&mut self, _: Channel, _: &Telling) {}
    fn keep_awake(&mut self, _: bool) {}
    fn remind(&mut self, _: Option<&Reminder>) {}
}

/// A screen that nobody sees.
pub(crate) struct Display {
    screen: Child,
    pub(crate) name: String,
}

impl Display {
    pub(crate) fn open() -> Self {
        let mut screen = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed");
        let mut number = String::new();
        BufReader::new(screen.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Self { screen, name: format!(":{}", number.trim()) }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.screen.kill();
        let _ = self.screen.wait();
    }
}
