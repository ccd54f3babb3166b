//! The window: screens are functions of the view models of [`unsit_core::app::view`].
//!
//! Props come in, messages go out through [`use_dispatch`]. No component knows a store, a clock or a platform, and none
//! holds a text of its own: words come from [`use_texts`].
#![allow(
    missing_debug_implementations,
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    non_snake_case,
    reason = "components are functions with props by value; the macro writes the structs of their props"
)]

pub mod components;
pub mod context;
pub mod direction;
pub mod focus;
pub mod screens;
pub mod shell;
pub mod style;

use std::sync::Arc;

use dioxus::prelude::*;
use unsit_core::app::{Appearance, LearnPage, Model, Screen};
use unsit_core::text::{Language, Texts};

pub use self::context::{use_dispatch, use_model, use_texts, use_view};
pub use self::shell::{NextFrame, Shell};

use self::components::nav::Nav;
use self::components::notice::NoticeBar;
use self::components::toast::UndoBar;
use self::focus::{FocusReturn, use_focus_return};
use self::screens::later::{Piece, use_source};
use self::screens::{BreakSheets, Finished, FirstRun, Guide, Later, Sheets, Today};

/// The root of the window. Takes its [`Shell`] from the context.
#[component]
pub fn App() -> Element {
    let model = use_published_model();
    let language = use_language(model);
    use_dispatch_context();
    FocusReturn::provide();
    use_source();
    let style = use_hook(|| consume_context::<Shell>().style);
    let appearance = use_memo(move || model.read().settings.appearance);
    let place = use_memo(move || Place::of(&model.read()));
    let theme = match appearance() {
        Appearance::System => "system",
        Appearance::Light => "light",
        Appearance::Dark => "dark",
    };
    rsx! {
        div { class: "app", lang: language().tag(), dir: Texts::built_in(language()).direction(), "data-theme": theme,
            if let Some(sheet) = style {
                style { {sheet} }
            }
            match place() {
                Place::Break => rsx! { Later { piece: Piece::BreakWindow } },
                Place::Guide => rsx! { Guide {} },
                Place::Finished => rsx! { Finished {} },
                Place::Screen(Screen::FirstRun(_)) => rsx! { FirstRun {} },
                Place::Screen(screen) => rsx! {
                    Frame { screen }
                    Sheets {}
                    BreakSheets {}
                },
            }
        }
    }
}

/// What fills the window.
#[derive(Clone, Debug, PartialEq)]
enum Place {
    /// The small window that asks about the open break is nothing else.
    Break,
    /// A session that runs or is paused lies over everything.
    Guide,
    /// One that is over, until it is closed.
    Finished,
    Screen(Screen),
}

impl Place {
    fn of(model: &Model) -> Self {
        match &model.playing {
            Some(playing) if playing.session.is_done() => Self::Finished,
            Some(_) => Self::Guide,
            None if model.watch.asks_only() => Self::Break,
            None => Self::Screen(model.screen.clone()),
        }
    }
}

/// A screen beside or above the navigation.
#[component]
fn Frame(screen: Screen) -> Element {
    let deep = is_below(&screen);
    let covered = use_view(|model| !model.diary.sheets.is_empty() || model.watch.sheet.is_some());
    rsx! {
        div { class: if deep { "frame deep" } else { "frame" }, inert: covered().then_some("inert"),
            Nav { screen: screen.clone() }
            // Before the page, so that the way back to it from the page's first control is short.
            UndoBar {}
            // Keyed, so that each screen is a page of its own.
            for screen in [screen] {
                Page { key: "{screen:?}", screen }
            }
        }
    }
}

/// Whether a screen lies below another one, to which a way back leads.
fn is_below(screen: &Screen) -> bool {
    match screen {
        Screen::Routine(_)
        | Screen::Builder
        | Screen::Exercises
        | Screen::Settings
        | Screen::Checkup
        | Screen::Safety(_)
        | Screen::FirstRun(_) => true,
        Screen::Learn(page) => *page != LearnPage::All,
        Screen::Today | Screen::Routines | Screen::History => false,
    }
}

/// The screen itself; it begins at its top, however far down the one before was read.
#[component]
fn Page(screen: Screen) -> Element {
    let focus = use_focus_return();
    let is_back = use_hook(|| {
        focus.arrive(screen.clone());
        focus.is_back()
    });
    rsx! {
        main {
            class: "page",
            tabindex: "-1",
            onmounted: move |event| async move {
                focus.page_is(event.data());
                if is_back && !focus.is_back() {
                    // What led away from here has the focus again, and is in sight with it.
                    return;
                }
                // A page that is gone already needs no place.
                let _ = event.scroll_to(ScrollBehavior::Instant).await;
                if focus.is_back() {
                    focus.to_page();
                }
            },
            NoticeBar {}
            match screen {
                Screen::Today => rsx! { Today {} },
                Screen::FirstRun(_) => rsx! {},
                Screen::Routines
                | Screen::Routine(_)
                | Screen::Builder
                | Screen::Exercises
                | Screen::History
                | Screen::Settings
                | Screen::Checkup
                | Screen::Learn(_)
                | Screen::Safety(_) => rsx! { Later { piece: Piece::Screen(screen) } },
            }
        }
    }
}

/// The latest published model as a signal for everything below.
fn use_published_model() -> Signal<Arc<Model>> {
    let shell = use_context::<Shell>();
    let mut models = shell.models.clone();
    let mut model = use_context_provider(|| Signal::new(models.borrow().clone()));
    use_hook(|| {
        spawn(async move {
            while models.changed().await.is_ok() {
                let next = models.borrow_and_update().clone();
                model.set(next);
            }
        })
    });
    model
}

fn use_language(model: Signal<Arc<Model>>) -> Memo<Language> {
    let language = use_memo(move || model.read().language());
    use_context_provider(|| language)
}

fn use_dispatch_context() {
    let shell = use_context::<Shell>();
    let dispatch = use_callback(move |message| (shell.dispatch)(message));
    use_context_provider(|| dispatch);
}
