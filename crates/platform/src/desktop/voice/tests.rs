use std::fs::File;
use std::io;
use std::process::Command;
use std::sync::mpsc::Receiver;

use tempfile::TempDir;

use super::engine::{INSTALL, arguments};
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
    assert_eq!(Phrase::new(" a\nb\u{0}c ", "en'; rm-", 120), Phrase { text: "a b c".to_owned(), language: "enrm".to_owned(), volume: 100 });
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
