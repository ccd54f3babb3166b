//! Settings, languages, and what holds for every screen.

mod support;

use support::{TestDom, World, open, open_at, open_in};
use unsit_core::app::{
    Answer, Appearance, Build, Change, Channel, ChannelState, Draft, FirstRun, FirstWeekday, Leaf, LearnPage, Message, SafetyPage, Screen,
    Start, StepKey, Volume, Waking,
};
use unsit_core::text::{Clock, Language};

#[test]
fn a_switch_turns_the_voice_off_and_puts_its_volume_away() {
    let (world, mut dom) = open_at(Screen::Settings);
    assert_eq!(dom.named("switch", "Voice").attribute("aria-checked"), Some("true"));
    dom.click("switch", "Voice");
    assert_eq!(world.told(), [Message::Change(Change::Voice(false))]);
    assert_eq!(dom.named("switch", "Voice").attribute("aria-checked"), Some("false"));
    assert_eq!(dom.with_role("slider").len(), 1);
}

#[test]
fn a_slider_sets_the_volume() {
    let (world, mut dom) = open_at(Screen::Settings);
    dom.slide("Volume: Sounds", "35");
    assert_eq!(world.told(), [Message::Change(Change::SoundVolume(Volume::nearest(35)))]);
    assert_eq!(dom.named("slider", "Volume: Sounds").attribute("aria-valuetext"), Some("35 %"));
}

#[test]
fn each_channel_can_be_tried() {
    let (world, mut dom) = open_at(Screen::Settings);
    dom.click("button", "Try it: the voice");
    dom.click("button", "Try it: the sounds");
    assert_eq!(world.told(), [Message::Test(Channel::Voice), Message::Test(Channel::Sound)]);
}

#[test]
fn vibration_is_offered_where_a_device_can() {
    let (world, mut dom) = open_at(Screen::Settings);
    assert_eq!(dom.with_role("switch").into_iter().filter(|switch| switch.name() == "Vibration").count(), 0);
    world.tell(Message::Report { channel: Channel::Vibration, state: ChannelState::Ready { name: String::new() } });
    world.told();
    dom.settle();
    dom.click("button", "Try it: vibration");
    dom.click("switch", "Vibration");
    assert_eq!(world.told(), [Message::Test(Channel::Vibration), Message::Change(Change::Vibration(false))]);
}

#[test]
fn a_voice_that_yields_says_why() {
    let (world, mut dom) = open_at(Screen::Settings);
    world.tell(Message::ScreenReader(true));
    dom.settle();
    assert!(dom.text().contains("A screen reader is on."));
}

#[test]
fn a_missing_voice_is_said_with_what_to_do() {
    let (world, mut dom) = open_at(Screen::Settings);
    let why = "No voice here. Install espeak-ng.".to_owned();
    world.tell(Message::Report { channel: Channel::Voice, state: ChannelState::Missing { why: why.clone() } });
    dom.settle();
    assert_eq!(dom.class("missing").unwrap().text(), why);
}

#[test]
fn a_channel_says_what_it_is_heard_through() {
    let (world, mut dom) = open_at(Screen::Settings);
    world.tell(Message::Report { channel: Channel::Sound, state: ChannelState::Ready { name: "Headphones".to_owned() } });
    dom.settle();
    assert!(dom.text().contains("Heard through Headphones"));
}

#[test]
fn a_stepper_stops_at_its_limit() {
    let (world, mut dom) = open_at(Screen::Settings);
    dom.click("button", "Get ready: Less");
    dom.click("button", "Get ready: Less");
    assert_eq!(world.told(), [Message::Change(Change::GetReady(4)), Message::Change(Change::GetReady(3))]);
    assert!(dom.named("button", "Get ready: Less").attribute("disabled").is_some());
    assert!(dom.named("button", "Get ready: More").attribute("disabled").is_none());
}

#[test]
fn the_look_is_chosen_at_once() {
    let (world, mut dom) = open_at(Screen::Settings);
    assert_eq!(dom.class("app").unwrap().attribute("data-theme"), Some("system"));
    dom.click("button", "Dark");
    assert_eq!(world.told(), [Message::Change(Change::Appearance(Appearance::Dark))]);
    assert_eq!(dom.class("app").unwrap().attribute("data-theme"), Some("dark"));
    assert_eq!(dom.named("button", "Dark").attribute("aria-pressed"), Some("true"));
}

#[test]
fn german_is_spoken_at_once() {
    let (_, mut dom) = open_at(Screen::Settings);
    dom.click("button", "Deutsch");
    assert_eq!(dom.class("app").unwrap().attribute("lang"), Some("de"));
    assert_eq!(dom.with_role("heading")[0].text(), "Einstellungen");
}

/// Every place of the app, in a language.
fn everywhere(language: Language) -> Vec<TestDom> {
    let screens = [
        Screen::Today,
        Screen::Routines,
        Screen::Routine("at-the-desk".into()),
        Screen::Routine("release-and-strengthen".into()),
        Screen::History,
        Screen::Settings,
        Screen::Learn(LearnPage::All),
        Screen::Learn(LearnPage::Muscle("erector-spinae".into())),
        Screen::Learn(LearnPage::Topic("sitting".into())),
        Screen::Learn(LearnPage::Clinician),
        Screen::Learn(LearnPage::Evidence),
        Screen::Learn(LearnPage::Sources),
        Screen::Safety(SafetyPage::Check),
    ];
    let speak = |world: &World| world.tell(Message::Change(Change::Language(Some(language))));
    let mut doms: Vec<TestDom> = screens
        .into_iter()
        .map(|screen| {
            let (world, mut dom) = open();
            speak(&world);
            world.play("quick-bridge");
            world.tell(Message::Show(screen));
            dom.settle();
            dom
        })
        .collect();
    doms.extend(stopped(language));
    doms.extend(first_run(language));
    for screen in [Screen::Builder, Screen::Exercises] {
        let (world, mut dom) = open();
        speak(&world);
        world.tell(Message::Build(Build::Copy { routine: "before-activity".into(), variant: None }));
        world.tell(Message::Build(Build::Toggle(StepKey(1))));
        world.tell(Message::Build(Build::Remove(StepKey(0))));
        world.tell(Message::Show(screen));
        dom.settle();
        doms.push(dom);
    }
    for seconds in [5.0, 20.0, 70.0, 88.0, 134.0, 600.0] {
        let (world, mut dom) = open_in("bridge-and-donkey-kicks", seconds);
        speak(&world);
        dom.settle();
        doms.push(dom);
    }
    let world = World::new();
    speak(&world);
    world.tell(Message::Start(Start::routine("quick-bridge")));
    world.wait(20.0);
    world.tell(Message::AskToStop);
    doms.push(TestDom::open(world.shell()));
    doms.extend(over_the_history(&speak));
    doms
}

/// What opens over the history: a day, a session, both forms with everything wrong, and the way back after a deletion.
fn over_the_history(speak: &dyn Fn(&World)) -> Vec<TestDom> {
    let wrong = Draft { day: String::new(), time: "later".to_owned(), held: vec!["many".to_owned(); 3] };
    let day = World::new().model().today();
    let ways: [&[Leaf]; 5] = [
        &[Leaf::Day(day)],
        &[],
        &[Leaf::Log { day: None }, Leaf::Submit(wrong.clone())],
        &[Leaf::Correct, Leaf::Submit(wrong)],
        &[Leaf::Delete],
    ];
    let open = |way: &[Leaf]| {
        let world = World::new();
        speak(&world);
        world.play("bridge-and-donkey-kicks");
        world.play("quick-bridge");
        world.tell(Message::Show(Screen::History));
        world.tell(Message::Leaf(Leaf::Session(world.model().history.sessions[0].id)));
        for leaf in way {
            world.tell(Message::Leaf(leaf.clone()));
        }
        TestDom::open(world.shell())
    };
    ways.map(open).into()
}

/// The places where no session may begin, with every answer a yes.
fn stopped(language: Language) -> Vec<TestDom> {
    let places = [
        Screen::Today,
        Screen::Routine("release-and-strengthen".into()),
        Screen::Safety(SafetyPage::Check),
        Screen::Safety(SafetyPage::Stop),
    ];
    let at = |screen: Screen| {
        let (world, mut dom) = open();
        world.tell(Message::Change(Change::Language(Some(language))));
        for question in &world.model().catalogue.safety.questions {
            world.tell(Message::Answer(Answer::Question { question: question.id.clone(), yes: true }));
        }
        world.tell(Message::Show(screen));
        dom.settle();
        dom
    };
    places.into_iter().map(at).collect()
}

/// The pages of the first run.
fn first_run(language: Language) -> Vec<TestDom> {
    let at = |pages: usize| {
        let world = World::first();
        world.tell(Message::Change(Change::Language(Some(language))));
        for _ in 0..pages {
            world.tell(Message::FirstRun(FirstRun::Next));
        }
        TestDom::open(world.shell())
    };
    (0..6).map(at).collect()
}

#[test]
fn clock_and_week_are_chosen() {
    let (world, mut dom) = open_at(Screen::Settings);
    dom.click("button", "12 hours");
    dom.click("button", "Sunday");
    assert_eq!(
        world.told(),
        [Message::Change(Change::Clock(Some(Clock::Twelve))), Message::Change(Change::FirstWeekday(Some(FirstWeekday::Sunday)))]
    );
    assert!(dom.text().contains("4:00 am"));
    world.play("quick-bridge");
    world.tell(Message::Show(Screen::Today));
    dom.settle();
    assert!(dom.text().contains("30 of 30 s held 2:06 pm"));
}

#[test]
fn about_says_what_is_kept_and_where() {
    let (world, mut dom) = open_at(Screen::Settings);
    world.tell(Message::Woken(Box::new(Waking { folder: Some("/data/unsit".to_owned()), ..Waking::default() })));
    dom.settle();
    for said in ["Stored in", "/data/unsit", "MIT OR Apache-2.0", "no network request", "General wellness information"] {
        assert!(dom.text().contains(said), "{said}");
    }
}

#[test]
fn everything_to_press_or_move_has_a_name() {
    for dom in everywhere(Language::English) {
        for role in ["button", "switch", "slider", "textbox", "dialog", "img", "grid", "date", "time", "spinbutton", "combobox"] {
            for found in dom.with_role(role) {
                assert_ne!(found.name().trim(), "", "a {role} without a name");
            }
        }
    }
}

#[test]
fn no_message_is_missing() {
    for language in Language::ALL {
        for dom in everywhere(language) {
            let missing: Vec<String> = dom.texts().into_iter().filter(|text| text.starts_with('[')).collect();
            assert_eq!(missing, Vec::<String>::new());
        }
    }
}

#[test]
fn every_word_is_translated() {
    // The same in both languages: names, and sources, which stay in the language they were published in.
    let catalogue = unsit_core::routine::Catalogue::built_in();
    let sources: Vec<&str> = catalogue.sources().flat_map(|source| [source.title.as_str(), source.journal.as_str()]).collect();
    let same =
        ["Unsit", "English", "Deutsch", "System", "Version", "Start", "Routine", "Name", "Quadratus lumborum", "Gluteus", "Iliopsoas"];
    for (english, german) in everywhere(Language::English).iter().zip(everywhere(Language::German)) {
        let german = german.texts();
        for text in english.texts() {
            let is_word = text.chars().filter(|letter| letter.is_alphabetic()).count() > 3;
            let is_name = same.iter().any(|name| text.starts_with(name)) || sources.iter().any(|source| text.starts_with(source));
            assert!(!is_word || is_name || !german.contains(&text), "{text:?} is the same in German");
        }
    }
}

#[test]
fn each_screen_has_one_first_heading() {
    for dom in everywhere(Language::English) {
        assert_eq!(dom.all().iter().filter(|found| found.is("h1")).count(), 1);
    }
}

#[test]
fn every_icon_is_drawn() {
    for dom in everywhere(Language::English) {
        for icon in dom.all().iter().filter(|found| found.attribute("class").is_some_and(|class| class.starts_with("ic "))) {
            assert!(icon.attribute("dangerous_inner_html").is_some_and(|shapes| shapes.starts_with('<')));
        }
    }
}
