//! What an earlier page left, read before the first screen.

use unsit_core::Now;
use unsit_core::app::{FailureReason, Settings, StoreFailure, Unsaved, Waking};
use uuid::Uuid;

use super::disk::Disk;
use crate::rows::PAGE;

pub(super) async fn read(disk: &mut Disk, fresh_device: Uuid, now: &Now) -> Waking {
    let mut waking = Waking { device: fresh_device, ..Waking::default() };
    // First of all, so that the history and the next variant know of them.
    let over = disk.unsaved();
    for record in &over {
        // Whatever makes one wait makes all wait.
        let before = waking.unsaved.last().map(|before| before.why.clone()).filter(|why| why.reason != FailureReason::Refused);
        let why = match before {
            Some(why) => Some(why),
            None => disk.save(record).await.err(),
        };
        waking.unsaved.extend(why.map(|why| Unsaved { record: record.clone(), why }));
    }
    for revision in disk.unrevised() {
        // Nor is a locked database asked again for each of these.
        let before = waking.unsaved.last().map(|before| before.why.clone()).or_else(|| waking.unrevised.last().map(|(_, why)| why.clone()));
        let before = before.filter(|why| why.reason != FailureReason::Refused);
        let why = match before {
            Some(why) => Some(why),
            None => disk.revise(&revision).await.err(),
        };
        waking.unrevised.extend(why.map(|why| (revision, why)));
    }
    let rows = rows(disk, &mut waking, now).await;
    waking.failures.extend(disk.said());
    waking.failures.extend(rows.err());
    if disk.take_claim().await.is_ok() {
        match disk.interrupted().await {
            // Killed between the row and the end of its heartbeat: what is stored, or waits to be, is over.
            Ok(Some(left)) if disk.is_over(left.id).await => disk.unbeat().await,
            Ok(left) => waking.interrupted = left,
            Err(why) => waking.failures.push(why),
        }
    } // Else another tab plays a session, or nothing can be read: the rows have said so already.
    if waking.interrupted.is_none() {
        disk.release();
    }
    waking
}

async fn rows(disk: &mut Disk, waking: &mut Waking, now: &Now) -> Result<(), StoreFailure> {
    let fresh = waking.device;
    (waking.device, waking.settings, waking.last_variants) =
        disk.with_store(async |store| Ok((store.device_id(fresh).await?, store.settings().await?, store.last_variants().await?))).await?;
    let (settings, _) = Settings::from_rows(&waking.settings);
    waking.page = disk.newest(now.local_day(settings.day_start.time()), PAGE).await?;
    waking.all_read = true;
    Ok(())
}
