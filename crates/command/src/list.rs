//! Prints what there is: routines, today, history.

use unsit_core::app::view::why_unplayable;
use unsit_core::app::{OwnRoutines, Settings};
use unsit_core::breaks::Ledger;
use unsit_core::record::SessionRecord;
use unsit_core::routine::{Catalogue, Id, Routine, Variant};
use unsit_core::safety::{Adjusted, Barrier};
use unsit_core::text::{Clock as Hours, Language, Texts};
use unsit_core::{LocalDay, Millis, Now};
use unsit_platform::clock::Clock;
use unsit_platform::locale;
use unsit_store::{Cursor, Filter, Opened, Store};

use crate::arguments::{Format, History, Place};
use crate::error::Failure;
use crate::json::{RoutineJson, Seconds, SessionJson, TodayJson};
use crate::output::{Output, complain};

pub(crate) fn routines(place: &Place, format: Format, output: &mut Output) -> Result<(), Failure> {
    let shelf = Shelf::open(place)?;
    let (catalogue, texts) = (Catalogue::built_in(), shelf.texts);
    let own = shelf.own.playable();
    let routines = catalogue.routines.iter().chain(own).filter_map(|routine| {
        let variant = shelf.turn(routine)?;
        Some((routine, shelf.adjusted(routine, variant, false)))
    });
    let routines: Vec<(&Routine, Adjusted)> = routines.collect();
    for unplayable in shelf.own.unplayable() {
        let name = unplayable.name.map_or_else(|| unplayable.id.to_string(), str::to_owned);
        complain(&texts.format("error-cannot-play", &[("routine", name.into()), ("why", why_unplayable(texts, unplayable.why).into())]));
    }
    if format.json {
        let rows: Vec<_> = routines.iter().map(|(routine, adjusted)| RoutineJson::of(routine, adjusted, catalogue, texts)).collect();
        return output.json(&rows);
    }
    let width = routines.iter().map(|(routine, ..)| routine.id.as_str().len()).max().unwrap_or(0);
    for (routine, adjusted) in &routines {
        let length = adjusted.plan.as_ref().map_or_else(|| texts.get("changes-nothing"), |plan| texts.duration(plan.total()));
        let (name, summary) = (routine.name_in(texts), routine.summary_in(texts, catalogue));
        output.line(&format!("{:width$}  {:>10}  {name}: {summary}", routine.id.as_str(), length))?;
    }
    Ok(())
}

pub(crate) fn today(place: &Place, format: Format, output: &mut Output) -> Result<(), Failure> {
    let shelf = Shelf::open(place)?;
    let sessions = shelf.store.sessions_of_day(shelf.today)?;
    let planned: Millis = sessions.iter().map(SessionRecord::planned).sum();
    let held: Millis = sessions.iter().map(SessionRecord::held).sum();
    if format.json {
        return output.json(&TodayJson {
            local_day: shelf.today,
            planned_hold_seconds: Seconds(planned),
            held_seconds: Seconds(held),
            sessions: sessions.iter().map(SessionJson::of).collect(),
        });
    }
    if sessions.is_empty() {
        return output.line(&shelf.texts.get("today-none"));
    }
    day(&shelf, shelf.today, &sessions, output)
}

pub(crate) fn history(place: &Place, history: &History, output: &mut Output) -> Result<(), Failure> {
    let shelf = Shelf::open(place)?;
    let since = history.days.map(|days| shelf.today.days_back(days - 1));
    let filter = Filter { rehearsals: history.format.json, since };
    let sessions = shelf.all(filter)?;
    if history.format.json {
        let rows: Vec<_> = sessions.iter().map(SessionJson::of).collect();
        return output.json(&rows);
    }
    if sessions.is_empty() {
        return output.line(&shelf.texts.get("history-empty"));
    }
    for of_day in sessions.chunk_by(|one, next| one.local_day == next.local_day) {
        if let Some(first) = of_day.first() {
            day(&shelf, first.local_day, of_day, output)?;
        }
    }
    Ok(())
}

fn day(shelf: &Shelf, day: LocalDay, sessions: &[SessionRecord], output: &mut Output) -> Result<(), Failure> {
    let Shelf { texts, today, .. } = shelf;
    let held = |held: Millis, planned: Millis, id: &str| {
        texts.format(id, &[("held", held.secs_floor().into()), ("planned", planned.secs_floor().into())])
    };
    let (sum, planned) = (sessions.iter().map(SessionRecord::held).sum(), sessions.iter().map(SessionRecord::planned).sum());
    let count = texts.format("history-sessions-count", &[("count", sessions.len().into())]);
    output.line(&format!("{} ({day}): {count}, {}", texts.day(day, *today), held(sum, planned, "history-held-of")))?;
    for session in sessions {
        let name = shelf.name(&session.routine);
        let id = if session.reached_end { "history-held-of" } else { "history-ended-early" };
        let time = texts.clock(session.started_at.at_offset(session.offset_seconds), shelf.clock());
        output.line(&format!("  {time:>5}  {name}, {}", held(session.held(), session.planned(), id)))?;
    }
    Ok(())
}

/// What the store holds, opened for reading.
pub(crate) struct Shelf {
    store: Store,
    settings: Settings,
    own: OwnRoutines,
    pub(crate) texts: &'static Texts,
    today: LocalDay,
}

impl Shelf {
    /// Reads it, and says which settings cannot be used.
    pub(crate) fn open(place: &Place) -> Result<Self, Failure> {
        let (shelf, unusable) = Self::read(place)?;
        if !unusable.is_empty() {
            complain(&shelf.texts.format("error-settings", &[("file", unusable.join(", ").into())]));
        }
        Ok(shelf)
    }

    /// With the settings that cannot be used.
    pub(crate) fn read(place: &Place) -> Result<(Self, Vec<String>), Failure> {
        let Opened { store, set_aside } = Store::open(&place.directory()?)?;
        let rows = store.settings()?;
        let (settings, unusable) = Settings::from_rows(&rows);
        let own = OwnRoutines::from_rows(&rows, Catalogue::built_in());
        let texts = place.texts(&settings);
        if let Some(kept) = set_aside {
            complain(&texts.format("error-damaged", &[("file", kept.display().to_string().into())]));
        }
        let now: Now = Clock::real().now();
        let today = now.local_day(settings.day_start.time());
        Ok((Self { store, settings, own, texts, today }, unusable))
    }

    /// A routine that can be played: a built-in one, or one that the person built.
    pub(crate) fn routine(&self, id: &str) -> Option<&Routine> {
        Catalogue::built_in().routine(id).or_else(|| self.own.routine(id))
    }

    /// Why the routine that is asked for cannot be played.
    pub(crate) fn refusal(&self, asked: &str) -> Failure {
        match self.own.unplayable_one(asked) {
            Some(unplayable) => {
                Failure::Unplayable { routine: asked.to_owned(), why: why_unplayable(Texts::built_in(Language::English), unplayable.why) }
            }
            None => Failure::UnknownRoutine {
                asked: asked.to_owned(),
                own: self.own.playable().map(|routine| routine.id.to_string()).collect(),
            },
        }
    }

    /// What a routine is called, also one that was removed.
    fn name(&self, id: &Id) -> String {
        let kept = || self.own.name(id.as_str()).map_or_else(|| id.to_string(), str::to_owned);
        self.routine(id.as_str()).map_or_else(kept, |routine| routine.name_in(self.texts))
    }

    /// The variant whose turn it is.
    pub(crate) fn turn<'a>(&self, routine: &'a Routine) -> Option<&'a Variant> {
        // A history that cannot be read is reported by what reads it; here the first variant will do.
        let last = self.store.last_variant(&routine.id).ok().flatten();
        routine.variant_after(last.as_ref().map(Id::as_str))
    }

    /// The routine as this person plays it.
    pub(crate) fn adjusted(&self, routine: &Routine, variant: &Variant, alternative: bool) -> Adjusted {
        self.settings.adjusted(routine, variant, Catalogue::built_in(), alternative)
    }

    /// Why the safety answers let no session begin; none when one may.
    pub(crate) fn barrier(&self) -> Option<Barrier> {
        self.settings.safety.barrier(&Catalogue::built_in().safety)
    }

    /// What happened to breaks; facts that make no sense are named.
    pub(crate) fn breaks(&self) -> Result<Ledger, Failure> {
        let facts = self.store.facts()?;
        if !facts.unusable.is_empty() {
            complain(&self.texts.format("error-breaks", &[("file", facts.unusable.join(", ").into())]));
        }
        Ok(facts.events.into_iter().collect())
    }

    pub(crate) const fn today(&self) -> LocalDay {
        self.today
    }

    /// How times are read.
    pub(crate) fn clock(&self) -> Hours {
        self.settings.clock.unwrap_or_else(|| Hours::of(locale::region()))
    }

    fn all(&self, filter: Filter) -> Result<Vec<SessionRecord>, Failure> {
        const PAGE: u32 = 1000;
        let mut all: Vec<SessionRecord> = Vec::new();
        loop {
            let page = self.store.sessions(filter, all.last().map(Cursor::at), PAGE)?;
            let last = page.len() < PAGE as usize;
            all.extend(page);
            if last {
                return Ok(all);
            }
        }
    }
}
