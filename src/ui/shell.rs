//! The seam between the window and the program around it.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use unsit_core::Mono;
use unsit_core::app::{Message, Model};

use super::screens::later::Source;

/// Is over when it is time to draw again.
pub type NextFrame = Pin<Box<dyn Future<Output = ()>>>;

/// What the window gets from the program around it, through the context. Components know no store, clock or platform.
#[derive(Clone)]
pub struct Shell {
    /// Takes a message to the loop.
    pub dispatch: Rc<dyn Fn(Message)>,
    /// What the loop publishes.
    pub models: watch::Receiver<Arc<Model>>,
    /// The loop's clock, for pictures that move.
    pub mono: Rc<dyn Fn() -> Mono>,
    /// Waits for the next frame, about as long as it is told.
    pub frame: Rc<dyn Fn(Duration) -> NextFrame>,
    /// Where the screens come from that are not part of a page's first picture.
    pub later: Source,
    /// Whether figures show the ends of their movements only: the person wants less motion, and may change their mind.
    pub still: Rc<Cell<bool>>,
    /// Lets the person drag the window by what was pressed, where it has no title bar of the system's.
    pub drag: Option<Rc<dyn Fn()>>,
    /// The style sheet, where the page around the window does not link it as a file.
    pub style: Option<&'static str>,
}
