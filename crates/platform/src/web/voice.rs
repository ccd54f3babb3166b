//! Speaks with a voice of the device. Voices that would send the words elsewhere are left alone.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo_timers::future::TimeoutFuture;
use unsit_core::app::{Channel, ChannelState, Message, Spoken};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, EventTarget, SpeechSynthesis, SpeechSynthesisErrorEvent, SpeechSynthesisUtterance, SpeechSynthesisVoice};

use super::{Reporter, js};

/// How long a browser may take to find its voices, in milliseconds.
const FINDS_VOICES: u32 = 3000;

/// The voice of a page.
#[derive(Debug)]
pub(super) struct Voice(Option<Rc<Speaker>>);

#[derive(Debug)]
struct Speaker {
    speech: SpeechSynthesis,
    reporter: Reporter,
    told: RefCell<Option<ChannelState>>,
    /// The phrase being spoken, kept from the browser's collector: one that is collected never ends.
    phrase: RefCell<Option<SpeechSynthesisUtterance>>,
    settled: Cell<bool>,
    failed: Closure<dyn FnMut(SpeechSynthesisErrorEvent)>,
}

impl Voice {
    /// Looks for a voice in the background and reports which one was found, then every change of that.
    pub(super) fn new(reporter: Reporter) -> Self {
        let window = js::window();
        let speech = js::part(&window, "speechSynthesis").and_then(|speech| speech.dyn_into::<SpeechSynthesis>().ok());
        let Some(speech) = speech else {
            reporter.send(Message::Report { channel: Channel::Voice, state: ChannelState::Unsupported });
            return Self(None);
        };
        let speaker = Rc::new_cyclic(|speaker: &Weak<Speaker>| {
            let speaker = speaker.clone();
            let failed = Closure::new(move |event: SpeechSynthesisErrorEvent| {
                if let Some(speaker) = speaker.upgrade() {
                    speaker.failed(&event);
                }
            });
            let settled = Cell::new(false);
            Speaker { speech, reporter, told: RefCell::default(), phrase: RefCell::default(), settled, failed }
        });
        let changed = Rc::clone(&speaker);
        if let Some(target) = speaker.speech.dyn_ref::<EventTarget>() {
            js::listen(target, "voiceschanged", move |_: Event| changed.look());
        }
        let later = Rc::clone(&speaker);
        spawn_local(async move {
            later.look();
            TimeoutFuture::new(FINDS_VOICES).await;
            later.settled.set(true);
            later.look();
        });
        Self(Some(speaker))
    }

    /// Speaks instead of whatever is being spoken by this page.
    pub(super) fn say(&self, spoken: &Spoken) {
        if let Some(speaker) = &self.0 {
            speaker.say(spoken);
        }
    }

    /// Ends the phrase being spoken.
    pub(super) fn hush(&self) {
        if let Some(speaker) = &self.0 {
            speaker.hush();
        }
    }
}

impl Speaker {
    fn say(&self, spoken: &Spoken) {
        self.hush();
        let Some(voice) = self.voice(spoken.language.tag()) else {
            self.report(missing(spoken.language.tag()));
            return;
        };
        let Ok(phrase) = SpeechSynthesisUtterance::new_with_text(&spoken.text) else { return };
        phrase.set_lang(&voice.lang());
        phrase.set_volume(f32::from(spoken.volume.percent()) / 100.0);
        phrase.set_voice(Some(&voice));
        phrase.set_onerror(Some(self.failed.as_ref().unchecked_ref()));
        self.report(ChannelState::Ready { name: voice.name() });
        self.speech.speak(&phrase);
        self.phrase.replace(Some(phrase));
    }

    /// Silence, unless another page is the one that speaks.
    fn hush(&self) {
        if self.phrase.take().is_some() {
            self.speech.cancel();
        }
    }

    /// Tells which voice there is for the page's language.
    fn look(&self) {
        let language = super::page::languages().into_iter().next().unwrap_or_default();
        match self.voice(&language).or_else(|| self.voices().into_iter().next()) {
            Some(voice) => self.report(ChannelState::Ready { name: voice.name() }),
            None if self.settled.get() => self.report(missing(&language)),
            None => {}
        }
    }

    /// The device's own voice for a language, the person's choice first.
    fn voice(&self, language: &str) -> Option<SpeechSynthesisVoice> {
        let wanted = primary(language);
        let mut voices: Vec<_> = self.voices().into_iter().filter(|voice| primary(&voice.lang()) == wanted).collect();
        voices.sort_by_key(|voice| (!voice.default(), voice.lang() != language));
        voices.into_iter().next()
    }

    fn voices(&self) -> Vec<SpeechSynthesisVoice> {
        let voices = self.speech.get_voices().into_iter().filter_map(|voice| voice.dyn_into::<SpeechSynthesisVoice>().ok());
        voices.filter(SpeechSynthesisVoice::local_service).collect()
    }

    fn failed(&self, event: &SpeechSynthesisErrorEvent) {
        use web_sys::SpeechSynthesisErrorCode as Code;
        match event.error() {
            // Another phrase took its place.
            Code::Canceled | Code::Interrupted => {}
            code => self.report(ChannelState::Missing { why: format!("The voice could not be heard ({code:?}). Sounds still play.") }),
        }
    }

    /// Tells a state only when it differs from the one told before.
    fn report(&self, state: ChannelState) {
        if self.told.borrow().as_ref() != Some(&state) {
            self.told.replace(Some(state.clone()));
            self.reporter.send(Message::Report { channel: Channel::Voice, state });
        }
    }
}

fn missing(language: &str) -> ChannelState {
    let why = format!("This browser has no voice of its own for the language \"{}\". Sounds still play.", primary(language));
    ChannelState::Missing { why }
}

/// The language without its region: `en` of `en-GB`, also of `en_GB`.
fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}
