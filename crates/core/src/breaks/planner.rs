//! Which reminders would be shown, and when, to somebody who sits on and answers nothing.
//!
//! The plan is worked out as far as it is asked for: a desktop takes the next reminder, a phone hands the next fifty to its
//! system. Nothing is kept of it; every change of settings, sitting or offers makes a new one, whose names are the same where
//! the reminders are.

use super::calendar::{Calendar, Span, Spans};
use super::fault::{Fault, planted};
use super::offer::{Kind, OfferId, Offers, ReminderId};
use super::sitting::next_level;
use super::{ReminderSettings, Sitting, Week, Zone};
use crate::{Millis, Mono, Now, Wall};

/// How many reminders a system is given ahead.
pub const DELIVERY: usize = 50;

/// Hours that are too short for a due go on for ever: after a year of them none is expected.
const SPANS_TO_SEARCH: usize = 366 * Week::MOST_A_DAY;

/// A reminder to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    pub id: ReminderId,
    pub offer: OfferId,
    pub kind: Kind,
    /// When the break became due. A reminder that waited for the end of a call is shown later.
    pub due_at: Wall,
    /// When to show it; later than the reminder before it.
    pub at: Wall,
    /// How much sitting made the break due.
    pub(super) level: Millis,
    /// How long somebody who sits on has been sitting by then.
    pub(crate) sat: Millis,
    /// Repeats since the offer was shown as due or asked for, this one included.
    pub(super) repeats: u32,
}

/// The reminders from now on, in order, without end where the active hours have none.
///
/// - A break is due each time that the sitting reaches a multiple of the limit inside active hours.
/// - It is repeated until it is answered, as often as the settings say; not outside the hours, and not shortly before the
///   next one.
/// - A due that comes shortly after another reminder, or while a *Later* waits, falls together with it.
/// - Whatever came due while it could not be shown is shown once.
///
/// `sitting` has to be counted until `now` ([`Sitting::pass`]).
pub fn plan_reminders<'a>(
    settings: &'a ReminderSettings,
    sitting: &Sitting,
    offers: &Offers,
    now: &Now,
) -> impl Iterator<Item = Due> + use<'a> {
    Plan::new(settings, sitting, offers, now)
}

/// As [`plan_reminders`], with nothing before `from`: what is due by then comes at that moment, once.
pub(super) fn plan_not_before<'a>(
    from: Wall,
    settings: &'a ReminderSettings,
    sitting: &Sitting,
    offers: &Offers,
    now: &Now,
) -> impl Iterator<Item = Due> + use<'a> {
    let plan = Plan::new(settings, sitting, offers, now);
    Plan { grace_until: plan.grace_until.max(from), ..plan }
}

/// What a system gets ahead: the repeats of the first due, then dues only, at most fifty.
pub fn delivery(plan: impl Iterator<Item = Due>) -> impl Iterator<Item = Due> {
    let mut first = None;
    plan.filter(move |due| *first.get_or_insert(due.offer) == due.offer || due.kind == Kind::Due).take(DELIVERY)
}

/// The plan up to a moment: a copy of sitting and offers that runs ahead. All instants are those of the wall clock as it
/// is set now.
struct Plan<'a> {
    settings: &'a ReminderSettings,
    limit: Millis,
    least_distance: Millis,
    spans: std::iter::Peekable<Spans<'a>>,
    span: Option<Span>,
    at: Wall,
    inside: bool,
    left: Option<Wall>,
    sat: Millis,
    asked: Millis,
    reached: Option<(Millis, Wall, Wall)>,
    grace_until: Wall,
    last: Option<Wall>,
    device: uuid::Uuid,
    next: u64,
    open: Option<Planned>,
}

/// An offer that was made or is planned.
struct Planned {
    id: OfferId,
    level: Millis,
    due_at: Wall,
    anchor: Wall,
    repeats: u32,
    showings: u32,
    later: Option<Wall>,
}

/// What might be shown next.
struct Candidate {
    kind: Kind,
    at: Wall,
    due_at: Wall,
    level: Millis,
    repeats: u32,
}

impl<'a> Plan<'a> {
    fn new(settings: &'a ReminderSettings, sitting: &Sitting, offers: &Offers, now: &Now) -> Self {
        let wall = |mono: Mono| if mono > now.mono { now.wall + mono.since(now.mono) } else { now.wall - now.mono.since(mono) };
        let mut spans = Calendar::new(settings, Zone::of(now)).spans(now.wall).peekable();
        let grace = sitting.woke.filter(|_| !planted(Fault::NoGrace)).map(|woke| wall(woke) + settings.wake_grace.length());
        Self {
            settings,
            limit: settings.sit_limit.length(),
            least_distance: settings.repeat.every.length(),
            span: spans.next(),
            spans,
            at: now.wall,
            inside: sitting.inside,
            left: sitting.left.map(wall),
            sat: sitting.sat,
            asked: sitting.asked,
            reached: sitting.reached.map(|reached| (reached.level, wall(reached.at), reached.wall)),
            grace_until: grace.unwrap_or(now.wall),
            last: offers.last.map(wall),
            device: offers.device,
            next: offers.next,
            open: offers.open.as_ref().map(|open| Planned {
                id: open.id,
                level: open.level,
                due_at: open.due_at,
                anchor: wall(open.anchor),
                repeats: open.repeats,
                showings: open.showings,
                later: open.later.map(wall),
            }),
        }
    }

    /// Goes to the first moment from now on that lies in active hours.
    fn enter(&mut self, span: Span) {
        if span.start > self.at {
            if self.inside {
                self.leave();
            }
            let left = self.left.unwrap_or(self.at);
            self.at = span.start;
            if self.at.since(left) >= self.settings.away_reset.length() && !planted(Fault::CarriedOver) {
                self.sat = Millis::ZERO;
                self.asked = Millis::ZERO;
                self.open = None;
            }
        }
        self.inside = true;
        if let Some(open) = &mut self.open {
            open.later = open.later.filter(|later| *later >= span.start);
        }
    }

    /// Active hours end: what is due is dropped, not carried over.
    fn leave(&mut self) {
        self.inside = false;
        self.left = Some(self.at);
        if !planted(Fault::CarriedOver) {
            self.asked = self.asked.max(self.sat);
            self.reached = None;
        }
    }

    /// Nothing more is shown in this span: on to its end.
    fn go_to(&mut self, end: Wall) {
        self.sat += end.since(self.at);
        self.at = self.at.max(end);
        self.span = self.spans.next();
    }

    /// The end of these hours, as far as anybody looks ahead.
    fn hours_end(&mut self, span: Span) -> Wall {
        // Hours that go on for weeks come in pieces.
        self.spans.peek().filter(|next| next.start == span.end).map_or(span.end, |next| next.end)
    }

    /// The next due. It may lie behind the end of these hours: then nobody knows yet when it really comes, and with what it falls
    /// together.
    fn due(&mut self, hours_end: Wall) -> Candidate {
        loop {
            let level = next_level(self.asked, self.limit);
            let (level, came, due_at) = self.reached.unwrap_or_else(|| {
                let at = self.at + level.saturating_sub(self.sat);
                (level, at, at)
            });
            if came >= hours_end || !self.falls_together(came) {
                return Candidate { kind: Kind::Due, at: came.max(self.floor()), due_at, level, repeats: 0 };
            }
            self.asked = self.asked.max(level);
            self.reached = None;
        }
    }

    /// Whether a due of this moment comes shortly after another reminder, or while a *Later* waits.
    fn falls_together(&self, came: Wall) -> bool {
        let distance = if planted(Fault::TooNear) { Millis(self.least_distance.0 / 4) } else { self.least_distance };
        let after_the_last = self.last.is_some_and(|last| came < last + distance);
        let before_a_later = self.open.as_ref().and_then(|open| open.later).is_some_and(|later| came <= later);
        after_the_last || before_a_later
    }

    /// Nothing is shown before this.
    fn floor(&self) -> Wall {
        self.at.max(self.grace_until)
    }

    /// What the open offer asks for next, if anything.
    fn again(&self, next_due: Wall, hours_start: Wall, hours_end: Wall) -> Option<Candidate> {
        let open = self.open.as_ref()?;
        let again = |kind, at, repeats| Candidate { kind, at, due_at: open.due_at, level: open.level, repeats };
        if let Some(later) = open.later {
            return Some(again(Kind::Later, later.max(self.floor()), 0));
        }
        // Somebody who got up in between has not been sitting that long any more.
        if self.sat < open.level {
            return None;
        }
        let (repeats, at) = self.next_repeat(open, hours_start)?;
        let soon_due = next_due < hours_end && at + self.least_distance > next_due && !planted(Fault::TooNear);
        (!soon_due).then(|| again(Kind::Repeat, at, repeats))
    }

    /// The next repeat in turn. Those that could not be shown are one; those outside the hours are none.
    fn next_repeat(&self, open: &Planned, hours_start: Wall) -> Option<(u32, Wall)> {
        let every = self.settings.repeat.every.length();
        let floor = self.floor();
        let mut next = None;
        for repeat in open.repeats + 1..=self.settings.repeat.times.get() {
            let at = open.anchor + Millis(every.0 * u64::from(repeat));
            let near = self.last.is_some_and(|last| at < last + self.least_distance);
            if at < hours_start || near {
                continue;
            }
            if at > floor && next.is_some() {
                break;
            }
            next = Some((repeat, at.max(floor)));
            if at > floor {
                break;
            }
        }
        next
    }

    fn show(&mut self, candidate: &Candidate) -> Due {
        self.sat += candidate.at.since(self.at);
        self.at = candidate.at;
        self.last = Some(candidate.at);
        self.asked = self.asked.max(self.sat);
        self.reached = None;
        let id = match (&self.open, candidate.kind) {
            (Some(open), Kind::Repeat | Kind::Later) => open.id,
            (_, Kind::Due) | (None, Kind::Repeat | Kind::Later) => {
                self.next += 1;
                OfferId::of(self.device, self.next - 1)
            }
        };
        let showings = self.open.as_ref().filter(|open| open.id == id).map_or(0, |open| open.showings);
        let anchor = match (&self.open, candidate.kind) {
            (Some(open), Kind::Repeat) => open.anchor,
            (_, Kind::Due | Kind::Later) | (None, Kind::Repeat) => candidate.at,
        };
        let Candidate { kind, at, due_at, level, repeats } = *candidate;
        self.open = Some(Planned { id, level, due_at, anchor, repeats, showings: showings + 1, later: None });
        Due { id: ReminderId::of(id, showings), offer: id, kind, due_at, at, level, sat: self.sat, repeats }
    }
}

impl Iterator for Plan<'_> {
    type Item = Due;

    fn next(&mut self) -> Option<Due> {
        for _ in 0..SPANS_TO_SEARCH {
            let span = self.span?;
            if planted(Fault::RepeatInAPause) && span.start > self.at {
                let repeat = self.again(span.start, Wall(i64::MIN), Wall(i64::MIN)).filter(|repeat| repeat.at < span.start);
                if let Some(repeat) = repeat {
                    return Some(self.show(&repeat));
                }
            }
            self.enter(span);
            let hours_end = self.hours_end(span);
            let due = self.due(hours_end);
            let again = self.again(due.at, span.start, hours_end);
            // At the same moment, the offer that is open goes first, and the due falls together with it.
            let first = match again {
                Some(again) if again.at <= due.at => again,
                Some(_) | None => due,
            };
            if first.at >= span.end {
                self.go_to(span.end);
            } else {
                return Some(self.show(&first));
            }
        }
        None
    }
}

/// Where a reminder makes a due superfluous: one that came shortly before it, or one that the person asked for and that is
/// still to come.
pub(super) fn drop_what_falls_together(settings: &ReminderSettings, sitting: &mut Sitting, offers: &Offers) {
    let Some(reached) = sitting.reached else { return };
    let distance = settings.repeat.every.length();
    let after_the_last = offers.last.is_some_and(|last| reached.at < last + distance);
    let before_a_later = offers.open.as_ref().and_then(|open| open.later).is_some_and(|later| reached.at <= later);
    if (after_the_last || before_a_later) && !planted(Fault::TooNear) {
        sitting.asked = sitting.asked.max(reached.level);
        sitting.reached = None;
    }
}
