//! Plays the cue sounds on the default output device.
//!
//! The device belongs to the thread "unsit-sound". It stays open while a session holds it, so that a cue is heard
//! within a buffer's length, and is released after half a minute without sound: an open device keeps the sound card
//! awake and costs a wake-up per buffer. Without a device cues are dropped, not kept for later.

use std::error::Error;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rodio::buffer::SamplesBuffer;
use rodio::cpal::traits::HostTrait;
use rodio::cpal::{self, BufferSize};
use rodio::{ChannelCount, CpalError, CpalErrorKind, DeviceSinkBuilder, DeviceSinkError, DeviceTrait, MixerDeviceSink, SampleRate, Source};

use super::{Report, Status, Teller, spawn};
use crate::tone::{RATE, Tone};

/// How long the device stays open after the last cue when no session holds it.
const RELEASE_AFTER: Duration = Duration::from_secs(30);
/// How long a device that failed to open is left alone.
const RETRY_AFTER: Duration = Duration::from_secs(5);
/// How late a cue may be; a later one, queued behind a slow device, would mislead.
const LATE_AFTER: Duration = Duration::from_millis(400);
/// Frames per buffer: about 21 ms at 48 kHz, short enough for a cue and long enough for a busy machine.
const BUFFER_FRAMES: u32 = 1_024;

/// The sound output. Dropping it closes the device.
#[derive(Debug)]
pub struct Sound {
    commands: Sender<Command>,
}

impl Sound {
    /// Opens the default device in the background and reports whether there is one, then every change of that.
    pub fn start(report: impl Fn(Status) + Send + Sync + 'static) -> Self {
        let report: Report<Status> = Arc::new(report);
        let (commands, inbox) = mpsc::channel();
        let own = commands.clone();
        let for_thread = Arc::clone(&report);
        let spawned = spawn("unsit-sound", move || Player::new(for_thread, own, open_default).run(&inbox));
        if let Err(error) = spawned {
            report(Status::Missing { why: format!("Sound could not be started: {error}.") });
        }
        Self { commands }
    }

    /// Plays `tone` at `volume` (0..=100; 0 is silent) over whatever is still sounding.
    pub fn play(&self, tone: Tone, volume: u8) {
        self.send(Command::Play { tone, volume, sent: now() });
    }

    /// Opens the device ahead of a session and keeps it (`true`), or lets it go once it is silent (`false`).
    pub fn hold(&self, held: bool) {
        self.send(Command::Hold(held));
    }

    fn send(&self, command: Command) {
        // Only fails when the thread could not be started, which was reported.
        let _ = self.commands.send(command);
    }
}

impl Drop for Sound {
    fn drop(&mut self) {
        self.send(Command::Close);
    }
}

#[derive(Debug)]
enum Command {
    Play {
        tone: Tone,
        volume: u8,
        sent: Instant,
    },
    Hold(bool),
    /// The device opened as the `opening`th fell silent by itself.
    Lost {
        opening: u32,
        why: String,
    },
    Close,
}

/// An open device.
trait Output {
    fn name(&self) -> &str;
    /// Starts `samples` now, at `gain` (0.0..=1.0).
    fn start(&self, samples: SamplesBuffer, gain: f32);
}

/// An open device, or a sentence why there is none.
type Opened = Result<Box<dyn Output>, String>;

/// Tells the player that a device is gone; called on a thread of the sound system.
type Lost = Box<dyn Fn(String) + Send>;

/// The worker behind [`Sound`]: owns the device and the rendered tones.
struct Player<Open> {
    teller: Teller<Status>,
    own: Sender<Command>,
    open: Open,
    tones: Vec<SamplesBuffer>,
    output: Option<Box<dyn Output>>,
    held: bool,
    /// How many times a device was asked for; tells a late complaint about an old one from a current one.
    opening: u32,
    failed: Option<Instant>,
}

impl<Open: FnMut(Lost) -> Opened> Player<Open> {
    fn new(report: Report<Status>, own: Sender<Command>, open: Open) -> Self {
        let tones = Tone::ALL.iter().map(|tone| SamplesBuffer::new(MONO, TONE_RATE, tone.render())).collect();
        Self { teller: Teller::new(report), own, open, tones, output: None, held: false, opening: 0, failed: None }
    }

    fn run(mut self, inbox: &Receiver<Command>) {
        self.ensure_open(now());
        loop {
            let next = match self.patience() {
                Some(limit) => inbox.recv_timeout(limit),
                None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match next {
                Ok(Command::Close) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(command) => self.handle(command, now()),
                Err(RecvTimeoutError::Timeout) => self.output = None,
            }
        }
    }

    /// How long to wait for the next command before the device is released.
    fn patience(&self) -> Option<Duration> {
        (self.output.is_some() && !self.held).then_some(RELEASE_AFTER)
    }

    fn handle(&mut self, command: Command, now: Instant) {
        match command {
            Command::Play { tone, volume, sent } => {
                if volume > 0 && now.saturating_duration_since(sent) <= LATE_AFTER {
                    self.play(tone, volume, now);
                }
            }
            Command::Hold(held) => {
                self.held = held;
                if held {
                    self.ensure_open(now);
                }
            }
            Command::Lost { opening, why } if opening == self.opening => self.lose(why, now),
            Command::Lost { .. } | Command::Close => {}
        }
    }

    fn play(&mut self, tone: Tone, volume: u8, now: Instant) {
        self.ensure_open(now);
        if let (Some(output), Some(samples)) = (&self.output, self.tones.get(tone.index())) {
            output.start(samples.clone(), gain(volume));
        }
    }

    /// Opens the device unless it is open or failed a moment ago.
    fn ensure_open(&mut self, now: Instant) {
        let resting = self.failed.is_some_and(|at| now.saturating_duration_since(at) < RETRY_AFTER);
        if self.output.is_some() || resting {
            return;
        }
        self.opening += 1;
        let (own, opening) = (self.own.clone(), self.opening);
        // The player may be gone before its device notices that it is.
        let lost = Box::new(move |why| drop(own.send(Command::Lost { opening, why })));
        match (self.open)(lost) {
            Ok(output) => {
                self.failed = None;
                self.teller.tell(Status::Ready { name: output.name().to_owned() });
                self.output = Some(output);
            }
            Err(why) => self.lose(why, now),
        }
    }

    fn lose(&mut self, why: String, now: Instant) {
        self.output = None;
        self.failed = Some(now);
        self.teller.tell(Status::Missing { why });
    }
}

const MONO: ChannelCount = ChannelCount::MIN;
const TONE_RATE: SampleRate = SampleRate::new(RATE).expect("the rate of the tones is not zero");

/// The system's default output device.
struct Device {
    name: String,
    sink: MixerDeviceSink,
}

impl Output for Device {
    fn name(&self) -> &str {
        &self.name
    }

    fn start(&self, samples: SamplesBuffer, gain: f32) {
        self.sink.mixer().add(samples.amplify(gain));
    }
}

fn open_default(lost: Lost) -> Opened {
    hush_alsa();
    let device = cpal::default_host().default_output_device().ok_or("No sound device was found.")?;
    let name = device.description().map_or_else(|_| "Sound device".to_owned(), |device| device.name().to_owned());
    let lost = Arc::new(Mutex::new(lost));
    let on_error = move |error: CpalError| {
        if is_fatal(&error)
            && let Ok(lost) = lost.lock()
        {
            lost(format!("The sound device was lost: {}.", sentence(&error.to_string())));
        }
    };
    let mut sink = DeviceSinkBuilder::from_device(device)
        .map(|builder| builder.with_buffer_size(BufferSize::Fixed(BUFFER_FRAMES)).with_error_callback(on_error))
        .and_then(|builder| builder.open_sink_or_fallback())
        .map_err(|error| explain(&error))?;
    sink.log_on_drop(false);
    Ok(Box::new(Device { name, sink }))
}

/// Whether the stream is over; the other errors are hiccups it survives.
fn is_fatal(error: &CpalError) -> bool {
    !matches!(error.kind(), CpalErrorKind::Xrun | CpalErrorKind::DeviceChanged | CpalErrorKind::RealtimeDenied)
}

fn explain(error: &DeviceSinkError) -> String {
    let cause = error.source().map_or_else(|| error.to_string(), ToString::to_string);
    format!("No sound device could be opened: {}.", sentence(&cause))
}

/// The text without its final full stop, to be used within a sentence.
fn sentence(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}

/// The factor for a volume in percent; squared, because that is closer to how loudness is perceived.
fn gain(volume: u8) -> f32 {
    let fraction = f32::from(volume.min(100)) / 100.0;
    fraction * fraction
}

/// Keeps ALSA from printing to the terminal when there is no sound card.
///
/// This covers what is said on this thread, which opens the device; cpal's own thread is out of reach.
#[cfg(target_os = "linux")]
fn hush_alsa() {
    // Replaces the buffer of the call before, so that it cannot grow. Failing leaves ALSA as talkative as it was.
    let _ = alsa::Output::local_error_handler();
}

#[cfg(not(target_os = "linux"))]
fn hush_alsa() {}

#[allow(clippy::disallowed_methods, reason = "spaces attempts to open a device; no exercise is timed by it")]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    /// A player on an imagined device, and everything that happened to it.
    struct Bench {
        player: Player<Box<dyn FnMut(Lost) -> Opened>>,
        inbox: Receiver<Command>,
        statuses: Arc<Mutex<Vec<Status>>>,
        desk: Rc<RefCell<Desk>>,
        start: Instant,
    }

    /// What the imagined device is told and asked.
    #[derive(Default)]
    struct Desk {
        unplugged: bool,
        openings: usize,
        started: Vec<(usize, f32)>,
        lost: Vec<Lost>,
    }

    struct Imagined(Rc<RefCell<Desk>>);

    impl Output for Imagined {
        fn name(&self) -> &'static str {
            "Headphones"
        }

        fn start(&self, samples: SamplesBuffer, gain: f32) {
            self.0.borrow_mut().started.push((samples.count(), gain));
        }
    }

    impl Bench {
        fn new() -> Self {
            let statuses = Arc::new(Mutex::new(Vec::new()));
            let desk = Rc::new(RefCell::new(Desk::default()));
            let (own, inbox) = mpsc::channel();
            let told = Arc::clone(&statuses);
            let asked = Rc::clone(&desk);
            let open: Box<dyn FnMut(Lost) -> Opened> = Box::new(move |lost| {
                let mut desk = asked.borrow_mut();
                desk.openings += 1;
                desk.lost.push(lost);
                if desk.unplugged {
                    return Err("Nothing is plugged in.".to_owned());
                }
                Ok(Box::new(Imagined(Rc::clone(&asked))))
            });
            let player = Player::new(Arc::new(move |status| told.lock().unwrap().push(status)), own, open);
            Self { player, inbox, statuses, desk, start: now() }
        }

        /// Plays a tick `sent` and handled so many milliseconds after the start.
        fn tick(&mut self, volume: u8, sent: u64, handled: u64) {
            let sent = self.start + Duration::from_millis(sent);
            let handled = self.start + Duration::from_millis(handled);
            self.player.handle(Command::Play { tone: Tone::Tick, volume, sent }, handled);
        }

        fn statuses(&self) -> Vec<Status> {
            self.statuses.lock().unwrap().clone()
        }
    }

    fn ready() -> Status {
        Status::Ready { name: "Headphones".to_owned() }
    }

    fn missing() -> Status {
        Status::Missing { why: "Nothing is plugged in.".to_owned() }
    }

    #[test]
    fn a_cue_opens_the_device_once_and_is_heard_at_its_volume() {
        let mut bench = Bench::new();
        bench.tick(100, 0, 0);
        bench.tick(50, 1_000, 1_000);
        assert_eq!(bench.desk.borrow().started, [(3_360, 1.0), (3_360, 0.25)]);
        assert_eq!(bench.desk.borrow().openings, 1);
        assert_eq!(bench.statuses(), [ready()]);
    }

    #[test]
    fn silent_and_late_cues_are_dropped() {
        let mut bench = Bench::new();
        bench.tick(0, 0, 0);
        bench.tick(80, 0, 401);
        assert!(bench.desk.borrow().started.is_empty());
    }

    #[test]
    fn a_missing_device_is_reported_once_and_retried_at_most_every_five_seconds() {
        let mut bench = Bench::new();
        bench.desk.borrow_mut().unplugged = true;
        for second in 0..5 {
            bench.tick(80, second * 1_000, second * 1_000);
        }
        assert_eq!(bench.desk.borrow().openings, 1);
        bench.tick(80, 5_000, 5_000);
        assert_eq!(bench.desk.borrow().openings, 2);
        assert_eq!(bench.statuses(), [missing()]);
        bench.desk.borrow_mut().unplugged = false;
        bench.tick(80, 10_000, 10_000);
        assert_eq!(bench.statuses(), [missing(), ready()]);
        assert_eq!(bench.desk.borrow().started.len(), 1);
    }

    #[test]
    fn a_vanished_device_is_reported_and_an_old_complaint_is_ignored() {
        let mut bench = Bench::new();
        bench.tick(80, 0, 0);
        bench.desk.borrow().lost[0]("Unplugged.".to_owned());
        let lost = bench.inbox.try_recv().unwrap();
        bench.player.handle(lost, bench.start);
        assert!(bench.player.output.is_none());
        bench.tick(80, 6_000, 6_000);
        bench.desk.borrow().lost[0]("Unplugged.".to_owned());
        let late = bench.inbox.try_recv().unwrap();
        bench.player.handle(late, bench.start);
        assert!(bench.player.output.is_some());
        assert_eq!(bench.statuses(), [ready(), Status::Missing { why: "Unplugged.".to_owned() }, ready()]);
    }

    #[test]
    fn the_device_is_released_only_when_no_session_holds_it() {
        let mut bench = Bench::new();
        assert_eq!(bench.player.patience(), None);
        bench.player.handle(Command::Hold(true), bench.start);
        assert_eq!(bench.desk.borrow().openings, 1);
        assert_eq!(bench.player.patience(), None);
        bench.player.handle(Command::Hold(false), bench.start);
        assert_eq!(bench.player.patience(), Some(RELEASE_AFTER));
    }

    #[test]
    fn starting_reports_a_status_and_playing_never_waits() {
        let (sender, statuses) = mpsc::channel();
        let sound = Sound::start(move |status| sender.send(status).unwrap());
        sound.play(Tone::Tick, 10);
        // Which one depends on the machine.
        statuses.recv_timeout(Duration::from_secs(30)).unwrap();
    }
}
