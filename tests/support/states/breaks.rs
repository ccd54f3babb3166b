//! Breaks from sitting: Today, its sheets, what is set about reminders, and the check-up.

use unsit_core::LocalDay;
use unsit_core::app::{
    AtLogin, Break, BreakSheet, BreakWindow, Busy, Channel, ChannelState, Control, FailureReason, HoursEdit, LoginProblem, Message, Screen,
    Seen, Start, StoreFailure, Waking,
};
use unsit_core::breaks::{Holiday, Outcome, Pause, Reason, ReminderChange, Snooze, Weekday};
use unsit_core::phone::{PhoneFile, Reading};

use super::super::world::World;
use super::State;

pub(super) const SERVER: &str = "dunst";
pub(super) const MONITOR: &str = "Mutter";
pub(super) const SESSION: &str = "logind";
pub(super) const MANAGERS: &str = "GNOME, X11";
pub(super) const IN_CALL: &str = "Firefox";
pub(super) const NO_SERVER: &str = "no program of this desktop shows notifications (The name is not activatable).";
pub(super) const PROGRAM: &str = "/home/ada/Downloads/unsit";
pub(super) const NOBODY: &str = "Connection refused (os error 111)";

/// Each begins as somebody has just sat down.
pub(super) const STATES: &[State] = &[
    ("breaks-today", |world| {
        hours_of_breaks(world);
    }),
    ("breaks-today-begun", |_| {}),
    ("breaks-today-due", |world| {
        hear_of_notifications(world);
        hours_of_breaks(world);
        world.wait(25.0 * 60.0);
    }),
    ("breaks-today-rest", |world| {
        hours_of_breaks(world);
        world.tell(Message::Break(Break::RestToday(true)));
    }),
    ("breaks-today-flare-up", |world| {
        hours_of_breaks(world);
        world.tell(Message::Break(Break::FlareUpToday(true)));
    }),
    ("breaks-today-paused", |world| {
        hours_of_breaks(world);
        world.tell(Message::Break(Break::Pause(Pause::TwoHours)));
    }),
    ("breaks-today-evening", |world| {
        hours_of_breaks(world);
        world.wait(7.0 * 3600.0);
    }),
    ("breaks-due", |world| {
        hours_of_breaks(world);
        world.wait(25.0 * 60.0);
        world.tell(Message::Break(Break::Open(BreakSheet::Due)));
    }),
    ("breaks-hurts", |world| {
        hours_of_breaks(world);
        world.wait(62.0 * 60.0);
        world.tell(Message::Break(Break::Skip(Reason::new("hurts"))));
    }),
    ("breaks-correct", |world| {
        hours_of_breaks(world);
        let missed = world.model().watch.rows.iter().find(|row| row.outcome == Some(Outcome::Missed)).map(|row| row.id);
        world.tell(Message::Break(Break::Open(BreakSheet::Correct(missed.expect("one was missed")))));
    }),
    ("breaks-pause", |world| {
        hours_of_breaks(world);
        world.tell(Message::Break(Break::Open(BreakSheet::Pause)));
    }),
    ("breaks-settings", |world| {
        some_hours(world);
        world.tell(Message::Show(Screen::Settings));
    }),
    ("breaks-settings-fine", |world| {
        hear_of_notifications(world);
        world.tell(Message::Show(Screen::Settings));
    }),
    ("breaks-hours", |world| {
        some_hours(world);
        world.tell(Message::Show(Screen::Settings));
        world.tell(Message::Break(Break::Open(BreakSheet::Hours(Weekday::Mon))));
    }),
    ("breaks-hours-odd", |world| {
        some_hours(world);
        world.tell(Message::Show(Screen::Settings));
        world.tell(Message::Break(Break::Open(BreakSheet::Hours(Weekday::Fri))));
        let odd = HoursEdit::Put { day: Weekday::Fri, place: 0, start: "09:00".to_owned(), end: "09:00".to_owned() };
        world.tell(Message::Break(Break::Hours(odd)));
    }),
    ("breaks-day-off", |world| {
        world.tell(Message::Show(Screen::Settings));
        world.tell(Message::Break(Break::Open(BreakSheet::DayOff)));
    }),
    ("breaks-checkup", |world| {
        hours_of_breaks(world);
        let missing = ChannelState::Missing { why: "there is none".to_owned() };
        world.tell(Message::Report { channel: Channel::Tray, state: missing });
        world.tell(Message::Show(Screen::Checkup));
    }),
    ("breaks-checkup-fine", |world| {
        hours_of_breaks(world);
        hear_of_notifications(world);
        log_in(world, true, None);
        world.tell(Message::Show(Screen::Checkup));
    }),
    ("breaks-checkup-call", |world| {
        hours_of_breaks(world);
        hear_of_notifications(world);
        world.tell(Message::Seen(Seen::Busy(Some(Busy::Held { by: IN_CALL.to_owned() }))));
        world.tell(Message::Show(Screen::Checkup));
    }),
    ("breaks-checkup-quiet", |world| {
        hours_of_breaks(world);
        hear_of_notifications(world);
        world.tell(Message::DoNotDisturb(Some(true)));
        world.tell(Message::Show(Screen::Checkup));
    }),
    ("breaks-checkup-faults", |world| {
        hours_of_breaks(world);
        world.restart_finding(be_a_window);
        let why = NO_SERVER.to_owned();
        world.tell(Message::Report { channel: Channel::Notifications, state: ChannelState::Missing { why } });
        log_in(world, true, Some(LoginProblem::Gone { program: PROGRAM.to_owned() }));
        world.tell(Message::Show(Screen::Checkup));
    }),
    ("breaks-checkup-phone", |world| {
        hours_of_breaks(world);
        world.restart_finding(be_a_phone);
        hear_of_a_phone(world, ChannelState::Forbidden, &ChannelState::Forbidden);
        world.tell(Message::Show(Screen::Checkup));
    }),
    ("breaks-checkup-phone-fine", |world| {
        hours_of_breaks(world);
        world.restart_finding(be_a_phone);
        let ready = ChannelState::Ready { name: String::new() };
        hear_of_a_phone(world, ready.clone(), &ready);
        world.tell(Message::Show(Screen::Checkup));
    }),
    ("breaks-checkup-phone-lost", |world| {
        hours_of_breaks(world);
        world.restart_finding(be_a_phone);
        let ready = ChannelState::Ready { name: String::new() };
        hear_of_a_phone(world, ready.clone(), &ready);
        world.tell(Message::PhoneFile(PhoneFile::Written(false)));
        world.tell(Message::PhoneFile(PhoneFile::Read(Reading::Damaged { entries: 2 })));
        world.tell(Message::Show(Screen::Checkup));
    }),
    ("breaks-checkup-off", |world| {
        hear_of_notifications(world);
        log_in(world, false, None);
        world.tell(Message::Break(Break::Change(ReminderChange::Enabled(false))));
        world.tell(Message::Show(Screen::Checkup));
    }),
    ("breaks-checkup-paused", |world| {
        hours_of_breaks(world);
        hear_of_notifications(world);
        log_in(world, false, None);
        world.tell(Message::Break(Break::Pause(Pause::TwoHours)));
        world.tell(Message::Show(Screen::Checkup));
    }),
    ("breaks-settings-login", |world| {
        hear_of_notifications(world);
        log_in(world, true, Some(LoginProblem::NoAgent));
        world.tell(Message::Show(Screen::Settings));
    }),
    ("breaks-settings-phone", |world| {
        world.restart_finding(be_a_phone);
        let ready = ChannelState::Ready { name: String::new() };
        hear_of_a_phone(world, ready.clone(), &ready);
        world.tell(Message::Report { channel: Channel::Steps, state: ready });
        world.tell(Message::Break(Break::Change(ReminderChange::CountSteps(true))));
        world.tell(Message::Show(Screen::Settings));
    }),
    ("breaks-checkup-phone-steps", |world| {
        hours_of_breaks(world);
        world.restart_finding(be_a_phone);
        let ready = ChannelState::Ready { name: String::new() };
        hear_of_a_phone(world, ready.clone(), &ready);
        world.tell(Message::Report { channel: Channel::Steps, state: ChannelState::Forbidden });
        world.tell(Message::Break(Break::Change(ReminderChange::CountSteps(true))));
        world.tell(Message::Show(Screen::Checkup));
    }),
    ("breaks-window", |world| {
        hours_of_breaks(world);
        world.wait(25.0 * 60.0);
        world.restart_finding(be_the_break_window);
    }),
    ("breaks-window-trouble", |world| {
        hours_of_breaks(world);
        world.wait(25.0 * 60.0);
        world.restart_finding(be_the_break_window);
        let detail = NOBODY.to_owned();
        world.tell(Message::NotAsked(StoreFailure { reason: FailureReason::Busy, detail }));
    }),
];

/// A Thursday from five to nine in the morning until the afternoon, with a break of each kind.
fn hours_of_breaks(world: &World) {
    world.wait(18.0 * 3600.0 + 49.0 * 60.0);
    let press = |deed| world.tell(Message::Break(deed));
    let hour = 3600.0;
    world.wait(hour + 300.0);
    world.play("quick-bridge");
    world.wait(hour);
    press(Break::Later(Snooze::new(10)));
    world.wait(700.0);
    world.tell(Message::Start(Start::routine("bridge-and-donkey-kicks")));
    world.wait(80.0);
    world.tell(Message::Control(Control::Stop));
    world.tell(Message::CloseFinished);
    world.wait(hour);
    press(Break::Skip(Reason::new("in-call")));
    world.wait(2.1 * hour);
    press(Break::Moved);
    world.wait(42.0 * 60.0);
}

fn some_hours(world: &World) {
    let edit = |edit| world.tell(Message::Break(Break::Hours(edit)));
    let put = |day, place, start: &str, end: &str| edit(HoursEdit::Put { day, place, start: start.to_owned(), end: end.to_owned() });
    put(Weekday::Mon, 0, "09:00", "12:30");
    edit(HoursEdit::Add(Weekday::Mon));
    put(Weekday::Mon, 1, "13:30", "17:30");
    put(Weekday::Fri, 0, "20:00", "02:00");
    let days = Holiday::new(day("2025-07-14").0, day("2025-07-25").0);
    world.tell(Message::Break(Break::AddHoliday(days.expect("a fortnight"))));
}

fn hear_of_notifications(world: &World) {
    let found = [
        (Channel::Notifications, SERVER),
        (Channel::Presence, MONITOR),
        (Channel::Sleep, SESSION),
        (Channel::Calls, MANAGERS),
        (Channel::Tray, ""),
    ];
    for (channel, name) in found {
        world.tell(Message::Report { channel, state: ChannelState::Ready { name: name.to_owned() } });
    }
}

fn log_in(world: &World, on: bool, problem: Option<LoginProblem>) {
    world.tell(Message::AtLogin(AtLogin { on, problem }));
}

fn be_a_phone(waking: &mut Waking) {
    if let Some(breaks) = &mut waking.breaks {
        breaks.plans_ahead = true;
    }
}

fn hear_of_a_phone(world: &World, notifications: ChannelState, others: &ChannelState) {
    world.tell(Message::Report { channel: Channel::Notifications, state: notifications });
    for channel in [Channel::Alarms, Channel::Quiet, Channel::Background] {
        world.tell(Message::Report { channel, state: others.clone() });
    }
}

fn be_a_window(waking: &mut Waking) {
    break_window(waking, BreakWindow::Elsewhere);
}

fn be_the_break_window(waking: &mut Waking) {
    break_window(waking, BreakWindow::Here);
    // Another process has counted, and watches.
    waking.breaks.as_mut().expect("somebody watches").watches = false;
}

fn break_window(waking: &mut Waking, is: BreakWindow) {
    waking.breaks.as_mut().expect("somebody watches").break_window = is;
}

fn day(text: &str) -> LocalDay {
    LocalDay(text.parse().expect("a day"))
}
