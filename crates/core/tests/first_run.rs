//! The first run and the safety check as the loop decides them, and what their screens show.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

use std::collections::BTreeMap;

use insta::assert_debug_snapshot;
use serde_json::{Value, json};
use unsit_core::app::{
    Answer, Break, Change, Control, Effect, FailureReason, FirstPage, FirstRun, FirstWeekday, HoursEdit, LearnPage, Message, Model, Notice,
    SafetyPage, Screen, Start, StoreFailure, Waking, update, view,
};
use unsit_core::breaks::{ReminderChange, Weekday};
use unsit_core::content::{ContentFiles, Group};
use unsit_core::routine::Catalogue;
use unsit_core::text::Language::{self, English, German};
use unsit_core::text::{Clock, Region};
use unsit_core::{Mono, Now, Wall};

// ---- first run ----

#[test]
fn a_new_person_is_welcomed() {
    assert_eq!(woken(Waking { all_read: true, ..Waking::default() }).model.screen, Screen::FirstRun(FirstPage::Welcome));
}

#[test]
fn nobody_is_welcomed_twice() {
    let mut app = woken(Waking { all_read: true, ..Waking::default() });
    app.send(Message::FirstRun(FirstRun::Skip));
    assert_eq!(app.saved(), BTreeMap::from([("first_run_done".to_owned(), json!(true))]));
    assert_eq!(app.model.screen, Screen::Today);
    let again = woken(Waking { all_read: true, settings: app.saved(), ..Waking::default() });
    assert_eq!(again.model.screen, Screen::Today);
}

#[test]
fn whoever_cannot_be_told_from_a_new_person_is_not_made_to_begin_anew() {
    let unreadable = || vec![StoreFailure { reason: FailureReason::Unreadable, detail: "/unsit.db".to_owned() }];
    let odd_row = BTreeMap::from([("first_run_done".to_owned(), json!("perhaps"))]);
    for waking in [
        Waking { failures: unreadable(), ..Waking::default() },
        Waking { failures: unreadable(), all_read: true, ..Waking::default() },
        Waking { settings: odd_row, all_read: true, ..Waking::default() },
    ] {
        assert_eq!(woken(waking).model.screen, Screen::Today);
    }
}

#[test]
fn who_quits_in_the_middle_finds_the_answers_and_begins_again() {
    let mut app = woken(Waking { all_read: true, ..Waking::default() });
    app.first(&[FirstRun::Next; 3]);
    app.answer("fever", true);
    let again = woken(Waking { all_read: true, settings: app.saved(), ..Waking::default() });
    assert_eq!(again.model.screen, Screen::FirstRun(FirstPage::Welcome));
    assert_eq!(again.model.settings.safety.of("fever"), Some(true));
}

#[test]
fn whoever_came_before_the_safety_check_is_invited_once() {
    let mut app = woken(Waking { all_read: true, page: a_session(), ..Waking::default() });
    assert_eq!(app.model.screen, Screen::Today);
    let invitation = view::today(&app.model).safety.unwrap();
    assert_eq!((invitation.to, invitation.grave), (Screen::Safety(SafetyPage::Check), false));
    app.send(Message::FirstRun(FirstRun::Skip));
    assert_eq!(view::today(&app.model).safety, None);
    let later = woken(Waking { all_read: true, page: a_session(), settings: app.saved(), ..Waking::default() });
    assert_eq!(view::today(&later.model).safety, None);
}

#[test]
fn the_first_run_leads_to_today() {
    let mut app = woken(Waking { all_read: true, ..Waking::default() });
    app.first(&[FirstRun::Next; 3]);
    for group in [Group::Emergency, Group::Clinician, Group::Adjust] {
        assert_eq!(app.model.screen, Screen::FirstRun(FirstPage::Check(group)));
        app.send(Message::Answer(Answer::NoToTheRest(group)));
        app.first(&[FirstRun::Next]);
    }
    assert_eq!(app.model.screen, Screen::Today);
    assert_eq!(app.model.settings.safety.open(&app.model.catalogue.safety).count(), 0);
    assert!(app.model.settings.first_run_done);
}

#[test]
fn the_hours_of_the_first_run_are_in_force_and_stored_at_once() {
    let mut app = woken(Waking { all_read: true, ..Waking::default() });
    app.first(&[FirstRun::Next]);
    let edit = |app: &mut App, edit| app.send(Message::Break(Break::Hours(edit)));
    edit(&mut app, HoursEdit::Day(Weekday::Sat, true));
    edit(&mut app, HoursEdit::Day(Weekday::Fri, false));
    edit(&mut app, HoursEdit::Usual { start: "22:00".to_owned(), end: "06:00".to_owned() });
    edit(&mut app, HoursEdit::Usual { start: "06:00".to_owned(), end: "06:00".to_owned() });
    app.send(Message::Break(Break::Change(ReminderChange::SitLimit(90))));
    let night = json!([["22:00", "06:00"]]);
    let week = json!({"mon": night, "tue": night, "wed": night, "thu": night, "fri": [], "sat": night, "sun": []});
    assert_eq!((&app.saved()["reminders.active"], &app.saved()["reminders.sit_limit_min"]), (&week, &json!(90)));
    assert_debug_snapshot!(view::usual_hours(&app.model));
    for day in [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Sat] {
        edit(&mut app, HoursEdit::Day(day, false));
    }
    let none = view::usual_hours(&app.model);
    assert_eq!((none.about.as_str(), none.start.as_str(), none.problem), ("No reminders", "09:00", None));
    edit(&mut app, HoursEdit::Day(Weekday::Sun, true));
    assert_eq!(app.saved()["reminders.active"]["sun"], json!([["09:00", "17:30"]]), "the hours with which everybody begins");
}

#[test]
fn an_emergency_ends_the_questions() {
    let mut app = woken(Waking { all_read: true, ..Waking::default() });
    app.first(&[FirstRun::Next; 3]);
    app.answer("numb-saddle", true);
    app.first(&[FirstRun::Next]);
    assert_eq!(app.model.screen, Screen::FirstRun(FirstPage::Stop(Group::Emergency)));
    app.first(&[FirstRun::Back]);
    assert_eq!(app.model.screen, Screen::FirstRun(FirstPage::Check(Group::Emergency)));
    app.first(&[FirstRun::Next, FirstRun::Next]);
    assert_eq!(app.model.screen, Screen::Today);
}

#[test]
fn whoever_has_talked_to_a_clinician_goes_on_with_the_questions() {
    let mut app = woken(Waking { all_read: true, ..Waking::default() });
    app.first(&[FirstRun::Next; 4]);
    app.answer("recent-surgery", true);
    app.first(&[FirstRun::Next]);
    assert_eq!(app.model.screen, Screen::FirstRun(FirstPage::Stop(Group::Clinician)));
    app.send(Message::Answer(Answer::Cleared(true)));
    assert_eq!(app.model.screen, Screen::FirstRun(FirstPage::Check(Group::Adjust)));
}

// ---- answers ----

#[test]
fn an_answer_is_stored_at_once_in_one_row() {
    let mut app = App::new(English);
    app.answer("wrist-pain", true);
    app.answer("fever", false);
    let row = json!({"version": 1, "answered_at_ms": NOW, "answers": {"wrist-pain": true, "fever": false}, "cleared": false});
    assert_eq!(app.saved()["safety"], row);
}

#[test]
fn a_question_that_is_not_asked_cannot_be_answered() {
    let mut app = App::new(English);
    app.answer("favourite-colour", true);
    assert_eq!(app.saved(), BTreeMap::new());
}

#[test]
fn answers_that_cannot_be_read_are_named_and_kept_until_somebody_answers() {
    let rows = BTreeMap::from([("safety".to_owned(), json!({"version": 9}))]);
    let mut app = woken(Waking { settings: rows, ..Waking::default() });
    assert_eq!(view::notice(&app.model).unwrap().text, "Some settings could not be read and are at their defaults: safety");
    assert!(view::today(&app.model).safety.unwrap().body.contains("could not be read"));
    assert!(view::check(&app.model).unread.is_some());
    app.send(Message::Change(Change::Voice(false)));
    assert!(!app.saved().contains_key("safety"));
    app.answer("fever", false);
    assert_eq!(app.saved()["safety"]["answers"], json!({"fever": false}));
    assert_eq!((view::check(&app.model).unread, view::today(&app.model).safety), (None, None));
}

#[test]
fn where_nothing_could_be_read_the_answers_are_missed_as_well() {
    let failures = vec![StoreFailure { reason: FailureReason::Busy, detail: String::new() }];
    let app = woken(Waking { failures, ..Waking::default() });
    assert!(view::today(&app.model).safety.unwrap().body.contains("could not be read"));
}

#[test]
fn no_session_begins_in_an_emergency_until_the_answer_is_another() {
    let mut app = App::new(English);
    app.answer("chest-pain", true);
    app.start("quick-bridge");
    assert_eq!((app.model.playing.is_none(), &app.model.screen), (true, &Screen::Safety(SafetyPage::Stop)));
    app.send(Message::Answer(Answer::Cleared(true)));
    app.start("quick-bridge");
    assert!(app.model.playing.is_none(), "nobody's word lifts an emergency");
    app.answer("chest-pain", false);
    assert_eq!(app.model.screen, Screen::Today);
    app.start("quick-bridge");
    assert!(app.model.playing.is_some());
}

#[test]
fn a_clinician_s_word_lets_sessions_begin_again() {
    let mut app = App::new(English);
    app.answer("night-pain", true);
    app.start("quick-bridge");
    assert_eq!(app.model.screen, Screen::Safety(SafetyPage::Stop));
    app.send(Message::Answer(Answer::Cleared(true)));
    assert_eq!(app.model.screen, Screen::Today);
    app.start("quick-bridge");
    assert!(app.model.playing.is_some());
}

#[test]
fn an_interrupted_session_waits_as_well_and_stays_on_offer() {
    let mut app = App::new(English);
    app.start("quick-bridge");
    let beat = app.effects.iter().find_map(|effect| if let Effect::Beat(beat) = effect { Some(*beat.clone()) } else { None });
    let mut app = woken(Waking { interrupted: beat, ..Waking::default() });
    app.answer("chest-pain", true);
    app.send(Message::Continue);
    assert!(app.model.playing.is_none() && app.model.interrupted.is_some());
    app.answer("chest-pain", false);
    app.send(Message::Continue);
    assert!(app.model.is_in_session());
}

#[test]
fn what_is_shown_is_what_is_played() {
    let mut app = App::new(English);
    app.answer("wrist-pain", true);
    app.answer("disc-herniation", true);
    let routine = view::routine(&app.model, &"bridge-and-donkey-kicks".into()).unwrap();
    app.start("bridge-and-donkey-kicks");
    let plan = app.model.playing.as_ref().unwrap().session.plan();
    assert_eq!(routine.card.length, app.model.texts().duration(plan.total()));
    assert_eq!(plan.sets().iter().filter(|set| set.set == 1).count(), routine.steps.len());
    app.send(Message::Control(Control::Stop));
}

#[test]
fn a_page_that_is_not_there_leads_to_the_one_above() {
    let mut app = App::new(English);
    for (wanted, shown) in [
        (Screen::Safety(SafetyPage::Stop), Screen::Safety(SafetyPage::Check)),
        (Screen::Learn(LearnPage::Muscle("tongue".into())), Screen::Learn(LearnPage::All)),
        (Screen::Learn(LearnPage::Topic("weather".into())), Screen::Learn(LearnPage::All)),
        (Screen::Learn(LearnPage::Muscle("iliopsoas".into())), Screen::Learn(LearnPage::Muscle("iliopsoas".into()))),
    ] {
        app.send(Message::Show(wanted));
        assert_eq!(app.model.screen, shown);
    }
}

// ---- clock and week ----

#[test]
fn clock_and_week_follow_the_place_until_they_are_chosen() {
    let mut app = woken(Waking { system_region: Region::from_tag("en-US"), ..Waking::default() });
    assert_eq!((app.model.clock(), app.model.first_weekday()), (Clock::Twelve, chrono::Weekday::Sun));
    assert_eq!(view::settings(&app.model).day_start.text, "4:00 am");
    app.send(Message::Change(Change::Clock(Some(Clock::TwentyFour))));
    app.send(Message::Change(Change::FirstWeekday(Some(FirstWeekday::Monday))));
    assert_eq!(app.saved(), BTreeMap::from([("clock".to_owned(), json!("24-hour")), ("first_weekday".to_owned(), json!("monday"))]));
    assert_eq!((app.model.clock(), app.model.first_weekday()), (Clock::TwentyFour, chrono::Weekday::Mon));
    app.send(Message::Change(Change::Clock(None)));
    assert_eq!(app.saved()["clock"], json!("system"));
}

// ---- screens ----

#[test]
fn the_questions_with_some_answers() {
    let mut app = App::new(English);
    app.answer("fever", true);
    app.answer("wrist-pain", true);
    app.answer("knee-pain", false);
    assert_debug_snapshot!(view::check(&app.model));
}

#[test]
fn what_is_said_where_no_session_may_begin() {
    let said = |language, question| {
        let mut app = App::new(language);
        app.answer(question, true);
        (view::barrier(&app.model).unwrap(), view::today(&app.model).safety.unwrap())
    };
    assert_debug_snapshot!([said(English, "major-trauma"), said(English, "fever"), said(German, "chest-pain"), said(German, "night-pain")]);
}

#[test]
fn a_routine_tells_what_was_changed_and_why() {
    for (language, name) in [(English, "a_routine_tells_what_was_changed"), (German, "a_routine_tells_what_was_changed_in_german")] {
        let mut app = App::new(language);
        app.answer("wrist-pain", true);
        app.answer("osteoporosis", true);
        app.answer("disc-herniation", true);
        assert_debug_snapshot!(name, view::routine(&app.model, &"release-and-strengthen".into()).unwrap().changes);
    }
}

#[test]
fn a_card_tells_the_adjusted_length() {
    let mut app = App::new(English);
    app.answer("disc-herniation", true);
    assert_eq!(view::today(&app.model).quick.unwrap().length, "52 s");
    app.answer("fever", true);
    assert!(view::routines(&app.model).cards.iter().all(|card| !card.startable));
}

#[test]
fn the_pages_of_the_first_run() {
    let mut app = woken(Waking { all_read: true, ..Waking::default() });
    let pages = [(); 6].map(|()| {
        let view = view::first_run(&app.model).unwrap();
        app.first(&[FirstRun::Next]);
        (view.place, view.dot, view.can_go_back, view.title, view.lead)
    });
    assert_debug_snapshot!(pages);
    assert_eq!(view::first_run(&app.model), None);
}

#[test]
fn learn_in_both_languages() {
    assert_debug_snapshot!(view::learn(&App::new(English).model));
    assert_debug_snapshot!("learn_in_german", view::learn(&App::new(German).model).pairs);
}

#[test]
fn a_muscle_in_full_with_an_exercise_that_does_not_suit() {
    let mut app = App::new(English);
    app.answer("pregnancy", true);
    assert_debug_snapshot!(view::muscle(&app.model, &"iliopsoas".into()));
}

#[test]
fn every_muscle_and_topic_has_a_page() {
    let app = App::new(German);
    let learn = &app.model.catalogue.learn;
    for muscle in &learn.muscles {
        let view = view::muscle(&app.model, &muscle.id).unwrap();
        assert!(!view.release.is_empty() && !view.strengthen.is_empty() && !view.sources.is_empty(), "{}", muscle.id);
    }
    assert!(learn.topics.iter().all(|topic| view::topic(&app.model, &topic.id).is_some()));
}

#[test]
fn the_evidence_says_what_speaks_for_it_and_what_against() {
    assert_debug_snapshot!(view::evidence(&App::new(English).model));
}

#[test]
fn a_source_that_nobody_saw_says_so() {
    let unseen = |language| {
        let sources = view::sources(&App::new(language).model);
        sources.into_iter().filter_map(|source| Some((source.title, source.unseen?))).collect::<Vec<_>>()
    };
    assert_debug_snapshot!((unseen(English), unseen(German)));
}

#[test]
fn a_routine_of_which_nothing_is_left_says_so_everywhere() {
    let mut app = App::new(English);
    // A quick bridge without a bridge: an exercise that a hip replacement rules out, with nothing in its place.
    let routines = ContentFiles::BUILT_IN.routines.replacen("exercise = \"bridge\"", "exercise = \"roll-outer-hip\"", 1);
    app.model.catalogue = Box::leak(Box::new(Catalogue::parse(&ContentFiles { routines: &routines, ..ContentFiles::BUILT_IN }).unwrap()));
    app.answer("hip-replacement", true);
    let today = view::today(&app.model);
    let card = today.quick.unwrap();
    assert_eq!((card.length.as_str(), card.detail.as_str(), card.startable), ("nothing left", "nothing left", false));
    assert_eq!(today.safety.unwrap().title, "Nothing is left of this routine");
    let routine = view::routine(&app.model, &"quick-bridge".into()).unwrap();
    assert_eq!(routine.changes[0].text, "Roll the outer hip is left out.");
    assert!(routine.steps.is_empty() && routine.facts.is_empty() && routine.safety.is_some());
    app.start("quick-bridge");
    assert_eq!(app.model.notices, [Notice::CannotStart("quick-bridge".into())]);
    let said = "Quick bridge cannot be started: your safety answers rule out each of its exercises. Please choose another one.";
    assert_eq!(view::notice(&app.model).unwrap().text, said);
}

// ---- helpers ----

/// Thursday 26 June 2025, 14:06 in Vienna.
const NOW: i64 = 1_750_939_560_000;

struct App {
    model: Model,
    effects: Vec<Effect>,
}

fn woken(waking: Waking) -> App {
    let now = Now { wall: Wall(NOW), offset_seconds: 7200, zone: None, mono: Mono(0) };
    let mut app = App { model: Model::new(now, 1), effects: Vec::new() };
    app.send(Message::Woken(Box::new(waking)));
    app
}

impl App {
    fn new(language: Language) -> Self {
        woken(Waking { system_language: language, ..Waking::default() })
    }

    fn send(&mut self, message: Message) {
        let now = self.model.now;
        self.effects.extend(update(&mut self.model, message, now));
    }

    fn answer(&mut self, question: &str, yes: bool) {
        self.send(Message::Answer(Answer::Question { question: question.into(), yes }));
    }

    fn start(&mut self, routine: &str) {
        self.send(Message::Start(Start::routine(routine)));
    }

    fn first(&mut self, acts: &[FirstRun]) {
        for act in acts {
            self.send(Message::FirstRun(*act));
        }
    }

    /// All settings that were to be stored, the last ones on top.
    fn saved(&self) -> BTreeMap<String, Value> {
        let rows = self.effects.iter().filter_map(|effect| if let Effect::SaveSettings(rows) = effect { Some(rows.clone()) } else { None });
        rows.flatten().collect()
    }
}

/// A history with a session in it.
fn a_session() -> unsit_core::app::HistoryPage {
    let mut app = App::new(English);
    app.start("quick-bridge");
    app.model.now.mono = Mono(40_000);
    app.send(Message::Wake { heard_until: Mono(40_000) });
    app.send(Message::Control(Control::Stop));
    let saved = app.effects.iter().find_map(|effect| if let Effect::Save(record) = effect { Some(record.clone()) } else { None });
    unsit_core::app::HistoryPage { sessions: vec![saved.unwrap()], ..Default::default() }
}
