//! What an earlier run left, read before the first screen.

use unsit_core::Now;
use unsit_core::app::{Beat, FailureReason, Settings, StoreFailure, Unsaved, Waking};
use unsit_store::{Claim, HeartbeatError};
use uuid::Uuid;

use super::disk::Disk;
use crate::rows::failure;

pub(super) fn read(disk: &mut Disk, fresh_device: Uuid, now: &Now) -> Waking {
    let mut waking = Waking { device: fresh_device, ..Waking::default() };
    // First of all, so that the history and the next variant know of them.
    let over = disk.unsaved();
    for record in &over {
        // Whatever makes one wait makes all wait. A locked database takes seconds to say so, and the first screen waits as well.
        let before = waking.unsaved.last().map(|before| before.why.clone()).filter(|why| why.reason != FailureReason::Refused);
        if let Some(why) = before.or_else(|| disk.save(record).err()) {
            waking.unsaved.push(Unsaved { record: record.clone(), why });
        }
    }
    for revision in disk.unrevised() {
        // Nor is a locked database asked again for each of these.
        let before = waking.unsaved.last().map(|before| before.why.clone()).or_else(|| waking.unrevised.last().map(|(_, why)| why.clone()));
        let before = before.filter(|why| why.reason != FailureReason::Refused);
        let why = match before {
            Some(why) => Some(why),
            None => disk.revise(&revision).err(),
        };
        waking.unrevised.extend(why.map(|why| (revision, why)));
    }
    // Before they are read, so that what was set holds.
    waking.failures.extend(disk.store_kept_settings().err());
    let rows = rows(disk, &mut waking, now);
    waking.failures.extend(disk.said());
    waking.failures.extend(rows.err());
    match disk.claim().map(interrupted) {
        // Killed between the row and the end of its heartbeat: what is stored, or waits to be, is over.
        Ok(Ok(Some(left))) if disk.is_over(left.id) => disk.unbeat(),
        Ok(Ok(left)) => waking.interrupted = left,
        Ok(Err(why)) => waking.failures.push(why),
        // Another window plays a session, or the folder cannot be written: the store has said so already.
        Err(HeartbeatError::Claimed | HeartbeatError::Unreadable { .. } | HeartbeatError::Io { .. }) => {}
    }
    if waking.interrupted.is_none() {
        disk.release();
    }
    waking
}

fn rows(disk: &mut Disk, waking: &mut Waking, now: &Now) -> Result<(), StoreFailure> {
    let store = disk.store()?;
    let said = |error: unsit_store::StoreError| failure(&error);
    waking.device = store.device_id(waking.device).map_err(said)?;
    waking.settings = store.settings().map_err(said)?;
    waking.last_variants = store.last_variants().map_err(said)?;
    let (settings, _) = Settings::from_rows(&waking.settings);
    let today = now.local_day(settings.day_start.time());
    waking.page = disk.newest(today)?;
    waking.all_read = true;
    Ok(())
}

/// The session that an earlier process left. One that cannot be understood is set aside, never overwritten.
pub(super) fn interrupted(claim: &mut Claim) -> Result<Option<Beat>, StoreFailure> {
    let set_aside = |detail: String| StoreFailure { reason: FailureReason::Interrupted, detail };
    let text = match claim.read() {
        Ok(Some(text)) => text,
        Ok(None) => return Ok(None),
        Err(error) => return Err(set_aside(error.to_string())),
    };
    match serde_json::from_str::<Beat>(&text) {
        Ok(beat) if beat.session.is_sound() => Ok(Some(beat)),
        Ok(_) | Err(_) => Err(set_aside(match claim.set_aside() {
            Ok(kept) => kept.display().to_string(),
            Err(error) => error.to_string(),
        })),
    }
}
