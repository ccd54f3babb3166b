//! What the screens show of breaks.

use chrono::Weekday;
use insta::assert_debug_snapshot;
use unsit_core::Millis;
use unsit_core::app::{Break, BreakSheet, Busy, Change, Channel, ChannelState, HoursEdit, Message, Seen, view};
use unsit_core::breaks::{Pause, ReminderChange, Snooze};
use unsit_core::text::Language;

use crate::day::{Day, Living, skip};

#[test]
fn today_with_a_break_of_each_kind() {
    for language in Language::ALL {
        let mut day = Day::at("09:00");
        day.message(Message::Change(Change::Language(Some(language))));
        day.until("10:00");
        day.send(Break::Start);
        day.pass(Millis::from_secs(67));
        day.until("11:02");
        day.send(Break::Later(Snooze::new(10)));
        day.until("11:15");
        day.send(skip("in-call"));
        day.until("13:05");
        day.send(Break::Moved);
        day.until("13:40");
        let model = day.world.model();
        assert_debug_snapshot!(format!("today_{}", language.tag()), (view::sitting(model), view::timeline(model)));
    }
}

#[test]
fn a_break_that_is_due_and_its_sheet() {
    let mut day = Day::at("09:00");
    day.until("10:07");
    let model = day.world.model();
    assert_debug_snapshot!((view::sitting(model).unwrap(), view::break_sheet(model).unwrap()));
}

#[test]
fn the_dial_when_nothing_counts() {
    let mut shown = Vec::new();
    for deed in [None, Some(Break::Pause(Pause::OneHour)), Some(Break::RestToday(true))] {
        let mut day = Day::at("09:00");
        if let Some(deed) = deed {
            day.send(deed);
        }
        shown.push(view::sitting(day.world.model()).map(|view| (view.state, view.next, view.resume)));
    }
    let mut day = Day::at("09:00");
    day.until("18:00");
    shown.push(view::sitting(day.world.model()).map(|view| (view.state, view.next, view.resume)));
    assert_debug_snapshot!(shown);
}

#[test]
fn settings_hours_and_the_check_up() {
    let mut day = Day::at("09:00");
    day.until("10:30");
    day.send(Break::Hours(HoursEdit::Add(Weekday::Mon)));
    day.send(Break::Open(BreakSheet::Hours(Weekday::Mon)));
    let model = day.world.model();
    assert_debug_snapshot!((view::reminders(model), view::break_sheet(model), view::checkup(model)));
}

#[test]
fn the_check_up_says_when_the_desktop_holds_reminders_back() {
    let mut shown = Vec::new();
    for language in Language::ALL {
        let mut day = Day::at("09:00");
        day.message(Message::Change(Change::Language(Some(language))));
        let mut show = |day: &Day| {
            let checkup = view::checkup(day.world.model());
            let quiet = checkup.checks.into_iter().find(|check| check.icon == "mute");
            shown.push((checkup.title, quiet.map(|check| (check.title, check.detail, check.verdict))));
        };
        day.message(Message::DoNotDisturb(Some(true)));
        show(&day);
        for name in ["Plasma", "dunst"] {
            day.message(Message::Report { channel: Channel::Notifications, state: ChannelState::Ready { name: name.to_owned() } });
            for told in [None, Some(false), Some(true)] {
                day.message(Message::DoNotDisturb(told));
                show(&day);
            }
        }
    }
    assert_debug_snapshot!(shown);
}

#[test]
fn the_check_up_says_by_what_somebody_is_noticed_and_what_reminders_wait_for() {
    let mut day = Day::at("09:00");
    let mut shown = Vec::new();
    let mut show = |day: &Day| {
        let checks = view::checkup(day.world.model()).checks;
        let checks = checks.into_iter().filter(|check| ["chair", "camera"].contains(&check.icon));
        shown.push((view::reminders(day.world.model()).waits, checks.map(|check| (check.detail, check.verdict)).collect::<Vec<_>>()));
    };
    show(&day);
    for (channel, name) in [(Channel::Sleep, "logind"), (Channel::Presence, "Wayland"), (Channel::Calls, "KDE")] {
        day.message(Message::Report { channel, state: ChannelState::Ready { name: name.to_owned() } });
        show(&day);
    }
    for busy in [Busy::FullScreen, Busy::Held { by: "Firefox".to_owned() }] {
        day.message(Message::Seen(Seen::Busy(Some(busy))));
        show(&day);
    }
    day.send(Break::Change(ReminderChange::QuietInCall(false)));
    show(&day);
    day.message(Message::Report { channel: Channel::Sleep, state: ChannelState::Missing { why: String::new() } });
    show(&day);
    assert_debug_snapshot!(shown);
}
