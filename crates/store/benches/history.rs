//! What Today and History wait for when 100,000 sessions are stored: some thirty years of ten a day.

#[path = "../tests/common/mod.rs"]
mod common;

use std::hint::black_box;

use common::{open, record};
use criterion::{Criterion, criterion_group, criterion_main};
use tempfile::tempdir;
use unsit_core::record::SessionRecord;
use unsit_store::{Cursor, Filter};

const SESSIONS: u32 = 100_000;
const PAGE: u32 = 50;

fn history(c: &mut Criterion) {
    let dir = tempdir().expect("a temporary directory");
    let mut store = open(dir.path());
    store.save_sessions(&(0..SESSIONS).map(record).collect::<Vec<_>>()).expect("100,000 sessions");
    let newest = record(SESSIONS - 1).local_day;
    let middle = Some(Cursor::at(&record(SESSIONS / 2)));

    c.bench_function("today: sessions of the day, sums of the week", |b| {
        b.iter(|| black_box((store.sessions_of_day(newest), store.day_totals(newest.days_back(6), newest))));
    });
    c.bench_function("history: first page with the sums of its days", |b| b.iter(|| black_box(page(&store, None))));
    c.bench_function("history: a page from the middle", |b| b.iter(|| black_box(page(&store, middle))));
    c.bench_function("last variant of every routine", |b| b.iter(|| black_box(store.last_variants())));
    c.bench_function("sum of everything", |b| b.iter(|| black_box(store.totals())));
    let mut number = SESSIONS;
    c.bench_function("save a session", |b| {
        b.iter(|| {
            store.save_session(&record(number)).expect("a free disk");
            number += 1;
        });
    });
}

fn page(store: &unsit_store::Store, before: Option<Cursor>) -> (Vec<SessionRecord>, usize) {
    let sessions = store.sessions(Filter::default(), before, PAGE).expect("a page");
    let (newest, oldest) = (sessions[0].local_day, sessions[sessions.len() - 1].local_day);
    let days = store.day_totals(oldest, newest).expect("its days").len();
    (sessions, days)
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(30);
    targets = history
}
criterion_main!(benches);
