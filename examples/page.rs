//! Writes the parts of the web page that come from the program's sources: `cargo run --example page -- FOLDER`.

use std::path::Path;
use std::{env, fs, io};

use unsit_app::ui::style;

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| "target/page".to_owned());
    fs::create_dir_all(&folder)?;
    fs::write(Path::new(&folder).join("unsit.css"), style::sheet())
}
