//! What the window is opened for, as its arguments say.

use unsit_core::app::Opening;
use unsit_platform::programs::ON_TOP;

/// What the window is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// The window, opened for this.
    Window(Opening),
    /// The small one over all others, which asks about the break that is due.
    Break,
}

/// An argument that the window does not know.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unknown(pub(super) String);

impl Wish {
    /// `--break start`, `--break due`, `--break due --on-top`, or nothing.
    pub(super) fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Self, Unknown> {
        let (mut opening, mut on_top) = (Opening::Any, false);
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--break" => {
                    opening = match arguments.next().as_deref() {
                        Some("start") => Opening::Start,
                        Some("due") => Opening::Due,
                        other => return Err(Unknown(format!("--break {}", other.unwrap_or_default()).trim_end().to_owned())),
                    };
                }
                ON_TOP => on_top = true,
                _ => return Err(Unknown(argument)),
            }
        }
        Ok(if on_top { Self::Break } else { Self::Window(opening) })
    }
}

#[cfg(test)]
mod tests {
    use unsit_platform::programs;

    use super::*;

    fn parse(line: &str) -> Result<Wish, Unknown> {
        Wish::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn the_words_of_other_programs_are_understood() {
        for opening in [Opening::Any, Opening::Start, Opening::Due] {
            assert_eq!(parse(&programs::words(opening).join(" ")), Ok(Wish::Window(opening)));
        }
        assert_eq!(parse("--break due --on-top"), Ok(Wish::Break));
    }

    #[test]
    fn what_is_not_known_is_named() {
        for (line, named) in [("--brake", "--brake"), ("--break", "--break"), ("--break later", "--break later"), ("x", "x")] {
            assert_eq!(parse(line), Err(Unknown(named.to_owned())));
        }
    }
}
