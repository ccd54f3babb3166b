//! Plays a session in the terminal, by the same loop and store as the window.

use std::io::{self, BufRead, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::terminal;
use tokio::sync::mpsc;
use unsit_core::app::{Channel, Control, FailureReason, Message, Model, Notice, Playing, Saving, Start, Telling};
use unsit_core::routine::{Catalogue, Id, Plan, Routine, Variant};
use unsit_core::session::{Cue, timeline};
use unsit_platform::clock::Clock;
use unsit_platform::native::{self, Handle, Options, Outlet};

use crate::arguments::{Guide, Place};
use crate::error::Failure;
use crate::json::PlanJson;
use crate::list::Shelf;
use crate::output::Output;
use crate::screen::Screen;

/// Prints the timeline of a routine.
pub(crate) fn dry_run(place: &Place, guide: &Guide, output: &mut Output) -> Result<(), Failure> {
    let shelf = Shelf::open(place)?;
    let (routine, variant) = chosen(guide)?;
    let variant = variant.or_else(|| shelf.turn(routine));
    let plan = variant.and_then(|variant| shelf.plan(routine, variant, guide.alternative));
    let Some(plan) = plan else { return Err(Failure::UnknownRoutine { asked: routine.id.to_string() }) };
    if guide.format.json {
        return output.json(&PlanJson::of(&plan));
    }
    print_timeline(&plan, output)
}

fn print_timeline(plan: &Plan, output: &mut Output) -> Result<(), Failure> {
    let cues = timeline(plan);
    for (index, phase) in plan.phases().iter().enumerate() {
        let set = &plan.sets()[phase.set];
        let side = set.side.map_or("", |side| if side == unsit_core::routine::Side::Left { ", left" } else { ", right" });
        let last = index + 1 == plan.phases().len();
        let within = |at| at >= phase.starts_at && (at < phase.ends_at() || last);
        let told: Vec<String> = cues.iter().filter(|(at, _)| within(*at)).map(|(at, cue)| format!("{} at {at} s", cue.id())).collect();
        output.line(&format!(
            "{:>7} s  {:<15} {:>5} s  {}{side}, set {} of {}{}{}",
            phase.starts_at.to_string(),
            phase.kind.id(),
            phase.length.to_string(),
            set.exercise,
            set.set,
            set.sets,
            if phase.rep > 0 { format!(", rep {} of {}", phase.rep, set.reps) } else { String::new() },
            if told.is_empty() { String::new() } else { format!("  [{}]", told.join(", ")) },
        ))?;
    }
    output.line(&format!("{:>7} s  done", plan.total().to_string()))
}

/// Plays a session until it is over and stored.
pub(crate) fn play(place: &Place, guide: &Guide, output: &mut Output) -> Result<ExitCode, Failure> {
    let start = if guide.take_up { None } else { Some(start(guide)?) };
    let clock = guide.speed.map_or_else(Clock::real, Clock::rehearsal);
    let options = Options { directory: place.directory()?, clock, system_language: place.language() };
    let (seen, sights) = mpsc::unbounded_channel();
    let running = native::start(options, |_| Wire(seen)).map_err(Failure::Loop)?;
    let outcome = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::Loop)
        .and_then(|tokio| tokio.block_on(attend(&running.handle, start, guide, sights, output)));
    running.finish();
    outcome
}

fn start(guide: &Guide) -> Result<Start, Failure> {
    let (routine, variant) = chosen(guide)?;
    Ok(Start {
        routine: routine.id.clone(),
        variant: variant.and_then(|variant| variant.id.clone()),
        alternative: guide.alternative,
        rehearsal: guide.speed.is_some(),
    })
}

/// The routine that the arguments name and, if they do, its variant.
fn chosen(guide: &Guide) -> Result<(&'static Routine, Option<&'static Variant>), Failure> {
    let asked = guide.routine.as_deref().unwrap_or_default();
    let routine = Catalogue::built_in().routine(asked).ok_or_else(|| Failure::UnknownRoutine { asked: asked.to_owned() })?;
    let Some(asked) = &guide.variant else { return Ok((routine, None)) };
    let variant = routine.variant(asked).ok_or_else(|| Failure::UnknownVariant {
        routine: routine.id.to_string(),
        asked: asked.clone(),
        known: routine.variants.iter().filter_map(|variant| variant.id.as_ref().map(Id::to_string)).collect(),
    })?;
    Ok((routine, Some(variant)))
}

/// What the loop did, in its order.
enum Sight {
    Cues(Vec<Cue>),
    Model(Arc<Model>),
}

/// Carries what the loop does to the thread that prints.
struct Wire(mpsc::UnboundedSender<Sight>);

impl Outlet for Wire {
    fn tell(&mut self, telling: &Telling) {
        // The printer leaves only when the session is over.
        let _ = self.0.send(Sight::Cues(telling.cues.clone()));
    }

    fn hush(&mut self) {}

    fn sample(&mut self, _: Channel, _: &Telling) {}

    fn keep_awake(&mut self, _: bool) {}

    fn show(&mut self, model: &Arc<Model>) {
        let _ = self.0.send(Sight::Model(model.clone()));
    }
}

/// Starts the session, shows it, and passes on keys and signals until it is over.
async fn attend(
    handle: &Handle,
    start: Option<Start>,
    guide: &Guide,
    mut sights: mpsc::UnboundedReceiver<Sight>,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    let mut signals = Signals::listen().map_err(Failure::Loop)?;
    let interactive = output.is_terminal() && io::stdin().is_terminal() && !guide.format.json;
    handle.send(first_message(&handle.model(), start, interactive)?);
    let mut screen = Screen::new(guide.format.json, guide.quiet, output);
    let (raw, mut keys) = if interactive { Keys::listen() } else { (None, mpsc::unbounded_channel().1) };
    let mut cues = Vec::new();
    let mut code = ExitCode::SUCCESS;
    let mut began = false;
    loop {
        tokio::select! {
            sight = sights.recv() => match sight {
                Some(Sight::Cues(told)) => cues.extend(told),
                Some(Sight::Model(model)) => {
                    refused(&model)?;
                    let Some(playing) = &model.playing else { continue };
                    began = true;
                    screen.show(&model, playing, &std::mem::take(&mut cues))?;
                    if let Some(end) = ended(playing) {
                        drop(raw);
                        screen.end(&model, playing)?;
                        return end.map(|()| code);
                    }
                }
                None => return Err(Failure::Loop(io::Error::other("the app loop ended"))),
            },
            Some(control) = keys.recv(), if began => handle.send(Message::Control(control)),
            signal = signals.next() => {
                code = ExitCode::from(signal);
                handle.send(Message::Control(Control::Stop));
            }
        }
    }
}

fn first_message(model: &Model, start: Option<Start>, interactive: bool) -> Result<Message, Failure> {
    let Some(start) = start else {
        return if model.interrupted.is_some() { Ok(Message::Continue) } else { Err(Failure::NothingToTakeUp) };
    };
    let Some(interrupted) = model.interrupted.as_ref().filter(|_| !start.rehearsal) else { return Ok(Message::Start(start)) };
    let texts = model.texts();
    let routine = Catalogue::built_in().routine(interrupted.beat.routine.as_str());
    let body = texts.format(
        "offer-body",
        &[
            ("routine", routine.map_or_else(|| interrupted.beat.routine.to_string(), |routine| texts.get(&routine.name)).into()),
            ("held", interrupted.summary.held().secs_floor().into()),
            ("planned", interrupted.summary.planned().secs_floor().into()),
        ],
    );
    if interactive && confirmed(&format!("{}: {body} [Y/n] ", texts.get("offer-title"))) {
        return Ok(Message::Continue);
    }
    eprintln!("unsit: an interrupted session is now in the history as ended early ({body})");
    Ok(Message::Start(start))
}

fn confirmed(question: &str) -> bool {
    eprint!("{question}");
    let mut answer = String::new();
    let read = io::stderr().flush().and_then(|()| io::stdin().lock().read_line(&mut answer));
    read.is_ok() && !answer.trim().to_lowercase().starts_with('n')
}

fn refused(model: &Model) -> Result<(), Failure> {
    for notice in &model.notices {
        match notice {
            Notice::Store(failure) if failure.reason == FailureReason::SessionElsewhere => return Err(Failure::SessionElsewhere),
            Notice::CannotStart(routine) => return Err(Failure::UnknownRoutine { asked: routine.to_string() }),
            Notice::Store(_) | Notice::SessionRunning => {}
        }
    }
    Ok(())
}

/// Whether the session is over and its row's fate known.
fn ended(playing: &Playing) -> Option<Result<(), Failure>> {
    match &playing.saving {
        Saving::NotYet | Saving::Pending => None,
        Saving::Nothing | Saving::Saved => Some(Ok(())),
        Saving::Failed(failure) => Some(Err(Failure::NotSaved(failure.clone()))),
    }
}

/// A terminal that gives keys as they are pressed; as it was before when dropped.
struct Keys;

impl Keys {
    fn listen() -> (Option<Self>, mpsc::UnboundedReceiver<Control>) {
        let (press, pressed) = mpsc::unbounded_channel();
        if terminal::enable_raw_mode().is_err() {
            return (None, pressed);
        }
        // The thread waits in a read that nothing can end; the process does.
        std::thread::spawn(move || {
            while let Ok(event) = crossterm::event::read() {
                if let Event::Key(key) = event
                    && let Some(control) = control(key)
                    && press.send(control).is_err()
                {
                    return;
                }
            }
        });
        (Some(Self), pressed)
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        // A terminal that has gone needs no restoring.
        let _ = terminal::disable_raw_mode();
    }
}

fn control(key: KeyEvent) -> Option<Control> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    match key.code {
        KeyCode::Char('c') if key.modifiers.contains(KeyModifiers::CONTROL) => Some(Control::Stop),
        KeyCode::Char(' ' | 'p') => Some(Control::Toggle),
        KeyCode::Left | KeyCode::Char('b') => Some(Control::Back),
        KeyCode::Right | KeyCode::Char('s') => Some(Control::Skip),
        KeyCode::Esc | KeyCode::Char('q') => Some(Control::Stop),
        _ => None,
    }
}

/// Requests to end, by the exit status that they ask for.
#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
    hang_up: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            hang_up: signal(SignalKind::hangup())?,
        })
    }

    async fn next(&mut self) -> u8 {
        tokio::select! {
            _ = self.interrupt.recv() => 130,
            _ = self.terminate.recv() => 143,
            _ = self.hang_up.recv() => 129,
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn listen() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) -> u8 {
        match tokio::signal::ctrl_c().await {
            Ok(()) => 130,
            Err(_) => std::future::pending().await,
        }
    }
}
