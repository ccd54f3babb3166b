//! What every screen shows, as a person reads it.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

use std::sync::Arc;

use insta::assert_debug_snapshot;
use unsit_core::app::{
    Change, Channel, ChannelState, Control, Desired, Effect, FailureReason, HistoryPage, Message, Model, Start, StoreFailure, Waking,
    update, view,
};
use unsit_core::record::{DayTotal, SessionRecord};
use unsit_core::text::Language::{self, English, German};
use unsit_core::{LocalDay, Millis, Mono, Now, Wall};

// ---- today ----

#[test]
fn today_before_the_first_session() {
    assert_debug_snapshot!(view::today(&App::new(English).model));
}

#[test]
fn today_in_german() {
    let mut app = App::new(German);
    app.remember(vec![session(THURSDAY + hours(1), "quick-bridge", 30), session(WEDNESDAY, "at-the-desk", 12)]);
    assert_debug_snapshot!(view::today(&app.model));
}

#[test]
fn today_after_two_sessions() {
    let mut app = App::new(English);
    app.remember(vec![
        session(THURSDAY + hours(1), "quick-bridge", 30),
        session(THURSDAY, "quick-bridge", 28),
        session(WEDNESDAY, "at-the-desk", 12),
    ]);
    assert_debug_snapshot!(view::today(&app.model));
}

#[test]
fn today_with_a_session_to_be_continued() {
    for (language, offer) in [(English, "Quick bridge: 5 of 30 s held so far."), (German, "Schnelle Brücke: bisher 5 von 30 s gehalten.")]
    {
        let mut app = App::new(language);
        app.start("quick-bridge");
        app.pass(22);
        let interrupted = app.last_beat();
        let mut next = App::new(language);
        next.send(Message::Woken(Box::new(Waking { interrupted, system_language: language, ..Waking::default() })));
        assert_eq!(view::today(&next.model).offer.unwrap().body, offer);
    }
}

// ---- routines ----

#[test]
fn the_list_of_routines() {
    assert_debug_snapshot!(view::routines(&App::new(English).model));
}

#[test]
fn the_list_of_routines_in_german() {
    let cards = view::routines(&App::new(German).model).cards;
    assert_debug_snapshot!(cards.iter().map(|card| (&card.name, &card.summary, &card.detail, &card.start_label)).collect::<Vec<_>>());
}

#[test]
fn quick_bridge_in_full() {
    assert_debug_snapshot!(view::routine(&App::new(English).model, &"quick-bridge".into()));
}

#[test]
fn bridge_and_donkey_kicks_in_full_and_in_german() {
    assert_debug_snapshot!(view::routine(&App::new(German).model, &"bridge-and-donkey-kicks".into()));
}

#[test]
fn at_the_desk_can_be_done_standing() {
    let view = view::routine(&App::new(English).model, &"at-the-desk".into()).unwrap();
    assert_debug_snapshot!((view.facts, view.card.tags, view.start, view.start_alternative));
}

#[test]
fn release_and_strengthen_on_day_a() {
    assert_debug_snapshot!(view::routine(&App::new(English).model, &"release-and-strengthen".into()));
}

#[test]
fn release_and_strengthen_on_day_b() {
    let mut app = App::new(English);
    app.send(Message::Woken(Box::new(Waking {
        last_variants: [("release-and-strengthen".into(), "a".into())].into(),
        ..Waking::default()
    })));
    assert_debug_snapshot!(view::routine(&app.model, &"release-and-strengthen".into()));
}

#[test]
fn a_routine_that_is_not_in_the_catalogue_has_no_page() {
    assert_eq!(view::routine(&App::new(English).model, &"headstand".into()), None);
}

// ---- the guide ----

#[test]
fn the_guide_through_a_quick_bridge() {
    let mut app = App::new(English);
    app.start("quick-bridge");
    let moments = [3, 13, 3, 9, 2].map(|seconds| {
        app.pass(seconds);
        view::guide(&app.model).unwrap()
    });
    assert_debug_snapshot!(moments);
}

#[test]
fn the_guide_in_words() {
    for (language, name) in [(English, "the_guide_in_words"), (German, "the_guide_in_words_in_german")] {
        let mut app = App::new(language);
        app.start("bridge-and-donkey-kicks");
        let moments = [0, 15, 2, 10, 2, 5, 33, 16, 15, 5, 48].map(|seconds| {
            app.pass(seconds);
            words(&app.model)
        });
        assert_debug_snapshot!(name, moments);
    }
}

#[test]
fn the_guide_between_two_positions_and_sides() {
    let mut app = App::new(English);
    app.start("bridge-and-donkey-kicks");
    let moments = [70, 66].map(|seconds| {
        app.pass(seconds);
        view::guide(&app.model).unwrap()
    });
    assert_debug_snapshot!(moments);
}

#[test]
fn the_guide_through_repetitions() {
    let mut app = App::new(English);
    app.start("before-activity");
    app.pass(217);
    assert_debug_snapshot!(view::guide(&app.model));
}

#[test]
fn the_guide_standing_still() {
    let paused = |language| {
        let mut app = App::new(language);
        app.start("quick-bridge");
        app.pass(20);
        app
    };
    let mut asked = paused(English);
    asked.send(Message::Control(Control::Pause));
    let mut gap = paused(German);
    gap.sleep(600);
    let mut stopping = paused(English);
    stopping.send(Message::AskToStop);
    let mut early = App::new(German);
    early.start("quick-bridge");
    early.send(Message::AskToStop);
    assert_debug_snapshot!([asked, gap, stopping, early].map(|app| view::guide(&app.model).unwrap()));
}

// ---- finished ----

#[test]
fn a_quick_bridge_that_is_done_and_saved() {
    let mut app = App::new(English);
    app.start("quick-bridge");
    app.pass(67);
    assert_eq!(view::finished(&app.model).unwrap().logged, "Saving");
    let record = app.last_save();
    app.send(Message::Saved(record.id));
    assert_debug_snapshot!(view::finished(&app.model));
}

#[test]
fn a_quick_bridge_that_was_stopped_in_german() {
    let mut app = App::new(German);
    app.start("quick-bridge");
    app.pass(45);
    app.send(Message::Control(Control::Stop));
    let record = app.last_save();
    app.send(Message::Saved(record.id));
    assert_debug_snapshot!(view::finished(&app.model));
}

#[test]
fn holds_and_repetitions_that_are_done() {
    let mut app = App::new(English);
    app.start("before-activity");
    app.pass(254);
    assert_debug_snapshot!(view::finished(&app.model).unwrap().bars);
}

#[test]
fn a_session_in_which_nothing_was_held() {
    let mut app = App::new(English);
    app.start("quick-bridge");
    app.send(Message::Control(Control::Stop));
    assert_eq!(view::finished(&app.model).unwrap().logged, "Nothing was held, so nothing is logged.");
}

// ---- history ----

#[test]
fn several_days_of_history_and_more_below() {
    for (language, name) in [(English, "several_days_of_history"), (German, "several_days_of_history_in_german")] {
        let mut app = App::new(language);
        app.remember(vec![
            session(THURSDAY, "quick-bridge", 30),
            session(WEDNESDAY + hours(2), "at-the-desk", 1),
            session(WEDNESDAY, "quick-bridge", 30),
            session(WEDNESDAY - hours(48), "headstand", 30),
        ]);
        assert_debug_snapshot!(name, view::history(&app.model));
    }
}

#[test]
fn a_session_that_came_to_its_end_with_a_skipped_set_did_not_end_early() {
    let detail = |controls: [Control; 2]| {
        let mut app = App::new(English);
        app.start("quick-bridge");
        app.pass(50);
        for control in controls {
            app.send(Message::Control(control));
        }
        let record = app.last_save();
        assert!(!record.completed);
        app.remember(vec![SessionRecord::clone(&record)]);
        let row = view::history(&app.model).days[0].sessions[0].clone();
        (row.detail, row.reached_end)
    };
    assert_eq!(detail([Control::Skip, Control::Skip]), ("20 of 30 s held".to_owned(), true));
    assert_eq!(detail([Control::Skip, Control::Stop]), ("20 of 30 s held, ended early".to_owned(), false));
}

// ---- settings and notices ----

#[test]
fn settings_without_a_voice() {
    let mut app = App::new(English);
    app.send(Message::Report { channel: Channel::Voice, state: ChannelState::Missing { why: "Install espeak-ng.".to_owned() } });
    app.send(Message::Report { channel: Channel::Sound, state: ChannelState::Ready { name: "Headphones".to_owned() } });
    app.send(Message::Change(Change::GetReadyFloor(60)));
    app.send(Message::Change(Change::GetReady(3)));
    app.send(Message::Change(Change::DayStart(0)));
    assert_debug_snapshot!(view::settings(&app.model));
}

#[test]
fn a_stepper_comes_back_the_way_it_went() {
    let mut app = App::new(English);
    let mut seen = Vec::new();
    while let Some(more) = view::settings(&app.model).get_ready.more {
        app.send(Message::Change(Change::GetReady(more)));
        seen.push(more);
    }
    while let Some(less) = view::settings(&app.model).get_ready.less {
        assert_eq!(seen.pop().unwrap_or(less + 1), app.model.settings.get_ready.seconds());
        app.send(Message::Change(Change::GetReady(less)));
    }
    assert_eq!(app.model.settings.get_ready.seconds(), 3);
}

#[test]
fn every_notice() {
    let mut told = Vec::new();
    for language in [English, German] {
        let mut app = App::new(language);
        app.send(Message::Start(Start::routine("headstand")));
        app.start("quick-bridge");
        app.start("quick-bridge");
        for reason in [
            FailureReason::Busy,
            FailureReason::DiskFull,
            FailureReason::Unreadable,
            FailureReason::SetAside,
            FailureReason::RowsSetAside,
            FailureReason::Newer,
            FailureReason::Interrupted,
            FailureReason::Settings,
            FailureReason::Refused,
            FailureReason::Other,
        ] {
            let why = StoreFailure { reason, detail: "/home/you/unsit-1.db".to_owned() };
            app.send(Message::NotLoaded(why.clone()));
            app.send(Message::SettingsNotSaved(why));
        }
        app.send(Message::NewVersion);
        app.send(Message::Refused);
        while let Some(notice) = view::notice(&app.model) {
            told.push((notice.text, notice.detail));
            app.send(Message::DismissNotice);
        }
    }
    assert_debug_snapshot!(told);
}

// ---- helpers ----

/// Thursday 26 June 2025, 14:06 in Vienna, and the same time a day before.
const THURSDAY: i64 = 1_750_939_560_000;
const WEDNESDAY: i64 = THURSDAY - hours(24);

const fn hours(hours: i64) -> i64 {
    hours * 3_600_000
}

/// An app on a device that is awake.
struct App {
    model: Model,
    now: Now,
    effects: Vec<Effect>,
}

impl App {
    /// At 16:06.
    fn new(language: Language) -> Self {
        let now = Now { wall: Wall(THURSDAY + hours(2)), offset_seconds: 7200, zone: None, mono: Mono(0) };
        let mut app = Self { model: Model::new(now, 1), now, effects: Vec::new() };
        app.send(Message::Woken(Box::new(Waking { system_language: language, ..Waking::default() })));
        app
    }

    fn send(&mut self, message: Message) {
        self.effects.extend(update(&mut self.model, message, self.now));
    }

    fn start(&mut self, routine: &str) {
        self.send(Message::Start(Start::routine(routine)));
    }

    fn pass(&mut self, seconds: u64) {
        let until = self.now.mono + Millis::from_secs(seconds);
        while let Some(due) = Desired::of(&self.model).wake_at.filter(|due| *due <= until) {
            self.advance(due.since(self.now.mono));
            self.send(Message::Wake { heard_until: self.now.mono });
        }
        self.advance(until.since(self.now.mono));
    }

    fn sleep(&mut self, seconds: u64) {
        let heard_until = self.now.mono;
        self.advance(Millis::from_secs(seconds));
        self.send(Message::Wake { heard_until });
    }

    fn advance(&mut self, time: Millis) {
        self.now.mono = self.now.mono + time;
        self.now.wall = Wall(self.now.wall.0.saturating_add_unsigned(time.0));
    }

    fn remember(&mut self, sessions: Vec<SessionRecord>) {
        let mut totals: Vec<DayTotal> = Vec::new();
        for day in sessions.chunk_by(|one, next| one.local_day == next.local_day) {
            totals.push(DayTotal {
                day: day[0].local_day,
                sessions: u32::try_from(day.len()).unwrap(),
                planned: day.iter().map(SessionRecord::planned).sum(),
                held: day.iter().map(SessionRecord::held).sum(),
            });
        }
        // The oldest day goes on below what is shown.
        if let Some(oldest) = totals.last_mut() {
            oldest.sessions += 1;
            oldest.held += Millis::from_secs(30);
            oldest.planned += Millis::from_secs(30);
        }
        let sessions = sessions.into_iter().map(Arc::new).collect();
        self.send(Message::Loaded(HistoryPage { sessions, totals, more: true, below: None }));
    }

    fn last_save(&self) -> Arc<SessionRecord> {
        self.effects.iter().rev().find_map(|effect| if let Effect::Save(record) = effect { Some(record.clone()) } else { None }).unwrap()
    }

    fn last_beat(&self) -> Option<unsit_core::app::Beat> {
        self.effects.iter().rev().find_map(|effect| if let Effect::Beat(beat) = effect { Some(*beat.clone()) } else { None })
    }
}

/// A session of 30 planned seconds.
fn session(started_at: i64, routine: &str, held: u64) -> SessionRecord {
    let mut app = App::new(English);
    app.start("quick-bridge");
    app.pass(67);
    let mut record = SessionRecord::clone(&app.last_save());
    record.routine = routine.into();
    record.started_at = Wall(started_at);
    record.local_day = LocalDay(record.started_at.at_offset(7200).date_naive());
    record.sets.truncate(1);
    (record.sets[0].planned, record.sets[0].held) = (Millis::from_secs(30), Millis::from_secs(held));
    (record.completed, record.reached_end) = (held == 30, held == 30);
    record
}

/// What a person reads of the guide, and what a screen reader says.
fn words(model: &Model) -> String {
    let guide = view::guide(model).unwrap();
    let side = guide.side.map_or_else(String::new, |side| format!(" {}", side.word));
    let next = guide.next.map_or_else(String::new, |next| format!(" [{}, {}]", next.name, next.detail));
    format!("{}{side} {} | {}{next} | {} | {}", guide.word, guide.dial.number, guide.say, guide.dots_label, guide.announce)
}
