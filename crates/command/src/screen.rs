//! What a session looks like: a bar for a person, lines for a pipe, events for a program.

use std::io::{self, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressStyle};
use unsit_core::app::{Model, Playing, Saving, view};
use unsit_core::session::{Cue, Stage};
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
    /// The phase that was shown last, and whether it ran.
    shown: Option<(usize, bool)>,
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

    /// Shows one model with the cues of its turn.
    pub(crate) fn show(&mut self, model: &Model, playing: &Playing, cues: &[Cue]) -> Result<(), Failure> {
        let now = model.now.mono;
        let at = now.since(*self.began.get_or_insert(now));
        let seen = playing.session.view(now);
        let runs = matches!(seen.stage, Stage::Running { .. });
        if playing.session.is_done() {
            self.ended.get_or_insert(at);
        }
        let before = self.shown.replace((seen.phase, runs));
        let is_new = before.is_none_or(|(phase, _)| phase != seen.phase);
        let was_paused = before.is_some_and(|(_, ran)| !ran);
        match &self.style {
            Style::Events => {
                if runs && was_paused {
                    self.output.event(&EventJson::Resumed { at_seconds: Seconds(at) })?;
                }
                if is_new && runs {
                    let plan = playing.session.plan();
                    let phase = PhaseJson::of(plan, seen.phase, &plan.phases()[seen.phase]);
                    self.output.event(&EventJson::Phase { at_seconds: Seconds(at), phase })?;
                }
                for cue in cues {
                    self.output.event(&EventJson::cue(at, *cue))?;
                }
                if matches!(seen.stage, Stage::Paused(_)) && !was_paused {
                    let held: Millis = seen.held.iter().copied().sum();
                    self.output.event(&EventJson::Paused { at_seconds: Seconds(at), held_seconds: Seconds(held) })?;
                }
            }
            Style::Lines if is_new => {
                if let Some(guide) = view::guide(model) {
                    self.output.line(&format!("{:>5}  {:<10}  {}", clock(at), guide.word, guide.say))?;
                    self.output.flush()?;
                }
            }
            Style::Lines => {}
            Style::Bar(bar) => {
                if let Some(guide) = view::guide(model) {
                    let side = guide.side.map_or_else(String::new, |side| format!("{}  ", side.word));
                    bar.set_length(seen.length.0.max(1));
                    bar.set_position(seen.length.saturating_sub(seen.left).0);
                    bar.set_prefix(guide.word);
                    bar.set_message(format!(
                        "{:>3} s  {side}{}, {}  {}",
                        guide.dial.number, guide.figure.label, guide.dots_label, guide.say
                    ));
                }
            }
        }
        if self.bell && !cues.is_empty() && model.settings.sound {
            ring()?;
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
        for set in &finished.bars {
            self.output.line(&format!("  {}  {}", set.name, set.value))?;
        }
        Ok(())
    }
}

fn bar() -> ProgressBar {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let template = if plain { "{prefix:>10} {bar:24} {msg}" } else { "{prefix:>10.bold} {bar:24.yellow} {msg}" };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(1).with_style(style.progress_chars("=> "))
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
