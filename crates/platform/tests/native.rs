//! The loop on its threads, with a real disk and real clocks. Nothing sleeps: a test waits for the model to change.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tempfile::tempdir;
use unsit_core::app::{
    Answer, Build, Change, Channel, Control, FailureReason, FirstPage, FirstRun, Leaf, Message, Model, Notice, Saving, Screen, Start,
    Telling,
};
use unsit_core::record::{HeldSet, Origin, SessionId, SessionRecord};
use unsit_core::session::Cue;
use unsit_core::text::Language;
use unsit_core::{LocalDay, Millis, Wall};
use unsit_platform::clock::Clock;
use unsit_platform::native::{self, Options, Outlet, Running, Watching};
use unsit_store::{Filter, Store, Unsaved};
use uuid::Uuid;

#[test]
fn a_rehearsed_quick_bridge_is_logged_as_one_with_every_cue_in_order() {
    let dir = tempdir().unwrap();
    let heard = Heard::default();
    let running = begin(dir.path(), Clock::rehearsal(200), &heard);
    running.handle.send(Message::Start(Start { rehearsal: true, ..Start::routine("quick-bridge") }));
    until(&running, "saved", |model| saving(model) == Some(&Saving::Saved));
    running.finish();
    let hold = "lift hold halfway last_3 last_2 last_1 lower";
    let cues = format!("count_3 count_2 count_1 {hold} rest {hold} rest last_set {hold} done");
    assert_eq!(heard.cues().join(" "), cues);
    assert_eq!(heard.awake(), [true, false]);
    let [record] = stored(dir.path()).try_into().unwrap();
    assert!(record.rehearsal && record.completed);
    assert_eq!(record.held().secs_floor(), 30);
    assert!(!dir.path().join("session.json").exists());
}

#[test]
fn rehearsals_stay_out_of_the_history() {
    let dir = tempdir().unwrap();
    let running = begin(dir.path(), Clock::rehearsal(200), &Heard::default());
    running.handle.send(Message::Start(Start { rehearsal: true, ..Start::routine("at-the-desk") }));
    until(&running, "saved", |model| saving(model) == Some(&Saving::Saved));
    running.finish();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    assert_eq!(running.handle.model().history.sessions, []);
    running.finish();
}

#[test]
fn pause_and_stop_save_what_was_held() {
    let dir = tempdir().unwrap();
    let heard = Heard::default();
    let running = begin(dir.path(), Clock::rehearsal(20), &heard);
    running.handle.send(start("quick-bridge"));
    until(&running, "a hold", |model| held(model) >= 1000);
    running.handle.send(Message::Control(Control::Pause));
    running.handle.send(Message::Control(Control::Stop));
    until(&running, "saved", |model| saving(model) == Some(&Saving::Saved));
    until(&running, "shown", |model| model.history.sessions.len() == 1);
    running.finish();
    let [record] = stored(dir.path()).try_into().unwrap();
    assert!((1000..10_000).contains(&record.held().0) && !record.completed && !record.rehearsal);
    assert!(!dir.path().join("session.json").exists());
}

#[test]
fn a_real_clock_starts_pauses_and_stops_in_the_order_of_the_messages() {
    let dir = tempdir().unwrap();
    let heard = Heard::default();
    let running = begin(dir.path(), Clock::real(), &heard);
    running.handle.send(start("quick-bridge"));
    running.handle.send(Message::Control(Control::Skip));
    running.handle.send(Message::Control(Control::Pause));
    running.handle.send(Message::Control(Control::Stop));
    until(&running, "over", |model| saving(model) == Some(&Saving::Nothing));
    running.finish();
    assert_eq!(heard.cues(), ["lift"]);
    assert_eq!(heard.words(), ["Get ready. Bridge. Lie on your back, knees bent, feet flat and hip-width apart.", "Lift your hips."]);
    assert_eq!(heard.awake(), [true, false]);
    assert_eq!(stored(dir.path()), []);
}

#[test]
fn what_was_sent_before_the_end_is_on_disk_after_it() {
    let dir = tempdir().unwrap();
    let running = begin(dir.path(), Clock::rehearsal(20), &Heard::default());
    running.handle.send(start("quick-bridge"));
    until(&running, "a hold", |model| held(model) >= 1000);
    running.handle.send(Message::Change(Change::GetReady(9)));
    running.handle.send(Message::Control(Control::Stop));
    running.finish();
    assert_eq!(stored(dir.path()).len(), 1);
    assert!(!dir.path().join("session.json").exists(), "the row has taken its place");
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    let model = running.handle.model();
    assert_eq!((model.settings.get_ready.seconds(), model.history.sessions.len()), (9, 1));
    assert_eq!((&model.interrupted, model.notices.as_slice()), (&None, [].as_slice()));
    running.finish();
}

#[test]
fn a_session_that_was_on_when_the_loop_ended_is_offered_by_the_next() {
    let dir = tempdir().unwrap();
    let running = begin(dir.path(), Clock::rehearsal(20), &Heard::default());
    running.handle.send(start("quick-bridge"));
    until(&running, "a hold", |model| held(model) >= 1000);
    let id = running.handle.model().playing.as_ref().unwrap().id;
    running.finish();

    let running = begin(dir.path(), Clock::real(), &Heard::default());
    assert_eq!(running.handle.model().interrupted.as_ref().unwrap().beat.id, id);
    running.handle.send(Message::Continue);
    until(&running, "going on", |model| model.playing.as_ref().is_some_and(|playing| playing.session.is_running()));
    assert_eq!(running.handle.model().playing.as_ref().unwrap().id, id);
    running.handle.send(Message::Control(Control::Stop));
    until(&running, "saved", |model| saving(model) == Some(&Saving::Saved));
    running.finish();
    assert_eq!(stored(dir.path())[0].id, id);
}

#[test]
fn a_killed_process_leaves_its_session_to_the_next() {
    let dir = tempdir().unwrap();
    let mut other = another_process(dir.path());
    other.kill().unwrap();
    other.wait().unwrap();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    assert_eq!(running.handle.model().interrupted.as_ref().unwrap().beat.routine.as_str(), "quick-bridge");
    running.handle.send(Message::EndInterrupted);
    running.finish();
    assert!(!dir.path().join("session.json").exists(), "nothing was held");
}

#[test]
fn while_one_process_has_a_session_another_is_refused_and_takes_over_after_its_death() {
    let dir = tempdir().unwrap();
    let mut other = another_process(dir.path());
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    assert_eq!(running.handle.model().interrupted, None, "it is not over");
    running.handle.send(start("at-the-desk"));
    until(&running, "refused", |model| model.playing.is_none() && model.notices.contains(&Notice::SessionElsewhere));
    other.kill().unwrap();
    other.wait().unwrap();
    running.handle.send(start("at-the-desk"));
    until(&running, "begun", Model::is_in_session);
    let id = running.handle.model().playing.as_ref().unwrap().id;
    until_it_beats(dir.path(), "at-the-desk");
    running.finish();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    assert_eq!(running.handle.model().interrupted.as_ref().unwrap().beat.id, id);
    running.finish();
}

/// The other process: begins a session, says so by its heartbeat and waits for the end.
#[test]
#[ignore = "the process that the tests kill"]
fn player() {
    let Some(dir) = std::env::var_os("UNSIT_TEST_DIR") else { return };
    let running = begin(Path::new(&dir), Clock::real(), &Heard::default());
    running.handle.send(start("quick-bridge"));
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

#[test]
fn a_session_that_could_not_be_stored_outlives_the_next_session_and_a_kill() {
    let dir = tempdir().unwrap();
    let blocked = dir.path().join("unsit.sqlite3");
    fs::create_dir(&blocked).unwrap();
    kill(player_of_two(dir.path(), "at-the-desk"));
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    let model = running.handle.model();
    let told = |notice: &Notice| matches!(notice, Notice::NotSaved(why) if why.reason == FailureReason::Unreadable);
    assert!(model.notices.iter().any(told), "it is still not stored: {:?}", model.notices);
    running.finish();

    fs::remove_dir(&blocked).unwrap();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    let model = running.handle.model();
    let [stored] = model.history.sessions.as_slice() else { panic!("{:?}", model.history) };
    assert_eq!((stored.routine.as_str(), stored.held().secs_floor(), stored.completed), ("quick-bridge", 30, true));
    assert_eq!(model.interrupted.as_ref().unwrap().beat.routine.as_str(), "at-the-desk");
    assert_eq!((model.notices.as_slice(), waiting(dir.path())), ([].as_slice(), 0));
    running.finish();
}

#[test]
fn a_session_that_could_not_be_stored_before_a_kill_is_not_offered_again() {
    let dir = tempdir().unwrap();
    let blocked = dir.path().join("unsit.sqlite3");
    fs::create_dir(&blocked).unwrap();
    kill(player_of_two(dir.path(), ""));
    fs::remove_dir(&blocked).unwrap();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    let model = running.handle.model();
    assert_eq!((&model.interrupted, model.history.sessions.len(), waiting(dir.path())), (&None, 1, 0));
    assert!(!dir.path().join("session.json").exists());
    running.finish();
}

#[test]
fn a_session_that_another_process_kept_before_its_death_is_not_taken_for_one_left_behind() {
    let dir = tempdir().unwrap();
    let blocked = dir.path().join("unsit.sqlite3");
    fs::create_dir(&blocked).unwrap();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    kill(player_of_two(dir.path(), ""));
    fs::remove_dir(&blocked).unwrap();
    running.handle.send(start("at-the-desk"));
    until_it_beats(dir.path(), "at-the-desk");
    running.finish();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    let model = running.handle.model();
    let [stored] = model.history.sessions.as_slice() else { panic!("{:?}", model.history) };
    assert!(stored.completed && model.notices.is_empty());
    running.finish();
}

#[test]
fn a_session_that_could_not_be_stored_is_stored_as_soon_as_it_can_be() {
    let dir = tempdir().unwrap();
    let blocked = dir.path().join("unsit.sqlite3");
    fs::create_dir(&blocked).unwrap();
    let running = begin(dir.path(), Clock::rehearsal(200), &Heard::default());
    running.handle.send(start("at-the-desk"));
    until(&running, "not saved", |model| matches!(saving(model), Some(Saving::Failed(_))));
    assert_eq!(waiting(dir.path()), 1);
    fs::remove_dir(&blocked).unwrap();
    until(&running, "saved", |model| saving(model) == Some(&Saving::Saved));
    running.finish();
    assert_eq!((stored(dir.path()).len(), waiting(dir.path())), (1, 0));
}

#[test]
fn several_sessions_that_wait_are_told_once_and_stored_together() {
    let dir = tempdir().unwrap();
    let blocked = dir.path().join("unsit.sqlite3");
    fs::create_dir(&blocked).unwrap();
    (0..3).for_each(|n| Unsaved::of(dir.path()).keep(&record(n)).unwrap());
    let running = begin(dir.path(), Clock::rehearsal(200), &Heard::default());
    let told = running.handle.model().notices.iter().filter(|notice| matches!(notice, Notice::NotSaved(_))).count();
    assert_eq!((told, waiting(dir.path())), (1, 3));
    fs::remove_dir(&blocked).unwrap();
    until(&running, "stored", |model| model.history.sessions.len() == 3);
    running.finish();
    assert_eq!((stored(dir.path()), waiting(dir.path())), ([2, 1, 0].map(record).to_vec(), 0));
}

#[test]
fn a_deletion_is_on_disk_when_it_is_offered_to_be_undone_and_so_is_its_undoing() {
    let dir = tempdir().unwrap();
    Store::open(dir.path()).unwrap().store.save_sessions(&[record(1), record(2)]).unwrap();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    running.handle.send(Message::Show(Screen::History));
    until(&running, "read", |model| model.diary.overview.is_some());
    running.handle.send(Message::Leaf(Leaf::Session(record(2).id)));
    running.handle.send(Message::Leaf(Leaf::Delete));
    until(&running, "deleted", |model| model.diary.undo.is_some() && model.history.sessions.len() == 1);
    assert_eq!(stored(dir.path()), [record(1)]);
    running.handle.send(Message::Leaf(Leaf::Undo));
    until(&running, "undone", |model| model.history.sessions.len() == 2);
    assert_eq!(stored(dir.path()), [record(2), record(1)]);
    running.finish();
}

#[test]
fn a_deletion_that_could_not_be_stored_outlives_its_process() {
    let dir = tempdir().unwrap();
    Store::open(dir.path()).unwrap().store.save_sessions(&[record(1), record(2)]).unwrap();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    let database = rusqlite::Connection::open(dir.path().join("unsit.sqlite3")).unwrap();
    database.pragma_update(None, "user_version", 99).unwrap();
    running.handle.send(Message::Leaf(Leaf::Session(record(2).id)));
    running.handle.send(Message::Leaf(Leaf::Delete));
    until(&running, "told", |model| matches!(model.notices.as_slice(), [Notice::NotRevised(_)]));
    running.finish();
    database.pragma_update(None, "user_version", 4).unwrap();
    drop(database);
    assert_eq!((stored(dir.path()).len(), waiting(dir.path())), (2, 1));
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    let model = running.handle.model();
    assert_eq!((model.history.sessions.len(), model.notices.as_slice()), (1, [].as_slice()));
    running.finish();
    assert_eq!((stored(dir.path()), waiting(dir.path())), (vec![record(1)], 0));
}

#[test]
fn a_session_whose_id_is_taken_is_kept_beside_the_history_and_told_once() {
    let dir = tempdir().unwrap();
    let running = begin(dir.path(), Clock::rehearsal(200), &Heard::default());
    running.handle.send(start("quick-bridge"));
    until(&running, "begun", Model::is_in_session);
    let id = running.handle.model().playing.as_ref().unwrap().id;
    let other = SessionRecord { id, ..record(1) };
    Store::open(dir.path()).unwrap().store.save_session(&other).unwrap();
    until(&running, "refused", |model| matches!(saving(model), Some(Saving::Failed(_))));
    let kept = dir.path().join("session-refused-1.json");
    let model = running.handle.model();
    let [Notice::NotSaved(why)] = model.notices.as_slice() else { panic!("{:?}", model.notices) };
    assert!(why.reason == FailureReason::Refused && why.detail.ends_with(&format!("It is kept in {}.", kept.display())), "{why:?}");
    assert!(serde_json::from_str::<SessionRecord>(&fs::read_to_string(kept).unwrap()).unwrap().completed);
    running.finish();
    assert_eq!((stored(dir.path()), waiting(dir.path())), (vec![other], 0));
    assert!(!dir.path().join("session.json").exists());
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    assert_eq!(running.handle.model().notices, []);
    running.finish();
}

#[test]
fn a_heartbeat_that_is_all_that_is_left_of_a_session_is_not_replaced() {
    let dir = tempdir().unwrap();
    fs::create_dir(dir.path().join("unsit.sqlite3")).unwrap();
    let running = begin(dir.path(), Clock::rehearsal(200), &Heard::default());
    running.handle.send(start("quick-bridge"));
    until(&running, "begun", Model::is_in_session);
    let id = running.handle.model().playing.as_ref().unwrap().id;
    let in_the_way = dir.path().join(format!("unsaved-{}.json.new", id.0));
    fs::create_dir(&in_the_way).unwrap();
    until(&running, "not saved", |model| matches!(saving(model), Some(Saving::Failed(_))));
    running.handle.send(start("at-the-desk"));
    until(&running, "the first hold over", |model| model.is_in_session() && held(model) >= 10_000);
    assert!(fs::read_to_string(dir.path().join("session.json")).unwrap().contains("quick-bridge"));
    fs::remove_dir(&in_the_way).unwrap();
    until_it_beats(dir.path(), "at-the-desk");
    assert_eq!(waiting(dir.path()), 1);
    running.finish();
}

/// The other process: plays a quick bridge that cannot be stored, begins the session that it is told and waits for the end.
#[test]
#[ignore = "the process that the tests kill"]
fn player_of_one_and_another() {
    let Some(dir) = std::env::var_os("UNSIT_TEST_DIR") else { return };
    let then = std::env::var("UNSIT_TEST_THEN").unwrap();
    let running = begin(Path::new(&dir), Clock::rehearsal(200), &Heard::default());
    running.handle.send(start("quick-bridge"));
    until(&running, "not saved", |model| matches!(saving(model), Some(Saving::Failed(_))));
    if !then.is_empty() {
        running.handle.send(start(&then));
        until(&running, "a hold", |model| model.is_in_session() && held(model) >= 1000);
        running.handle.send(Message::Control(Control::Pause));
        until(&running, "paused", |model| model.playing.as_ref().is_some_and(|playing| !playing.session.is_running()));
        until_it_beats(Path::new(&dir), &then);
    }
    println!("ready");
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

#[test]
fn a_routine_that_a_person_built_is_on_disk_and_there_at_the_next_start() {
    let dir = tempdir().unwrap();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    for build in [Build::New, Build::Rename("Legs".to_owned()), Build::Add("wall-sit".into()), Build::Save] {
        running.handle.send(Message::Build(build));
    }
    until(&running, "stored", |model| model.own.draft.is_none() && model.own.routines.playable().count() == 1);
    let built = running.handle.model().own.routines.clone();
    running.finish();
    let running = begin(dir.path(), Clock::real(), &Heard::default());
    assert_eq!(running.handle.model().own.routines, built);
    let id = built.playable().next().unwrap().id.clone();
    running.handle.send(Message::Build(Build::Delete(id.clone())));
    until(&running, "removed", |model| model.own.routines.playable().count() == 0);
    assert_eq!(running.handle.model().own.routines.name(id.as_str()), Some("Legs"));
    running.finish();
}

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

#[test]
fn a_sample_reaches_the_outlet() {
    let dir = tempdir().unwrap();
    let heard = Heard::default();
    let running = begin(dir.path(), Clock::real(), &heard);
    running.handle.send(Message::Test(Channel::Voice));
    running.finish();
    assert_eq!(heard.words(), ["This is how Unsit sounds."]);
}

// ---- helpers ----

const SOON: Duration = Duration::from_secs(30);

/// An outlet that writes down what it is asked for.
#[derive(Clone, Debug, Default)]
struct Heard(Arc<Mutex<Notes>>);

#[derive(Debug, Default)]
struct Notes {
    cues: Vec<Cue>,
    words: Vec<String>,
    awake: Vec<bool>,
}

impl Heard {
    fn cues(&self) -> Vec<String> {
        self.0.lock().unwrap().cues.iter().map(|cue| cue.id().to_owned()).collect()
    }

    fn words(&self) -> Vec<String> {
        self.0.lock().unwrap().words.clone()
    }

    /// Each change of the wish to keep the screen on.
    fn awake(&self) -> Vec<bool> {
        self.0.lock().unwrap().awake.clone()
    }
}

impl Outlet for Heard {
    fn tell(&mut self, telling: &Telling) {
        let mut notes = self.0.lock().unwrap();
        notes.cues.extend(&telling.cues);
        notes.words.extend(telling.voice.iter().map(|spoken| spoken.text.clone()));
    }

    fn hush(&mut self) {}

    fn sample(&mut self, _: Channel, telling: &Telling) {
        self.0.lock().unwrap().words.extend(telling.voice.iter().map(|spoken| spoken.text.clone()));
    }

    fn keep_awake(&mut self, on: bool) {
        let mut notes = self.0.lock().unwrap();
        if notes.awake.last().copied().unwrap_or(false) != on {
            notes.awake.push(on);
        }
    }
}

fn begin(dir: &Path, clock: Clock, heard: &Heard) -> Running {
    let heard = heard.clone();
    let directory = dir.to_owned();
    native::start(
        Options { directory, clock, system_language: Language::English, system_region: None, watching: Watching::Reminds },
        move |_| heard,
    )
    .unwrap()
}

/// Waits for a model of which this is true.
fn until(running: &Running, what: &str, holds: impl FnMut(&Model) -> bool) {
    let mut holds = holds;
    let mut models = running.handle.watch();
    let tokio = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let waited = tokio.block_on(async { tokio::time::timeout(SOON, models.wait_for(|model| holds(model))).await.map(|seen| seen.is_ok()) });
    assert_eq!(waited, Ok(true), "waited for: {what}");
}

/// A process of its own that has played a quick bridge in `dir`, could not store it, and has begun another session.
fn player_of_two(dir: &Path, then: &str) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["player_of_one_and_another", "--exact", "--ignored", "--nocapture", "--quiet"])
        .env("UNSIT_TEST_DIR", dir)
        .env("UNSIT_TEST_THEN", then)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(said.any(|line| line.unwrap() == "ready"));
    child
}

fn kill(mut process: Child) {
    process.kill().unwrap();
    process.wait().unwrap();
}

/// Sessions in `dir` that wait to be stored.
fn waiting(dir: &Path) -> usize {
    Unsaved::of(dir).read().0.len() + Unsaved::of(dir).revisions().0.len()
}

/// A process of its own that has begun a session in `dir`.
fn another_process(dir: &Path) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["player", "--exact", "--ignored", "--quiet"])
        .env("UNSIT_TEST_DIR", dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    while !dir.join("session.json").exists() {
        assert_eq!(child.try_wait().unwrap(), None, "the other process lives until it is killed");
        std::thread::yield_now();
    }
    child
}

/// Waits until the heartbeat in `dir` is that of this routine. A file has no message to wait for.
fn until_it_beats(dir: &Path, routine: &str) {
    while !fs::read_to_string(dir.join("session.json")).is_ok_and(|beat| beat.contains(routine)) {
        std::thread::yield_now();
    }
}

fn stored(dir: &Path) -> Vec<SessionRecord> {
    let store = Store::open(dir).unwrap().store;
    store.sessions(Filter { rehearsals: true, ..Filter::default() }, None, 10).unwrap()
}

/// Session number `n` of a long history, one an hour.
fn record(n: u32) -> SessionRecord {
    let started_at = Wall(1_750_896_000_000 + i64::from(n) * 3_600_000);
    SessionRecord {
        id: SessionId(Uuid::from_u128(n.into())),
        device: Uuid::nil(),
        routine: "quick-bridge".into(),
        variant: None,
        started_at,
        ended_at: Wall(started_at.0 + 67_000),
        offset_seconds: 0,
        local_day: LocalDay(started_at.to_utc().date_naive()),
        completed: true,
        reached_end: true,
        rehearsal: false,
        origin: Origin::Guided,
        corrects: None,
        sets: vec![HeldSet {
            exercise: "bridge".into(),
            side: None,
            set: 1,
            planned: Millis(10_000),
            held: Millis(10_000),
            planned_reps: 0,
            reps: 0,
            attempts: Vec::new(),
        }],
    }
}

fn start(routine: &str) -> Message {
    Message::Start(Start::routine(routine))
}

fn saving(model: &Model) -> Option<&Saving> {
    model.playing.as_ref().map(|playing| &playing.saving)
}

/// Milliseconds held so far.
fn held(model: &Model) -> u64 {
    model.playing.as_ref().map_or(0, |playing| playing.session.view(model.now.mono).held.iter().map(|held| held.0).sum())
}
