//! The way a person took into the depth, to lead back by.
//!
//! A routine can be opened from the list and from a muscle, the safety check from the settings and from a routine that it
//! changes: back leads where one came from.

use super::model::Screen;
use super::pages::{LearnPage, SafetyPage};

/// Screens above the present one, the nearest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Trail(Vec<Screen>);

impl Trail {
    pub(super) fn go(&mut self, from: &Screen, to: &Screen) {
        if is_top(to) {
            self.0.clear();
        } else if let Some(known) = self.0.iter().position(|screen| screen == to) {
            self.0.truncate(known);
        } else if from != to && self.above(from) != *to {
            if is_top(from) {
                self.0.clear();
            }
            self.0.extend(leads_on(from).then(|| from.clone()));
        }
    }

    /// The screen that back leads to.
    pub(super) fn above(&self, at: &Screen) -> Screen {
        self.0.last().filter(|above| *above != at).cloned().unwrap_or_else(|| parent(at))
    }
}

/// One that the navigation leads to.
fn is_top(screen: &Screen) -> bool {
    match screen {
        Screen::Today | Screen::Routines | Screen::History | Screen::Settings | Screen::Learn(LearnPage::All) => true,
        Screen::Routine(_)
        | Screen::Builder
        | Screen::Exercises
        | Screen::Checkup
        | Screen::Learn(_)
        | Screen::Safety(_)
        | Screen::FirstRun(_) => false,
    }
}

/// Whether one comes back to it. A draft has ways of its own, the first run is over once left, and a barrier is gone when its
/// reason is.
fn leads_on(screen: &Screen) -> bool {
    match screen {
        Screen::Today | Screen::Routines | Screen::Routine(_) | Screen::History | Screen::Settings | Screen::Checkup | Screen::Learn(_) => {
            true
        }
        Screen::Safety(page) => *page != SafetyPage::Stop,
        Screen::Builder | Screen::Exercises | Screen::FirstRun(_) => false,
    }
}

/// Where a screen belongs, when nobody came from anywhere.
fn parent(screen: &Screen) -> Screen {
    match screen {
        Screen::Routine(_) | Screen::Builder => Screen::Routines,
        Screen::Exercises => Screen::Builder,
        Screen::Learn(_) => Screen::Learn(LearnPage::All),
        Screen::Safety(SafetyPage::Check) | Screen::Checkup => Screen::Settings,
        Screen::Safety(SafetyPage::Clinician) => Screen::Safety(SafetyPage::Stop),
        Screen::Safety(SafetyPage::Stop) | Screen::Today | Screen::Routines | Screen::History | Screen::Settings | Screen::FirstRun(_) => {
            Screen::Today
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    const LEARN: Screen = Screen::Learn(LearnPage::All);
    const CHECK: Screen = Screen::Safety(SafetyPage::Check);
    const STOP: Screen = Screen::Safety(SafetyPage::Stop);

    fn muscle() -> Screen {
        Screen::Learn(LearnPage::Muscle("iliopsoas".into()))
    }

    fn routine() -> Screen {
        Screen::Routine("quick-bridge".into())
    }

    /// Goes all the way, then back as often as there is something above.
    fn back_from(way: &[Screen]) -> Vec<Screen> {
        let mut trail = Trail::default();
        let mut at = way[0].clone();
        for to in &way[1..] {
            trail.go(&at, to);
            at = to.clone();
        }
        let mut back = vec![];
        while !is_top(&at) {
            let above = trail.above(&at);
            trail.go(&at, &above);
            at = above;
            back.push(at.clone());
        }
        back
    }

    #[test]
    fn back_leads_where_one_came_from() {
        assert_eq!(back_from(&[Screen::Routines, routine()]), [Screen::Routines]);
        assert_eq!(back_from(&[LEARN, muscle(), routine(), CHECK]), [routine(), muscle(), LEARN]);
        assert_eq!(back_from(&[Screen::Today, CHECK]), [Screen::Today]);
        assert_eq!(back_from(&[Screen::Settings, CHECK]), [Screen::Settings]);
    }

    proptest! {
        #[test]
        fn back_ends_at_the_top_and_shows_no_screen_twice(way in vec(any_screen(), 1..20)) {
            let back = back_from(&way);
            prop_assert!(back.len() < 12, "{back:?}");
            prop_assert!(back.last().is_none_or(is_top));
            for (at, screen) in back.iter().enumerate() {
                prop_assert!(!back[..at].contains(screen), "{back:?}");
            }
        }
    }

    fn any_screen() -> impl Strategy<Value = Screen> {
        select(vec![
            Screen::Today,
            Screen::Routines,
            Screen::History,
            Screen::Settings,
            LEARN,
            muscle(),
            Screen::Learn(LearnPage::Clinician),
            routine(),
            Screen::Routine("at-the-desk".into()),
            CHECK,
            STOP,
            Screen::Safety(SafetyPage::Clinician),
        ])
    }

    #[test]
    fn the_navigation_ends_a_way() {
        assert_eq!(back_from(&[LEARN, muscle(), routine(), Screen::Today, CHECK]), [Screen::Today]);
        assert_eq!(back_from(&[LEARN, muscle(), Screen::Routines, routine()]), [Screen::Routines]);
    }

    #[test]
    fn without_a_way_it_leads_where_a_screen_belongs() {
        for (at, above) in [(routine(), Screen::Routines), (CHECK, Screen::Settings), (muscle(), LEARN), (STOP, Screen::Today)] {
            assert_eq!(Trail::default().above(&at), above);
        }
    }

    #[test]
    fn a_barrier_is_not_come_back_to_by_way_of_the_check() {
        assert_eq!(back_from(&[STOP, CHECK]), [Screen::Settings]);
    }

    #[test]
    fn the_same_screen_twice_is_one_step() {
        assert_eq!(back_from(&[LEARN, muscle(), muscle()]), [LEARN]);
        assert_eq!(back_from(&[LEARN, muscle(), routine(), muscle()]), [LEARN]);
    }
}
