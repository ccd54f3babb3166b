//! Pages of one browser: the one in front watches, and hands over without a reminder coming twice or getting lost.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

use std::collections::BTreeMap;

use serde_json::json;
use unsit_core::app::{Break, BreaksLeft, Channel, ChannelState, Effect, Message, Role, Waking};
use unsit_core::breaks::{LedgerEvent, SittingRecord};
use unsit_core::{Millis, Mono, Wall};
use unsit_platform::fake::World;

const MINUTE: Millis = Millis(60_000);

#[test]
fn a_page_in_front_asks_for_the_watch_unless_it_has_it() {
    let mut page = opened(BreaksLeft { watches: true, ..BreaksLeft::default() });
    page.deeds();
    page.send(Message::InFront);
    assert_eq!(taken(&mut page), 0);
    page.send(Message::Overtaken);
    page.send(Message::InFront);
    assert_eq!(taken(&mut page), 1);
}

#[test]
fn the_page_in_front_takes_up_the_sitting_and_the_other_one_reminds_no_more() {
    let mut behind = opened(BreaksLeft { watches: true, ..BreaksLeft::default() });
    let mut stored = Stored::default();
    sit(&mut behind, 70, &mut stored);
    assert!(behind.wants().reminder.is_some());
    let mut front = opened(BreaksLeft { watches: true, facts: stored.facts.clone(), sitting: stored.sitting, ..BreaksLeft::default() });
    front.set_wall(behind.now().wall);
    behind.send(Message::Overtaken);
    assert_eq!((behind.model().watch.role, behind.wants().reminder), (Role::LooksOn, None));
    let rows = front.model().watch.rows.clone();
    front.send(Message::Break(Break::Moved));
    assert_eq!(rows.len(), 1);
    let before = stored.facts.len();
    sit(&mut behind, 120, &mut stored);
    assert_eq!(stored.facts.len(), before, "who looks on writes nothing");
    assert!(front.model().watch.waiting().is_none());
}

#[test]
fn the_page_that_is_left_reminds_when_the_other_one_is_closed() {
    let mut page = opened(BreaksLeft { watches: true, ..BreaksLeft::default() });
    let mut stored = Stored::default();
    sit(&mut page, 30, &mut stored);
    page.send(Message::Overtaken);
    sit(&mut page, 25, &mut stored);
    page.deeds();
    page.send(Message::WatcherGone);
    assert_eq!(taken(&mut page), 1);
    let sitting = SittingRecord { at: page.now().wall, sat_ms: Millis(55 * 60_000), asked_ms: Millis::ZERO, away: false };
    page.send(Message::Watch(Box::new(BreaksLeft {
        watches: true,
        facts: stored.facts.clone(),
        sitting: Some(sitting),
        ..BreaksLeft::default()
    })));
    sit(&mut page, 6, &mut stored);
    assert!(page.wants().reminder.is_some(), "{:?}", page.model().watch.rows);
}

// ---- helpers ----

/// What the database of the browser has.
#[derive(Default)]
struct Stored {
    facts: Vec<LedgerEvent>,
    sitting: Option<SittingRecord>,
}

fn opened(breaks: BreaksLeft) -> World {
    // 1 March 2027, 09:00 UTC.
    let mut world = World::started(Wall(1_803_891_600_000), Mono(3_600_000));
    let settings = BTreeMap::from([("first_run_done".to_owned(), json!(true))]);
    world.send(Message::Woken(Box::new(Waking { all_read: true, settings, breaks: Some(breaks), ..Waking::default() })));
    world.send(Message::Report { channel: Channel::Notifications, state: ChannelState::Ready { name: String::new() } });
    world
}

/// Minutes pass, and the disk stores what it is asked to.
fn sit(world: &mut World, minutes: u64, stored: &mut Stored) {
    for _ in 0..minutes {
        world.pass(MINUTE);
        for deed in world.deeds() {
            match deed.effect {
                Effect::SaveFacts(facts) => {
                    world.send(Message::FactsSaved(facts.iter().map(|fact| fact.id).collect()));
                    stored.facts.extend(facts);
                }
                Effect::KeepSitting(sitting) => stored.sitting = Some(sitting),
                _ => {}
            }
        }
    }
}

fn taken(world: &mut World) -> usize {
    world.deeds().iter().filter(|deed| deed.effect == Effect::TakeWatch).count()
}
