//! Records and directories that several tests use.
#![allow(dead_code, unreachable_pub)] // each test binary uses a part
#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

mod records;

use std::path::Path;
use std::process::{Child, Command, Stdio};

use unsit_store::Store;

#[allow(unused_imports)]
pub use self::records::*;

pub fn open(dir: &Path) -> Store {
    let opened = Store::open(dir).unwrap();
    assert_eq!(opened.set_aside, None);
    opened.store
}

/// Starts this test binary again as a process that runs only the ignored test `role`, in `dir`; its input stays open.
pub fn start(role: &str, dir: &Path, mode: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([role, "--exact", "--ignored", "--nocapture", "--quiet"])
        .env("UNSIT_TEST_DIR", dir)
        .env("UNSIT_TEST_MODE", mode)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The directory and mode that [`start`] gave to this process; none when a person runs the ignored tests.
pub fn started_with() -> Option<(std::path::PathBuf, String)> {
    Some((std::env::var_os("UNSIT_TEST_DIR")?.into(), std::env::var("UNSIT_TEST_MODE").ok()?))
}

/// Waits until the parent kills this process, or dies itself.
pub fn wait_for_the_end() {
    std::io::stdin().lines().for_each(drop);
}

/// Numbers that look random and are the same in each run (`xorshift64`).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, end: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(self.0 % u64::from(end)).unwrap()
    }
}
