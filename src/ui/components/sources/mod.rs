//! Where statements come from, and how sure they are.

use dioxus::prelude::*;
use unsit_core::app::view::SourceView;

use super::icon::Icon;
use crate::ui::use_texts;

#[component]
pub fn Sources(sources: Vec<SourceView>) -> Element {
    rsx! {
        ul { class: "src",
            for source in sources {
                Source { key: "{source.title}", source }
            }
        }
    }
}

#[component]
fn Source(source: SourceView) -> Element {
    let texts = use_texts();
    let label = texts.format("learn-open-source", &[("title", source.title.clone().into())]);
    rsx! {
        li {
            div {
                b { "{source.title}" }
                p { class: "fine", "{source.reference}" }
                p { "{source.supports}" }
                p { class: "fine", "{source.certainty}" }
                if let Some(unseen) = source.unseen {
                    p { class: "unseen",
                        Icon { name: "info", class: "sm" }
                        "{unseen}"
                    }
                }
            }
            if let Some(link) = source.link {
                // The system's browser opens it; nothing is fetched here.
                a { class: "iconbtn", href: "{link}", target: "_blank", rel: "noopener noreferrer", "aria-label": label,
                    Icon { name: "out", class: "sm" }
                }
            }
        }
    }
}
