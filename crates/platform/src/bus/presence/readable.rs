//! Waiting for a socket that another library reads.

use std::io;
use std::os::fd::BorrowedFd;
use std::os::unix::net;

use tokio::io::Interest;
use tokio::net::UnixStream;

/// A socket of which somebody wants to know when there is something to read. Nothing is read here, so that it may as well be
/// that of an X11 server on another machine.
#[derive(Debug)]
pub(super) struct Readable(UnixStream);

impl Readable {
    pub(super) fn new(socket: BorrowedFd<'_>) -> io::Result<Self> {
        let socket = net::UnixStream::from(socket.try_clone_to_owned()?);
        socket.set_nonblocking(true)?;
        Ok(Self(UnixStream::from_std(socket)?))
    }

    /// Returns when something has come since the last time. Whoever waits reads until nothing is left, and then waits again.
    pub(super) async fn wait(&self) -> io::Result<()> {
        self.0.readable().await?;
        // What was readable is read by somebody else now; only what comes from here on is news.
        let _ = self.0.try_io(Interest::READABLE, || Err::<(), _>(io::ErrorKind::WouldBlock.into()));
        Ok(())
    }
}
