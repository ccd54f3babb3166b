//! What the next start finds.

use std::fs;

use tempfile::tempdir;
use unsit_core::app::{Answer, Build, Control, FailureReason, FirstPage, FirstRun, Message, Model, Notice, Saving, Screen};
use unsit_core::record::SessionRecord;
use unsit_platform::clock::Clock;
use unsit_store::Store;

use crate::app::{Heard, begin, record, saving, start, until};

#[test]
fn a_routine_that_cannot_be_stored_is_told_and_its_draft_stays() {
    let dir = tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    let running = begin(&file, Clock::real(), &Heard::default());
    let told = |model: &Model| model.notices.iter().filter(|notice| matches!(notice, Notice::NotSaved(_))).count();
    for build in [Build::New, Build::Rename("Legs".to_owned()), Build::Add("wall-sit".into()), Build::Save] {
        running.handle.send(Message::Build(build));
    }
    until(&running, "told", |model| told(model) == 1);
    let model = running.handle.model();
    assert_eq!(model.own.draft.as_ref().map(|draft| draft.name.as_str()), Some("Legs"));
    running.finish();
}

#[test]
fn a_data_directory_that_is_a_file_is_told_and_the_session_goes_on() {
    let dir = tempdir().unwrap();
    let file = dir.path().join("unsit");
    fs::write(&file, "not a directory").unwrap();
    let heard = Heard::default();
    let running = begin(&file, Clock::rehearsal(200), &heard);
    assert!(!running.handle.model().notices.is_empty());
    running.handle.send(start("at-the-desk"));
    until(&running, "done", |model| matches!(saving(model), Some(Saving::Failed(_))));
    assert_eq!(heard.cues().last().map(String::as_str), Some("done"));
    running.finish();
    assert_eq!(fs::read_to_string(&file).unwrap(), "not a directory");
}

#[test]
fn only_a_folder_that_could_be_read_makes_a_first_start_and_answers_outlive_it() {
    let dir = tempdir().unwrap();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    let model = running.handle.model();
    assert_eq!((&model.screen, model.folder.as_deref()), (&Screen::FirstRun(FirstPage::Welcome), dir.path().to_str()));
    running.handle.send(Message::Answer(Answer::Question { question: "wrist-pain".into(), yes: true }));
    running.handle.send(Message::FirstRun(FirstRun::Skip));
    until(&running, "Today", |model| model.screen == Screen::Today);
    running.finish();

    let running = begin(dir.path(), Clock::real(), &Heard::default());
    let model = running.handle.model();
    assert_eq!((&model.screen, model.settings.safety.of("wrist-pain")), (&Screen::Today, Some(true)));
    running.finish();

    let file = dir.path().join("file");
    fs::write(&file, "no folder").unwrap();
    let running = begin(&file, Clock::real(), &Heard::default());
    assert_eq!(running.handle.model().screen, Screen::Today);
    running.finish();
}

#[test]
fn a_heartbeat_that_makes_no_sense_is_set_aside_and_named() {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join("session.json"), "{\"of\":\"another kind\"}").unwrap();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    let kept = dir.path().join("session-unreadable-1.json");
    let model = running.handle.model();
    let [Notice::NotRead(why)] = model.notices.as_slice() else { panic!("{:?}", model.notices) };
    assert_eq!((why.reason, why.detail.as_str()), (FailureReason::Interrupted, kept.to_str().unwrap()));
    assert!(kept.exists());
    running.finish();
}

#[test]
fn each_start_of_the_app_knows_whose_turn_it_is() {
    let dir = tempdir().unwrap();
    for variant in ["a", "b", "a"] {
        let running = begin(dir.path(), Clock::rehearsal(50), &Heard::default());
        running.handle.send(start("release-and-strengthen"));
        until(&running, "begun", Model::is_in_session);
        assert_eq!(running.handle.model().playing.as_ref().unwrap().variant, Some(variant.into()));
        // Past rolling, which has no hold, to the first repetition or hold that counts.
        until(&running, "something done", |model| {
            model.playing.as_ref().is_some_and(|playing| !playing.session.summary(model.now.mono).is_empty())
        });
        running.handle.send(Message::Control(Control::Stop));
        running.finish();
    }
}

#[test]
fn a_history_is_read_to_its_end_while_another_process_adds_to_it() {
    let dir = tempdir().unwrap();
    let mut other = Store::open(dir.path()).unwrap().store;
    let old: Vec<SessionRecord> = (0..120).map(record).collect();
    other.save_sessions(&old).unwrap();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    for (number, shown) in [(120, 100), (121, 120)] {
        other.save_session(&record(number)).unwrap();
        running.handle.send(Message::ShowOlder);
        until(&running, "older sessions", |model| model.history.sessions.len() == shown);
    }
    let model = running.handle.model();
    assert!(model.history.sessions.iter().map(|shown| &**shown).eq(old.iter().rev()) && !model.history.more);
    running.finish();
}
