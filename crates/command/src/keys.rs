//! Keys as they are pressed, and requests of the system to end.

use std::io;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::terminal;
use tokio::sync::mpsc;
use unsit_core::app::Control;

/// What a person wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Press {
    Control(Control),
    /// Ctrl-C: a terminal that gives keys as they are pressed makes no signal of it.
    Interrupt,
}

/// A terminal that gives keys as they are pressed; as it was before when dropped.
pub(crate) struct Keys;

impl Keys {
    pub(crate) fn listen() -> (Option<Self>, mpsc::UnboundedReceiver<Press>) {
        let (press, pressed) = mpsc::unbounded_channel();
        if terminal::enable_raw_mode().is_err() {
            return (None, pressed);
        }
        // The thread waits in a read that nothing can end; the process does.
        std::thread::spawn(move || {
            while let Ok(event) = crossterm::event::read() {
                if let Event::Key(key) = event
                    && let Some(meant) = meant(key)
                    && press.send(meant).is_err()
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

fn meant(key: KeyEvent) -> Option<Press> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return (key.code == KeyCode::Char('c')).then_some(Press::Interrupt);
    }
    let control = match key.code {
        KeyCode::Char(' ' | 'p') => Control::Toggle,
        KeyCode::Left | KeyCode::Char('b') => Control::Back,
        KeyCode::Right | KeyCode::Char('s') => Control::Skip,
        KeyCode::Esc | KeyCode::Char('q') => Control::Stop,
        _ => return None,
    };
    Some(Press::Control(control))
}

/// The exit status of a program that Ctrl-C ended.
pub(crate) const INTERRUPTED: u8 = 130;

/// Requests to end, by the exit status that they ask for.
#[cfg(unix)]
pub(crate) struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
    hang_up: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    pub(crate) fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            hang_up: signal(SignalKind::hangup())?,
        })
    }

    pub(crate) async fn next(&mut self) -> u8 {
        tokio::select! {
            _ = self.interrupt.recv() => INTERRUPTED,
            _ = self.terminate.recv() => 143,
            _ = self.hang_up.recv() => 129,
        }
    }
}

#[cfg(not(unix))]
pub(crate) struct Signals;

#[cfg(not(unix))]
impl Signals {
    pub(crate) fn listen() -> io::Result<Self> {
        Ok(Self)
    }

    pub(crate) async fn next(&mut self) -> u8 {
        match tokio::signal::ctrl_c().await {
            Ok(()) => INTERRUPTED,
            Err(_) => std::future::pending().await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_help_does_what_it_says() {
        for (code, expected) in [
            (KeyCode::Char(' '), Control::Toggle),
            (KeyCode::Left, Control::Back),
            (KeyCode::Right, Control::Skip),
            (KeyCode::Char('q'), Control::Stop),
        ] {
            assert_eq!(meant(KeyEvent::from(code)), Some(Press::Control(expected)), "{code:?}");
        }
    }

    #[test]
    fn ctrl_c_interrupts_and_other_keys_with_control_do_nothing() {
        let with_control = |letter| KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL);
        assert_eq!(meant(with_control('c')), Some(Press::Interrupt));
        assert_eq!(["q", "s", "b"].map(|key| meant(with_control(key.chars().next().unwrap()))), [None, None, None]);
    }
}
