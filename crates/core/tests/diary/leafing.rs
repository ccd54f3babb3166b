//! Months, weeks and days to leaf through.

use insta::assert_debug_snapshot;
use unsit_core::app::view::SheetView;
use unsit_core::app::{Draft, Leaf, Message, Query, Screen, view};
use unsit_core::record::{Month, streak};
use unsit_core::text::Language::{English, German};

use crate::app::{App, TWO_MONTHS, day, letter};

#[test]
fn only_the_shown_month_is_read() {
    let mut app = App::with_days(English, &["2025-06-26", "2025-05-31"]);
    app.queries.clear();
    app.leaf(Leaf::Month(Month::of(day("2025-05-02"))));
    let [Query::Overview { today, month, weeks_from, weeks_to }] = app.queries.as_slice() else { panic!("{:?}", app.queries) };
    assert_eq!((*today, month.first(), month.last()), (day("2025-06-26"), day("2025-05-01"), day("2025-05-31")));
    assert_eq!((*weeks_from, *weeks_to), (day("2025-06-16"), day("2025-06-29")), "this week and the one before");
    assert_eq!(app.overview().month.name, "May");
}

#[test]
fn an_answer_for_a_month_that_was_left_changes_nothing() {
    let mut app = App::with_days(English, &["2025-06-26", "2025-05-31"]);
    let june = app.model.diary.overview.clone().unwrap();
    app.leaf(Leaf::Month(Month::of(day("2025-05-01"))));
    app.send(Message::LoadedOverview(Box::new(june)));
    assert_eq!(app.overview().month.name, "May");
}

#[test]
fn the_months_go_as_far_as_there_is_something() {
    let mut app = App::with_days(English, &["2025-06-26", "2025-04-30"]);
    let mut names = vec![app.overview().month.name];
    while let Some((month, _)) = app.overview().month.previous {
        app.leaf(Leaf::Month(month));
        names.push(app.overview().month.name);
    }
    while let Some((month, _)) = app.overview().month.next {
        app.leaf(Leaf::Month(month));
        names.push(app.overview().month.name);
    }
    assert_eq!(names, ["June", "May", "April", "May", "June"]);
}

#[test]
fn a_day_opens_with_its_sessions_and_leads_to_each() {
    let mut app = App::with_days(English, &["2025-06-26", "2025-06-26", "2025-06-25"]);
    app.leaf(Leaf::Day(day("2025-06-26")));
    let Some(SheetView::Day(sheet)) = view::sheet(&app.model) else { panic!("a day") };
    assert_eq!((sheet.title.as_str(), sheet.about.as_deref()), ("Today", Some("2 sessions, 60 of 60 s held")));
    app.leaf(Leaf::Session(sheet.sessions[1].id));
    app.leaf(Leaf::Close);
    assert!(matches!(view::sheet(&app.model), Some(SheetView::Day(_))), "back to the day");
    app.leaf(Leaf::Close);
    assert_eq!(view::sheet(&app.model), None);
    app.leaf(Leaf::Close);
}

#[test]
fn another_screen_closes_what_lies_over_the_history() {
    let mut app = App::with_days(English, &["2025-06-26"]);
    app.leaf(Leaf::Day(day("2025-06-26")));
    app.send(Message::Show(Screen::Today));
    assert_eq!(app.model.diary.sheets, []);
}

#[test]
fn a_day_that_is_not_over_keeps_the_days_in_a_row() {
    for (days, expected) in [
        (vec![], 0),
        (vec!["2025-06-26"], 1),
        (vec!["2025-06-25", "2025-06-24"], 2),
        (vec!["2025-06-26", "2025-06-25", "2025-06-23"], 2),
        (vec!["2025-06-24", "2025-06-23"], 0),
        (vec!["2025-06-27", "2025-06-26"], 1),
    ] {
        assert_eq!(streak(days.iter().map(|text| day(text)), day("2025-06-26")), expected, "{days:?}");
    }
}

#[test]
fn without_sessions_there_is_no_map_but_a_way_to_log_one() {
    let mut app = App::with_days(English, &["2025-06-26"]);
    assert!(view::history(&app.model).overview.is_some());
    app.delete(app.newest().id);
    assert_eq!(view::history(&app.model).overview, None);
}

#[test]
fn the_history_of_two_months() {
    for (language, name) in [(English, "the_history_of_two_months"), (German, "the_history_of_two_months_in_german")] {
        let mut app = App::with_days(language, &TWO_MONTHS);
        app.log("2025-06-26", "13:00", "12");
        let overview = app.overview();
        let weeks: Vec<String> = overview.month.weeks.iter().map(|week| week.iter().map(Option::as_ref).map(letter).collect()).collect();
        let labels: Vec<&str> =
            overview.month.weeks.iter().flatten().flatten().filter(|day| day.heat > 0).map(|day| day.label.as_str()).collect();
        let month =
            (&overview.month.name, &overview.month.caption, &overview.month.previous, &overview.month.next, &overview.month.weekdays);
        assert_debug_snapshot!(name, (&overview.stats, month, weeks, labels, &overview.week, &view::history(&app.model).days[0]));
    }
}

#[test]
fn a_session_in_full() {
    let mut told = Vec::new();
    for language in [English, German] {
        let mut app = App::with_days(language, &["2025-06-26"]);
        app.open(app.newest().id);
        told.push(view::sheet(&app.model));
        app.leaf(Leaf::Correct);
        app.leaf(Leaf::Submit(Draft { held: ["10", "10", "3"].map(str::to_owned).to_vec(), ..app.form().draft.clone() }));
        app.open(app.newest().id);
        told.push(view::sheet(&app.model));
    }
    assert_debug_snapshot!(told);
}

#[test]
fn the_forms() {
    let mut told = Vec::new();
    for language in [English, German] {
        let mut app = App::with_days(language, &["2025-06-26"]);
        app.leaf(Leaf::Log { day: None });
        app.leaf(Leaf::Submit(Draft { day: "1999-01-01".to_owned(), time: String::new(), held: vec!["99".to_owned()] }));
        told.push(view::sheet(&app.model));
        app.leaf(Leaf::Close);
        app.open(app.newest().id);
        app.leaf(Leaf::Correct);
        app.leaf(Leaf::Submit(Draft { day: "2026-01-01".to_owned(), time: "12:00".to_owned(), held: vec!["0".to_owned(); 3] }));
        told.push(view::sheet(&app.model));
    }
    assert_debug_snapshot!(told);
}
