//! Writes every screen and state as an HTML file, to look at in a browser: `cargo run --example render -- target/screens`.

#[path = "../tests/support/world.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod world;

use std::path::Path;
use std::{env, fs, io};

use dioxus::prelude::VirtualDom;
use unsit_app::ui::App;
use unsit_core::app::{Appearance, Change, Channel, ChannelState, Control, FailureReason, Message, Screen, Start, StoreFailure};
use unsit_core::text::Language;

use self::world::World;

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| "target/screens".to_owned());
    fs::create_dir_all(&folder)?;
    for (name, prepare) in STATES {
        for look in [Appearance::Light, Appearance::Dark] {
            for language in Language::ALL {
                let world = World::new();
                world.tell(Message::Change(Change::Appearance(look)));
                world.tell(Message::Change(Change::Language(Some(language))));
                prepare(&world);
                let file = format!("{name}-{}-{}.html", look.id(), language.tag());
                fs::write(Path::new(&folder).join(file), html(&world))?;
            }
        }
    }
    Ok(())
}

fn html(world: &World) -> String {
    let mut window = VirtualDom::new(App).with_root_context(world.shell());
    window.rebuild_in_place();
    let body = dioxus_ssr::render(&window);
    let meta = r#"<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">"#;
    format!("<!doctype html><html><head>{meta}</head><body>{body}</body></html>")
}

type State = (&'static str, fn(&World));

const STATES: &[State] = &[
    ("today-empty", |_| {}),
    ("today", |world| {
        three_days(world);
    }),
    ("today-offer", |world| {
        start(world, "quick-bridge", 30.0);
        world.restart();
    }),
    ("today-notice", |world| {
        let why = StoreFailure { reason: FailureReason::DiskFull, detail: "/home/ada/.local/share/unsit/unsit.db".to_owned() };
        world.tell(Message::SettingsNotSaved(why));
    }),
    ("routines", |world| world.tell(Message::Show(Screen::Routines))),
    ("routine-kicks", |world| show(world, "bridge-and-donkey-kicks")),
    ("routine-desk", |world| show(world, "at-the-desk")),
    ("routine-full", |world| show(world, "release-and-strengthen")),
    ("history-empty", |world| world.tell(Message::Show(Screen::History))),
    ("history", |world| {
        three_days(world);
        world.tell(Message::Show(Screen::History));
    }),
    ("settings", |world| {
        world.tell(Message::Report { channel: Channel::Sound, state: ChannelState::Ready { name: "Built-in Audio".to_owned() } });
        world.tell(Message::Show(Screen::Settings));
    }),
    ("settings-missing", |world| {
        let why = "This device has no voice. Install espeak-ng, then start Unsit again.".to_owned();
        world.tell(Message::Report { channel: Channel::Voice, state: ChannelState::Missing { why } });
        world.tell(Message::Change(Change::Sound(false)));
        world.tell(Message::Show(Screen::Settings));
    }),
    ("guide-ready", |world| start(world, "quick-bridge", 11.5)),
    ("guide-lift", |world| start(world, "quick-bridge", 16.2)),
    ("guide-hold", |world| start(world, "quick-bridge", 21.0)),
    ("guide-lower", |world| start(world, "quick-bridge", 27.4)),
    ("guide-rest", |world| start(world, "quick-bridge", 30.0)),
    ("guide-paused", |world| {
        start(world, "quick-bridge", 42.0);
        world.tell(Message::Control(Control::Pause));
    }),
    ("guide-stop", |world| {
        start(world, "quick-bridge", 42.0);
        world.tell(Message::AskToStop);
    }),
    ("guide-change", |world| start(world, "bridge-and-donkey-kicks", 70.0)),
    ("guide-kick-one", |world| start(world, "bridge-and-donkey-kicks", 88.0)),
    ("guide-kick-switch", |world| start(world, "bridge-and-donkey-kicks", 134.0)),
    ("guide-kick-other", |world| start(world, "bridge-and-donkey-kicks", 143.0)),
    ("guide-desk", |world| start(world, "at-the-desk", 10.0)),
    ("guide-roll", |world| start(world, "release-and-strengthen", 30.0)),
    ("finished", |world| start(world, "quick-bridge", 100.0)),
    ("finished-early", |world| {
        start(world, "bridge-and-donkey-kicks", 95.0);
        world.tell(Message::Control(Control::Stop));
    }),
    ("finished-nothing", |world| {
        start(world, "quick-bridge", 3.0);
        world.tell(Message::Control(Control::Stop));
    }),
];

fn show(world: &World, routine: &str) {
    world.tell(Message::Show(Screen::Routine(routine.into())));
}

fn start(world: &World, routine: &str, seconds: f64) {
    world.tell(Message::Start(Start::routine(routine)));
    world.wait(seconds);
}

/// A session the day before yesterday, two yesterday of which one ended early, two today.
fn three_days(world: &World) {
    const HOUR: f64 = 3600.0;
    world.play("quick-bridge");
    world.wait(20.0 * HOUR);
    start(world, "quick-bridge", 45.0);
    world.tell(Message::Control(Control::Stop));
    world.wait(HOUR);
    world.play("bridge-and-donkey-kicks");
    world.wait(21.0 * HOUR);
    world.play("quick-bridge");
    world.wait(3.0 * HOUR);
    world.play("at-the-desk");
}
