//! Waits for an instant in a worker, because a hidden page's own timers are coalesced to one a minute.

use std::rc::Rc;
use std::time::Duration;

use gloo_timers::future::TimeoutFuture;
use tokio::sync::watch;
use unsit_core::{Millis, Mono};
use web_sys::{Event, MessageEvent, Worker};

use super::{js, page};

/// The longest wait: a timer that was set before a suspend rings late by its length.
const LONGEST_SLEEP: Millis = Millis(30_000);

/// The page names the worker's file in this element; its name differs from build to build.
const NAMED_IN: &str = "timekeeper";
/// Where it is when the page names none.
const FILE: &str = "/timekeeper.js";

/// Waits, one wait at a time.
#[derive(Debug)]
pub(super) struct Timekeeper {
    /// None when the browser gave none: then the page's own timers have to do.
    worker: Option<Worker>,
    /// The number of the last wait, and of the last one that is over.
    asked: watch::Sender<f64>,
    over: Rc<watch::Sender<f64>>,
}

impl Timekeeper {
    pub(super) fn start() -> Self {
        let (asked, over) = (watch::Sender::new(0.0), Rc::new(watch::Sender::new(0.0)));
        let worker = Worker::new(page::named(NAMED_IN).as_deref().unwrap_or(FILE)).ok();
        if let Some(worker) = &worker {
            let rung = Rc::clone(&over);
            js::listen(worker, "message", move |event: MessageEvent| {
                rung.send_replace(event.data().as_f64().unwrap_or(f64::MAX));
            });
        }
        let (seen, now) = (asked.subscribe(), Rc::clone(&over));
        // A tab that comes to the front may have been frozen: the loop looks at the clock at once.
        js::listen(&js::window().document().expect("a window has a document"), "visibilitychange", move |_: Event| {
            now.send_replace(*seen.borrow());
        });
        Self { worker, asked, over }
    }

    /// Waits until `at`, or for half a minute, whichever is sooner; less when the page comes to the front.
    pub(super) async fn wait_until(&self, at: Option<Mono>, now: Mono) {
        let sleep = at.map_or(LONGEST_SLEEP, |at| at.since(now)).min(LONGEST_SLEEP);
        let number = *self.asked.borrow() + 1.0;
        self.asked.send_replace(number);
        let mut over = self.over.subscribe();
        let rung = over.wait_for(|over| *over >= number);
        let asked =
            self.worker.as_ref().map(|worker| worker.post_message(&js_sys::Array::of2(&number.into(), &milliseconds(sleep).into())));
        // A worker whose file does not load never answers: the page's timer, late as it may be, is the second hand.
        let patience = if asked.is_some_and(|asked| asked.is_ok()) { sleep + PATIENCE } else { sleep };
        tokio::select! {
            _ = rung => {}
            () = TimeoutFuture::new(milliseconds(patience)) => {}
        }
    }
}

/// How much later than the worker the page's own timer rings.
const PATIENCE: Millis = Millis(250);

fn milliseconds(length: Millis) -> u32 {
    u32::try_from(length.0).unwrap_or(u32::MAX)
}

/// The same for pictures, which nobody sees in a hidden page.
pub(super) async fn sleep(length: Duration) {
    TimeoutFuture::new(u32::try_from(length.as_millis()).unwrap_or(u32::MAX)).await;
}
