//! A year of somebody's life for every rule of the world's clocks, and a judge who has never seen the planner.
//!
//! A random person works, gets up, lets the machine sleep, travels, sets the clock, changes settings, answers or does not.
//! What the planner shows and writes down is judged minute by minute, from the calendar alone. `scripts/simulate` builds it
//! optimised and runs it; the same numbers lead to the same lives.
//!
//! ```text
//! simulate [--first-year N] [--years N] [--seeds N] [--first-seed N] [--every-zone] [--zone NAME] [--without-faults] [--explain MINUTE]
//! ```
#![allow(clippy::unwrap_used)] // a panic fails the run, as it should

mod calendar;
mod faults;
mod judge;
mod person;
mod random;
mod trace;
mod world;
mod zones;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono_tz::Tz;

/// The first year that is simulated unless another one is asked for.
const FIRST_YEAR: i32 = 2026;

/// One life: a year in a zone.
#[derive(Clone, Copy, Debug)]
struct Life {
    zone: Tz,
    year: i32,
    seed: u64,
    explain: Option<usize>,
}

/// What a life came to.
#[derive(Clone, Debug, Default)]
struct Verdict {
    days: u64,
    reminders: u64,
    rows: u64,
    violations: Vec<String>,
}

fn main() {
    let wishes = Wishes::from_arguments();
    let zones = wishes.zones();
    let Wishes { years, first_year, seeds, first_seed, .. } = wishes;
    println!("{} zones, {years} years from {first_year}, {seeds} seeds from {first_seed}", zones.len());
    let unnoticed = wishes.faults && !faults::all_are_noticed();
    let lives: Vec<Life> = zones
        .into_iter()
        .flat_map(|zone| (first_year..first_year + years).map(move |year| (zone, year)))
        .flat_map(|(zone, year)| (0..seeds).map(move |seed| Life { zone, year, seed: first_seed + seed, explain: wishes.explain }))
        .collect();
    let verdict = live(&lives);
    for violation in verdict.violations.iter().take(40) {
        println!("{violation}");
    }
    println!(
        "{} lives, {} days, {} reminders, {} rows: {} violations",
        lives.len(),
        verdict.days,
        verdict.reminders,
        verdict.rows,
        verdict.violations.len()
    );
    if unnoticed || !verdict.violations.is_empty() {
        std::process::exit(1);
    }
}

/// Lives all of them, on all cores.
fn live(lives: &[Life]) -> Verdict {
    let next = AtomicUsize::new(0);
    let total = Mutex::new(Verdict::default());
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(life) = lives.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let verdict = life.live();
                    let mut total = total.lock().unwrap();
                    total.days += verdict.days;
                    total.reminders += verdict.reminders;
                    total.rows += verdict.rows;
                    total.violations.extend(verdict.violations);
                }
            });
        }
    });
    total.into_inner().unwrap()
}

impl Life {
    fn live(self) -> Verdict {
        let trace = world::live(self);
        let name = format!("{} {} seed {}", self.zone, self.year, self.seed);
        if let Some(minute) = self.explain {
            trace.explain(minute, 200);
        }
        let violations = judge::judge(&trace).into_iter().map(|violation| format!("{name}: {violation}")).collect();
        Verdict {
            days: (trace.minutes.len() / (24 * 60)) as u64,
            reminders: trace.shown.len() as u64,
            rows: trace.rows.len() as u64,
            violations,
        }
    }
}

struct Wishes {
    first_year: i32,
    years: i32,
    seeds: u64,
    first_seed: u64,
    every_zone: bool,
    zone: Option<Tz>,
    faults: bool,
    explain: Option<usize>,
}

impl Wishes {
    fn from_arguments() -> Self {
        let mut wishes =
            Self { first_year: FIRST_YEAR, years: 1, seeds: 3, first_seed: 1, every_zone: false, zone: None, faults: true, explain: None };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut number = || arguments.next().and_then(|number| number.parse().ok()).expect("a number");
            match argument.as_str() {
                "--first-year" => wishes.first_year = i32::try_from(number()).expect("a year"),
                "--years" => wishes.years = i32::try_from(number()).expect("a number of years"),
                "--seeds" => wishes.seeds = number(),
                "--first-seed" => wishes.first_seed = number(),
                "--every-zone" => wishes.every_zone = true,
                "--zone" => wishes.zone = Some(arguments.next().and_then(|name| name.parse().ok()).expect("a zone")),
                "--explain" => wishes.explain = Some(usize::try_from(number()).expect("a minute")),
                "--without-faults" => wishes.faults = false,
                other => panic!("unknown argument {other}"),
            }
        }
        wishes
    }

    fn zones(&self) -> Vec<Tz> {
        match self.zone {
            Some(zone) => vec![zone],
            None if self.every_zone => chrono_tz::TZ_VARIANTS.to_vec(),
            None => zones::distinct(self.first_year, self.years),
        }
    }
}
