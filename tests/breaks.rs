//! Breaks from sitting on the screens: the dial, the sheets, the settings, the check-up.

mod support;

use support::{TestDom, World};
use unsit_core::app::{
    AtLogin, Break, BreakSheet, BreakWindow, Channel, ChannelState, HoursEdit, LearnPage, LoginProblem, Message, Opening, Role, Screen,
};
use unsit_core::breaks::{Outcome, Pause, Reason, ReminderChange, Snooze, Weekday};

const HOUR: f64 = 3600.0;

#[test]
fn the_dial_counts_the_minutes_and_says_them() {
    let (world, mut dom) = sit_down();
    world.wait(42.0 * 60.0);
    dom.settle();
    assert_eq!(dom.named("img", "42 of 60 minutes sitting").text(), "42 min sitting");
    assert!(dom.text().contains("next reminder"), "{}", dom.text());
}

#[test]
fn a_break_that_is_due_can_be_started_put_off_or_skipped_from_its_sheet() {
    for (press, told, outcome) in [
        ("20 min", Break::Later(Snooze::new(20)), None),
        ("I already moved", Break::Moved, Some(Outcome::Moved)),
        ("In a call", Break::Skip(Reason::new("in-call")), Some(Outcome::Skipped)),
    ] {
        let (world, mut dom) = due();
        dom.click("button", "Later or skip");
        assert_eq!(dom.with_role("dialog").len(), 1);
        world.told();
        dom.click_in_dialog(press);
        assert_eq!(world.told(), [Message::Break(told)]);
        assert_eq!(world.model().watch.rows[0].outcome, outcome);
        assert_eq!(dom.with_role("dialog").len(), 0, "it closes: {press}");
    }
}

#[test]
fn the_sheet_of_a_break_starts_the_guide_and_its_end_answers_the_break() {
    let (world, mut dom) = due();
    dom.click("button", "Later or skip");
    dom.click_in_dialog("Start Quick bridge 1 min 07 · on your back");
    assert!(world.model().is_in_session());
    world.wait(70.0);
    world.tell(Message::CloseFinished);
    dom.settle();
    assert_eq!(world.model().watch.rows[0].outcome, Some(Outcome::Taken));
    assert!(dom.text().contains("30 of 30 s held"), "{}", dom.text());
}

#[test]
fn escape_closes_the_sheet_and_answers_nothing() {
    let (world, mut dom) = due();
    dom.click("button", "Later or skip");
    dom.click("button", "Close");
    assert_eq!((dom.with_role("dialog").len(), world.model().watch.rows[0].outcome), (0, None));
}

#[test]
fn who_skips_because_something_hurts_is_shown_the_way_to_the_page_on_clinicians() {
    let (world, mut dom) = due();
    dom.click("button", "Later or skip");
    dom.click_in_dialog("Something hurts");
    assert!(dom.text().contains("Then rest"));
    dom.click_in_dialog("Show me");
    assert!(matches!(world.model().screen, Screen::Learn(_)));
}

#[test]
fn getting_up_without_being_asked_is_one_press_and_in_the_list() {
    let (world, mut dom) = sit_down();
    world.wait(30.0 * 60.0);
    dom.settle();
    dom.click("button", "I just got up");
    assert!(dom.text().contains("You got up"), "{}", dom.text());
    assert_eq!(dom.named("img", "0 of 60 minutes sitting").text(), "0 min sitting");
    assert_eq!(world.model().watch.rows.len(), 0, "nothing was offered");
}

#[test]
fn a_missed_break_is_put_right_from_its_line() {
    let (world, mut dom) = due();
    world.wait(1.1 * HOUR);
    dom.settle();
    let missed = world.model().watch.rows[0].clone();
    assert_eq!(missed.outcome, Some(Outcome::Missed));
    dom.click("button", "Put right: Missed, 15:06");
    dom.click_in_dialog("I moved about");
    assert_eq!(world.model().watch.rows[0].outcome, Some(Outcome::Moved));
}

#[test]
fn reminders_are_paused_and_taken_up_again_on_today() {
    let (world, mut dom) = sit_down();
    dom.click("button", "Pause reminders");
    world.told();
    dom.click_in_dialog("2 hours");
    assert_eq!(world.told(), [Message::Break(Break::Pause(Pause::TwoHours))]);
    assert!(dom.text().contains("Reminders go on at 16:06"), "{}", dom.text());
    dom.click("button", "End the pause");
    assert!(!dom.text().contains("Paused"));
}

#[test]
fn today_is_a_day_of_rest_and_is_not_after_all() {
    let (world, mut dom) = sit_down();
    dom.click("button", "Pause reminders");
    dom.click_in_dialog("Rest today");
    assert!(dom.text().contains("Rest day") && world.model().watch.rests_on(world.model().today()));
    dom.click("button", "Remind me today");
    assert!(!world.model().watch.rests_on(world.model().today()));
}

#[test]
fn a_flare_up_is_noted_and_taken_back_and_reminders_go_on() {
    let (world, mut dom) = sit_down();
    dom.click("button", "Pause reminders");
    dom.click_in_dialog("It hurts more today");
    assert!(dom.text().contains("Flare-up today The day keeps your streak."), "{}", dom.text());
    assert!(dom.text().contains(": flare-up"), "the week says so, too");
    assert!(dom.text().contains("next reminder"), "it is no day of rest");
    dom.click("button", "Pause reminders");
    assert!(!dom.text().contains("It hurts more today"), "it is noted once");
    dom.click_in_dialog("Close");
    dom.click("button", "When to see a clinician");
    assert_eq!(world.model().screen, Screen::Learn(LearnPage::Clinician));
    dom.click("button", "Today");
    dom.click("button", "Not after all");
    assert!(!dom.text().contains("Flare-up") && !dom.text().contains(": flare-up"));
    assert!(!world.model().watch.flares_up_on(world.model().today()));
}

#[test]
fn who_skips_a_break_because_something_hurts_can_note_a_flare_up() {
    let (world, mut dom) = sit_down();
    world.wait(61.0 * 60.0);
    dom.settle();
    dom.click("button", "Later or skip");
    dom.click_in_dialog("Something hurts");
    dom.click_in_dialog("It hurts more today");
    assert!(world.model().watch.flares_up_on(world.model().today()));
    assert!(dom.text().contains("Flare-up today"));
}

#[test]
fn the_hours_of_a_day_are_changed_in_a_sheet_and_what_makes_no_sense_is_said() {
    let (world, mut dom) = at_settings();
    dom.click("button", "Mon 9:00 – 17:30: change the hours of Monday");
    dom.click_in_dialog("Add a range");
    assert_eq!(dom.with_role("dialog")[0].role(), Some("dialog"));
    let ranges = world.model().watch.reminders().active.on(Weekday::Mon).len();
    assert_eq!(ranges, 2);
    let odd = HoursEdit::Put { day: Weekday::Mon, place: 0, start: String::new(), end: "12:00".to_owned() };
    world.tell(Message::Break(Break::Hours(odd)));
    dom.settle();
    assert!(dom.text().contains("Please give a start and an end that differ."));
    assert_eq!(world.setting("reminders.active").unwrap()["mon"].as_array().unwrap().len(), 2);
    dom.click_in_dialog("Remove 18:30 – 19:30");
    assert_eq!(world.model().watch.reminders().active.on(Weekday::Mon).len(), 1);
}

#[test]
fn without_reminders_today_is_as_it_was_before_them() {
    let (world, mut dom) = at_settings();
    dom.click("switch", "Remind me");
    assert_eq!(world.told().last(), Some(&Message::Break(Break::Change(ReminderChange::Enabled(false)))));
    world.tell(Message::Show(Screen::Today));
    dom.settle();
    assert!(dom.text().contains("seconds held today") || dom.text().contains("Today's sessions"), "{}", dom.text());
    assert_eq!(dom.with_role("img").len(), 0);
}

#[test]
fn the_check_up_says_what_is_wrong_and_tries_a_reminder_only_where_one_can_be_shown() {
    let (world, mut dom) = at_settings();
    dom.click("button", "Reminder check-up 1 thing keeps reminders from reaching you");
    assert_eq!(world.model().screen, Screen::Checkup);
    assert!(dom.text().contains("One thing keeps reminders from reaching you"), "{}", dom.text());
    assert!(!dom.text().contains("Send a test reminder"));
    let state = ChannelState::Ready { name: "dunst".to_owned() };
    world.tell(Message::Report { channel: Channel::Notifications, state });
    dom.settle();
    assert!(dom.text().contains("Shown by dunst") && dom.text().contains("Reminders come as they should"));
    dom.click("button", "Send a test reminder");
    assert_eq!(world.told().last(), Some(&Message::Break(Break::Try)));
}

#[test]
fn reminders_can_be_let_through_in_calls_where_calls_are_noticed() {
    let (world, mut dom) = at_settings();
    assert!(!dom.text().contains("Wait during calls"), "no switch without its work");
    let state = ChannelState::Ready { name: "KDE".to_owned() };
    world.tell(Message::Report { channel: Channel::Calls, state });
    dom.settle();
    dom.click("switch", "Wait during calls");
    assert_eq!(world.told().last(), Some(&Message::Break(Break::Change(ReminderChange::QuietInCall(false)))));
    dom.settle();
    assert!(!world.model().watch.reminders().quiet_in_call);
}

#[test]
fn what_the_check_up_finds_is_put_right_there() {
    let (world, mut dom) = at_settings();
    world.tell(Message::Break(Break::Change(ReminderChange::Enabled(false))));
    log_in(&world, false, None);
    world.tell(Message::Show(Screen::Checkup));
    dom.settle();
    for (fix, told) in [
        ("Turn on: Reminders", Message::Break(Break::Change(ReminderChange::Enabled(true)))),
        ("Turn on: Start at login", Message::StartAtLogin(true)),
    ] {
        world.told();
        dom.click("button", fix);
        assert_eq!(world.told(), [told]);
    }
    assert!(world.model().watch.reminders().enabled);
    log_in(&world, true, None);
    dom.settle();
    assert!(dom.text().contains("Reminders start when you log in") && dom.class("fix").is_none(), "{}", dom.text());
}

#[test]
fn the_start_at_login_is_a_switch_that_shows_what_the_system_says() {
    let (world, mut dom) = at_settings();
    assert!(!dom.text().contains("Start at login"), "hidden where the system has no such thing");
    log_in(&world, false, None);
    dom.settle();
    world.told();
    dom.click("switch", "Start at login");
    assert_eq!(world.told(), [Message::StartAtLogin(true)]);
    assert_eq!(dom.named("switch", "Start at login").attribute("aria-checked"), Some("false"), "as long as the system has not said so");
    log_in(&world, true, Some(LoginProblem::NoAgent));
    dom.settle();
    assert_eq!(dom.named("switch", "Start at login").attribute("aria-checked"), Some("true"));
    assert!(dom.with_role("alert").iter().any(|alert| alert.text().contains("is not installed")));
}

#[test]
fn the_check_up_says_why_a_small_window_asks_instead() {
    let world = World::watching();
    world.restart_finding(|waking| waking.breaks.as_mut().unwrap().break_window = BreakWindow::Elsewhere);
    let mut dom = TestDom::open(world.shell());
    let why = "no program of this desktop shows notifications.".to_owned();
    world.tell(Message::Report { channel: Channel::Notifications, state: ChannelState::Missing { why: why.clone() } });
    world.tell(Message::Show(Screen::Checkup));
    dom.settle();
    assert!(dom.text().contains(&why) && dom.text().contains("a small window over all others asks you instead"), "{}", dom.text());
    assert!(dom.text().contains("Reminders come as they should"), "they do, in another way");
}

#[test]
fn the_small_window_asks_about_the_break_and_nothing_else() {
    for (press, told) in [
        ("In 5 min", Break::Later(Snooze::new(5))),
        ("In 20 min", Break::Later(Snooze::new(20))),
        ("I moved", Break::Moved),
        ("Skip", Break::Skip(None)),
        ("Start Quick bridge, 1 min 07", Break::Start),
    ] {
        let (world, mut dom) = asking();
        assert_eq!(dom.with_role("alertdialog").len(), 1);
        assert!(dom.text().contains("Time to get up") && dom.text().contains("60 minutes sitting."), "{}", dom.text());
        dom.click("button", press);
        assert_eq!(world.told(), [Message::Break(told)]);
    }
}

#[test]
fn the_small_window_is_closed_by_escape_or_its_button_which_says_when_it_comes_again() {
    let (world, mut dom) = asking();
    dom.press("alertdialog", "Time to get up", dioxus::prelude::Key::Escape);
    assert_eq!(world.told(), [Message::Break(Break::Close)]);
    let (world, mut dom) = asking();
    dom.click("button", "Close. The next reminder comes at 15:16.");
    assert_eq!(world.told(), [Message::Break(Break::Close)]);
}

#[test]
fn the_small_window_grows_into_the_guide() {
    let (world, mut dom) = asking();
    world.tell(Message::Summoned(Opening::Start));
    dom.settle();
    assert!(dom.with_role("alertdialog").is_empty());
    assert!(world.model().is_in_session() && dom.text().contains("Get ready"), "{}", dom.text());
}

#[test]
fn nothing_about_breaks_is_shown_where_nothing_is_known_of_them() {
    let world = World::new();
    let dom = TestDom::open(world.shell());
    assert_eq!(world.model().watch.role, Role::LooksOn);
    assert!(!dom.text().contains("min sitting") && dom.text().contains("Today's sessions"), "{}", dom.text());
}

/// Thursday, 14:06: somebody has just sat down.
fn sit_down() -> (World, TestDom) {
    let world = World::watching();
    let mut dom = TestDom::open(world.shell());
    dom.settle();
    (world, dom)
}

/// The small window of a break that has come due.
fn asking() -> (World, TestDom) {
    let (world, _) = due();
    let sitting = world.model().watch.breaks.as_ref().map(|breaks| breaks.sitting().record());
    world.restart_finding(|waking| {
        let breaks = waking.breaks.as_mut().expect("somebody watches");
        (breaks.break_window, breaks.watches, breaks.sitting) = (BreakWindow::Here, false, sitting);
    });
    let mut dom = TestDom::open(world.shell());
    dom.settle();
    world.told();
    (world, dom)
}

fn log_in(world: &World, on: bool, problem: Option<LoginProblem>) {
    world.tell(Message::AtLogin(AtLogin { on, problem }));
}

/// An hour later; the system shows reminders, so that no sheet opens by itself.
fn due() -> (World, TestDom) {
    let (world, mut dom) = sit_down();
    let state = ChannelState::Ready { name: "dunst".to_owned() };
    world.tell(Message::Report { channel: Channel::Notifications, state });
    world.wait(HOUR);
    dom.settle();
    assert_eq!(world.model().watch.sheet, None::<BreakSheet>);
    (world, dom)
}

fn at_settings() -> (World, TestDom) {
    let (world, mut dom) = sit_down();
    world.tell(Message::Show(Screen::Settings));
    dom.settle();
    (world, dom)
}
