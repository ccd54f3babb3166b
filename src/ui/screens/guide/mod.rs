//! The guide: the whole screen is the cue, to be read from across the room.
//!
//! Where the phone stands, everything is under each other; in a wide window the figure and the controls take one half,
//! word and number the other. A tap anywhere above the controls pauses.

mod keys;
mod parts;

use std::rc::Rc;

use dioxus::prelude::*;
use unsit_core::app::view::{self, GuideView, SideView};
use unsit_core::app::{Change, Control, Message};

use self::keys::{meaning, use_keys};
use self::parts::{Announcer, Controls, Cue, Dial, Picture, TopBar};
use crate::ui::components::dialog::Dialog;
use crate::ui::direction::use_ends;
use crate::ui::focus::focus;
use crate::ui::{use_dispatch, use_texts, use_view};

#[component]
pub fn Guide() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let view = use_view(view::guide);
    let mut root = use_signal(|| None::<Rc<MountedData>>);
    let ends = use_ends();
    let keys = use_keys(ends, dispatch);
    let asking = use_memo(move || view.read().as_ref().is_some_and(|guide| guide.stop.is_some()));
    // The keys belong to the root; the question takes the focus and gives it back.
    use_effect(move || {
        if !asking()
            && let Some(node) = root()
        {
            focus(node);
        }
    });
    let Some(GuideView {
        field,
        word,
        dial,
        side,
        say,
        announce,
        progress,
        progress_label,
        dots,
        dots_label,
        figure,
        next,
        paused,
        sound_on,
        stop,
    }) = view()
    else {
        return rsx! {};
    };
    let (edge, inert) = (side_class(side.as_ref()), stop.is_some().then_some("inert"));
    let band = side.as_ref().map(|side| if side.left { "sideband left" } else { "sideband right" });
    let control = move |control| dispatch.call(Message::Control(control));
    rsx! {
        main {
            class: "guide {edge}",
            "data-phase": field,
            tabindex: "0",
            "aria-label": texts.get("guide-label"),
            onmounted: move |event| root.set(Some(event.data())),
            onkeydown: move |event| {
                if let Some(meaning) = meaning(&event, asking()) {
                    event.prevent_default();
                    keys.press(meaning);
                }
            },
            Announcer { text: announce }
            div { class: "g-all", inert,
                if let Some(class) = band {
                    i { class, "aria-hidden": "true" }
                }
                TopBar {
                    progress,
                    progress_label,
                    sound_on,
                    onclose: move |()| dispatch.call(Message::AskToStop),
                    onsound: move |on| {
                        dispatch.call(Message::Change(Change::Sound(on)));
                        dispatch.call(Message::Change(Change::Voice(on)));
                    },
                }
                div { class: "g-tap", onclick: move |_| control(Control::Toggle),
                    Cue { word, side }
                    Dial { dial, dots, dots_label }
                    Picture { figure, say, next }
                }
                Controls { paused, ends, oncontrol: control }
            }
            if let Some(stop) = stop {
                Dialog {
                    title: texts.get("guide-stop-title"),
                    body: stop.body,
                    keep: texts.get("guide-stop-no"),
                    proceed: texts.get("guide-stop-yes"),
                    onkeep: move |()| dispatch.call(Message::KeepGoing),
                    onproceed: move |()| control(Control::Stop),
                }
            }
        }
    }
}

/// The edge of the screen that the working side is on.
fn side_class(side: Option<&SideView>) -> &'static str {
    match side {
        Some(SideView { left: true, .. }) => "on-left",
        Some(SideView { left: false, .. }) => "on-right",
        None => "",
    }
}
