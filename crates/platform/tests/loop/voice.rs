//! What is said and heard.

use unsit_core::app::{Change, Channel, ChannelState, Control, Effect, Message, Remote, Waking, view};
use unsit_core::text::Language;

use crate::world::{cues, effects, seconds, start, tellings, voice, woken, world};

#[test]
fn the_voice_leads_through_a_quick_bridge() {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.pass(seconds(67));
    insta::assert_snapshot!(voice(&world.deeds()), @r"
    0 en Get ready. Bridge. Lie on your back, knees bent, feet flat and hip-width apart.
    12 en Three.
    13 en Two.
    14 en One.
    15 en Lift your hips.
    17 en Squeeze, keep breathing.
    22 en Halfway.
    24 en Three.
    25 en Two.
    26 en One.
    27 en Lower slowly.
    29 en Rest. Next, hold 2 of 3.
    34 en Lift your hips.
    36 en Squeeze, keep breathing.
    41 en Halfway.
    43 en Three.
    44 en Two.
    45 en One.
    46 en Lower slowly.
    48 en Rest. Next, hold 3 of 3.
    53 en Last one. Lift your hips.
    55 en Squeeze, keep breathing.
    60 en Halfway.
    62 en Three.
    63 en Two.
    64 en One.
    65 en Lower slowly.
    67 en Done. 30 seconds held.
    ");
}

#[test]
fn the_voice_leads_through_a_quick_bridge_in_german() {
    let mut world = woken(Waking { system_language: Language::German, ..Waking::default() });
    world.send(start("quick-bridge"));
    world.pass(seconds(67));
    insta::assert_snapshot!(voice(&world.deeds()), @r"
    0 de Mach dich bereit. Brücke. Leg dich auf den Rücken, Knie gebeugt, Füße hüftbreit aufgestellt.
    12 de Drei.
    13 de Zwei.
    14 de Eins.
    15 de Becken heben.
    17 de Anspannen und weiteratmen.
    22 de Die Hälfte.
    24 de Drei.
    25 de Zwei.
    26 de Eins.
    27 de Langsam senken.
    29 de Pause. Als Nächstes: Halten 2 von 3.
    34 de Becken heben.
    36 de Anspannen und weiteratmen.
    41 de Die Hälfte.
    43 de Drei.
    44 de Zwei.
    45 de Eins.
    46 de Langsam senken.
    48 de Pause. Als Nächstes: Halten 3 von 3.
    53 de Das letzte Mal. Becken heben.
    55 de Anspannen und weiteratmen.
    60 de Die Hälfte.
    62 de Drei.
    63 de Zwei.
    64 de Eins.
    65 de Langsam senken.
    67 de Fertig. 30 Sekunden gehalten.
    ");
}

#[test]
fn the_voice_says_how_to_lie_down_when_there_is_time_for_it() {
    let said = |routine, floor| {
        let mut world = world();
        world.send(Message::Change(Change::GetReadyFloor(floor)));
        world.send(start(routine));
        world.pass(seconds(floor));
        voice(&world.deeds())
    };
    let setup = "Lie on your back, knees bent, feet flat and hip-width apart.";
    let lift = "en Lift your hips.";
    assert_eq!(said("quick-bridge", 7), format!("0 en Get ready. Bridge.\n4 en Three.\n5 en Two.\n6 en One.\n7 {lift}"));
    let in_eight = said("quick-bridge", 8);
    assert_eq!(in_eight, format!("0 en Get ready. Bridge. {setup}\n6 en Two.\n7 en One.\n8 {lift}"), "a count does not cut it off");
    let in_nine = said("quick-bridge", 9);
    assert_eq!(in_nine, format!("0 en Get ready. Bridge. {setup}\n6 en Three.\n7 en Two.\n8 en One.\n9 {lift}"));
    let seated = said("at-the-desk", 15);
    assert!(seated.starts_with("0 en Get ready. Seated glute squeeze.\n3 en Two.\n4 en One.\n"), "in five seconds: {seated}");
}

#[test]
fn the_voice_names_sides_and_counts_repetitions() {
    let mut world = world();
    world.send(start("before-activity"));
    world.pass(seconds(66));
    world.deeds();
    world.pass(seconds(16));
    assert_eq!(voice(&world.deeds()), "67 en Next: Donkey kick, the left side.\n82 en Lift, sole to the ceiling.");
    world.pass(seconds(52));
    assert!(voice(&world.deeds()).ends_with("\n134 en Switch. Now the right side."));
    world.pass(seconds(56));
    world.deeds();
    world.pass(seconds(64));
    insta::assert_snapshot!(voice(&world.deeds()), @r"
    191 en Next: Sit to stand.
    206 en Lean and stand.
    209 en Sit down slowly.
    212 en 2
    218 en 3
    224 en 4
    230 en 5
    236 en 6
    242 en 7
    248 en 8
    254 en Done. 98 seconds held.
    ");
}

#[test]
fn without_voice_only_sounds_are_given() {
    let mut world = world();
    world.send(Message::Change(Change::Voice(false)));
    world.send(start("quick-bridge"));
    world.pass(seconds(17));
    let deeds = world.deeds();
    assert_eq!((voice(&deeds), cues(&deeds)), (String::new(), "12 count_3\n13 count_2\n14 count_1\n15 lift\n17 hold".to_owned()));
    assert!(tellings(&deeds).all(|(_, telling)| telling.sound.is_some()));
}

#[test]
fn without_sounds_the_voice_goes_on() {
    let mut world = world();
    world.send(Message::Change(Change::Sound(false)));
    world.send(start("quick-bridge"));
    world.pass(seconds(17));
    let deeds = world.deeds();
    assert!(tellings(&deeds).all(|(_, telling)| telling.sound.is_none() && telling.voice.is_some()));
}

#[test]
fn a_sample_is_played_whether_the_channel_is_on_or_not() {
    let mut world = world();
    world.send(Message::Change(Change::Voice(false)));
    world.send(Message::Change(Change::Sound(false)));
    world.deeds();
    world.send(Message::Test(Channel::Voice));
    world.send(Message::Test(Channel::Sound));
    world.send(Message::Test(Channel::Vibration));
    world.send(Message::Test(Channel::Awake));
    let effects = effects(&mut world);
    let [Effect::Sample(Channel::Voice, words), Effect::Sample(Channel::Sound, tone), Effect::Sample(Channel::Vibration, buzz)] =
        effects.as_slice()
    else {
        panic!("{effects:?}")
    };
    assert!(buzz.vibration && buzz.sound.is_none() && buzz.voice.is_none() && !tone.vibration);
    let spoken = words.voice.as_ref().unwrap();
    assert_eq!((spoken.text.as_str(), spoken.volume.percent(), words.sound), ("This is how Unsit sounds.", 80, None));
    assert_eq!((tone.sound.unwrap().percent(), tone.cues.len()), (70, 1));
}

#[test]
fn vibration_goes_with_every_cue_unless_it_is_off() {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.pass(seconds(6));
    assert!(tellings(&world.deeds()).filter(|(_, telling)| !telling.cues.is_empty()).all(|(_, telling)| telling.vibration));
    world.send(Message::Change(Change::Vibration(false)));
    world.pass(seconds(20));
    let deeds = world.deeds();
    assert!(tellings(&deeds).count() > 0 && tellings(&deeds).all(|(_, telling)| !telling.vibration));
}

#[test]
fn the_voice_yields_to_a_screen_reader_and_the_sounds_stay() {
    let mut world = world();
    world.send(Message::ScreenReader(true));
    world.send(start("quick-bridge"));
    world.pass(seconds(20));
    let deeds = world.deeds();
    assert!(tellings(&deeds).count() > 0 && tellings(&deeds).all(|(_, telling)| telling.voice.is_none() && telling.sound.is_some()));
    assert!(view::settings(world.model()).voice.yields.is_some());
    world.send(Message::ScreenReader(false));
    world.pass(seconds(20));
    assert!(tellings(&world.deeds()).any(|(_, telling)| telling.voice.is_some()));
    assert_eq!(view::settings(world.model()).voice.yields, None);
}

#[test]
fn the_button_of_a_headset_is_wanted_from_start_to_end() {
    let mut world = world();
    assert_eq!(world.wants().remote, None);
    world.send(start("quick-bridge"));
    assert_eq!(world.wants().remote, Some(Remote::Playing));
    world.send(Message::Control(Control::Pause));
    assert_eq!(world.wants().remote, Some(Remote::Paused));
    world.send(Message::Control(Control::Resume));
    world.pass(seconds(67));
    assert_eq!(world.wants().remote, None);
}

#[test]
fn a_change_of_language_changes_the_next_words() {
    let mut world = world();
    world.send(start("quick-bridge"));
    world.pass(seconds(14));
    world.send(Message::Change(Change::Language(Some(Language::German))));
    world.deeds();
    world.pass(seconds(1));
    assert_eq!(voice(&world.deeds()), "15 de Becken heben.");
    assert_eq!(view::guide(world.model()).unwrap().word, "Heben");
}

#[test]
fn what_a_channel_says_of_itself_is_shown() {
    let mut world = world();
    let why = "No voice is installed.".to_owned();
    world.send(Message::Report { channel: Channel::Voice, state: ChannelState::Missing { why: why.clone() } });
    assert_eq!(view::settings(world.model()).voice.missing, Some(why));
}
