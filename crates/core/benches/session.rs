//! What a running session of 18 minutes costs. Target: 1 microsecond for an update.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use unsit_core::routine::{Catalogue, Choices, Plan};
use unsit_core::session::{Event, Session};
use unsit_core::{Millis, Mono};

fn session(criterion: &mut Criterion) {
    let (session, now) = in_the_first_hold();
    let halfway = session.deadline().expect("the session runs");
    let next_second = now + Millis(1000);
    assert!(next_second < halfway);

    let mut wake = |name: &str, at: Mono| {
        criterion.bench_function(name, |bench| {
            let update = |session: Session| session.update(Event::Wake { heard_until: black_box(at) }, black_box(at));
            bench.iter_batched(|| session.clone(), update, BatchSize::SmallInput);
        });
    };
    wake("session wakes at a deadline in a hold", halfway);
    wake("session wakes after a second without a cue", next_second);
    criterion.bench_function("session view", |bench| bench.iter(|| session.view(black_box(next_second))));
    criterion.bench_function("session snapshot", |bench| bench.iter(|| session.snapshot(black_box(next_second))));
}

/// One second into the first hold of a long routine.
fn in_the_first_hold() -> (Session, Mono) {
    let catalogue = Catalogue::built_in();
    let routine = catalogue.routine("release-and-strengthen").expect("a built-in routine");
    let plan = Plan::unfold(routine, &routine.variants[1], catalogue, &Choices::default()).expect("a sound routine");
    let now = Mono(0) + plan.phases()[2].starts_at + Millis(1000);
    let (session, _) = Session::start(plan, Mono(0));
    (session.update(Event::Wake { heard_until: now }, now).0, now)
}

criterion_group!(benches, session);
criterion_main!(benches);
