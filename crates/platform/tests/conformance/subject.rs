//! One face for all machines: those with threads of their own return at once, a page is awaited.

use std::sync::Arc;

use unsit_core::Millis;
use unsit_core::app::{Channel, ChannelState, Leaf, Message, Model};
use unsit_core::record::Month;
use unsit_core::session::Cue;
use unsit_core::text::{Language, Region};

/// What the system of every machine says: Vienna's German, and Monday, 1 March 2027, 9 o'clock, in UTC.
pub const LANGUAGE: Language = Language::German;
pub const BEGINS: unsit_core::Wall = unsit_core::Wall(1_803_891_600_000);

pub fn region() -> Option<Region> {
    Region::from_tag("de-AT")
}

/// One person's device. Its data and its clock go on from one start to the next.
pub trait Machine {
    type Run: Run;

    /// Starts the program, beside whatever of it runs already.
    async fn start(&self) -> Self::Run;

    fn profile(&self) -> Profile;

    /// Has the channel fail that the profile names, from the next start on.
    fn fail(&self) {
        unreachable!("its profile names no channel that can fail");
    }
}

/// The program from a start to an end.
pub trait Run {
    /// The model that the start made.
    fn first(&self) -> Arc<Model>;
    fn model(&self) -> Arc<Model>;
    /// Says something to the loop, and does not wait.
    fn post(&self, message: Message);
    /// Waits for a model of which this is true.
    async fn until(&self, what: &str, holds: impl Fn(&Model) -> bool);
    /// Lets time pass, as on a machine that is awake.
    async fn turn(&self, time: Millis);
    /// Lets time pass, as on a machine that sleeps: nothing runs until the end of it.
    async fn sleep(&self, time: Millis);
    /// Waits until all that the loop has asked for has left the machine.
    async fn flush(&self) {}
    /// Everything that has left the machine since the start, in order.
    fn left(&self) -> Vec<Left>;
    /// Ends as a person ends it.
    async fn end(self);
    /// Ends as by a kill. Nothing more is written.
    async fn die(self);
}

/// Something that a person notices of the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Left {
    /// By the name under which it leaves: see [`Profile::heard_as`].
    Cue(String),
    Words(String),
    Hush,
    /// The screen is kept on, or let go.
    Screen(bool),
    /// A reminder comes into sight.
    Reminder,
    /// It is taken out of sight.
    Withdrawn,
}

/// What is so on this machine and not on others.
#[derive(Clone, Copy, Debug)]
pub struct Profile {
    /// The name under which a cue leaves; none where it cannot be told from silence.
    pub heard_as: fn(Cue) -> Option<String>,
    /// What a channel says after the person was asked about notifications; none where nobody has to be asked.
    pub asked: Option<Asked>,
    /// The channel that [`Machine::fail`] breaks, and how it is then.
    pub fails: Option<(Channel, IsSo)>,
    /// Messages whose effects mean nothing here.
    pub idle: fn() -> Vec<Message>,
    /// Cases that cannot run here, each with its reason.
    pub left_out: &'static [(&'static str, &'static str)],
}

/// Whether a channel is so.
pub type IsSo = fn(&ChannelState) -> bool;

/// How notifications stand before and after the question.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    pub before: IsSo,
    pub after: IsSo,
}

/// Says something, and waits until the loop, the store and what is heard have done all that follows from it.
pub async fn say(run: &impl Run, message: Message) {
    run.post(message);
    settle(run).await;
}

pub async fn say_all(run: &impl Run, messages: impl IntoIterator<Item = Message>) {
    for message in messages {
        say(run, message).await;
    }
}

/// Lets time pass, and waits as [`say`] does.
pub async fn pass(run: &impl Run, time: Millis) {
    run.turn(time).await;
    settle(run).await;
}

/// The machine sleeps for so long.
pub async fn sleep_minutes(run: &impl Run, minutes: u64) {
    run.sleep(Millis::from_secs(minutes * 60)).await;
    settle(run).await;
}

pub async fn pass_seconds(run: &impl Run, seconds: u64) {
    pass(run, Millis::from_secs(seconds)).await;
}

pub async fn pass_minutes(run: &impl Run, minutes: u64) {
    pass(run, Millis::from_secs(minutes * 60)).await;
}

/// Waits until nothing is left to be done. Whatever is asked of the store is answered in turn; what an answer asks for is
/// answered after the next question, and nothing asks more often than that.
pub async fn settle(run: &impl Run) {
    let today = run.model().today();
    let now = Month::of(today);
    for month in [now.previous(), now.previous().previous(), now] {
        turned(run).await;
        run.post(Message::Leaf(Leaf::Month(month)));
        run.until("the store answers", |model| model.diary.overview.as_ref().is_some_and(|overview| overview.month == month)).await;
    }
    turned(run).await;
    run.flush().await;
}

/// Waits until the loop has handled everything that it was told.
async fn turned(run: &impl Run) {
    let before = run.model().watch.times_asked();
    run.post(Message::LookedOn);
    run.until("the loop answers", |model| model.watch.times_asked() > before).await;
}

pub fn cues(left: &[Left]) -> Vec<&str> {
    left.iter().filter_map(|left| if let Left::Cue(cue) = left { Some(cue.as_str()) } else { None }).collect()
}

pub fn words(left: &[Left]) -> Vec<&str> {
    left.iter().filter_map(|left| if let Left::Words(words) = left { Some(words.as_str()) } else { None }).collect()
}

pub fn screen(left: &[Left]) -> Vec<bool> {
    left.iter().filter_map(|left| if let Left::Screen(on) = left { Some(*on) } else { None }).collect()
}

pub fn count(left: &[Left], what: &Left) -> usize {
    left.iter().filter(|left| *left == what).count()
}
