//! Each planted bug has to be noticed: a judge who finds nothing proves something only if there would be something to find.

use chrono_tz::Tz;
use unsit_core::breaks::Fault;

use crate::{FIRST_YEAR, Life};

/// Lives that are tried before a fault counts as unnoticed.
const LIVES: u64 = 12;
const ZONES: [Tz; 4] =
    [chrono_tz::Europe::Vienna, chrono_tz::America::New_York, chrono_tz::Australia::Lord_Howe, chrono_tz::Africa::Casablanca];

/// Plants each bug in turn and prints what gave it away.
pub(crate) fn all_are_noticed() -> bool {
    let mut all = true;
    for fault in Fault::ALL {
        let noticed = (0..LIVES).find_map(|seed| {
            let zone = ZONES[usize::try_from(seed).unwrap() % ZONES.len()];
            let verdict = fault.plant(|| Life { zone, year: FIRST_YEAR, seed: 1000 + seed, explain: None }.live());
            verdict.violations.first().map(|violation| (verdict.violations.len(), violation.clone()))
        });
        match &noticed {
            Some((count, first)) => println!("planted {fault:?}: noticed {count} times, first {first}"),
            None => println!("planted {fault:?}: NOT NOTICED"),
        }
        all &= noticed.is_some();
    }
    all
}
