//! The two functions that Kotlin calls. Loading the library starts nothing, and neither of them needs a running app.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::sync::{Mutex, PoisonError};

use jni::JNIEnv;
use jni::objects::{JByteArray, JClass, JString};
use jni::sys::{jbyteArray, jlong};
use unsit_core::Wall;
use unsit_core::phone;

use super::Event;

type Ear = Box<dyn Fn(Event) + Send>;

/// Who hears what Kotlin tells: the running loop.
static EAR: Mutex<Option<Ear>> = Mutex::new(None);

/// Has everything told to this from now on; none: nobody listens.
pub fn listen(ear: Option<Ear>) {
    *EAR.lock().unwrap_or_else(PoisonError::into_inner) = ear;
}

/// What Kotlin tells, to whoever listens.
pub fn hear(event: Event) {
    if let Some(ear) = &*EAR.lock().unwrap_or_else(PoisonError::into_inner) {
        ear(event);
    }
}

/// `Native.replan`: a plan made of a plan and a journal. Null where that cannot be done; Kotlin then goes on without it.
// SAFETY: no other function has this name, which is the one that Java looks for.
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
pub extern "system" fn Java_app_unsit_platform_Native_replan<'local>(
    mut env: JNIEnv<'local>,
    _: JClass<'local>,
    plan: JByteArray<'local>,
    journal: JByteArray<'local>,
    now: jlong,
    zone: JString<'local>,
) -> jbyteArray {
    let replanned = guarded(&mut env, |env| {
        let (plan, journal) = (env.convert_byte_array(&plan)?, env.convert_byte_array(&journal)?);
        let zone = String::from(env.get_string(&zone)?);
        let new = phone::replan(&plan, &journal, Wall(now), &zone);
        new.map(|new| env.byte_array_from_slice(&new).map(JByteArray::into_raw)).transpose()
    });
    replanned.flatten().unwrap_or(ptr::null_mut())
}

/// `Native.tell`: an event for the running loop; nothing where none runs.
// SAFETY: no other function has this name, which is the one that Java looks for.
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
pub extern "system" fn Java_app_unsit_platform_Native_tell<'local>(mut env: JNIEnv<'local>, _: JClass<'local>, event: JString<'local>) {
    guarded(&mut env, |env| {
        let event = String::from(env.get_string(&event)?);
        if let Some(event) = Event::read(&event) {
            hear(event);
        }
        Ok(())
    });
}

/// Both functions, for whoever has to name them so that a linker keeps them.
#[must_use]
pub fn all() -> [*const (); 2] {
    [Java_app_unsit_platform_Native_replan as *const (), Java_app_unsit_platform_Native_tell as *const ()]
}

/// Nothing may unwind into Java, and no exception of ours may surface there.
fn guarded<'local, T>(env: &mut JNIEnv<'local>, work: impl FnOnce(&mut JNIEnv<'local>) -> jni::errors::Result<T>) -> Option<T> {
    let done = catch_unwind(AssertUnwindSafe(|| work(env)));
    if env.exception_check().unwrap_or(false) {
        let _ = env.exception_describe();
        let _ = env.exception_clear();
    }
    done.ok()?.ok()
}
