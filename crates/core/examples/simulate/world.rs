//! A life with the planner in it. Time jumps to each of its deadlines, and stops at each minute for the person.

use std::sync::Arc;

use chrono_tz::{TZ_VARIANTS, Tz};
use unsit_core::breaks::{Breaks, Event, Fact, Ledger, Minutes, Offers};
use unsit_core::{Millis, Mono, Now, Wall};
use uuid::Uuid;

use crate::Life;
use crate::person::{Happening, Person, any_settings};
use crate::random::Random;
use crate::trace::{Act, Deed, Minute, Shown, Trace};
use crate::zones::{new_year, offset};

const MINUTE: u64 = 60_000;

pub(crate) fn live(life: Life) -> Trace {
    let mut random = Random::new(life.seed.wrapping_mul(0x0100_0000_01B3) ^ u64::try_from(life.year).unwrap());
    let began = new_year(life.year);
    let minutes = usize::try_from((new_year(life.year + 1) - began) / 60).unwrap();
    let settings = any_settings(&mut random, began);
    let mut world = World::new(life.zone, began, settings, random.next());
    let mut person = Person::new(Random::new(random.next()));
    for minute in 0..minutes {
        world.begins(minute, &mut person, &mut random);
    }
    world.pass_until(minutes);
    world.trace.rows = world.ledger.rows();
    world.trace
}

struct World {
    breaks: Breaks,
    ledger: Ledger,
    trace: Trace,
    /// Seconds of UTC.
    began: i64,
    /// By how much the machine's clock was set, in milliseconds.
    jumped: i64,
    zone: usize,
    mono: u64,
    seems_present: bool,
    /// Somebody left at this minute, which the machine has not noticed.
    unnoticed: Option<usize>,
    in_call: bool,
    in_session: bool,
}

impl World {
    fn new(zone: Tz, began: i64, settings: unsit_core::breaks::ReminderSettings, seed: u64) -> Self {
        let wall = Wall(began * 1000);
        let now = Now { wall, offset_seconds: offset(zone, began), zone: Some(zone.into()), mono: Mono(0) };
        let device = Uuid::from_u128(u128::from(seed));
        let breaks = Breaks::begin(settings.clone(), Offers::new(device, 0), u128::from(seed), &now);
        let trace = Trace {
            zones: vec![zone],
            settings: vec![Arc::new(settings)],
            minutes: vec![],
            acts: vec![],
            shown: vec![],
            rows: vec![],
            stood_still: false,
        };
        Self {
            breaks,
            ledger: Ledger::default(),
            trace,
            began,
            jumped: 0,
            zone: 0,
            mono: 0,
            seems_present: true,
            unnoticed: None,
            in_call: false,
            in_session: false,
        }
    }

    /// What the machine's clock says.
    fn wall(&self) -> Wall {
        Wall(self.began * 1000 + i64::try_from(self.mono).unwrap() + self.jumped)
    }

    fn now(&self) -> Now {
        let wall = self.wall();
        let zone = self.trace.zones[self.zone];
        Now { wall, offset_seconds: offset(zone, wall.0.div_euclid(1000)), zone: Some(zone.into()), mono: Mono(self.mono) }
    }

    /// Time passes until the beginning of a minute, from deadline to deadline.
    fn pass_until(&mut self, minute: usize) -> u64 {
        let until = minute as u64 * MINUTE;
        while let Some(deadline) = self.breaks.deadline().filter(|deadline| deadline.0 <= until) {
            if deadline.0 <= self.mono {
                self.trace.stood_still = true;
                break;
            }
            self.mono = deadline.0;
            self.update(Event::Wake, minute.saturating_sub(1));
        }
        self.mono = until;
        until
    }

    fn begins(&mut self, minute: usize, person: &mut Person, random: &mut Random) {
        let heard = self.trace.shown.len();
        let until = self.pass_until(minute);
        self.note(minute, person);
        let wall = self.wall().0.div_euclid(60_000);
        let settings = Arc::clone(self.trace.settings.last().unwrap());
        let happenings = person.lives(minute, self.began, wall, &settings);
        let woke = happenings.contains(&Happening::Wakes);
        for happening in happenings {
            self.happens(happening, minute, random);
            self.note(minute, person);
        }
        if self.unnoticed.is_some_and(|left| left < minute) && !person.is_present() {
            self.update(Event::Idle { since: Mono(until - MINUTE) }, minute);
            self.unnoticed = None;
            self.seems_present = false;
            self.note(minute, person);
        }
        self.note(minute, person);
        self.trace.minutes[minute].woke = woke;
        if self.trace.shown.len() > heard {
            person.hears(minute);
        }
    }

    /// How things stand in this minute, as far as it has been lived.
    fn note(&mut self, minute: usize, person: &Person) {
        let woke = self.trace.minutes.get(minute).is_some_and(|minute| minute.woke);
        let noted = Minute {
            wall: self.wall().0.div_euclid(60_000),
            zone: self.zone,
            settings: self.trace.settings.len() - 1,
            present: person.is_present(),
            seems_present: self.seems_present,
            in_call: self.in_call,
            in_session: self.in_session,
            woke,
        };
        self.trace.minutes.truncate(minute);
        self.trace.minutes.push(noted);
    }

    fn happens(&mut self, happening: Happening, minute: usize, random: &mut Random) {
        let sets = matches!(happening, Happening::Travels | Happening::SetsClock(_) | Happening::Thinks(_));
        if sets && self.unnoticed.is_some() {
            return; // nobody is there to set anything
        }
        let after_shown = self.trace.shown.len();
        let mut deed = |what| self.trace.acts.push(Act { minute, after_shown, what });
        let event = match happening {
            Happening::Leaves => {
                self.unnoticed = Some(minute);
                return;
            }
            // What no machine can notice counts as sitting.
            Happening::Returns if self.unnoticed.is_some() => {
                let left = self.unnoticed.take().unwrap_or(minute);
                self.trace.minutes[left..minute].iter_mut().for_each(|minute| minute.present = true);
                return;
            }
            Happening::Returns => Event::Active,
            Happening::Locks => Event::Lock,
            Happening::Unlocks => Event::Unlock,
            Happening::Sleeps => Event::Suspend,
            Happening::Wakes => Event::Resume,
            Happening::CallBegins => Event::Call(true),
            Happening::CallEnds => Event::Call(false),
            Happening::SessionBegins => Event::Start,
            Happening::SessionEnds(held, planned) => {
                deed(Deed::Session(held, planned));
                Event::Done { session: None, held: Millis::from_secs(held), planned: Millis::from_secs(planned) }
            }
            Happening::Moves => {
                deed(Deed::Moved);
                Event::Moved
            }
            Happening::Skips => {
                deed(Deed::Skipped);
                Event::Skip(None)
            }
            Happening::PutsOff(minutes) => {
                deed(Deed::Later(minutes));
                Event::Later(Minutes::new(minutes).unwrap())
            }
            Happening::Travels => {
                self.zone = self.fly(random.one_of(&TZ_VARIANTS), random);
                Event::Wake
            }
            Happening::SetsClock(minutes) => {
                self.jumped += minutes * 60_000;
                Event::Wake
            }
            Happening::Thinks(settings) => {
                self.trace.settings.push(Arc::new((*settings).clone()));
                Event::Settings(settings)
            }
        };
        match event {
            Event::Lock | Event::Suspend => self.seems_present = false,
            Event::Active | Event::Unlock | Event::Resume => self.seems_present = true,
            Event::Call(on) => self.in_call = on,
            Event::Start => self.in_session = true,
            Event::Done { .. } => self.in_session = false,
            Event::Wake
            | Event::Idle { .. }
            | Event::Later(_)
            | Event::Moved
            | Event::Skip(_)
            | Event::Settings(_)
            | Event::Delivered { .. }
            | Event::Walked(_) => {}
        }
        self.update(event, minute);
    }

    /// The place of a zone among those of this life; home again every other time.
    fn fly(&mut self, zone: Tz, random: &mut Random) -> usize {
        if self.zone != 0 && random.once_in(2) {
            return 0;
        }
        if let Some(known) = self.trace.zones.iter().position(|known| *known == zone) {
            return known;
        }
        self.trace.zones.push(zone);
        self.trace.zones.len() - 1
    }

    fn update(&mut self, event: Event, minute: usize) {
        let now = self.now();
        for event in self.breaks.update(event, &now) {
            if let Fact::Shown { offer, reminder, kind } = event.fact {
                let Self { zone, seems_present, in_call, in_session, .. } = *self;
                let settings = self.trace.settings.len() - 1;
                let shown = Shown {
                    minute,
                    zone,
                    settings,
                    seems_present,
                    in_call,
                    in_session,
                    mono: now.mono.0,
                    wall: now.wall.0,
                    id: reminder,
                    offer,
                    kind,
                };
                self.trace.shown.push(shown);
            }
            self.ledger.add(event);
        }
    }
}
