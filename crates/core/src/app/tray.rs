//! The icon of the agent in the tray of a desktop: what a person does there.

use crate::breaks::Pause;

/// An entry of the menu, or a press on the icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrayDeed {
    /// A break now, whether one is due or not.
    Start,
    /// The break that is due, somewhat later.
    Later,
    /// The person has just got up.
    Moved,
    Pause(Pause),
    /// Ends the pause, or the day of rest.
    GoOn,
    /// Shows the window.
    Open,
    /// Ends the program in the background, and with it all reminders.
    Quit,
}
