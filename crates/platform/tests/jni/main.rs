//! The way between Rust and Java, in a Java machine that the test starts.
//!
//! Without more it uses stand-ins for Kotlin's classes, which also misbehave on demand. Where `UNSIT_ANDROID_CLASSPATH` names the
//! compiled Kotlin and Android's framework, it uses those; `scripts/check-mobile` runs it both ways.
#![allow(clippy::unwrap_used)] // in a test a panic is the answer

#[path = "../conformance/mod.rs"]
mod conformance;
mod contract;
mod machine;
mod outlet;
mod phone;
mod replan;

use std::collections::BTreeSet;

use jni::objects::{JString, JValue};
use serde_json::{Value, json};
use unsit_platform::android::{Bridge, Door};

use self::machine::{alive, class, has_kotlin, load_library, machine, watch};

#[test]
fn a_call_goes_there_and_comes_back() {
    let machine = machine();
    if has_kotlin() {
        // A context without a system behind it: Kotlin says what is wrong, and does not throw.
        let error = machine.bridge().call("device", &json!({})).unwrap_err();
        assert!(error.starts_with("device: ") && !error.contains('\n'), "{error}");
        let error = machine.bridge().call("danced", &json!({})).unwrap_err();
        assert!(error.contains("danced"), "{error}");
        return;
    }
    let said = json!({ "text": "Zeit für 🧘, \u{0} und \"Zeichen\"\\", "volume": 0.8, "list": [1, null] });
    assert_eq!(machine.bridge().call("echo", &said), Ok(said));
    assert_eq!(machine.bridge().call("nothing", &Value::Null), Ok(json!({})));
    assert_eq!(machine.bridge().call("refuse", &json!({})), Err("open Unsit and ask again".to_owned()));
}

#[test]
fn an_exception_becomes_a_line_and_is_over() {
    if has_kotlin() {
        return;
    }
    let bridge = machine().bridge();
    assert_eq!(bridge.call("throw", &json!({})), Err("java.lang.IllegalStateException: no phone is here 😴".to_owned()));
    assert!(bridge.call("overflow", &json!({})).unwrap_err().contains("StackOverflowError"));
    assert!(bridge.call("null", &json!({})).is_err());
    assert!(bridge.call("garbage", &json!({})).unwrap_err().starts_with("garbage: "));
    assert_eq!(bridge.call("echo", &json!({ "again": true })), Ok(json!({ "again": true })));
}

#[test]
fn a_thread_of_rust_finds_the_class_and_is_attached_once() {
    if has_kotlin() {
        return;
    }
    let machine = machine();
    let names: BTreeSet<String> = std::thread::scope(|scope| {
        let threads = (0..8).map(|number| {
            std::thread::Builder::new().name(format!("unsit-{number}")).spawn_scoped(scope, move || {
                let names: BTreeSet<String> = (0..500)
                    .map(|call| {
                        assert_eq!(machine.bridge().call("echo", &json!({ "call": call })), Ok(json!({ "call": call })));
                        machine.bridge().call("thread", &json!({})).unwrap()
                    })
                    .map(|told| {
                        assert_eq!(told["daemon"], true, "no thread of ours keeps the app from ending");
                        told["name"].as_str().unwrap().to_owned()
                    })
                    .collect();
                assert_eq!(names.len(), 1, "a thread keeps its place in Java: {names:?}");
                names.into_iter().next().unwrap()
            })
        });
        let threads: Vec<_> = threads.map(Result::unwrap).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(names.len(), 8);
}

#[test]
fn ten_thousand_calls_leave_nothing_behind() {
    if has_kotlin() {
        return;
    }
    let machine = machine();
    // On one thread that stays attached, as the loop's are: what leaks there leaks for good.
    std::thread::scope(|scope| {
        let calls = scope.spawn(|| {
            let mut env = machine.env();
            let _quiet = machine.alone();
            assert_eq!(alive(&mut env), 0);
            for call in 0..10_000 {
                let command = if call % 100 == 0 { "throw" } else { "echo" };
                let _ = machine.bridge().call(command, &json!({ "call": call }));
            }
            assert_eq!(alive(&mut env), 0, "of ten thousand strings");
            // The measure itself: what is not in a frame stays.
            for _ in 0..100 {
                let kept = env.new_string("kept").unwrap();
                watch(&mut env, &kept);
            }
            assert_eq!(alive(&mut env), 100);
        });
        calls.join().unwrap();
    });
}

#[test]
fn a_context_of_another_loader_is_an_error_and_no_crash() {
    let machine = machine();
    let env = machine.env();
    // A string's loader is the system's own, which knows no app.
    let stranger = env.new_string("no context").unwrap();
    let error = Bridge::of(machine.vm(), &stranger).unwrap_err();
    assert!(!error.is_empty());
    assert!(!env.exception_check().unwrap());
}

#[test]
fn loading_the_library_with_no_activity_starts_nothing() {
    let machine = machine();
    let mut env = machine.env();
    load_library(&mut env);
    let threads: Vec<String> = std::fs::read_dir("/proc/self/task")
        .unwrap()
        .filter_map(|task| std::fs::read_to_string(task.unwrap().path().join("comm")).ok())
        .map(|name| name.trim().to_owned())
        .collect();
    let started: Vec<&String> = threads.iter().filter(|name| ["unsit-loop", "unsit-disk"].contains(&name.as_str())).collect();
    assert!(started.is_empty() || outlet::is_running(), "{started:?}");
    // Nobody hears it, and nothing comes of it.
    for told in [r#"{"event":"resumed"}"#, "no json", ""] {
        let told: JString<'_> = env.new_string(told).unwrap();
        let native = class(&mut env, "app.unsit.platform.Native");
        env.call_static_method(&native, "tell", "(Ljava/lang/String;)V", &[JValue::Object(&told)]).unwrap();
    }
    assert!(!env.exception_check().unwrap());
}
