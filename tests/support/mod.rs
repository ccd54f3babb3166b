//! A window in memory and a world around it.
#![allow(dead_code, reason = "each test file uses a part of it")]

mod dom;
pub(crate) mod states;
pub(crate) mod window;
pub(crate) mod world;

use unsit_core::app::{Message, Screen, Start};

pub(crate) use self::window::TestDom;
pub(crate) use self::world::World;

/// A first start, with its window open.
pub(crate) fn open() -> (World, TestDom) {
    let world = World::new();
    let dom = TestDom::open(world.shell());
    (world, dom)
}

/// A routine that has been running for some seconds.
pub(crate) fn open_in(routine: &str, seconds: f64) -> (World, TestDom) {
    let (world, mut dom) = open();
    world.tell(Message::Start(Start::routine(routine)));
    world.wait(seconds);
    dom.settle();
    (world, dom)
}

/// A window on one of the screens.
pub(crate) fn open_at(screen: Screen) -> (World, TestDom) {
    let (world, mut dom) = open();
    world.tell(Message::Show(screen));
    dom.settle();
    (world, dom)
}
