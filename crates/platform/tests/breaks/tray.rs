//! The icon in the tray over a day: what it says, what its menu does, and how often it changes.

use std::fmt::Write;

use insta::{assert_debug_snapshot, assert_snapshot};
use proptest::prelude::*;
use unsit_core::app::view::{TrayEntry, TrayView};
use unsit_core::app::{Break, BreaksLeft, Busy, Change, Channel, ChannelState, Effect, Message, Opening, Seen, TrayDeed, Waking};
use unsit_core::breaks::{Pause, ReminderChange};
use unsit_core::text::Language;
use unsit_core::{Millis, Mono, Now};
use unsit_platform::fake::World;
use uuid::Uuid;

use crate::day::{Living, at};

#[test]
fn it_says_when_the_next_break_is_and_why_there_is_none() {
    for language in Language::ALL {
        let mut day = Day::at("08:58");
        day.message(Message::Change(Change::Language(Some(language))));
        day.until("10:00");
        day.message(Message::Tray(TrayDeed::Later));
        day.until("10:11");
        day.message(Message::Tray(TrayDeed::Moved));
        day.until("10:20");
        day.message(Message::Tray(TrayDeed::Pause(Pause::TwoHours)));
        day.until("12:25");
        let since = day.world.now().mono;
        day.message(Message::Seen(Seen::Idle { since }));
        day.until("12:29");
        day.message(Message::Seen(Seen::Active));
        day.until("13:00");
        day.message(Message::Break(Break::RestToday(true)));
        day.until("14:00");
        day.message(Message::Tray(TrayDeed::GoOn));
        day.until("14:02");
        day.message(Message::Break(Break::Change(ReminderChange::Enabled(false))));
        day.until("14:10");
        day.message(Message::Break(Break::Change(ReminderChange::Enabled(true))));
        day.until("18:30");
        assert_snapshot!(format!("day_{}", language.tag()), day.said());
    }
}

#[test]
fn its_menu_offers_what_can_be_done_now() {
    for language in Language::ALL {
        let mut day = Day::at("09:40");
        day.message(Message::Change(Change::Language(Some(language))));
        let counting = day.tray();
        day.until("10:45");
        let due = day.tray();
        day.message(Message::Tray(TrayDeed::Pause(Pause::OneHour)));
        let paused = day.tray();
        assert_debug_snapshot!(format!("menu_{}", language.tag()), (counting, due, paused));
    }
}

#[test]
fn each_entry_does_what_it_says() {
    let mut day = Day::at("09:00");
    let windows = |day: &mut Day, deed| {
        day.message(Message::Tray(deed));
        std::mem::take(&mut day.effects)
    };
    assert_eq!(windows(&mut day, TrayDeed::Open), [Effect::OpenWindow(Opening::Any)]);
    assert_eq!(windows(&mut day, TrayDeed::Start), [Effect::OpenWindow(Opening::Start)]);
    assert_eq!(windows(&mut day, TrayDeed::Quit), [Effect::Quit]);
    day.until("10:05");
    day.message(Message::Tray(TrayDeed::Later));
    assert_eq!(day.world.model().watch.open().unwrap().snoozes, 1);
    day.message(Message::Tray(TrayDeed::Moved));
    assert!(day.world.model().watch.open().is_none());
    let until = |day: &Day| day.world.model().watch.reminders().pause_until;
    for (pause, end) in [(Pause::OneHour, "11:05"), (Pause::TwoHours, "12:05"), (Pause::FourHours, "14:05")] {
        day.message(Message::Tray(TrayDeed::Pause(pause)));
        assert_eq!(until(&day), Some(at(end)));
    }
    day.message(Message::Tray(TrayDeed::GoOn));
    assert_eq!(until(&day), None);
    day.message(Message::Break(Break::RestToday(true)));
    day.until("10:06");
    day.message(Message::Tray(TrayDeed::GoOn));
    assert!(until(&day).is_none() && !day.world.model().watch.rests_on(day.world.model().today()), "today is no day of rest any more");
}

#[test]
fn there_is_none_without_a_tray_or_with_a_window() {
    let mut day = Day::at("09:00");
    assert!(day.world.wants().tray.is_some());
    for state in [ChannelState::Unknown, ChannelState::Missing { why: String::new() }, ChannelState::Unsupported] {
        day.message(Message::Report { channel: Channel::Tray, state });
        assert_eq!(day.world.wants().tray, None);
    }
    let day = Day::of("09:00", false);
    assert_eq!(day.world.wants().tray, None, "a window has no icon");
}

#[test]
fn the_loop_wakes_when_the_hours_begin_and_not_once_before() {
    let mut day = Day::at("05:00");
    day.wakes = 0;
    day.until("08:59");
    assert_eq!(day.wakes, 0);
    day.until("09:00");
    assert_eq!(day.wakes, 1);
    assert_eq!(day.tray().status, "Next break at 10:00");
}

/// An agent runs all day: each time that it wakes a processor costs somebody's battery.
#[test]
fn in_active_hours_the_loop_wakes_every_five_minutes_and_for_a_break() {
    let mut day = Day::at("09:00");
    day.until("09:01");
    (day.wakes, day.kept) = (0, 0);
    day.until("10:01");
    assert_eq!((day.wakes, day.kept), (12, 12), "every five minutes; the break of 10:00 comes with one of them");
}

#[test]
fn nothing_wakes_the_loop_while_nobody_is_there() {
    let mut day = Day::at("09:30");
    day.message(Message::Seen(Seen::Idle { since: day.world.now().mono }));
    (day.wakes, day.kept) = (0, 0);
    day.until("17:29");
    assert_eq!((day.wakes, day.kept), (0, 0));
    assert_eq!(day.tray().status, "Away from the desk");
    day.until("17:30");
    assert_eq!((day.wakes, day.tray().status.as_str()), (1, "Outside your hours"));
}

#[test]
fn a_break_that_a_call_holds_back_is_told_as_such_when_its_time_has_come() {
    let mut day = Day::at("09:01");
    day.message(Message::Seen(Seen::Busy(Some(Busy::FullScreen))));
    day.until("10:00");
    assert_eq!(day.tray().status, "Next break at 10:01");
    day.until("10:01");
    assert_eq!(day.tray().status, "Next break soon");
}

#[test]
fn a_clock_that_is_set_is_followed_at_once() {
    let mut day = Day::at("05:00");
    day.world.set_wall_and_say_so(at("11:00"));
    day.settle();
    assert_eq!(day.tray().status, "Next break at 12:00");
    day.world.set_wall_and_say_so(at("17:45"));
    day.settle();
    assert_eq!(day.tray().status, "Outside your hours");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Whatever a person does: by itself it tells of another break only when the one that it told of has come, and it never tells
    /// of one that has passed.
    #[test]
    fn the_break_that_it_tells_of_stays_until_it_comes(deeds in prop::collection::vec((deed(), 1_u64..10_000_000), 1..12)) {
        let mut day = Day::at("08:30");
        for (deed, later) in deeds {
            day.message(Message::Tray(deed));
            let begun = day.changes.len();
            day.pass(Millis(later));
            for pair in day.changes[begun.saturating_sub(1)..].windows(2) {
                let Some(promised) = promised(&pair[0].1) else { continue };
                let changed = pair[1].0.local().format("%H:%M").to_string();
                prop_assert_eq!(promised, changed, "{}", day.said());
            }
            if let TrayEntry::Told(line) = &day.tray().menu[0][0] {
                prop_assert_eq!(line, &day.tray().status);
            }
        }
    }
}

/// The time of the break that it tells of.
fn promised(view: &TrayView) -> Option<String> {
    let time = view.status.strip_prefix("Next break at ")?;
    // One of another day has its name before the time; the end of the hours puts another line in its place.
    time.starts_with(|first: char| first.is_ascii_digit()).then(|| format!("{time:0>5}"))
}

fn deed() -> impl Strategy<Value = TrayDeed> {
    prop_oneof![
        Just(TrayDeed::Later),
        Just(TrayDeed::Moved),
        Just(TrayDeed::GoOn),
        (0..Pause::ALL.len()).prop_map(|place| TrayDeed::Pause(Pause::ALL[place])),
    ]
}

// ---- a day ----

/// A Monday of an agent on a desktop with a tray.
struct Day {
    world: World,
    /// Each thing that the icon said, and since when.
    changes: Vec<(Now, TrayView)>,
    lines: String,
    effects: Vec<Effect>,
    wakes: usize,
    /// How often the sitting was kept.
    kept: usize,
}

impl Day {
    fn at(time: &str) -> Self {
        Self::of(time, true)
    }

    fn of(time: &str, windowless: bool) -> Self {
        let world = World::started(at(time), Mono(3_600_000));
        let mut day = Self { world, changes: vec![], lines: String::new(), effects: vec![], wakes: 0, kept: 0 };
        let left = BreaksLeft { watches: true, windowless, ..BreaksLeft::default() };
        day.message(Message::Woken(Box::new(Waking { device: Uuid::from_u128(0xd1), breaks: Some(left), ..Waking::default() })));
        for channel in [Channel::Tray, Channel::Notifications] {
            day.message(Message::Report { channel, state: ChannelState::Ready { name: String::new() } });
        }
        day
    }

    fn said(&self) -> &str {
        &self.lines
    }

    fn tray(&self) -> TrayView {
        self.world.wants().tray.unwrap()
    }
}

impl Living for Day {
    fn world(&mut self) -> &mut World {
        &mut self.world
    }

    fn woke(&mut self) {
        self.wakes += 1;
    }

    fn settle(&mut self) {
        for deed in self.world.deeds() {
            match deed.effect {
                Effect::SaveFacts(facts) => self.world.send(Message::FactsSaved(facts.iter().map(|fact| fact.id).collect())),
                Effect::KeepSitting(_) => self.kept += 1,
                effect @ (Effect::OpenWindow(_) | Effect::Quit) => self.effects.push(effect),
                _ => {}
            }
        }
        let Some(view) = self.world.wants().tray else { return };
        if self.changes.last().is_none_or(|(_, last)| last.status != view.status) {
            let time = self.world.now().local().format("%H:%M").to_string();
            let mark = if view.is_due { " (!)" } else { "" };
            writeln!(self.lines, "{time} {}{mark}", view.status).unwrap();
        }
        if self.changes.last().is_none_or(|(_, last)| *last != view) {
            self.changes.push((self.world.now(), view));
        }
    }
}
