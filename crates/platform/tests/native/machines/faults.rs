//! The cases can fail: what a machine does wrong is noticed by the case that is about it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::fake::{Fake, Fault};
use crate::conformance::cases;
use crate::conformance::runs::play;

macro_rules! noticed {
    ($($test:ident: $fault:ident by $case:ident,)*) => {
        $(
            #[test]
            fn $test() {
                let machine = Fake::with(Fault::$fault);
                let case = || play(stringify!($case), &machine, cases::$case);
                assert!(catch_unwind(AssertUnwindSafe(case)).is_err(), "nobody has noticed it");
            }
        )*
    };
}

noticed! {
    a_session_that_is_acknowledged_and_lost: ForgetsASession by an_acknowledged_session_is_in_the_history_of_the_next_start,
    settings_that_are_lost: ForgetsSettings by settings_and_an_own_routine_are_there_at_the_next_start,
    a_routine_that_is_lost: ForgetsAnOwnRoutine by settings_and_an_own_routine_are_there_at_the_next_start,
    a_heartbeat_that_is_lost: ForgetsTheHeartbeat by a_start_after_an_abrupt_end_in_a_hold_offers_what_was_held_and_once,
    a_heartbeat_that_stays: KeepsTheHeartbeat by after_a_session_that_came_to_its_end_nothing_is_offered,
    a_deletion_that_is_lost: ForgetsARevision by a_deletion_and_its_undoing_outlive_the_program,
    a_correction_that_is_lost: ForgetsARevision by a_correction_outlives_the_program,
    an_answer_that_is_lost: ForgetsFacts by a_break_answered_as_moved_is_in_the_same_row_of_the_next_start,
    a_sitting_that_is_lost: ForgetsTheSitting by the_sitting_goes_on_over_a_restart,
    ids_that_collide: MakesTheSameIdsAgain by ids_of_two_starts_never_collide,
    another_language: SpeaksAnotherLanguage by a_start_says_first_and_once_what_was_left_in_the_language_and_region_of_the_system,
    a_start_that_is_said_twice: SaysTwiceThatItWoke by a_start_says_first_and_once_what_was_left_in_the_language_and_region_of_the_system,
    a_cue_that_comes_twice: TellsEveryCueTwice by a_wake_up_never_comes_before_it_is_due_and_comes_once,
    a_cue_that_is_lost: LosesACue by a_quick_bridge_is_told_as_the_core_tells_it_and_keeps_the_screen_on_until_it_is_done,
    other_words: SwapsWords by a_quick_bridge_is_told_as_the_core_tells_it_and_keeps_the_screen_on_until_it_is_done,
    a_wake_up_that_is_early: WakesEarly by a_wake_up_never_comes_before_it_is_due_and_comes_once,
    a_wake_up_that_is_late: WakesLate by a_wake_up_never_comes_before_it_is_due_and_comes_once,
    a_clock_that_goes_back: SetsOneClockBack by no_clock_goes_back_and_both_go_on_together,
    a_sleep_that_nobody_notices: SleepsUnnoticed by a_session_pauses_where_the_machine_went_to_sleep,
    a_voice_that_goes_on_in_a_pause: IgnoresHush by a_pause_hushes_and_tells_nothing_and_the_session_goes_on_from_the_same_place,
    a_hush_that_ends_the_session: EndsASessionInstead by a_pause_hushes_and_tells_nothing_and_the_session_goes_on_from_the_same_place,
    a_screen_that_never_goes_dark: NeverLetsTheScreenGo by a_quick_bridge_is_told_as_the_core_tells_it_and_keeps_the_screen_on_until_it_is_done,
    a_reminder_that_comes_again_and_again: ShowsAReminderWithEveryTurn by a_due_reminder_is_asked_for_once_and_withdrawn_when_it_is_answered,
    a_reminder_that_stays: NeverWithdrawsAReminder by a_due_reminder_is_asked_for_once_and_withdrawn_when_it_is_answered,
    a_reminder_that_stays_in_a_pause: NeverWithdrawsAReminder by a_pause_withdraws_the_reminder_and_keeps_others_away,
    an_effect_that_means_nothing_and_does_something: QuitsAtAWord by what_means_nothing_here_changes_nothing,
}
