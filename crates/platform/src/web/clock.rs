//! The only place of a page that asks for the time.
//!
//! A browser has two clocks. `performance.now` never jumps, but on some systems it stands still while the machine sleeps;
//! `Date` goes on, but can be set. When `Date` has gained more than two seconds on the other between two readings, the
//! machine slept, or somebody set the clock: both count as time that passed with nobody listening, so that a session pauses
//! instead of crediting it. Readings are never further apart than the loop's longest sleep.

use std::cell::{Cell, OnceCell};

use js_sys::Date;
use unsit_core::{Millis, Mono, Now, Wall, Zone};
use web_sys::Performance;

use super::js;

/// `Date` is corrected in small steps; more than this is no correction.
const SLEPT: Millis = Millis(2000);

/// Reads the clocks of a page.
#[derive(Debug, Default)]
pub(super) struct Clock {
    performance: OnceCell<Option<Performance>>,
    pace: Cell<Option<Pace>>,
}

/// The last reading, and how much the machine has slept by then.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Pace {
    ran: Mono,
    wall: Wall,
    slept: Millis,
}

impl Clock {
    /// One reading of every clock.
    pub(super) fn now(&self) -> Now {
        let date = Date::new_0();
        #[allow(clippy::cast_possible_truncation, reason = "milliseconds of the calendar fit")]
        let wall = Wall(date.get_time() as i64);
        let pace = Pace::next(self.pace.get(), self.ran(), wall);
        self.pace.set(Some(pace));
        Now { wall, offset_seconds: offset_seconds(&date), zone: Some(Zone::new(0, rules)), mono: pace.ran + pace.slept }
    }

    /// Milliseconds since the page was opened, perhaps without the machine's sleep.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive, and small for a page")]
    fn ran(&self) -> Mono {
        let performance = self.performance.get_or_init(|| js::window().performance());
        Mono(performance.as_ref().map_or(0.0, Performance::now) as u64)
    }
}

impl Pace {
    fn next(before: Option<Self>, ran: Mono, wall: Wall) -> Self {
        let slept = before.map_or(Millis::ZERO, |before| {
            let gained = wall.since(before.wall).saturating_sub(ran.since(before.ran));
            if gained > SLEPT { before.slept + gained } else { before.slept }
        });
        Self { ran, wall, slept }
    }
}

/// The browser's own zone is the only one that it reckons in.
#[allow(clippy::cast_precision_loss, reason = "milliseconds of the calendar fit")]
fn rules(_: u16, at: Wall) -> i32 {
    offset_seconds(&Date::new(&(at.0 as f64).into()))
}

/// Browsers count minutes west of UTC. What is beyond their calendar has no offset.
#[allow(clippy::cast_possible_truncation, reason = "an offset is less than a day")]
fn offset_seconds(date: &Date) -> i32 {
    let west = date.get_timezone_offset();
    if west.is_nan() { 0 } else { (west * -60.0) as i32 }
}
