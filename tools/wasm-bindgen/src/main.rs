//! Writes the JavaScript around a WebAssembly program: `bind IN.wasm FOLDER NAME`.

use std::env;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let [program, folder, name] = env::args().skip(1).collect::<Vec<_>>().try_into().ok().context("usage: bind IN.wasm FOLDER NAME")?;
    Bindgen::new()
        .input_path(program)
        .web(true)?
        .typescript(false)
        .keep_debug(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        // The page names the program's file; nothing is looked for beside the script.
        .omit_default_module_path(true)
        .out_name(&name)
        .generate(folder)
}
