//! What decides on an iPhone: names of notifications, and what has to change about them.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use chrono::{NaiveDate, NaiveTime, Weekday};
use proptest::prelude::*;
use unsit_core::app::{BreaksLeft, Desired, Effect, First, Message, Model, Pending, Reminder, Start, Subject, Waking, When};
use unsit_core::breaks::{OfferId, ReminderId};
use unsit_core::record::SessionId;
use unsit_core::session::Stage;
use unsit_core::{Millis, Mono, Now, Wall};
use unsit_platform::Platform;
use unsit_platform::ios::cues::Cues;
use unsit_platform::ios::name::Name;
use unsit_platform::ios::reconcile::{Changes, Found, Wanted, reminder_of};
use unsit_platform::runtime::Engine;
use uuid::Uuid;

const NOON: Wall = Wall(1_803_898_800_000);

#[test]
fn what_is_there_already_is_left_alone() {
    let wanted = Wanted { pending: vec![due(1, 10), week(Weekday::Mon), cue(5)], knows_reminders: true, in_sight: Some(None) };
    let found = Found { pending: names(&wanted.pending), delivered: vec![] };
    assert!(Changes::of(&wanted, &found, &now()).is_nothing());
}

#[test]
fn what_is_missing_comes_and_what_is_not_wanted_goes() {
    let wanted = Wanted { pending: vec![due(1, 10), due(2, 20)], knows_reminders: true, in_sight: Some(None) };
    let found = Found { pending: names(&[due(1, 10), due(3, 30), cue(5)]), delivered: vec![] };
    let changes = Changes::of(&wanted, &found, &now());
    assert_eq!(changes.add, [(name(&due(2, 20)), due(2, 20))]);
    assert_eq!(changes.take_from_pending, names(&[due(3, 30), cue(5)]));
}

#[test]
fn another_time_or_other_words_make_another_notification() {
    let later = due(1, 11);
    let german = Pending { title: "Zeit aufzustehen".into(), ..due(1, 10) };
    for changed in [later, german] {
        let wanted = Wanted { pending: vec![changed.clone()], knows_reminders: true, in_sight: Some(None) };
        let changes = Changes::of(&wanted, &Found { pending: names(&[due(1, 10)]), delivered: vec![] }, &now());
        assert_eq!(changes.add.len(), 1);
        assert_eq!(changes.take_from_pending, names(&[due(1, 10)]));
    }
}

#[test]
fn reminders_that_are_not_known_yet_stay_and_cues_of_a_lost_session_go() {
    let found = Found { pending: names(&[due(1, 10), week(Weekday::Mon), cue(5)]), delivered: vec![(name(&due(2, 0)), NOON)] };
    let changes = Changes::of(&Wanted::default(), &found, &now());
    assert_eq!(changes.take_from_pending, names(&[cue(5)]));
    assert_eq!(changes.take_from_sight, [""; 0]);
}

#[test]
fn while_a_reminder_is_written_down_none_is_taken_away_or_shown() {
    let wanted = Wanted { pending: vec![], knows_reminders: true, in_sight: None };
    let about_to = Found { pending: names(&[due(1, 0), cue(5)]), delivered: vec![(name(&due(2, 0)), NOON)] };
    let changes = Changes::of(&wanted, &about_to, &now());
    assert_eq!(changes, Changes { take_from_pending: names(&[cue(5)]), ..Changes::default() });
}

#[test]
fn names_of_another_version_are_cleared_away() {
    let found = Found { pending: vec!["due:1".into(), "reminder-7".into()], delivered: vec![("sample".into(), NOON)] };
    let changes = Changes::of(&Wanted { knows_reminders: true, ..Wanted::default() }, &found, &now());
    assert_eq!(changes.take_from_pending, ["due:1", "reminder-7"], "they would take the place of others");
    assert_eq!(changes.take_from_sight, [""; 0], "what is in sight was asked for");
}

#[test]
fn a_reminder_that_the_system_shows_or_is_about_to_show_is_not_shown_twice() {
    let wanted = Wanted { pending: vec![], knows_reminders: true, in_sight: Some(Some(reminder(1))) };
    let shown = Found { pending: vec![], delivered: vec![(name(&due(1, 0)), NOON)] };
    let about_to = Found { pending: names(&[due(1, 0)]), delivered: vec![] };
    let weekly = Found { pending: vec![], delivered: vec![(name(&week_first(1)), NOON)] };
    for found in [shown, about_to, weekly] {
        assert!(Changes::of(&wanted, &found, &now()).is_nothing(), "{found:?}");
    }
    let changes = Changes::of(&wanted, &Found::default(), &now());
    assert_eq!(changes.show.unwrap().1, reminder(1));
    let put_away = Wanted { in_sight: Some(Some(Reminder { is_in_sight: true, ..reminder(1) })), ..wanted };
    assert!(Changes::of(&put_away, &Found::default(), &now()).is_nothing(), "the person has put it away");
}

#[test]
fn a_weekly_reminder_is_known_the_first_time_only() {
    let name = name(&week_first(1));
    assert_eq!(reminder_of(&name, NOON + Millis(30_000)).unwrap().reminder, reminder(1).id);
    assert_eq!(reminder_of(&name, NOON + Millis(7 * 24 * 3_600_000)), None);
    assert_eq!(reminder_of(&self::name(&week(Weekday::Mon)), NOON), None);
}

#[test]
fn what_was_answered_is_taken_out_of_sight_together_with_every_cue() {
    let wanted = Wanted { pending: vec![], knows_reminders: true, in_sight: Some(Some(reminder(1))) };
    let delivered = vec![(name(&due(1, 0)), NOON), (name(&due(2, 0)), NOON), (name(&cue(5)), NOON)];
    let changes = Changes::of(&wanted, &Found { pending: vec![], delivered }, &now());
    assert_eq!(changes.take_from_sight, [name(&due(2, 0)), name(&cue(5))]);
}

#[test]
fn what_is_past_is_not_asked_for() {
    let wanted = Wanted { pending: vec![due(1, 0), cue(0)], knows_reminders: true, in_sight: Some(None) };
    assert!(Changes::of(&wanted, &Found::default(), &now()).is_nothing());
}

#[test]
fn a_session_goes_on_behind_other_apps_where_the_system_gives_its_cues() {
    let mut phone = Phone::plays("quick-bridge");
    phone.pass_to(16);
    phone.send(Message::InSight(false));
    phone.sleeps_to(40);
    assert_eq!(phone.stands(), "running hold 2");
    assert_eq!(phone.held(), 14, "the first hold, and what is over of the second, whose end is still to be told");
    phone.send(Message::InSight(true));
    phone.pass_to(41);
    assert_eq!(phone.stands(), "running hold 2");
}

#[test]
fn a_session_that_ends_behind_other_apps_is_stored_in_full() {
    let mut phone = Phone::plays("quick-bridge");
    phone.pass_to(16);
    phone.send(Message::InSight(false));
    phone.sleeps_to(600);
    assert_eq!((phone.stands().as_str(), phone.held()), ("done", 30));
}

#[test]
fn a_session_stands_still_where_the_system_took_no_cues() {
    let mut phone = Phone::plays("quick-bridge");
    phone.takes_cues.set(false);
    phone.pass_to(20);
    phone.send(Message::InSight(false));
    phone.sleeps_to(40);
    assert_eq!(phone.stands(), "paused hold 1");
    assert!((2..=4).contains(&phone.held()), "what was heard, and a second at most until the loop would have run");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_name_is_read_as_it_was_written(pending in pending()) {
        let name = Name::of(&pending);
        prop_assert_eq!(name.to_string().parse::<Name>(), Ok(name));
        prop_assert!(name.to_string().len() <= 200);
    }

    #[test]
    fn no_text_is_read_as_two_names(text in "[a-z0-9:-]{0,90}") {
        if let Ok(name) = text.parse::<Name>() {
            prop_assert_eq!(name.to_string(), text);
        }
    }

    #[test]
    fn once_done_there_is_nothing_more_to_do(
        wanted in prop::collection::vec(pending(), 0..20),
        found in prop::collection::vec(pending(), 0..20),
        seen in prop::collection::vec(pending(), 0..5),
        in_sight in prop::option::of(prop::option::of(0..9_u128)),
        knows_reminders: bool,
    ) {
        let wanted = Wanted { pending: wanted, knows_reminders, in_sight: in_sight.map(|own| own.map(reminder)) };
        let mut found = Found { pending: names(&found), delivered: seen.iter().map(|own| (name(own), NOON)).collect() };
        let changes = Changes::of(&wanted, &found, &now());
        found.pending.retain(|own| !changes.take_from_pending.contains(own));
        found.pending.extend(changes.add.iter().map(|(name, _)| name.clone()));
        found.delivered.retain(|(own, _)| !changes.take_from_sight.contains(own));
        found.delivered.extend(changes.show.iter().map(|(name, _)| (name.clone(), NOON)));
        prop_assert!(Changes::of(&wanted, &found, &now()).is_nothing());
        let kept: BTreeSet<&String> = found.pending.iter().collect();
        for pending in wanted.pending.iter().filter(|pending| comes(pending)) {
            prop_assert!(kept.contains(&name(pending)));
        }
    }
}

// ---- helpers ----

/// An app on a phone that takes cues, or none, and stands still behind other apps.
struct Phone {
    engine: Engine<Machine>,
    now: Rc<Cell<Now>>,
    takes_cues: Rc<Cell<bool>>,
}

struct Machine {
    now: Rc<Cell<Now>>,
    cues: RefCell<Cues>,
    takes_cues: Rc<Cell<bool>>,
}

impl Platform for Machine {
    fn now(&self) -> Now {
        self.now.get()
    }

    fn perform(&self, _: Effect) {}

    fn reconcile(&self, want: &Desired) {
        let mut cues = self.cues.borrow_mut();
        cues.want(&want.phases);
        if self.takes_cues.get() {
            want.phases.iter().for_each(|notice| cues.take(notice.at));
        }
    }

    fn heard_until(&self, due: Mono, now: Mono) -> Mono {
        self.cues.borrow().heard_until(due, now)
    }
}

impl Phone {
    fn plays(routine: &str) -> Self {
        let (now, takes_cues) = (Rc::new(Cell::new(now())), Rc::new(Cell::new(true)));
        let machine = Machine { now: now.clone(), cues: RefCell::default(), takes_cues: takes_cues.clone() };
        let mut phone = Self { engine: Engine::new(Model::new(now.get(), 1), machine), now, takes_cues };
        let breaks = Some(BreaksLeft { watches: true, plans_ahead: true, ..BreaksLeft::default() });
        phone.send(Message::Woken(Box::new(Waking { breaks, ..Waking::default() })));
        phone.send(Message::Start(Start::routine(routine)));
        phone
    }

    fn send(&mut self, message: Message) {
        self.engine.turn(message);
    }

    /// Runs, and comes to each wake-up in time.
    fn pass_to(&mut self, second: u64) {
        let until = Mono(second * 1000);
        while let Some(due) = self.engine.armed().filter(|due| *due <= until) {
            self.jump_to(due);
            self.engine.wake();
        }
        self.jump_to(until);
    }

    /// Stands still until then.
    fn sleeps_to(&mut self, second: u64) {
        self.jump_to(Mono(second * 1000));
        self.engine.wake();
    }

    fn jump_to(&self, mono: Mono) {
        let now = self.now.get();
        self.now.set(Now { wall: now.wall + mono.since(now.mono), mono, ..now });
    }

    /// "running hold 2"
    fn stands(&self) -> String {
        let session = &self.engine.model().playing.as_ref().unwrap().session;
        let view = session.view(self.now.get().mono);
        match view.stage {
            Stage::Running { .. } => format!("running {} {}", view.kind.id(), view.set.set),
            Stage::Paused(_) => format!("paused {} {}", view.kind.id(), view.set.set),
            Stage::Done => "done".to_owned(),
        }
    }

    fn held(&self) -> u64 {
        self.engine.model().playing.as_ref().unwrap().session.summary(self.now.get().mono).held().secs_floor()
    }
}

fn now() -> Now {
    Now { wall: NOON, offset_seconds: 0, zone: None, mono: Mono(0) }
}

fn comes(pending: &Pending) -> bool {
    match pending.when {
        When::Once { at, .. } => at > NOON,
        When::Weekly { .. } => true,
        When::Mono(at) => at > Mono(0),
    }
}

fn reminder(number: u128) -> Reminder {
    let own = String::new;
    Reminder {
        id: ReminderId(Uuid::from_u128(number)),
        offer: Some(OfferId(Uuid::from_u128(number + 100))),
        title: "Time to get up".into(),
        body: "60 minutes sitting.".into(),
        start: own(),
        later: own(),
        moved: own(),
        is_in_sight: false,
    }
}

/// A reminder that comes in so many minutes.
fn due(number: u128, minutes: u64) -> Pending {
    let Reminder { id, offer, title, body, .. } = reminder(number);
    let at = NOON + Millis(minutes * 60_000);
    let local = NaiveDate::from_ymd_opt(2027, 3, 1).unwrap().and_hms_opt(12, u32::try_from(minutes).unwrap(), 0).unwrap();
    Pending { subject: Subject::Reminder { reminder: id, offer: offer.unwrap() }, when: When::Once { at, local }, title, body }
}

fn week(day: Weekday) -> Pending {
    let when = When::Weekly { day, time: NaiveTime::from_hms_opt(10, 0, 0).unwrap() };
    Pending { subject: Subject::Week { day, first: None }, when, title: "Time to get up".into(), body: "60 minutes sitting.".into() }
}

fn week_first(number: u128) -> Pending {
    let Reminder { id, offer, .. } = reminder(number);
    let first = First { reminder: id, offer: offer.unwrap(), at: NOON };
    Pending { subject: Subject::Week { day: Weekday::Mon, first: Some(first) }, ..week(Weekday::Mon) }
}

fn cue(seconds: u64) -> Pending {
    let at = Mono(seconds * 1000);
    let subject = Subject::Phase { session: SessionId(Uuid::from_u128(9)), at };
    Pending { subject, when: When::Mono(at), title: "Hold.".into(), body: "Bridge".into() }
}

fn name(pending: &Pending) -> String {
    Name::of(pending).to_string()
}

fn names(pending: &[Pending]) -> Vec<String> {
    pending.iter().map(name).collect()
}

fn pending() -> impl Strategy<Value = Pending> {
    let day = (0..7_u8).prop_map(|day| Weekday::try_from(day).unwrap());
    prop_oneof![
        (0..9_u128, 0..60_u64).prop_map(|(number, minutes)| due(number, minutes)),
        day.prop_map(week),
        (0..9_u128).prop_map(week_first),
        (0..60_u64).prop_map(cue),
    ]
}
