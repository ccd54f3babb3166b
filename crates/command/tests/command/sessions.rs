//! Sessions in a real terminal and in real time.

use std::os::unix::process::ExitStatusExt;

use rustix::process::Signal;
use serde_json::{Value, json};

use crate::terminal::Terminal;
use crate::{Ran, Unsit};

const RIGHT: &str = "\x1b[C";
const LEFT: &str = "\x1b[D";
const CTRL_C: &str = "\x03";

#[test]
fn the_keys_are_told_and_the_line_says_what_to_do() {
    let unsit = Unsit::new();
    let mut terminal = Terminal::start(unsit.command(&["guide", "at-the-desk"]));
    terminal.wait_for(" 5 s  ");
    let lines = terminal.lines();
    assert_eq!(lines[0], "Space pauses and goes on, left does the set again, right skips, q ends.");
    assert!(lines[1].starts_with("Get ready                 5 s  Seated glute squeeze, 1 of 3  "), "{lines:?}");
    assert_eq!(lines.len(), 2);
}

#[test]
fn a_narrow_terminal_cuts_the_line_off() {
    let unsit = Unsit::new();
    let mut terminal = Terminal::of_columns(40, unsit.command(&["guide", "at-the-desk", "--speed", "5"]));
    for word in ["Lift  ", "Hold  ", "Lower  ", "Rest  "] {
        terminal.wait_for(word);
        let lines = terminal.lines();
        assert_eq!(lines.len(), 3, "two for the keys, one for the session: {lines:?}");
        assert!(lines[2].starts_with(word), "{lines:?}");
    }
}

#[test]
fn space_pauses_and_goes_on() {
    let unsit = Unsit::new();
    let mut terminal = Terminal::start(unsit.command(&["guide", "at-the-desk"]));
    terminal.wait_for("Get ready");
    terminal.press(" ");
    terminal.wait_for("Paused");
    terminal.press(" ");
    terminal.wait_for("Get ready");
    assert!(!terminal.shows("Paused"));
}

#[test]
fn right_skips_to_the_lift_and_left_goes_back() {
    let unsit = Unsit::new();
    let mut terminal = Terminal::start(unsit.command(&["guide", "at-the-desk"]));
    terminal.wait_for("1 of 3");
    terminal.press(RIGHT);
    terminal.wait_for("Lift");
    terminal.press(RIGHT);
    terminal.wait_for("2 of 3");
    terminal.press(LEFT);
    terminal.wait_for("1 of 3");
}

#[test]
fn q_stops_and_what_was_held_is_recorded() {
    let unsit = Unsit::new();
    let mut terminal = in_a_hold(&unsit);
    terminal.press("q");
    terminal.wait_for("Hold 3");
    assert_eq!(terminal.wait().code(), Some(0));
    let lines = terminal.lines();
    assert!(lines[1].starts_with("At the desk: ") && lines[1].contains(" of 30 s held. Session logged, "), "{lines:?}");
    assert_eq!(lines[3..], ["  Hold 2  0 s", "  Hold 3  0 s"]);
    ended_early(&unsit);
}

#[test]
fn q_before_the_first_hold_records_nothing() {
    let unsit = Unsit::new();
    let mut terminal = Terminal::start(unsit.command(&["guide", "at-the-desk"]));
    terminal.wait_for("Get ready");
    terminal.press("q");
    terminal.wait_for("Nothing was held, so nothing is logged.");
    assert_eq!(terminal.wait().code(), Some(0));
    assert!(unsit.history().is_empty());
}

#[test]
fn ctrl_c_leaves_the_terminal_as_it_was() {
    let unsit = Unsit::new();
    let mut terminal = Terminal::start(unsit.command(&["guide", "at-the-desk"]));
    let before = terminal.settings();
    get_to_a_hold(&mut terminal);
    assert_ne!(terminal.settings(), before, "keys come as they are pressed");
    terminal.press(CTRL_C);
    terminal.wait_for("Hold 3");
    assert_eq!(terminal.wait().code(), Some(130));
    assert_eq!(terminal.settings(), before);
    assert!(!terminal.hides_cursor());
    ended_early(&unsit);
}

#[test]
fn requests_of_the_system_to_end_are_answered_alike() {
    for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143), (Signal::HUP, 129)] {
        let unsit = Unsit::new();
        let mut terminal = Terminal::start(unsit.command(&["guide", "at-the-desk"]));
        let before = terminal.settings();
        get_to_a_hold(&mut terminal);
        terminal.signal(signal);
        terminal.wait_for("Hold 3");
        assert_eq!(terminal.wait().code(), Some(code));
        assert_eq!(terminal.settings(), before);
        ended_early(&unsit);
    }
}

#[test]
fn a_killed_session_is_taken_up_in_the_same_hold() {
    let unsit = Unsit::new();
    let mut killed = in_a_hold(&unsit);
    killed.signal(Signal::KILL);
    killed.wait();
    assert!(unsit.history().is_empty());

    let mut terminal = Terminal::start(unsit.command(&["guide", "--continue"]));
    terminal.wait_for("Get ready");
    terminal.wait_for("Lift");
    terminal.wait_for("Hold");
    assert!(terminal.shows("1 of 3") && !terminal.shows(" 10 s"), "the rest of the hold: {:?}", terminal.lines());
    terminal.press("q");
    terminal.wait_for("Hold 3");
    assert_eq!(terminal.wait().code(), Some(0));
    ended_early(&unsit);
    assert_eq!(unsit.run(&["guide", "--continue"]).code, Some(1), "there is nothing left to take up");
}

#[test]
fn an_interrupted_session_is_offered_and_recorded_when_declined() {
    let unsit = Unsit::new();
    let mut killed = in_a_hold(&unsit);
    killed.signal(Signal::KILL);
    killed.wait();

    let mut asked = Terminal::start(unsit.command(&["guide", "quick-bridge"]));
    asked.wait_for("[Y/n]");
    asked.signal(Signal::INT);
    assert_eq!(asked.wait().signal(), Some(2), "a question can be left");
    assert!(unsit.history().is_empty());

    let mut declined = Terminal::start(unsit.command(&["guide", "quick-bridge"]));
    declined.wait_for("Continue where you were: At the desk: ");
    declined.press("n\n");
    declined.wait_for("Bridge, 1 of 3");
    declined.press("q");
    declined.wait_for("nothing is logged");
    ended_early(&unsit);
}

#[test]
fn an_interrupted_session_is_taken_up_on_a_yes() {
    let unsit = Unsit::new();
    let mut killed = in_a_hold(&unsit);
    killed.signal(Signal::KILL);
    killed.wait();
    let mut terminal = Terminal::start(unsit.command(&["guide", "quick-bridge"]));
    terminal.wait_for("[Y/n]");
    terminal.press("\n");
    terminal.wait_for("Seated glute squeeze, 1 of 3");
    terminal.press("q");
    terminal.wait_for("Hold 3");
    ended_early(&unsit);
}

#[test]
fn a_rehearsal_leaves_an_interrupted_session_alone() {
    let unsit = Unsit::new();
    let mut killed = in_a_hold(&unsit);
    killed.signal(Signal::KILL);
    killed.wait();
    unsit.rehearse("quick-bridge");
    let mut terminal = Terminal::start(unsit.command(&["guide", "--continue"]));
    terminal.wait_for("Seated glute squeeze, 1 of 3");
}

#[test]
fn while_a_session_runs_a_second_one_is_refused() {
    let unsit = Unsit::new();
    let mut terminal = Terminal::start(unsit.command(&["guide", "at-the-desk"]));
    terminal.wait_for(" 4 s  ");
    for arguments in [&["guide", "quick-bridge"][..], &["guide", "--continue"]] {
        let Ran { code, out, err } = unsit.run(arguments);
        assert_eq!((code, out.as_str()), (Some(1), ""), "{arguments:?}");
        assert_eq!(err, "unsit: another window or terminal has a session that is not over; end it there first\n");
    }
    unsit.rehearse("quick-bridge");
    terminal.press(RIGHT);
    terminal.wait_for("Lift");
}

#[test]
fn the_bell_rings_when_the_body_has_something_new_to_do() {
    let bells = |arguments: &[&str]| {
        let unsit = Unsit::new();
        let mut terminal = Terminal::start(unsit.command(&[&["guide", "at-the-desk", "--speed", "100"], arguments].concat()));
        terminal.wait_for("Hold 3");
        String::from_utf8_lossy(terminal.raw()).matches('\x07').count()
    };
    assert_eq!(bells(&[]), 10, "lift, hold and lower three times, and done");
    assert_eq!(bells(&["--quiet"]), 0);
}

#[test]
fn no_color_is_heeded() {
    let is_bold = |no_color: Option<&str>| {
        let unsit = Unsit::new();
        let mut command = unsit.command(&["guide", "at-the-desk"]);
        command.envs(no_color.map(|value| ("NO_COLOR", value)));
        let mut terminal = Terminal::start(command);
        terminal.wait_for("Get ready");
        String::from_utf8_lossy(terminal.raw()).contains("\x1b[1m")
    };
    assert!(is_bold(None));
    assert!(!is_bold(Some("1")));
}

#[test]
fn without_a_terminal_there_are_no_keys_and_ctrl_c_still_records() {
    let unsit = Unsit::new();
    let mut command = unsit.command(&["guide", "at-the-desk", "--speed", "10", "--json"]);
    let mut child = command.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::piped()).spawn().unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(child.stdout.take().unwrap())).map(Result::unwrap);
    assert!(lines.any(|line| line.contains("halfway")));
    rustix::process::kill_process(rustix::process::Pid::from_child(&child), Signal::INT).unwrap();
    let done: Value = serde_json::from_str(&lines.last().unwrap()).unwrap();
    assert_eq!((&done["event"], &done["completed"]), (&json!("done"), &json!(false)));
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(unsit.history()[0]["held_seconds"], done["held_seconds"]);
}

/// A session of which a second of the first hold is over.
fn in_a_hold(unsit: &Unsit) -> Terminal {
    let mut terminal = Terminal::start(unsit.command(&["guide", "at-the-desk"]));
    get_to_a_hold(&mut terminal);
    terminal
}

fn get_to_a_hold(terminal: &mut Terminal) {
    terminal.wait_for("Get ready");
    terminal.press(RIGHT);
    terminal.wait_for("Hold");
    terminal.wait_for(" 8 s");
}

/// Expects one session that counts, ended in its first hold.
fn ended_early(unsit: &Unsit) {
    let history = unsit.history();
    assert_eq!(history.len(), 1);
    let session = &history[0];
    assert_eq!((&session["routine"], &session["completed"], &session["rehearsal"]), (&json!("at-the-desk"), &json!(false), &json!(false)));
    let held = session["held_seconds"].as_f64().unwrap();
    assert!((0.9..10.0).contains(&held), "{held}");
    assert_eq!(session["holds"][0]["held_seconds"], session["held_seconds"]);
}
