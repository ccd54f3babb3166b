//! How long a routine takes to unfold. Target: 20 microseconds for the longest built-in routine.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use unsit_core::routine::{Catalogue, Choices, Plan};

fn plan(criterion: &mut Criterion) {
    let catalogue = Catalogue::built_in();
    let mut unfold = |name: &str, routine: &str, variant: usize| {
        let routine = catalogue.routine(routine).expect("a built-in routine");
        let variant = &routine.variants[variant];
        criterion.bench_function(name, |bench| {
            bench.iter(|| Plan::unfold(black_box(routine), black_box(variant), catalogue, &Choices::default()));
        });
    };
    unfold("plan of 67 seconds", "quick-bridge", 0);
    unfold("plan of 18 minutes", "release-and-strengthen", 1);
}

criterion_group!(benches, plan);
criterion_main!(benches);
