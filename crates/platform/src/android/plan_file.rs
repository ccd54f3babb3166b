//! The plan on disk: replaced as a whole, and there as a whole after a crash.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

const NAME: &str = "reminders.plan";
const NEW: &str = "reminders.plan.app";

/// Puts this plan in the place of the one before.
pub(super) fn replace(folder: &Path, text: &str) -> io::Result<()> {
    let new = folder.join(NEW);
    let mut file = File::create(&new)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&new, folder.join(NAME))?;
    // The name has to last as well; some systems cannot say so.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}
