//! `replan` through Java, beside the planner itself.

use jni::JNIEnv;
use jni::objects::{JByteArray, JObject, JString, JValue};
use unsit_core::app::Ahead;
use unsit_core::breaks::{Breaks, OfferId, Offers, ReminderId, ReminderSettings, Zone};
use unsit_core::phone::{By, Deed, Plan, Record, replan};
use unsit_core::text::Language;
use unsit_core::{Millis, Mono, Wall};
use uuid::Uuid;

use super::machine::{load_library, machine};

const DEVICE: Uuid = Uuid::from_u128(7);
const MONDAY: Wall = Wall(1_803_855_600_000);
const VIENNA: &str = "Europe/Vienna";

/// Numbers that are the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (mixed ^ (mixed >> 27)) % end
    }
}

#[test]
fn a_thousand_journals_are_replanned_through_java_as_by_the_planner() {
    let machine = machine();
    let mut env = machine.env();
    load_library(&mut env);
    let plan = plan();
    let mut random = Random(1);
    let mut changed = 0;
    for number in 0..1000 {
        let journal = journal(&mut random, number);
        let at = MONDAY + Millis::from_secs(9 * 3600 + random.below(200_000));
        let zone = if number % 7 == 0 { "America/New_York" } else { VIENNA };
        let expected = replan(plan.as_bytes(), &journal, at, zone);
        let answered = through_java(&mut env, plan.as_bytes(), &journal, at, zone);
        assert_eq!(answered, expected, "journal {number}");
        changed += usize::from(Plan::read(&expected.unwrap()).unwrap().dues != Plan::read(plan.as_bytes()).unwrap().dues);
    }
    assert!(changed > 900, "{changed}: the journals do something");
}

#[test]
fn what_cannot_be_replanned_is_null() {
    let machine = machine();
    let mut env = machine.env();
    load_library(&mut env);
    assert_eq!(through_java(&mut env, b"", b"", MONDAY, VIENNA), None);
    assert_eq!(through_java(&mut env, &plan().as_bytes()[..100], b"", MONDAY, VIENNA), None);
    // No array at all, which Kotlin cannot even say.
    let nothing = JByteArray::from(JObject::null());
    assert_eq!(called(&mut env, &nothing, &nothing, MONDAY, VIENNA), None);
    assert!(!env.exception_check().unwrap());
    assert!(through_java(&mut env, plan().as_bytes(), &[0xff; 300], MONDAY, "Nowhere").is_some());
}

fn through_java(env: &mut JNIEnv<'_>, plan: &[u8], journal: &[u8], at: Wall, zone: &str) -> Option<Vec<u8>> {
    let (plan, journal) = (env.byte_array_from_slice(plan).unwrap(), env.byte_array_from_slice(journal).unwrap());
    let answer = called(env, &plan, &journal, at, zone);
    env.delete_local_ref(plan).unwrap();
    env.delete_local_ref(journal).unwrap();
    answer
}

fn called(env: &mut JNIEnv<'_>, plan: &JByteArray<'_>, journal: &JByteArray<'_>, at: Wall, zone: &str) -> Option<Vec<u8>> {
    env.with_local_frame(8, |env| -> jni::errors::Result<_> {
        let native = env.find_class("app/unsit/platform/Native")?;
        let zone: JString<'_> = env.new_string(zone)?;
        let arguments = [JValue::Object(plan), JValue::Object(journal), JValue::Long(at.0), JValue::Object(&zone)];
        let answer = env.call_static_method(&native, "replan", "([B[BJLjava/lang/String;)[B", &arguments)?.l()?;
        if answer.is_null() { Ok(None) } else { env.convert_byte_array(JByteArray::from(answer)).map(Some) }
    })
    .unwrap()
}

fn plan() -> String {
    let now = Zone::parse(VIENNA).unwrap().now(MONDAY + Millis::from_secs(9 * 3600), Mono(90_000_000_000));
    let breaks = Breaks::begin(ReminderSettings::default(), Offers::new(DEVICE, 0), 1, &now);
    let ahead = Ahead::of(&breaks, now.wall, Language::German, std::collections::BTreeSet::new(), &now);
    Plan::of(&ahead, VIENNA.to_owned(), ahead.base.to_text()).to_text()
}

/// Some hours of a person and a phone, now and then with a torn end or a line that was damaged.
fn journal(random: &mut Random, number: u64) -> Vec<u8> {
    let mut at = MONDAY + Millis::from_secs(9 * 3600);
    let mut text = String::new();
    for line in 0..=random.below(12) {
        at = at + Millis::from_secs(random.below(4000));
        let offer = OfferId::of(DEVICE, random.below(5));
        let showing = u32::try_from(random.below(4)).unwrap();
        let deed = match random.below(9) {
            0..4 => Deed::Shown { reminder: ReminderId::of(offer, showing), offer },
            4 => Deed::Later { offer, minutes: 1 + random.below(90) },
            5 => Deed::Moved { offer, by: if showing == 0 { By::Steps } else { By::Button } },
            6 => Deed::Skip { offer, reason: "keine Zeit\t🙁".to_owned() },
            7 => Deed::Boot,
            _ => Deed::Clock,
        };
        let id = Uuid::from_u128((u128::from(number) << 64) + u128::from(line) + 1);
        text += &Record { id, at, zone: VIENNA.to_owned(), deed }.line();
    }
    let mut bytes = text.into_bytes();
    match random.below(4) {
        0 => bytes.truncate(bytes.len() - 3),
        1 => bytes[5] ^= 1,
        _ => {}
    }
    bytes
}
