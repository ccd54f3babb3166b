//! The system's web view around the user interface.

use std::cell::Cell;
use std::process::ExitCode;
use std::rc::Rc;
use std::time::Duration;

use dioxus::desktop::tao::event::Event;
use dioxus::desktop::{Config, LogicalSize, WindowBuilder, icon_from_memory};
use dioxus::prelude::*;
use unsit_app::ui::screens::later::{Part, Source};
use unsit_app::ui::{App, Shell, style};
use unsit_core::app::{Message, Opening};
use unsit_core::text::Language;
use unsit_platform::clock::Clock;
use unsit_platform::desktop::Speakers;
use unsit_platform::native::{self, Handle, Options, Running, Watching};
use unsit_platform::{directory, locale};

/// Opens the window and runs until it is closed.
pub(crate) fn open() -> ExitCode {
    let running = match start() {
        Ok(running) => running,
        Err(error) => {
            eprintln!("unsit: {error}");
            return ExitCode::FAILURE;
        }
    };
    let handle = running.handle.clone();
    if let Some(deed) = wanted(std::env::args().skip(1)).and_then(Opening::deed) {
        handle.send(Message::Break(deed));
    }
    let window = WindowBuilder::new()
        .with_title("Unsit")
        .with_inner_size(LogicalSize::new(1100.0, 720.0))
        .with_min_inner_size(LogicalSize::new(320.0, 540.0));
    let running = Cell::new(Some(running));
    let mut config = Config::new()
        .with_window(window)
        .with_custom_index(include_str!("window.html").into())
        .with_menu(None)
        .with_disable_context_menu(!cfg!(debug_assertions))
        .with_background_color((249, 245, 243, 255))
        // The event loop ends the process; this is the last moment to bring everything to disk.
        .with_custom_event_handler(move |event, _| {
            if matches!(event, Event::LoopDestroyed)
                && let Some(running) = running.take()
            {
                running.finish();
            }
        });
    // A window without its picture is still a window.
    if let Ok(icon) = icon_from_memory(include_bytes!("../assets/icons/unsit-256.png")) {
        config = config.with_icon(icon);
    }
    LaunchBuilder::new().with_cfg(config).with_context(handle).launch(root);
    ExitCode::SUCCESS
}

/// What the agent has opened the window for: `--break start` or `--break due`.
fn wanted(mut arguments: impl Iterator<Item = String>) -> Option<Opening> {
    arguments.find(|argument| argument == "--break")?;
    match arguments.next()?.as_str() {
        "start" => Some(Opening::Start),
        "due" => Some(Opening::Due),
        _ => None,
    }
}

fn start() -> Result<Running, Box<dyn std::error::Error>> {
    let directory = match std::env::var_os("UNSIT_DATA_DIR") {
        Some(directory) => directory.into(),
        None => directory::data()?,
    };
    let (system_language, system_region) = (Language::negotiate(locale::tags()), locale::region());
    let options = Options { directory, clock: Clock::real(), system_language, system_region, watching: Watching::Reminds };
    Ok(native::start(options, |reporter| Speakers::open(&reporter))?)
}

/// Gives the user interface what it needs from this program.
fn root() -> Element {
    let handle = use_context::<Handle>();
    let still = use_hook(Rc::<Cell<bool>>::default);
    use_context_provider(|| shell(&handle, still.clone()));
    use_future(move || follow_reduced_motion(still.clone()));
    rsx! { App {} }
}

/// The system's wish for less motion, now and whenever it changes. The web view is the one to ask on every system.
async fn follow_reduced_motion(still: Rc<Cell<bool>>) {
    let mut answers = document::eval(
        r"
        const wish = matchMedia('(prefers-reduced-motion: reduce)');
        dioxus.send(wish.matches);
        wish.addEventListener('change', () => dioxus.send(wish.matches));
        await new Promise(() => {});
        ",
    );
    while let Ok(wish) = answers.recv().await {
        still.set(wish);
    }
}

fn shell(handle: &Handle, still: Rc<Cell<bool>>) -> Shell {
    let (sender, clock) = (handle.clone(), handle.clone());
    Shell {
        dispatch: Rc::new(move |message| sender.send(message)),
        models: handle.watch(),
        mono: Rc::new(move || clock.mono()),
        frame: Rc::new(|length: Duration| Box::pin(tokio::time::sleep(length))),
        later: Source::Linked(Part::linked()),
        still,
        style: Some(style::sheet()),
    }
}
