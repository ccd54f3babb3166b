//! Plays a session in the terminal, by the same loop and store as the window.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use tokio::sync::mpsc;
use unsit_core::app::{Channel, Control, FailureReason, Message, Model, Notice, Playing, Saving, Start, Telling, view};
use unsit_core::routine::{Catalogue, Id, Plan, Routine, Variant};
use unsit_core::session::{Cue, Stage, timeline};
use unsit_core::text::Language;
use unsit_platform::clock::Clock;
use unsit_platform::locale;
use unsit_platform::native::{self, Handle, Options, Outlet, Watching};
use unsit_store::{Claim, HeartbeatError};

use crate::arguments::{Guide, Place, system_language};
use crate::error::Failure;
use crate::json::PlanJson;
use crate::keys::{INTERRUPTED, Keys, Press, Signals};
use crate::list::Shelf;
use crate::output::{Output, complain};
use crate::safety;
use crate::screen::Screen;

/// Prints the timeline of a routine.
pub(crate) fn dry_run(place: &Place, guide: &Guide, output: &mut Output) -> Result<(), Failure> {
    let shelf = Shelf::open(place)?;
    let (routine, variant) = chosen(&shelf, guide)?;
    if let Some(barrier) = shelf.barrier() {
        return Err(safety::stopped(shelf.texts, &barrier));
    }
    let variant = variant.or_else(|| shelf.turn(routine));
    let adjusted = variant.map(|variant| shelf.adjusted(routine, variant, guide.alternative));
    let Some(adjusted) = adjusted else { return Err(shelf.refusal(routine.id.as_str())) };
    safety::explain(shelf.texts, &adjusted);
    let Some(plan) = adjusted.plan else { return Err(safety::emptied(shelf.texts, routine)) };
    if guide.format.json {
        return output.json(&PlanJson::of(&plan, &adjusted.changes));
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
    let start = if guide.take_up { None } else { Some(start(place, guide)?) };
    let directory = place.directory()?;
    if guide.speed.is_none() {
        alone(&directory)?;
    }
    let clock = guide.speed.map_or_else(Clock::real, Clock::rehearsal);
    let (system_language, system_region) = (system_language(), locale::region());
    let watching = if guide.speed.is_none() { Watching::Answers } else { Watching::Never };
    let options = Options { directory, clock, system_language, system_region, watching };
    let (seen, sights) = mpsc::unbounded_channel();
    let wire = Wire { seen, language: place.language };
    let running = native::start(options, |_| wire).map_err(Failure::Loop)?;
    let outcome = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::Loop)
        .and_then(|tokio| tokio.block_on(attend(&running.handle, start, guide, sights, output)));
    if outcome.is_err() {
        // Whoever looked on has gone, by a closed pipe or terminal. What was held is still stored.
        running.handle.send(Message::Control(Control::Stop));
    }
    running.finish();
    outcome
}

/// Says early that another session is on. A later one is refused by the loop.
fn alone(directory: &Path) -> Result<(), Failure> {
    match Claim::take(directory) {
        Err(HeartbeatError::Claimed) => Err(Failure::SessionElsewhere),
        // The loop meets the same trouble and says what it costs.
        Ok(_) | Err(HeartbeatError::Unreadable { .. } | HeartbeatError::Io { .. }) => Ok(()),
    }
}

fn start(place: &Place, guide: &Guide) -> Result<Start, Failure> {
    let asked = guide.routine.as_deref().unwrap_or_default();
    let variant = if let Some(routine) = Catalogue::built_in().routine(asked) {
        named_variant(routine, guide)?.cloned()
    } else {
        // What is wrong with the settings is said by the loop.
        let (shelf, _) = Shelf::read(place)?;
        let (_, variant) = chosen(&shelf, guide)?;
        variant.cloned()
    };
    Ok(Start {
        routine: asked.into(),
        variant: variant.and_then(|variant| variant.id),
        alternative: guide.alternative,
        rehearsal: guide.speed.is_some(),
    })
}

/// The routine that the arguments name and, if they do, its variant.
fn chosen<'a>(shelf: &'a Shelf, guide: &Guide) -> Result<(&'a Routine, Option<&'a Variant>), Failure> {
    let asked = guide.routine.as_deref().unwrap_or_default();
    let routine = shelf.routine(asked).ok_or_else(|| shelf.refusal(asked))?;
    Ok((routine, named_variant(routine, guide)?))
}

/// The variant that the arguments name, if they do.
fn named_variant<'a>(routine: &'a Routine, guide: &Guide) -> Result<Option<&'a Variant>, Failure> {
    let Some(asked) = &guide.variant else { return Ok(None) };
    let variant = routine.variant(asked).ok_or_else(|| Failure::UnknownVariant {
        routine: routine.id.to_string(),
        asked: asked.clone(),
        known: routine.variants.iter().filter_map(|variant| variant.id.as_ref().map(Id::to_string)).collect(),
    })?;
    Ok(Some(variant))
}

/// What the loop did, in its order.
enum Sight {
    Cues(Vec<Cue>),
    Model(Arc<Model>),
}

/// Carries what the loop does to the thread that prints.
struct Wire {
    seen: mpsc::UnboundedSender<Sight>,
    /// The language of this one run, whatever the settings say.
    language: Option<Language>,
}

impl Outlet for Wire {
    fn tell(&mut self, telling: &Telling) {
        // The printer leaves only when the session is over.
        let _ = self.seen.send(Sight::Cues(telling.cues.clone()));
    }

    fn hush(&mut self) {}

    fn sample(&mut self, _: Channel, _: &Telling) {}

    fn keep_awake(&mut self, _: bool) {}

    fn show(&mut self, model: &Arc<Model>) {
        let mut model = model.clone();
        if self.language.is_some() {
            Arc::make_mut(&mut model).settings.language = self.language;
        }
        let _ = self.seen.send(Sight::Model(model));
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
    let model = awake(&mut sights).await?;
    heed(&model)?;
    let mut screen = Screen::new(guide.format.json, guide.quiet, output);
    let interactive = screen.is_for_a_person() && io::stdin().is_terminal();
    // The question comes before the signals: until the session has begun, Ctrl-C ends the program as ever.
    if let Some(barrier) = model.barrier() {
        return Err(safety::stopped(model.texts(), &barrier));
    }
    if let Some(start) = &start {
        prepare(&model, start)?;
    }
    handle.send(first_message(&model, start, interactive)?);
    let mut signals = Signals::listen().map_err(Failure::Loop)?;
    if interactive {
        screen.explain_keys(&model)?;
    }
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
                    if !interactive && is_paused(&model, playing) {
                        // The machine slept, and nobody has a key to go on with.
                        handle.send(Message::Control(Control::Resume));
                    }
                }
                None => return Err(Failure::Loop(io::Error::other("the app loop ended"))),
            },
            Some(press) = keys.recv(), if began => match press {
                Press::Control(control) => handle.send(Message::Control(control)),
                Press::Interrupt => {
                    code = ExitCode::from(INTERRUPTED);
                    handle.send(Message::Control(Control::Stop));
                }
            },
            signal = signals.next() => {
                code = ExitCode::from(signal);
                handle.send(Message::Control(Control::Stop));
            }
        }
    }
}

/// Says what the safety answers change about the session that is to begin.
fn prepare(model: &Model, start: &Start) -> Result<(), Failure> {
    let routine = model.routine(start.routine.as_str());
    let turn = routine.and_then(|routine| match &start.variant {
        Some(variant) => routine.variant(variant.as_str()),
        None => routine.variant_after(model.last_variant(start.routine.as_str()).map(Id::as_str)),
    });
    let Some((routine, variant)) = routine.zip(turn) else { return Ok(()) };
    let adjusted = model.adjusted(routine, variant, start.alternative);
    safety::explain(model.texts(), &adjusted);
    if adjusted.plan.is_some() { Ok(()) } else { Err(safety::emptied(model.texts(), routine)) }
}

/// The model that knows what an earlier run left.
async fn awake(sights: &mut mpsc::UnboundedReceiver<Sight>) -> Result<Arc<Model>, Failure> {
    loop {
        match sights.recv().await {
            Some(Sight::Model(model)) => return Ok(model),
            Some(Sight::Cues(_)) => {}
            None => return Err(Failure::Loop(io::Error::other("the app loop ended"))),
        }
    }
}

/// Says what went wrong while starting. Where no session could be stored, none begins.
fn heed(model: &Arc<Model>) -> Result<(), Failure> {
    for notice in &model.notices {
        if let Notice::NotRead(failure) | Notice::NotSaved(failure) = notice
            && let FailureReason::Unreadable | FailureReason::Newer | FailureReason::Busy | FailureReason::DiskFull = failure.reason
        {
            return Err(Failure::Storage(failure.clone()));
        }
    }
    let mut said = Model::clone(model);
    while let Some(notice) = view::notice(&said) {
        complain(format!("{} {}", notice.text, notice.detail).trim_end());
        said.notices.remove(0);
    }
    Ok(())
}

fn is_paused(model: &Model, playing: &Playing) -> bool {
    matches!(playing.session.view(model.now.mono).stage, Stage::Paused(_))
}

fn first_message(model: &Model, start: Option<Start>, interactive: bool) -> Result<Message, Failure> {
    let Some(start) = start else {
        return if model.interrupted.is_some() { Ok(Message::Continue) } else { Err(Failure::NothingToTakeUp) };
    };
    let offer = view::today(model).offer.filter(|_| !start.rehearsal);
    let Some(offer) = offer else { return Ok(Message::Start(start)) };
    let texts = model.texts();
    let body = offer.body;
    if interactive && confirmed(&format!("{}: {body} [Y/n] ", texts.get("offer-title"))) {
        return Ok(Message::Continue);
    }
    complain(&format!("an interrupted session is now in the history as ended early ({body})"));
    Ok(Message::Start(start))
}

fn confirmed(question: &str) -> bool {
    eprint!("{question}");
    let mut answer = String::new();
    let read = io::stderr().flush().and_then(|()| io::stdin().lock().read_line(&mut answer));
    read.is_ok() && !answer.trim().to_lowercase().starts_with('n')
}

fn refused(model: &Model) -> Result<(), Failure> {
    // The answers may have been changed in a window since.
    if let (Some(barrier), None) = (model.barrier(), &model.playing) {
        return Err(safety::stopped(model.texts(), &barrier));
    }
    for notice in &model.notices {
        match notice {
            Notice::SessionElsewhere => return Err(Failure::SessionElsewhere),
            Notice::CannotStart(routine) => return Err(Failure::UnknownRoutine { asked: routine.to_string(), own: Vec::new() }),
            Notice::NotRead(_) | Notice::NotSaved(_) | Notice::NotRevised(_) | Notice::NewVersion | Notice::SessionRunning => {}
        }
    }
    Ok(())
}

/// Whether the session is over and its row's fate known.
fn ended(playing: &Playing) -> Option<Result<(), Failure>> {
    match &playing.saving {
        Saving::NotYet | Saving::Pending => None,
        Saving::Nothing | Saving::Saved => Some(Ok(())),
        Saving::Failed(failure) => Some(Err(Failure::Storage(failure.clone()))),
    }
}
