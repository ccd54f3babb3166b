//! What is shown where the app cannot begin: what happened, what to do, and what a report needs.

use dioxus::prelude::*;
use unsit_core::app::view::UnstartedView;
use unsit_core::text::Texts;

use crate::ui::components::button::Button;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::focus::FocusReturn;

/// The whole window: there is no loop, and so no model and no shell.
#[component]
pub fn Unstarted(view: UnstartedView, style: Option<&'static str>, onretry: EventHandler<()>) -> Element {
    FocusReturn::provide();
    let UnstartedView { language, title, what, todo_title, todo, safe, try_again, still, detail_title, detail } = view;
    // Long lines wrap.
    let rows = detail.chars().count() / 40 + detail.lines().count();
    rsx! {
        div { class: "app", lang: language.tag(), dir: Texts::built_in(language).direction(), "data-theme": "system",
            if let Some(sheet) = style {
                style { {sheet} }
            }
            main { class: "page unstarted",
                div { class: "fr",
                    div { class: "barrier",
                        span { class: "glyph caution", Icon { name: "alert", class: "lg" } }
                        Heading { text: title }
                        p { class: "lead", "{what}" }
                        section {
                            h2 { "{todo_title}" }
                            ol { class: "todo",
                                for line in todo {
                                    li { "{line}" }
                                }
                            }
                        }
                        p { class: "note done",
                            Icon { name: "check" }
                            span { "{safe}" }
                        }
                        div { class: "report",
                            label { r#for: "unstarted-detail", "{detail_title}" }
                            textarea { id: "unstarted-detail", readonly: true, spellcheck: "false", dir: "ltr", rows: "{rows}", "{detail}" }
                        }
                    }
                    div { class: "foot",
                        // It is read out when it comes.
                        div { role: "status",
                            if let Some(still) = still {
                                p { class: "still", "{still}" }
                            }
                        }
                        Button { class: "primary wide", icon: "again", text: try_again, onpress: move |()| onretry.call(()) }
                    }
                }
            }
        }
    }
}
