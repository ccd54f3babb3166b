//! The thread on which the user interface wants to be asked, and queues beside it.

use std::cell::Cell;

use block2::RcBlock;
use objc2::MainThreadMarker;
use objc2_foundation::NSOperationQueue;

/// Has this done on the main thread, after what was asked before.
pub(super) fn on_main(work: impl FnOnce(MainThreadMarker) + Send + 'static) {
    queue(&NSOperationQueue::mainQueue(), move || {
        if let Some(main) = MainThreadMarker::new() {
            work(main);
        }
    });
}

/// Has this done at once where this is the main thread, else as [`on_main`] does.
pub(super) fn now_on_main(work: impl FnOnce(MainThreadMarker) + Send + 'static) {
    match MainThreadMarker::new() {
        Some(main) => work(main),
        None => on_main(work),
    }
}

/// Has this done on a queue.
pub(super) fn queue(queue: &NSOperationQueue, work: impl FnOnce() + Send + 'static) {
    let work = Cell::new(Some(work));
    let block = RcBlock::new(move || {
        if let Some(work) = work.take() {
            work();
        }
    });
    // SAFETY: the block owns what it needs, all of which may be sent to another thread, and is run once.
    unsafe { queue.addOperationWithBlock(&block) };
}
