//! The core's own word on what a session tells: its update, driven from wake-up to wake-up with no machine around it.

use unsit_core::app::{BreaksLeft, Desired, Effect, Message, Model, Telling, Waking, update};
use unsit_core::session::Cue;
use unsit_core::{Millis, Mono, Now};

use super::subject::{BEGINS, LANGUAGE, region};

/// What the core has told, and when: milliseconds after the first message.
#[derive(Debug, Default)]
pub struct Told(Vec<(Millis, Telling)>);

/// Plays messages, each after a time, and then lets the rest of the time pass.
pub fn play(script: &[(Millis, Message)], rest: Millis) -> Told {
    let mut app = App::new();
    for (after, message) in script {
        app.pass(*after);
        app.step(message.clone());
    }
    app.pass(rest);
    app.told
}

impl Told {
    pub fn cues(&self, heard_as: fn(Cue) -> Option<String>) -> Vec<String> {
        self.0.iter().flat_map(|(_, telling)| telling.cues.iter().copied().filter_map(heard_as)).collect()
    }

    pub fn words(&self) -> Vec<String> {
        self.0.iter().filter_map(|(_, telling)| telling.voice.as_ref()).map(|spoken| spoken.text.clone()).collect()
    }

    /// The moments at which cues are heard, and how many are heard by then.
    pub fn moments(&self, heard_as: fn(Cue) -> Option<String>) -> Vec<(Millis, usize)> {
        let mut by_then = 0;
        let moment = |(at, telling): &(Millis, Telling)| {
            let heard = telling.cues.iter().copied().filter_map(heard_as).count();
            by_then += heard;
            (heard > 0).then_some((*at, by_then))
        };
        self.0.iter().filter_map(moment).collect()
    }
}

struct App {
    model: Model,
    now: Now,
    began: Mono,
    told: Told,
}

impl App {
    fn new() -> Self {
        let now = Now { wall: BEGINS, offset_seconds: 0, zone: None, mono: Mono(1 << 40) };
        let mut app = Self { model: Model::new(now, 1), now, began: now.mono, told: Told::default() };
        let breaks = Some(BreaksLeft { watches: true, ..BreaksLeft::default() });
        app.step(Message::Woken(Box::new(Waking {
            system_language: LANGUAGE,
            system_region: region(),
            all_read: true,
            breaks,
            ..Waking::default()
        })));
        app
    }

    fn step(&mut self, message: Message) {
        for effect in update(&mut self.model, message, self.now) {
            if let Effect::Tell(telling) = effect {
                self.told.0.push((self.now.mono.since(self.began), telling));
            }
        }
    }

    fn pass(&mut self, time: Millis) {
        let until = self.now.mono + time;
        while let Some(due) = Desired::of(&self.model).wake_at.filter(|due| *due <= until) {
            self.turn_to(due);
            self.step(Message::Wake { heard_until: due });
        }
        self.turn_to(until);
    }

    fn turn_to(&mut self, mono: Mono) {
        self.now = Now { wall: self.now.wall + mono.since(self.now.mono), mono, ..self.now };
    }
}
