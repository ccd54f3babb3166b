//! The speech programs of each system, and how to talk to them.

use super::Phrase;
use super::program::{Fault, outcome};

/// One way to speak: a program and how to talk to it.
#[derive(Clone, Debug)]
pub(super) struct Engine {
    pub(super) name: &'static str,
    pub(super) program: &'static str,
    /// Arguments that make the program show, silently, whether it works.
    pub(super) check: &'static [&'static str],
    /// Whether what it printed then means that it works.
    pub(super) works: fn(&[String]) -> bool,
    /// Arguments to speak a phrase from standard input and to finish when it has been heard.
    pub(super) speak: fn(&Phrase) -> Vec<String>,
    /// What it reads for a phrase.
    pub(super) input: fn(&Phrase) -> String,
    /// Arguments to fall silent, where ending the program does not suffice.
    pub(super) hush: Option<&'static [&'static str]>,
}

#[cfg(all(unix, not(target_os = "macos")))]
pub(super) const INSTALL: &str = "Install speech-dispatcher or espeak-ng to hear the voice.";
#[cfg(all(unix, not(target_os = "macos")))]
pub(super) fn engines() -> Vec<Engine> {
    vec![
        Engine {
            name: "Speech Dispatcher",
            program: "spd-say",
            check: &["--list-output-modules"],
            // The heading comes first; a dispatcher with only the dummy module reads out an apology.
            works: |lines| lines.iter().skip(1).any(|module| !module.is_empty() && module != "dummy"),
            // The priority "text" replaces an older text; only the pipe mode takes the phrase as it is.
            speak: |phrase| {
                let volume = (i16::from(phrase.volume) * 2 - 100).to_string();
                arguments(&["-N", "unsit", "-e", "-w", "-P", "text", "-l", &phrase.language, "-i", &volume])
            },
            // A line that starts with "!-!" would be a command to the dispatcher; this one starts with a space.
            input: |phrase| format!(" {}\n", phrase.text),
            // The dispatcher speaks on when its client is gone.
            hush: Some(&["-S"]),
        },
        Engine {
            name: "eSpeak NG",
            program: "espeak-ng",
            check: &["--version"],
            works: |_| true,
            speak: |phrase| arguments(&["-v", &phrase.language, "-a", &phrase.volume.to_string(), "--stdin"]),
            input: |phrase| phrase.text.clone(),
            hush: None,
        },
    ]
}

#[cfg(target_os = "macos")]
pub(super) const INSTALL: &str = "The command \"say\" of macOS was not found, so the voice stays silent.";
#[cfg(target_os = "macos")]
pub(super) fn engines() -> Vec<Engine> {
    let named = Engine {
        name: "macOS",
        program: "say",
        check: &["-v", "?"],
        works: |_| true,
        speak: |phrase| {
            let voice = if phrase.language.starts_with("de") { "Anna" } else { "Samantha" };
            arguments(&["-v", voice, "-f", "-"])
        },
        // Brackets enclose commands to the synthesiser; the volume is one.
        input: |phrase| {
            let text = phrase.text.replace("[[", "[ [");
            format!("[[volm {:.2}]] {text}", f32::from(phrase.volume) / 100.0)
        },
        hush: None,
    };
    // Either voice can be removed in the system settings; then the system's own choice has to do.
    let any = Engine { name: "macOS (default voice)", speak: |_| arguments(&["-f", "-"]), ..named.clone() };
    vec![named, any]
}

#[cfg(windows)]
pub(super) const INSTALL: &str = "Windows PowerShell was not found, so the voice stays silent.";
#[cfg(windows)]
pub(super) fn engines() -> Vec<Engine> {
    const SHELL: [&str; 3] = ["-NoProfile", "-NonInteractive", "-Command"];
    vec![Engine {
        name: "Windows",
        program: "powershell.exe",
        check: &["-NoProfile", "-NonInteractive", "-Command", "Add-Type -AssemblyName System.Speech"],
        works: |_| true,
        speak: |phrase| {
            let script = format!(
                "$ErrorActionPreference = 'Stop'; Add-Type -AssemblyName System.Speech; \
                 $voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; $voice.Volume = {volume}; \
                 try {{ $voice.SelectVoiceByHints('NotSet', 'NotSet', 0, \
                 [Globalization.CultureInfo]::GetCultureInfo('{language}')) }} catch {{ }}; \
                 $text = New-Object IO.StreamReader([Console]::OpenStandardInput(), [Text.Encoding]::UTF8); \
                 $voice.Speak($text.ReadToEnd())",
                volume = phrase.volume,
                language = phrase.language,
            );
            arguments(&[SHELL[0], SHELL[1], SHELL[2], &script])
        },
        input: |phrase| phrase.text.clone(),
        hush: None,
    }]
}

pub(super) fn arguments(list: &[&str]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

pub(super) fn check(engine: &Engine) -> Result<(), Fault> {
    let lines = outcome(engine.program, &arguments(engine.check))?;
    if (engine.works)(&lines) { Ok(()) } else { Err(Fault::Broken("it has no voice installed".to_owned())) }
}
