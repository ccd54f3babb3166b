//! What is to come if nothing happens until then: hours, reminders, the end of a break.

use super::fault::{Fault, planted};
use super::machine::Breaks;
use super::offer::{Kind, Open};
use super::planner::{Due, delivery, plan_not_before, plan_reminders};
use super::sitting::Presence;
use super::{Calendar, Zone};
use crate::{Millis, Mono, Wall};

impl Breaks {
    /// When the next active hours begin, or those of now go on.
    #[must_use]
    pub fn next_hours(&self) -> Option<Wall> {
        Calendar::new(&self.settings, Zone::of(&self.now)).spans(self.now.wall).next().map(|span| span.start.max(self.now.wall))
    }

    /// When active hours begin or end next.
    pub(crate) fn hours_change_at(&self) -> Option<Mono> {
        let span = Calendar::new(&self.settings, Zone::of(&self.now)).spans(self.now.wall).next()?;
        let at = if self.is_in_hours() { span.end } else { span.start };
        (at > self.now.wall).then(|| self.on_steady_clock(at))
    }

    /// When the next reminder would come if nothing were in its way.
    pub(crate) fn next_reminder_at(&self) -> Option<Mono> {
        self.next_reminder().filter(|due| due.at > self.now.wall).map(|due| self.on_steady_clock(due.at))
    }

    /// An instant to come, on the clock that goes on in sleep.
    fn on_steady_clock(&self, at: Wall) -> Mono {
        self.now.mono + at.since(self.now.wall)
    }

    /// When something is next to be done if nothing happens until then; always later than the last update.
    #[must_use]
    pub fn deadline(&self) -> Option<Mono> {
        let quiet = self.sitting.is_away() || self.is_quiet();
        let reminder = if quiet && !planted(Fault::RemindsNobody) { None } else { self.next_reminder() };
        let reminder = reminder.map(|due| self.on_steady_clock(due.at));
        let open = self.offers.open.as_ref();
        let natural = open.and_then(|open| self.natural_at(open));
        let over = open.and_then(|_| self.over_at());
        // A due that falls together with another reminder is none; but when it came has to be known.
        let reached = self.sitting.reaches_next(&self.settings).filter(|at| *at > self.now.mono);
        [reminder, natural, over, reached].into_iter().flatten().min()
    }

    /// The next reminder for somebody who sits on, as of the last update.
    #[must_use]
    pub fn next_reminder(&self) -> Option<Due> {
        plan_reminders(&self.settings, &self.sitting, &self.offers, &self.now).next()
    }

    /// The dues until then for somebody who sits on, each with how long they have been sitting.
    pub(crate) fn dues_of_days(&self, until: Wall) -> Vec<(Wall, Millis)> {
        let plan = plan_reminders(&self.settings, &self.sitting, &self.offers, &self.now).take_while(|due| due.at < until);
        plan.filter(|due| due.kind == Kind::Due).map(|due| (due.at, due.sat)).collect()
    }

    /// What a system gets ahead, to be shown also when this program does not run: nothing before `from`, and at most
    /// [`super::DELIVERY`] reminders.
    pub(crate) fn ahead(&self, from: Wall) -> Vec<Due> {
        delivery(plan_not_before(from, &self.settings, &self.sitting, &self.offers, &self.now)).collect()
    }

    /// The dues of the hours until then, for somebody who sits on.
    #[must_use]
    pub fn dues_until(&self, until: Wall) -> Vec<Wall> {
        let plan = plan_reminders(&self.settings, &self.sitting, &self.offers, &self.now);
        plan.take_while(|due| due.at < until).filter(|due| due.kind == Kind::Due).map(|due| due.at).take(24).collect()
    }

    /// When being away makes up for the whole break, if the person stays away.
    pub(super) fn natural_at(&self, open: &Open) -> Option<Mono> {
        match self.sitting.presence {
            Presence::Active => None,
            Presence::Away { since, .. } => Some(since.max(open.first_shown) + self.settings.away_reset.length()),
        }
    }

    /// When the sitting that made a break due is over by the end of the hours. Who is away then may still make it a natural one.
    fn over_at(&self) -> Option<Mono> {
        if self.sitting.is_away() {
            return None;
        }
        let left = if self.sitting.inside {
            let calendar = Calendar::new(&self.settings, Zone::of(&self.now));
            let end = calendar.spans(self.now.wall).next()?.end;
            self.on_steady_clock(end)
        } else {
            self.sitting.left?
        };
        Some(left + self.settings.away_reset.length())
    }
}
