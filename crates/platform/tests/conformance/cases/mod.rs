//! The cases, each with a machine that nobody has used yet.

mod breaks;
mod channels;
mod history;
mod sessions;
mod starts;
mod together;

pub use self::breaks::*;
pub use self::channels::*;
pub use self::history::*;
pub use self::sessions::*;
pub use self::starts::*;
pub use self::together::*;

/// Calls a macro with what it is given and the name of every case.
macro_rules! every_case {
    ($run:ident $($given:tt)*) => {
        $run! {
            [$($given)*]
            a_start_says_first_and_once_what_was_left_in_the_language_and_region_of_the_system,
            no_clock_goes_back_and_both_go_on_together,
            a_wake_up_never_comes_before_it_is_due_and_comes_once,
            a_quick_bridge_is_told_as_the_core_tells_it_and_keeps_the_screen_on_until_it_is_done,
            a_pause_hushes_and_tells_nothing_and_the_session_goes_on_from_the_same_place,
            a_session_pauses_where_the_machine_went_to_sleep,
            the_same_wish_twice_is_one_wish,
            an_acknowledged_session_is_in_the_history_of_the_next_start,
            settings_and_an_own_routine_are_there_at_the_next_start,
            what_is_said_right_before_the_end_is_stored,
            ids_of_two_starts_never_collide,
            a_start_after_an_abrupt_end_in_a_hold_offers_what_was_held_and_once,
            after_a_session_that_came_to_its_end_nothing_is_offered,
            a_session_that_was_left_goes_on_where_it_was,
            a_deletion_and_its_undoing_outlive_the_program,
            a_correction_outlives_the_program,
            a_break_answered_as_moved_is_in_the_same_row_of_the_next_start,
            the_sitting_goes_on_over_a_restart,
            a_due_reminder_is_asked_for_once_and_withdrawn_when_it_is_answered,
            a_reminder_comes_again_after_later,
            a_pause_withdraws_the_reminder_and_keeps_others_away,
            a_session_takes_the_reminder_out_of_sight_and_answers_it,
            the_question_about_notifications_is_answered_by_their_channel,
            a_channel_that_fails_is_reported_and_stops_nothing,
            what_means_nothing_here_changes_nothing,
            of_two_over_one_store_one_watches_and_what_both_do_is_stored,
        }
    };
}
pub(crate) use every_case;
