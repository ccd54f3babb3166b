//! A session: its cues, its pauses, and what is left of it.

use unsit_core::Millis;
use unsit_core::app::{Control, Message, Model, Saving, Start};
use unsit_core::session::{Pause, Stage};

use crate::conformance::script;
use crate::conformance::subject::{Left, Machine, Run, count, cues, pass, pass_seconds, say, say_all, screen, sleep_minutes, words};

const fn seconds(seconds: u64) -> Millis {
    Millis::from_secs(seconds)
}

pub(super) fn bridge() -> Message {
    Message::Start(Start::routine("quick-bridge"))
}

/// Of a session that is over and stored.
pub(super) fn is_saved(model: &Model) -> bool {
    model.playing.as_ref().is_some_and(|playing| playing.saving == Saving::Saved)
}

fn held(model: &Model) -> Millis {
    model.playing.as_ref().unwrap().session.summary(model.now.mono).held()
}

/// Plays a quick bridge to its end, stores it and closes it.
pub(super) async fn play_a_bridge(run: &impl Run) {
    say(run, bridge()).await;
    pass_seconds(run, 68).await;
    run.until("it is stored", is_saved).await;
    say(run, Message::CloseFinished).await;
}

pub async fn a_wake_up_never_comes_before_it_is_due_and_comes_once<M: Machine>(machine: &M) {
    let heard_as = machine.profile().heard_as;
    let moments = script::play(&[(Millis::ZERO, bridge())], seconds(68)).moments(heard_as);
    assert!(moments.len() > 20, "{moments:?}");
    let run = machine.start().await;
    say(&run, bridge()).await;
    let (mut passed, mut heard) = (Millis::ZERO, 0);
    for (at, by_then) in moments {
        pass(&run, Millis(at.0 - passed.0 - 10)).await;
        assert_eq!(cues(&run.left()).len(), heard, "a hundredth before second {}", at.as_secs_f64());
        pass(&run, Millis(20)).await;
        assert_eq!(cues(&run.left()).len(), by_then, "a hundredth after second {}", at.as_secs_f64());
        (passed, heard) = (at + Millis(10), by_then);
    }
    run.end().await;
}

pub async fn a_quick_bridge_is_told_as_the_core_tells_it_and_keeps_the_screen_on_until_it_is_done<M: Machine>(machine: &M) {
    let told = script::play(&[(Millis::ZERO, bridge())], seconds(68));
    let run = machine.start().await;
    say(&run, bridge()).await;
    assert_eq!(screen(&run.left()), [true]);
    pass_seconds(&run, 66).await;
    assert_eq!(screen(&run.left()), [true], "until the end");
    pass_seconds(&run, 2).await;
    let left = run.left();
    assert_eq!(cues(&left), told.cues(machine.profile().heard_as));
    assert_eq!(words(&left), told.words());
    assert_eq!(screen(&left), [true, false]);
    let model = run.model();
    assert_eq!((held(&model), is_saved(&model)), (seconds(30), true));
    run.end().await;
}

pub async fn a_pause_hushes_and_tells_nothing_and_the_session_goes_on_from_the_same_place<M: Machine>(machine: &M) {
    let (pause, resume) = (Message::Control(Control::Pause), Message::Control(Control::Resume));
    let script = [(Millis::ZERO, bridge()), (seconds(21), pause.clone()), (seconds(300), resume.clone())];
    let told = script::play(&script, seconds(60));
    let run = machine.start().await;
    say(&run, bridge()).await;
    pass_seconds(&run, 21).await;
    say(&run, pause).await;
    let before = run.left();
    assert_eq!((count(&before, &Left::Hush), screen(&before)), (1, vec![true, false]));
    assert!(run.model().is_in_session(), "to be quiet is not to be over");
    pass_seconds(&run, 300).await;
    assert_eq!(run.left(), before, "nothing is told in a pause");
    assert_eq!(held(&run.model()), seconds(4));
    say(&run, resume).await;
    pass_seconds(&run, 60).await;
    let left = run.left();
    assert_eq!(cues(&left), told.cues(machine.profile().heard_as));
    assert_eq!((words(&left), screen(&left)), (told.words().iter().map(String::as_str).collect(), vec![true, false, true, false]));
    assert_eq!((held(&run.model()), is_saved(&run.model())), (seconds(30), true));
    run.end().await;
}

pub async fn a_session_pauses_where_the_machine_went_to_sleep<M: Machine>(machine: &M) {
    let run = machine.start().await;
    say(&run, bridge()).await;
    pass_seconds(&run, 20).await;
    let before = run.left();
    sleep_minutes(&run, 10).await;
    let model = run.model();
    let stage = model.playing.as_ref().unwrap().session.view(model.now.mono).stage;
    assert_eq!(stage, Stage::Paused(Pause::Gap), "nobody exercises in a sleep");
    // A second at most, until the wake-up that did not come.
    assert!((seconds(3)..=seconds(4)).contains(&held(&model)), "only what was heard counts: {:?}", held(&model));
    let left = run.left();
    assert_eq!((cues(&left), words(&left), screen(&left)), (cues(&before), words(&before), vec![true, false]));
    say(&run, Message::Control(Control::Resume)).await;
    pass_seconds(&run, 60).await;
    assert_eq!((held(&run.model()), is_saved(&run.model())), (seconds(30), true));
    run.end().await;
}

pub async fn the_same_wish_twice_is_one_wish<M: Machine>(machine: &M) {
    let run = machine.start().await;
    say_all(&run, [bridge(), bridge()]).await;
    let id = run.model().playing.as_ref().unwrap().id;
    pass_seconds(&run, 20).await;
    let pauses = [Control::Pause, Control::Pause, Control::Resume, Control::Resume];
    say_all(&run, pauses.map(Message::Control)).await;
    let left = run.left();
    assert_eq!((screen(&left), count(&left, &Left::Hush)), (vec![true, false, true], 1));
    assert_eq!(run.model().playing.as_ref().map(|playing| playing.id), Some(id));
    say_all(&run, [Control::Stop, Control::Stop].map(Message::Control)).await;
    assert_eq!((screen(&run.left()), run.model().history.sessions.len()), (vec![true, false, true, false], 1));
    run.end().await;
}

pub async fn a_start_after_an_abrupt_end_in_a_hold_offers_what_was_held_and_once<M: Machine>(machine: &M) {
    let run = machine.start().await;
    say(&run, bridge()).await;
    pass_seconds(&run, 22).await;
    let id = run.model().playing.as_ref().unwrap().id;
    run.die().await;

    let run = machine.start().await;
    let offered = run.first().interrupted.clone().expect("it is offered");
    assert_eq!((offered.beat.id, offered.summary.held()), (id, seconds(5)));
    say(&run, Message::EndInterrupted).await;
    let model = run.model();
    let [stored] = model.history.sessions.as_slice() else { panic!("{:?}", model.history) };
    assert_eq!((stored.id, stored.held(), stored.completed), (id, seconds(5), false));
    run.die().await;

    let run = machine.start().await;
    assert_eq!((run.first().interrupted.clone(), run.first().history.sessions.len()), (None, 1), "once");
    run.end().await;
}

pub async fn after_a_session_that_came_to_its_end_nothing_is_offered<M: Machine>(machine: &M) {
    let run = machine.start().await;
    play_a_bridge(&run).await;
    run.end().await;
    let run = machine.start().await;
    assert_eq!(run.first().interrupted, None);
    play_a_bridge(&run).await;
    run.die().await;
    let run = machine.start().await;
    assert_eq!((run.first().interrupted.clone(), run.first().history.sessions.len()), (None, 2), "nor after an abrupt one");
    run.end().await;
}

pub async fn a_session_that_was_left_goes_on_where_it_was<M: Machine>(machine: &M) {
    let run = machine.start().await;
    say(&run, bridge()).await;
    pass_seconds(&run, 22).await;
    let id = run.model().playing.as_ref().unwrap().id;
    run.die().await;
    let run = machine.start().await;
    say(&run, Message::Continue).await;
    assert_eq!(run.model().playing.as_ref().map(|playing| playing.id), Some(id));
    pass_seconds(&run, 60).await;
    let left = run.left();
    assert_eq!((held(&run.model()), screen(&left)), (seconds(30), vec![true, false]));
    assert_eq!(run.model().history.sessions.iter().map(|session| session.id).collect::<Vec<_>>(), [id]);
    run.end().await;
    let run = machine.start().await;
    assert_eq!((run.first().interrupted.clone(), run.first().history.sessions.len()), (None, 1));
    run.end().await;
}
