//! What was done stays, and what is said about it.

use std::collections::BTreeSet;

use unsit_core::Millis;
use unsit_core::app::{Leaf, Message, Model};

use super::sessions::{bridge, play_a_bridge};
use crate::conformance::subject::{Machine, Run, pass_seconds, say, say_all};

fn sessions(model: &Model) -> Vec<(unsit_core::record::SessionId, Millis)> {
    model.history.sessions.iter().map(|session| (session.id, session.held())).collect()
}

pub async fn an_acknowledged_session_is_in_the_history_of_the_next_start<M: Machine>(machine: &M) {
    let run = machine.start().await;
    play_a_bridge(&run).await;
    let before = run.model().history.clone();
    assert_eq!(before.sessions.len(), 1);
    run.end().await;
    let run = machine.start().await;
    assert_eq!(run.first().history.sessions, before.sessions);
    assert_eq!(run.first().history.totals, before.totals);
    run.end().await;
}

pub async fn ids_of_two_starts_never_collide<M: Machine>(machine: &M) {
    let (mut ids, mut devices) = (BTreeSet::new(), BTreeSet::new());
    for start in 1..=3 {
        // The clock stands still, so only chance keeps them apart.
        let run = machine.start().await;
        say(&run, bridge()).await;
        assert!(ids.insert(run.model().playing.as_ref().unwrap().id), "start {start}");
        run.die().await;
        let run = machine.start().await;
        let id = run.first().interrupted.as_ref().map(|left| left.beat.id);
        assert_eq!(id, ids.iter().find(|known| Some(**known) == id).copied(), "it is the session that was left");
        say(&run, Message::EndInterrupted).await;
        run.end().await;
        let run = machine.start().await;
        play_a_bridge(&run).await;
        let model = run.model();
        assert!(ids.insert(model.history.sessions[0].id), "start {start}");
        devices.insert(model.history.sessions[0].device);
        assert_eq!(model.history.sessions.len(), start);
        run.end().await;
    }
    assert_eq!(devices.len(), 1, "a device keeps its id");
}

pub async fn a_deletion_and_its_undoing_outlive_the_program<M: Machine>(machine: &M) {
    let run = machine.start().await;
    play_a_bridge(&run).await;
    play_a_bridge(&run).await;
    let both = sessions(&run.model());
    let (newest, older) = (both[0].0, both[1]);
    let delete = [Leaf::Session(newest), Leaf::Delete].map(Message::Leaf);
    say_all(&run, delete.clone()).await;
    assert_eq!(sessions(&run.model()), [older]);
    run.end().await;

    let run = machine.start().await;
    assert_eq!(sessions(&run.first()), [older]);
    say_all(&run, [Leaf::Session(older.0), Leaf::Delete, Leaf::Undo].map(Message::Leaf)).await;
    assert_eq!(sessions(&run.model()), [older]);
    run.end().await;

    let run = machine.start().await;
    assert_eq!(sessions(&run.first()), [older]);
    run.end().await;
}

pub async fn a_correction_outlives_the_program<M: Machine>(machine: &M) {
    let run = machine.start().await;
    say(&run, bridge()).await;
    pass_seconds(&run, 68).await;
    say(&run, Message::CloseFinished).await;
    let id = run.model().history.sessions[0].id;
    say_all(&run, [Leaf::Session(id), Leaf::Correct].map(Message::Leaf)).await;
    let mut draft = run.model().diary.form().expect("the form is open").draft.clone();
    draft.held = ["10", "7", "0"].map(str::to_owned).to_vec();
    say(&run, Message::Leaf(Leaf::Submit(draft))).await;
    let corrected = sessions(&run.model());
    assert_eq!(corrected.iter().map(|(_, held)| *held).collect::<Vec<_>>(), [Millis::from_secs(17)]);
    assert_ne!(corrected[0].0, id, "the session itself is not rewritten");
    run.end().await;
    let run = machine.start().await;
    assert_eq!(sessions(&run.first()), corrected);
    run.end().await;
}
