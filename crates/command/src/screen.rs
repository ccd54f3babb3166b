//! What a session looks like: a bar for a person, lines for a pipe, events for a program.

use std::io::{self, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use unsit_core::app::view::{self, GuideView, HeldBar};
use unsit_core::app::{Model, Playing, Saving};
use unsit_core::routine::PhaseKind;
use unsit_core::session::{Cue, SessionView, Stage};
use unsit_core::text::Texts;
use unsit_core::{Millis, Mono};

use crate::error::Failure;
use crate::json::{self, EventJson, PhaseJson, Seconds};
use crate::output::Output;

/// Shows one session from its first model to its last.
pub(crate) struct Screen<'a> {
    style: Style,
    bell: bool,
    output: &'a mut Output,
    began: Option<Mono>,
    /// From the start to the end of the last phase; what comes after is the store's time.
    ended: Option<Millis>,
    /// What was shown last.
    shown: Option<Shown>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Shown {
    phase: usize,
    /// Differs from the phase's own kind on the way back into a hold.
    kind: PhaseKind,
    runs: bool,
}

enum Style {
    Events,
    Lines,
    Bar(ProgressBar),
}

impl<'a> Screen<'a> {
    pub(crate) fn new(json: bool, quiet: bool, output: &'a mut Output) -> Self {
        let terminal = io::stderr().is_terminal();
        let style = match (json, terminal && output.is_terminal()) {
            (true, _) => Style::Events,
            (false, true) => Style::Bar(bar()),
            (false, false) => Style::Lines,
        };
        Self { style, bell: terminal && !quiet && !json, output, began: None, ended: None, shown: None }
    }

    /// Whether a person looks at a terminal.
    pub(crate) const fn is_for_a_person(&self) -> bool {
        matches!(self.style, Style::Bar(_))
    }

    pub(crate) fn explain_keys(&mut self, model: &Model) -> Result<(), Failure> {
        self.output.line(&model.texts().get("terminal-keys"))?;
        self.output.flush()
    }

    /// Shows one model with the cues of its turn.
    pub(crate) fn show(&mut self, model: &Model, playing: &Playing, cues: &[Cue]) -> Result<(), Failure> {
        let now = model.now.mono;
        let at = now.since(*self.began.get_or_insert(now));
        let seen = playing.session.view(now);
        if playing.session.is_done() {
            self.ended.get_or_insert(at);
        }
        let shown = Shown { phase: seen.phase, kind: seen.kind, runs: matches!(seen.stage, Stage::Running { .. }) };
        let before = self.shown.replace(shown);
        match (&self.style, view::guide(model)) {
            (Style::Events, _) => self.events(playing, &seen, at, before, cues)?,
            (Style::Lines, Some(guide)) if before != Some(shown) => {
                self.output.line(&format!("{:>5}  {:<10}  {}", clock(at), guide.word, guide.say))?;
                self.output.flush()?;
            }
            (Style::Bar(bar), Some(guide)) => {
                bar.set_length(seen.length.0.max(1));
                bar.set_position(seen.length.saturating_sub(seen.left).0);
                bar.set_prefix(guide.word.clone());
                bar.set_message(now_doing(model.texts(), &guide, &seen));
            }
            (Style::Lines | Style::Bar(_), _) => {}
        }
        if self.bell && model.settings.sound && cues.iter().any(|cue| rings(*cue)) {
            ring()?;
        }
        Ok(())
    }

    fn events(&mut self, playing: &Playing, seen: &SessionView, at: Millis, before: Option<Shown>, cues: &[Cue]) -> Result<(), Failure> {
        let at_seconds = Seconds(at);
        let runs = matches!(seen.stage, Stage::Running { .. });
        let was_paused = before.is_some_and(|before| !before.runs);
        if runs && was_paused {
            self.output.event(&EventJson::Resumed { at_seconds })?;
        }
        if runs && before.is_none_or(|before| before.phase != seen.phase) {
            let plan = playing.session.plan();
            let phase = PhaseJson::of(plan, seen.phase, &plan.phases()[seen.phase]);
            self.output.event(&EventJson::Phase { at_seconds, phase })?;
        }
        for cue in cues {
            self.output.event(&EventJson::cue(at, *cue))?;
        }
        if matches!(seen.stage, Stage::Paused(_)) && !was_paused {
            let held: Millis = seen.held.iter().copied().sum();
            self.output.event(&EventJson::Paused { at_seconds, held_seconds: Seconds(held) })?;
        }
        Ok(())
    }

    /// Says what was really held.
    pub(crate) fn end(&mut self, model: &Model, playing: &Playing) -> Result<(), Failure> {
        let at = self.ended.unwrap_or_default();
        let summary = playing.session.summary(model.now.mono);
        match &self.style {
            Style::Events => {
                let logged = playing.saving == Saving::Saved;
                return self.output.event(&json::done(at, playing.id.0, &playing.routine, &summary, playing.rehearsal, logged));
            }
            Style::Bar(bar) => bar.finish_and_clear(),
            Style::Lines => {}
        }
        let Some(finished) = view::finished(model) else { return Ok(()) };
        let texts = model.texts();
        let held = texts.format("history-held-of", &[("held", finished.held.into()), ("planned", summary.planned().secs_floor().into())]);
        self.output.line(&format!("{}: {held}. {}", finished.routine, finished.logged))?;
        let width = |column: fn(&HeldBar) -> &str| finished.bars.iter().map(|set| column(set).chars().count()).max().unwrap_or(0);
        let (name, value) = (width(|set| &set.name), width(|set| &set.value));
        for set in &finished.bars {
            self.output.line(&format!("  {:name$}  {:>value$}", set.name, set.value))?;
        }
        Ok(())
    }
}

/// "  9 s  LEFT  Donkey kick, 2 of 3  Squeeze, keep breathing"
fn now_doing(texts: &Texts, guide: &GuideView, seen: &SessionView) -> String {
    let side = guide.side.as_ref().map_or_else(String::new, |side| format!("{}  ", side.word));
    let rep = match seen.rep {
        0 => String::new(),
        rep => format!("{}  ", texts.format("guide-rep-of", &[("rep", rep.into()), ("reps", seen.set.reps.into())])),
    };
    format!("{:>3} s  {side}{}, {}  {rep}{}", guide.dial.number, guide.figure.label, guide.dots_label, guide.say)
}

/// One line; what does not fit the terminal is cut off at its end. Its colours heed `NO_COLOR`.
fn bar() -> ProgressBar {
    let style =
        ProgressStyle::with_template("{prefix:10.bold} {bar:12.yellow} {wide_msg}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(1).with_style(style.progress_chars("=> ")).with_finish(ProgressFinish::AndClear)
}

/// Whether the body has something new to do. Counts, halves and rests stay silent.
const fn rings(cue: Cue) -> bool {
    match cue {
        Cue::Lift | Cue::Hold | Cue::Lower | Cue::SwitchLeft | Cue::SwitchRight | Cue::ChangePosition | Cue::Done => true,
        Cue::Count3 | Cue::Count2 | Cue::Count1 | Cue::LastSet | Cue::Halfway | Cue::Last3 | Cue::Last2 | Cue::Last1 | Cue::Rest => false,
    }
}

fn ring() -> Result<(), Failure> {
    let mut terminal = io::stderr();
    terminal.write_all(b"\x07")?;
    Ok(terminal.flush()?)
}

/// "1:07"
fn clock(at: Millis) -> String {
    format!("{}:{:02}", at.secs_floor() / 60, at.secs_floor() % 60)
}
