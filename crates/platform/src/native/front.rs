//! One window a person: a second one that is started hands what it was wanted for to the first, and ends.
//!
//! The window holds `window.lock`, which the operating system frees when its process dies, and listens on a socket that only
//! this user can open. One line of JSON says what it is wanted for ([`Opening`]); the answer is the same line.

use std::io;
use std::path::Path;

use unsit_core::app::Opening;
use unsit_store::{Claim, HeartbeatError};

#[cfg(unix)]
use self::socket::{Door, call};

/// The right to be the window of a data directory.
#[derive(Debug)]
pub struct Front {
    _claim: Option<Claim>,
    #[cfg(unix)]
    door: Option<Door>,
}

/// Whether this program may be the window.
#[derive(Debug)]
pub enum Fronted {
    Here(Front),
    /// Another program is.
    Elsewhere,
}

impl Front {
    /// Asks for the right. Where it cannot be asked for, such as in a folder that cannot be written, each window is one of its own.
    #[must_use]
    pub fn take(directory: &Path) -> Fronted {
        // Without sockets a window that is open could not be called.
        if !cfg!(unix) {
            return Fronted::Here(Self::without(None));
        }
        match Claim::window(directory) {
            Ok(claim) => Fronted::Here(Self::with(claim, directory)),
            Err(HeartbeatError::Claimed) => Fronted::Elsewhere,
            Err(HeartbeatError::Unreadable { .. } | HeartbeatError::Io { .. }) => Fronted::Here(Self::without(None)),
        }
    }

    #[cfg(unix)]
    fn with(claim: Claim, directory: &Path) -> Self {
        // A window that cannot be called is a window all the same.
        Self { _claim: Some(claim), door: Door::open(directory).ok() }
    }

    #[cfg(not(unix))]
    fn with(claim: Claim, _directory: &Path) -> Self {
        Self::without(Some(claim))
    }

    fn without(claim: Option<Claim>) -> Self {
        Self {
            _claim: claim,
            #[cfg(unix)]
            door: None,
        }
    }

    /// Tells the loop from now on whenever the window is wanted, and of whoever has called before.
    pub fn answer(&mut self, reporter: super::Reporter) {
        #[cfg(unix)]
        if let Some(door) = &mut self.door {
            door.answer(reporter);
        }
        #[cfg(not(unix))]
        drop(reporter);
    }
}

/// The right to be the small window that asks about a break.
#[derive(Debug)]
pub struct BreakFront {
    _claim: Option<Claim>,
}

impl BreakFront {
    /// None while another program asks.
    #[must_use]
    pub fn take(directory: &Path) -> Option<Self> {
        match Claim::ask(directory) {
            Ok(claim) => Some(Self { _claim: Some(claim) }),
            Err(HeartbeatError::Claimed) => None,
            // Asked twice is better than not at all.
            Err(HeartbeatError::Unreadable { .. } | HeartbeatError::Io { .. }) => Some(Self { _claim: None }),
        }
    }
}

/// Has the window that is open come forward with this. Fails where none is, or where it does not answer.
pub fn summon(directory: &Path, opening: Opening) -> io::Result<()> {
    #[cfg(unix)]
    return call(directory, opening);
    #[cfg(not(unix))]
    {
        let _ = (directory, opening);
        Err(io::ErrorKind::Unsupported.into())
    }
}

#[cfg(unix)]
mod socket {
    use std::fs::{self, Permissions};
    use std::io::{self, BufRead, BufReader, Read, Write};
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::path::{Path, PathBuf};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;
    use std::time::Duration;

    use unsit_core::app::{Message, Opening};

    use super::super::Reporter;
    use super::super::socket::place_of;

    /// A window answers at once, unless it has just been started and its disk is slow. Shorter than a person waits.
    const PATIENCE: Duration = Duration::from_secs(6);
    /// Nobody wants more than a word.
    const LONGEST: u64 = 64;

    /// Where a window is called.
    #[derive(Debug)]
    pub(super) struct Door {
        place: PathBuf,
        /// Until somebody answers.
        listener: Option<UnixListener>,
        over: Arc<AtomicBool>,
    }

    impl Door {
        pub(super) fn open(directory: &Path) -> io::Result<Self> {
            let place = place_of(directory, "window");
            // Whoever has the claim is alone: what lies there was left by a process that has died.
            let _ = fs::remove_file(&place);
            let listener = UnixListener::bind(&place)?;
            fs::set_permissions(&place, Permissions::from_mode(0o600))?;
            Ok(Self { place, listener: Some(listener), over: Arc::default() })
        }

        pub(super) fn answer(&mut self, reporter: Reporter) {
            let Some(listener) = self.listener.take() else { return };
            let over = self.over.clone();
            // A window that cannot be called is a window all the same.
            let _ = thread::Builder::new().name("unsit-door".into()).spawn(move || {
                for stream in listener.incoming() {
                    if over.load(Ordering::Acquire) {
                        return;
                    }
                    // A caller who says nothing of use hears nothing.
                    let _ = stream.and_then(|stream| hear(&stream, &reporter));
                }
            });
        }
    }

    impl Drop for Door {
        fn drop(&mut self) {
            self.over.store(true, Ordering::Release);
            // Wakes whoever waits for the next caller.
            let _ = UnixStream::connect(&self.place);
            let _ = fs::remove_file(&self.place);
        }
    }

    fn hear(mut stream: &UnixStream, reporter: &Reporter) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut line = String::new();
        BufReader::new(stream.take(LONGEST)).read_line(&mut line)?;
        let opening: Opening = serde_json::from_str(&line)?;
        reporter.send(Message::Summoned(opening));
        stream.write_all(line.as_bytes())
    }

    pub(super) fn call(directory: &Path, opening: Opening) -> io::Result<()> {
        let mut stream = UnixStream::connect(place_of(directory, "window"))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let line = format!("{}\n", serde_json::to_string(&opening)?);
        stream.write_all(line.as_bytes())?;
        let mut answer = String::new();
        BufReader::new(stream).read_line(&mut answer)?;
        if answer == line { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }
}
