//! The first run, the safety check and what follows from it.

use unsit_core::app::{Answer, Break, FirstRun, HoursEdit, Message, SafetyPage, Screen};
use unsit_core::breaks::Weekday;
use unsit_core::content::Group;

use super::super::world::World;
use super::{State, answer};

pub(super) const FIRST: &[State] = &[
    ("first-1", |_| {}),
    ("first-2", |world| go_on(world, 1)),
    ("first-2-none", |world| {
        go_on(world, 1);
        for day in [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri] {
            hours(world, HoursEdit::Day(day, false));
        }
    }),
    ("first-2-odd", |world| {
        go_on(world, 1);
        hours(world, HoursEdit::Usual { start: "21:00".into(), end: "05:00".into() });
        hours(world, HoursEdit::Usual { start: "21:00".into(), end: "21:00".into() });
    }),
    ("first-3", |world| go_on(world, 2)),
    ("first-4", |world| {
        go_on(world, 3);
        answer(world, "numb-saddle", false);
        answer(world, "bladder-bowel", false);
        answer(world, "leg-weakness", false);
    }),
    ("first-5", |world| {
        go_on(world, 3);
        world.tell(Message::Answer(Answer::NoToTheRest(Group::Emergency)));
        go_on(world, 1);
        answer(world, "fever", true);
    }),
    ("first-6", |world| {
        to_the_last_page(world);
        answer(world, "pregnancy", true);
        answer(world, "wrist-pain", true);
    }),
    ("first-6-none", to_the_last_page),
    ("first-stop", |world| {
        go_on(world, 3);
        answer(world, "chest-pain", true);
        world.tell(Message::Answer(Answer::NoToTheRest(Group::Emergency)));
        go_on(world, 1);
    }),
    ("first-stop-clinician", |world| {
        go_on(world, 3);
        world.tell(Message::Answer(Answer::NoToTheRest(Group::Emergency)));
        go_on(world, 1);
        answer(world, "cancer-history", true);
        world.tell(Message::Answer(Answer::NoToTheRest(Group::Clinician)));
        go_on(world, 1);
    }),
];

pub(super) const STATES: &[State] = &[
    ("check-unanswered", |world| show(world, SafetyPage::Check)),
    ("check", |world| {
        answer(world, "major-trauma", false);
        answer(world, "fever", true);
        answer(world, "wrist-pain", true);
        answer(world, "disc-herniation", true);
        answer(world, "knee-pain", false);
        show(world, SafetyPage::Check);
    }),
    ("check-cleared", |world| {
        answer(world, "fever", true);
        world.tell(Message::Answer(Answer::Cleared(true)));
        for group in [Group::Emergency, Group::Clinician, Group::Adjust] {
            world.tell(Message::Answer(Answer::NoToTheRest(group)));
        }
        show(world, SafetyPage::Check);
    }),
    ("check-unread", |world| {
        world.store("safety", 7.into());
        world.restart();
        world.tell(Message::DismissNotice);
        show(world, SafetyPage::Check);
    }),
    ("stop-emergency", |world| {
        answer(world, "major-trauma", true);
        show(world, SafetyPage::Stop);
    }),
    ("stop-clinician", |world| {
        answer(world, "recent-surgery", true);
        answer(world, "night-pain", true);
        show(world, SafetyPage::Stop);
    }),
    ("stop-page", |world| {
        answer(world, "recent-surgery", true);
        show(world, SafetyPage::Clinician);
    }),
];

fn show(world: &World, page: SafetyPage) {
    world.tell(Message::Show(Screen::Safety(page)));
}

/// Goes on some pages in the first run.
fn go_on(world: &World, pages: usize) {
    for _ in 0..pages {
        world.tell(Message::FirstRun(FirstRun::Next));
    }
}

fn to_the_last_page(world: &World) {
    go_on(world, 3);
    world.tell(Message::Answer(Answer::NoToTheRest(Group::Emergency)));
    go_on(world, 1);
    world.tell(Message::Answer(Answer::NoToTheRest(Group::Clinician)));
    go_on(world, 1);
}

fn hours(world: &World, edit: HoursEdit) {
    world.tell(Message::Break(Break::Hours(edit)));
}
