//! Dragging a step to another place: where the pointer is, what makes room, where it would be dropped.
//!
//! Pointer events, because touch has no drag and drop. The list stays as it is until the drop, only shifted in sight: an
//! element that is taken out of the page would lose the finger on it.

use unsit_core::app::StepKey;

/// Where a step lies on the screen, from its top.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Band {
    pub(super) top: f64,
    pub(super) height: f64,
}

impl Band {
    fn bottom(self) -> f64 {
        self.top + self.height
    }

    fn middle(self) -> f64 {
        self.top + self.height / 2.0
    }
}

/// A step on its way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Drag {
    pub(super) key: StepKey,
    /// Its place when it was taken.
    from: usize,
    /// All steps as they lay then.
    bands: Vec<Band>,
    /// The pointer, then and now.
    taken_at: f64,
    at: f64,
    /// How far the list has been scrolled up since.
    scrolled: f64,
    /// It waits for the list to follow.
    pub(super) dropped: bool,
}

impl Drag {
    /// None when there is no such place.
    pub(super) fn take(key: StepKey, from: usize, bands: Vec<Band>, at: f64) -> Option<Self> {
        bands.get(from)?;
        Some(Self { key, from, bands, taken_at: at, at, scrolled: 0.0, dropped: false })
    }

    pub(super) fn reach(&mut self, at: f64) {
        self.at = at;
    }

    /// The list's first step lies there now.
    pub(super) fn scroll(&mut self, top: f64) {
        self.scrolled = self.bands.first().map_or(0.0, |first| first.top - top);
    }

    /// How far the step itself is from its place, never outside the list.
    pub(super) fn offset(&self) -> f64 {
        let (Some(own), Some(first), Some(last)) = (self.bands.get(self.from), self.bands.first(), self.bands.last()) else { return 0.0 };
        let wanted = self.at - self.taken_at + self.scrolled;
        wanted.clamp(first.top - own.top, last.bottom() - own.bottom())
    }

    /// The place where it would be dropped: behind every step whose middle its edge has passed.
    pub(super) fn to(&self) -> usize {
        let offset = self.offset();
        let Some(own) = self.bands.get(self.from) else { return self.from };
        let (top, bottom) = (own.top + offset, own.bottom() + offset);
        let above = self.bands.iter().take(self.from).filter(|band| band.middle() > top).count();
        let below = self.bands.iter().skip(self.from + 1).filter(|band| band.middle() < bottom).count();
        if offset < 0.0 { self.from - above } else { self.from + below }
    }

    /// How far the step at a place is moved in sight.
    pub(super) fn shift(&self, place: usize) -> f64 {
        let to = self.to();
        let room = self.bands.get(self.from).map_or(0.0, |own| own.height) + self.gap();
        if place == self.from {
            if self.dropped { self.way() } else { self.offset() }
        } else if (self.from + 1..=to).contains(&place) {
            -room
        } else if (to..self.from).contains(&place) {
            room
        } else {
            0.0
        }
    }

    /// From its place to the one where it is dropped.
    fn way(&self) -> f64 {
        let to = self.to();
        let passed = if to > self.from { self.bands.get(self.from + 1..=to) } else { self.bands.get(to..self.from) };
        let length: f64 = passed.unwrap_or_default().iter().map(|band| band.height + self.gap()).sum();
        if to > self.from { length } else { -length }
    }

    fn gap(&self) -> f64 {
        // What was removed may lie between two of them.
        let gaps = self.bands.windows(2).map(|pair| pair[1].top - pair[0].bottom());
        gaps.reduce(f64::min).unwrap_or_default()
    }

    /// The step to bring into sight when the pointer is at an edge of the window: the next one on the way.
    pub(super) fn beyond(&self, window: f64) -> Option<usize> {
        const EDGE: f64 = 72.0;
        let to = self.to();
        if self.at < EDGE {
            to.checked_sub(1)
        } else if self.at > window - EDGE {
            Some(to + 1).filter(|next| *next < self.bands.len())
        } else {
            None
        }
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "all lengths here are whole")]
mod tests {
    use super::*;

    /// Three steps of 70, 300 (open) and 70, 10 apart, the middle of a window of 600.
    fn taken(from: usize) -> Drag {
        let bands = vec![Band { top: 100.0, height: 70.0 }, Band { top: 180.0, height: 300.0 }, Band { top: 490.0, height: 70.0 }];
        let at = bands[from].middle();
        Drag::take(StepKey(7), from, bands, at).unwrap()
    }

    fn moved(from: usize, by: f64) -> Drag {
        let mut drag = taken(from);
        drag.reach(drag.taken_at + by);
        drag
    }

    #[test]
    fn a_step_changes_places_when_its_edge_passes_the_middle_of_the_next() {
        assert_eq!([0.0, 159.0, 161.0, 354.0, 356.0].map(|by| moved(0, by).to()), [0, 0, 1, 1, 2]);
        assert_eq!([-159.0, -161.0, -354.0, -356.0].map(|by| moved(2, by).to()), [2, 1, 1, 0]);
    }

    #[test]
    fn a_step_stays_within_the_list() {
        assert_eq!((moved(0, -500.0).offset(), moved(0, -500.0).to()), (0.0, 0));
        assert_eq!((moved(0, 5000.0).offset(), moved(0, 5000.0).to()), (390.0, 2));
    }

    #[test]
    fn others_make_room_and_the_dropped_one_lies_where_they_were() {
        let mut drag = moved(0, 5000.0);
        assert_eq!([1, 2].map(|place| drag.shift(place)), [-80.0, -80.0]);
        drag.dropped = true;
        assert_eq!(drag.shift(0), 390.0);
        let mut back = moved(2, -200.0);
        assert_eq!([0, 1].map(|place| back.shift(place)), [0.0, 80.0]);
        back.dropped = true;
        assert_eq!(back.shift(2), -310.0);
    }

    #[test]
    fn scrolling_carries_the_step_along() {
        let mut drag = taken(0);
        drag.scroll(-70.0);
        assert_eq!((drag.offset(), drag.to()), (170.0, 1));
    }

    #[test]
    fn an_edge_of_the_window_brings_the_next_step_into_sight() {
        assert_eq!(moved(0, 30.0).beyond(600.0), None);
        assert_eq!(moved(0, 420.0).beyond(600.0), None, "the last one is there already");
        assert_eq!(moved(1, 250.0).beyond(600.0), None);
        let mut drag = moved(0, 170.0);
        assert_eq!(drag.beyond(350.0), Some(2));
        drag.reach(10.0);
        assert_eq!(drag.beyond(350.0), None);
        assert_eq!(moved(2, -470.0).beyond(600.0), None);
        assert_eq!(moved(1, -280.0).beyond(600.0), None);
    }

    #[test]
    fn a_place_that_is_not_there_cannot_be_taken() {
        assert_eq!(Drag::take(StepKey(0), 0, vec![], 0.0), None);
    }
}
