//! What the person hears of the files that reminders are made of.

use std::sync::Arc;

use insta::assert_snapshot;
use unsit_core::app::view::{self, Standing, Verdict};
use unsit_core::app::{BreaksLeft, Change, Channel, ChannelState, Effect, Message};
use unsit_core::phone::{PhoneFile, PlanFile, Reading};
use unsit_core::text::Language;

use super::day::Phone;

const MORNING: &str = "09:10";

/// One on which everything is as it should be, in the language.
fn phone(language: Language) -> Phone {
    let mut phone = Phone::at(MORNING);
    phone.tell(Message::Change(Change::Language(Some(language))), MORNING);
    for channel in [Channel::Notifications, Channel::Alarms, Channel::Quiet, Channel::Background] {
        phone.tell(Message::Report { channel, state: ChannelState::Ready { name: String::new() } }, MORNING);
    }
    phone
}

fn hear(phone: &mut Phone, news: PhoneFile) {
    phone.tell(Message::PhoneFile(news), MORNING);
}

/// The rows that are not as they should be, below the heading.
fn told(phone: &Phone) -> String {
    let view = view::checkup(&phone.model);
    let rows = view.checks.iter().filter(|row| ["checkup-alarms", "checkup-answers", "checkup-journal"].contains(&phone_id(row.icon)));
    let odd = rows.filter(|row| row.verdict != Verdict::Fine).map(|row| format!("\n  {:?}: {}: {}", row.verdict, row.title, row.detail));
    format!("{}\n  {}{}", view.title, view.lead, odd.collect::<String>())
}

fn phone_id(icon: &str) -> &'static str {
    match icon {
        "timer" => "checkup-alarms",
        "edit" => "checkup-answers",
        "list" => "checkup-journal",
        _ => "",
    }
}

fn standing(phone: &Phone) -> Standing {
    view::reminders(&phone.model).standing
}

fn damaged(why: &str) -> PhoneFile {
    PhoneFile::Plan(PlanFile::Damaged { why: why.to_owned() })
}

fn all_that_can_be() -> [(&'static str, PhoneFile); 10] {
    let read = PhoneFile::Read;
    let kept = |entries| read(Reading::Kept { entries, file: "/data/reminders.journal.damaged-1".to_owned() });
    [
        ("the plan is damaged", damaged("line 3")),
        ("the plan is not written", PhoneFile::Plan(PlanFile::Unwritten { why: "No space left on device".to_owned() })),
        ("nothing can be written down", PhoneFile::Written(false)),
        ("there is more to read", read(Reading::Begun)),
        ("one entry is damaged", read(Reading::Damaged { entries: 1 })),
        ("entries are damaged", read(Reading::Damaged { entries: 7 })),
        ("one entry is kept", kept(1)),
        ("entries are kept", kept(7)),
        ("it cannot be read", read(Reading::Unreadable { why: "Permission denied".to_owned() })),
        ("all is well", read(Reading::Whole)),
    ]
}

#[test]
fn each_fault_says_what_was_lost_and_what_to_do() {
    for (language, name) in [(Language::English, "each_fault_of_the_files"), (Language::German, "each_fault_of_the_files_in_german")] {
        let all = all_that_can_be().map(|(what, news)| {
            let mut phone = phone(language);
            hear(&mut phone, news);
            format!("{what}: {}", told(&phone))
        });
        assert_snapshot!(name, all.join("\n\n"));
    }
}

#[test]
fn every_fault_is_over_when_it_is_said_to_be_over() {
    for (what, news) in all_that_can_be() {
        let mut phone = phone(Language::English);
        assert_eq!(standing(&phone), Standing::Fine);
        let over = match news {
            PhoneFile::Plan(_) => PhoneFile::Plan(PlanFile::Ready),
            PhoneFile::Written(_) => PhoneFile::Written(true),
            PhoneFile::Read(_) => PhoneFile::Read(Reading::Whole),
        };
        let fine = view::checkup(&phone.model);
        hear(&mut phone, news.clone());
        assert_eq!(view::checkup(&phone.model) == fine, news == over, "{what}");
        hear(&mut phone, over);
        assert_eq!(view::checkup(&phone.model), fine, "{what}");
        assert_eq!(standing(&phone), Standing::Fine, "{what}");
    }
}

#[test]
fn what_is_lost_of_answers_keeps_no_reminder_away() {
    let mut phone = phone(Language::English);
    hear(&mut phone, PhoneFile::Written(false));
    hear(&mut phone, PhoneFile::Read(Reading::Damaged { entries: 1 }));
    assert_eq!(standing(&phone), Standing::Lost);
    hear(&mut phone, damaged("line 3"));
    assert_eq!(standing(&phone), Standing::Faults(1));
}

#[test]
fn what_was_found_before_the_first_screen_is_told_with_it() {
    let reading = Reading::Damaged { entries: 2 };
    let phone = Phone::with(BreaksLeft { reading: reading.clone(), ..BreaksLeft::default() }, MORNING);
    assert_eq!(phone.model.watch.files().reading, reading);
}

#[test]
fn a_damaged_plan_is_made_anew_at_once_and_one_that_was_not_written_when_the_app_comes_back() {
    let mut phone = phone(Language::English);
    let first = phone.ahead();
    hear(&mut phone, PhoneFile::Plan(PlanFile::Ready));
    assert!(Arc::ptr_eq(&first, &phone.ahead()), "nothing has changed");
    hear(&mut phone, damaged("line 3"));
    let second = phone.ahead();
    assert!(!Arc::ptr_eq(&first, &second));
    assert_eq!(first, second);
    hear(&mut phone, PhoneFile::Plan(PlanFile::Unwritten { why: String::new() }));
    assert!(Arc::ptr_eq(&second, &phone.ahead()), "a full disk is not written to again and again");
    phone.tell(Message::InSight(false), MORNING);
    phone.tell(Message::InSight(true), MORNING);
    assert!(!Arc::ptr_eq(&second, &phone.ahead()));
}

#[test]
fn a_journal_that_holds_nothing_but_damage_is_put_away_as_well() {
    let mut phone = phone(Language::English);
    let ended = |phone: &Phone| phone.effects.iter().filter(|effect| matches!(effect, Effect::EndJournal(_))).count();
    phone.tell(Message::Journal(vec![]), MORNING);
    assert_eq!(ended(&phone), 0);
    for reading in [Reading::Damaged { entries: 1 }, Reading::Begun] {
        let before = ended(&phone);
        hear(&mut phone, PhoneFile::Read(reading));
        phone.tell(Message::Journal(vec![]), MORNING);
        assert_eq!(ended(&phone), before + 1);
        assert_eq!(phone.effects.last(), Some(&Effect::EndJournal(0)));
    }
    hear(&mut phone, PhoneFile::Read(Reading::Unreadable { why: String::new() }));
    phone.tell(Message::Journal(vec![]), MORNING);
    assert_eq!(ended(&phone), 2, "what cannot be read stays");
}
