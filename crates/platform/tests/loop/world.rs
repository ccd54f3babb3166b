//! What the tests of the loop begin with, and how they read what was done.

use std::ops::RangeInclusive;
use std::sync::Arc;

use unsit_core::app::{Beat, Desired, Effect, FailureReason, HistoryPage, Message, Remote, Start, StoreFailure, Waking, view};
use unsit_core::record::{SessionId, SessionRecord};
use unsit_core::routine::Id;
use unsit_core::{Millis, Mono, Wall};
use unsit_platform::fake::{Deed, World};

/// Thursday 26 June 2025, midnight in UTC.
pub(crate) const MIDNIGHT: Wall = Wall(1_750_896_000_000);
pub(crate) const NOON: Wall = Wall(MIDNIGHT.0 + 12 * 3_600_000);
/// From noon until the next day begins.
pub(crate) const UNTIL_FOUR: Millis = Millis(16 * 3_600_000);

/// What an app wants that was started at noon and has nothing to do but to begin the next day.
pub(crate) fn idle() -> Desired {
    Desired { wake_at: Some(Mono(UNTIL_FOUR.0)), ..Desired::default() }
}
/// The same with a session that stands still.
pub(crate) fn paused() -> Desired {
    Desired { remote: Some(Remote::Paused), ..idle() }
}

pub(crate) fn world() -> World {
    woken(Waking::default())
}

pub(crate) fn woken(waking: Waking) -> World {
    let mut world = World::at(NOON);
    world.send(Message::Woken(Box::new(waking)));
    world
}

/// After a quick bridge.
pub(crate) fn done() -> World {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.pass(seconds(67));
    world
}

/// The last heartbeat of a quick bridge that was killed.
pub(crate) fn beat_after(time: Millis) -> Beat {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.pass(time);
    beats(&world.deeds()).pop().unwrap().1
}

/// An app that finds this heartbeat, so long after it was written.
pub(crate) fn woken_after(time: Millis, beat: &Beat) -> World {
    let mut world = World::at(Wall(beat.at.0.saturating_add_unsigned(time.0)));
    world.send(Message::Woken(Box::new(Waking { interrupted: Some(beat.clone()), ..Waking::default() })));
    world
}

pub(crate) fn start(routine: &str) -> Message {
    Message::Start(Start::routine(Id::new(routine)))
}

pub(crate) const fn seconds(seconds: u64) -> Millis {
    Millis::from_secs(seconds)
}

/// Sessions like `some`, the later the higher their number, as the store answers.
pub(crate) fn page(some: &SessionRecord, numbers: RangeInclusive<u8>, below: Option<u8>, more: bool) -> HistoryPage {
    let session = |number: u8| Arc::new(SessionRecord { id: id(number), started_at: Wall(number.into()), ..some.clone() });
    HistoryPage { sessions: numbers.rev().map(session).collect(), totals: vec![], more, below: below.map(id) }
}

pub(crate) fn id(number: u8) -> SessionId {
    SessionId(unsit_core::app::Mint::new(number.into()).mint(Wall(0)))
}

/// The numbers of the sessions in the history, from the top.
pub(crate) fn shown(world: &World) -> Vec<i64> {
    world.model().history.sessions.iter().map(|session| session.started_at.0).collect()
}

pub(crate) fn not_saved(record: &Arc<SessionRecord>) -> Message {
    Message::NotSaved { record: record.clone(), why: failure(FailureReason::DiskFull) }
}

pub(crate) fn failure(reason: FailureReason) -> StoreFailure {
    StoreFailure { reason, detail: "the system's words".to_owned() }
}

pub(crate) fn notice(world: &World) -> String {
    view::notice(world.model()).unwrap().text
}

pub(crate) fn effects(world: &mut World) -> Vec<Effect> {
    world.deeds().into_iter().map(|deed| deed.effect).collect()
}

pub(crate) fn tellings(deeds: &[Deed]) -> impl Iterator<Item = (f64, &unsit_core::app::Telling)> {
    deeds.iter().filter_map(|deed| match &deed.effect {
        Effect::Tell(telling) => Some((Millis(deed.at.0).as_secs_f64(), telling)),
        _ => None,
    })
}

/// Every moment at which something was told: its second and its cues.
pub(crate) fn cues(deeds: &[Deed]) -> String {
    let line = |(at, telling): (f64, &unsit_core::app::Telling)| {
        let cues = telling.cues.iter().map(|cue| cue.id().to_owned());
        std::iter::once(at.to_string()).chain(cues).collect::<Vec<_>>().join(" ")
    };
    tellings(deeds).map(line).collect::<Vec<_>>().join("\n")
}

/// Everything that was said: its second, language and words.
pub(crate) fn voice(deeds: &[Deed]) -> String {
    let line = |(at, telling): (f64, &unsit_core::app::Telling)| {
        telling.voice.as_ref().map(|spoken| format!("{at} {} {}", spoken.language.tag(), spoken.text))
    };
    tellings(deeds).filter_map(line).collect::<Vec<_>>().join("\n")
}

pub(crate) fn saves(deeds: &[Deed]) -> Vec<(u64, Arc<SessionRecord>)> {
    let saved = |deed: &Deed| match &deed.effect {
        Effect::Save(record) => Some((deed.at.0, record.clone())),
        _ => None,
    };
    deeds.iter().filter_map(saved).collect()
}

pub(crate) fn last_save(world: &mut World) -> Arc<SessionRecord> {
    saves(&world.deeds()).pop().unwrap().1
}

pub(crate) fn beats(deeds: &[Deed]) -> Vec<(u64, Beat)> {
    let beat = |deed: &Deed| match &deed.effect {
        Effect::Beat(beat) => Some((deed.at.0, Beat::clone(beat))),
        _ => None,
    };
    deeds.iter().filter_map(beat).collect()
}
