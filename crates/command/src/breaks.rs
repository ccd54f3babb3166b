//! Breaks from sitting: listed, answered, paused. What is answered goes the way of a tap in the window: through the loop, which
//! asks the process that watches the sitting where there is one.

use std::sync::Arc;

use serde_json::Value;
use unsit_core::app::{self, Channel, Message, Model, Telling};
use unsit_core::breaks::{Outcome, Pause, Row, Snooze};
use unsit_core::text::Texts;
use unsit_core::{Millis, Wall};
use unsit_platform::clock::Clock;
use unsit_platform::locale;
use unsit_platform::native::{self, Options, Outlet, Watching};

use crate::arguments::{Break, Format, Guide, History, Place, system_language};
use crate::error::Failure;
use crate::list::Shelf;
use crate::output::Output;
use crate::reminders::outcome;

/// Lists breaks, newest first.
pub(crate) fn ledger(place: &Place, wishes: &History, output: &mut Output) -> Result<(), Failure> {
    let shelf = Shelf::open(place)?;
    let since = wishes.days.map(|days| shelf.today().days_back(days - 1));
    let mut rows = shelf.breaks()?.rows();
    rows.retain(|row| since.is_none_or(|since| row.local_day >= since));
    rows.reverse();
    if wishes.format.json {
        return output.json(&rows.iter().map(Row::to_value).collect::<Vec<Value>>());
    }
    if rows.is_empty() {
        return output.line(&shelf.texts.get("ledger-empty"));
    }
    for of_day in rows.chunk_by(|one, next| one.local_day == next.local_day) {
        if let Some(first) = of_day.first() {
            output.line(&format!("{} ({})", shelf.texts.day(first.local_day, shelf.today()), first.local_day))?;
        }
        for row in of_day {
            let time = shelf.texts.clock(row.due_at.at_offset(row.offset_seconds), shelf.clock());
            output.line(&format!("  {time:>5}  {}", told(shelf.texts, row)))?;
        }
    }
    Ok(())
}

/// "Taken, 30 of 30 s held, put off once"
fn told(texts: &Texts, row: &Row) -> String {
    let held = row.held.zip(row.planned).map(|(held, planned)| {
        texts.format("history-held-of", &[("held", held.secs_floor().into()), ("planned", planned.secs_floor().into())])
    });
    let reason = row.reason.as_ref().map(|reason| reason.as_str().to_owned());
    let put_off = (row.snoozes > 0).then(|| texts.format("timeline-put-off", &[("times", row.snoozes.into())]));
    let parts = [Some(texts.get(outcome(row.outcome))), held, reason, put_off];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The session of `unsit break start`.
pub(crate) fn guide(quiet: bool, format: Format) -> Guide {
    let routine = Some("quick-bridge".to_owned());
    Guide { routine, take_up: false, variant: None, alternative: false, speed: None, dry_run: false, quiet, format }
}

/// Answers the break that is open.
pub(crate) fn answer(place: &Place, answer: &Break, output: &mut Output) -> Result<(), Failure> {
    let deed = match answer {
        Break::Later { minutes } => app::Break::Later(minutes.map(Snooze::nearest)),
        Break::Skip { reason } => app::Break::Skip(reason.clone()),
        // The other one plays a session.
        Break::Moved | Break::Start { .. } => app::Break::Moved,
    };
    let needs_one = !matches!(answer, Break::Moved);
    let done = act(place, deed, needs_one)?;
    let texts = done.texts();
    match answer {
        Break::Later { .. } => {
            let until = done.watch.put_off_until().map_or_else(String::new, |at| clock_time(&done, at));
            output.line(&texts.format("break-put-off", &[("time", until.into())]))
        }
        Break::Skip { .. } => output.line(&texts.get(outcome(Some(Outcome::Skipped)))),
        Break::Moved | Break::Start { .. } => output.line(&texts.get("break-moved")),
    }
}

/// For how long to hear nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PauseFor {
    Length(Millis),
    Tomorrow,
    Off,
}

impl PauseFor {
    /// From `90m`, `2h`, `tomorrow` or `off`.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let wrong = || "a number with m or h, such as 2h, up to 24h; or tomorrow, or off".to_owned();
        match text {
            "tomorrow" => return Ok(Self::Tomorrow),
            "off" => return Ok(Self::Off),
            _ => {}
        }
        let unit = text.chars().next_back().ok_or_else(wrong)?;
        let minutes = match unit {
            'm' => 1,
            'h' => 60,
            _ => return Err(wrong()),
        };
        let number: u64 = text.strip_suffix(unit).and_then(|number| number.parse().ok()).ok_or_else(wrong)?;
        let minutes = number.checked_mul(minutes).filter(|minutes| (1..=24 * 60).contains(minutes)).ok_or_else(wrong)?;
        Ok(Self::Length(Millis::from_secs(minutes * 60)))
    }
}

/// Pauses reminders, or goes on with them.
pub(crate) fn pause(place: &Place, length: PauseFor, output: &mut Output) -> Result<(), Failure> {
    let deed = match length {
        PauseFor::Length(length) => app::Break::PauseUntil(Some(Clock::real().now().wall + length)),
        PauseFor::Tomorrow => app::Break::Pause(Pause::UntilTomorrow),
        PauseFor::Off => app::Break::PauseUntil(None),
    };
    let done = act(place, deed, false)?;
    let texts = done.texts();
    match done.watch.reminders().pause_until {
        Some(until) => output.line(&texts.format("pause-body", &[("time", clock_time(&done, until).into())])),
        None => output.line(&texts.get("pause-ended")),
    }
}

fn clock_time(model: &Model, at: Wall) -> String {
    let offset = unsit_core::breaks::Zone::of(&model.now).local(at);
    model.texts().clock(offset, model.clock())
}

/// Does it by the loop, and waits until it is on disk.
fn act(place: &Place, deed: app::Break, needs_a_break: bool) -> Result<Arc<Model>, Failure> {
    let options = Options {
        directory: place.directory()?,
        clock: Clock::real(),
        system_language: place.language.unwrap_or_else(system_language),
        system_region: locale::region(),
        watching: Watching::Answers,
    };
    let running = native::start(options, |_| Silence).map_err(Failure::Loop)?;
    let (handle, tokio) = (running.handle.clone(), tokio::runtime::Builder::new_current_thread().enable_all().build());
    let outcome = tokio.map_err(Failure::Loop).and_then(|tokio| {
        tokio.block_on(async {
            let mut models = handle.watch();
            let before = models.borrow_and_update().clone();
            if let Some(app::Notice::NotRead(failure)) = before.notices.first().filter(|_| before.watch.breaks.is_none()) {
                return Err(Failure::Storage(failure.clone()));
            }
            if needs_a_break && before.watch.open().is_none() {
                return Err(Failure::NoBreak { said: before.texts().get("break-none") });
            }
            handle.send(Message::Break(deed));
            let pressed = |model: &Model| model.watch.times_pressed() > before.watch.times_pressed();
            let done = models.wait_for(|model| pressed(model) && model.watch.is_settled()).await.map(|model| model.clone());
            done.map_err(|_| Failure::Loop(std::io::Error::other("the app loop has ended")))
        })
    });
    running.finish();
    let done = outcome?;
    match done.notices.iter().find_map(|notice| if let app::Notice::NotSaved(failure) = notice { Some(failure) } else { None }) {
        Some(failure) => Err(Failure::Storage(failure.clone())),
        None => Ok(done),
    }
}

/// A program that is gone in a moment shows and plays nothing.
struct Silence;

impl Outlet for Silence {
    fn tell(&mut self, _: &Telling) {}
    fn hush(&mut self) {}
    fn sample(&mut self, _: Channel, _: &Telling) {}
    fn keep_awake(&mut self, _: bool) {}
}
