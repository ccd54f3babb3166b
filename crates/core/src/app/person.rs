//! What a device sees of a person, put together: several sources tell of it, and each knows only its part.

use crate::Mono;
use crate::breaks::Event;

/// What the machine sees of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// No input since then.
    Idle {
        since: Mono,
    },
    Active,
    Lock,
    Unlock,
    Suspend,
    Resume,
    /// What the person is not to be disturbed in now; none: nothing any more.
    Busy(Option<Busy>),
}

/// What somebody is not disturbed in, if reminders keep quiet then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Busy {
    /// A window fills the screen.
    FullScreen,
    /// A program keeps the screen on: a call, a film, a talk.
    Held {
        /// Its own name for itself.
        by: String,
    },
}

/// What was seen last. Kept also while nobody asks, so that whoever begins to count knows how things stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Person {
    /// There is no input.
    idle: bool,
    locked: bool,
    busy: Option<Busy>,
}

impl Person {
    /// Takes in what was seen; what follows from it for breaks, in this order.
    ///
    /// - Who is in a call or watches something gives no input and sits all the same: a program that keeps the screen on for
    ///   them says so. They are away from its end on, unless they do something. A full screen alone says nothing of the kind.
    /// - A machine that wakes up by itself has nobody in front of it if it had nobody before.
    pub(super) fn see(&mut self, seen: &Seen, now: Mono) -> Vec<Event> {
        match seen {
            Seen::Idle { since } => {
                self.idle = true;
                if self.is_held() { vec![] } else { vec![Event::Idle { since: *since }] }
            }
            Seen::Active => {
                self.idle = false;
                vec![Event::Active]
            }
            Seen::Lock => {
                self.locked = true;
                vec![Event::Lock]
            }
            Seen::Unlock => {
                (self.locked, self.idle) = (false, false);
                vec![Event::Unlock]
            }
            Seen::Suspend => vec![Event::Suspend],
            Seen::Resume => [Event::Resume].into_iter().chain(self.away_from(now)).collect(),
            Seen::Busy(busy) => {
                let was_held = self.is_held();
                let was_busy = self.busy.is_some();
                self.busy.clone_from(busy);
                let call = (self.busy.is_some() != was_busy).then_some(Event::Call(!was_busy));
                let away = if was_held { self.away_from(now) } else { None };
                call.into_iter().chain(away).collect()
            }
        }
    }

    /// How things stand, for whoever begins to count now.
    #[must_use]
    pub(super) fn stands(&self, now: Mono) -> Vec<Event> {
        let busy = self.busy.is_some().then_some(Event::Call(true));
        let locked = self.locked.then_some(Event::Lock);
        busy.into_iter().chain(locked).chain(self.away_from(now)).collect()
    }

    /// Why nothing is offered, where calls are quiet.
    #[must_use]
    pub(super) const fn busy(&self) -> Option<&Busy> {
        self.busy.as_ref()
    }

    fn away_from(&self, now: Mono) -> Option<Event> {
        (self.idle && !self.is_held()).then_some(Event::Idle { since: now })
    }

    const fn is_held(&self) -> bool {
        matches!(self.busy, Some(Busy::Held { .. }))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Mono = Mono(600_000);
    const BEFORE: Mono = Mono(540_000);
    const IDLE: Seen = Seen::Idle { since: BEFORE };

    fn held() -> Seen {
        Seen::Busy(Some(Busy::Held { by: "a player".to_owned() }))
    }

    fn after(seen: &[Seen]) -> Person {
        let mut person = Person::default();
        for seen in seen {
            person.see(seen, NOW);
        }
        person
    }

    #[test]
    fn who_gives_no_input_is_away_since_its_beginning() {
        assert_eq!(after(&[]).see(&IDLE, NOW), [Event::Idle { since: BEFORE }]);
        assert_eq!(after(&[IDLE]).see(&Seen::Active, NOW), [Event::Active]);
    }

    #[test]
    fn who_listens_in_a_call_sits_and_is_away_from_its_end_on() {
        let mut person = after(&[held()]);
        assert_eq!(person.see(&IDLE, NOW), []);
        assert_eq!(person.see(&Seen::Busy(None), NOW), [Event::Call(false), Event::Idle { since: NOW }]);
        assert_eq!(after(&[held(), IDLE, Seen::Active]).see(&Seen::Busy(None), NOW), [Event::Call(false)]);
    }

    #[test]
    fn a_full_screen_keeps_nobody_in_the_chair() {
        assert_eq!(after(&[Seen::Busy(Some(Busy::FullScreen))]).see(&IDLE, NOW), [Event::Idle { since: BEFORE }]);
        let mut person = after(&[held(), IDLE]);
        let seen = Seen::Busy(Some(Busy::FullScreen));
        assert_eq!(person.see(&seen, NOW), [Event::Idle { since: NOW }], "the film is over, its window is not");
    }

    #[test]
    fn a_machine_that_wakes_up_by_itself_wakes_nobody() {
        assert_eq!(after(&[IDLE, Seen::Suspend]).see(&Seen::Resume, NOW), [Event::Resume, Event::Idle { since: NOW }]);
        assert_eq!(after(&[Seen::Suspend]).see(&Seen::Resume, NOW), [Event::Resume]);
    }

    #[test]
    fn whoever_unlocks_is_there() {
        assert_eq!(after(&[IDLE, Seen::Lock]).stands(NOW), [Event::Lock, Event::Idle { since: NOW }]);
        assert_eq!(after(&[IDLE, Seen::Lock, Seen::Unlock]).stands(NOW), []);
    }

    #[test]
    fn another_reason_is_no_second_call() {
        let mut person = after(&[Seen::Busy(Some(Busy::FullScreen))]);
        assert_eq!(person.see(&held(), NOW), []);
        assert_eq!(person.busy(), Some(&Busy::Held { by: "a player".to_owned() }));
    }

    fn any_seen() -> impl Strategy<Value = Seen> {
        prop_oneof![
            Just(IDLE),
            Just(Seen::Active),
            Just(Seen::Lock),
            Just(Seen::Unlock),
            Just(Seen::Suspend),
            Just(Seen::Resume),
            Just(held()),
            Just(Seen::Busy(Some(Busy::FullScreen))),
            Just(Seen::Busy(None)),
        ]
    }

    proptest! {
        /// Each call that begins ends once, whatever else is seen in between.
        #[test]
        fn calls_begin_and_end_in_turn(all in prop::collection::vec(any_seen(), 0..40)) {
            let mut person = Person::default();
            let events = all.iter().flat_map(|seen| person.see(seen, NOW));
            let calls: Vec<bool> = events.filter_map(|event| if let Event::Call(on) = event { Some(on) } else { None }).collect();
            prop_assert!(calls.iter().enumerate().all(|(place, on)| *on == (place % 2 == 0)), "{calls:?}");
            prop_assert_eq!(calls.len() % 2 == 1, person.busy().is_some());
        }

        /// Whoever begins to count later comes to the same as whoever has counted all the time.
        #[test]
        fn how_things_stand_is_what_was_told(all in prop::collection::vec(any_seen(), 0..40)) {
            let mut person = Person::default();
            let told: Vec<Event> = all.iter().flat_map(|seen| person.see(seen, NOW)).collect();
            let (told, stands) = (Told::of(&told), Told::of(&person.stands(NOW)));
            prop_assert_eq!((told.call, told.locked), (stands.call, stands.locked));
            // Sleep is not kept: whoever begins to count is awake.
            prop_assert!(told.away || !stands.away);
        }
    }

    /// What a list of events comes to.
    #[derive(Default)]
    struct Told {
        call: bool,
        locked: bool,
        away: bool,
    }

    impl Told {
        fn of(events: &[Event]) -> Self {
            let mut told = Self::default();
            for event in events {
                match event {
                    Event::Call(on) => told.call = *on,
                    Event::Lock => (told.locked, told.away) = (true, true),
                    Event::Unlock => (told.locked, told.away) = (false, false),
                    Event::Idle { .. } | Event::Suspend => told.away = true,
                    Event::Active | Event::Resume => told.away = told.locked,
                    other => panic!("nobody sees {other:?}"),
                }
            }
            told
        }
    }
}
