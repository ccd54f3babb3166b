//! Unsit in the menu of a desktop, and out of it again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::{Ran, copy_into};

#[test]
fn the_launcher_is_one_that_desktops_understand() {
    let home = Home::new("unsit");
    home.run(&["install"]).succeeded();
    let launcher = home.path("data/applications/unsit.desktop");
    let read = Command::new("desktop-file-validate").arg(&launcher).output().expect("desktop-file-utils is installed");
    assert_eq!((read.status.code(), String::from_utf8(read.stdout).unwrap()), (Some(0), String::new()));
    let text = fs::read_to_string(&launcher).unwrap();
    let window = home.programs.path().join("unsit").join("unsit-app");
    for line in [
        format!("Exec=\"{}\"", window.display()),
        format!("Exec=\"{}\" --break start", window.display()),
        format!("Exec=\"{}\" break moved", window.with_file_name("unsit").display()),
        "Name=Take a break now".to_owned(),
        "Name[de]=Jetzt Pause machen".to_owned(),
        "Icon=unsit".to_owned(),
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
}

#[test]
fn odd_letters_in_the_path_of_the_programs_are_no_trouble() {
    let home = Home::new(r#"100% "my" $programs\ünsit"#);
    home.run(&["install", "--at-login"]).succeeded();
    for file in ["data/applications/unsit.desktop", "config/autostart/unsit-agent.desktop"] {
        let read = Command::new("desktop-file-validate").arg(home.path(file)).output().expect("desktop-file-utils is installed");
        assert!(read.status.success(), "{file}: {read:?}");
    }
}

#[test]
fn each_file_is_named_as_it_is_written_and_again_nothing_is_written() {
    let home = Home::new("unsit");
    let files = home.installed();
    let lines = |word: &str| files.iter().fold(String::new(), |all, file| all + word + ": " + &file.display().to_string() + "\n");
    assert_eq!(home.run(&["install", "--at-login"]).succeeded().out, lines("Written") + "Unsit is in the menu of your desktop.\n");
    assert!(files.iter().all(|file| file.is_file()));
    let icon = fs::read(home.path("data/icons/hicolor/256x256/apps/unsit.png")).unwrap();
    assert!(icon.starts_with(b"\x89PNG"));
    assert_eq!(home.run(&["install", "--at-login"]).succeeded().out, lines("There already") + "Unsit is in the menu of your desktop.\n");
}

#[test]
fn what_was_installed_is_removed_and_nothing_else() {
    let home = Home::new("unsit");
    home.run(&["install", "--at-login"]).succeeded();
    home.run(&["break", "moved"]).succeeded();
    let others = ["data/applications/other.desktop", "data/icons/hicolor/256x256/apps/other.png", "config/autostart/other.desktop"];
    for other in others {
        fs::write(home.path(other), "somebody else's").unwrap();
    }
    let removed = home.run(&["uninstall"]).succeeded().out;
    for file in home.installed() {
        assert!(!file.exists() && removed.contains(&format!("Removed: {}\n", file.display())), "{removed}");
    }
    assert!(others.iter().all(|other| home.path(other).is_file()));
    assert_eq!(home.run(&["history", "--json"]).succeeded().out, "[]\n");
    assert!(home.path("data/unsit/unsit.sqlite3").is_file(), "the data stays");
    assert_eq!(home.run(&["uninstall"]).succeeded().out, "Nothing of Unsit was installed.\n");
}

#[test]
fn a_file_that_somebody_has_changed_is_theirs() {
    let home = Home::new("unsit");
    let launcher = home.path("data/applications/unsit.desktop");
    fs::create_dir_all(launcher.parent().unwrap()).unwrap();
    fs::write(&launcher, "made by hand").unwrap();
    let kept = format!("Left alone, not as Unsit wrote it: {}\n", launcher.display());
    assert!(home.run(&["install"]).succeeded().out.starts_with(&kept));
    fs::remove_file(&launcher).unwrap();
    home.run(&["install"]).succeeded();
    let edited = fs::read_to_string(&launcher).unwrap() + "X-Mine=true\n";
    fs::write(&launcher, &edited).unwrap();
    for command in ["install", "uninstall"] {
        assert!(home.run(&[command]).succeeded().out.contains(&kept), "{command}");
        assert_eq!(fs::read_to_string(&launcher).unwrap(), edited);
    }
}

#[test]
fn a_launcher_of_an_earlier_place_is_replaced() {
    let home = Home::new("unsit");
    home.run(&["install"]).succeeded();
    fs::rename(home.programs.path().join("unsit"), home.programs.path().join("moved")).unwrap();
    let moved = Home { at: "moved".to_owned(), ..home };
    assert!(moved.run(&["install"]).succeeded().out.starts_with("Written: "));
    assert!(fs::read_to_string(moved.path("data/applications/unsit.desktop")).unwrap().contains("/moved/unsit-app"));
}

#[test]
fn the_start_at_login_that_was_turned_on_elsewhere_goes_as_well() {
    let home = Home::new("unsit");
    home.run(&["agent", "--at-login", "on"]).succeeded();
    let entry = home.path("config/autostart/unsit-agent.desktop");
    assert!(home.run(&["uninstall"]).succeeded().out.contains(&format!("Removed: {}\n", entry.display())));
    assert!(!entry.exists());
}

#[test]
fn data_is_deleted_only_when_that_is_asked_for_and_never_while_it_is_in_use() {
    let home = Home::new("unsit");
    home.run(&["install"]).succeeded();
    home.run(&["break", "moved"]).succeeded();
    let data = home.path("data/unsit");
    let window = unsit_store::Claim::window(&data).unwrap();
    let refused = home.run(&["uninstall", "--delete-data"]);
    let why = "unsit: a window, an agent or a session of Unsit is open; end it first. Nothing was removed\n";
    assert_eq!((refused.code, refused.err.as_str()), (Some(1), why));
    assert!(home.path("data/applications/unsit.desktop").is_file() && data.join("unsit.sqlite3").is_file());
    drop(window);
    home.run(&["uninstall", "--delete-data"]).succeeded();
    assert!(!data.exists());
}

#[test]
fn without_the_window_there_is_nothing_to_put_into_a_menu() {
    let home = Home::new("unsit");
    fs::remove_file(home.programs.path().join("unsit/unsit-app")).unwrap();
    let refused = home.run(&["install"]);
    let why = "unsit: the window's program, `unsit-app`, is neither beside this one nor where the system finds programs\n";
    assert_eq!((refused.code, refused.err.as_str()), (Some(1), why));
    assert!(!home.path("data/applications").exists());
}

/// The folders of a person, and the programs in a folder of some name.
struct Home {
    folder: TempDir,
    programs: TempDir,
    at: String,
}

impl Home {
    fn new(at: &str) -> Self {
        let home = Self { folder: tempfile::tempdir().unwrap(), programs: tempfile::tempdir().unwrap(), at: at.to_owned() };
        let programs = home.programs.path().join(at);
        fs::create_dir_all(&programs).unwrap();
        copy_into(&programs);
        fs::write(programs.join("unsit-app"), "").unwrap();
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// In the order in which they are written.
    fn installed(&self) -> Vec<PathBuf> {
        let icons = Path::new("data/icons/hicolor");
        let files = ["scalable/apps/unsit.svg", "256x256/apps/unsit.png", "128x128/apps/unsit.png"].map(|name| icons.join(name));
        let launcher = [PathBuf::from("data/applications/unsit.desktop")];
        let login = [PathBuf::from("config/autostart/unsit-agent.desktop")];
        launcher.into_iter().chain(files).chain(login).map(|file| self.folder.path().join(file)).collect()
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = Command::new(self.programs.path().join(&self.at).join("unsit"));
        command.args(arguments).env_clear().env("LC_ALL", "en_GB.UTF-8").env("TZ", "UTC").env("HOME", self.folder.path());
        for (variable, folder) in [("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_STATE_HOME", "state")] {
            command.env(variable, self.path(folder));
        }
        Ran::of(command.output().unwrap())
    }
}
