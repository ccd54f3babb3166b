//! What planning costs. Target: 1,000 deliveries of 50 reminders in 50 ms.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use unsit_core::breaks::{Breaks, Event, Offers, SettingsFile, Sitting, delivery, plan_reminders};
use unsit_core::{Millis, Mono, Now, Wall};
use uuid::Uuid;

/// Two ranges on weekdays, a holiday, three repeats.
const SETTINGS: &str = r#"{"reminders":{"active":{"mon":[["09:00","12:30"],["13:30","17:30"]],"tue":[["09:00","12:30"],["13:30","17:30"]],
    "wed":[["09:00","12:30"],["13:30","17:30"]],"thu":[["09:00","12:30"],["13:30","17:30"]],"fri":[["09:00","12:30"],["13:30","17:30"]],
    "sat":[],"sun":[]},"holidays":[{"from":"2027-03-04","to":"2027-03-05"}]}}"#;

fn breaks(criterion: &mut Criterion) {
    let settings = SettingsFile::parse(SETTINGS).expect("sound settings").reminders;
    let monday = Now { wall: Wall(1_803_888_000_000), offset_seconds: 3600, zone: Some(chrono_tz::Europe::Vienna.into()), mono: Mono(0) };
    let sitting = Sitting::begin(&settings, &monday);
    let offers = Offers::new(Uuid::nil(), 0);
    assert_eq!(delivery(plan_reminders(&settings, &sitting, &offers, &monday)).count(), 50);

    criterion.bench_function("1,000 deliveries of 50 reminders", |bench| {
        bench.iter(|| {
            let deliveries = (0..1000).map(|_| delivery(plan_reminders(black_box(&settings), &sitting, &offers, &monday)));
            deliveries.map(|delivery| delivery.map(|due| due.at.0).sum::<i64>()).fold(0, i64::wrapping_add)
        });
    });
    let later = Now { wall: monday.wall + Millis::from_secs(600), mono: Mono(600_000), ..monday };
    criterion.bench_function("an update of breaks, with its next deadline", |bench| {
        let breaks = Breaks::begin(settings.clone(), offers.clone(), 1, &monday);
        bench.iter(|| {
            let mut breaks = breaks.clone();
            (breaks.update(black_box(Event::Active), &later), breaks.deadline())
        });
    });
}

criterion_group!(benches, breaks);
criterion_main!(benches);
