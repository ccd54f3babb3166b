//! The only place of a page that asks for the time.
//!
//! A browser has two clocks. `performance.now` never jumps, but on some systems it stands still while the machine sleeps;
//! `Date` goes on, but can be set. When `Date` has gained more than two seconds on the other between two readings, the
//! machine slept, or somebody set the clock: both count as time that passed with nobody listening, so that a session pauses
//! instead of crediting it. Readings are never further apart than the loop's longest sleep.

use std::cell::Cell;

use js_sys::{Array, Date, Intl, Object, Reflect};
use unsit_core::{Millis, Mono, Now, Wall};
use wasm_bindgen::JsCast;

use super::js;

/// `Date` is corrected in small steps; more than this is no correction.
const SLEPT: Millis = Millis(2000);

/// Reads the clocks of a page.
#[derive(Debug)]
pub(super) struct Clock {
    zone: Option<chrono_tz::Tz>,
    pace: Cell<Option<Pace>>,
}

/// The last reading, and how much the machine has slept by then.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Pace {
    ran: Mono,
    wall: Wall,
    slept: Millis,
}

impl Default for Clock {
    fn default() -> Self {
        Self { zone: zone(), pace: Cell::new(None) }
    }
}

impl Clock {
    /// One reading of every clock.
    pub(super) fn now(&self) -> Now {
        let date = Date::new_0();
        #[allow(clippy::cast_possible_truncation, reason = "milliseconds of the calendar fit")]
        let wall = Wall(date.get_time() as i64);
        let pace = Pace::next(self.pace.get(), ran(), wall);
        self.pace.set(Some(pace));
        // Minutes west of UTC, as browsers have it.
        #[allow(clippy::cast_possible_truncation, reason = "an offset is less than a day")]
        let offset_seconds = (date.get_timezone_offset() * -60.0) as i32;
        Now { wall, offset_seconds, zone: self.zone, mono: pace.ran + pace.slept }
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

/// Milliseconds since the page was opened, perhaps without the machine's sleep.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive, and small for a page")]
fn ran() -> Mono {
    Mono(js::window().performance().map_or(0.0, |performance| performance.now()) as u64)
}

/// The person's time zone by its IANA name.
fn zone() -> Option<chrono_tz::Tz> {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    Reflect::get(options.unchecked_ref(), &"timeZone".into()).ok()?.as_string()?.parse().ok()
}
