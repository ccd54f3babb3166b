//! Speaks phrases through the system's own speech program.
//!
//! The first program that works is used; one that fails hands its phrase to the next. A phrase reaches its program
//! through standard input, never through a shell or an argument: `spd-say` reads its argument as a format string,
//! and arguments are visible to every user of the machine.
//!
//! All of this happens on the thread "unsit-voice". A new phrase replaces the one being spoken, because what was
//! true a moment ago no longer helps.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use super::{Report, Status, Teller, spawn};

/// How often a running program is asked whether it has finished. Nothing is asked while nobody speaks.
const POLL: Duration = Duration::from_millis(50);
/// How long a program may take to say whether it works, or to fall silent.
const CHECK_LIMIT: Duration = Duration::from_secs(5);
/// How long a program may take for a phrase, beyond [`PER_LETTER`].
const PHRASE_LIMIT: Duration = Duration::from_secs(10);
/// The time of one letter in very slow speech.
const PER_LETTER: Duration = Duration::from_millis(150);
/// How long the last words of a finished program are waited for.
const LAST_WORDS: Duration = Duration::from_millis(100);
/// Longer phrases are cut: nobody listens to them, and this much fits into a pipe without waiting.
const LETTERS: usize = 1_000;

/// The system's voice. Dropping it ends the phrase being spoken.
#[derive(Debug)]
pub struct Voice {
    orders: Sender<Order>,
}

impl Voice {
    /// Looks for a speech program in the background and reports which one was found, then every change of that.
    pub fn start(report: impl Fn(Status) + Send + Sync + 'static) -> Self {
        Self::with(report, engines())
    }

    /// Speaks `text` in `language` (a tag such as "en" or "de") at `volume` (0..=100; 0 is silent) instead of
    /// whatever is being spoken.
    pub fn say(&self, text: impl Into<String>, language: &str, volume: u8) {
        self.send(Order::Say(Phrase::new(&text.into(), language, volume)));
    }

    /// Ends the phrase being spoken.
    pub fn stop(&self) {
        self.send(Order::Stop);
    }

    fn send(&self, order: Order) {
        // Only fails when the thread could not be started, which was reported.
        let _ = self.orders.send(order);
    }

    fn with(report: impl Fn(Status) + Send + Sync + 'static, engines: Vec<Engine>) -> Self {
        let report: Report<Status> = Arc::new(report);
        let for_thread = Arc::clone(&report);
        let (orders, inbox) = mpsc::channel();
        if let Err(error) = spawn("unsit-voice", move || Speaker::new(for_thread, engines).run(&inbox)) {
            report(Status::Missing { why: format!("The voice could not be started: {error}.") });
        }
        Self { orders }
    }
}

#[derive(Debug)]
enum Order {
    Say(Phrase),
    Stop,
}

/// What to say, in a form that no speech program mistakes for a command.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Phrase {
    text: String,
    language: String,
    volume: u8,
}

impl Phrase {
    fn new(text: &str, language: &str, volume: u8) -> Self {
        let text = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(LETTERS);
        let language = language.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-');
        Self {
            text: text.collect::<String>().trim().to_owned(),
            language: language.collect::<String>().trim_matches('-').to_owned(),
            volume: volume.min(100),
        }
    }

    fn is_silent(&self) -> bool {
        self.volume == 0 || self.text.is_empty()
    }

    /// How long a working program may take to speak it.
    fn limit(&self) -> Duration {
        let letters = u32::try_from(self.text.chars().count()).unwrap_or(u32::MAX);
        PHRASE_LIMIT.saturating_add(PER_LETTER.saturating_mul(letters))
    }
}

/// One way to speak: a program and how to talk to it.
#[derive(Clone, Debug)]
struct Engine {
    name: &'static str,
    program: &'static str,
    /// Arguments that make the program show, silently, whether it works.
    check: &'static [&'static str],
    /// Whether what it printed then means that it works.
    works: fn(&[String]) -> bool,
    /// Arguments to speak a phrase from standard input and to finish when it has been heard.
    speak: fn(&Phrase) -> Vec<String>,
    /// What it reads for a phrase.
    input: fn(&Phrase) -> String,
    /// Arguments to fall silent, where ending the program does not suffice.
    hush: Option<&'static [&'static str]>,
}

#[cfg(all(unix, not(target_os = "macos")))]
const INSTALL: &str = "Install speech-dispatcher or espeak-ng to hear the voice.";
#[cfg(all(unix, not(target_os = "macos")))]
fn engines() -> Vec<Engine> {
    vec![
        Engine {
            name: "Speech Dispatcher",
            program: "spd-say",
            check: &["--list-output-modules"],
            // The heading comes first; a dispatcher with only the dummy module reads out an apology.
            works: |lines| lines.iter().skip(1).any(|module| !module.is_empty() && module != "dummy"),
            // The priority "text" replaces an older text; only the pipe mode takes the phrase as it is.
            speak: |phrase| {
                let volume = (i16::from(phrase.volume) * 2 - 100).to_string();
                arguments(&["-N", "unsit", "-e", "-w", "-P", "text", "-l", &phrase.language, "-i", &volume])
            },
            // A line that starts with "!-!" would be a command to the dispatcher; this one starts with a space.
            input: |phrase| format!(" {}\n", phrase.text),
            // The dispatcher speaks on when its client is gone.
            hush: Some(&["-S"]),
        },
        Engine {
            name: "eSpeak NG",
            program: "espeak-ng",
            check: &["--version"],
            works: |_| true,
            speak: |phrase| arguments(&["-v", &phrase.language, "-a", &phrase.volume.to_string(), "--stdin"]),
            input: |phrase| phrase.text.clone(),
            hush: None,
        },
    ]
}

#[cfg(target_os = "macos")]
const INSTALL: &str = "The command \"say\" of macOS was not found, so the voice stays silent.";
#[cfg(target_os = "macos")]
fn engines() -> Vec<Engine> {
    let named = Engine {
        name: "macOS",
        program: "say",
        check: &["-v", "?"],
        works: |_| true,
        speak: |phrase| {
            let voice = if phrase.language.starts_with("de") { "Anna" } else { "Samantha" };
            arguments(&["-v", voice, "-f", "-"])
        },
        // Brackets enclose commands to the synthesiser; the volume is one.
        input: |phrase| {
            let text = phrase.text.replace("[[", "[ [");
            format!("[[volm {:.2}]] {text}", f32::from(phrase.volume) / 100.0)
        },
        hush: None,
    };
    // Either voice can be removed in the system settings; then the system's own choice has to do.
    let any = Engine { name: "macOS (default voice)", speak: |_| arguments(&["-f", "-"]), ..named.clone() };
    vec![named, any]
}

#[cfg(windows)]
const INSTALL: &str = "Windows PowerShell was not found, so the voice stays silent.";
#[cfg(windows)]
fn engines() -> Vec<Engine> {
    const SHELL: [&str; 3] = ["-NoProfile", "-NonInteractive", "-Command"];
    vec![Engine {
        name: "Windows",
        program: "powershell.exe",
        check: &["-NoProfile", "-NonInteractive", "-Command", "Add-Type -AssemblyName System.Speech"],
        works: |_| true,
        speak: |phrase| {
            let script = format!(
                "$ErrorActionPreference = 'Stop'; Add-Type -AssemblyName System.Speech; \
                 $voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; $voice.Volume = {volume}; \
                 try {{ $voice.SelectVoiceByHints('NotSet', 'NotSet', 0, \
                 [Globalization.CultureInfo]::GetCultureInfo('{language}')) }} catch {{ }}; \
                 $text = New-Object IO.StreamReader([Console]::OpenStandardInput(), [Text.Encoding]::UTF8); \
                 $voice.Speak($text.ReadToEnd())",
                volume = phrase.volume,
                language = phrase.language,
            );
            arguments(&[SHELL[0], SHELL[1], SHELL[2], &script])
        },
        input: |phrase| phrase.text.clone(),
        hush: None,
    }]
}

fn arguments(list: &[&str]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

/// Why an engine cannot be used.
#[derive(Debug, PartialEq, Eq)]
enum Fault {
    /// It is not installed.
    Absent,
    /// It is, but does not work.
    Broken(String),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Absent,
            _ => Self::Broken(error.to_string()),
        }
    }
}

/// The worker behind [`Voice`].
struct Speaker {
    teller: Teller<Status>,
    engines: Vec<Engine>,
    /// The engine in use; those before it failed.
    current: usize,
    /// Why they failed.
    faults: Vec<(&'static str, Fault)>,
    speaking: Option<Speaking>,
}

/// A phrase on its way to the ear.
struct Speaking {
    phrase: Phrase,
    running: Running,
    /// What is left of the phrase's time.
    left: Duration,
}

impl Speaker {
    fn new(report: Report<Status>, engines: Vec<Engine>) -> Self {
        Self { teller: Teller::new(report), engines, current: 0, faults: Vec::new(), speaking: None }
    }

    fn run(mut self, inbox: &Receiver<Order>) {
        self.choose();
        self.tell_ready();
        loop {
            let order =
                if self.speaking.is_some() { inbox.recv_timeout(POLL) } else { inbox.recv().map_err(|_| RecvTimeoutError::Disconnected) };
            match order {
                Ok(Order::Say(phrase)) => self.say(phrase),
                Ok(Order::Stop) => self.hush(),
                Err(RecvTimeoutError::Timeout) => self.look(),
                Err(RecvTimeoutError::Disconnected) => return self.hush(),
            }
        }
    }

    fn say(&mut self, phrase: Phrase) {
        if phrase.is_silent() {
            return self.hush();
        }
        self.speaking = None;
        // What was missing may have been installed or plugged in meanwhile.
        if self.current == self.engines.len() {
            self.current = 0;
            self.faults.clear();
            self.choose();
        }
        self.attempt(phrase);
    }

    /// Gives the phrase to the current engine, or to the next that takes it.
    fn attempt(&mut self, phrase: Phrase) {
        while let Some(engine) = self.engines.get(self.current) {
            match Running::start(engine.program, &(engine.speak)(&phrase), &(engine.input)(&phrase)) {
                Ok(running) => {
                    self.speaking = Some(Speaking { left: phrase.limit(), phrase, running });
                    return;
                }
                Err(fault) => self.skip(fault),
            }
        }
    }

    /// Looks after the phrase being spoken.
    fn look(&mut self) {
        let Some(mut speaking) = self.speaking.take() else {
            return;
        };
        match speaking.running.finished() {
            Ok(Some(_)) => self.tell_ready(),
            Ok(None) if speaking.left.is_zero() => self.skip(unfinished(speaking.phrase.limit())),
            Ok(None) => {
                speaking.left = speaking.left.saturating_sub(POLL);
                self.speaking = Some(speaking);
            }
            Err(fault) => {
                self.skip(fault);
                self.attempt(speaking.phrase);
            }
        }
    }

    fn tell_ready(&mut self) {
        if let Some(engine) = self.engines.get(self.current) {
            self.teller.tell(Status::Ready { name: engine.name.to_owned() });
        }
    }

    fn hush(&mut self) {
        if self.speaking.take().is_some()
            && let Some(engine) = self.engines.get(self.current)
            && let Some(hush) = engine.hush
        {
            // A program that will not fall silent shows that it is broken at the next phrase.
            let _ = outcome(engine.program, &arguments(hush));
        }
    }

    /// Gives up the current engine and settles on the next that works.
    fn skip(&mut self, fault: Fault) {
        if let Some(engine) = self.engines.get(self.current) {
            self.faults.push((engine.name, fault));
            self.current += 1;
        }
        self.choose();
    }

    /// Settles on the first engine from the current one on that seems to work; tells when there is none left.
    fn choose(&mut self) {
        while let Some(engine) = self.engines.get(self.current) {
            match check(engine) {
                Ok(()) => return,
                Err(fault) => self.faults.push((engine.name, fault)),
            }
            self.current += 1;
        }
        self.teller.tell(Status::Missing { why: explain(&self.faults) });
    }
}

fn check(engine: &Engine) -> Result<(), Fault> {
    let lines = outcome(engine.program, &arguments(engine.check))?;
    if (engine.works)(&lines) { Ok(()) } else { Err(Fault::Broken("it has no voice installed".to_owned())) }
}

fn explain(faults: &[(&str, Fault)]) -> String {
    let broken: Vec<String> = faults
        .iter()
        .filter_map(|(name, fault)| match fault {
            Fault::Absent => None,
            Fault::Broken(why) => Some(format!("{name}: {}", why.trim().trim_end_matches(['.', ':']))),
        })
        .collect();
    if broken.is_empty() { INSTALL.to_owned() } else { format!("The voice stays silent. {}.", broken.join(". ")) }
}

fn unfinished(limit: Duration) -> Fault {
    Fault::Broken(format!("it did not finish within {} s", limit.as_secs()))
}

/// Runs a program to its end and returns what it printed.
fn outcome(program: &str, arguments: &[String]) -> Result<Vec<String>, Fault> {
    let mut running = Running::start(program, arguments, "")?;
    let mut left = CHECK_LIMIT;
    loop {
        if let Some(lines) = running.finished()? {
            return Ok(lines);
        }
        if left.is_zero() {
            return Err(unfinished(CHECK_LIMIT));
        }
        thread::sleep(POLL);
        left = left.saturating_sub(POLL);
    }
}

/// A program at work. Dropping it ends the program.
struct Running {
    child: Child,
    /// The lines it prints, to either output.
    printed: Receiver<String>,
}

impl Running {
    fn start(program: &str, arguments: &[String], input: &str) -> Result<Self, Fault> {
        let (reader, writer) = io::pipe()?;
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped()).stdout(writer.try_clone()?).stderr(writer);
        without_window(&mut command);
        let mut child = command.spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            // A program that does not listen fails in a way its exit status tells.
            let _ = stdin.write_all(input.as_bytes());
        }
        let (sender, printed) = mpsc::channel();
        let running = Self { child, printed };
        spawn("unsit-voice-log", move || pass_on(reader, &sender))?;
        Ok(running)
    }

    /// What the program printed, once it has ended well.
    fn finished(&mut self) -> Result<Option<Vec<String>>, Fault> {
        let Some(status) = self.child.try_wait()? else {
            return Ok(None);
        };
        // A daemon that the program started may keep the outputs open for good: do not wait for their end.
        let lines: Vec<String> = std::iter::from_fn(|| self.printed.recv_timeout(LAST_WORDS).ok()).collect();
        let complaint = lines.iter().find(|line| !line.is_empty() && !line.starts_with("ALSA lib"));
        if !status.success() {
            return Err(Fault::Broken(complaint.map_or_else(|| status.to_string(), Clone::clone)));
        }
        // Without a sound card espeak-ng says so and claims success.
        match lines.iter().find_map(|line| line.strip_prefix("error:")) {
            Some(error) => Err(Fault::Broken(format!("it cannot play sound ({})", error.trim()))),
            None => Ok(Some(lines)),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both only fail for a program that has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Passes on the lines of `reader` until its end, or until nobody reads them any more.
fn pass_on(reader: impl io::Read, lines: &Sender<String>) {
    for line in BufReader::new(reader).split(b'\n').map_while(Result::ok) {
        if lines.send(String::from_utf8_lossy(&line).trim().to_owned()).is_err() {
            return;
        }
    }
}

/// Keeps Windows from flashing a console window for every phrase.
#[cfg(windows)]
fn without_window(command: &mut Command) {
    use std::os::windows::process::CommandExt;

    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
fn without_window(_: &mut Command) {}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs::File;

    use tempfile::TempDir;

    use super::*;

    const SOON: Duration = Duration::from_secs(30);

    /// A speech program that is a shell script; it reads the phrase from standard input.
    fn fake(name: &'static str, speak: fn(&Phrase) -> Vec<String>) -> Engine {
        Engine {
            name,
            program: "sh",
            check: &["-c", "echo modules; echo festival"],
            works: |_| true,
            speak,
            input: |phrase| format!("{}\n", phrase.text),
            hush: None,
        }
    }

    fn script(text: &str) -> Vec<String> {
        arguments(&["-c", text])
    }

    fn voice(engines: Vec<Engine>) -> (Voice, Receiver<Status>) {
        let (sender, statuses) = mpsc::channel();
        (Voice::with(move |status| drop(sender.send(status)), engines), statuses)
    }

    fn ready(name: &str) -> Status {
        Status::Ready { name: name.to_owned() }
    }

    fn missing(why: &str) -> Status {
        Status::Missing { why: why.to_owned() }
    }

    /// A named pipe through which a script tells the test what it does. Opening one end waits for the other.
    struct Pipe {
        path: String,
        _folder: TempDir,
    }

    impl Pipe {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("pipe").to_str().unwrap().to_owned();
            assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
            Self { path, _folder: folder }
        }

        fn open(&self) -> File {
            File::open(&self.path).unwrap()
        }

        /// What the next script writes.
        fn read(&self) -> String {
            io::read_to_string(self.open()).unwrap()
        }
    }

    #[test]
    fn a_phrase_arrives_unchanged_with_its_language_and_volume() {
        let engine = fake("Fake", |phrase| {
            let text = r#"read -r pipe text; printf '%s|%s|%s' "$text" "$1" "$2" > "$pipe""#;
            arguments(&["-c", text, "fake", &phrase.language, &phrase.volume.to_string()])
        });
        let pipe = Pipe::new();
        let (voice, statuses) = voice(vec![engine]);
        assert_eq!(statuses.recv_timeout(SOON).unwrap(), ready("Fake"));
        voice.say(format!("{} -x $(rm) \"a\" %n; Lösen!\nJetzt", pipe.path), "de", 70);
        assert_eq!(pipe.read(), "-x $(rm) \"a\" %n; Lösen! Jetzt|de|70");
    }

    #[test]
    fn a_new_phrase_and_stop_end_the_one_before() {
        // Keeps its pipe open for as long as it lives, which is longer than any test.
        let engine = fake("Fake", |_| script(r#"read -r pipe; exec 3> "$pipe"; exec sleep 600"#));
        let (one, two) = (Pipe::new(), Pipe::new());
        let (voice, _statuses) = voice(vec![engine]);
        voice.say(one.path.as_str(), "en", 50);
        let first = one.open();
        voice.say(two.path.as_str(), "en", 50);
        let second = two.open();
        assert_eq!(io::read_to_string(first).unwrap(), "");
        voice.stop();
        assert_eq!(io::read_to_string(second).unwrap(), "");
    }

    #[test]
    fn stopping_hushes_a_program_that_speaks_on_without_its_client() {
        let (spoken, hushed) = (Pipe::new(), Pipe::new());
        let hush: &'static str = Box::leak(format!("echo hushed > {}", hushed.path).into_boxed_str());
        let engine = Engine {
            hush: Some(Box::leak(Box::new(["-c", hush]))),
            ..fake("Fake", |_| script(r#"read -r pipe; echo spoken > "$pipe"; exec sleep 600"#))
        };
        let (voice, _statuses) = voice(vec![engine]);
        voice.say(spoken.path.as_str(), "en", 50);
        assert_eq!(spoken.read(), "spoken\n");
        voice.stop();
        assert_eq!(hushed.read(), "hushed\n");
    }

    #[test]
    fn a_failing_program_hands_its_phrase_to_the_next() {
        let broken = fake("Broken", |_| script("echo no daemon >&2; exit 1"));
        let working = fake("Fake", |_| script(r#"read -r pipe text; echo "$text" > "$pipe""#));
        let pipe = Pipe::new();
        let (voice, statuses) = voice(vec![broken, working]);
        voice.say(format!("{} lift", pipe.path), "en", 50);
        assert_eq!(pipe.read(), "lift\n");
        assert_eq!(statuses.recv_timeout(SOON).unwrap(), ready("Broken"));
        assert_eq!(statuses.recv_timeout(SOON).unwrap(), ready("Fake"));
    }

    #[test]
    fn the_last_failure_is_reported_and_later_phrases_try_again() {
        let broken = fake("Broken", |_| script("echo no daemon: >&2; exit 1"));
        let fussy = fake("Fussy", |_| script(r#"read -r text; test "$text" = lower || echo 'error: no device' >&2"#));
        let (voice, statuses) = voice(vec![broken, fussy]);
        assert_eq!(statuses.recv_timeout(SOON).unwrap(), ready("Broken"));
        voice.say("lift", "en", 50);
        let why = "The voice stays silent. Broken: no daemon. Fussy: it cannot play sound (no device).";
        assert_eq!(statuses.recv_timeout(SOON).unwrap(), missing(why));
        voice.say("lower", "en", 50);
        assert_eq!(statuses.recv_timeout(SOON).unwrap(), ready("Fussy"));
    }

    #[test]
    fn a_program_without_a_voice_is_passed_over() {
        let mute = Engine { works: |lines| lines != ["modules", "festival"], ..fake("Mute", |_| Vec::new()) };
        let (_voice, statuses) = voice(vec![mute.clone(), fake("Fake", |_| Vec::new())]);
        assert_eq!(statuses.recv_timeout(SOON).unwrap(), ready("Fake"));
        let (_voice, statuses) = voice(vec![mute]);
        let why = "The voice stays silent. Mute: it has no voice installed.";
        assert_eq!(statuses.recv_timeout(SOON).unwrap(), missing(why));
    }

    #[test]
    fn without_any_program_the_report_says_what_to_install() {
        let absent = Engine { program: "unsit-no-such-program", ..fake("Absent", |_| Vec::new()) };
        let (_voice, statuses) = voice(vec![absent]);
        assert_eq!(statuses.recv_timeout(SOON).unwrap(), missing(INSTALL));
    }

    #[test]
    fn a_program_that_never_finishes_is_given_up() {
        let hanging = fake("Hanging", |_| script("exec sleep 600"));
        let (sender, statuses) = mpsc::channel();
        let mut speaker = Speaker::new(Arc::new(move |status| drop(sender.send(status))), vec![hanging]);
        speaker.say(Phrase::new("lift", "en", 50));
        // Looks as often as it would within the limit, but without the waits in between.
        while speaker.speaking.is_some() {
            speaker.look();
        }
        let why = "The voice stays silent. Hanging: it did not finish within 10 s.";
        assert_eq!(statuses.try_iter().last(), Some(missing(why)));
    }

    #[test]
    fn a_phrase_is_one_line_of_bounded_length_in_a_plain_language() {
        assert_eq!(
            Phrase::new(" a\nb\u{0}c ", "en'; rm-", 120),
            Phrase { text: "a b c".to_owned(), language: "enrm".to_owned(), volume: 100 }
        );
        assert_eq!(Phrase::new(&"ä".repeat(5_000), "de", 1).text.chars().count(), LETTERS);
        assert!(Phrase::new(" ", "en", 50).is_silent());
        assert!(Phrase::new("lift", "en", 0).is_silent());
    }

    #[test]
    #[cfg(not(target_os = "macos"))]
    fn the_dispatcher_needs_a_module_that_speaks() {
        let dispatcher = &engines()[0];
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        assert!((dispatcher.works)(&lines("OUTPUT MODULES\ndummy\nespeak-ng")));
        assert!(!(dispatcher.works)(&lines("OUTPUT MODULES\ndummy")));
        assert!(!(dispatcher.works)(&lines("Output modules not found.")));
        assert_eq!((dispatcher.input)(&Phrase::new("!-!QUIT", "en", 50)), " !-!QUIT\n");
        assert!((dispatcher.speak)(&Phrase::new("", "de", 70)).ends_with(&arguments(&["-l", "de", "-i", "40"])));
    }

    #[test]
    fn the_system_answers_with_a_status() {
        let (sender, statuses) = mpsc::channel();
        let _voice = Voice::start(move |status| sender.send(status).unwrap());
        // Which one depends on the machine.
        statuses.recv_timeout(SOON).unwrap();
    }
}
