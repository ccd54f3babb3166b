//! The steps that the phone has counted. Asked about the minutes before a reminder, and about nothing else.

use std::cell::Cell;
use std::ptr::NonNull;

use block2::RcBlock;
use objc2_core_motion::{CMAuthorizationStatus, CMPedometer, CMPedometerData};
use objc2_foundation::{NSDate, NSError};
use unsit_core::app::ChannelState;
use unsit_core::{Millis, Wall};

use crate::ios::system::Then;

/// Whether steps may be asked about.
pub(super) fn state() -> ChannelState {
    // SAFETY: both are asked of the class.
    let (counts, status) = unsafe { (CMPedometer::isStepCountingAvailable(), CMPedometer::authorizationStatus()) };
    match status {
        _ if !counts => ChannelState::Unsupported,
        CMAuthorizationStatus::Authorized => ChannelState::Ready { name: String::new() },
        CMAuthorizationStatus::NotDetermined => ChannelState::Unasked,
        // Denied, or by whoever looks after the phone.
        _ => ChannelState::Forbidden,
    }
}

/// Asks how many steps were taken in the time before a moment. None where that is not known, or must not be. The first time, iOS
/// asks the person.
pub(super) fn count(until: Wall, within: Millis, then: Then<Option<u64>>) {
    // SAFETY: made to ask once; the block keeps it until there is an answer.
    let pedometer = unsafe { CMPedometer::new() };
    let keep = pedometer.clone();
    let then = Cell::new(Some(then));
    let block = RcBlock::new(move |data: *mut CMPedometerData, _: *mut NSError| {
        let _ = &keep;
        // SAFETY: where it is not null, iOS hands out data that are valid as long as this runs.
        let counted = NonNull::new(data).map(|data| u64::from(unsafe { data.as_ref().numberOfSteps() }.as_u32()));
        if let Some(then) = then.take() {
            then(counted);
        }
    });
    let (from, until) = (date(until - within), date(until));
    // SAFETY: the block is copied by whoever keeps it, and what it owns is used by one thread at a time.
    unsafe { pedometer.queryPedometerDataFromDate_toDate_withHandler(&from, &until, RcBlock::as_ptr(&block)) };
}

#[allow(clippy::cast_precision_loss, reason = "milliseconds of this era are exact")]
fn date(at: Wall) -> objc2::rc::Retained<NSDate> {
    NSDate::dateWithTimeIntervalSince1970(at.0 as f64 / 1000.0)
}
