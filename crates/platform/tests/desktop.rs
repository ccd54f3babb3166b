//! Sound and voice of the machine the test runs on, for someone to listen to:
//! `cargo test -p unsit-platform --features desktop --test desktop -- --ignored --nocapture`
#![cfg(feature = "desktop")]

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use unsit_platform::desktop::{Awake, Sound, Tone, Voice};

const SOON: Duration = Duration::from_secs(30);

#[test]
#[ignore = "needs someone to listen"]
fn every_tone() {
    let (sender, statuses) = mpsc::channel();
    let sound = Sound::start(move |status| sender.send(status).unwrap());
    sound.hold(true);
    println!("{:?}", statuses.recv_timeout(SOON).unwrap());
    for tone in Tone::ALL {
        println!("{tone:?}");
        sound.play(tone, 80);
        thread::sleep(Duration::from_secs(2));
    }
}

#[test]
#[ignore = "needs someone to listen"]
fn two_languages_and_a_phrase_that_is_replaced() {
    let (sender, statuses) = mpsc::channel();
    let voice = Voice::start(move |status| sender.send(status).unwrap());
    println!("{:?}", statuses.recv_timeout(SOON).unwrap());
    voice.say("This sentence is replaced long before anyone has heard all of its many words.", "en", 80);
    thread::sleep(Duration::from_secs(1));
    voice.say("Heben und drei Sekunden halten.", "de", 80);
    thread::sleep(Duration::from_secs(4));
    voice.say("This sentence is stopped long before anyone has heard all of its many words.", "en", 80);
    thread::sleep(Duration::from_secs(1));
    voice.stop();
    thread::sleep(Duration::from_secs(1));
    println!("{:?}", statuses.try_iter().collect::<Vec<_>>());
}

#[test]
#[ignore = "needs someone to look at the system's list of inhibitors"]
fn ten_seconds_awake() {
    let (sender, statuses) = mpsc::channel();
    let awake = Awake::start(move |status| sender.send(status).unwrap());
    awake.set(true);
    println!("{:?}", statuses.recv_timeout(SOON).unwrap());
    thread::sleep(Duration::from_secs(10));
    awake.set(false);
    println!("{:?}", statuses.recv_timeout(SOON).unwrap());
}
