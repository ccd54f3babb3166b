//! Writes the JavaScript around a WebAssembly program: `bind IN.wasm FOLDER NAME [--split]`.
//!
//! With `--split`, what only the program's split points lead to becomes a file of its own first: `split_*.wasm`, with
//! `__wasm_split.js` to fetch it. For that the linker must have been asked for `--emit-relocs`.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let words: Vec<String> = env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [program, folder, name] => bind(program.as_ref(), folder.as_ref(), name),
        [program, folder, name, "--split"] => bind(&split(program.as_ref(), folder.as_ref(), name)?, folder.as_ref(), name),
        _ => bail!("usage: bind IN.wasm FOLDER NAME [--split]"),
    }
}

/// Takes the program apart and says where its main part is.
fn split(program: &Path, folder: &Path, name: &str) -> Result<PathBuf> {
    let linked = fs::read(program).with_context(|| format!("{} cannot be read", program.display()))?;
    let main = folder.join(format!("{name}_main.wasm"));
    let script = format!("./{name}.js");
    let mut options = wasm_split_cli_support::Options::new(&linked);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &script;
    let parts = wasm_split_cli_support::transform(options).map_err(|why| anyhow!("the program cannot be split: {why:?}"))?;
    if parts.split_modules.is_empty() {
        bail!("{} names no split point", program.display());
    }
    Ok(main)
}

fn bind(program: &Path, folder: &Path, name: &str) -> Result<()> {
    Bindgen::new()
        .input_path(program)
        .web(true)?
        .typescript(false)
        .keep_debug(false)
        // The names of functions order them by what they belong to, which compresses better; `pack.mjs` takes them out then.
        .remove_name_section(false)
        .remove_producers_section(true)
        // A part that comes later takes the main part's table of functions.
        .keep_lld_exports(true)
        // The page names the program's file; nothing is looked for beside the script.
        .omit_default_module_path(true)
        .out_name(name)
        .generate(folder)
}
