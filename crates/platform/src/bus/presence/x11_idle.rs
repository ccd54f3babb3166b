//! Input as an X11 server sees it: alarms on the counter IDLETIME of its extension SYNC.

use std::convert::Infallible;

use unsit_core::Millis;
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::sync::{ConnectionExt, CreateAlarmAux, Int64, TESTTYPE, VALUETYPE};
use x11rb::rust_connection::RustConnection;

use super::Blind;
use super::idle::Input;
use super::x11::Screen;

pub(super) const NAME: &str = "X11";

pub(super) async fn watch(input: &mut Input<'_>) -> Result<Infallible, Blind> {
    let screen = Screen::open()?;
    let server = &screen.server;
    server.sync_initialize(3, 1)?.reply()?;
    let counters = server.sync_list_system_counters()?.reply()?.counters;
    let counter = counters.iter().find(|counter| counter.name == b"IDLETIME").ok_or("this X11 server counts no idle time")?.counter;
    let alarm = |test| -> Result<u32, Blind> {
        let alarm = server.generate_id()?;
        let aim = CreateAlarmAux::new()
            .counter(counter)
            .value_type(VALUETYPE::ABSOLUTE)
            .value(int64(input.after()))
            .test_type(test)
            // Both ring each time that the counter passes the value, in their direction.
            .delta(int64(Millis::ZERO))
            .events(1);
        server.sync_create_alarm(alarm, &aim)?.check()?;
        Ok(alarm)
    };
    let idle = alarm(TESTTYPE::POSITIVE_TRANSITION)?;
    let active = alarm(TESTTYPE::NEGATIVE_TRANSITION)?;
    input.found(NAME);
    // Whoever was away before rings no alarm.
    let idle_for = idle_for(server, counter)?;
    if idle_for >= input.after() {
        input.none_for(idle_for);
    }
    loop {
        let Event::SyncAlarmNotify(rings) = screen.event().await? else { continue };
        if rings.alarm == idle {
            input.none_for(millis(rings.counter_value));
        } else if rings.alarm == active {
            input.again();
        }
    }
}

fn idle_for(server: &RustConnection, counter: u32) -> Result<Millis, Blind> {
    Ok(millis(server.sync_query_counter(counter)?.reply()?.counter_value))
}

fn int64(value: Millis) -> Int64 {
    let (hi, lo) = (value.0 >> 32, value.0 & u64::from(u32::MAX));
    Int64 { hi: i32::try_from(hi).unwrap_or(i32::MAX), lo: u32::try_from(lo).unwrap_or(u32::MAX) }
}

/// Times without input are never negative.
fn millis(value: Int64) -> Millis {
    Millis((u64::try_from(value.hi).unwrap_or(0) << 32) | u64::from(value.lo))
}
