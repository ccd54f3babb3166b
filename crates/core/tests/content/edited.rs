//! The built-in content with one thing changed.

use unsit_core::content::ContentFiles;
use unsit_core::routine::Catalogue;

pub(crate) struct Edited {
    exercises: String,
    routines: String,
    safety: String,
    learn: String,
    sources: String,
}

impl Edited {
    /// The first `from` at or below the row `id` (anywhere when empty) becomes `to`.
    pub(crate) fn new(file: &str, id: &str, from: &str, to: &str) -> Self {
        let own = ContentFiles::BUILT_IN;
        let change = |name: &str, text: &str| if name == file { replaced(text, id, from, to) } else { text.to_owned() };
        Self {
            exercises: change("exercises.toml", own.exercises),
            routines: change("routines.toml", own.routines),
            safety: change("safety.toml", own.safety),
            learn: change("learn.toml", own.learn),
            sources: change("sources.toml", own.sources),
        }
    }

    pub(crate) fn parse(&self) -> Result<Catalogue, String> {
        let Self { exercises, routines, safety, learn, sources } = self;
        Catalogue::parse(&ContentFiles { exercises, routines, safety, learn, sources }).map_err(|error| error.to_string())
    }
}

fn replaced(text: &str, id: &str, from: &str, to: &str) -> String {
    let row = if id.is_empty() { 0 } else { text.find(&format!("id = \"{id}\"\n")).unwrap_or_else(|| panic!("no row {id}")) };
    let at = row + text[row..].find(from).unwrap_or_else(|| panic!("nothing below {id} says {from}"));
    format!("{}{to}{}", &text[..at], &text[at + from.len()..])
}
