//! The journal of a phone, as the running app takes it over: what is lost of it reaches the person, and is over at some point.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use tempfile::tempdir;
use unsit_core::Wall;
use unsit_core::app::{FailureReason, Message, Notice};
use unsit_core::phone::{Deed, Reading, Record};
use unsit_platform::clock::Clock;
use unsit_platform::native::{Running, Watching};
use uuid::Uuid;

use crate::app::{Heard, begin_as, until};

fn begin(dir: &Path) -> Running {
    begin_as(dir, Clock::real(), &Heard::default(), Watching::Ahead)
}

fn add(dir: &Path, text: &str) {
    let file = File::options().create(true).append(true).open(dir.join("reminders.journal"));
    file.unwrap().write_all(text.as_bytes()).unwrap();
}

fn boot(number: u128) -> String {
    Record { id: Uuid::from_u128(number), at: Wall(1), zone: String::new(), deed: Deed::Boot }.line()
}

fn reads(running: &Running, what: &str, wanted: impl Fn(&Reading) -> bool) {
    until(running, what, |model| wanted(&model.watch.files().reading));
}

#[test]
fn a_damaged_entry_is_told_with_the_first_screen_kept_aside_and_over_with_the_next_start() {
    let dir = tempdir().unwrap();
    add(dir.path(), "half a li\n");
    let running = begin(dir.path());
    let model = running.handle.model();
    assert_eq!(model.watch.files().reading, Reading::Damaged { entries: 1 });
    let told = |notice: &Notice| matches!(notice, Notice::NotRead(why) if why.reason == FailureReason::Breaks);
    until(&running, "a notice", |model| model.notices.iter().any(told));
    // Something happens; the person comes and goes.
    for _ in 0..2 {
        running.handle.send(Message::JournalGrew);
    }
    let kept = dir.path().join("reminders.journal.damaged-1");
    let wanted = Reading::Kept { entries: 1, file: kept.display().to_string() };
    reads(&running, "it is kept aside", |reading| *reading == wanted);
    assert_eq!(fs::read_to_string(kept).unwrap(), "half a li\n");
    running.finish();
    let running = begin(dir.path());
    assert_eq!(running.handle.model().watch.files().reading, Reading::Whole);
    assert_eq!(running.handle.model().notices, []);
    running.finish();
}

#[test]
fn a_journal_that_cannot_be_read_is_told_until_it_can_be() {
    let dir = tempdir().unwrap();
    fs::create_dir(dir.path().join("reminders.journal")).unwrap();
    let running = begin(dir.path());
    assert!(matches!(running.handle.model().watch.files().reading, Reading::Unreadable { .. }));
    fs::remove_dir(dir.path().join("reminders.journal")).unwrap();
    add(dir.path(), &boot(1));
    running.handle.send(Message::JournalGrew);
    reads(&running, "it can be read", |reading| *reading == Reading::Whole);
    running.finish();
}

#[test]
fn a_journal_that_is_longer_than_is_read_at_a_time_is_read_to_its_end_without_a_person() {
    let dir = tempdir().unwrap();
    add(dir.path(), &(1..=40_000).map(boot).collect::<String>());
    let running = begin(dir.path());
    assert_eq!(running.handle.model().watch.files().reading, Reading::Begun);
    reads(&running, "all of it", |reading| *reading == Reading::Whole);
    running.finish();
    let begun = fs::read_dir(dir.path()).unwrap().any(|entry| entry.unwrap().file_name().to_string_lossy().contains(".damaged"));
    assert!(!begun, "nothing was wrong with it");
}
