//! The cost of one frame, which has to fit many times into the 33 ms between two frames.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use unsit_core::figure::{Drawing, Figures, built_in};

fn frames(criterion: &mut Criterion) {
    let figures = built_in();
    for id in ["bridge", "donkey_kick"] {
        let figure = figures.get(id).expect("both are built in");
        criterion.bench_function(&format!("frame of {id}"), |bencher| {
            bencher.iter(|| figures.draw(figure, black_box(0.4), &Drawing::default()));
        });
    }
}

fn loading(criterion: &mut Criterion) {
    let json = include_str!("../../../assets/content/poses.json");
    criterion.bench_function("load all figures", |bencher| {
        bencher.iter(|| Figures::load(black_box(json)));
    });
}

criterion_group!(benches, frames, loading);
criterion_main!(benches);
