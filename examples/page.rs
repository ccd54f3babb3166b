//! Writes the parts of the web page that come from the program's sources: `cargo run --example page -- FOLDER`.
//!
//! `unsit.css` is the style sheet and `later.css` that of the screens which come later; `first-en.html` and its like are what
//! the page shows until the program runs: the welcome as the program draws it for a new person, and Today for one who was here
//! before.

#[path = "../tests/support/world.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod world;

use std::path::Path;
use std::{env, fs, io};

use dioxus::prelude::VirtualDom;
use unsit_app::ui::{App, Shell, style};
use unsit_core::app::{Change, Message};
use unsit_core::text::Language;

use self::world::World;

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| "target/page".to_owned());
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    for language in Language::ALL {
        let pictures = [picture(&World::first(), "prelude new", language), picture(&World::new(), "prelude", language)];
        fs::write(folder.join(format!("first-{}.html", language.tag())), pictures.join("\n"))?;
    }
    fs::write(folder.join("later.css"), style::of_later_part())?;
    fs::write(folder.join("unsit.css"), style::of_first_part())
}

/// What the program shows, as one element of these classes.
fn picture(world: &World, classes: &str, language: Language) -> String {
    world.tell(Message::Change(Change::Language(Some(language))));
    let shell = Shell { style: None, ..world.shell() };
    let mut window = VirtualDom::new(App).with_root_context(shell);
    window.rebuild_in_place();
    let drawn = dioxus_ssr::render(&window);
    let picture = drawn.replacen(r#"class="app""#, &format!(r#"class="app {classes}" aria-busy="true""#), 1);
    assert!(picture.contains("aria-busy"), "the root of the window is called app");
    without_styles(&picture)
}

/// A page's policy forbids the attribute; what it would move is not shown before the program runs.
fn without_styles(html: &str) -> String {
    let mut parts = html.split(r#" style=""#);
    let before = parts.next().unwrap_or_default().to_owned();
    parts.fold(before, |html, part| html + part.split_once('"').map_or("", |(_, after)| after))
}
