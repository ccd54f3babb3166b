//! The mark by which dx finds the Kotlin part of Android: it adds the folder to the Gradle project that it makes. What the
//! macro writes for calls is not used: it cannot find classes of an app's own, and knows no way back.

// All of this is the macro's.
#![allow(clippy::all, clippy::pedantic, dead_code, missing_debug_implementations, unreachable_pub, unsafe_code, unused_imports)]

#[manganis::ffi("../../android/platform")]
extern "Kotlin" {
    pub type Kotlin;
}
