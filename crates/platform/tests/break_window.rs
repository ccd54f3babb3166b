//! The small window over all others: when it is wanted, when it has done its work, and how it turns into the large one.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

use std::collections::BTreeMap;

use serde_json::json;
use unsit_core::app::{
    Break, BreakSheet, BreakWindow, BreaksLeft, Channel, ChannelState, Effect, FailureReason, Message, Mirror, Opening, Pressed, Request,
    Screen, StoreFailure, Waking,
};
use unsit_core::breaks::LedgerEvent;
use unsit_core::{Millis, Mono, Wall};
use unsit_platform::fake::World;

const HOUR: Millis = Millis(3_600_000);

#[test]
fn where_nothing_shows_notifications_the_small_window_is_wanted_once_the_ledger_has_the_reminder() {
    let mut agent = watching(BreakWindow::Elsewhere);
    report(&mut agent, missing());
    agent.pass(HOUR);
    assert_eq!(agent.wants().break_window, None, "a kill now must not make it come twice");
    let facts = stored(&mut agent);
    assert_eq!(facts.len(), 2, "offered and shown");
    let wanted = agent.wants();
    assert_eq!(wanted.break_window, wanted.reminder.map(|reminder| reminder.id));
    assert!(wanted.break_window.is_some());
    agent.send(Message::Break(Break::Moved));
    assert_eq!(agent.wants().break_window, None);
}

#[test]
fn while_the_system_has_not_said_that_it_shows_none_no_window_is_opened() {
    let mut agent = watching(BreakWindow::Elsewhere);
    agent.pass(HOUR);
    stored(&mut agent);
    assert_eq!(agent.wants().break_window, None);
    report(&mut agent, ChannelState::Ready { name: "dunst".to_owned() });
    assert_eq!(agent.wants().break_window, None);
    report(&mut agent, missing());
    assert!(agent.wants().break_window.is_some(), "the program that showed them has ended");
}

#[test]
fn a_window_without_a_small_one_opens_its_sheet() {
    for (kind, sheet) in [(BreakWindow::Never, Some(BreakSheet::Due)), (BreakWindow::Elsewhere, None)] {
        let mut app = watching(kind);
        report(&mut app, ChannelState::Unsupported);
        app.pass(HOUR);
        stored(&mut app);
        assert_eq!((app.model().watch.sheet, app.wants().break_window.is_some()), (sheet, kind == BreakWindow::Elsewhere));
    }
}

#[test]
fn the_small_window_waits_for_what_the_other_knows_and_closes_when_the_break_is_answered() {
    for (deed, request) in [
        (Break::Later(None), Request::Later { minutes: None }),
        (Break::Moved, Request::Moved),
        (Break::Skip(None), Request::Skip { reason: None }),
    ] {
        let (mut agent, mut window) = asking();
        assert!(!window.wants().over, "nobody has told yet");
        window.send(Message::Mirrored(Box::new(mirror(&agent))));
        assert!(!window.wants().over);
        window.deeds();
        window.send(Message::Break(deed));
        assert!(!window.wants().over, "it is not done yet");
        assert!(window.deeds().iter().any(|done| done.effect == Effect::HandOver(request.clone())));
        agent.send(Message::Asked(Box::new(request)));
        stored(&mut agent);
        window.send(Message::Mirrored(Box::new(Mirror { is_answer: true, ..mirror(&agent) })));
        assert!(window.wants().over);
    }
}

#[test]
fn the_small_window_closes_when_the_break_was_answered_elsewhere_before_it_was_there() {
    let (mut agent, mut window) = asking();
    agent.send(Message::Break(Break::Moved));
    stored(&mut agent);
    window.send(Message::Mirrored(Box::new(mirror(&agent))));
    assert!(window.wants().over);
}

#[test]
fn an_answer_that_reaches_nobody_leaves_the_small_window_open_and_says_so() {
    let (agent, mut window) = asking();
    window.send(Message::Mirrored(Box::new(mirror(&agent))));
    window.send(Message::Break(Break::Moved));
    window.send(Message::NotAsked(StoreFailure { reason: FailureReason::Busy, detail: String::new() }));
    assert!(!window.wants().over && unsit_core::app::view::notice(window.model()).is_some());
}

#[test]
fn closing_the_small_window_is_no_answer() {
    let (agent, mut window) = asking();
    window.send(Message::Mirrored(Box::new(mirror(&agent))));
    window.deeds();
    window.send(Message::Break(Break::Close));
    assert!(window.wants().over);
    assert!(window.deeds().iter().all(|done| !matches!(done.effect, Effect::HandOver(_))));
}

#[test]
fn start_in_the_small_window_is_played_by_the_large_one() {
    let (agent, mut window) = asking();
    window.send(Message::Mirrored(Box::new(mirror(&agent))));
    window.deeds();
    window.send(Message::Break(Break::Start));
    assert!(window.deeds().iter().any(|done| done.effect == Effect::OpenWindow(Opening::Start)));
    assert!(!window.model().is_in_session() && !window.wants().over);
    let mut elsewhere = window;
    elsewhere.send(Message::OpenedElsewhere);
    assert!(elsewhere.wants().over, "a large window is open and has taken it");

    let (_, mut window) = asking();
    window.send(Message::Break(Break::Start));
    window.send(Message::Summoned(Opening::Start));
    assert!(window.model().is_in_session() && !window.model().watch.asks_only(), "it has grown to be the large one");
    assert!(!window.wants().over);
}

#[test]
fn whoever_wants_the_window_has_it_come_forward() {
    let mut window = watching(BreakWindow::Elsewhere);
    window.pass(HOUR);
    stored(&mut window);
    let due = window.model().watch.open().unwrap().id;
    for (message, sheet, in_session) in [
        (Message::Summoned(Opening::Any), None, false),
        (Message::Summoned(Opening::Due), Some(BreakSheet::Due), false),
        (Message::Break(Break::Press(due, Pressed::Body)), Some(BreakSheet::Due), false),
        (Message::Break(Break::Press(due, Pressed::Start)), None, true),
        (Message::Summoned(Opening::Any), None, true),
    ] {
        window.deeds();
        window.send(Message::Show(Screen::Today));
        window.send(message.clone());
        let forward = window.deeds().iter().filter(|done| done.effect == Effect::ComeForward).count();
        assert_eq!((window.model().watch.sheet, window.model().is_in_session(), forward), (sheet, in_session, 1), "{message:?}");
    }
}

#[test]
fn a_session_in_another_window_takes_the_reminder_away() {
    let mut agent = watching(BreakWindow::Elsewhere);
    report(&mut agent, missing());
    agent.pass(HOUR);
    stored(&mut agent);
    agent.send(Message::Asked(Box::new(Request::Begun)));
    assert_eq!((agent.wants().reminder, agent.wants().break_window), (None, None));
}

// ---- helpers ----

/// A program that watches, early on a Monday, with somebody who has just sat down.
fn watching(break_window: BreakWindow) -> World {
    started(BreaksLeft { watches: true, break_window, ..BreaksLeft::default() })
}

fn started(breaks: BreaksLeft) -> World {
    // 1 March 2027, 09:00 UTC.
    let mut world = World::started(Wall(1_803_891_600_000), Mono(3_600_000));
    let settings = BTreeMap::from([("first_run_done".to_owned(), json!(true))]);
    world.send(Message::Woken(Box::new(Waking { all_read: true, settings, breaks: Some(breaks), ..Waking::default() })));
    world
}

/// A break that is due, told to an agent that shows nothing, and the small window that it has opened.
fn asking() -> (World, World) {
    let mut agent = watching(BreakWindow::Elsewhere);
    report(&mut agent, missing());
    agent.pass(HOUR);
    let facts = stored(&mut agent);
    let mut window = started(BreaksLeft { facts, break_window: BreakWindow::Here, ..BreaksLeft::default() });
    window.set_wall(agent.now().wall);
    (agent, window)
}

fn missing() -> ChannelState {
    ChannelState::Missing { why: "no program of this desktop shows notifications.".to_owned() }
}

fn report(world: &mut World, state: ChannelState) {
    world.send(Message::Report { channel: Channel::Notifications, state });
}

fn mirror(world: &World) -> Mirror {
    let model = world.model();
    model.watch.mirror(model.today().days_back(2)).unwrap()
}

/// The disk stores what waits, and tells it.
fn stored(world: &mut World) -> Vec<LedgerEvent> {
    let mut all: Vec<LedgerEvent> = Vec::new();
    for deed in world.deeds() {
        if let Effect::SaveFacts(facts) = deed.effect {
            world.send(Message::FactsSaved(facts.iter().map(|fact| fact.id).collect()));
            all.extend(facts);
        }
    }
    all
}
