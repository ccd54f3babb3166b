//! How the programs of a person speak about breaks: one watches the sitting, the others ask it, and see how things stand.
//!
//! A socket of the local system, in a folder that only this user can enter. One line of JSON asks: a [`Request`], answered by
//! one line with a [`Mirror`] when what was asked is on disk; or the word `"follow"`, answered by a line ([`Told`]) whenever
//! something has changed, until one of the two ends.

use std::fs::{self, Permissions};
use std::io::{self, BufRead, BufReader, Write};
use std::net::Shutdown;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use directories::BaseDirs;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use unsit_core::app::{Message, Mirror, Model, Request};

use super::{Reporter, Watching, fingerprint};

/// Longer than any disk takes to answer, shorter than a person waits.
const PATIENCE: Duration = Duration::from_secs(6);
/// Between two tries to reach a process that has just begun to watch.
const AGAIN: Duration = Duration::from_secs(1);
const FOLLOW: &str = "\"follow\"";
/// A request is short; whoever sends more is not one of ours.
const LONGEST: u64 = 1 << 20;
/// How far back a mirror tells what happened: what today's screens show.
const DAYS: u64 = 2;

/// What a process that follows is told.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Told {
    Mirror(Box<Mirror>),
}

/// What the threads of the socket see of the loop.
#[derive(Clone, Debug, Default)]
struct Sight {
    model: Option<Arc<Model>>,
}

/// Where the socket of those who watch over a data directory is.
pub(super) fn place(directory: &Path) -> PathBuf {
    place_of(directory, "sitting")
}

/// Where a socket of a data directory is: in the system's folder for such things, or in the directory itself.
pub(super) fn place_of(directory: &Path, what: &str) -> PathBuf {
    let runtime = BaseDirs::new().and_then(|dirs| dirs.runtime_dir().map(Path::to_owned)).filter(|dir| dir.is_dir());
    match runtime {
        Some(runtime) => {
            let whole = directory.canonicalize().unwrap_or_else(|_| directory.to_owned());
            runtime.join(format!("unsit-{:016x}-{what}.sock", fingerprint(whole.as_os_str().as_encoded_bytes())))
        }
        None => directory.join(format!("{what}.sock")),
    }
}

/// Asks the process that watches, and waits until what was asked is done.
pub(super) fn ask(directory: &Path, request: &Request) -> io::Result<Mirror> {
    let mut stream = UnixStream::connect(place(directory))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut line = serde_json::to_string(request)?;
    line.push('\n');
    stream.write_all(line.as_bytes())?;
    let mut answer = String::new();
    BufReader::new(stream).read_line(&mut answer)?;
    Ok(Mirror { is_answer: true, ..serde_json::from_str(&answer)? })
}

/// Answers other processes while this one watches, and follows another one while that one does.
pub(super) struct Server {
    place: PathBuf,
    reporter: Reporter,
    watching: Watching,
    sights: watch::Sender<Sight>,
    listening: Option<Listening>,
    follows: bool,
}

/// A socket that is open.
struct Listening {
    place: PathBuf,
    over: Arc<AtomicBool>,
}

impl Server {
    pub(super) fn new(place: PathBuf, reporter: Reporter, watching: Watching) -> Self {
        let (sights, _) = watch::channel(Sight::default());
        Self { place, reporter, watching, sights, listening: None, follows: false }
    }

    /// Sees each model: who begins to watch listens, who looks on follows.
    pub(super) fn show(&mut self, model: &Arc<Model>) {
        self.sights.send_modify(|sight| sight.model = Some(model.clone()));
        if self.watching == Watching::Never || model.watch.breaks.is_none() {
            return;
        }
        if model.watch.is_watching() {
            if self.listening.is_none() {
                // Without a socket others cannot ask; they say so.
                self.listening = listen(&self.place, &self.reporter, &self.sights).ok();
            }
        } else if self.watching != Watching::Answers && !self.follows {
            self.follows = true;
            let (place, reporter, models) = (self.place.clone(), self.reporter.clone(), self.sights.subscribe());
            // A thread that cannot be started follows nothing: what is shown is then as old as the last answer.
            let _ = thread::Builder::new().name("unsit-follow".into()).spawn(move || follow(&place, &reporter, &models));
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Release);
        // Wakes whoever waits for the next caller.
        let _ = UnixStream::connect(&self.place);
        let _ = fs::remove_file(&self.place);
    }
}

fn listen(place: &Path, reporter: &Reporter, models: &watch::Sender<Sight>) -> io::Result<Listening> {
    // Who watches is alone: what lies there was left by a process that has died.
    let _ = fs::remove_file(place);
    let listener = UnixListener::bind(place)?;
    fs::set_permissions(place, Permissions::from_mode(0o600))?;
    let over = Arc::new(AtomicBool::new(false));
    let (ends, reporter, models) = (over.clone(), reporter.clone(), models.subscribe());
    // One request after the other, so that each answer is that of its own.
    let turn = Arc::new(Mutex::new(()));
    thread::Builder::new().name("unsit-socket".into()).spawn(move || {
        for stream in listener.incoming() {
            if ends.load(Ordering::Acquire) {
                return;
            }
            let Ok(stream) = stream else { continue };
            let (reporter, models, turn) = (reporter.clone(), models.clone(), turn.clone());
            // A caller who cannot be served hears nothing, and says so to the person.
            let _ = thread::Builder::new().name("unsit-caller".into()).spawn(move || serve(&stream, &reporter, &models, &turn));
        }
    })?;
    Ok(Listening { place: place.to_owned(), over })
}

fn serve(stream: &UnixStream, reporter: &Reporter, sights: &watch::Receiver<Sight>, turn: &Mutex<()>) -> io::Result<()> {
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut line = String::new();
    BufReader::new(io::Read::take(stream, LONGEST)).read_line(&mut line)?;
    if line.trim() == FOLLOW {
        // A loop that sleeps has counted the sitting when something happened last.
        return match answered(Message::LookedOn, reporter, sights, turn) {
            Some(_) => tell(stream, sights),
            None => stream.shutdown(Shutdown::Both),
        };
    }
    let request: Request = serde_json::from_str(&line)?;
    match answered(Message::Asked(Box::new(request)), reporter, sights, turn) {
        Some(mirror) => say(stream, &mirror),
        None => Ok(()),
    }
}

/// How things stand when this was handled and is on disk.
fn answered(asks: Message, reporter: &Reporter, sights: &watch::Receiver<Sight>, turn: &Mutex<()>) -> Option<Mirror> {
    let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
    let before = sights.borrow().model.as_ref().map_or(0, |model| model.watch.times_asked());
    reporter.send(asks);
    let done = move |model: &Model| model.watch.times_asked() > before && model.watch.is_settled();
    wait(sights.clone(), |sight| sight.model.as_deref().is_some_and(done)).and_then(|sight| mirror(sight.model.as_deref()?))
}

/// Tells each change until the caller has gone.
fn tell(stream: &UnixStream, sights: &watch::Receiver<Sight>) -> io::Result<()> {
    let mut told = None;
    loop {
        let news = |sight: &Sight| sight.model.as_deref().and_then(mirror) != told;
        let Some(sight) = wait(sights.clone(), news) else { return stream.shutdown(Shutdown::Both) };
        told = sight.model.as_deref().and_then(mirror);
        let Some(mirror) = &told else { return stream.shutdown(Shutdown::Both) };
        say(stream, &Told::Mirror(Box::new(mirror.clone())))?;
    }
}

fn say(mut stream: &UnixStream, what: &impl Serialize) -> io::Result<()> {
    let mut line = serde_json::to_string(what)?;
    line.push('\n');
    stream.write_all(line.as_bytes())
}

fn mirror(model: &Model) -> Option<Mirror> {
    model.watch.mirror(model.today().days_back(DAYS))
}

/// What is seen as soon as something holds; none when the loop has ended.
fn wait(mut sights: watch::Receiver<Sight>, holds: impl Fn(&Sight) -> bool) -> Option<Sight> {
    let tokio = tokio::runtime::Builder::new_current_thread().build().ok()?;
    tokio.block_on(sights.wait_for(|sight| holds(sight))).ok().map(|sight| sight.clone())
}

/// Follows the process that watches. When it has ended, this one takes its place, or follows the one that was quicker.
fn follow(place: &Path, reporter: &Reporter, models: &watch::Receiver<Sight>) {
    let is_watching = |sight: &Sight| sight.model.as_ref().is_some_and(|model| model.watch.is_watching());
    let watches = || is_watching(&models.borrow());
    while models.has_changed().is_ok() && !watches() {
        // Nothing to be done about a stream that breaks but to look who watches now.
        let _ = read(place, reporter);
        reporter.send(Message::WatcherGone);
        let tokio = tokio::runtime::Builder::new_current_thread().enable_time().build();
        let Ok(tokio) = tokio else { return };
        let mut models = models.clone();
        let begun = models.wait_for(is_watching);
        if tokio.block_on(async { tokio::time::timeout(AGAIN, begun).await.is_ok() }) {
            return;
        }
    }
}

fn read(place: &Path, reporter: &Reporter) -> io::Result<()> {
    let mut stream = UnixStream::connect(place)?;
    stream.write_all(format!("{FOLLOW}\n").as_bytes())?;
    for line in BufReader::new(stream).lines() {
        let Told::Mirror(mirror) = serde_json::from_str(&line?)?;
        reporter.send(Message::Mirrored(mirror));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_data_directory_has_a_socket_of_its_own_and_always_the_same() {
        assert_eq!(fingerprint(b"/home/ada/.local/share/unsit"), fingerprint(b"/home/ada/.local/share/unsit"));
        assert_ne!(fingerprint(b"/home/ada/.local/share/unsit"), fingerprint(b"/home/ada/.local/share/unsi"));
        assert_eq!(fingerprint(b""), 0xcbf2_9ce4_8422_2325, "the same in every build");
        assert_eq!(fingerprint(b"a"), 0xaf63_dc4c_8601_ec8c);
    }
}
