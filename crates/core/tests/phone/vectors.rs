//! The files that two languages read: `vectors/*`, each with what is to be read of it in a JSON file of its name. Kotlin's tests
//! read the same ones. `VECTORS=write` writes them anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use unsit_core::Wall;
use unsit_core::phone::{Deed, Journal, Plan, Record, lines, replan};

use super::day::{DEVICE, Phone, now, wall};
use unsit_core::breaks::{OfferId, ReminderId};
use uuid::Uuid;

/// A file, and what is read of it.
type Vectors = BTreeMap<String, Vec<u8>>;

#[test]
fn the_files_are_as_this_language_writes_and_reads_them() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/phone/vectors");
    let vectors = vectors();
    if std::env::var("VECTORS").is_ok_and(|how| how == "write") {
        fs::create_dir_all(&folder).unwrap();
        for (name, bytes) in &vectors {
            fs::write(folder.join(name), bytes).unwrap();
        }
    }
    let mut found: Vec<String> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    found.sort();
    assert_eq!(found, vectors.keys().cloned().collect::<Vec<_>>());
    for (name, bytes) in vectors {
        assert_eq!(String::from_utf8_lossy(&fs::read(folder.join(&name)).unwrap()), String::from_utf8_lossy(&bytes), "{name}");
    }
}

fn vectors() -> Vectors {
    let mut vectors = Vectors::new();
    for (name, bytes) in plans() {
        let told = match Plan::read(&bytes) {
            Ok(plan) => plan_value(&plan),
            Err(fault) => json!({ "fault": fault.to_string() }),
        };
        put(&mut vectors, &name, bytes, &told);
    }
    for (name, bytes) in journals() {
        let Journal { records, odd, damaged, torn, beyond } = Journal::read(&bytes);
        let records: Vec<Value> = records.iter().map(|record| lines::read(record.line().as_bytes()).lines.remove(0).into()).collect();
        put(&mut vectors, &name, bytes, &json!({ "records": records, "odd": odd, "damaged": damaged, "torn": torn, "beyond": beyond }));
    }
    let (plan, journal) = (a_day().into_bytes(), text(&a_days_records()));
    let at = wall("10:15");
    let replanned = replan(&plan, journal.as_bytes(), at, "Europe/Vienna").unwrap();
    put(&mut vectors, "replanned.plan", replanned.clone(), &{
        let mut told = plan_value(&Plan::read(&replanned).unwrap());
        told["from"] = json!({ "plan": "whole.plan", "journal": "whole.journal", "now": at, "zone": "Europe/Vienna" });
        told
    });
    vectors
}

fn put(vectors: &mut Vectors, name: &str, bytes: Vec<u8>, told: &Value) {
    vectors.insert(name.to_owned(), bytes);
    vectors.insert(format!("{name}.json"), (serde_json::to_string_pretty(told).unwrap() + "\n").into_bytes());
}

fn plan_value(plan: &Plan) -> Value {
    let dues: Vec<Value> = plan
        .dues
        .iter()
        .map(|due| json!({ "id": due.id, "offer": due.offer, "at": due.at, "kind": due.kind, "title": due.title, "body": due.body }))
        .collect();
    let words = &plan.words;
    json!({
        "made": plan.made, "zone": plan.zone, "limit": plan.rule.limit, "snooze": plan.rule.snooze.get(), "state": plan.state,
        "words": [words.channel, words.about, words.start, words.later, words.moved], "dues": dues,
    })
}

fn a_day() -> String {
    let mut ahead = (*Phone::at("09:00").ahead()).clone();
    ahead.reminders.truncate(8);
    let state = ahead.base.to_text();
    Plan::of(&ahead, "Europe/Vienna".to_owned(), state).to_text()
}

fn a_small_plan() -> Vec<String> {
    let mut ahead = (*Phone::at("09:00").ahead()).clone();
    ahead.reminders.truncate(2);
    let plan = Plan::of(&ahead, "Europe/Vienna".to_owned(), "{}".to_owned()).to_text();
    plan.split_inclusive('\n').map(str::to_owned).collect()
}

fn plans() -> Vec<(String, Vec<u8>)> {
    let mut nothing = (*Phone::at("09:00").ahead()).clone();
    nothing.reminders.clear();
    let nothing = Plan::of(&nothing, "Europe/Vienna".to_owned(), "{}".to_owned()).to_text();
    let mut strange = (*Phone::at("09:00").ahead()).clone();
    strange.reminders.truncate(1);
    strange.reminders[0].title = String::from("Zeit für \u{1F9D8}\u{200D}\u{2640}\u{FE0F} \u{202B}قم\u{202C}");
    strange.reminders[0].body = String::from("tab\there, line\nbreak, return\r, back\\slash, \\t no tab");
    let strange = Plan::of(&strange, "America/Argentina/Buenos_Aires".to_owned(), "a\tb\\c\nd\re".to_owned()).to_text();
    let small = a_small_plan();
    let whole = a_day();
    let with = |change: fn(&mut Vec<String>)| {
        let mut lines = small.clone();
        change(&mut lines);
        lines.concat()
    };
    let plans = [
        ("whole.plan", whole.clone()),
        ("nothing-due.plan", nothing),
        ("unicode-and-escapes.plan", strange),
        ("newer-words.plan", with(|lines| lines.insert(3, lines::line(["colour", "green"])))),
        ("newer-version.plan", with(|lines| lines[0] = lines::line(["unsit-plan", "2"]))),
        ("no-plan.plan", "hello\n".to_owned()),
        ("empty.plan", String::new()),
        ("torn.plan", whole[..whole.len() - 1].to_owned()),
        ("half.plan", whole[..whole.len() / 2].to_owned()),
        ("damaged-due.plan", with(|lines| lines[5] = lines[5].replace("Time", "Tame"))),
        ("damaged-state.plan", with(|lines| lines[4] = lines[4].replace("{}", "[]"))),
        ("wrong-count.plan", with(|lines| *lines.last_mut().unwrap() = lines::line(["end", "3"]))),
        ("not-in-order.plan", with(|lines| lines.swap(5, 6))),
        ("no-rule.plan", with(|lines| drop(lines.remove(2)))),
        ("after-the-end.plan", with(|lines| lines.push(lines::line(["due"])))),
    ];
    plans.map(|(name, text)| (name.to_owned(), text.into_bytes())).to_vec()
}

fn record(number: u128, time: &str, zone: &str, deed: Deed) -> Record {
    let id = Uuid::from_u128(0x0193_c1a0_0000_7000_8000_0000_0000_0000 + number);
    Record { id, at: wall(time), zone: zone.to_owned(), deed }
}

fn text(records: &[Record]) -> String {
    records.iter().map(Record::line).collect()
}

fn a_days_records() -> Vec<Record> {
    let offer = OfferId::of(DEVICE, 0);
    let reminder = ReminderId::of(offer, 0);
    vec![
        record(1, "09:30", "Europe/Vienna", Deed::Boot),
        record(2, "10:00:02", "Europe/Vienna", Deed::Shown { reminder, offer }),
        record(3, "10:00:30", "Europe/Vienna", Deed::Dismissed { reminder, offer }),
        record(4, "10:01", "Europe/Vienna", Deed::Later { offer, minutes: 10 }),
        record(5, "10:11", "Europe/Vienna", Deed::Shown { reminder: ReminderId::of(offer, 1), offer }),
        record(6, "10:12", "Europe/Vienna", Deed::Moved { offer, by: unsit_core::phone::By::Button }),
        record(7, "10:13", "Europe/Vienna", Deed::Clock),
    ]
}

fn journals() -> Vec<(String, Vec<u8>)> {
    let whole = text(&a_days_records());
    let offer = OfferId::of(DEVICE, 0);
    let skip = |reason: &str| Deed::Skip { offer, reason: reason.to_owned() };
    let strange = text(&[
        record(1, "10:00", "America/Argentina/Buenos_Aires", skip("tab\there, line\nbreak, return\r, back\\slash, \\n no line")),
        record(2, "10:01", "", skip("Müde \u{1F634} \u{202B}متعب\u{202C}")),
        record(3, "10:02", "Nowhere/At_all", skip("")),
        record(4, "10:03", "Europe/Vienna", Deed::Other { word: "danced".to_owned(), arguments: vec!["a\tb".to_owned(), String::new()] }),
    ]);
    let begun = record(9, "11:00", "Europe/Vienna", Deed::Boot).line();
    // Killed in the middle of the first line; who came next began on a line of its own.
    let went_on = format!("{}\n{}", &begun[..40], record(10, "11:05", "Europe/Vienna", Deed::Boot).line());
    let odd = [lines::line(["boot"]), lines::line(["no-uuid", "1", "Europe/Vienna", "boot"]), begun.clone()].concat();
    let journals = [
        ("whole.journal", whole.clone().into_bytes()),
        ("empty.journal", vec![]),
        ("torn.journal", whole.as_bytes()[..whole.len() - 1].to_vec()),
        ("torn-then-more.journal", went_on.into_bytes()),
        ("damaged.journal", whole.replace("10\t", "99\t").into_bytes()),
        ("unicode-and-escapes.journal", strange.into_bytes()),
        ("odd.journal", odd.into_bytes()),
        ("no-text.journal", [b"\xff\xfe\x00\n".as_slice(), begun.as_bytes()].concat()),
    ];
    journals.map(|(name, bytes)| (name.to_owned(), bytes)).to_vec()
}

#[test]
fn what_is_replanned_follows_from_the_answer() {
    let replanned = replan(a_day().as_bytes(), text(&a_days_records()).as_bytes(), wall("10:15"), "Europe/Vienna").unwrap();
    let plan = Plan::read(&replanned).unwrap();
    assert_eq!(super::day::line(&plan.dues[0]), "Mon 11:12 Due");
    assert_eq!(plan.made, Wall(now("10:15").wall.0));
}
