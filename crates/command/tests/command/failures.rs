//! Wrong use, and data that cannot be used.

use std::fs;
use std::io;
use std::process::Stdio;

use crate::{ROUTINES, Ran, Unsit, bare};

#[test]
fn an_unknown_routine_names_the_known_ones() {
    for arguments in [&["guide", "plank"][..], &["guide", "plank", "--dry-run"]] {
        let ran = Unsit::new().run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
        assert_eq!(ran.err, format!("unsit: no routine is called `plank`; there are {}\n", ROUTINES.join(", ")));
    }
}

#[test]
fn an_unknown_variant_is_wrong_use() {
    let ran = Unsit::new().run(&["guide", "quick-bridge", "--variant", "b"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.err, "unsit: the routine `quick-bridge` has no variant `b`; it has only one\n");
}

#[test]
fn wrong_use_is_2_and_says_why() {
    for (arguments, why) in [
        (&["guide"][..], "<ROUTINE>"),
        (&["guide", "quick-bridge", "--speed", "0"], "0 is not in 1..=1000"),
        (&["guide", "quick-bridge", "--speed", "fast"], "invalid digit"),
        (&["guide", "quick-bridge", "--continue"], "cannot be used with"),
        (&["history", "--days", "0"], "0 is not in 1..=100000"),
        (&["today", "--language", "fr"], "known languages: en, de"),
        (&["dance"], "unrecognized subcommand 'dance'"),
        (&[], "Usage: unsit [OPTIONS] <COMMAND>"),
    ] {
        let ran = Unsit::new().run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(ran.err.contains(why), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn nothing_to_continue_is_1() {
    let ran = Unsit::new().run(&["guide", "--continue"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), "unsit: no session was interrupted in the last half hour\n"));
}

/// Each command that opens the data.
const READERS: [&[&str]; 5] =
    [&["routines"], &["today"], &["history", "--json"], &["guide", "quick-bridge", "--dry-run"], &["guide", "quick-bridge"]];

#[test]
fn a_folder_that_is_a_file_is_said_before_anything_begins() {
    for arguments in READERS {
        let unsit = Unsit::new();
        fs::write(unsit.file("data"), "a file").unwrap();
        let ran = Ran::of(unsit.command(arguments).arg("--data-dir").arg(unsit.file("data")).output().unwrap());
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{arguments:?}");
        assert!(ran.err.starts_with("unsit: The database file cannot be opened: "), "{}", ran.err);
        assert_eq!(fs::read_to_string(unsit.file("data")).unwrap(), "a file");
    }
}

#[test]
fn a_database_of_a_newer_unsit_is_left_alone() {
    for arguments in READERS {
        let unsit = Unsit::new();
        unsit.run(&["today"]).succeeded();
        let mut database = fs::read(unsit.file("unsit.sqlite3")).unwrap();
        let user_version = 60..64;
        database[user_version].copy_from_slice(&99_u32.to_be_bytes());
        fs::write(unsit.file("unsit.sqlite3"), &database).unwrap();
        let ran = unsit.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{arguments:?}");
        assert!(ran.err.starts_with("unsit: A newer Unsit wrote the database: "), "{}", ran.err);
        assert_eq!(fs::read(unsit.file("unsit.sqlite3")).unwrap(), database, "{arguments:?}");
    }
}

#[test]
fn a_damaged_database_is_set_aside_and_the_command_goes_on() {
    for arguments in [&["today"][..], &["history", "--json"], &["routines"], &["guide", "at-the-desk", "--speed", "1000"]] {
        let unsit = Unsit::new();
        let damage = "no database ".repeat(1000);
        fs::write(unsit.file("unsit.sqlite3"), &damage).unwrap();
        let ran = unsit.run(arguments);
        assert_eq!(ran.code, Some(0), "{arguments:?}: {}", ran.err);
        let kept = unsit.file("unsit-damaged-1.sqlite3");
        let said = format!("unsit: Your history could not be read. It was set aside as {}, and a new one was begun.\n", kept.display());
        assert_eq!(ran.err, said, "{arguments:?}");
        assert_eq!(fs::read_to_string(kept).unwrap(), damage);
        assert_eq!(unsit.run(arguments).succeeded().code, Some(0), "once is enough");
    }
}

#[test]
fn without_a_home_a_folder_must_be_named() {
    let ran = Ran::of(bare(&["today"]).output().unwrap());
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert_eq!(ran.err, "unsit: no place for your data was found: set HOME, or name a folder with --data-dir\n");
    let unsit = Unsit::new();
    let named = bare(&["today", "--data-dir"]).arg(unsit.folder()).output().unwrap();
    Ran::of(named).succeeded();
}

#[test]
fn an_empty_variable_names_no_folder_and_an_argument_beats_it() {
    let unsit = Unsit::new();
    let ran = Ran::of(bare(&["today"]).env("UNSIT_DATA_DIR", "").env("HOME", unsit.folder()).output().unwrap());
    ran.succeeded();
    assert!(!unsit.file("unsit.sqlite3").exists(), "it is below HOME");
    unsit.command(&["today", "--data-dir"]).arg(unsit.file("other")).output().unwrap();
    assert!(unsit.file("other").join("unsit.sqlite3").exists());
    assert!(!unsit.file("unsit.sqlite3").exists());
}

#[test]
fn a_closed_pipe_is_no_panic() {
    for arguments in [&["routines"][..], &["history", "--json"], &["guide", "quick-bridge", "--dry-run"], &["completions", "bash"]] {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let ran = Ran::of(Unsit::new().command(arguments).stdout(writer).stderr(Stdio::piped()).output().unwrap());
        assert_eq!((ran.code, ran.err.as_str()), (Some(141), ""), "{arguments:?}");
    }
}

#[test]
fn with_nobody_to_complain_to_the_exit_status_tells() {
    let (reader, writer) = io::pipe().unwrap();
    drop(reader);
    assert_eq!(Unsit::new().command(&["guide", "plank"]).stderr(writer).output().unwrap().status.code(), Some(2));
}
