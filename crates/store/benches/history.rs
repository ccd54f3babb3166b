//! What Today and History wait for when 100,000 sessions are stored: some thirty years of ten a day.

#[path = "../tests/common/mod.rs"]
mod common;

use std::hint::black_box;

use common::{DEVICE, id, open, record};
use criterion::{Criterion, criterion_group, criterion_main};
use tempfile::tempdir;
use unsit_core::Wall;
use unsit_core::record::{Amendment, AmendmentKind, Revision, SessionRecord};
use unsit_store::{Cursor, Filter};
use uuid::Uuid;

const SESSIONS: u32 = 100_000;
const PAGE: u32 = 50;

fn history(c: &mut Criterion) {
    let dir = tempdir().expect("a temporary directory");
    let mut store = open(dir.path());
    store.save_sessions(&(0..SESSIONS).map(record).collect::<Vec<_>>()).expect("100,000 sessions");
    (0..SESSIONS).filter(|n| n % 100 == 7).for_each(|n| store.revise(&deletion(n)).expect("a free disk"));
    let newest = record(SESSIONS - 1).local_day;
    let middle = Some(Cursor::at(&record(SESSIONS / 2)));

    c.bench_function("today: sessions of the day, sums of the week", |b| {
        b.iter(|| black_box((store.sessions_of_day(newest), store.day_totals(newest.days_back(6), newest))));
    });
    c.bench_function("history: first page with the sums of its days", |b| b.iter(|| black_box(page(&store, None))));
    c.bench_function("history: a page from the middle", |b| b.iter(|| black_box(page(&store, middle))));
    let month = newest.days_back(30);
    let year_dir = tempdir().expect("a temporary directory");
    let mut year = open(year_dir.path());
    year.save_sessions(&(SESSIONS - 8 * 365..SESSIONS).map(record).collect::<Vec<_>>()).expect("a year");
    c.bench_function("history: sums of a month and of two weeks, first and last day", |b| {
        b.iter(|| black_box((store.day_totals(month, newest), store.day_totals(newest.days_back(13), newest), store.span())));
    });
    c.bench_function("history: a year of days in a row", |b| b.iter(|| black_box(year.streak(newest))));
    c.bench_function("history: 34 years of days in a row", |b| b.iter(|| black_box(store.streak(newest))));
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

/// One in a hundred sessions is deleted.
fn deletion(n: u32) -> Revision {
    let number = Uuid::from_u128(n.into());
    let amendment = Amendment { id: number, device: DEVICE, at: Wall(0), session: id(n), kind: AmendmentKind::Deleted };
    Revision { id: number, adds: None, amends: vec![amendment] }
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
