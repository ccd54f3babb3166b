//! Journals of any length, and what came of them.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;
use unsit_core::app::Ahead;
use unsit_core::breaks::{
    Answer, Breaks, Calendar, DELIVERY, Event, Fact, Ledger, LedgerEvent, Minutes, Offers, Pause, Reason, ReminderSettings, SettingsFile,
    Zone,
};
use unsit_core::phone::{Base, By, Deed, Plan, Record, follow, remember, replan, untold};
use unsit_core::text::Language;
use unsit_core::{Millis, Mono, Now, Wall};
use uuid::Uuid;

use super::day::{DEVICE, MONDAY};

/// What a person does about the reminder that is in sight, so many seconds after it came.
#[derive(Clone, Debug)]
enum Does {
    Nothing,
    Later(u64),
    Moved,
    Skip,
    Dismiss,
}

/// Each reminder of some days with what was done about it, and how late the system was.
type Days = Vec<(Does, i64, i64)>;

fn any_days() -> impl Strategy<Value = Days> {
    let does = prop_oneof![
        3 => Just(Does::Nothing),
        2 => (1..=60_u64).prop_map(Does::Later),
        2 => Just(Does::Moved),
        1 => Just(Does::Skip),
        1 => Just(Does::Dismiss),
    ];
    vec((does, 0..2000_i64, prop_oneof![3 => Just(0_i64), 1 => 0..900_i64]), 1..14)
}

fn any_settings() -> impl Strategy<Value = ReminderSettings> {
    let hour = |from: std::ops::Range<u32>| from.prop_map(|quarter| format!("{:02}:{:02}", quarter / 4, quarter % 4 * 15));
    (20..=120_u64, 1..=60_u64, 0..=5_u64, 1..=60_u64, hour(24..40), hour(44..56), hour(58..92)).prop_map(
        |(limit, every, times, reset, start, noon, end)| {
            let day = json!([[start, noon.clone()], [if noon.as_str() < "13:30" { "13:30".to_owned() } else { "14:15".to_owned() }, end]]);
            let active: serde_json::Map<_, _> =
                ["mon", "tue", "wed", "thu", "fri"].map(|name| (name.to_owned(), day.clone())).into_iter().collect();
            let reminders = json!({
                "active": active, "sit_limit_min": limit, "repeat": { "every_min": every, "times": times }, "away_reset_min": reset,
            });
            SettingsFile::from_value(&json!({ "reminders": reminders })).unwrap().reminders
        },
    )
}

/// More of them where `JOURNALS` says so.
fn cases() -> u32 {
    std::env::var("JOURNALS").ok().and_then(|cases| cases.parse().ok()).unwrap_or(64)
}

const VIENNA: &str = "Europe/Vienna";

fn now(at: Wall) -> Now {
    Zone::parse(VIENNA).unwrap().now(at, Mono(90_000_000_000) + at.since(MONDAY))
}

fn begin(settings: &ReminderSettings) -> Breaks {
    Breaks::begin(settings.clone(), Offers::new(DEVICE, 0), 1, &now(MONDAY))
}

fn plan_of(breaks: &Breaks, at: Wall) -> String {
    let ahead = Ahead::of(breaks, at, Language::English, std::collections::BTreeSet::new(), &now(at));
    let state = ahead.base.to_text();
    Plan::of(&ahead, VIENNA.to_owned(), state).to_text()
}

/// The system plays the plan: it shows each reminder, a person answers, a receiver makes the plan anew. What it leaves is the
/// journal and the time at which it was written last.
fn lived(settings: &ReminderSettings, days: &Days) -> (String, Vec<Record>, Wall) {
    let first = plan_of(&begin(settings), MONDAY);
    let mut records: Vec<Record> = Vec::new();
    let mut plan = Plan::read(first.as_bytes()).unwrap();
    let mut at = MONDAY;
    for (does, seconds, late) in days {
        let Some(due) = plan.dues.first().cloned() else { break };
        at = due.at + Millis::from_secs(late.unsigned_abs());
        push(&mut records, at, Deed::Shown { reminder: due.id, offer: due.offer });
        let deed = match does {
            Does::Nothing => None,
            Does::Later(minutes) => Some(Deed::Later { offer: due.offer, minutes: *minutes }),
            Does::Moved => Some(Deed::Moved { offer: due.offer, by: By::Button }),
            Does::Skip => Some(Deed::Skip { offer: due.offer, reason: "no time".to_owned() }),
            Does::Dismiss => Some(Deed::Dismissed { reminder: due.id, offer: due.offer }),
        };
        let replanned = replan(first.as_bytes(), text(&records).as_bytes(), at, VIENNA).unwrap();
        plan = Plan::read(&replanned).unwrap();
        if let Some(deed) = deed {
            // Nobody answers a reminder once the next one has taken its place.
            let next = plan.dues.first().map_or(Wall(i64::MAX), |next| next.at);
            let answered = at + Millis::from_secs(seconds.unsigned_abs());
            if answered < next {
                at = answered;
                push(&mut records, at, deed);
                plan = Plan::read(&replan(first.as_bytes(), text(&records).as_bytes(), at, VIENNA).unwrap()).unwrap();
            }
        }
    }
    (first, records, at)
}

fn push(records: &mut Vec<Record>, at: Wall, deed: Deed) {
    let id = Uuid::from_u128(0x0193_c1a0_0000_7000_8000_0000_0000_0000 + records.len() as u128);
    records.push(Record { id, at, zone: VIENNA.to_owned(), deed });
}

fn text(records: &[Record]) -> String {
    records.iter().map(Record::line).collect()
}

/// An app that was open all the time: it shows what is due when it is, as late as the system was, and sees the same answers.
fn open_all_the_time(settings: &ReminderSettings, records: &[Record], until: Wall) -> Vec<LedgerEvent> {
    let mut breaks = begin(settings);
    let mut facts = Vec::new();
    for record in records {
        pass(&mut breaks, record.at, &mut facts);
        let event = match &record.deed {
            Deed::Later { minutes, .. } => Event::Later(Minutes::nearest(*minutes)),
            Deed::Moved { .. } => Event::Moved,
            Deed::Skip { reason, .. } => Event::Skip(Reason::new(reason)),
            _ => Event::Wake,
        };
        facts.extend(breaks.update(Event::Wake, &now(record.at)));
        // A button of a reminder whose break is over does nothing.
        if event != Event::Wake && record.deed.offer() == breaks.offers().open() {
            facts.extend(breaks.update(event, &now(record.at)));
        }
    }
    pass(&mut breaks, until, &mut facts);
    facts
}

/// Everything that comes of time alone, when it comes. A reminder waits for the system to be on time with it.
fn pass(breaks: &mut Breaks, until: Wall, facts: &mut Vec<LedgerEvent>) {
    while let Some(at) = breaks.deadline().filter(|at| *at < now(until).mono) {
        let wall = until - now(until).mono.since(at);
        if breaks.next_reminder().is_some_and(|due| due.at <= wall) {
            break;
        }
        facts.extend(breaks.update(Event::Wake, &now(wall)));
    }
}

/// Facts without their names.
fn unnamed(facts: &[LedgerEvent]) -> Vec<LedgerEvent> {
    let ledger: Ledger =
        facts.iter().enumerate().map(|(place, fact)| LedgerEvent { id: Uuid::from_u128(place as u128), ..fact.clone() }).collect();
    ledger.events().map(|fact| LedgerEvent { id: Uuid::nil(), ..fact.clone() }).collect()
}

/// What is in one of the two only.
fn difference(one: &Ledger, other: &Ledger) -> Vec<LedgerEvent> {
    let only = |one: &Ledger, other: &Ledger| -> Vec<LedgerEvent> {
        one.events().filter(|event| !other.events().any(|known| known == *event)).cloned().collect()
    };
    [only(one, other), only(other, one)].concat()
}

fn drain(settings: &ReminderSettings, ledger: &mut Ledger, records: &[Record], until: Wall) {
    // As an app that has just been started: with nothing but the ledger and a sitting that was kept at the beginning.
    let mut breaks = Breaks::resume_seated(settings.clone(), begin(settings).sitting().record(), Offers::new(DEVICE, 0), 5, &now(MONDAY));
    let remembered = remember(&mut breaks, ledger, &now(until));
    ledger.extend(remembered);
    let facts = follow(&mut breaks, &untold(ledger, records), &now(until));
    ledger.extend(facts);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn a_plan_made_anew_keeps_the_rules((settings, days) in (any_settings(), any_days()), passed in 0..200_000_i64) {
        let (first, records, at) = lived(&settings, &days);
        let at = at + Millis::from_secs(passed.unsigned_abs());
        let replanned = replan(first.as_bytes(), text(&records).as_bytes(), at, VIENNA).unwrap();
        let plan = Plan::read(&replanned).unwrap();
        prop_assert_eq!(plan.made, at);
        prop_assert!(plan.dues.len() <= DELIVERY);
        prop_assert!(plan.dues.iter().all(|due| due.at > at), "it is still to come");
        let calendar = Calendar::new(&settings, Zone::parse(VIENNA).unwrap());
        prop_assert!(plan.dues.iter().all(|due| calendar.contains(due.at)), "within the hours");
        let every = settings.repeat.every.length();
        prop_assert!(plan.dues.windows(2).all(|pair| pair[1].at >= pair[0].at + every), "no two are nearer than that");
        if let Some(record) = records.iter().rev().find(|record| record.deed.offer().is_some()) {
            let first = plan.dues.first().map(|due| due.at);
            match &record.deed {
                Deed::Moved { .. } => prop_assert!(first.is_none_or(|first| first >= record.at + settings.sit_limit.length())),
                Deed::Later { minutes, .. } => {
                    prop_assert!(first.is_none_or(|first| first >= record.at + Millis::from_secs(minutes * 60)));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn a_plan_does_not_depend_on_how_often_it_was_made((settings, days) in (any_settings(), any_days())) {
        let (first, records, at) = lived(&settings, &days);
        let whole = replan(first.as_bytes(), text(&records).as_bytes(), at, VIENNA).unwrap();
        let mut again = first.clone().into_bytes();
        for end in 1..=records.len() {
            again = replan(&again, text(&records[..end]).as_bytes(), records[end - 1].at, VIENNA).unwrap();
        }
        let again = replan(&again, text(&records).as_bytes(), at, VIENNA).unwrap();
        prop_assert_eq!(String::from_utf8(again).unwrap(), String::from_utf8(whole).unwrap());
    }

    #[test]
    fn what_is_drained_is_what_an_open_app_would_have_written((settings, mut days) in (any_settings(), any_days())) {
        // An app that is open is on time.
        for (_, _, late) in &mut days {
            *late = 0;
        }
        let (_, records, at) = lived(&settings, &days);
        let mut breaks = begin(&settings);
        let facts = follow(&mut breaks, &records, &now(at));
        let (drained, written) = (unnamed(&facts), unnamed(&open_all_the_time(&settings, &records, at)));
        let differs = drained.iter().zip(&written).position(|(one, other)| one != other);
        prop_assert_eq!(drained.len(), written.len(), "from place {:?} on", differs);
        if let Some(place) = differs {
            prop_assert_eq!(&drained[place], &written[place], "in place {}", place);
        }
    }

    #[test]
    fn a_prefix_drained_and_then_the_whole_is_the_whole_once((settings, days) in (any_settings(), any_days()), cut in any::<prop::sample::Index>()) {
        let (_, records, at) = lived(&settings, &days);
        let mut once = Ledger::default();
        drain(&settings, &mut once, &records, at);
        let mut twice = Ledger::default();
        let cut = cut.index(records.len() + 1);
        let then = cut.checked_sub(1).map_or(MONDAY, |last| records[last].at);
        drain(&settings, &mut twice, &records[..cut], then);
        drain(&settings, &mut twice, &records, at);
        prop_assert_eq!(difference(&once, &twice), []);
        drain(&settings, &mut twice, &records, at);
        prop_assert_eq!(difference(&once, &twice), []);
    }

    #[test]
    fn names_stay_from_plan_to_plan((settings, days) in (any_settings(), any_days())) {
        let (first, records, at) = lived(&settings, &days);
        let replan_at = |at: Wall| Plan::read(&replan(first.as_bytes(), text(&records).as_bytes(), at, VIENNA).unwrap()).unwrap();
        let (now, later) = (replan_at(at), replan_at(at + Millis::from_secs(9)));
        let still: Vec<_> = now.dues.iter().filter(|due| due.at > at + Millis::from_secs(14)).collect();
        // What was to come at once is put off a little, and may push the next one away.
        if now.dues.first().is_none_or(|due| due.at > at + Millis::from_secs(14)) {
            prop_assert_eq!(later.dues.iter().take(still.len()).collect::<Vec<_>>(), still);
        }
    }

    #[test]
    fn any_journal_at_all_leaves_a_plan_that_can_be_read(
        journal in vec(any_record(), 0..40), garbage in vec(any::<u8>(), 0..40), at in 0..4_000_000_000_000_i64,
        zone in prop::sample::select(vec![VIENNA, "America/New_York", "Pacific/Apia", "Nowhere", ""]),
    ) {
        let settings = ReminderSettings::default();
        let first = plan_of(&begin(&settings), MONDAY);
        let journal = [text(&journal).as_bytes(), &garbage].concat();
        let replanned = replan(first.as_bytes(), &journal, Wall(at), zone).unwrap();
        let plan = Plan::read(&replanned).unwrap();
        prop_assert!(plan.dues.iter().all(|due| due.at > Wall(at)));
        prop_assert_eq!(&plan.state, &Plan::read(first.as_bytes()).unwrap().state);
    }

    #[test]
    fn what_is_no_plan_is_replanned_to_nothing(bytes in vec(any::<u8>(), 0..300), cut in any::<prop::sample::Index>()) {
        prop_assert_eq!(replan(&bytes, b"", MONDAY, VIENNA), None);
        let first = plan_of(&begin(&ReminderSettings::default()), MONDAY);
        prop_assert_eq!(replan(&first.as_bytes()[..cut.index(first.len())], b"", MONDAY, VIENNA), None);
    }

    #[test]
    fn one_wrong_byte_in_a_plan_is_noticed(place in any::<prop::sample::Index>(), flip in 1..=255_u8) {
        let first = plan_of(&begin(&ReminderSettings::default()), MONDAY).into_bytes();
        let mut wrong = first.clone();
        let place = place.index(first.len());
        wrong[place] ^= flip;
        prop_assert!(Plan::read(&wrong).is_err(), "{}", String::from_utf8_lossy(&wrong));
    }
}

fn any_record() -> impl Strategy<Value = Record> {
    let offer = (0..6_u64).prop_map(|number| unsit_core::breaks::OfferId::of(DEVICE, number));
    let deed = (offer, 0..300_u64, 0..5_u32, 0..9_usize).prop_map(|(offer, minutes, showing, which)| match which {
        0..3 => Deed::Shown { reminder: unsit_core::breaks::ReminderId::of(offer, showing), offer },
        3 => Deed::Later { offer, minutes },
        4 => Deed::Moved { offer, by: if showing > 2 { By::Steps } else { By::Button } },
        5 => Deed::Skip { offer, reason: String::new() },
        6 => Deed::Boot,
        7 => Deed::Clock,
        _ => Deed::Start { offer },
    });
    let at = prop_oneof![4 => (0..800_000_i64).prop_map(|seconds| Wall(MONDAY.0 + seconds * 1000)), 1 => any::<i64>().prop_map(Wall)];
    (any::<u128>(), at, prop::sample::select(vec![VIENNA, "America/New_York", "Mars"]), deed).prop_map(|(id, at, zone, deed)| Record {
        id: Uuid::from_u128(id),
        at,
        zone: zone.to_owned(),
        deed,
    })
}

#[test]
fn a_phone_that_was_off_when_a_break_was_due_reminds_once_it_is_on_again() {
    let settings = ReminderSettings::default();
    let nine = MONDAY + Millis::from_secs(9 * 3600);
    let breaks = Breaks::begin(settings, Offers::new(DEVICE, 0), 1, &now(nine));
    let at = MONDAY + Millis::from_secs(10 * 3600 + 20 * 60);
    let boot = Record { id: Uuid::from_u128(1), at, zone: VIENNA.to_owned(), deed: Deed::Boot };
    let plan = Plan::read(&replan(plan_of(&breaks, nine).as_bytes(), boot.line().as_bytes(), at, VIENNA).unwrap()).unwrap();
    assert_eq!(super::day::line(&plan.dues[0]), "Mon 10:25 Due", "a phone that wakes up leaves its person five minutes");
}

#[test]
fn steps_before_a_reminder_count_as_moved_and_nothing_was_shown() {
    let settings = ReminderSettings::default();
    let mut breaks = begin(&settings);
    let due = MONDAY + Millis::from_secs(10 * 3600);
    let offer = unsit_core::breaks::OfferId::of(DEVICE, 0);
    let walked = Record { id: Uuid::from_u128(1), at: due, zone: VIENNA.to_owned(), deed: Deed::Moved { offer, by: By::Steps } };
    let ledger: Ledger = follow(&mut breaks, &[walked], &now(due)).into_iter().collect();
    let rows = ledger.rows();
    assert_eq!((rows.len(), rows[0].shown_at, rows[0].due_at), (1, None, due));
    assert!(ledger.events().any(|event| matches!(event.fact, Fact::Answered { answer: Answer::Moved, .. })));
    assert_eq!(breaks.next_reminder().unwrap().at, due + Millis::from_secs(3600));
}

#[test]
fn a_clock_that_was_set_back_shows_nothing_twice() {
    let settings = ReminderSettings::default();
    let nine = MONDAY + Millis::from_secs(9 * 3600);
    let breaks = Breaks::begin(settings, Offers::new(DEVICE, 0), 1, &now(nine));
    let plan = plan_of(&breaks, nine);
    let first = Plan::read(plan.as_bytes()).unwrap().dues.remove(0);
    let record = |id, minutes: u64, deed| Record {
        id: Uuid::from_u128(id),
        at: MONDAY + Millis::from_secs(minutes * 60),
        zone: VIENNA.to_owned(),
        deed,
    };
    let shown = record(1, 600, Deed::Shown { reminder: first.id, offer: first.offer });
    let moved = record(2, 602, Deed::Moved { offer: first.offer, by: By::Button });
    let set = record(3, 545, Deed::Clock);
    let text = text(&[shown, moved, set]);
    let plan = Plan::read(&replan(plan.as_bytes(), text.as_bytes(), MONDAY + Millis::from_secs(550 * 60), VIENNA).unwrap()).unwrap();
    assert_eq!(super::day::line(&plan.dues[0]), "Mon 10:05 Due", "an hour after the answer, of which five minutes are over");
    assert_ne!(plan.dues[0].offer, first.offer);
}

#[test]
fn a_base_comes_back_as_it_was() {
    let breaks = begin(&ReminderSettings {
        pause_until: Some(Pause::OneHour.until(&ReminderSettings::default(), &now(MONDAY))),
        ..ReminderSettings::default()
    });
    let plan = plan_of(&breaks, MONDAY);
    let state = Plan::read(plan.as_bytes()).unwrap().state;
    let base: Base = serde_json::from_str(&state).unwrap();
    assert_eq!(base.to_text(), state);
    assert_eq!(Breaks::restore(&base.breaks, 1, &now(MONDAY)).unwrap(), breaks);
}

#[test]
fn a_due_that_the_end_of_the_hours_puts_off_is_planned_for_when_it_comes() {
    let day = json!([["08:15", "13:45"], ["14:15", "14:45"]]);
    let reminders =
        json!({ "active": { "mon": day }, "sit_limit_min": 44, "repeat": { "every_min": 52, "times": 1 }, "away_reset_min": 31 });
    let settings = SettingsFile::from_value(&json!({ "reminders": reminders })).unwrap().reminders;
    let days = vec![(Does::Nothing, 0, 0); 5];
    let (_, records, _) = lived(&settings, &days);
    // Without the break at noon it would come at 14:07, too soon after the one of 13:23.
    assert_eq!(records.last().unwrap().at, MONDAY + Millis::from_secs((14 * 60 + 37) * 60));
}
