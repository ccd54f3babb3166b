//! What the command says of itself.

use std::process::Command;

use crate::{Unsit, bare};

const COMMANDS: [&str; 13] = [
    "guide",
    "routines",
    "today",
    "history",
    "ledger",
    "break",
    "pause",
    "agent",
    "install",
    "uninstall",
    "reminders",
    "simulate",
    "completions",
];

#[test]
fn the_help_of_every_command() {
    insta::assert_snapshot!("help", help(&["--help"]));
    for command in COMMANDS {
        insta::assert_snapshot!(format!("help {command}"), help(&[command, "--help"]));
    }
}

#[test]
fn help_is_the_same_by_word_and_by_flag() {
    assert_eq!(help(&["help", "guide"]), help(&["guide", "--help"]));
}

#[test]
fn help_lists_every_command() {
    let listed = help(&["--help"]);
    let listed = listed.split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0;
    let rows = listed.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names: Vec<&str> = rows.filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names, [&COMMANDS[..], &["help"]].concat());
}

#[test]
fn the_guide_to_the_command_line_tells_every_command_flag_and_variable() {
    let told = include_str!("../../../../docs/command-line.md");
    let mut all = help(&["--help"]);
    for command in COMMANDS {
        assert!(told.contains(&format!("unsit {command}")), "unsit {command}");
        all += &help(&[command, "--help"]);
    }
    let flags: Vec<&str> = all.split(|sign: char| sign.is_whitespace() || sign == ',').filter(|word| word.starts_with('-')).collect();
    assert!(flags.contains(&"--dry-run"));
    for flag in flags {
        assert!(told.contains(&format!("`{flag}")) || told.contains(&format!(" {flag}")), "{flag}");
    }
    for variable in ["UNSIT_DATA_DIR", "NO_COLOR", "UNSIT_TRACE"] {
        assert!(told.contains(variable), "{variable}");
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    assert_eq!(help(&["--version"]), concat!("unsit ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn each_shell_gets_completions_that_know_the_flags() {
    for (shell, sign) in [("bash", "complete -F _unsit"), ("zsh", "#compdef unsit"), ("fish", "complete -c unsit")] {
        let script = Unsit::new().run(&["completions", shell]).succeeded().out;
        assert!(script.contains(sign) && script.contains("dry-run"), "{shell}");
    }
}

#[test]
fn each_shell_reads_its_completions() {
    for shell in ["bash", "zsh", "fish"] {
        let unsit = Unsit::new();
        let script = unsit.file(shell);
        std::fs::write(&script, help(&["completions", shell])).unwrap();
        match Command::new(shell).arg("-n").arg(&script).output() {
            Ok(read) => assert!(read.status.success(), "{shell}: {read:?}"),
            Err(_) => println!("skipped: there is no {shell} here"),
        }
    }
}

/// The command must start fast and run where there is no desktop.
#[test]
fn the_binary_links_no_window_toolkit_web_view_or_sound() {
    let Ok(linked) = Command::new("ldd").arg(env!("CARGO_BIN_EXE_unsit")).output() else {
        println!("skipped: there is no ldd here");
        return;
    };
    let linked = String::from_utf8(linked.stdout).unwrap().to_lowercase();
    assert!(linked.contains("libc"), "{linked}");
    for library in ["gtk", "gdk", "webkit", "asound", "libx11", "libxcb", "wayland", "dbus"] {
        assert!(!linked.contains(library), "{linked}");
    }
}

fn help(arguments: &[&str]) -> String {
    let output = bare(arguments).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}
