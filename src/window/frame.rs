//! The window on the display: its measures, and how the loop moves it. The loop runs on a thread of its own, and a window that is
//! minimised renders nothing, so neither waits for the other.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use dioxus::desktop::tao::window::Window;
use dioxus::desktop::{LogicalPosition, LogicalSize, WindowBuilder};
use unsit_core::app::{Message, Opening};
use unsit_core::breaks::ReminderId;
use unsit_platform::desktop::Surface;
use unsit_platform::native::{BreakFront, Front, Fronted, Reporter, summon};
use unsit_platform::programs;

const LARGE: LogicalSize<f64> = LogicalSize::new(1100.0, 720.0);
const LEAST: LogicalSize<f64> = LogicalSize::new(320.0, 540.0);
/// Of the small window.
const SMALL: LogicalSize<f64> = LogicalSize::new(468.0, 264.0);
/// From the edges of the screen.
const MARGIN: f64 = 24.0;

/// The window as it is first shown.
pub(super) fn large() -> WindowBuilder {
    WindowBuilder::new().with_title("Unsit").with_inner_size(LARGE).with_min_inner_size(LEAST).with_always_on_top(false)
}

/// The small one: over all others, and without the keyboard while it appears, because somebody may be typing. It can have the
/// keyboard once its page is there.
pub(super) fn small() -> WindowBuilder {
    WindowBuilder::new()
        .with_title("Unsit")
        .with_inner_size(SMALL)
        .with_min_inner_size(SMALL)
        .with_decorations(false)
        .with_always_on_top(true)
        .with_visible_on_all_workspaces(true)
        .with_focusable(false)
}

/// Puts the small window into the corner where notifications are, where the system lets windows choose their place.
pub(super) fn into_the_corner(window: &Window) {
    place(window, |origin, whole| {
        let last = |start: f64, whole: f64, part: f64| start + (whole - part - MARGIN).max(0.0);
        LogicalPosition::new(last(origin.x, whole.width, SMALL.width), last(origin.y, whole.height, SMALL.height))
    });
}

fn into_the_middle(window: &Window) {
    place(window, |origin, whole| {
        let middle = |start: f64, whole: f64, part: f64| start + ((whole - part) / 2.0).max(0.0);
        LogicalPosition::new(middle(origin.x, whole.width, LARGE.width), middle(origin.y, whole.height, LARGE.height))
    });
}

/// Where on the screen, by its origin and its size.
fn place(window: &Window, choose: impl Fn(LogicalPosition<f64>, LogicalSize<f64>) -> LogicalPosition<f64>) {
    if let Some(screen) = window.current_monitor().or_else(|| window.primary_monitor()) {
        let scale = screen.scale_factor();
        window.set_outer_position(choose(screen.position().to_logical(scale), screen.size().to_logical(scale)));
    }
}

/// The window, where it is once it is there.
pub(super) type Frame = Arc<OnceLock<Arc<Window>>>;

/// What the loop can do with the window.
pub(super) struct Stage {
    pub(super) directory: PathBuf,
    pub(super) frame: Frame,
    pub(super) reporter: Reporter,
    pub(super) right: Right,
    /// About which reminder the small window was asked to ask last.
    pub(super) asked: Option<ReminderId>,
}

/// Which of the two windows this program is, and its right to be the only one.
pub(super) enum Right {
    Large(#[allow(dead_code, reason = "held until the program ends")] Front),
    Small(#[allow(dead_code, reason = "held until it grows")] BreakFront),
}

impl Surface for Stage {
    fn come_forward(&mut self) {
        if let Some(window) = self.frame.get() {
            window.set_visible(true);
            window.set_minimized(false);
            window.set_focus();
        }
    }

    /// The small window grows to be the large one, unless there is one already.
    fn open_window(&mut self, opening: Opening) {
        match Front::take(&self.directory) {
            Fronted::Here(mut front) => {
                front.answer(self.reporter.clone());
                self.right = Right::Large(front);
                self.grow();
                self.reporter.send(Message::Summoned(opening));
            }
            // It has opened just now.
            Fronted::Elsewhere => match summon(&self.directory, opening) {
                Ok(()) => self.reporter.send(Message::OpenedElsewhere),
                Err(error) => eprintln!("unsit: another window of Unsit is open, and does not answer: {error}"),
            },
        }
    }

    fn ask_on_top(&mut self, reminder: Option<ReminderId>) {
        if self.asked == reminder {
            return;
        }
        self.asked = reminder;
        // It closes by itself.
        if reminder.is_some()
            && let Err(error) = programs::open_break_window(&self.directory)
        {
            eprintln!("unsit: a break is due, and its window could not be opened: {error}");
        }
    }
}

impl Stage {
    fn grow(&self) {
        let Some(window) = self.frame.get() else { return };
        window.set_always_on_top(false);
        window.set_visible_on_all_workspaces(false);
        window.set_decorations(true);
        window.set_inner_size(LARGE);
        into_the_middle(window);
        // Last: a least size that is larger than the window would be a size of its own.
        window.set_min_inner_size(Some(LEAST));
    }
}
