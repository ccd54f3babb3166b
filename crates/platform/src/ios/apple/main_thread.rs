//! The thread on which the user interface wants to be asked.

use std::cell::Cell;

use block2::RcBlock;
use objc2::MainThreadMarker;
use objc2_foundation::NSOperationQueue;

/// Has this done on the main thread, after what was asked before.
pub(super) fn on_main(work: impl FnOnce(MainThreadMarker) + Send + 'static) {
    let work = Cell::new(Some(work));
    let block = RcBlock::new(move || {
        if let (Some(main), Some(work)) = (MainThreadMarker::new(), work.take()) {
            work(main);
        }
    });
    // SAFETY: the block owns what it needs, and that may be sent to another thread.
    unsafe { NSOperationQueue::mainQueue().addOperationWithBlock(&block) };
}
