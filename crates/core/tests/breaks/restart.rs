//! An agent that is killed and started again loses nothing and shows nothing twice.

use serde_json::json;
use unsit_core::breaks::{Breaks, Event, Fact, Ledger, Minutes, Offers, ReminderSettings};
use unsit_core::{Millis, Mono, Now, Wall};
use uuid::Uuid;

use super::timeline::with;

const DEVICE: Uuid = Uuid::from_u128(7);

/// Monday in Vienna at so many minutes after 09:00.
fn at(minutes: u64) -> Now {
    let passed = Millis::from_secs(minutes * 60);
    Now {
        wall: Wall(1_803_888_000_000) + passed,
        offset_seconds: 3600,
        zone: Some(chrono_tz::Europe::Vienna.into()),
        mono: Mono(5_000_000) + passed,
    }
}

/// What is shown, and when, in the first hours of a day on which *Later* is pressed at 10:12; with or without a restart in
/// each minute.
fn day(settings: &ReminderSettings, restarts: bool) -> (Vec<String>, Ledger) {
    let mut breaks = Breaks::begin(settings.clone(), Offers::new(DEVICE, 0), 1, &at(0));
    let mut ledger = Ledger::default();
    let mut shown = Vec::new();
    for minute in 0..=200 {
        let event = if minute == 72 { Event::Later(Minutes::new(7).unwrap()) } else { Event::Wake };
        for event in breaks.update(event, &at(minute)) {
            if let Fact::Shown { kind, reminder, .. } = event.fact {
                shown.push(format!("{minute} {kind:?} {reminder:?}"));
            }
            ledger.add(event);
        }
        if restarts {
            let offers = Offers::resume(&ledger, DEVICE, &at(minute));
            assert_eq!(&offers, breaks.offers(), "minute {minute}");
            breaks = Breaks::resume(settings.clone(), breaks.sitting().record(), offers, u128::from(minute), &at(minute));
        }
    }
    (shown, ledger)
}

#[test]
fn a_restart_in_each_minute_changes_nothing_that_is_shown() {
    let settings = with(json!({}));
    let (without, ledger) = day(&settings, false);
    let (with_restarts, ledger_with_restarts) = day(&settings, true);
    assert_eq!(without, with_restarts);
    assert_eq!(ledger.rows(), ledger_with_restarts.rows());
    let minutes: Vec<&str> = without.iter().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(minutes, ["60", "70", "79", "89", "99", "109", "120", "130", "140", "150", "180", "190", "200"]);
}

#[test]
fn a_reboot_keeps_the_open_break_and_its_number() {
    let settings = with(json!({}));
    let (_, ledger) = day(&settings, false);
    // Twenty seconds after the machine started; the break of 12:00 is open.
    let rebooted = Now { mono: Mono(20_000), ..at(201) };
    let offers = Offers::resume(&ledger, DEVICE, &rebooted);
    assert!(offers.open().is_some());
    assert_eq!(ledger.offers_made(DEVICE), 3);
    assert_eq!(Offers::resume(&ledger, Uuid::from_u128(8), &rebooted).open(), None, "another device has its own");
}
