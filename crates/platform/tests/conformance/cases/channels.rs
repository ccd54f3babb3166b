//! How a machine says what it can do, and what it leaves alone.

use std::sync::Arc;

use unsit_core::app::{Break, Change, FirstRun, HistoryPage, Message, Model, Screen};

use super::sessions::{bridge, is_saved, play_a_bridge};
use crate::conformance::subject::{Machine, Run, pass_seconds, say};

pub async fn the_question_about_notifications_is_answered_by_their_channel<M: Machine>(machine: &M) {
    let run = machine.start().await;
    let channel = |model: &Model| model.channel(unsit_core::app::Channel::Notifications).clone();
    let Some(asked) = machine.profile().asked else {
        // Nobody has to be asked here: the question changes nothing.
        say(&run, Message::FirstRun(FirstRun::Skip)).await;
        let before = channel(&run.model());
        say(&run, Message::Break(Break::Allow)).await;
        assert_eq!(channel(&run.model()), before);
        return run.end().await;
    };
    run.until("nobody was asked yet", |model| (asked.before)(&channel(model))).await;
    say(&run, Message::Break(Break::Allow)).await;
    run.until("it is answered", |model| (asked.after)(&channel(model))).await;
    run.end().await;
}

pub async fn a_channel_that_fails_is_reported_and_stops_nothing<M: Machine>(machine: &M) {
    let (channel, is_told) = machine.profile().fails.expect("a machine without one leaves this case out");
    machine.fail();
    let run = machine.start().await;
    say(&run, bridge()).await;
    pass_seconds(&run, 68).await;
    run.until("it is told", |model| is_told(model.channel(channel))).await;
    let model = run.model();
    assert!(is_saved(&model) && model.notices.is_empty(), "{:?}", model.notices);
    assert_eq!(model.history.sessions[0].held().secs_floor(), 30);
    run.end().await;
}

pub async fn what_means_nothing_here_changes_nothing<M: Machine>(machine: &M) {
    let run = machine.start().await;
    say(&run, Message::FirstRun(FirstRun::Skip)).await;
    say(&run, Message::Change(Change::GetReady(8))).await;
    play_a_bridge(&run).await;
    say(&run, Message::Break(Break::Moved)).await;
    let (before, left) = (Kept::of(&run.model()), run.left());
    let idle = (machine.profile().idle)();
    assert!(!idle.is_empty());
    for message in idle {
        let what = format!("{message:?}");
        say(&run, message).await;
        assert_eq!((Kept::of(&run.model()), run.left()), (before.clone(), left.clone()), "{what}");
    }
    run.end().await;
    let run = machine.start().await;
    assert_eq!(Kept::of(&run.first()), before, "and nothing of it is stored");
    run.end().await;
}

/// What a person would miss.
#[derive(Clone, Debug, PartialEq)]
struct Kept {
    screen: Screen,
    get_ready: u64,
    sessions: HistoryPage,
    rows: Arc<Vec<unsit_core::breaks::Row>>,
    facts: Vec<unsit_core::breaks::LedgerEvent>,
    is_idle: bool,
    notices: usize,
}

impl Kept {
    fn of(model: &Model) -> Self {
        let sessions =
            HistoryPage { sessions: model.history.sessions.clone(), totals: model.history.totals.clone(), ..HistoryPage::default() };
        Self {
            screen: model.screen.clone(),
            get_ready: model.settings.get_ready.seconds(),
            sessions,
            rows: Arc::clone(&model.watch.rows),
            facts: model.watch.ledger.events().cloned().collect(),
            is_idle: model.playing.is_none() && model.interrupted.is_none(),
            notices: model.notices.len(),
        }
    }
}
