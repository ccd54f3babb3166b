//! Plays the cue sounds with Web Audio.
//!
//! A browser lets nobody make a sound before the person has touched the page, so the first gesture unlocks it. The audio
//! clock runs while a session holds it and for half a minute after; a running one keeps the device's audio awake. A cue
//! that cannot be heard at once is dropped, because a late "three, two, one" misleads.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use unsit_core::app::{Channel, ChannelState, Message, Volume};
use unsit_core::session::Cue;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AudioBuffer, AudioContext, AudioContextState, Event};

use super::{Reporter, js};
use crate::tone::{RATE, Tone};

/// How long the audio clock runs on after a session, in milliseconds.
const RELEASE_AFTER: u32 = 30_000;
/// The oldest cue that is still worth hearing, in milliseconds.
const TOO_LATE: f64 = 400.0;
/// What browsers take for a gesture. A touch counts when it ends.
const GESTURES: [&str; 4] = ["pointerup", "touchend", "click", "keydown"];

/// The sounds of a page.
#[derive(Debug)]
pub(super) struct Sound(Rc<Speaker>);

#[derive(Debug)]
struct Speaker {
    reporter: Reporter,
    told: RefCell<Option<ChannelState>>,
    audio: RefCell<Option<AudioContext>>,
    tones: RefCell<BTreeMap<usize, AudioBuffer>>,
    held: Cell<bool>,
    /// Counts the times it was held, so that an old wish to release does not end a new session's sound.
    holds: Cell<u32>,
}

impl Sound {
    /// Waits for the first gesture.
    pub(super) fn new(reporter: Reporter) -> Self {
        let speaker = Rc::new(Speaker {
            reporter,
            told: RefCell::default(),
            audio: RefCell::default(),
            tones: RefCell::default(),
            held: Cell::new(false),
            holds: Cell::new(0),
        });
        for gesture in GESTURES {
            let speaker = Rc::clone(&speaker);
            js::listen(&js::window(), gesture, move |_: Event| speaker.unlock());
        }
        Self(speaker)
    }

    /// Plays the sounds of some cues together.
    pub(super) fn play(&self, cues: &[Cue], volume: Volume) {
        let tones: Vec<Tone> = cues.iter().filter_map(|cue| Tone::of(*cue)).collect();
        let Some(audio) = self.0.audio.borrow().clone().filter(|_| !tones.is_empty()) else { return };
        let speaker = Rc::clone(&self.0);
        if audio.state() == AudioContextState::Running {
            speaker.start(&audio, &tones, volume);
            return;
        }
        let asked = now();
        spawn_local(async move {
            if speaker.resume(&audio).await && now() - asked < TOO_LATE {
                speaker.start(&audio, &tones, volume);
            }
        });
    }

    /// Keeps the audio clock running, or lets it stop soon.
    pub(super) fn hold(&self, on: bool) {
        if self.0.held.replace(on) == on {
            return;
        }
        let speaker = Rc::clone(&self.0);
        speaker.holds.set(speaker.holds.get() + 1);
        let hold = speaker.holds.get();
        spawn_local(async move {
            let audio = speaker.audio.borrow().clone();
            match audio {
                Some(audio) if on => {
                    speaker.resume(&audio).await;
                }
                Some(audio) => {
                    TimeoutFuture::new(RELEASE_AFTER).await;
                    if speaker.holds.get() == hold {
                        // One that is closed or interrupted is silent already.
                        let _ = audio.suspend();
                    }
                }
                None => {}
            }
        });
    }
}

impl Speaker {
    /// Makes the audio clock at the first gesture, and starts one again that the system has stopped.
    fn unlock(self: &Rc<Self>) {
        if self.audio.borrow().is_none() {
            match AudioContext::new() {
                Ok(audio) => drop(self.audio.replace(Some(audio))),
                Err(error) => return self.report(missing(&error)),
            }
            spawn_local(Rc::clone(self).warm_up());
        }
        let audio = self.audio.borrow().clone();
        if let Some(audio) = audio.filter(|audio| audio.state() != AudioContextState::Running && self.is_wanted()) {
            let speaker = Rc::clone(self);
            spawn_local(async move {
                speaker.resume(&audio).await;
            });
        }
    }

    /// A session holds it, or it was never heard yet.
    fn is_wanted(&self) -> bool {
        self.held.get() || self.told.borrow().is_none()
    }

    /// Whether the audio clock runs now.
    async fn resume(&self, audio: &AudioContext) -> bool {
        let outcome = match audio.resume() {
            Ok(resumed) => JsFuture::from(resumed).await,
            Err(error) => Err(error),
        };
        match outcome {
            Ok(_) => self.report(ChannelState::Ready { name: String::new() }),
            Err(error) => self.report(missing(&error)),
        }
        audio.state() == AudioContextState::Running
    }

    /// Computes every tone beforehand, one at a time, so that neither the page nor the first cue waits.
    async fn warm_up(self: Rc<Self>) {
        for tone in Tone::ALL {
            let audio = self.audio.borrow().clone();
            if let Some(audio) = audio {
                // A failure shows when the tone is played.
                let _ = self.tone(&audio, tone);
            }
            TimeoutFuture::new(30).await;
        }
    }

    fn start(&self, audio: &AudioContext, tones: &[Tone], volume: Volume) {
        for tone in tones {
            if let Err(error) = self.start_one(audio, *tone, volume) {
                self.report(missing(&error));
            }
        }
    }

    fn start_one(&self, audio: &AudioContext, tone: Tone, volume: Volume) -> Result<(), JsValue> {
        let (source, gain) = (audio.create_buffer_source()?, audio.create_gain()?);
        source.set_buffer(Some(&self.tone(audio, tone)?));
        gain.gain().set_value(loudness(volume));
        source.connect_with_audio_node(&gain)?.connect_with_audio_node(&audio.destination())?;
        source.start_with_when(audio.current_time())
    }

    fn tone(&self, audio: &AudioContext, tone: Tone) -> Result<AudioBuffer, JsValue> {
        if let Some(known) = self.tones.borrow().get(&tone.index()) {
            return Ok(known.clone());
        }
        let samples = tone.render();
        #[allow(clippy::cast_precision_loss, reason = "48,000 is exact")]
        let buffer = audio.create_buffer(1, u32::try_from(samples.len()).unwrap_or(u32::MAX), RATE as f32)?;
        buffer.copy_to_channel(&samples, 0)?;
        self.tones.borrow_mut().insert(tone.index(), buffer.clone());
        Ok(buffer)
    }

    /// Tells a state only when it differs from the one told before.
    fn report(&self, state: ChannelState) {
        if self.told.borrow().as_ref() != Some(&state) {
            self.told.replace(Some(state.clone()));
            self.reporter.send(Message::Report { channel: Channel::Sound, state });
        }
    }
}

fn missing(error: &JsValue) -> ChannelState {
    ChannelState::Missing { why: format!("No sound can be played here: {}.", js::reason(error)) }
}

/// The factor for a volume; squared, because that is closer to how loudness is perceived.
fn loudness(volume: Volume) -> f32 {
    let fraction = f32::from(volume.percent()) / 100.0;
    fraction * fraction
}

/// When a cue was asked for, to drop it when it comes too late. No exercise is timed by it.
fn now() -> f64 {
    js::window().performance().map_or(0.0, |performance| performance.now())
}
