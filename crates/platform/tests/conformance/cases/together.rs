//! Two programs of one person over one store.

use unsit_core::app::{Break, FirstRun, Message, Model};
use unsit_core::breaks::{Answer, Fact};

use super::sessions::play_a_bridge;
use crate::conformance::subject::{Machine, Run, say};

fn moved(model: &Model) -> usize {
    model.watch.ledger.events().filter(|event| matches!(event.fact, Fact::Answered { answer: Answer::Moved, .. })).count()
}

pub async fn of_two_over_one_store_one_watches_and_what_both_do_is_stored<M: Machine>(machine: &M) {
    let one = machine.start().await;
    say(&one, Message::FirstRun(FirstRun::Skip)).await;
    let two = machine.start().await;
    let settled = |model: &Model| model.watch.breaks.is_some() && model.watch.is_settled();
    two.until("it has begun", settled).await;
    assert_ne!(one.model().watch.is_watching(), two.model().watch.is_watching(), "one watches, the other looks on");
    for (done, [own, other]) in [[&one, &two], [&two, &one], [&one, &two]].into_iter().enumerate() {
        say(own, Message::Break(Break::Moved)).await;
        own.until("it is written down", |model| moved(model) == done + 1 && settled(model)).await;
        play_a_bridge(own).await;
        assert_ne!(own.model().watch.is_watching(), other.model().watch.is_watching(), "still one of them");
    }
    two.end().await;
    one.end().await;
    let next = machine.start().await;
    let first = next.first();
    assert_eq!((moved(&first), first.history.sessions.len()), (3, 3), "each once");
    next.end().await;
}
