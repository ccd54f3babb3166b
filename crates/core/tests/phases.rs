//! What a system says of a session while the app is in the background, and until when that was heard.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use unsit_core::app::{BreaksLeft, Change, Control, Desired, Message, Model, NOTICES, PhaseNotice, Start, Waking, heard_until, update};
use unsit_core::record::SessionId;
use unsit_core::routine::Catalogue;
use unsit_core::session::Stage;
use unsit_core::text::Language;
use unsit_core::{Mono, Now, Wall};
use uuid::Uuid;

#[test]
fn the_rest_of_a_quick_bridge_is_told_at_its_planned_ends() {
    let mut app = App::start("quick-bridge");
    app.background(20);
    insta::assert_snapshot!(app.told());
}

#[test]
fn both_sides_are_told_apart_in_german() {
    let mut app = App::start("bridge-and-donkey-kicks");
    app.send(Message::Change(Change::Language(Some(Language::German))));
    app.background(70);
    insta::assert_snapshot!(app.told());
}

#[test]
fn a_repetition_is_told_by_its_number() {
    let mut app = App::start("before-activity");
    app.background(195);
    insta::assert_snapshot!(app.told());
}

#[test]
fn an_app_in_front_of_its_person_leaves_nothing_to_the_system() {
    let mut app = App::start("quick-bridge");
    assert_eq!(app.phases(), []);
    app.background(20);
    assert!(!app.phases().is_empty());
    app.send(Message::InSight(true));
    assert_eq!(app.phases(), []);
}

#[test]
fn nothing_is_told_while_a_session_stands_still_or_is_over() {
    let mut app = App::start("quick-bridge");
    app.background(20);
    app.send(Message::Control(Control::Pause));
    assert_eq!(app.phases(), []);
    app.send(Message::Control(Control::Resume));
    assert!(!app.phases().is_empty());
    app.send(Message::Control(Control::Stop));
    assert_eq!(app.phases(), []);
}

#[test]
fn a_trial_is_left_to_the_app() {
    let mut app = App::new();
    app.send(Message::Start(Start { rehearsal: true, ..Start::routine("quick-bridge") }));
    app.background(20);
    assert_eq!(app.phases(), []);
}

#[test]
fn after_a_pause_the_same_moments_are_told_later() {
    let mut app = App::start("quick-bridge");
    app.background(20);
    let before = app.phases();
    app.send(Message::Control(Control::Pause));
    app.pass_to(30);
    app.send(Message::Control(Control::Resume));
    let after = app.phases();
    // Three seconds to get ready and a lift come before the rest of the hold.
    assert_eq!(after[0].title, "Lift your hips.");
    assert_eq!(after[0].at, Mono(33_000));
    assert_eq!(after.last().unwrap().at, before.last().unwrap().at + unsit_core::Millis(15_000));
}

#[test]
fn an_app_that_missed_nothing_has_heard_until_now() {
    let wanted = notices(&[10, 20, 30]);
    assert_eq!(heard_until(&wanted, |_| true, Mono(5), Mono(19)), Mono(19), "20 is still to come");
    assert_eq!(heard_until(&wanted, |_| true, Mono(5), Mono(8)), Mono(8), "nothing was due yet");
    assert_eq!(heard_until(&wanted, |_| true, Mono(5), Mono(99)), Mono(99), "the session is over");
}

#[test]
fn after_a_notice_that_was_not_given_nothing_counts_as_heard() {
    let wanted = notices(&[10, 20, 30]);
    let but = |missing: u64| move |notice: &PhaseNotice| notice.at != Mono(missing);
    assert_eq!(heard_until(&wanted, but(20), Mono(5), Mono(35)), Mono(10));
    assert_eq!(heard_until(&wanted, but(10), Mono(5), Mono(35)), Mono(5), "as long as the app ran itself");
    assert_eq!(heard_until(&wanted, but(30), Mono(5), Mono(25)), Mono(25), "it is not due yet");
    assert_eq!(heard_until(&[], |_| true, Mono(5), Mono(25)), Mono(5), "nobody was to say anything");
}

#[test]
fn a_list_that_is_full_does_not_end_with_the_session() {
    let wanted = notices(&(1..=NOTICES as u64).collect::<Vec<_>>());
    assert_eq!(heard_until(&wanted, |_| true, Mono(0), Mono(500)), Mono(50));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn notices_are_few_in_order_and_keep_their_moments(routine in routine(), at in 0..1500_u64, later in 0..20_u64) {
        let mut app = App::start(routine);
        app.background(at);
        let first = app.phases();
        prop_assert!(first.len() <= NOTICES);
        prop_assert!(first.is_sorted_by(|one, next| one.at < next.at));
        prop_assert!(first.iter().all(|notice| notice.at > Mono(at * 1000) && !notice.title.is_empty() && !notice.body.is_empty()));
        app.pass_to(at + later);
        let now = Mono((at + later) * 1000);
        let left: Vec<_> = first.into_iter().filter(|notice| notice.at > now).collect();
        let again = app.phases();
        prop_assert_eq!(&again[..left.len()], &left[..], "time alone renames and moves nothing");
    }

    #[test]
    fn a_session_that_was_heard_by_notices_is_the_one_that_was_watched(routine in routine(), from in 0..300_u64, away in 0..300_u64) {
        let mut slept = App::start(routine);
        slept.background(from);
        let wanted = slept.phases();
        let mut watched = App::start(routine);
        watched.pass_to(from + away);
        let (stood_still, now) = (Mono(from * 1000), Mono((from + away) * 1000));
        slept.now.mono = now;
        slept.send(Message::Wake { heard_until: heard_until(&wanted, |_| true, stood_still, now) });
        // A full list is heard to its end only.
        prop_assume!(wanted.len() < NOTICES);
        prop_assert_eq!(slept.held(), watched.held());
    }

    #[test]
    fn what_was_heard_lies_between_standing_still_and_now(
        moments in prop::collection::btree_set(1..200_u64, 0..60),
        given in prop::collection::btree_set(1..200_u64, 0..60),
        stood_still in 0..200_u64,
        slept in 0..200_u64,
    ) {
        let wanted: Vec<_> = notices(&moments.into_iter().filter(|at| *at > stood_still).take(NOTICES).collect::<Vec<_>>());
        let now = stood_still + slept;
        let heard = heard_until(&wanted, |notice| given.contains(&notice.at.0), Mono(stood_still), Mono(now));
        prop_assert!(Mono(stood_still) <= heard && heard <= Mono(now));
        let missed = wanted.iter().find(|notice| notice.at <= Mono(now) && !given.contains(&notice.at.0));
        prop_assert!(missed.is_none_or(|missed| heard < missed.at));
    }
}

// ---- helpers ----

/// An app that is played to by hand, at whole seconds.
struct App {
    model: Model,
    now: Now,
}

impl App {
    fn new() -> Self {
        let now = Now { wall: Wall(1_750_939_200_000), offset_seconds: 0, zone: None, mono: Mono(0) };
        let mut app = Self { model: Model::new(now, 7), now };
        let breaks = Some(BreaksLeft { watches: true, plans_ahead: true, ..BreaksLeft::default() });
        let settings = BTreeMap::from([("first-run-done".to_owned(), true.into())]);
        app.send(Message::Woken(Box::new(Waking { breaks, settings, all_read: true, ..Waking::default() })));
        app
    }

    fn start(routine: &str) -> Self {
        let mut app = Self::new();
        app.send(Message::Start(Start::routine(routine)));
        app
    }

    fn send(&mut self, message: Message) {
        let _ = update(&mut self.model, message, self.now);
    }

    /// Wakes the app punctually until this second.
    fn pass_to(&mut self, second: u64) {
        let until = Mono(second * 1000);
        while let Some(due) = self.model.playing.as_ref().and_then(|playing| playing.session.deadline()).filter(|due| *due <= until) {
            self.now.mono = due;
            self.send(Message::Wake { heard_until: due });
        }
        self.now.mono = until;
        self.send(Message::Wake { heard_until: until });
    }

    fn background(&mut self, second: u64) {
        self.pass_to(second);
        self.send(Message::InSight(false));
    }

    fn phases(&self) -> Vec<PhaseNotice> {
        Desired::of(&self.model).phases
    }

    /// One line a notice: when, what the voice would say, what is being done.
    fn told(&self) -> String {
        let lines = self.phases().into_iter().map(|notice| format!("{:>4} s  {} | {}", notice.at.0 / 1000, notice.title, notice.body));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Whether it is over or runs, and the seconds held of each set.
    fn held(&self) -> (bool, Vec<u64>) {
        let view = self.model.playing.as_ref().unwrap().session.view(self.now.mono);
        (matches!(view.stage, Stage::Paused(_)), view.held.iter().map(|held| held.0).collect())
    }
}

fn notices(moments: &[u64]) -> Vec<PhaseNotice> {
    let session = SessionId(Uuid::nil());
    let notice = |at: &u64| PhaseNotice { session, at: Mono(*at), title: "Hold.".to_owned(), body: "Bridge".to_owned() };
    moments.iter().collect::<BTreeSet<_>>().into_iter().map(notice).collect()
}

fn routine() -> impl Strategy<Value = &'static str> {
    let ids: Vec<&'static str> = Catalogue::built_in().routines.iter().map(|routine| routine.id.as_str()).collect();
    prop::sample::select(ids)
}
