//! The window of a desktop, and the small one over all others.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;

use dioxus::desktop::tao::event::Event;
use dioxus::desktop::{Config, icon_from_memory, use_window};
use dioxus::prelude::*;
use unsit_app::ui::App;
use unsit_core::app::{Cause, Desired, Message, Unstarted};
use unsit_core::text::Language;
use unsit_platform::clock::Clock;
use unsit_platform::desktop::Speakers;
use unsit_platform::native::{self, BreakFront, Front, Fronted, Handle, Options, Running, Watching, summon};
use unsit_platform::programs::ON_TOP;
use unsit_platform::start::{because, reach, unstarted};
use unsit_platform::{directory, locale};

use super::beginning::{Beginning, Begun, show};
use super::frame::{self, Frame, Right, Stage};
use super::view::{follow_reduced_motion, shell};
use super::wish::{Unknown, Wish};

/// Opens the window and runs until it is closed; where the loop cannot begin, the window says why. A second window hands what it
/// was wanted for to the first, and ends.
pub(crate) fn open() -> ExitCode {
    let wish = match Wish::parse(std::env::args().skip(1)) {
        Ok(wish) => wish,
        Err(Unknown(argument)) => {
            eprintln!("unsit: the window does not know `{argument}`; it knows --break start, --break due and --break due {ON_TOP}");
            return ExitCode::from(2);
        }
    };
    let frame = Frame::default();
    let framed = frame.clone();
    let beginning = Beginning::new(move || begin(wish, &framed));
    if beginning.is_over() {
        return ExitCode::SUCCESS;
    }
    // The small window has no room for it, and the large one will say the same.
    if wish == Wish::Break && beginning.failure().is_some() {
        return ExitCode::FAILURE;
    }
    LaunchBuilder::new().with_cfg(config(wish, frame, beginning.clone())).with_context(beginning).launch(root);
    ExitCode::SUCCESS
}

fn begin(wish: Wish, frame: &Frame) -> Result<Begun, Unstarted> {
    let directory = match std::env::var_os("UNSIT_DATA_DIR").filter(|value| !value.is_empty()) {
        Some(directory) => directory.into(),
        None => directory::data().map_err(|error| because(Cause::NoFolder, "the folder of your data", &error))?,
    };
    let named = directory.display().to_string();
    let failed = |error| unstarted(&named, &error);
    reach(&directory).map_err(failed)?;
    let right = right(wish, &directory).map_err(|error| because(Cause::Elsewhere, "the window that is open", &error))?;
    let Some(right) = right else { return Ok(Begun::Elsewhere) };
    let running = start(wish, directory, right, frame.clone()).map_err(failed)?;
    if let Wish::Window(opening) = wish
        && let Some(deed) = opening.deed()
    {
        running.handle.send(Message::Break(deed));
    }
    Ok(Begun::Here(running))
}

/// The right to be the only window of its kind. None where another one has it, and knows by now what this one was wanted for.
fn right(wish: Wish, directory: &Path) -> std::io::Result<Option<Right>> {
    match wish {
        Wish::Break => Ok(BreakFront::take(directory).map(Right::Small)),
        Wish::Window(opening) => match Front::take(directory) {
            Fronted::Here(front) => Ok(Some(Right::Large(front))),
            Fronted::Elsewhere => summon(directory, opening).map(|()| None),
        },
    }
}

fn start(wish: Wish, directory: PathBuf, mut right: Right, frame: Frame) -> std::io::Result<Running> {
    let (system_language, system_region) = (Language::negotiate(locale::tags()), locale::region());
    let watching = match wish {
        Wish::Window(_) => Watching::Reminds,
        Wish::Break => Watching::Asks,
    };
    let options = Options { directory: directory.clone(), clock: Clock::real(), system_language, system_region, watching };
    native::start(options, move |reporter| {
        if let Right::Large(front) = &mut right {
            front.answer(reporter.clone());
        }
        Speakers::open(&reporter, Stage { directory, frame, reporter: reporter.clone(), right, asked: None })
    })
}

fn config(wish: Wish, frame: Frame, beginning: Beginning) -> Config {
    let window = match wish {
        Wish::Window(_) => frame::large(),
        Wish::Break => frame::small(),
    };
    let mut config = Config::new()
        .with_window(window)
        .with_custom_index(include_str!("page.html").into())
        .with_menu(None)
        .with_disable_context_menu(!cfg!(debug_assertions))
        .with_background_color((249, 245, 243, 255))
        .with_on_window(move |window, _| {
            if wish == Wish::Break {
                frame::into_the_corner(&window);
            }
            // There is one window, so this is asked once.
            let _ = frame.set(window);
        })
        // The event loop ends the process; this is the last moment to bring everything to disk.
        .with_custom_event_handler(move |event, _| {
            if matches!(event, Event::LoopDestroyed) {
                beginning.finish();
            }
        });
    // A window without its picture is still a window.
    if let Ok(icon) = icon_from_memory(include_bytes!("../../assets/icons/unsit-256.png")) {
        config = config.with_icon(icon);
    }
    config
}

fn root() -> Element {
    let window = use_window();
    show(|| rsx! { Desk {} }, move || window.close())
}

/// Gives the user interface what it needs from this program.
#[component]
fn Desk() -> Element {
    let handle = use_context::<Handle>();
    let still = use_hook(Rc::<Cell<bool>>::default);
    let window = use_window();
    let dragged = window.clone();
    use_context_provider(|| shell(&handle, still.clone(), Some(Rc::new(move || dragged.drag()))));
    use_future(move || follow_reduced_motion(still.clone()));
    let shown = window.clone();
    use_effect(move || shown.window.set_focusable(true));
    let models = use_hook(|| handle.watch());
    use_future(move || {
        let (window, mut models) = (window.clone(), models.clone());
        async move {
            // Asked of the newest model: by now there may be something to do again.
            if models.wait_for(|model| Desired::of(model).over).await.is_ok() {
                window.close();
            }
        }
    });
    rsx! { App {} }
}
