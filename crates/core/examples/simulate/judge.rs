//! Judges a life from its minutes: what a person would have sat through, read off the clock, without a line of the planner.

use std::collections::{BTreeMap, BTreeSet};

use unsit_core::breaks::{Kind, OfferId, Outcome, ReminderSettings};

use crate::calendar::{Clock, Days};
use crate::trace::{Act, Deed, Minute, Shown, Trace};

const MINUTE: u64 = 60_000;

/// Everything that should not have happened.
pub(crate) fn judge(trace: &Trace) -> Vec<String> {
    let mut judge = Judge::new(trace);
    for minute in 0..trace.minutes.len() {
        judge.judge_minute(minute);
    }
    judge.compare_rows();
    if trace.stood_still {
        judge.violations.push("the planner asked to be woken at once, again and again".to_owned());
    }
    judge.violations
}

/// A break as the person knows it.
#[derive(Clone, Copy, Debug)]
struct Break {
    outcome: Option<Outcome>,
    snoozes: u32,
    held: Option<u64>,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    offer: OfferId,
    first_shown: u64,
    /// Shown as due or as asked for.
    anchor: u64,
    repeats: u32,
    later: Option<u64>,
    /// The hours have been over for so long that the sitting is.
    over: bool,
}

struct Judge<'a> {
    trace: &'a Trace,
    clocks: Vec<Option<Clock>>,
    days: Vec<Days>,
    next_act: usize,
    next_shown: usize,
    /// Minutes sat, less what being away took back.
    sat: f64,
    /// Minutes outside of the hours.
    gap: f64,
    /// Minutes sat in one go, with no reminder.
    stretch: f64,
    away_since: Option<u64>,
    woke: Option<u64>,
    last: Option<Shown>,
    open: Option<Open>,
    /// A multiple of the limit was reached in this minute.
    crossed: Option<usize>,
    breaks: BTreeMap<OfferId, Break>,
    names: BTreeSet<unsit_core::breaks::ReminderId>,
    violations: Vec<String>,
}

impl<'a> Judge<'a> {
    fn new(trace: &'a Trace) -> Self {
        let first = trace.minutes[0].wall - MARGIN;
        Self {
            trace,
            clocks: trace.zones.iter().map(|_| None).collect(),
            days: trace.settings.iter().map(|_| Days::from(first)).collect(),
            next_act: 0,
            next_shown: 0,
            sat: 0.0,
            gap: 0.0,
            stretch: 0.0,
            away_since: None,
            woke: None,
            last: None,
            open: None,
            crossed: None,
            breaks: BTreeMap::new(),
            names: BTreeSet::new(),
            violations: Vec::new(),
        }
    }

    fn judge_minute(&mut self, index: usize) {
        let (now, settings) = (self.trace.minutes[index], self.settings(index));
        let inside = self.is_inside(&now, now.wall);
        let begins = index as u64 * MINUTE;
        if now.woke {
            self.woke = Some(begins);
        }
        if index > 0 && self.trace.minutes[index - 1].settings != now.settings {
            self.stretch = 0.0;
            self.crossed = None;
        }
        self.away_since = if now.present { None } else { self.away_since.or(Some(begins)) };
        // Who comes back too late for the hours has missed the break, before anything else happens.
        self.miss(&now);
        self.what_happens_at(index, begins);
        let (sat_before, frac_from) = (self.sat, begins);
        self.pass(&now, settings, inside, index);
        self.what_is_shown_within(index, sat_before, frac_from);
        self.close(&now, settings, inside, begins + MINUTE);
        if now.seems_present && inside && !Self::is_quiet(&now, settings) && !self.in_grace(begins, settings) {
            self.miss_nothing(index, settings, begins);
        }
    }

    fn settings(&self, index: usize) -> &'a ReminderSettings {
        &self.trace.settings[self.trace.minutes[index].settings]
    }

    fn is_inside(&mut self, now: &Minute, wall: i64) -> bool {
        let first = self.trace.minutes[0].wall - MARGIN;
        let zone = self.trace.zones[now.zone];
        let count = self.trace.minutes.len() + usize::try_from(2 * MARGIN).unwrap();
        let clock = self.clocks[now.zone].get_or_insert_with(|| Clock::new(zone, first, count));
        clock.is_inside(&self.trace.settings[now.settings], &mut self.days[now.settings], wall)
    }

    fn is_quiet(now: &Minute, settings: &ReminderSettings) -> bool {
        now.in_session || (now.in_call && settings.quiet_in_call)
    }

    fn in_grace(&self, at: u64, settings: &ReminderSettings) -> bool {
        self.woke.is_some_and(|woke| at < woke + settings.wake_grace.get() * MINUTE)
    }

    /// Deeds and reminders at the very beginning of a minute, in their order.
    fn what_happens_at(&mut self, index: usize, begins: u64) {
        loop {
            let act = self.trace.acts.get(self.next_act).copied().filter(|act| act.minute == index);
            let shown = self.trace.shown.get(self.next_shown).copied().filter(|shown| shown.minute == index && shown.mono == begins);
            match (act, shown) {
                (Some(act), _) if act.after_shown <= self.next_shown => {
                    self.next_act += 1;
                    self.deed(&act, index, begins);
                }
                (_, Some(shown)) => {
                    self.next_shown += 1;
                    self.reminder(&shown, index, self.sat);
                }
                (_, None) => break,
            }
        }
    }

    fn what_is_shown_within(&mut self, index: usize, sat_before: f64, from: u64) {
        while let Some(shown) = self.trace.shown.get(self.next_shown).copied().filter(|shown| shown.minute == index) {
            self.next_shown += 1;
            let passed = minutes(shown.mono - from);
            self.reminder(&shown, index, sat_before + passed);
        }
    }

    /// A minute passes.
    fn pass(&mut self, now: &Minute, settings: &ReminderSettings, inside: bool, index: usize) {
        let limit = whole(settings.sit_limit.get());
        if inside {
            self.gap = 0.0;
            let before = self.sat;
            if now.present {
                self.sat += 1.0;
                self.stretch += 1.0;
            } else {
                self.sat = (self.sat - limit / whole(settings.away_reset.get())).max(0.0);
                self.stretch = 0.0;
                self.crossed = None;
            }
            let crossed = (self.sat / limit + 1e-9).floor() > (before / limit + 1e-9).floor();
            if crossed && before > 0.0 {
                self.crossed = Some(index);
            }
        } else {
            self.stretch = 0.0;
            self.crossed = None;
            self.gap += 1.0;
            if self.gap >= whole(settings.away_reset.get()) {
                self.sat = 0.0;
            }
        }
    }

    fn reminder(&mut self, shown: &Shown, index: usize, sat: f64) {
        let now = Minute { zone: shown.zone, settings: shown.settings, ..self.trace.minutes[index] };
        let settings = &self.trace.settings[shown.settings];
        let every = settings.repeat.every.get() * MINUTE;
        let wrong = [
            (!self.is_inside(&now, shown.wall.div_euclid(60_000)), "outside of active hours or in a pause"),
            (!shown.seems_present, "while nobody is there"),
            (shown.in_session || (shown.in_call && settings.quiet_in_call), "in a call or a session"),
            (self.in_grace(shown.mono, settings), "right after a wake-up"),
            (shown.kind != Kind::Later && self.last.is_some_and(|last| shown.mono < last.mono + every), "too soon after another reminder"),
            (!self.names.insert(shown.id), "with a name that was used before"),
            // Nobody knows yet that somebody has just left.
            (shown.kind == Kind::Due && sat < whole(settings.sit_limit.get()) - 1.5 && now.present, "before anybody sat that long"),
            (shown.kind == Kind::Due && self.breaks.contains_key(&shown.offer), "as due a second time"),
            (shown.kind != Kind::Due && self.open.is_none_or(|open| open.offer != shown.offer), "for a break that is over"),
        ];
        for (_, what) in wrong.iter().filter(|(wrong, _)| *wrong) {
            self.blame(index, &format!("{:?} {what} (sat {sat:.1})", shown.kind));
        }
        match (shown.kind, &mut self.open) {
            (Kind::Repeat, Some(open)) => {
                open.repeats += 1;
                let (repeats, soon) = (open.repeats, shown.mono < open.anchor + every * u64::from(open.repeats));
                if repeats > settings.repeat.times.get() || soon || open.later.is_some() {
                    self.blame(index, "a repeat too many, too early or against a wish");
                }
            }
            (Kind::Later, Some(open)) => {
                let asked = open.later.take().is_some_and(|later| later <= shown.mono);
                (open.anchor, open.repeats) = (shown.mono, 0);
                if !asked {
                    self.blame(index, "shown again without a wish");
                }
            }
            (Kind::Due, _) | (Kind::Repeat | Kind::Later, None) => {
                self.end(Outcome::Missed);
                self.breaks.insert(shown.offer, Break { outcome: None, snoozes: 0, held: None });
                let open = Open { offer: shown.offer, first_shown: shown.mono, anchor: shown.mono, repeats: 0, later: None, over: false };
                self.open = Some(open);
            }
        }
        self.last = Some(*shown);
        self.stretch = 0.0;
        self.crossed = None;
    }

    fn deed(&mut self, act: &Act, index: usize, begins: u64) {
        let limit = whole(self.settings(index).sit_limit.get());
        match act.what {
            Deed::Session(0, _) => {}
            Deed::Session(held, planned) => {
                let taken = held * 2 >= planned;
                self.sat = if taken { 0.0 } else { (self.sat - limit * whole(held) / whole(planned)).max(0.0) };
                if let Some(known) = self.open.and_then(|open| self.breaks.get_mut(&open.offer)) {
                    known.held = Some(held);
                }
                self.end(if taken { Outcome::Taken } else { Outcome::Partly });
                self.stretch = 0.0;
            }
            Deed::Moved => {
                self.sat = 0.0;
                self.stretch = 0.0;
                self.end(Outcome::Moved);
            }
            Deed::Skipped => self.end(Outcome::Skipped),
            Deed::Later(minutes) => {
                if let Some(open) = &mut self.open {
                    open.later = Some(begins + minutes * MINUTE);
                    self.breaks.entry(open.offer).and_modify(|known| known.snoozes += 1);
                }
            }
        }
        self.crossed = None;
    }

    /// The open break is over.
    fn end(&mut self, outcome: Outcome) {
        if let Some(known) = self.open.take().and_then(|open| self.breaks.get_mut(&open.offer)) {
            known.outcome = Some(outcome);
        }
    }

    /// Who sits there when a break's hours have long been over has missed it.
    fn miss(&mut self, now: &Minute) {
        if now.seems_present && self.open.is_some_and(|open| open.over) {
            self.end(Outcome::Missed);
        }
    }

    fn close(&mut self, now: &Minute, settings: &ReminderSettings, inside: bool, ends: u64) {
        let Some(open) = &mut self.open else { return };
        if !inside && open.later.is_some_and(|later| later < ends) {
            open.later = None;
        }
        open.over |= !inside && self.gap >= whole(settings.away_reset.get());
        let away = self.away_since.map_or(0, |since| ends.saturating_sub(since.max(open.first_shown)));
        if away >= settings.away_reset.get() * MINUTE {
            self.end(Outcome::Natural);
        } else {
            self.miss(now);
        }
    }

    /// In a minute in which a reminder could be shown: none is overdue.
    fn miss_nothing(&mut self, index: usize, settings: &ReminderSettings, begins: u64) {
        let later = self.open.and_then(|open| open.later);
        if later.is_some_and(|later| later < begins) {
            self.blame(index, "a reminder that was asked for did not come");
            self.open.as_mut().unwrap().later = None;
        }
        if later.is_some() {
            (self.stretch, self.crossed) = (0.0, None);
            return;
        }
        let longest = whole(settings.sit_limit.get() + settings.repeat.every.get()) + 2.0;
        if self.stretch > longest {
            self.blame(index, &format!("{} minutes of sitting without a reminder", self.stretch));
            self.stretch = 0.0;
        }
        let every = settings.repeat.every.get() * MINUTE;
        if let Some(crossed) = self.crossed.take_if(|crossed| index > *crossed) {
            // What is full shortly after a reminder falls together with it.
            let recently = self.last.is_some_and(|last| crossed as u64 * MINUTE < last.mono + every + 2 * MINUTE);
            if !recently {
                self.blame(index, "an hour was full and nothing was shown");
            }
        }
    }

    /// Each break has one row, which says what the person knows of it.
    fn compare_rows(&mut self) {
        let mut rows = BTreeMap::new();
        for row in &self.trace.rows {
            let known = Break { outcome: row.outcome, snoozes: row.snoozes, held: row.held.map(unsit_core::Millis::secs_floor) };
            rows.insert(row.id, known);
            if row.shown_at.is_none_or(|shown_at| shown_at < row.due_at) && !self.clock_was_set() {
                self.violations.push(format!("row {:?} was shown before it was due", row.id));
            }
        }
        let differ = |(offer, known): (&OfferId, &Break)| {
            let row = rows.get(offer);
            let same = row.is_some_and(|row| (row.outcome, row.snoozes, row.held) == (known.outcome, known.snoozes, known.held));
            let minute = self.trace.shown.iter().find(|shown| shown.offer == *offer).map_or(0, |shown| shown.minute);
            (!same).then(|| format!("minute {minute}: the ledger says {row:?}, the person {known:?}"))
        };
        let mut differences: Vec<String> = self.breaks.iter().filter_map(differ).collect();
        let extra = rows.keys().filter(|offer| !self.breaks.contains_key(offer)).count();
        if extra > 0 {
            differences.push(format!("{extra} rows of breaks that nobody saw"));
        }
        self.violations.extend(differences);
    }

    fn clock_was_set(&self) -> bool {
        self.trace.minutes.windows(2).any(|pair| pair[1].wall != pair[0].wall + 1)
    }

    fn blame(&mut self, index: usize, what: &str) {
        let now = self.trace.minutes[index];
        let at = unsit_core::breaks::utc_text(unsit_core::Wall(now.wall * 60_000));
        self.violations.push(format!("minute {index} ({at}, {}): {what}", self.trace.zones[now.zone]));
    }
}

/// The clock is set by some hours here and there: days before and after the year.
const MARGIN: i64 = 8 * 24 * 60;

#[allow(clippy::cast_precision_loss)] // a year has 31 billion milliseconds
fn whole(number: u64) -> f64 {
    number as f64
}

fn minutes(millis: u64) -> f64 {
    whole(millis) / whole(MINUTE)
}
