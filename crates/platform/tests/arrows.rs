//! What each crate may know. Cargo enforces most of it; the rest is read from the sources.

#![allow(clippy::unwrap_used)] // clippy knows tests only by their attribute

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn only_platform_and_store_know_what_they_are_built_for() {
    let found =
        lines_with(&["cfg(target", "cfg(any(target", "cfg(not(any(target", "cfg(not(target", "cfg(all(target", "cfg(unix", "cfg(windows"]);
    // A terminal has signals on some systems only, and no other program listens to them.
    assert_eq!(outside(&found, &["crates/platform/", "crates/store/", "crates/command/src/keys.rs"]), [""; 0]);
    assert!(found.iter().any(|line| line.starts_with("crates/platform/src/clock.rs")), "the search finds what is there");
}

#[test]
fn only_the_clock_asks_for_the_time() {
    let calls = ["Utc::now", "Local::now", "Instant::now", "SystemTime::now", "now_v7", "clock_gettime", "UNIX_EPOCH.elapsed"];
    let found = lines_with(&calls);
    // The sound card is tried again after a while, and a tone that comes too late is dropped: no exercise is timed by it.
    assert_eq!(outside(&found, &["crates/platform/src/clock.rs", "crates/platform/src/desktop/sound.rs"]), [""; 0]);
    assert!(!found.is_empty(), "the search finds what is there");
}

#[test]
fn core_depends_on_nothing_that_reads_or_writes() {
    let manifest: String = fs::read_to_string(root().join("crates/core/Cargo.toml")).unwrap();
    let dependencies = manifest.split("[dependencies]\n").nth(1).unwrap().split("\n[").next().unwrap();
    let names: Vec<&str> = dependencies.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name).collect();
    assert_eq!(
        names,
        ["chrono", "chrono-tz", "fluent-syntax", "postcard", "serde", "serde_json", "thiserror", "toml", "uuid"],
        "values, formats and texts; no files, sockets, clocks or screens"
    );
    assert!(!manifest.contains("[target."));
}

#[test]
fn the_language_that_nobody_speaks_is_in_no_program() {
    let manifests = ["Cargo.toml", "crates/store/Cargo.toml", "crates/platform/Cargo.toml", "crates/command/Cargo.toml"];
    for manifest in manifests.map(|path| fs::read_to_string(root().join(path)).unwrap()) {
        let for_tests = manifest.split_once("[dev-dependencies]").map_or("", |(_, rest)| rest.split("\n[").next().unwrap());
        let named = |text: &str| text.lines().filter(|line| line.contains("\"pseudo\"") || line.contains("/pseudo")).count();
        assert_eq!(named(&manifest), named(for_tests));
    }
    assert!(fs::read_to_string(root().join("Cargo.toml")).unwrap().contains("\"pseudo\""), "the search finds what is there");
}

#[test]
fn core_forbids_unsafe_code_and_uses_no_files_threads_or_processes() {
    assert!(fs::read_to_string(root().join("crates/core/src/lib.rs")).unwrap().contains("#![forbid(unsafe_code)]"));
    let found = lines_with(&["std::fs", "std::io", "std::net", "std::thread", "std::process", "std::env", "std::time"]);
    let in_core: Vec<&String> = found.iter().filter(|line| line.starts_with("crates/core/src/")).collect();
    assert_eq!(in_core, [""; 0]);
}

#[test]
fn neither_core_nor_store_knows_the_platform() {
    for crate_name in ["core", "store"] {
        let manifest = fs::read_to_string(root().join("crates").join(crate_name).join("Cargo.toml")).unwrap();
        assert!(!manifest.contains("unsit-platform") && !manifest.contains("dioxus"), "{crate_name}");
    }
    assert!(!fs::read_to_string(root().join("crates/core/Cargo.toml")).unwrap().contains("unsit-store"));
}

// ---- helpers ----

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap()
}

/// Lines of shipped code that contain one of these words, as `path: line`. Comments are no code.
fn lines_with(words: &[&str]) -> Vec<String> {
    let mut sources = Vec::new();
    collect(&root().join("src"), &mut sources);
    for crate_dir in fs::read_dir(root().join("crates")).unwrap() {
        collect(&crate_dir.unwrap().path().join("src"), &mut sources);
    }
    sources.sort();
    let found = sources.iter().flat_map(|path| {
        let shown = path.strip_prefix(root()).unwrap().display().to_string().replace('\\', "/");
        let text = fs::read_to_string(path).unwrap();
        let lines: Vec<String> = text.lines().map(str::trim).filter(|line| !line.starts_with("//")).map(str::to_owned).collect();
        lines.into_iter().filter(|line| words.iter().any(|word| line.contains(word))).map(move |line| format!("{shown}: {line}"))
    });
    found.collect()
}

fn collect(dir: &Path, sources: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            sources.push(path);
        }
    }
}

fn outside<'a>(found: &'a [String], homes: &[&str]) -> Vec<&'a String> {
    found.iter().filter(|line| !homes.iter().any(|home| line.starts_with(home))).collect()
}
