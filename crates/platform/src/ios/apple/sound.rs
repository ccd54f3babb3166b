//! Tones, voice and taps. All of it lives on the main thread; other audio gets quieter while something is heard, and is as loud as
//! before when that is over. Asking for that can take a while, and has a queue of its own, so that nobody waits for it.

use std::cell::RefCell;
use std::sync::Arc;

use objc2::rc::Retained;
use objc2::runtime::{NSObject, NSObjectProtocol, ProtocolObject};
use objc2::{AnyThread, MainThreadMarker, define_class, msg_send};
use objc2_avf_audio::{
    AVAudioPlayer, AVAudioPlayerDelegate, AVAudioSession, AVAudioSessionCategoryOptions, AVAudioSessionCategoryPlayback,
    AVAudioSessionInterruptionNotification, AVAudioSessionInterruptionType, AVAudioSessionInterruptionTypeKey,
    AVAudioSessionModeVoicePrompt, AVAudioSessionSetActiveOptions, AVSpeechBoundary, AVSpeechSynthesisVoice, AVSpeechSynthesizer,
    AVSpeechSynthesizerDelegate, AVSpeechUtterance,
};
use objc2_foundation::{NSData, NSError, NSNotification, NSNotificationCenter, NSNumber, NSOperationQueue, NSString};
use objc2_ui_kit::{UIImpactFeedbackGenerator, UINotificationFeedbackGenerator, UINotificationFeedbackType};
use unsit_core::app::{Channel, ChannelState, Control, Message, Spoken, Telling, Volume};
use unsit_core::text::Language;

use super::main_thread::{on_main, queue};
use crate::ios::haptic::Tap;
use crate::ios::shared::Shared;
use crate::tone::Tone;
use crate::wav::wav;

thread_local! {
    /// Made when it is first needed, and never on another thread than the main one.
    static SPEAKERS: RefCell<Option<Speakers>> = const { RefCell::new(None) };
}

/// Everything that makes itself heard or felt.
struct Speakers {
    voice: Retained<AVSpeechSynthesizer>,
    tones: Vec<Option<Retained<AVAudioPlayer>>>,
    tap: Retained<UIImpactFeedbackGenerator>,
    row: Retained<UINotificationFeedbackGenerator>,
    /// Players and voice do not keep it.
    _listener: Retained<Listener>,
    /// On which other audio is asked to be quieter or as before, one after the other.
    asking: Retained<NSOperationQueue>,
    /// What waits for other audio to be quieter.
    waiting: usize,
    is_out_of_order: bool,
    shared: Arc<Shared>,
}

/// Why nothing may be heard.
enum Refusal {
    /// Somebody is on the phone.
    Call,
    Fault(String),
}

/// Makes tones and voice ready, and reports how they fare.
pub(super) fn open(shared: &Arc<Shared>, language: Language, main: MainThreadMarker) {
    let speakers = Speakers::new(shared.clone(), main);
    let silent = speakers.tones.iter().any(Option::is_none);
    let sound = if silent { ChannelState::Missing { why: "A tone could not be loaded.".to_owned() } } else { ready("") };
    shared.report(Channel::Sound, sound);
    shared.report(
        Channel::Voice,
        match voice_for(language) {
            // SAFETY: a voice is only read.
            Some(voice) => ready(&unsafe { voice.name() }.to_string()),
            None => ChannelState::Missing {
                why: "iOS has no voice for this language: Settings, Accessibility, Spoken Content, Voices.".to_owned(),
            },
        },
    );
    shared.report(Channel::Vibration, ready(""));
    pause_for_calls(shared);
    SPEAKERS.set(Some(speakers));
}

fn ready(name: &str) -> ChannelState {
    ChannelState::Ready { name: name.to_owned() }
}

/// Gives cues in every channel that they name.
pub(super) fn tell(telling: Telling) {
    SPEAKERS.with_borrow_mut(|speakers| {
        let Some(speakers) = speakers else { return };
        if telling.vibration {
            telling.cues.iter().filter_map(|cue| Tap::of(*cue)).for_each(|tap| speakers.tap(tap));
        }
        if telling.voice.is_none() && tones(&telling).next().is_none() {
            return;
        }
        speakers.waiting += 1;
        speakers.ask(move || {
            let outcome = duck_others();
            on_main(move |_| give(&telling, outcome));
        });
    });
}

/// Others are quieter now, or would not be.
fn give(telling: &Telling, outcome: Result<(), Refusal>) {
    SPEAKERS.with_borrow_mut(|speakers| {
        let Some(speakers) = speakers else { return };
        speakers.waiting = speakers.waiting.saturating_sub(1);
        match outcome {
            Ok(()) => {
                if std::mem::take(&mut speakers.is_out_of_order) {
                    speakers.shared.report(Channel::Sound, ready(""));
                }
                speakers.give(telling);
            }
            Err(Refusal::Call) => speakers.shared.say(Message::Control(Control::Pause)),
            Err(Refusal::Fault(why)) => {
                speakers.is_out_of_order = true;
                speakers.shared.report(Channel::Sound, ChannelState::Missing { why });
            }
        }
    });
}

fn tones(telling: &Telling) -> impl Iterator<Item = (Tone, Volume)> {
    telling.sound.into_iter().flat_map(|volume| telling.cues.iter().filter_map(move |cue| Some((Tone::of(*cue)?, volume))))
}

/// Ends what is being said.
pub(super) fn hush() {
    SPEAKERS.with_borrow(|speakers| {
        if let Some(speakers) = speakers {
            speakers.hush();
        }
    });
}

impl Speakers {
    fn new(shared: Arc<Shared>, main: MainThreadMarker) -> Self {
        let listener = Listener::new();
        // SAFETY: made and used on the main thread; the listener lives as long as they do.
        let voice = unsafe {
            let voice = AVSpeechSynthesizer::new();
            voice.setDelegate(Some(ProtocolObject::from_ref(&*listener)));
            voice
        };
        let tones = Tone::ALL.into_iter().map(|tone| {
            let data = NSData::from_vec(wav(tone));
            // SAFETY: as above.
            unsafe {
                let player = AVAudioPlayer::initWithData_error(AVAudioPlayer::alloc(), &data).ok()?;
                player.setDelegate(Some(ProtocolObject::from_ref(&*listener)));
                Some(player)
            }
        });
        let (tap, row) = (UIImpactFeedbackGenerator::new(main), UINotificationFeedbackGenerator::new(main));
        let asking = NSOperationQueue::new();
        asking.setMaxConcurrentOperationCount(1);
        Self { voice, tones: tones.collect(), tap, row, _listener: listener, asking, waiting: 0, is_out_of_order: false, shared }
    }

    fn ask(&self, work: impl FnOnce() + Send + 'static) {
        queue(&self.asking, work);
    }

    fn give(&self, telling: &Telling) {
        for (tone, volume) in tones(telling) {
            self.play(tone, volume);
        }
        if let Some(spoken) = &telling.voice {
            self.say(spoken);
        }
    }

    fn tap(&self, tap: Tap) {
        match tap {
            Tap::Light => self.tap.impactOccurredWithIntensity(0.4),
            Tap::Medium => self.tap.impactOccurredWithIntensity(0.7),
            Tap::Strong => self.tap.impactOccurredWithIntensity(1.0),
            Tap::Row => self.row.notificationOccurred(UINotificationFeedbackType::Warning),
            Tap::Done => self.row.notificationOccurred(UINotificationFeedbackType::Success),
        }
    }

    fn play(&self, tone: Tone, volume: Volume) {
        let Some(player) = &self.tones[tone.index()] else { return };
        // SAFETY: on the main thread, where it was made.
        unsafe {
            player.setVolume(loudness(volume));
            player.setCurrentTime(0.0);
            player.play();
        }
    }

    fn say(&self, spoken: &Spoken) {
        self.hush();
        // SAFETY: on the main thread, where all of it is made.
        unsafe {
            let utterance = AVSpeechUtterance::speechUtteranceWithString(&NSString::from_str(&spoken.text));
            utterance.setVoice(voice_for(spoken.language).as_deref());
            utterance.setVolume(loudness(spoken.volume));
            self.voice.speakUtterance(&utterance);
        }
    }

    fn hush(&self) {
        // SAFETY: on the main thread, where it was made.
        unsafe { self.voice.stopSpeakingAtBoundary(AVSpeechBoundary::Immediate) };
    }

    fn is_silent(&self) -> bool {
        // SAFETY: on the main thread, where all of them were made.
        unsafe { !self.voice.isSpeaking() && !self.tones.iter().flatten().any(|player| player.isPlaying()) }
    }
}

/// Has others be quieter, if anything may be heard now.
fn duck_others() -> Result<(), Refusal> {
    // SAFETY: the session of the app is asked on one queue; the constants are there on every iOS that Unsit runs on.
    let outcome = unsafe {
        let session = AVAudioSession::sharedInstance();
        let (Some(category), Some(mode)) = (AVAudioSessionCategoryPlayback, AVAudioSessionModeVoicePrompt) else { return Ok(()) };
        let set = session.setCategory_mode_options_error(category, mode, AVAudioSessionCategoryOptions::DuckOthers);
        set.and_then(|()| session.setActive_error(true))
    };
    outcome.map_err(|error| if is_a_call(&error) { Refusal::Call } else { Refusal::Fault(error.localizedDescription().to_string()) })
}

/// What was heard is over. Others are as loud as before, unless something else is still heard, or about to be.
fn be_quiet() {
    SPEAKERS.with_borrow(|speakers| {
        if let Some(speakers) = speakers.as_ref().filter(|speakers| speakers.waiting == 0 && speakers.is_silent()) {
            speakers.ask(|| {
                // SAFETY: as above. Where it fails, others stay quiet until the next cue is over.
                let _ = unsafe {
                    AVAudioSession::sharedInstance()
                        .setActive_withOptions_error(false, AVAudioSessionSetActiveOptions::NotifyOthersOnDeactivation)
                };
            });
        }
    });
}

/// Others may not be interrupted now, or come first: somebody is on the phone.
fn is_a_call(error: &NSError) -> bool {
    // AVAudioSessionErrorCodeCannotInterruptOthers, ...InsufficientPriority: four letters each, read as a number.
    const CODES: [[u8; 4]; 2] = [*b"!int", *b"!pri"];
    CODES.iter().any(|code| i32::from_be_bytes(*code) as isize == error.code())
}

/// A call, an alarm or another app takes the speakers while a cue is heard.
fn pause_for_calls(shared: &Arc<Shared>) {
    // SAFETY: a constant of the framework.
    let Some(name) = (unsafe { AVAudioSessionInterruptionNotification }) else { return };
    let shared = shared.clone();
    let block = block2::RcBlock::new(move |notification: std::ptr::NonNull<NSNotification>| {
        // SAFETY: iOS hands out a notification that is valid as long as this runs.
        if begins(unsafe { notification.as_ref() }) {
            shared.say(Message::Control(Control::Pause));
        }
    });
    let queue = NSOperationQueue::mainQueue();
    // SAFETY: the block runs on the main queue and owns what it needs. It is never removed: it is of use as long as the program runs.
    unsafe { NSNotificationCenter::defaultCenter().addObserverForName_object_queue_usingBlock(Some(name), None, Some(&queue), &block) };
}

fn begins(interruption: &NSNotification) -> bool {
    // SAFETY: a constant of the framework.
    let Some(key) = (unsafe { AVAudioSessionInterruptionTypeKey }) else { return false };
    let kind = interruption.userInfo().and_then(|about| about.objectForKey(key)).and_then(|kind| kind.downcast::<NSNumber>().ok());
    kind.is_some_and(|kind| kind.as_usize() == AVAudioSessionInterruptionType::Began.0)
}

fn voice_for(language: Language) -> Option<Retained<AVSpeechSynthesisVoice>> {
    // SAFETY: voices are only looked up and read.
    unsafe {
        // The person's own kind of the language comes first.
        let own = AVSpeechSynthesisVoice::currentLanguageCode().to_string();
        let usual = match language {
            Language::English => "en-US",
            Language::German => "de-DE",
        };
        let wanted = if Language::from_tag(&own) == Some(language) { own.as_str() } else { usual };
        [wanted, usual].iter().find_map(|tag| AVSpeechSynthesisVoice::voiceWithLanguage(Some(&NSString::from_str(tag))))
    }
}

fn loudness(volume: Volume) -> f32 {
    f32::from(volume.percent()) / 100.0
}

define_class!(
    // SAFETY: NSObject asks nothing of its subclasses, and this one has no Drop of its own.
    #[unsafe(super(NSObject))]
    #[name = "UnsitSoundListener"]
    struct Listener;

    // SAFETY: NSObjectProtocol asks nothing.
    unsafe impl NSObjectProtocol for Listener {}

    // SAFETY: the methods have the signatures of the protocol.
    unsafe impl AVSpeechSynthesizerDelegate for Listener {
        #[unsafe(method(speechSynthesizer:didFinishSpeechUtterance:))]
        fn finished(&self, _: &AVSpeechSynthesizer, _: &AVSpeechUtterance) {
            on_main(|_| be_quiet());
        }

        #[unsafe(method(speechSynthesizer:didCancelSpeechUtterance:))]
        fn cancelled(&self, _: &AVSpeechSynthesizer, _: &AVSpeechUtterance) {
            on_main(|_| be_quiet());
        }
    }

    // SAFETY: the method has the signature of the protocol.
    unsafe impl AVAudioPlayerDelegate for Listener {
        #[unsafe(method(audioPlayerDidFinishPlaying:successfully:))]
        fn played(&self, _: &AVAudioPlayer, _: bool) {
            on_main(|_| be_quiet());
        }
    }
);

impl Listener {
    fn new() -> Retained<Self> {
        // SAFETY: init of NSObject.
        unsafe { msg_send![Self::alloc(), init] }
    }
}
