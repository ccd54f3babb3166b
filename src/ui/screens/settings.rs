//! Settings: cues, time to get ready, look, days.

use dioxus::prelude::*;
use unsit_core::app::view::{self, ChannelView, SettingsView};
use unsit_core::app::{Appearance, Change, Channel, FirstWeekday, Message, SafetyPage, Screen, Volume};
use unsit_core::text::{Clock, Language, Texts};

use super::reminders::ReminderSettings;
use crate::ui::components::button::Button;
use crate::ui::components::card::Card;
use crate::ui::components::icon::Icon;
use crate::ui::components::page::PageBar;
use crate::ui::components::row::Row;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::stepper::Stepper;
use crate::ui::components::switch::Switch;
use crate::ui::components::volume::VolumeSlider;
use crate::ui::focus::use_way_to;
use crate::ui::{use_dispatch, use_texts, use_view};

#[component]
pub fn Settings() -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let view = use_view(view::settings)();
    let SettingsView {
        voice,
        sound,
        vibration,
        get_ready,
        get_ready_floor,
        day_start,
        appearance,
        language,
        clock,
        first_weekday,
        safety,
        folder,
    } = view;
    let change = move |change| dispatch.call(Message::Change(change));
    rsx! {
        PageBar { title: texts.get("settings-title"), onback: move |()| dispatch.call(Message::Show(Screen::Today)) }
        div { class: "stack settings",
            if use_view(|model| model.watch.breaks.is_some())() {
                ReminderSettings {}
            }
            Card { title: texts.get("settings-safety"), class: "tight", titled_above: true, SafetyRow { lines: safety } }
            Card { title: texts.get("settings-cues"), class: "tight", titled_above: true,
                Cues { channel: Channel::Voice, view: voice }
                Cues { channel: Channel::Sound, view: sound }
                if let Some(vibration) = vibration {
                    Cues { channel: Channel::Vibration, view: vibration }
                }
            }
            Card { title: texts.get("settings-before"), class: "tight", titled_above: true,
                Row { icon: "timer", title: texts.get("settings-get-ready"), about: texts.get("settings-get-ready-about"),
                    Stepper {
                        view: get_ready,
                        label: texts.get("settings-get-ready"),
                        onchange: move |seconds| change(Change::GetReady(seconds)),
                    }
                }
                Row { icon: "mat", title: texts.get("settings-get-ready-floor"), about: texts.get("settings-get-ready-floor-about"),
                    Stepper {
                        view: get_ready_floor,
                        label: texts.get("settings-get-ready-floor"),
                        onchange: move |seconds| change(Change::GetReadyFloor(seconds)),
                    }
                }
            }
            Card { title: texts.get("settings-look"), class: "choices", titled_above: true,
                h3 { {texts.get("settings-appearance")} }
                Segmented::<Appearance> {
                    label: texts.get("settings-appearance"),
                    choices: appearances(texts),
                    chosen: appearance,
                    onchange: move |look| change(Change::Appearance(look)),
                }
                h3 { {texts.get("settings-language")} }
                LanguageChoice { chosen: language }
            }
            Card { title: texts.get("settings-days"), class: "tight", titled_above: true,
                Row { icon: "moon", glyph: "plain", title: texts.get("settings-day-start"), about: texts.get("settings-day-start-about"),
                    Stepper {
                        view: day_start,
                        label: texts.get("settings-day-start"),
                        onchange: move |hour| change(Change::DayStart(u32::try_from(hour).unwrap_or(u32::MAX))),
                    }
                }
                div { class: "choices",
                    h3 { {texts.get("settings-first-weekday")} }
                    Segmented::<Option<FirstWeekday>> {
                        label: texts.get("settings-first-weekday"),
                        choices: first_weekdays(texts),
                        chosen: first_weekday,
                        onchange: move |day| change(Change::FirstWeekday(day)),
                    }
                    h3 { {texts.get("settings-clock")} }
                    Segmented::<Option<Clock>> {
                        label: texts.get("settings-clock"),
                        choices: clocks(texts),
                        chosen: clock,
                        onchange: move |clock| change(Change::Clock(clock)),
                    }
                }
            }
            Card { title: texts.get("settings-about"), aside: texts.get("settings-saved-here"), titled_above: true,
                About { folder }
            }
        }
    }
}

/// The way to the safety check, and how it stands.
#[component]
fn SafetyRow(lines: Vec<String>) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let check = Screen::Safety(SafetyPage::Check);
    let onmounted = use_way_to(check.clone());
    rsx! {
        button { r#type: "button", class: "row way", onmounted, onclick: move |_| dispatch.call(Message::Show(check.clone())),
            span { class: "glyph", Icon { name: "shield" } }
            span { class: "grow",
                b { {texts.get("check-title")} }
                for line in lines {
                    small { "{line}" }
                }
            }
            Icon { name: "chev", class: "flip sm" }
        }
    }
}

/// The language of the app, each by its own name.
#[component]
pub(super) fn LanguageChoice(
    /// None: the system's.
    chosen: Option<Language>,
) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    rsx! {
        Segmented::<Option<Language>> {
            label: texts.get("settings-language"),
            choices: languages(texts),
            chosen,
            onchange: move |language| dispatch.call(Message::Change(Change::Language(language))),
        }
    }
}

/// What this is, what it keeps to itself, and where.
#[component]
fn About(folder: Option<String>) -> Element {
    let texts = use_texts();
    rsx! {
        div { class: "about-unsit",
            p { {texts.format("settings-version", &[("version", env!("CARGO_PKG_VERSION").into())])} }
            p { {texts.format("settings-licence", &[("licence", env!("CARGO_PKG_LICENSE").into())])} }
            p { {texts.get("settings-privacy")} }
            if let Some(folder) = folder {
                p {
                    {texts.get("settings-stored-in")}
                    " "
                    code { "{folder}" }
                }
            }
            p { class: "fine", {texts.get("disclaimer")} }
        }
    }
}

/// One way to hear or feel cues: on or off, how loud, and whether it works here.
#[component]
pub(super) fn Cues(channel: Channel, view: ChannelView) -> Element {
    let (texts, dispatch) = (use_texts(), use_dispatch());
    let change = move |change| dispatch.call(Message::Change(change));
    let (icon, title, about, test) = match channel {
        Channel::Vibration => ("vibrate", "settings-vibration", "settings-vibration-about", "settings-test-vibration"),
        Channel::Sound
        | Channel::Awake
        | Channel::Notifications
        | Channel::Presence
        | Channel::Sleep
        | Channel::Calls
        | Channel::Tray
        | Channel::Alarms
        | Channel::Quiet
        | Channel::Steps
        | Channel::Background => ("sound", "settings-sounds", "settings-sounds-about", "settings-test-sounds"),
        Channel::Voice => ("voice", "settings-voice", "settings-voice-about", "settings-test-voice"),
    };
    let title = texts.get(title);
    let volume_label = texts.format("settings-volume-of", &[("channel", title.clone().into())]);
    rsx! {
        section { class: "cues",
            Row { icon, title: title.clone(), about: texts.get(about),
                Switch { on: view.on, label: title, onchange: move |on| change(switched(channel, on)) }
            }
            if let Some(why) = view.missing {
                p { class: "missing",
                    Icon { name: "alert", class: "sm" }
                    "{why}"
                }
            }
            if let Some(why) = view.yields {
                p { class: "fine", "{why}" }
            }
            if view.on {
                if let Some(percent) = view.volume {
                    VolumeSlider {
                        percent,
                        label: volume_label,
                        onchange: move |percent| change(louder(channel, Volume::nearest(percent))),
                    }
                }
                div { class: "try",
                    if let Some(name) = view.name {
                        p { class: "fine", {texts.format("settings-heard-through", &[("name", name.into())])} }
                    }
                    Button {
                        class: "soft",
                        icon: "play",
                        text: texts.get("settings-test"),
                        label: texts.get(test),
                        onpress: move |()| dispatch.call(Message::Test(channel)),
                    }
                }
            }
        }
    }
}

fn switched(channel: Channel, on: bool) -> Change {
    match channel {
        Channel::Sound
        | Channel::Awake
        | Channel::Notifications
        | Channel::Presence
        | Channel::Sleep
        | Channel::Calls
        | Channel::Tray
        | Channel::Alarms
        | Channel::Quiet
        | Channel::Steps
        | Channel::Background => Change::Sound(on),
        Channel::Voice => Change::Voice(on),
        Channel::Vibration => Change::Vibration(on),
    }
}

fn louder(channel: Channel, volume: Volume) -> Change {
    match channel {
        // What shakes has no volume.
        Channel::Sound
        | Channel::Awake
        | Channel::Vibration
        | Channel::Notifications
        | Channel::Presence
        | Channel::Sleep
        | Channel::Calls
        | Channel::Tray
        | Channel::Alarms
        | Channel::Quiet
        | Channel::Steps
        | Channel::Background => Change::SoundVolume(volume),
        Channel::Voice => Change::VoiceVolume(volume),
    }
}

fn appearances(texts: &Texts) -> Vec<(Appearance, String)> {
    let word = |look| match look {
        Appearance::System => texts.get("settings-system"),
        Appearance::Light => texts.get("settings-light"),
        Appearance::Dark => texts.get("settings-dark"),
    };
    Appearance::ALL.into_iter().map(|look| (look, word(look))).collect()
}

fn languages(texts: &Texts) -> Vec<(Option<Language>, String)> {
    let word = |language| match language {
        Language::English => texts.get("settings-language-english"),
        Language::German => texts.get("settings-language-german"),
    };
    let own = Language::ALL.into_iter().map(|language| (Some(language), word(language)));
    std::iter::once((None, texts.get("settings-system"))).chain(own).collect()
}

fn clocks(texts: &Texts) -> Vec<(Option<Clock>, String)> {
    let word = |clock| match clock {
        Clock::Twelve => texts.get("settings-clock-12"),
        Clock::TwentyFour => texts.get("settings-clock-24"),
    };
    let own = Clock::ALL.into_iter().map(|clock| (Some(clock), word(clock)));
    std::iter::once((None, texts.get("settings-system"))).chain(own).collect()
}

fn first_weekdays(texts: &Texts) -> Vec<(Option<FirstWeekday>, String)> {
    let word = |day| match day {
        FirstWeekday::Monday => texts.get("weekday-1"),
        FirstWeekday::Saturday => texts.get("weekday-6"),
        FirstWeekday::Sunday => texts.get("weekday-7"),
    };
    let own = FirstWeekday::ALL.into_iter().map(|day| (Some(day), word(day)));
    std::iter::once((None, texts.get("settings-system"))).chain(own).collect()
}
