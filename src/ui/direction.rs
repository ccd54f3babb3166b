//! Left and right keys mean what is seen: in a language that is read from right to left, what comes next lies left.

use std::rc::Rc;

use dioxus::prelude::*;

/// To one side of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sideways {
    Left,
    Right,
}

impl Sideways {
    /// None when the key does not go to a side.
    #[must_use]
    pub fn of(key: &Key) -> Option<Self> {
        match key {
            Key::ArrowLeft => Some(Self::Left),
            Key::ArrowRight => Some(Self::Right),
            _ => None,
        }
    }

    /// Whether it goes on in a line, or back.
    #[must_use]
    pub fn goes_on(self, line: Line) -> bool {
        match line {
            Line::LeftToRight => self == Self::Right,
            Line::RightToLeft => self == Self::Left,
        }
    }
}

/// Which way a line of elements goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    LeftToRight,
    RightToLeft,
}

/// The first and the last element of a line, which say how it lies on the screen.
#[derive(Clone, Copy, PartialEq)]
pub struct Ends {
    first: Signal<Option<Rc<MountedData>>>,
    last: Signal<Option<Rc<MountedData>>>,
}

pub fn use_ends() -> Ends {
    Ends { first: use_signal(|| None), last: use_signal(|| None) }
}

impl Ends {
    pub fn see_first(mut self, event: &MountedEvent) {
        self.first.set(Some(event.data()));
    }

    pub fn see_last(mut self, event: &MountedEvent) {
        self.last.set(Some(event.data()));
    }

    /// As it lies now; from left to right where nobody can tell.
    pub async fn line(self) -> Line {
        let (first, last) = (self.first.peek().clone(), self.last.peek().clone());
        let (Some(first), Some(last)) = (first, last) else { return Line::LeftToRight };
        match (first.get_client_rect().await, last.get_client_rect().await) {
            (Ok(first), Ok(last)) if first.origin.x > last.origin.x => Line::RightToLeft,
            _ => Line::LeftToRight,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_next_lies_where_the_line_goes() {
        let goes_on = |key, line| Sideways::of(&key).map(|to| to.goes_on(line));
        assert_eq!(goes_on(Key::ArrowRight, Line::LeftToRight), Some(true));
        assert_eq!(goes_on(Key::ArrowLeft, Line::LeftToRight), Some(false));
        assert_eq!(goes_on(Key::ArrowRight, Line::RightToLeft), Some(false));
        assert_eq!(goes_on(Key::ArrowLeft, Line::RightToLeft), Some(true));
        assert_eq!(goes_on(Key::ArrowUp, Line::LeftToRight), None);
    }
}
