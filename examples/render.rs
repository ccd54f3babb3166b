//! Writes every screen and state as an HTML file, to look at in a browser: `cargo run --example render -- target/screens`.
//!
//! Each comes in every language, in one that nobody speaks (longer, and accented) and in one from right to left. The look
//! is the system's, so that a browser can play any. `scripts/screenshots` takes the pictures.

#[path = "../tests/support/states/mod.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod states;
#[path = "../tests/support/world.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod world;

use std::path::Path;
use std::{env, fs, io};

use dioxus::core::NoOpMutations;
use dioxus::prelude::*;
use unsit_app::ui::screens::Unstarted;
use unsit_app::ui::{App, style};
use unsit_core::app::view::UnstartedView;
use unsit_core::text::Language;
use unsit_core::text::pseudo::{Pretence, pretend};

use self::states::unstarted::{UNSTARTED, unstarted};
use self::world::World;

/// The ending of a file, and what is spoken in it.
const TONGUES: [(&str, Language, Option<Pretence>); 4] = [
    ("en", Language::English, None),
    ("de", Language::German, None),
    ("long", Language::English, Some(Pretence::Long)),
    ("rtl", Language::English, Some(Pretence::Mirrored)),
];

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| "target/screens".to_owned());
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    for (tongue, language, pretence) in TONGUES {
        pretend(pretence);
        for (name, cause, again) in UNSTARTED {
            let mut window = VirtualDom::new(in_place_of_the_app).with_root_context(unstarted(cause, again, language));
            window.rebuild_in_place();
            fs::write(folder.join(format!("{name}-{tongue}.html")), page(&window))?;
        }
        for state in states::all() {
            fs::write(folder.join(format!("{}-{tongue}.html", state.0)), html(&states::world(state, language)))?;
        }
    }
    // In the order in which a person meets them.
    let names: Vec<&str> = states::all().map(|(name, _)| *name).chain(UNSTARTED.map(|(name, ..)| name)).collect();
    fs::write(folder.join("states.txt"), names.join("\n"))
}

fn in_place_of_the_app() -> Element {
    rsx! {
        Unstarted { view: use_context::<UnstartedView>(), style: Some(style::sheet()), onretry: |()| {} }
    }
}

fn html(world: &World) -> String {
    let mut window = VirtualDom::new(App).with_root_context(world.shell());
    window.rebuild_in_place();
    if world.waits() {
        // What is fetched has come or failed.
        for _ in 0..4 {
            window.process_events();
            window.render_immediate(&mut NoOpMutations);
        }
    }
    page(&window)
}

fn page(window: &VirtualDom) -> String {
    // A browser sets these as properties.
    let body = dioxus_ssr::render(window)
        .replace("initial_value=", "value=")
        .replace("initial_selected=true", "selected")
        .replace("initial_selected=false", "");
    let meta = r#"<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">"#;
    format!("<!doctype html><html><head>{meta}</head><body>{body}</body></html>")
}
