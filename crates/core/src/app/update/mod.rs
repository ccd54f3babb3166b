//! The loop's one decision: what a message changes, and what is to be done about it. One file per subject.

mod ahead;
mod answers;
mod asking;
mod back;
mod breaks;
mod building;
mod diary;
mod hours;
mod journal;
mod left;
mod login;
mod playing;
mod pressing;
mod safety;
mod screens;
mod telling;
mod tray;
mod version;
mod waking;

use self::ahead::plan_ahead;
use self::answers::{loaded, not_loaded, not_saved, retry, saved, show_older};
use self::asking::{asked, looked_on, mirrored, not_asked};
use self::back::go_back;
use self::breaks::{facts_not_saved, facts_saved, follow_session, keep_now, overtaken, pass, seen, watch};
use self::building::{build, routine_not_saved, routine_saved};
use self::diary::{around, leaf, loaded_day, loaded_overview, not_revised, revised};
use self::journal::{come_and_go, hear, open_for, play};
use self::left::{end_interrupted, leave_early, take_up};
use self::login::{at_login, start_at_login};
use self::playing::{ask_to_stop, begin, close_finished, drive, keep_going, refused, steer};
use self::pressing::{make_way, press};
use self::safety::{answer, end, next};
use self::screens::{sample, set, show};
use self::telling::{dismiss, tell_once};
use self::tray::at_the_tray;
use self::version::{open_again, reload};
use self::waking::woken;
use super::effect::{Effect, Query};
use super::message::{FirstRun, Message, Unsaved};
use super::model::{Model, Notice};
use crate::Now;
use crate::session::Event;

/// Moves the model on by one message.
#[must_use]
pub fn update(model: &mut Model, message: Message, now: Now) -> Vec<Effect> {
    // The platform reads the day that it wakes up in.
    let before = (!matches!(message, Message::Woken(_))).then(|| model.today());
    model.now = now;
    // What the system of a phone has done by then comes before what this program would do.
    let mut effects = if matches!(message, Message::Journal(_) | Message::PhoneFile(_)) { vec![] } else { pass(model) };
    effects.extend(handle(model, message));
    effects.extend(follow_session(model));
    plan_ahead(model);
    let newest = Effect::Load(Query::Newest { today: model.today() });
    if before.is_some_and(|before| before != model.today()) && !effects.contains(&newest) {
        effects.push(newest);
        effects.extend(around(model));
    }
    effects
}

fn handle(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Woken(waking) => woken(model, *waking),
        Message::Wake { heard_until } => {
            let mut effects = drive(model, Event::Wake { heard_until });
            effects.extend(retry(model));
            effects
        }
        Message::Start(start) => begin(model, start),
        Message::Control(control) => steer(model, control),
        Message::AskToStop => ask_to_stop(model),
        Message::KeepGoing => keep_going(model),
        Message::Continue => take_up(model),
        Message::EndInterrupted => end_interrupted(model),
        Message::LeftBehind(beat) => leave_early(model, &beat),
        Message::Refused => refused(model),
        Message::CloseFinished => close_finished(model),
        Message::Show(screen) => show(model, screen),
        Message::Change(change) => set(model, change),
        Message::Answer(given) => answer(model, &given),
        Message::FirstRun(FirstRun::Next) => next(model),
        Message::FirstRun(FirstRun::Back) => safety::back(model),
        Message::FirstRun(FirstRun::Skip) => end(model),
        Message::Build(act) => build(model, act),
        Message::RoutineSaved(id) => routine_saved(model, &id),
        Message::RoutineNotSaved { id, why } => routine_not_saved(model, &id, why),
        Message::Test(channel) => sample(model, channel),
        Message::DismissNotice => dismiss(model),
        Message::NewVersion => tell_once(model, Notice::NewVersion),
        Message::Reload => reload(model),
        Message::OpenAgain => open_again(model),
        Message::ShowOlder => show_older(model),
        Message::Leaf(deed) => leaf(model, deed),
        Message::Break(deed) => press(model, deed),
        Message::Tray(deed) => at_the_tray(model, deed),
        Message::Summoned(opening) => open_for(model, opening),
        Message::OpenedElsewhere => make_way(model),
        Message::StartAtLogin(on) => start_at_login(model, on),
        Message::AtLogin(told) => at_login(model, told),
        Message::Seen(what) => seen(model, &what),
        Message::Back => go_back(model),
        Message::OpenPage(page) => vec![Effect::OpenPage(page)],
        Message::InSight(is) => come_and_go(model, is),
        Message::JournalGrew => vec![Effect::ReadJournal],
        Message::Journal(records) => play(model, &records),
        Message::PhoneFile(news) => hear(model, news),
        Message::FactsSaved(ids) => facts_saved(model, &ids),
        Message::FactsNotSaved(why) => facts_not_saved(model, why),
        Message::Asked(request) => asked(model, *request),
        Message::Ending => Vec::from_iter(keep_now(model)),
        Message::LookedOn => looked_on(model),
        Message::Mirrored(mirror) => mirrored(model, *mirror),
        Message::WatcherGone | Message::InFront if model.watch.is_watching() => vec![],
        Message::WatcherGone | Message::InFront => vec![Effect::TakeWatch],
        Message::Overtaken => overtaken(model),
        Message::NotAsked(why) => not_asked(model, why),
        Message::Watch(left) => watch(model, *left),
        Message::Saved(id) => saved(model, id),
        Message::NotSaved { record, why } => not_saved(model, Unsaved { record, why }),
        Message::SettingsNotSaved(why) => tell_once(model, Notice::NotSaved(why)),
        Message::Revised(id) => revised(model, id),
        Message::NotRevised { revision, why } => not_revised(model, revision, why),
        Message::LoadedOverview(overview) => loaded_overview(model, *overview),
        Message::LoadedDay { day, sessions } => loaded_day(model, day, &sessions),
        Message::Loaded(page) => loaded(model, page),
        Message::NotLoaded(why) => not_loaded(model, why),
        Message::Report { channel, state } => {
            model.channels.insert(channel, state);
            vec![]
        }
        Message::DoNotDisturb(told) => {
            model.watch.do_not_disturb = told;
            vec![]
        }
        Message::ScreenReader(speaks) => {
            model.screen_reader = speaks;
            vec![]
        }
    }
}
