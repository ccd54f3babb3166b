//! Writes every screen and state as an HTML file, to look at in a browser: `cargo run --example render -- target/screens`.

#[path = "../tests/support/world.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod world;

use std::path::Path;
use std::{env, fs, io};

use dioxus::prelude::VirtualDom;
use serde_json::json;
use unsit_app::ui::App;
use unsit_core::LocalDay;
use unsit_core::app::{
    Answer, Appearance, Build, Change, Channel, ChannelState, Control, Draft, FailureReason, FirstRun, Leaf, LearnPage, Message,
    SafetyPage, Screen, Start, StepChange, StepKey, StoreFailure,
};
use unsit_core::content::Group;
use unsit_core::record::Month;
use unsit_core::text::Language;

use self::world::World;

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| "target/screens".to_owned());
    fs::create_dir_all(&folder)?;
    for (name, prepare) in STATES {
        for look in [Appearance::Light, Appearance::Dark] {
            for language in Language::ALL {
                let world = if name.starts_with("first") { World::first() } else { World::new() };
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
    // A browser sets these as properties.
    let body = dioxus_ssr::render(&window)
        .replace("initial_value=", "value=")
        .replace("initial_selected=true", "selected")
        .replace("initial_selected=false", "");
    let meta = r#"<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">"#;
    // A browser shows what a field begins with only under its own name for it.
    let body = body.replace(" initial_value=", " value=");
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
    ("today-version", |world| {
        world.tell(Message::NewVersion);
    }),
    ("routines", |world| world.tell(Message::Show(Screen::Routines))),
    ("routine-kicks", |world| show(world, "bridge-and-donkey-kicks")),
    ("routine-desk", |world| show(world, "at-the-desk")),
    ("routine-full", |world| show(world, "release-and-strengthen")),
    ("routine-own", |world| {
        let id = own(world);
        show(world, &id);
    }),
    ("routines-own", |world| {
        own(world);
        world.tell(Message::Show(Screen::Routines));
    }),
    ("routines-kept", |world| {
        own(world);
        let step = json!({"exercise": "headstand", "holds": 3, "hold_s": 10});
        world.store("routine.own-0197ac2168407dbead14b0e6ef47c81c", json!({"version": 1, "name": "Circus", "steps": [step]}));
        world.store("routine.own-0197ac2168407dbead14b0e6ef47c81d", json!({"version": 1, "name": "Torn", "steps": []}));
        world.restart();
        world.tell(Message::Show(Screen::Routines));
    }),
    ("routines-deleted", |world| {
        let id = own(world);
        build(world, Build::Delete(id.as_str().into()));
    }),
    ("builder-new", |world| build(world, Build::New)),
    ("builder", |world| {
        begin(world);
        build(world, Build::Toggle(StepKey(1)));
    }),
    ("builder-long", |world| {
        build(world, Build::Copy { routine: "release-and-strengthen".into(), variant: None });
        build(world, Build::Toggle(StepKey(6)));
    }),
    ("builder-removed", |world| {
        begin(world);
        build(world, Build::Remove(StepKey(1)));
    }),
    ("builder-refused", |world| {
        build(world, Build::New);
        build(world, Build::Save);
    }),
    ("builder-leaving", |world| {
        begin(world);
        world.tell(Message::Show(Screen::Today));
    }),
    ("exercises", |world| {
        begin(world);
        world.tell(Message::Show(Screen::Exercises));
    }),
    ("history-empty", |world| world.tell(Message::Show(Screen::History))),
    ("history", |world| {
        three_days(world);
        world.tell(Message::Show(Screen::History));
    }),
    ("history-weeks", weeks),
    ("history-july", |world| {
        weeks(world);
        world.tell(Message::Leaf(Leaf::Month(Month::of(day("2025-06-01")))));
    }),
    ("history-day", |world| {
        weeks(world);
        world.tell(Message::Leaf(Leaf::Day(day("2025-07-23"))));
    }),
    ("history-day-none", |world| {
        weeks(world);
        world.tell(Message::Leaf(Leaf::Day(day("2025-06-29"))));
    }),
    ("history-session", |world| open(world, 0)),
    ("history-session-long", |world| open(world, 1)),
    ("history-log", |world| {
        weeks(world);
        world.tell(Message::Leaf(Leaf::Log { day: None }));
    }),
    ("history-log-wrong", |world| {
        weeks(world);
        world.tell(Message::Leaf(Leaf::Log { day: None }));
        let draft = Draft { day: "2031-01-01".to_owned(), time: String::new(), held: vec!["400".to_owned()] };
        world.tell(Message::Leaf(Leaf::Submit(draft)));
    }),
    ("history-correct", |world| {
        open(world, 1);
        world.tell(Message::Leaf(Leaf::Correct));
    }),
    ("history-undo", |world| {
        open(world, 1);
        world.tell(Message::Leaf(Leaf::Delete));
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
    ("first-1", |_| {}),
    ("first-2", |world| go_on(world, 1)),
    ("first-3", |world| {
        go_on(world, 2);
        answer(world, "numb-saddle", false);
        answer(world, "bladder-bowel", false);
        answer(world, "leg-weakness", false);
    }),
    ("first-5", |world| {
        go_on(world, 2);
        world.tell(Message::Answer(Answer::NoToTheRest(Group::Emergency)));
        go_on(world, 1);
        world.tell(Message::Answer(Answer::NoToTheRest(Group::Clinician)));
        go_on(world, 1);
        answer(world, "pregnancy", true);
        answer(world, "wrist-pain", true);
    }),
    ("first-stop", |world| {
        go_on(world, 2);
        answer(world, "chest-pain", true);
        world.tell(Message::Answer(Answer::NoToTheRest(Group::Emergency)));
        go_on(world, 1);
    }),
    ("check", |world| {
        answer(world, "major-trauma", false);
        answer(world, "fever", true);
        answer(world, "wrist-pain", true);
        answer(world, "disc-herniation", true);
        answer(world, "knee-pain", false);
        world.tell(Message::Show(Screen::Safety(SafetyPage::Check)));
    }),
    ("stop-emergency", |world| {
        answer(world, "major-trauma", true);
        world.tell(Message::Show(Screen::Safety(SafetyPage::Stop)));
    }),
    ("stop-clinician", |world| {
        answer(world, "recent-surgery", true);
        answer(world, "night-pain", true);
        world.tell(Message::Show(Screen::Safety(SafetyPage::Stop)));
    }),
    ("today-clinician", |world| answer(world, "recent-surgery", true)),
    ("today-emergency", |world| answer(world, "chest-pain", true)),
    ("routines-clinician", |world| {
        answer(world, "recent-surgery", true);
        world.tell(Message::Show(Screen::Routines));
    }),
    ("routine-changed", |world| {
        answer(world, "wrist-pain", true);
        answer(world, "disc-herniation", true);
        show(world, "bridge-and-donkey-kicks");
    }),
    ("learn", |world| world.tell(Message::Show(Screen::Learn(LearnPage::All)))),
    ("learn-muscle", |world| {
        answer(world, "osteoporosis", true);
        world.tell(Message::Show(Screen::Learn(LearnPage::Muscle("erector-spinae".into()))));
    }),
    ("learn-topic", |world| world.tell(Message::Show(Screen::Learn(LearnPage::Topic("how-common".into()))))),
    ("learn-clinician", |world| world.tell(Message::Show(Screen::Learn(LearnPage::Clinician)))),
    ("learn-evidence", |world| world.tell(Message::Show(Screen::Learn(LearnPage::Evidence)))),
    ("learn-sources", |world| world.tell(Message::Show(Screen::Learn(LearnPage::Sources)))),
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

fn answer(world: &World, question: &str, yes: bool) {
    world.tell(Message::Answer(Answer::Question { question: question.into(), yes }));
}

/// Goes on some pages in the first run.
fn go_on(world: &World, pages: usize) {
    for _ in 0..pages {
        world.tell(Message::FirstRun(FirstRun::Next));
    }
}

fn build(world: &World, act: Build) {
    world.tell(Message::Build(act));
}

/// A routine in the making.
fn begin(world: &World) {
    build(world, Build::New);
    build(world, Build::Rename("After-lunch reset".to_owned()));
    build(world, Build::Add("bridge".into()));
    build(world, Build::Add("donkey-kick".into()));
    build(world, Build::Change(StepKey(1), StepChange::Count(2)));
    build(world, Build::Change(StepKey(1), StepChange::Rest(4)));
    build(world, Build::Toggle(StepKey(1)));
}

/// The same, stored; its id.
fn own(world: &World) -> String {
    begin(world);
    build(world, Build::Save);
    let key = world.routines().into_keys().next().expect("it was saved");
    key.trim_start_matches("routine.").to_owned()
}

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

/// Four weeks of more and less, the last day today.
fn weeks(world: &World) {
    for (day, sessions) in (0_u32..).zip([1, 2, 0, 3, 4, 6, 0, 1, 1, 2, 3, 0, 5, 7, 2, 1, 0, 3, 2, 6, 1, 2, 2, 0, 4, 1, 3, 2]) {
        for session in 0..sessions {
            if (day + session) % 5 == 3 {
                start(world, "quick-bridge", 45.0);
                world.tell(Message::Control(Control::Stop));
                world.tell(Message::CloseFinished);
                world.wait(1155.0);
            } else {
                world.play(if session % 3 == 1 { "bridge-and-donkey-kicks" } else { "quick-bridge" });
            }
        }
        world.wait(24.0 * 3600.0 - 1200.0 * f64::from(sessions));
    }
    world.play("quick-bridge");
    world.tell(Message::Leaf(Leaf::Log { day: None }));
    let draft = Draft { day: "2025-07-24".to_owned(), time: "13:30".to_owned(), held: vec!["20".to_owned()] };
    world.tell(Message::Leaf(Leaf::Submit(draft)));
    world.tell(Message::Leaf(Leaf::Done));
    world.tell(Message::Show(Screen::History));
}

/// The session at this place of the list.
fn open(world: &World, place: usize) {
    weeks(world);
    let id = world.model().history.sessions[place].id;
    world.tell(Message::Leaf(Leaf::Session(id)));
}

fn day(text: &str) -> LocalDay {
    LocalDay(text.parse().expect("a day of the calendar"))
}
