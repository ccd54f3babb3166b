//! Files by which a Linux desktop starts programs (`.desktop`), as far as Unsit writes and reads them.
//!
//! An argument of `Exec` is quoted, and the whole line is then written as every other value is: what one needs a backslash for
//! in the first, the second doubles.

use std::path::Path;

/// The program as the first argument of `Exec`. None for a path that is no text, which such a file cannot name.
#[must_use]
pub fn quoted(program: &Path) -> Option<String> {
    let mut written = String::from("\"");
    for letter in program.to_str()?.chars() {
        match letter {
            '"' | '`' | '$' => written.extend(['\\', '\\', letter]),
            '\\' => written.push_str("\\\\\\\\"),
            '%' => written.push_str("%%"),
            // A line ends with the value.
            '\n' | '\r' => return None,
            other => written.push(other),
        }
    }
    written.push('"');
    Some(written)
}

/// The program that `Exec` of such a file starts.
#[must_use]
pub fn program(entry: &str) -> Option<String> {
    let value = unescaped(value(entry, "Exec")?);
    let mut letters = value.chars().peekable();
    let is_quoted = letters.next_if_eq(&'"').is_some();
    let mut program = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted => break,
            ' ' if !is_quoted => break,
            '\\' if is_quoted => program.extend(letters.next()),
            '%' => program.extend(letters.next_if_eq(&'%')),
            other => program.push(other),
        }
    }
    Some(program).filter(|program| !program.is_empty())
}

/// Whether the desktop passes over the entry: a person can say so there without removing it.
#[must_use]
pub fn is_off(entry: &str) -> bool {
    value(entry, "Hidden") == Some("true") || value(entry, "X-GNOME-Autostart-enabled") == Some("false")
}

/// A value of the first group, `[Desktop Entry]`.
fn value<'a>(entry: &'a str, key: &str) -> Option<&'a str> {
    let group = entry.lines().map(str::trim).skip_while(|line| *line != "[Desktop Entry]").skip(1);
    group.take_while(|line| !line.starts_with('[')).find_map(|line| {
        let (name, value) = line.split_once('=')?;
        (name.trim_end() == key).then(|| value.trim_start())
    })
}

fn unescaped(value: &str) -> String {
    let mut plain = String::new();
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => plain.extend(letters.next().map(|escaped| match escaped {
                's' => ' ',
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                other => other,
            })),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_letters_in_the_path_of_a_program_are_written_as_the_desktop_reads_them() {
        for (path, written) in [
            ("/usr/bin/unsit", r#""/usr/bin/unsit""#),
            ("/home/ada/my programs/100%/unsit", r#""/home/ada/my programs/100%%/unsit""#),
            (r#"/a"b$c\d"#, r#""/a\\"b\\$c\\\\d""#),
            ("/dépôt/日本/unsit", r#""/dépôt/日本/unsit""#),
        ] {
            assert_eq!(quoted(Path::new(path)).as_deref(), Some(written));
            let entry = format!("[Desktop Entry]\nType=Application\nExec={written} agent\n[Desktop Action x]\nExec=other\n");
            assert_eq!(program(&entry).as_deref(), Some(path), "and read again");
        }
        assert_eq!(quoted(Path::new("/a\nb")), None);
    }

    #[test]
    fn an_entry_that_somebody_else_wrote_is_read_as_well() {
        let exec = |line: &str| program(&format!("# a remark\n[Desktop Entry]\n{line}\n"));
        assert_eq!(exec("Exec = unsit agent").as_deref(), Some("unsit"));
        assert_eq!(exec(r"Exec=/opt/a\\b/unsit %u").as_deref(), Some("/opt/a\\b/unsit"));
        assert_eq!((exec("Exec="), exec("Name=Unsit"), program("Exec=unsit")), (None, None, None));
    }

    #[test]
    fn an_entry_may_be_there_and_off() {
        let with = |line: &str| is_off(&format!("[Desktop Entry]\nExec=unsit agent\n{line}\n"));
        assert!(with("Hidden=true") && with("X-GNOME-Autostart-enabled=false"));
        assert!(!with("Hidden=false") && !with("[Other]\nHidden=true"));
    }
}
